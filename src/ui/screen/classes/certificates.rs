//! 结业: who has come often enough for a certificate.

use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Fill, Length};

use crate::desk::Learner;
use crate::t;
use crate::ui::component::tag;
use crate::ui::component::tag::Tone;
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::{size, space};

use super::table::{Head, cell, heads, rows};
use super::{ClassesScreen, Message, Open, says};

const NAME: f32 = 88.0;
const SEX: f32 = 60.0;
const CAME: f32 = 120.0;
const SHARE: f32 = 80.0;
const EARNS: f32 = 150.0;

impl ClassesScreen {
    pub(super) fn certificates_page<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let learners = &open.overview.learners;
        if learners.is_empty() {
            let said = (t!(words, "classes-no-learner"), t!(words, "classes-no-certificate-line"));
            return says::nothing(ctx, Icon::FileCheck, said, None);
        }
        let columns = vec![
            Head(t!(words, "classes-col-no"), Length::Fixed(44.0)),
            Head(t!(words, "classes-col-name"), Length::Fixed(NAME)),
            Head(t!(words, "classes-col-sex"), Length::Fixed(SEX)),
            Head(t!(words, "classes-col-came"), Length::Fixed(CAME)),
            Head(t!(words, "classes-col-rate"), Length::Fixed(SHARE)),
            Head(t!(words, "classes-col-earns"), Length::Fixed(EARNS)),
            Head(t!(words, "classes-col-note"), Length::Fill),
        ];
        let content = |at: usize| match learners.get(at) {
            Some(learner) => learner_row(at, learner, ctx),
            None => gap::vertical().height(0).into(),
        };
        let table = rows(ctx, &self.certificates, (learners.len(), size::ROW_LEDGER), |_| true, content);
        column![heads(look, columns), container(table).height(Fill)].height(Fill).into()
    }

    /// How many have earned it, and how many lessons are still to come.
    pub(super) fn certificates_line<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let overview = &open.overview;
        let earn = overview.learners.iter().filter(|learner| learner.earns).count();
        let today = ctx.now.date_naive();
        let left = overview.lessons.iter().filter(|lesson| lesson.slot.day > today).count();
        let percent = ctx.book.room_rules.certificate_percent;
        let mut line =
            t!(words, "classes-earn", count = earn, of = overview.learners.len(), percent = percent);
        if left > 0 {
            line.push_str(&t!(words, "classes-earn-left", count = left));
        }
        text::second(look, line).width(Fill).into()
    }
}

fn learner_row<'a>(at: usize, learner: &Learner, ctx: &Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let second = |words: String| text::one_line(text::second(look, words));
    let one = &learner.enrolment;
    let (tone, icon, word) = match (learner.earns, learner.share.of) {
        (true, _) => (Tone::Ok, Icon::CircleCheck, t!(words, "classes-earns")),
        (false, 0) => (Tone::Neutral, Icon::CircleMinus, t!(words, "classes-unmarked")),
        (false, _) => (Tone::Neutral, Icon::CircleMinus, t!(words, "classes-earns-not")),
    };
    let percent = learner.share.percent().map_or_else(|| "—".to_owned(), |percent| format!("{percent}%"));
    row![
        cell(second((at + 1).to_string()), 44.0),
        cell(text::one_line(text::strong(look, ctx.shown(&one.name))), NAME),
        cell(second(says::sex(ctx, one.sex)), SEX),
        cell(second(t!(words, "classes-came-of", came = learner.share.came, of = learner.share.of)), CAME),
        cell(text::one_line(text::body(look, percent)), SHARE),
        cell(tag(look, tone, icon, word, false), EARNS),
        cell(second(one.note.clone()), Fill),
    ]
    .spacing(space::S8)
    .align_y(Center)
    .into()
}
