//! Words several screens share, each of them here alone: states, kinds, papers, forms, days.

use chrono::{Datelike, NaiveDate};

use crate::domain::booking::Slot;
use crate::domain::catalogue::{HandlingMode, Item, MaterialForm, ReceiptKind};
use crate::domain::fact::Channel;
use crate::domain::identity::Sex;
use crate::domain::intake::StateName;
use crate::domain::issued::PaperKind;
use crate::domain::lang::Lang;
use crate::domain::promise::TimeUnit;
use crate::domain::work_calendar::{DayKind, WorkCalendar};
use crate::i18n::Words;
use crate::t;
use crate::ui::component::tag;
use crate::ui::component::tag::{Tag, Tone};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;

pub use crate::i18n::person::state_name;
pub use crate::i18n::{day, day_short};

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

/// The same with the sheet it stands on.
pub fn receipt_given(words: &Words, kind: ReceiptKind) -> String {
    let paper = receipt_name(words, kind);
    if kind.is_ticket() {
        t!(words, "paper-given-ticket", paper = paper)
    } else {
        t!(words, "paper-given-two-part", paper = paper)
    }
}

/// An issued paper.
pub fn paper_name(words: &Words, kind: PaperKind, receipt: ReceiptKind) -> String {
    match kind {
        PaperKind::Receipt => receipt_name(words, receipt),
        PaperKind::GapNotice => t!(words, "matter-paper-gap"),
        PaperKind::SupplementNotice => t!(words, "matter-paper-supplement"),
        PaperKind::RefusalNotice => t!(words, "matter-paper-refusal"),
        PaperKind::DeclineNotice => t!(words, "matter-paper-decline"),
        PaperKind::BookingSlip => t!(words, "paper-booking"),
        PaperKind::DisplacementNotice => t!(words, "paper-displacement"),
    }
}

/// How a matter came in.
pub fn channel_name(words: &Words, channel: Channel) -> String {
    match channel {
        Channel::Desk => t!(words, "channel-desk"),
        Channel::Family => t!(words, "channel-family"),
        Channel::Home => t!(words, "channel-home"),
        Channel::Phone => t!(words, "channel-phone"),
        Channel::Grid => t!(words, "channel-grid"),
        Channel::App => t!(words, "channel-app"),
        Channel::Hotline => t!(words, "channel-hotline"),
        Channel::Superior => t!(words, "channel-superior"),
        Channel::Wechat => t!(words, "channel-wechat"),
    }
}

/// The form a material is asked or handed in in.
pub fn form_name(words: &Words, form: MaterialForm) -> String {
    match form {
        MaterialForm::Original => t!(words, "form-original"),
        MaterialForm::Copy => t!(words, "form-copy"),
        MaterialForm::Show => t!(words, "form-show"),
        MaterialForm::Electronic => t!(words, "form-electronic"),
    }
}

/// The same with the number of copies, when any is kept.
pub fn form_and_copies(words: &Words, form: MaterialForm, copies: u32) -> String {
    let form = form_name(words, form);
    if copies == 0 { form } else { t!(words, "form-copies", form = form, count = copies) }
}

/// Sex and age, as far as known.
pub fn sex_and_age(words: &Words, sex: Option<Sex>, age: Option<u32>) -> String {
    let sex = sex.map(|sex| match sex {
        Sex::Male => t!(words, "sex-male"),
        Sex::Female => t!(words, "sex-female"),
    });
    let age = age.map(|age| t!(words, "age", age = age));
    [sex, age].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A certificate that is not issued, by the name it had then: as the screen's language calls it, if the list still has it.
pub fn certificate_name(ctx: &Ctx, name: &str) -> String {
    let known = ctx.book.declines.certificates.iter().find(|certificate| certificate.name_zh == name);
    known.map_or(name, |certificate| certificate.name(ctx.lang())).to_owned()
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

/// 5月7日 周四
pub fn day_long(words: &Words, on: NaiveDate) -> String {
    format!("{} {}", day(words, on), weekday(words, on))
}

/// 5月7日 周四 14:30–16:30
pub fn slot(words: &Words, slot: &Slot) -> String {
    format!("{} {}", day_long(words, slot.day), slot.hours_text())
}

/// 5月9日 周六（调休上班日）
pub fn day_with_weekday(words: &Words, date: NaiveDate, calendar: &WorkCalendar) -> String {
    let day = day_long(words, date);
    if matches!(calendar.kind(date), DayKind::MakeUpWorkday(_)) {
        t!(words, "day-make-up", day = day)
    } else {
        day
    }
}

/// A state as a tag: finished ones are quiet, only what needs somebody is boxed (`tokens.md`, rule 5).
pub fn state_tag(ctx: &Ctx, state: StateName) -> Tag {
    let (tone, icon, boxed) = match state {
        StateName::Received => (Tone::Info, Icon::Pencil, true),
        StateName::Accepted => (Tone::Ok, Icon::Check, false),
        StateName::AcceptedWithGaps | StateName::NeedsSupplement => (Tone::Warn, Icon::Hourglass, true),
        StateName::Declined => (Tone::Neutral, Icon::Ban, false),
        StateName::Forwarded => (Tone::Ok, Icon::Send, false),
        StateName::Replied => (Tone::Info, Icon::MessageSquare, true),
        StateName::Done | StateName::FedBack => (Tone::Ok, Icon::CircleCheck, false),
        StateName::Archived => (Tone::Neutral, Icon::Archive, false),
        StateName::Withdrawn | StateName::Terminated => (Tone::Neutral, Icon::CircleMinus, false),
        StateName::Void => (Tone::Neutral, Icon::X, false),
    };
    tag(ctx.look, tone, icon, state_name(&ctx.words, state), boxed)
}

/// A declined certificate as a tag.
pub fn declined_tag(ctx: &Ctx, void: bool) -> Tag {
    if void {
        return state_tag(ctx, StateName::Void);
    }
    tag(ctx.look, Tone::Neutral, Icon::Ban, t!(ctx.words, "state-not-issued"), false)
}
