//! `quanke accept`: what is refused, and why; what every decision gives.

use serde_json::{Value, json};

use crate::{DAY, accept, feed, matter, practice};

#[test]
fn bad_lines_are_told_and_stop_no_other() {
    let folder = practice();
    let good = || matter("FB12", json!({"request": "face"}));
    let with = |key: &str, value: Value| {
        let mut line = good();
        line[key] = value;
        line
    };
    let cases: Vec<(Value, &str, &str)> = vec![
        (with("phone", json!("1700000")), "_phone", "phone"),
        (with("phone", json!(17_000_000_001_u64)), "phone", "wrong_type"),
        (with("phone", json!("无")), "_contact", "required"),
        (with("name", json!("  ")), "_name", "required"),
        (with("id", json!("610502194803150020")), "_id", "identity"),
        (with("item", json!("FB99")), "item", "unknown"),
        (with("resident", json!("0000009999")), "resident", "unknown"),
        (with("nmae", json!("刘秀英")), "nmae", "unknown_field"),
        (with("answers", json!({"reqest": "face"})), "reqest", "unknown_field"),
        (with("answers", json!({"request": "dance"})), "request", "unknown_option"),
        (with("answers", json!({"request": ["face"]})), "request", "wrong_type"),
        (with("answers", json!({})), "request", "required"),
        (with("answers", json!({"request": "face", "cert_year": 3000})), "cert_year", "out_of_range"),
        (with("materials", json!([2])), "materials", "materials_missing"),
        (with("materials", json!([0])), "materials", "unknown_material"),
        (with("materials", json!(["旧车票"])), "materials", "unknown_material"),
        (with("document_seen", json!(false)), "document_seen", "document_not_seen"),
        (with("decision", json!("maybe")), "decision", "unknown_option"),
        (with("decision", json!("gaps")), "decision", "step"),
        (with("decision", json!("refuse")), "reason", "required"),
        (with("decision", json!("supplement")), "note", "required"),
        (with("who", json!("family")), "_proxy_name", "required"),
    ];
    let mut lines: Vec<Value> = cases.iter().map(|(line, ..)| line.clone()).collect();
    lines.push(good());
    let ran = accept(folder.path(), &lines);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let answers = ran.lines();
    assert_eq!(answers.len(), cases.len() + 1);
    for ((line, field, code), answer) in cases.iter().zip(&answers) {
        let error = &answer["error"];
        assert_eq!(
            (error["field"].as_str(), error["code"].as_str()),
            (Some(*field), Some(*code)),
            "{line}\n{answer}"
        );
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()));
    }
    // Nothing that was refused has taken a number.
    assert_eq!(answers.last().unwrap()["serial"], "代26-0001");

    // What is no object, what is no text at all, and an empty line, which is counted and passed over.
    let ran = feed(folder.path(), &["accept", "--today", DAY], &format!("[1]\n\n{{\"item\":\n{}", good()));
    let answers = ran.lines();
    let told: Vec<(u64, Option<&str>)> =
        answers.iter().map(|a| (a["line"].as_u64().unwrap(), a["error"]["code"].as_str())).collect();
    assert_eq!(told, [(1, Some("json")), (3, Some("json")), (4, None)]);
    assert_eq!(answers[2]["serial"], "代26-0002", "a last line without its end counts");

    let long = format!("{{\"item\":\"FB12\",\"name\":\"{}\"}}\n{}\n", "长".repeat(200_000), good());
    let answers = feed(folder.path(), &["accept", "--today", DAY], &long).lines();
    assert_eq!(answers[0]["error"]["code"], "too_long");
    assert_eq!(answers[1]["serial"], "代26-0003");
}

#[test]
fn every_decision_gives_its_papers() {
    let folder = practice();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut line = matter(
            "FB13",
            json!({"request": "first", "age_band": "70-79",
            "bank": {"name": "示例银行", "account": "0000620000000000002"}}),
        );
        change(&mut line);
        line
    };
    let ran = accept(
        folder.path(),
        &[
            with(&|line| {
                line["materials"] = json!(["身份证、户口簿"]);
                line["decision"] = json!("gaps");
            }),
            with(&|line| {
                line["materials"] = json!([2]);
                line["decision"] = json!("supplement");
                line["note"] = json!("请带原件");
            }),
            with(&|line| {
                line["decision"] = json!("refuse");
                line["reason"] = json!("户籍不在本社区");
                line["basis"] = json!("由户籍地受理");
                line["redirect"] = json!("请到户籍地社区");
                line["note"] = json!("多余的话");
            }),
        ],
    );
    let answers = ran.lines();
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert_eq!(answers[0]["papers"], json!(["代26-0001", "告26-0001"]));
    assert_eq!(
        (answers[1]["serial"].as_str(), answers[1]["promised_on"].as_str()),
        (Some("告26-0002"), None)
    );
    assert!(answers[1]["due"].is_string());
    assert_eq!(answers[2]["serial"], "拒26-0001");
    assert_eq!(answers[2]["ignored"], json!(["note"]));
}
