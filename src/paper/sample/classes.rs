//! Papers about classes, with invented learners.

use super::strings;
use crate::paper::value::{Numbered, Paper, Register, RegisterPart, Side, Table, TableColumn, TableRow};

const FAMILY: [&str; 12] = ["测", "试", "例", "样", "范", "模", "甲", "乙", "丙", "丁", "戊", "己"];
const GIVEN: [&str; 11] =
    ["秀英", "建国", "桂兰", "志强", "玉珍", "国庆", "春梅", "学文", "淑芳", "永年", "·买买提江"];

fn name(n: usize) -> String {
    let family = FAMILY.get(n % FAMILY.len()).copied().unwrap_or_default();
    let given = GIVEN.get(n % GIVEN.len()).copied().unwrap_or_default();
    format!("{family}{given}")
}

fn learner(n: usize) -> TableRow {
    let long = n % 9 == 4;
    TableRow::new(vec![
        (n + 1).to_string(),
        name(n),
        ["女", "男", "女"][n % 3].into(),
        (52 + n % 31).to_string(),
        format!("138****{:04}", 1000 + 37 * n),
        name(n + 5),
        format!("139****{:04}", 2000 + 53 * n),
        if long {
            "凤鸣路老纺织厂家属院 3号楼".into()
        } else {
            format!("幸福里 {}号楼", 1 + n % 12)
        },
        format!("9月{}日", 1 + n % 20),
        if n % 7 == 3 { "80 岁以上，家属已签字".into() } else { String::new() },
    ])
}

/// Names keep to the left however short they are.
fn names(width: f32) -> TableColumn {
    TableColumn { side: Some(Side::Left), ..TableColumn::new("姓名", width).at_least(4.2) }
}

fn columns() -> Vec<TableColumn> {
    vec![
        TableColumn::new("序号", 1.0).centred(),
        names(1.9),
        TableColumn::new("性别", 1.0).centred(),
        TableColumn::new("年龄", 1.0).centred(),
        TableColumn::new("联系电话", 2.4).at_least(6.4),
        TableColumn { head: "紧急联系人".into(), ..names(1.9).at_least(5.0) },
        TableColumn::new("紧急电话", 2.4).at_least(6.4),
        TableColumn::new("小区楼栋", 3.0),
        TableColumn::new("报名日期", 1.8).centred().at_least(4.0),
        TableColumn::new("备注", 3.0),
    ]
}

/// 花名册 of so many learners and so many waiting.
pub fn roster(learners: usize, waiting: usize) -> Register {
    let part = |from: usize, to: usize| Table {
        columns: columns(),
        rows: (from..to).map(learner).collect(),
        row_height: 7.4,
        ..Table::default()
    };
    let mut parts = vec![RegisterPart { table: part(0, learners), ..RegisterPart::default() }];
    if waiting > 0 {
        parts.push(RegisterPart {
            heading: Some(format!("候补 {waiting} 人，按顺序递补")),
            note: None,
            table: part(learners, learners + waiting),
        });
    }
    Register {
        title: "合唱初级班花名册".into(),
        lines: vec![format!("2026年秋季学期　每周六 9:00–11:00　R02 声乐教室　{learners} 人，定员 35 人")],
        corner: strings(&["任课 测试丙　班级 HC1-26Q", "凤鸣社区党群服务中心"]),
        parts,
        sign: strings(&["任课教师：", "班长：", "社区经办人："]),
        foot: strings(&[
            "含个人信息，由窗口和任课教师保管，不张贴、不外传，学期结束交回。",
            "打印 2026年9月5日 8:20",
        ]),
        contacts: strings(&["窗口：0913-200 0000"]),
        name: Numbered::new("花名册-HC1-26Q-20260905", ""),
        ..Register::default()
    }
}

/// 签到表 of so many learners over so many lessons.
pub fn sign_in(learners: usize, lessons: u32) -> Register {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 9, 5).unwrap_or_default();
    let mut columns = vec![TableColumn::new("序号", 1.0).centred(), names(2.6)];
    for (n, day) in (1..=lessons).zip(first.iter_weeks()) {
        let mut column = TableColumn::new(format!("第{n}次\n{}", day.format("%-m月%-d日")), 1.3).centred();
        column.small_head = true;
        columns.push(column);
    }
    let mut rate = TableColumn::new("出勤率", 1.3).centred();
    rate.small_head = true;
    columns.push(rate);
    let rows = (0..learners)
        .map(|n| {
            let mut cells = vec![(n + 1).to_string(), name(n)];
            cells.extend((0..lessons).map(|k| match k {
                0 | 1 => ["✓", "✓", "假", "缺"][(n + k as usize) % 4].to_owned(),
                _ => String::new(),
            }));
            TableRow::new(cells)
        })
        .collect();
    Register {
        title: "合唱初级班签到表".into(),
        lines: strings(&["2026年秋季学期　每周六 9:00–11:00　R02 声乐教室　任课 测试丙"]),
        corner: strings(&["班级 HC1-26Q", "凤鸣社区党群服务中心"]),
        parts: vec![RegisterPart {
            table: Table { columns, rows, kept: 2, row_height: 7.6 },
            ..RegisterPart::default()
        }],
        sign: strings(&["任课教师：", "班长："]),
        foot: strings(&["到了打 ✓，请假写“假”，没来写“缺”；不替别人签。", "打印 2026年9月12日 8:20"]),
        contacts: strings(&["请假：0913-200 0000"]),
        name: Numbered::new("签到表-HC1-26Q-20260905", ""),
        ..Register::default()
    }
}

/// 发证名单
pub fn certificates(learners: usize) -> Register {
    let columns = vec![
        TableColumn::new("序号", 1.0).centred(),
        names(2.6),
        TableColumn::new("到课", 1.2).centred(),
        TableColumn::new("应到", 1.2).centred(),
        TableColumn::new("出勤率", 1.4).centred(),
        TableColumn::new("发证", 1.3).centred(),
        TableColumn::new("不发的原因", 4.0),
        TableColumn::new("领证签名", 2.6),
    ];
    let rows = (0..learners)
        .map(|n| {
            let came = 16 - (n * 5) % 9;
            let rate = came * 100 / 16;
            let pass = rate >= 60;
            let reason = if pass { "" } else { "出勤不到 60%" };
            TableRow::new(vec![
                (n + 1).to_string(),
                name(n),
                came.to_string(),
                "16".into(),
                format!("{rate}%"),
                if pass { "发" } else { "不发" }.into(),
                reason.into(),
                String::new(),
            ])
        })
        .collect();
    Register {
        title: "合唱初级班结业发证名单".into(),
        lines: strings(&[
            "2026年秋季学期　出勤率 60% 以上发证",
            "应到 16 次，学员 35 人，发证 28 人，不发 7 人",
        ]),
        corner: strings(&["班级 HC1-26Q", "凤鸣社区党群服务中心"]),
        parts: vec![RegisterPart {
            table: Table { columns, rows, row_height: 7.4, ..Table::default() },
            ..RegisterPart::default()
        }],
        sign: strings(&["任课教师：", "社区经办人：", "社区负责人："]),
        foot: strings(&["出勤率＝到课÷应到，停课不算，补课算。", "打印 2026年12月26日 11:20"]),
        portrait: true,
        name: Numbered::new("发证名单-HC1-26Q-20261226", ""),
        ..Register::default()
    }
}

/// Full and nearly empty.
pub fn all() -> Vec<(&'static str, Paper)> {
    vec![
        ("roster", Paper::Register(roster(35, 6))),
        ("roster-small", Paper::Register(roster(3, 0))),
        ("sign-in", Paper::Register(sign_in(20, 16))),
        ("sign-in-full", Paper::Register(sign_in(35, 17))),
        ("sign-in-40", Paper::Register(sign_in(35, 40))),
        ("sign-in-small", Paper::Register(sign_in(2, 4))),
        ("certificates", Paper::Register(certificates(35))),
    ]
}
