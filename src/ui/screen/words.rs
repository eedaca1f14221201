//! Words several screens share: states, kinds, days.

use chrono::{Datelike, NaiveDate};
use iced::Element;

use crate::domain::catalogue::{HandlingMode, Item, ReceiptKind};
use crate::domain::intake::StateName;
use crate::domain::lang::Lang;
use crate::domain::promise::TimeUnit;
use crate::domain::work_calendar::{DayKind, WorkCalendar};
use crate::i18n::Words;
use crate::t;
use crate::ui::component::tag;
use crate::ui::component::tag::Tone;
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;

/// 转办 2 日内送出, 承诺 3 日, 当场办结.
pub fn mode_and_days(words: &Words, item: &Item) -> String {
    let days = item.promise.amount();
    match (item.mode, item.promise.unit()) {
        (HandlingMode::Instant, _) => t!(words, "mode-instant"),
        (HandlingMode::Promised, TimeUnit::WorkDay) => t!(words, "mode-promised", days = days),
        (HandlingMode::Promised, TimeUnit::Day) => t!(words, "mode-promised-days", days = days),
        (HandlingMode::Forward, _) => t!(words, "mode-forward", days = days),
    }
}

/// 即办件, 承诺件, 转办件.
pub fn mode_name(words: &Words, mode: HandlingMode) -> String {
    match mode {
        HandlingMode::Instant => t!(words, "kind-instant"),
        HandlingMode::Promised => t!(words, "kind-promised"),
        HandlingMode::Forward => t!(words, "kind-forward"),
    }
}

/// The paper an item ends in.
pub fn receipt_name(words: &Words, kind: ReceiptKind) -> String {
    match kind {
        ReceiptKind::Slip => t!(words, "paper-slip"),
        ReceiptKind::Acceptance => t!(words, "paper-acceptance"),
        ReceiptKind::Agency => t!(words, "paper-agency"),
        ReceiptKind::Workorder => t!(words, "paper-workorder"),
        ReceiptKind::Booking => t!(words, "paper-booking"),
        ReceiptKind::Enrol => t!(words, "paper-enrol"),
        ReceiptKind::Loan => t!(words, "paper-loan"),
        ReceiptKind::Mediation => t!(words, "paper-mediation"),
        ReceiptKind::Wish => t!(words, "paper-wish"),
    }
}

/// 4月2日, or 2025年11月 in another year.
pub fn date_short(words: &Words, date: NaiveDate, today: NaiveDate) -> String {
    let same_year = date.year() == today.year();
    match (words.lang(), same_year) {
        (Lang::Zh, true) => date.format("%-m月%-d日").to_string(),
        (Lang::Zh, false) => date.format("%Y年%-m月").to_string(),
        (Lang::En, true) => date.format("%-d %b").to_string(),
        (Lang::En, false) => date.format("%b %Y").to_string(),
    }
}

/// 周六
pub fn weekday(words: &Words, date: NaiveDate) -> String {
    match words.lang() {
        Lang::Zh => crate::paper::compose::weekday_zh(date).replace("星期", "周"),
        Lang::En => date.format("%a").to_string(),
    }
}

/// 5月9日 周六（调休上班日）
pub fn day_with_weekday(words: &Words, date: NaiveDate, calendar: &WorkCalendar) -> String {
    let day = match words.lang() {
        Lang::Zh => date.format("%-m月%-d日").to_string(),
        Lang::En => date.format("%-d %b").to_string(),
    };
    let day = format!("{day} {}", weekday(words, date));
    if matches!(calendar.kind(date), DayKind::MakeUpWorkday(_)) {
        t!(words, "day-make-up", day = day)
    } else {
        day
    }
}

/// A state in words.
pub fn state_name(words: &Words, state: StateName) -> String {
    match state {
        StateName::Received => t!(words, "state-received"),
        StateName::Accepted => t!(words, "state-accepted"),
        StateName::AcceptedWithGaps => t!(words, "state-gaps"),
        StateName::NeedsSupplement => t!(words, "state-supplement"),
        StateName::Declined => t!(words, "state-declined"),
        StateName::Forwarded => t!(words, "state-forwarded"),
        StateName::Replied => t!(words, "state-replied"),
        StateName::Done => t!(words, "state-done"),
        StateName::FedBack => t!(words, "state-fed-back"),
        StateName::Archived => t!(words, "state-archived"),
        StateName::Withdrawn => t!(words, "state-withdrawn"),
        StateName::Terminated => t!(words, "state-terminated"),
        StateName::Void => t!(words, "state-void"),
    }
}

/// A state as a tag: finished ones are quiet, only what needs somebody is boxed (`tokens.md`, rule 5).
pub fn state_tag<'a, M: 'a>(ctx: &Ctx, state: StateName) -> Element<'a, M> {
    let (tone, icon, boxed) = match state {
        StateName::Received => (Tone::Info, Icon::Pencil, true),
        StateName::Accepted => (Tone::Ok, Icon::Check, false),
        StateName::AcceptedWithGaps | StateName::NeedsSupplement => (Tone::Warn, Icon::Hourglass, true),
        StateName::Declined => (Tone::Neutral, Icon::Ban, false),
        StateName::Forwarded => (Tone::Ok, Icon::Send, false),
        StateName::Replied => (Tone::Info, Icon::MessageSquare, true),
        StateName::Done | StateName::FedBack | StateName::Archived => (Tone::Ok, Icon::CircleCheck, false),
        StateName::Withdrawn | StateName::Terminated => (Tone::Neutral, Icon::CircleMinus, false),
        StateName::Void => (Tone::Neutral, Icon::X, false),
    };
    tag(ctx.look, tone, icon, state_name(&ctx.words, state), boxed).into()
}
