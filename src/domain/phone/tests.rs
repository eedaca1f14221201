use proptest::prelude::*;

use super::*;

fn shown(raw: &str) -> String {
    Phone::parse(raw).unwrap_or_else(|e| panic!("{raw}: {e}")).to_string()
}

#[test]
fn mobiles() {
    for raw in [
        "13812341234",
        "138 1234 1234",
        "138-1234-1234",
        "１３８１２３４１２３４",
        "+86 13812341234",
        "+8613812341234",
        "0086-138-1234-1234",
        "8613812341234",
        "013812341234",
    ] {
        assert_eq!(shown(raw), "13812341234", "{raw}");
    }
    let phone = Phone::parse("13812341234").unwrap();
    assert!(phone.is_mobile());
    assert_eq!(phone.mask(), "138****1234");
    assert_eq!(phone.tail4(), "1234");
    assert_eq!(format!("{phone:?}"), "Phone(138****1234)");
}

#[test]
fn landlines() {
    for (raw, canonical) in [
        ("2120000", "0913-2120000"),
        ("212-0000", "0913-2120000"),
        ("09132120000", "0913-2120000"),
        ("0913-2120000", "0913-2120000"),
        ("（0913）2120000", "0913-2120000"),
        ("+86 913 2120000", "0913-2120000"),
        ("+86-10-88120000", "010-88120000"),
        ("2120000-123", "0913-2120000-123"),
        ("0913-2120000-123", "0913-2120000-123"),
        ("0913-212-0000-8", "0913-2120000-8"),
        ("0913 2120000转123", "0913-2120000-123"),
        ("2120000 转 8", "0913-2120000-8"),
        ("029-88123456", "029-88123456"),
        ("029-8812-3456", "029-88123456"),
        ("0311 6666777", "0311-6666777"),
    ] {
        assert_eq!(shown(raw), canonical, "{raw}");
    }
    assert_eq!(Phone::parse("2120000-123").unwrap().mask(), "0913-2**0000");
    assert_eq!(Phone::parse("029-88123456").unwrap().mask(), "029-88**3456");
    assert_eq!(Phone::parse("2120000-123").unwrap().tail4(), "0000");
    assert_eq!(Phone::parse("2120000-123").unwrap().ext(), Some("123"));
    assert_eq!(Phone::parse("2120000").unwrap().area(), Some("0913"));
}

#[test]
fn refusals_say_why() {
    let fails = |raw: &str| Phone::parse(raw).expect_err(raw);
    assert_eq!(fails(" "), PhoneError::Empty);
    assert_eq!(fails("-"), PhoneError::Empty);
    assert_eq!(fails("+86"), PhoneError::Empty);
    assert_eq!(fails("1381234123"), PhoneError::Length { len: 10, expected: 11 });
    assert_eq!(fails("138123412345"), PhoneError::Length { len: 12, expected: 11 });
    assert_eq!(fails("212000"), PhoneError::Length { len: 6, expected: 7 });
    assert_eq!(fails("21200000"), PhoneError::Length { len: 8, expected: 7 });
    assert_eq!(fails("0913212000"), PhoneError::Length { len: 10, expected: 11 });
    assert_eq!(fails("091321200001"), PhoneError::Length { len: 12, expected: 11 });
    assert_eq!(fails("12345678901"), PhoneError::BadPrefix { prefix: "12".into() });
    assert_eq!(fails("0013812341234"), PhoneError::BadPrefix { prefix: "001".into() });
    assert_eq!(fails("+1 5551234567"), PhoneError::BadPrefix { prefix: "+15".into() });
    assert_eq!(fails("09131120000"), PhoneError::BadPrefix { prefix: "09131".into() });
    assert_eq!(fails("1381234I234"), PhoneError::BadCharacter { position: 8, ch: 'I' });
    assert_eq!(fails("13812341234转1"), PhoneError::Length { len: 12, expected: 11 });
    assert_eq!(fails("2120000转"), PhoneError::Length { len: 0, expected: 1 });
    assert_eq!(fails("2120000转1234567"), PhoneError::Length { len: 7, expected: 6 });
    assert_eq!(fails("转123"), PhoneError::Empty);
}

proptest! {
    #[test]
    fn what_is_shown_reads_as_the_same(raw in "(\\+86|0086|0913|029|1[3-9]|)[-0-9 ]{5,14}(转[0-9]{1,4})?") {
        if let Ok(phone) = Phone::parse(&raw) {
            prop_assert_eq!(Phone::parse(&phone.to_string()).unwrap(), phone.clone());
            let json = serde_json::to_string(&phone).unwrap();
            prop_assert_eq!(serde_json::from_str::<Phone>(&json).unwrap(), phone);
        }
    }

    #[test]
    fn no_text_makes_it_panic(raw in "[-+0-9转 ()（张]{0,20}") {
        if let Ok(phone) = Phone::parse(&raw) {
            prop_assert!(phone.mask().contains("**"));
        }
    }
}
