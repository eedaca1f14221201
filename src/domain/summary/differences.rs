//! What differs between the figures that were finalised and those counted again.

use serde::{Deserialize, Serialize};

use super::{ItemLine, Summary};

/// A figure that can differ. Those of open lists and of the days to come are of their moment and are not compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// 批
    Visits,
    /// 人次
    People,
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
    /// 不予受理 of an item.
    ItemRefused(String),
    /// 按时
    OnTime,
    /// 迟办
    Late,
    /// 不予出具
    Declined,
    /// 评价
    Reviews,
    /// 场次 of a room.
    Sessions(String),
    /// 人次 of a room.
    RoomPeople(String),
    /// Who came to lessons.
    Came,
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
    compare(Figure::Before, was.balance.before, is.balance.before);
    compare(Figure::Accepted, was.balance.accepted, is.balance.accepted);
    compare(Figure::Done, was.balance.done, is.balance.done);
    compare(Figure::Stopped, was.balance.stopped, is.balance.stopped);
    compare(Figure::After, was.balance.after, is.balance.after);
    let none = ItemLine::default();
    let line = |of: &'_ Summary, code: &str| {
        of.items.iter().find(|line| line.item == code).cloned().unwrap_or_else(|| none.clone())
    };
    let mut codes: Vec<&str> = was.items.iter().chain(&is.items).map(|line| line.item.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let (old, new) = (line(was, code), line(is, code));
        compare(Figure::ItemAccepted(code.to_owned()), old.accepted, new.accepted);
        compare(Figure::ItemDone(code.to_owned()), old.done, new.done);
        compare(Figure::ItemRefused(code.to_owned()), old.refused, new.refused);
    }
    compare(Figure::OnTime, was.timing.on_time, is.timing.on_time);
    compare(Figure::Late, was.timing.late, is.timing.late);
    compare(Figure::Declined, was.declined(), is.declined());
    compare(Figure::Reviews, was.reviews.count(), is.reviews.count());
    for room in &was.rooms {
        let again = is.rooms.iter().find(|line| line.room == room.room);
        let (sessions, people) = again.map_or((0, 0), |line| (line.sessions, line.people));
        compare(Figure::Sessions(room.room.clone()), room.sessions, sessions);
        compare(Figure::RoomPeople(room.room.clone()), room.people, people);
    }
    compare(Figure::Came, was.classes.came, is.classes.came);
    found
}
