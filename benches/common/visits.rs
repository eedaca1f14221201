//! Invented visits with their matters, put straight into the store: a million of them through the desk would take an
//! hour.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeDelta, Weekday};
use quanke::domain::catalogue::{Catalogue, HandlingMode, Item};
use quanke::domain::form::{Address, Answer, Shared, Who};
use quanke::domain::intake::{Acceptance, Closing, Forwarding, Intake, State, Step};
use quanke::domain::summary::Period;
use quanke::domain::visit::{LeftBy, Outcome, Visit, VisitState};
use quanke::store::{Record, Store};

use super::day;

/// Visits of a working day: five of them make a week of 5,000.
const A_DAY: u64 = 1000;
/// Visits of one commit.
const A_COMMIT: u64 = 200;

/// Fills a store with so many visits up to the end of the week before [`day`], each with one matter; most of them done
/// within a fortnight. The week is the last there is, so that a small store and a large one hold the same of it.
pub fn fill(store: &Store, catalogue: &Catalogue, visits: u64) {
    let mut rng = fastrand::Rng::with_seed(11);
    let items: Vec<&Item> = catalogue.offered().collect();
    let mut days: Vec<NaiveDate> = Vec::new();
    let mut on = Period::week(day()).previous().to;
    while (days.len() as u64) * A_DAY < visits {
        if !matches!(on.weekday(), Weekday::Sat | Weekday::Sun) {
            days.push(on);
        }
        on = on - Days::new(1);
    }
    days.reverse();
    let mut next = 0;
    let all = (0..visits).map(|n| (n, days[(n / A_DAY) as usize])).collect::<Vec<_>>();
    for piece in all.chunks(A_COMMIT as usize) {
        let mut records: Vec<(Visit, Intake)> = Vec::new();
        for (n, on) in piece {
            next += 1;
            let minute = 510 + (n % A_DAY) * 480 / A_DAY;
            let at = time(*on, minute as i64);
            let item = items[rng.usize(0..items.len())];
            records.push(one(&mut rng, next, at, item));
        }
        store
            .transact::<_, quanke::store::StoreError, _>(|unit| {
                for (visit, intake) in &records {
                    unit.put(visit)?;
                    unit.put(intake)?;
                }
                unit.entry(records[0].0.arrived, "0000000001", "fill", records[0].0.key());
                Ok(())
            })
            .unwrap();
    }
}

fn time(on: NaiveDate, minute: i64) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(8 * 3600).unwrap();
    let midnight = on.and_hms_opt(0, 0, 0).unwrap().and_local_timezone(zone).unwrap();
    midnight + TimeDelta::minutes(minute)
}

fn one(rng: &mut fastrand::Rng, n: u64, at: DateTime<FixedOffset>, item: &Item) -> (Visit, Intake) {
    let id = format!("{n:010}");
    let today = at.date_naive();
    let resident = rng.u32(0..4) > 0;
    let resident = resident.then(|| format!("{:010}", rng.u32(1..20_000)));
    let staff = format!("{:010}", rng.u32(1..6));
    let address = Address::parse(&format!(
        "{}小区 {}号楼 {}单元 {}",
        ["幸福里", "凤馨苑", "西环路", "测试园"][rng.usize(0..4)],
        rng.u32(1..20),
        rng.u32(1..6),
        rng.u32(101..999)
    ));
    let mut intake = Intake {
        id: id.clone(),
        item: item.code.clone(),
        item_version: item.version,
        receipt: item.receipt,
        visit: id.clone(),
        window: 1,
        received_at: at,
        first_contact: staff.clone(),
        handler: staff.clone(),
        resident: resident.clone(),
        applicant: None,
        who: Who::Oneself,
        document_seen: true,
        answers: BTreeMap::from([
            (Shared::ADDRESS.to_owned(), Answer::Address(address)),
            ("question".to_owned(), Answer::Text("这件事要带什么材料，在哪里办".to_owned())),
            ("topic".to_owned(), Answer::Chosen(vec!["relief".to_owned()])),
        ]),
        materials: Vec::new(),
        serials: Vec::new(),
        state: State::Received,
        history: Vec::new(),
        notes: Vec::new(),
    };
    let acceptance = Acceptance { on: today, promised_on: today + Days::new(5), provisional: false };
    let step = |intake: Intake, step, at| intake.step(step, at, &staff, None).unwrap();
    intake = step(intake, Step::Accept { acceptance }, at);
    let closing = |at| Step::Finish { closing: Closing { result: "已办好".to_owned(), at } };
    let later = at + TimeDelta::days(rng.i64(1..14));
    let ends = later.date_naive() < day();
    match item.mode {
        HandlingMode::Instant => intake = step(intake, closing(at), at),
        HandlingMode::Promised if ends => intake = step(intake, closing(later), later),
        HandlingMode::Forward if ends => {
            let forwarding = Forwarding { to: "街道办事处".to_owned(), on: today };
            intake = step(intake, Step::Forward { forwarding }, at + TimeDelta::hours(2));
            intake = step(intake, closing(later), later);
        }
        HandlingMode::Promised | HandlingMode::Forward => {}
    }
    let visit = Visit {
        id: id.clone(),
        arrived: at,
        begun: Some(at),
        left: Some(at + TimeDelta::minutes(9)),
        left_by: Some(LeftBy::Worker),
        people: rng.u32(1..3),
        resident,
        name: None,
        purpose: item.short_zh.clone(),
        first_contact: staff,
        window: 1,
        intakes: vec![id],
        declines: Vec::new(),
        state: VisitState::Left,
        outcome: Some(Outcome::Accepted),
        notes: Vec::new(),
        left_before: Vec::new(),
    };
    (visit, intake)
}
