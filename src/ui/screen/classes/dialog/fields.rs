//! Which fields each dialog has, and what they hold at first.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::class::Term;
use crate::domain::pinyin::{TextIndex, matches};
use crate::t;
use crate::ui::ctx::Ctx;
use crate::ui::screen::classes::{Open, says};

use super::{Ask, Dialog, Key};

/// So many lines of a list are shown.
const SHOWN: usize = 7;
/// Places of a class when nothing else is said, as many as a usual classroom has.
const PLACES: &str = "35";

/// What a field is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of any text.
    Line,
    /// A line of digits and Latin letters.
    Latin,
    /// A day.
    Date,
    /// One of a few.
    Choice(Vec<String>),
    /// One of many, found by a few letters.
    Picker,
}

/// A field of a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// Which.
    pub key: Key,
    /// What it is called.
    pub label: String,
    /// Must be filled.
    pub required: bool,
    /// With what.
    pub kind: Kind,
    /// One line of help.
    pub help: Option<String>,
}

impl Control {
    fn new(key: Key, label: String, required: bool, kind: Kind) -> Self {
        Self { key, label, required, kind, help: None }
    }

    fn help(mut self, help: String) -> Self {
        self.help = Some(help);
        self
    }
}

/// The name of a field's control.
pub fn id_of(key: Key) -> String {
    format!("class-{key:?}").to_lowercase()
}

impl Dialog {
    /// The fields, in order.
    pub(super) fn controls(&self, ctx: &Ctx) -> Vec<Control> {
        let words = &ctx.words;
        let field = Control::new;
        let reason = || field(Key::Reason, t!(words, "classes-reason"), true, Kind::Line);
        match self.ask {
            Ask::Term => vec![
                field(Key::Name, t!(words, "classes-term-name"), true, Kind::Line),
                field(Key::From, t!(words, "classes-from"), true, Kind::Date),
                field(Key::To, t!(words, "classes-to"), true, Kind::Date),
            ],
            Ask::Course => vec![field(Key::Name, t!(words, "classes-course-name"), true, Kind::Line)],
            Ask::Class | Ask::Edit => vec![
                field(Key::Course, t!(words, "classes-col-course"), true, Kind::Picker)
                    .help(t!(words, "classes-course-help")),
                field(Key::Name, t!(words, "classes-class-name"), true, Kind::Line),
                field(Key::Teacher, t!(words, "classes-teacher"), false, Kind::Line),
                field(Key::Substitute, t!(words, "classes-substitute"), false, Kind::Line),
                field(Key::Capacity, t!(words, "classes-col-places"), true, Kind::Latin),
                field(Key::Least, t!(words, "classes-least"), false, Kind::Latin)
                    .help(t!(words, "classes-least-help")),
            ],
            Ask::Close => {
                let how = vec![t!(words, "classes-dropped"), t!(words, "classes-merged")];
                let mut all = vec![field(Key::How, t!(words, "classes-how"), true, Kind::Choice(how))];
                if self.value(Key::How) == "1" {
                    all.push(field(Key::Into, t!(words, "classes-into"), true, Kind::Picker));
                }
                all.push(reason());
                all
            }
            Ask::Enrol => {
                let help = match &self.person {
                    Some(person) => Self::person_line(ctx, person),
                    None => t!(words, "classes-who-help"),
                };
                vec![field(Key::Person, t!(words, "classes-who"), false, Kind::Picker).help(help)]
            }
            Ask::Leave(_) | Ask::Cancel(_) => vec![reason()],
            Ask::Note(_) => vec![field(Key::Note, t!(words, "classes-col-note"), false, Kind::Line)],
            Ask::MakeUp(of) => vec![
                Control {
                    help: of.map(|day| t!(words, "classes-makes-up", day = says::day(ctx, day))),
                    ..field(Key::Day, t!(words, "classes-day"), true, Kind::Date)
                },
                field(Key::Hours, t!(words, "classes-col-hours"), true, Kind::Latin)
                    .help(t!(words, "classes-hours-help")),
                field(Key::Room, t!(words, "classes-col-room"), true, Kind::Picker),
                field(Key::Reason, t!(words, "classes-why"), false, Kind::Line),
            ],
            Ask::Weekly => vec![
                field(Key::Weekday, t!(words, "classes-weekday"), true, Kind::Choice(weekdays(ctx))),
                field(Key::Hours, t!(words, "classes-col-hours"), true, Kind::Latin)
                    .help(t!(words, "classes-hours-help")),
                field(Key::Room, t!(words, "classes-col-room"), true, Kind::Picker),
                field(Key::From, t!(words, "classes-from"), true, Kind::Date),
                field(Key::To, t!(words, "classes-to"), true, Kind::Date),
            ],
        }
    }

    /// What is known when the dialog opens.
    pub(super) fn fill(&mut self, open: Option<&Open>, ctx: &Ctx) {
        let today = ctx.now.date_naive();
        match self.ask.clone() {
            Ask::Term => {
                let years = [today.year(), today.year() + 1];
                let known = |term: &Term| ctx.book.terms.iter().any(|other| other.name == term.name);
                let next =
                    years.into_iter().flat_map(Term::usual).find(|term| term.to >= today && !known(term));
                if let Some(term) = next {
                    self.put(Key::From, term.from.to_string());
                    self.put(Key::To, term.to.to_string());
                    self.put(Key::Name, term.name);
                }
            }
            Ask::Class => self.put(Key::Capacity, PLACES),
            Ask::Edit => {
                if let Some(group) = self.group.clone() {
                    let course = ctx.book.courses.iter().find(|course| course.id == group.course);
                    self.put(Key::Course, course.map_or_else(String::new, |course| course.name.clone()));
                    let _ = self.chosen.insert(Key::Course, group.course.clone());
                    self.put(Key::Name, group.name);
                    self.put(Key::Teacher, group.teacher);
                    self.put(Key::Substitute, group.substitute);
                    self.put(Key::Capacity, group.capacity.to_string());
                    self.put(
                        Key::Least,
                        if group.least == 0 { String::new() } else { group.least.to_string() },
                    );
                }
            }
            Ask::Note(id) => {
                let roster = open.map(|open| &open.overview.roster);
                let all = roster.into_iter().flat_map(|roster| roster.enrolled.iter().chain(&roster.waiting));
                if let Some(one) = all.into_iter().find(|one| one.id == id) {
                    self.put(Key::Note, one.note.clone());
                }
            }
            Ask::MakeUp(_) => {
                // Where and when the class usually is.
                let last = open.and_then(|open| open.overview.lessons.last());
                if let Some(lesson) = last {
                    self.put(Key::Hours, lesson.slot.hours_text());
                    self.put(Key::Room, says::room(ctx, &lesson.slot.room));
                    let _ = self.chosen.insert(Key::Room, lesson.slot.room.clone());
                }
            }
            Ask::Weekly => {
                if let Some(term) = self.term.clone() {
                    self.put(Key::From, term.from.max(today).to_string());
                    self.put(Key::To, term.to.to_string());
                }
            }
            Ask::Course | Ask::Close | Ask::Enrol | Ask::Leave(_) | Ask::Cancel(_) => {}
        }
    }

    /// What the letters typed in a list's field fit: what is kept, and how it is shown. With nothing typed, everything.
    pub(super) fn options(&self, key: Key, ctx: &Ctx) -> Vec<(String, String)> {
        if key == Key::Person {
            let line = |person| Self::person_line(ctx, person);
            return self.people.iter().map(|person| (person.id.clone(), line(person))).collect();
        }
        let all: Vec<(String, String)> = match key {
            Key::Room => ctx
                .book
                .rooms
                .offered()
                .map(|room| (room.code.clone(), says::room(ctx, &room.code)))
                .collect(),
            Key::Course => {
                let courses = ctx.book.courses.iter().filter(|course| !course.retired);
                courses.map(|course| (course.id.clone(), course.name.clone())).collect()
            }
            Key::Into => {
                let mine = self.group.as_ref();
                let others = ctx.book.class_groups.iter().filter(|other| {
                    other.closed.is_none()
                        && mine.is_some_and(|mine| mine.term == other.term && mine.id != other.id)
                });
                others.map(|other| (other.id.clone(), other.name.clone())).collect()
            }
            _ => Vec::new(),
        };
        let typed = self.value(key).trim();
        if typed.is_empty() || self.chosen.contains_key(&key) {
            return all.into_iter().take(SHOWN).collect();
        }
        let mut fitting: Vec<(u32, (String, String))> = all
            .into_iter()
            .filter_map(|(value, label)| {
                let index = TextIndex::new(&[label.as_str(), value.as_str()]);
                matches(typed, &index).map(|rank| (rank, (value, label)))
            })
            .collect();
        fitting.sort_by_key(|(rank, _)| *rank);
        fitting.into_iter().map(|(_, option)| option).take(SHOWN).collect()
    }

    /// What a list was answered with: by its mark, or typed in full.
    pub(super) fn picked(&self, key: Key, ctx: &Ctx) -> Option<String> {
        if let Some(id) = self.chosen.get(&key) {
            return Some(id.clone());
        }
        let typed = self.value(key).trim();
        if typed.is_empty() {
            return None;
        }
        let same = |text: &str| text.eq_ignore_ascii_case(typed);
        self.options(key, ctx)
            .into_iter()
            .find(|(value, label)| same(value) || same(label))
            .map(|(value, _)| value)
    }
}

/// 周一 … 周日
fn weekdays(ctx: &Ctx) -> Vec<String> {
    (0..7u8).filter_map(|n| Weekday::try_from(n).ok()).map(|day| says::weekday(ctx, day)).collect()
}

/// The first day of that name from a day on.
pub fn first_on(from: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    from.iter_days().take(7).find(|day| day.weekday() == weekday)
}
