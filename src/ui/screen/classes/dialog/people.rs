//! Who enrols: somebody on file by a few letters, or a name for somebody who is not.

use crate::domain::resident::Resident;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::screen::classes::says;

use super::{Dialog, Key, Message, Wish};

/// So many people are shown.
const SHOWN: usize = 6;

impl Dialog {
    /// Looks for what was typed.
    pub(super) fn search(&mut self, ctx: &Ctx) -> Wish {
        self.person = None;
        let typed = self.value(Key::Person).trim().to_owned();
        if typed.is_empty() {
            self.people.clear();
            return Wish::Nothing;
        }
        let asked = typed.clone();
        Wish::Run(ctx.work(
            move |desk| {
                let words: Vec<&str> = typed.split_whitespace().collect();
                desk.find_people(&words).map(|(people, _)| people)
            },
            move |answer| Message::Found(asked.clone(), answer),
        ))
    }

    pub(super) fn found(&mut self, typed: &str, answer: Answer<Vec<Resident>>, ctx: &Ctx) -> Wish {
        // The answer to letters that were typed over meanwhile.
        if self.value(Key::Person).trim() != typed || self.person.is_some() {
            return Wish::Nothing;
        }
        match answer {
            Ok(mut people) => {
                people.truncate(SHOWN);
                self.people = people;
                self.marked = 0;
            }
            Err(error) => self.problem = Some(desk_error(&ctx.words, &error)),
        }
        Wish::Nothing
    }

    /// A person as the list shows them: name, sex, age, tail of the number, phone.
    pub(super) fn person_line(ctx: &Ctx, person: &Resident) -> String {
        let age = person.age_on(ctx.now.date_naive()).map(|age| t!(ctx.words, "age", age = age));
        let phone = person.phone.as_ref().map(|phone| ctx.shown(phone));
        let parts = [
            Some(ctx.shown(&person.name)),
            Some(says::sex(ctx, person.sex())),
            age,
            phone,
            Some(person.address.to_building()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    pub(super) fn take_person(&mut self, at: usize, ctx: &Ctx) -> Wish {
        self.list = None;
        if let Some(person) = self.people.get(at).cloned() {
            self.touched(Key::Person);
            // Never the name in full: the field is seen by everybody at the counter.
            self.put(Key::Person, person.name.to_string());
            self.person = Some(person);
        }
        Wish::Run(self.after(Key::Person, ctx))
    }

    /// The name of somebody who is not on file: what was typed, unless it is letters to search by.
    pub(super) fn name_of_new(&self) -> String {
        let typed = self.value(Key::Person).trim();
        if self.person.is_some() || typed.is_ascii() { String::new() } else { typed.to_owned() }
    }
}
