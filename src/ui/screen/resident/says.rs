//! States, steps and papers in words.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::domain::catalogue::ReceiptKind;
use crate::domain::identity::Sex;
use crate::domain::intake::{StateName, Step};
use crate::domain::issued::PaperKind;
use crate::domain::lang::Lang;
use crate::i18n::Words;
use crate::t;
use crate::ui::component::tag;
use crate::ui::component::tag::{Tag, Tone};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;

/// A state in words.
pub fn state(words: &Words, state: StateName) -> String {
    match state {
        StateName::Received => t!(words, "matter-state-received"),
        StateName::Accepted => t!(words, "matter-state-accepted"),
        StateName::AcceptedWithGaps => t!(words, "matter-state-gaps"),
        StateName::NeedsSupplement => t!(words, "matter-state-supplement"),
        StateName::Declined => t!(words, "matter-state-declined"),
        StateName::Forwarded => t!(words, "matter-state-forwarded"),
        StateName::Replied => t!(words, "matter-state-replied"),
        StateName::Done => t!(words, "matter-state-done"),
        StateName::FedBack => t!(words, "matter-state-fed-back"),
        StateName::Archived => t!(words, "matter-state-archived"),
        StateName::Withdrawn => t!(words, "matter-state-withdrawn"),
        StateName::Terminated => t!(words, "matter-state-terminated"),
        StateName::Void => t!(words, "matter-state-void"),
    }
}

/// A state as a tag: boxed only when it waits for somebody (`tokens.md`, rule 5).
pub fn state_tag(ctx: &Ctx, name: StateName) -> Tag {
    let (tone, icon, boxed) = match name {
        StateName::Received => (Tone::Info, Icon::Pencil, true),
        StateName::Accepted => (Tone::Ok, Icon::Check, false),
        StateName::AcceptedWithGaps | StateName::NeedsSupplement => (Tone::Warn, Icon::Hourglass, true),
        StateName::Declined | StateName::Void => (Tone::Neutral, Icon::Ban, false),
        StateName::Forwarded => (Tone::Neutral, Icon::Send, false),
        StateName::Replied => (Tone::Info, Icon::Undo2, true),
        StateName::Done | StateName::FedBack => (Tone::Ok, Icon::CircleCheck, false),
        StateName::Archived => (Tone::Neutral, Icon::Archive, false),
        StateName::Withdrawn | StateName::Terminated => (Tone::Neutral, Icon::CircleMinus, false),
    };
    tag(ctx.look, tone, icon, state(&ctx.words, name), boxed)
}

/// A declined certificate as a tag.
pub fn declined_tag(ctx: &Ctx, void: bool) -> Tag {
    let words = if void { t!(ctx.words, "matter-state-void") } else { t!(ctx.words, "matter-not-issued") };
    tag(ctx.look, Tone::Neutral, Icon::Ban, words, false)
}

/// A step: what it is, and what else there is to say of it.
pub fn step(ctx: &Ctx, step: &Step) -> (String, String) {
    let words = &ctx.words;
    let by = |date: NaiveDate| t!(words, "matter-by-day", day = day(ctx, date));
    match step {
        Step::Accept { acceptance } => (t!(words, "matter-step-accept"), by(acceptance.promised_on)),
        Step::AcceptWithGaps { gaps, .. } => (
            t!(words, "matter-step-gaps"),
            t!(words, "matter-step-gaps-line", count = gaps.missing.len(), day = day(ctx, gaps.due)),
        ),
        Step::MakeUp { acceptance } => (t!(words, "matter-step-make-up"), by(acceptance.promised_on)),
        Step::AskSupplement { notice } => {
            let line = t!(
                words,
                "matter-step-supplement-line",
                count = notice.missing.len(),
                day = day(ctx, notice.due)
            );
            let line = if notice.note.is_empty() { line } else { format!("{line} · {}", notice.note) };
            (t!(words, "matter-step-supplement"), line)
        }
        Step::Decline { refusal } => (t!(words, "matter-step-decline"), refusal.reason.clone()),
        Step::Forward { forwarding } => (t!(words, "matter-step-forward"), forwarding.to.clone()),
        Step::Reply { reply } => (t!(words, "matter-step-reply"), reply.clone()),
        Step::Finish { closing } => (t!(words, "matter-step-finish"), closing.result.clone()),
        Step::FeedBack { feedback } => (t!(words, "matter-step-feedback"), feedback.clone()),
        Step::Archive => (t!(words, "matter-step-archive"), String::new()),
        Step::Withdraw { ending } => (t!(words, "matter-step-withdraw"), ending.reason.clone()),
        Step::Terminate { ending } => (t!(words, "matter-step-terminate"), ending.reason.clone()),
        Step::Void { ending } => (t!(words, "matter-step-void"), ending.reason.clone()),
    }
}

/// The name of an issued paper.
pub fn paper(words: &Words, kind: PaperKind, receipt: ReceiptKind) -> String {
    match kind {
        PaperKind::Receipt => crate::ui::screen::catalogue::receipt_name(words, receipt),
        PaperKind::GapNotice => t!(words, "matter-paper-gap"),
        PaperKind::SupplementNotice => t!(words, "matter-paper-supplement"),
        PaperKind::RefusalNotice => t!(words, "matter-paper-refusal"),
        PaperKind::DeclineNotice => t!(words, "matter-paper-decline"),
        PaperKind::BookingSlip => t!(words, "paper-booking"),
        PaperKind::DisplacementNotice => t!(words, "paper-displacement"),
    }
}

/// A day in few words, with the year unless it is this one.
pub fn day(ctx: &Ctx, date: NaiveDate) -> String {
    let this_year = date.year() == ctx.now.year();
    match (ctx.lang(), this_year) {
        (Lang::Zh, true) => date.format("%-m月%-d日").to_string(),
        (Lang::Zh, false) => date.format("%Y年%-m月%-d日").to_string(),
        (Lang::En, true) => date.format("%-d %b").to_string(),
        (Lang::En, false) => date.format("%-d %b %Y").to_string(),
    }
}

/// A day and a time of day.
pub fn moment(ctx: &Ctx, at: DateTime<FixedOffset>) -> String {
    format!("{} {}", day(ctx, at.date_naive()), at.format("%H:%M"))
}

/// Sex and age, as far as known.
pub fn sex_and_age(words: &Words, sex: Option<Sex>, age: Option<u32>) -> String {
    let sex = sex.map(|sex| match sex {
        Sex::Male => t!(words, "resident-male"),
        Sex::Female => t!(words, "resident-female"),
    });
    let age = age.map(|age| t!(words, "resident-age", age = age));
    [sex, age].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
