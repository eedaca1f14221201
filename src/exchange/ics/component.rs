//! From lines to components, and from a line to a property.

use std::ops::Range;

use icalendar::parser::Property as Parsed;

use super::fault::Fault;
use super::lines::Line;

/// Components inside one another beyond this are passed over: no calendar nests so deep, and a hostile file might.
const DEEPEST: usize = 16;

/// What stands between a BEGIN and its END.
#[derive(Debug, Clone)]
pub(super) struct Component<'a> {
    /// In capitals: `VEVENT`.
    pub name: String,
    /// The line of its BEGIN.
    pub number: usize,
    /// Where it stands in the file.
    pub place: Range<usize>,
    /// Its own lines, without those of its parts.
    pub lines: Vec<&'a Line>,
    /// The observances of a zone.
    pub parts: Vec<Component<'a>>,
    /// Whether its END was there.
    pub ended: bool,
}

/// Every component of the file, in the order of their ends. Alarms go with their events.
pub(super) fn components(lines: &[Line]) -> Vec<Component<'_>> {
    let mut nest = Nest::default();
    for line in lines {
        match frame(line) {
            Some(("BEGIN", name)) => nest.begin(name, line),
            Some((_, name)) => nest.end(&name, line),
            None => {
                if let Some(open) = nest.open.last_mut() {
                    open.lines.push(line);
                    open.place.end = line.place.end;
                }
            }
        }
    }
    while nest.close(false) {}
    nest.done
}

/// BEGIN or END and the component's name.
fn frame(line: &Line) -> Option<(&'static str, String)> {
    let (word, name) = line.text.split_once(':')?;
    let word = word.trim();
    let word = ["BEGIN", "END"].into_iter().find(|known| word.eq_ignore_ascii_case(known))?;
    // A `;` too many is as common here as behind a rule.
    Some((word, name.trim().trim_end_matches(';').to_ascii_uppercase()))
}

#[derive(Default)]
struct Nest<'a> {
    open: Vec<Component<'a>>,
    done: Vec<Component<'a>>,
}

impl Nest<'_> {
    fn begin(&mut self, name: String, line: &Line) {
        // An event inside an event: the first has lost its end.
        if name == "VEVENT" {
            while self.open.iter().any(|open| open.name == "VEVENT") && self.close(false) {}
        }
        if name == "VEVENT" || self.open.len() < DEEPEST {
            let (number, place) = (line.number, line.place.clone());
            let (lines, parts) = (Vec::new(), Vec::new());
            self.open.push(Component { name, number, place, lines, parts, ended: false });
        }
    }

    fn end(&mut self, name: &str, line: &Line) {
        // An END without its BEGIN ends nothing.
        let Some(depth) = self.open.iter().rposition(|open| open.name == name) else { return };
        self.open[depth].place.end = line.place.end;
        while self.open.len() > depth + 1 && self.close(false) {}
        self.close(true);
    }

    fn close(&mut self, ended: bool) -> bool {
        let Some(mut closed) = self.open.pop() else { return false };
        closed.ended = ended;
        match self.open.last_mut() {
            // Wherever it stands, an event is one.
            _ if closed.name == "VEVENT" => self.done.push(closed),
            Some(outer) if outer.name == "VEVENT" => {
                outer.place.end = outer.place.end.max(closed.place.end);
            }
            Some(zone) if zone.name == "VTIMEZONE" => {
                zone.place.end = zone.place.end.max(closed.place.end);
                zone.parts.push(closed);
            }
            _ => self.done.push(closed),
        }
        true
    }
}

/// One property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    /// In capitals.
    pub name: String,
    /// Names in capitals; a value without the quotes around it.
    parameters: Vec<(String, String)>,
    /// Of texts, without escapes.
    pub value: String,
}

impl Property {
    /// A parameter's value.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What a line would be called, read or not.
pub(super) fn head(line: &Line) -> String {
    let end = line.text.find([':', ';']).unwrap_or(line.text.len());
    line.text[..end].trim().to_ascii_uppercase()
}

/// Reads a line by the parser of the crate `icalendar`.
pub(super) fn property(line: &Line) -> Result<Property, Fault> {
    if !line.is_utf8 {
        return Err(Fault::Encoding { line: line.number });
    }
    let unread = || Fault::Line { line: line.number, text: line.text.clone() };
    let end = line.text.find([':', ';']).ok_or_else(unread)?;
    // The crate knows texts by names in capitals only.
    let text = head(line) + &line.text[end..];
    let parsed = Parsed::try_from(text.as_str()).map_err(|_| unread())?;
    // Where the crate cannot read parameters it takes the name and forgets the rest of the line.
    if parsed.name.as_str().is_empty() || (parsed.val.as_str().is_empty() && !text.ends_with(':')) {
        return Err(unread());
    }
    let parameters = parsed
        .params
        .iter()
        .filter_map(|parameter| {
            let value = parameter.val.as_ref()?.as_str().trim_matches('"');
            Some((parameter.key.as_str().to_ascii_uppercase(), value.to_owned()))
        })
        .collect();
    Ok(Property { name: parsed.name.as_str().to_owned(), parameters, value: parsed.val.as_str().to_owned() })
}
