//! 表样: the columns, heads and titles each sub-district wants, looked after from the dialog of an export.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};

use calamine::{DataType, Reader, Xlsx, open_workbook};
use common::{Front, desk, dressed, open, pc, takes_in, three_people};
use quanke::desk::{Decision, Desk, LedgerQuery};
use quanke::domain::fact::Channel;
use quanke::domain::lang::Lang;
use quanke::domain::ledger::{Content, Ledger, Profile, ProfileColumn};
use quanke::exchange::sheet::{Sheet, SheetColumn, SheetHead};
use quanke::exchange::xlsx::write_sheets;
use quanke::this_pc::Appearance;
use quanke::ui::ctx::Route;

const DRAWN: (u32, u32) = (1366, 698);
/// 100, 125 and 150 % of 1366 by 698.
const SIZES: [((u32, u32), &str); 3] = [(DRAWN, "100"), ((1093, 558), "125"), ((911, 465), "150")];

fn busy() -> Desk {
    let desk = desk();
    three_people(&desk);
    desk
}

fn at_export(desk: Desk, lang: Lang, size: (u32, u32)) -> Front {
    let mut stage = open(desk, pc(lang), size, Route::Records);
    stage.press(&["Ctrl+E"]);
    stage.has_focus("export-do");
    stage
}

/// The list of the profiles.
fn at_profiles(desk: Desk, lang: Lang, size: (u32, u32)) -> Front {
    let mut stage = at_export(desk, lang, size);
    stage.press(&["Ctrl+O"]);
    stage.has_focus("profiles-list");
    stage
}

/// An empty form as a sub-district hands it out.
fn form(folder: &Path, name: &str, heads: &[&str]) -> PathBuf {
    let path = folder.join(name);
    let head = SheetHead {
        name: "样表".into(),
        titles: vec!["渭滨街道2026年台账".into()],
        columns: heads.iter().map(|head| SheetColumn::new(*head, 12)).collect(),
    };
    write_sheets(&path, &[Sheet { head, rows: Vec::new() }]).unwrap();
    path
}

const HEADS: [&str; 5] = ["序号", "受理时间", "群众姓名（盖章）", "手机", "所属社区"];

fn rows_of(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let name = book.sheet_names()[0].clone();
    let sheet = book.worksheet_range(&name).unwrap();
    let words = |row: &[calamine::Data]| {
        row.iter().map(|cell| cell.as_string().unwrap_or_default()).collect::<Vec<String>>()
    };
    sheet.rows().map(words).collect()
}

fn keeps(desk: &Desk, name: &str, whom: &str) -> Profile {
    let built_in = Profile::built_in(Ledger::Intakes);
    let profile = Profile { id: String::new(), name: name.into(), whom: whom.into(), ..built_in };
    desk.save_ledger_profile(&profile).unwrap()
}

fn kept(stage: &Front) -> Vec<Profile> {
    stage.desk.ledger_profiles(Ledger::Intakes).unwrap().split_off(1)
}

/// Reads a form from a file; the editor is open then.
fn learns(stage: &mut Front, path: &Path) {
    stage.press(&["Ctrl+O"]);
    stage.has_focus("profile-path");
    stage.types(path.to_str().unwrap());
    stage.press(&["Enter"]);
    stage.has_focus("profile-columns");
}

#[test]
fn from_the_heads_of_a_file_to_the_exported_table_by_keys_alone() {
    let mut stage = at_profiles(busy(), Lang::Zh, DRAWN);
    stage.picture("profiles-list");
    let folder = tempfile::tempdir().unwrap();
    // The name of who works here is no part of what a form is called.
    let path = form(folder.path(), "渭滨街道月报-周敏.xlsx", &HEADS);
    learns(&mut stage, &path);
    stage.sees("3 列认得，1 列请核对，1 列不认得");
    stage.sees("包含，请核对");
    stage.picture("profiles-learnt");
    // What nobody understood: the same words in every row, and a place further to the front.
    stage.press(&["Down", "Down"]);
    stage.sees("不认得");
    stage.press(&["Enter"]);
    stage.has_focus("profile-contents");
    stage.picture("profiles-contents");
    stage.types("gdwz");
    stage.press(&["Enter"]);
    stage.has_focus("profile-fixed");
    stage.types("凤鸣社区");
    stage.press(&["Enter"]);
    stage.has_focus("profile-columns");
    stage.press(&["Alt+Up"]);
    stage.sees("4 列认得，1 列请核对，0 列不认得");
    // Another head for the name, and a column the form has not.
    stage.press(&["Up"]);
    stage.goes_to("profile-head");
    stage.press(&["Ctrl+A"]);
    stage.types("群众姓名");
    stage.press(&["Enter", "End", "Space"]);
    stage.sees("第 6 列");
    stage.picture("profiles-adjusted");
    stage.press(&["Ctrl+S"]);

    stage.has_focus("export-do");
    stage.sees("渭滨街道月报");
    stage.picture("profiles-chosen");
    stage.press(&["Enter"]);
    stage.sees("已写 3 条");
    let file = stage.folder.path().join("exports").join("服务事项受理台账-20260408-20260507.xlsx");
    let rows = rows_of(&file);
    assert_eq!(rows[0][0], "渭滨街道2026年台账");
    assert_eq!(rows[1], ["序号", "受理时间", "群众姓名", "所属社区", "手机", "备注"]);
    assert_eq!(rows[2][2..5], ["李*云", "凤鸣社区", "139****7730"]);
    assert_eq!(rows.len(), 5);

    let profile = kept(&stage).remove(0);
    assert_eq!((profile.name.as_str(), profile.whom.as_str()), ("渭滨街道月报", "渭滨街道"));
}

#[test]
fn the_built_in_profile_is_copied_and_neither_changed_nor_retired() {
    let mut stage = at_profiles(busy(), Lang::Zh, DRAWN);
    stage.press(&["Enter"]);
    stage.sees("自带的表样不能改，可以复制一份再改");
    stage.press(&["Ctrl+N"]);
    stage.has_focus("profile-name");
    stage.sees("新表样：服务事项受理台账");
    stage.picture("profiles-copy");
    stage.press(&["Ctrl+A"]);
    stage.types("区里要的");
    // Enter goes on.
    stage.press(&["Enter"]);
    stage.has_focus("profile-whom");
    stage.goes_to("profile-columns");
    stage.press(&["Space", "Down", "Alt+Down", "Ctrl+S"]);
    stage.has_focus("export-do");
    let profile = kept(&stage).remove(0);
    assert_eq!(profile.name, "区里要的");
    let heads: Vec<&str> = profile.columns.iter().take(3).map(|column| column.head.as_str()).collect();
    assert_eq!(heads, ["受理日期", "受理编号", "事项编码"]);

    // Changed once more under its own name, it is the same profile; a column left out is there to be taken in again.
    stage.press(&["Ctrl+O", "Enter"]);
    stage.has_focus("profile-columns");
    stage.sees("修改表样");
    stage.press(&["End", "Space", "Home"]);
    stage.goes_to("profile-down");
    stage.press(&["Enter", "Ctrl+S"]);
    let again = kept(&stage).remove(0);
    assert_eq!(again.id, profile.id);
    let heads: Vec<&str> = again.columns.iter().map(|column| column.head.as_str()).collect();
    assert_eq!((heads[0], heads[1], *heads.last().unwrap()), ("受理编号", "受理日期", "序号"));
}

#[test]
fn a_profile_is_retired_by_two_presses_and_not_by_one() {
    let desk = busy();
    let profile = keeps(&desk, "旧表", "渭滨街道");
    let mut stage = at_profiles(desk, Lang::Zh, DRAWN);
    stage.press(&["Down"]);
    stage.goes_to("profiles-retire");
    stage.press(&["Enter"]);
    stage.sees("再按一次停用");
    stage.picture("profiles-retiring");
    // Esc takes it back, and so does a step elsewhere.
    stage.press(&["Esc"]);
    stage.has_focus("profiles-list");
    stage.does_not_see("再按一次停用");
    stage.goes_to("profiles-retire");
    stage.press(&["Enter"]);
    assert_eq!(kept(&stage), [profile]);
    stage.press(&["Enter"]);
    stage.sees("已停用“旧表”");
    assert!(kept(&stage).is_empty());
    stage.picture("profiles-retired");
    stage.press(&["Esc"]);
    stage.has_focus("export-profiles");
    stage.does_not_see("旧表");
}

#[test]
fn what_is_wrong_is_told_beside_the_field_and_nothing_is_kept() {
    let desk = busy();
    let _ = keeps(&desk, "月报", "");
    let mut stage = at_profiles(desk, Lang::Zh, DRAWN);
    stage.press(&["Ctrl+N", "Ctrl+A", "Backspace", "Ctrl+S"]);
    stage.has_focus("profile-name");
    stage.sees("请给表样起个名字");
    stage.types("月报");
    stage.does_not_see("请给表样起个名字");
    stage.press(&["Ctrl+S"]);
    stage.sees("已有同名的表样");
    stage.has_focus("profile-name");
    stage.types("二");
    // A column of its own without a head.
    stage.goes_to("profile-columns");
    stage.press(&["Ctrl+N"]);
    stage.has_focus("profile-head");
    stage.press(&["Ctrl+S"]);
    stage.sees("第 2 列没有列名");
    stage.has_focus("profile-head");
    stage.picture("profiles-faults");
    stage.types("领导签字");
    stage.does_not_see("没有列名");
    // A title far too long.
    stage.goes_to("profile-title-3");
    stage.types(&"长".repeat(121));
    stage.press(&["Ctrl+S"]);
    stage.has_focus("profile-title-3");
    stage.sees("121");
    assert_eq!(kept(&stage).len(), 1);
    stage.press(&["Ctrl+A"]);
    stage.types("填报：｛社区｝");
    stage.sees("填报：凤鸣社区");
    stage.press(&["Ctrl+S"]);
    stage.has_focus("export-do");
    let profile = kept(&stage).into_iter().find(|profile| profile.name == "月报二").unwrap();
    assert_eq!(profile.titles[2], "填报：{社区}");
    let own = ProfileColumn { head: "领导签字".into(), content: Content::Empty, width: None };
    assert_eq!(profile.columns[1], own);
}

#[test]
fn a_profile_without_columns_is_not_kept() {
    let mut stage = at_profiles(busy(), Lang::Zh, DRAWN);
    stage.press(&["Ctrl+N"]);
    stage.goes_to("profile-columns");
    for _ in Ledger::Intakes.columns() {
        stage.press(&["Space", "Down"]);
    }
    stage.press(&["Ctrl+S"]);
    stage.sees("表样里没有列");
    stage.has_focus("profile-columns");
    stage.picture("profiles-no-columns");
    assert!(kept(&stage).is_empty());
}

#[test]
fn unsaved_changes_are_told_once_before_they_are_left() {
    let desk = busy();
    let profile = keeps(&desk, "月报", "渭滨街道");
    let mut stage = at_profiles(desk, Lang::Zh, DRAWN);
    // With nothing changed Esc just leaves.
    stage.press(&["Down", "Enter", "Esc"]);
    stage.has_focus("profiles-list");
    stage.press(&["Enter", "Alt+Down", "Esc"]);
    stage.sees("再按一次 Esc，不保存就离开");
    stage.picture("profiles-unsaved");
    // Who goes on is asked again.
    stage.press(&["Alt+Down", "Esc"]);
    stage.sees("再按一次 Esc，不保存就离开");
    stage.press(&["Esc"]);
    stage.has_focus("profiles-list");
    assert_eq!(kept(&stage), [profile]);
    // Put back as it was, nothing would be lost.
    stage.press(&["Enter", "Alt+Down", "Alt+Up", "Esc"]);
    stage.has_focus("profiles-list");
    stage.press(&["Esc", "Esc"]);
    stage.has_focus("records-table");
}

#[test]
fn a_file_that_is_no_form_is_told_and_can_be_put_right() {
    let mut stage = at_profiles(busy(), Lang::Zh, DRAWN);
    stage.press(&["Ctrl+O", "Enter"]);
    stage.sees("请写文件的位置");
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("没有.xlsx");
    stage.types(missing.to_str().unwrap());
    stage.press(&["Enter"]);
    stage.has_focus("profile-path");
    stage.picture("profiles-no-file");
    let other = form(folder.path(), "别的.xlsx", &["甲乙丙", "丁戊己"]);
    stage.press(&["Ctrl+A"]);
    stage.types(other.to_str().unwrap());
    stage.press(&["Enter"]);
    stage.has_focus("profile-path");
    // A csv with the same heads does as well as a workbook.
    let csv = folder.path().join("下发.csv");
    std::fs::write(&csv, "序号,姓名,联系电话,备注\n").unwrap();
    stage.press(&["Ctrl+A"]);
    stage.types(csv.to_str().unwrap());
    stage.press(&["Enter"]);
    stage.has_focus("profile-columns");
    stage.sees("4 列认得，0 列请核对，0 列不认得");
    // What was read is kept nowhere yet.
    stage.press(&["Esc"]);
    stage.sees("不保存就离开");
    stage.press(&["Esc"]);
    stage.has_focus("profiles-list");
    stage.press(&["Esc"]);
    stage.has_focus("export-profiles");
}

/// So many that they do not fit.
fn many() -> Desk {
    let desk = busy();
    for number in 1..=14 {
        let _ = keeps(&desk, &format!("街道月报第{number:02}种"), "渭滨街道");
    }
    let long = "渭滨街道办事处便民服务中心二〇二六年度受理台账（试行）汇总上报用表";
    let _ = keeps(&desk, long, "渭滨街道办事处便民服务中心综合窗口");
    desk
}

#[test]
fn among_many_profiles_one_is_chosen_by_keys_and_by_the_pointer() {
    let mut stage = at_export(many(), Lang::Zh, DRAWN);
    stage.picture("profiles-many");
    stage.sees("街道月报第01种");
    stage.does_not_see("街道月报第14种");
    stage.goes_to("export-profile");
    stage.press(&["End", "Up"]);
    stage.sees("街道月报第14种");
    stage.player.click_text("街道月报第13种").unwrap();
    stage.press(&["Ctrl+O"]);
    // It is the marked one there too, and seen.
    stage.sees("街道月报第13种");
    stage.press(&["Enter"]);
    assert_eq!(common::typed(&mut stage.player, "profile-name"), "街道月报第13种");
    stage.press(&["Esc", "Esc"]);
    stage.has_focus("export-profiles");
    stage.press(&["Ctrl+S"]);
    stage.sees("已写 3 条");
}

#[test]
fn columns_are_taken_in_moved_and_filled_by_the_pointer_alone() {
    let mut stage = at_profiles(busy(), Lang::Zh, DRAWN);
    stage.player.click_id("profiles-copy").unwrap();
    stage.player.click_text("受理编号").unwrap();
    stage.player.click_id("profile-on").unwrap();
    stage.sees("没用到的列");
    stage.player.click_id("profile-on").unwrap();
    stage.player.click_id("profile-up").unwrap();
    stage.sees("第 1 列");
    stage.player.click_id("profile-content").unwrap();
    stage.player.click_text("留空，手填").unwrap();
    stage.player.click_text("{日期}").unwrap();
    stage.has_focus("profile-title-1");
    stage.player.click_id("profile-save").unwrap();
    let profile = kept(&stage).remove(0);
    let first = ProfileColumn { head: "受理编号".into(), content: Content::Empty, width: None };
    assert_eq!(profile.columns[0], first);
    assert_eq!(profile.titles[0], "{社区}服务事项受理台账{日期}");
}

#[test]
fn an_export_has_the_rows_of_the_table_by_grid_and_by_channel_too() {
    let desk = busy();
    let home = [
        ("_name", "王建国"),
        ("_phone", "13700001111"),
        ("_address", "幸福里小区 1号楼 2单元 201"),
        ("_who", "home"),
        ("area", "family"),
        ("question", "赡养"),
        ("aid_wanted", "no"),
    ];
    let _ = takes_in(&desk, "JF24", None, &home, &Decision::Accept, true);
    let count = |desk: &Desk, edit: &dyn Fn(&mut LedgerQuery)| {
        let mut query = LedgerQuery::new(Ledger::Intakes, desk.today(), desk.today());
        edit(&mut query);
        let stop = std::sync::atomic::AtomicBool::new(false);
        let mut rows = 0;
        let mut sink = |_| -> Result<(), quanke::desk::DeskError> {
            rows += 1;
            Ok(())
        };
        let done = desk.export_ledger(&query, &mut sink, &mut |_| {}, &stop).unwrap();
        (rows, done.left_out)
    };
    assert_eq!(count(&desk, &|_| {}), (4, 0));
    assert_eq!(count(&desk, &|query| query.filter.grid = Some("幸福里小区".into())), (2, 0));
    assert_eq!(count(&desk, &|query| query.filter.grid = Some("没有这处".into())), (0, 0));
    assert_eq!(count(&desk, &|query| query.filter.channel = Some(Channel::Wechat)), (0, 0));
    let at_desk = count(&desk, &|query| query.filter.channel = Some(Channel::Desk)).0;
    let at_home = count(&desk, &|query| query.filter.channel = Some(Channel::Home)).0;
    assert_eq!(at_desk + at_home, 4);
    let visits = LedgerQuery {
        filter: quanke::desk::LedgerFilter { grid: Some("幸福里小区".into()), ..Default::default() },
        ..LedgerQuery::new(Ledger::Visits, desk.today(), desk.today())
    };
    let stop = std::sync::atomic::AtomicBool::new(false);
    let mut sink = |_| -> Result<(), quanke::desk::DeskError> { Ok(()) };
    let unfit = desk.export_ledger(&visits, &mut sink, &mut |_| {}, &stop);
    assert!(matches!(unfit, Err(quanke::desk::DeskError::FilterUnfit("grid"))), "{unfit:?}");

    // How many restricted matters there are in a grid is told to nobody who may not read them.
    let barred = common::desk();
    let mut item = barred.book().catalogue.item("JF24").unwrap().clone();
    item.restricted = true;
    barred.save_item(&item).unwrap();
    let _ = takes_in(&barred, "JF24", None, &home, &Decision::Accept, true);
    assert_eq!(count(&barred, &|_| {}), (0, 1));
    assert_eq!(count(&barred, &|query| query.filter.grid = Some("幸福里小区".into())), (0, 0));

    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Records);
    stage.goes_to("records-grid");
    stage.press(&["Enter"]);
    stage.types("xfl");
    stage.press(&["Enter"]);
    stage.sees("共 2 条");
    stage.press(&["Ctrl+E"]);
    stage.does_not_see("不起作用");
    stage.press(&["Enter"]);
    stage.sees("已写 2 条");
}

#[test]
fn every_state_is_whole_in_both_languages_at_every_zoom() {
    let folder = tempfile::tempdir().unwrap();
    let path = form(folder.path(), "渭滨街道月报.xlsx", &HEADS);
    for (size, zoom) in SIZES {
        for lang in [Lang::Zh, Lang::En] {
            let name = |state: &str| format!("profiles-{state}-{zoom}-{lang:?}");
            let mut stage = at_export(many(), lang, size);
            stage.picture(&name("export"));
            stage.goes_to("export-full");
            stage.press(&["2", "Enter"]);
            stage.picture(&name("export-full"));
            stage.press(&["Ctrl+O"]);
            stage.has_focus("profiles-list");
            stage.press(&["End"]);
            stage.goes_to("profiles-retire");
            stage.press(&["Enter"]);
            stage.picture(&name("list"));
            stage.press(&["Ctrl+O"]);
            stage.picture(&name("file"));
            stage.types(path.to_str().unwrap());
            stage.press(&["Enter"]);
            stage.has_focus("profile-columns");
            stage.picture(&name("learnt"));
            stage.press(&["Enter"]);
            stage.sees("申请人");
            stage.picture(&name("contents"));
            stage.press(&["Esc", "Ctrl+N", "Ctrl+S"]);
            stage.picture(&name("fault"));
            stage.goes_to("profile-name");
            stage.press(&["Esc"]);
            stage.picture(&name("naming"));
            for text in stage.player.texts() {
                assert!(!text.contains("No localization"), "{text}");
            }
        }
    }
    for look in [Appearance::Dark, Appearance::HighContrast] {
        let mut stage = open(many(), dressed(Lang::Zh, look), DRAWN, Route::Records);
        stage.press(&["Ctrl+E", "Ctrl+O"]);
        stage.picture(&format!("profiles-list-{look:?}"));
        learns(&mut stage, &path);
        stage.picture(&format!("profiles-learnt-{look:?}"));
    }
}
