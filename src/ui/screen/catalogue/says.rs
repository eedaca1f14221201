//! Words of the catalogue: what is to be known of a paper, how long an item takes, how sure its basis is.

use chrono::{Datelike, NaiveDate};

use crate::domain::catalogue::{BasisSource, HandlingMode, Item, Material};
use crate::domain::lang::Lang;
use crate::domain::promise::TimeUnit;
use crate::domain::work_calendar::DayKind;
use crate::i18n::Words;
use crate::paper::compose::weekday_zh;
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::ctx::Ctx;

/// What is to be known of a paper: whether it may follow, whether it must be brought at all, its note, who issues it.
pub fn note(ctx: &Ctx, material: &Material) -> String {
    let words = &ctx.words;
    let mut parts = Vec::new();
    match (material.required, material.deferrable) {
        (true, true) => parts.push(t!(words, "catalogue-material-deferrable")),
        (true, false) => {}
        (false, _) => parts.push(t!(words, "catalogue-material-optional")),
    }
    let note = material.note(ctx.lang());
    if !note.is_empty() {
        parts.push(note.to_owned());
    }
    let issuer = ctx.lang().pick(&material.issuer_zh, &material.issuer_en);
    if !issuer.is_empty() {
        parts.push(t!(words, "catalogue-material-issuer", issuer = issuer.to_owned()));
    }
    parts.join(ctx.lang().pick("；", "; "))
}

/// A day in few words: 5月9日 星期六, with what is special about it.
pub fn day(ctx: &Ctx, date: NaiveDate, provisional: bool) -> String {
    let words = &ctx.words;
    let day = match words.lang() {
        Lang::Zh => {
            let year =
                if date.year() == ctx.now.year() { String::new() } else { format!("{}年", date.year()) };
            format!("{year}{}月{}日 {}", date.month(), date.day(), weekday_zh(date))
        }
        Lang::En => {
            let year = if date.year() == ctx.now.year() { "" } else { " %Y" };
            date.format(&format!("%a %-d %b{year}")).to_string()
        }
    };
    let day = match ctx.book.calendar.kind(date) {
        DayKind::MakeUpWorkday(_) => t!(words, "catalogue-day-make-up", day = day),
        _ => day,
    };
    if provisional { t!(words, "catalogue-day-provisional", day = day) } else { day }
}

/// How long an item takes: the rule, and what that means for papers that are complete today.
pub fn how_long(ctx: &Ctx, item: &Item) -> (String, String) {
    let words = &ctx.words;
    let count = item.promise.amount();
    if count == 0 {
        return (t!(words, "catalogue-long-at-once"), String::new());
    }
    let due = ctx.book.due(item, ctx.now.date_naive());
    let day = day(ctx, due.date, due.provisional);
    let rule = match (item.mode, item.promise.unit()) {
        (HandlingMode::Forward, TimeUnit::WorkDay) => t!(words, "catalogue-long-forward-work", count = count),
        (HandlingMode::Forward, TimeUnit::Day) => t!(words, "catalogue-long-forward", count = count),
        (_, TimeUnit::WorkDay) => t!(words, "catalogue-long-work", count = count),
        (_, TimeUnit::Day) => t!(words, "catalogue-long", count = count),
    };
    let today = if item.mode == HandlingMode::Forward {
        t!(words, "catalogue-long-forward-today", day = day)
    } else {
        t!(words, "catalogue-long-today", day = day)
    };
    (rule, today)
}

/// How sure the legal basis is, and whether that wants somebody's attention.
pub fn basis(words: &Words, source: BasisSource) -> (String, Tone, bool) {
    match source {
        BasisSource::Found => (t!(words, "catalogue-basis-found"), Tone::Ok, false),
        BasisSource::Mixed => (t!(words, "catalogue-basis-mixed"), Tone::Warn, true),
        BasisSource::Knowledge => (t!(words, "catalogue-basis-knowledge"), Tone::Warn, true),
        BasisSource::None => (t!(words, "catalogue-basis-none"), Tone::Neutral, false),
    }
}
