//! A table the sub-district handed out: its heads become a profile.

use std::path::{Path, PathBuf};

use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Fill, Task};

use crate::domain::book::Book;
use crate::domain::ledger::{Headed, Ledger, Profile};
use crate::exchange::ledgers::profile_from_file;
use crate::i18n::read_error;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::{button, field, input, rule};
use crate::ui::ctx::{Ctx, NARROW, blocking};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::tab;

use super::own_name;

/// Where the file lies.
pub const PATH: &str = "profile-path";
const READ: &str = "profile-read";
/// Characters of a proposed name: a number may come behind it.
const NAME: usize = 32;
/// Files that can be read.
const ENDINGS: [&str; 5] = ["xlsx", "xls", "ods", "csv", "txt"];

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// A path was typed.
    Path(String),
    /// Choose a file in the system's dialog.
    Browse,
    /// What was chosen there.
    Picked(Option<PathBuf>),
    /// Reads it.
    Read,
    /// What its heads came to, or why nothing, in a sentence.
    Learnt(Result<(Box<Profile>, Headed), String>),
    /// Esc
    Back,
}

/// What it wants.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// Back to the list.
    Back,
    /// To go on with a profile that is not kept yet.
    Learnt {
        /// The profile.
        profile: Box<Profile>,
        /// How its heads were understood.
        headed: Headed,
        /// The name of the file.
        file: String,
    },
}

/// See the module.
#[derive(Debug, Default)]
pub struct FromFile {
    path: String,
    busy: bool,
    error: Option<String>,
    nothing_picked: bool,
}

impl FromFile {
    fn path(&self) -> String {
        self.path.trim().trim_matches('"').to_owned()
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ledger: Ledger, others: &[Profile], ctx: &Ctx) -> Wish {
        match message {
            Message::Path(path) => {
                self.path = path;
                self.error = None;
                self.nothing_picked = false;
                Wish::Nothing
            }
            Message::Browse => {
                let dialog = rfd::AsyncFileDialog::new()
                    .set_title(t!(ctx.words, "profiles-file"))
                    .add_filter("Excel, WPS, CSV", &ENDINGS);
                Wish::Run(Task::perform(dialog.pick_file(), |picked| {
                    Message::Picked(picked.map(|file| file.path().to_owned()))
                }))
            }
            Message::Picked(Some(path)) => {
                self.path = path.to_string_lossy().into_owned();
                self.error = None;
                self.nothing_picked = false;
                Wish::Run(tab::focus(READ))
            }
            // Without the desktop's file dialog the answer is the same as when nothing was chosen.
            Message::Picked(None) => {
                self.nothing_picked = true;
                Wish::Run(tab::focus(PATH))
            }
            Message::Read => self.read(ledger, others, ctx),
            Message::Learnt(Ok((profile, headed))) if self.busy => {
                self.busy = false;
                let path = self.path();
                let file = Path::new(&path).file_name();
                let file = file.map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
                Wish::Learnt { profile, headed, file }
            }
            Message::Learnt(Err(error)) if self.busy => {
                self.busy = false;
                self.error = Some(error);
                Wish::Run(tab::focus(PATH))
            }
            // Of a file nobody waits for any more.
            Message::Learnt(_) => Wish::Nothing,
            Message::Back => Wish::Back,
        }
    }

    fn read(&mut self, ledger: Ledger, others: &[Profile], ctx: &Ctx) -> Wish {
        let path = self.path();
        if self.busy {
            return Wish::Nothing;
        }
        if path.is_empty() {
            self.error = Some(t!(ctx.words, "profiles-file-empty"));
            return Wish::Run(tab::focus(PATH));
        }
        self.busy = true;
        self.error = None;
        let base = proposed(Path::new(&path), &ctx.book);
        let base = if base.is_empty() { ledger.zh().to_owned() } else { base };
        let (name, words) = (own_name(&base, others), ctx.words.clone());
        Wish::Run(blocking(
            move || {
                let learnt = profile_from_file(Path::new(&path), ledger, &name);
                let learnt = learnt.map(|(profile, headed)| (Box::new(profile), headed));
                learnt.map_err(|error| read_error(&words, &error))
            },
            Message::Learnt,
        ))
    }

    /// What is seen.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let narrow = ctx.width < NARROW;
        let path = input(look, PATH, t!(words, "profiles-file-example"), self.path.clone(), Message::Path)
            .on_submit(Message::Read)
            .error(self.error.is_some());
        let browse = button(look, t!(words, "save-browse"))
            .id("profile-browse")
            .on_press_maybe((!self.busy).then_some(Message::Browse));
        let across = row![Element::from(path), Element::from(browse)].spacing(space::S8);
        let help = if self.busy {
            t!(words, "profiles-file-reading")
        } else if self.nothing_picked {
            t!(words, "profiles-file-nothing")
        } else {
            t!(words, "profiles-file-path-help")
        };
        let line = field(look, t!(words, "profiles-file-path"), true, across, self.error.clone(), Some(help));
        let read = button(look, t!(words, "profiles-file-read"))
            .icon(Icon::Table2)
            .key(Command::Enter.key())
            .primary()
            .tall()
            .id(READ)
            .on_press_maybe((!self.busy).then_some(Message::Read));
        let back = button(look, t!(words, "profiles-back"))
            .key(Command::Back.key())
            .tall()
            .id("profile-back")
            .on_press(Message::Back);
        let inside = column![
            text::title(look, t!(words, "profiles-file")),
            text::body(look, t!(words, "profiles-file-help")),
            Element::from(line),
            rule(look),
            row![Element::from(read), gap::horizontal(), Element::from(back)].align_y(Center),
        ]
        .width(Fill)
        .spacing(space::S12);
        let card = dialog_card(look, inside);
        let card = if narrow { card.padding(space::S12) } else { card };
        container(card).max_width(720).into()
    }
}

/// A name from that of the file, without its ending and without the names of those who work here: a profile is a form, not
/// the work of somebody.
fn proposed(path: &Path, book: &Book) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let names = book.staff.iter().map(|worker| worker.name.as_str()).filter(|name| !name.is_empty());
    let bare = names.fold(stem, |stem, name| stem.replace(name, ""));
    let edge = |c: char| c.is_whitespace() || "-_—.·（）()".contains(c);
    bare.trim_matches(edge).chars().take(NAME).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_name_names_no_worker() {
        let desk = crate::desk::Desk::in_memory(
            std::sync::Arc::new(crate::desk::SetClock::new("2026-05-07T10:24:00+08:00".parse().unwrap())),
            &crate::desk::SHIPPED,
        )
        .unwrap();
        let first =
            crate::desk::FirstRun {
                community: "凤鸣社区".into(), worker: "周敏".into(), practice: false
            };
        desk.first_run(&first).unwrap();
        let book = desk.book();
        let name = |path: &str| proposed(Path::new(path), &book);
        assert_eq!(name("表/渭滨街道受理台账-周敏.xlsx"), "渭滨街道受理台账");
        assert_eq!(name("周敏.xlsx"), "");
        assert_eq!(name(&format!("{}.csv", "长".repeat(60))).chars().count(), NAME);
    }
}
