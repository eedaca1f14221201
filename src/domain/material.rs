//! 材料: what was asked, what was received, what is still missing.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use super::catalogue::{Item, Material, MaterialForm};
use super::form::{Entries, Field, holds, visibility};

/// One line of the materials list of an intake. One line for each material of the item's version, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialLine {
    /// In the worker's hand (or seen, when it is only to be shown).
    pub received: bool,
    /// The form it came in.
    pub form: MaterialForm,
    /// How many were kept.
    pub copies: u32,
}

/// How a material stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaterialState {
    /// 不适用
    NotApplicable,
    /// 已收
    Received,
    /// Missing, must be there.
    Missing,
    /// Missing, may follow (可容缺).
    MissingDeferrable,
    /// Not given and not needed.
    Optional,
}

/// The lines of a new intake: nothing received, each in the form and number the catalogue asks.
pub fn blank_lines(item: &Item) -> Vec<MaterialLine> {
    item.materials.iter().map(blank_line).collect()
}

fn blank_line(material: &Material) -> MaterialLine {
    MaterialLine { received: false, form: material.form, copies: material.copies }
}

/// How each material stands, in order. Missing lines of an older draft count as not received.
pub fn states<F: Borrow<Field>>(
    item: &Item,
    fields: &[F],
    entries: &Entries,
    lines: &[MaterialLine],
) -> Vec<MaterialState> {
    let visible = visibility(fields, entries);
    item.materials
        .iter()
        .enumerate()
        .map(|(index, material)| {
            if !material.when.iter().all(|c| holds(fields, entries, &visible, c)) {
                MaterialState::NotApplicable
            } else if lines.get(index).is_some_and(|line| line.received) {
                MaterialState::Received
            } else if !material.required {
                MaterialState::Optional
            } else if material.deferrable {
                MaterialState::MissingDeferrable
            } else {
                MaterialState::Missing
            }
        })
        .collect()
}

/// Every paper that applies is in hand, in the form and number the catalogue asks (Ctrl+M). Papers that do not apply are
/// never ticked; neither are those that nobody has to bring.
pub fn receive_all(item: &Item, fields: &[Field], entries: &Entries, lines: &mut Vec<MaterialLine>) {
    lines.resize_with(item.materials.len(), || MaterialLine {
        received: false,
        form: MaterialForm::Original,
        copies: 1,
    });
    let states = states(item, fields, entries, lines);
    for ((line, material), state) in lines.iter_mut().zip(&item.materials).zip(states) {
        if matches!(state, MaterialState::Missing | MaterialState::MissingDeferrable) {
            *line = MaterialLine { received: true, ..blank_line(material) };
        }
    }
}
