//! 登录与锁屏: who is on duty, at which window, with what PIN.

mod tiles;

use chrono::{DateTime, FixedOffset};
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Task};

use crate::desk::DeskError;
use crate::domain::book::Book;
use crate::domain::pinyin::{TextIndex, matches};
use crate::domain::staff::Staff;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, choice, input};
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space, type_};
use crate::ui::widget::tab;

/// What has the focus first: the PIN of whoever sat here, else the tiles.
pub const FIRST: &str = "lock-first";
const TILES: &str = "lock-tiles";
const PIN: &str = "lock-pin";
const WINDOW: &str = "lock-window";
const ENTER: &str = "lock-enter";

/// What happens on the lock screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The worker with this place among those on the roster.
    Choose(usize),
    /// The tile before or after.
    Step(bool),
    /// A letter of a name's pinyin.
    Letter(char),
    /// The window with this place in the list.
    Window(usize),
    /// The PIN was typed.
    Pin(String),
    /// Go in.
    Enter,
    /// What the desk said.
    Entered(Answer<()>),
}

/// The lock screen.
#[derive(Debug)]
pub struct Lock {
    chosen: usize,
    window: u32,
    pin: String,
    letters: String,
    error: Option<String>,
    busy: bool,
    /// The PIN has the first focus: somebody sat here, or there is only one to choose.
    pin_first: bool,
    since: Option<DateTime<FixedOffset>>,
}

/// Those who may sit down, in the order of the roster.
fn roster(book: &Book) -> impl Iterator<Item = &Staff> {
    book.staff.iter().filter(|worker| !worker.retired)
}

impl Lock {
    /// The lock screen; whoever was at the desk is chosen.
    pub fn new(ctx: &Ctx) -> Self {
        let session = ctx.desk.session();
        let at = roster(&ctx.book).position(|worker| worker.id == session.staff);
        let sat = at.is_some();
        let window = if sat { session.window } else { ctx.pc.window };
        let known = ctx.book.community.windows.iter().any(|other| other.number == window);
        let first = ctx.book.community.windows.first().map_or(1, |window| window.number);
        let chosen = at.unwrap_or(0);
        let asks = roster(&ctx.book).nth(chosen).is_some_and(|worker| worker.pin_hash.is_some());
        Self {
            chosen,
            window: if known { window } else { first },
            pin: String::new(),
            letters: String::new(),
            error: None,
            busy: false,
            pin_first: asks && (sat || roster(&ctx.book).count() == 1),
            since: sat.then_some(ctx.now),
        }
    }

    fn worker<'a>(&self, ctx: &'a Ctx) -> Option<&'a Staff> {
        roster(&ctx.book).nth(self.chosen)
    }

    fn asks_pin(&self, ctx: &Ctx) -> bool {
        self.worker(ctx).is_some_and(|worker| worker.pin_hash.is_some())
    }

    fn tiles_id(&self) -> &'static str {
        if self.pin_first { TILES } else { FIRST }
    }

    fn pin_id(&self) -> &'static str {
        if self.pin_first { FIRST } else { PIN }
    }

    /// Handles what happens here. None: unlocked.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Option<Action<Message>> {
        match message {
            Message::Choose(index) => {
                if roster(&ctx.book).nth(index).is_none() {
                    return Some(Action::None);
                }
                self.choose(index);
                self.letters.clear();
                // A choice goes on by itself, to where there is something to type.
                let to = if self.asks_pin(ctx) { self.pin_id() } else { self.tiles_id() };
                return Some(Action::Run(tab::focus(to)));
            }
            Message::Step(back) => {
                let last = roster(&ctx.book).count().saturating_sub(1);
                let to = if back { self.chosen.saturating_sub(1) } else { (self.chosen + 1).min(last) };
                self.choose(to);
                self.letters.clear();
            }
            Message::Letter(letter) => self.letter(letter, &ctx.book),
            Message::Window(index) => {
                if let Some(window) = ctx.book.community.windows.get(index) {
                    self.window = window.number;
                }
            }
            Message::Pin(pin) => {
                self.pin = pin;
                self.error = None;
            }
            Message::Enter => return Some(self.enter(ctx)),
            Message::Entered(Ok(())) => return None,
            Message::Entered(Err(error)) => {
                self.busy = false;
                self.error = Some(desk_error(&ctx.words, &error));
                if matches!(*error, DeskError::WrongPin) {
                    // What was typed stands selected: the next digit replaces it.
                    let id = self.pin_id();
                    let select = iced_runtime::widget::operation::select_all(id);
                    return Some(Action::Run(tab::focus(id).chain(select)));
                }
            }
        }
        Some(Action::None)
    }

    fn choose(&mut self, index: usize) {
        if self.chosen != index {
            // A PIN belongs to one person only.
            self.pin.clear();
            self.error = None;
        }
        self.chosen = index;
    }

    /// Takes the first worker whose name begins with the letters typed so far; a letter that fits nobody begins anew.
    fn letter(&mut self, letter: char, book: &Book) {
        let best = |letters: &str| {
            let found = roster(book).enumerate().filter_map(|(index, worker)| {
                Some((matches(letters, &TextIndex::new(&[&worker.name]))?, index))
            });
            found.min().map(|(_, index)| index)
        };
        self.letters.push(letter);
        let mut found = best(&self.letters);
        if found.is_none() {
            self.letters = letter.to_string();
            found = best(&self.letters);
        }
        match found {
            Some(index) => self.choose(index),
            None => self.letters.clear(),
        }
    }

    fn enter(&mut self, ctx: &Ctx) -> Action<Message> {
        let Some(worker) = self.worker(ctx) else { return Action::None };
        if self.busy {
            return Action::None;
        }
        if worker.pin_hash.is_some() && self.pin.is_empty() {
            self.error = Some(t!(ctx.words, "lock-pin-empty"));
            return Action::Run(tab::focus(self.pin_id()));
        }
        self.busy = true;
        let (id, pin, window) = (worker.id.clone(), self.pin.clone(), self.window);
        Action::Run(ctx.work(move |desk| desk.sign_in(&id, &pin, window), Message::Entered))
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        let message = match command {
            Command::Enter => Message::Enter,
            Command::Up => Message::Step(true),
            Command::Down => Message::Step(false),
            Command::Digit(digit) if digit > 0 => Message::Choose(usize::from(digit) - 1),
            Command::Back => Message::Pin(String::new()),
            _ => return Action::None,
        };
        self.update(message, ctx).unwrap_or(Action::None)
    }

    /// The card.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let windows = &ctx.book.community.windows;
        let window_name = |window: &crate::domain::community::Window| {
            if window.name.is_empty() {
                t!(words, "lock-window-number", number = window.number)
            } else {
                window.name.clone()
            }
        };
        let here = windows.iter().find(|window| window.number == self.window).map(window_name);
        let mut place = ctx.book.community.centre();
        if let Some(here) = here.filter(|_| windows.len() == 1) {
            place = format!("{place}　{here}");
        }
        let head = column![
            text::plain(type_::FIGURE, t!(words, "app-name")).font(text::BOLD).color(look.roles.text),
            text::second(look, place).align_x(Center),
        ]
        .width(Fill)
        .align_x(Center);
        let who = column![
            container(text::second(look, t!(words, "lock-who"))).padding([0.0, tiles::ROOM]),
            tiles::tiles(look, self.tiles_id(), roster(&ctx.book), self.chosen),
        ]
        .spacing(space::S4);
        let mut content = column![head, who].spacing(space::S16).width(tiles::WIDTH);
        if windows.len() > 1 {
            let chosen: Vec<usize> =
                windows.iter().position(|window| window.number == self.window).into_iter().collect();
            let options: Vec<String> = windows.iter().map(window_name).collect();
            content = content.push(
                column![
                    text::second(look, t!(words, "lock-window")),
                    choice(look, WINDOW, options, &chosen, Message::Window, false),
                ]
                .spacing(space::S4)
                .padding([0.0, tiles::ROOM]),
            );
        }
        let error = self.error.clone().map(|error| error_line(look, error));
        if self.asks_pin(ctx) {
            let pin = input(look, self.pin_id(), "", &self.pin, Message::Pin)
                .secure(true)
                .latin(true)
                .error(self.error.is_some())
                .on_submit(Message::Enter);
            let pin = column![text::second(look, t!(words, "lock-pin")), pin].push(error);
            content = content.push(pin.spacing(space::S4).padding([0.0, tiles::ROOM]));
        } else {
            content = content.push(error);
        }
        let enter = button(look, t!(words, "lock-enter"))
            .key(Command::Enter.key())
            .primary()
            .tall()
            .id(ENTER)
            .on_press_maybe((!self.busy && self.worker(ctx).is_some()).then_some(Message::Enter));
        let since = self.since.map(|since| {
            let time = since.format("%H:%M").to_string();
            row![
                tinted(Icon::Lock, size::GLYPH_TAG, look.roles.text2),
                text::second(look, t!(words, "lock-since", time = time)),
            ]
            .spacing(space::S4)
            .align_y(Center)
        });
        let foot = row![container(column![].push(since)).width(Fill), enter]
            .spacing(space::S12)
            .padding([0.0, tiles::ROOM])
            .align_y(Center);
        let card = container(dialog_card(look, content.push(foot))).padding(space::S12).center_x(Fill);
        container(scroll::vertical(look, card).width(Fill)).center_y(Fill).width(Fill).into()
    }

    /// The task that sets the first focus.
    pub fn first_focus() -> Task<Message> {
        tab::focus(FIRST)
    }
}
