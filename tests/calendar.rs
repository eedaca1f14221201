//! The calendar of rooms on the screen: week, day, month and list, by pointer and by key. Pictures are kept in the folder named in
//! `QUANKE_PICTURES`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calendar_data;
mod centre;
#[path = "support/stage.rs"]
mod stage;

use calendar_data::{busy_desk, thursday};
use quanke::domain::lang::Lang;
use quanke::this_pc::Appearance;
use quanke::ui::ctx::Route;
use stage::{Stage, dressed, open, pc};

const WIDE: (u32, u32) = (1366, 698);

fn rooms(size: (u32, u32), lang: Lang, appearance: Appearance) -> Stage {
    open(busy_desk(), dressed(lang, appearance), size, Route::Rooms)
}

fn at_work() -> Stage {
    open(busy_desk(), pc(Lang::Zh), WIDE, Route::Rooms)
}

#[test]
fn pictures_of_every_view_in_every_look_and_width() {
    let looks = [
        ("light", Appearance::Light, Lang::Zh),
        ("dark", Appearance::Dark, Lang::Zh),
        ("high", Appearance::HighContrast, Lang::Zh),
        ("en", Appearance::Light, Lang::En),
    ];
    for (name, appearance, lang) in looks {
        for (width, height) in [(1366, 698), (1093, 558), (911, 465), (1536, 808)] {
            if name != "light" && name != "en" && width != 1366 {
                continue;
            }
            let mut stage = rooms((width, height), lang, appearance);
            stage.sees("合唱提高班");
            stage.picture(&format!("rooms-week-{name}-{width}"));
            stage.press(&["Right"]);
            stage.picture(&format!("rooms-week-chosen-{name}-{width}"));
            for (key, view) in [("day", 1), ("month", 2), ("list", 3)] {
                stage
                    .player
                    .send(quanke::ui::app::Message::Screen(quanke::ui::screen::Message::Rooms(
                        quanke::ui::screen::rooms::Message::Show(quanke::ui::screen::rooms::Shows::ALL[view]),
                    )))
                    .unwrap();
                stage.picture(&format!("rooms-{key}-{name}-{width}"));
            }
        }
    }
    let _ = thursday();
}
