use super::*;

const TABLE: &str = include_str!("../../../assets/holidays.toml");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn table() -> WorkCalendar {
    WorkCalendar::from_toml(TABLE).unwrap()
}

fn public(days: &str) -> Result<HolidayYear, CalendarError> {
    HolidayYear::parse_holiday_cn(&format!(r#"{{"year":2026,"papers":["p"],"days":[{days}]}}"#))
}

#[test]
fn working_days_of_the_known_years() {
    let calendar = table();
    for (year, total) in [(2024, 251), (2025, 248), (2026, 248)] {
        let before = NaiveDate::from_ymd_opt(year - 1, 12, 31).unwrap();
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        assert_eq!(calendar.working_days_between(before, last), total, "{year}");
        assert_eq!(calendar.working_days_between(last, before), -total, "{year}");
    }
    assert_eq!(calendar.known_years(), [2024, 2025, 2026]);
}

#[test]
fn kinds_of_day() {
    let calendar = table();
    assert_eq!(calendar.kind(day("2026-02-13")), DayKind::Workday);
    assert_eq!(calendar.kind(day("2026-02-14")), DayKind::MakeUpWorkday(None));
    assert_eq!(calendar.kind(day("2026-02-15")), DayKind::Holiday("春节"));
    assert_eq!(calendar.kind(day("2026-03-07")), DayKind::Weekend);
    assert!(calendar.is_known(day("2026-12-31")) && !calendar.is_known(day("2027-01-01")));
    assert_eq!(WorkCalendar::empty().kind(day("2026-02-16")), DayKind::Workday);
}

#[test]
fn the_banner() {
    let calendar = table();
    assert_eq!(calendar.year_missing_banner(day("2026-10-31")), None);
    assert_eq!(calendar.year_missing_banner(day("2026-11-01")), Some(2027));
    assert_eq!(calendar.year_missing_banner(day("2025-11-01")), None);
    assert_eq!(calendar.year_missing_banner(day("2027-03-01")), Some(2027));
    assert_eq!(WorkCalendar::empty().year_missing_banner(day("2026-12-01")), Some(2026));
}

#[test]
fn the_public_shape() {
    let year = public(
        r#"{"name":"元旦","date":"2026-01-02","isOffDay":true},
           {"name":"元旦","date":"2025-12-31","isOffDay":true},
           {"name":"元旦","date":"2026-01-01","isOffDay":true},
           {"name":"元旦","date":"2026-01-04","isOffDay":false},
           {"name":"春节","date":"2026-02-16","isOffDay":true}"#,
    )
    .unwrap();
    let spans: Vec<_> = year.off.iter().map(|s| (s.name.as_str(), s.from, s.to)).collect();
    assert_eq!(
        spans,
        [("元旦", day("2025-12-31"), day("2026-01-02")), ("春节", day("2026-02-16"), day("2026-02-16"))]
    );
    let mut calendar = WorkCalendar::empty();
    calendar.add_year(year).unwrap();
    assert_eq!(calendar.kind(day("2026-01-04")), DayKind::MakeUpWorkday(Some("元旦")));
    assert_eq!(calendar.kind(day("2025-12-31")), DayKind::Holiday("元旦"));
    assert!(!calendar.is_known(day("2025-12-31")));
}

#[test]
fn either_shape_is_recognised() {
    assert_eq!(HolidayFile::parse(TABLE).unwrap().years.len(), 3);
    let json = r#"{"year":2026,"days":[{"name":"元旦","date":"2026-01-01","isOffDay":true}]}"#;
    assert_eq!(HolidayFile::parse(&format!("\u{FEFF} {json}")).unwrap().years[0].year, 2026);
    for text in ["", "{}", "year = 3", "[1]", "{\"year\":2026}", "名,日\n"] {
        assert!(matches!(HolidayFile::parse(text), Err(CalendarError::Shape { .. })), "{text}");
    }
    let newer = TABLE.replace("schema = 1", "schema = 2");
    assert_eq!(HolidayFile::parse(&newer), Err(CalendarError::Schema { found: 2 }));
}

#[test]
fn a_faulty_table_is_refused_whole() {
    let off = r#"{"name":"元旦","date":"2026-01-01","isOffDay":true}"#;
    let with = |more: &str| public(&format!("{off},{more}"));
    assert_eq!(public(""), Err(CalendarError::NoDays { year: 2026 }));
    assert_eq!(with(off), Err(CalendarError::Duplicate { date: day("2026-01-01") }));
    assert_eq!(
        with(r#"{"name":"x","date":"2026-01-05","isOffDay":false}"#),
        Err(CalendarError::MakeUpNotWeekend { date: day("2026-01-05") })
    );
    assert_eq!(
        with(r#"{"name":"x","date":"2027-01-02","isOffDay":true}"#),
        Err(CalendarError::YearMismatch { year: 2026, date: day("2027-01-02") })
    );
    assert_eq!(
        with(r#"{"name":"x","date":"2025-11-30","isOffDay":true}"#),
        Err(CalendarError::YearMismatch { year: 2026, date: day("2025-11-30") })
    );
    let change = |from: &str, to: &str| {
        assert!(TABLE.contains(from));
        WorkCalendar::from_toml(&TABLE.replace(from, to)).unwrap_err()
    };
    assert_eq!(
        change("from = 2026-05-01, to = 2026-05-05", "from = 2026-04-06, to = 2026-05-05"),
        CalendarError::Overlap {
            date: day("2026-04-06"), first: "清明节".into(), second: "劳动节".into()
        }
    );
    assert_eq!(
        change("from = 2026-05-01, to = 2026-05-05", "from = 2026-05-05, to = 2026-05-01"),
        CalendarError::Backwards { name: "劳动节".into(), from: day("2026-05-05"), to: day("2026-05-01") }
    );
    assert_eq!(
        change("2026-02-28, 2026-05-09", "2026-02-22, 2026-05-09"),
        CalendarError::Overlap { date: day("2026-02-22"), first: "春节".into(), second: String::new() }
    );
    assert_eq!(
        change("2026-02-28, 2026-05-09", "2026-02-14, 2026-05-09"),
        CalendarError::Duplicate { date: day("2026-02-14") }
    );
    assert_eq!(
        change("year = 2025", "year = 2026"),
        CalendarError::YearMismatch { year: 2026, date: day("2025-01-01") }
    );
}

#[test]
fn a_fault_changes_nothing_and_a_correction_replaces() {
    let mut calendar = table();
    let mut year = calendar.years().last().unwrap().clone();
    year.work.push(MakeUpDay { date: day("2026-03-04"), holiday: None });
    assert!(calendar.add_year(year.clone()).is_err());
    assert_eq!(calendar, table());
    year.work.retain(|made_up| made_up.date == day("2026-02-14"));
    calendar.add_year(year.clone()).unwrap();
    assert!(!calendar.is_working(day("2026-05-09")));
    assert!(calendar.is_working(day("2026-02-14")));
    let twice = WorkCalendar::from_years([year.clone(), year]);
    assert_eq!(twice, Err(CalendarError::Duplicate { date: day("2026-01-01") }));
}

#[test]
fn a_year_is_stored_and_read_back() {
    let calendar = table();
    for year in calendar.years() {
        let json = serde_json::to_string(year).unwrap();
        assert_eq!(&serde_json::from_str::<HolidayYear>(&json).unwrap(), year);
    }
    assert_eq!(calendar.years().next().unwrap().published, Some(day("2023-10-25")));
}

#[test]
fn a_sheet_begins_on_monday_and_knows_every_day() {
    let calendar = table();
    let sheet = calendar.sheet(day("2026-05-07"));
    assert_eq!(sheet.len(), 7 * WEEKS);
    assert_eq!((sheet[0].date, sheet[0].inside), (day("2026-04-27"), false));
    assert_eq!((sheet[4].date, sheet[4].inside), (day("2026-05-01"), true));
    assert_eq!(sheet[4].kind, DayKind::Holiday("劳动节"));
    let saturday = sheet.iter().find(|known| known.date == day("2026-05-09")).unwrap();
    assert_eq!(saturday.kind, DayKind::MakeUpWorkday(None));
    assert_eq!(sheet.iter().filter(|day| day.inside).count(), 31);
    // A month that begins on a Monday begins its sheet.
    assert_eq!(calendar.sheet(day("2026-06-30"))[0].date, day("2026-06-01"));
    let next = calendar.sheet(day("2026-12-31"));
    assert!(next.iter().all(|day| day.known == (day.date.format("%Y").to_string() == "2026")));
}
