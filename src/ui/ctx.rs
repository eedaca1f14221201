//! What a screen is given, and what it may ask of the shell.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use iced::Task;

use crate::desk::{Desk, DeskError, Opened};
use crate::domain::book::Book;
use crate::domain::lang::Lang;
use crate::i18n::Words;
use crate::paper::office::SheetOf;
use crate::this_pc::ThisPc;

use super::theme::Look;

/// What every screen may look at.
#[derive(Clone)]
pub struct Ctx {
    /// The desk; every call to it goes through [`Ctx::work`], off the drawing thread.
    pub desk: Arc<Desk>,
    /// What is at hand.
    pub book: Arc<Book>,
    /// The screen's language.
    pub words: Words,
    /// The look.
    pub look: Look,
    /// The desk's time, to the minute.
    pub now: DateTime<FixedOffset>,
    /// F8 is held: personal data is shown in full.
    pub reveal: bool,
    /// Logical width of the window.
    pub width: f32,
    /// What is set for this PC.
    pub pc: Arc<ThisPc>,
    /// The data folder.
    pub data: Arc<PathBuf>,
    /// The faces papers are set in.
    pub fonts: Arc<crate::paper::fonts::Fonts>,
}

impl std::fmt::Debug for Ctx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ctx").field("now", &self.now).field("width", &self.width).finish_non_exhaustive()
    }
}

/// Whether the side column fits beside the main one (`tokens.md` §5).
pub const WIDE: f32 = 1280.0;
/// Below this everything stands in one column.
pub const NARROW: f32 = 1040.0;

impl Ctx {
    /// The language.
    pub fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// A person's name as this screen may show it.
    pub fn shown<T: crate::domain::masked::Mask + std::fmt::Display>(
        &self,
        value: &crate::domain::masked::Masked<T>,
    ) -> String {
        if self.reveal { value.reveal().to_string() } else { value.to_string() }
    }

    /// Does a piece of the desk's work off the drawing thread.
    pub fn work<T, M>(
        &self,
        job: impl FnOnce(&Desk) -> Result<T, DeskError> + Send + 'static,
        done: impl Fn(Answer<T>) -> M + Send + 'static,
    ) -> Task<M>
    where
        T: Send + 'static,
        M: Send + 'static,
    {
        let desk = Arc::clone(&self.desk);
        blocking(move || job(&desk).map_err(Arc::new), done)
    }
}

/// What came of the desk's work; cheap to clone, so that it can travel in a message.
pub type Answer<T> = Result<T, Arc<DeskError>>;

/// Runs work that waits for disk or printer off the drawing thread.
pub fn blocking<T, M>(
    job: impl FnOnce() -> T + Send + 'static,
    done: impl Fn(T) -> M + Send + 'static,
) -> Task<M>
where
    T: Send + 'static,
    M: Send + 'static,
{
    // A job that panics sends nothing back; the panic itself is told by the thread's own report.
    // Spawned when the task is first polled, which is inside the runtime.
    Task::future(async move { tokio::task::spawn_blocking(job).await }).then(move |joined| match joined {
        Ok(value) => Task::done(done(value)),
        Err(_) => Task::none(),
    })
}

/// The same for long work that tells how far it is: `heard` gets what the job says on the way, `done` what came of it.
/// To end it early, the job looks at a flag it shares with the screen.
pub fn watched<P, T, M>(
    job: impl FnOnce(&mut dyn FnMut(P)) -> T + Send + 'static,
    heard: impl Fn(P) -> M + Send + 'static,
    done: impl Fn(T) -> M + Send + 'static,
) -> Task<M>
where
    P: Send + 'static,
    T: Send + 'static,
    M: Send + 'static,
{
    use iced::futures::StreamExt as _;
    use iced::futures::stream::{once, unfold};
    let messages = once(async move {
        let (say, hears) = tokio::sync::mpsc::unbounded_channel();
        drop(tokio::task::spawn_blocking(move || {
            // Nobody listens any more when the window is closed: the work goes on to its end all the same.
            let made = job(&mut |progress| drop(say.send(heard(progress))));
            drop(say.send(done(made)));
        }));
        unfold(hears, |mut hears| async move { hears.recv().await.map(|message| (message, hears)) })
    });
    Task::stream(messages.flatten())
}

/// What of the rooms is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoomsGoal {
    /// The week of a room, by code.
    Room(String),
    /// A booking, by id.
    Booking(String),
}

/// Where to go.
#[derive(Debug, Clone)]
pub enum Route {
    /// 接待
    Reception,
    /// 受理: an opened form.
    Intake(Box<Opened>),
    /// 场地
    Rooms,
    /// 场地, at something.
    RoomsAt(RoomsGoal),
    /// 场地, with the panel of a new booking open; it leads back to the reception.
    Book,
    /// 事项, at an item when one is given.
    Catalogue(Option<String>),
    /// 不予出具: a certificate, for a person when one is known.
    Decline {
        /// Its number in the list.
        certificate: u32,
        /// The person on file.
        resident: Option<String>,
        /// The visit that is going on.
        visit: Option<String>,
    },
    /// A resident's page.
    Resident(String),
    /// A matter, by the number of one of its papers.
    Matter(String),
    /// 课程: the classes of the running term, or the class group of an id.
    Classes(Option<String>),
    /// 台账
    Records,
    /// From a matter or a person to where one came from: 台账, or else 接待.
    Back,
    /// 周报: the period at hand.
    Summary,
    /// 设置
    Settings,
    /// 设置, at 放假安排
    Holidays,
}

/// A paper that is to be saved where the worker says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavedPaper {
    /// An issued paper, by its number. To save it is one printing and is counted.
    Issued(String),
    /// The guide of an item.
    Guide {
        /// The item's code.
        item: String,
        /// In large type.
        large: bool,
    },
    /// A summary as a workbook.
    Summary {
        /// Which.
        period: crate::domain::summary::Period,
        /// With small counts hidden.
        public: bool,
    },
}

/// What a screen wants of the shell.
#[derive(Debug)]
pub enum Action<M> {
    /// Nothing.
    None,
    /// To run a task.
    Run(Task<M>),
    /// To go elsewhere.
    Go(Route),
    /// To say in the status line for a while that something is done.
    Say(String),
    /// To tell that something failed, in a banner with this sentence.
    Fail(String),
    /// To print papers that were issued, by their numbers, and go on with a task.
    Issue(Vec<String>, Task<M>),
    /// The same, with a sentence for the status line, and then to go elsewhere.
    IssueAndGo(Vec<String>, String, Route),
    /// To print the guide of an item.
    Guide {
        /// The item's code.
        item: String,
        /// In large type.
        large: bool,
    },
    /// To print sheets that have no number of their own, rosters and door sheets, and go on with a task.
    Sheets(Vec<SheetOf>, Task<M>),
    /// To print a file of pages that is written already, and go on with a task.
    File(PathBuf, Task<M>),
    /// To save a paper where the worker says.
    SaveAs(SavedPaper),
    /// To change what is set for this PC.
    Set(Box<ThisPc>),
    /// To read what is at hand again: names, staff, items have changed.
    Refresh(Task<M>),
}

impl<M: Send + 'static> Action<M> {
    /// The same wish in the words of the shell's messages.
    pub fn map<N: Send + 'static>(self, f: impl Fn(M) -> N + Send + Clone + 'static) -> Action<N> {
        match self {
            Self::None => Action::None,
            Self::Run(task) => Action::Run(task.map(f)),
            Self::Go(route) => Action::Go(route),
            Self::Say(text) => Action::Say(text),
            Self::Fail(text) => Action::Fail(text),
            Self::Issue(serials, task) => Action::Issue(serials, task.map(f)),
            Self::IssueAndGo(serials, said, route) => Action::IssueAndGo(serials, said, route),
            Self::Guide { item, large } => Action::Guide { item, large },
            Self::Sheets(sheets, task) => Action::Sheets(sheets, task.map(f)),
            Self::File(path, task) => Action::File(path, task.map(f)),
            Self::SaveAs(paper) => Action::SaveAs(paper),
            Self::Set(pc) => Action::Set(pc),
            Self::Refresh(task) => Action::Refresh(task.map(f)),
        }
    }
}
