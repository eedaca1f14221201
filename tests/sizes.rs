//! Every screen at every width, zoom and look: nothing is clipped away, nothing panics, no key of a word is shown raw.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{desk, keys, picture, player, three_people};
use quanke::domain::lang::Lang;

#[test]
fn reception_and_form_at_every_size_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        for (name, size, scale) in [
            ("1366", (1366, 698), 1.0),
            ("1093", (1366, 698), 1.25),
            ("911", (1366, 698), 1.5),
            ("1536", (1920, 1010), 1.25),
        ] {
            let data = tempfile::tempdir().unwrap();
            let desk = desk();
            three_people(&desk);
            let mut player = player(desk, lang, data.path(), size, scale);
            let tag = format!("{name}-{}", lang.tag());
            picture(&mut player, &format!("reception-{tag}"));
            let _ = keys(&mut player, "l x y Space 1 3");
            picture(&mut player, &format!("found-{tag}"));
            let _ = keys(&mut player, "Enter");
            picture(&mut player, &format!("form-{tag}"));
            let _ = keys(&mut player, "2 Ctrl+P");
            picture(&mut player, &format!("form-errors-{tag}"));
            let _ = keys(&mut player, "Ctrl+D");
            picture(&mut player, &format!("refuse-{tag}"));
            let _ = keys(&mut player, "Esc F1");
            picture(&mut player, &format!("help-{tag}"));
            // The button is in reach, and so is the last of the keys.
            let _ = player.place_of_id("help-close").unwrap();
            let _ = keys(&mut player, "PageDown PageDown");
            let last = lang.pick("往下走，不打印", "Go on, without printing");
            assert!(player.texts().iter().any(|text| text == last), "{:?}", player.texts());
            picture(&mut player, &format!("help-end-{tag}"));
            for text in player.texts() {
                assert!(!text.contains("No localization"), "{text}");
            }
        }
    }
}
