//! 设置: what the supervisor sets up, by keyboard alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Front, Hand, clock, desk_at_work, desk_on, front, front_with, kept, staffed};
use quanke::desk::{Desk, SHIPPED};
use quanke::domain::form::FieldType;
use quanke::domain::lang::Lang;
use quanke::this_pc::{Delivery, ThisPc};
use quanke::ui::app::Message;

/// The settings at a section.
fn settings(desk: Desk, lang: Lang, section: &str) -> Front {
    let mut front = front(desk, lang);
    front.player.press("F10").unwrap();
    front.player.press(section).unwrap();
    front
}

/// A desk in a folder, at a section; the folder outlives the program so that it can be opened again.
fn on_disk(section: &str) -> (tempfile::TempDir, Front) {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = Desk::open_folder(folder.path(), clock(), &SHIPPED).unwrap();
    staffed(&desk);
    let mut front = front_with(desk, ThisPc { zoom: Some(100), ..ThisPc::default() });
    front.player.press("F10").unwrap();
    front.player.press(section).unwrap();
    (folder, front)
}

fn opened_again(folder: &tempfile::TempDir, front: Front) -> Desk {
    drop(front);
    Desk::open_folder(folder.path(), clock(), &SHIPPED).unwrap().0
}

/// Tab until the thing of that name has the focus.
fn tab_to(front: &mut Front, id: &str) {
    for _ in 0..120 {
        if front.player.focused_id().as_deref() == Some(id) {
            return;
        }
        front.player.press("Tab").unwrap();
    }
    panic!("Tab does not come to {id}; it is at {:?}", front.player.focused_id());
}

#[test]
fn phones_and_hours_are_saved_and_odd_phones_only_doubted() {
    let (folder, mut front) = on_disk("1");
    tab_to(&mut front, "centre-enquiry");
    front.player.type_text("12345").unwrap();
    assert!(front.player.has_text("不像一个电话号码"));
    tab_to(&mut front, "centre-hours");
    front.player.type_text("14:00-17:30 8:30-25:00").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("“8:30-25:00”看不懂"));
    assert_eq!(front.player.focused_id().as_deref(), Some("centre-hours"));
    for _ in 0.."25:00".len() {
        front.player.press("Backspace").unwrap();
    }
    front.player.type_text("12:00").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("已保存"));
    let community = opened_again(&folder, front).book().community.clone();
    assert_eq!(community.enquiry_phone, "12345");
    assert_eq!(community.hours.to_string(), "8:30–12:00、14:00–17:30");
}

#[test]
fn a_window_is_added_and_named() {
    let (folder, mut front) = on_disk("1");
    tab_to(&mut front, "centre-window-add");
    front.player.press("Enter").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("centre-window-1"));
    front.player.ime_commit("社会救助").unwrap();
    front.player.press("Ctrl+S").unwrap();
    let windows = opened_again(&folder, front).book().community.windows.clone();
    assert_eq!((windows.len(), windows[1].number, windows[1].name.as_str()), (2, 2, "社会救助"));
}

#[test]
fn what_is_not_saved_is_kept_from_section_to_section_and_told() {
    let told = [(Lang::Zh, "有改动没有保存：单位"), (Lang::En, "Not saved yet: Centre")];
    for (lang, words) in told {
        let mut front = settings(desk_at_work(), lang, "1");
        tab_to(&mut front, "centre-address");
        front.player.ime_commit("幸福路1号").unwrap();
        assert!(front.player.has_text(words));
        front.player.press("Esc").unwrap();
        assert_eq!(front.player.focused_id().as_deref(), Some("settings-sections"));
        front.player.press("6").unwrap();
        assert!(front.player.has_text(words));
        front.player.press("Esc").unwrap();
        assert!(front.player.place_of_id("settings-sections").is_ok(), "the first Esc only warns");
        front.player.press("1").unwrap();
        front.player.press("Ctrl+S").unwrap();
        assert!(!front.player.has_text(words));
        front.player.press("Esc").unwrap();
        front.player.press("Esc").unwrap();
        assert!(front.player.place_of_id("settings-sections").is_err(), "nothing to lose: it leaves");
    }
}

#[test]
fn a_generalist_reads_and_changes_nothing() {
    let sentences = [(Lang::Zh, "只有主管能改"), (Lang::En, "Only a supervisor may change this")];
    for (lang, sentence) in sentences {
        let desk = desk_at_work();
        let worker = desk.book().staff[2].id.clone();
        desk.sign_in(&worker, "", 1).unwrap();
        let mut front = settings(desk, lang, "1");
        for section in ["1", "2", "3"] {
            front.player.press(section).unwrap();
            assert!(front.player.has_text(sentence), "{section}");
            assert!(front.player.place_of_id("settings-save").is_err(), "{section}");
        }
        front.player.press("1").unwrap();
        front.player.click_id("centre-address").unwrap();
        front.player.type_text("x").unwrap();
        assert!(!front.player.has_text("有改动") && !front.player.has_text("Not saved"));
    }
}

#[test]
fn a_colleague_is_added_with_a_pin_and_signs_in() {
    let mut front = settings(desk_at_work(), Lang::Zh, "2");
    tab_to(&mut front, "people-add");
    front.player.press("Enter").unwrap();
    front.player.ime_commit("测试甲").unwrap();
    tab_to(&mut front, "people-pin");
    front.player.type_text("12").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("口令至少 4 位数字，现在 2 位"));
    front.player.type_text("34").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("已保存"));
    front.player.press("Ctrl+L").unwrap();
    front.player.type_text("csj").unwrap();
    front.player.press("Enter").unwrap();
    front.player.type_text("1234").unwrap();
    front.player.press("Enter").unwrap();
    assert!(front.player.place_of_id("lock-enter").is_err());
}

#[test]
fn the_last_supervisor_stays_and_the_screen_says_why() {
    let (folder, mut front) = on_disk("2");
    tab_to(&mut front, "people-retired");
    front.player.press("Space").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("至少要留一位主管"));
    let desk = opened_again(&folder, front);
    assert!(!desk.book().staff[0].retired);
}

#[test]
fn a_pin_is_taken_away() {
    let (folder, mut front) = on_disk("2");
    tab_to(&mut front, "people-list");
    front.player.press("Down").unwrap();
    tab_to(&mut front, "people-pin-clear");
    front.player.press("Enter").unwrap();
    front.player.press("Ctrl+S").unwrap();
    let desk = opened_again(&folder, front);
    let staff = desk.book().staff.clone();
    assert_eq!((staff[1].name.as_str(), staff[1].pin_hash.clone()), ("吴磊", None));
}

#[test]
fn an_item_is_renamed_and_its_promise_changed_as_a_new_version() {
    let (folder, mut front) = on_disk("3");
    front.player.press("Ctrl+F").unwrap();
    front.player.type_text("gljt").unwrap();
    tab_to(&mut front, "items-list");
    front.player.press("Down").unwrap();
    assert!(front.player.has_text("FB13"), "{:?}", front.player.texts());
    tab_to(&mut front, "item-short-zh");
    front.player.ime_commit("补贴补贴补贴").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("最多 9 个字"), "{:?}", front.player.texts());
    for _ in 0..6 {
        front.player.press("Backspace").unwrap();
    }
    tab_to(&mut front, "item-promise");
    front.player.press("Backspace").unwrap();
    front.player.type_text("5").unwrap();
    tab_to(&mut front, "item-unit");
    front.player.press("2").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("第 2 版"), "{:?}", front.player.texts());
    let desk = opened_again(&folder, front);
    let book = desk.book();
    let item = book.catalogue.item("FB13").unwrap();
    assert_eq!((item.version, item.promise.amount()), (2, 5));
    assert_eq!(item.promise.unit(), quanke::domain::promise::TimeUnit::Day);
    assert_eq!(desk.item_at("FB13", 1).unwrap().promise.amount(), 2, "old matters keep theirs");
}

#[test]
fn a_new_item_with_a_paper_and_a_question_is_offered() {
    let (folder, mut front) = on_disk("3");
    tab_to(&mut front, "items-add");
    front.player.press("Enter").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("item-group"));
    front.player.press("2").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("item-name-zh"), "the first thing that is wrong");
    assert!(front.player.has_text("这一项要填"));
    front.player.ime_commit("残疾人家庭无障碍改造登记").unwrap();
    tab_to(&mut front, "item-short-zh");
    front.player.ime_commit("无障碍改造").unwrap();
    tab_to(&mut front, "item-mode");
    front.player.press("2").unwrap();
    tab_to(&mut front, "item-promise");
    front.player.press("Backspace").unwrap();
    front.player.type_text("3").unwrap();
    tab_to(&mut front, "item-steps-zh");
    front.player.ime_commit("登记").unwrap();
    front.player.press("Shift+Enter").unwrap();
    front.player.ime_commit("上门看").unwrap();
    tab_to(&mut front, "item-material-add");
    front.player.press("Enter").unwrap();
    front.player.ime_commit("残疾人证").unwrap();
    tab_to(&mut front, "item-field-add");
    front.player.press("Enter").unwrap();
    front.player.ime_commit("改哪里").unwrap();
    tab_to(&mut front, "item-field-kind-0");
    front.player.press("2").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("至少要有两个选项"));
    assert_eq!(front.player.focused_id().as_deref(), Some("item-options-0"));
    front.player.ime_commit("卫生间|Bathroom、楼梯").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("已保存"), "{:?}", front.player.texts());
    let desk = opened_again(&folder, front);
    let book = desk.book();
    let item = book.catalogue.items.iter().find(|item| item.short_zh == "无障碍改造").unwrap();
    assert_eq!((item.code.as_str(), item.promise.amount()), ("FB33", 3));
    assert_eq!(item.steps_zh, ["登记", "上门看"]);
    assert_eq!(item.materials[0].name_zh, "残疾人证");
    let field = &item.fields[0];
    assert_eq!(
        (field.kind, field.options.len(), field.options[0].en.as_str()),
        (FieldType::Choice, 2, "Bathroom")
    );
}

#[test]
fn an_item_is_retired_and_restored() {
    let (folder, mut front) = on_disk("3");
    for version in [2, 3] {
        front.player.press("Ctrl+F").unwrap();
        if version == 2 {
            front.player.type_text("FB20").unwrap();
        }
        tab_to(&mut front, "items-list");
        front.player.press("Home").unwrap();
        tab_to(&mut front, "item-retired");
        front.player.press("Space").unwrap();
        front.player.press("Ctrl+S").unwrap();
        assert!(front.player.has_text(&format!("第 {version} 版")), "{:?}", front.player.texts());
        assert_eq!(front.player.has_text("已停用"), version == 2);
    }
    let desk = opened_again(&folder, front);
    assert!(!desk.book().catalogue.item("FB20").unwrap().retired);
}

#[test]
fn a_holiday_file_is_taken_in_by_its_path_and_a_wrong_one_refused_with_a_reason() {
    let mut front = settings(desk_at_work(), Lang::Zh, "4");
    let wrong = front.folder.path().join("wrong.toml");
    std::fs::write(&wrong, "schema = 1\n[[year]]\nyear = 2027\noff = [{ name = \"元旦\", from = 2027-01-03, to = 2027-01-01 }]\n").unwrap();
    tab_to(&mut front, "holidays-path");
    front.player.type_text("/nowhere/at/all.toml").unwrap();
    front.player.press("Enter").unwrap();
    assert!(front.player.has_text("文件读不出来"));
    for _ in 0.."/nowhere/at/all.toml".len() {
        front.player.press("Backspace").unwrap();
    }
    front.player.type_text(wrong.to_str().unwrap()).unwrap();
    front.player.press("Enter").unwrap();
    assert!(
        front.player.has_text("元旦 从 2027-01-03 到 2027-01-01，结束早于开始"),
        "{:?}",
        front.player.texts()
    );
    std::fs::write(&wrong, "schema = 1\n[[year]]\nyear = 2027\nnotice = \"练习通知\"\noff = [{ name = \"元旦\", from = 2027-01-01, to = 2027-01-03 }]\n").unwrap();
    front.player.press("Enter").unwrap();
    assert!(front.player.has_text("已采用 2027 年"), "{:?}", front.player.texts());
    assert!(front.player.has_text("练习通知"));
    assert!(front.player.has_text("260 天"), "261 weekdays, one of them New Year's Day");
}

#[test]
fn a_year_without_holidays_is_told_from_november_on_until_its_file_is_there() {
    let hand = Hand::on(2026, 10, 31);
    let mut front = front(desk_on(hand.clone()), Lang::Zh);
    let told = |front: &mut Front| front.player.has_text("还没有 2027 年放假安排");
    let a_second_later = |front: &mut Front| front.player.send(Message::Tick).unwrap();
    a_second_later(&mut front);
    assert!(!told(&mut front));
    // The program stays open over night.
    hand.set(2026, 11, 1);
    a_second_later(&mut front);
    assert!(told(&mut front), "{:?}", front.player.texts());
    front.player.press("Esc").unwrap();
    a_second_later(&mut front);
    assert!(!told(&mut front), "once a day is enough");
    hand.set(2026, 11, 2);
    a_second_later(&mut front);
    assert!(told(&mut front));
    front.player.click_text("导入文件").unwrap();
    let path = front.folder.path().join("2027.toml");
    std::fs::write(&path, "schema = 1\n[[year]]\nyear = 2027\nnotice = \"练习通知\"\noff = [{ name = \"元旦\", from = 2027-01-01, to = 2027-01-03 }]\n").unwrap();
    tab_to(&mut front, "holidays-path");
    front.player.type_text(path.to_str().unwrap()).unwrap();
    front.player.press("Enter").unwrap();
    assert!(front.player.has_text("已采用 2027 年"), "{:?}", front.player.texts());
    assert!(!told(&mut front));
}

#[test]
fn what_happens_to_papers_is_kept_for_this_pc() {
    let mut front = settings(desk_at_work(), Lang::Zh, "5");
    tab_to(&mut front, "print-delivery");
    front.player.press("3").unwrap();
    tab_to(&mut front, "print-a4-name");
    front.player.type_text("Counter-A4").unwrap();
    tab_to(&mut front, "print-large");
    front.player.press("Space").unwrap();
    assert_eq!(kept(front.folder.path()).delivery, Delivery::Print, "not before it is saved");
    front.player.press("Ctrl+S").unwrap();
    let pc = kept(front.folder.path());
    assert_eq!(
        (pc.delivery, pc.a4.printer.as_deref(), pc.large_slips),
        (Delivery::File, Some("Counter-A4"), true)
    );
    tab_to(&mut front, "print-test");
    front.player.press("Enter").unwrap();
    assert!(front.player.has_text("已存成文件"), "{:?}", front.player.texts());
}

#[test]
fn the_display_changes_at_once() {
    let mut front = settings(desk_at_work(), Lang::Zh, "6");
    tab_to(&mut front, "display-language");
    front.player.press("2").unwrap();
    assert!(front.player.has_text("Choices on this page take effect at once"));
    tab_to(&mut front, "display-lock");
    front.player.press("3").unwrap();
    let pc = kept(front.folder.path());
    assert_eq!((pc.language, pc.lock_after), (Lang::En, 5));
}

#[test]
fn a_backup_and_a_check_tell_what_they_did() {
    let (folder, mut front) = on_disk("7");
    assert!(front.player.has_text("还没有备份"));
    tab_to(&mut front, "data-backup");
    front.player.press("Enter").unwrap();
    assert!(front.player.has_text("已备份"), "{:?}", front.player.texts());
    assert!(!front.player.has_text("还没有备份"));
    tab_to(&mut front, "data-check");
    front.player.press("Enter").unwrap();
    assert!(front.player.has_text("没有问题"), "{:?}", front.player.texts());
    drop(front);
    assert_eq!(std::fs::read_dir(folder.path().join("backup")).unwrap().count(), 1);
}

#[test]
fn a_desk_in_memory_says_that_there_is_nothing_to_back_up() {
    for (lang, words) in [(Lang::Zh, "只在内存里"), (Lang::En, "in memory only")] {
        let mut front = settings(desk_at_work(), lang, "7");
        assert!(front.player.has_text(words));
        assert!(front.player.place_of_id("data-backup").is_err(), "switched off");
    }
}

#[test]
fn leaving_by_a_function_key_tells_of_unsaved_changes_once() {
    let mut front = settings(desk_at_work(), Lang::Zh, "1");
    tab_to(&mut front, "centre-address");
    front.player.ime_commit("幸福路1号").unwrap();
    front.player.press("F2").unwrap();
    assert_ne!(front.player.focused_id().as_deref(), Some("entry"), "the first try stays and tells");
    front.player.press("F2").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("entry"));
}
