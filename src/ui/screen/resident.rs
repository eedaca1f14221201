//! A resident's page: who it is, what they came for before, and the way to the same again.

mod again;
mod matter;
mod page;
mod says;

use iced::{Element, Task};

use crate::desk::{Desk, DeskError, HistoryLine, HistoryWhat, Opened};
use crate::domain::catalogue::Item;
use crate::domain::intake::StateName;
use crate::domain::resident::Resident;
use crate::i18n::desk_error;
use crate::ui::ctx::{Action, Answer, Ctx, Route, SavedPaper};
use crate::ui::shortcut::Command;
use crate::ui::widget::{Scroll, ScrollState, tab};

use matter::Matter;

/// 再办
const AGAIN: &str = "resident-again";
/// The list of matters, as one stop of Tab.
const LIST: &str = "resident-history";
/// 受理其他事项
const OTHER: &str = "resident-other";
/// Lines of the list are read from the store up to here.
const LINES: usize = 50;
/// Height of a line of the list, px.
const LINE: f32 = 40.0;

/// What is on file.
#[derive(Debug, Clone)]
pub struct File {
    person: Resident,
    history: Vec<HistoryLine>,
    /// The visit that is going on.
    visit: Option<String>,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is on file was read.
    Loaded(Answer<Box<File>>),
    /// A matter was read; whether its dialog is only brought up to date.
    Matter(Answer<Box<matter::Record>>),
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
}

/// The page.
pub struct ResidentPage {
    id: Option<String>,
    file: Option<Box<File>>,
    /// Why there is nothing to see, in a sentence.
    failed: Option<String>,
    chosen: usize,
    scroll: ScrollState,
    matter: Option<Box<Matter>>,
    busy: bool,
}

impl ResidentPage {
    fn empty(id: Option<String>) -> Self {
        Self {
            id,
            file: None,
            failed: None,
            chosen: 0,
            scroll: ScrollState::default(),
            matter: None,
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
            Some(id) => ctx.work(move |desk| read_file(desk, &id).map(Box::new), Message::Loaded),
            None => Task::none(),
        }
    }

    /// The matter that is done again by Enter: the last one whose item is still offered and that was not a mistake.
    fn last<'b>(&self, ctx: &'b Ctx) -> Option<(&'b Item, &HistoryLine)> {
        self.file.as_ref()?.history.iter().find_map(|line| match &line.what {
            HistoryWhat::Intake { item, state, .. } if *state != StateName::Void => {
                let item = ctx.book.catalogue.offered().find(|known| known.code == *item)?;
                Some((item, line))
            }
            _ => None,
        })
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Loaded(Ok(file)) => {
                let first = self.file.is_none();
                self.file = Some(file);
                if first && self.matter.is_none() { Action::Run(self.first_focus(ctx)) } else { Action::None }
            }
            Message::Loaded(Err(error)) => {
                self.failed = Some(desk_error(&ctx.words, &error));
                Action::Run(tab::focus(OTHER))
            }
            Message::Matter(answer) => self.show(answer, ctx),
            Message::Again => self.again(ctx),
            Message::Opened(Ok(opened)) => Action::Go(Route::Intake(opened)),
            Message::Opened(Err(error)) | Message::Reprint(Err(error)) | Message::Finished(Err(error)) => {
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
                    open.refresh(*record);
                    return Action::None;
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
        if self.matter.is_some() {
            let message = match command {
                Command::Back => matter::Message::Close,
                Command::Reprint => matter::Message::ReprintLast,
                Command::Save => matter::Message::SaveLast,
                _ => return Action::None,
            };
            return self.in_dialog(message, ctx);
        }
        match command {
            Command::Back => Action::Go(Route::Reception),
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
            _ => Action::None,
        }
    }

    fn go(&mut self, by: isize) {
        let Some(last) = self.file.as_ref().and_then(|file| file.history.len().checked_sub(1)) else {
            return;
        };
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        self.scroll.reveal(self.chosen, LINE);
    }

    fn line(&self) -> Option<&HistoryLine> {
        self.file.as_ref()?.history.get(self.chosen)
    }

    fn open(&mut self, ctx: &Ctx) -> Action<Message> {
        let Some(line) = self.line().cloned() else { return Action::None };
        if self.busy {
            return Action::None;
        }
        self.busy = true;
        Action::Run(ctx.work(move |desk| matter::by_line(desk, &line).map(Box::new), Message::Matter))
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

    /// Prints the chosen matter's last paper again.
    fn reprint(&mut self, ctx: &Ctx) -> Action<Message> {
        let Some(line) = self.line().cloned() else { return Action::None };
        let task = ctx.work(
            move |desk| {
                let record = matter::by_line(desk, &line)?;
                record.last_paper().ok_or(DeskError::Unknown { what: "paper", key: String::new() })
            },
            Message::Reprint,
        );
        Action::Run(task)
    }

    fn finish(&mut self, ctx: &Ctx) -> Action<Message> {
        let Some(visit) = self.file.as_ref().and_then(|file| file.visit.clone()) else {
            return Action::None;
        };
        if self.busy {
            return Action::None;
        }
        self.busy = true;
        Action::Run(ctx.work(move |desk| desk.leave(&visit).map(|_| ()), Message::Finished))
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
                    Action::Go(Route::Reception)
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

    /// Papers have been handed over: their counts of printings are read again.
    pub fn issued(&self, ctx: &Ctx) -> Task<Message> {
        self.reread(ctx)
    }

    /// What is shown now.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        page::view(self, ctx)
    }

    /// The dialog of a matter.
    pub fn dialog<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        self.matter.as_ref().map(|matter| matter.view(ctx).map(Message::Dialog))
    }

    /// Whose data is on the screen: an id or a number, never a name.
    pub fn subject(&self) -> String {
        match (&self.matter, &self.id) {
            (Some(matter), _) => matter.number(),
            (None, Some(id)) => id.clone(),
            (None, None) => "screen".to_owned(),
        }
    }

    /// Puts the focus back, after the lock screen.
    pub fn return_focus(&self, ctx: &Ctx) -> Task<Message> {
        match &self.matter {
            Some(matter) => tab::focus(matter.first(ctx)),
            None => self.first_focus(ctx),
        }
    }
}

fn read_file(desk: &Desk, id: &str) -> Result<File, DeskError> {
    let person = desk.resident(id)?;
    let history = desk.history(id, LINES)?;
    let visit = desk
        .board(desk.today())?
        .serving
        .into_iter()
        .find(|line| line.visit.resident.as_deref() == Some(id))
        .map(|line| line.visit.id);
    Ok(File { person, history, visit })
}

/// Whether what a restricted item holds may be seen by whoever is signed in.
fn may_read(ctx: &Ctx, restricted: bool) -> bool {
    let session = ctx.desk.session();
    !restricted || ctx.book.staff.iter().any(|worker| worker.id == session.staff && worker.restricted)
}
