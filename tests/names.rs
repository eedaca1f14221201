//! 姓名: whoever is named in a form is masked on the screen and in its preview, and stands on the paper only where the
//! paper must name them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{desk, keys, picture, player, take, three_people, typed};
use quanke::desk::Desk;
use quanke::domain::form::FieldType;
use quanke::domain::lang::Lang;
use quanke::paper::compose::compose;

/// A person on file and the answers every form of the tests below wants.
const PERSON: [(&str, &str); 3] =
    [("_name", "测试甲"), ("_phone", "13800000009"), ("_address", "幸福里小区 3号楼 1单元 102")];

/// What a paper says, as one text.
fn said(desk: &Desk, serial: &str) -> String {
    format!("{:?}", compose(&desk.paper(serial).unwrap(), false))
}

#[test]
fn every_field_that_names_a_person_is_covered_by_its_type_or_kept_off_paper() {
    let desk = desk();
    let book = desk.book();
    let mut named = 0;
    for item in &book.catalogue.items {
        for field in &item.fields {
            let asks = ["联系人", "监护人", "被推荐人", "家属", "照护人", "认领人", "捐赠人", "房东", "紧急"];
            let asks = asks.iter().any(|word| field.label_zh.contains(word)) || field.key == "nominee";
            if !asks || matches!(field.kind, FieldType::Phone | FieldType::Choice | FieldType::Multichoice) {
                continue;
            }
            if field.kind == FieldType::Bool {
                continue;
            }
            named += 1;
            assert!(
                field.private || field.kind == FieldType::Name,
                "{} {} {} is shown in full",
                item.code,
                field.key,
                field.label_zh
            );
        }
    }
    assert!(named >= 9, "only {named} fields were looked at");
}

#[test]
fn a_contact_person_is_masked_on_the_form_and_in_the_preview() {
    for lang in [Lang::Zh, Lang::En] {
        let data = tempfile::tempdir().unwrap();
        let desk = desk();
        three_people(&desk);
        let mut player = player(desk, lang, data.path(), (1366, 698), 1.0);
        // 老年大学课程报名 asks for a contact in an emergency.
        let _ = keys(&mut player, "l x y Space 4 Enter");
        let contact = "f:emergency_contact";
        player.click_id(contact).unwrap();
        player.ime_commit("王秀兰").unwrap();
        assert_eq!(typed(&mut player, contact), "王秀兰", "what is being typed is seen");
        let _ = keys(&mut player, "Enter");
        assert_eq!(typed(&mut player, contact), "王*兰");
        assert!(!player.has_text("王秀兰"), "{:?}", player.texts());
        picture(&mut player, &format!("names-{}", lang.tag()));
        player.hold("F8").unwrap();
        assert_eq!(typed(&mut player, contact), "王秀兰");
        player.release("F8").unwrap();
        assert_eq!(typed(&mut player, contact), "王*兰");
        // 养老待遇资格认证 at home: name and phone in one line.
        let _ = keys(&mut player, "F2 l x y Space 1 2 Enter");
        player.click_text(if lang == Lang::Zh { "是" } else { "Yes" }).unwrap();
        let alternative = "f:contact_alt";
        player.click_id(alternative).unwrap();
        player.ime_commit("王秀兰 13800001234").unwrap();
        let _ = keys(&mut player, "Enter");
        assert_eq!(typed(&mut player, alternative), "王*兰 138****1234");
    }
}

#[test]
fn a_new_persons_name_is_masked_once_it_is_written() {
    let data = tempfile::tempdir().unwrap();
    let mut player = player(desk(), Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "3 0 Enter");
    assert_eq!(player.focused_id().as_deref(), Some("f:_name"), "{:?}", player.texts());
    player.ime_commit("测试乙").unwrap();
    let _ = keys(&mut player, "Enter");
    assert_eq!(typed(&mut player, "f:_name"), "测*乙");
    player.click_id("f:nominee").unwrap();
    player.ime_commit("王秀兰").unwrap();
    let _ = keys(&mut player, "Enter");
    let texts = player.texts();
    assert!(!texts.iter().any(|text| text.contains("王秀兰") || text.contains("测试乙")), "{texts:?}");
    assert!(texts.iter().any(|text| text == "王*兰"), "the preview names them masked: {texts:?}");
    player.hold("F8").unwrap();
    let texts = player.texts();
    assert!(texts.iter().any(|text| text == "王秀兰"), "and in full while F8 is held: {texts:?}");
}

#[test]
fn the_paper_names_whom_it_must_and_nobody_else() {
    let desk = desk();
    // Who is recommended stands on the receipt of the recommendation.
    let answers =
        [("category", "neighbor"), ("nominee", "王秀兰"), ("deed", "多年照顾邻居"), ("consent", "yes")];
    let finished = take(&desk, "DX30", &PERSON[..2], &with_choices(&desk, "DX30", &answers));
    let receipt = said(&desk, &finished.papers[0].serial.to_string());
    assert!(receipt.contains("王秀兰"), "{receipt}");
    assert!(receipt.contains("测试甲"), "the applicant's own paper bears the applicant's name");
    // Whom to call in an emergency does not stand on the slip of the enrolment.
    let answers = [
        ("course", "声乐基础班"),
        ("term", "春季班"),
        ("emergency_contact", "王秀兰"),
        ("emergency_phone", "13800001234"),
    ];
    let finished = take(&desk, "PT04", &PERSON, &with_choices(&desk, "PT04", &answers));
    let slip = said(&desk, &finished.papers[0].serial.to_string());
    assert!(!slip.contains("王秀兰"), "{slip}");
    assert!(slip.contains("声乐基础班"), "{slip}");
}

#[test]
fn a_contact_in_place_of_a_phone_is_masked_on_paper_too() {
    let desk = desk();
    let person =
        [("_name", "测试甲"), ("_phone", "无"), ("_contact", "王秀兰"), ("_address", "幸福里小区 3号楼")];
    let answers = [("topic_title", "加装晾衣架")];
    let finished = take(&desk, "PT05", &person, &with_choices(&desk, "PT05", &answers));
    let receipt = said(&desk, &finished.papers[0].serial.to_string());
    assert!(receipt.contains("无（联系人 王*兰）"), "{receipt}");
    let person = desk.resident(finished.intake.resident.as_deref().unwrap()).unwrap();
    assert_eq!(person.contact, "王秀兰", "the desk knows whom to ask");
}

#[test]
fn the_page_of_a_matter_covers_the_names_too() {
    let data = tempfile::tempdir().unwrap();
    let desk = desk();
    let answers = [
        ("course", "声乐基础班"),
        ("term", "春季班"),
        ("emergency_contact", "王秀兰"),
        ("emergency_phone", "13800001234"),
    ];
    let finished = take(&desk, "PT04", &PERSON, &with_choices(&desk, "PT04", &answers));
    let serial = finished.papers[0].serial.to_string();
    let mut player = player(desk, Lang::Zh, data.path(), (1366, 698), 1.0);
    player.send(quanke::ui::app::Message::Go(quanke::ui::ctx::Route::Matter(serial))).unwrap();
    assert!(player.has_text("王*兰"), "{:?}", player.texts());
    assert!(!player.has_text("王秀兰"));
    picture(&mut player, "names-matter");
}

/// The answers given, and of every other choice that must be made the first option.
fn with_choices(
    desk: &Desk,
    item: &str,
    given: &[(&'static str, &'static str)],
) -> Vec<(&'static str, &'static str)> {
    let book = desk.book();
    let mut answers = given.to_vec();
    for field in book.catalogue.item(item).unwrap().desk_fields().filter(|field| field.required) {
        if answers.iter().any(|(key, _)| *key == field.key) {
            continue;
        }
        let value = match field.kind {
            FieldType::Choice | FieldType::Multichoice => field.options[0].id.clone(),
            FieldType::Bool => "yes".to_owned(),
            FieldType::Int => "2".to_owned(),
            _ => continue,
        };
        answers.push((leak(&field.key), leak(&value)));
    }
    answers
}

fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
