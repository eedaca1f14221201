//! What can be printed of the calendar: the week of a room for its door, all rooms' weeks, the day, the use of a period.

use chrono::{Datelike, Days, Months, NaiveDate};
use iced::widget::{Column, container, row, space as gap};
use iced::{Center, Element, Task};

use crate::domain::form::read_date;
use crate::paper::office::SheetOf;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::radio::Radio;
use crate::ui::component::{button, input, radios};
use crate::ui::ctx::{Action, Ctx};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::tab;

use super::when::{Shows, monday};
use super::{GRID, RoomsScreen, says};

const WHAT: &str = "rooms-print-what";
const FROM: &str = "rooms-print-from";
const TO: &str = "rooms-print-to";
/// A report looks at so many days at most: every booking of them is read.
const LONGEST: i64 = 366;

/// What is printed, in the order it is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// 周表 of the room that is looked at.
    Week,
    /// 周表 of every room.
    Weeks,
    /// 日表
    Day,
    /// 使用情况
    Use,
}

const ALL: [What; 4] = [What::Week, What::Weeks, What::Day, What::Use];

/// The card that asks what is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Printing {
    what: What,
    room: String,
    day: NaiveDate,
    from: String,
    to: String,
    error: Option<String>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another sheet.
    What(usize),
    /// The first day of the report.
    From(String),
    /// Its last day.
    To(String),
    /// Print it.
    Do,
    /// Close it.
    Close,
}

impl Printing {
    /// Offers first what is looked at. A report begins with the month that is looked at.
    fn new(shows: Shows, room: &str, day: NaiveDate) -> Self {
        let first = day - Days::new(u64::from(day.day0()));
        Self {
            what: match shows {
                Shows::Week => What::Week,
                Shows::Day => What::Day,
                Shows::Month | Shows::List => What::Use,
            },
            room: room.to_owned(),
            day,
            from: first.to_string(),
            to: (first + Months::new(1) - Days::new(1)).to_string(),
            error: None,
        }
    }

    /// What has the focus first.
    pub fn first() -> &'static str {
        WHAT
    }

    /// The sheets to print; else what is wrong, and where.
    fn sheets(&self, ctx: &Ctx) -> Result<Vec<SheetOf>, (&'static str, String)> {
        let week = |room: &str| SheetOf::RoomWeek { room: room.to_owned(), monday: monday(self.day) };
        Ok(match self.what {
            What::Week => vec![week(&self.room)],
            What::Weeks => ctx.book.rooms.offered().map(|room| week(&room.code)).collect(),
            What::Day => vec![SheetOf::DaySheet(self.day)],
            What::Use => {
                let today = ctx.now.date_naive();
                let read = |typed: &str, at| {
                    read_date(typed, today).ok_or_else(|| (at, t!(ctx.words, "field-not-date")))
                };
                let (from, to) = (read(&self.from, FROM)?, read(&self.to, TO)?);
                if to < from {
                    return Err((TO, t!(ctx.words, "cal-print-backwards")));
                }
                if (to - from).num_days() >= LONGEST {
                    return Err((TO, t!(ctx.words, "cal-print-too-long", days = LONGEST)));
                }
                vec![SheetOf::UseReport { from, to }]
            }
        })
    }

    pub(super) fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let monday = monday(self.day);
        let week = says::week(words, monday, monday + Days::new(6));
        let option = |label, reach| Radio { label, reach };
        let room = format!("{} {}", self.room, says::room_name(ctx, &self.room));
        let count = ctx.book.rooms.offered().count();
        let options = ALL
            .into_iter()
            .map(|what| match what {
                What::Week => option(t!(words, "cal-print-week", room = room.clone()), week.clone()),
                What::Weeks => option(t!(words, "cal-print-weeks", count = count), week.clone()),
                What::Day => option(t!(words, "cal-print-day"), says::day_long(words, self.day)),
                What::Use => option(t!(words, "cal-print-use"), String::new()),
            })
            .collect();
        let at = ALL.iter().position(|what| *what == self.what).unwrap_or(0);
        let mut page = Column::new()
            .push(text::title(look, t!(words, "cal-print-title")))
            .push(radios(look, WHAT, options, at, Message::What))
            .spacing(space::S12);
        if self.what == What::Use {
            let day = |id: &'static str, value: &'a str, say: fn(String) -> Message| {
                input(look, id, "", value, say).latin(true).width(140).on_submit(Message::Do)
            };
            let period = row![
                text::body(look, t!(words, "cal-print-from")),
                day(FROM, &self.from, Message::From),
                text::body(look, t!(words, "cal-print-to")),
                day(TO, &self.to, Message::To),
            ]
            .spacing(space::S8)
            .align_y(Center);
            page = page.push(container(period).padding(iced::padding::left(space::S24)));
        }
        let error = self.error.clone().map(|error| error_line(look, error));
        let act = button(look, t!(words, "cal-print-do"))
            .key(Command::Print.key())
            .primary()
            .tall()
            .id("rooms-print-do")
            .on_press(Message::Do);
        let close = button(look, t!(words, "cal-print-close"))
            .key(Command::Back.key())
            .tall()
            .id("rooms-print-close")
            .on_press(Message::Close);
        let foot = row![gap::horizontal(), act, close].spacing(space::S8).align_y(Center);
        container(dialog_card(look, page.push(error).push(foot))).max_width(560).into()
    }
}

impl RoomsScreen {
    /// Opens the card.
    pub(super) fn ask_what_to_print(&mut self, ctx: &Ctx) -> Action<super::Message> {
        let room = self.week_room(ctx);
        if room.is_empty() {
            return Action::None;
        }
        self.printing = Some(Printing::new(self.shows, room, self.day));
        Action::Run(tab::focus(WHAT))
    }

    pub(super) fn printing_command(&mut self, command: Command, ctx: &Ctx) -> Action<super::Message> {
        match command {
            Command::Back => self.in_printing(Message::Close, ctx),
            Command::Print | Command::Enter => self.in_printing(Message::Do, ctx),
            _ => Action::None,
        }
    }

    pub(super) fn in_printing(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        let Some(card) = &mut self.printing else { return Action::None };
        card.error = None;
        match message {
            Message::What(at) => card.what = ALL.get(at).copied().unwrap_or(What::Week),
            Message::From(typed) => card.from = typed,
            Message::To(typed) => card.to = typed,
            Message::Close => {
                self.printing = None;
                return Action::Run(self.return_focus());
            }
            Message::Do => match card.sheets(ctx) {
                Ok(sheets) => {
                    self.printing = None;
                    return Action::Sheets(sheets, tab::focus(GRID));
                }
                Err((at, error)) => {
                    card.error = Some(error);
                    return Action::Run(Task::batch([tab::focus(at)]));
                }
            },
        }
        Action::None
    }
}
