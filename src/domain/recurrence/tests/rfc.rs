//! The examples of RFC 5545 §3.8.5.3, in its order, and those of §3.3.10; each starts at nine in New York on 2 September
//! 1997 unless it says otherwise. For endless rules the RFC prints the first dates, and so many are compared.

use super::*;

/// "Sep 2,4" under a year, as the RFC prints dates.
fn printed(text: &str) -> Vec<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (mut year, mut month) = (1997, 9);
    let mut dates = Vec::new();
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        if let Some(at) = MONTHS.iter().position(|name| *name == word) {
            month = at + 1;
        } else if word.len() == 4 && !word.contains('-') {
            year = word.parse().unwrap();
        } else {
            let (from, to) = word.split_once('-').unwrap_or((word, word));
            let days = from.parse::<u32>().unwrap()..=to.parse().unwrap();
            dates.extend(days.map(|day| format!("{year}-{month:02}-{day:02}")));
        }
    }
    dates
}

/// Most UNTILs of the RFC fall into New York's winter; none of the others lies within an hour of a lesson.
fn new_york(utc: NaiveDateTime) -> NaiveDateTime {
    utc - chrono::Duration::hours(5)
}

fn holds(start: &str, rule: &str, expected: &str) {
    let start = at(&format!("{start} 09:00"));
    let expected = printed(expected);
    let read = Rule::parse_in(rule, new_york).unwrap_or_else(|error| panic!("{rule}: {error}"));
    let limit = if read.is_endless() { expected.len() } else { expected.len() + 1 };
    let found = read.occurrences(start, start, at("2010-01-01 00:00"), limit).unwrap();
    let dates: Vec<String> = found.times.iter().map(|time| time.date().to_string()).collect();
    assert_eq!(dates, expected, "{rule}");
    assert!(found.times.iter().all(|time| time.time() == start.time()), "{rule}");
    assert_eq!(Rule::parse(&read.to_string()).unwrap(), read, "{rule}");
}

/// Times of one day, or of several.
fn holds_at(start: &str, rule: &str, expected: &[&str]) {
    assert_eq!(dates(rule, start, expected.len()), expected, "{rule}");
}

const SEP: &str = "1997-09-02";

#[test]
fn section_3_8_5_3_daily() {
    holds(SEP, "FREQ=DAILY;COUNT=10", "Sep 2-11");
    holds(SEP, "FREQ=DAILY;UNTIL=19971224T000000Z", "Sep 2-30 Oct 1-31 Nov 1-30 Dec 1-23");
    holds(
        SEP,
        "FREQ=DAILY;INTERVAL=2",
        "Sep 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 Oct 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 \
         Nov 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29 Dec 1,3",
    );
    holds(SEP, "FREQ=DAILY;INTERVAL=10;COUNT=5", "Sep 2,12,22 Oct 2,12");
    let januaries = "1998 Jan 1-31 1999 Jan 1-31 2000 Jan 1-31";
    let yearly = "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA";
    holds("1998-01-01", yearly, januaries);
    holds("1998-01-01", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", januaries);
}

#[test]
fn section_3_8_5_3_weekly() {
    holds(SEP, "FREQ=WEEKLY;COUNT=10", "Sep 2,9,16,23,30 Oct 7,14,21,28 Nov 4");
    holds(
        SEP,
        "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        "Sep 2,9,16,23,30 Oct 7,14,21,28 Nov 4,11,18,25 Dec 2,9,16,23",
    );
    holds(
        SEP,
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "Sep 2,16,30 Oct 14,28 Nov 11,25 Dec 9,23 1998 Jan 6,20 Feb 3,17",
    );
    for rule in
        ["FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH"]
    {
        holds(SEP, rule, "Sep 2,4,9,11,16,18,23,25,30 Oct 2");
    }
    holds(
        "1997-09-01",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "Sep 1,3,5,15,17,19,29 Oct 1,3,13,15,17,27,29,31 Nov 10,12,14,24,26,28 Dec 8,10,12,22",
    );
    holds(SEP, "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "Sep 2,4,16,18,30 Oct 2,14,16");
    let days = "BYDAY=TU,SU";
    holds("1997-08-05", &format!("FREQ=WEEKLY;INTERVAL=2;COUNT=4;{days};WKST=MO"), "Aug 5,10,19,24");
    holds("1997-08-05", &format!("FREQ=WEEKLY;INTERVAL=2;COUNT=4;{days};WKST=SU"), "Aug 5,17,19,31");
}

#[test]
fn section_3_8_5_3_monthly_by_weekday() {
    let fridays = "Sep 5 Oct 3 Nov 7 Dec 5";
    holds(
        "1997-09-05",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        &format!("{fridays} 1998 Jan 2 Feb 6 Mar 6 Apr 3 May 1 Jun 5"),
    );
    holds("1997-09-05", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", fridays);
    holds(
        "1997-09-07",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "Sep 7,28 Nov 2,30 1998 Jan 4,25 Mar 1,29 May 3,31",
    );
    holds("1997-09-22", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "Sep 22 Oct 20 Nov 17 Dec 22 1998 Jan 19 Feb 16");
    holds(
        SEP,
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "Sep 2,9,16,23,30 Nov 4,11,18,25 1998 Jan 6,13,20,27 Mar 3,10,17,24,31",
    );
    // The RFC takes the start out with an EXDATE: it counts there although the rule doesn't meet it.
    holds(SEP, "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998 Feb 13 Mar 13 Nov 13 1999 Aug 13 2000 Oct 13");
    holds(
        "1997-09-13",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "Sep 13 Oct 11 Nov 8 Dec 13 1998 Jan 10 Feb 7 Mar 7 Apr 11 May 9 Jun 13",
    );
    holds("1997-09-04", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "Sep 4 Oct 7 Nov 6");
    holds(
        "1997-09-29",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "Sep 29 Oct 30 Nov 27 Dec 30 1998 Jan 29 Feb 26 Mar 30",
    );
    // §3.3.10: the last work day of the month.
    holds("1997-09-30", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "Sep 30 Oct 31 Nov 28 Dec 31");
}

#[test]
fn section_3_8_5_3_monthly_by_date() {
    holds("1997-09-28", "FREQ=MONTHLY;BYMONTHDAY=-3", "Sep 28 Oct 29 Nov 28 Dec 29 1998 Jan 29 Feb 26");
    holds(SEP, "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "Sep 2,15 Oct 2,15 Nov 2,15 Dec 2,15 1998 Jan 2,15");
    holds(
        "1997-09-30",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "Sep 30 Oct 1,31 Nov 1,30 Dec 1,31 1998 Jan 1,31 Feb 1",
    );
    holds(
        "1997-09-10",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "Sep 10-15 1999 Mar 10-13",
    );
    // An invalid date, 30 February, is passed over.
    holds("2007-01-15", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007 Jan 15,30 Feb 15 Mar 15,30");
}

#[test]
fn section_3_8_5_3_yearly() {
    holds(
        "1997-06-10",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "Jun 10 Jul 10 1998 Jun 10 Jul 10 1999 Jun 10 Jul 10 2000 Jun 10 Jul 10 2001 Jun 10 Jul 10",
    );
    holds(
        "1997-03-10",
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "Mar 10 1999 Jan 10 Feb 10 Mar 10 2001 Jan 10 Feb 10 Mar 10 2003 Jan 10 Feb 10 Mar 10",
    );
    holds(
        "1997-01-01",
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "Jan 1 Apr 10 Jul 19 2000 Jan 1 Apr 9 Jul 18 2003 Jan 1 Apr 10 Jul 19 2006 Jan 1",
    );
    holds("1997-05-19", "FREQ=YEARLY;BYDAY=20MO", "May 19 1998 May 18 1999 May 17");
    holds("1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "May 12 1998 May 11 1999 May 17");
    holds(
        "1997-03-13",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "Mar 13,20,27 1998 Mar 5,12,19,26 1999 Mar 4,11,18,25",
    );
    holds(
        "1997-06-05",
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "Jun 5,12,19,26 Jul 3,10,17,24,31 Aug 7,14,21,28 1998 Jun 4,11,18,25 Jul 2,9,16,23,30 Aug 6,13,20,27 \
         1999 Jun 3,10,17,24 Jul 1,8,15,22,29 Aug 5,12,19,26",
    );
    holds(
        "1996-11-05",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996 Nov 5 2000 Nov 7 2004 Nov 2",
    );
}

#[test]
fn section_3_8_5_3_within_the_day() {
    // The RFC prints UNTIL=19970902T170000Z, which is one in the afternoon; erratum 3883 makes it five.
    let summer = |utc: NaiveDateTime| utc - chrono::Duration::hours(4);
    let rule = Rule::parse_in("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", summer).unwrap();
    let start = at("1997-09-02 09:00");
    let found = rule.occurrences(start, start, at("1998-01-01 00:00"), 9).unwrap();
    let expected = ["1997-09-02 09:00", "1997-09-02 12:00", "1997-09-02 15:00"];
    assert_eq!(found, Expansion { times: expected.map(at).to_vec(), cut: false });

    holds_at(
        "1997-09-02 09:00",
        "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
        &["09:00", "09:15", "09:30", "09:45", "10:00", "10:15"]
            .map(|time| format!("1997-09-02 {time}"))
            .each_ref()
            .map(String::as_str),
    );
    holds_at(
        "1997-09-02 09:00",
        "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
        &["1997-09-02 09:00", "1997-09-02 10:30", "1997-09-02 12:00", "1997-09-02 13:30"],
    );
    let every_twenty: Vec<String> = [2, 3]
        .iter()
        .flat_map(|day| (9..17).map(move |hour| (day, hour)))
        .flat_map(|(day, hour)| [0, 20, 40].map(|minute| format!("1997-09-{day:02} {hour:02}:{minute:02}")))
        .collect();
    let every_twenty: Vec<&str> = every_twenty.iter().map(String::as_str).collect();
    for rule in [
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
    ] {
        holds_at("1997-09-02 09:00", rule, &every_twenty);
    }
    // §3.3.10: Sundays of January in every other year, at half past eight and half past nine.
    holds_at(
        "1997-01-05 08:30",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30",
        &[
            "1997-01-05 08:30",
            "1997-01-05 09:30",
            "1997-01-12 08:30",
            "1997-01-12 09:30",
            "1997-01-19 08:30",
            "1997-01-19 09:30",
            "1997-01-26 08:30",
            "1997-01-26 09:30",
            "1999-01-03 08:30",
        ],
    );
}
