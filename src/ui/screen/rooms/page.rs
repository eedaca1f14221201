//! The screen as a whole: toolbar, calendar, panel or strip; what it says in the top bar and the status line.

use iced::widget::{column, container, row};
use iced::{Element, Fill};

use crate::domain::booking::{Booking, StateName};
use crate::t;
use crate::ui::component::{BlockKind, block_key};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::screen::asking;
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::whole;

use super::when::Shows;
use super::{Message, PANEL, RoomsScreen, face, says};

impl RoomsScreen {
    /// What it shows.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        if self.panel_alone(ctx) {
            return self.panel(ctx);
        }
        let calendar = match self.shows {
            Shows::Week => self.week(ctx),
            Shows::Day => self.all_rooms(ctx),
            Shows::Month => self.month(ctx),
            Shows::List => self.lines(ctx),
        };
        let left = column![self.toolbar(ctx), container(calendar).width(Fill).height(Fill)];
        let page: Element<'a, Message> = if self.panel_beside(ctx) {
            let left = left.spacing(space::S10);
            let width = if self.asking.is_some() { asking::PANEL } else { PANEL };
            row![left.width(Fill), container(self.panel(ctx)).width(width)].spacing(space::S12).into()
        } else {
            left.push(self.strip(ctx)).spacing(space::S8).into()
        };
        self.over(page, ctx)
    }

    /// Its dialog, when one is open.
    pub fn dialog<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let card = self.card.as_ref().map(|card| card.view(self, ctx).map(Message::Card));
        card.or_else(|| self.printing.as_ref().map(|card| card.view(ctx).map(Message::Printing)))
    }

    /// Title and second line of the top bar.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        let words = &ctx.words;
        let shown = |booking: &&Booking| booking.state.is_shown();
        let count = self.bookings().iter().filter(shown).count();
        let waiting = self.loaded.as_ref().map_or(0, |loaded| loaded.waiting.len());
        let in_use = self.bookings().iter().filter(|b| face::is_in_use(b)).count();
        let (from, to) = self.shows.span(self.day);
        let this_week = (from..=to).contains(&ctx.now.date_naive());
        let line = match self.shows {
            Shows::Week if this_week => {
                t!(words, "cal-heading-this-week", count = count, waiting = waiting)
            }
            Shows::Day => {
                t!(words, "cal-heading-day", count = count, used = in_use, waiting = waiting)
            }
            Shows::Week | Shows::Month | Shows::List => {
                t!(words, "cal-heading", count = count, waiting = waiting)
            }
        };
        (t!(words, "rail-rooms"), line)
    }

    /// What the keys do here, for the right end of the status line.
    pub fn keys<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        if ctx.width < WIDE {
            return Vec::new();
        }
        let arrows = text::one_line(text::hint(ctx.look, t!(ctx.words, "cal-hint-arrows")));
        vec![whole(arrows).into(), self.page_hint(ctx)]
    }

    /// The legend.
    pub fn hints<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        let words = &ctx.words;
        if ctx.width < NARROW {
            return Vec::new();
        }
        let legend = [
            (BlockKind::Course, t!(words, "cal-legend-course")),
            (BlockKind::Party, t!(words, "cal-legend-party")),
            (BlockKind::Team, t!(words, "cal-legend-team")),
            (BlockKind::Pending, says::state(words, StateName::Pending)),
            (BlockKind::Closed, t!(words, "cal-closed")),
        ];
        legend.into_iter().map(|(kind, word)| block_key(ctx.look, kind, word)).collect()
    }
}
