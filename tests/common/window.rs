//! The whole program on a stage, without a window; papers are only kept as files.

use std::path::Path;
use std::sync::Arc;

use iced::Size;
use quanke::desk::Desk;
use quanke::domain::lang::Lang;
use quanke::this_pc::{Appearance, Delivery, ThisPc};
use quanke::ui::App;
use quanke::ui::app::Message;
use quanke::ui::ctx::Route;
use quanke::ui::stage::{Kind, Player};

/// What is set for the PC of a test.
pub fn pc(language: Lang) -> ThisPc {
    ThisPc { language, delivery: Delivery::File, zoom: Some(100), ..ThisPc::default() }
}

/// The same in another look.
pub fn dressed(language: Lang, appearance: Appearance) -> ThisPc {
    ThisPc { appearance, ..pc(language) }
}

/// What is kept for this PC in a folder.
pub fn kept(folder: &Path) -> ThisPc {
    ThisPc::load(folder)
}

/// The program at a desk, in so many physical pixels at a scale.
pub fn player(desk: Desk, lang: Lang, data: &Path, size: (u32, u32), scale: f32) -> Player<App> {
    let logical = Size::new(size.0 as f32 / scale, size.1 as f32 / scale);
    let (app, task) = App::at_desk(desk, pc(lang), data.to_owned(), logical);
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

/// What is typed in a field; of an empty one its placeholder.
pub fn typed(player: &mut Player<App>, id: &str) -> String {
    let found = player
        .survey()
        .into_iter()
        .find(|found| found.id.as_deref() == Some(id) && matches!(found.kind, Kind::Input(_)));
    found.and_then(|found| found.text().map(str::to_owned)).unwrap_or_default()
}

/// Draws a picture, and keeps it where `QUANKE_PICTURES` says, when it does.
pub fn picture(player: &mut Player<App>, name: &str) {
    let picture = player.picture().unwrap();
    if let Ok(folder) = std::env::var("QUANKE_PICTURES") {
        std::fs::create_dir_all(&folder).unwrap();
        picture.save(Path::new(&folder).join(format!("{name}.png"))).unwrap();
    }
}

/// The program with its desk, and the folder its papers go to.
pub struct Front {
    pub player: Player<App>,
    pub desk: Arc<Desk>,
    pub folder: tempfile::TempDir,
    _runtime: tokio::runtime::Runtime,
}

/// The program over a desk, in a language, on a stage of 1366 by 698.
pub fn front(desk: Desk, lang: Lang) -> Front {
    front_with(desk, ThisPc { language: lang, zoom: Some(100), ..ThisPc::default() })
}

/// The same with what is set for the PC.
pub fn front_with(desk: Desk, pc: ThisPc) -> Front {
    stage(desk, pc, (1366, 698))
}

/// The same, at a screen.
pub fn open(desk: Desk, pc: ThisPc, size: (u32, u32), route: Route) -> Front {
    let mut front = stage(desk, pc, size);
    front.player.send(Message::Go(route)).unwrap();
    front
}

fn stage(desk: Desk, pc: ThisPc, size: (u32, u32)) -> Front {
    let folder = tempfile::tempdir().unwrap();
    let logical = Size::new(size.0 as f32, size.1 as f32);
    // The program's first task begins at once, so there must be something to run it.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (app, first) = {
        let _within = runtime.enter();
        App::at_desk(desk, pc, folder.path().to_owned(), logical)
    };
    let desk = app.desk().unwrap();
    let player = Player::new(app, first, size, 1.0).unwrap();
    Front { player, desk, folder, _runtime: runtime }
}

impl Front {
    /// Presses keys.
    pub fn press(&mut self, keys: &[&str]) {
        for key in keys {
            self.player.press(key).unwrap();
        }
    }

    /// Tab until the focus is there.
    #[track_caller]
    pub fn goes_to(&mut self, id: &str) {
        for _ in 0..60 {
            if self.player.focused_id().as_deref() == Some(id) {
                return;
            }
            self.press(&["Tab"]);
        }
        panic!("Tab never comes to {id}");
    }

    /// Types letters.
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

    /// Fails when these words are seen.
    #[track_caller]
    pub fn does_not_see(&mut self, words: &str) {
        let texts = self.player.texts();
        assert!(!texts.iter().any(|text| text.contains(words)), "“{words}” among {texts:#?}");
    }

    /// Fails unless this has the focus.
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

    /// Draws a picture, and keeps it where one is wanted.
    pub fn picture(&mut self, name: &str) {
        picture(&mut self.player, name);
    }
}
