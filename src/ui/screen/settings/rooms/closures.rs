//! 停开: when a room, or the whole centre, is closed.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use iced::{Element, Task};

use crate::domain::booking::Booking;
use crate::domain::form::read_date;
use crate::domain::room::Closure;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx, WIDE};
use crate::ui::screen::settings::frame::Saving;
use crate::ui::theme::size;
use crate::ui::widget::{Scroll, ScrollState, tab};

use super::closures_view;
use super::draft::Told;
use super::hours::minutes;

/// The list.
pub const LIST: &str = "closures-list";
/// Which room.
pub const ROOM: &str = "closure-room";
/// When it begins.
pub const FROM: &str = "closure-from";
/// When it ends.
pub const TO: &str = "closure-to";
/// Why.
pub const REASON: &str = "closure-reason";
/// When it was posted.
pub const NOTICED: &str = "closure-noticed";

/// A text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// 起
    From,
    /// 止
    To,
    /// 原因
    Reason,
    /// 公示日
    Noticed,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// The closure with this place in the list; pressed by the pointer, or only moved to.
    Choose(usize, bool),
    /// The list was scrolled.
    Scroll(Scroll),
    /// A new closure.
    Add,
    /// Away with the new one that was not saved.
    Drop,
    /// The whole centre, or the room with this place.
    Room(usize),
    /// A text was typed.
    Typed(Text, String),
    /// Taken back.
    Withdraw,
    /// Back to the list, where both do not fit.
    Close,
    /// Save.
    Save,
    /// What came of it, with the bookings that are in the way.
    Saved(Answer<(Closure, Vec<Booking>)>),
}

/// A closure as it is being changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// As it is saved; none: it is new.
    pub base: Option<Closure>,
    /// The room; none: the whole centre.
    pub room: Option<String>,
    /// From, as typed.
    pub from: String,
    /// Until, as typed.
    pub to: String,
    /// Why.
    pub reason: String,
    /// The day it was posted, as typed.
    pub noticed: String,
}

impl Draft {
    fn of(closure: &Closure) -> Self {
        Self {
            room: closure.room.clone(),
            from: moment_text(closure.from),
            to: moment_text(closure.to),
            reason: closure.reason.clone(),
            noticed: closure.noticed_on.to_string(),
            base: Some(closure.clone()),
        }
    }

    fn new(today: NaiveDate) -> Self {
        Self {
            base: None,
            room: None,
            from: String::new(),
            to: String::new(),
            reason: String::new(),
            noticed: today.to_string(),
        }
    }

    /// Whether it differs from what is saved.
    pub fn changed(&self) -> bool {
        self.base.as_ref().is_none_or(|base| *self != Self::of(base))
    }

    /// Days of notice that are missing, as far as it was typed.
    pub fn short_by(&self, needed: u32, today: NaiveDate) -> i64 {
        let (Some(from), Some(noticed)) = (moment(&self.from, false, today), read_date(&self.noticed, today))
        else {
            return 0;
        };
        (i64::from(needed) - (from.date() - noticed).num_days()).max(0)
    }

    /// Whether it was taken back.
    pub fn withdrawn(&self) -> bool {
        self.base.as_ref().is_some_and(|base| base.withdrawn)
    }
}

fn moment_text(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %-H:%M").to_string()
}

/// `2026-05-20 8:00`; a day alone is its beginning, or its end.
fn moment(typed: &str, is_end: bool, today: NaiveDate) -> Option<NaiveDateTime> {
    let text = typed.trim().replace(['T', '　'], " ");
    let (day, time) = text.split_once(' ').map_or((text.as_str(), None), |(day, time)| (day, Some(time)));
    let minutes = match time {
        Some(time) => minutes(&time.trim().replace('：', ":"))?,
        None if is_end => 24 * 60,
        None => 0,
    };
    Some(read_date(day, today)?.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::from(minutes)))
}

/// 停开
#[derive(Debug)]
pub struct Closures {
    /// Where the list is scrolled to.
    pub scroll: ScrollState,
    /// The id of the open one; empty: the new one.
    pub open: Option<String>,
    /// Where list and form do not fit side by side: the form is seen, not the list.
    pub entered: bool,
    /// What was changed, by id.
    pub drafts: BTreeMap<String, Draft>,
    /// What is wrong with the open one, by the id of the field.
    pub wrong: BTreeMap<String, String>,
    /// Where saving stands.
    pub saving: Saving,
    /// The bookings in the way of the one saved last, by its id.
    pub hit: Option<(String, Vec<Booking>)>,
}

impl Closures {
    /// As they are at hand; none open.
    pub fn new(_ctx: &Ctx) -> Self {
        Self {
            scroll: ScrollState::default(),
            open: None,
            entered: false,
            drafts: BTreeMap::new(),
            wrong: BTreeMap::new(),
            saving: Saving::default(),
            hit: None,
        }
    }

    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.drafts.values().any(Draft::changed)
    }

    /// Whether list and form do not fit side by side.
    pub fn one_column(ctx: &Ctx) -> bool {
        ctx.width < WIDE
    }

    /// Goes into the closure marked in the list, where only the list is seen; false when there is nothing to do.
    pub fn enter(&mut self, ctx: &Ctx) -> bool {
        let goes = Self::one_column(ctx) && self.open.is_some() && !self.entered;
        self.entered |= goes;
        goes
    }

    /// Back to the list, where only the form is seen; false when there is nothing to do.
    pub fn close(&mut self, ctx: &Ctx) -> bool {
        let goes = Self::one_column(ctx) && self.open.is_some() && self.entered;
        self.entered &= !goes;
        goes
    }

    /// The closures in the order of the list: the new one, then the latest first.
    pub fn ids(&self, ctx: &Ctx) -> Vec<String> {
        let mut known: Vec<&Closure> = ctx.book.closures.iter().collect();
        known.sort_by(|a, b| b.from.cmp(&a.from).then_with(|| b.id.cmp(&a.id)));
        let known = known.into_iter().map(|closure| closure.id.clone());
        self.drafts.contains_key("").then(String::new).into_iter().chain(known).collect()
    }

    fn change(&mut self, change: impl FnOnce(&mut Draft)) {
        let open = self.open.clone().unwrap_or_default();
        if let Some(draft) = self.drafts.get_mut(&open) {
            change(draft);
        }
        self.wrong.clear();
        self.saving.touched();
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Choose(index, pressed) => {
                if let Some(id) = self.ids(ctx).get(index) {
                    self.drafts.retain(|id, draft| id.is_empty() || draft.changed());
                    if let Some(known) = ctx.book.closures.iter().find(|closure| closure.id == *id) {
                        let _ = self.drafts.entry(id.clone()).or_insert_with(|| Draft::of(known));
                    }
                    self.open = Some(id.clone());
                    self.entered = pressed;
                    self.wrong.clear();
                    self.saving.touched();
                    self.scroll.reveal(index, size::ROW_LIST);
                }
            }
            Message::Scroll(scroll) => self.scroll.update(scroll),
            Message::Add => {
                let today = ctx.now.date_naive();
                let _ = self.drafts.entry(String::new()).or_insert_with(|| Draft::new(today));
                self.open = Some(String::new());
                self.entered = true;
                self.wrong.clear();
                self.saving.touched();
                return Action::Run(tab::focus(ROOM));
            }
            Message::Drop => {
                let _ = self.drafts.remove("");
                self.open = None;
                self.wrong.clear();
                return Action::Run(tab::focus(LIST));
            }
            Message::Room(index) => {
                let rooms: Vec<String> = ctx.book.rooms.offered().map(|room| room.code.clone()).collect();
                self.change(|draft| draft.room = index.checked_sub(1).and_then(|at| rooms.get(at)).cloned());
            }
            Message::Typed(text, value) => self.change(|draft| match text {
                Text::From => draft.from = value,
                Text::To => draft.to = value,
                Text::Reason => draft.reason = value,
                Text::Noticed => draft.noticed = value,
            }),
            Message::Close => {
                let _ = self.close(ctx);
                return Action::Run(tab::focus(LIST));
            }
            Message::Withdraw => return self.withdraw(ctx),
            Message::Save => return self.save(ctx),
            Message::Saved(Ok((closure, hit))) => {
                let open = self.open.clone().unwrap_or_default();
                let _ = self.drafts.remove(&open);
                self.open = Some(closure.id.clone());
                let _ = self.drafts.insert(closure.id.clone(), Draft::of(&closure));
                self.hit = Some((closure.id, hit));
                self.saving.done();
                return Action::Refresh(Task::none());
            }
            Message::Saved(Err(error)) => self.saving.failed(desk_error(&ctx.words, &error)),
        }
        Action::None
    }

    /// Saves the open one, or the first that was changed.
    fn save(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.saving.busy || !ctx.desk.is_supervisor() {
            return Action::None;
        }
        let open = self.open.clone().filter(|id| self.drafts.get(id).is_some_and(Draft::changed));
        let first = || self.drafts.iter().find(|(_, draft)| draft.changed()).map(|(id, _)| id.clone());
        let Some(id) = open.or_else(first) else { return Action::None };
        self.open = Some(id.clone());
        self.entered = true;
        match self.finished(ctx, &id) {
            Ok(closure) => self.send(ctx, closure),
            Err(first_wrong) => Action::Run(tab::focus(first_wrong)),
        }
    }

    fn withdraw(&mut self, ctx: &Ctx) -> Action<Message> {
        let open = self.open.clone().unwrap_or_default();
        let base = self.drafts.get(&open).and_then(|draft| draft.base.clone());
        match base.filter(|_| !self.saving.busy && ctx.desk.is_supervisor()) {
            Some(closure) => self.send(ctx, Closure { withdrawn: !closure.withdrawn, ..closure }),
            None => Action::None,
        }
    }

    fn send(&mut self, ctx: &Ctx, closure: Closure) -> Action<Message> {
        self.saving.begun();
        Action::Run(ctx.work(move |desk| desk.save_closure(&closure), Message::Saved))
    }

    fn finished(&mut self, ctx: &Ctx, id: &str) -> Result<Closure, String> {
        let words = &ctx.words;
        let mut told = Told::default();
        let Some(draft) = self.drafts.get(id) else { return Err(LIST.to_owned()) };
        let mut when = |id: &str, typed: &str, is_end: bool| {
            if typed.trim().is_empty() {
                told.say(id, t!(words, "field-required"));
                return None;
            }
            let read = moment(typed, is_end, ctx.now.date_naive());
            if read.is_none() {
                told.say(id, t!(words, "closures-moment"));
            }
            read
        };
        let (from, to) = (when(FROM, &draft.from, false), when(TO, &draft.to, true));
        if let (Some(from), Some(to)) = (from, to)
            && from >= to
        {
            told.say(TO, t!(words, "closures-backwards"));
        }
        if draft.reason.trim().is_empty() {
            told.say(REASON, t!(words, "field-required"));
        }
        let noticed_on = read_date(&draft.noticed, ctx.now.date_naive());
        if noticed_on.is_none() {
            told.say(NOTICED, t!(words, "field-not-date"));
        }
        let closure = match (from, to, noticed_on, &told.first) {
            (Some(from), Some(to), Some(noticed_on), None) => Ok(Closure {
                id: id.to_owned(),
                room: draft.room.clone(),
                from,
                to,
                reason: draft.reason.trim().to_owned(),
                noticed_on,
                withdrawn: draft.withdrawn(),
            }),
            _ => Err(told.first.unwrap_or_else(|| FROM.to_owned())),
        };
        self.wrong = told.wrong;
        closure
    }

    /// The part.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        closures_view::view(self, ctx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_alone_is_closed_whole() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 20).unwrap();
        let at = |hour| day.and_hms_opt(hour, 0, 0).unwrap();
        assert_eq!(moment("2026-05-20", false, NaiveDate::MIN), Some(at(0)));
        assert_eq!(moment("2026-05-20", true, NaiveDate::MIN), Some(at(0) + TimeDelta::days(1)));
        assert_eq!(moment("2026.5.20 13：00", true, NaiveDate::MIN), Some(at(13)));
        assert_eq!(moment("20260520 8:00", false, NaiveDate::MIN), Some(at(8)));
        assert_eq!(moment("2026-05-20 morning", false, NaiveDate::MIN), None);
    }

    #[test]
    fn the_days_of_notice_that_are_missing() {
        let draft = |from: &str| Draft {
            from: from.to_owned(),
            ..Draft::new(NaiveDate::from_ymd_opt(2026, 5, 7).unwrap())
        };
        assert_eq!(draft("2026-05-10 8:00").short_by(7, NaiveDate::MIN), 4);
        assert_eq!(draft("2026-05-14").short_by(7, NaiveDate::MIN), 0);
        assert_eq!(draft("").short_by(7, NaiveDate::MIN), 0);
    }
}
