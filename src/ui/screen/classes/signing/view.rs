//! The sign-in sheet as seen: names at the left, a column a lesson, attendance at the right.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{Column, Row, column, container, mouse_area, row};
use iced::{Center, Element, Fill, border, mouse};

use crate::desk::{ClassOverview, Learner};
use crate::domain::class::Mark;
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, choice, input, rule, tag};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::classes::table::edges;
use crate::ui::screen::classes::{list, says};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space, type_};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::{vscroll, whole};

use super::{MARKS, MATRIX, Message, ROW, Signing, TAUGHT};

/// Width of a lesson, px.
const LESSON: f32 = 56.0;
const NO: f32 = 36.0;
const NAME: f32 = 76.0;
const SHARE: f32 = 96.0;
const WARNING: f32 = 92.0;

/// How many lessons are seen beside one another.
fn across(ctx: &Ctx) -> usize {
    let rail = if ctx.width < NARROW { size::RAIL_NARROW } else { size::RAIL };
    let beside = list::width(ctx).map_or(0.0, |width| width + space::S12);
    let page = ctx.width - rail - 2.0 * space::S12 - beside;
    let fixed = NO + NAME + SHARE + WARNING + 2.0 * space::S12 + size::SCROLL + 24.0;
    (((page - fixed) / LESSON) as usize).max(3)
}

/// The word of a mark.
fn word(ctx: &Ctx, mark: Mark) -> String {
    match mark {
        Mark::Present => t!(ctx.words, "mark-present"),
        Mark::Late => t!(ctx.words, "mark-late"),
        Mark::Excused => t!(ctx.words, "mark-excused"),
        Mark::Absent => t!(ctx.words, "mark-absent"),
    }
}

/// The mark in one letter beside its glyph.
fn short(ctx: &Ctx, mark: Mark) -> String {
    match mark {
        Mark::Present => t!(ctx.words, "mark-short-present"),
        Mark::Late => t!(ctx.words, "mark-short-late"),
        Mark::Excused => t!(ctx.words, "mark-short-excused"),
        Mark::Absent => t!(ctx.words, "mark-short-absent"),
    }
}

fn glyph(mark: Mark) -> (Icon, Tone) {
    match mark {
        Mark::Present => (Icon::Check, Tone::Ok),
        Mark::Late => (Icon::Clock, Tone::Warn),
        Mark::Excused => (Icon::MessageSquare, Tone::Info),
        Mark::Absent => (Icon::X, Tone::Danger),
    }
}

impl Signing {
    /// The lessons in view: the chosen one and as many around it as fit.
    fn window(&self, ctx: &Ctx, lessons: usize) -> std::ops::Range<usize> {
        let seen = across(ctx).min(lessons);
        // The chosen lesson stands at the right end: what is to be signed in now is beside what was before.
        let last = (self.column + 1).max(seen).min(lessons);
        last - seen..last
    }

    /// The sheet, and beneath it the lesson that is signed in.
    pub fn view<'a>(&'a self, overview: &'a ClassOverview, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let window = self.window(ctx, overview.lessons.len());
        let list = vscroll(
            look,
            overview.learners.len(),
            ROW,
            &self.scroll,
            |range| {
                let mut rows = Column::new();
                for at in range {
                    if let Some(learner) = overview.learners.get(at) {
                        rows = rows
                            .push(self.row_of(at, learner, overview, window.clone(), ctx))
                            .push(rule(look));
                    }
                }
                rows.into()
            },
            Message::Scrolled,
        );
        let matrix = focusable(container(list).padding(look.focus_line()).width(Fill).height(Fill))
            .id(MATRIX)
            .claims_focus()
            .on_key(|key, modifiers, _| key_of(key, modifiers))
            .style(move |status| Style {
                edge: status.focused.then(|| look.focus_edge().rounded(0.0)),
                ..Style::default()
            });
        column![
            self.heads(overview, window, ctx),
            container(matrix).height(Fill),
            rule(look),
            self.lesson_line(overview, ctx)
        ]
        .height(Fill)
        .into()
    }

    fn heads<'a>(
        &'a self,
        overview: &'a ClassOverview,
        window: std::ops::Range<usize>,
        ctx: &'a Ctx,
    ) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let label = |words: String| text::one_line(text::second(look, words));
        let mut line = row![
            container(label(t!(words, "classes-col-no"))).width(NO),
            container(label(t!(words, "classes-col-name"))).width(NAME),
        ]
        .align_y(Center);
        for at in window {
            let Some(lesson) = overview.lessons.get(at) else { continue };
            let chosen = at == self.column;
            let ahead = lesson.slot.day > ctx.now.date_naive();
            let ink = if ahead { look.roles.text3 } else { look.roles.text };
            let number = text::one_line(text::plain(type_::HINT, (at + 1).to_string()))
                .font(if chosen { text::BOLD } else { text::FONT })
                .color(look.roles.text2);
            let date =
                text::one_line(text::plain(type_::HINT, lesson.slot.day.format("%-m/%-d").to_string()))
                    .font(if chosen { text::BOLD } else { text::FONT })
                    .color(ink);
            let head = container(column![number, date].align_x(Center))
                .center_x(LESSON)
                .height(40)
                .align_y(Center)
                .style(move |_| {
                    if chosen {
                        boxes::ink(look.roles.selected)
                    } else {
                        iced::widget::container::Style::default()
                    }
                });
            line = line.push(head);
        }
        line = line.push(
            container(label(t!(words, "classes-col-share"))).width(SHARE).padding(iced::padding::left(12)),
        );
        line = line.push(label(t!(words, "classes-col-missing")));
        let line =
            container(line).padding(edges(look)).width(Fill).clip(true).style(move |_| boxes::sunken(look));
        column![line, rule(look)].into()
    }

    fn row_of<'a>(
        &self,
        at: usize,
        learner: &Learner,
        overview: &ClassOverview,
        window: std::ops::Range<usize>,
        ctx: &Ctx,
    ) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let name = if at == self.row {
            text::strong(look, ctx.shown(&learner.enrolment.name))
        } else {
            text::body(look, ctx.shown(&learner.enrolment.name))
        };
        let mut line = row![
            container(text::one_line(text::second(look, (at + 1).to_string()))).width(NO),
            container(text::one_line(name)).width(NAME).clip(true),
        ]
        .align_y(Center);
        for column in window {
            let Some(lesson) = overview.lessons.get(column) else { continue };
            let mark = self.mark(learner, lesson, column);
            let chosen = (at, column) == (self.row, self.column);
            line = line.push(
                mouse_area(cell(ctx, mark, chosen, column == self.column))
                    .on_press(Message::Cell(at, column))
                    .interaction(mouse::Interaction::Pointer),
            );
        }
        let (share, absences) = self.tally(learner, overview);
        let percent = match share.percent() {
            Some(percent) => format!("{percent}% {}/{}", share.came, share.of),
            None => "—".to_owned(),
        };
        line = line.push(
            container(text::one_line(text::body(look, percent)))
                .width(SHARE)
                .padding(iced::padding::left(12)),
        );
        if absences.warns(ctx.book.room_rules.absences_warn) {
            let label = t!(words, "classes-missed", count = absences.0);
            line = line.push(tag(look, Tone::Danger, Icon::TriangleAlert, label, true));
        }
        let chosen = at == self.row;
        container(line)
            .padding([0.0, space::S12])
            .width(Fill)
            .height(ROW - look.line())
            .align_y(Center)
            .clip(true)
            .style(move |_| {
                if chosen { boxes::ink(look.roles.hover) } else { iced::widget::container::Style::default() }
            })
            .into()
    }

    /// The chosen lesson: when it was, who taught, the marks for the pointer, saving.
    fn lesson_line<'a>(&'a self, overview: &'a ClassOverview, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let Some(lesson) = self.lesson(overview) else { return Column::new().into() };
        let title = t!(
            words,
            "classes-lesson-is",
            number = self.column + 1,
            day = says::day(ctx, lesson.slot.day),
            weekday = crate::ui::screen::words::weekday(words, lesson.slot.day),
            hours = lesson.slot.hours_text()
        );
        let ahead = self.too_early(overview, ctx);
        let too_early = ahead.is_some();
        let now = self.now(overview);
        let chosen: Vec<usize> = MARKS.iter().position(|mark| Some(*mark) == now).into_iter().collect();
        let marks = MARKS.map(|mark| word(ctx, mark));
        let marks =
            choice(look, "classes-marks", marks, &chosen, |at| Message::Mark(MARKS.get(at).copied()), false)
                .enabled(ahead.is_none());
        let teacher = &overview.roster.group.teacher;
        let hint = if teacher.is_empty() { t!(words, "classes-taught-hint") } else { teacher.clone() };
        let taught = input(look, TAUGHT, hint, self.taught(overview, lesson), Message::Taught)
            .on_submit(Message::Next)
            .read_only(ahead.is_some())
            .width(150);
        let said: Element<'a, Message> = match ahead {
            Some(why) => text::second(look, why).into(),
            None if self.is_dirty() => error_line(look, t!(words, "classes-unsaved", count = self.changes())),
            None => text::second(look, t!(words, "classes-marks-hint")).into(),
        };
        let all = button(look, t!(words, "classes-all-present"))
            .key(Command::AllPapers.key())
            .id("classes-all-present")
            .on_press_maybe((!too_early).then_some(Message::AllPresent));
        let first = row![text::one_line(text::strong(look, title)), container(said).width(Fill)]
            .spacing(space::S12)
            .align_y(Center);
        let second = Row::new()
            .push(Element::from(marks))
            .push(all)
            .push(
                row![
                    whole(text::one_line(text::second(look, t!(words, "classes-taught")))),
                    Element::from(taught)
                ]
                .spacing(space::S8)
                .align_y(Center),
            )
            .spacing(space::S12)
            .align_y(Center)
            .wrap()
            .vertical_spacing(space::S8);
        // In a low window the rows are worth more than what the status line says too.
        let first = (ctx.width >= NARROW || self.is_dirty() || too_early).then_some(first);
        container(Column::new().push(first).push(second).spacing(space::S8))
            .padding([space::S8, space::S12])
            .width(Fill)
            .into()
    }
}

/// A mark in its glyph and one letter; the chosen one has the edge of the chosen.
fn cell<'a>(ctx: &Ctx, mark: Option<Mark>, chosen: bool, in_column: bool) -> Element<'a, Message> {
    let look = ctx.look;
    let inside: Element<'a, Message> = match mark {
        Some(mark) => {
            let (icon, tone) = glyph(mark);
            let ink = tone.ink(look);
            row![
                tinted(icon, size::GLYPH_TAG, ink),
                text::one_line(text::plain(type_::HINT, short(ctx, mark))).color(ink)
            ]
            .spacing(space::S4)
            .align_y(Center)
            .into()
        }
        None => text::one_line(text::hint(look, "·")).into(),
    };
    container(inside)
        .center_x(LESSON)
        .center_y(ROW - 3.0)
        .style(move |_| {
            let ground = if in_column { boxes::ink(look.roles.selected) } else { Default::default() };
            if chosen {
                ground.border(border::rounded(size::RADIUS_TAG).color(look.roles.focus).width(2))
            } else {
                ground
            }
        })
        .into()
}

/// Digits mark and go on to the next learner, Space turns 到 on and off, arrows move.
fn key_of(key: &Key, modifiers: Modifiers) -> Option<Message> {
    if modifiers.command() || modifiers.control() || modifiers.alt() || modifiers.logo() {
        return None;
    }
    if let Key::Character(text) = key {
        return match text.as_str() {
            " " => Some(Message::Flip),
            "0" => Some(Message::Mark(None)),
            digit => {
                let at = digit.parse::<usize>().ok()?.checked_sub(1)?;
                MARKS.get(at).map(|mark| Message::Mark(Some(*mark)))
            }
        };
    }
    let Key::Named(key) = key else { return None };
    Some(match key {
        Named::ArrowUp => Message::Move(-1, 0),
        Named::ArrowDown => Message::Move(1, 0),
        Named::ArrowLeft => Message::Move(0, -1),
        Named::ArrowRight => Message::Move(0, 1),
        Named::PageUp => Message::Move(-10, 0),
        Named::PageDown => Message::Move(10, 0),
        Named::Home => Message::Move(isize::MIN / 2, 0),
        Named::End => Message::Move(isize::MAX / 2, 0),
        Named::Space => Message::Flip,
        Named::Delete | Named::Backspace => Message::Mark(None),
        _ => return None,
    })
}
