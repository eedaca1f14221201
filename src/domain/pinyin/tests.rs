use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::identity::IdDocument;
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;

fn name(raw: &str) -> std::collections::BTreeSet<String> {
    name_tokens(&PersonName::new(raw).unwrap())
}

fn finds(raw: &str, queries: &[&str]) {
    let tokens = name(raw);
    for query in queries {
        let wanted = query_tokens(query);
        assert!(wanted.iter().any(|t| tokens.contains(t)), "{query} does not find {raw}");
    }
}

fn misses(raw: &str, queries: &[&str]) {
    let tokens = name(raw);
    for query in queries {
        assert!(!query_tokens(query).iter().any(|t| tokens.contains(t)), "{query} finds {raw}");
    }
}

#[test]
fn names_by_sound_and_character() {
    finds(
        "刘秀英",
        &[
            "l",
            "lx",
            "lxy",
            "LXY",
            "ｌｘｙ",
            "xy",
            "li",
            "liu",
            "liux",
            "liuxiuying",
            "liu xiu ying",
            "liu'xiu",
            "liuxy",
            "xiuy",
            "刘",
            "刘秀",
            "刘秀英",
            "秀英",
            "秀",
        ],
    );
    misses("尉迟测试", &["ycs", "chi"]);
    misses("刘秀英", &["ly", "iu", "英", "zxy", "lxyz", "刘英"]);
    finds("测试甲", &["csj", "ceshijia"]);
}

#[test]
fn surnames_read_both_ways() {
    for (raw, special, plain) in [
        ("单测试", "shancs", "dancs"),
        ("曾测试", "zengceshi", "cengceshi"),
        ("仇测试", "qiu", "chou"),
        ("区测试", "ou", "qu"),
        ("查测试", "zha", "cha"),
        ("解测试", "xie", "jie"),
        ("朴测试", "piao", "pu"),
        ("尉迟测试", "yuchics", "weichics"),
        ("万俟测试", "moqi", "wan"),
        ("长孙测试", "zhangsun", "changsun"),
    ] {
        finds(raw, &[special, plain]);
    }
    finds("尉迟测试", &["yccs", "yuchic", "cs", "ceshi", "测试"]);
    finds("欧阳娜娜", &["oynn", "ouyangnana", "nn", "娜娜"]);
}

#[test]
fn the_vowel_no_keyboard_has() {
    finds("吕测试", &["lv", "lu", "lü", "lvcs", "lucs"]);
    finds("测绿", &["cl", "celv", "celu"]);
}

#[test]
fn other_scripts_and_rare_characters() {
    finds("买买提·艾力", &["mmtal", "买买提艾力", "买买提·艾力", "买买提・艾力", "al", "aili", "艾力", "ma"]);
    finds("Test Person", &["test", "TEST P", "per", "person", "tp", "t"]);
    finds("Anne-Marie", &["anne", "marie", "am"]);
    misses("Test Person", &["est", "erson"]);
    for c in ["䶮", "㛃", "𠅤", "𫖯", "𬱖", "𰻝"] {
        finds(&format!("王{c}"), &["w", "wang", c, &format!("王{c}"), &format!("wang{c}")[..4]]);
    }
}

#[test]
fn a_long_name_is_found_whatever_is_typed() {
    let long = "测试".repeat(20);
    finds(&long, &["ceshiceshiceshiceshiceshiceshiceshi", &long, &"cs".repeat(15)]);
    assert!(name(&long).iter().all(|t| t.chars().count() <= MAX_TOKEN_CHARS + 2));
    let doubtful = "乐单曾解查朴乐行重长都还".repeat(4);
    let many = name(&doubtful).len();
    assert!(many < 4000, "{many} tokens");
}

#[test]
fn an_ordinary_name_stays_small() {
    let few = name("刘秀英");
    assert!(few.len() < 60, "{} {few:?}", few.len());
}

#[test]
fn numbers() {
    let phone = |raw: &str| phone_tokens(&Phone::parse(raw).unwrap());
    assert!(phone("13800005178").iter().eq(["p:13800005178", "p:5178"]));
    assert!(phone("2125178").iter().eq(["p:09132125178", "p:2125178", "p:5178"]));
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let id = id_tokens(&IdDocument::parse(None, "11010519491231002X", today).unwrap());
    assert!(id.iter().eq(["i:002X", "i:11010519491231002X"]));

    assert_eq!(query_tokens("5178"), ["p:5178", "i:5178"]);
    assert_eq!(query_tokens("002x"), ["i:002X"]);
    assert_eq!(query_tokens("138 0000 5178")[0], "p:13800005178");
    assert_eq!(query_tokens("0913-2125178")[0], "p:09132125178");
    assert_eq!(query_tokens("11010519491231002x"), ["i:11010519491231002X"]);
    assert_eq!(query_tokens("610502490310002"), ["i:610502490310002", "i:610502194903100021"]);
    assert_eq!(query_tokens("e12345678"), ["i:E12345678"]);
    assert!(query_tokens(" ").is_empty());
    assert!(query_tokens("12").is_empty());
    assert_eq!(query_tokens("刘xy"), ["n:刘xy"]);
}

#[test]
fn titles_by_any_part() {
    let tokens = text_tokens("低保申请与资格认证");
    for query in ["dbsq", "db", "sq", "rz", "zgrz", "renz", "认证", "低保", "dibaosh"] {
        assert!(tokens.contains(&text_query_token(query).unwrap()), "{query}");
    }
    assert!(!tokens.contains(&text_query_token("dsq").unwrap()));
    assert_eq!(text_query_token(" "), None);
}

#[test]
fn ranking() {
    let list = [
        TextIndex::new(&["FB12", "城乡居民养老保险与待遇资格认证帮办", "认证"]),
        TextIndex::new(&["FB09", "最低生活保障申请协助", "低保申请"]),
        TextIndex::new(&["XY27", "独居空巢老人探访关爱"]),
        TextIndex::new(&["FB11", "城乡居民医保参保登记帮办"]),
        TextIndex::new(&["PT01", "信息咨询 11 类"]),
    ];
    assert_eq!(matches("fb09", &list[1]), Some(0));
    assert_eq!(matches("9", &list[1]), Some(0));
    assert_eq!(matches("低保申请", &list[1]), Some(0));
    assert_eq!(matches("dbsq", &list[1]), Some(1));
    assert_eq!(matches("dibsq", &list[1]), Some(1));
    assert_eq!(matches("低bao", &list[1]), Some(1));
    assert_eq!(matches("shenghuo", &list[1]), Some(2));
    assert_eq!(matches("zdshbzh", &list[1]), Some(1));
    assert_eq!(matches("rz", &list[0]), Some(1));
    assert_eq!(matches("zgrz", &list[0]), Some(2));
    assert_eq!(matches("xyz", &list[0]), None);
    assert_eq!(matches("0", &list[0]), None);
    assert_eq!(matches(" ", &list[0]), Some(2));
    assert_eq!(find("11", &list), [3, 4]);
    assert_eq!(find("cxjm", &list), [0, 3]);
    assert_eq!(find("ll", &list), [] as [usize; 0]);
}

proptest! {
    #[test]
    fn every_prefix_of_a_title_matches_it(title in "[低保申请资格认证乐行重长都还 aB1]{1,12}", cut in 1usize..12) {
        let head: String = title.chars().take(cut).collect();
        prop_assert!(matches(&head, &TextIndex::new(&[&title])).is_some());
        if let Some(token) = text_query_token(&head) {
            prop_assert!(text_tokens(&title).contains(&token));
        }
    }

    #[test]
    fn a_name_finds_itself(raw in "[刘秀英单曾查乐吕欧阳尉迟·䶮𰻝]{1,6}") {
        if let Ok(person) = PersonName::new(&raw) {
            let tokens = name_tokens(&person);
            for token in query_tokens(person.as_str()) {
                prop_assert!(tokens.contains(&token));
            }
        }
    }

    #[test]
    fn no_query_makes_it_panic(query in ".{0,20}") {
        let _ = (query_tokens(&query), text_query_token(&query));
        let found = matches(&query, &TextIndex::new(&["FB09", "低保申请"]));
        prop_assert!(found.is_none_or(|rank| rank <= 2));
    }
}
