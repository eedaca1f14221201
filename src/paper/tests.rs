//! Checks of whole papers: on the draw list, and on the finished PDF.

use std::process::Command;
use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::draw::{Draw, Page};
use super::fonts::{Fonts, code_point};
use super::*;

mod strange;

pub fn dated() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
    day.and_hms_opt(9, 30, 0).unwrap()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Nothing may stand outside these distances from the page edge: left and right, top, bottom.
/// The cut line and its wording run through the margin on purpose.
pub fn problems(paper: &Paper, pages: &[Page]) -> Vec<String> {
    let (side, top, bottom) = match paper {
        Paper::TwoPart(p) if p.marks.large => (15.0, 14.0, 14.0),
        Paper::TwoPart(_) => (13.0, 9.0, 7.0),
        Paper::Ticket(_) => (4.0, 4.0, 4.0),
        Paper::Notice(_) => (22.0, 18.0, 10.0),
        Paper::Week(_) => (12.0, 11.0, 9.0),
        Paper::Register(p) if p.portrait => (16.0, 15.0, 12.0),
        Paper::Register(_) => (12.0, 11.0, 9.0),
        Paper::Report(_) => (26.0, 30.0, 18.0),
    };
    let mut out = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let mut texts: Vec<([f32; 4], &str)> = Vec::new();
        let halves = matches!(paper, Paper::TwoPart(p) if !p.marks.large);
        for draw in &page.draws {
            let [l, t, r, b] = draw.bounds();
            if matches!(draw, Draw::Mark { .. }) {
                if l < 0.0 || t < 0.0 || r > page.width || b > page.height {
                    out.push(format!("page {n}: mark outside: {draw:?}"));
                }
                continue;
            }
            let cut = halves && t > 146.0 && b < 151.0;
            let in_half = !halves || b <= 148.5 - bottom + 0.5 || t >= 148.5 + top - 0.5;
            let fits = l >= side - 0.5
                && r <= page.width - side + 0.5
                && t >= top - 0.5
                && b <= page.height - bottom + 0.5
                && in_half;
            if !cut && !fits {
                out.push(format!("page {n}: outside the margins: {draw:?}"));
            }
            for [x, y, w, h] in &page.seals {
                // The area itself and the column below it, down to the end of the page.
                let into = l < x + w - 0.05 && r > x + 0.05 && b > y + 0.05;
                let own = matches!(draw, Draw::Line { width, .. } if *width < 0.21)
                    || matches!(draw, Draw::Text(t) if in_middle(t, [*x, *y, *w, *h]));
                if into && !own && !cut {
                    out.push(format!("page {n}: in or below the seal area: {draw:?}"));
                }
            }
            if let Draw::Text(text) = draw {
                for (other, words) in &texts {
                    let [ol, ot, or, ob] = *other;
                    if l < or - 0.1 && r > ol + 0.1 && t < ob - 0.1 && b > ot + 0.1 {
                        out.push(format!("page {n}: 「{}」 over 「{words}」", text.text));
                    }
                }
                texts.push(([l, t, r, b], &text.text));
            }
        }
    }
    out
}

/// Organ and date: centred in the seal area, clear of its corner ticks.
fn in_middle(text: &super::draw::Text, area: [f32; 4]) -> bool {
    let [left, top, right, bottom] = text.bounds();
    let [x, y, width, height] = area;
    let centred = (f32::midpoint(left, right) - (x + width / 2.0)).abs() < 0.1;
    let between = top > y + 2.0 && bottom < y + height - 2.0;
    centred && between && left > x && right < x + width
}

/// All characters drawn but blanks and page furniture, for counting.
fn drawn(pages: &[Page]) -> String {
    pages
        .iter()
        .flat_map(|p| &p.draws)
        .filter_map(|d| match d {
            Draw::Text(t) => Some(bare(&t.text)),
            Draw::Mark { text, .. } => Some(text.clone()),
            _ => None,
        })
        .collect()
}

/// Titles and notes of a week sheet.
fn may_be_cut(paper: &Paper) -> Vec<String> {
    let Paper::Week(week) = paper else { return Vec::new() };
    let entries = week.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.entries);
    entries.flat_map(|entry| [entry.title.clone(), entry.note.clone()]).collect()
}

/// What `pdftotext` reads in content order, or `None` when the program is missing.
fn extracted(pdf: &[u8]) -> Option<String> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let out = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(file.path()).arg("-").output();
    match out {
        Ok(out) if out.status.success() => Some(String::from_utf8(out.stdout).unwrap()),
        Ok(out) => panic!("pdftotext: {}", String::from_utf8_lossy(&out.stderr)),
        Err(_) => None,
    }
}

#[test]
fn samples_keep_margins_and_seal_area() {
    let fonts = Fonts::bundled().unwrap();
    for (name, paper) in sample::all() {
        let pages = lay_out(&paper, &fonts).unwrap();
        let found = problems(&paper, &pages);
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn the_checks_above_can_fail() {
    let fonts = Fonts::bundled().unwrap();
    let paper = sample::agency();
    let clean = lay_out(&paper, &fonts).unwrap();
    let [x, y, ..] = clean[0].seals[0];
    for spot in [(x + 1.0, y + 10.0), (2.0, 40.0), (30.0, 148.0 - 3.0), (x + 5.0, y + 52.0)] {
        let mut pages = clean.clone();
        let style = draw::Style::regular(10.5);
        let text = draw::Text::new(&fonts, spot.0, spot.1, style, "多余");
        pages[0].draws.push(Draw::Text(text));
        assert!(!problems(&paper, &pages).is_empty(), "{spot:?}");
    }
    let mut pages = clean;
    let twice = pages[0].draws.clone();
    pages[0].draws.extend(twice);
    assert!(!problems(&paper, &pages).is_empty());
}

#[test]
fn every_text_comes_out_of_the_pdf() {
    let fonts = Fonts::bundled().unwrap();
    for (name, paper) in sample::all() {
        let rendered = render(&paper, &fonts, dated()).unwrap();
        assert_eq!(rendered.missing, Vec::<char>::new(), "{name}");
        let pages = lay_out(&paper, &fonts).unwrap();
        let Some(text) = extracted(&rendered.pdf) else {
            eprintln!("skipped: no pdftotext; the draw list is checked instead");
            let all = drawn(&pages);
            for text in paper.texts() {
                assert!(text.chars().all(|c| c.is_whitespace() || all.contains(c)));
            }
            continue;
        };
        let text = bare(&text);
        for wanted in paper.texts() {
            // A cell split over two sheets is read in two pieces, line by line.
            for line in wanted.lines() {
                assert!(text.contains(&bare(line)), "{name}: {line} not in {text}");
            }
        }
    }
}

#[test]
fn sizes_of_pages_and_files() {
    let fonts = Fonts::bundled().unwrap();
    for (name, paper) in sample::all() {
        let rendered = render(&paper, &fonts, dated()).unwrap();
        let size = rendered.pdf.len();
        // The promise is 40 KB for a paper that is handed over; a list of five sheets and the sheets of rooms and classes may
        // take more.
        let most = match (&paper, name) {
            (Paper::Week(_) | Paper::Register(_) | Paper::Report(_), _) => 80_000,
            _ => 40 << 10,
        };
        eprintln!("{name}: {size} bytes, {} pages", rendered.pages.len());
        assert!(size <= most, "{name}: {size} bytes");
        for (w, h) in &rendered.pages {
            match paper.sheet() {
                Sheet::A4 | Sheet::A5x2OnA4 => {
                    let flat = matches!(&paper, Paper::Week(_))
                        || matches!(&paper, Paper::Register(p) if !p.portrait);
                    let a4 = if flat { (297.0, 210.0) } else { (210.0, 297.0) };
                    assert_eq!((*w, *h), a4, "{name}");
                }
                Sheet::Roll80 => assert!((*w - 80.0).abs() < 0.01 && *h < 700.0, "{h}"),
            }
        }
    }
}

#[test]
fn page_counts() {
    let fonts = Fonts::bundled().unwrap();
    let count = |paper: Paper| lay_out(&paper, &fonts).unwrap().len();
    assert_eq!(count(sample::agency()), 1);
    assert_eq!(count(sample::notice()), 1);
    assert!(count(sample::crowded()) > 1);
    assert!(count(sample::long_notice()) > 2);
    let mut large = sample::agency();
    large.marks_mut().large = true;
    assert_eq!(count(large), 2);
}

/// A reader moves on from character to character by the widths in the file: they are what the layout reckoned with.
#[test]
fn widths_in_the_file_are_those_of_the_layout() {
    let fonts = Fonts::bundled().unwrap();
    let pdf = render(&sample::agency(), &fonts, dated()).unwrap().pdf;
    let file = lopdf::Document::load_mem(&pdf).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for object in file.objects.values() {
        let widths = object.as_dict().ok().and_then(|dict| dict.get(b"DescendantFonts").ok());
        for font in widths.and_then(|list| list.as_array().ok()).into_iter().flatten() {
            let runs = font.as_dict().unwrap().get(b"W").unwrap().as_array().unwrap();
            let all = runs.iter().filter_map(|run| run.as_array().ok()).flatten();
            seen.extend(all.map(|width| width.as_i64().unwrap()));
        }
    }
    for c in bare(&sample::agency().texts().concat()).chars() {
        let width = (fonts.em(fonts::Face::Regular, c) * 1000.0).round() as i64;
        assert!(seen.contains(&width), "{c} is {width} wide");
    }
    assert!(seen.iter().any(|width| width % 2 == 1), "an odd width is not on the coarser grid: {seen:?}");
}

#[test]
fn same_input_same_bytes() {
    let fonts = Fonts::bundled().unwrap();
    let again = Fonts::bundled().unwrap();
    for (name, paper) in sample::all() {
        let one = render(&paper, &fonts, dated()).unwrap();
        let two = render(&paper, &again, dated()).unwrap();
        assert!(one == two, "{name}");
        let later = dated() + chrono::Duration::minutes(1);
        assert!(one.pdf != render(&paper, &fonts, later).unwrap().pdf);
    }
}

#[test]
fn missing_characters_show_their_code_point() {
    let fonts = Fonts::bundled().unwrap();
    let mut paper = sample::agency_part();
    let name = "刘𪚥英";
    paper.rows[0] = Row::One(Cell::new("申请人", name));
    let rendered = render(&Paper::TwoPart(paper), &fonts, dated()).unwrap();
    assert_eq!(rendered.missing, ['𪚥']);
    assert_eq!(code_point('𪚥'), "U+2A6A5");
    if let Some(text) = extracted(&rendered.pdf) {
        assert!(bare(&text).contains("刘U+2A6A5英"), "{text}");
    } else {
        eprintln!("skipped: no pdftotext");
    }
}

/// Fonts of the machine stand in where the bundled faces lack a character. Here the titles'
/// face plays all bundled faces, so that nearly everything is missing.
#[test]
fn fallback_fonts_draw_what_is_missing() {
    let sans = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts");
    let folders = [(sans, "刘𱁬英 138****5178"), ("/usr/share/fonts/opentype", "Fallback 138****5178")];
    for (folder, value) in folders {
        let fonts = Fonts::titles_only(vec![folder.into()]);
        if !fonts.missing(value).is_empty() {
            assert_ne!(folder, sans);
            eprintln!("skipped: no fonts for {value} in {folder}");
            continue;
        }
        let mut paper = sample::agency_part();
        paper.rows = vec![Row::One(Cell::new("申请人", value))];
        let rendered = render(&Paper::TwoPart(paper), &fonts, dated()).unwrap();
        match extracted(&rendered.pdf) {
            Some(text) => assert!(bare(&text).contains(&bare(value)), "{folder}: {text}"),
            None => eprintln!("skipped: no pdftotext"),
        }
    }
    let nowhere = Fonts::with_fallback(vec!["/nonexistent".into()]).unwrap();
    assert_eq!(nowhere.missing("刘𪚥英"), ['𪚥']);
}

#[test]
fn marks_are_printed() {
    let fonts = Fonts::bundled().unwrap();
    let mut paper = sample::agency();
    *paper.marks_mut() = Marks { reprint: Some(2), specimen: true, large: false };
    let all = drawn(&lay_out(&paper, &fonts).unwrap());
    assert_eq!(all.matches("补打第2次").count(), 2);
    assert_eq!(all.matches("样张").count(), 2);
}

#[test]
fn large_type_is_large_and_black() {
    let fonts = Fonts::bundled().unwrap();
    for mut paper in [sample::agency(), sample::ticket(), sample::notice()] {
        paper.marks_mut().large = true;
        for page in lay_out(&paper, &fonts).unwrap() {
            for draw in &page.draws {
                if let Draw::Text(t) = draw {
                    assert!(t.style.pt >= 15.0 && t.grey == 0.0, "{t:?}");
                }
            }
        }
    }
}

#[test]
fn previews_say_so() {
    let fonts = Fonts::bundled().unwrap();
    let mut part = sample::agency_part();
    part.number = Numbered::preview();
    let paper = Paper::TwoPart(part);
    assert_eq!(paper.file_stem(), "预览");
    let all = drawn(&lay_out(&paper, &fonts).unwrap());
    assert!(all.contains("预览，尚未编号"));
}

#[test]
fn file_stems_hold_no_path() {
    let mut part = sample::agency_part();
    part.number = Numbered::new("../代/26", "x");
    assert_eq!(Paper::TwoPart(part).file_stem(), "___代_26");
}

#[test]
fn codes_hold_the_serial_and_refuse_more() {
    assert!(code::code("代26-0062").is_ok());
    assert!(matches!(code::code(&"长".repeat(40)), Err(PaperError::CodeTooLong { .. })));
}

#[test]
fn fixed_titles_are_set_in_serif() {
    let fonts = Fonts::bundled().unwrap();
    let titles = "受理回执 代收代办凭证 服务凭单 一次性告知单 补正告知单 容缺受理通知书 不予受理告知单 \
                  不予出具证明告知单 转办单 预约确认单 报名回执 借用凭单 心愿登记卡 调解登记回执 \
                  办结通知单 领取凭证 场地使用周表 服务情况周报 交接单";
    for title in titles.split_whitespace() {
        assert_eq!(head::title_face(&fonts, title), fonts::Face::Title, "{title}");
    }
    assert_eq!(head::title_face(&fonts, "龘龘回执"), fonts::Face::Bold);
}

#[test]
fn document_information_names_title_and_program_only() {
    let fonts = Fonts::bundled().unwrap();
    let pdf = render(&sample::agency(), &fonts, dated()).unwrap().pdf;
    let file = lopdf::Document::load_mem(&pdf).unwrap();
    let info = file.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = file.get_dictionary(info).unwrap();
    let keys: Vec<String> = info.iter().map(|(key, _)| String::from_utf8_lossy(key).into_owned()).collect();
    assert_eq!(keys, ["Title", "Producer", "CreationDate", "ModDate"]);
    let title = info.get(b"Title").unwrap().as_str().unwrap();
    let units: Vec<u16> = title[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&units).unwrap(), "代收代办凭证 代26-0062");
    let date = info.get(b"CreationDate").unwrap().as_str().unwrap();
    assert_eq!(date, b"D:20260507093000+08'00'");
}

/// Prints the time of one warm two-part slip; run with `--release` for the figure.
#[test]
fn warm_time_of_one_slip() {
    let fonts = Fonts::bundled().unwrap();
    let paper = sample::agency();
    render(&paper, &fonts, dated()).unwrap();
    let rounds = 20;
    let start = Instant::now();
    for _ in 0..rounds {
        render(&paper, &fonts, dated()).unwrap();
    }
    let each = start.elapsed() / rounds;
    eprintln!("one two-part slip, warm: {each:?}");
    assert!(each.as_millis() < 500);
}

/// Writes every sample as PDF into the folder named by `PAPER_OUT`, for looking at.
#[test]
#[ignore = "writes files to look at"]
fn write_samples() {
    let dir = std::path::PathBuf::from(std::env::var("PAPER_OUT").unwrap());
    let fonts = Fonts::bundled().unwrap();
    for (name, paper) in sample::all() {
        let rendered = render(&paper, &fonts, dated()).unwrap();
        std::fs::write(dir.join(format!("{name}.pdf")), rendered.pdf).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PAPER_CASES").map_or(48, |n| n.parse().unwrap()),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_paper_stays_on_its_page(paper in strange::paper()) {
        let fonts = Fonts::bundled().unwrap();
        let pages = lay_out(&paper, &fonts).unwrap();
        let found = problems(&paper, &pages);
        prop_assert!(found.is_empty(), "{found:#?}");
        // Nothing is lost: every character is drawn at least as often as it was given. Only on a full week sheet titles and
        // notes are cut, and an ellipsis says so.
        let all = drawn(&pages);
        let cut = if all.contains('…') { may_be_cut(&paper) } else { Vec::new() };
        for text in paper.texts().into_iter().filter(|text| !cut.contains(text)) {
            for c in bare(&text).chars() {
                prop_assert!(all.contains(c), "{c:?} of {text:?}");
            }
        }
        prop_assert!(render(&paper, &fonts, dated()).is_ok());
    }
}
