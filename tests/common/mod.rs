//! What the tests share: a desk with a few plainly invented people, and a player of the whole program.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use quanke::desk::{Decision, Desk, Finished, FirstRun, SHIPPED, ShiftedClock};
use quanke::domain::community::Community;
use quanke::domain::lang::Lang;
use quanke::domain::material::receive_all;
use quanke::this_pc::{Delivery, ThisPc};
use quanke::ui::App;
use quanke::ui::app::Message;
use quanke::ui::stage::Player;

/// 2026-05-07, a Thursday.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()
}

/// A desk in memory on that Thursday at 10:24, set up, with nobody on file.
pub fn desk() -> Desk {
    let time = NaiveTime::from_hms_opt(10, 24, 0).unwrap();
    let clock = ShiftedClock::standing(day(), time).unwrap();
    let desk = Desk::in_memory(Arc::new(clock), &SHIPPED).unwrap();
    desk.first_run(&FirstRun { community: "凤鸣社区".into(), worker: "周敏".into(), practice: false })
        .unwrap();
    desk.save_community(&Community {
        street: "渭滨街道".into(),
        address: "测试路1号".into(),
        enquiry_phone: "0913-200 0000".into(),
        supervision_phone: "0913-200 0001".into(),
        hours: "8:30-12:00 14:00-17:30".parse().unwrap(),
        ..desk.book().community.clone()
    })
    .unwrap();
    desk
}

/// Takes a matter in for a new person, all papers in hand.
pub fn take(desk: &Desk, item: &str, person: &[(&str, &str)], answers: &[(&str, &str)]) -> Finished {
    let opened = desk.open_form(item, None, None).unwrap();
    let mut draft = opened.draft;
    for (key, value) in person.iter().chain(answers) {
        let _ = draft.entries.insert((*key).to_owned(), (*value).to_owned());
    }
    let book = desk.book();
    let item = book.catalogue.item(item).unwrap();
    let form = quanke::desk::form_of(item, None);
    quanke::domain::form::fill_implied(&form.fields, &mut draft.entries, &draft.touched);
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

/// The whole program at a desk, without a window; papers are only kept as files.
pub fn player(desk: Desk, lang: Lang, data: &Path, size: (u32, u32), scale: f32) -> Player<App> {
    let pc = ThisPc { language: lang, delivery: Delivery::File, zoom: Some(100), ..ThisPc::default() };
    let logical = iced::Size::new(size.0 as f32 / scale, size.1 as f32 / scale);
    let (app, task) = App::at_desk(desk, pc, data.to_owned(), logical);
    let mut player = Player::new(app, task, size, scale).unwrap();
    player.send(Message::Resized(logical)).unwrap();
    player
}

/// Presses keys one after another: `"l x y Space 1 2 Enter"`; answers how many.
pub fn keys(player: &mut Player<App>, script: &str) -> usize {
    let mut count = 0;
    for key in script.split_whitespace() {
        player.press(key).unwrap_or_else(|error| panic!("{key}: {error}"));
        count += 1;
    }
    count
}

/// Keeps a picture where `QUANKE_PICTURES` says, when it does.
pub fn picture(player: &mut Player<App>, name: &str) {
    let picture = player.picture().unwrap();
    if let Ok(folder) = std::env::var("QUANKE_PICTURES") {
        std::fs::create_dir_all(&folder).unwrap();
        picture.save(Path::new(&folder).join(format!("{name}.png"))).unwrap();
    }
}

/// What is typed in a field; of an empty one its placeholder.
pub fn typed(player: &mut Player<App>, id: &str) -> String {
    let found = player.survey().into_iter().find(|found| {
        found.id.as_deref() == Some(id) && matches!(found.kind, quanke::ui::stage::Kind::Input(_))
    });
    found.and_then(|found| found.text().map(str::to_owned)).unwrap_or_default()
}
