//! A file that was read: its heads and what each was taken for, as a worker may change it.

use std::sync::Arc;

use iced::widget::{Row as Cells, column, container, row};
use iced::{Center, Element, Fill};

use crate::desk::{ImportPreview, ImportProgress};
use crate::domain::imported::What;
use crate::domain::ledger::{Column, HeadMatch, How};
use crate::exchange::imports::Opened;
use crate::t;
use crate::ui::component::list_row;
use crate::ui::component::tag::{Tone, tag};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::ScrollState;

use super::super::pick::{self, Choice, Pick};
use super::view::{MARGIN, listed, pressed};
use super::{HEADS, Message, ROW};

/// Widths of the columns of the list, px: the head, what it was taken for, how sure that is.
const HEAD: f32 = 168.0;
const TAKEN: f32 = 200.0;
const HOW: f32 = 128.0;

/// A file that was read.
pub(super) struct Read {
    pub(super) opened: Arc<Opened>,
    pub(super) heads: Vec<HeadMatch>,
    pub(super) marked: usize,
    pub(super) scroll: ScrollState,
    /// How far the counting is, while it goes on.
    pub(super) counting: Option<ImportProgress>,
    /// What it would come to.
    pub(super) seen: Option<Arc<ImportPreview>>,
    /// The column that must be there is not: its usual head.
    pub(super) missing: Option<&'static str>,
    /// The rejected row that is marked.
    pub(super) reject: usize,
    pub(super) rejects: ScrollState,
}

impl Read {
    pub(super) fn new(opened: Arc<Opened>) -> Self {
        Self {
            heads: opened.heads.clone(),
            opened,
            marked: 0,
            scroll: ScrollState::default(),
            counting: None,
            seen: None,
            missing: None,
            reject: 0,
            rejects: ScrollState::default(),
        }
    }

    pub(super) fn is_counting(&self) -> bool {
        self.counting.is_some()
    }

    /// Whether an earlier import that is in the way is told.
    pub(super) fn tells_before(&self) -> bool {
        self.counting.is_none() && self.seen.as_ref().is_some_and(|seen| seen.before.is_some())
    }

    pub(super) fn page(&self) -> usize {
        self.scroll.page(ROW)
    }

    pub(super) fn mark(&mut self, by: isize) {
        let last = self.heads.len().saturating_sub(1);
        self.marked = self.marked.saturating_add_signed(by).min(last);
        self.scroll.reveal(self.marked, ROW);
    }

    /// The columns the marked head may be taken for, one that another head has named with it.
    pub(super) fn choices(&self, what: What, ctx: &Ctx) -> Option<Pick> {
        let words = &ctx.words;
        let marked = self.heads.get(self.marked)?;
        let label = |column: &Column| {
            let name = column.name(ctx.lang());
            let holder = self.heads.iter().position(|head| head.code.as_deref() == Some(column.code));
            match holder.filter(|at| *at != self.marked) {
                Some(at) => t!(words, "import-held", column = name, head = self.head_name(at, ctx)),
                None => name,
            }
        };
        let columns = what.columns().iter().enumerate();
        let mut choices = vec![(Choice::Own(0), unmatched(what, ctx))];
        choices.extend(columns.map(|(at, column)| (Choice::Own(at + 1), label(column))));
        let place = |code: &str| what.columns().iter().position(|column| column.code == code);
        let chosen = marked.code.as_deref().and_then(place).map_or(0, |at| at + 1);
        let title = t!(words, "import-choose", head = self.head_name(self.marked, ctx));
        Some(Pick::list(pick::What::Own, title, choices, Some(&Choice::Own(chosen))))
    }

    /// Takes the marked head for a column, by its place behind 不导入. Another head that had it has none then. Answers whether
    /// anything changed.
    pub(super) fn take_for(&mut self, what: What, at: usize) -> bool {
        let column = at.checked_sub(1).and_then(|at| what.columns().get(at));
        let code = column.map(|column| column.code.to_owned());
        match self.heads.get(self.marked) {
            Some(head) if head.code != code => {}
            _ => return false,
        }
        for (place, head) in self.heads.iter_mut().enumerate() {
            if place == self.marked {
                (head.code, head.how) = (code.clone(), None);
            } else if code.is_some() && head.code == code {
                (head.code, head.how) = (None, None);
            }
        }
        true
    }

    fn head_name(&self, at: usize, ctx: &Ctx) -> String {
        match self.heads.get(at) {
            Some(head) if !head.head.is_empty() => head.head.clone(),
            _ => t!(ctx.words, "import-head-none", at = at + 1),
        }
    }

    /// The heads, each with what it was taken for and what stands under it, masked.
    pub(super) fn list<'a>(&'a self, what: What, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let samples = if ctx.width < NARROW { 1 } else { 3 };
        let label = |words: String, width: f32| {
            container(text::one_line(text::second(look, words))).width(width).clip(true)
        };
        let titles = row![
            label(t!(words, "import-head"), HEAD),
            label(t!(words, "import-column"), TAKEN),
            label(t!(words, "import-how"), HOW),
            container(text::one_line(text::second(look, t!(words, "import-samples")))).width(Fill).clip(true),
        ]
        .spacing(space::S8);
        let titles = container(titles).padding([0.0, MARGIN]);
        let list = listed(
            look,
            HEADS,
            (self.heads.len(), &self.scroll),
            move |at| pressed(self.row(at, what, samples, ctx), Message::Head(at)),
            Some(Message::Choose),
            Message::HeadMove,
            Message::HeadsScrolled,
        );
        column![titles, list].spacing(space::S4).height(Fill).into()
    }

    fn row<'a>(&'a self, at: usize, what: What, samples: usize, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let cell = |words: String, width: f32| {
            let words = text::fit(&words, width, 14.0);
            container(text::one_line(text::body(look, words))).width(width).clip(true)
        };
        let head = self.heads.get(at);
        let column = head.and_then(|head| head.code.as_deref()).and_then(|code| what.column(code));
        let taken: Element<'a, Message> = match column {
            Some(column) => {
                let name = text::fit(&column.name(ctx.lang()), TAKEN - 24.0, 14.0);
                row![
                    tinted(Icon::ArrowRight, size::GLYPH_TAG, look.roles.text2),
                    text::one_line(text::strong(look, name))
                ]
                .spacing(space::S8)
                .align_y(Center)
                .into()
            }
            None => text::one_line(text::second(look, text::fit(&unmatched(what, ctx), TAKEN, 14.0))).into(),
        };
        let how = column.map(|_| sureness(head.and_then(|head| head.how), ctx));
        let mut cells = Cells::new()
            .push(cell(self.head_name(at, ctx), HEAD))
            .push(container(taken).width(TAKEN).clip(true))
            .push(container(row![].push(how)).width(HOW).clip(true))
            .spacing(space::S8)
            .align_y(Center);
        for sample in 0..samples {
            let rows = self.seen.as_ref().and_then(|seen| seen.first.get(sample));
            let words = rows.and_then(|row| row.get(at)).cloned().unwrap_or_default();
            cells = cells.push(
                container(text::one_line(text::second(look, text::fit(&words, SAMPLE, 14.0))))
                    .width(Fill)
                    .clip(true),
            );
        }
        list_row(look, self.marked == at, cells, None, None).height(ROW).into()
    }
}

/// Words of a sample longer than any of its columns are cut, px.
const SAMPLE: f32 = 300.0;

/// How sure a match is. One somebody chose is sure.
fn sureness(how: Option<How>, ctx: &Ctx) -> Element<'_, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let (tone, icon, label, boxed) = match how {
        Some(How::Exact) => (Tone::Ok, Icon::Check, t!(words, "import-how-exact"), false),
        Some(How::Normalised) => (Tone::Ok, Icon::Check, t!(words, "import-how-normalised"), false),
        Some(How::Synonym) => (Tone::Ok, Icon::Check, t!(words, "import-how-synonym"), false),
        Some(How::Containing) => (Tone::Warn, Icon::TriangleAlert, t!(words, "import-how-containing"), true),
        None => (Tone::Neutral, Icon::User, t!(words, "import-how-chosen"), false),
    };
    tag(look, tone, icon, label, boxed).into()
}

/// What becomes of a head that is no column: an old row keeps what stands under it.
fn unmatched(what: What, ctx: &Ctx) -> String {
    match what {
        What::Residents => t!(ctx.words, "import-left"),
        What::Ledger(_) => t!(ctx.words, "import-kept-along"),
    }
}
