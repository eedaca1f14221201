//! An A5 two-part slip, warm: from the desk's records to the bytes of the file.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeMap;

use common::{Promises, Times, desk_in, fresh_folder};
use criterion::Criterion;
use quanke::desk::{Decision, Desk, PaperSource, form_of};
use quanke::domain::form::fill_implied;
use quanke::domain::material::receive_all;
use quanke::paper::compose::compose;
use quanke::paper::{Fonts, Paper, Rendered, fonts, render};

const ROUNDS: usize = 300;

/// Takes a matter in and gives what its paper is made from.
fn source(desk: &Desk, item: &str, answers: &[(&str, &str)]) -> PaperSource {
    let mut draft = desk.open_form(item, None, None).unwrap().draft;
    let person = [
        ("_name", "刘秀英"),
        ("_id", "61050219460310002"),
        ("_phone", "13800005178"),
        ("_address", "幸福里小区 1号楼 2单元 201"),
    ];
    let entries: BTreeMap<&str, &str> = person.into_iter().chain(answers.iter().copied()).collect();
    draft.entries.extend(entries.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())));
    let id = common::people::with_check_digit(&draft.entries["_id"]);
    let _ = draft.entries.insert("_id".to_owned(), id);
    let book = desk.book();
    let item = book.catalogue.item(item).unwrap();
    let form = form_of(item, None);
    fill_implied(&form.fields, &mut draft.entries, &draft.touched);
    receive_all(item, &form.fields, &draft.entries, &mut draft.materials);
    draft.document_seen = true;
    let finished = desk.finish(&draft, &Decision::Accept).unwrap();
    desk.paper(&finished.papers[0].serial.to_string()).unwrap()
}

fn main() {
    let folder = fresh_folder();
    let desk = desk_in(folder.path());
    let fonts = Fonts::with_fallback(fonts::system_folders()).unwrap();
    let dated = common::now().naive_local();
    let sources = [
        ("FB11", source(&desk, "FB11", &[("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")])),
        (
            "FB13",
            source(&desk, "FB13", &[("request", "stop"), ("age_band", "80-89"), ("living", "children")]),
        ),
    ];
    let set = |source: &PaperSource, large| -> Rendered {
        let paper = compose(source, large);
        render(&paper, &fonts, dated).unwrap()
    };
    let mut promises = Promises::default();
    let mut criterion = Criterion::default().configure_from_args();
    for (name, source) in &sources {
        let paper = compose(source, false);
        assert!(matches!(paper, Paper::TwoPart(_)), "{name} ends in another paper");
        for large in [false, true] {
            let size = if large { "large" } else { "usual" };
            let mut times = Times::default();
            let first = set(source, large);
            for _ in 0..ROUNDS {
                let again = times.take(|| set(source, large));
                assert_eq!(again.pdf, first.pdf, "the same value gives the same bytes");
            }
            times.tell(&format!("{name} {} {size}", paper.title()));
            println!("        {} bytes", first.pdf.len());
            promises.add(&format!("slip {name} {size}, warm, median"), times.median(), 8.0, " ms");
            promises.add(&format!("slip {name} {size}, bytes"), first.pdf.len() as f64 / 1e3, 40.0, " kB");
            criterion.bench_function(&format!("slip/{name} {size}"), |bench| {
                bench.iter(|| set(source, large));
            });
        }
    }
    criterion.final_summary();
    promises.tell();
}
