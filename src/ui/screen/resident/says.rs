//! Steps and moments in words.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::domain::intake::Step;
use crate::domain::lang::Lang;
use crate::i18n::person::step_name;
use crate::t;
use crate::ui::ctx::Ctx;

/// A step: what it is, and what else there is to say of it.
pub fn step(ctx: &Ctx, step: &Step) -> (String, String) {
    let words = &ctx.words;
    let by = |date: NaiveDate| t!(words, "matter-by-day", day = day(ctx, date));
    let more = match step {
        Step::Accept { acceptance } | Step::MakeUp { acceptance } => by(acceptance.promised_on),
        Step::AcceptWithGaps { gaps, .. } => {
            t!(words, "matter-step-gaps-line", count = gaps.missing.len(), day = day(ctx, gaps.due))
        }
        Step::AskSupplement { notice } => {
            let line = t!(
                words,
                "matter-step-supplement-line",
                count = notice.missing.len(),
                day = day(ctx, notice.due)
            );
            if notice.note.is_empty() { line } else { format!("{line} · {}", notice.note) }
        }
        Step::Decline { refusal } => refusal.reason.clone(),
        Step::Forward { forwarding } => forwarding.to.clone(),
        Step::Reply { reply } => reply.clone(),
        Step::Finish { closing } => closing.result.clone(),
        Step::FeedBack { feedback } => feedback.clone(),
        Step::Archive => String::new(),
        Step::Withdraw { ending } | Step::Terminate { ending } | Step::Void { ending } => {
            ending.reason.clone()
        }
    };
    (step_name(words, step), more)
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
