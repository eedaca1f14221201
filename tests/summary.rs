//! The weekly summary says what a plain recount of the records says, and its balance ties for every week.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use common::{ITEMS, at, summed, two_weeks, walking_desk, whole_form};
use proptest::prelude::*;
use quanke::desk::{Behind, Decision, Desk, DeskError, NewDecline, NewVisit, OnwardKind, SetClock, Watch};
use quanke::domain::intake::{Intake, Refusal, Step};
use quanke::domain::summary::{
    Balance, Figure, HotIssue, ItemLine, Period, PeriodKind, Summary, SummaryWords,
};
use quanke::domain::visit::Visit;
use quanke::paper::compose::sheet;
use quanke::paper::office::SheetOf;
use quanke::store::{Order, Range, Record};

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 6).unwrap()
}

fn desk() -> (Desk, Arc<SetClock>) {
    walking_desk(at(monday(), 510))
}

fn all<R: Record>(desk: &Desk) -> Vec<R> {
    let found = desk.store().scan::<R>(&Range::all(), Order::Ascending, 1_000_000).unwrap();
    found.into_iter().map(|stored| stored.value).collect()
}

/// One thing a worker does, some minutes after the last.
#[derive(Debug, Clone)]
enum Deed {
    Comes { item: usize },
    Arrives { people: u32 },
    Declines(u32),
    VoidsDecline(usize),
    Steps { intake: usize, what: usize },
    Nothing { days: u64 },
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..ITEMS.len()).prop_map(|item| Deed::Comes { item }),
        1 => (1..5u32).prop_map(|people| Deed::Arrives { people }),
        1 => (1..20u32).prop_map(Deed::Declines),
        1 => any::<usize>().prop_map(Deed::VoidsDecline),
        6 => (any::<usize>(), 0..8usize).prop_map(|(intake, what)| Deed::Steps { intake, what }),
        2 => (1..9u64).prop_map(|days| Deed::Nothing { days }),
    ]
}

fn do_it(desk: &Desk, clock: &SetClock, now: &mut DateTime<FixedOffset>, deed: &Deed, after: i64) {
    if let Deed::Nothing { days } = deed {
        *now += TimeDelta::days(*days as i64);
    }
    *now += TimeDelta::minutes(after);
    clock.set(*now);
    match deed {
        Deed::Comes { item } => {
            let draft = whole_form(desk, *item);
            // Some matters are refused, some asked to bring more.
            let decision = match after % 7 {
                0 => Decision::Refuse(Refusal {
                    reason: "不属本社区".into(),
                    basis: String::new(),
                    redirect: "请到户籍地".into(),
                }),
                1 => Decision::AskSupplement {
                    note: "照片".into(),
                    due: now.date_naive() + Days::new(6),
                    reason_again: String::new(),
                },
                _ => Decision::Accept,
            };
            desk.take_in(&draft, &decision).unwrap();
        }
        Deed::Arrives { people } => {
            let new = NewVisit { people: *people, serving: true, ..NewVisit::default() };
            let visit = desk.arrive(&new).unwrap();
            desk.leave(&visit.id).unwrap();
        }
        Deed::Declines(certificate) => {
            let new =
                NewDecline {
                    certificate: *certificate, asked_by: "示例银行".into(), ..Default::default()
                };
            desk.decline(&new).unwrap();
        }
        Deed::VoidsDecline(at) => {
            let known: Vec<quanke::domain::decline::DeclineRecord> = all(desk);
            if let Some(decline) = (!known.is_empty()).then(|| &known[at % known.len()]) {
                let _ = desk.void_decline(&decline.serial.to_string(), "登记错了");
            }
        }
        Deed::Steps { intake, what } => {
            let known: Vec<Intake> = all(desk);
            if known.is_empty() {
                return;
            }
            let id = &known[intake % known.len()].id;
            let kinds = [
                OnwardKind::Finish,
                OnwardKind::Finish,
                OnwardKind::Forward,
                OnwardKind::Reply,
                OnwardKind::Withdraw,
                OnwardKind::Terminate,
                OnwardKind::FeedBack,
            ];
            // Not every step is lawful from where the matter stands; the desk refuses those.
            let _ = match kinds.get(*what) {
                Some(kind) => desk.go_onward(id, &kind.with("满意，已办")),
                None => desk.void(id, "登记错了"),
            };
        }
        Deed::Nothing { .. } => {}
    }
}

/// The plain recount: every record read, every stamp looked at, nothing of the indexes used.
#[derive(Debug, Default, PartialEq)]
struct Recount {
    visits: u32,
    people: u32,
    received: u32,
    balance: Balance,
    by_item: BTreeMap<String, (u32, u32, u32, u32, u32)>,
    declined: u32,
    reviews: u32,
}

fn recount(desk: &Desk, period: Period) -> Recount {
    let mut sum = Recount::default();
    let inside = |at: DateTime<FixedOffset>| period.has(at.date_naive());
    for visit in all::<Visit>(desk).iter().filter(|visit| inside(visit.arrived)) {
        sum.visits += 1;
        sum.people += visit.people;
    }
    for intake in all::<Intake>(desk) {
        sum.received += u32::from(inside(intake.received_at));
        // Where it stood when the period began, by playing its history.
        let (mut open, mut over) = (false, false);
        let line = sum.by_item.entry(intake.item.clone()).or_default();
        let mut before = false;
        for stamp in &intake.history {
            let in_time = stamp.at.date_naive() <= period.to;
            if !in_time {
                break;
            }
            if stamp.at.date_naive() < period.from {
                before = true;
            } else if before {
                sum.balance.before += u32::from(open);
                before = false;
            }
            let counted = inside(stamp.at);
            match &stamp.step {
                Step::Accept { .. } | Step::AcceptWithGaps { .. } if !open && !over => {
                    open = true;
                    if counted {
                        sum.balance.accepted += 1;
                        line.0 += 1;
                    }
                }
                Step::Finish { .. } if open => {
                    (open, over) = (false, true);
                    if counted {
                        sum.balance.done += 1;
                        line.1 += 1;
                    }
                }
                Step::Withdraw { .. } | Step::Terminate { .. } | Step::Void { .. } if open => {
                    (open, over) = (false, true);
                    if counted {
                        sum.balance.stopped += 1;
                        line.2 += 1;
                    }
                }
                Step::AskSupplement { .. } if counted => line.3 += 1,
                Step::Decline { .. } if counted => line.4 += 1,
                Step::Void { .. } if counted && over => sum.balance.voided_done += 1,
                Step::FeedBack { .. } if counted => sum.reviews += 1,
                _ => {}
            }
        }
        if before {
            sum.balance.before += u32::from(open);
        }
        sum.balance.after += u32::from(open);
    }
    for decline in all::<quanke::domain::decline::DeclineRecord>(desk) {
        sum.declined += u32::from(inside(decline.at) && decline.void.is_none());
    }
    sum.by_item.retain(|_, line| *line != (0, 0, 0, 0, 0));
    sum
}

fn told(summary: &Summary) -> Recount {
    Recount {
        visits: summary.flow.visits,
        people: summary.flow.people,
        received: summary.flow.channels.iter().map(|(_, count)| count).sum(),
        balance: Balance { done_of_before: 0, ..summary.balance },
        by_item: summary
            .items
            .iter()
            .map(|line| {
                (line.item.clone(), (line.accepted, line.done, line.stopped, line.supplements, line.refused))
            })
            .filter(|(_, line)| *line != (0, 0, 0, 0, 0))
            .collect(),
        declined: summary.declined(),
        reviews: summary.reviews.count(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_history_is_summarised_as_a_plain_recount_tells_and_every_week_ties(
        deeds in proptest::collection::vec((deed(), 1..900i64), 1..60)
    ) {
        let (desk, clock) = desk();
        let mut now = at(monday(), 510);
        let mut kept: BTreeMap<String, Balance> = BTreeMap::new();
        for (deed, after) in &deeds {
            let week = Period::week(now.date_naive());
            do_it(&desk, &clock, &mut now, deed, *after);
            // A week that is over is what it was when it ended: what is done later never reaches back.
            if Period::week(now.date_naive()) != week {
                let over = summed(&desk, week);
                let _ = kept.insert(week.to_string(), over.balance);
            }
        }
        let mut week = Period::week(monday());
        let mut carried = 0;
        while week.from <= now.date_naive() {
            let summary = summed(&desk, week);
            prop_assert!(summary.balance.ties(), "{week}: {:?}", summary.balance);
            prop_assert_eq!(summary.balance.before, carried, "{} goes on from the week before", week);
            carried = summary.balance.after;
            prop_assert_eq!(told(&summary), recount(&desk, week), "{}", week);
            if let Some(then) = kept.get(&week.to_string()) {
                let now = summary.balance;
                prop_assert_eq!((then.accepted, then.done, then.after), (now.accepted, now.done, now.after));
            }
            week = week.next();
        }
        for kind in [PeriodKind::Month, PeriodKind::Year] {
            for day in [monday(), now.date_naive()] {
                let period = Period::of(kind, day);
                let summary = summed(&desk, period);
                prop_assert!(summary.balance.ties());
                prop_assert_eq!(told(&summary), recount(&desk, period), "{}", period);
            }
        }
    }
}

fn week(day: u32) -> Period {
    Period::week(NaiveDate::from_ymd_opt(2026, 5, day).unwrap())
}

#[test]
fn a_week_is_told_in_figures_that_can_be_counted_by_hand() {
    let (desk, _clock) = two_weeks();
    let this = summed(&desk, week(8));
    // Three days with six matters, one group of three people and one certificate each.
    assert_eq!((this.flow.visits, this.flow.people), (24, 30));
    assert_eq!(this.working_days, 4, "6, 7, 8 May and the make-up Saturday");
    assert_eq!(this.make_up_days.iter().map(|day| day.date.to_string()).collect::<Vec<_>>(), ["2026-05-09"]);
    assert_eq!(this.holidays.len(), 2, "4 and 5 May");
    // Of six matters two are enquiries, done at once; the other four are open for two days.
    let before = 8; // of 28 and 29 April
    let expected = Balance {
        before,
        accepted: 18,
        done: 6 + 8 + 4,
        done_of_before: 8,
        stopped: 0,
        after: 8,
        voided_done: 0,
    };
    assert_eq!(this.balance, expected);
    assert!(this.balance.ties());
    assert_eq!(this.declined(), 3);
    assert_eq!(this.topics.len(), 1);
    assert_eq!((this.topics[0].code.as_str(), this.topics[0].count), ("relief", 6));
    assert_eq!(this.reviews.count(), 12);
    assert_eq!(this.before.unwrap().visits, 24);
    let last = summed(&desk, week(8).previous());
    assert_eq!(last.balance.after, before);
    assert_eq!(this.before.unwrap().open, before);
}

#[test]
fn every_figure_opens_as_many_records_as_it_counts() {
    let (desk, _clock) = two_weeks();
    let week = week(8);
    let summary = summed(&desk, week);
    let behind = |figure: Behind| {
        let (lines, count) = desk.behind(week, &figure, 1000).unwrap();
        assert_eq!(lines.len(), count, "{figure:?}");
        count as u32
    };
    assert_eq!(behind(Behind::Visits(None)), summary.flow.visits);
    let hours: u32 = summary.flow.hours.iter().map(|line| behind(Behind::Visits(Some(line.hour)))).sum();
    assert_eq!(hours, summary.flow.visits);
    assert_eq!(behind(Behind::Before), summary.balance.before);
    assert_eq!(behind(Behind::Accepted(None)), summary.balance.accepted);
    assert_eq!(behind(Behind::Done(None)), summary.balance.done);
    assert_eq!(behind(Behind::Stopped), summary.balance.stopped);
    assert_eq!(behind(Behind::After), summary.balance.after);
    assert_eq!(behind(Behind::Declined(None)), summary.declined());
    assert_eq!(behind(Behind::Reviews), summary.reviews.count());
    assert_eq!(behind(Behind::Topic("relief".into())), 6);
    assert_eq!(behind(Behind::Late), summary.timing.late);
    for line in &summary.flow.purposes {
        assert_eq!(behind(Behind::Purpose(line.code.clone())), line.visits, "{}", line.code);
    }
    for (channel, count) in &summary.flow.channels {
        assert_eq!(behind(Behind::Channel(*channel)), *count, "{channel:?}");
    }
    for line in &summary.rooms {
        assert_eq!(behind(Behind::Room(line.room.clone())), line.sessions, "{}", line.room);
    }
    // What stands in several figures of a line is opened as one list: each once, and none is missing.
    let together = |figure: Behind, counts: &[u32]| {
        let found = behind(figure.clone());
        let (most, sum) = (counts.iter().max().copied().unwrap_or(0), counts.iter().sum());
        assert!(most <= found && found <= sum, "{figure:?}: {found} of {counts:?}");
    };
    for line in &summary.grids {
        together(Behind::Grid(line.grid.clone()), &[line.accepted, line.done, line.open]);
    }
    for line in &summary.workers {
        together(Behind::Worker(line.staff.clone()), &[line.accepted, line.done]);
    }
    let disputes = ItemLine::sum(&summary.disputes);
    together(Behind::Disputes, &[disputes.accepted, disputes.done, disputes.open]);
    let wishes = &summary.wishes;
    together(Behind::Wishes, &[wishes.collected, wishes.fulfilled, wishes.open]);
    assert_eq!(desk.behind(week, &Behind::Accepted(None), 5).unwrap().0.len(), 5, "no more than asked for");
}

#[test]
fn a_finalised_week_keeps_its_figures_and_a_late_correction_is_a_dated_note() {
    let (desk, clock) = two_weeks();
    let period = week(8);
    let words = SummaryWords {
        hot: vec![HotIssue { text: "医保断缴后怎么补".into(), count: Some(11) }],
        next: "5月12日 母婴讲座".into(),
        remarks: String::new(),
        reviewer: "吴磊".into(),
    };
    desk.write_summary(period, &words).unwrap();
    assert!(matches!(correct(&desk, period), Err(DeskError::NotFinalised { .. })));
    assert!(matches!(finalise(&desk, period), Err(DeskError::NotYet { .. })), "Saturday is a working day");
    clock.set(at(NaiveDate::from_ymd_opt(2026, 5, 9).unwrap(), 990));
    let stored = finalise(&desk, period).unwrap();
    let figures = stored.figures.clone().unwrap();
    assert_eq!(stored.words, words);
    assert!(matches!(finalise(&desk, period), Err(DeskError::Finalised { .. })));
    assert!(matches!(desk.write_summary(period, &words), Err(DeskError::Finalised { .. })));
    assert_eq!(correct(&desk, period).unwrap(), None, "nothing differs yet");
    // A week later a refusal of that week turns out to be a mistake.
    clock.set(at(NaiveDate::from_ymd_opt(2026, 5, 14).unwrap(), 600));
    let decline = desk.declines_of(period.from, period.to).unwrap().remove(0);
    desk.void_decline(&decline.serial.to_string(), "登记错人").unwrap();
    let never = AtomicBool::new(false);
    let (_, shown) = desk.summary(period, Watch { progress: &mut |_| {}, stop: &never }).unwrap();
    assert_eq!(shown, figures, "the figures stay as they were finalised");
    let note = correct(&desk, period).unwrap().unwrap();
    assert_eq!(note.at.date_naive().to_string(), "2026-05-14");
    let told: Vec<_> = note.differences.iter().map(|d| (d.figure.clone(), d.was, d.is)).collect();
    assert_eq!(told, [(Figure::Declined, 3, 2)]);
    assert_eq!(correct(&desk, period).unwrap(), None, "told once");
    let paper = sheet(&desk, &SheetOf::Summary { period, public: false }).unwrap();
    let text = paper.texts().concat();
    assert!(text.contains("2026年5月14日，周敏：不予出具证明由 3 改为 2。"), "{text}");
    assert!(text.contains("医保断缴后怎么补，11 次") && text.contains("审核人　吴磊"));
    // The next week goes on from what is now known, and its balance ties.
    assert!(summed(&desk, period.next()).balance.ties());
}

fn finalise(desk: &Desk, period: Period) -> Result<quanke::domain::summary::StoredSummary, DeskError> {
    let never = AtomicBool::new(false);
    desk.finalise_summary(period, Watch { progress: &mut |_| {}, stop: &never })
}

fn correct(desk: &Desk, period: Period) -> Result<Option<quanke::domain::summary::SummaryNote>, DeskError> {
    let never = AtomicBool::new(false);
    let watch = Watch { progress: &mut |_| {}, stop: &never };
    desk.correct_summary(period, "", watch).map(|(_, note)| note)
}

#[test]
fn a_matter_voided_after_it_was_done_leaves_the_balance_as_it_was() {
    let (desk, clock) = two_weeks();
    let period = week(8);
    let before = summed(&desk, period).balance;
    let done = desk.behind(period, &Behind::Done(None), 100).unwrap().0;
    clock.set(at(NaiveDate::from_ymd_opt(2026, 5, 12).unwrap(), 600));
    let intake = desk.paper(&done[0].serial).unwrap();
    desk.void(&intake.issued.subject, "登记错人").unwrap();
    assert_eq!(summed(&desk, period).balance, before);
    let next = summed(&desk, period.next()).balance;
    assert!(next.ties());
    assert_eq!((next.voided_done, next.stopped), (1, 0));
}

#[test]
fn the_paper_says_what_the_summary_counts_and_hides_small_counts_in_public() {
    let (desk, _clock) = two_weeks();
    let text =
        |public: bool| sheet(&desk, &SheetOf::Summary { period: week(8), public }).unwrap().texts().concat();
    let own = text(false);
    for told in [
        "2026年第19周（5月4日至5月10日）",
        "工作日 4 天（含5月9日调休）",
        "本周来访 24 批 30 人次，与上周相同",
        "上周结转 8 ＋ 本周受理 18 － 本周办结 18 － 撤回终止 0 ＝ 本周结转 8，相符",
        "共 3 次，按名称和索要单位",
        "社会救助，6 次",
        "草稿",
    ] {
        assert!(own.contains(told), "{told} in {own}");
    }
    assert!(!own.contains("<3"));
    assert!(!own.contains("刘秀英"), "no name on a report");
    assert!(text(true).contains("公开版"));
}

#[test]
fn a_count_can_be_stopped() {
    let (desk, _clock) = two_weeks();
    let stop = AtomicBool::new(true);
    let watch = Watch { progress: &mut |_| {}, stop: &stop };
    let year = Period::of(PeriodKind::Year, week(8).from);
    assert!(matches!(desk.summarise(year, watch), Err(DeskError::Stopped)));
}

#[test]
fn a_period_to_come_and_a_clock_set_back_leave_the_balance_tied() {
    let (desk, clock) = two_weeks();
    for period in [week(8).next(), week(8).next().next()] {
        let ahead = summed(&desk, period).balance;
        assert!(ahead.ties(), "{ahead:?}");
        assert_eq!((ahead.before, ahead.after), (8, 8));
    }
    // The clock of the PC falls back by two days after a matter was taken.
    let taken = desk.take_in(&whole_form(&desk, 0), &Decision::Accept).unwrap().intake;
    clock.set(at(NaiveDate::from_ymd_opt(2026, 5, 6).unwrap(), 600));
    desk.go_onward(&taken.id, &OnwardKind::Finish.with("已办")).unwrap();
    let this = summed(&desk, week(8)).balance;
    assert!(this.ties(), "{this:?}");
    assert_eq!((this.accepted, this.done, this.after), (19, 19, 8), "it does not stay open for ever");
}

#[test]
fn what_comes_in_after_a_week_was_finalised_is_told_in_the_next() {
    let (desk, clock) = two_weeks();
    clock.set(at(NaiveDate::from_ymd_opt(2026, 5, 9).unwrap(), 700));
    finalise(&desk, week(8)).unwrap();
    clock.set(at(NaiveDate::from_ymd_opt(2026, 5, 9).unwrap(), 900));
    desk.take_in(&whole_form(&desk, 0), &Decision::Accept).unwrap();
    clock.set(at(NaiveDate::from_ymd_opt(2026, 5, 15).unwrap(), 900));
    let next = summed(&desk, week(8).next());
    assert_eq!((next.balance.before, next.carried_otherwise()), (9, Some(8)));
    let paper = sheet(&desk, &SheetOf::Summary { period: week(8).next(), public: false }).unwrap();
    assert!(paper.texts().concat().contains("上周定稿时结转 8 件，定稿后另有变动"));
}

#[test]
fn the_public_paper_tells_no_reasons_no_bodies_and_no_small_counts() {
    let (desk, _clock) = two_weeks();
    let words = SummaryWords { remarks: "一户人家不肯来".into(), ..SummaryWords::default() };
    desk.write_summary(week(8), &words).unwrap();
    let text =
        |public: bool| sheet(&desk, &SheetOf::Summary { period: week(8), public }).unwrap().texts().concat();
    for told in ["一户人家不肯来", "示例银行"] {
        assert!(text(false).contains(told) && !text(true).contains(told), "{told}");
    }
}

#[test]
fn what_is_overdue_says_what_it_waits_for() {
    let (desk, clock) = two_weeks();
    let open = desk.behind(week(8), &Behind::After, 100).unwrap().0;
    let id = |at: usize| desk.paper(&open[at].serial).unwrap().issued.subject;
    desk.note_matter(&id(0), "申请人在外地，约好下周来").unwrap();
    clock.set(at(NaiveDate::from_ymd_opt(2026, 5, 29).unwrap(), 900));
    let late = summed(&desk, Period::week(NaiveDate::from_ymd_opt(2026, 5, 29).unwrap())).timing.overdue;
    assert_eq!(late.count, 8);
    assert!(late.lines.iter().any(|line| line.reason == "申请人在外地，约好下周来"), "{late:?}");
}
