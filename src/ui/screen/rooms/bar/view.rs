//! How the toolbar looks.

use chrono::{Days, NaiveDate};
use iced::widget::{Column, Row, column, container, row, space as gap, stack};
use iced::{Center, Element, Fill, Right};

use crate::domain::lang::Lang;
use crate::domain::room::Room;
use crate::i18n::Words;
use crate::t;
use crate::ui::component::card::upright;
use crate::ui::component::status::key_hint;
use crate::ui::component::{button, choice, input, key_cap, menu_list, tip};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::asking;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, scroll, size, space, type_};
use crate::ui::widget::focusable::focusable;

use super::super::deeds::Deed;
use super::super::when::Shows;
use super::super::{Message as Said, PANEL, RoomsScreen, WIDER, says};
use super::{JUMP, LIST, Message, PICK, Pick};

/// Space of a button at both sides of its words, px.
const SIDES: f32 = 2.0 * space::S12;

/// Room for the longest words the days are told in, px: nothing beside them moves when they or the view change.
fn room_for_days(words: &Words) -> f32 {
    let ends = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(2026, month, 28));
    let told = ends.flat_map(|on| {
        let week = says::week(words, on, on + Days::new(6));
        [week, says::day_long(words, on), says::month(words, on)]
    });
    // The dash is half as wide as the estimate takes it for, bold letters a little wider.
    let width = |said: String| {
        let dash = if said.contains('–') { 0.4 * type_::BODY.size } else { 0.0 };
        text::width(&said, type_::BODY.size) * 1.03 - dash
    };
    (told.map(width).fold(0.0, f32::max) + SIDES).ceil()
}

impl RoomsScreen {
    /// Whether a panel stands beside that has the buttons at the right end of the toolbar do nothing.
    fn is_beside(&self) -> bool {
        self.moving.is_some() || self.asking.is_some()
    }

    /// What the toolbar gets in the week, px. It is the same in every view, so that nothing moves from one to another.
    fn bar_room(&self, ctx: &Ctx) -> f32 {
        let rail = if ctx.width < NARROW { size::RAIL_NARROW } else { size::RAIL };
        let panel = match (self.asking.is_some(), self.moving.is_some() || ctx.width >= WIDE) {
            (true, _) => asking::PANEL + space::S12,
            (false, true) => PANEL + space::S12,
            (false, false) => 0.0,
        };
        let frame = if ctx.book.community.practice { 2.0 * size::FRAME } else { 0.0 };
        ctx.width - rail - 2.0 * space::S12 - panel - frame
    }

    /// Whether the toolbar has room for long names and key caps beside everything else. English words are longer.
    fn is_roomy(&self, ctx: &Ctx) -> bool {
        let least = match (self.is_beside(), ctx.lang()) {
            (true, Lang::Zh) => 745.0,
            (true, Lang::En) => 900.0,
            (false, Lang::Zh) => 930.0,
            (false, Lang::En) => 1050.0,
        };
        self.bar_room(ctx) >= least
    }

    /// Whether it has room for all of that and the words of the button that takes back.
    fn is_spacious(&self, ctx: &Ctx) -> bool {
        let least = match ctx.lang() {
            Lang::Zh => 1060.0,
            Lang::En => 1250.0,
        };
        self.bar_room(ctx) >= least
    }

    /// Whether it has room for how many people a room holds.
    fn tells_people(&self, ctx: &Ctx) -> bool {
        let least = match (self.is_beside(), ctx.lang()) {
            (true, Lang::Zh) => 690.0,
            (true, Lang::En) => 770.0,
            (false, Lang::Zh) => 835.0,
            (false, Lang::En) => 940.0,
        };
        ctx.width >= NARROW && self.bar_room(ctx) >= least
    }

    pub(in super::super) fn toolbar<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Said> {
        let beside = self.is_beside();
        let bar = row![self.picker(ctx), self.steps(ctx)].spacing(space::S8).align_y(Center);
        let bar = match &self.bar.jump {
            Some(text) => bar.push(self.read_back(text, ctx)),
            // Home does the same.
            None if beside && self.bar_room(ctx) < 680.0 => bar.push(self.views(ctx)),
            None => bar.push(self.today(ctx)).push(self.views(ctx)),
        };
        let undo = (!beside).then(|| self.undo(ctx)).flatten();
        // Beside the button that takes back there is room for the key of the classes in a wide window alone.
        let keyed = self.is_roomy(ctx) && (undo.is_none() || self.is_spacious(ctx));
        let others = (!beside && self.bar.jump.is_none()).then(|| self.others(keyed, ctx));
        let bar = bar.push(others).push(gap::horizontal()).push(undo);
        container(bar).height(size::CONTROL).into()
    }

    fn picker<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Said> {
        let (look, words) = (ctx.look, &ctx.words);
        let room = match self.shows {
            Shows::Day => None,
            Shows::Week => ctx.book.rooms.room(self.week_room(ctx)),
            Shows::Month | Shows::List => self.room.as_deref().and_then(|code| ctx.book.rooms.room(code)),
        };
        let told = |room: Option<&Room>| {
            if let Some(room) = room {
                let people = t!(words, "cal-people", people = room.capacity);
                (format!("{} {}", room.code, room.short(ctx.lang())), people)
            } else {
                let count = ctx.book.rooms.offered().filter(|room| room.part_of.is_none()).count();
                (t!(words, "cal-all-rooms"), t!(words, "cal-rooms", count = count))
            }
        };
        let counts = self.tells_people(ctx);
        let most = match (self.is_roomy(ctx), counts) {
            (true, _) => 190.0,
            (false, true) => 130.0,
            (false, false) if ctx.lang() == Lang::En && ctx.width < NARROW => 88.0,
            (false, false) => 110.0,
        };
        // As wide for every room as for the one with the longest name, so that nothing beside it moves.
        let all = std::iter::once(None).chain(ctx.book.rooms.offered().map(Some)).map(told);
        let (widest, longest) = all.fold((0.0_f32, 0.0_f32), |(widest, longest), (name, count)| {
            let name = text::width(&name, type_::BODY.size).min(most);
            (widest.max(name), longest.max(text::width(&count, type_::HINT.size)))
        });
        let (name, count) = told(room);
        let name = text::fit(&name, most, type_::BODY.size);
        let name = container(text::one_line(text::body(look, name))).width(widest.ceil()).clip(true);
        let count = counts
            .then(|| container(text::one_line(text::hint(look, count))).width(longest.ceil()).align_x(Right));
        let face = row![name, count, tinted(Icon::ChevronDown, size::GLYPH, look.roles.text)]
            .spacing(space::S8)
            .align_y(Center);
        let face = container(face).padding([0.0, space::S12]).height(size::CONTROL).align_y(Center);
        focusable(face)
            .id("rooms-room")
            .on_press(Said::Bar(Message::Pick))
            .style(move |status| {
                crate::ui::theme::button::style(look, crate::ui::theme::button::Kind::Plain, status)
            })
            .into()
    }

    /// ‹ days ›
    fn steps<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Said> {
        let look = ctx.look;
        let step = |icon, back, id: &'static str| {
            button(look, "").icon(icon).quiet().id(id).on_press(Said::Step(back))
        };
        let middle: Element<'a, Said> = match &self.bar.jump {
            Some(text) => {
                let hint = t!(ctx.words, "cal-jump-hint");
                let typed = |text| Said::Bar(Message::Typed(text));
                input(look, JUMP, hint, text.as_str(), typed)
                    .on_submit(Said::Bar(Message::Go))
                    .error(!text.trim().is_empty() && self.goal(text, ctx).is_none())
                    .width(230)
                    .into()
            }
            None => button(look, self.days(ctx))
                .quiet()
                .bold()
                .width(room_for_days(&ctx.words))
                .id("rooms-days")
                .on_press(Said::Bar(Message::Jump))
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
    fn read_back<'a>(&self, text: &str, ctx: &Ctx) -> Element<'a, Said> {
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

    fn today<'a>(&self, ctx: &Ctx) -> Element<'a, Said> {
        let today = button(ctx.look, t!(ctx.words, "cal-today")).id("rooms-today").on_press(Said::Today);
        if self.is_roomy(ctx) { today.key(Command::Today.key()).into() } else { today.into() }
    }

    fn views<'a>(&self, ctx: &'a Ctx) -> Element<'a, Said> {
        let words = &ctx.words;
        let names = [
            t!(words, "cal-view-week"),
            t!(words, "cal-view-day"),
            t!(words, "cal-view-month"),
            t!(words, "cal-view-list"),
        ];
        let at = Shows::ALL.iter().position(|known| *known == self.shows).unwrap_or(0);
        let shows = |at: usize| Said::Show(Shows::ALL.get(at).copied().unwrap_or(Shows::Week));
        choice(ctx.look, "rooms-views", names, &[at], shows, false).bare().into()
    }

    /// To the classes, and to the sheets that can be printed.
    fn others<'a>(&self, keyed: bool, ctx: &'a Ctx) -> Element<'a, Said> {
        let (look, words) = (ctx.look, &ctx.words);
        let classes =
            button(look, t!(words, "cal-classes")).id("rooms-classes").on_press(Said::Do(Deed::Classes));
        let classes = if keyed { classes.key(Command::Rooms.key()) } else { classes };
        let print = button(look, if ctx.width < WIDER { String::new() } else { t!(words, "cal-print") })
            .icon(Icon::Printer)
            .id("rooms-print")
            .on_press(Said::Do(Deed::Sheets));
        row![classes, tip(look, print, t!(words, "cal-print-tip"))].spacing(space::S8).into()
    }

    /// The last change can be taken back.
    fn undo<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Said>> {
        let count = self.loaded.as_ref()?.undo?;
        let words = &ctx.words;
        let counted = t!(words, "cal-undo-count", count = count);
        let label = match (self.is_spacious(ctx), ctx.lang()) {
            (true, _) => counted.clone(),
            (false, Lang::Zh) if self.is_roomy(ctx) => t!(words, "cal-undo"),
            (false, _) => String::new(),
        };
        let undo = button(ctx.look, label).icon(Icon::Undo2).id("rooms-undo");
        let undo = undo.on_press_maybe((!self.busy).then_some(Said::Do(Deed::Undo)));
        Some(tip(ctx.look, undo, counted))
    }

    /// The list of rooms over the page, while one is being chosen.
    pub(in super::super) fn over<'a>(&'a self, page: Element<'a, Said>, ctx: &'a Ctx) -> Element<'a, Said> {
        let list = self.bar.pick.as_ref().map(|pick| {
            let below = column![gap::vertical().height(size::CONTROL + space::S4), self.rooms(pick, ctx)];
            row![below.width(LIST), gap::horizontal()].width(Fill).height(Fill)
        });
        stack![container(page).width(Fill).height(Fill)].push(list).into()
    }

    fn rooms<'a>(&'a self, pick: &'a Pick, ctx: &'a Ctx) -> Element<'a, Said> {
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
            let line: Row<'a, Said> = row![
                text::one_line(text::body(look, name)),
                gap::horizontal(),
                text::one_line(text::hint(look, sub)),
            ]
            .align_y(Center);
            let take = Message::Take(room.map(|room| room.code.clone()));
            (line.into(), Said::Bar(take))
        });
        let rows: Vec<(Element<'a, Said>, Said)> = rows.collect();
        let query = input(look, PICK, t!(words, "cal-pick-hint"), pick.query.as_str(), |query| {
            Said::Bar(Message::Query(query))
        })
        .on_submit(Said::Bar(Message::TakeMarked));
        let found: Column<'a, Said> = if rows.is_empty() {
            column![container(text::second(look, t!(words, "cal-pick-none"))).padding(space::S12)]
        } else {
            column![menu_list(look, rows, Some(pick.marked))]
        };
        let list = scroll::vertical(look, found).height(iced::Shrink);
        container(column![query, list]).max_height(560).style(move |_| boxes::popup(look)).into()
    }

    pub(in super::super) fn page_hint<'a>(&self, ctx: &Ctx) -> Element<'a, Said> {
        let does = match self.shows {
            Shows::Week => t!(ctx.words, "cal-page-week"),
            Shows::Day => t!(ctx.words, "cal-page-day"),
            Shows::Month => t!(ctx.words, "cal-page-month"),
            Shows::List => t!(ctx.words, "cal-page-list"),
        };
        row![key_cap(ctx.look, "PgUp"), key_hint(ctx.look, "", "PgDn", does)].spacing(space::S4).into()
    }
}
