//! A resident's page: who it is, what they came for before, and the way to the same again.

mod again;
mod card;
mod line;
mod matter;
mod open;
mod page;
mod rows;
mod says;

use std::sync::Arc;

use iced::{Element, Task};

use crate::desk::{Deed, Deeds, Desk, DeskError, Done, MatterDeed, Opened, PersonFile};
use crate::domain::catalogue::Item;
use crate::domain::intake::StateName;
use crate::domain::visit::Visit;
use crate::i18n::desk_error;
use crate::ui::ctx::{Action, Answer, Ctx, Route, SavedPaper};
use crate::ui::shortcut::Command;
use crate::ui::widget::{Scroll, ScrollState, tab};

use card::Card;
use matter::Matter;
use rows::{Chip, Row, moved, rows};

/// 再办
const AGAIN: &str = "resident-again";
/// The list of matters, as one stop of Tab.
const LIST: &str = "resident-history";
/// 受理其他事项
const OTHER: &str = "resident-other";
/// 更正档案
const CORRECT: &str = "resident-correct";
/// 核对 of a file that may be the same person's.
const TWIN: &str = "resident-twin";
/// 撤销合并
const TAKE_BACK: &str = "resident-take-back";
/// What of the list is shown.
const CHIPS: &str = "resident-chips";
/// So many records of each kind are read first, so that the page stands at once.
const FIRST: usize = 40;
/// And so many then. Nobody has done more; whoever had would be told so.
const ALL: usize = 20_000;
/// Height of a line of the list, px.
const LINE: f32 = 48.0;

/// What is on file.
#[derive(Debug, Clone)]
pub struct File {
    who: PersonFile,
    deeds: Arc<Deeds>,
    /// The older lines are still being read.
    growing: bool,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is on file was read.
    Loaded(Answer<Box<File>>),
    /// The older lines were read too.
    Whole(String, Answer<Arc<Deeds>>),
    /// A matter was read; whether its dialog is only brought up to date.
    Matter(Answer<Box<matter::Record>>),
    /// A visit was read.
    Visit(Answer<Box<Visit>>),
    /// Of the list's choice: what is shown.
    Show(usize),
    /// 更正档案
    Correct,
    /// 核对
    Twin,
    /// 撤销合并
    TakeBack,
    /// 再办
    Again,
    /// A form is open.
    Opened(Answer<Box<Opened>>),
    /// A line was pressed.
    Open(usize),
    /// A key in the list.
    Move(isize),
    /// Enter in the list.
    Enter,
    /// The list was scrolled.
    Scrolled(Scroll),
    /// Papers are printed again.
    Reprint(Answer<String>),
    /// 受理其他事项
    Other,
    /// 结束
    Finish,
    /// The visit is over.
    Finished(Answer<()>),
    /// Of the dialog.
    Dialog(matter::Message),
    /// Of a card.
    Card(card::Message),
}

/// The page.
pub struct ResidentPage {
    id: Option<String>,
    file: Option<Box<File>>,
    /// Why there is nothing to see, in a sentence.
    failed: Option<String>,
    chip: Chip,
    rows: Vec<Row>,
    chosen: usize,
    scroll: ScrollState,
    matter: Option<Box<Matter>>,
    card: Option<Box<Card>>,
    busy: bool,
}

impl ResidentPage {
    fn empty(id: Option<String>) -> Self {
        Self {
            id,
            file: None,
            failed: None,
            chip: Chip::All,
            rows: Vec::new(),
            chosen: 0,
            scroll: ScrollState::default(),
            matter: None,
            card: None,
            busy: false,
        }
    }

    /// Opens the page of a person on file.
    pub fn new(id: String, ctx: &Ctx) -> (Self, Task<Message>) {
        let page = Self::empty(Some(id));
        let task = page.load(ctx);
        (page, task)
    }

    /// Opens one matter by the number of any of its papers, with the page of the person behind it when there is one.
    pub fn matter(serial: String, ctx: &Ctx) -> (Self, Task<Message>) {
        let task = ctx.work(move |desk| matter::by_paper(desk, &serial).map(Box::new), Message::Matter);
        (Self::empty(None), task)
    }

    fn load(&self, ctx: &Ctx) -> Task<Message> {
        match self.id.clone() {
            Some(id) => {
                // A page that was whole is read whole again: nothing of it goes and comes.
                let limit = if self.file.is_some() { ALL } else { FIRST };
                ctx.work(move |desk| read_file(desk, &id, limit).map(Box::new), Message::Loaded)
            }
            None => Task::none(),
        }
    }

    /// The matter that is done again by Enter: the last one whose item is still offered and that was not a mistake.
    fn last<'b>(&self, ctx: &'b Ctx) -> Option<(&'b Item, &Deed)> {
        self.file.as_ref()?.deeds.lines.iter().find_map(|deed| match &deed.what {
            Done::Matter(MatterDeed { item, state, .. })
                if *state != StateName::Void && may_read(ctx, item.restricted) =>
            {
                let item = ctx.book.catalogue.offered().find(|known| known.code == item.code)?;
                Some((item, deed))
            }
            _ => None,
        })
    }

    /// Lays the rows out anew; the chosen line stays the chosen one where it is still there.
    fn lay(&mut self) {
        let Some(file) = &self.file else { return };
        self.rows = rows(&file.deeds, self.chip);
        self.chosen = moved(&self.rows, self.chosen, 0);
    }

    fn loaded(&mut self, file: Box<File>, ctx: &Ctx) -> Action<Message> {
        let first = self.file.is_none();
        let id = file.who.person.id.clone();
        let growing = file.growing;
        // By the id of a merged file one comes to the page of the file it was merged into.
        self.id = Some(id.clone());
        self.file = Some(file);
        self.lay();
        let focus = first && self.matter.is_none();
        let focus = if focus { self.first_focus(ctx) } else { Task::none() };
        let rest = if growing {
            let of = id.clone();
            ctx.work(
                move |desk| desk.deeds(&id, ALL).map(Arc::new),
                move |answer| Message::Whole(of.clone(), answer),
            )
        } else {
            Task::none()
        };
        Action::Run(Task::batch([focus, rest]))
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Loaded(Ok(file)) => self.loaded(file, ctx),
            Message::Whole(id, Ok(deeds)) => {
                // Of a page that was left meanwhile, or read again.
                let mine = self.id.as_ref() == Some(&id);
                if let Some(file) = self.file.as_mut().filter(|file| mine && file.growing) {
                    file.deeds = deeds;
                    file.growing = false;
                    self.lay();
                }
                Action::None
            }
            Message::Visit(answer) => self.show_visit(answer, ctx),
            Message::Show(at) => self.filter(at),
            Message::Correct => self.correct(),
            Message::Twin => self.twin(),
            Message::TakeBack => self.take_back(),
            Message::Loaded(Err(error)) => {
                self.failed = Some(desk_error(&ctx.words, &error));
                Action::Run(tab::focus(OTHER))
            }
            Message::Matter(answer) => self.show(answer, ctx),
            Message::Again => self.again(ctx),
            Message::Opened(Ok(opened)) => Action::Go(Route::Intake(opened)),
            Message::Opened(Err(error))
            | Message::Reprint(Err(error))
            | Message::Finished(Err(error))
            | Message::Whole(_, Err(error)) => {
                self.busy = false;
                Action::Fail(desk_error(&ctx.words, &error))
            }
            Message::Open(line) => {
                self.chosen = line;
                self.open(ctx)
            }
            Message::Move(by) => {
                self.go(by);
                Action::None
            }
            Message::Enter => self.open(ctx),
            Message::Scrolled(scroll) => {
                self.scroll.update(scroll);
                Action::None
            }
            Message::Reprint(Ok(serial)) => Action::Issue(vec![serial], Task::none()),
            Message::Other | Message::Finished(Ok(())) => Action::Go(Route::Reception),
            Message::Finish => self.finish(ctx),
            Message::Dialog(message) => self.in_dialog(message, ctx),
            Message::Card(message) => self.in_card(message, ctx),
        }
    }

    fn first_focus(&self, ctx: &Ctx) -> Task<Message> {
        tab::focus(if self.last(ctx).is_some() { AGAIN } else { OTHER })
    }

    fn show(&mut self, answer: Answer<Box<matter::Record>>, ctx: &Ctx) -> Action<Message> {
        self.busy = false;
        match answer {
            Ok(record) => {
                if let Some(open) = &mut self.matter {
                    let waits = open.refresh(*record);
                    let first = open.first(ctx);
                    return if waits { Action::Run(tab::focus(first)) } else { Action::None };
                }
                let task = match (&self.file, &record.resident) {
                    (None, Some(person)) => {
                        self.id = Some(person.id.clone());
                        self.load(ctx)
                    }
                    _ => Task::none(),
                };
                let matter = Matter::new(*record);
                let focus = tab::focus(matter.first(ctx));
                self.matter = Some(Box::new(matter));
                Action::Run(Task::batch([focus, task]))
            }
            Err(error) if self.file.is_none() => {
                self.failed = Some(desk_error(&ctx.words, &error));
                Action::Run(tab::focus(OTHER))
            }
            Err(error) => Action::Fail(desk_error(&ctx.words, &error)),
        }
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        if let Some(card) = &mut self.card {
            let wish = card.command(command, ctx);
            return self.granted(wish, ctx);
        }
        if self.matter.is_some() {
            let message = match command {
                Command::Back => matter::Message::Close,
                Command::Reprint => matter::Message::ReprintLast,
                Command::Save => matter::Message::SaveLast,
                Command::Finish => matter::Message::AskOnward,
                _ => return Action::None,
            };
            return self.in_dialog(message, ctx);
        }
        match command {
            Command::Back => Action::Go(Route::Back),
            Command::Up | Command::Down | Command::PageUp | Command::PageDown => {
                self.go(match command {
                    Command::Up => -1,
                    Command::Down => 1,
                    Command::PageUp => -(self.scroll.page(LINE) as isize),
                    _ => self.scroll.page(LINE) as isize,
                });
                Action::Run(tab::focus(LIST))
            }
            Command::Enter => self.open(ctx),
            Command::Reprint => self.reprint(ctx),
            Command::Finish => self.finish(ctx),
            Command::Digit(digit) => match usize::from(digit).checked_sub(1) {
                Some(at) => self.filter(at),
                None => Action::None,
            },
            _ => Action::None,
        }
    }

    /// Shows another part of the list, from its beginning.
    fn filter(&mut self, at: usize) -> Action<Message> {
        if let Some(chip) = Chip::ALL.get(at) {
            self.chip = *chip;
            self.chosen = 0;
            self.scroll.top = 0.0;
            self.lay();
        }
        Action::None
    }

    fn go(&mut self, by: isize) {
        self.chosen = moved(&self.rows, self.chosen, by);
        // The heading above the first line is seen with it.
        let above = self.chosen.saturating_sub(1);
        if !matches!(self.rows.get(above), Some(Row::Line(_))) {
            self.scroll.reveal(above, LINE);
        }
        self.scroll.reveal(self.chosen, LINE);
    }

    fn deed(&self) -> Option<&Deed> {
        let Some(Row::Line(at)) = self.rows.get(self.chosen) else { return None };
        self.file.as_ref()?.deeds.lines.get(*at)
    }

    fn again(&mut self, ctx: &Ctx) -> Action<Message> {
        let (Some(id), Some((item, _))) = (self.id.clone(), self.last(ctx)) else { return Action::None };
        if self.busy {
            return Action::None;
        }
        self.busy = true;
        let item = item.code.clone();
        Action::Run(ctx.work(move |desk| again::open(desk, &id, &item).map(Box::new), Message::Opened))
    }

    fn finish(&mut self, ctx: &Ctx) -> Action<Message> {
        let visit = self.file.as_ref().and_then(|file| file.who.visit.clone());
        let Some(visit) = visit.filter(|_| self.is_serving()) else {
            return Action::None;
        };
        if self.busy {
            return Action::None;
        }
        self.busy = true;
        Action::Run(ctx.work(move |desk| desk.leave(&visit.id).map(|_| ()), Message::Finished))
    }

    fn in_dialog(&mut self, message: matter::Message, ctx: &Ctx) -> Action<Message> {
        let Some(matter) = &mut self.matter else { return Action::None };
        match matter.update(message, ctx) {
            matter::Wish::Nothing => Action::None,
            matter::Wish::Run(task) => Action::Run(task.map(Message::Dialog)),
            matter::Wish::Print(serial) => Action::Issue(vec![serial], Task::none()),
            matter::Wish::SaveAs(serial) => Action::SaveAs(SavedPaper::Issued(serial)),
            matter::Wish::Fill(opened) => Action::Go(Route::Intake(opened)),
            // The list behind shows the new state too.
            matter::Wish::Changed => Action::Refresh(Task::batch([self.reread(ctx), self.load(ctx)])),
            matter::Wish::Close => {
                self.matter = None;
                if self.file.is_some() || self.id.is_some() {
                    Action::Run(tab::focus(LIST))
                } else {
                    Action::Go(Route::Back)
                }
            }
        }
    }

    fn reread(&self, ctx: &Ctx) -> Task<Message> {
        match &self.matter {
            Some(matter) => {
                let subject = matter.subject();
                ctx.work(move |desk| subject.read(desk).map(Box::new), Message::Matter)
            }
            None => Task::none(),
        }
    }

    /// Papers have been handed over: their counts of printings are read again, in the dialog and behind it.
    pub fn issued(&self, ctx: &Ctx) -> Task<Message> {
        Task::batch([self.reread(ctx), self.load(ctx)])
    }

    /// What is shown now.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        page::view(self, ctx)
    }

    /// The dialog of a matter.
    pub fn dialog<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        if let Some(card) = &self.card {
            return Some(card.view(ctx).map(Message::Card));
        }
        self.matter.as_ref().map(|matter| matter.view(ctx).map(Message::Dialog))
    }

    /// Whose data is on the screen: an id or a number, never a name.
    pub fn subject(&self) -> String {
        if let Some(card) = &self.card {
            return card.subject();
        }
        match (&self.matter, &self.id) {
            (Some(matter), _) => matter.number(),
            (None, Some(id)) => id.clone(),
            (None, None) => "screen".to_owned(),
        }
    }

    /// Puts the focus back, after the lock screen.
    pub fn return_focus(&self, ctx: &Ctx) -> Task<Message> {
        match (&self.card, &self.matter) {
            (Some(card), _) => tab::focus(card.first()),
            (None, Some(matter)) => tab::focus(matter.first(ctx)),
            (None, None) => self.first_focus(ctx),
        }
    }
}

fn read_file(desk: &Desk, id: &str, limit: usize) -> Result<File, DeskError> {
    let who = desk.person(id)?;
    let deeds = desk.deeds(&who.person.id, limit)?;
    let growing = deeds.more && limit < ALL;
    Ok(File { who, deeds: Arc::new(deeds), growing })
}

/// Whether what a restricted item holds may be seen by whoever is signed in.
pub fn may_read(ctx: &Ctx, restricted: bool) -> bool {
    let session = ctx.desk.session();
    !restricted || ctx.book.staff.iter().any(|worker| worker.id == session.staff && worker.restricted)
}
