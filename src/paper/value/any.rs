//! Any paper, and what all have in common.

use serde::{Deserialize, Serialize};

use super::{Marks, Notice, Numbered, Register, Report, Ticket, TwoPart, WeekSheet};

/// What the printer must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sheet {
    A4,
    A5x2OnA4,
    Roll80,
}

/// Any paper the desk can print.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    TwoPart(TwoPart),
    Ticket(Ticket),
    Notice(Notice),
    Week(WeekSheet),
    Register(Register),
    Report(Report),
}

impl Paper {
    pub fn title(&self) -> &str {
        match self {
            Self::TwoPart(p) => &p.title,
            Self::Ticket(p) => &p.title,
            Self::Notice(p) => &p.title,
            Self::Week(p) => &p.title,
            Self::Register(p) => &p.title,
            Self::Report(p) => &p.title,
        }
    }

    /// The serial, or what a sheet without one is known by.
    pub fn number(&self) -> &Numbered {
        match self {
            Self::TwoPart(p) => &p.number,
            Self::Ticket(p) => &p.number,
            Self::Notice(p) => &p.number,
            Self::Week(p) => &p.name,
            Self::Register(p) => &p.name,
            Self::Report(p) => &p.name,
        }
    }

    pub fn marks(&self) -> Marks {
        match self {
            Self::TwoPart(p) => p.marks,
            Self::Ticket(p) => p.marks,
            Self::Notice(p) => p.marks,
            Self::Week(p) => p.marks,
            Self::Register(p) => p.marks,
            Self::Report(p) => p.marks,
        }
    }

    pub fn marks_mut(&mut self) -> &mut Marks {
        match self {
            Self::TwoPart(p) => &mut p.marks,
            Self::Ticket(p) => &mut p.marks,
            Self::Notice(p) => &mut p.marks,
            Self::Week(p) => &mut p.marks,
            Self::Register(p) => &mut p.marks,
            Self::Report(p) => &mut p.marks,
        }
    }

    /// How many copies to print; at least one.
    pub fn copies(&self) -> u8 {
        match self {
            Self::Notice(p) => p.copies.max(1),
            _ => 1,
        }
    }

    /// The file name without its ending, by serial, or by code and date: a folder listing names nobody.
    pub fn file_stem(&self) -> String {
        let number = self.number();
        let serial: String = if number.is_preview() {
            "预览".to_owned()
        } else {
            number
                .short
                .trim()
                .chars()
                .map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' })
                .collect()
        };
        match self.marks().reprint {
            Some(n) => format!("{serial}-补打{n}"),
            None => serial,
        }
    }

    /// In large type each part of a two-part paper fills a sheet of its own.
    pub fn sheet(&self) -> Sheet {
        match self {
            Self::TwoPart(p) if !p.marks.large => Sheet::A5x2OnA4,
            Self::Ticket(_) => Sheet::Roll80,
            _ => Sheet::A4,
        }
    }
}
