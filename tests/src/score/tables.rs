//! What is true and said of tables.

use std::collections::BTreeSet;

use keeling_diff::{CellChange, Change, OpKind, Redline, Region, RowChange};

use super::facts::{Fact, Facts, Question};
use super::places::Places;
use super::rows;
use crate::generate::{Table, Truth};

/// Collects rows, columns and cells that differ.
pub(super) fn collect(
    truth: &Truth,
    redline: &Redline,
    places: &Places<'_>,
    want: &mut Facts,
    have: &mut Facts,
) {
    let [changes, _] = places.changes(redline);
    for table in &truth.tables {
        let said = changes[places.old[table.old].index()];
        let said = said.filter(|change| change.new == Some(places.new[table.new]));
        is_true(table, said, places, want);
    }
    for change in &redline.changes {
        // A table is compared where its clause is paired.
        if change.old.is_some() && change.new.is_some() {
            is_said(change, have);
        }
    }
}

/// Collects what is true of a table. What is said of it decides only which of equally good answers
/// to what moved is meant.
fn is_true(table: &Table, said: Option<&Change>, places: &Places<'_>, want: &mut Facts) {
    let [old, new] = places.pair(Some(table.old), Some(table.new));
    let mut add = |question, part| want.add(question, Fact { old, new, part });
    for [x, y] in &table.rows {
        add(Question::Rows, [*x, *y, None, None]);
    }
    for [a, b] in &table.columns {
        add(Question::Columns, [None, None, *a, *b]);
    }
    let moved = rows::moved(&table.twins, &said.map(paired).unwrap_or_default());
    for (row, moved) in table.twins.iter().zip(moved) {
        let [x, y] = [row.old, row.new].map(Some);
        if moved {
            add(Question::RowMoves, [x, y, None, None]);
            add(Question::Rows, [x, None, None, None]);
            add(Question::Rows, [None, y, None, None]);
            continue;
        }
        if row.differs {
            add(Question::Rows, [x, y, None, None]);
        }
        for [a, b] in &row.cells {
            add(Question::Cells, [x, y, Some(*a), Some(*b)]);
        }
    }
}

/// The rows of each table of a change, where it has any.
fn tables(change: &Change) -> impl Iterator<Item = &[RowChange]> {
    change.regions.iter().filter_map(|region| match region {
        Region::Table { rows, .. } => Some(rows.as_slice()),
        Region::Text { .. } | Region::List { .. } => None,
    })
}

/// The rows that are said to stand where they stood.
fn paired(change: &Change) -> BTreeSet<[usize; 2]> {
    let pair = |row: &RowChange| Some([index(row.old)?, index(row.new)?]);
    tables(change).flatten().filter_map(pair).collect()
}

/// Collects what a change says of its tables.
fn is_said(change: &Change, have: &mut Facts) {
    for rows in tables(change) {
        let mut add = |question, part| {
            have.add(question, Fact { old: change.old, new: change.new, part });
        };
        for (at, row) in rows.iter().enumerate() {
            let [x, y] = [row.old, row.new].map(index);
            if is_changed(change, row) {
                add(Question::Rows, [x, y, None, None]);
            }
            if let Some([x, y]) = moved(rows, at) {
                add(Question::RowMoves, [x, y, None, None]);
            }
            for cell in amended(change, row) {
                add(Question::Cells, [x, y, index(cell.old), index(cell.new)]);
            }
        }
        for [a, b] in columns(rows) {
            add(Question::Columns, [None, None, a, b]);
        }
    }
}

/// Where a row is said to have moved, old and new. Half of it is missing, and what is said is no
/// one's truth, where the other place does not name this one.
fn moved(rows: &[RowChange], at: usize) -> Option<[Option<usize>; 2]> {
    let row = &rows[at];
    let twin = rows.get(index(row.moved)?).filter(|twin| index(twin.moved) == Some(at));
    Some([
        index(row.old.or(twin.and_then(|twin| twin.old))),
        index(row.new.or(twin.and_then(|twin| twin.new))),
    ])
}

fn index(at: Option<u32>) -> Option<usize> {
    at.map(|at| at as usize)
}

fn is_changed(change: &Change, row: &RowChange) -> bool {
    let one_sided = |cell: &CellChange| cell.old.is_none() || cell.new.is_none();
    row.old.is_none()
        || row.new.is_none()
        || row.cells.iter().any(one_sided)
        || amended(change, row).next().is_some()
}

/// The cells of a paired row that are in both versions and whose words differ.
fn amended<'a>(
    change: &'a Change,
    row: &'a RowChange,
) -> impl Iterator<Item = &'a CellChange> + 'a {
    let paired = row.old.is_some() && row.new.is_some();
    row.cells.iter().filter(move |cell| {
        let ops = change.ops.get(cell.ops.start as usize..cell.ops.end as usize);
        paired
            && cell.old.is_some()
            && cell.new.is_some()
            && ops.unwrap_or_default().iter().any(|op| op.kind != OpKind::Equal)
    })
}

/// The columns that are only in one version: those of most paired rows.
fn columns(rows: &[RowChange]) -> Vec<[Option<usize>; 2]> {
    let paired: Vec<_> = rows.iter().filter(|row| row.old.is_some() && row.new.is_some()).collect();
    let mut counts = std::collections::BTreeMap::new();
    for cell in paired.iter().flat_map(|row| &row.cells) {
        if cell.old.is_none() || cell.new.is_none() {
            *counts.entry([cell.old, cell.new].map(index)).or_insert(0) += 1;
        }
    }
    let most = counts.into_iter().filter(|(_, count)| count * 2 > paired.len());
    most.map(|(column, _)| column).collect()
}
