//! The classes of a term at the left: which term, how full each class is, when it meets.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{Column, column, container, mouse_area, row, space as gap};
use iced::{Center, Element, Fill, mouse};

use crate::desk::ClassLine;
use crate::t;
use crate::ui::component::card::{card, card_heading};
use crate::ui::component::field::footer;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, list_row, rule, tag};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::vscroll;

use super::dialog::Ask;
use super::{ClassesScreen, LIST, Message, says};

/// Height of a class, px.
pub const ROW: f32 = size::ROW_VISIT;
/// 新学期
pub const NEW_TERM: &str = "classes-new-term";
/// 新班级
pub const NEW_CLASS: &str = "classes-new-class";

/// Width of the list beside a class, px; none where it takes the whole page.
pub fn width(ctx: &Ctx) -> Option<f32> {
    if ctx.width >= WIDE {
        Some(312.0)
    } else if ctx.width >= NARROW {
        Some(268.0)
    } else {
        None
    }
}

impl ClassesScreen {
    /// The list with its term.
    pub(super) fn list<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let count =
            if self.listed { t!(words, "classes-count", count = self.lines.len()) } else { String::new() };
        let heading = card_heading(look, t!(words, "classes-list"), count, None);
        let body: Element<'a, Message> = if self.term.is_none() {
            says::nothing(
                ctx,
                Icon::CalendarDays,
                (t!(words, "classes-no-term"), t!(words, "classes-no-term-line")),
                Some((t!(words, "classes-new-term"), Ask::Term, NEW_TERM)),
            )
        } else if self.lines.is_empty() && self.listed {
            says::nothing(
                ctx,
                Icon::BookOpen,
                (t!(words, "classes-none"), t!(words, "classes-none-line")),
                Some((t!(words, "classes-new-class"), Ask::Class, NEW_CLASS)),
            )
        } else {
            self.rows_of_classes(ctx)
        };
        let mut all = Column::new().push(heading);
        if self.term.is_some() {
            all = all.push(self.term_line(ctx)).push(rule(look));
        }
        let foot = self.term.is_some().then(|| footer(look, self.foot(ctx)));
        card(look, all.push(container(body).height(Fill)).push(foot)).width(Fill).height(Fill).into()
    }

    /// ‹ 2026秋 第 3 周 ›: one stop of Tab, ←/→ go to another term.
    fn term_line<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let Some(term) = self.the_term(ctx) else { return gap::vertical().height(0).into() };
        let at = ctx.book.terms.iter().position(|known| known.name == term.name).unwrap_or(0);
        let today = ctx.now.date_naive();
        let when = match term.week_of(today) {
            Some(week) => t!(words, "classes-week", week = week),
            None if term.from > today => t!(words, "classes-begins", day = says::day(ctx, term.from)),
            None => t!(words, "classes-over"),
        };
        let arrow = |icon: Icon, there: bool, by: isize| {
            button(look, "").icon(icon).quiet().on_press_maybe(there.then_some(Message::Step(by)))
        };
        let name = row![
            text::one_line(text::strong(look, term.name.clone())),
            text::one_line(text::second(look, when))
        ]
        .spacing(space::S8)
        .align_y(Center);
        let name = focusable(container(name).center_x(Fill).height(size::CONTROL).align_y(Center))
            .id("classes-term")
            .on_key(|key, modifiers: Modifiers, _| match key {
                Key::Named(Named::ArrowLeft) if modifiers.is_empty() => Some(Message::Step(-1)),
                Key::Named(Named::ArrowRight) if modifiers.is_empty() => Some(Message::Step(1)),
                _ => None,
            })
            .style(move |status| Style {
                edge: status.focused.then(|| look.focus_edge()),
                ..Style::default()
            });
        row![
            arrow(Icon::ChevronLeft, at + 1 < ctx.book.terms.len(), -1),
            container(name).width(Fill),
            arrow(Icon::ChevronRight, at > 0, 1),
        ]
        .padding([space::S4, space::S8])
        .spacing(space::S4)
        .align_y(Center)
        .into()
    }

    fn rows_of_classes<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let list = vscroll(
            look,
            self.lines.len(),
            ROW,
            &self.scroll,
            |range| {
                let mut rows = Column::new();
                for at in range {
                    let Some(line) = self.lines.get(at) else { continue };
                    let chosen = self.group.as_ref() == Some(&line.group.id);
                    let row = list_row(look, chosen, class_row(ctx, line), None, None).height(ROW);
                    rows = rows.push(
                        mouse_area(row)
                            .on_press(Message::Choose(at))
                            .interaction(mouse::Interaction::Pointer),
                    );
                }
                rows.into()
            },
            Message::Scrolled,
        );
        focusable(container(list).padding(look.focus_line()).width(Fill).height(Fill))
            .id(LIST)
            .claims_focus()
            .on_key(|key, modifiers: Modifiers, _| {
                let Key::Named(key) = key else { return None };
                match key {
                    _ if !modifiers.is_empty() => None,
                    Named::ArrowUp => Some(Message::Go(-1)),
                    Named::ArrowDown => Some(Message::Go(1)),
                    Named::Home => Some(Message::Go(isize::MIN / 2)),
                    Named::End => Some(Message::Go(isize::MAX / 2)),
                    Named::Enter => Some(Message::Enter),
                    _ => None,
                }
            })
            .style(move |status| Style {
                edge: status.focused.then(|| look.focus_edge().rounded(0.0)),
                ..Style::default()
            })
            .into()
    }

    fn foot<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let empty = self.lines.is_empty();
        let press = |label: String, ask: Ask| button(look, label).on_press(Message::Ask(ask));
        let plus = (ctx.width >= WIDE || ctx.width < NARROW).then_some(Icon::Plus);
        // Where there is no class the button that makes one stands in the list.
        let class =
            (!empty).then(|| press(t!(words, "classes-new-class"), Ask::Class).icon(plus).id(NEW_CLASS));
        row![]
            .push(class)
            .push(press(t!(words, "classes-course"), Ask::Course).id("classes-new-course"))
            .push(press(t!(words, "classes-term"), Ask::Term).id(NEW_TERM))
            .spacing(space::S8)
            .wrap()
            .vertical_spacing(space::S8)
            .into()
    }
}

/// Name and places; time and teacher beneath.
fn class_row<'a>(ctx: &Ctx, line: &ClassLine) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let mark: Element<'a, Message> = if line.group.closed.is_some() {
        tag(look, Tone::Neutral, Icon::CircleMinus, t!(words, "classes-closed"), false).into()
    } else if line.places.waiting > 0 {
        tag(look, Tone::Warn, Icon::Hourglass, says::places(ctx, line.places), false).into()
    } else {
        text::one_line(text::second(look, says::places(ctx, line.places))).into()
    };
    let name = container(text::one_line(text::strong(look, line.group.name.clone()))).width(Fill).clip(true);
    let time = says::meets(ctx, &line.meets, false);
    let under =
        if line.group.teacher.is_empty() { time } else { format!("{time} · {}", line.group.teacher) };
    column![
        row![name, mark].spacing(space::S8).align_y(Center),
        container(text::one_line(text::hint(look, under))).width(Fill).clip(true),
    ]
    .into()
}
