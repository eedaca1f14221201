//! Every text a paper prints, for checks and for search.

use super::notice::contacts;
use super::two_part::CUT;
use super::value::{Block, Cell, Notice, Paper, Register, Report, Row, Table, Ticket, TwoPart, WeekSheet};

impl Paper {
    /// Every string that must come out of the finished paper when its text is extracted, in
    /// reading order, without empty ones. Line breaks and spaces may differ from the print.
    /// Page marks are not among them: they depend on the layout.
    pub fn texts(&self) -> Vec<String> {
        let mut out = Vec::new();
        match self {
            Self::TwoPart(p) => two_part(p, &mut out),
            Self::Ticket(p) => ticket(p, &mut out),
            Self::Notice(p) => notice(p, &mut out),
            Self::Week(p) => week(p, &mut out),
            Self::Register(p) => register(p, &mut out),
            Self::Report(p) => report(p, &mut out),
        }
        out.extend(self.marks().reprint_text());
        if self.marks().specimen {
            out.push("样张".to_owned());
        }
        out.retain(|t| !t.trim().is_empty());
        out
    }
}

fn cells<'a>(list: impl IntoIterator<Item = &'a Cell>, out: &mut Vec<String>) {
    for cell in list {
        out.push(cell.label.clone());
        out.push(cell.value.clone());
    }
}

fn two_part(p: &TwoPart, out: &mut Vec<String>) {
    out.push(p.head.title_line());
    out.push(p.title.clone());
    out.push(p.number.short_text());
    out.push(p.number.full_text().to_owned());
    out.push(p.stub.part_name.clone());
    out.push(p.copy.part_name.clone());
    for row in &p.rows {
        match row {
            Row::One(one) => cells([one], out),
            Row::Two(left, right) => cells([left, right], out),
        }
    }
    out.extend(p.stub.grid_title.clone());
    for (label, value) in &p.stub.grid {
        out.push(label.clone());
        out.push(value.clone());
    }
    out.extend(p.stub.sign_lines.iter().cloned());
    out.extend(p.stub.promise.clone());
    out.push(p.stub.note.clone());
    out.extend(p.copy.notes.iter().map(|n| n.text.clone()));
    out.push(p.head.organ.clone());
    out.push(p.copy.date.clone());
    if !p.marks.large {
        out.push(CUT.to_owned());
    }
}

fn ticket(p: &Ticket, out: &mut Vec<String>) {
    out.push(p.head.org.clone());
    out.push(p.title.clone());
    out.push(p.number.full_text().to_owned());
    out.push(p.number.short_text());
    out.extend(p.banner.iter().cloned());
    cells(&p.fields, out);
    if let Some(dates) = &p.dates {
        out.push(dates.lead.clone());
        for group in &dates.groups {
            out.push(group.heading.clone());
            out.extend(group.dates.iter().cloned());
        }
    }
    out.extend(p.rules.iter().cloned());
    if let Some(phone) = &p.phone {
        out.push(phone.lead.clone());
        out.push(phone.number.clone());
        out.extend(phone.hours.iter().cloned());
    }
    if let Some(review) = &p.review {
        out.push(review.prompt.clone());
        out.extend(review.labels.iter().cloned());
    }
    out.extend(p.foot.iter().cloned());
}

fn table(table: &Table, out: &mut Vec<String>) {
    out.extend(table.columns.iter().map(|column| column.head.clone()));
    out.extend(table.rows.iter().flat_map(|row| row.cells.iter().cloned()));
}

fn blocks(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Para(text) | Block::Strong(text) | Block::Heading(text) => {
                out.push(text.clone());
            }
            Block::Fields(list) => cells(list, out),
            Block::List(entries) => out.extend(entries.iter().cloned()),
            Block::Table(value) => table(value, out),
            Block::Bars(bars) => {
                for bar in bars {
                    out.push(bar.label.clone());
                    out.extend(bar.values.iter().cloned());
                }
            }
            Block::Space(_) => {}
        }
    }
}

fn notice(p: &Notice, out: &mut Vec<String>) {
    out.push(p.head.title_line());
    out.push(p.title.clone());
    out.push(p.number.short_text());
    out.push(p.number.full_text().to_owned());
    out.extend(p.to.clone());
    blocks(&p.blocks, out);
    out.extend(p.sign.iter().cloned());
    out.extend(contacts(p));
    if let Some(date) = &p.seal_date {
        out.push(p.head.organ.clone());
        out.push(date.clone());
    }
}

fn week(p: &WeekSheet, out: &mut Vec<String>) {
    out.push(p.title.clone());
    out.extend(p.lines.iter().chain(&p.corner).cloned());
    for day in &p.days {
        out.push(day.date.clone());
        out.push(day.note.clone());
    }
    for row in &p.rows {
        out.push(row.name.clone());
        for entry in row.cells.iter().flat_map(|cell| &cell.entries) {
            out.extend([&entry.time, &entry.title, &entry.note].map(String::clone));
        }
    }
    out.extend(p.foot.iter().chain(&p.contacts).cloned());
}

fn register(p: &Register, out: &mut Vec<String>) {
    out.push(p.title.clone());
    out.extend(p.lines.iter().chain(&p.corner).cloned());
    for part in &p.parts {
        out.extend(part.heading.iter().chain(&part.note).cloned());
        table(&part.table, out);
    }
    out.extend(p.sign.iter().chain(&p.foot).chain(&p.contacts).cloned());
}

fn report(p: &Report, out: &mut Vec<String>) {
    out.push(p.title.clone());
    out.push(p.subtitle.clone());
    out.extend(p.top.iter().cloned());
    blocks(&p.blocks, out);
    out.extend(p.sign.iter().cloned());
    out.push(p.foot.clone());
}
