//! The page: the period and what is done with it above, the figures beneath.

use iced::widget::{Column, Row, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::summary::PeriodKind;
use crate::t;
use crate::ui::component::card::card;
use crate::ui::component::status::key_hint;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, choice, key_cap, tag};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, space};

use super::{
    AFTER, BEFORE, EXPORT, FINAL, KIND, KINDS, Message, PAGE, PRINT, PUBLIC, SummaryScreen, WRITE, says,
};

impl SummaryScreen {
    /// Title and second line of the top bar.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        let title = match self.period.kind {
            PeriodKind::Week => t!(ctx.words, "summary-title"),
            PeriodKind::Month => t!(ctx.words, "summary-title-month"),
            PeriodKind::Year => t!(ctx.words, "summary-title-year"),
        };
        let sub = match &self.read {
            Some(read) => match &read.0.finalised {
                Some((at, staff)) => t!(
                    ctx.words,
                    "summary-finalised-by",
                    name = ctx.book.staff_name(staff).to_owned(),
                    day = crate::ui::screen::words::day(&ctx.words, at.date_naive())
                ),
                None => {
                    let session = ctx.desk.session();
                    t!(ctx.words, "summary-reporter", name = ctx.book.staff_name(&session.staff).to_owned())
                }
            },
            None => String::new(),
        };
        (title, sub)
    }

    /// Draft or final, beside the title.
    pub fn standing<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        self.read.as_ref()?;
        Some(if self.is_final() {
            tag(look, Tone::Ok, Icon::Lock, t!(words, "summary-final"), true).into()
        } else {
            tag(look, Tone::Warn, Icon::Pencil, t!(words, "summary-draft"), true).into()
        })
    }

    /// What the keys do here.
    pub fn keys<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        let turn = row![key_cap(look, "PgUp"), key_hint(look, "", "PgDn", t!(words, "summary-hint-turn"))]
            .spacing(space::S4)
            .align_y(Center);
        let mut keys = vec![turn.into()];
        if ctx.width >= WIDE {
            keys.push(key_hint(look, "", "1–3", t!(words, "summary-hint-kind")));
        }
        keys
    }

    /// What is shown now.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let words = &ctx.words;
        let below: Element<'a, Message> = match (&self.read, &self.failed) {
            (Some(read), _) => {
                let inside =
                    container(self.cards(&read.0, &read.1, ctx)).width(Fill).padding(iced::padding::right(4));
                scroll::vertical(look, inside).id(PAGE).width(Fill).height(Fill).into()
            }
            (None, Some(failed)) => {
                let again =
                    button(look, t!(words, "summary-again")).id("summary-again").on_press(Message::Now);
                let told = column![
                    text::section(look, t!(words, "summary-failed")),
                    text::body(look, failed.clone()),
                    again
                ]
                .spacing(space::S8);
                card(look, container(told).padding(space::S24)).width(Fill).into()
            }
            (None, None) if self.stopped => {
                let told = column![
                    text::section(look, t!(words, "summary-stopped-counting")),
                    button(look, t!(words, "summary-again")).id("summary-again").on_press(Message::Now),
                ]
                .spacing(space::S8);
                card(look, container(told).padding(space::S24)).width(Fill).into()
            }
            (None, None) => {
                let counting = t!(words, "summary-counting", percent = self.percent);
                let stop = button(look, t!(words, "summary-stop"))
                    .key(Command::Back.key())
                    .id("summary-stop")
                    .on_press(Message::Stop);
                let told = row![text::body(look, counting), stop].spacing(space::S12).align_y(Center);
                card(look, container(told).padding(space::S24)).width(Fill).into()
            }
        };
        column![self.bar(ctx), below].spacing(space::S10).height(Fill).into()
    }

    /// The period, and what is done with it.
    fn bar<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let kinds = [t!(words, "summary-weeks"), t!(words, "summary-months"), t!(words, "summary-years")];
        let at = KINDS.iter().position(|kind| *kind == self.period.kind).unwrap_or(0);
        let there = self.read.is_some();
        let step = |icon, id, message| button(look, "").icon(icon).id(id).on_press(message);
        let period = row![
            step(Icon::ChevronLeft, BEFORE, Message::Before),
            container(text::one_line(text::strong(look, says::period(ctx, self.period))))
                .padding([0.0, space::S8]),
            step(Icon::ChevronRight, AFTER, Message::After),
        ]
        .align_y(Center);
        let left = row![choice(look, KIND, kinds, &[at], Message::Kind, false), period]
            .spacing(space::S12)
            .align_y(Center);
        let write = button(look, t!(words, "summary-write"))
            .key(Command::Enter.key())
            .id(WRITE)
            .on_press_maybe((there && !self.is_final()).then_some(Message::Write));
        let second = if self.is_final() {
            button(look, t!(words, "summary-correct"))
                .id(FINAL)
                .on_press_maybe(there.then_some(Message::Correct))
        } else {
            button(look, t!(words, "summary-finalise"))
                .key(Command::Save.key())
                .id(FINAL)
                .on_press_maybe(there.then_some(Message::Finalise))
        };
        let public = crate::ui::component::field::checkbox(
            look,
            PUBLIC,
            self.public,
            t!(words, "summary-public"),
            Some(Message::Public(!self.public)),
        );
        let print = button(look, t!(words, "summary-print"))
            .icon(Icon::Printer)
            .key(Command::Print.key())
            .primary()
            .id(PRINT)
            .on_press_maybe(there.then_some(Message::Print));
        let export = button(look, t!(words, "summary-export"))
            .icon(Icon::Download)
            .key(Command::Export.key())
            .id(EXPORT)
            .on_press_maybe(there.then_some(Message::Export));
        let right = row![public, write, second, export, print].spacing(space::S8).align_y(Center);
        if ctx.width >= WIDE {
            row![left, gap::horizontal(), right].align_y(Center).into()
        } else {
            column![left, row![gap::horizontal(), right]].spacing(space::S8).into()
        }
    }
}

/// Columns of cards: three where there is room, two, or one.
pub fn columns<'a>(ctx: &Ctx, cards: Vec<Vec<Element<'a, Message>>>) -> Element<'a, Message> {
    let column = |cards: Vec<Element<'a, Message>>| {
        cards.into_iter().fold(Column::new().spacing(space::S10), Column::push).width(Fill)
    };
    if ctx.width >= WIDE {
        return cards
            .into_iter()
            .fold(Row::new().spacing(space::S10), |row, cards| row.push(column(cards)))
            .into();
    }
    if ctx.width >= NARROW {
        let mut cards = cards.into_iter();
        let (first, second) = (cards.next().unwrap_or_default(), cards.next().unwrap_or_default());
        // The third column's cards go under the shorter of the two.
        let second: Vec<_> = second.into_iter().chain(cards.flatten()).collect();
        return row![column(first), column(second)].spacing(space::S10).into();
    }
    column(cards.into_iter().flatten().collect()).into()
}
