use proptest::prelude::*;

use super::*;
use crate::domain::masked::Mask;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn today() -> NaiveDate {
    day(2026, 11, 20)
}

fn read(raw: &str) -> Result<IdDocument, IdError> {
    IdDocument::parse(None, raw, today())
}

#[test]
fn numbers_of_the_domain_report() {
    for (raw, kind) in [
        ("11010519491231002X", IdKind::ResidentId),
        ("610502194903100021", IdKind::ResidentId),
        ("610524198802290010", IdKind::ResidentId),
        ("612101195608150032", IdKind::ResidentId),
        ("61052319601205048X", IdKind::ResidentId),
        ("810000199003070015", IdKind::ResidencePermit),
        ("830000199201300022", IdKind::ResidencePermit),
        ("961840198001010012", IdKind::ForeignPermanent),
        ("610502201906060048", IdKind::ResidentId),
        ("610524190001010019", IdKind::ResidentId),
    ] {
        let id = read(raw).unwrap_or_else(|e| panic!("{raw}: {e}"));
        assert_eq!(id.kind(), kind, "{raw}");
        assert_eq!(id.number().reveal().as_str(), raw);
        assert_eq!(id.accepted_as_printed(), None);
    }
    assert_eq!(read("610524198802290013"), Err(IdError::CheckDigit { expected: '0', found: '3' }));
    assert_eq!(read("610524198702290013"), Err(IdError::BirthDate { text: "19870229".into() }));
}

#[test]
fn what_a_number_tells() {
    let id = read("610502194903100021").unwrap();
    assert_eq!(id.birth(), Some(day(1949, 3, 10)));
    assert_eq!(id.sex(), Some(Sex::Female));
    assert_eq!(id.age_on(day(2026, 3, 9)), Some(76));
    assert_eq!(id.age_on(day(2026, 3, 10)), Some(77));
    assert_eq!(id.age_on(day(1949, 3, 9)), None);
    assert_eq!(id.region_name(), Some("临渭区"));
    assert_eq!(id.tail4(), "0021");
    assert_eq!(id.number().to_string(), "6105**********0021");
    assert!(id.warnings(today()).is_empty());
    assert_eq!(read("612101195608150032").unwrap().region_name(), Some("渭南（旧码）"));
    assert_eq!(read("612101195608150032").unwrap().sex(), Some(Sex::Male));
    assert_eq!(read("11010519491231002X").unwrap().region_name(), None);
    assert!(!format!("{id:?}").contains("19490310"));
}

#[test]
fn the_leap_day_child_waits_for_march() {
    let id = read("610524198802290010").unwrap();
    assert_eq!(id.age_on(day(2026, 2, 28)), Some(37));
    assert_eq!(id.age_on(day(2026, 3, 1)), Some(38));
    assert_eq!(id.age_on(day(2028, 2, 28)), Some(39));
    assert_eq!(id.age_on(day(2028, 2, 29)), Some(40));
}

#[test]
fn a_birth_in_1900_warns() {
    let id = read("610524190001010019").unwrap();
    assert_eq!(id.warnings(today()), [IdWarning::AgeOver110 { age: 126 }]);
}

#[test]
fn typing_habits_are_put_right() {
    for raw in [
        "６１０５２３１９６０１２０５０４８ｘ",
        " 610523 1960 1205 048x ",
        "610523-19601205-048X",
        "610523\u{2013}19601205\u{3000}048Ｘ",
    ] {
        assert_eq!(read(raw).unwrap().number().reveal().as_str(), "61052319601205048X");
    }
}

#[test]
fn each_mistake_has_its_name() {
    assert_eq!(read(" - "), Err(IdError::Empty));
    assert_eq!(read("61050219490310002"), Err(IdError::Length { len: 17 }));
    assert_eq!(read("61050219490310OO21"), Err(IdError::LetterO { position: 15 }));
    assert_eq!(read("6105021949031000o1"), Err(IdError::LetterO { position: 17 }));
    assert_eq!(read("6105021949x3100021"), Err(IdError::BadCharacter { position: 11, ch: 'X' }));
    assert_eq!(read("61050219490310002\u{5f20}"), Err(IdError::BadCharacter { position: 18, ch: '张' }));
    let before = day(1949, 3, 9);
    assert_eq!(IdDocument::parse(None, "610502194903100021", before), Err(IdError::FutureBirth));
    let late = day(2100, 3, 10);
    assert!(matches!(
        IdDocument::parse(None, "610502194903100021", late),
        Err(IdError::BirthDate { text }) if text == "19490310"
    ));
}

#[test]
fn fifteen_digits_are_converted_but_refused() {
    let Err(IdError::FifteenDigits { converted }) = read("610502490310002") else {
        panic!("a first-generation number was not recognised");
    };
    assert_eq!(converted.reveal().as_str(), "610502194903100021");
    assert_eq!(read("61O502490310002"), Err(IdError::LetterO { position: 3 }));
    assert_eq!(IdNumber::from_fifteen("61050249031000"), None);
    assert_eq!(IdNumber::from_fifteen("61050249031000张"), None);
}

#[test]
fn accepted_as_printed_lifts_two_errors_only() {
    let accept = |raw: &str, reason: &str| IdDocument::as_printed(None, raw, reason, today());
    let id = accept("610524198802290013", " 证件如此，已看原件 ").unwrap();
    assert_eq!(id.accepted_as_printed(), Some("证件如此，已看原件"));
    assert_eq!(id.birth(), Some(day(1988, 2, 29)));
    let id = accept("610524198702290013", "原件如此").unwrap();
    assert_eq!(id.birth(), None);
    assert_eq!(id.age_on(today()), None);
    assert_eq!(accept("610524198802290013", "  "), Err(IdError::ReasonMissing));
    assert_eq!(accept("6105241988022900", "x"), Err(IdError::Length { len: 16 }));
    assert_eq!(accept("6105241988O2290013", "x"), Err(IdError::LetterO { position: 11 }));
    assert_eq!(accept("610524209902290013", "x").unwrap().birth(), None);
    assert_eq!(accept("610524209902280013", "x"), Err(IdError::FutureBirth));
    // Nothing was wrong, so nothing is recorded as lifted.
    assert_eq!(accept("610502194903100021", "x").unwrap().accepted_as_printed(), None);
}

#[test]
fn other_documents() {
    let free = |kind, raw: &str| IdDocument::parse(Some(kind), raw, today());
    let old = read("usa610080010112").unwrap();
    assert_eq!((old.kind(), old.birth(), old.sex()), (IdKind::ForeignPermanent, None, None));
    let passport = free(IdKind::Passport, "e1234 5678").unwrap();
    assert_eq!(passport.number().reveal().as_str(), "E12345678");
    assert_eq!(passport.number().to_string(), "E1*****78");
    assert_eq!(passport.birth(), None);
    assert_eq!(free(IdKind::Other, "甲2"), Err(IdError::Length { len: 2 }));
    assert_eq!(free(IdKind::Other, &"1".repeat(31)), Err(IdError::TooLong { len: 31, max: 30 }));
    assert_eq!(free(IdKind::Officer, "军字第123").unwrap().number().to_string(), "军字**23");
    assert_eq!(free(IdKind::Other, "1234").unwrap().number().reveal().mask(), "****");
    assert_eq!(
        free(IdKind::Passport, "E1\u{200B}2"),
        Err(IdError::BadCharacter { position: 3, ch: '\u{200B}' })
    );
}

#[test]
fn stored_and_read_back() {
    let id = read("610502194903100021").unwrap();
    let json = serde_json::to_string(&id).unwrap();
    assert_eq!(serde_json::from_str::<IdDocument>(&json).unwrap(), id);
    let short = r#"{"kind":"ResidentId","number":"610502194903100021"}"#;
    assert_eq!(serde_json::from_str::<IdDocument>(short).unwrap(), id);
}

prop_compose! {
    fn valid_number()(region in 110_000u32..660_000, days in 0i64..36_000, seq in 0u32..1000) -> String {
        let birth = day(1920, 1, 1) + chrono::Duration::days(days);
        let short = format!("{region:06}{}{seq:03}", birth.format("%Y%m%d"));
        let number = IdNumber::normalise(&format!("{short}0")).unwrap();
        let check = number.check_character().unwrap();
        format!("{short}{check}")
    }
}

proptest! {
    #[test]
    fn any_single_changed_digit_is_refused(raw in valid_number(), at in 0usize..18, by in 1u32..10) {
        prop_assert!(IdDocument::parse(Some(IdKind::ResidentId), &raw, today()).is_ok());
        let mut chars: Vec<char> = raw.chars().collect();
        let old = chars[at].to_digit(10).unwrap_or(0);
        chars[at] = char::from_digit((old + by) % 10, 10).unwrap();
        let changed: String = chars.into_iter().collect();
        prop_assert!(IdDocument::parse(Some(IdKind::ResidentId), &changed, today()).is_err());
    }

    #[test]
    fn any_swapped_neighbours_are_refused(raw in valid_number(), at in 0usize..17) {
        let mut chars: Vec<char> = raw.chars().collect();
        chars.swap(at, at + 1);
        let changed: String = chars.into_iter().collect();
        let read = IdDocument::parse(Some(IdKind::ResidentId), &changed, today());
        prop_assert_eq!(read.is_ok(), changed == raw);
    }

    #[test]
    fn no_text_makes_it_panic(raw in "[^*]{0,24}") {
        for kind in [None, Some(IdKind::ResidentId), Some(IdKind::Other)] {
            if let Ok(id) = IdDocument::parse(kind, &raw, today()) {
                let shown = (id.birth(), id.sex(), id.region_name(), id.number().to_string());
                prop_assert_ne!(shown.3, id.number().reveal().as_str());
            }
        }
    }
}
