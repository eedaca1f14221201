//! Papers nobody would write, to see that nothing leaves the page.

use proptest::prelude::*;

use crate::paper::sample;
use crate::paper::value::{
    Block, Cell, ChartBar, DateGroup, DateList, Marks, Note, Numbered, Paper, Register, RegisterPart, Report,
    Row, Table, TableColumn, TableRow, WeekCell, WeekDay, WeekEntry, WeekRow, WeekSheet,
};

/// Short, long, odd and empty texts.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[一-龥，。（）《》a-z0-9 ]{0,40}",
        2 => "\\PC{0,30}",
        2 => any::<String>(),
        1 => "[一-龥]{200,900}",
        1 => "[A-Za-z0-9]{120,300}",
        1 => "[甲乙\n　 ]{0,80}",
    ]
}

fn short() -> impl Strategy<Value = String> {
    prop_oneof![6 => "[一-龥]{1,6}", 1 => text()]
}

fn cell() -> impl Strategy<Value = Cell> {
    (short(), text(), any::<bool>()).prop_map(|(label, value, bold)| Cell { label, value, bold })
}

fn marks() -> impl Strategy<Value = Marks> {
    (prop::option::of(any::<u32>()), any::<bool>(), any::<bool>())
        .prop_map(|(reprint, specimen, large)| Marks { reprint, specimen, large })
}

fn row() -> impl Strategy<Value = Row> {
    prop_oneof![cell().prop_map(Row::One), (cell(), cell()).prop_map(|(a, b)| Row::Two(a, b)),]
}

fn texts(most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..most)
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        text().prop_map(Block::Para),
        text().prop_map(Block::Strong),
        text().prop_map(Block::Heading),
        prop::collection::vec(cell(), 0..4).prop_map(Block::Fields),
        texts(6).prop_map(Block::List),
        any::<f32>().prop_map(Block::Space),
        (
            prop::collection::vec(short(), 0..16),
            prop::collection::vec(any::<f32>(), 0..16),
            prop::collection::vec(texts(7), 0..5),
        )
            .prop_map(|(heads, widths, rows)| {
                let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
                Block::Table(Table::plain(&heads, &widths, rows))
            }),
    ]
}

fn two_part() -> impl Strategy<Value = Paper> {
    (
        (short(), short(), short(), short()),
        prop::collection::vec(row(), 0..14),
        prop::collection::vec((short(), short()), 0..7),
        texts(4),
        (text(), prop::collection::vec((text(), any::<bool>()), 0..9), short()),
        marks(),
    )
        .prop_map(|(heads, rows, grid, signs, (note, notes, date), marks)| {
            let mut p = sample::agency_part();
            p.title = heads.0;
            p.head.org = heads.1;
            p.head.organ = heads.2;
            p.number = Numbered::new(heads.3.clone(), heads.3);
            p.rows = rows;
            p.stub.grid = grid;
            p.stub.sign_lines = signs;
            p.stub.note.clone_from(&note);
            p.stub.promise = Some(note);
            p.copy.notes = notes.into_iter().map(|(text, bold)| Note { text, bold }).collect();
            p.copy.date = date;
            p.marks = marks;
            Paper::TwoPart(p)
        })
}

fn ticket() -> impl Strategy<Value = Paper> {
    (
        (short(), short(), short()),
        prop::collection::vec(cell(), 0..9),
        texts(5),
        (texts(3), texts(3), prop::option::of((text(), short(), texts(9)))),
        any::<bool>(),
        marks(),
    )
        .prop_map(|(heads, fields, labels, (foot, banner, dates), seal, marks)| {
            let mut paper = sample::ticket();
            if let Paper::Ticket(p) = &mut paper {
                p.title = heads.0;
                p.head.org = heads.1;
                p.number = Numbered::new(heads.2.clone(), heads.2);
                p.fields = fields;
                if let Some(review) = &mut p.review {
                    review.labels = labels;
                }
                p.rules.clone_from(&foot);
                p.foot = foot;
                p.banner = banner;
                p.dates = dates.map(|(lead, heading, dates)| DateList {
                    lead,
                    groups: vec![DateGroup { heading, dates }],
                });
                p.seal = seal;
                p.qr = Some("服26-0231".to_owned());
                p.marks = marks;
            }
            paper
        })
}

fn notice() -> impl Strategy<Value = Paper> {
    (
        (short(), short(), text()),
        prop::collection::vec(block(), 0..8),
        texts(3),
        prop::option::of(short()),
        any::<bool>(),
        marks(),
    )
        .prop_map(|(heads, blocks, sign, date, qr, marks)| {
            let mut paper = sample::notice();
            if let Paper::Notice(p) = &mut paper {
                p.title = heads.0;
                p.head.organ = heads.1;
                p.head.address = heads.2;
                p.blocks = blocks;
                p.sign = sign;
                p.seal_date = date;
                p.qr = qr.then(|| "告26-0107".to_owned());
                p.marks = marks;
            }
            paper
        })
}

fn sized(list: Vec<String>) -> [WeekDay; 7] {
    let mut all = list.into_iter();
    std::array::from_fn(|_| WeekDay {
        date: all.next().unwrap_or_default(),
        note: all.next().unwrap_or_default(),
    })
}

fn week_cell() -> impl Strategy<Value = WeekCell> {
    let entry = (short(), text(), short(), any::<bool>()).prop_map(|(time, title, note, boxed)| WeekEntry {
        time,
        title,
        note,
        boxed,
    });
    (prop::collection::vec(entry, 0..3), any::<bool>()).prop_map(|(entries, shaded)| WeekCell {
        entries,
        shaded,
        joined: false,
    })
}

fn week() -> impl Strategy<Value = Paper> {
    (
        (short(), texts(3), texts(3), texts(3), texts(3)),
        prop::collection::vec(short(), 14),
        prop::collection::vec((short(), prop::array::uniform7(week_cell())), 0..4),
        marks(),
    )
        .prop_map(|((title, lines, corner, foot, contacts), days, rows, marks)| {
            let rows = rows.into_iter().map(|(name, cells)| WeekRow { name, cells }).collect();
            let days = sized(days);
            let name = Numbered::default();
            Paper::Week(WeekSheet { title, lines, corner, days, rows, foot, contacts, name, marks })
        })
}

fn table() -> impl Strategy<Value = Table> {
    let column =
        (short(), any::<f32>(), any::<f32>(), any::<bool>()).prop_map(|(head, width, least, small)| {
            TableColumn { head, width, least, side: None, small_head: small }
        });
    let row = (texts(9), any::<bool>(), any::<bool>()).prop_map(|(cells, bold, shaded)| TableRow {
        cells,
        bold,
        shaded,
        joined: 0,
    });
    (prop::collection::vec(column, 0..30), prop::collection::vec(row, 0..5), 0..5usize, any::<f32>())
        .prop_map(|(columns, rows, kept, row_height)| Table { columns, rows, kept, row_height })
}

fn register() -> impl Strategy<Value = Paper> {
    let part = (prop::option::of(short()), prop::option::of(text()), table())
        .prop_map(|(heading, note, table)| RegisterPart { heading, note, table });
    (
        (short(), texts(3), texts(3), texts(3), texts(3)),
        prop::collection::vec(part, 0..3),
        texts(5),
        any::<bool>(),
        marks(),
    )
        .prop_map(|((title, lines, corner, foot, contacts), parts, sign, portrait, marks)| {
            let name = Numbered::default();
            Paper::Register(Register {
                title,
                lines,
                corner,
                parts,
                sign,
                foot,
                contacts,
                portrait,
                name,
                marks,
            })
        })
}

fn report() -> impl Strategy<Value = Paper> {
    let bar =
        (text(), any::<f32>(), texts(4)).prop_map(|(label, share, values)| ChartBar { label, share, values });
    let blocks = prop_oneof![
        3 => block(),
        1 => prop::collection::vec(bar, 0..6).prop_map(Block::Bars),
        1 => table().prop_map(Block::Table),
    ];
    ((short(), text(), texts(4), text()), prop::collection::vec(blocks, 0..6), texts(4), marks()).prop_map(
        |((title, subtitle, top, foot), blocks, sign, marks)| {
            let name = Numbered::default();
            Paper::Report(Report { title, subtitle, top, blocks, sign, foot, name, marks })
        },
    )
}

/// Any of the kinds.
pub fn paper() -> impl Strategy<Value = Paper> {
    prop_oneof![two_part(), ticket(), notice(), week(), register(), report()]
}
