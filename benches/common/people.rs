//! Invented residents whose names begin and sound as names in Guanzhong do: the surnames' weights follow the published
//! national ranking, the given names are drawn at random. The same seed gives the same people.

use chrono::{Days, NaiveDate, TimeDelta};
use fastrand::Rng;
use quanke::domain::form::Address;
use quanke::domain::identity::IdDocument;
use quanke::domain::masked::Masked;
use quanke::domain::name::PersonName;
use quanke::domain::phone::Phone;
use quanke::domain::resident::Resident;
use quanke::store::{Store, StoreError};

/// Surname and how many of ten thousand bear it.
const SURNAMES: [(&str, u32); 60] = [
    ("王", 725),
    ("李", 719),
    ("张", 683),
    ("刘", 568),
    ("陈", 442),
    ("杨", 308),
    ("黄", 227),
    ("赵", 229),
    ("吴", 205),
    ("周", 202),
    ("徐", 152),
    ("孙", 154),
    ("马", 131),
    ("朱", 126),
    ("胡", 120),
    ("郭", 115),
    ("何", 113),
    ("高", 106),
    ("林", 102),
    ("罗", 95),
    ("郑", 93),
    ("梁", 85),
    ("谢", 76),
    ("宋", 81),
    ("唐", 69),
    ("许", 66),
    ("韩", 68),
    ("冯", 64),
    ("邓", 62),
    ("曹", 60),
    ("彭", 58),
    ("曾", 58),
    ("肖", 60),
    ("田", 57),
    ("董", 51),
    ("袁", 50),
    ("潘", 48),
    ("于", 48),
    ("蒋", 47),
    ("蔡", 46),
    ("余", 43),
    ("杜", 47),
    ("叶", 42),
    ("程", 41),
    ("苏", 40),
    ("魏", 45),
    ("吕", 44),
    ("丁", 42),
    ("任", 41),
    ("沈", 38),
    ("姚", 40),
    ("卢", 38),
    ("姜", 40),
    ("崔", 38),
    ("钟", 35),
    ("谭", 36),
    ("陆", 36),
    ("雷", 30),
    ("党", 20),
    ("尉迟", 2),
];
const FIRST: &str = "秀玉桂小晓建国志文海明金春淑丽俊永红美雪雅子思梦佳宇浩一欣天新学振兴德福光忠\
                     凤爱慧菊云月亚彩";
const SECOND: &str = "英兰芳华平军强伟杰涛敏霞燕娟梅琴莲珍香玲萍红刚峰斌鹏飞龙超辉林民生荣祥\
                      涵轩萱怡琪瑶宁静洁莹娜婷颖云";

/// A person nobody is, number `index` (0 up); who has the same index has the same document.
pub fn resident(rng: &mut Rng, id: String, index: u32) -> Resident {
    let now = super::now();
    let seen = now - TimeDelta::minutes(i64::from(rng.u32(1..60 * 24 * 720)));
    let address = format!(
        "{} {}号楼 {}单元 {}{:02}",
        rng.choice(["幸福里小区", "凤馨苑小区", "西环路家属院", "渭滨花园"]).unwrap_or("幸福里小区"),
        rng.u32(1..40),
        rng.u32(1..6),
        rng.u32(1..18),
        rng.u32(1..5)
    );
    Resident {
        id,
        name: Masked::new(PersonName::new(&name(rng)).unwrap()),
        document: Some(IdDocument::parse(None, &document(rng, index), super::day()).unwrap()),
        phone: Some(Masked::new(Phone::parse(&phone(rng)).unwrap())),
        contact: String::new(),
        address: Address::parse(&address),
        sex: None,
        merged_into: None,
        since: seen,
        last_seen: seen,
        last_item: (*rng.choice(&["FB11", "FB12", "PT06", "PT04"]).unwrap_or(&"FB11")).to_owned(),
        last_serial: format!("受26-{:04}", rng.u32(1..9999)),
        corrections: Vec::new(),
    }
}

/// A name.
pub fn name(rng: &mut Rng) -> String {
    let all: u32 = SURNAMES.iter().map(|(_, weight)| weight).sum();
    let mut at = rng.u32(0..all);
    let mut name = String::new();
    for (surname, weight) in SURNAMES {
        if at < weight {
            name.push_str(surname);
            break;
        }
        at -= weight;
    }
    if rng.u32(0..100) < 85 {
        name.push(one_of(rng, FIRST));
    }
    name.push(one_of(rng, SECOND));
    name
}

fn one_of(rng: &mut Rng, chars: &str) -> char {
    let all: Vec<char> = chars.chars().collect();
    all[rng.usize(0..all.len())]
}

/// A mobile number.
pub fn phone(rng: &mut Rng) -> String {
    let head = *rng.choice(&["138", "139", "158", "177", "189"]).unwrap_or(&"138");
    format!("{head}{:08}", rng.u32(0..100_000_000))
}

/// A document number with the right check digit (GB 11643), another one for each index.
pub fn document(rng: &mut Rng, index: u32) -> String {
    const DAYS: u32 = 25_000;
    let birth = NaiveDate::from_ymd_opt(1940, 1, 1).unwrap() + Days::new(u64::from(index % DAYS));
    let body = format!("610502{}{:03}", birth.format("%Y%m%d"), index / DAYS * 100 + rng.u32(0..100));
    with_check_digit(&body)
}

/// The first 17 characters of a document number with the digit that belongs to them.
pub fn with_check_digit(body: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

/// Fills a store with residents in big batches, each one commit.
pub fn fill(store: &Store, count: u32) {
    const BATCH: u32 = 500;
    let mut rng = Rng::with_seed(u64::from(count));
    let mut index = 0;
    while index < count {
        let until = count.min(index + BATCH);
        let before = rng.clone();
        store
            .transact(|unit| {
                rng = before.clone();
                for index in index..until {
                    let id = format!("{:010}", unit.next_number("id/resident")?);
                    unit.put(&resident(&mut rng, id, index))?;
                }
                unit.entry(super::now(), "", "fill", until.to_string());
                Ok::<_, StoreError>(())
            })
            .unwrap();
        index = until;
    }
}
