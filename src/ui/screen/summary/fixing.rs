//! 定稿 and 重算更正: both count the period, which takes a moment for a year, and both are asked about in a card.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Task};

use crate::desk::{Desk, DeskError, Recount, Watch};
use crate::domain::summary::{Period, StoredSummary, SummaryNote};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::status::status_cell;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, field, input};
use crate::ui::ctx::{Answer, Ctx, watched};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, space};
use crate::ui::widget::tab;

use super::says;

/// 定稿 in the card that asks once more.
const FINAL: &str = "summary-final-do";
/// Why a finalised period is counted again.
const WHY: &str = "summary-why";
/// 记为更正
const NOTE: &str = "summary-correct-do";
/// Esc in it.
const CLOSE: &str = "summary-fixing-close";
/// Height of the list of differences, px.
const TALL: f32 = 240.0;

/// What came of a count.
#[derive(Debug, Clone)]
pub enum Made {
    /// It is finalised.
    Final(Box<StoredSummary>),
    /// What differs from the figures that were finalised.
    Found(Box<Recount>),
    /// That was noted, unless nothing differs any more.
    Noted(Box<(StoredSummary, Option<SummaryNote>)>),
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// So much is counted, in percent.
    Counted(u32),
    /// What came of it.
    Made(Answer<Made>),
    /// Why.
    Why(String),
    /// Really.
    Do,
    /// Esc: stops the count, or closes.
    Close,
}

/// What it wants of the screen.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// To be closed with what came of it.
    Close(Option<Made>),
}

/// The card.
#[derive(Debug)]
pub struct Fixing {
    period: Period,
    /// What a finalised period is compared with, once it is counted; none while it is to be finalised.
    again: Option<Again>,
    /// So much is counted, in percent, while it is.
    counting: Option<u32>,
    error: Option<String>,
    stop: Arc<AtomicBool>,
}

#[derive(Debug, Default)]
struct Again {
    found: Option<Box<Recount>>,
    why: String,
}

impl Fixing {
    /// Asks whether a period is to be finalised.
    pub fn finalise(period: Period) -> (Self, Task<Message>) {
        (Self::new(period, None), tab::focus(FINAL))
    }

    /// Counts a finalised period again and asks whether what differs is to be noted.
    pub fn recount(period: Period, ctx: &Ctx) -> (Self, Task<Message>) {
        let mut fixing = Self::new(period, Some(Again::default()));
        let task =
            fixing.count(ctx, move |desk, watch| desk.recount(period, watch).map(Box::new).map(Made::Found));
        (fixing, task)
    }

    fn new(period: Period, again: Option<Again>) -> Self {
        Self { period, again, counting: None, error: None, stop: Arc::default() }
    }

    fn count(
        &mut self,
        ctx: &Ctx,
        job: impl FnOnce(&Desk, Watch<'_>) -> Result<Made, DeskError> + Send + 'static,
    ) -> Task<Message> {
        self.error = None;
        self.counting = Some(0);
        let stop = Arc::new(AtomicBool::new(false));
        self.stop = Arc::clone(&stop);
        let desk = Arc::clone(&ctx.desk);
        let count = watched(
            move |say| job(&desk, Watch { progress: say, stop: &stop }).map_err(Arc::new),
            Message::Counted,
            Message::Made,
        );
        Task::batch([tab::focus(CLOSE), count])
    }

    /// What has the focus.
    pub fn first(&self) -> &'static str {
        match &self.again {
            _ if self.counting.is_some() => CLOSE,
            None => FINAL,
            Some(again) if again.is_new() => WHY,
            Some(_) => CLOSE,
        }
    }

    /// Nobody waits for it any more.
    pub fn leave(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Wish {
        match command {
            Command::Back => self.update(Message::Close, ctx),
            Command::Save => self.update(Message::Do, ctx),
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        match message {
            Message::Counted(percent) => {
                if self.counting.is_some() {
                    self.counting = Some(percent);
                }
                Wish::Nothing
            }
            Message::Made(answer) => {
                self.counting = None;
                match answer {
                    Ok(Made::Found(found)) => {
                        self.again = Some(Again { found: Some(found), why: String::new() });
                        Wish::Run(tab::focus(self.first()))
                    }
                    Ok(made) => Wish::Close(Some(made)),
                    // Stopped while it was compared, there is nothing to decide on.
                    Err(error) if matches!(*error, DeskError::Stopped) && self.has_nothing() => {
                        Wish::Close(None)
                    }
                    Err(error) if matches!(*error, DeskError::Stopped) => Wish::Run(tab::focus(self.first())),
                    Err(error) => {
                        self.error = Some(desk_error(&ctx.words, &error));
                        Wish::Run(tab::focus(self.first()))
                    }
                }
            }
            Message::Why(text) => {
                if let Some(again) = &mut self.again {
                    again.why = text;
                }
                Wish::Nothing
            }
            Message::Do if self.counting.is_some() => Wish::Nothing,
            Message::Do => {
                let period = self.period;
                match &self.again {
                    None => Wish::Run(self.count(ctx, move |desk, watch| {
                        desk.finalise_summary(period, watch).map(Box::new).map(Made::Final)
                    })),
                    Some(again) if again.is_new() => {
                        let why = again.why.clone();
                        Wish::Run(self.count(ctx, move |desk, watch| {
                            desk.correct_summary(period, &why, watch).map(Box::new).map(Made::Noted)
                        }))
                    }
                    Some(_) => Wish::Nothing,
                }
            }
            Message::Close if self.counting.is_some() => {
                self.leave();
                Wish::Nothing
            }
            Message::Close => Wish::Close(None),
        }
    }

    fn has_nothing(&self) -> bool {
        self.again.as_ref().is_some_and(|again| again.found.is_none())
    }

    /// The card.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let counting =
            self.counting.map(|percent| text::second(look, t!(words, "summary-counting", percent = percent)));
        let error = self.error.clone().map(|error| error_line(look, error));
        let close = match (&self.again, self.counting) {
            (_, Some(_)) => t!(words, "summary-stop"),
            (None, None) => t!(words, "summary-keep-draft"),
            (Some(_), None) => t!(words, "help-close"),
        };
        let close = button(look, close).key(Command::Back.key()).tall().id(CLOSE).on_press(Message::Close);
        let (title, inside, act, id, ready) = match &self.again {
            None => (
                t!(words, "summary-final-title", period = says::period(ctx, self.period)),
                self.asked(ctx),
                t!(words, "summary-finalise"),
                FINAL,
                true,
            ),
            Some(again) => (
                t!(words, "summary-correct"),
                again.view(ctx),
                t!(words, "summary-correct-do"),
                NOTE,
                again.is_new(),
            ),
        };
        let act = ready.then(|| {
            button(look, act)
                .key(Command::Save.key())
                .primary()
                .tall()
                .id(id)
                .on_press_maybe(self.counting.is_none().then_some(Message::Do))
        });
        let foot = row![].push(counting).push(gap::horizontal()).push(act).push(close);
        let inside = column![text::title(look, title), inside]
            .push(error)
            .push(foot.spacing(space::S8).align_y(Center))
            .spacing(space::S12);
        container(dialog_card(look, inside)).max_width(620).into()
    }

    fn asked<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let early = (self.period.to >= ctx.now.date_naive()).then(|| {
            status_cell(look, Tone::Warn, Icon::TriangleAlert, t!(words, "summary-final-early"), true)
        });
        column![text::body(look, t!(words, "summary-final-line"))].push(early).spacing(space::S12).into()
    }
}

impl Again {
    /// Whether there is something to note.
    fn is_new(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.is_new)
    }

    fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let Some(found) = &self.found else {
            return text::body(look, t!(words, "summary-correct-title")).into();
        };
        if found.differences.is_empty() && !found.is_new {
            return status_cell(look, Tone::Ok, Icon::Check, t!(words, "summary-as-final"), true);
        }
        let count = found.differences.len();
        let head = match (count, found.is_new) {
            (0, _) => t!(words, "summary-recount-back"),
            (_, true) => t!(words, "summary-recount-new", count = count),
            (_, false) => t!(words, "summary-recount-told", count = count),
        };
        let lines = found.differences.iter().fold(Column::new().spacing(space::S4), |lines, differs| {
            lines.push(text::body(
                look,
                t!(
                    words,
                    "summary-differs",
                    figure = says::figure(ctx, &differs.figure),
                    was = differs.was,
                    now = differs.is
                ),
            ))
        });
        let lines = scroll::vertical(look, container(lines).padding(iced::padding::right(14)));
        let why = found.is_new.then(|| {
            let line = input(look, WHY, "", &self.why, Message::Why).on_submit(Message::Do);
            field(look, t!(words, "summary-correct-why"), false, line, None, None).label_width(120.0)
        });
        column![text::body(look, head), container(lines).max_height(TALL)]
            .push(why.map(Element::from))
            .spacing(space::S12)
            .into()
    }
}
