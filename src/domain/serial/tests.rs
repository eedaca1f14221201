use super::*;

fn serial(kind: SerialKind, year: i32, n: u32) -> Serial {
    Serial::from_counter(kind, year, NonZeroU32::new(n).unwrap())
}

#[test]
fn three_ways_to_write_it() {
    let s = serial(SerialKind::Acceptance, 2026, 123);
    assert_eq!(s.to_string(), "受26-0123");
    assert_eq!(s.on_paper("红旗"), "红旗受〔2026〕0123号");
    assert_eq!(s.file_stem(), "受2026-0123");
    assert_eq!(serial(SerialKind::Order, 2009, 12345).to_string(), "转09-12345");
    assert_eq!(s.kind().counter_name(2026), "serial/受/2026");
}

#[test]
fn all_forms_are_read() {
    let s = serial(SerialKind::Acceptance, 2026, 123);
    for raw in [
        "受26-0123",
        "受26-123",
        " 受２６－０１２３ ",
        "受2026-0123",
        "受〔2026〕0123号",
        "红旗受〔2026〕0123号",
        "受愿社区受【2026】123",
        "受(2026)第123号",
        "受［2026］0123号",
    ] {
        assert_eq!(raw.parse(), Ok(s), "{raw}");
    }
}

#[test]
fn refusals() {
    let fails = |raw: &str| raw.parse::<Serial>().expect_err(raw);
    assert_eq!(fails(" "), SerialError::Empty);
    assert_eq!(fails("受260123"), SerialError::Shape);
    assert_eq!(fails("S26-0123"), SerialError::Kind { found: 'S' });
    assert_eq!(fails("〔2026〕0123号"), SerialError::Shape);
    assert_eq!(fails("受226-1"), SerialError::Year { text: "226".into() });
    assert_eq!(fails("受1999-1"), SerialError::Year { text: "1999".into() });
    assert_eq!(fails("受26-0000"), SerialError::Number { text: "0000".into() });
    assert_eq!(fails("受26-+1"), SerialError::Number { text: "+1".into() });
    assert_eq!(fails("受26-99999999999"), SerialError::Number { text: "99999999999".into() });
}

#[test]
fn tails() {
    let tail: SerialTail = "-0123".parse().unwrap();
    assert_eq!(tail, "－123".parse().unwrap());
    assert_eq!(tail.number(), 123);
    assert!(tail.matches(serial(SerialKind::Slip, 2025, 123)));
    assert!(!tail.matches(serial(SerialKind::Slip, 2025, 1123)));
    assert_eq!("123".parse::<SerialTail>(), Err(SerialError::Shape));
    assert!("-0".parse::<SerialTail>().is_err());
}

#[test]
fn kinds_are_distinct() {
    for kind in SerialKind::ALL {
        assert_eq!(SerialKind::from_char(kind.char()), Some(kind));
    }
    assert_eq!(SerialKind::from_char('张'), None);
}

#[test]
fn stored_and_read_back() {
    let s = serial(SerialKind::Wish, 2026, 7);
    let json = serde_json::to_string(&s).unwrap();
    assert_eq!(json, r#"{"kind":"Wish","year":2026,"n":7}"#);
    assert_eq!(serde_json::from_str::<Serial>(&json).unwrap(), s);
    assert!(serde_json::from_str::<Serial>(r#"{"kind":"Wish","year":2026,"n":0}"#).is_err());
}

proptest::proptest! {
    #[test]
    fn every_form_reads_back(kind in 0usize..11, year in 2000i32..2100, n in 1u32..) {
        let s = serial(SerialKind::ALL[kind], year, n);
        for text in [s.to_string(), s.file_stem(), s.on_paper("测试社区"), s.on_paper("")] {
            proptest::prop_assert_eq!(text.parse(), Ok(s));
        }
    }
}
