//! 周报, 月报, 年报: counted from the facts, kept with the clerk's words, finalised once.

mod behind;
mod rooms;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{Datelike, Days, NaiveDate};
use rustc_hash::FxHashMap;

use crate::domain::book::Book;
use crate::domain::decline::DeclineRecord;
use crate::domain::fact::{IntakeFact, Minute};
use crate::domain::intake::{Intake, State};
use crate::domain::summary::{
    CertificateLine, Count, Counting, Difference, Headline, ItemKind, NextDays, OddDay, OpenList, Period,
    PeriodKind, StoredSummary, Summary, SummaryNote, SummaryWords, differences,
};
use crate::domain::work_calendar::DayKind;
use crate::store::records::index;
use crate::store::{Range, index_open};

pub use behind::{Behind, BehindLine, BehindWhat};

use super::beside::joined;
use super::{Desk, DeskError, read};

/// Days counted at a time: as much as one page of facts, and a step of the progress.
const PIECE: u64 = 31;
/// Due soon: within so many working days.
const SOON: usize = 3;

/// How far a count has come, and whether it is still wanted.
pub struct Watch<'a> {
    /// Hears the share that is done, in percent.
    pub progress: &'a mut dyn FnMut(u32),
    /// Ends the count with [`DeskError::Stopped`].
    pub stop: &'a AtomicBool,
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

/// What a finalised period differs by when it is counted again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recount {
    /// Figure by figure.
    pub differences: Vec<Difference>,
    /// That is something else than the last correction told.
    pub is_new: bool,
}

impl Recount {
    fn of(stored: &StoredSummary, again: &Summary) -> Result<Self, DeskError> {
        let Some(figures) = &stored.figures else {
            return Err(DeskError::NotFinalised { period: stored.period.to_string() });
        };
        let differences = differences(figures, again);
        let told = stored.notes.last().map_or(&[][..], |note| &note.differences);
        let is_new = differences != told;
        Ok(Self { differences, is_new })
    }
}

impl Desk {
    /// Counts a period as it stands now. A year of many visits takes a moment; `watch` follows it and can end it.
    pub fn summarise(&self, period: Period, mut watch: Watch<'_>) -> Result<Summary, DeskError> {
        let mut summary = self.count(period, &mut watch)?;
        summary.before = Some(self.headline_of(period.previous(), &mut watch)?);
        summary.last_year = period.last_year().map(|last| self.headline_of(last, &mut watch)).transpose()?;
        summary.carried_final =
            self.stored_summary(period.previous())?.figures.map(|figures| figures.balance.after);
        if period.kind == PeriodKind::Month {
            let from = period.from.with_ordinal(1).unwrap_or(period.from);
            let so_far = Period { kind: PeriodKind::Year, from, to: period.to };
            summary.year_to_date = Some(self.headline_of(so_far, &mut watch)?);
        }
        (watch.progress)(100);
        Ok(summary)
    }

    /// The same without the periods it is compared with.
    pub fn count_alone(&self, period: Period) -> Result<Summary, DeskError> {
        let never = AtomicBool::new(false);
        self.count(period, &mut Watch { progress: &mut |_| {}, stop: &never })
    }

    /// A summary as it is shown: the figures that were finalised, or those of now; with the clerk's words.
    pub fn summary(&self, period: Period, watch: Watch<'_>) -> Result<(StoredSummary, Summary), DeskError> {
        let stored = self.stored_summary(period)?;
        let figures = match &stored.figures {
            Some(figures) => figures.clone(),
            None => self.summarise(period, watch)?,
        };
        Ok((stored, figures))
    }

    /// What is kept of a period: nothing yet, the clerk's words, or the figures too.
    pub fn stored_summary(&self, period: Period) -> Result<StoredSummary, DeskError> {
        let stored = self.store.get::<StoredSummary>(&period.to_string())?;
        Ok(stored.map_or_else(|| StoredSummary::new(period), |stored| stored.value))
    }

    /// Keeps what the clerk writes. A finalised summary keeps its words as its figures: [`DeskError::Finalised`].
    pub fn write_summary(&self, period: Period, words: &SummaryWords) -> Result<StoredSummary, DeskError> {
        self.change_summary("write summary", period, |stored, _| {
            if stored.is_final() {
                return Err(DeskError::Finalised { period: period.to_string() });
            }
            stored.words = words.clone();
            Ok(())
        })
    }

    /// 定稿: counts the period once more and fixes the figures. It can be done from the last working day of the period on
    /// ([`DeskError::NotYet`]); whatever comes in after is told as a correction.
    pub fn finalise_summary(&self, period: Period, watch: Watch<'_>) -> Result<StoredSummary, DeskError> {
        let last = period.last_working_day(&self.book().calendar);
        if self.today() < last {
            return Err(DeskError::NotYet { day: last });
        }
        let figures = self.summarise(period, watch)?;
        self.change_summary("finalise summary", period, |stored, staff| {
            if stored.is_final() {
                return Err(DeskError::Finalised { period: period.to_string() });
            }
            stored.figures = Some(figures.clone());
            stored.finalised = Some((self.now(), staff.to_owned()));
            Ok(())
        })
    }

    /// Counts a finalised period again: what differs from its figures. [`DeskError::NotFinalised`] of one that is not.
    pub fn recount(&self, period: Period, watch: Watch<'_>) -> Result<Recount, DeskError> {
        let again = self.summarise(period, watch)?;
        Recount::of(&self.stored_summary(period)?, &again)
    }

    /// Counts a finalised period again and keeps what differs as a dated note; none where nothing does, or nothing new
    /// since the last note.
    pub fn correct_summary(
        &self,
        period: Period,
        text: &str,
        watch: Watch<'_>,
    ) -> Result<(StoredSummary, Option<SummaryNote>), DeskError> {
        let again = self.summarise(period, watch)?;
        let mut note = None;
        let stored = self.change_summary("correct summary", period, |stored, staff| {
            let Recount { differences, is_new } = Recount::of(stored, &again)?;
            note = is_new.then(|| SummaryNote {
                at: self.now(),
                staff: staff.to_owned(),
                differences,
                text: text.trim().to_owned(),
            });
            stored.notes.extend(note.clone());
            Ok(())
        })?;
        Ok((stored, note))
    }

    fn change_summary(
        &self,
        action: &'static str,
        period: Period,
        mut change: impl FnMut(&mut StoredSummary, &str) -> Result<(), DeskError>,
    ) -> Result<StoredSummary, DeskError> {
        let staff = self.session().staff;
        self.commit(action, |unit| {
            let key = period.to_string();
            let mut stored = read::<StoredSummary>(unit, &key)?.unwrap_or_else(|| StoredSummary::new(period));
            change(&mut stored, &staff)?;
            unit.put(&stored)?;
            Ok((stored, key))
        })
    }

    fn count(&self, period: Period, watch: &mut Watch<'_>) -> Result<Summary, DeskError> {
        let book = self.book();
        let now = self.now().naive_local();
        let mut kinds = Kinds::new(self, &book);
        let mut counting = Counting::new(period.from, period.to);
        // What is open is read beside the pieces: they share nothing but the store.
        let (open, counted) = std::thread::scope(|scope| {
            // What is counted goes to the end of the period, so what is open is asked for there too: even with a clock
            // that was set back, the line ties.
            let open = scope.spawn(|| self.open_around([period.from, after(period)]));
            let counted = self.count_pieces(period, &mut kinds, &mut counting, watch);
            (joined(open), counted)
        });
        counted?;
        let (before, open) = open?;
        let certificates = self.certificates(period, &mut counting)?;
        let end = period.to.min(now.date());
        let soon = working_days_after(&book, end).nth(SOON - 1).unwrap_or(end);
        counting.open_before(before);
        for (id, fact) in &open {
            counting.open_after(*id, fact, kinds.of(fact)?, end, soon);
        }
        let due: Vec<NaiveDate> = open.iter().filter_map(|(_, fact)| fact.promised).collect();
        let bookings = self.all_bookings(period.from, period.to)?;
        let mut timing = counting.timing();
        self.number(&mut timing.overdue)?;
        self.number(&mut timing.due_soon)?;
        let groups: Vec<&str> = book.catalogue.groups.iter().map(|group| group.code.as_str()).collect();
        let place =
            |code: &str| book.catalogue.items.iter().position(|item| item.code == code).unwrap_or(usize::MAX);
        Ok(Summary {
            period,
            taken: now,
            working_days: period.days().filter(|day| book.calendar.is_working(*day)).count() as u32,
            make_up_days: odd_days(&book, period.days()).0,
            holidays: odd_days(&book, period.days()).1,
            provisional: period.days().any(|day| !book.calendar.is_known(day)),
            flow: counting.flow(&groups),
            items: counting.items(place),
            balance: counting.balance(),
            timing,
            orders: counting.orders(),
            disputes: counting.disputes(),
            dispute_kinds: counting.dispute_kinds(),
            confirmable: counting.confirmable(end),
            wishes: counting.wishes(),
            rooms: self.room_figures(&book, &bookings, period, now),
            classes: self.class_figures(&bookings, now)?,
            reviews: counting.reviews(),
            certificates,
            topics: counting.topics(),
            next: self.next_days(&book, period, &due)?,
            grids: counting.grids(),
            workers: counting.workers(),
            before: None,
            last_year: None,
            year_to_date: None,
            carried_final: None,
        })
    }

    /// The figures periods are compared by: those that were finalised, or counted now.
    fn headline_of(&self, period: Period, watch: &mut Watch<'_>) -> Result<Headline, DeskError> {
        if period.to_string().parse() == Ok(period)
            && let Some(figures) = self.stored_summary(period)?.figures
        {
            return Ok(figures.headline());
        }
        let book = self.book();
        let mut kinds = Kinds::new(self, &book);
        let mut counting = Counting::new(period.from, period.to);
        // The share that is done is told of the period itself.
        let mut quiet = Watch { progress: &mut |_| {}, stop: watch.stop };
        self.count_pieces(period, &mut kinds, &mut counting, &mut quiet)?;
        let balance = counting.balance();
        let flow = counting.flow(&[]);
        let mut open = 0;
        self.open_at(after(period), |_, _| {
            open += 1;
            Ok(())
        })?;
        Ok(Headline {
            visits: flow.visits,
            people: flow.people,
            accepted: balance.accepted,
            done: balance.done,
            open,
        })
    }

    fn count_pieces(
        &self,
        period: Period,
        kinds: &mut Kinds<'_>,
        counting: &mut Counting,
        watch: &mut Watch<'_>,
    ) -> Result<(), DeskError> {
        let all = (period.to - period.from).num_days().max(1);
        let mut from = period.from;
        while from <= period.to {
            if watch.stop.load(Ordering::Relaxed) {
                return Err(DeskError::Stopped);
            }
            let to = from.checked_add_days(Days::new(PIECE - 1)).map_or(period.to, |day| day.min(period.to));
            let after = to.succ_opt().unwrap_or(to);
            let mut groups = Groups::default();
            let (since, before) = (Minute::start_of(from), Minute::start_of(after));
            let (visits, counted) = std::thread::scope(|scope| {
                let visits = scope.spawn(|| self.visit_facts(from, to));
                let counted = self.each_intake(from, to, |id, fact| {
                    let kind = kinds.of(fact)?;
                    counting.intake(id, fact, kind, since, before);
                    groups.meet(id, fact, kind);
                    Ok(())
                });
                (joined(visits), counted)
            });
            counted?;
            for (id, fact) in visits? {
                counting.visit(&fact, groups.of(id));
            }
            (watch.progress)(((to - period.from).num_days() * 90 / all) as u32);
            from = after;
        }
        Ok(())
    }

    /// 不予出具, most declined first; those entered by mistake are left out.
    fn certificates(
        &self,
        period: Period,
        counting: &mut Counting,
    ) -> Result<Vec<CertificateLine>, DeskError> {
        let mut names: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
        for decline in self.declines_of(period.from, period.to)? {
            if decline.void.is_some() {
                continue;
            }
            counting.declined_by(&decline.staff);
            *names.entry(decline.certificate_name).or_default().entry(decline.asked_by).or_default() += 1;
        }
        let mut lines: Vec<CertificateLine> = names
            .into_iter()
            .map(|(name, bodies)| {
                let count = bodies.values().sum();
                let mut bodies: Vec<Count> =
                    bodies.into_iter().map(|(code, count)| Count { code, count }).collect();
                bodies.sort_by(|a, b| (b.count, &a.code).cmp(&(a.count, &b.code)));
                CertificateLine { name, count, bodies }
            })
            .collect();
        lines.sort_by(|a, b| (b.count, &a.name).cmp(&(a.count, &b.name)));
        Ok(lines)
    }

    /// Declined certificates from one day to another, both included, void ones among them.
    pub fn declines_of(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<DeclineRecord>, DeskError> {
        let open = |day: NaiveDate| index_open(index::DECLINE_AT, &[day.to_string().as_bytes()]);
        let keys = self.keys(&Range::between(open(from), open(to.succ_opt().unwrap_or(to))))?;
        self.load(keys.into_iter())
    }

    /// Gives the listed matters the numbers they are known by.
    fn number(&self, list: &mut OpenList) -> Result<(), DeskError> {
        for line in &mut list.lines {
            if let Some(stored) = self.store.get::<Intake>(&line.intake)? {
                line.serial = stored.value.serial().map_or_else(String::new, ToString::to_string);
                line.reason = waits_for(&stored.value);
            }
        }
        Ok(())
    }

    /// What the days after a period bring; `due` are the promised days of what is open at its end.
    fn next_days(&self, book: &Book, period: Period, due: &[NaiveDate]) -> Result<NextDays, DeskError> {
        let next = period.next();
        let (make_up_days, holidays) = odd_days(book, next.days());
        let bookings = self.all_bookings(next.from, next.to)?;
        Ok(NextDays {
            from: Some(next.from),
            to: Some(next.to),
            bookings: bookings.iter().filter(|booking| booking.state.is_shown()).count() as u32,
            due: due.iter().filter(|day| next.has(**day)).count() as u32,
            holidays,
            make_up_days,
        })
    }
}

/// What an open matter waits for: the last remark on it, whom it was handed to, the papers that are to follow.
fn waits_for(intake: &Intake) -> String {
    if let Some(note) = intake.notes.last() {
        return note.text.clone();
    }
    match &intake.state {
        State::Forwarded { forwarding, .. } => format!("等{}答复", forwarding.to),
        State::AcceptedWithGaps { .. } => "等补材料".to_owned(),
        _ => String::new(),
    }
}

/// The first day after a period.
fn after(period: Period) -> NaiveDate {
    period.to.succ_opt().unwrap_or(period.to)
}

/// 调休上班 and holidays among some days. Weekends inside a holiday belong to it.
fn odd_days(book: &Book, days: impl Iterator<Item = NaiveDate>) -> (Vec<OddDay>, Vec<OddDay>) {
    let (mut make_up, mut holidays) = (Vec::new(), Vec::new());
    for date in days {
        match book.calendar.kind(date) {
            DayKind::MakeUpWorkday(name) => {
                make_up.push(OddDay { date, name: name.unwrap_or_default().to_owned() });
            }
            DayKind::Holiday(name) => holidays.push(OddDay { date, name: name.to_owned() }),
            DayKind::Workday | DayKind::Weekend => {}
        }
    }
    (make_up, holidays)
}

fn working_days_after(book: &Book, day: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
    // A calendar without a working day in ten weeks is broken: the search ends all the same.
    day.iter_days().skip(1).take(70).filter(|day| book.calendar.is_working(*day))
}

/// The groups of visits: that of the first matter says what a visit was for.
#[derive(Default)]
struct Groups(FxHashMap<u64, (u64, Arc<str>)>);

impl Groups {
    fn meet(&mut self, id: u64, fact: &IntakeFact<'_>, kind: &ItemKind) {
        let first = self.0.entry(fact.visit).or_insert_with(|| (id, Arc::clone(&kind.group)));
        if id < first.0 {
            *first = (id, Arc::clone(&kind.group));
        }
    }

    fn of(&self, visit: u64) -> Option<&str> {
        self.0.get(&visit).map(|(_, group)| group.as_ref())
    }
}

/// The kinds of the items met so far, at the versions their matters were taken under.
struct Kinds<'a> {
    desk: &'a Desk,
    book: &'a Book,
    known: FxHashMap<String, BTreeMap<u32, ItemKind>>,
}

impl<'a> Kinds<'a> {
    fn new(desk: &'a Desk, book: &'a Book) -> Self {
        Self { desk, book, known: FxHashMap::default() }
    }

    /// The kind a matter's item had.
    fn of(&mut self, fact: &IntakeFact<'_>) -> Result<&ItemKind, DeskError> {
        if self.get(fact).is_none() {
            let item = self.desk.item_in(self.book, &fact.item, fact.version)?;
            let kind = ItemKind { group: item.group.as_str().into(), mode: item.mode, receipt: item.receipt };
            let _ = self.known.entry(fact.item.to_string()).or_default().insert(fact.version, kind);
        }
        self.get(fact).ok_or_else(|| DeskError::Unknown { what: "item", key: fact.item.to_string() })
    }

    /// The same of an item that was met.
    fn get(&self, fact: &IntakeFact<'_>) -> Option<&ItemKind> {
        self.known.get(fact.item.as_ref())?.get(&fact.version)
    }
}
