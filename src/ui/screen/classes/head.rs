//! The open class: what it is, its tabs, and beneath them the open one with its buttons.

use iced::widget::{Column, Row, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::t;
use crate::ui::component::card::card;
use crate::ui::component::field::footer;
use crate::ui::component::status::key_hint;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, choice, key_cap, tag};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::space;

use super::dialog::Ask;
use super::{ClassesScreen, Message, Open, Page, TABS, list, says};

impl ClassesScreen {
    /// What is shown now.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let class = || -> Element<'a, Message> {
            match &self.open {
                Some(open) => self.class(open, ctx),
                None => self.no_class(ctx),
            }
        };
        match list::width(ctx) {
            Some(width) => row![container(self.list(ctx)).width(width), container(class()).width(Fill)]
                .spacing(space::S12)
                .height(Fill)
                .into(),
            None if self.looking && self.open.is_some() => class(),
            None => self.list(ctx),
        }
    }

    /// The dialog, when one is open.
    pub fn dialog<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        self.dialog.as_ref().map(|dialog| dialog.view(ctx).map(Message::Dialog))
    }

    fn no_class<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let inside: Element<'a, Message> = if self.group.is_some() || (self.term.is_some() && !self.listed) {
            container(text::second(look, t!(words, "classes-loading"))).padding(space::S24).into()
        } else {
            let said = (t!(words, "classes-nothing-open"), t!(words, "classes-nothing-yet"));
            says::nothing(ctx, Icon::Users, said, None)
        };
        card(look, inside).width(Fill).height(Fill).into()
    }

    fn class<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let page: Element<'a, Message> = match self.page {
            Page::Roster => self.roster_page(open, ctx),
            Page::SignIn => self.sign_in_page(open, ctx),
            Page::Lessons => self.lessons_page(open, ctx),
            Page::Certificates => self.certificates_page(open, ctx),
        };
        // With nothing on the page there is nothing to be done with it but what it says itself.
        let foot = (!self.is_empty()).then(|| footer(look, self.actions(open, ctx)));
        let body = card(look, column![container(page).height(Fill)].push(foot)).width(Fill).height(Fill);
        // In a low window the rows are worth more than the facts, which the list and the top bar tell.
        let summary = list::width(ctx).map(|_| self.summary(open, ctx));
        Column::new()
            .push(summary)
            .push(self.tabs(open, ctx))
            .push(body)
            .spacing(space::S8)
            .height(Fill)
            .into()
    }

    fn summary<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let roster = &open.overview.roster;
        let group = &roster.group;
        let places = roster.places();
        let mut name =
            row![text::one_line(text::section(look, group.name.clone()))].spacing(space::S8).align_y(Center);
        if let Some(why) = &group.closed {
            let label = t!(words, "classes-closed-why", why = why.clone());
            name = name.push(tag(look, Tone::Neutral, Icon::CircleMinus, label, false));
        } else if places.enrolled < group.least as usize {
            let label = t!(words, "classes-too-few", count = group.least as usize - places.enrolled);
            name = name.push(tag(look, Tone::Warn, Icon::TriangleAlert, label, true));
        } else if places.free() == 0 {
            name = name.push(tag(look, Tone::Warn, Icon::Hourglass, t!(words, "classes-full"), true));
        }
        let course = ctx.book.courses.iter().find(|course| course.id == group.course);
        let meets =
            self.lines.iter().find(|line| line.group.id == group.id).map(|line| line.meets.as_slice());
        let fact = |label: String, value: String| {
            row![text::one_line(text::second(look, label)), text::one_line(text::body(look, value))]
                .spacing(6)
        };
        let mut facts = Row::new().spacing(space::S16);
        if let Some(course) = course {
            facts = facts.push(fact(t!(words, "classes-col-course"), course.name.clone()));
        }
        facts = facts
            .push(fact(t!(words, "classes-col-time"), says::meets(ctx, meets.unwrap_or_default(), true)))
            .push(fact(t!(words, "classes-teacher"), or_dash(&group.teacher)));
        if !group.substitute.is_empty() {
            facts = facts.push(fact(t!(words, "classes-substitute"), group.substitute.clone()));
        }
        facts = facts.push(fact(t!(words, "classes-col-places"), says::places(ctx, places)));
        let first = row![container(name).width(Fill).clip(true), self.deeds(open, ctx)]
            .spacing(space::S8)
            .align_y(Center);
        let inside = column![first, container(facts.wrap().vertical_spacing(2)).width(Fill)].spacing(2);
        card(look, container(inside).padding([space::S8, space::S12])).width(Fill).into()
    }

    /// What is done with the class as a whole.
    fn deeds<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let group = &open.overview.roster.group;
        let edit = button(look, t!(words, "classes-edit"))
            .icon(Icon::Pencil)
            .id("classes-edit")
            .on_press(Message::Ask(Ask::Edit));
        let close = button(look, t!(words, "classes-close"))
            .id("classes-close")
            .on_press_maybe(group.closed.is_none().then_some(Message::Ask(Ask::Close)));
        let back = list::width(ctx).is_none().then(|| {
            button(look, t!(words, "classes-back"))
                .icon(Icon::ChevronLeft)
                .key(Command::Back.key())
                .on_press(Message::Leave)
        });
        row![edit, close].push(back).spacing(space::S8).align_y(Center).into()
    }

    fn tabs<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let labels = [
            t!(words, "classes-roster"),
            t!(words, "classes-sign-in"),
            t!(words, "classes-lessons"),
            t!(words, "classes-certificates"),
        ];
        let at = Page::ALL.iter().position(|page| *page == self.page).unwrap_or(0);
        let tabs = choice(look, TABS, labels, &[at], Message::Turn, false);
        let warned = open.overview.learners.iter().filter(|learner| learner.warns).count();
        let away = (warned > 0 && ctx.width >= NARROW).then(|| {
            let most = ctx.book.room_rules.absences_warn;
            let label = t!(words, "classes-warned", count = warned, most = most);
            tag(look, Tone::Danger, Icon::TriangleAlert, label, true)
        });
        let deeds = list::width(ctx).is_none().then(|| self.deeds(open, ctx));
        row![Element::from(tabs), gap::horizontal()]
            .push(away)
            .push(deeds)
            .spacing(space::S12)
            .align_y(Center)
            .into()
    }

    fn sign_in_page<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let words = &ctx.words;
        if open.overview.lessons.is_empty() {
            let closed = open.overview.roster.group.closed.is_some();
            let next = (!closed).then(|| (t!(words, "classes-book-lessons"), Ask::Weekly, says::FIRST_THING));
            let said = (t!(words, "classes-no-lesson"), t!(words, "classes-no-lesson-line"));
            return says::nothing(ctx, Icon::Repeat, said, next);
        }
        if open.overview.learners.is_empty() {
            let next = Some((t!(words, "classes-enrol"), Ask::Enrol, says::FIRST_THING));
            let said = (t!(words, "classes-no-learner"), t!(words, "classes-no-learner-line"));
            return says::nothing(ctx, Icon::Users, said, next);
        }
        self.signing.view(&open.overview, ctx).map(Message::Signing)
    }

    /// The buttons of the open tab; printing at the right.
    fn actions<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let left: Element<'a, Message> = match self.page {
            Page::Roster => self.roster_actions(open, ctx),
            Page::SignIn => self.sign_in_actions(ctx),
            Page::Lessons => self.lessons_actions(open, ctx),
            Page::Certificates => self.certificates_line(open, ctx),
        };
        let (label, there) = match self.page {
            Page::Roster => (t!(words, "classes-print-roster"), self.rows() > 0),
            Page::SignIn => (t!(words, "classes-print-sheet"), !open.overview.lessons.is_empty()),
            Page::Certificates => (t!(words, "classes-print-certificates"), self.rows() > 0),
            Page::Lessons => return left,
        };
        let print = button(look, label)
            .icon(Icon::Printer)
            .key(Command::Print.key())
            .primary_if(self.page == Page::Certificates)
            .tall()
            .id("classes-print")
            .on_press_maybe(there.then_some(Message::Print));
        row![container(left).width(Fill), print].spacing(space::S8).align_y(Center).into()
    }

    fn sign_in_actions<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let dirty = self.signing.is_dirty();
        let save = button(look, t!(words, "classes-save-marks"))
            .icon(Icon::Save)
            .key(Command::Save.key())
            .primary()
            .tall()
            .id("classes-save-marks")
            .on_press_maybe(dirty.then_some(Message::Signing(super::signing::Message::Save)));
        let why = (self.warned && dirty).then(|| {
            text::body(look, t!(words, "classes-leave-anyway")).color(look.roles.danger).width(Fill)
        });
        row![save].push(why).spacing(space::S12).align_y(Center).into()
    }

    /// Key hints of the status line.
    pub fn hints<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        if self.open.is_none() {
            return vec![key_hint(look, "", Command::Back.key(), t!(words, "classes-hint-back"))];
        }
        let arrows = |does: String| {
            row![key_cap(look, "↑"), key_hint(look, "", "↓", does)].spacing(space::S4).align_y(Center).into()
        };
        let mut hints = vec![key_hint(look, "", "1–4", t!(words, "classes-hint-tabs"))];
        if self.page == Page::SignIn {
            hints = vec![
                key_hint(look, "", "1–4", t!(words, "classes-hint-mark")),
                key_hint(look, "", "Space", t!(words, "classes-hint-flip")),
            ];
        } else {
            hints.push(arrows(t!(words, "classes-hint-row")));
        }
        if ctx.width >= WIDE {
            hints.push(key_hint(look, "", "PgUp", t!(words, "classes-hint-term")));
        }
        hints.push(key_hint(look, "", Command::Rooms.key(), t!(words, "classes-hint-rooms")));
        hints.push(key_hint(look, "", Command::Back.key(), t!(words, "classes-hint-back")));
        hints
    }
}

fn or_dash(text: &str) -> String {
    if text.is_empty() { "—".to_owned() } else { text.to_owned() }
}
