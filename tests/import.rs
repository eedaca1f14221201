//! A list of residents and old ledgers come in from files, and go out again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use common::{LIU, day, desk, desk_at_work, take, with_check_digit};
use quanke::desk::{Desk, DeskError, ImportDone, ImportError, ImportPreview, LedgerQuery, NewVisit};
use quanke::domain::cell::Cell;
use quanke::domain::imported::{BatchState, ImportedRow, RowFault, What};
use quanke::domain::ledger::{Ledger, Profile};
use quanke::domain::resident::Resident;
use quanke::exchange::csv_file::Encoding;
use quanke::exchange::imports::{Opened, open, rejects_path, write_rejects};
use quanke::exchange::ledgers::{Format, export};
use quanke::exchange::sheet::{Sheet, SheetColumn, SheetHead};
use quanke::exchange::xlsx::write_sheets;
use quanke::store::{Order, Range};
use tempfile::TempDir;

fn on() -> AtomicBool {
    AtomicBool::new(false)
}

fn preview(desk: &Desk, opened: &Opened) -> ImportPreview {
    desk.preview_import(&opened.file(), &mut |_| {}, &on()).unwrap()
}

fn apply(desk: &Desk, opened: &Opened) -> ImportDone {
    desk.apply_import(&opened.file(), &mut |_| {}, &on()).unwrap()
}

fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn residents(desk: &Desk) -> Vec<Resident> {
    let all = desk.store().scan::<Resident>(&Range::all(), Order::Ascending, 9999).unwrap();
    all.into_iter().map(|stored| stored.value).collect()
}

fn rows_kept(desk: &Desk) -> usize {
    desk.store().scan::<ImportedRow>(&Range::all(), Order::Ascending, 9999).unwrap().len()
}

/// Whatever the store holds of this kind of thing besides journal and numbers: people and imported rows.
fn held(desk: &Desk) -> (usize, usize) {
    (residents(desk).len(), rows_kept(desk))
}

fn id(order: u32) -> String {
    with_check_digit(&format!("61050219480315{order:03}0"))
}

/// A list as communities keep it: a title, names spread to fill the column, wide digits, an old number, mistakes.
fn a_list(folder: &TempDir) -> PathBuf {
    let lines = [
        "凤鸣社区居民名册,,,,".to_owned(),
        "序号,居民姓名,身份证号码,手机,家庭住址".to_owned(),
        format!("1,测　甲,{},１３８００００１００１,幸福里小区 1号楼 1单元 101", id(11)),
        "2,测试乙,610502490310002,,幸福里小区 1号楼 1单元 102".to_owned(),
        "3,测试丙,610502194903100022,,".to_owned(),
        "4,测试丁,6.10502E+17,,".to_owned(),
        "5,测试戊,,,".to_owned(),
        "6,,,13800001006,".to_owned(),
        format!("7,测试己,{},12,", id(17)),
        "8,刘秀英,,13800005178,幸福里小区".to_owned(),
        format!("9,测甲,{},,", id(11)),
        format!("10,别名,{},,", with_check_digit("610525194603120025")),
        ",,,,".to_owned(),
        "11,Test Person,,0913-2012345,凤馨苑 2号楼".to_owned(),
    ];
    file(folder, "名册.csv", &lines.join("\r\n"))
}

#[test]
fn a_list_of_residents_is_looked_at_then_taken_in_and_nobody_twice() {
    let desk = desk();
    take(&desk, "FB11", &LIU, &[("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")]);
    let folder = tempfile::tempdir().unwrap();
    let path = a_list(&folder);
    let opened = open(&path, What::Residents).unwrap();
    let codes: Vec<Option<&str>> = opened.heads.iter().map(|head| head.code.as_deref()).collect();
    assert_eq!(codes, [None, Some("name"), Some("id_number"), Some("phone"), Some("address")]);
    let before = held(&desk);
    let seen = preview(&desk, &opened);
    assert_eq!((seen.rows, seen.good, seen.duplicates, seen.rejected.len()), (11, 3, 2, 8));
    for personal in &seen.first[0][1..] {
        assert!(personal.contains('*') && !personal.contains(&id(11)[6..14]), "{:?}", seen.first[0]);
    }
    assert_eq!(held(&desk), before, "looking changes nothing");

    let done = apply(&desk, &opened);
    assert_eq!((done.taken, done.duplicates, done.rejected.len(), done.stopped), (3, 2, 8, false));
    let faults: Vec<(u64, &RowFault)> = done.rejected.iter().map(|r| (r.line, &r.fault)).collect();
    assert!(matches!(faults[0], (5, RowFault::Identity(_))), "{faults:?}");
    assert_eq!(faults[1], (6, &RowFault::DigitsLost { head: "身份证号码".into() }));
    assert_eq!((faults[2], faults[3]), ((7, &RowFault::OnlyName), (8, &RowFault::NoName)));
    assert!(matches!(faults[4], (9, RowFault::Phone(_))));
    assert!(matches!(faults[5], (10, RowFault::OnFile { by_document: false, .. })));
    assert_eq!(faults[6], (11, &RowFault::Twin { line: 3 }));
    assert!(matches!(faults[7], (12, RowFault::OnFile { by_document: true, .. })));

    // The number of 15 digits is kept as printed and found in either form.
    for typed in ["610502490310002", "610502194903100021", "测试乙", "csy"] {
        let (found, _) = desk.find_people(&[typed]).unwrap();
        assert_eq!(found.len(), 1, "{typed}");
        let document = found[0].document.as_ref().unwrap();
        assert_eq!(document.number().reveal().as_str(), "610502490310002");
    }
    let (found, _) = desk.find_people(&["13800001001"]).unwrap();
    assert_eq!(found[0].name.reveal().as_str(), "测甲");
    assert_eq!(found[0].address.line, "幸福里小区 1号楼 1单元 101");
    // He comes with the card of today: the same person.
    let person = [
        ("_name", "测试乙"),
        ("_id", "610502194903100021"),
        ("_phone", "13800001002"),
        ("_address", "幸福里小区 1号楼"),
    ];
    let taken =
        take(&desk, "FB11", &person, &[("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")]);
    let (found, _) = desk.find_people(&["测试乙"]).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(taken.intake.resident.as_ref(), Some(&found[0].id));

    // The journal and the keys name nobody.
    let journal = desk.store().journal_page(0, 9999).unwrap();
    assert!(journal.iter().all(|line| !line.entry.subject.contains('测')));
    assert_eq!(desk.imports().unwrap()[0].taken, 3);
}

#[test]
fn rejected_rows_are_put_right_and_taken_in_from_their_own_file() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    let path = a_list(&folder);
    let opened = open(&path, What::Residents).unwrap();
    let done = apply(&desk, &opened);
    for name in [rejects_path(&path), folder.path().join("rejects.xlsx")] {
        let written = write_rejects(&name, &opened, &done.rejected, &|fault| fault.to_string()).unwrap();
        assert_eq!(written.rows, done.rejected.len() as u64);
        let again = open(&name, What::Residents).unwrap();
        let heads: Vec<&str> = again.heads.iter().map(|head| head.head.as_str()).collect();
        assert_eq!(heads, ["序号", "居民姓名", "身份证号码", "手机", "家庭住址", "未导入原因"]);
        assert_eq!(again.rows[0].cells[2].words(), "610502194903100022", "digit for digit");
        assert!(!again.rows[0].cells[5].words().is_empty());
    }
    let text = std::fs::read_to_string(rejects_path(&path)).unwrap();
    let right = text.replace("610502194903100022", "610502194903100021");
    let right = open(&file(&folder, "改好.csv", &right), What::Residents).unwrap();
    let done = apply(&desk, &right);
    // His number is that of somebody taken in just before, in its old form.
    assert!(
        matches!(&done.rejected[0].fault, RowFault::OnFile { by_document: true, .. }),
        "{:?}",
        done.rejected[0]
    );
}

#[test]
fn an_import_is_undone_and_who_was_needed_since_stays() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (0..250).map(|n| format!("测试{},{},1380000{n:04}", n, id(n + 100))).collect();
    let path = file(&folder, "a.csv", &format!("姓名,身份证号,电话\n{}\n", lines.join("\n")));
    let opened = open(&path, What::Residents).unwrap();
    let before = held(&desk);
    let done = apply(&desk, &opened);
    assert_eq!((done.taken, held(&desk)), (250, (before.0 + 250, before.1 + 250)));
    let already = desk.apply_import(&opened.file(), &mut |_| {}, &on());
    assert!(matches!(already, Err(DeskError::Import(ImportError::Already { .. }))), "{already:?}");

    let whose = |name: &str| desk.find_people(&[name]).unwrap().0[0].id.clone();
    let came = whose("13800000007");
    let _ = desk.arrive(&NewVisit { resident: Some(came.clone()), ..NewVisit::default() }).unwrap();
    let matter = whose("13800000008");
    let form = desk.open_form("FB11", Some(&matter), None).unwrap();
    desk.save_draft(&form.draft).unwrap();
    let undone = desk.undo_import(&done.batch, &mut |_| {}, &on()).unwrap();
    let mut kept = vec![came.clone(), matter];
    kept.sort();
    assert_eq!((undone.removed, undone.kept), (248, kept));
    assert_eq!(held(&desk), (before.0 + 2, before.1 + 2));
    assert!(desk.find_people(&["13800000009"]).unwrap().0.is_empty(), "not found any more");
    assert_eq!(desk.resident(&came).unwrap().name.reveal().as_str(), "测试7");
    let again = desk.undo_import(&done.batch, &mut |_| {}, &on());
    assert!(matches!(again, Err(DeskError::Import(ImportError::Undone { .. }))));
    // The same file may come in again; the two who stayed are on file.
    let done = apply(&desk, &opened);
    assert_eq!((done.taken, done.duplicates), (248, 2));
}

#[test]
fn what_broke_off_goes_on_with_the_same_file_or_is_undone() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (0..250).map(|n| format!("测试{n},1390000{n:04}")).collect();
    let bad = "没有电话,\n";
    let path = file(&folder, "a.csv", &format!("姓名,电话\n{bad}{}\n", lines.join("\n")));
    let opened = open(&path, What::Residents).unwrap();
    let stop = on();
    let halfway = |at: &quanke::desk::ImportProgress| {
        if at.rows >= 100 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let done = desk.apply_import(&opened.file(), &mut { halfway }, &stop).unwrap();
    assert_eq!((done.stopped, done.taken), (true, 99));
    assert_eq!(desk.imports().unwrap()[0].state, BatchState::Going);
    let other = open(&file(&folder, "b.csv", "姓名,电话\n测试,13700000001\n"), What::Residents).unwrap();
    let refused = desk.apply_import(&other.file(), &mut |_| {}, &on());
    assert!(matches!(refused, Err(DeskError::Import(ImportError::Unfinished { .. }))), "{refused:?}");
    let done = apply(&desk, &opened);
    assert_eq!((done.resumed, done.taken, done.duplicates, done.rejected.len()), (true, 250, 0, 1));
    assert!(matches!(desk.imports().unwrap()[0].state, BatchState::Whole { .. }));
    assert_eq!(residents(&desk).len(), 250);

    // Undoing that is stopped goes on too.
    let stop = on();
    let halfway = |at: &quanke::desk::ImportProgress| {
        if at.rows >= 100 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let undone = desk.undo_import(&done.batch, &mut { halfway }, &stop).unwrap();
    assert!(undone.stopped && undone.removed == 100, "{undone:?}");
    let refused = desk.apply_import(&opened.file(), &mut |_| {}, &on());
    assert!(matches!(refused, Err(DeskError::Import(ImportError::Unfinished { .. }))));
    let undone = desk.undo_import(&done.batch, &mut |_| {}, &on()).unwrap();
    assert_eq!((undone.removed, held(&desk)), (150, (0, 0)));
}

#[test]
fn an_old_ledger_stands_beside_the_new_one_and_never_passes_for_it() {
    let desk = desk();
    take(&desk, "FB11", &LIU, &[("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")]);
    let liu = desk.find_people(&["刘秀英"]).unwrap().0[0].id.clone();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2019受理.xlsx");
    let date = chrono::NaiveDate::from_ymd_opt(2019, 3, 5).unwrap();
    let text = |text: &str| Cell::text(text);
    let old = Sheet {
        head: SheetHead {
            name: "2019".into(),
            titles: vec!["2019年受理登记".into()],
            columns: ["序号", "日期", "事项", "姓名", "身份证号", "电话", "户籍"]
                .iter()
                .map(|head| SheetColumn::new(*head, 14))
                .collect(),
        },
        rows: vec![
            vec![
                Cell::Number(1),
                Cell::Date(date),
                text("低保申请"),
                text("刘秀英"),
                Cell::digits("610525460312002"),
                Cell::Empty,
                text("本地"),
            ],
            vec![
                Cell::Number(2),
                text("2019.4.1"),
                text("高龄补贴"),
                text("测试 甲"),
                text("不详"),
                Cell::digits("13800000001"),
                Cell::Empty,
            ],
            vec![Cell::Number(3), text("合计"), text("2件")],
            vec![Cell::Number(4), text("2030-01-01"), text("预约"), text("测试乙")],
        ],
    };
    write_sheets(&path, &[old]).unwrap();
    let what = What::Ledger(Ledger::Intakes);
    let opened = open(&path, what).unwrap();
    let seen = preview(&desk, &opened);
    assert_eq!((seen.rows, seen.good, seen.matched, seen.rejected.len()), (4, 2, 1, 2));
    let intakes = |desk: &Desk, imported: bool| {
        let query = LedgerQuery {
            imported,
            reason: Some("核对".into()),
            ..LedgerQuery::new(Ledger::Intakes, date, day())
        };
        let out = folder.path().join("out.csv");
        let profile = Profile::built_in(Ledger::Intakes);
        export(desk, &query, &profile, Format::Csv(Encoding::Utf8Bare), &out, &mut |_| {}, &on()).unwrap();
        std::fs::read_to_string(out).unwrap().lines().skip(3).map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let before = intakes(&desk, false);
    let done = apply(&desk, &opened);
    assert_eq!(done.taken, 2);
    assert_eq!(intakes(&desk, false), before, "no row of the desk's own");
    let with = intakes(&desk, true);
    assert_eq!(with.len(), before.len() + 2);
    assert!(
        with[1].contains("2019-03-05")
            && with[1].contains("610525460312002")
            && with[1].contains("旧台账导入"),
        "{}",
        with[1]
    );
    assert!(with[2].contains("测试甲") && with[2].contains("不详"), "{}", with[2]);
    let rows = desk.store().scan::<ImportedRow>(&Range::all(), Order::Ascending, 9).unwrap();
    assert_eq!(rows[0].value.resident, Some(liu), "found by the number in today's form");
    assert_eq!(rows[0].value.cells.reveal().0["户籍"], "本地", "what nobody understood is kept");
    assert_eq!((rows[1].value.resident.clone(), rows[1].value.made), (None, false));
    // Next matter has the next number: none was taken for old rows.
    let next = take(&desk, "FB11", &LIU, &[("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")]);
    assert!(next.papers[0].serial.to_string().ends_with("-0002"), "{}", next.papers[0].serial);
    let undone = desk.undo_import(&done.batch, &mut |_| {}, &on()).unwrap();
    assert_eq!((undone.removed, undone.kept.len(), rows_kept(&desk)), (2, 0, 0));
}

#[test]
fn the_visits_an_export_gives_come_in_again_as_an_old_ledger() {
    let desk = desk();
    let _ = desk.arrive(&NewVisit { people: 2, purpose: "=咨询".into(), ..NewVisit::default() }).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (format, encoding) in [
        (Format::Xlsx, ""),
        (Format::Csv(Encoding::Utf8), "UTF-8"),
        (Format::Csv(Encoding::Gb18030), "gb18030"),
    ] {
        let path: PathBuf = folder.path().join(format!("{encoding}.{}", format.extension()));
        let query = LedgerQuery::new(Ledger::Visits, day(), day());
        let profile = Profile::built_in(Ledger::Visits);
        export(&desk, &query, &profile, format, &path, &mut |_| {}, &on()).unwrap();
        let opened = open(&path, What::Ledger(Ledger::Visits)).unwrap();
        if !encoding.is_empty() {
            assert_eq!(opened.from, encoding);
        }
        let done = apply(&desk, &opened);
        assert_eq!((done.taken, done.rejected.len()), (1, 0), "{format:?} {:?}", done.rejected);
        let rows = desk
            .store()
            .scan::<ImportedRow>(&Range::prefix(format!("{}/", done.batch)), Order::Ascending, 9)
            .unwrap();
        let cells = &rows[0].value.cells.reveal().0;
        assert_eq!((cells["day"].as_str(), cells["time"].as_str()), ("2026-05-07", "10:24"));
        assert_eq!((cells["people"].as_str(), cells["purpose"].as_str()), ("2", "=咨询"));
    }
}

#[test]
fn files_that_were_merged_are_one_person_in_files_and_ledgers() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    let path =
        file(&folder, "a.csv", "姓名,电话\n测试乙,13700000001\n测试乙,13700000002\n测试丙,13700000003\n");
    let batch = apply(&desk, &open(&path, What::Residents).unwrap()).batch;
    let whose = |phone: &str| desk.find_people(&[phone]).unwrap().0[0].id.clone();
    let (kept, merged) = (whose("13700000001"), whose("13700000002"));
    let _ = desk.arrive(&NewVisit { resident: Some(merged.clone()), ..NewVisit::default() }).unwrap();
    let _ = desk.merge(&kept, &merged, "同一人").unwrap();
    // What stands under either file is in a ledger of the person, whichever of the two is asked for.
    for id in [&kept, &merged] {
        let mut query = LedgerQuery::new(Ledger::Visits, day(), day());
        query.filter.resident = Some(id.clone());
        let out = folder.path().join("a.xlsx");
        let profile = Profile::built_in(Ledger::Visits);
        let done = export(&desk, &query, &profile, Format::Xlsx, &out, &mut |_| {}, &on()).unwrap();
        assert_eq!(done.written.rows, 1, "{id}");
    }
    // An old row of the merged file's phone is the kept person's.
    let old = file(&folder, "b.csv", "来访日期,姓名,电话,事由\n2019-03-05,测试乙,13700000002,咨询\n");
    let old = apply(&desk, &open(&old, What::Ledger(Ledger::Visits)).unwrap());
    let row = desk.store().get::<ImportedRow>(&format!("{}/0000002", old.batch)).unwrap().unwrap().value;
    assert_eq!(row.resident.as_ref(), Some(&kept));
    let again = file(&folder, "c.csv", "姓名,电话\n测试乙,13700000002\n");
    let again = apply(&desk, &open(&again, What::Residents).unwrap());
    assert_eq!(again.rejected[0].fault, RowFault::OnFile { resident: kept.clone(), by_document: false });
    // Neither of the two goes when the list is undone.
    let undone = desk.undo_import(&batch, &mut |_| {}, &on()).unwrap();
    let mut both = vec![kept, merged];
    both.sort();
    assert_eq!((undone.removed, undone.kept), (1, both));
}

#[test]
fn what_was_put_right_is_not_told_by_a_masked_export() {
    let desk = desk();
    take(&desk, "FB11", &LIU, &[("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")]);
    let liu = desk.find_people(&["刘秀英"]).unwrap().0[0].id.clone();
    let name = quanke::domain::name::PersonName::new("刘秀瑛").unwrap();
    let right = quanke::domain::correction::NewValue::Name(name);
    let _ = desk.correct_resident(&liu, &right, "户口簿如此").unwrap();
    let _ = desk.note_matter("0000000001", "家属王某来电").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let text = |reason: Option<&str>| {
        let query =
            LedgerQuery { reason: reason.map(Into::into), ..LedgerQuery::new(Ledger::Intakes, day(), day()) };
        let out = folder.path().join("a.json");
        let profile = Profile::built_in(Ledger::Intakes);
        export(&desk, &query, &profile, Format::Json, &out, &mut |_| {}, &on()).unwrap();
        std::fs::read_to_string(out).unwrap()
    };
    let masked = text(None);
    for told in ["刘秀英", "刘秀瑛", "王某", "户口簿如此", "13800005178"] {
        assert!(!masked.contains(told), "{told} in {masked}");
    }
    assert!(masked.contains("有更正说明"));
    let full = text(Some("核对"));
    assert!(
        full.contains("刘秀瑛") && full.contains("家属王某来电") && full.contains("户口簿如此"),
        "{full}"
    );
}

#[test]
fn only_a_supervisor_takes_files_in_and_what_is_no_list_is_refused() {
    let desk = desk_at_work();
    let folder = tempfile::tempdir().unwrap();
    let opened = open(&file(&folder, "a.csv", "姓名,电话\n测试,13700000001\n"), What::Residents).unwrap();
    let gao = desk.book().staff.iter().find(|worker| worker.name == "高洁").unwrap().id.clone();
    desk.sign_in(&gao, "", 1).unwrap();
    let refused = desk.apply_import(&opened.file(), &mut |_| {}, &on());
    assert!(matches!(refused, Err(DeskError::SupervisorsOnly)));
    let code = |path: &Path| open(path, What::Residents).map(|_| ()).map_err(|error| error.code());
    assert_eq!(code(&file(&folder, "b.csv", "甲,乙\n1,2\n")), Err("no_heads"));
    assert_eq!(code(&folder.path().join("no.csv")), Err("no_file"));
    let nameless = open(&file(&folder, "c.csv", "电话,住址\n13700000001,幸福里\n"), What::Residents).unwrap();
    let refused = desk.preview_import(&nameless.file(), &mut |_| {}, &on());
    assert!(matches!(refused, Err(DeskError::Import(ImportError::NoColumn { head: "姓名" }))), "{refused:?}");
}
