//! A desk on a stage, for the tests of screens.
// Each test file uses a part of it.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use iced::Size;
use quanke::desk::{Desk, FirstRun, SHIPPED, ShiftedClock};
use quanke::domain::lang::Lang;
use quanke::domain::staff::{Role, Staff};
use quanke::this_pc::ThisPc;
use quanke::ui::App;
use quanke::ui::stage::Player;

/// A thing that stands: the program on a stage, its desk's folder, and what was set.
pub struct Front {
    pub player: Player<App>,
    pub folder: tempfile::TempDir,
}

pub fn clock() -> Arc<ShiftedClock> {
    let day = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
    let time = NaiveTime::from_hms_opt(10, 24, 0).unwrap();
    Arc::new(ShiftedClock::standing(day, time).unwrap())
}

/// An empty desk in memory.
pub fn new_desk() -> Desk {
    Desk::in_memory(clock(), &SHIPPED).unwrap()
}

/// A desk at work: 周敏 is the supervisor, 吴磊 has the PIN 2468, 高洁 none.
pub fn desk_at_work() -> Desk {
    let desk = new_desk();
    staffed(&desk);
    desk
}

pub fn staffed(desk: &Desk) {
    let first = FirstRun { community: "凤鸣社区".into(), worker: "周敏".into(), practice: false };
    desk.first_run(&first).unwrap();
    for (name, pin) in [("吴磊", Some("2468")), ("高洁", None)] {
        let worker = Staff {
            id: String::new(),
            name: name.into(),
            role: Role::Generalist,
            restricted: false,
            pin_hash: None,
            retired: false,
        };
        desk.save_staff(&worker, pin).unwrap();
    }
}

/// The program over a desk, in a language, on a stage of 1366 by 698.
pub fn front(desk: Desk, lang: Lang) -> Front {
    front_with(desk, ThisPc { language: lang, zoom: Some(100), ..ThisPc::default() })
}

pub fn front_with(desk: Desk, pc: ThisPc) -> Front {
    let folder = tempfile::tempdir().unwrap();
    let size = Size::new(1366.0, 698.0);
    let (app, task) = App::at_desk(desk, pc, folder.path().to_owned(), size);
    let player = Player::new(app, task, (1366, 698), 1.0).unwrap();
    Front { player, folder }
}

/// What is kept for this PC.
pub fn kept(folder: &Path) -> ThisPc {
    ThisPc::load(folder)
}

/// Draws a picture, and writes it when pictures are asked for.
pub fn picture(player: &mut Player<App>, name: &str) {
    let drawn = player.picture().unwrap();
    if let Some(folder) = std::env::var_os("QUANKE_PICTURES") {
        let folder = PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        drawn.save(folder.join(format!("{name}.png"))).unwrap();
    }
}
