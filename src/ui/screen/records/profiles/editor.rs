//! One profile under change: its name, its head lines, and its columns in their order.

mod columns;
mod contents;
mod keeping;
mod lines;
mod preview;
mod view;

use iced::Task;
use iced::widget::operation;
use iced::widget::scrollable::AbsoluteOffset;

use crate::domain::ledger::{
    Content, Headed, Ledger, MARKS, MOST_TITLES, Profile, ProfileFault, Spot, TitleWords,
};
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::shortcut::Command;
use crate::ui::theme::size;
use crate::ui::widget::{Scroll, ScrollState, tab};

use contents::Contents;
use lines::{Learnt, Line, Sure};

const NAME: &str = "profile-name";
const WHOM: &str = "profile-whom";
const TITLES: [&str; MOST_TITLES] =
    ["profile-title-1", "profile-title-2", "profile-title-3", "profile-title-4", "profile-title-5"];
/// The columns, as one stop of Tab.
const COLUMNS: &str = "profile-columns";
const HEAD: &str = "profile-head";
const CONTENT: &str = "profile-content";
const FIXED: &str = "profile-fixed";
/// The head row as it will be written.
const PREVIEW: &str = "profile-preview";

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typed as the name.
    Name(String),
    /// Typed as whose form it is.
    Whom(String),
    /// Typed in a title line.
    Title(usize, String),
    /// Enter in a field: on to the next.
    Next,
    /// A mark is to be put behind the title line that was typed in last.
    Mark(usize),
    /// A column was moved to, or pressed.
    Column(usize),
    /// The columns were scrolled.
    Scrolled(Scroll),
    /// A column is taken in or left out.
    Toggle(usize),
    /// The same of the one moved to.
    ToggleHere,
    /// The column moved to goes up or down.
    Shift(isize),
    /// A column of its own, empty, after the one moved to.
    Add,
    /// Typed as the head of the column.
    Head(String),
    /// Enter there: back to the columns.
    HeadDone,
    /// What stands in the column is to be chosen.
    AskContent,
    /// Of that choice.
    Contents(contents::Message),
    /// Typed as the words that stand in every row.
    Fixed(String),
    /// Keeps it.
    Save,
    /// It is kept, or not.
    Saved(Answer<Profile>),
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
    /// Back to the list, with nothing kept.
    Back,
    /// It is kept, under this id.
    Kept(String),
}

/// See the module.
#[derive(Debug)]
pub struct Editor {
    ledger: Ledger,
    /// Empty for a new one.
    id: String,
    name: String,
    whom: String,
    titles: [String; MOST_TITLES],
    /// The title line that was typed in last.
    title: usize,
    /// Those taken in and, among them or behind, those left out.
    lines: Vec<Line>,
    at: usize,
    scroll: ScrollState,
    /// What the marks in titles say.
    marks: TitleWords,
    /// The file it was learnt from.
    learnt: Option<Learnt>,
    contents: Option<Box<Contents>>,
    faults: Vec<(Spot, ProfileFault)>,
    error: Option<String>,
    busy: bool,
    /// Esc was pressed with unsaved changes: the next one leaves all the same.
    warned: bool,
    opened: Profile,
}

impl Editor {
    /// A profile to be changed; one without an id is new.
    pub fn new(profile: Profile, marks: TitleWords) -> Self {
        let mut titles: [String; MOST_TITLES] = Default::default();
        for (line, title) in titles.iter_mut().zip(&profile.titles) {
            line.clone_from(title);
        }
        let mut editor = Self {
            ledger: profile.ledger,
            id: profile.id.clone(),
            name: profile.name.clone(),
            whom: profile.whom.clone(),
            titles,
            title: 0,
            lines: lines::of(&profile),
            at: 0,
            scroll: ScrollState::default(),
            marks,
            learnt: None,
            contents: None,
            faults: Vec::new(),
            error: None,
            busy: false,
            warned: false,
            opened: profile,
        };
        editor.opened = editor.whole();
        editor
    }

    /// The same learnt from the heads of a file, the first column that wants a look marked.
    pub fn learnt(profile: Profile, headed: &Headed, file: String, marks: TitleWords) -> Self {
        let lost = headed.titles.len().saturating_sub(MOST_TITLES);
        let mut editor = Self::new(profile, marks);
        for (line, head) in editor.lines.iter_mut().zip(&headed.heads) {
            line.sure = Sure::of(head);
        }
        editor.at = editor.lines.iter().position(|line| line.sure.wants_a_look()).unwrap_or(0);
        editor.scroll.reveal(editor.at, size::ROW_LIST);
        editor.learnt = Some(Learnt { file, lost });
        editor
    }

    /// What has the focus first: what a new one is called; else its columns.
    pub fn first(&self) -> &'static str {
        match (&self.contents, self.id.is_empty() && self.learnt.is_none()) {
            (Some(_), _) => contents::QUERY,
            (None, true) => NAME,
            (None, false) => COLUMNS,
        }
    }

    /// The profile as it stands.
    fn whole(&self) -> Profile {
        let titles = self.titles.iter().map(|title| title.trim().to_owned());
        Profile {
            id: self.id.clone(),
            ledger: self.ledger,
            name: self.name.trim().to_owned(),
            whom: self.whom.trim().to_owned(),
            titles: titles.filter(|title| !title.is_empty()).collect(),
            columns: lines::taken_in(&self.lines).map(|line| line.column.clone()).collect(),
            retired: false,
        }
    }

    /// Whether something would be lost. What was learnt from a file is kept nowhere yet.
    fn is_unsaved(&self) -> bool {
        self.learnt.is_some() || self.whole() != self.opened
    }

    fn line(&self) -> Option<&Line> {
        self.lines.get(self.at)
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Wish {
        if let Some(contents) = &mut self.contents {
            let wish = contents.command(command);
            return self.heard(wish);
        }
        match command {
            Command::Back => self.update(Message::Back, ctx),
            Command::Save => self.update(Message::Save, ctx),
            Command::NewVisit => self.update(Message::Add, ctx),
            Command::Raise => self.update(Message::Shift(-1), ctx),
            Command::Lower => self.update(Message::Shift(1), ctx),
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        // Who goes on working does not mean to leave.
        if !matches!(message, Message::Back | Message::Scrolled(_)) {
            self.warned = false;
        }
        match message {
            Message::Name(name) => {
                self.name = name;
                self.mended(|spot| *spot == Spot::Name);
            }
            Message::Whom(whom) => {
                self.whom = whom;
                self.mended(|spot| *spot == Spot::Whom);
            }
            Message::Title(at, title) => self.put_title(at, &title),
            Message::Mark(at) => {
                let title = self.titles.get(self.title).zip(MARKS.get(at));
                if let Some(title) = title.map(|(title, mark)| format!("{title}{mark}")) {
                    self.put_title(self.title, &title);
                }
                return Wish::Run(TITLES.get(self.title).map_or_else(Task::none, |id| {
                    tab::focus(*id).chain(operation::move_cursor_to_end(*id))
                }));
            }
            Message::Next => return Wish::Run(tab::focus_step(false)),
            Message::Column(at) => return self.go(at),
            Message::Scrolled(scroll) => {
                self.scroll.update(scroll);
                // Only now it is known how much of the list is seen.
                if matches!(scroll, Scroll::Fit(_)) {
                    self.scroll.reveal(self.at, size::ROW_LIST);
                }
            }
            Message::Toggle(at) => {
                self.toggle(at);
                return self.go(at);
            }
            Message::ToggleHere => {
                self.toggle(self.at);
                return self.go(self.at);
            }
            Message::Shift(by) => return self.shift(by),
            Message::Add => return self.add(),
            Message::Head(head) => {
                let at = self.taken_at(self.at);
                if let Some(line) = self.lines.get_mut(self.at) {
                    line.column.head = head;
                }
                self.mended(|spot| matches!(spot, Spot::Head(head) if Some(*head) == at));
            }
            Message::HeadDone => return Wish::Run(tab::focus(COLUMNS)),
            Message::AskContent => return self.ask_content(ctx),
            Message::Contents(message) => {
                let Some(contents) = &mut self.contents else { return Wish::Nothing };
                let wish = contents.update(message);
                return self.heard(wish);
            }
            Message::Fixed(words) => {
                let at = self.taken_at(self.at);
                if let Some(line) = self.lines.get_mut(self.at) {
                    line.column.content = Content::Constant(words);
                }
                self.mended(|spot| matches!(spot, Spot::Content(of) if Some(*of) == at));
            }
            Message::Save => return self.save(ctx),
            Message::Saved(answer) => return self.saved(answer, &ctx.words),
            Message::Back => {
                if self.busy {
                    return Wish::Nothing;
                }
                if self.warned || !self.is_unsaved() {
                    return Wish::Back;
                }
                self.warned = true;
            }
        }
        Wish::Nothing
    }

    /// What an input method types in place of the brackets of a mark is taken for them.
    fn put_title(&mut self, at: usize, title: &str) {
        self.title = at;
        if let Some(line) = self.titles.get_mut(at) {
            *line = title.replace('｛', "{").replace('｝', "}");
        }
        self.mended(|spot| matches!(spot, Spot::Title(_)));
    }

    /// The place of a line among those taken in.
    fn taken_at(&self, at: usize) -> Option<usize> {
        let on = self.lines.get(at).is_some_and(|line| line.on);
        on.then(|| lines::taken_in(self.lines.get(..at).unwrap_or_default()).count())
    }

    /// Moves to a column, here and in the head row beneath.
    fn go(&mut self, at: usize) -> Wish {
        self.at = at.min(self.lines.len().saturating_sub(1));
        self.scroll.reveal(self.at, size::ROW_LIST);
        let x = preview::place(self.ledger, &self.lines, self.at);
        Wish::Run(operation::scroll_to(PREVIEW, AbsoluteOffset { x, y: None }))
    }

    fn toggle(&mut self, at: usize) {
        if let Some(line) = self.lines.get_mut(at) {
            line.on = !line.on;
        }
        self.reordered();
    }

    fn shift(&mut self, by: isize) -> Wish {
        let to = self.at.saturating_add_signed(by);
        if to == self.at || to >= self.lines.len() {
            return Wish::Nothing;
        }
        self.lines.swap(self.at, to);
        self.reordered();
        self.go(to)
    }

    fn add(&mut self) -> Wish {
        let at = (self.at + 1).min(self.lines.len());
        self.lines.insert(at, Line::empty());
        self.reordered();
        let Wish::Run(seen) = self.go(at) else { return Wish::Nothing };
        Wish::Run(Task::batch([seen, tab::focus(HEAD)]))
    }

    fn ask_content(&mut self, ctx: &Ctx) -> Wish {
        let Some(line) = self.line() else { return Wish::Nothing };
        self.contents = Some(Box::new(Contents::new(self.ledger, line, &self.lines, &ctx.words)));
        Wish::Run(tab::focus(contents::QUERY))
    }

    fn heard(&mut self, wish: contents::Wish) -> Wish {
        let content = match wish {
            contents::Wish::Nothing => return Wish::Nothing,
            contents::Wish::Run(task) => return Wish::Run(task.map(Message::Contents)),
            contents::Wish::Close => None,
            contents::Wish::Chosen(content) => Some(content),
        };
        self.contents = None;
        let fixed = matches!(content, Some(Content::Constant(_)));
        if let (Some(content), Some(line)) = (content, self.lines.get_mut(self.at)) {
            line.hold(content, self.ledger);
            self.reordered();
        }
        Wish::Run(tab::focus(if fixed { FIXED } else { COLUMNS }))
    }
}
