//! Invented residents. Names are put together by chance, numbers and phones follow patterns nobody is given.

use chrono::{Datelike, Days, NaiveDate};
use fastrand::Rng;

use crate::domain::identity::IdNumber;

/// Surnames by how often they are met, the commonest first. Some are read otherwise as surnames (单 曾 仇 解 查 区 朴).
const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何",
    "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田",
    "董", "袁", "潘", "于", "蒋", "蔡", "余", "杜", "叶", "程", "苏", "魏", "吕", "丁", "任", "沈", "姚",
    "卢", "姜", "崔", "钟", "谭", "陆", "汪", "范", "金", "石", "廖", "贾", "夏", "韦", "付", "方", "白",
    "邹", "孟", "熊", "秦", "邱", "江", "尹", "薛", "闫", "段", "雷", "侯", "龙", "史", "陶", "黎", "贺",
    "顾", "毛", "郝", "龚", "邵", "万", "钱", "严", "覃", "武", "戴", "莫", "孔", "向", "汤", "单", "仇",
    "解", "查", "区", "朴", "欧阳", "上官", "尉迟", "司马",
];
const GIVEN: &[&str] = &[
    "秀", "英", "兰", "芳", "玉", "华", "建", "国", "军", "平", "志", "明", "春", "梅", "桂", "花", "凤",
    "霞", "红", "丽", "敏", "静", "强", "勇", "伟", "刚", "峰", "涛", "斌", "鹏", "浩", "宇", "欣", "怡",
    "子", "涵", "梓", "轩", "思", "雨", "佳", "琪", "雪", "琴", "淑", "珍", "德", "福", "贵", "生", "安",
    "宁", "文", "博", "学", "民", "社", "会", "卫", "新", "小", "晓", "亚", "利", "娟", "莉", "萍", "燕",
    "云", "月", "阳", "晨", "乐", "重", "行",
];
/// Names that other scripts and rules make: divided by the dot, or with a character few fonts have.
const RARE: &[&str] = &[
    "阿依古丽·测试",
    "买买提江·示例",
    "卓玛·央宗措",
    "巴特尔·示例",
    "龚䶮",
    "陈㛃",
    "张一〇",
    "NGUYEN THI MAU",
];
const COMPOUNDS: &[&str] = &["凤鸣小区", "渭滨家园", "梧桐里", "向阳坊", "老机械厂家属院"];
/// First six digits of numbers met in Weinan, old ones included; the last two are from elsewhere.
const REGIONS: &[&str] = &[
    "610502", "610502", "610502", "610502", "612101", "612101", "610521", "610522", "610523", "610526",
    "610528", "610103", "410105",
];

/// More people do not live in a community: from then on those known come again.
const MOST: usize = 30_000;

/// Somebody invented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub name: String,
    pub number: String,
    pub birth: NaiveDate,
    /// None: no phone, and then there is somebody to ask.
    pub phone: Option<String>,
    pub address: String,
    /// The file at the desk, once there is one.
    pub resident: Option<String>,
}

impl Person {
    pub fn age_on(&self, day: NaiveDate) -> u32 {
        day.years_since(self.birth).unwrap_or(0)
    }
}

/// Everybody who has come so far.
#[derive(Debug, Default)]
pub(super) struct People {
    pub known: Vec<Person>,
    made: u32,
}

impl People {
    /// Somebody of an age, by chance known or new; the place among the known.
    pub fn pick(&mut self, rng: &mut Rng, day: NaiveDate, ages: std::ops::RangeInclusive<u32>) -> usize {
        // Two of three have been here before, once there are enough to choose from.
        let everybody = self.known.len() >= MOST;
        if everybody || self.known.len() > 20 && rng.u32(0..3) > 0 {
            for _ in 0..if everybody { 400 } else { 12 } {
                let at = rng.usize(0..self.known.len());
                if self.known.get(at).is_some_and(|person| ages.contains(&person.age_on(day))) {
                    return at;
                }
            }
        }
        let person = self.invent(rng, day, ages);
        self.known.push(person);
        self.known.len() - 1
    }

    fn invent(&mut self, rng: &mut Rng, day: NaiveDate, ages: std::ops::RangeInclusive<u32>) -> Person {
        self.made += 1;
        let age = rng.u32(ages);
        let back = u64::from(age) * 36525 / 100 + rng.u64(1..360);
        let birth = day.checked_sub_days(Days::new(back)).unwrap_or(day);
        let phone = match rng.u32(0..100) {
            0..3 => None,
            3..9 => Some(format!("0913-200{:04}", rng.u32(0..10_000))),
            _ => Some(invented_mobile(rng)),
        };
        Person {
            name: invented_name(rng),
            number: self.number(rng, birth),
            birth,
            phone,
            address: invented_address(rng),
            resident: None,
        }
    }

    /// A number with a right check character. The three digits before it count on with every person, so that two people
    /// born on one day in one place get the same number only after five hundred others.
    fn number(&self, rng: &mut Rng, birth: NaiveDate) -> String {
        let region = REGIONS[rng.usize(0..REGIONS.len())];
        let order = (self.made * 2 + rng.u32(0..2)) % 1000;
        let seventeen = format!("{region}{}{order:03}", birth.format("%Y%m%d"));
        IdNumber::with_check(&seventeen).map_or(seventeen, |number| number.as_str().to_owned())
    }
}

/// 170 000 and five digits: a mobile by its shape, of a block that is given to nobody.
pub(super) fn invented_mobile(rng: &mut Rng) -> String {
    format!("170000{:05}", rng.u32(0..100_000))
}

pub(super) fn invented_name(rng: &mut Rng) -> String {
    if rng.u32(0..150) == 0 {
        return RARE[rng.usize(0..RARE.len())].to_owned();
    }
    // Common surnames are much more common: the smaller of two draws.
    let at = rng.usize(0..SURNAMES.len()).min(rng.usize(0..SURNAMES.len()));
    let mut name = SURNAMES[at].to_owned();
    name.push_str(GIVEN[rng.usize(0..GIVEN.len())]);
    if rng.u32(0..4) > 0 {
        name.push_str(GIVEN[rng.usize(0..GIVEN.len())]);
    }
    name
}

fn invented_address(rng: &mut Rng) -> String {
    let compound = COMPOUNDS[rng.usize(0..COMPOUNDS.len())];
    let (building, entrance) = (rng.u32(1..13), rng.u32(1..5));
    format!("{compound} {building}号楼 {entrance}单元 {}0{}", rng.u32(1..8), rng.u32(1..4))
}

/// Twelve months before or after a day, by chance, as `2026-05`.
pub(super) fn month_near(rng: &mut Rng, day: NaiveDate, ahead: bool) -> String {
    let days = Days::new(rng.u64(1..270));
    let there = if ahead { day.checked_add_days(days) } else { day.checked_sub_days(days) }.unwrap_or(day);
    format!("{}-{:02}", there.year(), there.month())
}
