//! Pictures of the first run, the lock screen and the settings, in all looks and both languages.
//! Written to the folder named in `QUANKE_PICTURES`; without it only drawn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{desk_at_work, front_with, new_desk, picture};
use quanke::domain::lang::Lang;
use quanke::this_pc::{Appearance, ThisPc};

fn pc(language: Lang, appearance: Appearance) -> ThisPc {
    ThisPc { language, appearance, zoom: Some(100), ..ThisPc::default() }
}

const SIZES: [(u32, u32, f32); 3] = [(1366, 698, 1.0), (1366, 698, 1.25), (1366, 698, 1.5)];

#[test]
fn all_pictures() {
    let variants = [
        ("zh", Lang::Zh, Appearance::Light, 0),
        ("en", Lang::En, Appearance::Light, 0),
        ("zh-1093", Lang::Zh, Appearance::Dark, 1),
        ("en-1093", Lang::En, Appearance::Light, 1),
        ("zh-911", Lang::Zh, Appearance::HighContrast, 2),
        ("en-911", Lang::En, Appearance::Light, 2),
    ];
    for (name, lang, look, size) in variants {
        let (width, height, scale) = SIZES[size];
        let mut front = front_with(new_desk(), pc(lang, look));
        let p = &mut front.player;
        p.resize(width, height, scale).unwrap();
        picture(p, &format!("first-{name}"));
        p.press("Tab").unwrap();
        p.press("Tab").unwrap();
        p.press("2").unwrap();
        p.press("Enter").unwrap();
        picture(p, &format!("first-wrong-{name}"));

        let mut front = front_with(desk_at_work(), pc(lang, look));
        let p = &mut front.player;
        p.resize(width, height, scale).unwrap();
        p.press("Ctrl+L").unwrap();
        picture(p, &format!("lock-{name}"));
        p.press("2").unwrap();
        p.type_text("1111").unwrap();
        p.press("Enter").unwrap();
        picture(p, &format!("lock-wrong-{name}"));
        p.type_text("2468").unwrap();
        p.press("Enter").unwrap();
        p.press("Ctrl+L").unwrap();
        p.press("Shift+Tab").unwrap();
        p.press("1").unwrap();
        p.press("Enter").unwrap();
        p.press("F10").unwrap();
        for section in 1..=7 {
            p.press(&section.to_string()).unwrap();
            picture(p, &format!("set-{section}-{name}"));
        }
        p.press("1").unwrap();
        p.press("Enter").unwrap();
        p.type_text("x").unwrap();
        p.press("Esc").unwrap();
        p.press("3").unwrap();
        p.click_id("items-search").unwrap();
        p.type_text("gl").unwrap();
        p.press("Tab").unwrap();
        p.press("Down").unwrap();
        picture(p, &format!("set-item-{name}"));
        if width as f32 / scale < 1280.0 {
            p.press("Enter").unwrap();
            picture(p, &format!("set-item-{name}"));
            p.press("Esc").unwrap();
        }
        p.click_id("items-add").unwrap();
        picture(p, &format!("set-item-new-{name}"));
        p.press("Ctrl+S").unwrap();
        picture(p, &format!("set-item-new-wrong-{name}"));
        for add in ["item-material-add", "item-field-add"] {
            while p.focused_id().as_deref() != Some(add) {
                p.press("Tab").unwrap();
            }
            p.press("Enter").unwrap();
            p.ime_commit("测试项").unwrap();
        }
        while p.focused_id().as_deref() != Some("item-field-kind-0") {
            p.press("Tab").unwrap();
        }
        p.press("2").unwrap();
        p.press("Tab").unwrap();
        p.press("Tab").unwrap();
        picture(p, &format!("set-item-parts-{name}"));
    }
}
