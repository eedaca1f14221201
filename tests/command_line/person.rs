//! `quanke person`: masked, or in full with a reason that is recorded.

use super::*;

fn people() -> TempDir {
    let folder = practice();
    let answers = json!({ "request": "renew", "paid": "yes", "last_year_gap": "no" });
    let mut second = matter("FB11", answers.clone());
    second["id"] = json!(number(4));
    second["name"] = json!("刘秀云");
    second["phone"] = json!("17000000002");
    let taken = accept(folder.path(), &[matter("FB11", answers), second]);
    assert_eq!(taken.code, Some(0), "{}{}", taken.out, taken.err);
    folder
}

#[test]
fn who_it_is_and_what_was_done_is_told_masked() {
    let folder = people();
    let told = run(folder.path(), &["person", "刘秀英", "--json"]);
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
    let told = told.json();
    assert_eq!(told["name"], "刘*英");
    assert_eq!(told["phone"], "170****0001");
    assert_eq!(told["address"], "凤鸣小区 1号楼");
    assert_eq!(told["sex"], "female");
    assert_eq!(told["open"][0]["item"], "FB11");
    assert_eq!(told["open"][0]["state"], "accepted");
    let kinds: Vec<&str> =
        told["history"].as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect();
    for kind in ["visit", "matter", "paper"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    let text = told.to_string();
    assert!(!text.contains("刘秀英") && !text.contains("17000000001") && !text.contains(&number(2)));

    let id = told["id"].as_str().unwrap().to_owned();
    let lines = run(folder.path(), &["person", &id]);
    assert!(lines.out.contains("刘*英") && lines.out.contains("FB11"), "{}", lines.out);
    assert!(!lines.out.contains("刘秀英"), "{}", lines.out);
}

#[test]
fn everything_in_full_wants_a_reason() {
    let folder = people();
    let silent = run(folder.path(), &["person", "刘秀英", "--full"]);
    assert_eq!(silent.code, Some(2), "{}", silent.out);
    let blank = run(folder.path(), &["person", "刘秀英", "--full", "--reason", " ", "--today", DAY]);
    assert_eq!(blank.code, Some(2), "{}", blank.out);
    let told =
        run(folder.path(), &["person", "刘秀英", "--full", "--reason", "上门核对", "--today", DAY, "--json"]);
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
    assert_eq!(told.json()["name"], "刘秀英");
    assert_eq!(told.json()["document"], number(2));
    // The look stands in the store with its reason.
    let clock = std::sync::Arc::new(quanke::desk::SystemClock);
    let desk = quanke::desk::Desk::open_folder(folder.path(), clock, &quanke::desk::SHIPPED).unwrap().0;
    let looks = desk
        .store()
        .scan::<quanke::store::records::Look>(
            &quanke::store::Range::all(),
            quanke::store::Order::Ascending,
            9,
        )
        .unwrap();
    assert_eq!(looks.len(), 1);
    assert_eq!(looks[0].value.reason, "上门核对");
    assert_eq!(looks[0].value.subject, told.json()["id"].as_str().unwrap());
}

#[test]
fn several_people_are_listed_and_nobody_is_an_error() {
    let folder = people();
    let several = run(folder.path(), &["person", "刘秀", "--json"]);
    assert_eq!(several.code, Some(1));
    assert_eq!(several.json()["error"]["code"], "several");
    let message = several.json()["error"]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("刘*英") && message.contains("刘*云"), "{message}");
    let nobody = run(folder.path(), &["person", "王建国", "--json"]);
    assert_eq!((nobody.code, nobody.json()["error"]["code"].as_str().unwrap()), (Some(1), "unknown"));
}

#[test]
fn help_speaks_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, word) in [("zh", "写明原因"), ("en", "the look is recorded")] {
        let help = run(folder.path(), &["person", "--help", "--lang", lang]);
        assert!(help.out.contains(word), "{}", help.out);
    }
}
