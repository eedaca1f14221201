//! 台账: every register in one table. Its rows are compact facts held in memory, of which only those seen are built; what a
//! row shows besides is read when it is seen.

mod columns;
mod export;
mod foot;
mod import;
mod load;
mod narrow;
mod pick;
mod profiles;
mod says;
mod side;
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use iced::{Element, Task};

use crate::desk::{Batch, Leads, RegisterLine};
use crate::domain::ledger::Ledger;
use crate::domain::register::{Among, Criteria, Names, Row, Rows, SavedView, Sort, SortBy, Standing};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx, RoomsGoal, Route};
use crate::ui::screen::resident::may_read;
use crate::ui::shortcut::Command;
use crate::ui::widget::{Scroll, ScrollState, tab};

use columns::Col;
use export::Export;
use import::Import;
use pick::{Pick, What};

/// The table, as one stop of Tab.
const TABLE: &str = "records-table";
/// Its heads, as one stop of Tab.
const HEADS: &str = "records-heads";
/// The registers and saved views, as one stop of Tab.
const SIDE: &str = "records-side";
/// 编号、姓名、尾号
const FIND: &str = "records-find";
/// Height of a row, px.
const ROW: f32 = 34.0;
/// So many full records are kept at hand.
const KEPT: usize = 4000;

/// How far the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Pieces are still coming.
    Going,
    /// Everything is there.
    Whole,
}

/// What the rows read so far have: gathered as they come, so that a filter opens at once over a million of them.
#[derive(Debug, Default)]
struct Met {
    standings: BTreeSet<Standing>,
    what: BTreeSet<u32>,
    grids: BTreeSet<u32>,
    staff: BTreeSet<u32>,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A piece of the register of a reading.
    Piece(u64, Batch),
    /// The reading ended.
    Read(u64, Answer<()>),
    /// The rows shown, of a sifting.
    Sifted(u64, Vec<u32>),
    /// Full records of rows.
    Lines(Ledger, Answer<Vec<(u64, RegisterLine)>>),
    /// How many rows each register has.
    Counted(u64, Answer<BTreeMap<Ledger, usize>>),
    /// The saved views.
    Views(Answer<Vec<SavedView>>),
    /// What typed words stand for.
    Found(Ledger, String, Answer<Option<Among>>),
    /// A register or a saved view was pressed, by its place in the list at the left.
    Side(usize),
    /// A key in that list.
    SideMove(isize),
    /// Typed in the search.
    Typed(String),
    /// Enter in the search.
    ToTable,
    /// A filter, the columns, the registers are to be chosen.
    Pick(What),
    /// Of the dialog.
    Card(pick::Message),
    /// A head was pressed.
    Head(usize),
    /// A key in the heads.
    HeadMove(isize),
    /// Enter in the heads.
    HeadEnter,
    /// A key in the table.
    Move(isize),
    /// Enter in the table.
    Enter,
    /// A row was pressed.
    Open(usize),
    /// The table was scrolled.
    Scrolled(Scroll),
    /// A view was kept, or not.
    Kept(Answer<SavedView>),
    /// A view was thrown away, or not.
    Removed(Answer<()>),
    /// To throw the view in use away.
    Remove,
    /// To read it again after it failed.
    Again,
    /// 导出表格, or on paper.
    AskExport(bool),
    /// Of the dialog of an export.
    Export(export::Message),
    /// 导入
    AskImport,
    /// Of the dialog of an import.
    Import(import::Message),
}

/// The screen.
pub struct RecordsScreen {
    ledger: Ledger,
    criteria: Criteria,
    typed: String,
    among: Option<Among>,
    sort: Sort,
    columns: Vec<Col>,
    /// The saved view in use.
    view: Option<String>,
    /// The view of which was asked whether it is to be thrown away.
    removing: Option<String>,
    names: Names,
    rows: Rows,
    /// What there is to filter by.
    met: Met,
    shown: Vec<u32>,
    reading: Reading,
    failed: Option<String>,
    /// Which reading this is; pieces of an earlier one are dropped.
    round: u64,
    /// The same of siftings.
    sifting: u64,
    /// While rows are sifted: those up to this place. Later ones came since.
    until: Option<u32>,
    /// Whether they were read for somebody who may read restricted matters.
    may_read: bool,
    stop: Arc<AtomicBool>,
    lines: HashMap<u64, RegisterLine>,
    asked: BTreeSet<u64>,
    counts: Option<BTreeMap<Ledger, usize>>,
    views: Vec<SavedView>,
    chosen: usize,
    head: usize,
    scroll: ScrollState,
    pick: Option<Box<Pick>>,
    export: Option<Box<Export>>,
    import: Option<Box<Import>>,
}

impl RecordsScreen {
    /// Opens the register of matters, of the last thirty days.
    pub fn new(ctx: &Ctx) -> (Self, Task<Message>) {
        let ledger = Ledger::Intakes;
        let mut screen = Self {
            ledger,
            criteria: Criteria::default(),
            typed: String::new(),
            among: None,
            sort: Sort::default(),
            columns: Col::usual(ledger),
            view: None,
            removing: None,
            names: Names::default(),
            rows: Rows::default(),
            met: Met::default(),
            shown: Vec::new(),
            reading: Reading::Going,
            failed: None,
            round: 0,
            sifting: 0,
            until: None,
            may_read: false,
            stop: Arc::default(),
            lines: HashMap::new(),
            asked: BTreeSet::new(),
            counts: None,
            views: Vec::new(),
            chosen: 0,
            head: 0,
            scroll: ScrollState::default(),
            pick: None,
            export: None,
            import: None,
        };
        let views = ctx.work(crate::desk::Desk::saved_views, Message::Views);
        let read = screen.read(ctx);
        let count = screen.count(ctx);
        let task = Task::batch([tab::focus(TABLE), views, read, count]);
        (screen, task)
    }

    /// Comes back to it from a matter or a person: it stands as it was left, with what has changed since.
    pub fn returned(&mut self, ctx: &Ctx) -> Task<Message> {
        let (chosen, top) = (self.chosen, self.scroll.top);
        let read = self.read(ctx);
        self.chosen = chosen;
        self.scroll.top = top;
        Task::batch([tab::focus(TABLE), read, self.count(ctx)])
    }

    /// Stops what is still being read.
    pub fn leave(&mut self) {
        if let Some(import) = &self.import {
            import.leave();
        }
        self.stop.store(true, std::sync::atomic::Ordering::Relaxed);
    }

    fn row(&self, at: usize) -> Option<&Row> {
        self.rows.get(*self.shown.get(at)?)
    }

    fn line(&self, at: usize) -> Option<&RegisterLine> {
        self.lines.get(&self.row(at)?.key)
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Piece(round, batch) if round == self.round => Action::Run(self.piece(batch, ctx)),
            Message::Read(round, answer) if round == self.round => self.was_read(answer, ctx),
            Message::Sifted(sifting, shown) if sifting == self.sifting => {
                Action::Run(self.sifted(shown, ctx))
            }
            // Of a reading or sifting that nobody waits for any more.
            Message::Piece(..) | Message::Read(..) | Message::Sifted(..) => Action::None,
            Message::Lines(ledger, Ok(lines)) => {
                if ledger == self.ledger {
                    self.keep(lines);
                }
                Action::None
            }
            Message::Counted(round, Ok(counts)) => {
                if round == self.round {
                    self.counts = Some(counts);
                }
                Action::None
            }
            Message::Views(Ok(views)) => {
                self.views = views;
                Action::Run(self.reveal_side())
            }
            Message::Found(ledger, typed, Ok(among)) => {
                if ledger == self.ledger && typed == self.typed {
                    self.among = among;
                    self.top();
                    return Action::Run(self.sift(ctx));
                }
                Action::None
            }
            // A count that was stopped has been replaced by another.
            Message::Counted(round, Err(_)) if round != self.round => Action::None,
            Message::Lines(_, Err(error))
            | Message::Counted(_, Err(error))
            | Message::Views(Err(error))
            | Message::Found(_, _, Err(error))
            | Message::Removed(Err(error)) => Action::Fail(desk_error(&ctx.words, &error)),
            Message::Side(at) => self.turn_to(at, ctx),
            Message::SideMove(by) => {
                let last = (Ledger::ALL.len() + self.views.len()).saturating_sub(1);
                let at = self.side_at().saturating_add_signed(by).min(last);
                self.turn_to(at, ctx)
            }
            Message::Typed(text) => self.find(text, ctx),
            Message::ToTable => Action::Run(tab::focus(TABLE)),
            Message::Pick(what) => self.ask(what, ctx),
            Message::Card(message) => self.in_pick(message, ctx),
            Message::Head(at) => {
                self.head = at;
                self.sort_by(ctx)
            }
            Message::HeadMove(by) => {
                let last = self.columns.len().saturating_sub(1);
                self.head = self.head.saturating_add_signed(by).min(last);
                Action::None
            }
            Message::HeadEnter => self.sort_by(ctx),
            Message::Move(by) => Action::Run(self.go(by, ctx)),
            Message::Enter => self.open(ctx),
            Message::Open(at) => {
                self.chosen = at;
                self.open(ctx)
            }
            Message::Scrolled(scroll) => {
                self.scroll.update(scroll);
                Action::Run(self.see(ctx))
            }
            Message::Kept(answer) => self.kept(answer, ctx),
            Message::Removed(Ok(())) => {
                self.view = None;
                Action::Run(ctx.work(crate::desk::Desk::saved_views, Message::Views))
            }
            Message::Remove => self.remove_view(ctx),
            Message::Again => Action::Run(self.read(ctx)),
            Message::AskExport(print) => self.ask_export(print, ctx),
            Message::Export(message) => {
                let Some(export) = &mut self.export else { return Action::None };
                let wish = export.update(message, ctx);
                self.exported(wish)
            }
            Message::AskImport => self.ask_import(ctx),
            Message::Import(message) => {
                let Some(import) = &mut self.import else { return Action::None };
                let wish = import.update(message, ctx);
                self.imported(wish, ctx)
            }
        }
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        if let Some(export) = &mut self.export {
            let wish = export.command(command, ctx);
            return self.exported(wish);
        }
        if let Some(import) = &mut self.import {
            let wish = import.command(command, ctx);
            return self.imported(wish, ctx);
        }
        if let Some(pick) = &mut self.pick {
            let wish = pick.command(command, ctx);
            return self.granted(wish, ctx);
        }
        // Whatever else is done takes the question back.
        let asked = self.removing.take().is_some();
        match command {
            Command::Back if asked => Action::None,
            // What was typed goes first, then the screen.
            Command::Back if !self.typed.is_empty() => match self.find(String::new(), ctx) {
                Action::Run(found) => Action::Run(Task::batch([found, tab::focus(TABLE)])),
                other => other,
            },
            Command::Back => Action::Go(Route::Reception),
            Command::Find => Action::Run(tab::focus(FIND)),
            Command::Save => self.ask(What::Name, ctx),
            Command::Export => self.ask_export(false, ctx),
            Command::Open => self.ask_import(ctx),
            Command::Print => self.ask_export(true, ctx),
            Command::Up => self.move_in_table(-1, ctx),
            Command::Down => self.move_in_table(1, ctx),
            Command::PageUp => self.move_in_table(-(self.scroll.page(ROW) as isize), ctx),
            Command::PageDown => self.move_in_table(self.scroll.page(ROW) as isize, ctx),
            Command::Enter => self.open(ctx),
            _ => Action::None,
        }
    }

    fn move_in_table(&mut self, by: isize, ctx: &Ctx) -> Action<Message> {
        let seen = self.go(by, ctx);
        Action::Run(Task::batch([tab::focus(TABLE), seen]))
    }

    fn go(&mut self, by: isize, ctx: &Ctx) -> Task<Message> {
        let Some(last) = self.shown.len().checked_sub(1) else { return Task::none() };
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        self.scroll.reveal(self.chosen, ROW);
        self.see(ctx)
    }

    /// Opens the matter or the person behind the chosen row. Whose a restricted one is, is not told either.
    fn open(&self, ctx: &Ctx) -> Action<Message> {
        let hides = |row| table::is_hidden(self, row, self.line(self.chosen), ctx);
        if self.row(self.chosen).is_some_and(hides) {
            return Action::Say(t!(ctx.words, "matter-restricted-line"));
        }
        match self.line(self.chosen).map(|line| line.leads.clone()) {
            Some(Leads::Matter(serial)) => Action::Go(Route::Matter(serial)),
            Some(Leads::Person(id)) => Action::Go(Route::Resident(id)),
            Some(Leads::Booking(id)) => Action::Go(Route::RoomsAt(RoomsGoal::Booking(id))),
            Some(Leads::Class(group)) => Action::Go(Route::Classes(Some(group))),
            Some(Leads::Nowhere) | None => Action::None,
        }
    }

    /// Sorts by the marked column; once more, the other way round.
    fn sort_by(&mut self, ctx: &Ctx) -> Action<Message> {
        let Some(by) = self.columns.get(self.head).and_then(|col| col.sorts()) else { return Action::None };
        self.sort = if self.sort.by == by {
            Sort { falling: !self.sort.falling, ..self.sort }
        } else {
            Sort { by, falling: by == SortBy::At }
        };
        self.top();
        Action::Run(self.sift(ctx))
    }

    fn top(&mut self) {
        self.chosen = 0;
        self.scroll.top = 0.0;
    }

    /// What is shown now.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        table::view(self, ctx)
    }

    /// The dialog.
    pub fn dialog<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        if let Some(export) = &self.export {
            return Some(export.view(ctx).map(Message::Export));
        }
        if let Some(import) = &self.import {
            return Some(import.view(ctx).map(Message::Import));
        }
        self.pick.as_ref().map(|pick| pick.view(ctx).map(Message::Card))
    }

    /// Whose data is on the screen: the register by its code.
    pub fn subject(&self) -> String {
        format!("ledger {}", self.ledger.code())
    }

    /// Puts the focus back, after the lock screen. Somebody else may have come who may read more, or less.
    pub fn return_focus(&self, ctx: &Ctx) -> Task<Message> {
        let focus = match (&self.export, &self.import, &self.pick) {
            (Some(export), ..) => tab::focus(export.first()),
            (None, Some(import), _) => tab::focus(import.first()),
            (None, None, Some(pick)) => tab::focus(pick.first()),
            (None, None, None) => tab::focus(TABLE),
        };
        if self.may_read == may_read(ctx, true) {
            return focus;
        }
        Task::batch([focus, Task::done(Message::Again)])
    }
}

/// Whether the rows of a register are about items.
fn of_items(ledger: Ledger) -> bool {
    !matches!(ledger, Ledger::Visits | Ledger::Rooms | Ledger::Classes | Ledger::Declines)
}
