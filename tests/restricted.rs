//! Restricted matters tell nothing on paper but their number.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{desk, take};
use quanke::paper::compose::compose;

#[test]
fn the_paper_of_a_restricted_matter_names_neither_the_matter_nor_the_answers() {
    let desk = desk();
    let person = [("_name", "测试甲"), ("_phone", "13800000000"), ("_address", "幸福里小区 1号楼")];
    let answers = [
        ("need", "after-school"),
        ("child_age", "9"),
        ("guardian_consent", "yes"),
        ("suspected_harm", "no"),
        ("parents_away", "no"),
    ];
    let book = desk.book();
    let item = book.catalogue.item("XY28").unwrap();
    let need = item.field("need").unwrap().options.first().unwrap().id.clone();
    let answers = answers.map(|(key, value)| if key == "need" { (key, need.as_str()) } else { (key, value) });
    let finished = take(&desk, "XY28", &person, &answers);
    let source = desk.paper(&finished.papers[0].serial.to_string()).unwrap();
    let text = compose(&source, false).texts().join("\n");
    assert!(text.contains(&finished.papers[0].serial.to_string()));
    for told in ["儿童", "留守", "困境", "XY28", "监护"] {
        assert!(!text.contains(told), "the paper tells {told}:\n{text}");
    }
}
