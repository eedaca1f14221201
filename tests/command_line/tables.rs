//! `quanke export` and `quanke import`.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::json;

use crate::{DAY, Ran, accept, matter, number, practice, run};

fn export(data: &Path, out: &Path, more: &[&str]) -> Ran {
    let base = ["--json", "--today", DAY, "export"];
    let period = ["--from", DAY, "--to", DAY, "--out", out.to_str().unwrap()];
    run(data, &[&base[..], more, &period[..]].concat())
}

fn one_matter() -> tempfile::TempDir {
    let folder = practice();
    let answers = json!({ "request": "renew", "paid": true, "last_year_gap": false });
    let ran = accept(folder.path(), &[matter("FB11", answers)]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    folder
}

#[test]
fn a_ledger_is_exported_masked_and_in_full_only_with_a_reason() {
    let folder = one_matter();
    let data = folder.path();
    let out = data.join("a.xlsx");
    let ran = export(data, &out, &["intakes", "--format", "xlsx"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let told = ran.json();
    assert_eq!(
        (&told["rows"], &told["ledger"], &told["full"]),
        (&json!(1), &json!("intakes"), &json!(false))
    );
    let cells = |path: &Path| {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let rows: Vec<Vec<Data>> =
            book.worksheet_range("服务事项受理台账").unwrap().rows().map(<[Data]>::to_vec).collect();
        rows.last().unwrap().clone()
    };
    assert_eq!(cells(&out)[5], Data::String("刘*英".into()));

    for (more, code) in [
        (&["intakes", "--format", "xlsx", "--full"][..], "reason_missing"),
        (&["intakes", "--format", "xlsx", "--full", "--reason", " "][..], "reason_missing"),
        (&["intakes", "--format", "xlsx", "--reason", "x"][..], "usage"),
        (&["nothing", "--format", "xlsx"][..], "usage"),
        (&["intakes", "--format", "doc"][..], "usage"),
    ] {
        let ran = export(data, &out, more);
        assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (Some(2), Some(code)), "{more:?}");
    }
    let ran = export(data, &out, &["intakes", "--format", "xlsx", "--full", "--reason", "街道核对"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    let row = cells(&out);
    assert_eq!((row[5].clone(), row[6].clone()), (Data::String("刘秀英".into()), Data::String(number(2))));

    let nowhere = data.join("no/such/a.csv");
    let ran = export(data, &nowhere, &["visits", "--format", "csv"]);
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (Some(1), Some("no_folder")));
    let ran = export(data, &out, &["rooms", "--format", "csv", "--item", "PT03"]);
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (Some(1), Some("filter")));
    let ran = export(data, &out, &["visits", "--format", "csv", "--profile", "没有"]);
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (Some(1), Some("unknown")));
}

#[test]
fn json_can_be_counted_again_and_every_format_is_written() {
    let folder = one_matter();
    let data = folder.path();
    let out = data.join("a.json");
    let ran = export(data, &out, &["intakes", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    let rows: serde_json::Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(rows[0]["records"]["intake"]["item"], "FB11");
    assert_eq!(rows[0]["records"]["intake"]["state"]["name"], "accepted");
    for (filter, of, rows) in [
        ("--grid", "凤鸣小区", "1"),
        ("--grid", "别处", "0"),
        ("--channel", "desk", "1"),
        ("--channel", "12345", "0"),
    ] {
        let ran = export(data, &out, &["intakes", "--format", "json", filter, of]);
        assert_eq!((ran.code, ran.json()["rows"].to_string().as_str()), (Some(0), rows), "{filter} {of}");
    }
    assert_eq!(export(data, &out, &["intakes", "--format", "json", "--channel", "猜"]).code, Some(2));
    for format in ["jsonl", "pdf", "csv"] {
        let out = data.join(format!("a.{format}"));
        let ran = export(data, &out, &["visits", "--format", format, "--encoding", "gb18030"]);
        assert_eq!(ran.code, Some(0), "{format}: {}{}", ran.out, ran.err);
        assert!(!std::fs::read(&out).unwrap().is_empty());
    }
    let bytes = std::fs::read(data.join("a.csv")).unwrap();
    let (text, _, wrong) = encoding_rs::GB18030.decode(&bytes);
    assert!(!wrong && text.contains("来访事由"), "{text}");
}

#[test]
fn the_heads_of_the_sub_districts_table_are_learnt() {
    let folder = one_matter();
    let data = folder.path();
    let table = data.join("模板.csv");
    std::fs::write(&table, "街道台账,,\n姓名,事项,领导签字\n").unwrap();
    let out = data.join("a.csv");
    let more = ["intakes", "--format", "csv", "--profile", "街道", "--learn", table.to_str().unwrap()];
    let told = export(data, &out, &more).json();
    assert_eq!(
        told["learnt"]["heads"][2],
        json!({ "head": "领导签字", "column": null, "how": null }),
        "{told}"
    );
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(
        text.ends_with("街道台账\r\n姓名,事项,领导签字\r\n刘*英,城乡居民医保参保登记帮办,\r\n"),
        "{text:?}"
    );
    // From now on it is there by its name.
    let again = data.join("b.csv");
    assert_eq!(export(data, &again, &["intakes", "--format", "csv", "--profile", "街道"]).code, Some(0));
    assert_eq!(std::fs::read_to_string(again).unwrap(), text);
}

#[test]
fn residents_are_imported_looked_at_first_and_undone() {
    let folder = practice();
    let data = folder.path();
    let file = data.join("名单.csv");
    let text = format!("姓名,身份证号,电话\n测试乙,{},17000000002\n测试丙,123,\n", number(5));
    std::fs::write(&file, text).unwrap();
    let import = |more: &[&str]| run(data, &[&["--json", "--today", DAY, "import"], more].concat());
    let path = file.to_str().unwrap();
    let ran = import(&["residents", path]);
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (Some(2), Some("usage")));
    let ran = import(&["residents", path, "--dry-run"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    let seen = ran.json();
    assert_eq!(
        (&seen["rows"], &seen["good"], &seen["rejected"][0]["line"]),
        (&json!(2), &json!(1), &json!(3))
    );
    let found =
        |name: &str| run(data, &["--json", "search", name]).json()["people"].as_array().unwrap().len();
    assert_eq!(found("测试乙"), 0);
    let rejects = data.join("退回.csv");
    let ran = import(&["residents", path, "--apply", "--rejects", rejects.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let done = ran.json();
    assert_eq!((&done["taken"], found("测试乙")), (&json!(1), 1));
    let kept = std::fs::read_to_string(&rejects).unwrap();
    assert!(kept.contains("未导入原因") && kept.contains("测试丙,123"), "{kept}");
    let again = import(&["residents", path, "--apply"]);
    assert_eq!((again.code, again.json()["error"]["code"].as_str()), (Some(1), Some("already")));
    let id = done["import"].as_str().unwrap();
    let undone = import(&["--undo", id]);
    assert_eq!((undone.code, undone.json()["removed"].as_u64(), found("测试乙")), (Some(0), Some(1), 0));
    let checked = run(data, &["--json", "check"]);
    assert_eq!((checked.code, checked.json()["clean"].as_bool()), (Some(0), Some(true)), "{}", checked.out);
    let plain = run(data, &["--lang", "en", "--today", DAY, "import", "--undo", id]);
    assert_eq!(plain.code, Some(1));
    assert!(plain.err.contains("is undone already"), "{}", plain.err);
}
