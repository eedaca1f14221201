//! The weekly summary says what a plain recount of the records says, and its balance ties for every week.

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use common::LIU;
use proptest::prelude::*;
use quanke::desk::{
    Decision, Desk, FirstRun, NewDecline, NewVisit, OnwardKind, SHIPPED, SetClock, Watch, form_of,
};
use quanke::domain::draft::Draft;
use quanke::domain::form::{FillContext, fill_defaults, fill_implied};
use quanke::domain::intake::{Intake, Refusal, Step};
use quanke::domain::material::receive_all;
use quanke::domain::summary::{Balance, Period, PeriodKind, Summary};
use quanke::domain::visit::Visit;
use quanke::store::{Order, Range, Record};

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 6).unwrap()
}

fn at(day: NaiveDate, minute: u32) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(8 * 3600).unwrap();
    day.and_hms_opt(minute / 60, minute % 60, 0).unwrap().and_local_timezone(zone).unwrap()
}

fn desk() -> (Desk, Arc<SetClock>) {
    let clock = Arc::new(SetClock::new(at(monday(), 510)));
    let desk = Desk::in_memory(clock.clone(), &SHIPPED).unwrap();
    let first = FirstRun { community: "凤鸣".into(), worker: "测试甲".into(), practice: true };
    desk.first_run(&first).unwrap();
    (desk, clock)
}

fn count(desk: &Desk, period: Period) -> Summary {
    let never = AtomicBool::new(false);
    desk.summarise(period, Watch { progress: &mut |_| {}, stop: &never }).unwrap()
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

const ITEMS: [(&str, &[(&str, &str)]); 6] = [
    ("FB12", &[("request", "face"), ("home_visit", "no")]),
    ("FB14", &[("request", "renew"), ("nonlocal", "no"), ("collect_by", "self")]),
    ("FB11", &[("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")]),
    ("PT01", &[("topic", "relief"), ("question", "低保怎么申请"), ("answer", "带身份证来")]),
    (
        "FB02",
        &[
            ("facility_type", "street-light"),
            ("request_kind", "repair"),
            ("location", "南门"),
            ("urgent", "no"),
        ],
    ),
    ("PT05", &[("topic_title", "楼道照明"), ("scope", "building"), ("public_reply", "yes")]),
];

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

/// A whole form of an item; what it says does not matter here.
fn fill(desk: &Desk, at: usize) -> Draft {
    let (code, answers) = ITEMS[at];
    let mut draft = desk.blank_draft(code, None).unwrap();
    for (key, value) in LIU.iter().chain(answers) {
        let _ = draft.entries.insert((*key).to_owned(), (*value).to_owned());
    }
    let item = desk.item_at(&draft.item, draft.item_version).unwrap();
    let form = form_of(&item, None);
    let context = FillContext { now: desk.now().naive_local(), age: Some(80), ..Default::default() };
    fill_defaults(&form.fields, &mut draft.entries, &draft.touched, &context);
    fill_implied(&form.fields, &mut draft.entries, &draft.touched);
    receive_all(&item, &form.fields, &draft.entries, &mut draft.materials);
    draft.document_seen = true;
    draft
}

fn do_it(desk: &Desk, clock: &SetClock, now: &mut DateTime<FixedOffset>, deed: &Deed, after: i64) {
    if let Deed::Nothing { days } = deed {
        *now += TimeDelta::days(*days as i64);
    }
    *now += TimeDelta::minutes(after);
    clock.set(*now);
    match deed {
        Deed::Comes { item } => {
            let draft = fill(desk, *item);
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
                let over = count(&desk, week);
                let _ = kept.insert(week.to_string(), over.balance);
            }
        }
        let mut week = Period::week(monday());
        let mut carried = 0;
        while week.from <= now.date_naive() {
            let summary = count(&desk, week);
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
                let summary = count(&desk, period);
                prop_assert!(summary.balance.ties());
                prop_assert_eq!(told(&summary), recount(&desk, period), "{}", period);
            }
        }
    }
}
