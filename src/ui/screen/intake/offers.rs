//! What may be taken in a field: the records a picker chooses from, the compounds known from addresses on file. The list
//! opens beside the field while letters are typed, or whole by ↓.

use iced::keyboard::{Key, key::Named};
use iced::widget::container;
use iced::{Element, Fill, Task};

use crate::domain::form::{Address, Field, FieldType, Part};
use crate::domain::pinyin::{TextIndex, matches};
use crate::domain::place::Place;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::{drop_list, input};
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::icon::Icon;
use crate::ui::screen::dates::opens;
use crate::ui::text;
use crate::ui::theme::size;
use crate::ui::widget::{popup, tab};

use super::{IntakeScreen, Message, field_id};

/// Rows of a list seen at once.
const SEEN: usize = 8;
/// Name of the list that is open.
const LIST: &str = "offers";

/// The list that is open beside a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offers {
    /// The control's name.
    name: String,
    /// The row Enter takes.
    marked: Option<usize>,
    /// First row seen.
    top: usize,
    /// The whole list, whatever is typed.
    all: bool,
}

/// What happens with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is to open, whole.
    Open,
    /// It is to close, with nothing taken.
    Close,
    /// The mark moves down.
    Down,
    /// The mark moves up.
    Up,
}

/// A value as it is kept, and as it is shown.
type Offer = (String, String);

/// Whether a field takes one of its records and nothing else.
pub(super) fn is_strict(field: &Field) -> bool {
    // Where no class and no term is kept, both are words.
    let kept = matches!(field.kind, FieldType::Course | FieldType::Term) && !field.options.is_empty();
    kept || matches!(field.kind, FieldType::Item | FieldType::Staff | FieldType::Room | FieldType::Choice)
}

impl IntakeScreen {
    fn field_of(&self, name: &str) -> Option<(&Field, Part)> {
        let (key, part) = Part::of(name);
        let field = self.form.fields.iter().find(|field| field.key == key)?;
        Some((field, part))
    }

    /// Everything that may be taken in a control.
    fn candidates(&self, ctx: &Ctx, name: &str) -> Vec<Offer> {
        let same = |value: String| (value.clone(), value);
        let Some((field, part)) = self.field_of(name) else { return Vec::new() };
        match field.kind {
            _ if is_strict(field) => {
                let lang = ctx.lang();
                field.options.iter().map(|o| (o.id.clone(), o.label(lang).to_owned())).collect()
            }
            FieldType::Compound | FieldType::Location => self.compounds().map(same).collect(),
            FieldType::Address => {
                let address = Address::parse(self.entry(&field.key));
                let place = self.places.iter().find(|place| place.compound == address.compound);
                match (part, place) {
                    (Part::Compound, _) => self.compounds().map(same).collect(),
                    (Part::Building, Some(place)) => {
                        Place::numbers(place.buildings.keys()).into_iter().map(same).collect()
                    }
                    (Part::Entrance, Some(place)) => {
                        let entrances = place.buildings.get(&address.building).into_iter().flatten();
                        Place::numbers(entrances).into_iter().map(same).collect()
                    }
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }

    /// The compounds known, those with most buildings first.
    fn compounds(&self) -> impl Iterator<Item = String> {
        let mut places: Vec<&Place> = self.places.iter().collect();
        places.sort_by_key(|place| std::cmp::Reverse(place.buildings.len()));
        places.into_iter().map(|place| place.compound.clone())
    }

    /// What stands in a control, as the list is to answer it.
    fn wanted(&self, name: &str) -> String {
        match self.field_of(name) {
            Some((field, part)) if field.kind == FieldType::Address => self.part_shown(&field.key, part),
            _ => self.entry(name).to_owned(),
        }
    }

    /// What the open list of a control offers: what answers the letters typed, or everything.
    pub(super) fn offered(&self, ctx: &Ctx, name: &str) -> Vec<Offer> {
        let Some(open) = self.offers.as_ref().filter(|open| open.name == name) else { return Vec::new() };
        let candidates = self.candidates(ctx, name);
        if open.all {
            return candidates;
        }
        let typed = self.wanted(name);
        let typed = typed.trim();
        if typed.is_empty() || candidates.iter().any(|(value, label)| value == typed || label == typed) {
            return Vec::new();
        }
        let mut fitting: Vec<(u32, Offer)> = candidates
            .into_iter()
            .filter_map(|(value, label)| {
                let index = TextIndex::new(&[label.as_str(), value.as_str()]);
                matches(typed, &index).map(|rank| (rank, (value, label)))
            })
            .collect();
        fitting.sort_by_key(|(rank, _)| *rank);
        fitting.into_iter().map(|(_, offer)| offer).collect()
    }

    /// The value Enter takes in a control, if its list is open and one is marked.
    pub(super) fn marked_offer(&self, ctx: &Ctx, name: &str) -> Option<String> {
        let at = self.offers.as_ref()?.marked?;
        let offered = self.offered(ctx, name);
        let at = at.min(offered.len().checked_sub(1)?);
        offered.into_iter().nth(at).map(|(value, _)| value)
    }

    /// Letters were typed: the list follows them. A picker's first row is marked, since only a row can be taken; where
    /// other text is possible, only letters that can mean nothing but a row mark it.
    pub(super) fn offer(&mut self, name: &str) {
        let Some((field, _)) = self.field_of(name) else { return };
        let typed = self.wanted(name);
        let short = !typed.is_empty() && typed.chars().all(|c| c.is_ascii_alphabetic());
        let marked = (is_strict(field) || short).then_some(0);
        self.offers = Some(Offers { name: name.to_owned(), marked, top: 0, all: false });
    }

    /// Something of the list beside a control.
    pub(super) fn mark(&mut self, name: &str, mark: Mark, ctx: &Ctx) -> Action<Message> {
        if mark == Mark::Close {
            self.offers = None;
            return Action::None;
        }
        if mark == Mark::Open {
            let candidates = self.candidates(ctx, name);
            if candidates.is_empty() {
                return Action::Run(tab::focus(field_id(name)));
            }
            let now = self.wanted(name);
            let at = candidates.iter().position(|(value, _)| *value == now).unwrap_or(0);
            self.offers = Some(Offers { name: name.to_owned(), marked: Some(at), top: 0, all: true });
            return Action::Run(tab::focus(field_id(name)).chain(self.reveal(candidates.len())));
        }
        let many = self.offered(ctx, name).len();
        let Some(last) = many.checked_sub(1) else { return Action::None };
        let free = self.field_of(name).is_some_and(|(field, _)| !is_strict(field));
        if let Some(open) = &mut self.offers {
            open.marked = match (open.marked, mark) {
                (None, Mark::Down) => Some(0),
                (Some(at), Mark::Down) => Some((at + 1).min(last)),
                // Above the first row is what was typed.
                (Some(0), _) if free && !open.all => None,
                (Some(at), _) => Some(at.saturating_sub(1)),
                (None, _) => None,
            };
        }
        Action::Run(self.reveal(many))
    }

    /// Scrolls the list so that the marked row is seen.
    fn reveal(&mut self, many: usize) -> Task<Message> {
        let Some(open) = &mut self.offers else { return Task::none() };
        let at = open.marked.unwrap_or(0);
        open.top = open.top.clamp((at + 1).saturating_sub(SEEN), at).min(many.saturating_sub(SEEN));
        let offset =
            iced::widget::operation::AbsoluteOffset { x: None, y: Some(open.top as f32 * size::ROW_LIST) };
        iced::widget::operation::scroll_to(LIST, offset)
    }

    /// Whether something open beside a field was closed.
    pub(super) fn closes(&mut self, ctx: &Ctx) -> bool {
        let listed = self.offers.as_ref().is_some_and(|open| !self.offered(ctx, &open.name).is_empty());
        self.offers = None;
        self.calendar.take().is_some() || listed
    }

    /// The compounds known were read.
    pub(super) fn know(&mut self, answer: Answer<Vec<Place>>, ctx: &Ctx) -> Action<Message> {
        match answer {
            Ok(places) => {
                self.places = places;
                Action::None
            }
            Err(error) => Action::Fail(desk_error(&ctx.words, &error)),
        }
    }

    /// A line with the list that opens beside it.
    pub(super) fn with_offers<'a>(
        &'a self,
        ctx: &'a Ctx,
        name: &str,
        line: impl Into<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let look = ctx.look;
        let offered = self.offered(ctx, name);
        let last = offered.len().checked_sub(1);
        let marked =
            self.offers.as_ref().and_then(|open| open.marked).zip(last).map(|(at, last)| at.min(last));
        let over = last.map(|_| {
            let rows = offered.into_iter().map(|(value, label)| {
                let words: Element<'a, Message> =
                    container(text::one_line(text::body(look, label))).width(Fill).clip(true).into();
                (words, Message::Took(name.to_owned(), value))
            });
            drop_list(look, LIST, rows, marked, SEEN)
        });
        let open = over.is_some();
        let of = name.to_owned();
        popup(line, over)
            .as_wide()
            .on_key(move |key, modifiers| {
                let mark = match key {
                    Key::Named(Named::ArrowDown) if open => Mark::Down,
                    Key::Named(Named::ArrowUp) if open => Mark::Up,
                    _ if opens(key, modifiers) => Mark::Open,
                    _ => return None,
                };
                modifiers.is_empty().then(|| Message::Mark(of.clone(), mark))
            })
            .on_leave(Message::Mark(name.to_owned(), Mark::Close))
            .into()
    }

    /// A field that takes one of its records: typed by its letters, or taken from the list.
    pub(super) fn picker<'a>(
        &'a self,
        ctx: &'a Ctx,
        control: &'a Field,
        wrong: bool,
    ) -> Element<'a, Message> {
        let key = control.key.as_str();
        let typed = self.entry(key);
        // What was chosen is kept by its id and shown by its label.
        let label = control.option(typed).map_or(typed, |option| option.label(ctx.lang()));
        let open = self.offers.as_ref().is_some_and(|open| open.name == key && open.all);
        let press = if open { Mark::Close } else { Mark::Open };
        let line = input(ctx.look, field_id(key), t!(ctx.words, "hint-pick"), label, move |text| {
            Message::Typed(key.to_owned(), text)
        })
        .on_submit(Message::Next(key.to_owned()))
        .glyph(Icon::ChevronDown, Message::Mark(key.to_owned(), press))
        .error(wrong);
        self.with_offers(ctx, key, line)
    }
}
