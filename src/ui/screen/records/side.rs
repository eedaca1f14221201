//! The list at the left, registers and saved views, and what comes of a choice.

use iced::Task;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::scrollable::AbsoluteOffset;
use iced::widget::{Column, column, container, mouse_area, operation, row, space as gap};
use iced::{Center, Element, Fill};

use crate::desk::{LedgerFilter, LedgerQuery};
use crate::domain::fact::Channel;
use crate::domain::ledger::Ledger;
use crate::domain::register::{Items, SavedView, Span, Standing, Wanted};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::card::{card, card_heading};
use crate::ui::component::{button, list_row, rule};
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::tab;

use super::columns::Col;
use super::export::{self, Export};
use super::foot::source;
use super::pick::{self, Choice, Pick, What};
use super::{Message, RecordsScreen, SIDE, TABLE, says};

/// Its width, px.
pub const WIDTH: f32 = 208.0;
/// Height of an entry, px.
const LINE: f32 = 34.0;
/// What scrolls in it.
const SCROLL: &str = "records-side-scroll";
/// Entries seen above the chosen one when the list has to be scrolled.
const ABOVE: f32 = 6.0;

impl RecordsScreen {
    /// The place of what is shown: the saved view in use, else the register.
    pub(super) fn side_at(&self) -> usize {
        let view = self.view.as_ref().and_then(|id| self.views.iter().position(|view| view.id == *id));
        match view {
            Some(at) => Ledger::ALL.len() + at,
            None => Ledger::ALL.iter().position(|ledger| *ledger == self.ledger).unwrap_or(0),
        }
    }

    /// Turns to a register, or to a saved view.
    pub(super) fn turn_to(&mut self, at: usize, ctx: &Ctx) -> Action<Message> {
        if at == self.side_at() {
            return Action::None;
        }
        self.removing = None;
        let before = (self.criteria.span, self.criteria.old);
        if let Some(ledger) = Ledger::ALL.get(at) {
            self.ledger = *ledger;
            self.view = None;
            // Days and source stay; what only the other register knows does not.
            let (span, old) = before;
            self.criteria = crate::domain::register::Criteria { span, old, ..Default::default() };
            self.sort = Default::default();
            self.columns = Col::usual(*ledger);
        } else {
            let Some(view) = self.views.get(at - Ledger::ALL.len()).cloned() else { return Action::None };
            self.ledger = view.ledger;
            self.view = Some(view.id);
            self.criteria = view.criteria;
            self.sort = view.sort;
            self.columns = Col::named(view.ledger, &view.columns);
        }
        self.typed.clear();
        self.among = None;
        self.head = 0;
        let read = self.read(ctx);
        // Their counts are of the same days.
        let same = before == (self.criteria.span, self.criteria.old);
        let count = if same && self.counts.is_some() { Task::none() } else { self.count(ctx) };
        Action::Run(Task::batch([read, count, self.reveal_side()]))
    }

    /// Scrolls the list at the left to what is chosen.
    pub(super) fn reveal_side(&self) -> Task<Message> {
        let at = self.side_at() as f32;
        let to = AbsoluteOffset { x: None, y: Some(((at - ABOVE) * LINE).max(0.0)) };
        operation::scroll_to(SCROLL, to)
    }

    /// Opens the dialog of an export of what is shown.
    pub(super) fn ask_export(&mut self, print: bool, ctx: &Ctx) -> Action<Message> {
        if !self.ledger.is_kept() {
            return Action::None;
        }
        let words = &ctx.words;
        let criteria = &self.criteria;
        let (mut from, mut to) = criteria.span.days(ctx.now.date_naive());
        // All there is: from the first day anything stands on to the last.
        if criteria.span == Span::All {
            let today = ctx.now.date_naive();
            let day = |at: u32| self.rows.get(at).map_or(today, |row| row.at.day());
            // The newest come first.
            (from, to) = (day((self.rows.len() as u32).saturating_sub(1)), day(0));
        }
        let mut beyond = Vec::new();
        let state = match criteria.standing {
            Wanted::Any => None,
            Wanted::Is(Standing::Matter(state)) => code_of(&state),
            Wanted::Is(Standing::Room(state)) => code_of(&state),
            Wanted::Is(Standing::Class(seat)) => code_of(&seat),
            Wanted::Is(Standing::Here(state)) => code_of(&state),
            // An export knows states, not how a visit ended nor what is late.
            Wanted::Open
            | Wanted::Overdue
            | Wanted::Is(Standing::Left(_) | Standing::Decline(_) | Standing::Old) => {
                beyond.push(t!(words, "records-standing"));
                None
            }
        };
        let (mut item, mut group) = (None, None);
        match &criteria.items {
            Items::All => {}
            Items::Group(code) => group = Some(code.clone()),
            Items::One(code) if super::of_items(self.ledger) => item = Some(code.clone()),
            Items::One(_) => beyond.push(says::what_head(words, self.ledger)),
        }
        let worker = |number: u32| {
            let workers = ctx.book.staff.iter();
            workers.map(|worker| worker.id.clone()).find(|id| id.parse::<u32>().ok() == Some(number))
        };
        let handler = criteria.staff.and_then(worker);
        // The desk's own rows are written too.
        if criteria.old {
            beyond.push(t!(words, "records-source"));
        }
        if !self.typed.trim().is_empty() {
            beyond.push(t!(words, "records-find"));
        }
        let (grid, channel) = (criteria.grid.clone(), criteria.channel);
        let filter = LedgerFilter { item, group, handler, state, resident: None, grid, channel };
        let query = LedgerQuery { filter, imported: criteria.old, ..LedgerQuery::new(self.ledger, from, to) };
        let (export, task) = Export::new(query, beyond, print, ctx);
        self.export = Some(Box::new(export));
        Action::Run(task.map(Message::Export))
    }

    pub(super) fn exported(&mut self, wish: export::Wish) -> Action<Message> {
        match wish {
            export::Wish::Nothing => Action::None,
            export::Wish::Run(task) => Action::Run(task.map(Message::Export)),
            export::Wish::Print(path, task) => Action::File(path, task.map(Message::Export)),
            export::Wish::Close => {
                self.export = None;
                Action::Run(tab::focus(TABLE))
            }
        }
    }

    /// Opens the dialog of a filter.
    pub(super) fn ask(&mut self, what: What, ctx: &Ctx) -> Action<Message> {
        self.removing = None;
        let words = &ctx.words;
        let all = || t!(words, "records-all");
        let pick = match what {
            What::Span => {
                let choices = Span::ALL.map(|span| (Choice::Span(span), says::span(words, span)));
                Pick::list(
                    what,
                    t!(words, "records-span"),
                    choices.into(),
                    Some(&Choice::Span(self.criteria.span)),
                )
            }
            What::Standing => {
                let mut choices = vec![
                    (Choice::Standing(Wanted::Any), all()),
                    (Choice::Standing(Wanted::Open), t!(words, "records-open")),
                    (Choice::Standing(Wanted::Overdue), t!(words, "records-overdue")),
                ];
                let found = self.met.standings.iter().copied();
                choices
                    .extend(found.map(|one| (Choice::Standing(Wanted::Is(one)), says::standing(words, one))));
                let chosen = Choice::Standing(self.criteria.standing);
                Pick::list(what, t!(words, "records-standing"), choices, Some(&chosen))
            }
            What::Items => {
                let mut choices = vec![(Choice::Items(Items::All), all())];
                choices.extend(self.items(ctx));
                let chosen = Choice::Items(self.criteria.items.clone());
                Pick::list(what, says::what_head(words, self.ledger), choices, Some(&chosen))
            }
            What::Grid => {
                let mut choices = vec![(Choice::Grid(None), all())];
                let found = self.met.grids.iter().copied().filter(|grid| *grid != 0);
                let mut names: Vec<&str> = found.map(|place| self.names.name(place)).collect();
                names.sort_unstable();
                choices.extend(
                    names.into_iter().map(|name| (Choice::Grid(Some(name.to_owned())), name.to_owned())),
                );
                let chosen = Choice::Grid(self.criteria.grid.clone());
                Pick::list(what, t!(words, "records-grid"), choices, Some(&chosen))
            }
            What::Staff => {
                let mut choices = vec![(Choice::Staff(None), all())];
                let found = self.met.staff.iter().copied().filter(|one| *one != 0);
                choices.extend(found.map(|one| (Choice::Staff(Some(one)), says::staff(ctx, one))));
                Pick::list(
                    what,
                    t!(words, "records-staff"),
                    choices,
                    Some(&Choice::Staff(self.criteria.staff)),
                )
            }
            What::Channel => {
                let mut choices = vec![(Choice::Channel(None), all())];
                choices
                    .extend(Channel::ALL.map(|one| (Choice::Channel(Some(one)), says::channel(words, one))));
                let chosen = Choice::Channel(self.criteria.channel);
                Pick::list(what, t!(words, "records-channel"), choices, Some(&chosen))
            }
            What::Columns => {
                let columns = Col::of(self.ledger).iter();
                let choices = columns.map(|col| (Choice::Column(*col), says::head(words, *col, self.ledger)));
                Pick::columns(t!(words, "records-columns"), choices.collect(), self.columns.clone())
            }
            What::Side => {
                let choices = (0..Ledger::ALL.len() + self.views.len())
                    .map(|at| (Choice::Side(at), self.side_name(at, ctx)))
                    .collect();
                Pick::list(what, t!(words, "records-title"), choices, Some(&Choice::Side(self.side_at())))
            }
            What::Source => {
                let choices = [false, true].map(|old| (Choice::Source(old), says::source(words, old))).into();
                let chosen = Choice::Source(self.criteria.old);
                Pick::list(what, t!(words, "records-source"), choices, Some(&chosen))
            }
            // Its dialog asks itself.
            What::Own => return Action::None,
            What::Name => {
                let view = self.view.as_ref().and_then(|id| self.views.iter().find(|view| view.id == *id));
                Pick::name(
                    t!(words, "records-keep-as"),
                    view.map_or_else(String::new, |view| view.name.clone()),
                )
            }
        };
        let focus = tab::focus(pick.first());
        self.pick = Some(Box::new(pick));
        Action::Run(focus)
    }

    /// What rows of this register can be about.
    fn items(&self, ctx: &Ctx) -> Vec<(Choice, String)> {
        let lang = ctx.lang();
        let one = |code: &str, name: String| (Choice::Items(Items::One(code.to_owned())), name);
        let known = self.met.what.iter().copied().filter(|what| *what != 0);
        let known = known.map(|place| self.names.name(place));
        match self.ledger {
            Ledger::Rooms | Ledger::Classes | Ledger::Declines => {
                known.map(|code| one(code, says::what(ctx, self.ledger, code))).collect()
            }
            Ledger::Visits => Vec::new(),
            Ledger::Intakes if !self.criteria.old => {
                let catalogue = &ctx.book.catalogue;
                let groups = catalogue.groups.iter().map(|group| {
                    (Choice::Items(Items::Group(group.code.clone())), group.name(lang).to_owned())
                });
                let items = catalogue.items.iter();
                groups
                    .chain(items.map(|item| one(&item.code, format!("{} {}", item.code, item.short(lang)))))
                    .collect()
            }
            _ => known
                .map(|code| one(code, format!("{code} {}", says::what(ctx, self.ledger, code))))
                .collect(),
        }
    }

    pub(super) fn in_pick(&mut self, message: pick::Message, ctx: &Ctx) -> Action<Message> {
        let Some(pick) = &mut self.pick else { return Action::None };
        let wish = pick.update(message, ctx);
        self.granted(wish, ctx)
    }

    pub(super) fn granted(&mut self, wish: pick::Wish, ctx: &Ctx) -> Action<Message> {
        match wish {
            pick::Wish::Nothing => Action::None,
            pick::Wish::Run(task) => Action::Run(task.map(Message::Card)),
            pick::Wish::Close => {
                self.pick = None;
                Action::Run(tab::focus(TABLE))
            }
            pick::Wish::Chosen(choice) => {
                self.pick = None;
                let task = self.chosen(choice, ctx);
                Action::Run(Task::batch([tab::focus(TABLE), task]))
            }
            pick::Wish::Columns(columns) => {
                self.pick = None;
                self.columns = columns;
                self.head = 0;
                Action::Run(tab::focus(TABLE))
            }
            pick::Wish::Name(name) => self.keep_view(name, ctx),
        }
    }

    fn chosen(&mut self, choice: Choice, ctx: &Ctx) -> Task<Message> {
        match choice {
            Choice::Span(span) => {
                if span == self.criteria.span {
                    return Task::none();
                }
                self.criteria.span = span;
                let read = self.read(ctx);
                return Task::batch([read, self.count(ctx)]);
            }
            Choice::Side(at) => {
                return match self.turn_to(at, ctx) {
                    Action::Run(task) => task,
                    _ => Task::none(),
                };
            }
            Choice::Source(old) => {
                if old == self.criteria.old {
                    return Task::none();
                }
                // Old rows are of other years.
                let span = if old { Span::All } else { Span::default() };
                self.criteria = crate::domain::register::Criteria { span, old, ..Default::default() };
                self.typed.clear();
                self.among = None;
                let read = self.read(ctx);
                return Task::batch([read, self.count(ctx)]);
            }
            Choice::Standing(wanted) => self.criteria.standing = wanted,
            Choice::Items(items) => self.criteria.items = items,
            Choice::Grid(grid) => self.criteria.grid = grid,
            Choice::Staff(staff) => self.criteria.staff = staff,
            Choice::Channel(channel) => self.criteria.channel = channel,
            Choice::Column(_) | Choice::Own(_) => {}
        }
        self.top();
        self.sift(ctx)
    }

    /// Keeps what is shown as a view: under the same name in the place of the one in use.
    fn keep_view(&mut self, name: String, ctx: &Ctx) -> Action<Message> {
        let same = self.views.iter().find(|view| view.name == name);
        let view = SavedView {
            id: same.map_or_else(String::new, |view| view.id.clone()),
            name,
            ledger: self.ledger,
            criteria: self.criteria.clone(),
            sort: self.sort,
            columns: self.columns.iter().map(|col| col.code().to_owned()).collect(),
        };
        Action::Run(ctx.work(move |desk| desk.save_view(&view), Message::Kept))
    }

    pub(super) fn kept(&mut self, answer: Answer<SavedView>, ctx: &Ctx) -> Action<Message> {
        match answer {
            Ok(view) => {
                self.pick = None;
                self.view = Some(view.id);
                let views = ctx.work(crate::desk::Desk::saved_views, Message::Views);
                Action::Run(Task::batch([tab::focus(TABLE), views]))
            }
            Err(error) => {
                if let Some(pick) = &mut self.pick {
                    pick.fail(desk_error(&ctx.words, &error));
                }
                Action::None
            }
        }
    }

    /// Throws the view in use away: the first press asks, the second does it.
    pub(super) fn remove_view(&mut self, ctx: &Ctx) -> Action<Message> {
        let Some(id) = self.view.clone() else { return Action::None };
        if self.removing.as_ref() != Some(&id) {
            self.removing = Some(id);
            return Action::None;
        }
        self.removing = None;
        Action::Run(ctx.work(move |desk| desk.remove_view(&id), Message::Removed))
    }

    fn side_name(&self, at: usize, ctx: &Ctx) -> String {
        match Ledger::ALL.get(at) {
            Some(ledger) => ledger.name(ctx.lang()).to_owned(),
            None => self.views.get(at - Ledger::ALL.len()).map_or_else(String::new, |view| view.name.clone()),
        }
    }

    /// The list at the left.
    pub(super) fn side<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let at = self.side_at();
        let entry = |place: usize, right: String| {
            let inside = row![
                container(text::one_line(text::body(look, self.side_name(place, ctx))))
                    .width(Fill)
                    .clip(true),
                text::one_line(text::second(look, right)),
            ]
            .spacing(space::S4)
            .align_y(Center);
            let row = list_row(look, at == place, inside, None, None).height(LINE).last();
            mouse_area(row).on_press(Message::Side(place)).interaction(iced::mouse::Interaction::Pointer)
        };
        let mut list = Column::new();
        for (place, ledger) in Ledger::ALL.into_iter().enumerate() {
            let count = match &self.counts {
                _ if !ledger.is_kept() && !self.criteria.old => t!(words, "records-none-kept"),
                Some(counts) => counts.get(&ledger).copied().unwrap_or(0).to_string(),
                None => "…".to_owned(),
            };
            list = list.push(entry(place, count));
        }
        if !self.views.is_empty() {
            list = list.push(rule(look)).push(
                container(text::second(look, t!(words, "records-views"))).padding([space::S8, space::S12]),
            );
            for (place, view) in self.views.iter().enumerate() {
                let columns =
                    if view.columns.is_empty() { Col::usual(view.ledger).len() } else { view.columns.len() };
                list = list.push(entry(
                    Ledger::ALL.len() + place,
                    t!(words, "records-view-columns", count = columns),
                ));
            }
        }
        let list = focusable(scroll::vertical(look, list).id(SCROLL).width(Fill).height(Fill))
            .id(SIDE)
            .claims_focus()
            .on_key(|key, modifiers, _| key_of(key, modifiers))
            .style(move |status| Style {
                edge: status.focused.then(|| look.focus_edge().rounded(size::RADIUS)),
                ..Style::default()
            });
        let keep = button(look, t!(words, "records-keep-as"))
            .icon(Icon::Plus)
            .key(Command::Save.key())
            .quiet()
            .on_press(Message::Pick(What::Name));
        let remove = self.view.as_ref().map(|id| {
            let asked = self.removing.as_ref() == Some(id);
            let label = if asked { t!(words, "records-remove-again") } else { t!(words, "records-remove") };
            let remove = button(look, label).id("records-remove").on_press(Message::Remove);
            Element::from(if asked { remove.danger() } else { remove.quiet() })
        });
        let foot = column![rule(look), keep].push(remove).push(gap::vertical().height(4));
        let heading = card_heading(look, t!(words, "records-title"), String::new(), Some(source(self, ctx)));
        card(look, column![heading, list, foot]).width(WIDTH).height(Fill).into()
    }
}

/// A state by its stored name.
fn code_of(state: &impl serde::Serialize) -> Option<String> {
    match serde_json::to_value(state) {
        Ok(serde_json::Value::String(code)) => Some(code),
        _ => None,
    }
}

/// What a key means while the list has the focus.
fn key_of(key: &Key, modifiers: Modifiers) -> Option<Message> {
    if !modifiers.is_empty() {
        return None;
    }
    let Key::Named(key) = key else { return None };
    Some(match key {
        Named::ArrowUp => Message::SideMove(-1),
        Named::ArrowDown => Message::SideMove(1),
        Named::Enter => Message::ToTable,
        _ => return None,
    })
}
