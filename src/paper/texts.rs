//! Every text a paper prints, for checks and for search.

use super::notice::contacts;
use super::two_part::CUT;
use super::value::{Block, Cell, Notice, Paper, Row, Ticket, TwoPart};

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
    cells(&p.fields, out);
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

fn notice(p: &Notice, out: &mut Vec<String>) {
    out.push(p.head.title_line());
    out.push(p.title.clone());
    out.push(p.number.short_text());
    out.push(p.number.full_text().to_owned());
    out.extend(p.to.clone());
    for block in &p.blocks {
        match block {
            Block::Para(text) | Block::Strong(text) | Block::Heading(text) => {
                out.push(text.clone());
            }
            Block::Fields(list) => cells(list, out),
            Block::List(entries) => out.extend(entries.iter().cloned()),
            Block::Table { head, rows, .. } => {
                out.extend(head.iter().cloned());
                out.extend(rows.iter().flatten().cloned());
            }
            Block::Space(_) => {}
        }
    }
    out.extend(p.sign.iter().cloned());
    out.extend(contacts(p));
    if let Some(date) = &p.seal_date {
        out.push(p.head.organ.clone());
        out.push(date.clone());
    }
}
