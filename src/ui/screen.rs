//! The screens. Each is a struct with `new`, `update`, `view`; what it wants of the shell it says with an `Action`.

pub mod asking;
pub mod catalogue;
pub mod classes;
mod dates;
pub mod first_run;
pub mod intake;
pub mod lock;
pub mod reception;
pub mod records;
pub mod resident;
pub mod rooms;
pub mod settings;
pub mod summary;
pub mod words;

use iced::widget::space as gap;
use iced::{Element, Task};

use super::ctx::{Action, Ctx, Route};
use super::shortcut::Command;

/// The open screen.
pub enum Screen {
    /// None yet.
    Nothing,
    /// The first run.
    FirstRun(first_run::FirstRun),
    /// 接待
    Reception(Box<reception::Reception>),
    /// 受理
    Intake(Box<intake::IntakeScreen>),
    /// 事项 and 不予出具
    Catalogue(Box<catalogue::CatalogueScreen>),
    /// A resident's page
    Resident(Box<resident::ResidentPage>),
    /// 场地
    Rooms(Box<rooms::RoomsScreen>),
    /// 课程
    Classes(Box<classes::ClassesScreen>),
    /// 台账
    Records(Box<records::RecordsScreen>),
    /// 周报
    Summary(Box<summary::SummaryScreen>),
    /// 设置
    Settings(Box<settings::SettingsScreen>),
}

/// What happens in the open screen. A message of a screen that is gone is dropped.
#[derive(Debug, Clone)]
pub enum Message {
    /// Of the first run.
    FirstRun(first_run::Message),
    /// Of 接待.
    Reception(reception::Message),
    /// Of 受理.
    Intake(intake::Message),
    /// Of 事项.
    Catalogue(catalogue::Message),
    /// Of a resident's page.
    Resident(resident::Message),
    /// Of 场地.
    Rooms(rooms::Message),
    /// Of 课程.
    Classes(classes::Message),
    /// Of 台账.
    Records(records::Message),
    /// Of 周报.
    Summary(summary::Message),
    /// Of 设置.
    Settings(settings::Message),
}

macro_rules! each {
    ($screen:expr, $inner:ident => $does:expr, $otherwise:expr) => {
        match $screen {
            Screen::Nothing => $otherwise,
            Screen::FirstRun($inner) => $does(Message::FirstRun),
            Screen::Reception($inner) => $does(Message::Reception),
            Screen::Intake($inner) => $does(Message::Intake),
            Screen::Catalogue($inner) => $does(Message::Catalogue),
            Screen::Resident($inner) => $does(Message::Resident),
            Screen::Rooms($inner) => $does(Message::Rooms),
            Screen::Classes($inner) => $does(Message::Classes),
            Screen::Records($inner) => $does(Message::Records),
            Screen::Summary($inner) => $does(Message::Summary),
            Screen::Settings($inner) => $does(Message::Settings),
        }
    };
}

impl Screen {
    /// Opens a screen; the task sets the first focus and loads what is shown.
    pub fn enter(route: Route, ctx: &Ctx) -> (Self, Task<Message>) {
        match route {
            Route::Reception => {
                let (screen, task) = reception::Reception::new(ctx);
                (Self::Reception(Box::new(screen)), task.map(Message::Reception))
            }
            Route::Intake(opened) => {
                let (screen, task) = intake::IntakeScreen::new(*opened, ctx);
                (Self::Intake(Box::new(screen)), task.map(Message::Intake))
            }
            Route::Catalogue(item) => {
                let (screen, task) = catalogue::CatalogueScreen::new(item, ctx);
                (Self::Catalogue(Box::new(screen)), task.map(Message::Catalogue))
            }
            Route::Decline { certificate, resident, visit } => {
                let (screen, task) = catalogue::CatalogueScreen::decline(certificate, resident, visit, ctx);
                (Self::Catalogue(Box::new(screen)), task.map(Message::Catalogue))
            }
            Route::Resident(id) => {
                let (screen, task) = resident::ResidentPage::new(id, ctx);
                (Self::Resident(Box::new(screen)), task.map(Message::Resident))
            }
            Route::Matter(serial) => {
                let (screen, task) = resident::ResidentPage::matter(serial, ctx);
                (Self::Resident(Box::new(screen)), task.map(Message::Resident))
            }
            Route::Book => {
                let (screen, task) = rooms::RoomsScreen::asking(ctx);
                (Self::Rooms(Box::new(screen)), task.map(Message::Rooms))
            }
            Route::RoomsAt(goal) => {
                let (screen, task) = rooms::RoomsScreen::at(goal, ctx);
                (Self::Rooms(Box::new(screen)), task.map(Message::Rooms))
            }
            Route::Rooms => {
                let (screen, task) = rooms::RoomsScreen::new(ctx);
                (Self::Rooms(Box::new(screen)), task.map(Message::Rooms))
            }
            Route::Classes(group) => {
                let (screen, task) = classes::ClassesScreen::new(group, ctx);
                (Self::Classes(Box::new(screen)), task.map(Message::Classes))
            }
            Route::Records | Route::Back => {
                let (screen, task) = records::RecordsScreen::new(ctx);
                (Self::Records(Box::new(screen)), task.map(Message::Records))
            }
            Route::Summary => {
                let (screen, task) = summary::SummaryScreen::new(ctx);
                (Self::Summary(Box::new(screen)), task.map(Message::Summary))
            }
            Route::Settings | Route::Holidays => {
                let section = match route {
                    Route::Holidays => settings::Section::Holidays,
                    _ => settings::Section::Centre,
                };
                let (screen, task) = settings::SettingsScreen::at(section, ctx);
                (Self::Settings(Box::new(screen)), task.map(Message::Settings))
            }
        }
    }

    /// Leaves the screen: a form keeps its draft.
    pub fn leave(&mut self, ctx: &Ctx) -> Task<Message> {
        match self {
            Self::Intake(intake) => intake.leave(ctx).map(Message::Intake),
            Self::Records(screen) => {
                screen.leave();
                Task::none()
            }
            Self::Summary(screen) => {
                screen.leave();
                Task::none()
            }
            _ => Task::none(),
        }
    }

    /// Handles a message of the open screen.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match (self, message) {
            (Self::FirstRun(screen), Message::FirstRun(m)) => screen.update(m, ctx).map(Message::FirstRun),
            (Self::Reception(screen), Message::Reception(m)) => screen.update(m, ctx).map(Message::Reception),
            (Self::Intake(screen), Message::Intake(m)) => screen.update(m, ctx).map(Message::Intake),
            (Self::Catalogue(screen), Message::Catalogue(m)) => screen.update(m, ctx).map(Message::Catalogue),
            (Self::Resident(screen), Message::Resident(m)) => screen.update(m, ctx).map(Message::Resident),
            (Self::Rooms(screen), Message::Rooms(m)) => screen.update(m, ctx).map(Message::Rooms),
            (Self::Classes(screen), Message::Classes(m)) => screen.update(m, ctx).map(Message::Classes),
            (Self::Records(screen), Message::Records(m)) => screen.update(m, ctx).map(Message::Records),
            (Self::Summary(screen), Message::Summary(m)) => screen.update(m, ctx).map(Message::Summary),
            (Self::Settings(screen), Message::Settings(m)) => screen.update(m, ctx).map(Message::Settings),
            // The answer to a question of a screen that has been left.
            _ => Action::None,
        }
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        each!(self, screen => |wrap| screen.command(command, ctx).map(wrap), Action::None)
    }

    /// Some seconds have passed.
    pub fn tick(&mut self, ctx: &Ctx) -> Action<Message> {
        match self {
            Self::Reception(screen) => screen.tick(ctx).map(Message::Reception),
            Self::Intake(screen) => screen.tick(ctx).map(Message::Intake),
            _ => Action::None,
        }
    }

    /// What it shows.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        each!(self, screen => |wrap| screen.view(ctx).map(wrap), gap::vertical().into())
    }

    /// Its dialog, when one is open.
    pub fn dialog<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        match self {
            Self::Reception(screen) => screen.dialog(ctx).map(|d| d.map(Message::Reception)),
            Self::Intake(screen) => screen.dialog(ctx).map(|d| d.map(Message::Intake)),
            Self::Resident(screen) => screen.dialog(ctx).map(|d| d.map(Message::Resident)),
            Self::Rooms(screen) => screen.dialog(ctx).map(|d| d.map(Message::Rooms)),
            Self::Classes(screen) => screen.dialog(ctx).map(|d| d.map(Message::Classes)),
            Self::Records(screen) => screen.dialog(ctx).map(|d| d.map(Message::Records)),
            Self::Summary(screen) => screen.dialog(ctx).map(|d| d.map(Message::Summary)),
            Self::Settings(screen) => screen.dialog(ctx).map(|d| d.map(Message::Settings)),
            Self::Nothing | Self::FirstRun(_) | Self::Catalogue(_) => None,
        }
    }

    /// Title and second line of the top bar.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        match self {
            Self::Nothing | Self::FirstRun(_) => (String::new(), String::new()),
            Self::Reception(screen) => screen.heading(ctx),
            Self::Intake(screen) => screen.heading(ctx),
            Self::Catalogue(screen) => screen.heading(ctx),
            Self::Resident(screen) => screen.heading(ctx),
            Self::Rooms(screen) => screen.heading(ctx),
            Self::Classes(screen) => screen.heading(ctx),
            Self::Records(screen) => screen.heading(ctx),
            Self::Summary(screen) => screen.heading(ctx),
            Self::Settings(screen) => screen.heading(ctx),
        }
    }

    /// A tag beside the title.
    pub fn heading_tag<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        match self {
            Self::Intake(screen) => Some(screen.mode_tag(ctx).map(Message::Intake)),
            Self::Summary(screen) => screen.standing(ctx).map(|tag| tag.map(Message::Summary)),
            _ => None,
        }
    }

    /// Key hints of the status line.
    pub fn hints<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        match self {
            Self::Intake(screen) => screen.hints(ctx).into_iter().map(|h| h.map(Message::Intake)).collect(),
            Self::Catalogue(screen) => {
                screen.hints(ctx).into_iter().map(|h| h.map(Message::Catalogue)).collect()
            }
            Self::Resident(screen) => {
                screen.hints(ctx).into_iter().map(|h| h.map(Message::Resident)).collect()
            }
            Self::Rooms(screen) => screen.hints(ctx).into_iter().map(|h| h.map(Message::Rooms)).collect(),
            Self::Records(screen) => screen.hints(ctx).into_iter().map(|h| h.map(Message::Records)).collect(),
            _ => Vec::new(),
        }
    }

    /// What the keys do here, for the right end of the status line.
    pub fn keys<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        match self {
            Self::Rooms(screen) => screen.keys(ctx).into_iter().map(|h| h.map(Message::Rooms)).collect(),
            Self::Classes(screen) => screen.hints(ctx).into_iter().map(|h| h.map(Message::Classes)).collect(),
            Self::Summary(screen) => screen.keys(ctx).into_iter().map(|h| h.map(Message::Summary)).collect(),
            _ => Vec::new(),
        }
    }

    /// Whose data is on the screen, for the record of looks: an id or a serial, never a name.
    pub fn subject(&self) -> String {
        match self {
            Self::Intake(screen) => screen.subject(),
            Self::Resident(screen) => screen.subject(),
            Self::Classes(screen) => screen.subject(),
            Self::Catalogue(screen) => screen.subject(),
            Self::Rooms(screen) => screen.subject(),
            Self::Records(screen) => screen.subject(),
            Self::Reception(_) => "board".to_owned(),
            _ => "screen".to_owned(),
        }
    }

    /// Whether something typed is not kept yet.
    pub fn is_dirty(&self) -> bool {
        matches!(self, Self::Intake(screen) if screen.is_dirty())
    }

    /// Puts the focus back where it belongs, after the lock screen.
    pub fn return_focus(&self, ctx: &Ctx) -> Task<Message> {
        match self {
            Self::FirstRun(screen) => screen.return_focus().map(Message::FirstRun),
            Self::Reception(screen) => screen.return_focus().map(Message::Reception),
            Self::Intake(screen) => screen.return_focus().map(Message::Intake),
            Self::Catalogue(screen) => screen.return_focus().map(Message::Catalogue),
            Self::Resident(screen) => screen.return_focus(ctx).map(Message::Resident),
            Self::Rooms(screen) => screen.return_focus().map(Message::Rooms),
            Self::Classes(screen) => screen.return_focus(ctx).map(Message::Classes),
            Self::Records(screen) => screen.return_focus(ctx).map(Message::Records),
            Self::Summary(screen) => screen.return_focus().map(Message::Summary),
            _ => Task::none(),
        }
    }

    /// Papers were handed over, or failed to be: who shows counts of printings reads them again.
    pub fn issued(&self, ctx: &Ctx) -> Task<Message> {
        match self {
            Self::Resident(screen) => screen.issued(ctx).map(Message::Resident),
            _ => Task::none(),
        }
    }

    /// Whether Ctrl+R means something of its own here.
    pub fn reprints(&self) -> bool {
        matches!(self, Self::Resident(_))
    }

    /// Whether Esc has nothing to do here but to take a banner away.
    pub fn at_rest(&self) -> bool {
        match self {
            Self::Reception(screen) => screen.at_rest(),
            Self::Rooms(screen) => screen.at_rest(),
            _ => false,
        }
    }

    /// Whether 接待 or something that belongs to it is open.
    pub fn is_reception(&self) -> bool {
        matches!(self, Self::Reception(_) | Self::Intake(_) | Self::Resident(_))
    }

    /// Whether leaving now would lose something nobody was told of: the first try to leave tells, the second leaves.
    pub fn holds_back(&mut self, ctx: &Ctx) -> bool {
        match self {
            Self::Settings(screen) => screen.holds_back(ctx),
            Self::Classes(screen) => screen.holds_back(),
            _ => false,
        }
    }

    /// Whether 场地 or 课程, which belongs to it, is open.
    pub fn is_rooms(&self) -> bool {
        matches!(self, Self::Rooms(_) | Self::Classes(_))
    }

    /// Whether 事项 is open.
    pub fn is_catalogue(&self) -> bool {
        matches!(self, Self::Catalogue(_))
    }

    /// Whether 台账 is open.
    pub fn is_records(&self) -> bool {
        matches!(self, Self::Records(_))
    }

    /// Whether 周报 is open.
    pub fn is_summary(&self) -> bool {
        matches!(self, Self::Summary(_))
    }

    /// Whether 设置 is open.
    pub fn is_settings(&self) -> bool {
        matches!(self, Self::Settings(_))
    }
}
