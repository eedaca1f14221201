//! How the form of a series is seen: every date as a cell, and those to decide on as rows.

use iced::widget::{Column, Row, column, container, row, space as gap};
use iced::{Center, Element, Fill, border};

use crate::domain::lang::Lang;
use crate::domain::series::{Choice, Line, Mark};
use crate::i18n::{Words, closed_for, festival};
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::{Tone, button, choice, field, input, list_row, rule, tag};
use crate::ui::ctx::{Ctx, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::words;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space, type_};
use crate::ui::widget::focusable;

use super::says;
use super::weekly::{COURSE, DO, KINDS, Message, PEOPLE, UNTIL, Weekly, row_id};

/// Height of a cell, px.
const CELL: f32 = 40.0;

/// Cells in a row of the panel: nine, and seven where each has to hold `26 Sep`; twice as many where it is wide.
fn cells_in_a_row(ctx: &Ctx) -> usize {
    let beside = match ctx.lang() {
        Lang::Zh => 9,
        Lang::En => 7,
    };
    if ctx.width < WIDE { 2 * beside } else { beside }
}

/// What a date is told as: glyph or character, and tone.
fn mark_of(line: &Line, words: &Words) -> (Option<Icon>, String, Tone) {
    let has = |test: fn(&Mark) -> bool| line.marks.iter().any(test);
    if line.choice == Choice::Open {
        (Some(Icon::TriangleAlert), String::new(), Tone::Danger)
    } else if has(|mark| matches!(mark, Mark::Holiday { .. })) {
        (None, t!(words, "ask-cell-off"), Tone::Neutral)
    } else if has(|mark| matches!(mark, Mark::MakeUpWorkday { .. })) {
        (None, t!(words, "ask-cell-work"), Tone::Info)
    } else if line.goes_to().is_none() {
        (Some(Icon::CircleMinus), String::new(), Tone::Neutral)
    } else if matches!(line.choice, Choice::Move(_)) {
        (Some(Icon::ArrowRight), String::new(), Tone::Info)
    } else {
        (Some(Icon::Check), String::new(), Tone::Ok)
    }
}

impl Weekly {
    /// The fields, the cells and the rows.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut page = column![container(self.fields(ctx)).padding(space::S12)];
        if let Some(planned) = &self.plan {
            let count = t!(words, "ask-dates", count = planned.plan.lines.len());
            let head = row![
                text::one_line(text::strong(look, t!(words, "ask-check"))),
                text::one_line(text::second(look, count)),
            ]
            .spacing(space::S12);
            let cells = column![head, self.cells(&planned.plan.lines, ctx)].spacing(space::S8);
            page = page.push(rule(look)).push(container(cells).padding([space::S8, space::S12]));
            let decide: Vec<&Line> = self.to_decide().collect();
            if !decide.is_empty() {
                let head = row![
                    text::one_line(text::strong(look, t!(words, "ask-decide", count = decide.len()))),
                    text::one_line(text::second(look, t!(words, "ask-decide-help"))),
                ]
                .spacing(space::S12);
                page = page.push(rule(look)).push(container(head).padding([space::S8, space::S12]));
                for line in decide {
                    page = page.push(rule(look)).push(self.row(line, ctx));
                }
            }
        }
        page.into()
    }

    fn fields<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
        let course =
            input(look, COURSE, t!(words, "ask-course-example"), self.course.as_str(), Message::Course)
                .on_submit(Message::CourseDone);
        let mut control = column![course];
        if self.group.is_none() {
            let rows = self.found.iter().enumerate().map(|(n, group)| {
                let line = row![
                    text::one_line(text::body(look, group.name.clone())),
                    text::one_line(text::hint(look, group.teacher.clone())),
                ]
                .spacing(space::S8)
                .align_y(Center);
                let id = iced::advanced::widget::Id::from(format!("ask-class-{n}"));
                Element::from(list_row(look, n == self.at, line, Some(Message::Pick(n)), Some(id)))
            });
            control = control.push(Column::with_children(rows));
        }
        let help = self.group.as_ref().filter(|group| !group.teacher.is_empty());
        let help = help.map(|group| t!(words, "ask-teacher", name = group.teacher.clone()));
        let kinds = KINDS.map(|kind| says::kind_word(words, kind));
        let at = KINDS.iter().position(|kind| *kind == self.kind).unwrap_or_default();
        let kind = choice(look, "ask-weekly-kind", kinds, &[at], Message::Kind, false);
        let room = ctx.book.rooms.room(&self.room).map_or_else(String::new, |room| {
            let clear = t!(words, "ask-room-line", people = room.capacity, minutes = room.buffer_after);
            format!("{} {}　{clear}", room.code, room.name(lang))
        });
        let when = t!(
            words,
            "ask-weekly-when",
            when = says::weekly_words(words, &self.days, Some(self.time)),
            from = words::day_long(words, self.from)
        );
        let people = input(look, PEOPLE, "", self.people.as_str(), Message::People)
            .latin(true)
            .width(96)
            .error(self.miscounted.is_some())
            .on_submit(Message::PeopleDone);
        let until = input(look, UNTIL, "", self.until.as_str(), Message::Until)
            .latin(true)
            .width(140)
            .on_submit(Message::UntilDone);
        let label = if lang == Lang::En { 56.0 } else { 40.0 };
        let line = |said: String| container(text::body(look, said)).height(size::CONTROL).align_y(Center);
        column![
            field(look, t!(words, "ask-course"), true, control, None, help).label_width(label),
            field(look, t!(words, "ask-weekly-kind"), true, kind, None, None).label_width(label),
            field(look, t!(words, "ask-people-label"), true, people, self.miscounted.clone(), None)
                .label_width(label),
            field(look, t!(words, "ask-room"), false, line(room), None, None).label_width(label),
            field(look, t!(words, "ask-time"), false, line(when), None, None).label_width(label),
            field(look, t!(words, "ask-until"), true, until, None, None).label_width(label),
        ]
        .spacing(space::S8)
        .into()
    }

    /// Every date.
    fn cells<'a>(&'a self, lines: &'a [Line], ctx: &'a Ctx) -> Element<'a, Message> {
        let mut rows = Column::new().spacing(space::S4);
        let across = cells_in_a_row(ctx);
        for part in lines.chunks(across) {
            let cells = part.iter().map(|line| self.cell(line, ctx));
            let rest = (part.len()..across).map(|_| gap::horizontal().width(Fill).into());
            rows = rows.push(Row::with_children(cells.chain(rest)).spacing(space::S4));
        }
        rows.into()
    }

    fn cell<'a>(&'a self, line: &'a Line, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let (icon, word, tone) = mark_of(line, &ctx.words);
        let ink = tone.ink(look);
        let plain = tone == Tone::Ok;
        let date = words::day_short(&ctx.words, line.on);
        let date =
            text::one_line(text::plain(type_::HINT, date)).color(if plain { look.roles.text } else { ink });
        let mark: Element<'a, Message> = match icon {
            Some(icon) => tinted(icon, size::GLYPH_TAG, ink).into(),
            None => text::one_line(text::plain(type_::HINT, word)).color(ink).into(),
        };
        let face =
            container(column![date, mark].align_x(Center)).center_x(Fill).center_y(CELL).style(move |_| {
                let ground = if plain { look.roles.surface } else { tone.ground(look) };
                let edge = if plain { look.roles.line } else { ink };
                boxes::ink(ground).border(border::rounded(size::RADIUS_TAG).color(edge).width(look.line()))
            });
        let decides = line.wants_a_look();
        let pressed = decides.then_some(Message::Look(line.on));
        container(focusable(face).on_press_maybe(pressed).enabled(decides)).width(Fill).into()
    }

    /// A date to decide on: what is the matter, and the answers.
    fn row<'a>(&'a self, line: &'a Line, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let (icon, label, tone, said) = matter(line, ctx);
        let options = Self::options(line, ctx);
        let chosen: Vec<usize> =
            options.iter().position(|(_, choice)| *choice == line.choice).into_iter().collect();
        let labels: Vec<String> = options.into_iter().map(|(label, _)| label).collect();
        let on = line.on;
        let open = line.choice == Choice::Open;
        let pick = choice(look, row_id(on), labels, &chosen, move |at| Message::Choose(on, at), open);
        let date = text::one_line(text::strong(look, words::day_long(words, on)));
        let head = row![
            date,
            tag(look, tone, icon, label, true),
            container(text::one_line(text::second(look, said))).width(Fill).clip(true),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let chosen = self.looks == Some(on);
        container(column![head, pick].spacing(space::S4 + 2.0))
            .padding([space::S8, space::S12])
            .width(Fill)
            .style(
                move |_| {
                    if chosen { boxes::ink(look.roles.selected) } else { container::Style::default() }
                },
            )
            .into()
    }

    /// What will be built, and the button that does it.
    pub fn foot<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let plan = self.plan.as_ref().map(|planned| &planned.plan);
        let count = plan.map_or(0, |plan| plan.lines.iter().filter(|l| settled(l)).count());
        let tally = plan.map_or_else(String::new, |plan| {
            t!(words, "ask-tally", skipped = plan.skipped(), moved = plan.moved())
        });
        let waits = self.plan.as_ref().is_some_and(|planned| planned.approver.is_other());
        let label = if waits {
            t!(words, "ask-build-waiting", count = count)
        } else {
            t!(words, "ask-build", count = count)
        };
        let main = button(look, label)
            .key(Command::Save.key())
            .primary()
            .tall()
            .id(DO)
            .on_press_maybe((!self.busy && count > 0).then_some(Message::Press(Command::Save)));
        let problem = self.problem.clone().map(|problem| error_line(look, problem));
        let line = row![text::second(look, tally), gap::horizontal(), main].align_y(Center);
        Column::new().push(problem).push(line).spacing(space::S8).into()
    }
}

/// Whether a lesson will stand: an open date is not counted before it is answered.
fn settled(line: &Line) -> bool {
    line.choice != Choice::Open && line.goes_to().is_some()
}

/// What is the matter with a date.
fn matter(line: &Line, ctx: &Ctx) -> (Option<Icon>, String, Tone, String) {
    let words = &ctx.words;
    // What must be answered comes before what is only told.
    let clash = line.marks.iter().filter(|mark| matches!(mark, Mark::Clash { .. }));
    for mark in clash.chain(&line.marks) {
        match mark {
            Mark::Clash { with } => {
                let titles: Vec<String> = with
                    .iter()
                    .map(|other| match (&other.id, other.title.is_empty()) {
                        (None, _) => t!(words, "rooms-own-lesson"),
                        (_, true) => t!(words, "rooms-occupied"),
                        _ => other.title.clone(),
                    })
                    .collect();
                let said = t!(words, "ask-clash-with", title = titles.join(words.lang().pick("、", ", ")));
                return (Some(Icon::TriangleAlert), t!(words, "ask-clash"), Tone::Danger, said);
            }
            Mark::Holiday { name } => {
                let said = t!(words, "ask-off", name = festival(words, name));
                return (None, t!(words, "ask-cell-off"), Tone::Neutral, said);
            }
            Mark::MakeUpWorkday { .. } => {
                return (None, t!(words, "ask-cell-work"), Tone::Info, t!(words, "ask-make-up"));
            }
            Mark::Closed { reason } => {
                return (
                    Some(Icon::CircleMinus),
                    t!(words, "ask-closed"),
                    Tone::Neutral,
                    closed_for(words, reason),
                );
            }
            Mark::OutsideHours => {
                let said = t!(words, "ask-mark-hours");
                return (Some(Icon::CircleMinus), t!(words, "ask-closed"), Tone::Neutral, said);
            }
            _ => {}
        }
    }
    (None, String::new(), Tone::Neutral, String::new())
}
