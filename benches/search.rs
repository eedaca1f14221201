//! The search box at 1,000 and at 200,000 residents: 20 people with what their lines show.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Promises, Times, kept_folder, people};
use criterion::Criterion;
use quanke::desk::Desk;

const SMALL: u32 = 1_000;
const LARGE: u32 = 200_000;
/// Times each word is looked up.
const ROUNDS: usize = 40;
/// People on one page.
const PAGE: usize = 20;

/// What a worker sees of a search: each line's masked name, sex and age, place, last matter and its number.
fn lines(desk: &Desk, typed: &str) -> Vec<String> {
    let found = desk.find(typed).unwrap();
    let (book, today) = (desk.book(), desk.today());
    found
        .people
        .iter()
        .map(|person| {
            let item = book.catalogue.item(&person.last_item).map_or("", |item| item.short_zh.as_str());
            let phone = person.phone.as_ref().map_or_else(String::new, ToString::to_string);
            format!(
                "{} {:?} {:?} {phone} {} {item} {} {}",
                person.name,
                person.sex(),
                person.age_on(today),
                person.address.to_building(),
                person.last_serial,
                person.last_seen.date_naive()
            )
        })
        .collect()
}

/// Initials of two and three letters, four digits, full pinyin, and surnames as written.
fn words() -> Vec<String> {
    let mut words: Vec<String> = [
        "wx",
        "lx",
        "zx",
        "ly",
        "wy",
        "zy",
        "lj",
        "wj",
        "zj",
        "cx",
        "yx",
        "zh",
        "lxy",
        "wxy",
        "zxy",
        "wjp",
        "lyh",
        "zwj",
        "ljl",
        "zyf",
        "cxm",
        "ysy",
        "hyf",
        "wang",
        "zhang",
        "liu",
        "chen",
        "zhao",
        "wangxiu",
        "lixiaoyun",
        "zhangwei",
        "liuxiuying",
        "王",
        "李",
        "张",
        "刘秀",
        "王建",
        "陈",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut rng = fastrand::Rng::with_seed(4);
    words.extend((0..40).map(|_| format!("{:04}", rng.u32(0..10_000))));
    words
}

fn main() {
    let small = kept_folder("search-1000", |_, store| people::fill(store, SMALL));
    let large = kept_folder("search-200000", |_, store| people::fill(store, LARGE));
    let begun = std::time::Instant::now();
    let small = common::desk_in(&small);
    let opened = begun.elapsed();
    let begun = std::time::Instant::now();
    let large = common::desk_in(&large);
    println!(
        "opened in {:.0} ms and {:.0} ms",
        opened.as_secs_f64() * 1e3,
        begun.elapsed().as_secs_f64() * 1e3
    );
    let words = words();
    // Sizes are compared by words that fill a page at both: else a small store would only be quick for lack of hits.
    let full: Vec<&String> = words
        .iter()
        .filter(|word| [&small, &large].iter().all(|desk| lines(desk, word).len() == PAGE))
        .collect();
    let pages = words.iter().filter(|word| lines(&large, word).len() == PAGE).count();
    println!("{} words, {pages} of them fill a page at {LARGE}, at both sizes: {full:?}", words.len());
    let (mut all_small, mut all_large) = (Times::default(), Times::default());
    let (mut full_small, mut full_large) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        for word in &words {
            let _ = all_small.take(|| lines(&small, word));
            let _ = all_large.take(|| lines(&large, word));
        }
        for word in &full {
            let _ = full_small.take(|| lines(&small, word));
            let _ = full_large.take(|| lines(&large, word));
        }
    }
    let mut promises = Promises::default();
    all_small.tell("all words, 1,000 residents");
    all_large.tell("all words, 200,000 residents");
    full_small.tell("words with a full page, 1,000 residents");
    full_large.tell("words with a full page, 200,000 residents");
    promises.add("search, p99 at 1,000", all_small.p99().max(full_small.p99()), 1.0, " ms");
    promises.add("search, p99 at 200,000", all_large.p99().max(full_large.p99()), 1.0, " ms");
    let wall = all_large.wall_p99().max(full_large.wall_p99());
    promises.add("search, p99 at 200,000, by the wall clock", wall, 1.0, " ms");
    promises.add(
        "search, 200,000 against 1,000 (medians)",
        full_large.median() / full_small.median(),
        1.5,
        " x",
    );
    promises.add("search, 200,000 against 1,000 (p99)", full_large.p99() / full_small.p99(), 1.5, " x");

    let mut criterion = Criterion::default().configure_from_args();
    for (name, desk) in [("1000", &small), ("200000", &large)] {
        let mut words = words.iter().cycle();
        criterion.bench_function(&format!("search/{name}"), |bench| {
            bench.iter(|| words.next().map(|word| lines(desk, word)));
        });
    }
    criterion.final_summary();
    promises.tell();
}
