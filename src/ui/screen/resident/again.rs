//! 再办: the same again, with last time's answers where they still fit.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime};

use crate::desk::{Desk, DeskError, FormOf, Opened, form_of};
use crate::domain::catalogue::Item;
use crate::domain::draft::Draft;
use crate::domain::form::{Answer, Entries, FillContext, fill_defaults, fill_implied};
use crate::domain::intake::Intake;

/// Opens the form of an item for a person on file, and fills in what was answered the last time.
pub fn open(desk: &Desk, resident: &str, item: &str) -> Result<Opened, DeskError> {
    let mut opened = desk.open_form(item, Some(resident), None)?;
    if let Some(last) = desk.last_answers(resident, item)? {
        let item = desk.item_at(&opened.draft.item, opened.draft.item_version)?;
        let form = form_of(&item, opened.resident.as_ref()).knowing(&desk.book());
        let person = opened.resident.as_ref();
        let context = FillContext {
            now: desk.now().naive_local(),
            address: person.map_or_else(String::new, |person| person.address.line.clone()),
            age: person.and_then(|person| person.age_on(desk.today())),
            applicant: person.map_or_else(String::new, |person| person.name.reveal().to_string()),
            staff: desk.book().staff_name(&opened.draft.staff).to_owned(),
        };
        if carry_over(&form, &item, &last, &mut opened.draft, &context) {
            desk.save_draft(&opened.draft)?;
        }
    }
    Ok(opened)
}

/// Copies the item's own answers of the last time that still fit: not what every form asks anyhow (that comes from the
/// person's file), not what the form reckons afresh (the year), not days gone by, nothing the form would now call
/// wrong. Whether anything was copied.
pub fn carry_over(
    form: &FormOf,
    item: &Item,
    last: &Intake,
    draft: &mut Draft,
    context: &FillContext,
) -> bool {
    let now = context.now;
    let own: Vec<_> = item
        .desk_fields()
        .filter(|field| !field.default.as_deref().is_some_and(|default| default.starts_with('@')))
        .filter(|field| last.answers.get(&field.key).is_some_and(|answer| !is_past(answer, now)))
        .collect();
    let before = draft.entries.clone();
    let given = form.entries_of(&last.answers);
    for field in &own {
        copy(&field.key, &given, &mut draft.entries);
    }
    // Options may have gone, rules may have changed: what is wrong now is left as the empty form has it.
    let wrong = form.judge(&draft.entries, now.date()).errors;
    let mut kept = BTreeSet::new();
    for field in own {
        let unfit = wrong.contains_key(&field.key)
            || draft.entries.get(&field.key).is_some_and(|text| !text.is_empty() && !field.takes(text));
        if unfit {
            restore(&field.key, &before, &mut draft.entries);
        } else {
            let _ = kept.insert(field.key.clone());
        }
    }
    // What was copied may show further fields: they begin with their defaults, this year's year among them.
    fill_defaults(&form.fields, &mut draft.entries, &draft.touched, context);
    // An answer the worker had set against the rule stays his; what only follows from others goes on following.
    let mut implied = draft.entries.clone();
    fill_implied(&form.fields, &mut implied, &draft.touched);
    for key in &kept {
        if implied.get(key) != draft.entries.get(key) {
            let _ = draft.touched.insert(key.clone());
        }
    }
    fill_implied(&form.fields, &mut draft.entries, &draft.touched);
    draft.entries != before
}

/// A field's own entry, and the parts of it that have their own keys (`account.name`).
fn parts<'a>(key: &'a str, entries: &'a Entries) -> impl Iterator<Item = (&'a String, &'a String)> {
    entries.iter().filter(move |(known, _)| {
        known.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

fn copy(key: &str, from: &Entries, to: &mut Entries) {
    for (key, value) in parts(key, from) {
        let _ = to.insert(key.clone(), value.clone());
    }
}

fn restore(key: &str, before: &Entries, entries: &mut Entries) {
    let now: Vec<String> = parts(key, entries).map(|(key, _)| key.clone()).collect();
    for key in now {
        let _ = entries.remove(&key);
    }
    copy(key, before, entries);
}

fn is_past(answer: &Answer, now: NaiveDateTime) -> bool {
    match answer {
        Answer::Date(date) => *date < now.date(),
        Answer::Datetime(at) => *at < now,
        Answer::Month(year, month) => (*year, *month) < (now.year(), now.month()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Decision, FirstRun, SHIPPED, ShiftedClock};
    use chrono::{NaiveDate, NaiveTime};
    use std::sync::Arc;

    fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 5, 7).unwrap().and_hms_opt(10, 24, 0).unwrap()
    }

    #[test]
    fn days_gone_by_are_past_and_days_to_come_are_not() {
        let day = |day: &str| Answer::Date(day.parse().unwrap());
        assert!(is_past(&day("2026-05-06"), now()));
        assert!(!is_past(&day("2026-05-07"), now()));
        assert!(is_past(&Answer::Month(2026, 4), now()));
        assert!(!is_past(&Answer::Month(2026, 5), now()));
        let time = |hour| Answer::Datetime(now().date().and_hms_opt(hour, 0, 0).unwrap());
        assert!(is_past(&time(10), now()));
        assert!(!is_past(&time(11), now()));
        assert!(!is_past(&Answer::Text("2020-01-01".into()), now()));
    }

    /// An option that has gone, a day gone by and a shared answer stay behind; what fits comes along.
    #[test]
    fn only_what_still_fits_is_carried_over() {
        let clock =
            ShiftedClock::standing(now().date(), NaiveTime::from_hms_opt(10, 24, 0).unwrap()).unwrap();
        let desk = Desk::in_memory(Arc::new(clock), &SHIPPED).unwrap();
        desk.first_run(&FirstRun { community: "凤鸣".into(), worker: "周敏".into(), practice: false })
            .unwrap();
        let mut item = desk.book().catalogue.item("FB12").unwrap().clone();
        let mut wish = crate::domain::form::Field::plain(
            "wish",
            "希望日期",
            "Day wished",
            crate::domain::form::FieldType::Date,
            false,
        );
        wish.required = false;
        item.fields.push(wish);
        desk.save_item(&item).unwrap();
        let item = desk.book().catalogue.item("FB12").unwrap().clone();

        let mut draft = desk.open_form("FB12", None, None).unwrap().draft;
        for (key, value) in [
            ("_name", "测试甲"),
            ("_id", "610525194603120025"),
            ("_phone", "13800005178"),
            ("_address", "幸福里小区 1号楼"),
            ("request", "home"),
            ("home_visit", "yes"),
            ("cert_year", "2026"),
            ("contact_alt", "测试乙"),
            ("wish", "2026-05-01"),
        ] {
            let _ = draft.entries.insert(key.into(), value.into());
        }
        let form = form_of(&item, None);
        crate::domain::material::receive_all(&item, &form.fields, &draft.entries, &mut draft.materials);
        draft.document_seen = true;
        desk.save_draft(&draft).unwrap();
        let last = desk.finish(&draft, &Decision::Accept).unwrap().intake;

        let context = FillContext { now: now(), ..FillContext::default() };
        let carried = |item: &Item| {
            let mut draft = Draft { entries: Entries::new(), touched: BTreeSet::new(), ..draft.clone() };
            let _ = carry_over(&form_of(item, None), item, &last, &mut draft, &context);
            draft.entries
        };
        let entries = carried(&item);
        assert_eq!(entries.get("request").map(String::as_str), Some("home"));
        assert_eq!(entries.get("contact_alt").map(String::as_str), Some("测试乙"));
        assert_eq!(entries.get("wish"), None, "a day gone by");
        assert_eq!(entries.get("_phone"), None, "from the file, not from last time");

        let mut changed = item;
        for field in &mut changed.fields {
            field.options.retain(|option| option.id != "home");
        }
        assert_eq!(carried(&changed).get("request"), None, "an option that has gone");
    }
}
