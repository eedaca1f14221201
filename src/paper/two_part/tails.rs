//! What follows the table: record cells and signatures of the stub; notes, code and seal area
//! of the resident's part.

use super::{Setting, ruled};
use crate::paper::PaperError;
use crate::paper::draw::Style;
use crate::paper::flow::{Align, Band, Column, Item, Piece};
use crate::paper::fonts::Fonts;
use crate::paper::seal::{Closing, closing, sign_line};
use crate::paper::value::TwoPart;

/// The record cells, two to a line.
fn record(fonts: &Fonts, paper: &TwoPart, setting: Setting, x: f32, w: f32) -> Vec<Band> {
    let style = Style::regular(setting.small);
    let label = setting.label.min(w / 4.0);
    paper
        .stub
        .grid
        .chunks(2)
        .map(|pair| {
            let each = w / pair.len() as f32;
            let columns = pair
                .iter()
                .enumerate()
                .flat_map(|(n, (name, value))| {
                    let x = x + each * n as f32;
                    [
                        Column::new(fonts, name, style, (x, label, 0.6), Align::Centre),
                        Column::new(fonts, value, style, (x + label, each - label, 2.2), Align::Left),
                    ]
                })
                .collect();
            ruled(columns, setting.small, setting.row)
        })
        .collect()
}

pub fn stub_tail(
    fonts: &Fonts,
    paper: &TwoPart,
    setting: Setting,
    (x, w): (f32, f32),
    room: f32,
) -> Vec<Item> {
    let stub = &paper.stub;
    let small = Style::regular(setting.small);
    let left = |w: f32| {
        let mut bands = Vec::new();
        if let Some(title) = stub.grid_title.as_ref().filter(|t| !t.trim().is_empty()) {
            let style = Style::bold(setting.small);
            bands.push(Band::text(fonts, title, style, x, w, Align::Left).pitched(1.6));
        }
        bands.extend(record(fonts, paper, setting, x, w));
        if let Some(promise) = stub.promise.as_ref().filter(|t| !t.trim().is_empty()) {
            let mut band = Band::text(fonts, promise, small, x, w, Align::Left).pitched(1.45);
            band.pad = 1.2;
            bands.push(band);
        }
        bands
    };
    let signs = |x: f32, w: f32| -> Vec<Item> {
        let style = Style::regular(setting.body);
        stub.sign_lines.iter().map(|text| sign_line(fonts, text, style, (x, w), 1.65)).collect()
    };
    let mut items = Vec::new();
    let beside = !setting.large && !stub.sign_lines.is_empty();
    let mut piece = Piece::default();
    if beside {
        let narrow = w * 0.635;
        let sign_x = x + narrow + 5.0;
        let left_end = piece.stack(fonts, &left(narrow), 0.0);
        let mut y = 0.0;
        for sign in signs(sign_x, x + w - sign_x) {
            if let Item::Piece(sign) = sign {
                for mut draw in sign.draws {
                    draw.shift(0.0, y);
                    piece.draws.push(draw);
                }
                y += sign.height;
            }
        }
        piece.height = left_end.max(y);
    }
    if beside && piece.height < room * 0.8 {
        items.push(Item::Piece(piece));
    } else {
        items.extend(left(w).into_iter().map(Item::Band));
        items.extend(signs(x, w));
    }
    if !stub.note.trim().is_empty() {
        let band = Band::text(fonts, &stub.note, small, x, w, Align::Left);
        if band.height() < room / 3.0 {
            let mut foot = Piece::default();
            foot.stack(fonts, &[band], 0.0);
            items.push(Item::Foot(foot));
        } else {
            items.push(Item::Band(band));
        }
    }
    items
}

pub fn copy_tail(
    fonts: &Fonts,
    paper: &TwoPart,
    setting: Setting,
    span: (f32, f32),
    room: f32,
) -> Result<Vec<Item>, PaperError> {
    let copy = &paper.copy;
    let digits = copy.notes.len().to_string().len() as f32;
    let number_w = (1.4 + 0.6 * digits) * Style::regular(setting.small).em();
    let notes = |x: f32, w: f32| -> Vec<Item> {
        copy.notes
            .iter()
            .enumerate()
            .map(|(n, note)| {
                let plain = Style::regular(setting.small);
                let style = Style::of(setting.small, note.bold);
                let number = format!("{}.", n + 1);
                let band = Band {
                    columns: vec![
                        Column::new(fonts, &number, plain, (x, number_w - 1.2, 0.0), Align::Right),
                        Column::new(fonts, &note.text, style, (x + number_w, w - number_w, 0.0), Align::Left),
                    ],
                    pitch: plain.em() * 1.5,
                    pad: 0.0,
                    min: 0.0,
                    ruled: false,
                    head: None,
                };
                Item::Band(band)
            })
            .collect()
    };
    closing(
        fonts,
        &Closing {
            organ: &paper.head.organ,
            date: Some(&copy.date),
            qr: Some(copy.qr.as_str()).filter(|t| !t.trim().is_empty()),
            pt: setting.body,
            black: setting.large,
            most: if setting.large { 0.5 * room } else { 56.0 },
        },
        span,
        &notes,
    )
}
