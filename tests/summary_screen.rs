//! F5: the week is already there; its figures open, its words are written, it is finalised and printed, by keys alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Front, dressed, open, pc, player, two_weeks};
use quanke::desk::NewVisit;
use quanke::domain::lang::Lang;
use quanke::this_pc::Appearance;
use quanke::ui::ctx::Route;

const WIDE: (u32, u32) = (1366, 698);

fn at(lang: Lang) -> Front {
    open(two_weeks().0, pc(lang), WIDE, Route::Reception)
}

#[test]
fn the_week_is_there_and_its_balance_ties() {
    for (lang, seen) in [
        (
            Lang::Zh,
            [
                "30 人次",
                "24 批，比上周 ±0",
                "上周结转",
                "相符",
                "五小服务",
                "示例银行 1",
                "社会救助",
                "草稿，未定稿",
            ],
        ),
        (
            Lang::En,
            [
                "30 people",
                "24 visits, ±0 on last week",
                "carried in",
                "Ties",
                "Five services",
                "not told 2",
                "Social assistance",
                "Draft",
            ],
        ),
    ] {
        let mut stage = at(lang);
        stage.press(&["F5"]);
        for words in seen {
            stage.has(words);
        }
        stage.has_focus("summary-kind");
        stage.picture(&format!("summary-{}", lang.pick("zh", "en")));
        stage.press(&["2"]);
        stage.has(lang.pick("各网格", "By grid"));
        stage.picture(&format!("summary-month-{}", lang.pick("zh", "en")));
        stage.press(&["3"]);
        stage.has(lang.pick("各工作人员", "By worker"));
        stage.has(lang.pick("不作排名", "ranks nobody"));
        stage.picture(&format!("summary-year-{}", lang.pick("zh", "en")));
        stage.press(&["Esc"]);
        stage.has_focus("entry");
    }
}

#[test]
fn a_figure_opens_the_records_behind_it_and_one_of_them_opens_its_matter() {
    for lang in [Lang::Zh, Lang::En] {
        let mut stage = at(lang);
        stage.press(&["F5"]);
        stage.player.click_id("summary-of-taken").unwrap();
        stage.sees(lang.pick("18 条", "18 records"));
        stage.has_focus("summary-behind");
        stage.picture(&format!("summary-behind-{}", lang.pick("zh", "en")));
        stage.does_not_see("刘秀英");
        stage.press(&["Esc"]);
        stage.has_focus("summary-kind");
        stage.player.click_id("summary-of-taken").unwrap();
        stage.press(&["Down", "Up", "Enter"]);
        stage.sees(lang.pick("填写的内容", "Answers"));
    }
}

#[test]
fn weeks_are_turned_by_key_and_f5_comes_back() {
    let mut stage = at(Lang::Zh);
    stage.press(&["F5"]);
    stage.sees("2026年5月4日–10日（第19周）");
    stage.press(&["PageUp"]);
    stage.sees("2026年4月27日–5月3日（第18周）");
    stage.press(&["PageUp", "PageUp", "PageUp"]);
    stage.has("这一期没有人来");
    stage.picture("summary-empty-zh");
    stage.press(&["F5"]);
    stage.sees("2026年5月4日–10日（第19周）");
}

#[test]
fn the_clerks_words_are_written_by_key_and_stand_in_the_report() {
    let mut stage = at(Lang::Zh);
    stage.press(&["F5", "Enter"]);
    stage.has_focus("summary-hot-0");
    stage.picture("summary-words-zh");
    // What the enquiries were about stands there already.
    assert_eq!(common::typed(&mut stage.player, "summary-hot-0"), "社会救助");
    stage.press(&["Enter", "Enter"]);
    stage.has_focus("summary-hot-1");
    stage.types("充电桩加装选址");
    stage.press(&["Enter"]);
    stage.types("many");
    stage.press(&["Ctrl+S"]);
    stage.has_focus("summary-hot-count-1");
    for _ in 0..4 {
        stage.press(&["Backspace"]);
    }
    stage.types("7");
    stage.press(&["Ctrl+S"]);
    stage.has("充电桩加装选址");
    stage.has("7 次");
    stage.has("填报人写");
    // Esc keeps what was written; a word that was not touched fixes nothing.
    stage.press(&["Enter"]);
    stage.types("停水");
    stage.press(&["Esc"]);
    stage.has("社会救助停水");
    let mut untouched = at(Lang::Zh);
    untouched.press(&["F5", "Enter", "Esc"]);
    untouched.has("来自咨询登记");
}

#[test]
fn it_is_finalised_after_a_second_word_and_printed_by_one_key() {
    let mut stage = at(Lang::Zh);
    stage.press(&["F5", "Ctrl+S"]);
    stage.sees("到这一期最后一个工作日（5月9日）才能定稿");
    let (desk, clock) = two_weeks();
    clock.set(common::at(chrono::NaiveDate::from_ymd_opt(2026, 5, 9).unwrap(), 990));
    let mut stage = open(desk, pc(Lang::Zh), WIDE, Route::Reception);
    stage.press(&["F5", "Ctrl+S"]);
    stage.sees("这一期还没有过完");
    stage.press(&["Esc"]);
    stage.sees("草稿，未定稿");
    stage.press(&["Ctrl+S", "Ctrl+S"]);
    stage.sees("已定稿");
    stage.sees("重算更正");
    // Final: Enter writes nothing any more.
    stage.press(&["Enter"]);
    stage.does_not_see("居民问得多的事，一行一件");
    stage.press(&["Ctrl+P"]);
    assert_eq!(stage.papers(), ["周报-2026-W19.pdf"]);
    // Counted again, nothing differs: there is nothing to note, and Esc goes back.
    stage.player.click_id("summary-final").unwrap();
    stage.sees("与定稿的数字相同");
    stage.does_not_see("记为更正");
    stage.press(&["Esc"]);
    // Somebody was forgotten: what differs is seen before it is noted.
    let _visit = stage.desk.arrive(&NewVisit { people: 2, ..NewVisit::default() }).unwrap();
    stage.player.click_id("summary-final").unwrap();
    stage.sees("与定稿不同的有");
    stage.has_focus("summary-why");
    stage.picture("summary-recount-zh");
    stage.types("补登一批");
    stage.press(&["Enter"]);
    stage.sees("已记为更正");
    stage.has("更正");
    stage.player.click_id("summary-final").unwrap();
    stage.sees("上次更正已经记下");
    stage.does_not_see("记为更正");
}

#[test]
fn it_can_be_read_at_every_zoom_and_in_every_look() {
    for lang in [Lang::Zh, Lang::En] {
        let code = lang.pick("zh", "en");
        for scale in [1.25_f32, 1.5] {
            let folder = tempfile::tempdir().unwrap();
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let _within = runtime.enter();
            let mut player = player(two_weeks().0, lang, folder.path(), WIDE, scale);
            player.press("F5").unwrap();
            assert!(player.has_text(lang.pick("五小服务", "Five services")));
            common::picture(&mut player, &format!("summary-{code}-{}", (scale * 100.0) as u32));
            assert!(player.has_text(lang.pick("超期与三日内到期", "Overdue and due soon")));
        }
    }
    for look in [Appearance::Dark, Appearance::HighContrast] {
        let mut stage = open(two_weeks().0, dressed(Lang::Zh, look), WIDE, Route::Summary);
        stage.has("五小服务");
        stage.picture(&format!("summary-{look:?}").to_lowercase());
    }
}
