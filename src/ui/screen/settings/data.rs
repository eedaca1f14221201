//! 数据: where it is kept, the last backup, a backup and a check now.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Local};
use iced::futures::StreamExt;
use iced::futures::channel::mpsc;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Task};

use crate::desk::DeskError;
use crate::i18n::desk_error;
use crate::paper::output::open_in_viewer;
use crate::store::{SledEngine, StoreError};
use crate::t;
use crate::ui::component::button;
use crate::ui::component::field::error_line;
use crate::ui::ctx::{Action, Answer, Ctx, blocking};
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::space;

use super::frame;

/// Progress is told every so many records or lines.
const STEP: u64 = 500;
/// Problems shown; the rest is counted.
const SHOWN: usize = 5;

/// What a check found, ready to be told.
#[derive(Debug, Clone)]
pub struct Checked {
    lines: u64,
    records: u64,
    problems: Vec<String>,
    more: u64,
}

/// What is being done to the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// 备份
    Backup,
    /// 检查
    Check,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// Show the data folder.
    OpenFolder,
    /// It was shown, or a sentence says why not.
    Opened(Result<(), String>),
    /// When the newest backup was written.
    Last(Result<Option<DateTime<Local>>, String>),
    /// Begin.
    Begin(Job),
    /// So many records or lines are done.
    Progress(Job, u64),
    /// The backup is written: records, and where.
    BackedUp(Answer<(u64, PathBuf)>),
    /// The check is done.
    Checked(Answer<Checked>),
}

#[derive(Debug, Clone)]
enum Outcome {
    BackedUp { records: u64, path: PathBuf },
    Checked(Checked),
    Failed(Arc<DeskError>),
    NotOpened(String),
}

/// 数据
#[derive(Debug, Default)]
pub struct Data {
    last: Option<Result<Option<DateTime<Local>>, String>>,
    running: Option<(Job, u64)>,
    outcome: Option<Outcome>,
}

/// When the newest file of the backup folder was written; none when there is none yet.
fn newest(folder: &Path) -> std::io::Result<Option<DateTime<Local>>> {
    let files = match std::fs::read_dir(folder) {
        Ok(files) => files,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut newest = None;
    for file in files {
        let file = file?;
        if file.path().extension().is_some_and(|end| end == "jsonl") {
            newest = newest.max(Some(file.metadata()?.modified()?));
        }
    }
    Ok(newest.map(Into::into))
}

fn backup_now(engine: &SledEngine, tell: &mut dyn FnMut(u64)) -> Result<(u64, PathBuf), StoreError> {
    engine.backup(tell).map(|backup| (backup.records, backup.path))
}

fn check_now(engine: &SledEngine, tell: &mut dyn FnMut(u64)) -> Result<Checked, StoreError> {
    engine.check(tell).map(|report| {
        let hidden = report.problems.len().saturating_sub(SHOWN) as u64;
        Checked {
            lines: report.lines,
            records: report.records,
            more: report.unnamed + hidden,
            problems: report.problems.into_iter().take(SHOWN).collect(),
        }
    })
}

/// A long job, and whom it tells how far it is.
type Work<T> = fn(&SledEngine, &mut dyn FnMut(u64)) -> Result<T, StoreError>;

/// Runs a long job off the drawing thread and tells how far it is.
fn run<T: Send + 'static>(
    job: Job,
    engine: Arc<SledEngine>,
    work: Work<T>,
    done: fn(Answer<T>) -> Message,
) -> Task<Message> {
    let (sender, receiver) = mpsc::unbounded();
    let doing = blocking(
        move || {
            let mut told = 0;
            let mut tell = |count: u64| {
                if count >= told + STEP {
                    told = count;
                    // The screen may have been left meanwhile; the work goes on all the same.
                    let _left = sender.unbounded_send(count);
                }
            };
            work(&engine, &mut tell).map_err(|error| Arc::new(DeskError::Store(error)))
        },
        done,
    );
    Task::batch([Task::run(receiver.boxed(), move |count| Message::Progress(job, count)), doing])
}

impl Data {
    /// Looks when the last backup was written.
    pub fn ask(ctx: &Ctx) -> Task<Message> {
        let Some(engine) = ctx.desk.engine() else { return Task::none() };
        let folder = engine.root().join("backup");
        blocking(move || newest(&folder).map_err(|error| error.to_string()), Message::Last)
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::OpenFolder => {
                let folder = Arc::clone(&ctx.data);
                return Action::Run(blocking(
                    move || open_in_viewer(&folder).map_err(|error| error.to_string()),
                    Message::Opened,
                ));
            }
            Message::Opened(Ok(())) => {}
            Message::Opened(Err(detail)) => self.outcome = Some(Outcome::NotOpened(detail)),
            Message::Last(last) => self.last = Some(last),
            Message::Begin(job) => {
                let Some(engine) = ctx.desk.engine().map(Arc::clone) else { return Action::None };
                if self.running.is_some() {
                    return Action::None;
                }
                self.running = Some((job, 0));
                self.outcome = None;
                return Action::Run(match job {
                    Job::Backup => run(job, engine, backup_now, Message::BackedUp),
                    Job::Check => run(job, engine, check_now, Message::Checked),
                });
            }
            Message::Progress(job, count) => {
                if let Some((running, done)) = &mut self.running
                    && *running == job
                {
                    *done = count;
                }
            }
            Message::BackedUp(answer) => {
                self.running = None;
                self.outcome = Some(match answer {
                    Ok((records, path)) => Outcome::BackedUp { records, path },
                    Err(error) => Outcome::Failed(error),
                });
                return Action::Run(Self::ask(ctx));
            }
            Message::Checked(answer) => {
                self.running = None;
                self.outcome = Some(match answer {
                    Ok(checked) => Outcome::Checked(checked),
                    Err(error) => Outcome::Failed(error),
                });
            }
        }
        Action::None
    }

    /// The section.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let kept = ctx.desk.engine().is_some();
        let folder = row![
            container(frame::still(look, ctx.data.display().to_string())).width(Fill),
            button(look, t!(words, "data-open"))
                .id("data-open")
                .on_press_maybe(kept.then_some(Message::OpenFolder)),
        ]
        .spacing(space::S12)
        .align_y(Center);
        let last = match (&self.last, kept) {
            (_, false) => t!(words, "data-none"),
            (None, _) => t!(words, "data-looking"),
            (Some(Ok(None)), _) => t!(words, "data-no-backup"),
            (Some(Ok(Some(at))), _) => at.format("%Y-%m-%d %H:%M").to_string(),
            (Some(Err(detail)), _) => t!(words, "data-unread", detail = detail.clone()),
        };
        let free = kept && self.running.is_none();
        let backup = button(look, t!(words, "data-backup"))
            .icon(Icon::Archive)
            .primary()
            .id("data-backup")
            .on_press_maybe(free.then_some(Message::Begin(Job::Backup)));
        let check = button(look, t!(words, "data-check"))
            .icon(Icon::ListChecks)
            .id("data-check")
            .on_press_maybe(free.then_some(Message::Begin(Job::Check)));
        let fields = column![
            frame::line(ctx, t!(words, "data-folder"), folder, Some(t!(words, "data-folder-help"))),
            frame::line(ctx, t!(words, "data-last"), frame::still(look, last), None),
            frame::line(
                ctx,
                t!(words, "data-now"),
                column![row![backup, check].spacing(space::S8)].push(self.said(ctx)).spacing(space::S8),
                Some(t!(words, "data-now-help")),
            ),
        ]
        .push((!kept).then(|| frame::soft(look, t!(words, "data-memory"))))
        .spacing(space::S16);
        frame::page(look, fields, None)
    }

    fn said<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        if let Some((job, count)) = self.running {
            let said = match job {
                Job::Backup => t!(words, "data-backing-up", count = count),
                Job::Check => t!(words, "data-checking", count = count),
            };
            return Some(frame::quiet(look, Icon::Clock, said));
        }
        Some(match self.outcome.as_ref()? {
            Outcome::BackedUp { records, path } => {
                let file =
                    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                frame::good(look, t!(words, "data-backed-up", records = *records, file = file))
            }
            Outcome::Checked(found) if found.problems.is_empty() && found.more == 0 => {
                frame::good(look, t!(words, "data-clean", lines = found.lines, records = found.records))
            }
            Outcome::Checked(found) => {
                let count = found.problems.len() as u64 + found.more;
                let mut said = column![error_line(look, t!(words, "data-problems", count = count))];
                for problem in &found.problems {
                    said = said.push(text::second(look, problem.clone()));
                }
                said.push(
                    (found.more > 0).then(|| text::second(look, t!(words, "data-more", count = found.more))),
                )
                .spacing(space::S4)
                .into()
            }
            Outcome::Failed(error) => error_line(look, desk_error(words, error)),
            Outcome::NotOpened(detail) => {
                error_line(look, t!(words, "data-not-opened", detail = detail.clone()))
            }
        })
    }
}
