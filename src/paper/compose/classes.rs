//! 花名册, 签到表, 结业名单

use crate::desk::{ClassOverview, Desk, DeskError};
use crate::domain::book::Book;
use crate::domain::class::{ClassGroup, Enrolment, Mark, Share};
use crate::domain::identity::Sex;
use crate::paper::value::{Numbered, Paper, Register, RegisterPart, Side, Table, TableColumn, TableRow};

use super::bookings::{hours, skipped_words};
use super::weekday_zh;

fn name_column(head: &str, width: f32) -> TableColumn {
    TableColumn { side: Some(Side::Left), ..TableColumn::new(head, width).at_least(4.2) }
}

/// 2026秋　每周六 9:00–11:00　R02 声乐教室
fn line(book: &Book, overview: &ClassOverview) -> String {
    let group = &overview.roster.group;
    let mut parts = vec![group.term.clone()];
    if let Some(first) = overview.lessons.first() {
        let room = book.rooms.room(&first.slot.room).map_or("", |room| room.name_zh.as_str());
        let day = weekday_zh(first.slot.day).replace("星期", "周");
        parts.push(format!("每{day} {}", hours(&first.slot)));
        parts.push(format!("{} {room}", first.slot.room));
    }
    if !group.teacher.is_empty() {
        parts.push(format!("任课 {}", group.teacher));
    }
    parts.join("　")
}

/// The names of a list. Two of the same name are told apart by the end of their phones: the sheet lies in the classroom, and
/// more of a number has no place on it.
fn told_apart<'a>(learners: impl Iterator<Item = &'a Enrolment> + Clone) -> Vec<String> {
    let is_same = |one: &Enrolment, other: &Enrolment| one.name.reveal() == other.name.reveal();
    let twice = |one: &Enrolment| learners.clone().filter(|other| is_same(one, other)).count() > 1;
    let name = |learner: &Enrolment| {
        let name = learner.name.reveal().to_string();
        match learner.phone.as_ref().filter(|_| twice(learner)) {
            Some(phone) => format!("{name}（{}）", phone.reveal().tail4()),
            None => name,
        }
    };
    learners.clone().map(name).collect()
}

fn frame(desk: &Desk, book: &Book, overview: &ClassOverview, what: &str) -> Register {
    let group: &ClassGroup = &overview.roster.group;
    let phone = &book.community.enquiry_phone;
    let now = desk.now();
    Register {
        title: format!("{}{what}", group.name),
        lines: vec![line(book, overview)],
        corner: vec![
            format!("{} 人，定员 {} 人", overview.roster.enrolled.len(), group.capacity),
            book.community.centre(),
        ],
        foot: vec![format!("打印 {}", now.format("%Y年%-m月%-d日 %-H:%M"))],
        contacts: if phone.is_empty() { Vec::new() } else { vec![format!("窗口：{phone}")] },
        name: Numbered::new(format!("{what}-{}-{}", group.id, now.format("%Y%m%d")), ""),
        marks: super::Marks { specimen: book.community.practice, ..super::Marks::default() },
        ..Register::default()
    }
}

/// 花名册; those who wait stand apart, in their order.
pub fn roster(desk: &Desk, group: &str) -> Result<Paper, DeskError> {
    let book = desk.book();
    let overview = desk.class_overview(group)?;
    let today = desk.today();
    let columns = vec![
        TableColumn::new("序号", 1.0).centred(),
        name_column("姓名", 1.9),
        TableColumn::new("性别", 1.0).centred(),
        TableColumn::new("年龄", 1.0).centred(),
        TableColumn::new("联系电话", 2.4).at_least(6.4),
        name_column("紧急联系人", 1.9).at_least(5.0),
        TableColumn::new("紧急电话", 2.4).at_least(6.4),
        TableColumn::new("小区楼栋", 3.0),
        TableColumn::new("报名日期", 1.8).centred().at_least(4.0),
        TableColumn::new("备注", 3.0),
    ];
    let row = |(n, learner): (usize, &Enrolment)| {
        let sex = match learner.sex {
            Some(Sex::Male) => "男",
            Some(Sex::Female) => "女",
            None => "",
        };
        let phone = |phone: &Option<_>| phone.as_ref().map(ToString::to_string).unwrap_or_default();
        TableRow::new(vec![
            (n + 1).to_string(),
            learner.name.reveal().to_string(),
            sex.to_owned(),
            learner.age_on(today).map_or_else(String::new, |age| age.to_string()),
            phone(&learner.phone),
            learner.emergency_contact.clone(),
            phone(&learner.emergency_phone),
            learner.address.clone(),
            learner.at.format("%-m月%-d日").to_string(),
            learner.note.clone(),
        ])
    };
    let table = |learners: &[Enrolment]| Table {
        columns: columns.clone(),
        rows: learners.iter().enumerate().map(row).collect(),
        row_height: 7.4,
        ..Table::default()
    };
    let empty = overview.roster.enrolled.is_empty().then(|| "还没有人报名。".to_owned());
    let mut parts = vec![RegisterPart {
        note: empty,
        table: table(&overview.roster.enrolled),
        ..RegisterPart::default()
    }];
    let waiting = &overview.roster.waiting;
    if !waiting.is_empty() {
        parts.push(RegisterPart {
            heading: Some(format!("候补 {} 人，按顺序递补", waiting.len())),
            note: None,
            table: table(waiting),
        });
    }
    let mut register = frame(desk, &book, &overview, "花名册");
    register.foot.insert(0, "含个人信息，由窗口和任课教师保管，不张贴、不外传，学期结束交回。".into());
    register.foot.insert(1, "电话遮住中间几位，要打电话到窗口查。".into());
    register.parts = parts;
    register.sign = vec!["任课教师：".into(), "班长：".into(), "社区经办人：".into()];
    Ok(Paper::Register(register))
}

/// 签到表: a column a lesson, with what was marked already.
pub fn sign_in(desk: &Desk, group: &str) -> Result<Paper, DeskError> {
    let book = desk.book();
    let overview = desk.class_overview(group)?;
    let mut columns = vec![TableColumn::new("序号", 1.0).centred(), name_column("姓名", 2.6)];
    for (n, lesson) in overview.lessons.iter().enumerate() {
        let head = format!("第{}次\n{}", n + 1, lesson.slot.day.format("%-m月%-d日"));
        columns.push(TableColumn { small_head: true, ..TableColumn::new(head, 1.3).centred() });
    }
    // So far: of the lessons that were marked.
    columns.push(TableColumn { small_head: true, ..TableColumn::new("到课\n次数", 1.3).centred() });
    columns.push(TableColumn { small_head: true, ..TableColumn::new("出勤率", 1.3).centred() });
    let names = told_apart(overview.learners.iter().map(|learner| &learner.enrolment));
    let rows = overview
        .learners
        .iter()
        .zip(names)
        .enumerate()
        .map(|(n, (learner, name))| {
            let mut cells = vec![(n + 1).to_string(), name];
            cells.extend(learner.marks.iter().map(|mark| {
                match mark {
                    Some(Mark::Present) => "✓",
                    Some(Mark::Late) => "迟",
                    Some(Mark::Excused) => "假",
                    Some(Mark::Absent) => "缺",
                    None => "",
                }
                .to_owned()
            }));
            let Share { came, of } = learner.share;
            cells.push(if of == 0 { String::new() } else { format!("{came}/{of}") });
            cells.push(learner.share.percent().map_or_else(String::new, |percent| format!("{percent}%")));
            TableRow::new(cells)
        })
        .collect();
    let mut register = frame(desk, &book, &overview, "签到表");
    if let Some(series) = &overview.roster.group.series {
        let skipped = desk.series(series)?.skipped;
        if !skipped.is_empty() {
            let days: Vec<String> = skipped
                .iter()
                .map(|(day, why)| format!("{}（{}）", day.format("%-m月%-d日"), skipped_words(why)))
                .collect();
            register.lines.push(format!("不上课：{}", days.join("、")));
        }
    }
    register.parts = vec![RegisterPart {
        table: Table { columns, rows, kept: 2, row_height: 7.6 },
        ..RegisterPart::default()
    }];
    register.sign = vec!["任课教师：".into(), "班长：".into()];
    register.foot.insert(0, "到了打 ✓，迟到写“迟”，请假写“假”，没来写“缺”；不替别人签。".into());
    Ok(Paper::Register(register))
}

/// 结业名单, by the share of lessons that is set.
pub fn certificates(desk: &Desk, group: &str) -> Result<Paper, DeskError> {
    let book = desk.book();
    let overview = desk.class_overview(group)?;
    let needed = book.room_rules.certificate_percent;
    let columns = vec![
        TableColumn::new("序号", 1.0).centred(),
        name_column("姓名", 2.6),
        TableColumn::new("到课", 1.2).centred(),
        TableColumn::new("应到", 1.2).centred(),
        TableColumn::new("出勤率", 1.4).centred(),
        TableColumn::new("发证", 1.3).centred(),
        TableColumn::new("不发的原因", 4.0),
        TableColumn::new("领证签名", 2.6),
    ];
    let names = told_apart(overview.learners.iter().map(|learner| &learner.enrolment));
    let rows = overview
        .learners
        .iter()
        .zip(names)
        .enumerate()
        .map(|(n, (learner, name))| {
            let reason = match (learner.earns, learner.share.of) {
                (true, _) => String::new(),
                (false, 0) => "没有签到记录".to_owned(),
                (false, _) => format!("出勤不到 {needed}%"),
            };
            TableRow::new(vec![
                (n + 1).to_string(),
                name,
                learner.share.came.to_string(),
                learner.share.of.to_string(),
                learner.share.percent().map_or_else(String::new, |percent| format!("{percent}%")),
                if learner.earns { "发" } else { "不发" }.to_owned(),
                reason,
                String::new(),
            ])
        })
        .collect();
    let earned = overview.learners.iter().filter(|learner| learner.earns).count();
    let mut register = frame(desk, &book, &overview, "结业名单");
    register.lines.push(format!("出勤率达到 {needed}% 发证，本班 {earned} 人"));
    register.portrait = true;
    register.parts = vec![RegisterPart {
        table: Table { columns, rows, row_height: 8.0, ..Table::default() },
        ..RegisterPart::default()
    }];
    register.sign = vec!["任课教师：".into(), "社区经办人：".into()];
    Ok(Paper::Register(register))
}
