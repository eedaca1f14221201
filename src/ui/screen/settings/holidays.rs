//! 放假安排: the years whose notice is known, and taking in a file with further ones.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill, Task};

use crate::desk::DeskError;
use crate::domain::work_calendar::{CalendarError, HolidayYear, WorkCalendar};
use crate::i18n::{Words, desk_error};
use crate::t;
use crate::ui::component::card::rule;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, input};
use crate::ui::ctx::{Action, Ctx, blocking};
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::tab;

use super::frame;

const PATH: &str = "holidays-path";
/// A holiday file has a few kilobytes; what is much longer is another file.
const LONGEST: u64 = 1024 * 1024;

/// Why a file was not taken in.
#[derive(Debug, Clone)]
pub enum Refused {
    /// It could not be read: the system's own words.
    Read(String),
    /// It is far too long.
    TooLong,
    /// The desk refused it.
    Desk(Arc<DeskError>),
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// A path was typed.
    Path(String),
    /// Choose a file in the system's dialog.
    Browse,
    /// What was chosen there.
    Picked(Option<PathBuf>),
    /// Take the file in.
    Import,
    /// The years taken in.
    Imported(Result<Vec<i32>, Refused>),
}

/// One known year.
#[derive(Debug, Clone)]
struct Year {
    number: i32,
    source: String,
    off: usize,
    work: usize,
    working: i64,
}

/// What is said under the path.
#[derive(Debug, Clone)]
enum Said {
    Taken(Vec<i32>),
    Refused(Refused),
    NothingPicked,
}

/// 放假安排
#[derive(Debug)]
pub struct Holidays {
    years: Vec<Year>,
    missing: Option<i32>,
    path: String,
    busy: bool,
    said: Option<Said>,
}

fn years_of(calendar: &WorkCalendar) -> Vec<Year> {
    let total = |table: &HolidayYear| {
        let before = NaiveDate::from_ymd_opt(table.year - 1, 12, 31)?;
        let last = NaiveDate::from_ymd_opt(table.year, 12, 31)?;
        Some(calendar.working_days_between(before, last))
    };
    let year = |table: &HolidayYear| Year {
        number: table.year,
        source: table.notice.clone(),
        off: table.off_days().count(),
        work: table.work.len(),
        working: total(table).unwrap_or(0),
    };
    calendar.years().map(year).collect()
}

/// Why a holiday file is refused, in the words of somebody who has it open before them.
fn calendar_error(words: &Words, error: &CalendarError) -> String {
    match error {
        CalendarError::Shape { .. } => t!(words, "holidays-shape"),
        CalendarError::Schema { found } => t!(words, "holidays-schema", found = *found),
        CalendarError::NoDays { year } => t!(words, "holidays-no-days", year = year.to_string()),
        CalendarError::YearMismatch { year, date } => {
            t!(words, "holidays-other-year", date = date.to_string(), year = year.to_string())
        }
        CalendarError::Backwards { name, from, to } => {
            t!(words, "holidays-backwards", name = name.clone(), from = from.to_string(), to = to.to_string())
        }
        CalendarError::MakeUpNotWeekend { date } => t!(words, "holidays-no-weekend", date = date.to_string()),
        CalendarError::Duplicate { date } => t!(words, "holidays-twice", date = date.to_string()),
        CalendarError::Overlap { date, first, .. } => {
            t!(words, "holidays-overlap", date = date.to_string(), first = first.clone())
        }
    }
}

fn refusal(words: &Words, refused: &Refused) -> String {
    match refused {
        Refused::Read(detail) => t!(words, "holidays-unread", detail = detail.clone()),
        Refused::TooLong => t!(words, "holidays-too-long"),
        Refused::Desk(error) => match &**error {
            DeskError::Holidays(error) => calendar_error(words, error),
            other => desk_error(words, other),
        },
    }
}

impl Holidays {
    /// As they are at hand.
    pub fn new(ctx: &Ctx) -> Self {
        Self {
            years: years_of(&ctx.book.calendar),
            missing: ctx.desk.missing_holidays(),
            path: String::new(),
            busy: false,
            said: None,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Path(path) => {
                self.path = path;
                self.said = None;
            }
            Message::Browse => {
                let dialog = rfd::AsyncFileDialog::new()
                    .set_title(t!(ctx.words, "holidays-browse-title"))
                    .add_filter("TOML, JSON", &["toml", "json"]);
                return Action::Run(Task::perform(dialog.pick_file(), |picked| {
                    Message::Picked(picked.map(|file| file.path().to_owned()))
                }));
            }
            Message::Picked(Some(path)) => {
                self.path = path.to_string_lossy().into_owned();
                self.said = None;
                return Action::Run(tab::focus("holidays-import"));
            }
            // Without the desktop's file dialog the answer is the same as when nothing was chosen.
            Message::Picked(None) => {
                self.said = Some(Said::NothingPicked);
                return Action::Run(tab::focus(PATH));
            }
            Message::Import => return self.import(ctx),
            Message::Imported(Ok(years)) => {
                self.busy = false;
                self.years = years_of(&ctx.desk.book().calendar);
                self.missing = ctx.desk.missing_holidays();
                self.said = Some(Said::Taken(years));
                return Action::Refresh(Task::none());
            }
            Message::Imported(Err(refused)) => {
                self.busy = false;
                self.said = Some(Said::Refused(refused));
                return Action::Run(tab::focus(PATH));
            }
        }
        Action::None
    }

    fn import(&mut self, ctx: &Ctx) -> Action<Message> {
        let path = self.path.trim().trim_matches('"').to_owned();
        if self.busy || path.is_empty() {
            return Action::Run(tab::focus(PATH));
        }
        self.busy = true;
        let desk = Arc::clone(&ctx.desk);
        Action::Run(blocking(
            move || {
                let unread = |error: std::io::Error| Refused::Read(error.to_string());
                if std::fs::metadata(&path).map_err(unread)?.len() > LONGEST {
                    return Err(Refused::TooLong);
                }
                let text = std::fs::read_to_string(&path).map_err(unread)?;
                desk.import_holidays(&text).map_err(|error| Refused::Desk(Arc::new(error)))
            },
            Message::Imported,
        ))
    }

    /// The section.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let missing = self
            .missing
            .map(|year| frame::soft(look, t!(words, "holidays-missing", year = year.to_string())));
        let path = input(look, PATH, t!(words, "holidays-path-example"), &self.path, Message::Path)
            .on_submit(Message::Import)
            .error(matches!(self.said, Some(Said::Refused(_))));
        let browse =
            button(look, t!(words, "holidays-browse")).id("holidays-browse").on_press(Message::Browse);
        let ready = !self.busy && !self.path.trim().is_empty();
        let import = button(look, t!(words, "holidays-import"))
            .icon(Icon::Download)
            .primary()
            .id("holidays-import")
            .on_press_maybe(ready.then_some(Message::Import));
        let said: Option<Element<'a, Message>> = self.said.as_ref().map(|said| match said {
            Said::Taken(years) => {
                let years: Vec<String> = years.iter().map(ToString::to_string).collect();
                frame::good(look, t!(words, "holidays-taken", years = years.join(&t!(words, "set-between"))))
            }
            Said::Refused(refused) => error_line(look, refusal(words, refused)),
            Said::NothingPicked => frame::quiet(look, Icon::Info, t!(words, "holidays-nothing-picked")),
        });
        let file = column![row![Element::from(path), browse, import].spacing(space::S8)]
            .push(said)
            .spacing(space::S4);
        let body = column![]
            .push(missing)
            .push(self.table(ctx))
            .push(frame::line(ctx, t!(words, "holidays-file"), file, Some(t!(words, "holidays-file-help"))))
            .spacing(space::S16);
        frame::page(look, body, None)
    }

    fn table<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let cells = |year: String, source: String, off: String, work: String, working: String, head: bool| {
            let cell = |words: String| {
                let cell =
                    text::one_line(if head { text::second(look, words) } else { text::body(look, words) });
                container(cell).clip(true)
            };
            container(
                row![
                    cell(year).width(72),
                    cell(source).width(Fill),
                    cell(off).width(88),
                    cell(work).width(104),
                    cell(working).width(88),
                ]
                .spacing(space::S12)
                .align_y(Center),
            )
            .height(size::ROW_LIST - look.line())
            .align_y(Center)
        };
        let mut table = Column::new()
            .push(cells(
                t!(words, "holidays-year"),
                t!(words, "holidays-source"),
                t!(words, "holidays-off"),
                t!(words, "holidays-work"),
                t!(words, "holidays-working"),
                true,
            ))
            .push(rule(look));
        for known in self.years.iter().rev() {
            let days = |count: i64| t!(words, "holidays-days", count = count);
            let source =
                if known.source.is_empty() { t!(words, "holidays-no-source") } else { known.source.clone() };
            table = table
                .push(cells(
                    known.number.to_string(),
                    source,
                    days(known.off as i64),
                    days(known.work as i64),
                    days(known.working),
                    false,
                ))
                .push(rule(look));
        }
        table.into()
    }
}
