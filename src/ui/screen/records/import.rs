//! 导入: a list of residents or an old ledger comes in from a file: its heads are matched and what it would come to is shown,
//! then it is taken in by the hundred rows. What was taken in before is listed, and taken out again.

mod doing;
mod heads;
mod past;
mod preview;
mod steps;
mod view;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::Task;

use crate::desk::{ImportDone, ImportPreview, ImportProgress};
use crate::domain::imported::What;
use crate::domain::ledger::Ledger;
use crate::exchange::imports::Opened;
use crate::t;
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::shortcut::Command;
use crate::ui::widget::{Scroll, tab};

use super::pick::{self, Choice, Pick};
use doing::kept_again;
use heads::Read;
use past::Past;

const PATH: &str = "import-path";
const HEADS: &str = "import-heads";
const REJECTS: &str = "import-rejects";
const DO: &str = "import-do";
const CLOSE: &str = "import-close";
/// Height of a row of the lists in it, px.
const ROW: f32 = 34.0;

/// How far it is.
#[derive(Debug)]
enum Stage {
    /// Which file, and what it holds.
    Asked,
    /// The file is being read.
    Reading,
    /// Its heads, and what it would come to.
    Looked,
    /// It is being taken in.
    Taking(ImportProgress),
    /// What it came to.
    Done(Arc<Taken>),
    /// Earlier imports.
    Past,
}

/// What a file came to, and where the rows that were not taken in are kept; none when all were.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    done: ImportDone,
    kept: Option<Result<PathBuf, String>>,
}

/// What is wrong, in a sentence, and the import that is in the way of it.
#[derive(Debug)]
struct Trouble {
    words: String,
    import: Option<String>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Residents or an old ledger.
    Kind(usize),
    /// Which ledger is to be chosen.
    AskLedger,
    /// Of the list something is chosen from.
    Card(pick::Message),
    /// A path was typed.
    Path(String),
    /// Choose a file in the system's dialog.
    Browse,
    /// What was chosen there.
    Picked(Option<PathBuf>),
    /// Read the file.
    Look,
    /// It is read, or not: then why, in a sentence.
    Opened(u64, Result<Arc<Opened>, String>),
    /// A key in the heads.
    HeadMove(isize),
    /// The column of the marked head is to be chosen.
    Choose,
    /// A head was pressed.
    Head(usize),
    /// The heads were scrolled.
    HeadsScrolled(Scroll),
    /// A key in the rejected rows.
    RejectMove(isize),
    /// They were scrolled.
    RejectsScrolled(Scroll),
    /// How far the counting is.
    Counting(u64, ImportProgress),
    /// What the file would come to.
    Counted(u64, Answer<Arc<ImportPreview>>),
    /// Count it again.
    CountAgain,
    /// Take it in.
    Take,
    /// How far that is.
    Taking(ImportProgress),
    /// It is in, or as much of it as there was time for.
    Taken(Answer<Arc<Taken>>),
    /// Write the rejected rows once more.
    KeepAgain,
    /// They are written, or not.
    Kept(Result<PathBuf, String>),
    /// Another file.
    Another,
    /// Earlier imports; at one of them when an id is given.
    AskPast(Option<String>),
    /// Of their list.
    Past(past::Message),
    /// Esc: a step back, or stops what is going on.
    Close,
}

/// What it wants of the screen.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// To run a task, and what the screen shows to be read again.
    Changed(Task<Message>),
    /// To be closed.
    Close,
}

/// The dialog.
pub struct Import {
    stage: Stage,
    /// An old ledger rather than residents.
    old: bool,
    ledger: Ledger,
    path: String,
    read: Option<Read>,
    past: Past,
    pick: Option<Box<Pick>>,
    trouble: Option<Trouble>,
    nothing_picked: bool,
    /// Which reading or counting this is; answers of an earlier one are dropped.
    round: u64,
    stop: Arc<AtomicBool>,
}

impl Import {
    /// Asks for a file. `ledger` is the one on the screen.
    pub fn new(ledger: Ledger, ctx: &Ctx) -> (Self, Task<Message>) {
        let import = Self {
            stage: Stage::Asked,
            old: false,
            ledger,
            path: String::new(),
            read: None,
            past: Past::default(),
            pick: None,
            trouble: None,
            nothing_picked: false,
            round: 0,
            stop: Arc::default(),
        };
        let task = Task::batch([tab::focus(PATH), Past::ask(ctx).map(Message::Past)]);
        (import, task)
    }

    /// What has the focus first.
    pub fn first(&self) -> &'static str {
        if let Some(pick) = &self.pick {
            return pick.first();
        }
        match &self.stage {
            Stage::Asked => PATH,
            Stage::Looked => HEADS,
            Stage::Done(taken) if taken.done.stopped => DO,
            Stage::Reading | Stage::Taking(_) | Stage::Done(_) => CLOSE,
            Stage::Past => self.past.first(),
        }
    }

    /// Stops what is going on.
    pub fn leave(&self) {
        self.stop.store(true, Ordering::Relaxed);
        self.past.stop();
    }

    fn what(&self) -> What {
        if self.old { What::Ledger(self.ledger) } else { What::Residents }
    }

    fn focus(&self) -> Wish {
        Wish::Run(tab::focus(self.first()))
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Wish {
        if let Some(pick) = &mut self.pick {
            let wish = pick.command(command, ctx);
            return self.picked(wish, ctx);
        }
        match (command, &self.stage) {
            (Command::Back, _) => self.update(Message::Close, ctx),
            (Command::Enter, Stage::Asked) => self.update(Message::Look, ctx),
            (Command::Enter, Stage::Looked) => self.update(Message::Choose, ctx),
            (Command::Save, Stage::Looked | Stage::Done(_)) => self.update(Message::Take, ctx),
            (Command::Enter, Stage::Past) => self.update(Message::Past(past::Message::Undo), ctx),
            (Command::Enter, Stage::Done(_)) => self.focus(),
            (_, Stage::Looked) => match moved(command, self.read.as_ref().map_or(1, Read::page)) {
                Some(by) => self.update(Message::HeadMove(by), ctx),
                None => Wish::Nothing,
            },
            (_, Stage::Past) => match moved(command, self.past.page()) {
                Some(by) => self.update(Message::Past(past::Message::Move(by)), ctx),
                None => Wish::Nothing,
            },
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        match message {
            Message::Kind(at) => {
                self.old = at == 1;
                self.trouble = None;
            }
            Message::AskLedger => {
                let choices = Ledger::ALL.into_iter().enumerate();
                let choices =
                    choices.map(|(at, one)| (Choice::Own(at), one.name(ctx.lang()).to_owned())).collect();
                let chosen = Ledger::ALL.iter().position(|one| *one == self.ledger).map(Choice::Own);
                self.pick = Some(Box::new(Pick::list(
                    pick::What::Own,
                    t!(ctx.words, "import-ledger"),
                    choices,
                    chosen.as_ref(),
                )));
                return self.focus();
            }
            Message::Card(message) => {
                let Some(pick) = &mut self.pick else { return Wish::Nothing };
                let wish = pick.update(message, ctx);
                return self.picked(wish, ctx);
            }
            Message::Path(path) => {
                self.path = path;
                (self.trouble, self.nothing_picked) = (None, false);
            }
            Message::Browse => return Wish::Run(self.browse(ctx)),
            Message::Picked(Some(path)) => {
                self.path = path.to_string_lossy().into_owned();
                return self.open(ctx);
            }
            // Without the desktop's file dialog the answer is the same as when nothing was chosen.
            Message::Picked(None) => {
                self.nothing_picked = true;
                return self.focus();
            }
            Message::Look => return self.open(ctx),
            Message::Opened(round, opened) if round == self.round => return self.opened(opened, ctx),
            Message::HeadMove(by) => {
                if let Some(read) = &mut self.read {
                    read.mark(by);
                }
                return Wish::Run(tab::focus(HEADS));
            }
            Message::Head(at) => {
                if let Some(read) = &mut self.read {
                    read.marked = at;
                }
                return self.choose(ctx);
            }
            Message::Choose => return self.choose(ctx),
            Message::HeadsScrolled(scroll) => {
                if let Some(read) = &mut self.read {
                    read.scroll.update(scroll);
                }
            }
            Message::RejectMove(by) => self.mark_reject(by),
            Message::RejectsScrolled(scroll) => {
                if let Some(read) = &mut self.read {
                    read.rejects.update(scroll);
                }
            }
            Message::Counting(round, at) if round == self.round => {
                if let Some(read) = &mut self.read {
                    read.counting = Some(at);
                }
            }
            Message::Counted(round, answer) if round == self.round => return self.counted(answer, ctx),
            // Of a file nobody waits for any more, or of heads that were changed since.
            Message::Opened(..) | Message::Counting(..) | Message::Counted(..) => {}
            Message::CountAgain => {
                self.trouble = None;
                return Wish::Run(Task::batch([tab::focus(HEADS), self.count(ctx)]));
            }
            Message::Take => return self.take(ctx),
            Message::Taking(at) => {
                if matches!(self.stage, Stage::Taking(_)) {
                    self.stage = Stage::Taking(at);
                }
            }
            Message::Taken(answer) => return self.taken(answer, ctx),
            Message::KeepAgain => {
                if let (Stage::Done(taken), Some(read)) = (&self.stage, &self.read) {
                    return Wish::Run(kept_again(taken, read, ctx));
                }
            }
            Message::Kept(kept) => {
                if let Stage::Done(taken) = &self.stage {
                    self.stage = Stage::Done(Arc::new(Taken { kept: Some(kept), done: taken.done.clone() }));
                }
                return self.focus();
            }
            Message::Another => {
                self.forget();
                self.path.clear();
                return self.focus();
            }
            Message::AskPast(id) => {
                self.leave();
                self.forget();
                self.stage = Stage::Past;
                self.past.at(id);
                return Wish::Run(Task::batch([
                    tab::focus(self.past.first()),
                    Past::ask(ctx).map(Message::Past),
                ]));
            }
            Message::Past(message) => {
                let wish = self.past.update(message, ctx);
                // While the file is asked for, the list is only read for what is not finished.
                return match wish {
                    Wish::Run(_) if !matches!(self.stage, Stage::Past) => Wish::Nothing,
                    wish => wish,
                };
            }
            Message::Close => return self.back(),
        }
        Wish::Nothing
    }
}

/// How far a key moves in a list.
fn moved(command: Command, page: usize) -> Option<isize> {
    Some(match command {
        Command::Up => -1,
        Command::Down => 1,
        Command::PageUp => -(page as isize),
        Command::PageDown => page as isize,
        _ => return None,
    })
}
