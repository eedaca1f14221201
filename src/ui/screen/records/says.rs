//! Registers in words.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::fact::key_of;
use crate::domain::ledger::Ledger;
use crate::domain::register::{Items, Seat, Span, Standing, Wanted};
use crate::domain::visit::{Outcome, VisitState};
use crate::i18n::Words;
use crate::i18n::person::state_name;
use crate::t;
use crate::ui::component::tag::{Tag, Tone, tag};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::screen::words::{declined_tag, state_tag, weekday};

pub use crate::ui::screen::words::channel_name as channel;

use super::columns::Col;

/// 近 30 天
pub fn span(words: &Words, span: Span) -> String {
    match span {
        Span::Today => t!(words, "records-span-today"),
        Span::Days7 => t!(words, "records-span-7"),
        Span::Days30 => t!(words, "records-span-30"),
        Span::Week => t!(words, "records-span-week"),
        Span::Month => t!(words, "records-span-month"),
        Span::Year => t!(words, "records-span-year"),
        Span::All => t!(words, "records-all"),
    }
}

/// How a row stands.
pub fn standing(words: &Words, standing: Standing) -> String {
    match standing {
        Standing::Matter(state) => state_name(words, state),
        Standing::Here(VisitState::Waiting) => t!(words, "board-waiting"),
        Standing::Here(_) => t!(words, "board-serving"),
        Standing::Left(outcome) => match outcome {
            Some(Outcome::Answered) => t!(words, "state-answered"),
            Some(Outcome::Accepted) => t!(words, "state-accepted"),
            Some(Outcome::AcceptedWithGaps) => t!(words, "state-gaps"),
            Some(Outcome::Supplement) => t!(words, "state-supplement"),
            Some(Outcome::Declined) => t!(words, "state-not-issued"),
            None => t!(words, "records-left"),
        },
        Standing::Room(state) => crate::i18n::booking_state(words, state),
        Standing::Decline(true) => t!(words, "state-void"),
        Standing::Decline(false) => t!(words, "state-not-issued"),
        Standing::Class(Seat::Enrolled) => t!(words, "person-place-enrolled"),
        Standing::Class(Seat::Waiting) => t!(words, "person-place-waiting"),
        Standing::Class(Seat::Left) => t!(words, "person-place-left"),
        Standing::Old => t!(words, "import-old"),
    }
}

/// The same as a tag: only what needs somebody is boxed (`tokens.md`, rule 5).
pub fn standing_tag(ctx: &Ctx, stands: Standing, late: Option<i64>) -> Tag {
    let (look, words) = (ctx.look, &ctx.words);
    if let Some(days) = late {
        return tag(look, Tone::Danger, Icon::TriangleAlert, t!(words, "records-late", days = days), true);
    }
    match stands {
        Standing::Matter(state) => state_tag(ctx, state),
        Standing::Decline(void) => declined_tag(ctx, void),
        other => {
            let words = standing(words, other);
            let (tone, icon, boxed) = match other {
                Standing::Here(_) => (Tone::Info, Icon::User, true),
                Standing::Left(Some(Outcome::AcceptedWithGaps | Outcome::Supplement))
                | Standing::Class(Seat::Waiting) => (Tone::Warn, Icon::Hourglass, true),
                Standing::Left(Some(Outcome::Answered | Outcome::Accepted)) => (Tone::Ok, Icon::Check, false),
                Standing::Left(_) | Standing::Class(Seat::Left) => (Tone::Neutral, Icon::CircleMinus, false),
                Standing::Old => (Tone::Neutral, Icon::Archive, false),
                _ => (Tone::Neutral, Icon::CircleDot, false),
            };
            tag(look, tone, icon, words, boxed)
        }
    }
}

/// The worker of a number.
pub fn staff(ctx: &Ctx, number: u32) -> String {
    // A worker's id is shorter than a record's.
    let known = ctx.book.staff.iter().find(|worker| worker.id.parse::<u32>().ok() == Some(number));
    known.map_or_else(|| key_of(u64::from(number)), |worker| worker.name.clone())
}

/// What a row is about, by its code.
pub fn what(ctx: &Ctx, ledger: Ledger, code: &str) -> String {
    let lang = ctx.lang();
    let book: &Book = &ctx.book;
    let known = match ledger {
        Ledger::Rooms => book.rooms.room(code).map(|room| lang.pick(&room.name_zh, &room.name_en).to_owned()),
        Ledger::Classes => book.class_group(code).map(|group| group.name.clone()),
        Ledger::Declines => {
            let number = code.parse().ok();
            number.and_then(|number| book.declines.certificate(number)).map(|one| one.name(lang).to_owned())
        }
        _ => book.catalogue.item(code).map(|item| item.short(lang).to_owned()),
    };
    known.unwrap_or_else(|| code.to_owned())
}

/// What the rows of a register are about, as the head of a column.
pub fn what_head(words: &Words, ledger: Ledger) -> String {
    match ledger {
        Ledger::Rooms => t!(words, "records-room"),
        Ledger::Classes => t!(words, "records-class"),
        Ledger::Declines => t!(words, "records-certificate"),
        _ => t!(words, "records-item"),
    }
}

/// The head of a column.
pub fn head(words: &Words, col: Col, ledger: Ledger) -> String {
    match col {
        Col::Serial => t!(words, "records-serial"),
        Col::Date => t!(words, "records-date"),
        Col::Time => t!(words, "person-visit-came"),
        Col::What => what_head(words, ledger),
        Col::Name => match ledger {
            Ledger::Visits => t!(words, "records-visitor"),
            Ledger::Rooms => t!(words, "records-holder"),
            Ledger::Classes => t!(words, "records-learner"),
            _ => t!(words, "records-applicant"),
        },
        Col::Document => t!(words, "records-document"),
        Col::Phone => t!(words, "records-phone"),
        Col::Grid => t!(words, "records-grid"),
        Col::Mode => t!(words, "records-mode"),
        Col::Channel => t!(words, "records-channel"),
        Col::Standing => t!(words, "records-standing"),
        Col::Due => t!(words, "records-due"),
        Col::Staff => t!(words, "records-staff"),
        Col::About => match ledger {
            Ledger::Rooms => t!(words, "records-activity"),
            Ledger::Declines => t!(words, "decline-asked-by"),
            _ => t!(words, "person-visit-purpose"),
        },
        Col::People => t!(words, "person-visit-people"),
        Col::Left => t!(words, "person-visit-left"),
        Col::Hours => t!(words, "records-hours"),
    }
}

/// 05-07 周四, with the year in another one.
pub fn date(ctx: &Ctx, on: NaiveDate) -> String {
    use chrono::Datelike as _;
    if on.year() == ctx.now.year() {
        format!("{} {}", on.format("%m-%d"), weekday(&ctx.words, on))
    } else {
        on.format("%Y-%m-%d").to_string()
    }
}

/// What is wanted, on the button of the filter.
pub fn wanted(words: &Words, wanted: Wanted) -> String {
    match wanted {
        Wanted::Any => t!(words, "records-all"),
        Wanted::Open => t!(words, "records-open"),
        Wanted::Overdue => t!(words, "records-overdue"),
        Wanted::Is(one) => standing(words, one),
    }
}

/// Where rows come from.
pub fn source(words: &Words, old: bool) -> String {
    if old { t!(words, "records-imported") } else { t!(words, "records-own") }
}

/// The items of a filter, on its button.
pub fn items(ctx: &Ctx, ledger: Ledger, items: &Items) -> String {
    match items {
        Items::All => t!(ctx.words, "records-all"),
        Items::Group(code) => {
            let group = ctx.book.catalogue.groups.iter().find(|group| group.code == *code);
            group.map_or_else(|| code.clone(), |group| group.name(ctx.lang()).to_owned())
        }
        Items::One(code) => what(ctx, ledger, code),
    }
}
