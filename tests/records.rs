//! 台账: every register in one table, found, sifted, sorted and opened by keyboard.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::HashSet;

use common::{Front, Hand, declines, desk_on, dressed, open, pc, takes_in, with_check_digit};
use quanke::desk::{Behind, BehindWhat, Decision, Desk, Done, HistoryWhat, Loader};
use quanke::domain::lang::Lang;
use quanke::domain::ledger::Ledger;
use quanke::domain::register::{Names, Rows, Sieve, Sort, SortBy, Span, sift, sorted};
use quanke::domain::summary::Period;
use quanke::this_pc::Appearance;
use quanke::ui::app::Message;
use quanke::ui::ctx::Route;

const DRAWN: (u32, u32) = (1366, 698);
const HOME: &str = "幸福里小区 1号楼 2单元 201";

fn comes(desk: &Desk, item: &str, name: &str, card: &str, phone: &str, answers: &[(&str, &str)]) -> String {
    let number = with_check_digit(card);
    let mut given = vec![("_name", name), ("_phone", phone), ("_address", HOME), ("_id", number.as_str())];
    given.extend(answers);
    let (id, _) = takes_in(desk, item, None, &given, &Decision::Accept, true);
    for line in desk.board(desk.today()).unwrap().serving {
        desk.leave(&line.visit.id).unwrap();
    }
    id
}

const RENEW: [(&str, &str); 3] = [("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")];

/// 20 April: 李晓云. 6 May: 刘小燕. 7 May: 刘秀英 with a matter and a declined certificate, somebody's legal question.
fn busy() -> (Desk, String) {
    let hand = Hand::on(2026, 4, 20);
    let desk = desk_on(hand.clone());
    let _ = comes(&desk, "FB11", "李晓云", "610502195201150023", "13900007730", &RENEW);
    hand.set(2026, 5, 6);
    let _ = comes(&desk, "FB11", "刘小燕", "610502198103071429", "13900000916", &RENEW);
    hand.set(2026, 5, 7);
    let liu = comes(&desk, "FB11", "刘秀英", "610502194603100027", "13800005178", &RENEW);
    declines(&desk, 10, "某银行西环路网点", Some(&liu));
    let law = [("area", "family"), ("question", "赡养"), ("aid_wanted", "no")];
    let _ = comes(&desk, "JF24", "王建国", "610502194603100043", "13700001111", &law);
    (desk, liu)
}

/// Everything of a register, read in pieces of a size.
fn whole(desk: &Desk, ledger: Ledger, span: Span, look_at: usize) -> (Rows, Names) {
    let mut loader = Loader::new(ledger, span.days(desk.today()));
    let (mut rows, mut names) = (Rows::default(), Names::default());
    loop {
        let batch = desk.read_register(&mut loader, look_at).unwrap();
        for name in &batch.names {
            let _ = names.place(name);
        }
        let _ = rows.push(batch.rows);
        if batch.done {
            return (rows, names);
        }
    }
}

#[test]
fn a_register_is_the_same_read_in_pieces_and_at_once() {
    let (desk, _) = busy();
    for ledger in Ledger::ALL {
        let (at_once, names) = whole(&desk, ledger, Span::All, 1000);
        for size in [1, 2, 3] {
            let (pieces, again) = whole(&desk, ledger, Span::All, size);
            let all = |rows: &Rows| rows.from(0).map(|(_, row)| *row).collect::<Vec<_>>();
            assert_eq!(all(&pieces), all(&at_once), "{ledger}");
            assert_eq!(again.since(0), names.since(0));
        }
        let counts = desk.count_registers(Span::All.days(desk.today()), &|| false).unwrap();
        assert_eq!(counts[&ledger], at_once.len(), "{ledger}");
    }
}

#[test]
fn the_newest_come_first_and_only_the_days_asked_for() {
    let (desk, _) = busy();
    let (rows, names) = whole(&desk, Ledger::Intakes, Span::All, 2);
    let items: Vec<&str> = rows.from(0).map(|(_, row)| names.name(row.what)).collect();
    assert_eq!(items, ["JF24", "FB11", "FB11", "FB11"]);
    for (span, count) in [(Span::Today, 2), (Span::Days7, 3), (Span::Days30, 4), (Span::Month, 3)] {
        assert_eq!(whole(&desk, Ledger::Intakes, span, 2).0.len(), count, "{span:?}");
    }
    // Every visit, with matters or without.
    assert_eq!(whole(&desk, Ledger::Visits, Span::Today, 2).0.len(), 3);
    assert_eq!(whole(&desk, Ledger::Declines, Span::Today, 2).0.len(), 1);
    assert_eq!(whole(&desk, Ledger::Agency, Span::All, 2).0.len(), 3);
    assert_eq!(whole(&desk, Ledger::Seals, Span::All, 2).0.len(), 0);
}

fn found(desk: &Desk, ledger: Ledger, typed: &str) -> usize {
    let (rows, _) = whole(desk, ledger, Span::All, 100);
    let among = desk.among(ledger, typed).unwrap();
    sift(&rows, 0, &Sieve { among, ..Sieve::open(desk.today()) }).len()
}

#[test]
fn rows_are_found_by_pinyin_by_tails_and_by_numbers_of_papers() {
    let (desk, _) = busy();
    for (ledger, typed, count) in [
        (Ledger::Intakes, "lxy", 3),
        (Ledger::Intakes, "刘秀英", 1),
        (Ledger::Intakes, "lxy 5178", 1),
        (Ledger::Intakes, "5178", 1),
        (Ledger::Intakes, "代26-0001", 1),
        (Ledger::Intakes, "-3", 1),
        (Ledger::Intakes, "nobody", 0),
        (Ledger::Intakes, " ", 4),
        (Ledger::Visits, "刘秀英", 2),
        (Ledger::Visits, "代26-0001", 1),
        (Ledger::Declines, "拒26-0001", 1),
        (Ledger::Declines, "刘秀英", 1),
        (Ledger::Intakes, "拒26-0001", 0),
    ] {
        assert_eq!(found(&desk, ledger, typed), count, "{ledger} {typed}");
    }
}

#[test]
fn a_person_with_two_files_is_found_with_the_rows_of_both() {
    let (desk, liu) = busy();
    let law = [("area", "family"), ("question", "赡养"), ("aid_wanted", "no")];
    let other = comes(&desk, "JF24", "刘秀瑛", "610502194603100061", "13800005178", &law);
    assert_ne!(liu, other);
    desk.merge(&liu, &other, "同一人").unwrap();
    for typed in ["刘秀英", "刘秀瑛"] {
        assert_eq!(found(&desk, Ledger::Intakes, typed), 2, "{typed}");
    }
    let keys: Vec<u64> =
        whole(&desk, Ledger::Intakes, Span::Today, 100).0.from(0).map(|(_, row)| row.key).collect();
    let lines = desk.register_lines(Ledger::Intakes, &keys).unwrap();
    let names: Vec<String> =
        lines.iter().map(|(_, line)| line.name.as_ref().unwrap().reveal().to_string()).collect();
    assert_eq!(names, ["刘秀英", "王建国", "刘秀英"]);
}

#[test]
fn rows_are_sorted_by_what_their_facts_say() {
    let (desk, _) = busy();
    let (rows, names) = whole(&desk, Ledger::Intakes, Span::All, 100);
    let all = sift(&rows, 0, &Sieve::open(desk.today()));
    let by = |by, falling| -> Vec<u32> {
        sorted(&rows, all.clone(), Sort { by, falling }, &names, &Sieve::open(desk.today()))
    };
    assert_eq!(by(SortBy::At, true), [0, 1, 2, 3]);
    assert_eq!(by(SortBy::At, false), [3, 2, 1, 0]);
    assert_eq!(by(SortBy::What, false), [1, 2, 3, 0]);
    assert_eq!(by(SortBy::Due, false)[0], 3);
}

fn stage() -> (Front, String) {
    let (desk, liu) = busy();
    (open(desk, pc(Lang::Zh), DRAWN, Route::Records), liu)
}

#[test]
fn f4_shows_the_matters_of_thirty_days_masked() {
    let (desk, _) = busy();
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Reception);
    stage.press(&["F4"]);
    stage.has_focus("records-table");
    stage.sees("服务事项受理台账");
    stage.sees("共 4 条，显示 1–4");
    stage.sees("刘*英");
    stage.sees("138****5178");
    stage.sees("代26-0003");
    // The one of April should be done by now.
    stage.sees("超期");
    stage.does_not_see("刘秀英");
    stage.picture("records");
    stage.player.hold("F8").unwrap();
    stage.sees("刘秀英");
    stage.player.release("F8").unwrap();
    stage.does_not_see("刘秀英");
}

#[test]
fn a_row_opens_its_matter_and_esc_comes_back_to_it() {
    let (mut stage, _) = stage();
    stage.press(&["Down", "Down", "Enter"]);
    stage.sees("代26-0002");
    stage.sees("经过");
    stage.press(&["Esc", "Esc"]);
    stage.has_focus("records-table");
    stage.sees("共 4 条");
    // Still at the row one came from.
    stage.press(&["Enter"]);
    stage.sees("代26-0002");
    stage.press(&["Esc", "Esc", "Esc"]);
    stage.has_focus("entry");
}

#[test]
fn esc_takes_what_was_typed_away_before_it_leaves() {
    let (mut stage, _) = stage();
    stage.press(&["Ctrl+F"]);
    stage.types("lxy");
    stage.does_not_see("共 4 条");
    stage.press(&["Esc"]);
    stage.sees("共 4 条");
    stage.has_focus("records-table");
    stage.press(&["Esc"]);
    stage.has_focus("entry");
}

#[test]
fn what_changed_meanwhile_is_seen_on_coming_back() {
    let (mut stage, _) = stage();
    stage.press(&["Down", "Enter"]);
    stage.player.click_id("matter-void").unwrap();
    stage.types("登记错人");
    stage.press(&["Enter", "Esc", "Esc"]);
    stage.sees("共 4 条");
    stage.sees("已作废");
}

#[test]
fn filters_are_chosen_by_keys() {
    let (mut stage, _) = stage();
    stage.goes_to("records-standing");
    stage.press(&["Enter"]);
    stage.has_focus("records-pick");
    stage.picture("records-pick");
    stage.types("chaoqi");
    stage.press(&["Enter"]);
    stage.has_focus("records-table");
    stage.sees("共 1 条");
    stage.sees("李*云");
    stage.goes_to("records-standing");
    stage.press(&["Enter", "Up", "Up", "Enter"]);
    stage.sees("共 4 条");

    stage.goes_to("records-items");
    stage.press(&["Enter"]);
    stage.types("jf24");
    stage.press(&["Enter"]);
    stage.sees("共 1 条");
    stage.sees("王*国");
    stage.goes_to("records-items");
    stage.press(&["Enter"]);
    stage.types("全部");
    stage.press(&["Enter"]);
    stage.goes_to("records-span");
    stage.press(&["Enter"]);
    stage.types("jintian");
    stage.press(&["Enter"]);
    stage.sees("共 2 条");
    // 承办
    stage.goes_to("records-staff");
    stage.press(&["Enter", "Down", "Enter"]);
    stage.sees("共 2 条");
    stage.goes_to("records-channel");
    stage.press(&["Enter"]);
    stage.types("wechat");
    stage.sees("没有符合的");
    stage.press(&["Esc"]);
    stage.has_focus("records-table");
}

#[test]
fn people_are_found_from_ctrl_f() {
    let (mut stage, _) = stage();
    stage.press(&["Ctrl+F"]);
    stage.has_focus("records-find");
    stage.types("lxy");
    stage.sees("共 3 条");
    stage.types(" 5178");
    stage.sees("共 1 条");
    stage.press(&["Enter"]);
    stage.has_focus("records-table");
    stage.press(&["Ctrl+F"]);
    stage.types("x");
    stage.sees("没有符合条件的");
    stage.picture("records-nothing");
}

#[test]
fn a_press_on_a_head_sorts_and_the_mark_says_so() {
    let (mut stage, _) = stage();
    stage.goes_to("records-heads");
    stage.press(&["Right", "Enter"]);
    // The oldest first now.
    stage.press(&["Tab", "Home", "Enter"]);
    stage.sees("代26-0001");
    stage.sees("经过");
    stage.press(&["Esc", "Esc"]);
    stage.picture("records-sorted");
}

#[test]
fn columns_are_chosen_and_a_view_keeps_them() {
    let (mut stage, _) = stage();
    stage.sees("证件尾号");
    stage.goes_to("records-columns");
    stage.press(&["Enter"]);
    stage.types("zjwh");
    stage.press(&["Enter"]);
    stage.picture("records-columns");
    stage.press(&["Ctrl+S"]);
    stage.does_not_see("证件尾号");
    stage.goes_to("records-standing");
    stage.press(&["Enter"]);
    stage.types("weibanjie");
    stage.press(&["Enter"]);
    stage.press(&["Ctrl+S"]);
    stage.has_focus("records-pick");
    stage.press(&["Enter"]);
    stage.sees("请写名称");
    stage.types("未办结清单");
    stage.press(&["Enter"]);
    stage.sees("未办结清单");
    stage.picture("records-view");
    let views = stage.desk.saved_views().unwrap();
    assert_eq!((views.len(), views[0].name.as_str()), (1, "未办结清单"));

    // Another register and back to the view.
    stage.goes_to("records-side");
    stage.press(&["Up"]);
    stage.sees("这本台账还没有登记");
    stage.press(&["Down"]);
    stage.does_not_see("证件尾号");
    stage.sees("状态 未办结");
    // The first press asks, Esc takes it back, and only a second press in a row does it.
    stage.player.click_id("records-remove").unwrap();
    stage.sees("再按一次就删去");
    stage.picture("records-remove");
    stage.press(&["Esc"]);
    stage.sees("删去这个口径");
    stage.player.click_id("records-remove").unwrap();
    assert_eq!(stage.desk.saved_views().unwrap().len(), 1);
    stage.player.click_id("records-remove").unwrap();
    assert!(stage.desk.saved_views().unwrap().is_empty());
    stage.does_not_see("未办结清单");
}

#[test]
fn a_view_is_there_after_the_program_was_closed() {
    let folder = tempfile::tempdir().unwrap();
    let desk = || Desk::open_folder(folder.path(), common::clock(), &quanke::desk::SHIPPED).unwrap().0;
    {
        let desk = desk();
        common::staffed(&desk);
        let view = quanke::domain::register::SavedView {
            id: String::new(),
            name: " 来访 ".into(),
            ledger: Ledger::Visits,
            criteria: quanke::domain::register::Criteria::default(),
            sort: Sort::default(),
            columns: vec!["date".into(), "about".into()],
        };
        assert_eq!(desk.save_view(&view).unwrap().name, "来访");
        let nameless = quanke::domain::register::SavedView { name: "  ".into(), ..view };
        assert!(desk.save_view(&nameless).is_err());
    }
    let mut stage = open(desk(), pc(Lang::Zh), DRAWN, Route::Records);
    stage.sees("来访");
    stage.sees("2 列");
}

#[test]
fn every_register_says_what_it_has_or_why_it_has_nothing() {
    let (mut stage, _) = stage();
    stage.goes_to("records-side");
    for (ledger, sees) in Ledger::ALL.into_iter().zip([
        "共 4 条",
        "共 5 条",
        "这段时间没有登记",
        "这段时间没有登记",
        "这段时间没有登记",
        "共 3 条",
        "这段时间没有登记",
        "这段时间没有登记",
        "这段时间没有登记",
        "这段时间没有登记",
        "共 1 条",
        "这本台账还没有登记",
        "这本台账还没有登记",
    ]) {
        stage.sees(ledger.name(Lang::Zh));
        stage.sees(sees);
        stage.picture(&format!("records-{ledger}"));
        stage.press(&["Down"]);
    }
}

#[test]
fn how_it_is_known_when_they_left_stands_in_the_visitor_log() {
    let (mut stage, _) = stage();
    stage.goes_to("records-side");
    stage.press(&["Down"]);
    stage.sees("10:24（经办登记）");
}

#[test]
fn restricted_matters_say_nothing_to_those_not_named() {
    let desk = desk_on(common::clock());
    let mut item = desk.book().catalogue.item("JF24").unwrap().clone();
    item.restricted = true;
    desk.save_item(&item).unwrap();
    let law = [("area", "family"), ("question", "赡养"), ("aid_wanted", "no")];
    let _ = comes(&desk, "JF24", "王建国", "610502194603100043", "13700001111", &law);
    somebody_else(&desk);
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Records);
    stage.sees("限阅");
    stage.does_not_see("王*国");
    stage.does_not_see("法律咨询");
    stage.goes_to("records-side");
    stage.press(&["Down"]);
    stage.sees("限阅");
    stage.does_not_see("法律咨询");
}

/// 重大矛盾 (`domain.md` §1.4) is for named workers only, though other disputes of its item are not.
#[test]
fn a_major_dispute_says_nothing_to_those_not_named_on_any_screen() {
    let desk = desk_on(common::clock());
    let dispute = |level: &'static str| {
        [
            ("parties", "测试甲，一方\n测试乙，另一方"),
            ("dispute_kind", "noise"),
            ("summary", "楼上夜间响动"),
            ("source", "party"),
            ("level", level),
            ("mediator", "周敏"),
        ]
    };
    let _ = comes(&desk, "JF21", "王建国", "610502194603100043", "13700001111", &dispute("major"));
    let _ = comes(
        &desk,
        "JF21",
        "刘秀英",
        &with_check_digit("61050219520318002"),
        "13700002222",
        &dispute("minor"),
    );
    somebody_else(&desk);
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Records);
    stage.sees("限阅");
    stage.does_not_see("王*国");
    stage.sees("刘*英");
    // The visitor log, the person's page, the reception's short history and the figures of the week say no more.
    stage.goes_to("records-side");
    stage.press(&["Down"]);
    stage.sees("限阅");
    stage.does_not_see("王*国");
    let id = stage.desk.find("王建国").unwrap().people[0].id.clone();
    let deeds = stage.desk.deeds(&id, 9).unwrap();
    let matter = deeds.lines.iter().find_map(|deed| match &deed.what {
        Done::Matter(matter) => Some(matter.item.clone()),
        _ => None,
    });
    assert!(matter.unwrap().restricted);
    stage.player.send(Message::Go(Route::Resident(id.clone()))).unwrap();
    stage.sees("限阅");
    stage.does_not_see("调解");
    // Nor does what Enter would do again, nor the search.
    stage.does_not_see("JF21");
    assert_eq!(stage.desk.find("王建国").unwrap().people[0].last_item, "");
    let told = stage.desk.history(&id, 9).unwrap();
    assert!(matches!(told[0].what, HistoryWhat::Intake { restricted: true, .. }));
    let week = Period::week(common::day());
    let (lines, _) = stage.desk.behind(week, &Behind::Disputes, 9).unwrap();
    let hidden =
        lines.iter().filter(|line| matches!(line.what, BehindWhat::Intake { restricted: true, .. })).count();
    assert_eq!((lines.len(), hidden), (2, 1));
}

#[test]
fn a_register_leaves_as_a_file_masked_unless_a_reason_is_given() {
    let (mut stage, _) = stage();
    let folder = stage.folder.path().join("exports");
    stage.press(&["Ctrl+E"]);
    stage.has_focus("export-do");
    stage.picture("records-export");
    stage.goes_to("export-format");
    stage.press(&["2"]);
    stage.goes_to("export-do");
    stage.press(&["Enter"]);
    stage.sees("已写 4 条");
    stage.picture("records-exported");
    let file = folder.join("服务事项受理台账-20260408-20260507.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("刘*英") && !text.contains("刘秀英"), "{text}");

    stage.press(&["Esc", "Ctrl+E"]);
    stage.goes_to("export-format");
    stage.press(&["2"]);
    stage.goes_to("export-full");
    stage.press(&["2"]);
    stage.has_focus("export-reason");
    stage.press(&["Enter"]);
    stage.sees("请写原因");
    stage.types("街道核对");
    stage.press(&["Enter"]);
    stage.sees("已写 4 条");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("刘秀英"), "{text}");
    stage.press(&["Esc"]);
    stage.has_focus("records-table");
}

#[test]
fn filters_an_export_does_not_know_are_told() {
    let (mut stage, _) = stage();
    stage.press(&["Ctrl+F"]);
    stage.types("lxy");
    stage.press(&["Enter", "Ctrl+P"]);
    stage.sees("这些条件不起作用：编号、姓名、尾号");
    stage.press(&["Enter"]);
    stage.sees("已写 4 条");
    assert_eq!(stage.papers().len(), 1);
}

#[test]
fn a_register_is_printed_as_other_papers_are() {
    let (mut stage, _) = stage();
    stage.press(&["Ctrl+P"]);
    stage.has_focus("export-do");
    stage.sees("打印");
    // Paper is no format among others.
    stage.does_not_see("CSV UTF-8");
    stage.picture("records-print");
    stage.press(&["Enter"]);
    stage.sees("已写 4 条");
    assert_eq!(stage.papers(), ["服务事项受理台账-20260408-20260507.pdf"]);
    let made = stage.folder.path().join("papers").join(&stage.papers()[0]);
    assert!(std::fs::read(made).unwrap().starts_with(b"%PDF"));
    stage.has_focus("export-close");
    stage.press(&["Esc"]);
    stage.has_focus("records-table");
    // On this PC papers are kept as files, and it is handed over as they are.
    stage.sees("已存成文件 服务事项受理台账-20260408-20260507");
    stage.picture("records-printed");
    assert!(!stage.folder.path().join("exports").exists());
}

#[test]
fn a_printer_that_is_not_there_is_told_and_the_file_stays() {
    let (desk, _) = busy();
    let mut pc = pc(Lang::Zh);
    pc.delivery = quanke::this_pc::Delivery::Print;
    pc.a4.printer = Some("没有这台".into());
    let mut stage = open(desk, pc, DRAWN, Route::Records);
    stage.press(&["Ctrl+P", "Enter", "Esc"]);
    stage.sees("打印没有成功");
    assert_eq!(stage.papers().len(), 1);
}

/// 吴磊, who may not read restricted matters.
fn hires(desk: &Desk) {
    let worker = quanke::domain::staff::Staff {
        id: String::new(),
        name: "吴磊".into(),
        role: quanke::domain::staff::Role::Generalist,
        restricted: false,
        pin_hash: None,
        retired: false,
    };
    desk.save_staff(&worker, Some("2468")).unwrap();
}

/// 吴磊 at the desk.
fn somebody_else(desk: &Desk) {
    hires(desk);
    let id = desk.book().staff.iter().find(|known| known.name == "吴磊").unwrap().id.clone();
    desk.sign_in(&id, "2468", 1).unwrap();
}

#[test]
fn nobody_learns_by_asking_who_has_a_restricted_matter() {
    let (desk, _) = busy();
    let mut item = desk.book().catalogue.item("JF24").unwrap().clone();
    item.restricted = true;
    desk.save_item(&item).unwrap();
    let (_, line) = desk.register_lines(Ledger::Intakes, &[4]).unwrap().remove(0);
    let number = line.serial.unwrap().to_string();
    let (rows, names) = whole(&desk, Ledger::Intakes, Span::Today, 100);
    let home = rows.from(0).find(|(_, row)| row.key == 4).map(|(_, row)| names.name(row.grid)).unwrap();
    assert_eq!(home, "幸福里小区");
    somebody_else(&desk);
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Records);
    stage.sees("共 4 条");
    stage.sees("限阅");
    stage.does_not_see(&number);
    stage.does_not_see("转办");
    // Three others live there.
    assert_eq!(stage.player.texts().iter().filter(|text| *text == home).count(), 3);
    stage.picture("records-barred");
    stage.goes_to("records-items");
    stage.press(&["Enter"]);
    stage.types("jf24");
    stage.press(&["Enter"]);
    stage.sees("没有符合条件的");
    stage.goes_to("records-items");
    stage.press(&["Enter"]);
    stage.types("全部");
    stage.press(&["Enter", "Ctrl+F"]);
    stage.types("王建国");
    stage.sees("没有符合条件的");
    stage.press(&["Ctrl+F", "Ctrl+A"]);
    stage.types("刘秀英");
    stage.sees("共 1 条");
    // Nor is his visit found, nor does Enter on it lead to him.
    stage.goes_to("records-side");
    stage.press(&["Down"]);
    stage.sees("共 5 条");
    stage.press(&["Ctrl+F"]);
    stage.types("王建国");
    stage.sees("没有符合条件的");
    stage.press(&["Ctrl+A"]);
    stage.types(" ");
    stage.sees("共 5 条");
    stage.press(&["Enter", "Home", "Enter"]);
    stage.has_focus("records-table");
    stage.sees("这件事只由指定人员查看");
}

#[test]
fn who_takes_the_desk_over_does_not_take_over_what_was_found() {
    let (desk, _) = busy();
    let mut item = desk.book().catalogue.item("JF24").unwrap().clone();
    item.restricted = true;
    desk.save_item(&item).unwrap();
    hires(&desk);
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Records);
    stage.press(&["Ctrl+F"]);
    stage.types("王建国");
    stage.sees("共 1 条");
    stage.press(&["Ctrl+L", "2"]);
    stage.types("2468");
    stage.press(&["Enter"]);
    stage.sees("吴磊");
    stage.sees("没有符合条件的");
}

#[test]
fn what_was_to_be_handed_on_and_was_is_not_overdue() {
    let hand = Hand::on(2026, 4, 20);
    let desk = desk_on(hand.clone());
    let law = [("area", "family"), ("question", "赡养"), ("aid_wanted", "no")];
    let _ = comes(&desk, "JF24", "王建国", "610502194603100043", "13700001111", &law);
    let _ = comes(&desk, "JF24", "李晓云", "610502195201150023", "13900007730", &law);
    let _ = comes(&desk, "FB11", "刘小燕", "610502198103071429", "13900000916", &RENEW);
    for id in ["0000000001", "0000000003"] {
        desk.go_onward(id, &quanke::desk::Onward::Forward { to: "街道司法所".into() }).unwrap();
    }
    hand.set(2026, 5, 7);
    let (rows, _) = whole(&desk, Ledger::Intakes, Span::All, 1);
    let sieve = Sieve { standing: quanke::domain::register::Wanted::Overdue, ..Sieve::open(desk.today()) };
    let late: HashSet<u64> = sift(&rows, 0, &sieve).into_iter().map(|at| rows.get(at).unwrap().key).collect();
    // Of what is promised to be done, handing on is not enough.
    assert_eq!(late, [2, 3].into());
}

#[test]
fn the_screen_is_whole_in_both_languages_at_every_zoom() {
    for (size, name) in [(DRAWN, "100"), ((1093, 558), "125"), ((911, 465), "150")] {
        for lang in [Lang::Zh, Lang::En] {
            let (desk, _) = busy();
            let mut stage = open(desk, pc(lang), size, Route::Records);
            stage.sees(lang.pick("共 4 条", "4 in all"));
            stage.picture(&format!("records-{name}-{lang:?}"));
            stage.goes_to("records-columns");
            stage.press(&["Enter"]);
            stage.sees(lang.pick("显示这些列", "Show these"));
            stage.picture(&format!("records-pick-{name}-{lang:?}"));
            stage.press(&["Esc"]);
            for text in stage.player.texts() {
                assert!(!text.contains("No localization"), "{text}");
            }
        }
    }
    // In a small window the registers are chosen in a dialog.
    let (desk, _) = busy();
    let mut stage = open(desk, pc(Lang::Zh), (911, 465), Route::Records);
    stage.goes_to("records-ledger");
    stage.press(&["Enter", "Down", "Enter"]);
    stage.sees("共 5 条");
    for look in [Appearance::Dark, Appearance::HighContrast] {
        let (desk, _) = busy();
        let mut stage = open(desk, dressed(Lang::Zh, look), DRAWN, Route::Records);
        stage.sees("共 4 条");
        stage.picture(&format!("records-{look:?}"));
    }
}
