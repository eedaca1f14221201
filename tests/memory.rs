//! What the program takes of memory when much comes in at once. A program of its own with one test: what other tests
//! took would be counted too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fmt::Write as _;
use std::sync::atomic::AtomicBool;

use quanke::desk::{Desk, SHIPPED};
use quanke::domain::imported::What;
use quanke::exchange::imports::open;

/// People on the list.
const PEOPLE: usize = 10_000;
/// The most the import may take, MB. 127 were measured, and 764 when sled got its changes in batches: it keeps what a batch
/// replaces.
const MOST: u64 = 300;

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN: &str = "秀英桂兰玉珍建国志强小燕红梅春花俊杰文军海涛丽娟晓云永平德福金凤雪琴浩宇子涵思雨";

/// The most memory this program has had at once, MB; none where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}

#[test]
fn a_long_list_comes_in_without_taking_the_memory_of_the_desk() {
    let Some(before) = peak() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (surnames, given): (Vec<char>, Vec<char>) = (SURNAMES.chars().collect(), GIVEN.chars().collect());
    let mut rng = fastrand::Rng::with_seed(26);
    let mut list = String::from("姓名,联系电话,家庭住址\n");
    for number in 0..PEOPLE {
        let [a, b] = [(); 2].map(|()| given[rng.usize(..given.len())]);
        let surname = surnames[rng.usize(..surnames.len())];
        writeln!(list, "{surname}{a}{b},1380{number:07},测试小区 {}号楼", number % 40).unwrap();
    }
    let path = folder.path().join("名册.csv");
    std::fs::write(&path, list).unwrap();
    let opened = open(&path, What::Residents).unwrap();
    let (desk, _) = Desk::open_folder(&folder.path().join("data"), common::clock(), &SHIPPED).unwrap();
    common::set_up(&desk);
    let done = desk.apply_import(&opened.file(), &mut |_| {}, &AtomicBool::new(false)).unwrap();
    assert_eq!((done.taken, done.rejected.len()), (PEOPLE as u64, 0), "{:?}", done.rejected.first());
    drop(desk);
    let taken = peak().unwrap() - before;
    println!("{taken} MB");
    assert!(taken < MOST, "{taken} MB more than before");
}
