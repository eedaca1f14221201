//! From a rule to its times inside a window.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Bound, Frequency, Rule, RuleError, direct, library, within_day};

/// Steps looked at before the work is given up: no file may hold the desk up with a rule of seconds that never fits.
const STEPS: usize = 1_000_000;

/// The times of a rule inside a window, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expansion<T = NaiveDateTime> {
    /// The times.
    pub times: Vec<T>,
    /// The limit ended the list (or a foreign rule asked for too many steps): there may be more inside the window.
    pub cut: bool,
}

/// A step of the work: a time of the rule, or how far the work has come without one. Nothing earlier comes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub at: NaiveDateTime,
    pub fits: bool,
}

impl Step {
    pub const fn fits(at: NaiveDateTime) -> Self {
        Self { at, fits: true }
    }

    pub const fn passes(at: NaiveDateTime) -> Self {
        Self { at, fits: false }
    }
}

/// From some step at or before the one sought, to the year 9999 or further.
pub(super) type Steps = Box<dyn Iterator<Item = Step>>;

/// What is asked of a rule.
#[derive(Debug, Clone, Copy)]
struct Ask {
    start: NaiveDateTime,
    /// The start is the first instance whether the rule meets it or not.
    start_counts: bool,
    from: NaiveDateTime,
    to: NaiveDateTime,
    limit: usize,
}

impl Rule {
    /// The rule's own times from `start` on that lie in `[from, to)`, at most `limit`. A start the rule doesn't meet is
    /// not among them. All times are the wall's.
    pub fn occurrences(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
        to: NaiveDateTime,
        limit: usize,
    ) -> Result<Expansion, RuleError> {
        self.walk(Ask { start, start_counts: false, from, to, limit })
    }

    /// The same for what starts on a date without a time: BYHOUR, BYMINUTE and BYSECOND say nothing then (RFC 5545
    /// §3.3.10).
    pub fn days(
        &self,
        start: NaiveDate,
        from: NaiveDate,
        to: NaiveDate,
        limit: usize,
    ) -> Result<Expansion<NaiveDate>, RuleError> {
        self.walk_days(start, false, from, to, limit)
    }

    /// The instances of a calendar's event: as [`Rule::occurrences`], but the start is always the first instance, met by
    /// the rule or not, and COUNT counts it (RFC 5545 §3.8.5.3 and §3.3.10).
    pub fn instances(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
        to: NaiveDateTime,
        limit: usize,
    ) -> Result<Expansion, RuleError> {
        self.walk(Ask { start, start_counts: true, from, to, limit })
    }

    /// The instances of an event that starts on a date without a time.
    pub fn instance_days(
        &self,
        start: NaiveDate,
        from: NaiveDate,
        to: NaiveDate,
        limit: usize,
    ) -> Result<Expansion<NaiveDate>, RuleError> {
        self.walk_days(start, true, from, to, limit)
    }

    fn walk_days(
        &self,
        start: NaiveDate,
        start_counts: bool,
        from: NaiveDate,
        to: NaiveDate,
        limit: usize,
    ) -> Result<Expansion<NaiveDate>, RuleError> {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
        let bound = match self.bound {
            Some(Bound::Moment(moment)) => Some(Bound::Day(moment.date())),
            bound => bound,
        };
        let whole = Self { parts: self.parts.clone().without_times(), bound };
        let ask = Ask { start: midnight(start), start_counts, from: midnight(from), to: midnight(to), limit };
        let found = whole.walk(ask)?;
        let mut times: Vec<NaiveDate> = found.times.into_iter().map(|time| time.date()).collect();
        // A rule of hours says the same day many times over.
        times.dedup();
        Ok(Expansion { times, cut: found.cut })
    }

    fn walk(&self, ask: Ask) -> Result<Expansion, RuleError> {
        // Only a count needs every time from the first; otherwise the years before the window are jumped over.
        let seek = match self.bound {
            Some(Bound::Count(_)) => ask.start,
            _ => ask.start.max(ask.from),
        };
        let steps = self.steps(ask.start, seek)?;
        let mut left = match self.bound {
            Some(Bound::Count(count)) => Some(count),
            _ => None,
        };
        let mut found = Expansion { times: Vec::new(), cut: false };
        let mut taken = 0;
        let first = ask.start_counts.then_some(Step::fits(ask.start));
        for (at, step) in first.into_iter().chain(steps.take(STEPS)).enumerate() {
            taken = at + 1;
            let (time, is_first) = (step.at, ask.start_counts && at == 0);
            let over = match self.bound {
                Some(Bound::Day(day)) => time.date() > day,
                Some(Bound::Moment(moment)) => time > moment,
                _ => left == Some(0),
            };
            if (over && !is_first) || time >= ask.to {
                return Ok(found);
            }
            let before = if ask.start_counts && !is_first { time <= ask.start } else { time < ask.start };
            if before || !step.fits {
                continue;
            }
            left = left.map(|left| left - 1);
            if time >= ask.from {
                if found.times.len() >= ask.limit {
                    found.cut = true;
                    return Ok(found);
                }
                found.times.push(time);
            }
        }
        // Steps end by themselves only where nothing fits up to the year 9999.
        found.cut = taken >= STEPS || ask.to.year() > 9999;
        Ok(found)
    }

    /// The rule without its end; times before the start are still among them.
    fn steps(&self, start: NaiveDateTime, seek: NaiveDateTime) -> Result<Steps, RuleError> {
        if let Some(steps) = direct::steps(&self.parts, start, seek) {
            return Ok(steps);
        }
        if self.parts.frequency < Frequency::Daily {
            return Ok(within_day::steps(&self.parts, start, seek));
        }
        library::steps(&self.parts, start, seek)
    }
}
