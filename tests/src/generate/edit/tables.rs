//! Rows, columns and cells.

use super::super::code::{Clause, Code};
use super::super::prose;
use super::super::random::Random;
use super::super::table::{Column, Table};
use super::{Editor, Kind};

const HEADERS: &[&str] = &["Remedy", "Period", "Contact", "Notice", "Review"];

impl Editor<'_> {
    /// Amends a row of a table. A table may be amended so more than once.
    pub(super) fn amend_row(&mut self, kind: Kind) -> Option<()> {
        let id = self.pick_table()?;
        self.with_table(id, |table, code, random| amend_row(table, code, random, kind))
    }

    /// Inserts or deletes a column; once in a table.
    pub(super) fn amend_column(&mut self, kind: Kind) -> Option<()> {
        let id = self.pick(|clause| clause.table.is_some())?;
        self.with_table(id, |table, code, random| match kind {
            Kind::ColumnInsert => insert_column(table, code, random),
            _ => delete_column(table, random),
        })?;
        self.touch(id);
        Some(())
    }

    fn pick_table(&mut self) -> Option<u32> {
        match self.edited.code.monsters.get(1) {
            Some(monster) if self.random.percent(80) => Some(*monster),
            _ => self.pick(|clause: &Clause| clause.table.is_some()),
        }
    }

    fn with_table(
        &mut self,
        id: u32,
        amend: impl FnOnce(&mut Table, &mut Code, &mut Random) -> Option<()>,
    ) -> Option<()> {
        let mut table = self.code().get(id)?.table.take()?;
        let done = amend(&mut table, &mut self.edited.code, self.random);
        self.code().get(id)?.table = Some(table);
        done
    }
}

fn amend_row(table: &mut Table, code: &mut Code, random: &mut Random, kind: Kind) -> Option<()> {
    let at = random.below(table.rows.len());
    match kind {
        Kind::RowInsert => {
            let row = table.row(code, random);
            table.rows.insert(at, row);
        }
        Kind::RowDelete if table.rows.len() > 2 => drop(table.rows.remove(at)),
        Kind::RowMove => {
            let to = random.below(table.rows.len());
            // Of two neighbours that changed places none can tell which moved.
            if at.abs_diff(to) < 2 {
                return None;
            }
            let row = table.rows.remove(at);
            table.rows.insert(to, row);
        }
        _ => {
            let column = random.below(table.columns.len());
            let cell = &mut table.rows[at].cells[column];
            *cell = match column {
                2 => format!("{} per cent", random.between(1_000, 1_999)),
                0 => format!("{cell} ({})", prose::quality(random)),
                _ => prose::cell(random),
            };
        }
    }
    Some(())
}

fn insert_column(table: &mut Table, code: &mut Code, random: &mut Random) -> Option<()> {
    let used = |header: &&&str| table.columns.iter().all(|column| column.header != **header);
    let header = HEADERS.iter().find(used)?;
    let at = random.between(1, table.columns.len());
    table.columns.insert(at, Column { id: code.id(), header: (*header).to_owned() });
    for row in &mut table.rows {
        row.cells.insert(at, prose::cell(random));
    }
    Some(())
}

fn delete_column(table: &mut Table, random: &mut Random) -> Option<()> {
    if table.columns.len() < 3 {
        return None;
    }
    let at = random.between(1, table.columns.len() - 1);
    table.columns.remove(at);
    for row in &mut table.rows {
        row.cells.remove(at);
    }
    Some(())
}
