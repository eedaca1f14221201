use super::super::{Choice, Implied};
use super::*;
use proptest::prelude::*;

fn field(key: &str, kind: FieldType, required: bool) -> Field {
    Field::plain(key, key, key, kind, required)
}

fn choice(key: &str, ids: &[&str]) -> Field {
    let mut field = field(key, FieldType::Choice, true);
    field.options =
        ids.iter().map(|id| Choice { id: (*id).into(), zh: (*id).into(), en: (*id).into() }).collect();
    field
}

fn entries(pairs: &[(&str, &str)]) -> Entries {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()
}

fn error(kind: FieldType, typed: &str) -> Option<FieldError> {
    let judged = judge(&[field("f", kind, true)], &entries(&[("f", typed)]), today());
    judged.errors.get("f").cloned()
}

#[test]
fn a_hidden_required_field_never_blocks_and_its_answer_is_dropped() {
    let mut pages = field("pages", FieldType::Int, true);
    pages.when = vec![Condition { key: "service".into(), any: vec!["copy".into()] }];
    let form = [choice("service", &["copy", "loan"]), pages];
    let judged = judge(&form, &entries(&[("service", "loan"), ("pages", "many")]), today());
    assert!(judged.errors.is_empty());
    assert!(!judged.answers.contains_key("pages"));
    let judged = judge(&form, &entries(&[("service", "copy"), ("pages", "many")]), today());
    assert_eq!(judged.errors.get("pages"), Some(&FieldError::NotWhole));
}

#[test]
fn a_condition_on_a_hidden_field_does_not_hold() {
    let mut b = choice("b", &["x"]);
    b.when = vec![Condition { key: "a".into(), any: vec!["yes".into()] }];
    let mut c = field("c", FieldType::Text, true);
    c.when = vec![Condition { key: "b".into(), any: vec!["x".into()] }];
    let form = [c, choice("a", &["yes", "no"]), b];
    let hidden = visible_fields(&form, &entries(&[("a", "no"), ("b", "x")]));
    assert_eq!(hidden, ["a"]);
    let shown = visible_fields(&form, &entries(&[("a", "yes"), ("b", "x")]));
    assert_eq!(shown, ["c", "a", "b"]);
}

#[test]
fn a_preselected_option_that_no_longer_exists_is_told() {
    let judged = judge(&[choice("a", &["x"])], &entries(&[("a", "gone")]), today());
    assert_eq!(judged.errors.get("a"), Some(&FieldError::UnknownOption { id: "gone".into() }));
}

#[test]
fn money_is_counted_in_fen() {
    assert_eq!(money("1,234.5"), Ok(123_450));
    assert_eq!(money("￥800元"), Ok(80_000));
    assert_eq!(money("0.07"), Ok(7));
    for wrong in ["-3", "1.234", "一百", ".5", "99999999999999999999"] {
        assert_eq!(money(wrong), Err(FieldError::NotMoney), "{wrong}");
    }
}

#[test]
fn wrong_values_of_every_kind_are_told() {
    assert_eq!(error(FieldType::Int, "三"), Some(FieldError::NotWhole));
    assert!(matches!(error(FieldType::Int, "-1"), Some(FieldError::OutOfRange { .. })));
    assert_eq!(error(FieldType::Decimal, "NaN"), Some(FieldError::NotNumber));
    assert_eq!(error(FieldType::Date, "明天"), Some(FieldError::NotDate));
    assert_eq!(error(FieldType::Datetime, "2026-05-07"), Some(FieldError::NotDatetime));
    assert_eq!(error(FieldType::Month, "13月"), Some(FieldError::NotMonth));
    assert!(matches!(error(FieldType::Phone, "1380013"), Some(FieldError::Phone(_))));
    assert!(matches!(error(FieldType::Identity, "610524198802290013"), Some(FieldError::Identity(_))));
    assert_eq!(error(FieldType::Text, &"长".repeat(121)), Some(FieldError::TooLong { len: 121, max: 120 }));
    let judged = judge(
        &[field("b", FieldType::Bank, true)],
        &entries(&[("b.name", "测试银行"), ("b.account", "6230 2800 1347 652")]),
        today(),
    );
    assert!(matches!(judged.errors.get("b"), Some(FieldError::Bank(_))));
}

#[test]
fn a_wrong_check_digit_is_lifted_by_a_reason() {
    let form = [field("_id", FieldType::Identity, true)];
    let wrong = entries(&[("_id", "610524198802290013")]);
    assert!(judge(&form, &wrong, today()).errors.contains_key("_id"));
    let mut lifted = wrong;
    let _ = lifted.insert("_id_reason".into(), "证件上就是这样".into());
    let judged = judge(&form, &lifted, today());
    assert!(judged.errors.is_empty());
    let Some(Answer::Identity(document)) = judged.answers.get("_id") else { panic!("no document") };
    assert_eq!(document.accepted_as_printed(), Some("证件上就是这样"));
}

#[test]
fn an_implied_answer_gives_way_to_the_workers_own() {
    use super::super::fill_implied;
    let mut visit = field("home_visit", FieldType::Bool, true);
    visit.implied = vec![Implied {
        when: vec![Condition { key: "request".into(), any: vec!["face".into()] }],
        value: "no".into(),
    }];
    let form = [choice("request", &["face", "home"]), visit];
    let mut typed = entries(&[("request", "face")]);
    fill_implied(&form, &mut typed, &BTreeSet::new());
    assert_eq!(typed.get("home_visit").map(String::as_str), Some("no"));
    let _ = typed.insert("home_visit".into(), "yes".into());
    fill_implied(&form, &mut typed, &BTreeSet::from(["home_visit".to_owned()]));
    assert_eq!(typed.get("home_visit").map(String::as_str), Some("yes"));
}

#[test]
fn a_record_is_known_by_its_code_its_name_or_its_label_and_what_is_none_is_told() {
    let mut room = field("room", FieldType::Room, true);
    room.options =
        vec![Choice {
            id: "R02 声乐教室".into(), zh: "R02 声乐教室".into(), en: "R02 Singing room".into()
        }];
    for typed in ["R02 声乐教室", "r02", "声乐教室", "R02 Singing room"] {
        let judged = judge(std::slice::from_ref(&room), &entries(&[("room", typed)]), today());
        assert_eq!(judged.answers.get("room"), Some(&Answer::Text("R02 声乐教室".into())), "{typed}");
    }
    let judged = judge(std::slice::from_ref(&room), &entries(&[("room", "R2")]), today());
    assert_eq!(judged.errors.get("room"), Some(&FieldError::UnknownRecord { what: "R2".into() }));
    assert_eq!(
        Answer::Text("R02 声乐教室".into()).words(&room, crate::domain::lang::Lang::En, false),
        "R02 Singing room"
    );
    // Where no records are kept yet it is text.
    let grid = field("grid", FieldType::Grid, true);
    let judged = judge(&[grid], &entries(&[("grid", "3-12-2")]), today());
    assert_eq!(judged.answers.get("grid"), Some(&Answer::Text("3-12-2".into())));
}

proptest! {
    #[test]
    fn whatever_is_typed_is_answered_or_told(text in "\\PC{0,40}", kind in 0..28usize) {
        let kinds = [
            FieldType::Text, FieldType::Longtext, FieldType::Choice, FieldType::Multichoice, FieldType::Bool,
            FieldType::Int, FieldType::Money, FieldType::Decimal, FieldType::Date, FieldType::Datetime,
            FieldType::Month, FieldType::Phone, FieldType::Bank, FieldType::Location, FieldType::Address,
            FieldType::Compound, FieldType::Persons, FieldType::Item, FieldType::Staff, FieldType::Room,
            FieldType::Course, FieldType::Term, FieldType::Activity, FieldType::Grid, FieldType::Ref,
            FieldType::Recurrence, FieldType::Identity, FieldType::Name,
        ];
        let form = [field("f", kinds[kind], true)];
        let judged = judge(&form, &entries(&[("f", &text), ("f.name", &text), ("f.account", &text)]), today());
        prop_assert!(judged.answers.contains_key("f") != judged.errors.contains_key("f"));
    }
}
