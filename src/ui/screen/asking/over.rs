//! 调整: who decided that others are moved aside, why, and what each of them is offered.

use std::collections::BTreeMap;

use iced::widget::{column, row};
use iced::{Center, Element, Task};

use crate::desk::Over;
use crate::domain::booking::Slot;
use crate::domain::series::ClashWith;
use crate::t;
use crate::ui::component::{Tone, choice, field, input};
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::text;
use crate::ui::theme::space;

use super::says;
use super::who;

/// Other places that are offered to choose from.
const OFFERED: usize = 4;

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The secretary.
    DecidedBy(String),
    /// Why.
    Reason(String),
    /// What is free for those in the way.
    Offers(Answer<Vec<(ClashWith, Vec<Slot>)>>),
    /// Which of the free places one of them is offered.
    Choose(usize, usize),
}

/// The part of the form.
#[derive(Debug, Default)]
pub struct OverForm {
    decided_by: String,
    reason: String,
    aside: Vec<(ClashWith, Vec<Slot>, usize)>,
}

impl OverForm {
    /// Looks up what those in the way could be offered.
    pub fn look_up(&self, with: Vec<ClashWith>, slot: &Slot, ctx: &Ctx) -> Task<Message> {
        let slot = slot.clone();
        ctx.work(
            move |desk| {
                with.into_iter()
                    .filter_map(|other| other.id.clone().map(|id| (id, other)))
                    .map(|(id, other)| Ok((other, desk.offers_instead(&id, &slot)?)))
                    .collect()
            },
            Message::Offers,
        )
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::DecidedBy(name) => self.decided_by = name,
            Message::Reason(reason) => self.reason = reason,
            Message::Offers(offers) => {
                let offers = offers.unwrap_or_default();
                self.aside = offers.into_iter().map(|(other, free)| (other, free, 0)).collect();
            }
            Message::Choose(who, which) => {
                if let Some((_, _, chosen)) = self.aside.get_mut(who) {
                    *chosen = which;
                }
            }
        }
    }

    /// How many are moved aside.
    pub fn count(&self) -> usize {
        self.aside.len()
    }

    /// As the desk takes it.
    pub fn over(&self) -> Over {
        let offers: BTreeMap<String, Slot> = self
            .aside
            .iter()
            .filter_map(|(other, free, chosen)| Some((other.id.clone()?, free.get(*chosen)?.clone())))
            .collect();
        Over { decided_by: self.decided_by.clone(), reason: self.reason.clone(), offers }
    }

    /// The fields.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut page = column![
            text::strong(look, t!(words, "ask-over")),
            says::sentence(
                look,
                Tone::Warn,
                t!(words, "ask-over-line", days = ctx.book.room_rules.displace_days)
            ),
        ]
        .spacing(space::S8);
        let name = input(look, "ask-decided-by", "", self.decided_by.as_str(), Message::DecidedBy);
        page = page.push(
            field(look, t!(words, "ask-decided-by"), true, name, None, None)
                .label_width(who::label_width(ctx)),
        );
        let why = input(look, "ask-over-reason", "", self.reason.as_str(), Message::Reason);
        page = page.push(
            field(look, t!(words, "ask-over-reason"), true, why, None, None)
                .label_width(who::label_width(ctx)),
        );
        for (who, (other, free, chosen)) in self.aside.iter().enumerate() {
            let told = row![text::body(look, says::clash_words(words, std::slice::from_ref(other)))];
            page = page.push(told.align_y(Center));
            if free.is_empty() {
                page = page.push(says::sentence(look, Tone::Danger, t!(words, "ask-over-none")));
                continue;
            }
            let labels: Vec<String> = free
                .iter()
                .take(OFFERED)
                .map(|slot| says::offer_words(ctx, slot, &other.slot.room))
                .collect();
            let id = format!("ask-over-{who}");
            let pick = choice(look, id, labels, &[*chosen], move |which| Message::Choose(who, which), false);
            page = page.push(
                field(look, t!(words, "ask-over-offer"), true, pick, None, None)
                    .label_width(who::label_width(ctx)),
            );
        }
        page.into()
    }
}
