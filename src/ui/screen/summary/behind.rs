//! The records behind a figure, in a list of their own: Enter opens one.

use iced::keyboard::{Key, key::Named};
use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill, Task};

use crate::desk::{Behind, BehindLine, BehindWhat, Leads};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::{button, list_row};
use crate::ui::ctx::{Action, Answer, Ctx, RoomsGoal, Route};
use crate::ui::icon::Icon;
use crate::ui::screen::resident::may_read;
use crate::ui::screen::words::{certificate_name, day, state_tag};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::tab;
use crate::ui::widget::vscroll::{Scroll, ScrollState, vscroll};

use super::{SummaryScreen, says};

/// The list.
const LIST: &str = "summary-behind";
/// So many lines are read; the count tells how many there are.
const MOST: usize = 2000;
/// Height of a row, px.
const LINE: f32 = size::ROW_LIST;
/// Height of the list, px.
const TALL: f32 = 380.0;

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The lines are there.
    Read(Behind, Answer<(Vec<BehindLine>, usize)>),
    /// A row was pressed.
    Choose(usize),
    /// A key that moves.
    Move(isize),
    /// Enter.
    Open,
    /// The list was scrolled.
    Scrolled(Scroll),
    /// Esc.
    Close,
}

/// The list.
#[derive(Debug)]
pub struct Looking {
    figure: Behind,
    /// The figures are final: the records are those of now.
    fixed: bool,
    lines: Option<Vec<BehindLine>>,
    count: usize,
    chosen: usize,
    scroll: ScrollState,
}

impl Looking {
    /// What a key of the table means.
    pub fn command(&self, command: Command) -> Option<Message> {
        Some(match command {
            Command::Back => Message::Close,
            Command::Enter => Message::Open,
            Command::Up => Message::Move(-1),
            Command::Down => Message::Move(1),
            Command::PageUp => Message::Move(-(self.scroll.page(LINE) as isize)),
            Command::PageDown => Message::Move(self.scroll.page(LINE) as isize),
            _ => return None,
        })
    }

    /// Focuses the list.
    pub fn focus(&self) -> Task<super::Message> {
        tab::focus(LIST)
    }

    pub(super) fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let title = row![
            text::one_line(text::title(look, title(ctx, &self.figure))),
            text::one_line(text::second(look, t!(words, "summary-n-records", count = self.count))),
        ]
        .spacing(space::S12)
        .align_y(Center);
        let inside: Element<'a, Message> = match &self.lines {
            None => container(text::second(look, t!(words, "summary-reading"))).padding(space::S24).into(),
            Some(lines) if lines.is_empty() => {
                container(text::second(look, t!(words, "summary-no-records"))).padding(space::S24).into()
            }
            Some(lines) => {
                let rows = vscroll(
                    look,
                    lines.len(),
                    LINE,
                    &self.scroll,
                    |range| {
                        range
                            .filter_map(|at| lines.get(at).map(|line| (at, line)))
                            .fold(Column::new(), |rows, (at, line)| rows.push(self.line(at, line, ctx)))
                            .into()
                    },
                    Message::Scrolled,
                );
                let page = self.scroll.page(LINE) as isize;
                focusable(container(rows).height(Fill).width(Fill))
                    .id(LIST)
                    .claims_focus()
                    .on_key(move |key, modifiers, _| {
                        let Key::Named(key) = key else { return None };
                        modifiers.is_empty().then_some(())?;
                        Some(match key {
                            Named::ArrowUp => Message::Move(-1),
                            Named::ArrowDown => Message::Move(1),
                            Named::PageUp => Message::Move(-page),
                            Named::PageDown => Message::Move(page),
                            Named::Home => Message::Move(-(MOST as isize)),
                            Named::End => Message::Move(MOST as isize),
                            Named::Enter => Message::Open,
                            _ => return None,
                        })
                    })
                    .style(move |status| Style {
                        edge: status.focused.then(|| look.focus_edge()),
                        ..Style::default()
                    })
                    .into()
            }
        };
        let close = button(look, t!(words, "help-close"))
            .key(Command::Back.key())
            .tall()
            .id("summary-behind-close")
            .on_press(Message::Close);
        let open = button(look, t!(words, "summary-open-record"))
            .icon(Icon::ChevronRight)
            .key(Command::Enter.key())
            .primary()
            .tall()
            .id("summary-behind-open")
            .on_press_maybe((self.leads() != Leads::Nowhere).then_some(Message::Open));
        let cut = self.lines.as_ref().is_some_and(|lines| lines.len() < self.count);
        let cut = cut.then(|| text::second(look, t!(words, "summary-first-of", count = MOST)));
        let foot = row![]
            .push(cut)
            .push(gap::horizontal())
            .push(open)
            .push(close)
            .spacing(space::S8)
            .align_y(Center);
        let by_now = self.fixed.then(|| text::hint(look, t!(words, "summary-by-now")));
        let title = column![title].push(by_now);
        let body =
            column![title, container(inside).height(TALL.min(ctx_height(ctx))), foot].spacing(space::S12);
        container(dialog_card(look, body)).max_width(820).into()
    }

    fn line<'a>(&'a self, at: usize, line: &'a BehindLine, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let (what, state): (String, Option<Element<'a, Message>>) = match &line.what {
            BehindWhat::Visit { restricted: true, people, .. } if !may_read(ctx, true) => {
                let purpose = t!(words, "matter-restricted");
                (t!(words, "summary-visit-line", purpose = purpose, people = *people), None)
            }
            BehindWhat::Visit { purpose, people, .. } => {
                let purpose =
                    if purpose.is_empty() { t!(words, "summary-purpose-other") } else { purpose.clone() };
                (t!(words, "summary-visit-line", purpose = purpose, people = *people), None)
            }
            BehindWhat::Intake { restricted: true, state, .. } if !may_read(ctx, true) => {
                (t!(words, "matter-restricted"), Some(state_tag(ctx, *state).into()))
            }
            BehindWhat::Intake { item, state, .. } => {
                (says::item(ctx, item), Some(state_tag(ctx, *state).into()))
            }
            BehindWhat::Decline { certificate } => (certificate_name(ctx, certificate), None),
            BehindWhat::Booking { title, people, .. } => {
                let purpose = if title.is_empty() { t!(words, "person-room") } else { title.clone() };
                (t!(words, "summary-visit-line", purpose = purpose, people = *people), None)
            }
        };
        let seen = match &line.what {
            BehindWhat::Intake { restricted, .. } | BehindWhat::Visit { restricted, .. } => {
                may_read(ctx, *restricted)
            }
            BehindWhat::Decline { .. } | BehindWhat::Booking { .. } => true,
        };
        let name = line.name.as_ref().filter(|_| seen).map_or_else(String::new, |name| ctx.shown(name));
        let when = format!("{} {}", day(words, line.at.date()), line.at.format("%H:%M"));
        let inside = row![
            text::one_line(text::second(look, when)).width(120),
            container(text::one_line(text::body(look, what))).width(Fill).clip(true),
            text::one_line(text::body(look, name)).width(80),
            container(state.unwrap_or_else(|| gap::horizontal().into())).width(120),
            text::one_line(text::second(look, line.serial.clone())).width(96),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let row = list_row(look, self.chosen == at, inside, None, None).height(LINE);
        iced::widget::mouse_area(row)
            .on_press(Message::Choose(at))
            .interaction(iced::mouse::Interaction::Pointer)
            .into()
    }

    fn leads(&self) -> Leads {
        let line = self.lines.as_ref().and_then(|lines| lines.get(self.chosen));
        line.map_or(Leads::Nowhere, BehindLine::leads)
    }
}

/// Room for the list at large type.
fn ctx_height(ctx: &Ctx) -> f32 {
    if ctx.width < crate::ui::ctx::NARROW { 220.0 } else { TALL }
}

fn title(ctx: &Ctx, figure: &Behind) -> String {
    let words = &ctx.words;
    let of = |what: String, group: &Option<String>| match group {
        Some(code) => format!("{} · {what}", says::group(ctx, code)),
        None => what,
    };
    match figure {
        Behind::Visits(Some(hour)) => t!(words, "summary-hour-title", hour = *hour),
        Behind::Visits(None) => t!(words, "summary-visits"),
        Behind::Accepted(group) => of(t!(words, "summary-accepted"), group),
        Behind::Done(group) => of(t!(words, "summary-done"), group),
        Behind::Purpose(code) => says::purpose(ctx, code),
        Behind::Late => t!(words, "summary-late"),
        Behind::Channel(channel) => says::channel(ctx, *channel),
        Behind::Disputes => t!(words, "summary-disputes"),
        Behind::Wishes => t!(words, "summary-wishes"),
        Behind::Grid(grid) if grid.is_empty() => t!(words, "summary-untold"),
        Behind::Grid(grid) => grid.clone(),
        Behind::Worker(staff) => ctx.book.staff_name(staff).to_owned(),
        Behind::Room(room) => says::room(ctx, room),
        Behind::Before => t!(words, "summary-carried-in"),
        Behind::Stopped => t!(words, "summary-stopped"),
        Behind::After => t!(words, "summary-carried-on"),
        Behind::Orders => t!(words, "summary-orders"),
        Behind::Reviews => t!(words, "summary-reviews"),
        Behind::Declined(Some(name)) => certificate_name(ctx, name),
        Behind::Declined(None) => t!(words, "summary-certificates"),
        Behind::Topic(topic) => says::option(ctx, "PT01", topic),
    }
}

impl SummaryScreen {
    pub(super) fn look(&mut self, figure: Behind, ctx: &Ctx) -> Action<super::Message> {
        let (period, of, asked) = (self.period, figure.clone(), figure.clone());
        self.looking = Some(Looking {
            figure,
            fixed: self.is_final(),
            lines: None,
            count: 0,
            chosen: 0,
            scroll: ScrollState::default(),
        });
        Action::Run(ctx.work(
            move |desk| desk.behind(period, &of, MOST),
            move |read| super::Message::Looking(Message::Read(asked.clone(), read)),
        ))
    }

    pub(super) fn in_looking(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        let Some(looking) = &mut self.looking else { return Action::None };
        match message {
            Message::Read(figure, _) if figure != looking.figure => Action::None,
            Message::Read(_, Ok((lines, count))) => {
                (looking.lines, looking.count) = (Some(lines), count);
                Action::Run(tab::focus(LIST))
            }
            Message::Read(_, Err(error)) => {
                self.looking = None;
                Action::Fail(desk_error(&ctx.words, &error))
            }
            Message::Choose(at) => {
                looking.chosen = at;
                self.in_looking(Message::Open, ctx)
            }
            Message::Move(by) => {
                let last = looking.lines.as_ref().map_or(0, |lines| lines.len().saturating_sub(1));
                looking.chosen = looking.chosen.saturating_add_signed(by).min(last);
                looking.scroll.reveal(looking.chosen, LINE);
                Action::None
            }
            Message::Open => match looking.leads() {
                Leads::Matter(serial) => Action::Go(Route::Matter(serial)),
                Leads::Booking(id) => Action::Go(Route::RoomsAt(RoomsGoal::Booking(id))),
                Leads::Person(_) | Leads::Class(_) | Leads::Nowhere => Action::None,
            },
            Message::Scrolled(scroll) => {
                looking.scroll.update(scroll);
                Action::None
            }
            Message::Close => {
                self.looking = None;
                Action::Run(self.return_focus())
            }
        }
    }
}
