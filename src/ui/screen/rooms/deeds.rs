//! What the buttons do: move, cancel, key out and back, approve, print, book, take back.

use iced::Task;

use crate::desk::DeskError;
use crate::domain::booking::{Booking, BookingState, Condition, Slot, clock_text};
use crate::domain::serial::Serial;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx, Route};
use crate::ui::widget::grid::{CELL, Spot};
use crate::ui::widget::tab;

use super::cards::Card;
use super::moving::Moving;
use super::places::{self, Key};
use super::when::Shows;
use super::{GRID, Message, RoomsScreen, bar, says, scope_index};

/// A new booking takes so many minutes when nothing else was chosen.
const LENGTH: u16 = 120;

/// A button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// 改时间
    Move,
    /// 取消本场; 驳回 where it waits.
    Cancel,
    /// 交钥匙; 还钥匙 while it is out.
    Key,
    /// 确认单; where there is none, what else there is to print.
    Print,
    /// 周表, 日表, 使用情况
    Sheets,
    /// 批准 where it waits.
    Approve,
    /// 爽约
    NoShow,
    /// 重复: a single booking becomes a series.
    Repeat,
    /// 单独成场: a lesson becomes a booking by itself.
    Alone,
    /// 接受调整: what was offered to one that was moved aside is taken up.
    TakeUp,
    /// 课程: the class of the chosen lesson, else all of the term.
    Classes,
    /// 新预约
    New,
    /// 撤销
    Undo,
    /// Ctrl+S: saves what is being moved, approves what waits.
    Save,
}

/// What was done, for the status line.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// What.
    pub what: What,
    /// How many bookings.
    pub count: usize,
    /// Could not be, and why.
    pub left: Option<String>,
    /// Papers to hand over.
    pub papers: Vec<String>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Moved.
    Moved,
    /// Cancelled.
    Cancelled,
    /// Approved, and so many others refused by it.
    Approved(usize),
    /// Refused.
    Rejected,
    /// The key went out.
    KeyOut,
    /// The key came back.
    KeyBack,
    /// Nobody came.
    NoShow,
    /// A single booking is a series now.
    Repeated,
    /// A lesson stands by itself now.
    Alone,
    /// The offer was taken up.
    TookUp,
    /// Taken back.
    Undone,
}

impl Done {
    /// Done to so many bookings.
    pub fn new(what: What, count: usize) -> Self {
        Self { what, count, left: None, papers: Vec::new() }
    }
}

/// What a booking lets one do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)]
pub struct May {
    /// Move or change it.
    pub move_it: bool,
    /// Cancel it.
    pub cancel: bool,
    /// Hand the key out, or take it back.
    pub key: bool,
    /// Answer it.
    pub answer: bool,
    /// Say that nobody came.
    pub no_show: bool,
    /// Let it repeat.
    pub repeat: bool,
    /// Take it out of its series.
    pub alone: bool,
    /// Take up what it was offered.
    pub take_up: bool,
}

/// What the rules of `domain::booking` allow at this moment.
pub fn may(booking: &Booking, ctx: &Ctx) -> May {
    let now = ctx.now.naive_local();
    let (pending, confirmed) =
        (booking.state == BookingState::Pending, booking.state == BookingState::Confirmed);
    let in_use = matches!(booking.state, BookingState::InUse { .. });
    let (begun, over) = (booking.slot.start() <= now, booking.slot.end() <= now);
    May {
        move_it: (pending || confirmed) && !begun,
        cancel: confirmed && !over,
        key: in_use || (confirmed && booking.slot.day == now.date() && !over),
        answer: pending,
        no_show: confirmed && begun,
        repeat: (pending || confirmed) && !begun && booking.lesson.is_none(),
        alone: (pending || confirmed) && !begun && booking.lesson.is_some(),
        take_up: matches!(&booking.state, BookingState::Displaced(how)
            if how.offered.as_ref().is_some_and(|slot| slot.start() > now) && how.taken_up.is_none()),
    }
}

impl RoomsScreen {
    /// Does what a button says, as far as it is possible now.
    pub(super) fn act(&mut self, deed: Deed, ctx: &Ctx) -> Action<Message> {
        if self.busy {
            return Action::None;
        }
        if deed == Deed::New {
            return self.ask(ctx);
        }
        if deed == Deed::Classes {
            let class = self.chosen().and_then(|booking| booking.details.class.clone());
            return Action::Go(Route::Classes(class));
        }
        if deed == Deed::Sheets {
            return self.ask_what_to_print(ctx);
        }
        if deed == Deed::Undo {
            return self.run(ctx, |desk| Ok(Done::new(What::Undone, desk.undo_room_change()?)));
        }
        if deed == Deed::Save && self.moving.is_some() {
            return self.in_moving(super::moving::Message::Save, ctx);
        }
        let Some(booking) = self.chosen().cloned() else {
            return if deed == Deed::Print { self.ask_what_to_print(ctx) } else { Action::None };
        };
        let may = may(&booking, ctx);
        let id = booking.id.clone();
        match deed {
            Deed::Move if may.move_it => {
                let moving = Moving::new(ctx, &booking, booking.slot.clone(), self.scope);
                self.begin(moving, ctx)
            }
            Deed::Cancel if may.answer => self.open(Card::reject(&booking, self.scope)),
            Deed::Cancel if may.cancel => self.open(Card::cancel(&booking, self.scope)),
            Deed::Key if may.key && super::face::is_in_use(&booking) => self.open(Card::back(&booking)),
            Deed::Key if may.key => self.run(ctx, move |desk| {
                let _handed = desk.hand_key(&id)?;
                Ok(Done::new(What::KeyOut, 1))
            }),
            Deed::Print => match self.slip_of(&booking) {
                Some(serial) => Action::Issue(vec![serial.to_string()], Task::none()),
                None => self.ask_what_to_print(ctx),
            },
            Deed::Approve | Deed::Save if may.answer => {
                let whole = scope_index(self.scope) > 0;
                let words = ctx.words.clone();
                self.run(ctx, move |desk| {
                    let answered = desk.approve_booking(&id, whole)?;
                    let mut done =
                        Done::new(What::Approved(answered.rejected.len()), answered.approved.len());
                    let blocked = answered.blocked.iter().map(|(booking, _)| {
                        format!(
                            "{} {}",
                            says::day_short(&words, booking.slot.day),
                            clock_text(booking.slot.from)
                        )
                    });
                    let blocked: Vec<String> = blocked.collect();
                    done.left = (!blocked.is_empty()).then(|| blocked.join(words.lang().pick("、", ", ")));
                    Ok(done)
                })
            }
            Deed::NoShow if may.no_show => self.open(Card::no_show(&booking)),
            Deed::Repeat if may.repeat => self.begin(Moving::repeating(ctx, &booking), ctx),
            Deed::Alone if may.alone => self.open(Card::alone(&booking)),
            Deed::TakeUp if may.take_up => self.run(ctx, move |desk| {
                let booking = desk.take_up_offer(&id)?;
                let papers = booking.serial.into_iter().map(|serial| serial.to_string()).collect();
                Ok(Done { papers, ..Done::new(What::TookUp, 1) })
            }),
            _ => Action::None,
        }
    }

    /// The number of the booking's slip, else of its series'.
    pub(super) fn slip_of(&self, booking: &Booking) -> Option<Serial> {
        let view = self.view.as_ref().filter(|view| view.booking.id == booking.id);
        booking.serial.or_else(|| view?.series.as_ref()?.series.serial)
    }

    fn open(&mut self, card: Card) -> Action<Message> {
        let focus = tab::focus(card.first());
        self.card = Some(card);
        Action::Run(focus)
    }

    /// Does a piece of work whose end is told.
    pub(super) fn run(
        &mut self,
        ctx: &Ctx,
        job: impl FnOnce(&crate::desk::Desk) -> Result<Done, DeskError> + Send + 'static,
    ) -> Action<Message> {
        self.busy = true;
        Action::Run(ctx.work(move |desk| job(desk).map(Box::new), Message::Done))
    }

    /// What came of it.
    pub(super) fn done(&mut self, answer: Answer<Box<Done>>, ctx: &Ctx) -> Action<Message> {
        self.busy = false;
        match answer {
            Ok(done) => {
                self.card = None;
                self.moving = None;
                let words = &ctx.words;
                let count = done.count;
                let said = match done.what {
                    What::Moved => t!(words, "cal-done-moved", count = count),
                    What::Cancelled => t!(words, "cal-done-cancelled", count = count),
                    What::Approved(0) => t!(words, "cal-done-approved", count = count),
                    What::Approved(others) => {
                        t!(words, "cal-done-approved-rivals", count = count, others = others)
                    }
                    What::Rejected => t!(words, "cal-done-rejected", count = count),
                    What::KeyOut => t!(words, "cal-done-key-out"),
                    What::KeyBack => t!(words, "cal-done-key-back"),
                    What::NoShow => t!(words, "cal-done-no-show"),
                    What::Repeated => t!(words, "cal-done-repeated", count = count),
                    What::Alone => t!(words, "cal-done-alone"),
                    What::TookUp => t!(words, "cal-done-took-up"),
                    What::Undone => t!(words, "cal-done-undone", count = count),
                };
                let said = match done.left {
                    Some(left) => format!("{said} {}", t!(words, "cal-done-left", days = left)),
                    None => said,
                };
                let after = Task::batch([self.load(ctx), tab::focus(GRID), bar::say(said)]);
                if done.papers.is_empty() {
                    Action::Refresh(after)
                } else {
                    Action::Issue(done.papers, after)
                }
            }
            Err(error) => {
                let text = desk_error(&ctx.words, &error);
                if let Some(card) = &mut self.card {
                    card.fail(text);
                    return Action::None;
                }
                if let Some(moving) = &mut self.moving {
                    moving.refused(&error, text);
                    return Action::None;
                }
                Action::Fail(text)
            }
        }
    }

    /// A block was put elsewhere: what that does is shown before it is done.
    pub(super) fn put(&mut self, id: Key, lane: usize, from: u16, to: u16, ctx: &Ctx) -> Action<Message> {
        let Key::Booking(id) = id else { return Action::None };
        let Some(booking) = self.booking(&id).cloned() else { return Action::None };
        let Some(slot) = self.slot_at(lane, from, to, Some(&booking.slot), ctx) else { return Action::None };
        let scope = if self.is_chosen(&Key::Booking(id.clone())) { self.scope } else { Default::default() };
        self.spot = Some(Spot::Block(Key::Booking(id)));
        let moving = Moving::new(ctx, &booking, slot, scope);
        self.begin(moving, ctx)
    }

    /// The place of a lane and a time. What stands in the lane already keeps its room.
    pub(super) fn slot_at(
        &self,
        lane: usize,
        from: u16,
        to: u16,
        stands: Option<&Slot>,
        ctx: &Ctx,
    ) -> Option<Slot> {
        if self.shows == Shows::Week {
            let (monday, _) = self.shows.span(self.day);
            let room = stands.map_or_else(|| self.week_room(ctx), |slot| slot.room.as_str());
            return places::in_week(monday, lane, from, to, room);
        }
        let rooms = places::day_lanes(&ctx.book);
        let own = stands.filter(|slot| {
            places::in_day(&ctx.book, &rooms, &slot.room)
                .is_some_and(|(first, count)| (first..first + count).contains(&lane))
        });
        let room =
            own.map(|slot| slot.room.clone()).or_else(|| rooms.get(lane).map(|room| room.code.clone()))?;
        Slot::new(&room, self.day, from, to).ok()
    }

    /// The chosen free place; where only its start was chosen, until when it is proposed.
    pub(super) fn free(&self, ctx: &Ctx) -> Option<Slot> {
        let Some(Spot::Free { lane, from, to }) = &self.spot else { return None };
        let to = if to - from <= CELL { self.until(*lane, *from, ctx) } else { *to };
        self.slot_at(*lane, *from, to, None, ctx)
    }

    /// Until when a booking is proposed that begins there: two hours, or less where something stands in the way before.
    fn until(&self, lane: usize, from: u16, ctx: &Ctx) -> u16 {
        let (least, most) = ((from + CELL).min(1440), (from + LENGTH).min(1440));
        let Some(slot) = self.slot_at(lane, from, most, None, ctx) else { return least };
        let book = &ctx.book;
        let buffers =
            |code: &str| book.rooms.room(code).map_or((0, 0), |room| (room.buffer_before, room.buffer_after));
        let (_, after) = buffers(&slot.room);
        let sharing = book.rooms.sharing(&slot.room);
        let booked = self
            .bookings()
            .iter()
            .filter(|other| other.slot.day == slot.day && sharing.contains(&other.slot.room.as_str()))
            .filter(|other| other.holds() && other.slot.from >= from)
            .map(|other| other.slot.from.saturating_sub(after.max(buffers(&other.slot.room).0)));
        let shut = places::closed(book, &slot.room, slot.day).into_iter().map(|(shut, _)| shut.start);
        let open = book.open_spans(&slot.room, slot.day).into_iter();
        let ends = open.filter(|(start, end)| (*start..*end).contains(&from)).map(|(_, end)| end);
        booked.chain(shut.filter(|start| *start >= from)).chain(ends).fold(most, u16::min).max(least)
    }
}

/// How a room was left, in the order it is asked.
pub const CONDITIONS: [Condition; 3] = [Condition::Good, Condition::Untidy, Condition::Damaged];

/// What the place is called in a card: title and time.
pub fn named(booking: &Booking, ctx: &Ctx) -> String {
    format!("{} · {}", says::title(ctx, booking), says::slot(&ctx.words, &booking.slot))
}
