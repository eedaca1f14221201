//! A desk in memory with invented people, and the program on a stage over it.
#![allow(dead_code)]

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use iced::Size;
use quanke::desk::{Decision, Desk, FirstRun, NewDecline, SHIPPED, ShiftedClock};
use quanke::domain::draft::Draft;
use quanke::domain::lang::Lang;
use quanke::domain::material::receive_all;
use quanke::this_pc::{Appearance, Delivery, ThisPc};
use quanke::ui::App;
use quanke::ui::app::Message;
use quanke::ui::ctx::Route;
use quanke::ui::stage::player::Player;

/// A player, and the folder its papers go to.
pub struct Stage {
    pub player: Player<App>,
    pub desk: Arc<Desk>,
    pub folder: tempfile::TempDir,
    _runtime: tokio::runtime::Runtime,
}

pub fn pc(language: Lang) -> ThisPc {
    ThisPc { language, delivery: Delivery::File, zoom: Some(100), ..ThisPc::default() }
}

pub fn dressed(language: Lang, appearance: Appearance) -> ThisPc {
    ThisPc { appearance, ..pc(language) }
}

pub fn clock_on(year: i32, month: u32, day: u32) -> Arc<ShiftedClock> {
    let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    Arc::new(ShiftedClock::standing(day, NaiveTime::from_hms_opt(10, 24, 0).unwrap()).unwrap())
}

/// A clock the test moves on.
pub struct Hand(std::sync::Mutex<ShiftedClock>);

impl Hand {
    pub fn on(year: i32, month: u32, day: u32) -> Arc<Self> {
        Arc::new(Self(std::sync::Mutex::new(*clock_on(year, month, day))))
    }

    pub fn set(&self, year: i32, month: u32, day: u32) {
        *self.0.lock().unwrap() = *clock_on(year, month, day);
    }
}

impl quanke::desk::Clock for Hand {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        self.0.lock().unwrap().now()
    }
}

/// The desk of 凤鸣社区 with its phones.
pub fn desk(clock: Arc<dyn quanke::desk::Clock>) -> Desk {
    let desk = Desk::in_memory(clock, &SHIPPED).unwrap();
    desk.first_run(&FirstRun { community: "凤鸣社区".into(), worker: "周敏".into(), practice: false })
        .unwrap();
    let mut community = desk.book().community.clone();
    community.enquiry_phone = "0913-200 0000".into();
    community.supervision_phone = "0913-200 0001".into();
    desk.save_community(&community).unwrap();
    desk
}

/// Puts the program on the stage, with a desk, at a screen.
pub fn open(desk: Desk, pc: ThisPc, size: (u32, u32), route: Route) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let logical = Size::new(size.0 as f32, size.1 as f32);
    // The program's first task begins at once, so there must be something to run it.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (app, first) = {
        let _within = runtime.enter();
        App::at_desk(desk, pc, folder.path().to_owned(), logical)
    };
    let desk = app.desk().unwrap();
    let mut player = Player::new(app, first, size, 1.0).unwrap();
    player.send(Message::Go(route)).unwrap();
    Stage { player, desk, folder, _runtime: runtime }
}

impl Stage {
    pub fn press(&mut self, keys: &[&str]) {
        for key in keys {
            self.player.press(key).unwrap();
        }
    }

    pub fn types(&mut self, letters: &str) {
        self.player.type_text(letters).unwrap();
    }

    /// Fails unless these words are seen.
    #[track_caller]
    pub fn sees(&mut self, words: &str) {
        let texts = self.player.texts();
        assert!(texts.iter().any(|text| text.contains(words)), "no “{words}” among {texts:#?}");
    }

    /// Fails unless these words are there, if need be after scrolling.
    #[track_caller]
    pub fn has(&mut self, words: &str) {
        assert!(self.player.has_text(words), "no “{words}”");
    }

    #[track_caller]
    pub fn does_not_see(&mut self, words: &str) {
        let texts = self.player.texts();
        assert!(!texts.iter().any(|text| text.contains(words)), "“{words}” among {texts:#?}");
    }

    #[track_caller]
    pub fn has_focus(&mut self, id: &str) {
        assert_eq!(self.player.focused_id().as_deref(), Some(id));
    }

    /// The names of the papers on file.
    pub fn papers(&self) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.folder.path().join(quanke::paper::office::FOLDER)) else {
            return Vec::new();
        };
        let mut names: Vec<String> =
            folder.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Keeps a picture for the eye, where one is wanted.
    pub fn picture(&mut self, name: &str) {
        if let Some(folder) = std::env::var_os("QUANKE_PICTURES") {
            self.player
                .picture()
                .unwrap()
                .save(std::path::Path::new(&folder).join(format!("{name}.png")))
                .unwrap();
        }
    }
}

/// Fills a form and finishes it; answers the resident's id.
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
    let form = quanke::desk::form_of(&item, opened.resident.as_ref());
    let context = quanke::domain::form::FillContext {
        now: desk.now().naive_local(),
        age: Some(80),
        ..Default::default()
    };
    quanke::domain::form::fill_defaults(&form.fields, &mut draft.entries, &draft.touched, &context);
    quanke::domain::form::fill_implied(&form.fields, &mut draft.entries, &draft.touched);
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
