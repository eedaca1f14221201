//! The month in cells, and the month line by line.

use chrono::Days;
use iced::keyboard::{Key as Pressed, Modifiers, key::Named};
use iced::widget::{Column, column, container, mouse_area, row, space as gap, stack};
use iced::{Center, Element, Fill, mouse};

use crate::domain::booking::{Booking, clock_text};
use crate::t;
use crate::ui::component::card::{card, rule};
use crate::ui::component::{MonthCell, MonthLine, month};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::tinted;
use crate::ui::screen::words;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space, type_};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::{ScrollState, vscroll};

use super::when::{Shows, monday};
use super::{GRID, Message, RoomsScreen, face, says};

/// What a key does in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    To(usize),
    Month(bool),
    Open,
}

/// Where a key leads from a line; ←/→ turn to the month before or after.
fn step(key: &Pressed, modifiers: Modifiers, len: usize, at: Option<usize>, page: usize) -> Option<Step> {
    if modifiers.command() || modifiers.control() || modifiers.alt() || modifiers.shift() {
        return None;
    }
    let Pressed::Named(named) = key else { return None };
    let to = |at: usize| (len > 0).then(|| Step::To(at.min(len.saturating_sub(1))));
    match named {
        Named::ArrowDown => to(at.map_or(0, |at| at + 1)),
        Named::ArrowUp => to(at.map_or(len.saturating_sub(1), |at| at.saturating_sub(1))),
        Named::PageDown => to(at.map_or(0, |at| at + page)),
        Named::PageUp => to(at.map_or(0, |at| at.saturating_sub(page))),
        Named::End => to(len),
        Named::ArrowLeft => Some(Step::Month(true)),
        Named::ArrowRight => Some(Step::Month(false)),
        Named::Enter => at.map(|_| Step::Open),
        _ => None,
    }
}

impl RoomsScreen {
    pub(super) fn month<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let words = &ctx.words;
        let (first, _) = Shows::Month.span(self.day);
        let (today, shown) = (ctx.now.date_naive(), self.day);
        let mut cells: Vec<MonthCell> = (0..42)
            .map(|n| {
                let day = first + Days::new(n);
                let mark =
                    (day == today).then(|| (t!(words, "cal-today"), crate::ui::component::Tone::Neutral));
                MonthCell {
                    number: day.format("%-d").to_string(),
                    mark: says::mark(ctx, day).or(mark),
                    count: String::new(),
                    lines: Vec::new(),
                    outside: !Shows::List.holds(shown, day),
                    today: day == today,
                    chosen: day == shown,
                }
            })
            .collect();
        for booking in self.bookings().iter().filter(|booking| booking.state.is_shown()) {
            let at = usize::try_from((booking.slot.day - first).num_days()).ok();
            if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
                cell.lines.push(MonthLine {
                    kind: face::kind(ctx, booking),
                    time: clock_text(booking.slot.from),
                    title: says::title(ctx, booking),
                });
            }
        }
        for cell in &mut cells {
            if !cell.lines.is_empty() {
                cell.count = t!(words, "cal-count", count = cell.lines.len());
            }
        }
        let names = std::array::from_fn(|n| words::weekday(words, monday(shown) + Days::new(n as u64)));
        let more = move |count: usize| t!(words, "cal-more", count = count);
        month(ctx.look, GRID, names, cells, more, Message::Month)
    }

    /// The lines of the list, in order of time.
    pub(super) fn rows(&self, _ctx: &Ctx) -> &[Booking] {
        if self.shows == Shows::List { self.bookings() } else { &[] }
    }

    fn chosen_row(&self, ctx: &Ctx) -> Option<usize> {
        let chosen = self.chosen()?;
        self.rows(ctx).iter().position(|booking| booking.id == chosen.id)
    }

    /// The place of the list that shows the chosen line.
    pub(super) fn reveal(&self, ctx: &Ctx) -> ScrollState {
        let mut list = self.list;
        if let Some(at) = self.chosen_row(ctx) {
            list.reveal(at, size::ROW_LIST);
        }
        list
    }

    pub(super) fn lines<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, rows, chosen) = (ctx.look, self.rows(ctx), self.chosen_row(ctx));
        let len = rows.len();
        if rows.is_empty() && self.loaded.is_some() {
            let none = container(text::second(look, t!(ctx.words, "cal-list-none"))).center(Fill);
            return self.framed(ctx, none.into(), 0, None);
        }
        let build = |range: std::ops::Range<usize>| {
            let first = range.start;
            let lines = rows.iter().enumerate().skip(first).take(range.len()).map(|(at, booking)| {
                let new_day = at == 0 || rows.get(at - 1).is_some_and(|b| b.slot.day != booking.slot.day);
                // The topmost line tells its day even in the middle of one.
                self.one(ctx, at, booking, chosen == Some(at), new_day || at == first)
            });
            Column::with_children(lines).into()
        };
        let list = vscroll(look, len, size::ROW_LIST, &self.list, build, Message::Scrolled);
        let list = column![self.list_head(ctx), container(list).height(Fill)];
        self.framed(ctx, list.into(), len, chosen)
    }

    fn framed<'a>(
        &self,
        ctx: &Ctx,
        inside: Element<'a, Message>,
        len: usize,
        chosen: Option<usize>,
    ) -> Element<'a, Message> {
        let look = ctx.look;
        let page = self.list.page(size::ROW_LIST).saturating_sub(1).max(1);
        focusable(card(look, inside).width(Fill).height(Fill))
            .id(GRID)
            .claims_focus()
            .on_key(move |key, modifiers, _| {
                Some(match step(key, modifiers, len, chosen, page)? {
                    Step::To(at) => Message::Row(at),
                    Step::Month(back) => Message::Step(back),
                    Step::Open => Message::Do(super::deeds::Deed::Move),
                })
            })
            .style(move |status| Style {
                edge: status.focused.then(|| look.focus_edge().rounded(size::RADIUS_CARD)),
                ..Style::default()
            })
            .into()
    }

    /// Widths of the columns: day, time, room, what (takes the rest), who, people, state.
    fn widths(ctx: &Ctx) -> [f32; 6] {
        if ctx.width < NARROW {
            [92.0, 96.0, 52.0, 0.0, 0.0, 96.0]
        } else {
            [108.0, 100.0, 132.0, 168.0, 64.0, 96.0]
        }
    }

    fn list_head<'a>(&self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let [day, time, room, who, people, state] = Self::widths(ctx);
        let cell = |label: String, width: f32| {
            (width > 0.0).then(|| container(text::one_line(text::second(look, label))).width(width))
        };
        let head = row![]
            .push(cell(t!(words, "cal-col-day"), day))
            .push(cell(t!(words, "cal-col-time"), time))
            .push(cell(t!(words, "cal-col-room"), room))
            .push(container(text::one_line(text::second(look, t!(words, "cal-col-what")))).width(Fill))
            .push(cell(t!(words, "cal-col-who"), who))
            .push(cell(t!(words, "cal-col-people"), people))
            .push(cell(t!(words, "cal-col-state"), state))
            .spacing(space::S8)
            .align_y(Center);
        let line = container(gap::horizontal())
            .width(Fill)
            .height(look.line())
            .style(move |_| boxes::ink(look.roles.line_strong));
        let head = container(head)
            .padding(iced::padding::left(space::S12).right(space::S12 + size::SCROLL + 2.0))
            .height(size::ROW_LIST)
            .align_y(Center);
        column![head, line].into()
    }

    fn one<'a>(
        &self,
        ctx: &'a Ctx,
        at: usize,
        booking: &'a Booking,
        chosen: bool,
        tells_day: bool,
    ) -> Element<'a, Message> {
        let (look, words, r) = (ctx.look, &ctx.words, ctx.look.roles);
        let [day, time, room, who, people, state] = Self::widths(ctx);
        let off = !booking.state.is_shown();
        let ink = if off { r.text3 } else { r.text };
        let cell = |said: String, width: f32| {
            let said = text::fit(&said, width, type_::BODY.size);
            (width > 0.0)
                .then(|| container(text::one_line(text::plain(type_::BODY, said).color(ink))).width(width))
        };
        let date = if tells_day { says::day_long(words, booking.slot.day) } else { String::new() };
        let place = if room < 100.0 {
            booking.slot.room.clone()
        } else {
            format!("{} {}", booking.slot.room, says::room_name(ctx, &booking.slot.room))
        };
        let kind = face::kind(ctx, booking);
        let (_, edge, _, bar) = kind.colours(look);
        let mark = bar.unwrap_or(edge);
        let mark = container(gap::vertical()).width(size::MARKER).height(16).style(move |_| boxes::ink(mark));
        let private = says::is_private(ctx, &booking.slot.room);
        let contact = match &booking.details.contact {
            Some(name) if !private => ctx.shown(name),
            _ => String::new(),
        };
        let team = booking.details.team.trim();
        let contact = if team.is_empty() || private { contact } else { format!("{team} {contact}") };
        let title = text::plain(type_::BODY, says::title(ctx, booking)).font(text::BOLD).color(ink);
        let glyph = kind.icon().map(|icon| tinted(icon, size::GLYPH_TAG, r.text2));
        let line = row![]
            .push(cell(date, day))
            .push(cell(booking.slot.hours_text(), time))
            .push(cell(place, room))
            .push(
                container(
                    row![mark]
                        .push(glyph)
                        .push(text::one_line(title))
                        .spacing(space::S8 - 2.0)
                        .align_y(Center),
                )
                .width(Fill)
                .clip(true),
            )
            .push(cell(contact, who))
            .push(cell(booking.details.people.to_string(), people))
            .push(cell(says::state(words, booking.state.name()), state))
            .spacing(space::S8)
            .align_y(Center);
        let line = container(line)
            .padding([0.0, space::S12])
            .width(Fill)
            .height(size::ROW_LIST - look.line())
            .align_y(Center)
            .style(move |_| if chosen { boxes::ink(r.selected) } else { Default::default() });
        let marker = chosen.then(|| {
            container(gap::vertical()).width(size::MARKER).height(Fill).style(move |_| boxes::ink(r.accent))
        });
        let pressed = mouse_area(stack![line].push(marker))
            .on_press(Message::Row(at))
            .on_double_click(Message::Do(super::deeds::Deed::Move))
            .interaction(mouse::Interaction::Pointer);
        column![pressed, rule(look)].into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_within_the_list_and_turn_the_month() {
        let by = |named, at| step(&Pressed::Named(named), Modifiers::empty(), 30, at, 12);
        assert_eq!(by(Named::ArrowDown, None), Some(Step::To(0)));
        assert_eq!(by(Named::ArrowDown, Some(29)), Some(Step::To(29)));
        assert_eq!(by(Named::PageDown, Some(5)), Some(Step::To(17)));
        assert_eq!(by(Named::PageUp, Some(5)), Some(Step::To(0)));
        assert_eq!(by(Named::End, Some(5)), Some(Step::To(29)));
        assert_eq!(by(Named::ArrowLeft, Some(5)), Some(Step::Month(true)));
        assert_eq!(by(Named::Enter, None), None);
        assert_eq!(by(Named::Enter, Some(3)), Some(Step::Open));
        // Home is today, in every view.
        assert_eq!(by(Named::Home, Some(3)), None);
        assert_eq!(step(&Pressed::Named(Named::ArrowDown), Modifiers::empty(), 0, None, 12), None);
    }
}
