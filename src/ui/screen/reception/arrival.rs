//! 新来访: somebody comes in and waits, with or without a name.

use iced::Element;
use iced::widget::{column, row, space as gap};

use crate::domain::form::FieldError;
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::i18n::field_error;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::{button, field, input};
use crate::ui::ctx::Ctx;
use crate::ui::text;
use crate::ui::theme::space;

/// Id of the first field.
pub const NAME: &str = "arrival-name";
const PEOPLE: &str = "arrival-people";
const PURPOSE: &str = "arrival-purpose";

/// The dialog.
#[derive(Debug, Clone, Default)]
pub struct Arrival {
    name: String,
    people: String,
    purpose: String,
    name_error: Option<FieldError>,
    people_error: Option<FieldError>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The name was typed.
    Name(String),
    /// The number of people was typed.
    People(String),
    /// The purpose was typed.
    Purpose(String),
    /// They wait, or sit down at once.
    Arrive {
        /// At the window already.
        serving: bool,
    },
    /// Nobody came after all.
    Cancel,
}

impl Arrival {
    /// With a name when the box held one in characters.
    pub fn from_entry(entry: &str) -> Self {
        let name = if entry.is_ascii() { String::new() } else { entry.trim().to_owned() };
        Self { name, people: "1".into(), ..Self::default() }
    }

    pub(super) fn change(&mut self, message: Message) {
        match message {
            Message::Name(text) => (self.name, self.name_error) = (text, None),
            Message::People(text) => (self.people, self.people_error) = (text, None),
            Message::Purpose(text) => self.purpose = text,
            Message::Arrive { .. } | Message::Cancel => {}
        }
    }

    /// Name, people and purpose, or the id of the first field that is wrong.
    pub(super) fn check(&mut self) -> Result<(Option<Masked<PersonName>>, u32, String), &'static str> {
        let name = match self.name.trim() {
            "" => None,
            text => match PersonName::new(text) {
                Ok(name) => Some(Masked::new(name)),
                Err(error) => {
                    self.name_error = Some(FieldError::Name(error));
                    return Err(NAME);
                }
            },
        };
        match self.people.trim().parse::<u32>() {
            Ok(people @ 1..=500) => Ok((name, people, self.purpose.trim().chars().take(60).collect())),
            Ok(_) => {
                self.people_error = Some(FieldError::OutOfRange { min: Some(1.0), max: Some(500.0) });
                Err(PEOPLE)
            }
            Err(_) => {
                self.people_error = Some(FieldError::NotWhole);
                Err(PEOPLE)
            }
        }
    }

    pub(super) fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let told = |error: &Option<FieldError>| error.as_ref().map(|error| field_error(words, error));
        let wait = Message::Arrive { serving: false };
        dialog_card(
            look,
            column![
                text::title(look, t!(words, "arrival-title")),
                field(
                    look,
                    t!(words, "arrival-name"),
                    false,
                    input(look, NAME, t!(words, "arrival-name-hint"), &self.name, Message::Name)
                        .on_submit(wait.clone())
                        .error(self.name_error.is_some()),
                    told(&self.name_error),
                    None
                ),
                field(
                    look,
                    t!(words, "arrival-people"),
                    true,
                    input(look, PEOPLE, "", &self.people, Message::People)
                        .on_submit(wait.clone())
                        .latin(true)
                        .width(96)
                        .error(self.people_error.is_some()),
                    told(&self.people_error),
                    None
                ),
                field(
                    look,
                    t!(words, "arrival-purpose"),
                    false,
                    input(look, PURPOSE, t!(words, "arrival-purpose-hint"), &self.purpose, Message::Purpose)
                        .on_submit(wait.clone()),
                    None,
                    None
                ),
                row![
                    button(look, t!(words, "arrival-wait")).key("Enter").primary().on_press(wait),
                    button(look, t!(words, "arrival-serve")).on_press(Message::Arrive { serving: true }),
                    gap::horizontal(),
                    button(look, t!(words, "dialog-cancel")).key("Esc").quiet().on_press(Message::Cancel),
                ]
                .spacing(space::S8),
            ]
            .spacing(space::S12),
        )
        .max_width(560)
        .into()
    }
}
