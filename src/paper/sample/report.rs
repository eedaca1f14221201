//! A month of rooms in figures.

use super::strings;
use crate::paper::value::{Block, ChartBar, Numbered, Report, Table, TableColumn, TableRow};

/// 场地使用情况 of a month.
pub fn use_report() -> Report {
    let rooms = [
        ("R01 多功能厅", [(9, 18.0, 420, 41), (14, 28.5, 610, 62), (10, 15.0, 260, 50)], 2, 1),
        ("R02 声乐教室", [(17, 34.0, 476, 77), (12, 24.0, 330, 52), (0, 0.0, 0, 0)], 1, 0),
        ("R03 舞蹈室", [(12, 18.0, 240, 41), (9, 18.0, 205, 39), (12, 18.0, 288, 60)], 0, 0),
        ("R04 书画室", [(4, 8.0, 56, 18), (8, 16.0, 118, 35), (0, 0.0, 0, 0)], 3, 0),
        ("R05 图书阅览室", [(0, 0.0, 0, 0), (1, 2.0, 16, 4), (0, 0.0, 0, 0)], 0, 0),
        ("R06 棋牌室", [(0, 0.0, 0, 0), (0, 0.0, 0, 0), (0, 0.0, 0, 0)], 0, 0),
        ("R07 儿童活动室", [(0, 0.0, 0, 0), (22, 33.0, 330, 72), (0, 0.0, 0, 0)], 0, 0),
        ("R08 党员活动室", [(5, 10.0, 130, 23), (2, 4.0, 44, 9), (1, 1.5, 20, 5)], 0, 0),
        ("R09 会议室", [(6, 9.0, 70, 20), (7, 10.5, 82, 23), (2, 3.0, 22, 10)], 1, 1),
        ("R10 人民调解室", [(4, 6.0, 13, 14), (5, 7.5, 18, 16), (0, 0.0, 0, 0)], 0, 0),
        ("R11 日间照料室", [(0, 0.0, 0, 0), (0, 0.0, 0, 0), (0, 0.0, 0, 0)], 0, 0),
    ];
    let mut rows = Vec::new();
    let mut bars = Vec::new();
    for (name, halves, no_shows, displaced) in rooms {
        let sum = halves.iter().fold((0, 0.0, 0), |a, h| (a.0 + h.0, a.1 + h.1, a.2 + h.2));
        let rate = halves.iter().map(|h| h.3).sum::<i32>() / 3;
        bars.push(ChartBar {
            label: name.into(),
            share: rate as f32 / 100.0,
            values: vec![
                format!("{} 场", sum.0),
                format!("{} 小时", sum.1),
                format!("{} 人次", sum.2),
                format!("{rate}%"),
            ],
        });
        let idle = sum.0 == 0;
        let halves_used = if idle { &[][..] } else { &halves[..] };
        for (n, (half, h)) in ["上午", "下午", "晚上"].iter().zip(halves_used).enumerate() {
            let cells = vec![
                name.to_owned(),
                (*half).to_owned(),
                h.0.to_string(),
                h.1.to_string(),
                h.2.to_string(),
                format!("{}%", h.3),
                if n == 1 { no_shows.to_string() } else { "0".into() },
                if n == 1 { displaced.to_string() } else { "0".into() },
            ];
            rows.push(TableRow { joined: usize::from(n > 0), ..TableRow::new(cells) });
        }
    }
    let columns = [
        ("场地", 2.6),
        ("时段", 1.0),
        ("场次", 1.0),
        ("小时", 1.1),
        ("人次", 1.1),
        ("使用率", 1.2),
        ("爽约", 1.0),
        ("被调整", 1.2),
    ];
    let columns = columns.map(|(head, width)| {
        let column = TableColumn::new(head, width);
        if head == "场地" { column } else { column.centred() }
    });
    Report {
        title: "场地使用情况".into(),
        subtitle: "2026年5月1日至5月31日　凤鸣社区党群服务中心".into(),
        top: strings(&["填报人　测试甲", "审核人", "开放 27 天（停开 4 天）"]),
        blocks: vec![
            Block::Heading("一、总体".into()),
            Block::Para("共 11 处场地，使用 162 场、309.5 小时、3748 人次。爽约 7 场，被调整 2 场。".into()),
            Block::Heading("二、各场地".into()),
            Block::Bars(bars),
            Block::Heading("三、分时段".into()),
            Block::Table(Table { columns: columns.to_vec(), rows, ..Table::default() }),
            Block::Heading("四、空着的时段".into()),
            Block::Para(
                "声乐教室、书画室晚上，儿童活动室上午，整月没有人用，可以开放预约或者安排课程。".into(),
            ),
        ],
        sign: strings(&["填报人：", "审核人："]),
        foot: "数字取自 2026年6月1日 9:10".into(),
        name: Numbered::new("场地情况-20260501-20260531", ""),
        ..Report::default()
    }
}
