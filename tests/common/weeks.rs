//! A few weeks at a desk: people come, matters are taken, go on and end.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use quanke::desk::{
    Decision, Desk, FirstRun, NewDecline, NewVisit, Onward, OnwardKind, SHIPPED, SetClock, Watch, form_of,
};
use quanke::domain::draft::Draft;
use quanke::domain::form::{FillContext, fill_defaults, fill_implied};
use quanke::domain::material::receive_all;
use quanke::domain::summary::{Period, Summary};

use super::LIU;

/// Items with answers that make their forms whole.
pub const ITEMS: [(&str, &[(&str, &str)]); 6] = [
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

/// A time of a day.
pub fn at(day: NaiveDate, minute: u32) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(8 * 3600).unwrap();
    day.and_hms_opt(minute / 60, minute % 60, 0).unwrap().and_local_timezone(zone).unwrap()
}

/// A practice desk in memory with a clock that is moved by hand.
pub fn walking_desk(from: DateTime<FixedOffset>) -> (Desk, Arc<SetClock>) {
    let clock = Arc::new(SetClock::new(from));
    let desk = Desk::in_memory(clock.clone(), &SHIPPED).unwrap();
    let first = FirstRun { community: "凤鸣社区".into(), worker: "周敏".into(), practice: true };
    desk.first_run(&first).unwrap();
    (desk, clock)
}

/// A whole form of an item of [`ITEMS`].
pub fn whole_form(desk: &Desk, at: usize) -> Draft {
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

/// Counts a period with nobody watching.
pub fn summed(desk: &Desk, period: Period) -> Summary {
    let never = std::sync::atomic::AtomicBool::new(false);
    desk.summarise(period, Watch { progress: &mut |_| {}, stop: &never }).unwrap()
}

/// Two weeks before and after the May holiday of 2026, up to Friday 8 May at 16:40. In the week of 4 May: 6 matters a day
/// on three days, two of them enquiries; one certificate a day; three people at once every day.
pub fn two_weeks() -> (Desk, Arc<SetClock>) {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    let (desk, clock) = walking_desk(at(day(4, 27), 500));
    let days = [day(4, 27), day(4, 28), day(4, 29), day(5, 6), day(5, 7), day(5, 8)];
    let mut open: Vec<(String, usize)> = Vec::new();
    for (nth, day) in days.into_iter().enumerate() {
        // What was taken two days ago is handed on or done.
        clock.set(at(day, 515));
        for (id, _) in open.extract_if(.., |(_, taken)| *taken + 2 <= nth) {
            let handed_on = desk.intake(&id).unwrap().item == "FB14";
            if handed_on {
                desk.go_onward(&id, &Onward::Forward { to: "街道办事处".into() }).unwrap();
            }
            desk.go_onward(&id, &OnwardKind::Finish.with("已办好并告知本人")).unwrap();
            desk.go_onward(&id, &OnwardKind::FeedBack.with("满意")).unwrap();
        }
        let mut now = at(day, 520);
        for form in [0, 3, 1, 2, 3, 4] {
            now += TimeDelta::minutes(37);
            clock.set(now);
            let draft = whole_form(&desk, form);
            let taken = desk.take_in(&draft, &Decision::Accept).unwrap().intake;
            if taken.state.is_open() {
                open.push((taken.id, nth));
            }
        }
        clock.set(at(day, 900));
        let group = desk.arrive(&NewVisit { people: 3, serving: true, ..NewVisit::default() }).unwrap();
        clock.set(at(day, 930));
        desk.leave(&group.id).unwrap();
        let asked_by = if nth % 2 == 0 { "示例银行" } else { "" };
        let new = NewDecline { certificate: 10, asked_by: asked_by.into(), ..NewDecline::default() };
        desk.decline(&new).unwrap();
    }
    clock.set(at(day(5, 8), 16 * 60 + 40));
    (desk, clock)
}
