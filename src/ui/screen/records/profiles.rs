//! 表样: the profiles of a register. They are listed, copied, learnt from a file somebody handed out, changed and retired; each
//! is the columns, names and head lines one sub-district wants of the same records.

mod editor;
mod file;
mod list;

use chrono::NaiveDate;
use iced::{Element, Task};

use crate::domain::ledger::{Ledger, Profile, TitleWords};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::tag::{Tag, Tone, tag};
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::theme::size;
use crate::ui::widget::{Scroll, ScrollState, tab};

use editor::Editor;
use file::FromFile;

/// The list, as one stop of Tab.
const LIST: &str = "profiles-list";
const COPY: &str = "profiles-copy";
const FILE: &str = "profiles-file";
const CHANGE: &str = "profiles-change";
const RETIRE: &str = "profiles-retire";

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The profiles, read anew.
    Listed(Answer<Vec<Profile>>),
    /// A profile was moved to, or pressed.
    Mark(usize),
    /// The list was scrolled.
    Scrolled(Scroll),
    /// 新建: a copy of the marked one.
    Copy,
    /// 从表头文件新建
    FromFile,
    /// 修改
    Change,
    /// 停用: asks once.
    Retire,
    /// It is offered no longer, or it is still.
    Retired(String, Answer<()>),
    /// Of the file that is to be read.
    File(file::Message),
    /// Of the profile that is changed.
    Editor(editor::Message),
    /// Esc
    Close,
}

/// What it wants of the dialog it was opened from.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// To be closed; when a profile was kept, with its id.
    Close(Option<String>),
}

/// What was done last, or why not.
#[derive(Debug)]
enum Said {
    Done(String),
    Failed(String),
}

#[derive(Debug)]
enum Page {
    List,
    File(Box<FromFile>),
    Editor(Box<Editor>),
}

/// The screen, in the place of the dialog it was opened from.
#[derive(Debug)]
pub struct Profiles {
    ledger: Ledger,
    /// What the marks in titles say, for the days that are to be exported.
    titles: TitleWords,
    all: Vec<Profile>,
    at: usize,
    scroll: ScrollState,
    /// The profile of which was asked whether it is to be retired.
    retiring: Option<String>,
    /// It is being retired.
    busy: bool,
    said: Option<Said>,
    page: Page,
}

impl Profiles {
    /// The profiles of a register, the one at `at` marked. Titles are shown for these days.
    pub fn new(
        ledger: Ledger,
        profiles: Vec<Profile>,
        at: usize,
        days: (NaiveDate, NaiveDate),
        ctx: &Ctx,
    ) -> Self {
        let mut scroll = ScrollState::default();
        scroll.reveal(at, size::ROW_LIST);
        let titles = ctx.desk.ledger_title_words(days.0, days.1);
        Self {
            ledger,
            titles,
            all: profiles,
            at,
            scroll,
            retiring: None,
            busy: false,
            said: None,
            page: Page::List,
        }
    }

    /// What has the focus first.
    pub fn first(&self) -> &'static str {
        match &self.page {
            Page::List => LIST,
            Page::File(_) => file::PATH,
            Page::Editor(editor) => editor.first(),
        }
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Wish {
        match &mut self.page {
            Page::Editor(editor) => {
                let wish = editor.command(command, ctx);
                self.edited(wish)
            }
            Page::File(_) if command == Command::Back => self.update(Message::File(file::Message::Back), ctx),
            Page::File(_) => Wish::Nothing,
            Page::List => match command {
                Command::Back => self.update(Message::Close, ctx),
                Command::NewVisit => self.update(Message::Copy, ctx),
                Command::Open => self.update(Message::FromFile, ctx),
                Command::Enter => self.update(Message::Change, ctx),
                _ => Wish::Nothing,
            },
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        // Whatever else is done takes the question back.
        if !matches!(message, Message::Retire | Message::Scrolled(_) | Message::Listed(_)) {
            let asked = self.retiring.take().is_some();
            if asked && matches!(message, Message::Close) {
                return Wish::Run(tab::focus(LIST));
            }
        }
        match message {
            Message::Listed(Ok(profiles)) => {
                self.all = profiles;
                self.at = self.at.min(self.all.len().saturating_sub(1));
                self.scroll.reveal(self.at, size::ROW_LIST);
            }
            Message::Listed(Err(error)) => self.said = Some(Said::Failed(desk_error(&ctx.words, &error))),
            Message::Mark(at) => {
                self.said = None;
                self.at = at;
                self.scroll.reveal(at, size::ROW_LIST);
            }
            Message::Scrolled(scroll) => {
                self.scroll.update(scroll);
                // Only now it is known how much of the list is seen.
                if matches!(scroll, Scroll::Fit(_)) {
                    self.scroll.reveal(self.at, size::ROW_LIST);
                }
            }
            Message::Copy => return self.copy(ctx),
            Message::FromFile => {
                self.said = None;
                self.page = Page::File(Box::default());
                return Wish::Run(tab::focus(file::PATH));
            }
            Message::Change => return self.change(ctx),
            Message::Retire => return self.retire(ctx),
            Message::Retired(name, Ok(())) => {
                self.busy = false;
                self.said = Some(Said::Done(t!(ctx.words, "profiles-retired", name = name)));
                let ledger = self.ledger;
                let listed = ctx.work(move |desk| desk.ledger_profiles(ledger), Message::Listed);
                return Wish::Run(Task::batch([tab::focus(LIST), listed]));
            }
            Message::Retired(_, Err(error)) => {
                self.busy = false;
                self.said = Some(Said::Failed(desk_error(&ctx.words, &error)));
            }
            Message::File(message) => {
                let Page::File(page) = &mut self.page else { return Wish::Nothing };
                let wish = page.update(message, self.ledger, &self.all, ctx);
                return self.filed(wish, ctx);
            }
            Message::Editor(message) => {
                let Page::Editor(editor) = &mut self.page else { return Wish::Nothing };
                let wish = editor.update(message, ctx);
                return self.edited(wish);
            }
            Message::Close => return Wish::Close(None),
        }
        Wish::Nothing
    }

    fn marked(&self) -> Option<&Profile> {
        self.all.get(self.at)
    }

    fn copy(&mut self, ctx: &Ctx) -> Wish {
        let Some(of) = self.marked() else { return Wish::Nothing };
        let base = t!(ctx.words, "profiles-copy-name", name = of.name.clone());
        let whom = if of.whom.is_empty() { ctx.book.community.street.clone() } else { of.whom.clone() };
        let copy = Profile { id: String::new(), name: own_name(&base, &self.all), whom, ..of.clone() };
        self.open(Editor::new(copy, self.titles.clone()))
    }

    fn change(&mut self, ctx: &Ctx) -> Wish {
        match self.marked() {
            Some(profile) if !profile.is_built_in() => {
                let editor = Editor::new(profile.clone(), self.titles.clone());
                self.open(editor)
            }
            Some(_) => {
                self.said = Some(Said::Failed(t!(ctx.words, "profile-built-in")));
                Wish::Nothing
            }
            None => Wish::Nothing,
        }
    }

    fn open(&mut self, editor: Editor) -> Wish {
        let focus = tab::focus(editor.first());
        self.said = None;
        self.page = Page::Editor(Box::new(editor));
        Wish::Run(focus)
    }

    /// The first press asks, the second does it.
    fn retire(&mut self, ctx: &Ctx) -> Wish {
        let Some(profile) = self.marked().filter(|profile| !profile.is_built_in()) else {
            self.said = Some(Said::Failed(t!(ctx.words, "profile-built-in")));
            return Wish::Nothing;
        };
        let (id, name) = (profile.id.clone(), profile.name.clone());
        if self.busy {
            return Wish::Nothing;
        }
        self.said = None;
        if self.retiring.as_ref() != Some(&id) {
            self.retiring = Some(id);
            return Wish::Nothing;
        }
        self.retiring = None;
        self.busy = true;
        Wish::Run(ctx.work(
            move |desk| desk.retire_ledger_profile(&id),
            move |answer| Message::Retired(name.clone(), answer),
        ))
    }

    fn filed(&mut self, wish: file::Wish, ctx: &Ctx) -> Wish {
        match wish {
            file::Wish::Nothing => Wish::Nothing,
            file::Wish::Run(task) => Wish::Run(task.map(Message::File)),
            file::Wish::Back => {
                self.page = Page::List;
                Wish::Run(tab::focus(LIST))
            }
            file::Wish::Learnt { profile, headed, file } => {
                let whom = ctx.book.community.street.clone();
                let profile = Profile { whom, ..*profile };
                self.open(Editor::learnt(profile, &headed, file, self.titles.clone()))
            }
        }
    }

    fn edited(&mut self, wish: editor::Wish) -> Wish {
        match wish {
            editor::Wish::Nothing => Wish::Nothing,
            editor::Wish::Run(task) => Wish::Run(task.map(Message::Editor)),
            editor::Wish::Back => {
                self.page = Page::List;
                Wish::Run(tab::focus(LIST))
            }
            editor::Wish::Kept(id) => Wish::Close(Some(id)),
        }
    }

    /// What is seen.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        match &self.page {
            Page::List => self.list(ctx),
            Page::File(page) => page.view(ctx).map(Message::File),
            Page::Editor(editor) => editor.view(ctx).map(Message::Editor),
        }
    }
}

/// Marks what tells who somebody is.
pub(super) fn personal_tag(ctx: &Ctx) -> Tag {
    tag(ctx.look, Tone::Info, Icon::User, t!(ctx.words, "profiles-personal"), false)
}

/// The name, with a number behind it where another profile has it already.
fn own_name(base: &str, others: &[Profile]) -> String {
    let taken = |name: &str| others.iter().any(|other| other.name == name);
    let mut name = base.to_owned();
    let mut number = 2;
    while taken(&name) {
        name = format!("{base} {number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let named = |name: &str| Profile { name: name.into(), ..Profile::built_in(Ledger::Loans) };
        let others = [named("街道表"), named("街道表 2")];
        assert_eq!(own_name("街道表", &others), "街道表 3");
        assert_eq!(own_name("区里的表", &others), "区里的表");
    }
}
