//! 签到: learners by lessons. Marks are made in the sheet and saved a lesson at a time, each lesson in one commit.

mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use iced::Task;

use crate::desk::{ClassOverview, DeskError, Learner};
use crate::domain::booking::Booking;
use crate::domain::class::{Absences, Mark, Share};
use crate::t;
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::theme::size;
use crate::ui::widget::{Scroll, ScrollState, tab};

/// The sheet, as one stop of Tab.
pub const MATRIX: &str = "classes-matrix";
/// Who taught.
const TAUGHT: &str = "classes-taught";
/// Height of a learner's row, px.
const ROW: f32 = size::ROW_LIST;

/// The marks in the order of their digits.
pub const MARKS: [Mark; 4] = [Mark::Present, Mark::Late, Mark::Excused, Mark::Absent];

/// What happens in the sheet.
#[derive(Debug, Clone)]
pub enum Message {
    /// The choice moves by so many learners and lessons.
    Move(isize, isize),
    /// A cell was pressed: learner and lesson.
    Cell(usize, usize),
    /// The chosen cell is marked, or its mark taken away.
    Mark(Option<Mark>),
    /// 到 when nothing is marked, else nothing.
    Flip,
    /// Everybody without a mark was there.
    AllPresent,
    /// Who taught the chosen lesson.
    Taught(String),
    /// Enter in that field.
    Next,
    /// The learners scroll.
    Scrolled(Scroll),
    /// Ctrl+S
    Save,
    /// They are saved.
    Saved(Changes, Answer<()>),
}

/// What the sheet wants of the screen.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// It was saved: the class is to be read again.
    Saved,
    /// It was not.
    Failed(Arc<DeskError>),
    /// To say why nothing was done.
    Told(String),
}

/// What was changed in one lesson's sheet and is not saved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change {
    marks: BTreeMap<String, Option<Mark>>,
    taught: Option<String>,
}

/// By booking.
pub type Changes = BTreeMap<String, Change>;

/// The sheet.
#[derive(Debug, Clone, Default)]
pub struct Signing {
    row: usize,
    /// The chosen lesson.
    pub column: usize,
    scroll: ScrollState,
    changes: Changes,
    saving: bool,
}

impl Signing {
    /// A sheet with the lesson of the day chosen, or the last one before it.
    pub fn at(overview: &ClassOverview, today: NaiveDate) -> Self {
        let held = overview.lessons.iter().filter(|lesson| lesson.slot.day <= today).count();
        Self { column: held.saturating_sub(1), ..Self::default() }
    }

    /// Whether something is not saved.
    pub fn is_dirty(&self) -> bool {
        !self.changes.is_empty()
    }

    /// How many marks are not saved.
    pub fn changes(&self) -> usize {
        self.changes.values().map(|change| change.marks.len().max(usize::from(change.taught.is_some()))).sum()
    }

    fn lesson<'o>(&self, overview: &'o ClassOverview) -> Option<&'o Booking> {
        overview.lessons.get(self.column)
    }

    /// A learner's mark as the sheet shows it.
    fn mark(&self, learner: &Learner, lesson: &Booking, column: usize) -> Option<Mark> {
        let changed = self.changes.get(&lesson.id).and_then(|c| c.marks.get(&learner.enrolment.id));
        changed.copied().unwrap_or_else(|| learner.marks.get(column).copied().flatten())
    }

    /// Attendance and absences in a row with what is not saved yet.
    fn tally(&self, learner: &Learner, overview: &ClassOverview) -> (Share, Absences) {
        let marks: Vec<Mark> = overview
            .lessons
            .iter()
            .enumerate()
            .filter_map(|(column, lesson)| self.mark(learner, lesson, column))
            .collect();
        (Share::of(marks.iter().copied()), Absences::at_the_end(&marks))
    }

    /// Who taught a lesson, when it was not the teacher of the class.
    fn taught(&self, overview: &ClassOverview, lesson: &Booking) -> String {
        let changed = self.changes.get(&lesson.id).and_then(|change| change.taught.clone());
        changed.or_else(|| overview.sheets.get(&lesson.id).map(|s| s.taught_by.clone())).unwrap_or_default()
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, overview: &ClassOverview, ctx: &Ctx) -> Wish {
        let (rows, columns) = (overview.learners.len(), overview.lessons.len());
        match message {
            Message::Move(down, right) => {
                self.go(
                    self.row.saturating_add_signed(down),
                    self.column.saturating_add_signed(right),
                    rows,
                    columns,
                );
                Wish::Nothing
            }
            Message::Cell(row, column) => {
                let again = (row, column) == (self.row, self.column);
                self.go(row, column, rows, columns);
                if !again {
                    return Wish::Run(tab::focus(MATRIX));
                }
                // A press on the chosen cell goes through the marks.
                let now = self.now(overview);
                let next = match now {
                    None => Some(Mark::Present),
                    Some(mark) => {
                        MARKS.iter().position(|m| *m == mark).and_then(|at| MARKS.get(at + 1)).copied()
                    }
                };
                self.put(next, overview, ctx)
            }
            Message::Mark(mark) => {
                let told = self.put(mark, overview, ctx);
                if matches!(told, Wish::Nothing) {
                    self.go(self.row + 1, self.column, rows, columns);
                }
                told
            }
            Message::Flip => {
                let next = if self.now(overview).is_some() { None } else { Some(Mark::Present) };
                let told = self.put(next, overview, ctx);
                if next.is_some() && matches!(told, Wish::Nothing) {
                    self.go(self.row + 1, self.column, rows, columns);
                }
                told
            }
            Message::AllPresent => self.all_present(overview, ctx),
            Message::Taught(name) => self.teacher(name, overview, ctx),
            Message::Next => Wish::Run(tab::focus(MATRIX)),
            Message::Scrolled(scroll) => {
                self.scroll.update(scroll);
                Wish::Nothing
            }
            Message::Save => self.save(overview, ctx),
            Message::Saved(changes, answer) => {
                self.saving = false;
                match answer {
                    Ok(()) => {
                        // What was changed again while it was being written stays to be saved.
                        self.changes.retain(|booking, change| changes.get(booking) != Some(change));
                        Wish::Saved
                    }
                    Err(error) => Wish::Failed(error),
                }
            }
        }
    }

    fn go(&mut self, row: usize, column: usize, rows: usize, columns: usize) {
        self.row = row.min(rows.saturating_sub(1));
        self.column = column.min(columns.saturating_sub(1));
        self.scroll.reveal(self.row, ROW);
    }

    /// The mark of the chosen cell.
    fn now(&self, overview: &ClassOverview) -> Option<Mark> {
        self.mark(overview.learners.get(self.row)?, self.lesson(overview)?, self.column)
    }

    /// Why the chosen lesson cannot be signed in, if it cannot: its day has not come.
    fn too_early(&self, overview: &ClassOverview, ctx: &Ctx) -> Option<String> {
        let day = self.lesson(overview)?.slot.day;
        (day > ctx.now.date_naive())
            .then(|| t!(ctx.words, "classes-too-early", day = super::says::day(ctx, day)))
    }

    fn put(&mut self, mark: Option<Mark>, overview: &ClassOverview, ctx: &Ctx) -> Wish {
        if let Some(why) = self.too_early(overview, ctx) {
            return Wish::Told(why);
        }
        let (Some(learner), Some(lesson)) = (overview.learners.get(self.row), self.lesson(overview)) else {
            return Wish::Nothing;
        };
        let stored = learner.marks.get(self.column).copied().flatten();
        self.change(&lesson.id.clone(), |change| {
            if stored == mark {
                let _ = change.marks.remove(&learner.enrolment.id);
            } else {
                let _ = change.marks.insert(learner.enrolment.id.clone(), mark);
            }
        });
        Wish::Nothing
    }

    fn all_present(&mut self, overview: &ClassOverview, ctx: &Ctx) -> Wish {
        if let Some(why) = self.too_early(overview, ctx) {
            return Wish::Told(why);
        }
        let Some(lesson) = self.lesson(overview).cloned() else { return Wish::Nothing };
        let column = self.column;
        let without: Vec<(String, bool)> = overview
            .learners
            .iter()
            .filter(|learner| self.mark(learner, &lesson, column).is_none())
            .map(|learner| {
                let stored = learner.marks.get(column).copied().flatten();
                (learner.enrolment.id.clone(), stored == Some(Mark::Present))
            })
            .collect();
        self.change(&lesson.id, |change| {
            for (id, stored) in without {
                let _ = if stored {
                    change.marks.remove(&id)
                } else {
                    change.marks.insert(id, Some(Mark::Present))
                };
            }
        });
        Wish::Nothing
    }

    fn teacher(&mut self, name: String, overview: &ClassOverview, ctx: &Ctx) -> Wish {
        if let Some(why) = self.too_early(overview, ctx) {
            return Wish::Told(why);
        }
        let Some(lesson) = self.lesson(overview) else { return Wish::Nothing };
        let stored = overview.sheets.get(&lesson.id).map_or("", |sheet| sheet.taught_by.as_str());
        let changed = (stored != name).then_some(name);
        self.change(&lesson.id.clone(), |change| change.taught = changed);
        Wish::Nothing
    }

    fn change(&mut self, booking: &str, how: impl FnOnce(&mut Change)) {
        let change = self.changes.entry(booking.to_owned()).or_default();
        how(change);
        if *change == Change::default() {
            let _ = self.changes.remove(booking);
        }
    }

    fn save(&mut self, overview: &ClassOverview, ctx: &Ctx) -> Wish {
        if self.saving || self.changes.is_empty() {
            return Wish::Nothing;
        }
        self.saving = true;
        let written = self.changes.clone();
        let stored = |booking: &str| overview.sheets.get(booking).map(|sheet| sheet.taught_by.clone());
        let sheets: Vec<(String, BTreeMap<String, Option<Mark>>, String)> = self
            .changes
            .iter()
            .map(|(booking, change)| {
                let taught = change.taught.clone().or_else(|| stored(booking)).unwrap_or_default();
                (booking.clone(), change.marks.clone(), taught)
            })
            .collect();
        let task = ctx.work(
            move |desk| {
                for (booking, marks, taught) in &sheets {
                    let _sheet = desk.sign_in_lesson(booking, marks, taught)?;
                }
                Ok(())
            },
            move |answer| Message::Saved(written.clone(), answer),
        );
        Wish::Run(task)
    }
}
