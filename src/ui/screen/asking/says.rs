//! Words of the panel.

use chrono::{NaiveDate, Weekday};
use iced::widget::{container, row};
use iced::{Element, Fill, Top};

use crate::domain::booking::{BookingKind, Slot, clock_text};
use crate::domain::series::{ClashWith, Mark};
use crate::i18n::{Words, closed_for, festival};
use crate::t;
use crate::ui::component::Tone;
use crate::ui::ctx::Ctx;
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::words::{self, weekday};
use crate::ui::text;
use crate::ui::theme::{Look, size, space, type_};

/// 每周六 09:00–11:00
pub(super) fn weekly_words(words: &Words, days: &[Weekday], time: Option<(u16, u16)>) -> String {
    // Any Monday will do: only the weekday is told.
    let monday = NaiveDate::default().week(Weekday::Mon).first_day();
    let names: Vec<String> = days
        .iter()
        .map(|day| weekday(words, monday + chrono::Days::new(u64::from(day.num_days_from_monday()))))
        .collect();
    let every = t!(words, "ask-every", days = names.join(words.lang().pick("、", ", ")));
    match time {
        Some((from, to)) => format!("{every} {}–{}", clock_text(from), clock_text(to)),
        None => every,
    }
}

/// A free time instead of one that is taken: only what is different.
pub(super) fn offer_words(ctx: &Ctx, offer: &Slot, room: &str) -> String {
    let when = words::slot(&ctx.words, offer);
    if offer.room == room {
        return when;
    }
    let name = ctx.book.rooms.room(&offer.room).map_or(offer.room.as_str(), |r| r.short(ctx.lang()));
    format!("{} {name}　{when}", offer.room)
}

/// What is in the way, told as far as it may be.
pub(super) fn clash_words(words: &Words, with: &[ClashWith]) -> String {
    with.iter()
        .map(|other| {
            let title =
                if other.title.is_empty() { t!(words, "rooms-occupied") } else { other.title.clone() };
            format!("{} {title}", other.slot.hours_text())
        })
        .collect::<Vec<_>>()
        .join(words.lang().pick("、", ", "))
}

/// The marks of a time, one sentence each.
pub(super) fn marks(ctx: &Ctx, marks: &[Mark]) -> Vec<(Tone, String)> {
    let words = &ctx.words;
    marks
        .iter()
        .map(|mark| match mark {
            Mark::Holiday { name } => {
                (Tone::Neutral, t!(words, "ask-mark-holiday", name = festival(words, name)))
            }
            Mark::MakeUpWorkday { .. } => (Tone::Info, t!(words, "ask-mark-make-up")),
            Mark::Provisional => (Tone::Warn, t!(words, "ask-mark-provisional")),
            Mark::Closed { reason } => {
                (Tone::Danger, t!(words, "rooms-closed", reason = closed_for(words, reason)))
            }
            Mark::OutsideHours => (Tone::Danger, t!(words, "ask-mark-hours")),
            Mark::Clash { with } => {
                (Tone::Danger, t!(words, "ask-mark-clash", with = clash_words(words, with)))
            }
            Mark::Rival { with } => {
                (Tone::Warn, t!(words, "ask-mark-rival", with = clash_words(words, with)))
            }
            Mark::Noise { room, title } => {
                let room = ctx.book.rooms.room(room).map_or(room.as_str(), |r| r.short(ctx.lang()));
                let title = if title.is_empty() { t!(words, "rooms-occupied") } else { title.clone() };
                (Tone::Warn, t!(words, "ask-mark-noise", room = room.to_owned(), title = title))
            }
            Mark::Past => (Tone::Danger, t!(words, "rule-past")),
        })
        .collect()
}

/// A sentence with its mark.
pub(super) fn sentence<'a, M: 'a>(look: Look, tone: Tone, said: String) -> Element<'a, M> {
    let icon = match tone {
        Tone::Danger => Icon::TriangleAlert,
        Tone::Warn => Icon::Hourglass,
        _ => Icon::CalendarDays,
    };
    let ink = tone.ink(look);
    let mark = container(tinted(icon, size::GLYPH, ink)).padding([2, 0]);
    row![mark, text::plain(type_::BODY, said).color(ink).width(Fill)].spacing(space::S8).align_y(Top).into()
}

/// Who books, in a word.
pub fn kind_word(words: &Words, kind: BookingKind) -> String {
    match kind {
        BookingKind::Emergency => t!(words, "ask-kind-emergency"),
        BookingKind::Party => t!(words, "ask-kind-party"),
        BookingKind::Assembly => t!(words, "ask-kind-assembly"),
        BookingKind::Mediation => t!(words, "ask-kind-mediation"),
        BookingKind::Class => t!(words, "ask-kind-class"),
        BookingKind::Team => t!(words, "ask-kind-team"),
        BookingKind::Unit => t!(words, "ask-kind-unit"),
        BookingKind::Resident => t!(words, "ask-kind-resident"),
    }
}
