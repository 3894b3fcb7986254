//! What is true and said of tables.

use keeling_diff::{CellChange, Change, OpKind, Redline, Region, RowChange};

use super::facts::{Fact, Facts, Question};
use super::places::Places;
use crate::generate::Truth;

/// Collects rows, columns and cells that differ.
pub(super) fn collect(
    truth: &Truth,
    redline: &Redline,
    places: &Places<'_>,
    want: &mut Facts,
    have: &mut Facts,
) {
    for table in &truth.tables {
        let [old, new] = places.pair(Some(table.old), Some(table.new));
        let mut add = |question, part| want.add(question, Fact { old, new, part });
        for [x, y] in &table.rows {
            add(Question::Rows, [*x, *y, None, None]);
        }
        for [a, b] in &table.columns {
            add(Question::Columns, [None, None, *a, *b]);
        }
        for [x, y, a, b] in &table.cells {
            add(Question::Cells, [Some(*x), Some(*y), Some(*a), Some(*b)]);
        }
    }
    for change in &redline.changes {
        // A table is compared where its clause is paired.
        if change.old.is_some() && change.new.is_some() {
            said(change, have);
        }
    }
}

/// Collects what a change says of its tables.
fn said(change: &Change, have: &mut Facts) {
    for region in &change.regions {
        let Region::Table { rows, .. } = region else { continue };
        let mut add = |question, part| {
            have.add(question, Fact { old: change.old, new: change.new, part });
        };
        for row in rows {
            let [x, y] = [row.old, row.new].map(index);
            if is_changed(change, row) {
                add(Question::Rows, [x, y, None, None]);
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
