//! Every paper, written as a file and read back.

use std::path::Path;

use serde_json::Value;

use crate::every_item::every_item;
use crate::{DAY, accept, matter, number, pdf_text, practice, run};

#[test]
fn every_item_is_accepted_and_has_its_paper() {
    let folder = practice();
    let data = folder.path();
    let items = every_item();
    let lines: Vec<Value> = items.iter().map(|(item, answers)| matter(item, answers.clone())).collect();
    let ran = accept(data, &lines);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let answers = ran.lines();
    assert_eq!(answers.len(), 32);
    let kinds = [
        ("服", "服务凭单"),
        ("受", "受理回执"),
        ("代", "代收代办凭证"),
        ("转", "转办单"),
        ("约", "预约确认单"),
        ("报", "报名回执"),
        ("借", "借用凭单"),
        ("调", "调解登记回执"),
        ("愿", "心愿登记卡"),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for (at, ((item, _), answer)) in items.iter().zip(&answers).enumerate() {
        assert_eq!(answer["line"], at + 1);
        let serial = answer["serial"].as_str().unwrap_or_else(|| panic!("{item}: {answer}"));
        assert!(answer["promised_on"].as_str().is_some_and(|day| day >= DAY), "{answer}");
        assert!(seen.insert(serial.to_owned()), "{serial} twice");
        let pdf = data.join(format!("{item}.pdf"));
        let slip = run(data, &["slip", serial, "--out", pdf.to_str().unwrap()]);
        assert_eq!(slip.code, Some(0), "{item}: {}", slip.err);
        let Some(text) = pdf_text(&pdf) else {
            assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));
            continue;
        };
        let title = kinds.iter().find(|(kind, _)| serial.starts_with(kind)).unwrap().1;
        // The room of the example is one the secretary approves: the slip says that it still waits.
        let title = if *item == "PT03" { "预约登记单" } else { title };
        for wanted in [serial, title, "样张"] {
            assert!(text.contains(wanted), "{item}: no {wanted} in\n{text}");
        }
        // Whoever asks for help at home is not given away by the paper in her pocket.
        // A booking's slip names the room, not the item.
        let restricted = matches!(*item, "JF23" | "XY28" | "PT03");
        assert_eq!(text.contains(item), !restricted, "{item}\n{text}");
        assert!(
            !text.contains(&number(2)) && !text.contains("0000620000000000001"),
            "{item} shows a number\n{text}"
        );
    }
    // The same document is the same person, and a paper of a form of address makes no file.
    let found = run(data, &["--json", "search", "刘秀英"]).json();
    assert_eq!(
        found["people"].as_array().unwrap().iter().filter(|p| p["document"].is_string()).count(),
        1,
        "{found}"
    );
    let checked = run(data, &["--json", "check"]);
    assert_eq!((checked.code, checked.json()["clean"].as_bool()), (Some(0), Some(true)), "{}", checked.out);
    // A copy is not a printing.
    let serial = answers[11]["serial"].as_str().unwrap();
    let paper = run(data, &["--json", "search", serial]).json();
    assert_eq!(paper["papers"][0]["prints"], 0, "{paper}");
    let full = format!("红旗{}〔2026〕{}号", &serial[..3], &serial[serial.len() - 4..]);
    let out = data.join("full.pdf");
    let large = run(data, &["--json", "slip", &full, "--out", out.to_str().unwrap(), "--large"]);
    assert_eq!(large.json()["serial"], serial, "{}", large.err);
}

#[test]
fn a_certificate_is_declined() {
    let folder = practice();
    let data = folder.path();
    let out = data.join("a.pdf");
    let decline = |name: &str, out: &Path| {
        run(
            data,
            &["--json", "--today", DAY, "decline", name, "--by", "示例银行", "--out", out.to_str().unwrap()],
        )
    };
    for (name, serial) in [("无犯罪记录证明", "拒26-0001"), ("无犯罪证明", "拒26-0002"), ("5", "拒26-0003")]
    {
        let told = decline(name, &out).json();
        assert_eq!(
            (told["serial"].as_str(), told["certificate"].as_u64()),
            (Some(serial), Some(5)),
            "{told}"
        );
        if let Some(text) = pdf_text(&out) {
            for wanted in ["不予出具证明告知单", serial, "无犯罪记录证明", "示例银行"] {
                assert!(text.contains(wanted), "no {wanted} in\n{text}");
            }
            assert!(!text.contains("补打"));
        }
    }
    let again = data.join("b.pdf");
    assert_eq!(run(data, &["slip", "拒26-0003", "--out", again.to_str().unwrap()]).code, Some(0));
    if let Some(text) = pdf_text(&again) {
        assert!(!text.contains("补打"), "a copy is marked as the paper was last printed");
    }
    assert_eq!(run(data, &["--json", "search", "拒26-0003"]).json()["papers"][0]["prints"], 1);
    for (name, out, code, exit) in [
        ("证明", &out, "ambiguous", 1),
        ("飞行执照", &out, "unknown", 1),
        ("99", &out, "unknown", 1),
        ("5", &data.join("no/such/folder.pdf"), "out", 2),
        ("5", &data.to_owned(), "out", 2),
    ] {
        let refused = decline(name, out);
        assert_eq!(
            (refused.code, refused.json()["error"]["code"].as_str()),
            (Some(exit), Some(code)),
            "{name}"
        );
    }
    assert_eq!(decline("5", &out).json()["serial"], "拒26-0004", "a refused call takes no number");
}

#[test]
fn guides_and_backups() {
    let folder = practice();
    let data = folder.path();
    let out = data.join("guide.pdf");
    assert_eq!(run(data, &["guide", "fb12", "--out", out.to_str().unwrap()]).code, Some(0));
    if let Some(text) = pdf_text(&out) {
        assert!(text.contains("FB12") && text.contains("凤鸣社区"), "{text}");
    }
    assert_eq!(run(data, &["guide", "ZZ99", "--out", out.to_str().unwrap()]).code, Some(1));
    let saved = run(data, &["--json", "backup"]).json();
    assert!(Path::new(saved["file"].as_str().unwrap()).is_file(), "{saved}");
}

#[test]
fn the_slip_of_a_series_names_the_days_without_a_lesson() {
    let folder = practice();
    let data = folder.path();
    let series = run(
        data,
        &[
            "rooms",
            "series",
            "--room",
            "R02",
            "--day",
            "2026-06-06",
            "--from",
            "9:00",
            "--to",
            "11:00",
            "--kind",
            "class",
            "--title",
            "声乐提高班",
            "--people",
            "30",
            "--rule",
            "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260627",
            "--json",
            "--today",
            DAY,
        ],
    );
    assert_eq!(series.code, Some(0), "{}{}", series.out, series.err);
    let serial = series.json()["papers"][0].as_str().unwrap().to_owned();
    let out = data.join("series.pdf");
    let slip = run(data, &["slip", &serial, "--out", out.to_str().unwrap()]);
    assert_eq!(slip.code, Some(0), "{}", slip.err);
    if let Some(text) = pdf_text(&out) {
        let text: String = text.split_whitespace().collect();
        for wanted in ["共3次", "以下1天没有", "6月20日端午节放假"] {
            assert!(text.contains(wanted), "no {wanted} in\n{text}");
        }
    }
}
