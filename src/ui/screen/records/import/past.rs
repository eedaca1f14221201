//! 以前的导入: what was taken in, when, by whom, and how it stands; and taking a whole import out again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::widget::text::Wrapping;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Task};

use crate::desk::{Desk, ImportProgress, ImportUndone};
use crate::domain::imported::{BatchState, ImportBatch};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::tag::{Tone, tag};
use crate::ui::component::{button, list_row};
use crate::ui::ctx::{Answer, Ctx, NARROW, watched};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, space};
use crate::ui::widget::{Scroll, ScrollState, tab};

use super::view::{BAR, MARGIN, going, listed, note, pressed, what_name};
use super::{CLOSE, ROW, Wish};

const LIST: &str = "import-list";
const UNDO: &str = "import-undo";
/// Widths of the columns, px.
const WHEN: f32 = 136.0;
const ID: f32 = 104.0;
const ROWS: f32 = 116.0;
const STATE: f32 = 240.0;
const STAFF: f32 = 84.0;

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Every import there was, the latest first.
    Listed(Answer<Vec<ImportBatch>>),
    /// A key in the list.
    Move(isize),
    /// A row was pressed.
    Mark(usize),
    /// The list was scrolled.
    Scrolled(Scroll),
    /// Undo the marked one: asked once more first.
    Undo,
    /// How far that is.
    Going(ImportProgress),
    /// It is undone, or as much of it as there was time for.
    Undone(String, Answer<ImportUndone>),
}

/// The list.
#[derive(Debug, Default)]
pub(super) struct Past {
    all: Option<Vec<ImportBatch>>,
    at: usize,
    /// The one to be marked when the list is there.
    wanted: Option<String>,
    /// To be undone at the next press.
    armed: bool,
    going: Option<ImportProgress>,
    undone: Option<(String, ImportUndone)>,
    failed: Option<String>,
    scroll: ScrollState,
    stop: Arc<AtomicBool>,
}

impl Past {
    /// Reads the list.
    pub fn ask(ctx: &Ctx) -> Task<Message> {
        ctx.work(Desk::imports, Message::Listed)
    }

    pub fn first(&self) -> &'static str {
        match &self.all {
            _ if self.going.is_some() => CLOSE,
            Some(all) if all.is_empty() => CLOSE,
            _ if self.armed => UNDO,
            _ => LIST,
        }
    }

    /// Opens it, at an import.
    pub fn at(&mut self, id: Option<String>) {
        *self = Self { wanted: id, all: self.all.take(), ..Self::default() };
        self.mark_wanted();
    }

    fn mark_wanted(&mut self) {
        let all = self.all.as_deref().unwrap_or_default();
        let place = self.wanted.as_ref().and_then(|id| all.iter().position(|batch| batch.id == *id));
        self.at = place.unwrap_or(self.at).min(all.len().saturating_sub(1));
        self.scroll.reveal(self.at, ROW);
    }

    /// One that broke off.
    pub fn unfinished(&self) -> Option<&ImportBatch> {
        let open = |batch: &&ImportBatch| matches!(batch.state, BatchState::Going | BatchState::Undoing);
        self.all.as_ref()?.iter().find(open)
    }

    pub fn page(&self) -> usize {
        self.scroll.page(ROW)
    }

    pub fn is_going(&self) -> bool {
        self.going.is_some()
    }

    /// Ends the undoing that is going on.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Takes the question back. Answers whether there was one.
    pub fn is_stepped_back(&mut self) -> bool {
        std::mem::take(&mut self.armed)
    }

    fn marked(&self) -> Option<&ImportBatch> {
        self.all.as_ref()?.get(self.at)
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        match message {
            Message::Listed(Ok(all)) => {
                let was = self.marked().map(|batch| batch.id.clone());
                self.wanted = self.wanted.take().or(was);
                self.all = Some(all);
                self.mark_wanted();
                self.wanted = None;
                return Wish::Run(tab::focus(self.first()));
            }
            Message::Listed(Err(error)) => self.failed = Some(desk_error(&ctx.words, &error)),
            Message::Move(by) => {
                let last = self.all.as_ref().map_or(0, Vec::len).saturating_sub(1);
                self.mark(self.at.saturating_add_signed(by).min(last));
                return Wish::Run(tab::focus(LIST));
            }
            Message::Mark(at) => self.mark(at),
            Message::Scrolled(scroll) => self.scroll.update(scroll),
            Message::Undo => return self.undo(ctx),
            Message::Going(at) => {
                if self.going.is_some() {
                    self.going = Some(at);
                }
            }
            Message::Undone(id, answer) => {
                self.going = None;
                match answer {
                    Ok(undone) => self.undone = Some((id, undone)),
                    Err(error) => self.failed = Some(desk_error(&ctx.words, &error)),
                }
                let again = Self::ask(ctx).map(super::Message::Past);
                return Wish::Changed(Task::batch([tab::focus(LIST), again]));
            }
        }
        Wish::Nothing
    }

    fn mark(&mut self, at: usize) {
        if self.going.is_some() {
            return;
        }
        if at != self.at {
            (self.undone, self.failed) = (None, None);
        }
        self.armed = false;
        self.at = at;
        self.scroll.reveal(at, ROW);
    }

    fn may_undo(&self, ctx: &Ctx) -> bool {
        let there = self.marked().is_some_and(|batch| !matches!(batch.state, BatchState::Undone { .. }));
        there && self.going.is_none() && ctx.desk.is_supervisor()
    }

    fn undo(&mut self, ctx: &Ctx) -> Wish {
        let Some(batch) = self.marked().filter(|_| self.may_undo(ctx)) else { return Wish::Nothing };
        let (id, of) = (batch.id.clone(), batch.taken);
        (self.undone, self.failed) = (None, None);
        if !self.armed {
            self.armed = true;
            return Wish::Run(tab::focus(UNDO));
        }
        self.armed = false;
        self.going = Some(ImportProgress { rows: 0, of });
        self.stop = Arc::new(AtomicBool::new(false));
        let (desk, stop, undone) = (Arc::clone(&ctx.desk), Arc::clone(&self.stop), id.clone());
        let work = watched(
            move |say: &mut dyn FnMut(ImportProgress)| -> Answer<ImportUndone> {
                desk.undo_import(&id, &mut |at| say(*at), &stop).map_err(Arc::new)
            },
            |at| super::Message::Past(Message::Going(at)),
            move |answer| super::Message::Past(Message::Undone(undone.clone(), answer)),
        );
        Wish::Run(Task::batch([tab::focus(CLOSE), work]))
    }

    /// The button that undoes: pressed once it asks, pressed again it does.
    pub fn button<'a>(&self, ctx: &Ctx) -> Option<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        let batch = self.marked()?;
        let button = if self.armed {
            button(look, t!(words, "import-undo-sure", taken = batch.taken)).danger()
        } else {
            button(look, t!(words, "import-undo"))
        };
        let press = self.may_undo(ctx).then_some(Message::Undo);
        Some(button.key(Command::Enter.key()).tall().id(UNDO).on_press_maybe(press).into())
    }

    /// The list, and what came of undoing.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let narrow = ctx.width < NARROW;
        let label = |words: String, width: iced::Length| {
            container(text::one_line(text::second(look, words))).width(width).clip(true)
        };
        let titles = row![label(t!(words, "import-when"), WHEN.into())]
            .push((!narrow).then(|| label(t!(words, "import-number"), ID.into())))
            .push(label(t!(words, "import-what"), Fill))
            .push(label(t!(words, "import-taken"), ROWS.into()))
            .push(label(t!(words, "records-standing"), STATE.into()))
            .push(label(t!(words, "import-staff"), STAFF.into()))
            .spacing(space::S8);
        let many = self.all.as_ref().map_or(0, Vec::len);
        let list: Element<'a, Message> = if many == 0 {
            let said = match &self.all {
                Some(_) => t!(words, "import-past-none"),
                None => t!(words, "records-reading"),
            };
            container(text::second(look, said)).padding(MARGIN).height(Fill).into()
        } else {
            listed(
                look,
                LIST,
                (many, &self.scroll),
                move |at| pressed(self.row(at, narrow, ctx), Message::Mark(at)),
                Some(Message::Undo),
                Message::Move,
                Message::Scrolled,
            )
        };
        let going = self.going.map(|at| going(ctx, t!(words, "import-undoing"), at));
        let may =
            (!ctx.desk.is_supervisor()).then(|| note(look, Tone::Neutral, t!(words, "import-supervisors")));
        let sides = iced::padding::left(MARGIN).right(MARGIN + BAR);
        column![container(titles).padding(sides), list]
            .push(going)
            .push(self.said(ctx))
            .push(may)
            .spacing(space::S8)
            .height(Fill)
            .into()
    }

    fn row<'a>(&'a self, at: usize, narrow: bool, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let Some(batch) = self.all.as_ref().and_then(|all| all.get(at)) else {
            return iced::widget::space::vertical().height(ROW).into();
        };
        let cell = |words: String, width: iced::Length| {
            container(text::one_line(text::body(look, words))).width(width).clip(true)
        };
        let staff = ctx.book.staff.iter().find(|worker| worker.id == batch.staff);
        let staff = staff.map_or_else(|| batch.staff.clone(), |worker| worker.name.clone());
        let taken = t!(words, "import-rows-of", rows = batch.taken, of = batch.rows);
        let cells = row![cell(batch.begun.format("%Y-%m-%d %H:%M").to_string(), WHEN.into())]
            .push((!narrow).then(|| cell(batch.id.clone(), ID.into())))
            .push(cell(what_name(ctx, batch.what), Fill))
            .push(cell(taken, ROWS.into()))
            .push(container(stands(batch, ctx)).width(STATE).clip(true))
            .push(cell(text::fit(&staff, STAFF, 14.0), STAFF.into()))
            .spacing(space::S8)
            .align_y(Center);
        list_row(look, self.at == at, cells, None, None).height(ROW).into()
    }

    /// What came of undoing.
    fn said<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        if let Some(failed) = &self.failed {
            return Some(error_line(look, failed.clone()));
        }
        let (id, undone) = self.undone.as_ref()?;
        let said = if undone.stopped {
            note(look, Tone::Warn, t!(words, "import-undo-stopped", removed = undone.removed))
        } else {
            note(look, Tone::Ok, t!(words, "import-undone", id = id.clone(), removed = undone.removed))
        };
        let kept = (!undone.kept.is_empty()).then(|| {
            let count = undone.kept.len();
            let why = t!(words, "import-undone-kept", count = count);
            let ids = text::body(look, undone.kept.join(" ")).wrapping(Wrapping::WordOrGlyph);
            let ids = scroll::vertical(look, container(ids).padding(iced::padding::right(14)));
            column![text::body(look, why), container(ids).max_height(64)].spacing(space::S4)
        });
        Some(column![said].push(kept).spacing(space::S4).into())
    }
}

/// How an import stands.
fn stands<'a>(batch: &ImportBatch, ctx: &Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let (tone, icon, said, boxed) = match &batch.state {
        BatchState::Going => {
            let said = t!(words, "import-state-going", upto = batch.upto);
            (Tone::Warn, Icon::Hourglass, said, true)
        }
        BatchState::Whole { .. } => (Tone::Ok, Icon::Check, t!(words, "import-state-whole"), false),
        BatchState::Undoing => (Tone::Warn, Icon::Hourglass, t!(words, "import-state-undoing"), true),
        BatchState::Undone { at, kept: 0, .. } => {
            let said = t!(words, "import-state-undone", day = at.format("%Y-%m-%d").to_string());
            (Tone::Neutral, Icon::CircleMinus, said, false)
        }
        BatchState::Undone { at, kept, .. } => {
            let day = at.format("%Y-%m-%d").to_string();
            let said = t!(words, "import-state-undone-kept", day = day, kept = *kept);
            (Tone::Neutral, Icon::CircleMinus, said, false)
        }
    };
    tag(look, tone, icon, said, boxed).into()
}
