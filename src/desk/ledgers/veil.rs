//! What of personal data a row shows: all of it where a reason was given, its mask otherwise.

use crate::domain::catalogue::Item;
use crate::domain::cell::Cell;
use crate::domain::form::{Address, Answer, Field};
use crate::domain::identity::IdDocument;
use crate::domain::lang::Lang;
use crate::domain::masked::{Mask, Masked, covered};
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;

/// Stands where something is kept back. Plain to see: an empty cell would say that nothing is known.
pub(super) const HIDDEN: &str = "（已隐去）";

/// Full or masked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Veil {
    /// In full.
    pub full: bool,
}

impl Veil {
    pub fn shown<T: Mask + ToString>(self, value: &Masked<T>) -> String {
        if self.full { value.reveal().to_string() } else { value.to_string() }
    }

    pub fn name(self, name: Option<&Masked<PersonName>>) -> Cell {
        Cell::of(name, |name| Cell::text(self.shown(name)))
    }

    pub fn phone(self, phone: Option<&Masked<Phone>>) -> Cell {
        Cell::of(phone, |phone| Cell::digits(self.shown(phone)))
    }

    pub fn document(self, document: Option<&IdDocument>) -> Cell {
        Cell::of(document, |document| Cell::digits(self.shown(document.number())))
    }

    pub fn address(self, address: &Address) -> Cell {
        Cell::text(if self.full { address.line.clone() } else { address.to_building() })
    }

    /// A line of free text that names somebody.
    pub fn line(self, text: &str) -> Cell {
        Cell::text(if self.full { text.to_owned() } else { covered(text) })
    }

    /// What somebody keeps to themselves.
    pub fn kept(self, cell: Cell) -> Cell {
        if self.full || cell.is_empty() { cell } else { Cell::text(HIDDEN) }
    }

    /// An answer in words; what the form marks as private is kept back.
    pub fn answer(self, item: &Item, key: &str, answer: Option<&Answer>) -> Cell {
        let (Some(field), Some(answer)) = (item.field(key), answer) else {
            return Cell::Empty;
        };
        let words = Cell::text(self.words(field, answer));
        if field.private { self.kept(words) } else { words }
    }

    fn words(self, field: &Field, answer: &Answer) -> String {
        answer.words(field, Lang::Zh, self.full)
    }
}
