//! 负责人: somebody on file by initials or tails, or somebody new by name, phone and address.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill, Task};

use crate::domain::booking::Details;
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::resident::Resident;
use crate::t;
use crate::ui::component::{button, field, input, list_row};
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::tab;

/// The box people are found by.
pub const WHO: &str = "ask-who";
/// The name of somebody new.
pub const NAME: &str = "ask-name";
/// Their phone.
pub const PHONE: &str = "ask-phone";
/// Where they live.
pub const ADDRESS: &str = "ask-address";
/// So many people are shown.
const SHOWN: usize = 4;
/// Width of the labels, px: English words are longer.
pub fn label_width(ctx: &Ctx) -> f32 {
    if ctx.lang() == crate::domain::lang::Lang::En { 84.0 } else { 78.0 }
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typed in the box.
    Typed(String),
    /// Who was found for a word.
    Found(String, Answer<Vec<Resident>>),
    /// One of those found is pressed.
    Take(usize),
    /// Enter in the box.
    Enter,
    /// Somebody else.
    Other,
    /// The name of somebody new.
    Name(String),
    /// Their phone.
    Phone(String),
    /// Where they live.
    Address(String),
    /// Enter in the last of these.
    Next,
}

/// What came of it.
pub enum Step {
    /// Go on here.
    Stay(Task<Message>),
    /// Somebody is chosen, or named: go on to the next field.
    Chosen,
}

/// Who answers for the booking.
#[derive(Debug, Default)]
pub struct Who {
    typed: String,
    found: Vec<Resident>,
    at: usize,
    /// Who is on file.
    pub person: Option<Resident>,
    is_new: bool,
    name: String,
    phone: String,
    /// Where somebody new lives.
    pub address: String,
}

impl Who {
    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Step {
        match message {
            Message::Typed(typed) => {
                self.typed.clone_from(&typed);
                self.at = 0;
                if typed.trim().is_empty() {
                    self.found.clear();
                    return Step::Stay(Task::none());
                }
                let word = typed.trim().to_owned();
                Step::Stay(ctx.work(
                    move |desk| desk.find_people(&[&word]).map(|(people, _)| people),
                    move |found| Message::Found(typed.clone(), found),
                ))
            }
            // An answer to what has been typed over is dropped; a store that cannot be read is told by the next step.
            Message::Found(typed, found) => {
                if typed == self.typed
                    && let Ok(found) = found
                {
                    self.found = found;
                    self.found.truncate(SHOWN);
                }
                Step::Stay(Task::none())
            }
            Message::Take(at) => self.take(at),
            Message::Enter if self.typed.trim().is_empty() && self.person.is_some() => Step::Chosen,
            Message::Enter if self.found.is_empty() => {
                self.is_new = true;
                if self.name.is_empty() && !self.typed.is_ascii() {
                    self.name = self.typed.trim().to_owned();
                }
                let next = if self.name.is_empty() { NAME } else { PHONE };
                Step::Stay(tab::focus(next))
            }
            Message::Enter => self.take(self.at),
            Message::Other => {
                *self = Self::default();
                Step::Stay(tab::focus(WHO))
            }
            Message::Name(name) => {
                self.name = name;
                Step::Stay(Task::none())
            }
            Message::Phone(phone) => {
                self.phone = phone;
                Step::Stay(Task::none())
            }
            Message::Address(address) => {
                self.address = address;
                Step::Stay(Task::none())
            }
            Message::Next if self.name.trim().is_empty() => Step::Stay(tab::focus(NAME)),
            Message::Next if self.phone.trim().is_empty() => Step::Stay(tab::focus(PHONE)),
            Message::Next if self.address.trim().is_empty() => Step::Stay(tab::focus(ADDRESS)),
            Message::Next => Step::Chosen,
        }
    }

    fn take(&mut self, at: usize) -> Step {
        match self.found.get(at) {
            Some(person) => {
                self.person = Some(person.clone());
                self.is_new = false;
                self.found.clear();
                self.typed.clear();
                Step::Chosen
            }
            None => Step::Stay(Task::none()),
        }
    }

    /// Moves the choice; whether there is a list to move in.
    pub fn step(&mut self, down: bool) -> bool {
        if self.found.is_empty() {
            return false;
        }
        self.at = if down { (self.at + 1).min(self.found.len() - 1) } else { self.at.saturating_sub(1) };
        true
    }

    /// Closes the list; whether it was open.
    pub fn close(&mut self) -> bool {
        let open = !self.found.is_empty();
        self.found.clear();
        open
    }

    /// Whether somebody is named.
    pub fn is_named(&self) -> bool {
        self.person.is_some() || !self.name.trim().is_empty()
    }

    /// Puts the person into the details. A name or phone that is none stays out; the desk then says what is wrong.
    pub fn put_into(&self, details: &mut Details) {
        match &self.person {
            Some(person) => {
                details.resident = Some(person.id.clone());
                details.contact = Some(person.name.clone());
                details.phone.clone_from(&person.phone);
            }
            None => {
                details.contact = PersonName::new(&self.name).ok().map(Masked::new);
                details.phone = self.phone.trim().parse().ok().map(Masked::new);
            }
        }
    }

    /// The fields.
    pub fn view<'a>(
        &'a self,
        ctx: &'a Ctx,
        error: impl Fn(&'static str) -> Option<String>,
    ) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        if let Some(person) = &self.person {
            let phone = person.phone.as_ref().map(|phone| ctx.shown(phone)).unwrap_or_default();
            let known = row![
                text::one_line(text::field(look, ctx.shown(&person.name))),
                text::one_line(text::second(look, phone)),
                gap::horizontal(),
                button(look, t!(words, "ask-other")).id("ask-other").on_press(Message::Other),
            ]
            .spacing(space::S12)
            .align_y(Center)
            .height(size::CONTROL);
            return field(look, t!(words, "ask-who"), true, known, error(WHO), None)
                .label_width(label_width(ctx))
                .into();
        }
        let search = input(look, WHO, t!(words, "ask-who-example"), self.typed.as_str(), Message::Typed)
            .latin(true)
            .error(error(WHO).is_some())
            .on_submit(Message::Enter);
        let mut control = column![search];
        if !self.found.is_empty() {
            let rows = self.found.iter().enumerate().map(|(n, person)| self.found_row(ctx, n, person));
            control = control.push(Column::with_children(rows));
        }
        let help = (!self.is_new).then(|| t!(words, "ask-who-help"));
        let who: Element<'a, Message> = field(look, t!(words, "ask-who"), true, control, error(WHO), help)
            .label_width(label_width(ctx))
            .into();
        if !self.is_new {
            return who;
        }
        let one =
            |id: &'static str, label: String, value: &'a str, typed: fn(String) -> Message, latin: bool| {
                let control = input(look, id, "", value, typed)
                    .latin(latin)
                    .error(error(id).is_some())
                    .on_submit(Message::Next);
                Element::from(
                    field(look, label, true, control, error(id), None).label_width(label_width(ctx)),
                )
            };
        column![
            who,
            one(NAME, t!(words, "ask-name"), &self.name, Message::Name, false),
            one(PHONE, t!(words, "ask-phone"), &self.phone, Message::Phone, false),
            one(ADDRESS, t!(words, "ask-address"), &self.address, Message::Address, false),
        ]
        .spacing(space::S8)
        .into()
    }

    fn found_row<'a>(&'a self, ctx: &'a Ctx, n: usize, person: &'a Resident) -> Element<'a, Message> {
        let look = ctx.look;
        let phone = person.phone.as_ref().map(|phone| ctx.shown(phone)).unwrap_or_default();
        let line = row![
            text::one_line(text::body(look, ctx.shown(&person.name))),
            text::one_line(text::hint(look, phone)),
            container(text::one_line(text::hint(look, person.address.to_building()))).width(Fill).clip(true),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let id = iced::advanced::widget::Id::from(format!("ask-found-{n}"));
        list_row(look, n == self.at, line, Some(Message::Take(n)), Some(id)).into()
    }
}
