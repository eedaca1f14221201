//! 事项: what the centre does and what it asks for, and the certificates it may not issue (F6).

mod guide;
mod list;
mod page;
mod refusal;
mod says;

use std::sync::Arc;

use iced::Task;

use crate::desk::Opened;
use crate::domain::book::Book;
use crate::domain::catalogue::Item;
use crate::i18n::desk_error;
use crate::ui::ctx::{Action, Answer, Ctx, NARROW, Route, SavedPaper};
use crate::ui::shortcut::Command;
use crate::ui::widget::tab;

pub use list::{Move, Shelf};
use refusal::Refusal;

/// The search field.
pub const SEARCH: &str = "catalogue-search";

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The search field.
    Typed(String),
    /// The switch.
    Shelf(usize),
    /// Nothing was found here: on with the other list, where something was.
    Other,
    /// A row was pressed: its place in the catalogue or in the list of certificates.
    Choose(usize),
    /// A key that moves in the list.
    Move(Move),
    /// Enter in the search field or in the list.
    Enter,
    /// The list stands at this place and shows so much, px.
    Scrolled(f32, f32),
    /// In a narrow window: the guide in place of the list, or back.
    Look(bool),
    /// 去受理
    Accept,
    /// 一次性告知单, in large type or not.
    Guide(bool),
    /// 另存为: the one-time notice.
    SaveAs,
    /// The form was opened.
    Opened(Answer<Box<Opened>>),
    /// Of the refusal.
    Refusal(refusal::Message),
    /// Something is done: for the status line.
    Said(String),
    /// Something failed, in a sentence.
    Failed(String),
    /// Back to the reception.
    Leave,
}

/// The screen.
pub struct CatalogueScreen {
    shelf: Shelf,
    query: String,
    /// Chinese may be typed into the search field; otherwise letters arrive whatever the input method does.
    characters: bool,
    /// The chosen item's code.
    item: String,
    refusal: Refusal,
    /// The worker is in the panel and not in the list; in a narrow window it stands in place of the list.
    looking: bool,
    /// Place and height of the list on the screen, px.
    seen: (f32, f32),
    /// The form is being opened.
    busy: bool,
}

impl CatalogueScreen {
    /// Opens the items, at one when it is given.
    pub fn new(item: Option<String>, ctx: &Ctx) -> (Self, Task<Message>) {
        let offered = |code: &String| ctx.book.catalogue.offered().any(|known| known.code == *code);
        let asked_for = item.filter(offered);
        let looking = asked_for.is_some();
        let first = || ctx.book.catalogue.offered().next().map_or_else(String::new, |item| item.code.clone());
        let first_certificate = ctx.book.declines.certificates.first().map_or(0, |c| c.no);
        let screen = Self {
            shelf: Shelf::Items,
            query: String::new(),
            characters: false,
            item: asked_for.unwrap_or_else(first),
            refusal: Refusal::new(first_certificate, None, None, ctx),
            looking,
            seen: (0.0, 0.0),
            busy: false,
        };
        let task = Task::batch([tab::focus(SEARCH), screen.refusal.load(ctx).map(Message::Refusal)]);
        (screen, task)
    }

    /// Opens the refusal of a certificate, for a person on file and in a visit when these are known.
    pub fn decline(
        certificate: u32,
        resident: Option<String>,
        visit: Option<String>,
        ctx: &Ctx,
    ) -> (Self, Task<Message>) {
        let (mut screen, _) = Self::new(None, ctx);
        let certificate =
            ctx.book.declines.certificate(certificate).map_or(screen.refusal.certificate, |c| c.no);
        screen.shelf = Shelf::Declines;
        screen.looking = true;
        screen.refusal = Refusal::new(certificate, resident, visit, ctx).begun_at_reception();
        let load = screen.refusal.load(ctx).map(Message::Refusal);
        (screen, Task::batch([tab::focus(refusal::ASKED), load]))
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Typed(query) => {
                self.query = query;
                self.looking = false;
                self.choose_best(ctx)
            }
            Message::Shelf(index) => self.turn(if index == 0 { Shelf::Items } else { Shelf::Declines }, ctx),
            Message::Other => {
                let turned = self.turn(self.shelf.other(), ctx);
                match turned {
                    Action::Run(task) => Action::Run(Task::batch([task, tab::focus(SEARCH)])),
                    other => other,
                }
            }
            Message::Choose(index) => {
                let task = self.choose(index, ctx);
                self.looking = true;
                match self.shelf {
                    Shelf::Items => Action::Run(task),
                    Shelf::Declines => Action::Run(Task::batch([task, tab::focus(refusal::ASKED)])),
                }
            }
            Message::Move(step) => self.step(step, ctx),
            Message::Enter => self.enter(ctx),
            Message::Scrolled(top, height) => {
                let first = self.seen.1 <= 0.0;
                self.seen = (top, height);
                // The first time it is known how much of the list is seen, the chosen row is brought into view.
                if first { Action::Run(self.reveal(ctx)) } else { Action::None }
            }
            Message::Look(looking) => self.look(looking),
            Message::Accept => self.accept(ctx),
            Message::Guide(large) => self.guide(large, ctx),
            Message::SaveAs => self.save_guide(ctx),
            Message::Opened(Ok(opened)) => Action::Go(Route::Intake(opened)),
            Message::Opened(Err(error)) => {
                self.busy = false;
                Action::Fail(desk_error(&ctx.words, &error))
            }
            Message::Refusal(message) => self.refusal.update(message, ctx),
            Message::Said(words) => Action::Say(words),
            Message::Failed(words) => Action::Fail(words),
            Message::Leave => Action::Go(Route::Reception),
        }
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        let declines = self.shelf == Shelf::Declines;
        match command {
            Command::Find => {
                self.looking = false;
                Action::Run(tab::focus(SEARCH))
            }
            Command::Characters => {
                self.characters = !self.characters;
                Action::None
            }
            // Never on to another certificate from here: what is printed must be what was chosen, whether somebody has
            // asked for it before or not.
            Command::Up | Command::Down if declines && self.looking => {
                self.refusal.walk(command == Command::Down);
                Action::None
            }
            Command::Up => self.step(Move::Up, ctx),
            Command::Down => self.step(Move::Down, ctx),
            Command::PageUp => self.step(Move::PageUp, ctx),
            Command::PageDown => self.step(Move::PageDown, ctx),
            Command::Enter => self.enter(ctx),
            Command::Back => self.back(ctx),
            Command::Decline if !declines => self.turn(Shelf::Declines, ctx),
            Command::Guide if !declines => self.guide(false, ctx),
            Command::Open if !declines && ctx.width < NARROW => self.look(true),
            Command::Print if declines => self.refusal.update(refusal::Message::Print, ctx),
            Command::Save if !declines => self.save_guide(ctx),
            Command::Save if declines => self.refusal.update(refusal::Message::Register, ctx),
            Command::Open if declines => self.refusal.update(refusal::Message::Alternative, ctx),
            _ => Action::None,
        }
    }

    /// Enter goes on: to the form of the item, or into the refusal of the certificate.
    fn enter(&mut self, ctx: &Ctx) -> Action<Message> {
        match self.shelf {
            Shelf::Items => self.accept(ctx),
            Shelf::Declines if self.chosen(ctx).is_none() => Action::None,
            Shelf::Declines => {
                self.looking = true;
                Action::Run(tab::focus(refusal::ASKED))
            }
        }
    }

    /// One step back: the mark in the list of bodies, the panel of a narrow window, what was typed, the screen.
    fn back(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.shelf == Shelf::Declines && self.refusal.lets_go() {
            return Action::Run(tab::focus(refusal::ASKED));
        }
        // A refusal that was begun at the reception goes back there.
        let from_reception = self.shelf == Shelf::Declines && self.refusal.came_from_reception();
        if ctx.width < NARROW && self.looking && !from_reception {
            return self.look(false);
        }
        if !self.query.is_empty() {
            self.query.clear();
            return Action::Run(Task::batch([tab::focus(SEARCH), self.reveal(ctx)]));
        }
        Action::Go(Route::Reception)
    }

    fn look(&mut self, looking: bool) -> Action<Message> {
        self.looking = looking;
        Action::Run(match (looking, self.shelf) {
            (true, Shelf::Items) => tab::focus(guide::ACCEPT),
            (true, Shelf::Declines) => tab::focus(refusal::ASKED),
            (false, _) => tab::focus(SEARCH),
        })
    }

    fn turn(&mut self, shelf: Shelf, ctx: &Ctx) -> Action<Message> {
        self.shelf = shelf;
        self.looking = false;
        self.seen = (0.0, 0.0);
        self.choose_best(ctx)
    }

    fn accept(&mut self, ctx: &Ctx) -> Action<Message> {
        let Some(item) = self.item(&ctx.book).filter(|_| self.chosen(ctx).is_some()) else {
            return Action::None;
        };
        if self.busy {
            return Action::None;
        }
        self.busy = true;
        let code = item.code.clone();
        Action::Run(ctx.work(move |desk| desk.open_form(&code, None, None).map(Box::new), Message::Opened))
    }

    fn guide(&self, large: bool, ctx: &Ctx) -> Action<Message> {
        match self.item(&ctx.book).filter(|_| self.chosen(ctx).is_some()) {
            Some(item) => Action::Guide { item: item.code.clone(), large },
            None => Action::None,
        }
    }

    fn save_guide(&self, ctx: &Ctx) -> Action<Message> {
        match self.item(&ctx.book).filter(|_| self.chosen(ctx).is_some()) {
            Some(item) => Action::SaveAs(SavedPaper::Guide { item: item.code.clone(), large: false }),
            None => Action::None,
        }
    }

    fn item<'b>(&self, book: &'b Arc<Book>) -> Option<&'b Item> {
        book.catalogue.item(&self.item).filter(|item| !item.retired)
    }

    /// Puts the focus back, after the lock screen.
    pub fn return_focus(&self) -> Task<Message> {
        match self.shelf {
            Shelf::Declines if self.looking => tab::focus(refusal::ASKED),
            _ => tab::focus(SEARCH),
        }
    }

    /// Whose data is on the screen: the id of the person a certificate is declined to.
    pub fn subject(&self) -> String {
        self.refusal.subject().unwrap_or_else(|| "screen".to_owned())
    }
}
