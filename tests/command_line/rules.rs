//! Due dates, identity numbers, and a search that shows nothing in full.

use serde_json::json;

use crate::{DAY, accept, matter, number, practice, run};

#[test]
fn due_dates() {
    let nowhere = tempfile::tempdir().unwrap();
    let data = nowhere.path().join("none");
    let due = |args: &[&str]| run(&data, &[&["--json", "due", "--from"], args].concat()).json();
    for (from, unit, n, date) in [
        ("2026-04-29", "--workdays", "3", "2026-05-07"),
        // A make-up Saturday is a working day.
        ("2026-05-07", "--workdays", "2", "2026-05-09"),
        ("2026-09-30", "--workdays", "1", "2026-10-08"),
        ("2026-05-07", "--workdays", "0", "2026-05-07"),
        // Calendar days, moved on from a day off.
        ("2026-04-29", "--days", "3", "2026-05-06"),
    ] {
        let told = due(&[from, unit, n]);
        assert_eq!(
            (told["date"].as_str(), told["provisional"].as_bool()),
            (Some(date), Some(false)),
            "{from} {n}"
        );
    }
    assert_eq!(due(&["2026-12-30", "--workdays", "5"])["provisional"], true);
    let explained = due(&["2026-04-29", "--workdays", "3", "--explain"]);
    let days = explained["explanation"].as_array().unwrap();
    assert_eq!(days.len(), 9);
    assert_eq!((days[2]["kind"].as_str(), days[2]["holiday"].as_str()), (Some("holiday"), Some("劳动节")));
    assert!(!data.exists(), "a question leaves nothing behind");
    let english =
        run(&data, &["--lang", "en", "due", "--from", "2026-04-29", "--workdays", "3", "--explain"]);
    assert!(
        english.out.starts_with("2026-05-07 Thu\n") && english.out.contains("not counted"),
        "{}",
        english.out
    );
}

#[test]
fn identity_numbers() {
    let nowhere = tempfile::tempdir().unwrap();
    let id = |number: &str| run(nowhere.path(), &["--json", "--today", DAY, "id", number]);
    let good = id(&number(2));
    let told = good.json();
    assert_eq!(good.code, Some(0));
    assert_eq!(told["number"], format!("6105**********{}", &number(2)[14..]), "masked always");
    assert_eq!(
        (told["birth"].as_str(), told["sex"].as_str(), told["age"].as_u64()),
        (Some("1948-03-15"), Some("female"), Some(78))
    );
    assert_eq!((told["kind"].as_str(), told["region"].as_str()), (Some("resident_id"), Some("临渭区")));
    let right = number(2);
    let last = if right.ends_with('1') { "2" } else { "1" };
    let wrong_check = format!("{}{last}", &right[..17]);
    for (number, code) in [
        ("", "empty"),
        (wrong_check.as_str(), "check_digit"),
        ("61050219", "length"),
        ("610502194813150021", "birth_date"),
        ("61050219480315OO21", "letter_o"),
        ("610502480315002", "fifteen_digits"),
        ("610502209003150021", "future_birth"),
    ] {
        let bad = id(number);
        assert_eq!((bad.code, bad.json()["error"]["code"].as_str()), (Some(1), Some(code)), "{number}");
    }
}

#[test]
fn search_shows_nothing_in_full() {
    let folder = practice();
    let data = folder.path();
    assert_eq!(accept(data, &[matter("FB12", json!({"request": "face"}))]).code, Some(0));
    let tail = &number(2)[14..];
    for typed in ["刘秀英", "秀英", "lxy", tail, "0001", "代26-0001", "-1"] {
        for json in [&["--json"][..], &[]] {
            let found = run(data, &[json, &["search", typed]].concat());
            assert_eq!(found.code, Some(0), "{typed}: {}", found.err);
            assert!(found.out.contains("代26-0001"), "{typed}: {}", found.out);
            for full in ["刘秀英", &number(2), "17000000001", "201"] {
                assert!(!found.out.contains(full), "{typed} shows {full}: {}", found.out);
            }
        }
    }
    assert!(run(data, &["--lang", "en", "search", "查无此人甲"]).out.contains("Nothing found"));
}
