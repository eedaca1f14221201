//! 另存为: a paper is saved where the worker says. The file dialog of the desktop is one way to say it, the line is
//! another: without a portal that dialog answers as if nothing had been chosen.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use iced::widget::{column, row, space as gap};
use iced::{Element, Task};

use crate::desk::Watch;
use crate::domain::summary::Period;
use crate::exchange::sheet::WriteError;
use crate::exchange::summary;
use crate::i18n::{Words, office_error};
use crate::paper::compose::summary::file_stem;
use crate::paper::office::{FOLDER, Handed, Office, OfficeError};
use crate::paper::save_as::{SaveError, copy, target};
use crate::t;
use crate::this_pc::{Delivery, ThisPc};
use crate::ui::component::card::dialog_card;
use crate::ui::component::{button, field, input};
use crate::ui::ctx::{Ctx, SavedPaper, blocking};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::tab;

use super::App;

/// Name of the line.
const PATH: &str = "save-path";

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The line was typed in.
    Typed(String),
    /// The desktop's dialog is to open.
    Browse,
    /// What was chosen there.
    Picked(Option<PathBuf>),
    /// Save.
    Save,
    /// Not after all.
    Cancel,
    /// It is saved there, or why not; and the paper's own file, once there is one.
    Saved(Option<PathBuf>, Result<PathBuf, Arc<Fault>>),
}

/// Why a paper was not saved.
#[derive(Debug)]
pub enum Fault {
    /// It could not be made.
    Made(OfficeError),
    /// The workbook could not be written.
    Written(WriteError),
    /// The place did not take it.
    Kept(SaveError),
}

/// The dialog.
#[derive(Debug)]
pub struct SaveAs {
    paper: SavedPaper,
    /// What the paper is called in the title, and as a file.
    name: String,
    /// The paper's own file, once it is made: a second try copies it and counts nothing.
    made: Option<PathBuf>,
    path: String,
    told: Option<String>,
    /// A file of this name is there, and the worker has been told: the next press replaces it.
    replaces: Option<PathBuf>,
    busy: bool,
    /// Papers that were made with this one and are asked for next.
    next: VecDeque<(String, PathBuf)>,
}

impl SaveAs {
    fn new(paper: SavedPaper, name: String, made: Option<PathBuf>, folder: &Path) -> Self {
        let file = made.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let file = file.unwrap_or_else(|| format!("{name}.{}", ending(&paper)));
        let path = folder.join(file).to_string_lossy().into_owned();
        let next = VecDeque::new();
        Self { paper, name, made, path, told: None, replaces: None, busy: false, next }
    }

    fn own_name(&self) -> String {
        let made = self.made.as_deref().and_then(Path::file_name);
        let own = || format!("{}.{}", self.name, ending(&self.paper));
        made.map_or_else(own, |name| name.to_string_lossy().into_owned())
    }
}

/// How the file's name ends.
fn ending(paper: &SavedPaper) -> &'static str {
    match paper {
        SavedPaper::Issued(_) | SavedPaper::Guide { .. } => "pdf",
        SavedPaper::Summary { .. } => "xlsx",
    }
}

/// Where papers are saved unless another place is said: where the last one went, else the worker's documents, else the
/// worker's own folder, else the data folder.
fn usual_folder(pc: &ThisPc, data: &Path) -> PathBuf {
    let dirs = directories::UserDirs::new();
    let documents = dirs.as_ref().and_then(|dirs| dirs.document_dir()).map(Path::to_owned);
    let home = dirs.as_ref().map(|dirs| dirs.home_dir().to_owned());
    let there = [pc.saved_in.clone(), documents, home].into_iter().flatten().find(|folder| folder.is_dir());
    there.unwrap_or_else(|| data.to_owned())
}

/// Makes the paper's own file, if there is none yet, and copies it.
fn save(
    (office, ctx, pc): (&Office, &Ctx, &ThisPc),
    paper: &SavedPaper,
    made: Option<PathBuf>,
    to: &Path,
    replace: bool,
) -> (Option<PathBuf>, Result<PathBuf, Fault>) {
    let file = if let Some(file) = made {
        file
    } else {
        let kept = ThisPc { delivery: Delivery::File, ..pc.clone() };
        let handed = match paper {
            SavedPaper::Issued(serial) => office.issue(&ctx.desk, &kept, serial),
            SavedPaper::Guide { item, large } => office.guide(&ctx.desk, &kept, item, *large),
            SavedPaper::Summary { period, public } => {
                return match workbook(office, ctx, *period, *public) {
                    Ok(file) => {
                        let copied = copy(&file, to, replace).map(|()| to.to_owned()).map_err(Fault::Kept);
                        (Some(file), copied)
                    }
                    Err(fault) => (None, Err(fault)),
                };
            }
        };
        match handed {
            Ok(handed) => handed.path,
            Err(error) => return (None, Err(Fault::Made(error))),
        }
    };
    let copied = copy(&file, to, replace).map(|()| to.to_owned()).map_err(Fault::Kept);
    (Some(file), copied)
}

/// A summary's workbook in the folder of papers.
fn workbook(office: &Office, ctx: &Ctx, period: Period, public: bool) -> Result<PathBuf, Fault> {
    let never = AtomicBool::new(false);
    let desk = &ctx.desk;
    let watch = Watch { progress: &mut |_| {}, stop: &never };
    let (stored, figures) = desk.summary(period, watch).map_err(|error| Fault::Made(error.into()))?;
    let folder = office.data.join(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|error| Fault::Made(error.into()))?;
    let path = folder.join(format!("{}.xlsx", file_stem(period, public)));
    summary::write(&path, &desk.book(), &stored, &figures, public).map_err(Fault::Written)?;
    Ok(path)
}

fn told(words: &Words, fault: &Fault) -> String {
    let shown = |path: &Path| path.display().to_string();
    match fault {
        Fault::Made(error) => office_error(words, error),
        Fault::Written(error) => crate::i18n::write_error(words, error),
        Fault::Kept(SaveError::NoName) => t!(words, "save-no-name"),
        Fault::Kept(SaveError::NoFolder(path)) => t!(words, "save-no-folder", folder = shown(path)),
        Fault::Kept(SaveError::Exists(_)) => t!(words, "save-exists"),
        Fault::Kept(SaveError::File { error, .. }) => t!(words, "save-failed", detail = error.to_string()),
    }
}

impl App {
    /// Asks where a paper is to be saved.
    pub(super) fn ask_where(&mut self, paper: SavedPaper) -> Task<super::Message> {
        let name = match &paper {
            SavedPaper::Issued(serial) => serial.clone(),
            SavedPaper::Guide { item, .. } => item.clone(),
            SavedPaper::Summary { period, public } => file_stem(*period, *public),
        };
        let folder = usual_folder(&self.pc, &self.start.data);
        self.saving = Some(SaveAs::new(paper, name, None, &folder));
        to_the_line()
    }

    /// Asks where papers are to be saved whose files are there already, one after another.
    pub(super) fn ask_where_all(&mut self, handed: &[Handed]) -> Task<super::Message> {
        let mut papers: VecDeque<(String, PathBuf)> =
            handed.iter().map(|paper| (paper.name.clone(), paper.path.clone())).collect();
        let Some((name, file)) = papers.pop_front() else { return Task::none() };
        let folder = usual_folder(&self.pc, &self.start.data);
        let paper = SavedPaper::Issued(name.clone());
        let dialog = SaveAs::new(paper, name, Some(file), &folder);
        self.saving = Some(SaveAs { next: papers, ..dialog });
        to_the_line()
    }

    pub(super) fn saving_update(&mut self, message: Message) -> Task<super::Message> {
        let folder = usual_folder(&self.pc, &self.start.data);
        let words = self.words.clone();
        let Some(dialog) = &mut self.saving else { return Task::none() };
        match message {
            Message::Typed(path) => {
                dialog.path = path;
                dialog.told = None;
                dialog.replaces = None;
                Task::none()
            }
            Message::Browse => {
                let at = target(&dialog.path, &folder, &dialog.own_name()).ok();
                let start = at.as_deref().and_then(Path::parent).map_or(folder, Path::to_owned);
                let ask = rfd::AsyncFileDialog::new()
                    .set_title(t!(words, "save-title", name = dialog.name.clone()))
                    .set_directory(start)
                    .set_file_name(dialog.own_name())
                    .add_filter(ending(&dialog.paper).to_uppercase(), &[ending(&dialog.paper)])
                    .save_file();
                Task::perform(ask, |picked| {
                    super::Message::SaveAs(Message::Picked(picked.map(|file| file.path().to_owned())))
                })
            }
            // The desktop's own dialog has asked already whether a file may be replaced.
            Message::Picked(Some(path)) => {
                dialog.path = path.to_string_lossy().into_owned();
                dialog.replaces = target(&dialog.path, &folder, &dialog.own_name()).ok();
                self.save_there(&folder)
            }
            Message::Picked(None) => {
                dialog.told = Some(t!(words, "save-nothing-picked"));
                tab::focus(PATH)
            }
            Message::Save => self.save_there(&folder),
            Message::Cancel => self.saved_or_left(),
            Message::Saved(made, answer) => {
                dialog.busy = false;
                dialog.made = made.or(dialog.made.take());
                match answer {
                    Ok(path) => self.saved(&path),
                    Err(fault) => {
                        dialog.told = Some(told(&words, &fault));
                        if let Fault::Kept(SaveError::Exists(path)) = &*fault {
                            dialog.replaces = Some(path.clone());
                        }
                        tab::focus(PATH)
                    }
                }
            }
        }
    }

    fn save_there(&mut self, folder: &Path) -> Task<super::Message> {
        let (Some(office), Some(ctx)) = (self.office.clone(), self.ctx.clone()) else { return Task::none() };
        let pc = Arc::clone(&self.pc);
        let Some(dialog) = self.saving.as_mut().filter(|dialog| !dialog.busy) else { return Task::none() };
        let to = match target(&dialog.path, folder, &dialog.own_name()) {
            Ok(to) => to,
            Err(error) => {
                dialog.told = Some(told(&self.words, &Fault::Kept(error)));
                return tab::focus(PATH);
            }
        };
        let replace = dialog.replaces.as_deref() == Some(&*to);
        let (paper, made) = (dialog.paper.clone(), dialog.made.clone());
        dialog.busy = true;
        dialog.told = None;
        blocking(
            move || save((&office, &ctx, &pc), &paper, made, &to, replace),
            |(made, saved)| super::Message::SaveAs(Message::Saved(made, saved.map_err(Arc::new))),
        )
    }

    fn saved(&mut self, path: &Path) -> Task<super::Message> {
        self.said = Some((t!(self.words, "saved-there", path = path.display().to_string()), Instant::now()));
        let mut pc = (*self.pc).clone();
        pc.saved_in = path.parent().map(Path::to_owned);
        let remember = if pc == *self.pc { Task::none() } else { self.set_pc(pc) };
        // Whoever shows counts of printings reads them again.
        let counted = match &self.ctx {
            Some(ctx) => self.screen.issued(ctx).map(super::Message::Screen),
            None => Task::none(),
        };
        Task::batch([remember, counted, self.saved_or_left()])
    }

    /// On with the next paper, else back to where the worker was.
    fn saved_or_left(&mut self) -> Task<super::Message> {
        let next = self.saving.take().and_then(|mut dialog| {
            let (name, file) = dialog.next.pop_front()?;
            Some((name, file, dialog.next))
        });
        if let Some((name, file, next)) = next {
            let folder = usual_folder(&self.pc, &self.start.data);
            let paper = SavedPaper::Issued(name.clone());
            self.saving = Some(SaveAs { next, ..SaveAs::new(paper, name, Some(file), &folder) });
            return to_the_line();
        }
        self.return_focus()
    }

    pub(super) fn saving_command(&mut self, command: Command) -> Task<super::Message> {
        match command {
            Command::Back => self.saving_update(Message::Cancel),
            Command::Enter | Command::Save => self.saving_update(Message::Save),
            Command::Next | Command::Previous => tab::focus_step(command == Command::Previous),
            _ => Task::none(),
        }
    }

    /// The dialog, when one is open.
    pub(super) fn saving_dialog(&self) -> Option<Element<'_, super::Message>> {
        let dialog = self.saving.as_ref()?;
        let (look, words) = (self.look, &self.words);
        let ready = |message| (!dialog.busy).then_some(message);
        let line = input(look, PATH, t!(words, "save-path-hint"), dialog.path.clone(), Message::Typed)
            .on_submit(Message::Save)
            .error(dialog.told.is_some());
        let browse =
            button(look, t!(words, "save-browse")).id("save-browse").on_press_maybe(ready(Message::Browse));
        let across = row![Element::from(line), Element::from(browse)].spacing(space::S8);
        let save = if dialog.replaces.is_some() { t!(words, "save-replace") } else { t!(words, "save-do") };
        let buttons = row![
            Element::from(
                button(look, save)
                    .icon(Icon::Save)
                    .key(Command::Enter.key())
                    .primary()
                    .id("save-do")
                    .on_press_maybe(ready(Message::Save))
            ),
            gap::horizontal(),
            Element::from(
                button(look, t!(words, "dialog-cancel"))
                    .key(Command::Back.key())
                    .quiet()
                    .on_press(Message::Cancel)
            ),
        ];
        let help = Some(t!(words, "save-help"));
        let card: Element<'_, Message> = dialog_card(
            look,
            column![
                text::title(look, t!(words, "save-title", name = dialog.name.clone())),
                field(look, t!(words, "save-where"), true, across, dialog.told.clone(), help),
                buttons,
            ]
            .spacing(space::S16),
        )
        .max_width(760)
        .into();
        Some(card.map(super::Message::SaveAs))
    }
}

/// The caret goes to the end of the line: what is most often changed is the name.
fn to_the_line() -> Task<super::Message> {
    tab::focus(PATH).chain(iced::widget::operation::move_cursor_to_end(PATH))
}
