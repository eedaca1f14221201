//! What differs between the figures that were finalised and those counted again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{ItemLine, RoomLine, Summary};

/// A figure that can differ. Those of open lists and of the days to come are of their moment and are not compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// 批
    Visits,
    /// 人次
    People,
    /// 首问转交
    HandedOver,
    /// 上期结转
    Before,
    /// 受理
    Accepted,
    /// 办结
    Done,
    /// 撤回终止
    Stopped,
    /// 结转
    After,
    /// 受理 of an item.
    ItemAccepted(String),
    /// 办结 of an item.
    ItemDone(String),
    /// 补正 of an item.
    ItemSupplements(String),
    /// 不予受理 of an item.
    ItemRefused(String),
    /// 按时
    OnTime,
    /// 迟办
    Late,
    /// 工单 received
    Orders,
    /// 工单 done
    OrdersDone,
    /// 网格内解决
    WithinGrid,
    /// 微心愿征集
    WishesCollected,
    /// 微心愿实现
    WishesFulfilled,
    /// 不予出具
    Declined,
    /// 评价
    Reviews,
    /// 场次 of a room.
    Sessions(String),
    /// Minutes a room was used.
    RoomMinutes(String),
    /// 人次 of a room.
    RoomPeople(String),
    /// 爽约 of a room.
    NoShows(String),
    /// Lessons held.
    Lessons,
    /// Who came to lessons.
    Came,
    /// Who should have come.
    Expected,
}

impl Figure {
    /// The item it is about, where it is about one.
    pub fn item(&self) -> Option<&str> {
        match self {
            Self::ItemAccepted(code)
            | Self::ItemDone(code)
            | Self::ItemSupplements(code)
            | Self::ItemRefused(code) => Some(code),
            _ => None,
        }
    }
}

/// One figure, as it was and as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which.
    pub figure: Figure,
    /// As finalised.
    pub was: u32,
    /// As counted again.
    pub is: u32,
}

/// What differs, in the order of the parts.
pub fn differences(was: &Summary, is: &Summary) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |figure: Figure, was: u32, is: u32| {
        if was != is {
            found.push(Difference { figure, was, is });
        }
    };
    compare(Figure::Visits, was.flow.visits, is.flow.visits);
    compare(Figure::People, was.flow.people, is.flow.people);
    compare(Figure::HandedOver, was.flow.handed_over, is.flow.handed_over);
    compare(Figure::Before, was.balance.before, is.balance.before);
    compare(Figure::Accepted, was.balance.accepted, is.balance.accepted);
    compare(Figure::Done, was.balance.done, is.balance.done);
    compare(Figure::Stopped, was.balance.stopped, is.balance.stopped);
    compare(Figure::After, was.balance.after, is.balance.after);
    let codes: BTreeSet<&str> = was.items.iter().chain(&is.items).map(|line| line.item.as_str()).collect();
    for code in codes {
        let of = |summary: &Summary| -> ItemLine {
            summary.items.iter().find(|line| line.item == code).cloned().unwrap_or_default()
        };
        let (old, new) = (of(was), of(is));
        compare(Figure::ItemAccepted(code.to_owned()), old.accepted, new.accepted);
        compare(Figure::ItemDone(code.to_owned()), old.done, new.done);
        compare(Figure::ItemSupplements(code.to_owned()), old.supplements, new.supplements);
        compare(Figure::ItemRefused(code.to_owned()), old.refused, new.refused);
    }
    compare(Figure::OnTime, was.timing.on_time, is.timing.on_time);
    compare(Figure::Late, was.timing.late, is.timing.late);
    compare(Figure::Orders, was.orders.received(), is.orders.received());
    compare(Figure::OrdersDone, was.orders.done, is.orders.done);
    compare(Figure::WithinGrid, was.orders.within_grid, is.orders.within_grid);
    compare(Figure::WishesCollected, was.wishes.collected, is.wishes.collected);
    compare(Figure::WishesFulfilled, was.wishes.fulfilled, is.wishes.fulfilled);
    compare(Figure::Declined, was.declined(), is.declined());
    compare(Figure::Reviews, was.reviews.count(), is.reviews.count());
    let rooms: BTreeSet<&str> = was.rooms.iter().chain(&is.rooms).map(|line| line.room.as_str()).collect();
    for code in rooms {
        let of = |summary: &Summary| -> RoomLine {
            summary.rooms.iter().find(|line| line.room == code).cloned().unwrap_or_default()
        };
        let (old, new) = (of(was), of(is));
        compare(Figure::Sessions(code.to_owned()), old.sessions, new.sessions);
        compare(Figure::RoomMinutes(code.to_owned()), old.minutes, new.minutes);
        compare(Figure::RoomPeople(code.to_owned()), old.people, new.people);
        compare(Figure::NoShows(code.to_owned()), old.no_shows, new.no_shows);
    }
    compare(Figure::Lessons, was.classes.lessons, is.classes.lessons);
    compare(Figure::Came, was.classes.came, is.classes.came);
    compare(Figure::Expected, was.classes.of, is.classes.of);
    found
}
