//! 导入 on the screen: a file is looked at, its heads matched, taken in, stopped, gone on with, and taken out again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::ThreadId;
use std::time::Duration;

use common::{Front, LIU, clock, desk, desk_at_work, desk_on, dressed, open, pc, take, with_check_digit};
use quanke::desk::{Clock, Desk, NewVisit, ShiftedClock};
use quanke::domain::cell::Cell;
use quanke::domain::imported::{BatchState, ImportedRow, What};
use quanke::domain::lang::Lang;
use quanke::domain::ledger::Ledger;
use quanke::domain::resident::Resident;
use quanke::exchange::imports;
use quanke::exchange::read::read_table;
use quanke::exchange::sheet::{Sheet, SheetColumn, SheetHead};
use quanke::exchange::xlsx::write_sheets;
use quanke::store::{Order, Range};
use quanke::this_pc::Appearance;
use quanke::ui::ctx::Route;
use tempfile::TempDir;

const DRAWN: (u32, u32) = (1366, 698);
const RENEW: [(&str, &str); 3] = [("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")];

fn id(order: u32) -> String {
    with_check_digit(&format!("61050219480315{order:03}0"))
}

/// A list as communities keep it, as a workbook: an old number of 15 digits, somebody on file, somebody twice, mistakes.
fn a_list(folder: &TempDir) -> PathBuf {
    let heads = ["序号", "居民姓名", "身份证号码", "联系电话号", "家庭住址", "户籍"];
    let rows = [
        ["1", "测　甲", &id(11), "13800001001", "幸福里小区 1号楼 1单元 101", "本地"],
        ["2", "测试乙", "610502490310002", "", "幸福里小区 1号楼 1单元 102", "本地"],
        ["3", "测试丙", "610502194903100022", "", "", ""],
        ["4", "测试丁", "", "", "", ""],
        ["5", "", "", "13800001006", "", ""],
        ["6", "测试己", &id(17), "12", "", ""],
        ["7", "刘秀英", "", "13800005178", "幸福里小区", ""],
        ["8", "测甲", &id(11), "", "", ""],
        ["9", "Test Person", "", "0913-2012345", "凤馨苑 2号楼", ""],
    ];
    let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::digits(*text) };
    let sheet = Sheet {
        head: SheetHead {
            name: "名册".into(),
            titles: vec!["凤鸣社区居民名册".into()],
            columns: heads.iter().map(|head| SheetColumn::new(*head, 16)).collect(),
        },
        rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    };
    let path = folder.path().join("名册.xlsx");
    write_sheets(&path, &[sheet]).unwrap();
    path
}

/// An old ledger as an old spreadsheet program saves text.
fn an_old_ledger(folder: &TempDir) -> PathBuf {
    let text = "2019年受理登记,,,,,\r\n\
        序号,日期,事项,姓名,身份证号,户籍\r\n\
        1,2019-03-05,低保申请,刘秀英,610525460312002,本地\r\n\
        2,2019.4.1,高龄补贴,测试甲,不详,外地\r\n\
        3,合计,2件,,,\r\n\
        4,2030-01-01,预约,测试乙,,\r\n";
    let path = folder.path().join("2019.csv");
    std::fs::write(&path, encoding_rs::GB18030.encode(text).0).unwrap();
    path
}

/// So many residents by name and phone, with one that has no phone first.
fn many(folder: &TempDir, count: u32) -> PathBuf {
    let lines: Vec<String> = (0..count).map(|n| format!("测试{n},1390000{n:04}")).collect();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, format!("姓名,电话\n没有电话,\n{}\n", lines.join("\n"))).unwrap();
    path
}

fn residents(desk: &Desk) -> usize {
    desk.store().scan::<Resident>(&Range::all(), Order::Ascending, 9999).unwrap().len()
}

fn imported(desk: &Desk) -> Vec<ImportedRow> {
    let rows = desk.store().scan::<ImportedRow>(&Range::all(), Order::Ascending, 9999).unwrap();
    rows.into_iter().map(|row| row.value).collect()
}

/// 刘秀英 came and is on file.
fn with_liu(desk: Desk) -> Desk {
    take(&desk, "FB11", &LIU, &RENEW);
    desk
}

fn at(desk: Desk, lang: Lang, size: (u32, u32)) -> Front {
    open(desk, pc(lang), size, Route::Records)
}

/// Ctrl+O, the path, Enter.
fn looks_at(stage: &mut Front, path: &Path) {
    stage.press(&["Ctrl+O"]);
    stage.has_focus("import-path");
    stage.types(&path.display().to_string());
    stage.press(&["Enter"]);
}

fn rejects(stage: &Front, name: &str) -> Vec<Vec<String>> {
    read_table(&stage.folder.path().join("exports").join(name)).unwrap().words(99)
}

#[test]
fn a_list_of_residents_comes_in_by_keys_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_list(&folder);
    for (lang, sees) in [
        (
            Lang::Zh,
            [
                "以前的导入",
                "身份证号码",
                "相近，请核对",
                "可以导入",
                "已导入 3 行",
                "已在册、没有重复建档 1 行；不能导入 5 行",
            ],
        ),
        (
            Lang::En,
            [
                "Earlier imports",
                "ID number 证件号码",
                "similar: check",
                "can come in",
                "3 rows imported",
                "On file already, not entered twice: 1; could not come in: 5",
            ],
        ),
    ] {
        let mut stage = at(with_liu(desk()), lang, DRAWN);
        stage.press(&["Ctrl+O"]);
        stage.has_focus("import-path");
        stage.sees(sees[0]);
        stage.picture(&format!("import-asked-{lang:?}"));
        // A path is needed, and one where there is a table.
        stage.press(&["Enter"]);
        stage.has_focus("import-path");
        stage.sees(lang.pick("请写文件的路径", "Enter the path"));
        stage.types("/nowhere/名册.xlsx");
        stage.press(&["Enter"]);
        stage.has_focus("import-path");
        stage.sees(lang.pick("没有文件 /nowhere/名册.xlsx", "/nowhere/名册.xlsx"));
        stage.picture(&format!("import-no-file-{lang:?}"));
        stage.press(&["Ctrl+A", "Delete"]);
        stage.types(&path.display().to_string());
        stage.press(&["Enter"]);

        stage.has_focus("import-heads");
        for words in &sees[1..4] {
            stage.sees(words);
        }
        // Masked: neither the name nor the number.
        stage.does_not_see("测甲");
        stage.does_not_see(&id(11));
        stage.sees(lang.pick("第 5 行", "Line 5"));
        stage.sees(lang.pick("已在册（编号", "On file already"));
        stage.picture(&format!("import-looked-{lang:?}"));
        assert_eq!((residents(&stage.desk), imported(&stage.desk).len()), (1, 0), "looking changes nothing");

        stage.press(&["Ctrl+S"]);
        stage.has_focus("import-close");
        stage.sees(sees[4]);
        stage.sees(sees[5]);
        stage.sees("导入0000000001.未导入.xlsx");
        stage.picture(&format!("import-done-{lang:?}"));
        assert_eq!(residents(&stage.desk), 4);

        // The rejected rows as they stood, each with its reason, in Chinese like the table.
        let kept = rejects(&stage, "导入0000000001.未导入.xlsx");
        assert_eq!(
            kept[0],
            ["序号", "居民姓名", "身份证号码", "联系电话号", "家庭住址", "户籍", "未导入原因"]
        );
        assert_eq!(kept.len(), 7);
        assert_eq!((kept[1][1].as_str(), kept[1][2].as_str()), ("测试丙", "610502194903100022"));
        let reasons: Vec<&str> = kept[1..].iter().map(|row| row[6].as_str()).collect();
        assert!(reasons.iter().all(|reason| !reason.is_empty()), "{reasons:?}");
        assert!(reasons[1].contains("只有姓名") && reasons[2] == "没有姓名", "{reasons:?}");
        assert!(reasons[4].starts_with("已在册") && reasons[5].contains("第 3 行"), "{reasons:?}");

        stage.press(&["Esc"]);
        stage.has_focus("records-table");
        // The number of 15 digits is found in either form.
        for typed in ["610502490310002", "610502194903100021", "13800001001"] {
            assert_eq!(stage.desk.find_people(&[typed]).unwrap().0.len(), 1, "{typed}");
        }
        stage.press(&["F2"]);
        stage.types("13800001001");
        stage.sees("1001");
    }
}

#[test]
fn heads_are_matched_anew_by_keys_and_by_the_pointer() {
    let folder = tempfile::tempdir().unwrap();
    let path = an_old_ledger(&folder);
    let mut stage = at(with_liu(desk()), Lang::Zh, DRAWN);
    stage.press(&["Ctrl+O"]);
    stage.goes_to("import-kind");
    stage.press(&["2"]);
    // The register on the screen, unless another is chosen.
    stage.sees("服务事项受理台账");
    stage.goes_to("import-ledger");
    stage.press(&["Enter"]);
    stage.has_focus("records-pick");
    stage.picture("import-ledgers");
    stage.press(&["Down", "Enter"]);
    stage.sees("群众来访接待登记表");
    stage.goes_to("import-ledger");
    stage.press(&["Enter", "Up", "Enter"]);
    stage.has_focus("import-path");
    stage.types(&path.display().to_string());
    stage.picture("import-asked-old");
    stage.press(&["Enter"]);
    stage.sees("来自：gb18030");
    stage.sees("对上在册居民");
    stage.sees("对不上，原样留存");
    stage.picture("import-looked-old");

    // 日期 means nothing now: without a day no row can come in.
    stage.press(&["Down", "Enter"]);
    stage.has_focus("records-pick");
    stage.sees("“日期”对应到");
    stage.picture("import-choose");
    stage.press(&["Ctrl+A"]);
    stage.types("duibushang");
    stage.press(&["Enter"]);
    stage.has_focus("import-heads");
    stage.sees("缺少“受理日期”这一列");
    stage.picture("import-missing");
    stage.press(&["Ctrl+S"]);
    stage.has_focus("import-heads");
    assert!(imported(&stage.desk).is_empty());
    // With the pointer it comes back; a column another head has is taken from that one.
    stage.player.click_text("日期").unwrap();
    stage.types("shouliriqi");
    stage.player.click_text("受理日期").unwrap();
    stage.does_not_see("缺少");
    stage.sees("手工选定");
    stage.player.click_text("户籍").unwrap();
    stage.types("sqr");
    stage.sees("申请人（现在是“姓名”）");
    stage.press(&["Enter"]);
    assert_eq!(stage.player.texts().iter().filter(|text| *text == "申请人").count(), 1);
    stage.picture("import-moved");
    // And back again.
    stage.player.click_text("姓名").unwrap();
    stage.types("sqr");
    stage.press(&["Enter", "Ctrl+S"]);
    stage.sees("已导入 2 行");
    let rows = imported(&stage.desk);
    let liu = stage.desk.find_people(&["刘秀英"]).unwrap().0[0].id.clone();
    assert_eq!((rows.len(), rows[0].resident.clone()), (2, Some(liu)));
    assert_eq!(rows[0].cells.reveal().0["name"], "刘秀英");
    assert_eq!(rows[0].cells.reveal().0["户籍"], "本地");
    stage.picture("import-done-old");
}

/// A clock that holds other threads up, once it has been asked by them so many times: long work stands still there.
struct Gate {
    clock: ShiftedClock,
    own: ThreadId,
    left: Mutex<Option<u32>>,
    bell: Condvar,
}

impl Gate {
    fn new() -> Arc<Self> {
        let (own, clock) = (std::thread::current().id(), *clock());
        Arc::new(Self { clock, own, left: Mutex::new(None), bell: Condvar::new() })
    }

    fn closes_after(&self, asked: u32) {
        *self.left.lock().unwrap() = Some(asked);
    }

    fn opens(&self) {
        *self.left.lock().unwrap() = None;
        self.bell.notify_all();
    }
}

impl Clock for Gate {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        if std::thread::current().id() != self.own {
            let mut left = self.left.lock().unwrap();
            while *left == Some(0) {
                left = self.bell.wait(left).unwrap();
            }
            *left = left.map(|asked| asked - 1);
        }
        self.clock.now()
    }
}

/// Steps of half a second while work stands still.
fn patient(mut stage: Front) -> Front {
    stage.player = stage.player.patience(Duration::from_millis(500));
    stage
}

#[test]
fn work_tells_how_far_it_is_stops_and_goes_on() {
    for lang in [Lang::Zh, Lang::En] {
        let folder = tempfile::tempdir().unwrap();
        let path = many(&folder, 450);
        let gate = Gate::new();
        let mut stage = patient(at(desk_on(gate.clone()), lang, DRAWN));
        stage.press(&["Ctrl+O"]);
        stage.types(&path.display().to_string());
        // Every row asks for the day: it stands still after two hundred of them.
        gate.closes_after(250);
        stage.press(&["Enter"]);
        stage.sees(lang.pick("200 / 451 行", "200 of 451 rows"));
        stage.picture(&format!("import-counting-{lang:?}"));
        // The window is alive meanwhile.
        stage.press(&["Down"]);
        stage.has_focus("import-heads");
        stage.press(&["Esc"]);
        gate.opens();
        stage.press(&["Down"]);
        stage.sees(lang.pick("只核对了前 300 行", "Only the first 300 rows"));
        stage.picture(&format!("import-counted-part-{lang:?}"));
        stage.goes_to("import-count");
        stage.press(&["Enter"]);
        stage.has_focus("import-heads");
        stage.does_not_see(lang.pick("只核对了", "Only the first"));

        gate.closes_after(150);
        stage.press(&["Ctrl+S"]);
        stage.has_focus("import-close");
        stage.sees(lang.pick("正在导入", "Importing"));
        stage.picture(&format!("import-taking-{lang:?}"));
        stage.press(&["Esc"]);
        gate.opens();
        stage.press(&["Down"]);
        stage.has_focus("import-do");
        stage.sees(lang.pick("已停下", "Stopped before the end"));
        stage.picture(&format!("import-stopped-{lang:?}"));
        let batch = stage.desk.imports().unwrap().remove(0);
        assert!(batch.state == BatchState::Going && batch.upto > 0 && batch.upto < 451, "{batch:?}");
        assert_eq!(batch.taken as usize, residents(&stage.desk), "nothing half imported");

        // It goes on at once.
        stage.press(&["Enter"]);
        stage.sees(lang.pick("接着上次停下的地方做", "It went on from where it stopped"));
        stage.sees(lang.pick("已导入 450 行", "450 rows imported"));
        assert_eq!(residents(&stage.desk), 450);
        // The rows left out are in a second file: the first is not written over.
        assert!(stage.folder.path().join("exports/导入0000000001.未导入-2.xlsx").exists());
        assert_eq!(rejects(&stage, "导入0000000001.未导入.xlsx").len(), 2);

        // Undoing is stopped and gone on with too.
        stage.goes_to("import-another");
        stage.press(&["Enter"]);
        stage.goes_to("import-past");
        stage.press(&["Enter"]);
        stage.has_focus("import-list");
        stage.press(&["Enter"]);
        stage.has_focus("import-undo");
        stage.sees(lang.pick("再按一次，撤销 450 行", "Press again to undo 450 rows"));
        stage.picture(&format!("import-undo-sure-{lang:?}"));
        // Esc takes the question back.
        stage.press(&["Esc"]);
        stage.has_focus("import-list");
        stage.does_not_see(lang.pick("再按一次", "Press again"));
        gate.closes_after(4);
        stage.press(&["Enter", "Enter"]);
        stage.has_focus("import-close");
        stage.sees(lang.pick("正在撤销", "Undoing"));
        stage.picture(&format!("import-undoing-{lang:?}"));
        stage.press(&["Esc"]);
        gate.opens();
        stage.press(&["Down"]);
        stage.sees(lang.pick("已停下，这次去掉", "Stopped,"));
        stage.sees(lang.pick("撤销没有做完", "Not undone to the end"));
        stage.picture(&format!("import-undo-stopped-{lang:?}"));
        stage.press(&["Enter", "Enter"]);
        stage.has_focus("import-list");
        stage.sees(lang.pick("导入 0000000001 已撤销", "Import 0000000001 is undone"));
        assert_eq!((residents(&stage.desk), imported(&stage.desk).len()), (0, 0));
        stage.press(&["Esc"]);
        stage.has_focus("import-path");
        stage.press(&["Esc"]);
        stage.has_focus("records-table");
    }
}

#[test]
fn an_import_that_broke_off_is_told_and_goes_on_with_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = many(&folder, 250);
    let desk = desk();
    let opened = imports::open(&path, What::Residents).unwrap();
    let stop = AtomicBool::new(false);
    let mut halfway = |at: &quanke::desk::ImportProgress| {
        stop.store(at.rows >= 100, Ordering::Relaxed);
    };
    let _ = desk.apply_import(&opened.file(), &mut halfway, &stop).unwrap();
    let mut stage = at(desk, Lang::Zh, DRAWN);
    stage.press(&["Ctrl+O"]);
    stage.sees("导入 0000000001（居民名单）还没有做完");
    stage.picture("import-open-one");
    // Another file has to wait, with a way to what is in the way.
    let other = folder.path().join("b.csv");
    std::fs::write(&other, "姓名,电话\n测试,13700000001\n").unwrap();
    stage.types(&other.display().to_string());
    stage.press(&["Enter"]);
    stage.sees("导入 0000000001（居民名单）还没有做完：选它的文件接着导，或先撤销它");
    stage.picture("import-unfinished");
    stage.press(&["Ctrl+S"]);
    stage.has_focus("import-heads");
    assert_eq!(residents(&stage.desk), 99);
    stage.goes_to("import-see");
    stage.press(&["Enter"]);
    stage.has_focus("import-list");
    stage.sees("没做完，到第 100 行");
    stage.picture("import-list-open");
    stage.press(&["Esc", "Ctrl+A"]);
    stage.has_focus("import-path");
    // Its own file goes on, and what is in already counts as it did then.
    stage.types(&path.display().to_string());
    stage.press(&["Enter"]);
    stage.sees("这个文件上次做到第 100 行停下");
    for words in ["251", "250", "0", "1"] {
        assert!(stage.player.texts().iter().any(|text| text == words), "{words}");
    }
    stage.picture("import-goes-on");
    stage.press(&["Ctrl+S"]);
    stage.sees("接着上次停下的地方做");
    stage.sees("已导入 250 行");
    assert_eq!(residents(&stage.desk), 250);
    stage.picture("import-resumed");
}

#[test]
fn a_file_that_is_in_already_is_told_and_undone_but_for_who_was_needed_since() {
    let folder = tempfile::tempdir().unwrap();
    let path = many(&folder, 30);
    let mut stage = at(desk(), Lang::Zh, DRAWN);
    looks_at(&mut stage, &path);
    stage.press(&["Ctrl+S"]);
    stage.sees("已导入 30 行");
    let whose = |desk: &Desk, phone: &str| desk.find_people(&[phone]).unwrap().0[0].id.clone();
    let came = whose(&stage.desk, "13900000007");
    let _ = stage.desk.arrive(&NewVisit { resident: Some(came.clone()), ..NewVisit::default() }).unwrap();
    stage.press(&["Esc"]);
    looks_at(&mut stage, &path);
    stage.sees("这个文件已经导入过（导入 0000000001）");
    stage.picture("import-already");
    stage.press(&["Ctrl+S"]);
    assert_eq!(stage.desk.imports().unwrap().len(), 1);
    stage.goes_to("import-see");
    stage.press(&["Enter", "Enter", "Enter"]);
    stage.sees("导入 0000000001 已撤销，去掉 29 行");
    stage.sees("后来用到、仍留在册的居民 1 位");
    stage.sees(&came);
    stage.sees("2026-05-07 撤销，留下 1 位");
    stage.picture("import-undone-kept");
    assert_eq!(residents(&stage.desk), 1);
    // There is nothing more to undo in it.
    stage.press(&["Enter", "Enter"]);
    stage.has_focus("import-list");
    // The same file may come in again, without the one who stayed.
    stage.press(&["Esc", "Esc"]);
    looks_at(&mut stage, &path);
    stage.press(&["Ctrl+S"]);
    stage.sees("已导入 29 行");
    stage.sees("已在册、没有重复建档 1 行");
}

#[test]
fn rejected_rows_that_could_not_be_written_are_written_later() {
    let folder = tempfile::tempdir().unwrap();
    let path = many(&folder, 3);
    let mut stage = at(desk(), Lang::Zh, DRAWN);
    let exports = stage.folder.path().join("exports");
    std::fs::write(&exports, "in the way").unwrap();
    looks_at(&mut stage, &path);
    stage.press(&["Ctrl+S"]);
    stage.sees("已导入 3 行");
    stage.sees("没有导入的行没能写成文件");
    stage.picture("import-not-kept");
    std::fs::remove_file(&exports).unwrap();
    stage.goes_to("import-keep");
    stage.press(&["Enter"]);
    stage.sees("没有导入的行连同原因写在这个文件里");
    assert_eq!(
        rejects(&stage, "导入0000000001.未导入.xlsx")[1],
        ["没有电话", "", "只有姓名：还要有证件号码、电话或住址"]
    );
}

#[test]
fn only_a_supervisor_imports_and_undoes() {
    let folder = tempfile::tempdir().unwrap();
    let path = many(&folder, 3);
    let desk = desk_at_work();
    let wu = desk.book().staff.iter().find(|known| known.name == "吴磊").unwrap().id.clone();
    desk.sign_in(&wu, "2468", 1).unwrap();
    let mut stage = at(desk, Lang::Zh, DRAWN);
    stage.press(&["Ctrl+O"]);
    stage.sees("导入和撤销要由主管来做");
    stage.types(&path.display().to_string());
    stage.press(&["Enter"]);
    stage.sees("导入和撤销要由主管来做");
    stage.picture("import-supervisor");
    stage.press(&["Ctrl+S"]);
    stage.has_focus("import-heads");
    assert!(stage.desk.imports().unwrap().is_empty());
}

#[test]
fn what_was_imported_is_counted_and_seen_on_the_screen_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = many(&folder, 3);
    let mut stage = at(with_liu(desk()), Lang::Zh, DRAWN);
    stage.sees("共 1 条");
    // Somebody came in meanwhile at another window: reading again shows it.
    looks_at(&mut stage, &path);
    take(&stage.desk, "FB11", &LIU, &RENEW);
    stage.press(&["Ctrl+S", "Esc"]);
    stage.sees("共 2 条");
}

#[test]
fn rows_of_an_old_ledger_stand_on_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let opened = imports::open(&an_old_ledger(&folder), What::Ledger(Ledger::Intakes)).unwrap();
    for lang in [Lang::Zh, Lang::En] {
        let desk = with_liu(desk());
        let _ = desk.apply_import(&opened.file(), &mut |_| {}, &AtomicBool::new(false)).unwrap();
        let mut stage = at(desk, lang, DRAWN);
        stage.sees(lang.pick("共 1 条", "1 in all"));
        stage.does_not_see("低保申请");
        stage.goes_to("records-source");
        stage.press(&["Enter", "Down", "Enter"]);
        stage.has_focus("records-table");
        stage.sees(lang.pick("共 2 条", "2 in all"));
        for words in ["2019-04-01", "高龄补贴", "低保申请", "刘*英", "测*甲"] {
            stage.sees(words);
        }
        stage.does_not_see("刘秀英");
        stage.picture(&format!("import-old-rows-{lang:?}"));
        // Somebody who is on no file is found as well, by pinyin.
        stage.press(&["Ctrl+F"]);
        stage.types("csj");
        stage.sees(lang.pick("共 1 条", "1 in all"));
        stage.sees("高龄补贴");
        stage.press(&["Ctrl+A"]);
        stage.types("2002");
        stage.sees("低保申请");
        // Who is on file is a step away.
        stage.press(&["Enter", "Enter"]);
        stage.sees("刘*英");
        stage.does_not_see("低保申请");
        stage.press(&["Esc"]);
        stage.sees("低保申请");
        // Another register has none, and says how they come.
        stage.goes_to("records-side");
        stage.press(&["Down"]);
        stage.sees(lang.pick("没有导入的旧台账", "No old register was imported"));
        stage.press(&["Up"]);
        stage.goes_to("records-source");
        stage.press(&["Enter", "Up", "Enter"]);
        stage.sees(lang.pick("共 1 条", "1 in all"));
        stage.does_not_see("低保申请");
    }
}

#[test]
fn tab_reaches_everything_in_it_and_shows_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_list(&folder);
    let mut stage = at(with_liu(desk()), Lang::Zh, DRAWN);
    stage.press(&["Ctrl+O"]);
    for id in ["import-browse", "import-next", "import-past", "import-close", "import-kind", "import-path"] {
        stage.press(&["Tab"]);
        stage.has_focus(id);
    }
    stage.types(&path.display().to_string());
    stage.press(&["Enter"]);
    for id in ["import-rejects", "import-do", "import-close", "import-heads", "import-rejects"] {
        stage.press(&["Tab"]);
        stage.has_focus(id);
    }
    stage.press(&["End"]);
    stage.sees("与第 3 行是同一个人");
    stage.picture("import-tab-rejects");
    // Esc steps back: to the file, and out.
    stage.press(&["Esc"]);
    stage.has_focus("import-path");
    stage.press(&["Esc"]);
    stage.has_focus("records-table");
}

#[test]
fn it_is_whole_in_both_languages_at_every_zoom_and_in_every_look() {
    let folder = tempfile::tempdir().unwrap();
    let (list, old) = (a_list(&folder), an_old_ledger(&folder));
    for (size, name) in [(DRAWN, "100"), ((1093, 558), "125"), ((911, 465), "150")] {
        for lang in [Lang::Zh, Lang::En] {
            let mut stage = at(with_liu(desk()), lang, size);
            let picture =
                |stage: &mut Front, what: &str| stage.picture(&format!("import-{what}-{name}-{lang:?}"));
            picture(&mut stage, "button");
            stage.press(&["F1"]);
            stage.sees(lang.pick("台账：导入", "import a file"));
            picture(&mut stage, "help");
            stage.press(&["Esc"]);
            stage.press(&["Ctrl+O"]);
            stage.goes_to("import-kind");
            stage.press(&["2"]);
            stage.goes_to("import-path");
            stage.types(&old.display().to_string());
            picture(&mut stage, "z-asked");
            stage.press(&["Enter"]);
            picture(&mut stage, "z-old");
            stage.press(&["Enter"]);
            picture(&mut stage, "z-choose");
            stage.press(&["Esc", "Esc"]);
            stage.goes_to("import-kind");
            stage.press(&["1"]);
            stage.goes_to("import-path");
            stage.press(&["Ctrl+A"]);
            stage.types(&list.display().to_string());
            stage.press(&["Enter"]);
            picture(&mut stage, "z-looked");
            stage.press(&["Ctrl+S"]);
            stage.sees(lang.pick("已导入 3 行", "3 rows imported"));
            picture(&mut stage, "z-done");
            stage.press(&["Esc", "Ctrl+O"]);
            stage.goes_to("import-past");
            stage.press(&["Enter", "Enter"]);
            picture(&mut stage, "z-past");
            stage.press(&["Enter"]);
            picture(&mut stage, "z-undone");
            stage.press(&["Esc", "Esc"]);
            let old = imports::open(&old, What::Ledger(Ledger::Intakes)).unwrap();
            let _ = stage.desk.apply_import(&old.file(), &mut |_| {}, &AtomicBool::new(false)).unwrap();
            stage.goes_to("records-source");
            picture(&mut stage, "z-source");
            stage.press(&["Enter", "Down", "Enter"]);
            stage.sees("低保申请");
            picture(&mut stage, "z-rows");
            for text in stage.player.texts() {
                assert!(!text.contains("No localization"), "{text}");
            }
        }
    }
    for look in [Appearance::Dark, Appearance::HighContrast] {
        let mut stage = open(with_liu(desk()), dressed(Lang::Zh, look), DRAWN, Route::Records);
        looks_at(&mut stage, &list);
        stage.sees("可以导入");
        stage.picture(&format!("import-{look:?}"));
    }
}
