//! The list at the left: items in columns by group, certificates in columns by number.

mod order;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::scrollable::AbsoluteOffset;
use iced::widget::{Column, Row, button as area, column, container, operation, row, space as gap, stack};
use iced::{Center, Element, Fill, Task};

use crate::domain::book::Book;
use crate::t;
use crate::ui::component::card::{card, upright};
use crate::ui::component::{button, rule};
use crate::ui::ctx::{Action, Ctx, NARROW};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, scroll, size, space, type_};
use crate::ui::widget::focusable::{Style, focusable};

use super::{CatalogueScreen, Message};
use order::{GROUP, found};
pub use order::{Move, Shelf, Shown};

/// The list, as one stop of Tab.
pub const LIST: &str = "catalogue-list";
const SCROLL: &str = "catalogue-scroll";
impl CatalogueScreen {
    fn shown(&self, ctx: &Ctx) -> Shown {
        Shown::of(self.shelf, &self.query, &ctx.book, ctx.width, ctx.lang())
    }

    /// The chosen row's place, if it is shown.
    pub(super) fn chosen(&self, ctx: &Ctx) -> Option<usize> {
        self.chosen_in(&self.shown(ctx), &ctx.book)
    }

    pub(super) fn chosen_in(&self, shown: &Shown, book: &Book) -> Option<usize> {
        let place = match self.shelf {
            Shelf::Items => book.catalogue.items.iter().position(|item| item.code == self.item),
            Shelf::Declines => {
                book.declines.certificates.iter().position(|c| c.no == self.refusal.certificate)
            }
        };
        place.filter(|place| shown.has(*place))
    }

    /// Chooses a row; the task loads what belongs to it and brings it into view.
    pub(super) fn choose(&mut self, place: usize, ctx: &Ctx) -> Task<Message> {
        let loading = match self.shelf {
            Shelf::Items => {
                if let Some(item) = ctx.book.catalogue.items.get(place) {
                    self.item.clone_from(&item.code);
                }
                Task::none()
            }
            Shelf::Declines => match ctx.book.declines.certificates.get(place) {
                Some(certificate) => self.refusal.turn_to(certificate.no, ctx).map(Message::Refusal),
                None => Task::none(),
            },
        };
        Task::batch([loading, self.reveal(ctx)])
    }

    /// After typing: the best answer is chosen already; with nothing typed what was chosen stays.
    pub(super) fn choose_best(&mut self, ctx: &Ctx) -> Action<Message> {
        let shown = self.shown(ctx);
        let stays = self.query.trim().is_empty() && self.chosen_in(&shown, &ctx.book).is_some();
        match shown.best {
            Some(best) if !stays => Action::Run(self.choose(best, ctx)),
            _ => Action::Run(self.reveal(ctx)),
        }
    }

    pub(super) fn step(&mut self, step: Move, ctx: &Ctx) -> Action<Message> {
        let shown = self.shown(ctx);
        match shown.moved(self.chosen_in(&shown, &ctx.book), step) {
            Some(place) => Action::Run(self.choose(place, ctx)),
            None => Action::None,
        }
    }

    /// Scrolls the least that shows the chosen row whole.
    pub(super) fn reveal(&self, ctx: &Ctx) -> Task<Message> {
        let shown = self.shown(ctx);
        let (top, height) = self.seen;
        let Some((start, end)) = self.chosen_in(&shown, &ctx.book).and_then(|place| shown.span(place)) else {
            return Task::none();
        };
        let to = if height <= 0.0 {
            return Task::none();
        } else if start < top {
            start
        } else if end > top + height {
            end - height
        } else {
            return Task::none();
        };
        operation::scroll_to(SCROLL, AbsoluteOffset { x: None, y: Some(to) })
    }

    pub(super) fn list<'a>(&'a self, shown: Shown, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        if shown.columns.is_empty() {
            return self.nothing_found(ctx);
        }
        let chosen = self.chosen_in(&shown, &ctx.book);
        let mut lines = Row::new().width(Fill).height(Fill);
        let mut columns = Row::new().width(Fill);
        let several = shown.columns.len() > 1;
        for (at, sections) in shown.columns.iter().enumerate() {
            if at > 0 {
                lines = lines.push(upright(look));
                columns = columns.push(gap::horizontal().width(look.line()));
            }
            lines = lines.push(gap::horizontal().width(Fill));
            let mut column = Column::new().width(Fill);
            for (index, section) in sections.iter().enumerate() {
                if let Some(group) = section.group.and_then(|at| ctx.book.catalogue.groups.get(at)) {
                    let name = group.name(ctx.lang()).to_owned();
                    let count = t!(ctx.words, "catalogue-group-count", count = section.rows.len());
                    column = column.push((index > 0).then(|| rule(look)));
                    column = column.push(heading(look, name, count, index > 0));
                }
                for place in &section.rows {
                    column = column.push(self.row(*place, chosen == Some(*place), ctx));
                }
            }
            columns = columns.push(column);
        }
        let rows = scroll::vertical(look, columns)
            .id(SCROLL)
            .height(Fill)
            .on_scroll(|view| Message::Scrolled(view.absolute_offset().y, view.bounds().height));
        let inside: Element<'a, Message> = if several { stack![lines, rows].into() } else { rows.into() };
        let list = focusable(card(look, inside).width(Fill).height(Fill))
            .id(LIST)
            .claims_focus()
            .on_key(|key, modifiers, _| key_of(key, modifiers))
            .style(move |status| Style {
                edge: status.focused.then(|| look.focus_edge().rounded(size::RADIUS_CARD)),
                ..Style::default()
            });
        if ctx.width >= NARROW {
            return list.into();
        }
        column![container(list).height(Fill), self.list_bar(ctx)].spacing(space::S8).into()
    }

    /// In a narrow window the panel is a step away, so the list has its own buttons.
    fn list_bar<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut bar = Row::new().spacing(space::S8).align_y(Center);
        match self.shelf {
            Shelf::Items => {
                let guide = button(look, t!(words, "catalogue-guide")).icon(Icon::Printer).tall().primary();
                bar = bar.push(guide.key(Command::Guide.key()).on_press(Message::Guide(false)));
                let accept = button(look, t!(words, "catalogue-accept")).tall().key(Command::Enter.key());
                bar = bar.push(accept.on_press(Message::Accept));
                let see = button(look, t!(words, "catalogue-look")).tall().key(Command::Open.key());
                bar = bar.push(see.on_press(Message::Look(true)));
            }
            Shelf::Declines => {
                let see = button(look, t!(words, "decline-go-on")).tall().primary();
                bar = bar.push(see.key(Command::Enter.key()).on_press(Message::Look(true)));
            }
        }
        bar.into()
    }

    fn row<'a>(&'a self, place: usize, chosen: bool, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let book = &ctx.book;
        let (code, name, height) = match self.shelf {
            Shelf::Items => {
                let item = &book.catalogue.items[place];
                (item.code.clone(), item.short(ctx.lang()).to_owned(), size::ROW_LIST)
            }
            Shelf::Declines => {
                let certificate = &book.declines.certificates[place];
                (certificate.no.to_string(), certificate.name(ctx.lang()).to_owned(), size::ROW_DECLINE)
            }
        };
        let code_width = if self.shelf == Shelf::Items { 50 } else { 34 };
        let code = text::one_line(text::plain(type_::BODY, code)).color(look.roles.text2).width(code_width);
        let name = text::body(look, name).font(if chosen { text::BOLD } else { text::FONT });
        // A short name keeps to its line; the name of a certificate may take both lines of its row.
        let name = if self.shelf == Shelf::Items { text::one_line(name) } else { name };
        let inside = container(row![code, name.width(Fill)].align_y(Center))
            .padding([0.0, space::S12])
            .width(Fill)
            .height(height)
            .align_y(Center)
            .clip(true);
        let marker = chosen.then(|| {
            container(gap::vertical())
                .width(size::MARKER)
                .height(height)
                .style(move |_| boxes::ink(look.roles.accent))
        });
        // A plain area and not a stop of Tab: the list is one stop as a whole.
        area(stack![inside].push(marker))
            .padding(0)
            .width(Fill)
            .on_press(Message::Choose(place))
            .style(move |_, status| {
                let ground = match (chosen, status) {
                    (true, _) | (false, area::Status::Pressed) => Some(look.roles.selected),
                    (false, area::Status::Hovered) => Some(look.roles.hover),
                    _ => None,
                };
                area::Style {
                    background: ground.map(Into::into),
                    text_color: look.roles.text,
                    ..area::Style::default()
                }
            })
            .into()
    }

    fn nothing_found<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let sentence = match self.shelf {
            Shelf::Items => t!(words, "catalogue-none", query = self.query.clone()),
            Shelf::Declines => t!(words, "decline-none", query = self.query.clone()),
        };
        let there = found(self.shelf.other(), &self.query, &ctx.book).len();
        let other = (there > 0).then(|| {
            let label = match self.shelf {
                Shelf::Items => t!(words, "catalogue-none-other", count = there),
                Shelf::Declines => t!(words, "decline-none-other", count = there),
            };
            button(look, label).on_press(Message::Other).id("catalogue-other")
        });
        let inside =
            column![text::section(look, sentence), text::second(look, t!(words, "catalogue-none-line"))]
                .push(other)
                .spacing(space::S12);
        card(look, container(inside).padding(space::S24)).width(Fill).height(Fill).into()
    }
}

fn heading<'a>(look: Look, name: String, count: String, line_above: bool) -> Element<'a, Message> {
    let lines = if line_above { 2.0 } else { 1.0 } * look.line();
    let inside =
        row![text::one_line(text::section(look, name)).width(Fill), text::one_line(text::hint(look, count))]
            .spacing(space::S8)
            .align_y(Center);
    column![
        container(inside).padding([0.0, space::S12]).height(GROUP - lines).align_y(Center).clip(true),
        rule(look)
    ]
    .into()
}

/// What a key means while the list has the focus.
fn key_of(key: &Key, modifiers: Modifiers) -> Option<Message> {
    if !modifiers.is_empty() {
        return None;
    }
    let Key::Named(key) = key else { return None };
    let step = match key {
        Named::ArrowUp => Move::Up,
        Named::ArrowDown => Move::Down,
        Named::ArrowLeft => Move::Left,
        Named::ArrowRight => Move::Right,
        Named::PageUp => Move::PageUp,
        Named::PageDown => Move::PageDown,
        Named::Home => Move::Home,
        Named::End => Move::End,
        Named::Enter => return Some(Message::Enter),
        _ => return None,
    };
    Some(Message::Move(step))
}
