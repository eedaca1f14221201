//! `quanke rooms`: booking, refusing with what is free instead, series with their preview, and every later step.

use std::path::Path;
use std::sync::Arc;

use quanke::desk::{Desk, SHIPPED, SystemClock};
use quanke::domain::room::{OpeningRule, Weekdays};
use serde_json::{Value, json};

use crate::{DAY, Ran, feed, practice, run};

fn rooms(data: &Path, args: &[&str]) -> Ran {
    let all: Vec<&str> = ["rooms"].iter().chain(args).chain(&["--json", "--today", DAY]).copied().collect();
    run(data, &all)
}

fn text(data: &Path, args: &[&str]) -> Ran {
    let all: Vec<&str> =
        ["rooms"].iter().chain(args).chain(&["--today", DAY, "--lang", "en"]).copied().collect();
    run(data, &all)
}

const WHO: [&str; 14] = [
    "--kind",
    "team",
    "--team",
    "测试合唱队",
    "--title",
    "合唱排练",
    "--name",
    "测试丙",
    "--phone",
    "13800000008",
    "--address",
    "测试小区 1号楼",
    "--people",
    "25",
];

fn at<'a>(command: &'a str, room: &'a str, day: &'a str, from: &'a str, to: &'a str) -> Vec<&'a str> {
    vec![command, "--room", room, "--day", day, "--from", from, "--to", to]
}

fn book(data: &Path, room: &str, day: &str, from: &str, to: &str) -> Ran {
    rooms(data, &[at("book", room, day, from, to).as_slice(), &WHO].concat())
}

/// A booking that must succeed; its id.
fn booked(data: &Path, room: &str, day: &str, from: &str, to: &str) -> String {
    let ran = book(data, room, day, from, to);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    ran.json()["id"].as_str().unwrap().to_owned()
}

fn class(
    command: &'static str,
    room: &'static str,
    day: &'static str,
    rule: &'static str,
) -> Vec<&'static str> {
    let mut args = at(command, room, day, "9:00", "11:00");
    args.extend(["--kind", "class", "--title", "声乐提高班", "--people", "30", "--rule", rule]);
    args
}

#[test]
fn a_team_books_is_listed_masked_and_a_clash_says_what_is_there_and_what_is_free() {
    let folder = practice();
    let data = folder.path();
    let first = book(data, "r02", "2026-05-12", "9:00", "11:00");
    let answer = first.json();
    assert_eq!((first.code, answer["state"].as_str()), (Some(0), Some("confirmed")));
    assert_eq!(answer["papers"], json!(["约26-0001"]));
    assert_eq!((answer["from"].as_str(), answer["kind"].as_str()), (Some("09:00"), Some("team")));
    assert!(!first.out.contains("测试丙") && !first.out.contains("13800000008"), "{}", first.out);

    let clash = book(data, "R02", "2026-05-12", "10:00", "11:30");
    assert_eq!(clash.code, Some(1));
    let error = &clash.json()["error"];
    assert_eq!(error["code"], "clash");
    assert_eq!((&error["with"][0]["id"], &error["with"][0]["from"]), (&answer["id"], &json!("09:00")));
    let offers = error["offers"].as_array().unwrap();
    assert_eq!(offers.len(), 5, "two times, two days, and the one other room that takes 25");
    // What was offered is free.
    let offer = |key: &str| offers[0][key].as_str().unwrap();
    assert_eq!(book(data, offer("room"), offer("day"), offer("from"), offer("to")).code, Some(0));
    let told = text(data, &[at("book", "R02", "2026-05-12", "10:00", "11:30").as_slice(), &WHO].concat());
    assert!(told.err.contains("The time is taken") && told.err.contains("Free instead:"), "{}", told.err);

    let list = text(data, &["list", "--room", "R02", "--from", "2026-05-12", "--to", "2026-05-12"]);
    assert!(list.out.contains("09:00–11:00 R02\tconfirmed\t合唱排练\t测试合唱队"), "{}", list.out);
    let show = text(data, &["show", answer["id"].as_str().unwrap()]);
    assert!(show.out.contains("测*丙 138****0008"), "{}", show.out);
    let day = rooms(data, &["list", "--from", "2026-05-12"]).json();
    assert_eq!(day["bookings"].as_array().unwrap().len(), 2);
}

#[test]
fn wrong_use_is_told_apart_from_a_refusal() {
    let folder = practice();
    let data = folder.path();
    let with = |args: &[&str]| {
        rooms(data, &[at("book", "R02", "2026-05-12", "9:00", "11:00").as_slice(), &WHO, args].concat())
    };
    let said = |ran: &Ran| {
        let error = ran.json()["error"].clone();
        let part = |key: &str| error[key].as_str().unwrap_or_default().to_owned();
        (ran.code, part("field"), part("code"))
    };
    let case = |code, field: &str, word: &str| (Some(code), field.to_owned(), word.to_owned());
    assert_eq!(said(&book(data, "R02", "2026-05-12", "11:00", "9:00")), case(2, "to", "time"));
    assert_eq!(said(&book(data, "R02", "2026-05-12", "9", "11:00")), case(2, "from", "not_time"));
    assert_eq!(said(&book(data, "R02", "12.5.2026", "9:00", "11:00")), case(2, "day", "not_date"));
    assert_eq!(said(&book(data, "R99", "2026-05-12", "9:00", "11:00")), case(1, "", "unknown"));
    assert_eq!(said(&book(data, "R02", "2026-05-12", "6:00", "8:00")), case(1, "", "outside_hours"));
    assert_eq!(said(&book(data, "R02", "2026-05-06", "9:00", "11:00")), case(1, "", "rules"));
    assert_eq!(said(&with(&["--minors", "--note", "保健品讲座"])), case(1, "", "rules"));
    let bare = rooms(data, &at("book", "R02", "2026-05-12", "9:00", "11:00"));
    assert_eq!(said(&bare), case(2, "title", "required"));
    let kind = [
        at("book", "R02", "2026-05-12", "9:00", "11:00").as_slice(),
        &["--title", "x", "--people", "3", "--kind", "club"],
    ]
    .concat();
    assert_eq!(said(&rooms(data, &kind)), case(2, "kind", "unknown_option"));
    let endless = rooms(data, &class("series", "R02", "2026-05-16", "FREQ=WEEKLY;BYDAY=SA"));
    assert_eq!(said(&endless), case(2, "rule", "endless"));
    assert_eq!(said(&rooms(data, &["book", "--day", "2026-05-12"])), case(2, "day", "required"));
    let nobody =
        [at("book", "R02", "2026-05-12", "9:00", "11:00").as_slice(), &["--title", "练习", "--people", "3"]]
            .concat();
    assert_eq!(said(&rooms(data, &nobody)), case(1, "name", "required"), "the matter asks for a name");
    assert_eq!(said(&rooms(data, &["show", "0000000099"])), case(1, "", "unknown"));
    assert_eq!(rooms(data, &["list", "--from", "2026-05-12", "--to", "2026-05-01"]).code, Some(2));
    // Nothing that was refused has taken a number.
    assert_eq!(book(data, "R02", "2026-05-12", "9:00", "11:00").json()["serial"], "约26-0001");
}

#[test]
fn lines_of_json_are_booked_one_by_one_and_a_wrong_one_stops_no_other() {
    let folder = practice();
    let line = |day: &str, change: &dyn Fn(&mut Value)| {
        let mut line = json!({"room": "R03", "day": day, "from": "9:00", "to": "10:00", "kind": "resident",
            "title": "练舞", "name": "测试丁", "phone": "13800000009", "address": "测试小区 2号楼", "people": 6});
        change(&mut line);
        line.to_string()
    };
    let input = [
        line("2026-05-12", &|_| {}),
        line("2026-05-12", &|_| {}),
        line("2026-05-13", &|line| line["peopel"] = json!(3)),
        line("2026-05-13", &|line| line["people"] = json!("six")),
        String::new(),
        "{".to_owned(),
        line("2026-05-13", &|line| line["equipment"] = json!({"音响": 1})),
    ];
    let ran = feed(folder.path(), &["rooms", "book", "--today", DAY], &input.join("\n"));
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let told: Vec<(u64, String)> = ran
        .lines()
        .iter()
        .map(|answer| {
            let what = answer["error"]["code"].as_str().or(answer["serial"].as_str()).unwrap();
            (answer["line"].as_u64().unwrap(), what.to_owned())
        })
        .collect();
    let told: Vec<(u64, &str)> = told.iter().map(|(line, what)| (*line, what.as_str())).collect();
    assert_eq!(
        told,
        [
            (1, "约26-0001"),
            (2, "clash"),
            (3, "unknown_field"),
            (4, "wrong_type"),
            (6, "json"),
            (7, "约26-0002")
        ]
    );
    assert!(!ran.out.contains("测试丁"));
}

#[test]
fn a_series_is_previewed_date_by_date_and_saved_with_its_answers() {
    let folder = practice();
    let data = folder.path();
    let there = booked(data, "R02", "2026-06-06", "10:00", "12:00");
    // Saturdays; 9 May is a make-up workday, 20 June a holiday, 6 June is taken.
    let rule = "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260627";
    let args = class("series", "R02", "2026-05-09", rule);
    let dry = rooms(data, &[args.as_slice(), &["--dry-run"]].concat());
    assert_eq!(dry.code, Some(0), "{}", dry.err);
    let plan = dry.json();
    assert_eq!((&plan["lessons"], &plan["skipped"], &plan["open"]), (&json!(7), &json!(1), &json!(1)));
    let line =
        |on: &str| plan["lines"].as_array().unwrap().iter().find(|line| line["on"] == on).unwrap().clone();
    assert_eq!(
        (&line("2026-05-09")["marks"][0]["mark"], &line("2026-05-09")["choice"]),
        (&json!("make_up_workday"), &json!("go"))
    );
    assert_eq!(
        (&line("2026-06-20")["marks"][0]["mark"], &line("2026-06-20")["choice"]),
        (&json!("holiday"), &json!("skip"))
    );
    let clash = line("2026-06-06");
    assert_eq!((&clash["choice"], &clash["marks"][0]["with"][0]["id"]), (&json!("open"), &json!(there)));
    assert!(!clash["offers"].as_array().unwrap().is_empty());
    let printed = text(data, &[args.as_slice(), &["--dry-run"]].concat());
    assert_eq!(printed.out.lines().count(), 9, "a line a date and the sum: {}", printed.out);

    let refused = rooms(data, &args);
    assert_eq!((refused.code, &refused.json()["error"]["days"]), (Some(1), &json!(["2026-06-06"])));
    let stray = rooms(data, &[args.as_slice(), &["--skip", "2026-06-07"]].concat());
    assert_eq!((stray.code, &stray.json()["error"]["code"]), (Some(1), &json!("no_such_date")));
    let saved = rooms(
        data,
        &[args.as_slice(), &["--move", "2026-06-06=2026-06-07/14:00/R03", "--keep", "2026-06-20"]].concat(),
    );
    assert_eq!(saved.code, Some(0), "{}{}", saved.out, saved.err);
    let answer = saved.json();
    let lessons = answer["lessons"].as_array().unwrap();
    assert_eq!(lessons.len(), 8);
    let moved = lessons.iter().find(|lesson| lesson["on"] == "2026-06-06").unwrap();
    assert_eq!(
        (&moved["room"], &moved["from"], &moved["own"]),
        (&json!("R03"), &json!("14:00"), &json!(true))
    );
    assert_eq!(answer["papers"], json!(["约26-0002"]));
}

#[test]
fn a_lesson_is_moved_with_those_that_follow_previewed_first_and_the_move_is_taken_back_by_another_call() {
    let folder = practice();
    let data = folder.path();
    let saved = rooms(data, &class("series", "R02", "2026-05-12", "FREQ=WEEKLY;BYDAY=TU;COUNT=4")).json();
    let second = saved["lessons"][1]["id"].as_str().unwrap();
    let to =
        ["move", second, "--day", "2026-05-20", "--from", "14:00", "--to", "16:00", "--scope", "following"];
    let plan = rooms(data, &[to.as_slice(), &["--dry-run"]].concat()).json();
    let changes: Vec<&Value> = plan["lines"].as_array().unwrap().iter().map(|line| &line["change"]).collect();
    assert_eq!(changes, [&json!("moved"), &json!("moved"), &json!("moved")]);
    let list = |day: &str| {
        rooms(data, &["list", "--room", "R02", "--from", day, "--to", day]).json()["bookings"].clone()
    };
    assert_eq!(list("2026-05-19").as_array().unwrap().len(), 1, "a preview changes nothing");
    let moved = rooms(data, &to);
    assert_eq!(moved.code, Some(0), "{}{}", moved.out, moved.err);
    assert_eq!(list("2026-05-20")[0]["id"].as_str(), Some(second), "the lesson keeps its id");
    assert_eq!(list("2026-05-12").as_array().unwrap().len(), 1);
    assert!(list("2026-05-19").as_array().unwrap().is_empty());

    let back = rooms(data, &["undo"]);
    assert_eq!(
        (back.code, back.json()),
        (Some(0), json!({"undone": "edit booking", "bookings": 3})),
        "{}",
        back.err
    );
    assert_eq!(list("2026-05-19")[0]["from"], "09:00");
    let again = rooms(data, &["undo"]);
    assert_eq!((again.code, &again.json()["error"]["code"]), (Some(1), &json!("nothing_to_undo")));
}

#[test]
fn a_new_series_is_taken_back_whole_and_so_is_one_booking() {
    let folder = practice();
    let data = folder.path();
    let single = booked(data, "R02", "2026-05-11", "9:00", "11:00");
    let _ = rooms(data, &class("series", "R02", "2026-05-12", "FREQ=WEEKLY;BYDAY=TU;COUNT=4")).json();
    assert_eq!(rooms(data, &["undo"]).json()["bookings"], 4);
    let shown = |all: &[&str]| {
        let args = [["list", "--from", "2026-05-11", "--to", "2026-06-30"].as_slice(), all].concat();
        rooms(data, &args).json()["bookings"].as_array().unwrap().len()
    };
    assert_eq!((shown(&[]), shown(&["--all"])), (1, 5));
    let changed = rooms(data, &["edit", &single, "--people", "30", "--amplified", "--note", "带伴奏"]);
    assert_eq!(
        (changed.code, &changed.json()["bookings"][0]["people"]),
        (Some(0), &json!(30)),
        "{}",
        changed.err
    );
    assert_eq!(rooms(data, &["undo"]).json(), json!({"undone": "edit booking", "bookings": 1}));
    assert_eq!(rooms(data, &["show", &single]).json()["people"], 25);
}

#[test]
fn what_waits_is_approved_and_its_rival_refused_and_a_party_activity_moves_others_aside() {
    let folder = practice();
    let data = folder.path();
    let first = booked(data, "R01", "2026-05-14", "14:00", "16:00");
    let second = booked(data, "R01", "2026-05-14", "15:00", "17:00");
    assert_eq!(rooms(data, &["list", "--pending"]).json()["bookings"].as_array().unwrap().len(), 2);
    let answered = rooms(data, &["approve", &second]).json();
    assert_eq!(
        (&answered["approved"][0]["id"], &answered["rejected"][0]["id"]),
        (&json!(second), &json!(first))
    );
    let late = rooms(data, &["approve", &first]);
    assert_eq!((late.code, &late.json()["error"]["code"]), (Some(1), &json!("step")));

    let party = |offer: &str| {
        let mut args = at("over", "R01", "2026-05-14", "14:30", "16:30");
        args.extend([
            "--kind",
            "party",
            "--title",
            "主题党日",
            "--people",
            "60",
            "--by",
            "测试书记",
            "--reason",
            "上级部署",
        ]);
        if !offer.is_empty() {
            args.extend(["--offer", offer]);
        }
        rooms(data, &args)
    };
    assert_eq!(party("").json()["error"]["code"], "step", "something must be offered");
    let offer = format!("{second}=2026-05-15/15:00");
    let over = party(&offer);
    assert_eq!(over.code, Some(0), "{}{}", over.out, over.err);
    let over = over.json();
    assert_eq!(
        (&over["displaced"][0]["id"], &over["displaced"][0]["offered"]["day"]),
        (&json!(second), &json!("2026-05-15"))
    );
    assert_eq!(over["papers"].as_array().unwrap().len(), 2, "the slip and a notice");

    let asked = booked(data, "R08", "2026-05-14", "9:00", "10:00");
    assert_eq!(rooms(data, &["reject", &asked, "--reason", " "]).code, Some(2));
    let refused = rooms(data, &["reject", &asked, "--reason", "当天有会"]).json();
    assert_eq!(refused["bookings"][0]["state"], "rejected");
}

#[test]
fn the_key_goes_out_and_back_nobody_comes_and_a_booking_is_cancelled() {
    let folder = practice();
    let data = folder.path();
    // The shifted clock keeps the time of day, whatever it is: a room that is open day and night is surely in use.
    {
        let (desk, _) = Desk::open_folder(data, Arc::new(SystemClock), &SHIPPED).unwrap();
        let first = desk.book().staff[0].id.clone();
        desk.sign_in(&first, "", 1).unwrap();
        let mut room = desk.book().rooms.room("R05").unwrap().clone();
        room.hours = vec![OpeningRule { weekdays: Weekdays::ALL, spans: vec![(0, 1440)], season: None }];
        desk.save_room(&room).unwrap();
    }
    let mut args = at("book", "R05", DAY, "0:00", "24:00");
    args.extend(["--kind", "assembly", "--title", "整天展览", "--people", "9"]);
    let all_day = rooms(data, &args);
    assert_eq!(all_day.code, Some(0), "{}{}", all_day.out, all_day.err);
    let id = all_day.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(rooms(data, &["key-out", &id]).json()["state"], "in_use");
    let back =
        rooms(data, &["key-back", &id, "--people", "17", "--condition", "untidy", "--note", "椅子未归位"])
            .json();
    assert_eq!((&back["state"], &back["headcount"]), (&json!("finished"), &json!(17)));

    let later = booked(data, "R02", "2026-05-12", "9:00", "11:00");
    let early = rooms(data, &["no-show", &later]);
    assert_eq!((early.code, &early.json()["error"]["code"]), (Some(1), &json!("step")));
    assert_eq!(rooms(data, &["cancel", &later]).code, Some(2), "a reason is asked");
    let gone = rooms(data, &["cancel", &later, "--reason", "下雨", "--by-booker"]).json();
    assert_eq!(gone["bookings"][0]["state"], "cancelled");
    let list = |all: &[&str]| {
        let args = [["list", "--from", "2026-05-12", "--to", "2026-05-12"].as_slice(), all].concat();
        rooms(data, &args).json()["bookings"].as_array().unwrap().len()
    };
    assert_eq!((list(&[]), list(&["--all"])), (0, 1));
}

#[test]
fn what_a_private_room_is_used_for_is_told_nowhere() {
    let folder = practice();
    let data = folder.path();
    let mut args = at("book", "R10", "2026-05-12", "9:00", "10:00");
    args.extend(["--kind", "mediation", "--title", "邻里漏水纠纷", "--people", "4"]);
    let made = rooms(data, &args);
    assert_eq!(made.code, Some(0), "{}{}", made.out, made.err);
    assert_eq!(made.json()["title"], "");
    let id = made.json()["id"].as_str().unwrap().to_owned();
    for args in [vec!["list", "--from", "2026-05-12"], vec!["show", id.as_str()]] {
        let (told, document) = (text(data, &args), rooms(data, &args));
        assert!(!told.out.contains("漏水") && !document.out.contains("漏水"));
        assert!(told.out.contains("occupied"), "{}", told.out);
    }
}

#[test]
fn help_speaks_both_languages() {
    let folder = practice();
    for command in [
        "list", "show", "book", "series", "move", "edit", "cancel", "approve", "reject", "over", "key-out",
        "key-back", "no-show", "undo",
    ] {
        let help = |lang: &str| run(folder.path(), &["rooms", command, "--help", "--lang", lang]).out;
        let (zh, en) = (help("zh"), help("en"));
        let silent = |text: &str| {
            text.lines()
                .map(str::trim_end)
                .filter(|line| line.trim_start().starts_with("--") || line.trim_start().starts_with('<'))
                .filter(|line| !line.contains("  "))
                .count()
        };
        assert!(zh.chars().any(|c| ('一'..='龥').contains(&c)), "{command}");
        assert!(!en.chars().any(|c| ('一'..='龥').contains(&c)), "{command}: {en}");
        assert_eq!(silent(&zh.replace("      --", "--")), 0, "{zh}");
    }
}

#[test]
fn a_booking_repeats_after_a_preview_and_stands_alone_again() {
    let folder = practice();
    let data = folder.path();
    let id = booked(data, "R02", "2026-05-12", "9:00", "11:00");
    let rule = ["repeat", id.as_str(), "--rule", "FREQ=MONTHLY;BYDAY=2TU;COUNT=3"];
    let none = rooms(data, &["repeat", &id]);
    assert_eq!((none.code, none.json()["error"]["field"].as_str()), (Some(2), Some("rule")), "{}", none.out);
    let preview = rooms(data, &[&rule[..], &["--dry-run"]].concat());
    assert_eq!(preview.code, Some(0), "{}{}", preview.out, preview.err);
    assert!(preview.out.contains("2026-07-14"), "{}", preview.out);
    let made = rooms(data, &rule);
    assert_eq!(made.code, Some(0), "{}{}", made.out, made.err);
    let lessons = made.json()["lessons"].as_array().unwrap().clone();
    assert_eq!((lessons.len(), lessons[0]["id"].as_str()), (3, Some(id.as_str())));
    let alone = rooms(data, &["alone", &id, "--reason", "只这一次"]);
    assert_eq!(alone.code, Some(0), "{}{}", alone.out, alone.err);
    let other = lessons[1]["id"].as_str().unwrap();
    let gone = rooms(data, &["show", other]);
    assert!(gone.out.contains("cancelled"), "{}", gone.out);
}

#[test]
fn one_that_was_moved_aside_takes_up_the_offer_once() {
    let folder = practice();
    let data = folder.path();
    let team = booked(data, "R02", "2026-05-20", "9:00", "11:00");
    let refused = rooms(data, &["accept-offer", &team]);
    assert_eq!(refused.code, Some(1), "nothing was offered: {}", refused.out);
    let mut over = at("over", "R02", "2026-05-20", "10:00", "12:00");
    over.extend(["--kind", "party", "--title", "党员大会", "--people", "30"]);
    over.extend(["--by", "测试书记", "--reason", "上级通知"]);
    let offer = format!("{team}=2026-05-21/9:00");
    let with_offer = rooms(data, &[&over[..], &["--offer", &offer]].concat());
    assert_eq!(with_offer.code, Some(0), "{}{}", with_offer.out, with_offer.err);
    let taken = rooms(data, &["accept-offer", &team]);
    assert_eq!(taken.code, Some(0), "{}{}", taken.out, taken.err);
    assert!(taken.out.contains("2026-05-21"), "{}", taken.out);
    assert_eq!(rooms(data, &["accept-offer", &team]).code, Some(1), "only once");
}
