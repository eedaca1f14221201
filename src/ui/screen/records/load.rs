//! Reading a register off the drawing thread: its rows piece by piece, then those seen in full.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::Task;

use crate::desk::{Batch, DeskError, Loader, RegisterLine};
use crate::domain::register::{Items, Sieve, Sort, sift, sorted};
use crate::i18n::desk_error;
use crate::ui::ctx::{Action, Answer, Ctx, blocking, watched};
use crate::ui::screen::resident::may_read;

use super::{KEPT, Message, ROW, Reading, RecordsScreen};

/// Entries of the first piece: enough for a screen, read at once.
const FIRST: usize = 256;
/// Entries of the others.
const PIECE: usize = 16_384;

impl RecordsScreen {
    /// Reads the register anew; what is being read is stopped.
    pub(super) fn read(&mut self, ctx: &Ctx) -> Task<Message> {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::new(AtomicBool::new(false));
        self.round += 1;
        self.sifting += 1;
        self.until = None;
        self.may_read = may_read(ctx, true);
        self.names = crate::domain::register::Names::default();
        self.rows = crate::domain::register::Rows::default();
        self.met = super::Met::default();
        self.shown.clear();
        self.lines.clear();
        self.asked.clear();
        self.reading = Reading::Going;
        self.failed = None;
        self.top();
        let (desk, stop, round) = (Arc::clone(&ctx.desk), Arc::clone(&self.stop), self.round);
        let days = self.criteria.span.days(ctx.now.date_naive());
        let of = if self.criteria.old { Loader::of_old } else { Loader::new };
        let mut loader = of(self.ledger, days);
        watched(
            move |say: &mut dyn FnMut(Batch)| {
                let mut look_at = FIRST;
                loop {
                    if stop.load(Ordering::Relaxed) {
                        return Err(Arc::new(DeskError::Stopped));
                    }
                    let batch = desk.read_register(&mut loader, look_at).map_err(Arc::new)?;
                    let done = batch.done;
                    say(batch);
                    if done {
                        return Ok(());
                    }
                    look_at = PIECE;
                }
            },
            move |batch| Message::Piece(round, batch),
            move |answer: Answer<()>| Message::Read(round, answer),
        )
    }

    /// Counts the rows of every register.
    pub(super) fn count(&mut self, ctx: &Ctx) -> Task<Message> {
        self.counts = None;
        let (stop, round) = (Arc::clone(&self.stop), self.round);
        let days = self.criteria.span.days(ctx.now.date_naive());
        let old = self.criteria.old;
        ctx.work(
            move |desk| {
                let stopped = || stop.load(Ordering::Relaxed);
                if old { desk.count_old(days, &stopped) } else { desk.count_registers(days, &stopped) }
            },
            move |answer| Message::Counted(round, answer),
        )
    }

    /// A piece has come: in the usual order its rows simply follow.
    pub(super) fn piece(&mut self, batch: Batch, ctx: &Ctx) -> Task<Message> {
        for name in &batch.names {
            let _ = self.names.place(name);
        }
        for row in batch.rows.iter() {
            let _ = self.met.standings.insert(row.standing);
            let _ = self.met.what.insert(row.what);
            let _ = self.met.grids.insert(row.grid);
            let _ = self.met.staff.insert(row.staff);
        }
        let places = self.rows.push(batch.rows);
        if self.sort == Sort::default() && self.until.is_none() {
            let sieve = self.sieve(ctx);
            self.shown.extend(sift(&self.rows, places.start, &sieve));
        }
        self.see(ctx)
    }

    pub(super) fn was_read(&mut self, answer: Answer<()>, ctx: &Ctx) -> Action<Message> {
        self.reading = Reading::Whole;
        if let Err(error) = answer {
            self.failed = Some(desk_error(&ctx.words, &error));
            return Action::None;
        }
        if self.sort == Sort::default() { Action::None } else { Action::Run(self.sift(ctx)) }
    }

    /// The criteria as places in the names.
    pub(super) fn sieve(&self, ctx: &Ctx) -> Sieve {
        let criteria = &self.criteria;
        // A name that no row has lets nothing through.
        let place = |name: &str| self.names.known(name).unwrap_or(u32::MAX);
        let what = match &criteria.items {
            Items::All => None,
            Items::One(code) => Some([place(code)].into()),
            Items::Group(group) => {
                let items = ctx.book.catalogue.items.iter().filter(|item| item.group == *group);
                Some(items.map(|item| place(&item.code)).collect())
            }
        };
        Sieve {
            standing: criteria.standing,
            what,
            grid: criteria.grid.as_deref().map(place),
            staff: criteria.staff,
            channel: criteria.channel,
            among: self.among.clone(),
            barred: !may_read(ctx, true),
            today: ctx.now.date_naive(),
        }
    }

    /// Sifts and sorts all rows anew, off the drawing thread. What was shown before stays until they are sifted.
    pub(super) fn sift(&mut self, ctx: &Ctx) -> Task<Message> {
        self.sifting += 1;
        let (sifting, sort, sieve) = (self.sifting, self.sort, self.sieve(ctx));
        // In another order they are sorted when all are there.
        if self.reading == Reading::Going && sort != Sort::default() {
            self.until = None;
            self.shown = Vec::new();
            return Task::none();
        }
        // Pieces that come meanwhile are not among what is sifted now: they follow it.
        self.until = Some(self.rows.len() as u32);
        let (rows, names) = (self.rows.clone(), self.names.clone());
        blocking(
            move || sorted(&rows, sift(&rows, 0, &sieve), sort, &names, &sieve),
            move |shown| Message::Sifted(sifting, shown),
        )
    }

    /// All rows there were are sifted: those of the pieces that came since are added.
    pub(super) fn sifted(&mut self, shown: Vec<u32>, ctx: &Ctx) -> Task<Message> {
        self.shown = shown;
        if let Some(until) = self.until.take() {
            let sieve = self.sieve(ctx);
            self.shown.extend(sift(&self.rows, until, &sieve));
        }
        self.chosen = self.chosen.min(self.shown.len().saturating_sub(1));
        self.see(ctx)
    }

    /// The rows seen, and a page on either side.
    fn around(&self) -> std::ops::Range<usize> {
        let seen = self.scroll.range(self.shown.len(), ROW);
        let page = self.scroll.page(ROW);
        seen.start.saturating_sub(page)..(seen.end + page).min(self.shown.len())
    }

    /// Reads the full records of the rows seen that are not at hand yet.
    pub(super) fn see(&mut self, ctx: &Ctx) -> Task<Message> {
        let wanted: Vec<u64> = self
            .around()
            .filter_map(|at| self.row(at))
            .map(|row| row.key)
            .filter(|key| !self.lines.contains_key(key) && !self.asked.contains(key))
            .collect();
        if wanted.is_empty() {
            return Task::none();
        }
        self.asked.extend(&wanted);
        let ledger = self.ledger;
        ctx.work(
            move |desk| desk.register_lines(ledger, &wanted),
            move |answer| Message::Lines(ledger, answer),
        )
    }

    /// Keeps full records at hand; when there are too many, only those around are kept.
    pub(super) fn keep(&mut self, lines: Vec<(u64, RegisterLine)>) {
        if self.lines.len() + lines.len() > KEPT {
            let near: std::collections::HashSet<u64> =
                self.around().filter_map(|at| self.row(at)).map(|row| row.key).collect();
            self.lines.retain(|key, _| near.contains(key));
            self.asked.retain(|key| near.contains(key));
        }
        self.lines.extend(lines);
    }

    /// Typed words are looked up, then the rows are sifted by what they stand for.
    pub(super) fn find(&mut self, typed: String, ctx: &Ctx) -> Action<Message> {
        self.typed.clone_from(&typed);
        let ledger = self.ledger;
        let words = typed.clone();
        let old = self.criteria.old.then(|| self.criteria.span.days(ctx.now.date_naive()));
        Action::Run(ctx.work(
            move |desk| match old {
                Some(days) => desk.among_old(ledger, days, &words),
                None => desk.among(ledger, &words),
            },
            move |answer| Message::Found(ledger, typed.clone(), answer),
        ))
    }
}
