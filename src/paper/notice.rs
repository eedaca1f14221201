//! Notices on A4 portrait, on as many pages as they need.

use super::PaperError;
use super::blocks::{Maker, Setting};
use super::draw::{Draw, Page, Style, Text};
use super::flow::{Align, Band, Item, flow};
use super::fonts::Fonts;
use super::head::{HeadSpec, head, page_mark, specimen};
use super::seal::{Closing, closing, sign_line};
use super::value::Notice;

const WIDTH: f32 = 210.0;
const HEIGHT: f32 = 297.0;
const SIDE: f32 = 22.0;
const TOP: f32 = 18.0;
const BOTTOM: f32 = 20.0;
/// Baseline of the page mark.
const FOOT: f32 = HEIGHT - 11.5;
/// Line height of running text in em.
const PITCH: f32 = 1.5;

const X: f32 = SIDE;
const W: f32 = WIDTH - 2.0 * SIDE;

pub fn lay_out(fonts: &Fonts, paper: &Notice) -> Result<Vec<Page>, PaperError> {
    let large = paper.marks.large;
    let body = if large { 16.0 } else { 12.0 };
    let small = if large { 15.0 } else { 10.5 };
    let mut top = head(
        fonts,
        &HeadSpec {
            head: &paper.head,
            title: &paper.title,
            number: &paper.number,
            part: None,
            marks: paper.marks,
            body: if large { 15.0 } else { 12.0 },
            title_pt: if large { 24.0 } else { 20.0 },
        },
        X,
        W,
    );
    let set = Setting { x: X, w: W, body, heading: body + 1.0, table: body, pitch: PITCH };
    let mut maker = Maker { fonts, set, items: std::mem::take(&mut top.overflow) };
    if let Some(to) = paper.to.as_ref().filter(|t| !t.trim().is_empty()) {
        maker.para(to, false);
    }
    for block in &paper.blocks {
        maker.block(block);
    }
    maker.items.push(Item::Gap(4.0));
    let contacts = contacts(paper);
    let left = |x: f32, w: f32| -> Vec<Item> {
        let mut out: Vec<Item> = paper
            .sign
            .iter()
            .map(|text| sign_line(fonts, text, Style::regular(body), (x, w - 4.0), 1.15))
            .collect();
        for line in &contacts {
            let band = Band::text(fonts, line, Style::regular(small), x, w, Align::Left);
            let mut band = band.pitched(1.5);
            band.pad = 0.4;
            out.push(Item::Band(band));
        }
        out
    };
    let tail = closing(
        fonts,
        &Closing {
            organ: &paper.head.organ,
            date: paper.seal_date.as_deref(),
            qr: paper.qr.as_deref().filter(|t| !t.trim().is_empty()),
            pt: body.min(15.0),
            black: large,
            most: if large { 110.0 } else { 70.0 },
        },
        (X, W),
        &left,
    )?;
    maker.items.extend(tail);

    let running = running_head(fonts, paper, small);
    let first = TOP + top.height + 2.0;
    let slot = |n: usize| {
        let top = if n == 0 { first } else { TOP + 9.0 };
        (top, HEIGHT - BOTTOM)
    };
    let flowed = flow(fonts, maker.items, &slot);
    let of = flowed.len();
    let mut pages = Vec::new();
    for (n, content) in flowed.into_iter().enumerate() {
        let mut draws = Vec::new();
        if paper.marks.specimen {
            draws.push(specimen(fonts, (WIDTH / 2.0, HEIGHT / 2.0), 200.0));
        }
        if n == 0 {
            for draw in &top.draws {
                let mut draw = draw.clone();
                draw.shift(0.0, TOP);
                draws.push(draw);
            }
        } else {
            draws.extend(running.iter().cloned());
        }
        draws.extend(content.draws);
        if of > 1 {
            let style = Style::regular(small);
            let mark = Text::new(fonts, 0.0, FOOT, style, page_mark(n + 1, of));
            draws.push(Draw::Text(mark.centred(WIDTH / 2.0)));
        }
        pages.push(Page { width: WIDTH, height: HEIGHT, draws, seals: content.seals, fold: None });
    }
    Ok(pages)
}

/// Serial and reprint mark at the head of the pages after the first, over a line. The title
/// joins them when there is room; a serial too long for the line stays off, for the first
/// page has it.
fn running_head(fonts: &Fonts, paper: &Notice, pt: f32) -> Vec<Draw> {
    let style = Style::regular(pt);
    let baseline = TOP + 4.2;
    let mut out = vec![Draw::rule((X, TOP + 6.2), (X + W, TOP + 6.2))];
    let mut right = paper.number.full_text().to_owned();
    if let Some(again) = paper.marks.reprint_text() {
        right = format!("{again}　{right}");
    }
    let right = Text::new(fonts, 0.0, baseline, style, right).ending(X + W);
    let mut room = W;
    if right.width <= W && !right.text.contains('\n') {
        room -= right.width + 6.0;
        out.push(Draw::Text(right));
    }
    let left = Text::new(fonts, X, baseline, style, paper.title.as_str());
    if left.width <= room && !left.text.contains('\n') {
        out.push(Draw::Text(left));
    }
    out
}

/// Phones, address and hours of the letterhead; empty ones are left out.
pub fn contacts(paper: &Notice) -> Vec<String> {
    let head = &paper.head;
    let hours = head.hours.iter().map(|h| h.trim()).filter(|h| !h.is_empty()).collect::<Vec<_>>().join("，");
    [
        ("咨询电话", head.enquiry_phone.trim()),
        ("监督电话", head.supervision_phone.trim()),
        ("地址", head.address.trim()),
        ("时间", hours.as_str()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| format!("{name}：{value}"))
    .collect()
}
