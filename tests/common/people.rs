//! Plainly invented people, and what they come for.

use quanke::desk::{Decision, Desk, Finished, NewDecline, form_of};
use quanke::domain::draft::Draft;
use quanke::domain::form::{FillContext, fill_defaults, fill_implied};
use quanke::domain::material::receive_all;

/// Takes a matter in for a new person, all papers in hand.
pub fn take(desk: &Desk, item: &str, person: &[(&str, &str)], answers: &[(&str, &str)]) -> Finished {
    let opened = desk.open_form(item, None, None).unwrap();
    let mut draft = opened.draft;
    for (key, value) in person.iter().chain(answers) {
        let _ = draft.entries.insert((*key).to_owned(), (*value).to_owned());
    }
    let book = desk.book();
    let item = book.catalogue.item(item).unwrap();
    let form = form_of(item, None);
    fill_implied(&form.fields, &mut draft.entries, &draft.touched);
    receive_all(item, &form.fields, &draft.entries, &mut draft.materials);
    draft.document_seen = true;
    let finished =
        desk.finish(&draft, &Decision::Accept).unwrap_or_else(|error| panic!("{}: {error:?}", item.code));
    if finished.visit.left.is_none() {
        desk.leave(&finished.visit.id).unwrap();
    }
    finished
}

/// 刘秀英 (80), 刘小燕 (45) and 李晓云 (74), all answering to `lxy`; 刘秀英 came last.
pub fn three_people(desk: &Desk) {
    let people: [(&str, &str, &str, &str); 3] = [
        ("李晓云", "610502195201150023", "13900007730", "西环路家属院 3号楼 1单元 101"),
        ("刘小燕", "610502198103071429", "13900000916", "凤馨苑小区 6号楼 2单元 302"),
        ("刘秀英", "610502194603100027", "13800005178", "幸福里小区 1号楼 2单元 201"),
    ];
    for (name, id, phone, address) in people {
        // The check digit of an invented number is computed, so that it passes.
        let id = with_check_digit(id);
        let person = [("_name", name), ("_id", id.as_str()), ("_phone", phone), ("_address", address)];
        let _ =
            take(desk, "FB11", &person, &[("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")]);
    }
}

/// The number with its last character put right (GB 11643).
pub fn with_check_digit(id: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = id.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
    let check = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][(sum % 11) as usize];
    format!("{}{check}", &id[..17])
}

/// Fills a form and finishes it; answers the resident's id and the number of the first paper.
pub fn takes_in(
    desk: &Desk,
    item: &str,
    resident: Option<&str>,
    given: &[(&str, &str)],
    decision: &Decision,
    all_papers: bool,
) -> (String, String) {
    let opened = desk.open_form(item, resident, None).unwrap();
    let mut draft: Draft = opened.draft;
    for (key, value) in given {
        let _ = draft.entries.insert((*key).to_owned(), (*value).to_owned());
    }
    let item = desk.item_at(&draft.item, draft.item_version).unwrap();
    let form = form_of(&item, opened.resident.as_ref());
    let context = FillContext { now: desk.now().naive_local(), age: Some(80), ..Default::default() };
    fill_defaults(&form.fields, &mut draft.entries, &draft.touched, &context);
    fill_implied(&form.fields, &mut draft.entries, &draft.touched);
    if all_papers {
        receive_all(&item, &form.fields, &draft.entries, &mut draft.materials);
    }
    draft.document_seen = true;
    desk.save_draft(&draft).unwrap();
    let finished = desk
        .finish(&draft, decision)
        .unwrap_or_else(|error| panic!("{error:?}: {:?}", form.judge(&draft.entries, desk.today()).errors));
    let serial = finished.papers.first().map(|paper| paper.serial.to_string()).unwrap_or_default();
    (finished.intake.resident.unwrap_or_default(), serial)
}

/// Declines a certificate.
pub fn declines(desk: &Desk, certificate: u32, asked_by: &str, resident: Option<&str>) {
    let _ = desk
        .decline(&NewDecline {
            certificate,
            asked_by: asked_by.to_owned(),
            resident: resident.map(ToOwned::to_owned),
            visit: None,
        })
        .unwrap();
}

/// 刘秀英, 80, an invented person.
pub const LIU: [(&str, &str); 4] = [
    ("_name", "刘秀英"),
    ("_id", "610525194603120025"),
    ("_phone", "13800005178"),
    ("_address", "幸福里小区 1号楼 2单元 201"),
];
