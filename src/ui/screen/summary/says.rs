//! Words of the summary on the screen.

use crate::domain::fact::{Channel, Satisfaction, TOPIC_FIELDS};
use crate::domain::lang::Lang;
use crate::domain::summary::{Figure, Period, PeriodKind};
use crate::t;
use crate::ui::ctx::Ctx;
use crate::ui::screen::resident::may_read;

/// 2026年5月4日–10日（第19周）
pub fn period(ctx: &Ctx, period: Period) -> String {
    let words = &ctx.words;
    match period.kind {
        PeriodKind::Week => {
            let same_month = period.from.format("%Y-%m").to_string() == period.to.format("%Y-%m").to_string();
            let (from, to) = match ctx.lang() {
                Lang::Zh if same_month => ("%Y年%-m月%-d日", "%-d日"),
                Lang::Zh => ("%Y年%-m月%-d日", "%-m月%-d日"),
                Lang::En if same_month => ("%-d", "%-d %b %Y"),
                Lang::En => ("%-d %b", "%-d %b %Y"),
            };
            t!(
                words,
                "summary-week",
                from = period.from.format(from).to_string(),
                to = period.to.format(to).to_string(),
                number = period.iso_week().week()
            )
        }
        PeriodKind::Month => match ctx.lang() {
            Lang::Zh => period.from.format("%Y年%-m月").to_string(),
            Lang::En => period.from.format("%B %Y").to_string(),
        },
        PeriodKind::Year => match ctx.lang() {
            Lang::Zh => period.from.format("%Y年").to_string(),
            Lang::En => period.from.format("%Y").to_string(),
        },
    }
}

/// 比上周 +8
pub fn change(ctx: &Ctx, kind: PeriodKind, now: u32, then: u32) -> String {
    let by = i64::from(now) - i64::from(then);
    let by = match by {
        0 => "±0".to_owned(),
        more @ 1.. => format!("+{more}"),
        less => format!("−{}", -less),
    };
    match kind {
        PeriodKind::Week => t!(ctx.words, "summary-than-last-week", by = by),
        PeriodKind::Month => t!(ctx.words, "summary-than-last-month", by = by),
        PeriodKind::Year => t!(ctx.words, "summary-than-last-year", by = by),
    }
}

/// 95.1%
pub fn per_mille(rate: u32) -> String {
    format!("{}.{}%", rate / 10, rate % 10)
}

/// A group's name.
pub fn group(ctx: &Ctx, code: &str) -> String {
    let group = ctx.book.catalogue.groups.iter().find(|group| group.code == code);
    group.map_or_else(|| code.to_owned(), |group| group.name(ctx.lang()).to_owned())
}

/// An item's short name; of one that was removed, its code.
pub fn item(ctx: &Ctx, code: &str) -> String {
    ctx.book.catalogue.item(code).map_or_else(|| code.to_owned(), |item| item.short(ctx.lang()).to_owned())
}

/// The item of one matter: of a restricted one only that it is.
pub fn matter(ctx: &Ctx, code: &str) -> String {
    let restricted = ctx.book.catalogue.item(code).is_some_and(|item| item.restricted);
    if may_read(ctx, restricted) { item(ctx, code) } else { t!(ctx.words, "matter-restricted") }
}

/// What a visit was for.
pub fn purpose(ctx: &Ctx, code: &str) -> String {
    match code {
        "decline" => t!(ctx.words, "summary-purpose-decline"),
        "other" => t!(ctx.words, "summary-purpose-other"),
        code => group(ctx, code),
    }
}

/// What an option of an item's telling field says.
pub fn option(ctx: &Ctx, item: &str, option: &str) -> String {
    let field = TOPIC_FIELDS.iter().find(|(code, _)| *code == item).map(|(_, field)| *field);
    let known = ctx
        .book
        .catalogue
        .item(item)
        .zip(field)
        .and_then(|(item, field)| item.field(field)?.options.iter().find(|choice| choice.id == option));
    match known {
        Some(choice) => ctx.lang().pick(&choice.zh, &choice.en).to_owned(),
        None if option.is_empty() => t!(ctx.words, "summary-untold"),
        None => option.to_owned(),
    }
}

/// How a matter came in.
pub fn channel(ctx: &Ctx, channel: Channel) -> String {
    crate::ui::screen::words::channel_name(&ctx.words, channel)
}

/// A grade of satisfaction.
pub fn grade(ctx: &Ctx, grade: Satisfaction) -> String {
    let words = &ctx.words;
    match grade {
        Satisfaction::Very => t!(words, "grade-very"),
        Satisfaction::Satisfied => t!(words, "grade-satisfied"),
        Satisfaction::Fairly => t!(words, "grade-fairly"),
        Satisfaction::Not => t!(words, "grade-not"),
        Satisfaction::NotAtAll => t!(words, "grade-not-at-all"),
        Satisfaction::Other => t!(words, "grade-other"),
    }
}

/// A room's short name.
pub fn room(ctx: &Ctx, code: &str) -> String {
    ctx.book.rooms.room(code).map_or_else(|| code.to_owned(), |room| room.short(ctx.lang()).to_owned())
}

/// A figure that was corrected.
pub fn figure(ctx: &Ctx, figure: &Figure) -> String {
    let words = &ctx.words;
    match figure {
        Figure::Visits => t!(words, "summary-visits"),
        Figure::People => t!(words, "summary-people"),
        Figure::HandedOver => t!(words, "summary-figure-handed-over"),
        Figure::Before => t!(words, "summary-carried-in"),
        Figure::Accepted => t!(words, "summary-accepted"),
        Figure::Done => t!(words, "summary-done"),
        Figure::Stopped => t!(words, "summary-stopped"),
        Figure::After => t!(words, "summary-carried-on"),
        Figure::ItemAccepted(code) => format!("{} {}", item(ctx, code), t!(words, "summary-accepted")),
        Figure::ItemDone(code) => format!("{} {}", item(ctx, code), t!(words, "summary-done")),
        Figure::ItemSupplements(code) => {
            format!("{} {}", item(ctx, code), t!(words, "summary-supplements"))
        }
        Figure::ItemRefused(code) => format!("{} {}", item(ctx, code), t!(words, "summary-refused")),
        Figure::OnTime => t!(words, "summary-on-time"),
        Figure::Late => t!(words, "summary-late"),
        Figure::Orders => t!(words, "summary-orders-received"),
        Figure::OrdersDone => t!(words, "summary-orders-done"),
        Figure::WithinGrid => t!(words, "summary-within-grid"),
        Figure::WishesCollected => t!(words, "summary-wishes-collected"),
        Figure::WishesFulfilled => t!(words, "summary-wishes-fulfilled"),
        Figure::Declined => t!(words, "summary-certificates"),
        Figure::Reviews => t!(words, "summary-reviews"),
        Figure::Sessions(code) => format!("{} {}", room(ctx, code), t!(words, "summary-sessions")),
        Figure::RoomMinutes(code) => format!("{} {}", room(ctx, code), t!(words, "summary-minutes")),
        Figure::NoShows(code) => format!("{} {}", room(ctx, code), t!(words, "summary-figure-no-shows")),
        Figure::RoomPeople(code) => format!("{} {}", room(ctx, code), t!(words, "summary-people")),
        Figure::Lessons => t!(words, "summary-figure-lessons"),
        Figure::Expected => t!(words, "summary-expected"),
        Figure::Came => t!(words, "summary-came"),
    }
}
