//! The booking line, read back at once.

use chrono::NaiveDate;
use iced::Element;
use iced::widget::{Column, column, container};

use crate::domain::booking::{Part, Slot, When};
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::{Tone, button, input, tag};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::screen::words;
use crate::ui::text;
use crate::ui::theme::space;

use super::{Asking, LINE, Message, says};

/// A place as it is typed: `2 5/12 9-11`.
pub(super) fn written(slot: &Slot, today: NaiveDate) -> String {
    let number = slot.room.trim_start_matches('R').trim_start_matches('0');
    let hour = |minutes: u16| match minutes % 60 {
        0 => (minutes / 60).to_string(),
        rest => format!("{}:{rest:02}", minutes / 60),
    };
    let day = if chrono::Datelike::year(&slot.day) == chrono::Datelike::year(&today) && slot.day >= today {
        slot.day.format("%-m/%-d").to_string()
    } else {
        slot.day.format("%Y/%-m/%-d").to_string()
    };
    format!("{number} {day} {}-{}", hour(slot.from), hour(slot.to))
}

impl Asking {
    pub(super) fn line_view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let field = input(look, LINE, t!(words, "ask-line-example"), self.line.as_str(), Message::Line)
            .latin(true)
            .error(self.read.wrong.is_some())
            .on_submit(Message::Go);
        let mut body = column![
            text::second(look, t!(words, "ask-line-parts")),
            field,
            text::hint(look, t!(words, "ask-line-help")),
        ]
        .spacing(space::S8);
        if let Some((word, part)) = &self.read.wrong {
            let sentence = match part {
                Part::Room => t!(words, "ask-wrong-room", word = word.clone()),
                Part::Day => t!(words, "ask-wrong-day", word = word.clone()),
                Part::Time => t!(words, "ask-wrong-time", word = word.clone()),
                Part::People => t!(words, "ask-wrong-people", word = word.clone()),
            };
            body = body.push(error_line(look, sentence));
        }
        if let Some(read) = self.read_back(ctx) {
            body = body.push(text::section(look, read));
        }
        body = body.push(self.answer(ctx));
        container(body).padding(space::S12).into()
    }

    /// What was read so far, in words.
    fn read_back(&self, ctx: &Ctx) -> Option<String> {
        let words = &ctx.words;
        let room = ctx.book.rooms.room(self.read.room.as_deref()?)?;
        let mut parts = vec![format!("{} {}", room.code, room.name(ctx.lang()))];
        match (&self.read.when, self.read.time) {
            (Some(When::On(day)), Some((from, to))) => {
                if let Ok(slot) = Slot::new(&room.code, *day, from, to) {
                    parts.push(words::slot(words, &slot));
                }
            }
            (Some(When::On(day)), None) => parts.push(words::day_long(words, *day)),
            (Some(When::Weekly(days)), time) => {
                parts.push(says::weekly_words(words, days, time));
                let first = super::first_day(ctx, days);
                let last = super::last_day(ctx, first);
                let term = ctx.book.term_at(first).map_or_else(String::new, |term| term.name.clone());
                let span = t!(
                    words,
                    "ask-span",
                    term = term,
                    from = words::day_long(words, first),
                    to = words::day_long(words, last)
                );
                parts.push(span.trim().to_owned());
            }
            (None, _) => {}
        }
        if let Some(people) = self.read.people {
            parts.push(t!(words, "ask-people", people = people));
        }
        Some(parts.join("　"))
    }

    /// Whether it can be had, and what is free instead.
    fn answer<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut all = Column::new().spacing(space::S8);
        let Some(checked) = &self.checked else { return all.into() };
        if checked.is_free() {
            let free = if checked.approver.is_other() {
                tag(look, Tone::Warn, Icon::Hourglass, t!(words, "ask-free-approval"), true)
            } else {
                tag(look, Tone::Ok, Icon::Check, t!(words, "ask-free"), true)
            };
            all = all.push(free);
        }
        for (tone, sentence) in says::marks(ctx, &checked.marks) {
            all = all.push(says::sentence(look, tone, sentence));
        }
        for broken in &checked.broken {
            all = all.push(says::sentence(look, Tone::Danger, crate::i18n::rule_break(words, broken)));
        }
        if !checked.offers.is_empty() {
            all = all.push(text::second(look, t!(words, "ask-instead")));
            for (n, offer) in checked.offers.iter().enumerate() {
                let label = says::offer_words(ctx, offer, self.read.room.as_deref().unwrap_or_default());
                let one = button(look, label)
                    .id(format!("ask-offer-{n}"))
                    .on_press(Message::Instead(offer.clone()));
                all = all.push(one);
            }
        }
        all.into()
    }
}
