//! A line of the page: when, what, where it stands, its number; beneath, what else there is to say.

use chrono::{DateTime, FixedOffset};
use iced::widget::{Row as Cells, column, container, row};
use iced::{Center, Element, Fill};

use crate::desk::{Deed, Done, MatterDeed, OfItem, PaperOf, VisitDeed};
use crate::domain::merge::Verdict;
use crate::domain::visit::{LeftBy, VisitState};
use crate::i18n::{Words, person as say};
use crate::t;
use crate::ui::component::list_row;
use crate::ui::component::tag::{Tone, tag};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::words::{certificate_name, declined_tag, paper_name, slot, state_tag};
use crate::ui::text;
use crate::ui::theme::{size, space};

use super::rows::Row;
use super::{LINE, Message, ResidentPage, may_read, says};

/// A row of the list.
pub fn row_of<'a>(page: &'a ResidentPage, at: usize, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let heading = |label: String| {
        container(text::one_line(text::strong(look, label)))
            .padding([0.0, space::S12])
            .height(LINE)
            .width(Fill)
            .align_y(Center)
            .into()
    };
    let deeds = page.file.as_ref().map(|file| &file.deeds);
    match page.rows.get(at) {
        Some(Row::Open(count)) => heading(t!(words, "person-open", count = *count)),
        Some(Row::Before(count)) => heading(t!(words, "person-before", count = *count)),
        Some(Row::Line(line)) => match deeds.and_then(|deeds| deeds.lines.get(*line)) {
            Some(deed) => line_of(page, at, deed, ctx),
            None => heading(String::new()),
        },
        None => heading(String::new()),
    }
}

struct Says<'a> {
    icon: Icon,
    first: String,
    second: String,
    state: Option<Element<'a, Message>>,
    serial: String,
}

fn line_of<'a>(page: &'a ResidentPage, at: usize, deed: &'a Deed, ctx: &'a Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    let said = said(deed, ctx);
    let wide = ctx.width >= NARROW;
    let mut second = said.second;
    if deed.file.is_some() {
        let under = t!(ctx.words, "person-under-merged");
        second = if second.is_empty() { under } else { format!("{second} · {under}") };
    }
    let what =
        column![text::one_line(text::body(look, said.first)), text::one_line(text::hint(look, second))];
    let inside: Cells<'a, Message> = row![
        text::one_line(text::second(look, says::day(ctx, deed.at.date_naive()))).width(120),
        tinted(said.icon, size::GLYPH, look.roles.text2),
        container(what).width(Fill).clip(true),
    ]
    .push(container(said.state.unwrap_or_else(|| text::body(look, "").into())).width(if wide {
        170
    } else {
        150
    }))
    .push(text::one_line(text::second(look, said.serial)).width(100))
    .spacing(space::S8)
    .align_y(Center);
    // Pressed by the pointer; for the keyboard the list is one stop as a whole.
    let row = list_row(look, page.chosen == at, inside, None, None).height(LINE);
    iced::widget::mouse_area(row)
        .on_press(Message::Open(at))
        .interaction(iced::mouse::Interaction::Pointer)
        .into()
}

/// The item's name as far as whoever is signed in may know it, and whether they may.
pub fn item_shown(ctx: &Ctx, item: &OfItem) -> (String, bool) {
    let open = may_read(ctx, item.restricted);
    let name = match ctx.book.catalogue.item(&item.code) {
        _ if !open => t!(ctx.words, "matter-restricted"),
        Some(known) => known.short(ctx.lang()).to_owned(),
        None => item.code.clone(),
    };
    (name, open)
}

fn said<'a>(deed: &'a Deed, ctx: &'a Ctx) -> Says<'a> {
    let words = &ctx.words;
    let staff = |id: &str| ctx.book.staff_name(id).to_owned();
    let of = |icon, first: String, second: String| Says {
        icon,
        first,
        second,
        state: None,
        serial: String::new(),
    };
    match &deed.what {
        Done::Visit(came) => visit(deed.at, came, ctx),
        Done::Matter(handled) => matter(handled, ctx),
        Done::Decline { serial, certificate, void, prints } => Says {
            state: Some(declined_tag(ctx, *void).into()),
            serial: serial.to_string(),
            ..of(
                Icon::Ban,
                certificate_name(ctx, certificate),
                t!(words, "person-papers", papers = 1, prints = *prints),
            )
        },
        Done::Booking { slot: at, title, state, serial, .. } => {
            let room = ctx.book.rooms.room(&at.room);
            let room = room.map_or(at.room.as_str(), |room| ctx.lang().pick(&room.name_zh, &room.name_en));
            let state = crate::i18n::booking_state(words, *state);
            Says {
                state: Some(tag(ctx.look, Tone::Neutral, Icon::DoorOpen, state, false).into()),
                serial: serial.as_ref().map_or_else(String::new, ToString::to_string),
                ..of(Icon::DoorOpen, format!("{room}　{title}"), slot(words, at))
            }
        }
        Done::Enrolment { group, place, serial } => {
            let name = ctx.book.class_group(group).map_or(group.as_str(), |group| group.name.as_str());
            Says {
                state: Some(
                    tag(ctx.look, Tone::Neutral, Icon::BookOpen, say::place(words, place), false).into(),
                ),
                serial: serial.as_ref().map_or_else(String::new, ToString::to_string),
                ..of(Icon::BookOpen, name.to_owned(), t!(words, "person-class"))
            }
        }
        Done::Paper { serial, kind, receipt, prints, last, about } => {
            let printed = match last {
                Some(last) => t!(words, "matter-printed", count = *prints, at = says::moment(ctx, *last)),
                None => t!(words, "matter-not-printed"),
            };
            let about = match about {
                PaperOf::Matter(_, item) => item_shown(ctx, item).0,
                PaperOf::Decline(certificate) => certificate_name(ctx, certificate),
                PaperOf::Booking(_) => t!(words, "person-room"),
            };
            Says {
                serial: serial.to_string(),
                ..of(Icon::FileText, paper_name(words, *kind, *receipt), format!("{about} · {printed}"))
            }
        }
        Done::Corrected(correction) => {
            let line = say::file_line(words, correction.change.line());
            let (before, after) = say::change(words, &correction.change, ctx.reveal);
            let why = if correction.intake.is_some() {
                t!(words, "person-by-form")
            } else {
                correction.reason.clone()
            };
            of(
                Icon::Pencil,
                t!(words, "person-corrected", line = line),
                format!("{before} → {after} · {why} · {}", staff(&correction.staff)),
            )
        }
        Done::Leaving { before, after, note, .. } => {
            let clock = |at: Option<DateTime<FixedOffset>>| {
                at.map_or_else(|| say::unknown(words), |at| at.format("%H:%M").to_string())
            };
            let how = before
                .1
                .map_or_else(String::new, |by| t!(words, "person-left-how", how = say::left_by(words, by)));
            of(
                Icon::Clock,
                t!(words, "person-leaving-corrected"),
                format!(
                    "{}{how} → {} · {} · {}",
                    clock(before.0),
                    clock(*after),
                    note.text,
                    staff(&note.staff)
                ),
            )
        }
        Done::VisitNote { items, note, .. } => {
            let open = items.iter().all(|item| item_shown(ctx, item).1);
            let text = if open { note.text.clone() } else { t!(words, "matter-restricted") };
            of(Icon::MessageSquare, t!(words, "person-note"), format!("{text} · {}", staff(&note.staff)))
        }
        Done::MatterNote(_, item, note) => {
            let (name, open) = item_shown(ctx, item);
            let text = if open { note.text.clone() } else { t!(words, "matter-restricted") };
            of(
                Icon::MessageSquare,
                t!(words, "person-note-on", name = name),
                format!("{text} · {}", staff(&note.staff)),
            )
        }
        Done::Old(_, ledger) => of(
            Icon::Archive,
            t!(words, "person-old", ledger = ledger.name(ctx.lang()).to_owned()),
            t!(words, "person-old-line"),
        ),
        Done::Decided(merge) => {
            let first = match merge.verdict {
                Verdict::Same => {
                    t!(words, "person-merged", from = merge.merged.clone(), into = merge.kept.clone())
                }
                Verdict::Apart => {
                    t!(words, "person-apart", one = merge.kept.clone(), other = merge.merged.clone())
                }
            };
            let undone = (!merge.stands()).then(|| {
                tag(ctx.look, Tone::Neutral, Icon::Undo2, t!(words, "person-taken-back"), false).into()
            });
            Says {
                state: undone,
                ..of(Icon::Users, first, format!("{} · {}", merge.reason, staff(&merge.stamp.staff)))
            }
        }
        Done::TakenBack(merge) => {
            let (reason, by) = merge.undone.as_ref().map_or((String::new(), String::new()), |back| {
                (back.reason.clone(), staff(&back.stamp.staff))
            });
            let first = match merge.verdict {
                Verdict::Same => {
                    t!(words, "person-merge-undone", from = merge.merged.clone(), into = merge.kept.clone())
                }
                Verdict::Apart => {
                    t!(words, "person-apart-undone", one = merge.kept.clone(), other = merge.merged.clone())
                }
            };
            of(Icon::Undo2, first, format!("{reason} · {by}"))
        }
    }
}

fn visit<'a>(at: DateTime<FixedOffset>, visit: &VisitDeed, ctx: &Ctx) -> Says<'a> {
    let words = &ctx.words;
    // What for says as much as the matter itself.
    let hidden = visit.items.iter().any(|item| !item_shown(ctx, item).1);
    let purpose = if hidden { t!(words, "matter-restricted") } else { visit.purpose.clone() };
    let came = t!(words, "person-came", at = at.format("%H:%M").to_string(), people = visit.people);
    let second = match (visit.state, visit.left) {
        (VisitState::Left, Some(left)) => format!("{came} · {}", left_words(words, left, visit.left_by)),
        (VisitState::Left, None) => came,
        _ => format!("{came} · {}", t!(words, "person-still-here")),
    };
    let title = if purpose.is_empty() {
        t!(words, "person-visit")
    } else {
        t!(words, "person-visit-for", purpose = purpose)
    };
    Says { icon: Icon::User, first: title, second, state: None, serial: String::new() }
}

/// 10:50 离开（更正）
pub fn left_words(words: &Words, left: DateTime<FixedOffset>, by: Option<LeftBy>) -> String {
    let time = t!(words, "person-left-at", at = left.format("%H:%M").to_string());
    let how = by.map_or_else(String::new, |by| t!(words, "person-left-how", how = say::left_by(words, by)));
    format!("{time}{how}")
}

fn matter<'a>(matter: &MatterDeed, ctx: &Ctx) -> Says<'a> {
    let words = &ctx.words;
    let mut parts = Vec::new();
    if let Some(due) = matter.due {
        parts.push(t!(words, "matter-due", day = says::day(ctx, due)));
    }
    let trail: Vec<String> = matter
        .steps
        .iter()
        .map(|stamp| {
            format!("{} {}", say::step_name(words, &stamp.step), says::day(ctx, stamp.at.date_naive()))
        })
        .collect();
    if !trail.is_empty() {
        parts.push(trail.join(" → "));
    }
    if matter.papers.0 > 0 {
        parts.push(t!(words, "person-papers", papers = matter.papers.0, prints = matter.papers.1));
    }
    Says {
        icon: Icon::Files,
        first: item_shown(ctx, &matter.item).0,
        second: parts.join(" · "),
        state: Some(state_tag(ctx, matter.state).into()),
        serial: matter.serial.as_ref().map_or_else(String::new, ToString::to_string),
    }
}
