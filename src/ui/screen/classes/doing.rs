//! What the keys and buttons of the screen do.

use iced::Task;

use crate::desk::ClassLine;
use crate::domain::booking::StateName;
use crate::i18n::desk_error;
use crate::paper::office::SheetOf;
use crate::t;
use crate::ui::ctx::{Action, Ctx, NARROW, Route};
use crate::ui::widget::tab;

use super::dialog::{self, Ask, Dialog, Wish};
use super::table::{TABLE, Table};
use super::{ClassesScreen, LIST, Message, Open, Page, TABS, list, roster, says, signing};

impl ClassesScreen {
    pub(super) fn listed(&mut self, lines: Vec<ClassLine>, ctx: &Ctx) -> Action<Message> {
        self.lines = lines;
        self.listed = true;
        let known = self.group.as_ref().is_some_and(|id| self.lines.iter().any(|line| line.group.id == *id));
        if known {
            self.reveal();
            return Action::None;
        }
        self.open = None;
        self.group = self.lines.first().map(|line| line.group.id.clone());
        Action::Run(if self.lines.is_empty() && self.dialog.is_none() {
            tab::focus(list::NEW_CLASS)
        } else {
            self.read(ctx)
        })
    }

    pub(super) fn opened(&mut self, group: &str, open: Box<Open>, ctx: &Ctx) -> Action<Message> {
        // The answer about a class that was left again meanwhile.
        if self.group.as_deref() != Some(group) {
            return Action::None;
        }
        let first = self.open.as_ref().is_none_or(|known| known.overview.roster.group.id != group);
        let was_empty = self.is_empty();
        self.open = Some(open);
        if first {
            self.roster = Table::default();
            self.lessons = Table::default();
            self.certificates = Table::default();
            if let Some(open) = &self.open {
                self.signing = signing::Signing::at(&open.overview, ctx.now.date_naive());
                let today = ctx.now.date_naive();
                let next = open.lessons.iter().position(|lesson| lesson.slot.day >= today);
                self.lessons.chosen = next.unwrap_or(open.lessons.len().saturating_sub(1));
            }
        }
        let rows = self.rows();
        if let Some(table) = self.table() {
            let at = table.chosen;
            table.choose(at, rows);
        }
        // An empty tab and a full one have other things in them, and the focus is not to be lost between the two.
        let another = !first && was_empty != self.is_empty() && self.dialog.is_none();
        if std::mem::take(&mut self.arriving) || another {
            return Action::Run(self.focus_page());
        }
        Action::None
    }

    /// Whether the open tab has nothing in it yet.
    pub(super) fn is_empty(&self) -> bool {
        let Some(open) = &self.open else { return true };
        match self.page {
            Page::SignIn => open.overview.learners.is_empty() || open.overview.lessons.is_empty(),
            _ => self.rows() == 0,
        }
    }

    /// How many rows the open tab's table has.
    pub(super) fn rows(&self) -> usize {
        let Some(open) = &self.open else { return 0 };
        match self.page {
            Page::Roster => roster::lines(&open.overview.roster).len(),
            Page::SignIn => 0,
            Page::Lessons => open.lessons.len(),
            Page::Certificates => open.overview.learners.len(),
        }
    }

    pub(super) fn table(&mut self) -> Option<&mut Table> {
        match self.page {
            Page::Roster => Some(&mut self.roster),
            Page::SignIn => None,
            Page::Lessons => Some(&mut self.lessons),
            Page::Certificates => Some(&mut self.certificates),
        }
    }

    fn place(&self) -> Option<usize> {
        let id = self.group.as_ref()?;
        self.lines.iter().position(|line| line.group.id == *id)
    }

    fn reveal(&mut self) {
        if let Some(at) = self.place() {
            self.scroll.reveal(at, list::ROW);
        }
    }

    /// Another term, earlier or later.
    pub(super) fn step(&mut self, by: isize, ctx: &Ctx) -> Action<Message> {
        let terms = &ctx.book.terms;
        let at = self.the_term(ctx).and_then(|term| terms.iter().position(|known| known.name == term.name));
        // The latest term stands first.
        let Some(to) = at.and_then(|at| terms.get(at.checked_add_signed(-by)?)) else { return Action::None };
        if self.keeps_marks() {
            return Action::None;
        }
        self.term = Some(to.name.clone());
        self.lines.clear();
        self.listed = false;
        self.group = None;
        self.open = None;
        self.looking = false;
        Action::Run(self.list_again(ctx))
    }

    /// Whether another class would lose marks that were not saved: told once.
    fn keeps_marks(&mut self) -> bool {
        let kept = self.holds_back();
        if !kept {
            self.warned = false;
        }
        kept
    }

    pub(super) fn choose(&mut self, at: usize, ctx: &Ctx, focus: Task<Message>) -> Action<Message> {
        let Some(line) = self.lines.get(at) else { return Action::None };
        let id = line.group.id.clone();
        if self.group.as_ref() == Some(&id) && self.open.is_some() {
            return Action::Run(focus);
        }
        if self.keeps_marks() {
            return Action::None;
        }
        self.group = Some(id);
        self.open = None;
        self.moved_up.clear();
        self.reveal();
        Action::Run(Task::batch([self.read(ctx), focus]))
    }

    /// The choice moves in the list of classes.
    pub(super) fn go(&mut self, by: isize, ctx: &Ctx) -> Action<Message> {
        let Some(last) = self.lines.len().checked_sub(1) else { return Action::None };
        let at = self.place().map_or(0, |at| at.saturating_add_signed(by).min(last));
        self.choose(at, ctx, Task::none())
    }

    /// Enter in the list goes into the class.
    pub(super) fn enter(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.open.is_none() {
            return Action::None;
        }
        self.looking = true;
        let narrow = ctx.width < NARROW;
        Action::Run(if narrow { tab::focus(TABS) } else { self.focus_page() })
    }

    /// The focus on what the open tab is about.
    fn focus_page(&self) -> Task<Message> {
        let Some(open) = &self.open else { return tab::focus(LIST) };
        tab::focus(match self.page {
            Page::Roster if self.is_empty() => roster::ENROL,
            Page::SignIn if self.is_empty() => says::FIRST_THING,
            Page::SignIn => signing::MATRIX,
            Page::Lessons if open.lessons.is_empty() => says::FIRST_THING,
            Page::Certificates if self.is_empty() => TABS,
            _ => TABLE,
        })
    }

    pub(super) fn turn(&mut self, at: usize, ctx: &Ctx) -> Action<Message> {
        let Some(page) = Page::ALL.get(at) else { return Action::None };
        self.page = *page;
        if ctx.width < NARROW {
            self.looking = true;
        }
        Action::Run(self.focus_page())
    }

    /// Enter on a row: the note of a learner, one more lesson in place of one that fell out.
    pub(super) fn open_row(&mut self, ctx: &Ctx) -> Action<Message> {
        match self.page {
            Page::Roster => match self.learner() {
                Some(id) => self.ask(Ask::Note(id), ctx),
                None => Action::None,
            },
            Page::Lessons => match self.to_sign() {
                Some(column) => {
                    self.page = Page::SignIn;
                    self.signing.column = column;
                    Action::Run(tab::focus(signing::MATRIX))
                }
                None => Action::None,
            },
            _ => Action::None,
        }
    }

    /// The column of the sign-in sheet that belongs to the chosen lesson.
    fn to_sign(&self) -> Option<usize> {
        let open = self.open.as_ref()?;
        let lesson = open.lessons.get(self.lessons.chosen)?;
        open.overview.lessons.iter().position(|held| held.id == lesson.id)
    }

    /// The chosen learner or waiting person of the roster, who has not left.
    fn learner(&self) -> Option<String> {
        let open = self.open.as_ref()?;
        match roster::lines(&open.overview.roster).get(self.roster.chosen)? {
            roster::Line::Enrolled(_, enrolment) | roster::Line::Waiting(_, enrolment) => {
                Some(enrolment.id.clone())
            }
            _ => None,
        }
    }

    /// Ctrl+D: a learner leaves, a lesson falls out. Both ask for the reason first.
    pub(super) fn take_out(&mut self, ctx: &Ctx) -> Action<Message> {
        let ask = match self.page {
            Page::Roster => self.learner().map(Ask::Leave),
            Page::Lessons => self
                .open
                .as_ref()
                .and_then(|open| open.lessons.get(self.lessons.chosen))
                .filter(|lesson| matches!(lesson.state.name(), StateName::Pending | StateName::Confirmed))
                .map(|lesson| Ask::Cancel(lesson.id.clone())),
            _ => None,
        };
        ask.map_or(Action::None, |ask| self.ask(ask, ctx))
    }

    pub(super) fn ask(&mut self, ask: Ask, ctx: &Ctx) -> Action<Message> {
        let term = self.the_term(ctx).cloned();
        let Some(dialog) = Dialog::new(ask, term.as_ref(), self.open.as_deref(), ctx) else {
            return Action::None;
        };
        let focus = dialog.first_focus(ctx).map(Message::Dialog);
        self.dialog = Some(Box::new(dialog));
        Action::Run(focus)
    }

    pub(super) fn in_dialog(&mut self, message: dialog::Message, ctx: &Ctx) -> Action<Message> {
        let Some(dialog) = &mut self.dialog else { return Action::None };
        match dialog.update(message, ctx) {
            Wish::Nothing => Action::None,
            Wish::Run(task) => Action::Run(task.map(Message::Dialog)),
            Wish::Close => {
                self.dialog = None;
                Action::Run(self.after_dialog())
            }
            Wish::Done(done) => {
                self.dialog = None;
                self.done(done, ctx)
            }
        }
    }

    fn after_dialog(&self) -> Task<Message> {
        if self.term.is_none() {
            tab::focus(list::NEW_TERM)
        } else if self.open.is_some() {
            self.focus_page()
        } else {
            tab::focus(if self.lines.is_empty() { list::NEW_CLASS } else { LIST })
        }
    }

    /// Something was saved: the screen shows it, the focus is on what comes next.
    fn done(&mut self, done: dialog::Done, ctx: &Ctx) -> Action<Message> {
        match done {
            dialog::Done::Term(name) => {
                self.term = Some(name);
                self.group = None;
                self.open = None;
                self.lines.clear();
                return Action::Refresh(Task::batch([self.list_again(ctx), tab::focus(list::NEW_CLASS)]));
            }
            dialog::Done::Class(id) => {
                self.arriving = self.group.as_ref() != Some(&id);
                self.group = Some(id);
                self.looking = true;
            }
            dialog::Done::MovedUp(up) => {
                if !up.is_empty() {
                    self.page = Page::Roster;
                }
                self.moved_up = up;
            }
            dialog::Done::Form(opened) => return Action::Go(Route::Intake(opened)),
            dialog::Done::Course | dialog::Done::Other => {}
        }
        Action::Refresh(Task::batch([self.reread(ctx), self.after_dialog()]))
    }

    pub(super) fn sign(&mut self, message: signing::Message, ctx: &Ctx) -> Action<Message> {
        let Some(open) = &self.open else { return Action::None };
        match self.signing.update(message, &open.overview, ctx) {
            signing::Wish::Nothing => Action::None,
            signing::Wish::Run(task) => Action::Run(task.map(Message::Signing)),
            signing::Wish::Saved => {
                self.warned = false;
                Action::Refresh(self.read(ctx))
            }
            signing::Wish::Failed(error) => Action::Fail(desk_error(&ctx.words, &error)),
            signing::Wish::Told(sentence) => Action::Say(sentence),
        }
    }

    /// Ctrl+P: the paper of the open tab.
    pub(super) fn print(&self) -> Action<Message> {
        let Some(group) = self.group.clone().filter(|_| self.open.is_some()) else { return Action::None };
        let sheet = match self.page {
            Page::Roster => SheetOf::Roster(group),
            Page::SignIn => SheetOf::SignIn(group),
            Page::Certificates => SheetOf::Certificates(group),
            Page::Lessons => return Action::None,
        };
        Action::Sheets(vec![sheet], Task::none())
    }

    /// Title and second line of the top bar.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        let title = t!(ctx.words, "classes-title");
        let sub = if self.signing.is_dirty() {
            t!(ctx.words, "classes-unsaved", count = self.signing.changes())
        } else if let Some(open) = self.open.as_ref().filter(|_| self.looking && ctx.width < NARROW) {
            let roster = &open.overview.roster;
            let closed = roster.group.closed.as_ref().map(|_| t!(ctx.words, "classes-closed"));
            let places = closed.unwrap_or_else(|| says::places(ctx, roster.places()));
            format!("{} {places}", roster.group.name)
        } else {
            t!(ctx.words, "classes-sub")
        };
        (title, sub)
    }
}
