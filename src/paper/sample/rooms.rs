//! Papers about rooms, with invented groups and people.

use super::report::use_report;
use super::{letterhead, strings};
use crate::paper::value::{
    Block, Cell, DateGroup, DateList, Notice, Numbered, Paper, Phone, Register, RegisterPart, Table,
    TableColumn, TableRow, Ticket, WeekCell, WeekDay, WeekEntry, WeekRow, WeekSheet,
};

fn entry(time: &str, title: &str, note: &str) -> WeekEntry {
    WeekEntry { time: time.into(), title: title.into(), note: note.into(), boxed: false }
}

fn cell(entries: Vec<WeekEntry>) -> WeekCell {
    WeekCell { entries, ..WeekCell::default() }
}

fn pending(mut entry: WeekEntry) -> WeekEntry {
    entry.boxed = true;
    entry
}

fn closed(title: &str, note: &str, joined: bool) -> WeekCell {
    WeekCell { entries: vec![entry("", title, note)], shaded: true, joined }
}

/// The week of the design picture: holidays, a make-up day, closures, requests still open.
pub fn week() -> WeekSheet {
    let days = [
        ("5月4日", "周一　休"),
        ("5月5日", "周二　休"),
        ("5月6日", "周三"),
        ("5月7日", "周四"),
        ("5月8日", "周五"),
        ("5月9日", "周六　调休上班"),
        ("5月10日", "周日"),
    ];
    let holiday = |joined| closed("停开", "劳动节放假", joined);
    let one = |time: &str, title: &str, note: &str| cell(vec![entry(time, title, note)]);
    WeekSheet {
        title: "多功能厅使用安排".into(),
        lines: strings(&["2026年5月4日（星期一）至 5月10日（星期日）　第19周"]),
        corner: strings(&["R01　二楼　容纳 80 人", "凤鸣社区党群服务中心"]),
        days: days.map(|(date, note)| WeekDay { date: date.into(), note: note.into() }),
        rows: vec![
            WeekRow {
                name: "上午".into(),
                cells: [
                    holiday(false),
                    holiday(false),
                    one("9:00–11:00", "合唱初级班", "第 9/15 次"),
                    one("9:00–10:30", "反诈讲座", "派出所"),
                    one("9:00–11:00", "主题党日", "党组织活动"),
                    one("9:00–11:00", "太极班", "照常上课"),
                    one("9:00–11:00", "秦腔自乐班", ""),
                ],
            },
            WeekRow {
                name: "下午".into(),
                cells: [
                    holiday(true),
                    holiday(true),
                    one("15:00–17:00", "时装队排练", ""),
                    one("14:30–16:30", "合唱提高班", "第 10/15 次"),
                    one("14:30–16:30", "戏曲班", "补 5月4日的课"),
                    cell(vec![pending(entry("14:00–16:00", "楼栋议事会", "待审"))]),
                    WeekCell {
                        entries: vec![entry("13:00–18:00", "停开", "音响检修")],
                        shaded: true,
                        joined: false,
                    },
                ],
            },
            WeekRow {
                name: "晚上".into(),
                cells: [
                    holiday(true),
                    holiday(true),
                    one("19:00–20:30", "广场舞队", ""),
                    cell(vec![pending(entry("19:00–20:30", "秦腔自乐班", "待审"))]),
                    one("19:00–20:30", "广场舞队", ""),
                    WeekCell::default(),
                    WeekCell::default(),
                ],
            },
        ],
        foot: strings(&[
            "活动前后各留清场时间，请按时离场、关灯关窗。预约不得转让，不得推销。",
            "打印 2026年5月7日 10:30，之后有变以窗口为准。方框为待审，尚未确认。",
        ]),
        contacts: strings(&["预约与取消：0913-200 0000"]),
        name: Numbered::new("周表-R01-20260504", ""),
        ..WeekSheet::default()
    }
}

/// Every half-day taken several times, with long titles.
pub fn week_full() -> WeekSheet {
    let mut sheet = week();
    for (r, row) in sheet.rows.iter_mut().enumerate() {
        for (d, cell) in row.cells.iter_mut().enumerate().skip(2) {
            *cell = WeekCell::default();
            for n in 0..3 {
                let hour = 8 + 5 * r + n;
                let title =
                    ["合唱初级班", "凤鸣社区老年大学秋季学期合唱提高班展演彩排", "广场舞队"][(d + n) % 3];
                let mut one =
                    entry(&format!("{hour}:00–{hour}:50"), title, ["第 9/15 次", "", "待审"][(r + n) % 3]);
                one.boxed = one.note == "待审";
                cell.entries.push(one);
            }
        }
    }
    sheet
}

/// A week with nothing in it.
pub fn week_empty() -> WeekSheet {
    let mut sheet = week();
    for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
        *cell = WeekCell::default();
    }
    sheet
}

/// All rooms of one day.
pub fn day() -> Register {
    let columns = vec![
        TableColumn::new("场地", 3.2).at_least(7.4),
        TableColumn::new("楼层", 1.0).centred(),
        TableColumn::new("时段", 2.6).centred().at_least(6.2),
        TableColumn::new("团队或班级", 3.6),
        TableColumn::new("活动", 3.6),
        TableColumn::new("人数", 1.0).centred(),
        TableColumn::new("负责人、尾号", 2.6).at_least(6.0),
        TableColumn::new("设备", 2.4),
        TableColumn::new("开门人", 1.9).centred(),
        TableColumn::new("锁门人", 1.9).centred(),
        TableColumn::new("实到", 1.1).centred(),
        TableColumn::new("场地情况", 2.2).centred(),
    ];
    let used = |cells: [&str; 8], joined: usize| TableRow { joined, ..TableRow::new(strings(&cells)) };
    let free = |room: &str, floor: &str, word: &str| TableRow {
        shaded: word.starts_with("停开"),
        ..TableRow::new(strings(&[room, floor, word]))
    };
    let rows = vec![
        used(["R01 多功能厅", "二楼", "9:00–10:30", "派出所", "反诈讲座", "60", "李* 4321", "投影、音响"], 0),
        used(
            [
                "R01 多功能厅",
                "二楼",
                "14:30–16:30",
                "合唱提高班",
                "第 10/15 次",
                "32",
                "王*兰 2207",
                "音响话筒",
            ],
            2,
        ),
        used(
            [
                "R01 多功能厅",
                "二楼",
                "19:00–20:30",
                "秦腔自乐班",
                "排练（待审）",
                "18",
                "赵* 0456",
                "音响话筒",
            ],
            2,
        ),
        used(
            ["R02 声乐教室", "二楼", "9:00–11:00", "合唱初级班", "第 9/15 次", "28", "王*兰 2207", "电子琴"],
            0,
        ),
        used(["R03 舞蹈室", "二楼", "8:30–10:00", "太极队", "晨练", "20", "孙* 7788", "音响"], 0),
        used(
            [
                "R03 舞蹈室",
                "二楼",
                "15:00–17:00",
                "凤鸣社区巾帼志愿服务队时装表演分队",
                "排练",
                "24",
                "周*芳 9012",
                "音响",
            ],
            2,
        ),
        free("R04 书画室", "二楼", "无预约"),
        free("R05 图书阅览室", "一楼", "自由使用"),
        free("R06 棋牌室", "一楼", "自由使用"),
        used(["R07 儿童活动室", "一楼", "16:30–18:00", "四点半课堂", "课后托管", "15", "吴* 6600", ""], 0),
        used(["R08 党员活动室", "二楼", "9:00–11:00", "第二党支部", "主题党日", "26", "高* 1180", "投影"], 0),
        free("R09 会议室", "二楼", "停开\n投影检修"),
        used(["R10 人民调解室", "一楼", "10:00–11:30", "已占用", "", "", "", ""], 0),
        free("R11 日间照料室", "一楼", "自由使用"),
    ];
    Register {
        title: "各场地使用安排".into(),
        lines: strings(&["2026年5月7日（星期四）", "最早 8:30 开门（舞蹈室），最晚 20:30 锁门（多功能厅）"]),
        corner: strings(&["共 8 场", "凤鸣社区党群服务中心"]),
        parts: vec![RegisterPart {
            table: Table { columns, rows, kept: 1, row_height: 9.0 },
            ..RegisterPart::default()
        }],
        sign: strings(&["早班交钥匙：", "晚班收钥匙："]),
        foot: strings(&[
            "开门人、锁门人用完当场签名；场地情况写“好”或写明问题。待审的未经确认不开门。",
            "打印 2026年5月7日 8:05，之后有变以窗口为准。",
        ]),
        contacts: strings(&["窗口：0913-200 0000"]),
        name: Numbered::new("日表-20260507", ""),
        ..Register::default()
    }
}

/// A confirmed single booking.
pub fn booking() -> Ticket {
    Ticket {
        head: letterhead(),
        title: "预约确认单".into(),
        number: Numbered::new("约26-0001", "凤鸣约〔2026〕0001号"),
        fields: vec![
            Cell::strong("状态", "已确认"),
            Cell::strong("场地", "R02 声乐教室（二楼）"),
            Cell::strong("日期", "2026年5月12日（星期二）"),
            Cell::strong("时间", "9:00–11:00"),
            Cell::new("用途", "合唱排练"),
            Cell::new("人数", "25 人"),
            Cell::new("负责人", "测试甲　138****2207"),
            Cell::new("设备", "电子琴、音响话筒 2 支"),
            Cell::new("钥匙", "当天 8:45 起到窗口领，用完当场还"),
            Cell::strong("取消", "来不了，5月12日 8:30 前打电话"),
        ],
        rules: strings(&[
            "请提前 10 分钟到场，按时离场，布置和清场都在时间内。",
            "最多 35 人，不得超员；用音响请关门关窗。",
            "不得转让、转借，不得推销。",
            "用完关灯关窗、清扫，和窗口一起看一遍再还钥匙。",
            "爽约 3 次，停 30 天预约。",
        ]),
        phone: Some(Phone {
            lead: "取消、有事请打".into(),
            number: "0913-200 0000".into(),
            hours: letterhead().hours,
        }),
        foot: strings(&["热敏纸会褪色，要存的请复印"]),
        qr: Some("约26-0001".into()),
        ..Ticket::default()
    }
}

/// A booking that the secretary has yet to confirm.
pub fn booking_pending() -> Ticket {
    let mut slip = booking();
    slip.banner = strings(&[
        "待审，还没有定下来",
        "书记审定后，打电话告诉您",
        "最迟 5月13日 答复",
        "没定下来，先不要通知大家",
    ]);
    slip.title = "预约登记单".into();
    let _ = slip.fields.remove(0);
    slip
}

/// A weekly series of so many dates.
pub fn booking_series(count: u32) -> Ticket {
    let mut slip = booking();
    let first = chrono::NaiveDate::from_ymd_opt(2026, 3, 7).unwrap_or_default();
    let left_out = strings(&["5月2日　劳动节放假", "5月16日　场地另有安排", "5月23日　音响检修"]);
    let dates: Vec<String> = first
        .iter_weeks()
        .map(|day| day.format("%-m月%-d日").to_string())
        .filter(|date| !left_out.iter().any(|line| line.starts_with(&format!("{date}　"))))
        .take(count as usize)
        .collect();
    if let ([_, _, date, time, ..], Some((from, to))) =
        (&mut slip.fields[..], dates.first().zip(dates.last()))
    {
        *date = Cell::strong("日期", format!("{from}至{to}"));
        *time = Cell::strong("时间", "周六 9:00–11:00");
    }
    let year = |n: usize| if n < 40 { "2026年" } else { "2027年" };
    let mut groups: Vec<DateGroup> = Vec::new();
    for (n, date) in dates.into_iter().enumerate() {
        if groups.last().is_none_or(|group| group.heading != year(n)) {
            groups.push(DateGroup { heading: year(n).into(), dates: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.dates.push(date);
        }
    }
    if let [only] = &mut groups[..] {
        only.heading.clear();
    }
    groups.push(DateGroup { heading: "以下 3 天没有".into(), dates: left_out });
    slip.dates = Some(DateList { lead: format!("共 {count} 次"), groups });
    slip
}

/// 被调整通知
pub fn displaced() -> Notice {
    Notice {
        head: letterhead(),
        title: "场地预约调整通知书".into(),
        number: Numbered::new("告26-0110", "凤鸣告〔2026〕0110号"),
        to: Some("测试甲（时装队负责人）：".into()),
        blocks: vec![
            Block::Para("您下面这次场地预约因故不能按原定安排使用，请您谅解。".into()),
            Block::Fields(vec![
                Cell::strong(
                    "原来的预约",
                    "约26-0018　R01 多功能厅，2026年5月14日（星期四）14:30–16:30，时装队排练",
                ),
                Cell::new("让给", "党员大会（党组织活动）"),
                Cell::new("原因", "街道党工委通知当天下午召开党员大会，需用 80 人会场。"),
                Cell::new("决定人", "社区书记 测试乙，2026年5月8日"),
                Cell::new("提前告知", "提前 6 天（规定不少于 3 天）"),
                Cell::new("告知方式", "□ 电话　□ 当面　□ 短信　　告知人：　　　　　　月　　日　　时"),
                Cell::strong("可以改到", "R03 舞蹈室，2026年5月14日（星期四）14:30–16:30"),
                Cell::strong("答复期限", "2026年5月13日（星期三）下班前"),
            ]),
            Block::Strong(
                "请在答复期限前打 0913-200 0000 或者到窗口答复：要改到上面的时间地点，还是另选，或者不用了。"
                    .into(),
            ),
            Block::Para(
                "答复以前，上面的时间地点没有为您占住，请尽早答复；过了期限没有答复的，不再算数。".into(),
            ),
            Block::Para("本次不算您爽约。".into()),
            Block::Para("有不同意见，可以拨打监督电话 0913-200 0001 或者 12345 反映。".into()),
        ],
        sign: strings(&["负责人签名：", "日期：　　　年　　月　　日"]),
        seal_date: Some("2026年5月8日".into()),
        qr: Some("约26-0018".into()),
        copies: 2,
        ..Notice::default()
    }
}

/// Every one of them, with its fullest and emptiest state.
pub fn all() -> Vec<(&'static str, Paper)> {
    vec![
        ("week", Paper::Week(week())),
        ("week-full", Paper::Week(week_full())),
        ("week-empty", Paper::Week(week_empty())),
        ("day", Paper::Register(day())),
        ("booking", Paper::Ticket(booking())),
        ("booking-pending", Paper::Ticket(booking_pending())),
        ("booking-series", Paper::Ticket(booking_series(15))),
        ("booking-60", Paper::Ticket(booking_series(60))),
        ("displaced", Paper::Notice(displaced())),
        ("use-report", Paper::Report(use_report())),
    ]
}
