use calamine::{Data, Reader, Xlsx, open_workbook};
use chrono::NaiveDate;

use super::*;
use crate::exchange::sheet::SheetColumn;

fn head(columns: &[&str]) -> SheetHead {
    SheetHead {
        name: "台账: [受理]".into(),
        titles: vec!["凤鸣社区服务事项受理台账".into(), "2026年5月".into()],
        columns: columns.iter().map(|head| SheetColumn::new(*head, 12)).collect(),
    }
}

fn read(path: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn every_cell_is_read_back_as_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let day = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
    let at = day.and_hms_opt(9, 30, 0).unwrap();
    let row = [
        Cell::Number(1),
        Cell::Digits("610502194903100021".into()),
        Cell::Text("=1+1".into()),
        Cell::Date(day),
        Cell::DateTime(at),
        Cell::Time(at.time()),
        Cell::Decimal(1.5),
        Cell::Percent(0.625),
        Cell::YesNo(false),
        Cell::Empty,
    ];
    let heads = ["序号", "证件号码", "备注", "日期", "时间", "时刻", "时长", "比例", "超期", "空"];
    let mut writer = Box::new(XlsxWriter::begin(&path, &head(&heads)).unwrap());
    writer.row(&row).unwrap();
    let written = writer.finish().unwrap();
    assert_eq!((written.rows, written.path.as_path()), (1, path.as_path()));
    let rows = read(&path, "台账 受理");
    assert_eq!(rows[0][0], Data::String("凤鸣社区服务事项受理台账".into()));
    assert_eq!(rows[2][1], Data::String("证件号码".into()));
    let cells = &rows[3];
    assert_eq!(cells[0], Data::Float(1.0));
    assert_eq!(cells[1], Data::String("610502194903100021".into()));
    assert_eq!(cells[2], Data::String("=1+1".into()), "a text, not a formula");
    let time = |cell: &Data| match cell {
        Data::DateTime(time) => time.as_datetime().unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!((time(&cells[3]), time(&cells[4])), (day.and_hms_opt(0, 0, 0).unwrap(), at));
    assert_eq!(time(&cells[5]).time(), at.time());
    assert_eq!(cells[6..9], [Data::Float(1.5), Data::Float(0.625), Data::String("否".into())]);
}

#[test]
fn a_few_sheets_make_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.xlsx");
    let sheet = |name: &str, rows: Vec<Vec<Cell>>| Sheet {
        head: SheetHead {
            name: name.into(),
            titles: Vec::new(),
            columns: vec![SheetColumn::new("项目", 20)],
        },
        rows,
    };
    let sheets =
        [sheet("一", vec![vec![Cell::text("受理")], vec![Cell::Number(3)]]), sheet("二", Vec::new())];
    assert_eq!(write_sheets(&path, &sheets).unwrap().rows, 2);
    assert_eq!(read(&path, "一").len(), 3);
    assert_eq!(read(&path, "二").len(), 1);
}

#[test]
fn a_file_given_up_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.xlsx");
    let mut writer = XlsxWriter::begin(&path, &head(&["一"])).unwrap();
    for n in 0..100 {
        writer.row(&[Cell::Number(n)]).unwrap();
    }
    drop(writer);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let nowhere = folder.path().join("no/such.xlsx");
    assert!(matches!(
        XlsxWriter::begin(&nowhere, &head(&["一"])),
        Err(WriteError::File(FileError::NoFolder(_)))
    ));
}

#[test]
fn names_of_tabs_and_long_texts() {
    for (name, tab) in [("a/b", "ab"), ("", "台账"), ("'x'", "x"), (&"长".repeat(40), &"长".repeat(31))] {
        assert_eq!(tab_name(name), tab);
    }
    let cut = fitting(&"𬱖".repeat(20_000));
    assert!(cut.ends_with('…') && cut.encode_utf16().count() <= LONGEST);
    assert_eq!(fitting("短"), "短");
}
