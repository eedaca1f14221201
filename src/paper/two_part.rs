//! 受理回执, 代收代办凭证 and their kin: stub above, resident's part below, a cut between.

mod tails;

use super::PaperError;
use super::draw::{Draw, Page, Style, Text};
use super::flow::{Align, Band, Column, Flowed, Item, LINE, flow};
use super::fonts::Fonts;
use super::head::{Head, HeadSpec, head, page_mark, specimen};
use super::value::{Cell, Row, TwoPart};
use tails::{copy_tail, stub_tail};

const WIDTH: f32 = 210.0;
const HEIGHT: f32 = 297.0;

/// Margins and type of one setting; all lengths in mm, sizes in points.
#[derive(Debug, Clone, Copy)]
struct Setting {
    top: f32,
    side: f32,
    bottom: f32,
    height: f32,
    body: f32,
    small: f32,
    row: f32,
    label: f32,
    title: f32,
    large: bool,
}

/// Half an A4 sheet (design/tokens.md section 7), then smaller rows and type step by step.
const HALVES: [Setting; 4] =
    [half(10.5, 9.5, 7.4), half(10.0, 9.0, 6.4), half(9.5, 8.5, 5.7), half(9.0, 8.5, 4.9)];

const fn half(body: f32, small: f32, row: f32) -> Setting {
    Setting {
        top: 9.0,
        side: 13.0,
        bottom: 7.0,
        height: HEIGHT / 2.0,
        body,
        small,
        row,
        label: 23.0,
        title: 20.0,
        large: false,
    }
}

/// Large type: every part on a sheet of its own.
const LARGE: Setting = Setting {
    top: 14.0,
    side: 15.0,
    bottom: 14.0,
    height: HEIGHT,
    body: 15.0,
    small: 15.0,
    row: 11.0,
    label: 25.0,
    title: 26.0,
    large: true,
};

/// What stands beside the cut.
pub const CUT: &str = "裁切线　上联窗口存档　下联交居民";

/// One part over as many half sheets (or sheets) as it needs.
struct Part {
    head: Head,
    pages: Vec<Flowed>,
}

pub fn lay_out(fonts: &Fonts, paper: &TwoPart) -> Result<Vec<Page>, PaperError> {
    if paper.marks.large {
        let mut pages = Vec::new();
        for is_copy in [false, true] {
            let part = part(fonts, paper, LARGE, is_copy)?;
            for n in 0..part.pages.len() {
                let mut page = blank();
                place(fonts, paper, LARGE, &part, n, 0.0, &mut page);
                pages.push(page);
            }
        }
        return Ok(pages);
    }
    // The largest type that needs the fewest sheets.
    let mut best: Option<(Setting, Part, Part, usize)> = None;
    for setting in HALVES {
        let stub = part(fonts, paper, setting, false)?;
        let copy = part(fonts, paper, setting, true)?;
        let sheets = stub.pages.len().max(copy.pages.len());
        if best.as_ref().is_none_or(|(.., least)| sheets < *least) {
            best = Some((setting, stub, copy, sheets));
        }
        if sheets == 1 {
            break;
        }
    }
    let Some((setting, stub, copy, sheets)) = best else {
        return Ok(Vec::new());
    };
    let mut pages = Vec::new();
    for n in 0..sheets {
        let mut page = blank();
        for (part, top) in [(&stub, 0.0), (&copy, setting.height)] {
            place(fonts, paper, setting, part, n, top, &mut page);
        }
        page.fold = Some(setting.height);
        cut(fonts, &mut page);
        pages.push(page);
    }
    Ok(pages)
}

fn blank() -> Page {
    Page { width: WIDTH, height: HEIGHT, draws: Vec::new(), seals: Vec::new(), fold: None }
}

/// Puts the n-th page of a part on a sheet, its top edge at `top`.
fn place(fonts: &Fonts, paper: &TwoPart, setting: Setting, part: &Part, n: usize, top: f32, page: &mut Page) {
    if paper.marks.specimen {
        let centre = (WIDTH / 2.0, top + setting.height / 2.0);
        let pt = if setting.large { 200.0 } else { 150.0 };
        page.draws.push(specimen(fonts, centre, pt));
    }
    let shifted = |draw: &Draw, dy: f32| {
        let mut draw = draw.clone();
        draw.shift(0.0, dy);
        draw
    };
    let head_top = top + setting.top;
    let heads = part.head.draws.iter().map(|d| shifted(d, head_top));
    page.draws.extend(heads);
    let of = part.pages.len();
    let style = Style::regular(setting.body);
    let (centre, baseline) = part.head.page_mark;
    let Some(content) = part.pages.get(n) else {
        // The other part needs more sheets than this one.
        let text = format!("本联共 {of} 页，本页空白");
        let text = Text::new(fonts, 0.0, top + setting.height / 2.0, style, text);
        page.draws.push(Draw::Text(text.centred(WIDTH / 2.0)));
        return;
    };
    if of > 1 {
        let text = Text::new(fonts, 0.0, head_top + baseline, style, page_mark(n + 1, of));
        page.draws.push(Draw::Text(text.centred(centre)));
    }
    page.draws.extend(content.draws.iter().map(|d| shifted(d, top)));
    let seals = content.seals.iter().map(|[x, y, w, h]| [*x, y + top, *w, *h]);
    page.seals.extend(seals);
}

fn cut(fonts: &Fonts, page: &mut Page) {
    let y = HEIGHT / 2.0;
    let style = Style::regular(9.0);
    let text = Text::new(fonts, 15.0, y + 0.37 * style.em(), style, CUT);
    let right = text.x + text.width + 2.0;
    for (from, to) in [(0.0, 13.0), (right, WIDTH)] {
        page.draws.push(Draw::Line { from: (from, y), to: (to, y), width: 0.2, grey: 0.3, dashed: true });
    }
    page.draws.push(Draw::Text(text));
}

fn part(fonts: &Fonts, paper: &TwoPart, setting: Setting, is_copy: bool) -> Result<Part, PaperError> {
    let (x, w) = (setting.side, WIDTH - 2.0 * setting.side);
    let name = if is_copy { &paper.copy.part_name } else { &paper.stub.part_name };
    let mut head = head(
        fonts,
        &HeadSpec {
            head: &paper.head,
            title: &paper.title,
            number: &paper.number,
            part: Some(name),
            marks: paper.marks,
            body: setting.body,
            title_pt: setting.title,
        },
        x,
        w,
    );
    let mut items = std::mem::take(&mut head.overflow);
    for row in &paper.rows {
        items.push(Item::Band(table_row(fonts, setting, row, x, w)));
    }
    items.push(Item::Gap(2.0));
    let top = setting.top + head.height;
    let bottom = setting.height - setting.bottom;
    if is_copy {
        items.extend(copy_tail(fonts, paper, setting, (x, w), bottom - top)?);
    } else {
        items.extend(stub_tail(fonts, paper, setting, (x, w), bottom - top));
    }
    let pages = flow(fonts, items, &|_| (top, bottom));
    Ok(Part { head, pages })
}

fn table_row(fonts: &Fonts, setting: Setting, row: &Row, x: f32, w: f32) -> Band {
    let mut columns = Vec::new();
    let mut cell = |cell: &Cell, x: f32, w: f32| {
        let (label, value) = (Style::regular(setting.body), cell.bold);
        columns.push(Column::label(fonts, &cell.label, label, (x, setting.label, 0.6)));
        columns.push(Column::new(
            fonts,
            &cell.value,
            Style::of(setting.body, value),
            (x + setting.label, w - setting.label, 2.2),
            Align::Left,
        ));
    };
    match row {
        Row::One(one) => cell(one, x, w),
        Row::Two(left, right) => {
            cell(left, x, w / 2.0);
            cell(right, x + w / 2.0, w / 2.0);
        }
    }
    ruled(columns, setting.body, setting.row)
}

/// A table row: one line is `min` high, further lines add a line height each.
fn ruled(columns: Vec<Column>, pt: f32, min: f32) -> Band {
    let pitch = Style::regular(pt).em() * LINE;
    Band { columns, pitch, pad: ((min - pitch) / 2.0).max(0.2), min, ruled: true, head: None }
}
