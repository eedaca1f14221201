//! The grid of time with every kind of block in it.

use super::{Gallery, Message};
use crate::ui::component::{
    BlockFace, BlockKind, Tone, block, block_key, card, card_heading, day_head, room_head, tag,
};
use crate::ui::icon::{Icon, tinted};
use crate::ui::theme::{size, space};
use crate::ui::widget::grid::{
    Ghost, GhostKind, GridBlock, GridEvent, Lane, LaneWidth, Spot, grid, grid_block, lane,
};
use iced::widget::{column, container, row};
use iced::{Element, Fill, Size};

/// Number, lane, from, to in minutes, kind, title, second line.
type Sample = (u32, usize, u16, u16, BlockKind, &'static str, &'static str);

const SAMPLES: [Sample; 14] = [
    (1, 0, 480, 1320, BlockKind::Closed, "劳动节放假", "4月24日已公示"),
    (2, 1, 540, 660, BlockKind::Course, "合唱初级班", "第 9/15 次"),
    (3, 1, 900, 1020, BlockKind::Team, "时装队排练", "18 人"),
    (4, 1, 1140, 1230, BlockKind::Team, "广场舞队", "登记团队"),
    (5, 2, 540, 630, BlockKind::Team, "反诈讲座", "派出所 · 60 人"),
    (6, 2, 870, 990, BlockKind::Course, "合唱提高班", "第 10/15 次"),
    (7, 2, 1140, 1230, BlockKind::Pending, "秦腔自乐班", "25 人"),
    (8, 3, 540, 660, BlockKind::Party, "主题党日", "党组织 · 46 人"),
    (9, 3, 720, 750, BlockKind::Team, "业委会", ""),
    (10, 3, 840, 900, BlockKind::Occupied, "已占用", ""),
    (11, 3, 930, 1020, BlockKind::Occupied, "已占用", ""),
    (12, 4, 510, 690, BlockKind::Team, "重阳演出彩排", ""),
    (13, 4, 540, 660, BlockKind::Ghost, "声乐提高班", ""),
    (14, 5, 510, 1020, BlockKind::FreeUse, "自由使用", ""),
];

fn clock(at: u16) -> String {
    format!("{:02}:{:02}", at / 60, at % 60)
}

fn face(sample: Sample, selected: bool) -> BlockFace {
    let (number, _, from, to, kind, title, second) = sample;
    let time = match kind {
        BlockKind::Pending => format!("{} 待审", clock(from)),
        BlockKind::Closed => "停开".to_owned(),
        _ => format!("{}–{}", clock(from), clock(to)),
    };
    BlockFace {
        start: clock(from),
        second: second.to_owned(),
        icon: (number == 3).then_some(Icon::KeyRound),
        selected,
        ..BlockFace::new(kind, time, title)
    }
}

impl Gallery {
    pub(super) fn week(&self) -> Element<'_, Message> {
        let look = self.look;
        let mark = |word: &str, tone| Some(tag(look, tone, None, word, true).into());
        let clash = Some(tinted(Icon::TriangleAlert, size::GLYPH, look.roles.danger).into());
        let lanes: Vec<Lane<'_, Message>> = vec![
            lane(day_head(look, "5/5", "周二", mark("休", Tone::Neutral))),
            lane(day_head(look, "5/6", "周三", None)).open(vec![510..720, 840..1260]),
            lane(day_head(look, "5/7", "周四", mark("今日", Tone::Neutral))).marked(true).buffers(0, 30),
            lane(day_head(look, "5/9", "周六", mark("班", Tone::Info))),
            lane(day_head(look, "10/17", "周六", clash)),
            lane(room_head(look, "阅览室", "R05")).width(LaneWidth::Fixed(70.0)),
        ];
        let blocks: Vec<GridBlock<'_, u32, Message>> = SAMPLES
            .into_iter()
            .map(|sample| {
                let (number, lane, from, to, kind, ..) = sample;
                let said = face(sample, self.spot == Some(Spot::Block(number)));
                let fixed = matches!(kind, BlockKind::Closed | BlockKind::FreeUse | BlockKind::Occupied);
                let cleared = matches!(number, 2 | 3 | 5 | 6 | 8);
                grid_block(number, lane, from, to, move |size| block(look, &said, size))
                    .buffers(if number == 8 { 15 } else { 0 }, if cleared { 30 } else { 0 })
                    .fixed(fixed)
                    .firm(kind != BlockKind::Pending && kind != BlockKind::Ghost)
            })
            .collect();
        let ghost = move |ghost: &Ghost<u32>, size: Size| {
            let of = match ghost.kind {
                GhostKind::Moved(id) => SAMPLES.iter().find(|sample| sample.0 == id).map(|sample| sample.5),
                GhostKind::New => Some("新预约"),
                GhostKind::Cell => None,
            };
            let said = BlockFace {
                start: clock(ghost.from),
                clash: ghost.clash,
                ..BlockFace::new(
                    BlockKind::Ghost,
                    format!("{}–{}", clock(ghost.from), clock(ghost.to)),
                    of.unwrap_or_default(),
                )
            };
            block(look, &said, size)
        };
        let week = grid(look, "week", 480..1320, lanes, blocks, ghost, Message::Grid)
            .spot(self.spot)
            .now(Some((627, 2..3)));
        let legend = BlockKind::ALL
            .into_iter()
            .zip(["课程", "团队", "党组织", "待审", "停开", "已占用", "自由使用", "新预约"])
            .fold(row![].spacing(space::S12), |line, (kind, word)| line.push(block_key(look, kind, word)));
        let inside = column![container(week).height(552), legend].spacing(space::S8);
        let inside = container(inside).padding(space::S12).width(Fill);
        card(look, column![card_heading(look, "时间格", "", None), inside]).width(Fill).into()
    }

    pub(super) fn gridded(&mut self, event: GridEvent<u32>) {
        self.spot = Some(match event {
            GridEvent::Select(spot) => spot,
            GridEvent::Create { lane, from, to } => Spot::Free { lane, from, to },
            GridEvent::Put { id, .. } | GridEvent::Open(id) => Spot::Block(id),
            GridEvent::GaveUp => return,
        });
    }
}
