//! Verifying the regions of an amended clause: that they name every edit's place, table, row and
//! cell in order.

use std::ops::Range;

use keeling_model::{Block, ClauseId, Document, Row, Table};

use super::{Breach, ensure};
use crate::redline::{CellChange, Change, Region, RowChange};

/// Checks the regions of a change.
pub(super) fn check(change: &Change, old: &Document, new: &Document) -> Result<(), Breach> {
    let mut ops = Ops { at: 0, end: change.ops.len() };
    for region in &change.regions {
        match region {
            Region::Text { ops: range } => ops.take(range)?,
            Region::Table { old: x, new: y, rows } => {
                let a = table(old, change.old, *x)?;
                let b = table(new, change.new, *y)?;
                ensure(a.is_some() || b.is_some(), "a table is on neither side")?;
                check_rows(rows, a, b, &mut ops)?;
            }
            Region::List { old: x, new: y, cells } => {
                let a = table(old, change.old, Some(*x))?;
                let b = table(new, change.new, Some(*y))?;
                check_list(cells, a, b, &mut ops)?;
            }
        }
    }
    Ok(())
}

/// The edits that no region has named yet.
struct Ops {
    at: u32,
    end: usize,
}

impl Ops {
    fn take(&mut self, range: &Range<u32>) -> Result<(), Breach> {
        let is_next = self.at <= range.start && range.start <= range.end;
        ensure(is_next && range.end as usize <= self.end, "its regions do not follow its edits")?;
        self.at = range.end;
        Ok(())
    }
}

/// The table that an index among a clause's blocks names; an error where it names none.
fn table(
    document: &Document,
    clause: Option<ClauseId>,
    index: Option<u32>,
) -> Result<Option<&Table>, Breach> {
    let Some(index) = index else { return Ok(None) };
    let block = clause.and_then(|id| document.blocks(id).get(index as usize));
    match block {
        Some(Block::Table(table)) => Ok(Some(table)),
        _ => super::breach("a table is not there"),
    }
}

fn check_rows(
    changes: &[RowChange],
    old: Option<&Table>,
    new: Option<&Table>,
    ops: &mut Ops,
) -> Result<(), Breach> {
    let rows = |table: Option<&Table>| table.map_or(0, |table| table.rows.len());
    in_turn(changes.iter().filter_map(|row| row.old), rows(old), "rows")?;
    in_turn(changes.iter().filter_map(|row| row.new), rows(new), "rows")?;
    check_moved(changes)?;
    for change in changes {
        let (a, b) = (row(old, change.old), row(new, change.new));
        let cells = |row: Option<&Row>| row.map_or(0, |row| row.cells.len());
        check_cells(&change.cells, (cells(a), cells(b)), ops)?;
    }
    Ok(())
}

/// Checks the cells of a list. What only the old one has stands among the cells of the new one.
fn check_list(
    cells: &[CellChange],
    old: Option<&Table>,
    new: Option<&Table>,
    ops: &mut Ops,
) -> Result<(), Breach> {
    let count = |table: Option<&Table>| table.map_or(0, |table| table.cells().count());
    let counts = (count(old), count(new));
    ensure(counts.0 > 0 && counts.1 > 0, "a list has no cells")?;
    check_cells(cells, counts, ops)
}

/// Checks that cells name all cells of a row or a list, and their edits.
fn check_cells(
    cells: &[CellChange],
    (n_old, n_new): (usize, usize),
    ops: &mut Ops,
) -> Result<(), Breach> {
    in_turn(cells.iter().filter_map(|cell| cell.old), n_old, "cells")?;
    in_turn(cells.iter().filter_map(|cell| cell.new), n_new, "cells")?;
    cells.iter().try_for_each(|cell| ops.take(&cell.ops))
}

/// Checks that the two places of a row that moved name each other, and are of one side each.
fn check_moved(changes: &[RowChange]) -> Result<(), Breach> {
    let is_linked = |(place, change): (usize, &RowChange)| {
        let Some(other) = change.moved else { return true };
        changes.get(other as usize).is_some_and(|twin| {
            let sides = [change.old, change.new, twin.old, twin.new].map(|row| row.is_some());
            twin.moved.map(|to| to as usize) == Some(place)
                && matches!(sides, [true, false, false, true] | [false, true, true, false])
        })
    };
    ensure(changes.iter().enumerate().all(is_linked), "a row that moved has no other place")
}

fn row(table: Option<&Table>, index: Option<u32>) -> Option<&Row> {
    table?.rows.get(index? as usize)
}

/// Checks that indices count from 0 to a length.
fn in_turn(indices: impl Iterator<Item = u32>, len: usize, what: &str) -> Result<(), Breach> {
    let all = indices.map(|index| index as usize).eq(0..len);
    ensure(all, &format!("its table has other {what}"))
}
