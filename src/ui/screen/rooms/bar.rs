//! The toolbar: which room, which days, which view; and the line in which a day, a week or a room is typed.

use chrono::NaiveDate;
use iced::widget::{Column, Row, column, container, row, space as gap, stack};
use iced::{Center, Element, Fill, Task};

use crate::domain::pinyin::find;
use crate::domain::room::Room;
use crate::t;
use crate::ui::component::card::upright;
use crate::ui::component::status::key_hint;
use crate::ui::component::{button, choice, input, key_cap, menu_list};
use crate::ui::ctx::{Action, Ctx, NARROW, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, scroll, size, space, type_};
use crate::ui::widget::focusable::focusable;
use crate::ui::widget::{tab, whole};

use super::deeds::Deed;
use super::when::Shows;
use super::{RoomsScreen, line, says, when};

/// The line for a day or a room.
const JUMP: &str = "rooms-jump";
/// The word by which a room is looked for.
const PICK: &str = "rooms-pick";
/// Width of the list of rooms, px.
const LIST: f32 = 320.0;

/// What is open in the toolbar.
#[derive(Debug, Clone, Default)]
pub struct Bar {
    jump: Option<String>,
    pick: Option<Pick>,
}

/// A room is being chosen.
#[derive(Debug, Clone, Default)]
struct Pick {
    query: String,
    marked: usize,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The line opens.
    Jump,
    /// It was typed in.
    Typed(String),
    /// Enter in it.
    Go,
    /// The list of rooms opens or closes.
    Pick,
    /// A word was typed in it.
    Query(String),
    /// A room is taken; none: all.
    Take(Option<String>),
    /// Enter in the list.
    TakeMarked,
}

/// Where a typed line leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Goal {
    room: Option<String>,
    day: Option<NaiveDate>,
}

impl Bar {
    /// Whether something is open that Esc closes.
    pub fn is_open(&self) -> bool {
        self.jump.is_some() || self.pick.is_some()
    }
}

impl RoomsScreen {
    /// Where the line leads: a day and a room in any order.
    fn goal(&self, text: &str, ctx: &Ctx) -> Option<Goal> {
        let mut goal = Goal::default();
        let today = ctx.now.date_naive();
        for word in text.split_whitespace() {
            match when::typed(word, self.day, today, &ctx.book.terms) {
                Some(day) => goal.day = Some(day),
                None => goal.room = Some(line::room(word, &ctx.book)?),
            }
        }
        (goal != Goal::default()).then_some(goal)
    }

    pub(super) fn in_bar(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        match message {
            Message::Jump => self.open_jump(String::new()),
            Message::Typed(text) => {
                self.bar.jump = Some(text);
                Action::None
            }
            Message::Go => {
                let goal = self.bar.jump.as_deref().and_then(|text| self.goal(text, ctx));
                let Some(goal) = goal else { return Action::None };
                self.bar.jump = None;
                if let Some(room) = goal.room {
                    self.look_at(Some(room));
                }
                self.turn_to(goal.day.unwrap_or(self.day), ctx)
            }
            Message::Pick if self.bar.pick.is_some() => self.close_bar(),
            Message::Pick => {
                self.bar = Bar { pick: Some(Pick::default()), jump: None };
                Action::Run(tab::focus(PICK))
            }
            Message::Query(query) => {
                self.bar.pick = Some(Pick { query, marked: 0 });
                Action::None
            }
            Message::Take(room) => {
                self.bar.pick = None;
                self.look_at(room);
                self.turned(ctx)
            }
            Message::TakeMarked => {
                let Some(pick) = &self.bar.pick else { return Action::None };
                let taken = self
                    .offered(&pick.query, ctx)
                    .get(pick.marked)
                    .map(|room| room.map(|room| room.code.clone()));
                taken.map_or(Action::None, |room| self.in_bar(Message::Take(room), ctx))
            }
        }
    }

    /// A room is looked at in its week, all of them in their day; month and list serve both.
    fn look_at(&mut self, room: Option<String>) {
        self.shows = match (self.shows, &room) {
            (Shows::Day, Some(_)) => Shows::Week,
            (Shows::Week, None) => Shows::Day,
            (shows, _) => shows,
        };
        self.room = room;
    }

    fn open_jump(&mut self, text: String) -> Action<super::Message> {
        self.bar = Bar { jump: Some(text), pick: None };
        Action::Run(tab::focus(JUMP))
    }

    fn close_bar(&mut self) -> Action<super::Message> {
        self.bar = Bar::default();
        Action::Run(self.return_focus())
    }

    /// A key of the table, when the toolbar has a use for it.
    pub(super) fn bar_command(&mut self, command: Command, ctx: &Ctx) -> Option<Action<super::Message>> {
        if let Some(pick) = &mut self.bar.pick {
            let marked = pick.marked;
            let query = pick.query.clone();
            let last = self.offered(&query, ctx).len().saturating_sub(1);
            let to = match command {
                Command::Up => marked.saturating_sub(1),
                Command::Down => (marked + 1).min(last),
                Command::Back => return Some(self.close_bar()),
                _ => return None,
            };
            self.bar.pick = Some(Pick { query, marked: to });
            return Some(Action::None);
        }
        match command {
            Command::Back if self.bar.jump.is_some() => Some(self.close_bar()),
            Command::Find => Some(self.open_jump(String::new())),
            // A digit that nothing else wanted begins a date.
            Command::Digit(digit) if self.bar.jump.is_none() => Some(self.open_jump(digit.to_string())),
            _ => None,
        }
    }

    /// The rooms that answer a word, all of them first when nothing is typed.
    fn offered<'a>(&self, query: &str, ctx: &'a Ctx) -> Vec<Option<&'a Room>> {
        let book = &ctx.book;
        if query.trim().is_empty() {
            return std::iter::once(None).chain(book.rooms.offered().map(Some)).collect();
        }
        let hits = find(query.trim(), &book.room_index).into_iter();
        hits.filter_map(|at| book.rooms.rooms.get(at)).filter(|room| !room.retired).map(Some).collect()
    }

    pub(super) fn toolbar<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, super::Message> {
        let bar = row![self.picker(ctx), self.steps(ctx)].spacing(space::S8).align_y(Center);
        let bar = match &self.bar.jump {
            Some(text) => bar.push(self.read_back(text, ctx)),
            None => bar.push(self.today(ctx)).push(self.views(ctx)),
        };
        let bar = bar.push(gap::horizontal()).push(self.undo(ctx));
        container(bar).height(size::CONTROL).into()
    }

    fn picker<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, super::Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let room = match self.shows {
            Shows::Day => None,
            Shows::Week => ctx.book.rooms.room(self.week_room(ctx)),
            Shows::Month | Shows::List => self.room.as_deref().and_then(|code| ctx.book.rooms.room(code)),
        };
        let (name, count) = match room {
            Some(room) => (
                format!("{} {}", room.code, room.short(ctx.lang())),
                t!(words, "cal-people", people = room.capacity),
            ),
            None => {
                let count = ctx.book.rooms.offered().filter(|room| room.part_of.is_none()).count();
                (t!(words, "cal-all-rooms"), t!(words, "cal-rooms", count = count))
            }
        };
        let room_for = if ctx.width < NARROW { 110.0 } else { 190.0 };
        let name = text::fit(&name, room_for, type_::BODY.size);
        let face = row![
            whole(text::one_line(text::body(look, name))),
            whole(text::one_line(text::hint(look, count))),
            tinted(Icon::ChevronDown, size::GLYPH, look.roles.text),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let face = container(face).padding([0.0, space::S12]).height(size::CONTROL).align_y(Center);
        focusable(face)
            .id("rooms-room")
            .on_press(super::Message::Bar(Message::Pick))
            .style(move |status| {
                crate::ui::theme::button::style(look, crate::ui::theme::button::Kind::Plain, status)
            })
            .into()
    }

    /// ‹ days ›
    fn steps<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, super::Message> {
        let look = ctx.look;
        let step = |icon, back, id: &'static str| {
            button(look, "").icon(icon).quiet().id(id).on_press(super::Message::Step(back))
        };
        let middle: Element<'a, super::Message> = match &self.bar.jump {
            Some(text) => {
                let hint = t!(ctx.words, "cal-jump-hint");
                let typed = |text| super::Message::Bar(Message::Typed(text));
                input(look, JUMP, hint, text.as_str(), typed)
                    .on_submit(super::Message::Bar(Message::Go))
                    .error(!text.trim().is_empty() && self.goal(text, ctx).is_none())
                    .width(230)
                    .into()
            }
            None => button(look, self.days(ctx))
                .quiet()
                .bold()
                .id("rooms-days")
                .on_press(super::Message::Bar(Message::Jump))
                .into(),
        };
        let all = row![
            step(Icon::ChevronLeft, true, "rooms-back"),
            upright(look),
            middle,
            upright(look),
            step(Icon::ChevronRight, false, "rooms-on")
        ]
        .height(size::CONTROL);
        container(all).style(move |_| boxes::popup(look)).into()
    }

    fn days(&self, ctx: &Ctx) -> String {
        let (from, to) = self.shows.span(self.day);
        match self.shows {
            Shows::Week => says::week(&ctx.words, from, to),
            Shows::Day => says::day_long(&ctx.words, self.day),
            Shows::Month | Shows::List => says::month(&ctx.words, self.day),
        }
    }

    /// Where the typed line leads, before Enter.
    fn read_back<'a>(&self, text: &str, ctx: &Ctx) -> Element<'a, super::Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let said = match self.goal(text, ctx) {
            Some(goal) => {
                let room = goal.room.as_ref().map(|code| says::room_name(ctx, code).to_owned());
                let day = goal.day.map(|day| {
                    let term = ctx.book.terms.iter().find_map(|term| term.week_of(day));
                    let term = term.map(|week| t!(words, "cal-week-of-term", week = week));
                    [Some(says::day_long(words, day)), term]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(" ")
                });
                [room, day].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            None if text.trim().is_empty() => t!(words, "cal-jump-examples"),
            None => t!(words, "cal-jump-unknown"),
        };
        row![text::one_line(text::second(look, said)), key_cap(look, "Enter")]
            .spacing(space::S8)
            .align_y(Center)
            .into()
    }

    fn today<'a>(&self, ctx: &Ctx) -> Element<'a, super::Message> {
        let today =
            button(ctx.look, t!(ctx.words, "cal-today")).id("rooms-today").on_press(super::Message::Today);
        if ctx.width < NARROW { today.into() } else { today.key(Command::Today.key()).into() }
    }

    fn views<'a>(&self, ctx: &'a Ctx) -> Element<'a, super::Message> {
        let words = &ctx.words;
        let names = [
            t!(words, "cal-view-week"),
            t!(words, "cal-view-day"),
            t!(words, "cal-view-month"),
            t!(words, "cal-view-list"),
        ];
        let at = Shows::ALL.iter().position(|known| *known == self.shows).unwrap_or(0);
        let shows = |at: usize| super::Message::Show(Shows::ALL.get(at).copied().unwrap_or(Shows::Week));
        choice(ctx.look, "rooms-views", names, &[at], shows, false).bare().into()
    }

    /// The last change can be taken back.
    fn undo<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, super::Message>> {
        let count = self.loaded.as_ref()?.undo?;
        let label = if ctx.width < WIDE {
            t!(ctx.words, "cal-undo")
        } else {
            t!(ctx.words, "cal-undo-count", count = count)
        };
        let undo = button(ctx.look, label).icon(Icon::Undo2).id("rooms-undo");
        Some(undo.on_press_maybe((!self.busy).then_some(super::Message::Do(Deed::Undo))).into())
    }

    /// The list of rooms over the page, while one is being chosen.
    pub(super) fn over<'a>(
        &'a self,
        page: Element<'a, super::Message>,
        ctx: &'a Ctx,
    ) -> Element<'a, super::Message> {
        let list = self.bar.pick.as_ref().map(|pick| {
            let below = column![gap::vertical().height(size::CONTROL + space::S4), self.rooms(pick, ctx)];
            row![below.width(LIST), gap::horizontal()].width(Fill).height(Fill)
        });
        stack![container(page).width(Fill).height(Fill)].push(list).into()
    }

    fn rooms<'a>(&'a self, pick: &'a Pick, ctx: &'a Ctx) -> Element<'a, super::Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let offered = self.offered(&pick.query, ctx);
        let rows = offered.iter().map(|room| {
            let (name, sub) = match room {
                Some(room) => {
                    let name =
                        if room.part_of.is_some() { room.short(ctx.lang()) } else { room.name(ctx.lang()) };
                    let people = t!(words, "cal-people", people = room.capacity);
                    (format!("{} {name}", room.code), people)
                }
                None => (t!(words, "cal-all-rooms"), String::new()),
            };
            let name = text::fit(&name, LIST - 110.0, type_::BODY.size);
            let line: Row<'a, super::Message> = row![
                text::one_line(text::body(look, name)),
                gap::horizontal(),
                text::one_line(text::hint(look, sub)),
            ]
            .align_y(Center);
            let take = Message::Take(room.map(|room| room.code.clone()));
            (line.into(), super::Message::Bar(take))
        });
        let rows: Vec<(Element<'a, super::Message>, super::Message)> = rows.collect();
        let query = input(look, PICK, t!(words, "cal-pick-hint"), pick.query.as_str(), |query| {
            super::Message::Bar(Message::Query(query))
        })
        .on_submit(super::Message::Bar(Message::TakeMarked));
        let found: Column<'a, super::Message> = if rows.is_empty() {
            column![container(text::second(look, t!(words, "cal-pick-none"))).padding(space::S12)]
        } else {
            column![menu_list(look, rows, Some(pick.marked))]
        };
        let list = scroll::vertical(look, found).height(iced::Shrink);
        container(column![query, list]).max_height(560).style(move |_| boxes::popup(look)).into()
    }

    pub(super) fn page_hint<'a>(&self, ctx: &Ctx) -> Element<'a, super::Message> {
        let does = match self.shows {
            Shows::Week => t!(ctx.words, "cal-page-week"),
            Shows::Day => t!(ctx.words, "cal-page-day"),
            Shows::Month => t!(ctx.words, "cal-page-month"),
            Shows::List => t!(ctx.words, "cal-page-list"),
        };
        row![key_cap(ctx.look, "PgUp"), key_hint(ctx.look, "", "PgDn", does)].spacing(space::S4).into()
    }
}

/// A task that says something in the status line.
pub(super) fn say(text: String) -> Task<super::Message> {
    Task::done(super::Message::Said(text))
}
