//! Rows of old ledgers that were taken in from files.

use crate::desk::DeskError;
use crate::domain::cell::Cell;
use crate::domain::form::Address;
use crate::domain::imported::ImportedRow;
use crate::domain::ledger::{Column, ColumnKind};
use crate::domain::masked::covered;
use crate::store::records::index;
use crate::store::{Order, Range, Table, index_key};

use super::{HandOn, LedgerDone, LedgerFilter, LedgerQuery, LedgerRow, Made, PAGE, Reader};

/// Says in the last column where a row comes from.
const FROM_OLD: &str = "旧台账导入";

impl Reader<'_> {
    /// Old rows of the period, in order of days. Of the filters only the person can be told of them; with any other none
    /// is given.
    pub(super) fn imported<E: From<DeskError>>(
        &self,
        done: &mut LedgerDone,
        hand_on: &mut HandOn<'_, E>,
    ) -> Result<(), E> {
        let LedgerQuery { ledger, from, to, filter, .. } = self.query;
        let LedgerFilter { item, group, handler, state, resident: _, grid, channel } = filter;
        if [item, group, handler, state, grid].into_iter().any(Option::is_some) || channel.is_some() {
            return Ok(());
        }
        let key = |day: chrono::NaiveDate| {
            index_key(index::IMPORTED_DAY, &[ledger.code().as_bytes(), day.to_string().as_bytes()])
        };
        let mut range = Range::between(key(*from), key(to.succ_opt().unwrap_or(*to)));
        loop {
            let page = self
                .desk
                .store
                .index(Table::Index, &range, Order::Ascending, PAGE)
                .map_err(DeskError::from)?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            range = range.after(last);
            for (_, id) in &page {
                if !hand_on(self.old_row(id)?, done)? {
                    return Ok(());
                }
            }
        }
    }

    fn old_row(&self, id: &str) -> Result<Made, DeskError> {
        let Some(stored) = self.desk.store.get::<ImportedRow>(id)? else { return Ok(Made::None) };
        let row = stored.value;
        if !self.is_theirs(row.resident.as_deref()) {
            return Ok(Made::None);
        }
        let held = &row.cells.reveal().0;
        let columns = self.query.ledger.columns();
        let mut cells: Vec<Cell> = columns
            .iter()
            .map(|column| held.get(column.code).map_or(Cell::Empty, |text| self.old_cell(column, text)))
            .collect();
        if let Some(last) = cells.last_mut() {
            *last = match &*last {
                Cell::Empty => Cell::text(FROM_OLD),
                held => Cell::text(format!("{held}（{FROM_OLD}）")),
            };
        }
        let record = self.query.records.then(|| {
            let shown = |(code, text): (&String, &String)| {
                let column = columns.iter().find(|column| column.code == code);
                let text = match column {
                    Some(column) => self.old_cell(column, text).to_string(),
                    None => self.veil.line(text).to_string(),
                };
                (code.clone(), serde_json::Value::String(text))
            };
            let cells: serde_json::Map<_, _> = held.iter().map(shown).collect();
            serde_json::json!({ "imported": {
                "id": row.id, "batch": row.batch, "line": row.line, "day": row.day, "resident": row.resident,
                "cells": cells,
            }})
        });
        Ok(Made::Row(Box::new(LedgerRow { cells, record })))
    }

    /// A cell as what its column holds, where it can be read so.
    fn old_cell(&self, column: &Column, text: &str) -> Cell {
        if column.personal && !self.veil.full {
            return match column.code {
                "address" | "place" => Cell::text(Address::parse(text).to_building()),
                "sex" | "age" => Cell::text(text),
                _ => Cell::text(covered(text)),
            };
        }
        let date = || text.parse().ok().map(Cell::Date);
        let typed = match column.kind {
            ColumnKind::Digits => Some(Cell::digits(text)),
            ColumnKind::Number => text.parse().ok().map(Cell::Number),
            ColumnKind::Decimal => text.parse().ok().map(Cell::Decimal),
            ColumnKind::Date => date(),
            ColumnKind::DateTime => chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
                .ok()
                .map(Cell::DateTime)
                .or_else(date),
            _ => None,
        };
        typed.unwrap_or_else(|| Cell::text(text))
    }
}
