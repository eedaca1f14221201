//! Asked for a ledger in the sub-district's columns, the worker has it in a file that Excel and WPS open right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
mod university;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use chrono::NaiveDate;
use common::{LIU, day, declines, desk, desk_at_work, take, with_check_digit};
use quanke::desk::{Desk, DeskError, LedgerQuery};
use quanke::domain::ledger::{Content, How, Ledger, Profile, ProfileColumn, ProfileFault};
use quanke::exchange::csv_file::Encoding;
use quanke::exchange::file::FileError;
use quanke::exchange::ledgers::{ExportError, Exported, Format, export, profile_from_file};
use quanke::exchange::sheet::{Sheet, SheetColumn, SheetHead, WriteError};
use quanke::exchange::xlsx::write_sheets;
use quanke::store::records::Look;
use quanke::store::{Order, Range};
use serde_json::{Value, json};

const ID: &str = "610525194603120025";

/// A desk with a few matters of one day: insurance, a broken lift, a quarrel, a call for help, an enquiry.
fn busy_desk() -> Desk {
    busy_by(common::clock())
}

/// The same by another clock.
fn busy_by(clock: std::sync::Arc<dyn quanke::desk::Clock>) -> Desk {
    let desk = common::desk_on(clock);
    let insured = [("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")];
    take(&desk, "FB11", &LIU, &insured);
    let person = [("_name", "测试甲"), ("_phone", "13800000001"), ("_address", "凤馨苑 6号楼 3单元 1102")];
    let lift = [
        ("compound", "凤馨苑"),
        ("unit_addr", "凤馨苑 6号楼 3单元 1102"),
        ("issue", "lift"),
        ("shared_part", "yes"),
        ("told_property", "yes"),
        ("expected", "=尽快修好"),
    ];
    take(&desk, "FB08", &person, &lift);
    let violence = [
        ("kind", "violence"),
        ("danger_now", "no"),
        ("victim_vulnerable", "no"),
        ("duty_report", "no"),
        ("shelter", "no"),
        ("safe_contact", "测试乙 17000000002"),
    ];
    take(&desk, "JF23", &person, &violence);
    let loan = [
        ("service", "loan"),
        ("loan_item", "wheelchair"),
        ("asset_no", "007"),
        ("due_at", "2026-05-09 10:00"),
    ];
    take(&desk, "FB20", &person, &loan);
    declines(&desk, 5, "示例银行", None);
    desk
}

fn query(ledger: Ledger) -> LedgerQuery {
    LedgerQuery::new(ledger, day(), day())
}

fn full(ledger: Ledger) -> LedgerQuery {
    LedgerQuery { reason: Some("街道核对低保名单".into()), ..query(ledger) }
}

fn write(desk: &Desk, query: &LedgerQuery, format: Format, path: &Path) -> Result<Exported, ExportError> {
    let profile = Profile::built_in(query.ledger);
    export(desk, query, &profile, format, path, &mut |_| {}, &AtomicBool::new(false))
}

fn sheet(path: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let name = book.sheet_names()[0].clone();
    book.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn cell<'a>(rows: &'a [Vec<Data>], head: &str, row: usize) -> &'a Data {
    let (at, heads) = rows.iter().enumerate().find(|(_, row)| row[0] == Data::String("序号".into())).unwrap();
    let column = heads.iter().position(|cell| *cell == Data::String(head.into())).unwrap();
    &rows[at + row][column]
}

fn words(cell: &Data) -> String {
    cell.as_string().unwrap_or_default()
}

fn json_rows(desk: &Desk, query: &LedgerQuery) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    write(desk, query, Format::Json, &path).unwrap();
    serde_json::from_slice::<Value>(&std::fs::read(path).unwrap()).unwrap().as_array().unwrap().clone()
}

fn looks(desk: &Desk) -> Vec<Look> {
    let looks = desk.store().scan::<Look>(&Range::all(), Order::Ascending, 99).unwrap();
    looks.into_iter().map(|stored| stored.value).collect()
}

#[test]
fn an_xlsx_of_the_intakes_is_read_back_digit_for_digit_with_real_days() {
    let desk = busy_desk();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("受理.xlsx");
    let done = write(&desk, &full(Ledger::Intakes), Format::Xlsx, &path).unwrap();
    assert_eq!((done.written.rows, done.done.rows, done.done.left_out), (4, 4, 0));
    assert_eq!(*cell(&sheet(&path), "序号", 4), Data::Float(4.0));
    let mut insured = full(Ledger::Intakes);
    insured.filter.item = Some("FB11".into());
    write(&desk, &insured, Format::Xlsx, &path).unwrap();
    let rows = sheet(&path);
    assert_eq!(words(&rows[0][0]), "凤鸣社区服务事项受理台账");
    assert!(words(&rows[1][0]).contains("2026年5月7日"), "{:?}", rows[1]);
    let id = with_check_digit(ID);
    assert_eq!(*cell(&rows, "证件号码", 1), Data::String(id));
    assert_eq!(*cell(&rows, "联系电话", 1), Data::String("13800005178".into()));
    assert_eq!(*cell(&rows, "申请人", 1), Data::String("刘秀英".into()));
    assert_eq!(cell(&rows, "受理日期", 1).as_date(), Some(day()));
    assert_eq!(words(cell(&rows, "事项编码", 1)), "FB11");
    assert_eq!(words(cell(&rows, "网格", 1)), "幸福里小区 1-2");
    assert_eq!(words(cell(&rows, "是否超期", 1)), "否");
    assert_eq!(words(cell(&rows, "住址", 1)), "幸福里小区 1号楼 2单元 201");
}

#[test]
fn without_a_reason_everybody_is_masked_and_restricted_matters_stay_away() {
    let desk = busy_desk();
    let folder = tempfile::tempdir().unwrap();
    for format in [Format::Xlsx, Format::Csv(Encoding::Utf8), Format::Json, Format::JsonLines] {
        for ledger in Ledger::ALL {
            let path = folder.path().join(format!("{ledger}.{}", format.extension()));
            let done = write(&desk, &query(ledger), format, &path).unwrap();
            let text = if format == Format::Xlsx {
                sheet(&path).concat().iter().map(words).collect::<Vec<_>>().join("\n")
            } else {
                std::fs::read_to_string(&path).unwrap()
            };
            for told in [
                "刘秀英",
                &with_check_digit(ID),
                "13800005178",
                "测试甲",
                "13800000001",
                "201",
                "家庭暴力",
                "violence",
                "1102",
            ] {
                assert!(!text.contains(told), "{ledger} as {format:?} tells {told}:\n{text}");
            }
            let kept_back = u64::from(matches!(ledger, Ledger::Intakes | Ledger::Disputes));
            assert_eq!(done.done.left_out, kept_back, "{ledger}");
        }
    }
    // That somebody came is in the log; what for is not.
    let visits = json_rows(&desk, &query(Ledger::Visits));
    assert_eq!(visits.len(), 5);
    let hidden = visits.iter().filter(|row| row["cells"]["purpose"] == "（已隐去）").count();
    assert_eq!(hidden, 1);
    let liu = visits.iter().find(|row| row["cells"]["name"] == "刘*英").unwrap();
    assert_eq!(liu["records"]["resident"]["document"]["number"], "6105**********0025");
}

#[test]
fn with_a_reason_all_of_it_is_given_and_kept_on_record() {
    let desk = busy_desk();
    let disputes = json_rows(&desk, &full(Ledger::Disputes));
    assert_eq!(disputes.len(), 1);
    assert_eq!(disputes[0]["cells"]["kind"], "家庭暴力");
    assert_eq!(disputes[0]["cells"]["party_a"], "测试甲");
    let all = looks(&desk);
    let look = all.last().unwrap();
    assert_eq!(look.subject, "ledger/disputes 2026-05-07/2026-05-07");
    assert_eq!((look.reason.as_str(), look.rows), ("街道核对低保名单", Some(1)));
    assert_eq!(look.staff, desk.session().staff);
    let journal = desk.store().journal_page(0, 9999).unwrap();
    let actions: Vec<&str> = journal.iter().map(|line| line.entry.action.as_str()).collect();
    assert_eq!(actions[actions.len() - 2..], ["export in full", "export done"]);
    assert!(journal.iter().all(|line| !line.entry.subject.contains("低保")));
    // Masked exports are on record too.
    let _ = json_rows(&desk, &query(Ledger::Loans));
    let look = looks(&desk).pop().unwrap();
    assert_eq!((look.subject.as_str(), look.reason.as_str()), ("ledger/loans 2026-05-07/2026-05-07", ""));
}

#[test]
fn a_reason_that_is_empty_is_none_and_who_may_not_read_restricted_matters_does_not_get_them() {
    let desk = busy_desk();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let before = looks(&desk).len();
    let refused = |query: &LedgerQuery| match write(&desk, query, Format::Csv(Encoding::Utf8), &path) {
        Err(ExportError::Desk(error)) => error.code(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        refused(&LedgerQuery { reason: Some("  ".into()), ..query(Ledger::Intakes) }),
        "reason_missing"
    );
    let mut backwards = query(Ledger::Intakes);
    backwards.to = day().pred_opt().unwrap();
    assert_eq!(refused(&backwards), "dates");
    let mut unfit = query(Ledger::Rooms);
    unfit.filter.item = Some("PT03".into());
    assert_eq!(refused(&unfit), "filter");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
    assert_eq!(looks(&desk).len(), before);

    let mut worker = desk.book().staff[0].clone();
    worker.restricted = false;
    desk.save_staff(&worker, None).unwrap();
    let done = write(&desk, &full(Ledger::Disputes), Format::Csv(Encoding::Utf8), &path).unwrap();
    assert_eq!((done.done.rows, done.done.left_out), (0, 1));
}

#[test]
fn csv_comes_back_in_both_encodings_and_nothing_in_it_is_a_formula() {
    let desk = busy_desk();
    let folder = tempfile::tempdir().unwrap();
    let read = |encoding: Encoding| {
        let path = folder.path().join("a.csv");
        let done = write(&desk, &full(Ledger::Orders), Format::Csv(encoding), &path).unwrap();
        assert_eq!(done.written.replaced, Vec::<char>::new());
        std::fs::read(path).unwrap()
    };
    let utf8 = read(Encoding::Utf8);
    let text = String::from_utf8(utf8).unwrap();
    let text = text.strip_prefix('\u{FEFF}').unwrap();
    let (gb, _, wrong) = encoding_rs::GB18030.decode(&read(Encoding::Gb18030)).into_owned_text();
    assert!(!wrong);
    assert_eq!(text, gb);
    assert_eq!(text.as_bytes(), read(Encoding::Utf8Bare));
    let mut csv = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let heads = &rows[2];
    assert_eq!((&heads[0], heads.len(), rows.len()), ("序号", 21, 4));
    let subject = heads.iter().position(|head| head == "诉求内容").unwrap();
    // The worker typed a text that a spreadsheet would reckon with.
    assert_eq!(&rows[3][subject], "电梯；=尽快修好");
    assert_eq!(&rows[3][6], "13800000001");
    assert!(
        rows.iter().flat_map(csv::StringRecord::iter).all(|cell| !cell.starts_with(['=', '+', '-', '@']))
    );
}

trait Owned {
    fn into_owned_text(self) -> (String, &'static str, bool);
}

impl Owned for (std::borrow::Cow<'_, str>, &'static encoding_rs::Encoding, bool) {
    fn into_owned_text(self) -> (String, &'static str, bool) {
        (self.0.into_owned(), self.1.name(), self.2)
    }
}

#[test]
fn characters_gb18030_does_not_have_are_told() {
    use quanke::domain::cell::Cell;
    use quanke::exchange::csv_file::CsvWriter;
    use quanke::exchange::sheet::RowWriter;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let head = SheetHead { columns: vec![SheetColumn::new("姓名", 9)], ..SheetHead::default() };
    let mut out = Box::new(CsvWriter::begin(&path, &head, Encoding::Gb18030).unwrap());
    // Rare ones it has; one place of the private area it has not.
    out.row(&[Cell::text("䶮㛃𠅤𫖯𬱖𰻝😀")]).unwrap();
    out.row(&[Cell::text("甲\u{E5E5}乙")]).unwrap();
    out.row(&[Cell::text("=cmd()")]).unwrap();
    out.row(&[Cell::Number(-3)]).unwrap();
    let written = out.finish().unwrap();
    assert_eq!((written.rows, written.replaced), (4, vec!['\u{E5E5}']));
    let (text, _, wrong) = encoding_rs::GB18030.decode(&std::fs::read(&path).unwrap()).into_owned_text();
    assert!(!wrong);
    assert_eq!(text, "姓名\r\n䶮㛃𠅤𫖯𬱖𰻝😀\r\n甲〓乙\r\n'=cmd()\r\n-3\r\n");
}

#[test]
fn the_columns_stand_as_the_sub_district_wants_them() {
    let desk = busy_desk();
    let column = |head: &str, content: Content| ProfileColumn { head: head.into(), content, width: None };
    let profile = Profile {
        id: String::new(),
        ledger: Ledger::Intakes,
        name: " 渭滨街道 ".into(),
        whom: "渭滨街道".into(),
        titles: vec!["{街道}{社区}受理情况".into()],
        columns: vec![
            column("办事群众", Content::Column("name".into())),
            column("序", Content::Column("no".into())),
            column("单位", Content::Constant("凤鸣".into())),
            column("领导签字", Content::Empty),
            column("办理日期", Content::Column("day".into())),
        ],
        retired: false,
    };
    let kept = desk.save_ledger_profile(&profile).unwrap();
    assert_eq!(desk.ledger_profile(Ledger::Intakes, "渭滨街道").unwrap(), kept);
    let names: Vec<String> =
        desk.ledger_profiles(Ledger::Intakes).unwrap().into_iter().map(|profile| profile.name).collect();
    assert_eq!(names, ["服务事项受理台账", "渭滨街道"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let stop = AtomicBool::new(false);
    let mut insured = query(Ledger::Intakes);
    insured.filter.item = Some("FB11".into());
    export(&desk, &insured, &kept, Format::Xlsx, &path, &mut |_| {}, &stop).unwrap();
    let rows = sheet(&path);
    assert_eq!(words(&rows[0][0]), "渭滨街道凤鸣社区受理情况");
    assert_eq!(
        rows[1].iter().map(words).collect::<Vec<_>>(),
        ["办事群众", "序", "单位", "领导签字", "办理日期"]
    );
    assert_eq!(
        rows[2][..4],
        [Data::String("刘*英".into()), Data::Float(1.0), Data::String("凤鸣".into()), Data::Empty]
    );
    assert_eq!(rows[2][4].as_date(), Some(day()));

    let twin = desk.save_ledger_profile(&profile);
    assert!(matches!(twin, Err(DeskError::Profile(ProfileFault::NameTaken))), "{twin:?}");
    let built_in = desk.save_ledger_profile(&Profile::built_in(Ledger::Loans));
    assert!(matches!(built_in, Err(DeskError::Profile(ProfileFault::BuiltIn))));
    // Changed under its own name it is the same profile; retired it is offered no more.
    let changed = desk.save_ledger_profile(&Profile { titles: Vec::new(), ..kept.clone() }).unwrap();
    assert_eq!(changed.id, kept.id);
    desk.retire_ledger_profile(&kept.id).unwrap();
    assert_eq!(desk.ledger_profiles(Ledger::Intakes).unwrap().len(), 1);
}

#[test]
fn a_table_the_sub_district_handed_out_becomes_a_profile() {
    use quanke::domain::cell::Cell;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("街道模板.xlsx");
    let heads = ["序号", "受理时间", "事 项", "群众姓名（盖章）", "身份证", "手机", "所属社区", "满意度评价"];
    let template = Sheet {
        head: SheetHead {
            name: "模板".into(),
            titles: vec!["渭滨街道2026年台账".into(), "填报单位：".into()],
            columns: heads.iter().map(|head| SheetColumn::new(*head, 12)).collect(),
        },
        rows: vec![vec![Cell::Empty; 8]],
    };
    write_sheets(&path, &[template]).unwrap();
    let (profile, headed) = profile_from_file(&path, Ledger::Intakes, "街道").unwrap();
    let told: Vec<(&str, Option<&str>, Option<How>)> =
        headed.heads.iter().map(|h| (h.head.as_str(), h.code.as_deref(), h.how)).collect();
    assert_eq!(
        told,
        [
            ("序号", Some("no"), Some(How::Exact)),
            ("受理时间", Some("day"), Some(How::Synonym)),
            ("事 项", Some("item_name"), Some(How::Synonym)),
            ("群众姓名（盖章）", Some("name"), Some(How::Containing)),
            ("身份证", Some("id_number"), Some(How::Synonym)),
            ("手机", Some("phone"), Some(How::Synonym)),
            ("所属社区", None, None),
            ("满意度评价", Some("review"), Some(How::Synonym)),
        ]
    );
    assert_eq!(profile.titles, ["渭滨街道2026年台账", "填报单位："]);
    let kept = busy_desk().save_ledger_profile(&profile).unwrap();
    assert_eq!(
        kept.columns[6],
        ProfileColumn { head: "所属社区".into(), content: Content::Empty, width: None }
    );
}

#[test]
fn every_ledger_has_its_rows_and_filters_narrow_them() {
    let desk = busy_desk();
    let count = |ledger: Ledger| json_rows(&desk, &full(ledger)).len();
    let counts: Vec<(Ledger, usize)> =
        Ledger::ALL.into_iter().map(|ledger| (ledger, count(ledger))).collect();
    for (ledger, rows) in counts {
        let expected = match ledger {
            Ledger::Intakes => 4,
            Ledger::Visits => 5,
            Ledger::Orders | Ledger::Disputes | Ledger::Agency | Ledger::Loans | Ledger::Declines => 1,
            _ => 0,
        };
        assert_eq!(rows, expected, "{ledger}");
    }
    let loan = &json_rows(&desk, &full(Ledger::Loans))[0]["cells"];
    assert_eq!(
        (&loan["thing"], &loan["asset_no"], &loan["due_at"]),
        (&json!("轮椅"), &json!("007"), &json!("2026-05-09T10:00:00"))
    );
    let decline = &json_rows(&desk, &full(Ledger::Declines))[0]["cells"];
    assert_eq!((&decline["wanted"], &decline["asked_by"]), (&json!("无犯罪记录证明"), &json!("示例银行")));
    let with = |edit: &dyn Fn(&mut LedgerQuery)| {
        let mut narrowed = full(Ledger::Intakes);
        edit(&mut narrowed);
        let rows = json_rows(&desk, &narrowed);
        rows.iter().map(|row| row["cells"]["item"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(with(&|q| q.filter.item = Some("FB08".into())), ["FB08"]);
    assert_eq!(with(&|q| q.filter.group = Some("FB".into())).len(), 3);
    assert_eq!(with(&|q| q.filter.group = Some("JF".into())), ["JF23"]);
    let staff = desk.session().staff;
    assert_eq!(with(&|q| q.filter.handler = Some(staff.clone())).len(), 4);
    assert_eq!(with(&|q| q.filter.handler = Some("9".into())).len(), 0);
    assert_eq!(
        with(&|q| q.filter.state = Some("done".into())).len()
            + with(&|q| q.filter.state = Some("accepted".into())).len(),
        4
    );
    let (found, _) = desk.find_people(&["刘秀英"]).unwrap();
    assert_eq!(with(&|q| q.filter.resident = Some(found[0].id.clone())), ["FB11"]);
    let tomorrow = day().succ_opt().unwrap();
    assert_eq!(with(&|q| (q.from, q.to) = (tomorrow, tomorrow)).len(), 0);
}

#[test]
fn json_gives_every_stored_field_so_that_numbers_can_be_counted_again() {
    let desk = busy_desk();
    let first = |query: &LedgerQuery| {
        let rows = json_rows(&desk, query);
        rows.into_iter().find(|row| row["records"]["intake"]["id"] == "0000000001").unwrap()
    };
    let row = first(&full(Ledger::Intakes));
    let stored = serde_json::to_value(desk.intake("0000000001").unwrap()).unwrap();
    assert_eq!(row["records"]["intake"], stored);
    assert_eq!(row["records"]["item"]["group"], "FB");
    let masked = first(&query(Ledger::Intakes));
    let shown = &masked["records"]["intake"];
    for (key, value) in stored.as_object().unwrap() {
        if !matches!(key.as_str(), "applicant" | "answers") {
            assert_eq!(shown[key], *value, "{key}");
        }
    }
    assert_eq!(shown["answers"]["paid"], stored["answers"]["paid"]);
    assert_eq!(shown["answers"]["_address"]["value"]["line"], "幸福里小区 1号楼");
    // What a form marks as private is not given without a reason.
    assert_eq!(stored["answers"]["subsidy_class"].is_null(), shown["answers"]["subsidy_class"].is_null());
}

#[test]
fn a_major_dispute_is_read_by_named_workers_only_and_hides_its_story_from_everybody_else() {
    let desk = desk();
    let person = [("_name", "测试甲"), ("_phone", "13800000001"), ("_address", "凤馨苑 6号楼")];
    for level in ["minor", "major"] {
        let answers = [
            ("parties", "测试甲，一方\n测试乙，另一方"),
            ("dispute_kind", "noise"),
            ("summary", "楼上夜间响动"),
            ("source", "party"),
            ("level", level),
            ("mediator", "周敏"),
        ];
        take(&desk, "JF21", &person, &answers);
    }
    let masked = json_rows(&desk, &query(Ledger::Disputes));
    let cells = &masked[0]["cells"];
    assert_eq!(
        (masked.len(), &cells["summary"], &cells["party_b"]),
        (1, &json!("（已隐去）"), &json!("测*乙"))
    );
    assert_eq!((&cells["level"], &cells["mediator"]), (&json!("微小"), &json!("周敏")));
    let levels: Vec<Value> =
        json_rows(&desk, &full(Ledger::Disputes)).iter().map(|row| row["cells"]["level"].clone()).collect();
    assert!(levels.contains(&json!("重大")) && levels.len() == 2, "{levels:?}");
}

#[test]
fn the_classes_and_the_rooms_of_a_term() {
    let (desk, _clock) = university::october();
    let term = |ledger: Ledger, reason: Option<&str>| LedgerQuery {
        reason: reason.map(Into::into),
        ..LedgerQuery::new(
            ledger,
            NaiveDate::from_ymd_opt(2026, 9, 1).unwrap(),
            NaiveDate::from_ymd_opt(2026, 10, 31).unwrap(),
        )
    };
    let learners = json_rows(&desk, &term(Ledger::Classes, Some("核对")));
    let told: Vec<(&Value, &Value, &Value)> = learners
        .iter()
        .map(|row| (&row["cells"]["name"], &row["cells"]["place"], &row["cells"]["came"]))
        .collect();
    let (none, enrolled) = (Value::Null, json!("在册"));
    assert_eq!(
        told,
        [
            (&json!("学员甲"), &enrolled, &json!(3)),
            (&json!("学员乙"), &enrolled, &json!(3)),
            (&json!("学员丙"), &enrolled, &json!(2)),
            (&json!("学员丁"), &json!("候补"), &none),
        ]
    );
    assert_eq!(learners[0]["cells"]["emergency_phone"], "13900000001");
    let masked = json_rows(&desk, &term(Ledger::Classes, None));
    assert_eq!(
        (&masked[0]["cells"]["name"], &masked[0]["cells"]["emergency_phone"]),
        (&json!("学*甲"), &json!("139****0001"))
    );
    assert_eq!(masked[0]["records"]["enrolment"]["birth"], "1951");
    let rooms = json_rows(&desk, &term(Ledger::Rooms, None));
    let days: Vec<&str> = rooms.iter().map(|row| row["cells"]["day"].as_str().unwrap()).collect();
    assert!(days.is_sorted() && days.contains(&"2026-10-18") && !days.contains(&"2026-10-17"), "{days:?}");
    let meeting = rooms.iter().find(|row| row["cells"]["day"] == "2026-10-20").map(|row| &row["cells"]);
    let meeting = meeting.unwrap_or_else(|| panic!("{days:?}"));
    assert_eq!(
        (&meeting["name"], &meeting["hours"], &meeting["people"]),
        (&json!("测*丙"), &json!("09:00–11:00"), &json!(12))
    );
}

#[test]
fn a_ledger_on_paper_has_its_heads_on_every_page_and_page_n_of_m() {
    let desk = busy_desk();
    for _ in 0..40 {
        let _ =
            desk.arrive(&quanke::desk::NewVisit { purpose: "问路".into(), ..Default::default() }).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("来访.pdf");
    write(&desk, &query(Ledger::Visits), Format::Pdf, &path).unwrap();
    let text = std::process::Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output();
    let Ok(text) = text else {
        assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
        return;
    };
    let text = String::from_utf8(text.stdout).unwrap();
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 1, "{text}");
    assert!(pages[0].contains("群众来访接待登记表") && pages[0].contains("共 45 条"), "{}", pages[0]);
    for (at, page) in pages.iter().enumerate() {
        let bare: String = page.split_whitespace().collect();
        assert!(bare.contains("来访日期"), "no heads on page {}:\n{page}", at + 1);
        assert!(
            bare.contains(&format!("第{}页", at + 1))
                || bare.contains(&format!("{}/{}", at + 1, pages.len())),
            "{page}"
        );
    }
    assert!(!text.contains("刘秀英"));
}

#[test]
fn stopped_or_refused_it_leaves_nothing_behind() {
    let desk = busy_desk();
    let folder = tempfile::tempdir().unwrap();
    let stop = AtomicBool::new(true);
    for format in [Format::Xlsx, Format::Csv(Encoding::Gb18030), Format::Json, Format::Pdf] {
        let path = folder.path().join(format!("a.{}", format.extension()));
        std::fs::write(&path, "old").unwrap();
        let profile = Profile::built_in(Ledger::Visits);
        let ended = export(&desk, &query(Ledger::Visits), &profile, format, &path, &mut |_| {}, &stop);
        assert!(matches!(ended, Err(ExportError::Write(WriteError::Stopped))), "{ended:?}");
        assert_eq!(std::fs::read(&path).unwrap(), b"old", "what was there is still there");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let nowhere: PathBuf = folder.path().join("no/such/folder.csv");
        let ended = write(&desk, &query(Ledger::Visits), format, &nowhere);
        assert!(
            matches!(ended, Err(ExportError::Write(WriteError::File(FileError::NoFolder(_))))),
            "{ended:?}"
        );
    }
}

#[test]
fn nobody_at_the_desk_takes_nothing_out_and_progress_is_told() {
    let desk = desk_at_work();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let _ = desk.arrive(&quanke::desk::NewVisit::default()).unwrap();
    let mut heard = Vec::new();
    let mut long = query(Ledger::Visits);
    long.from = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
    let profile = Profile::built_in(Ledger::Visits);
    let stop = AtomicBool::new(false);
    export(&desk, &long, &profile, Format::Csv(Encoding::Utf8), &path, &mut |at| heard.push(*at), &stop)
        .unwrap();
    assert_eq!((heard[0].days, heard[0].of_days, heard[0].day), (6, 7, day()));
    let empty = common::new_desk();
    let refused = write(&empty, &query(Ledger::Visits), Format::Csv(Encoding::Utf8), &path);
    assert!(matches!(refused, Err(ExportError::Desk(DeskError::NotSignedIn))), "{refused:?}");
}

#[test]
fn remarks_of_a_visit_with_a_restricted_matter_stay_with_those_who_may_read_it() {
    let at = |time: &str| format!("2026-05-07T{time}:00+08:00").parse().unwrap();
    let clock = std::sync::Arc::new(quanke::desk::SetClock::new(at("10:24")));
    let desk = busy_by(clock.clone());
    clock.set(at("10:40"));
    let visits = json_rows(&desk, &full(Ledger::Visits));
    let hidden = visits.iter().find(|row| row["cells"]["opinion"].to_string().contains("家暴求助"));
    let id = hidden.unwrap_or_else(|| panic!("{visits:#?}"))["records"]["visit"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.note_visit(&id, "丈夫在外等候").unwrap();
    let left = chrono::NaiveTime::from_hms_opt(10, 30, 0).unwrap();
    desk.correct_leaving(&id, left, "躲避家暴先走").unwrap();
    let of = |desk: &Desk| {
        let rows = json_rows(desk, &full(Ledger::Visits));
        rows.into_iter().find(|row| row["records"]["visit"]["id"] == id).unwrap().to_string()
    };
    let told = of(&desk);
    assert!(told.contains("丈夫在外等候") && told.contains("躲避家暴先走"), "{told}");

    let mut worker = desk.book().staff[0].clone();
    worker.restricted = false;
    desk.save_staff(&worker, None).unwrap();
    let told = of(&desk);
    assert!(!told.contains("丈夫") && !told.contains("躲避"), "{told}");
    // That something was noted and put right may be seen.
    let visit: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(visit["records"]["visit"]["notes"][0]["text"], "（已隐去）");
    assert_eq!(visit["records"]["visit"]["left_before"][0]["note"]["text"], "（已隐去）");
}

#[test]
fn a_day_with_very_many_refusals_is_given_whole() {
    let desk = desk();
    for _ in 0..2005 {
        declines(&desk, 5, "示例银行", None);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let done = write(&desk, &query(Ledger::Declines), Format::Csv(Encoding::Utf8), &path).unwrap();
    assert_eq!(done.done.rows, 2005);
}

#[test]
fn the_visitor_log_of_an_item_names_nobody_who_came_for_what_is_restricted() {
    let desk = busy_desk();
    let mut violence = query(Ledger::Visits);
    violence.filter.item = Some("JF23".into());
    assert_eq!(json_rows(&desk, &violence).len(), 0);
    violence.reason = Some("街道核对".into());
    assert_eq!(json_rows(&desk, &violence).len(), 1);
}
