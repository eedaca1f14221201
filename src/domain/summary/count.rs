//! Counting: facts go in, piece of the period by piece, in any order; nothing is kept but the figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::domain::catalogue::{HandlingMode, ReceiptKind};
use crate::domain::fact::{Channel, IntakeFact, Mark, Minute, Satisfaction, VisitFact, key_of};

use super::parts::{
    Balance, CONFIRM_DAYS, Confirmable, Count, Flow, GridLine, HourLine, ItemLine, OpenLine, OpenList,
    Orders, PurposeLine, Reviews, Timing, WishFigures, WorkerLine,
};

/// What must be known of an item at the version a matter was taken under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemKind {
    /// The group's code.
    pub group: Arc<str>,
    /// 即办, 承诺 or 转办.
    pub mode: HandlingMode,
    /// Its paper.
    pub receipt: ReceiptKind,
}

/// The wish item.
const WISH: &str = "XY26";
/// The enquiry item.
const ENQUIRY: &str = "PT01";
/// Items of 化解小纠纷 that are disputes; advice and requests handed on are not.
const DISPUTES: [&str; 3] = ["JF21", "JF22", "JF23"];

/// A visit without a matter of the catalogue.
const OTHER: &str = "other";
/// A visit that asked for a certificate only.
const DECLINE: &str = "decline";

/// The figures so far.
#[derive(Debug, Default)]
pub struct Counting {
    from: Minute,
    /// The first minute after.
    until: Minute,
    visits: u32,
    people: u32,
    hours: BTreeMap<u32, (u32, u32)>,
    purposes: BTreeMap<String, (u32, u32)>,
    channels: BTreeMap<Channel, u32>,
    handed_over: u32,
    items: BTreeMap<String, ItemLine>,
    balance: Balance,
    timing: Timing,
    overdue: Vec<OpenLine>,
    due_soon: Vec<OpenLine>,
    order_channels: BTreeMap<Channel, u32>,
    order_kinds: BTreeMap<String, u32>,
    orders: Orders,
    dispute_kinds: BTreeMap<String, u32>,
    settled: Vec<NaiveDate>,
    wishes: WishFigures,
    grades: BTreeMap<Satisfaction, u32>,
    reviewed: u32,
    bad: Vec<String>,
    topics: BTreeMap<String, u32>,
    grids: BTreeMap<String, GridLine>,
    workers: BTreeMap<u64, WorkerLine>,
}

impl Counting {
    /// Of the days from one to another, both included.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Self {
        Self {
            from: Minute::start_of(from),
            until: Minute::start_of(to.succ_opt().unwrap_or(to)),
            ..Self::default()
        }
    }

    /// A visit of the period; `group` is that of its first matter, where it had one.
    pub fn visit(&mut self, fact: &VisitFact, group: Option<&str>) {
        self.visits += 1;
        self.people += fact.people;
        let add = |(visits, people): &mut (u32, u32)| {
            *visits += 1;
            *people += fact.people;
        };
        add(self.hours.entry(fact.arrived.hour()).or_default());
        let purpose = Self::purpose_of(fact, group);
        match self.purposes.get_mut(purpose) {
            Some(line) => add(line),
            None => add(self.purposes.entry(purpose.to_owned()).or_default()),
        }
        self.worker(fact.first_contact).visits += 1;
    }

    /// What a visit was for: the group of its first matter, where it had one.
    pub fn purpose_of<'a>(fact: &VisitFact, group: Option<&'a str>) -> &'a str {
        group.unwrap_or(if fact.declines > 0 { DECLINE } else { OTHER })
    }

    /// Whether an item is counted as a dispute.
    pub fn is_dispute(item: &str) -> bool {
        DISPUTES.contains(&item)
    }

    /// Whether an item is counted as a wish.
    pub fn is_wish(item: &str) -> bool {
        item == WISH
    }

    /// Whether a matter that is done was done by its day; one to be handed on: was handed on by it.
    pub fn was_on_time(fact: &IntakeFact<'_>, mode: HandlingMode) -> bool {
        let done = fact.ended().map(|(_, at)| at);
        let kept = if mode == HandlingMode::Forward { forwarded(fact).or(done) } else { done };
        fact.promised.is_none_or(|day| kept.is_some_and(|kept| kept.day() <= day))
    }

    /// A certificate that was declined in the period.
    pub fn declined_by(&mut self, staff: &str) {
        self.worker(crate::domain::fact::numeric(staff)).declined += 1;
    }

    /// A matter something may have happened to from `since` until `before`, a piece of the period: what happened at other
    /// times is counted with the other pieces.
    pub fn intake(&mut self, id: u64, fact: &IntakeFact<'_>, kind: &ItemKind, since: Minute, before: Minute) {
        let within = |at: Minute| since <= at && at < before;
        let is_order = kind.receipt == ReceiptKind::Workorder;
        let accepted = fact.accepted();
        let ended = fact.ended();
        let mut line = ItemLine::default();
        let mut handled_done = false;
        if within(fact.received) {
            *self.channels.entry(fact.channel).or_default() += 1;
            self.handed_over += u32::from(fact.handler != fact.first_contact);
            self.worker(fact.handler).handled += 1;
            if fact.item == ENQUIRY && !fact.topic.is_empty() {
                add_one(&mut self.topics, &fact.topic);
            }
        }
        for (mark, at) in fact.events().filter(|(_, at)| within(*at)) {
            match mark {
                Mark::Accepted { gaps } => {
                    line.accepted += 1;
                    line.gaps += u32::from(gaps);
                    match kind.mode {
                        HandlingMode::Instant => line.instant += 1,
                        HandlingMode::Promised => line.promised += 1,
                        HandlingMode::Forward => line.to_forward += 1,
                    }
                    let soon = ended.is_some_and(|(mark, at)| mark == Mark::Done && at < self.until);
                    line.done_of_accepted += u32::from(soon);
                    self.worker(fact.handler).accepted += 1;
                    if is_order {
                        *self.order_channels.entry(fact.channel).or_default() += 1;
                        add_one(&mut self.order_kinds, &kind_of(fact));
                    }
                    if Self::is_dispute(&fact.item) {
                        add_one(&mut self.dispute_kinds, &kind_of(fact));
                    }
                    self.wishes.collected += u32::from(fact.item == WISH);
                }
                Mark::Supplement => line.supplements += 1,
                Mark::Refused => line.refused += 1,
                Mark::Forwarded => {
                    line.forwarded += 1;
                    self.wishes.claimed += u32::from(fact.item == WISH);
                }
                Mark::FedBack(grade) => {
                    *self.grades.entry(grade).or_default() += 1;
                    if matches!(grade, Satisfaction::Not | Satisfaction::NotAtAll) {
                        self.bad.push(key_of(id));
                    }
                }
                Mark::Voided => {
                    let earlier = ended.is_some_and(|(mark, end)| mark != Mark::Voided && end <= at);
                    self.balance.voided_done += u32::from(earlier);
                }
                Mark::Done | Mark::Withdrawn | Mark::Terminated => {}
            }
        }
        if let Some((mark, at)) = ended.filter(|(_, at)| within(*at)) {
            if mark == Mark::Done {
                line.done += 1;
                handled_done = true;
                let before = accepted.is_some_and(|accepted| accepted < self.from);
                self.balance.done_of_before += u32::from(before);
                if Self::was_on_time(fact, kind.mode) {
                    self.timing.on_time += 1;
                } else {
                    self.timing.late += 1;
                }
                if is_order {
                    self.orders.done += 1;
                    self.orders.within_grid += u32::from(forwarded(fact).is_none());
                }
                self.wishes.fulfilled += u32::from(fact.item == WISH);
                if Self::is_dispute(&fact.item) {
                    self.settled.push(at.day());
                }
                let answered =
                    fact.events().any(|(mark, at)| matches!(mark, Mark::FedBack(_)) && at < self.until);
                self.reviewed += u32::from(answered);
            } else {
                line.stopped += 1;
            }
        }
        self.balance.accepted += line.accepted;
        self.balance.done += line.done;
        self.balance.stopped += line.stopped;
        if handled_done {
            self.worker(fact.handler).done += 1;
        }
        self.put(fact, kind, &line);
    }

    /// So many matters were open when the period began.
    pub fn open_before(&mut self, count: u32) {
        self.balance.before = count;
    }

    /// A matter that is open at the end. It is late when its day is before `today`, and due soon up to and including `soon`.
    pub fn open_after(
        &mut self,
        id: u64,
        fact: &IntakeFact<'_>,
        kind: &ItemKind,
        today: NaiveDate,
        soon: NaiveDate,
    ) {
        self.balance.after += 1;
        if fact.item == WISH {
            self.wishes.open += 1;
            if forwarded(fact).is_none_or(|at| at >= self.until) {
                let day = fact.received.day();
                let oldest = &mut self.wishes.oldest_unclaimed;
                *oldest = Some(oldest.map_or(day, |known| known.min(day)));
            }
        }
        self.put(fact, kind, &ItemLine { open: 1, ..ItemLine::default() });
        let Some(due) = fact.promised.filter(|due| *due <= soon) else { return };
        let end = Minute::start_of(today.succ_opt().unwrap_or(today));
        let forwarded = forwarded(fact).is_some_and(|at| at < end);
        // The promise of an item that is handed on is that it is handed on by the day.
        if forwarded && kind.mode == HandlingMode::Forward {
            return;
        }
        let list = if due < today { &mut self.overdue } else { &mut self.due_soon };
        list.push(OpenLine {
            intake: key_of(id),
            serial: String::new(),
            item: fact.item.to_string(),
            due,
            days_late: (today - due).num_days(),
            forwarded,
            reason: String::new(),
        });
    }

    fn put(&mut self, fact: &IntakeFact<'_>, kind: &ItemKind, line: &ItemLine) {
        if line.is_empty() {
            return;
        }
        let known = match self.items.get_mut(fact.item.as_ref()) {
            Some(known) => known,
            None => self.items.entry(fact.item.to_string()).or_insert_with(|| ItemLine {
                item: fact.item.to_string(),
                group: kind.group.to_string(),
                ..ItemLine::default()
            }),
        };
        known.add(line);
        let grid = match self.grids.get_mut(fact.grid.as_ref()) {
            Some(known) => known,
            None => self
                .grids
                .entry(fact.grid.to_string())
                .or_insert_with(|| GridLine { grid: fact.grid.to_string(), ..GridLine::default() }),
        };
        grid.accepted += line.accepted;
        grid.done += line.done;
        grid.open += line.open;
    }

    fn worker(&mut self, id: u64) -> &mut WorkerLine {
        self.workers.entry(id).or_insert_with(|| WorkerLine { staff: key_of(id), ..WorkerLine::default() })
    }

    /// 来访; `groups` gives the order of the purposes.
    pub fn flow(&self, groups: &[&str]) -> Flow {
        let mut purposes: Vec<PurposeLine> = self
            .purposes
            .iter()
            .map(|(code, (visits, people))| PurposeLine {
                code: code.clone(),
                visits: *visits,
                people: *people,
            })
            .collect();
        let place = |code: &str| groups.iter().position(|group| *group == code).unwrap_or(groups.len());
        purposes.sort_by(|a, b| (place(&a.code), &a.code).cmp(&(place(&b.code), &b.code)));
        Flow {
            visits: self.visits,
            people: self.people,
            hours: self
                .hours
                .iter()
                .map(|(hour, (visits, people))| HourLine { hour: *hour, visits: *visits, people: *people })
                .collect(),
            purposes,
            channels: self.channels.iter().map(|(channel, count)| (*channel, *count)).collect(),
            handed_over: self.handed_over,
        }
    }

    /// 办件, in the order `place` gives.
    pub fn items(&self, place: impl Fn(&str) -> usize) -> Vec<ItemLine> {
        let mut lines: Vec<ItemLine> = self.items.values().cloned().collect();
        lines.sort_by(|a, b| (place(&a.item), &a.item).cmp(&(place(&b.item), &b.item)));
        lines
    }

    /// 纠纷
    pub fn disputes(&self) -> Vec<ItemLine> {
        self.items.values().filter(|line| Self::is_dispute(&line.item)).cloned().collect()
    }

    /// 纠纷 by kind.
    pub fn dispute_kinds(&self) -> Vec<Count> {
        most_first(&self.dispute_kinds)
    }

    /// Disputes settled in the period for which court confirmation can still be asked for on a day.
    pub fn confirmable(&self, today: NaiveDate) -> Confirmable {
        let lasts =
            || self.settled.iter().map(|day| *day + Days::new(CONFIRM_DAYS)).filter(|last| today <= *last);
        Confirmable { count: lasts().count() as u32, first: lasts().min() }
    }

    /// 平衡
    pub fn balance(&self) -> Balance {
        self.balance
    }

    /// 时限
    pub fn timing(&mut self) -> Timing {
        Timing {
            overdue: OpenList::of(std::mem::take(&mut self.overdue)),
            due_soon: OpenList::of(std::mem::take(&mut self.due_soon)),
            ..self.timing.clone()
        }
    }

    /// 工单
    pub fn orders(&self) -> Orders {
        Orders {
            channels: self.order_channels.iter().map(|(channel, count)| (*channel, *count)).collect(),
            kinds: most_first(&self.order_kinds),
            ..self.orders.clone()
        }
    }

    /// 微心愿
    pub fn wishes(&self) -> WishFigures {
        self.wishes.clone()
    }

    /// 评价
    pub fn reviews(&self) -> Reviews {
        Reviews {
            grades: self.grades.iter().map(|(grade, count)| (*grade, *count)).collect(),
            done: self.balance.done,
            reviewed: self.reviewed,
            bad: self.bad.clone(),
        }
    }

    /// 居民关心的事
    pub fn topics(&self) -> Vec<Count> {
        most_first(&self.topics)
    }

    /// By grid, those told first by name.
    pub fn grids(&self) -> Vec<GridLine> {
        let told = self.grids.values().filter(|line| !line.grid.is_empty());
        let untold = self.grids.values().filter(|line| line.grid.is_empty());
        told.chain(untold).cloned().collect()
    }

    /// By worker, in the order of their ids.
    pub fn workers(&self) -> Vec<WorkerLine> {
        self.workers.values().cloned().collect()
    }
}

fn forwarded(fact: &IntakeFact<'_>) -> Option<Minute> {
    fact.events().find(|(mark, _)| *mark == Mark::Forwarded).map(|(_, at)| at)
}

/// `item/option`.
fn kind_of(fact: &IntakeFact<'_>) -> String {
    format!("{}/{}", fact.item, fact.topic)
}

fn add_one(counts: &mut BTreeMap<String, u32>, code: &str) {
    match counts.get_mut(code) {
        Some(count) => *count += 1,
        None => drop(counts.insert(code.to_owned(), 1)),
    }
}

fn most_first(counts: &BTreeMap<String, u32>) -> Vec<Count> {
    let mut list: Vec<Count> =
        counts.iter().map(|(code, count)| Count { code: code.clone(), count: *count }).collect();
    list.sort_by(|a, b| (b.count, &a.code).cmp(&(a.count, &b.code)));
    list
}
