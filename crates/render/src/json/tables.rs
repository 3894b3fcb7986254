//! The shape of tables that an amended clause has: which rows and columns changed.

use std::collections::BTreeMap;

use keeling_diff as diff;
use keeling_diff::{CellChange, OpKind, RowChange, Side};
use keeling_model::{Block, ClauseId, Document};
use schemars::JsonSchema;
use serde::Serialize;

use crate::View;

/// A table that changed. Rows, columns and tables are counted from 0, header rows too.
#[derive(Serialize, JsonSchema)]
pub(super) struct TableChange {
    /// Which of the old clause's tables it is; null where it is inserted.
    old: Option<u32>,
    /// Which of the new clause's tables it is; null where it is deleted.
    new: Option<u32>,
    /// Its rows that are inserted, deleted, moved or amended, in reading order. A row in which only
    /// whole columns came or went is not listed, nor is any of an inserted or deleted table.
    rows: Vec<Row>,
    /// Its columns that are only in one version.
    columns: Columns,
    /// Of a table that is a list in columns, running on from row to row, the cells that are
    /// inserted, deleted or amended, in reading order; it has no rows and columns that changed.
    /// Absent otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    cells: Vec<ListCell>,
}

/// A cell of a list that changed. Cells are counted from 0 over the whole table. One that is in
/// both versions is amended.
#[derive(Serialize, JsonSchema)]
struct ListCell {
    /// Its place in the old table; null where it is inserted.
    old: Option<u32>,
    /// Its place in the new table; null where it is deleted.
    new: Option<u32>,
}

/// A row that changed. One that is in both versions and has not moved is amended.
#[derive(Serialize, JsonSchema)]
struct Row {
    /// Its place in the old table; null where it is inserted or moved here.
    old: Option<u32>,
    /// Its place in the new table; null where it is deleted or moved away.
    new: Option<u32>,
    /// For a row that was moved, which is listed at both places: where it stands in the other
    /// version. Absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<u32>,
}

/// The columns that are only in one version.
#[derive(Serialize, JsonSchema)]
struct Columns {
    /// Their places in the new table.
    inserted: Vec<u32>,
    /// Their places in the old table.
    deleted: Vec<u32>,
}

/// The tables of a change in which anything changed, in order.
pub(super) fn tables(view: &View<'_>, change: &diff::Change) -> Vec<TableChange> {
    let nth = |side, id: Option<ClauseId>, block: Option<u32>| {
        Some(nth_table(view.document(side), id?, block?))
    };
    let places = |old, new| (nth(Side::Old, change.old, old), nth(Side::New, change.new, new));
    let tables = change.regions.iter().filter_map(|region| match region {
        diff::Region::Table { old, new, rows } => Some(of_rows(change, places(*old, *new), rows)),
        diff::Region::List { old, new, cells } => {
            Some(of_list(change, places(Some(*old), Some(*new)), cells))
        }
        diff::Region::Text { .. } => None,
    });
    tables.filter(TableChange::is_changed).collect()
}

fn of_rows(
    change: &diff::Change,
    (old, new): (Option<u32>, Option<u32>),
    rows: &[RowChange],
) -> TableChange {
    let both = old.is_some() && new.is_some();
    let columns = if both { one_sided_columns(rows) } else { BTreeMap::new() };
    TableChange {
        old,
        new,
        rows: if both { changed_rows(change, rows, &columns) } else { Vec::new() },
        columns: Columns {
            inserted: columns.keys().filter_map(|[_, new]| *new).collect(),
            deleted: columns.keys().filter_map(|[old, _]| *old).collect(),
        },
        cells: Vec::new(),
    }
}

fn of_list(
    change: &diff::Change,
    (old, new): (Option<u32>, Option<u32>),
    cells: &[CellChange],
) -> TableChange {
    let is_changed = |cell: &&CellChange| differs(change, cell);
    let cells = cells.iter().filter(is_changed);
    let columns = Columns { inserted: Vec::new(), deleted: Vec::new() };
    let cells = cells.map(|cell| ListCell { old: cell.old, new: cell.new }).collect();
    TableChange { old, new, rows: Vec::new(), columns, cells }
}

impl TableChange {
    fn is_changed(&self) -> bool {
        let Columns { inserted, deleted } = &self.columns;
        let same = self.rows.is_empty() && inserted.is_empty() && deleted.is_empty();
        !same || !self.cells.is_empty() || self.old.is_none() || self.new.is_none()
    }
}

/// How many tables of a clause stand before a block.
fn nth_table(document: &Document, clause: ClauseId, block: u32) -> u32 {
    let before = document.blocks(clause).iter().take(block as usize);
    before.map(|block| u32::from(matches!(block, Block::Table(_)))).sum()
}

/// A cell's places in its old and its new row.
type Places = [Option<u32>; 2];

/// The columns of one version, with how many rows have them: they are missing in most paired rows
/// of the other.
fn one_sided_columns(rows: &[RowChange]) -> BTreeMap<Places, usize> {
    let paired = || rows.iter().filter(|row| row.old.is_some() && row.new.is_some());
    let mut counts = BTreeMap::new();
    for cell in paired().flat_map(|row| &row.cells).filter(|cell| is_one_sided(cell)) {
        *counts.entry([cell.old, cell.new]).or_insert(0) += 1;
    }
    let most = paired().count() / 2;
    counts.retain(|_, count| *count > most);
    counts
}

fn is_one_sided(cell: &CellChange) -> bool {
    cell.old.is_none() || cell.new.is_none()
}

fn changed_rows(
    change: &diff::Change,
    rows: &[RowChange],
    columns: &BTreeMap<Places, usize>,
) -> Vec<Row> {
    let is_changed = |row: &&RowChange| {
        row.old.is_none()
            || row.new.is_none()
            || row.cells.iter().any(|cell| is_amended(change, cell, columns))
    };
    let row = |row: &RowChange| {
        let twin = row.moved.and_then(|at| rows.get(at as usize));
        Row { old: row.old, new: row.new, moved: twin.and_then(|twin| twin.old.or(twin.new)) }
    };
    rows.iter().filter(is_changed).map(row).collect()
}

/// Whether a cell of a paired row differs, and that its column came or went does not explain it.
fn is_amended(change: &diff::Change, cell: &CellChange, columns: &BTreeMap<Places, usize>) -> bool {
    if is_one_sided(cell) {
        return !columns.contains_key(&[cell.old, cell.new]);
    }
    differs(change, cell)
}

/// Whether a cell has words that only one version has.
fn differs(change: &diff::Change, cell: &CellChange) -> bool {
    let ops = change.ops.get(cell.ops.start as usize..cell.ops.end as usize);
    ops.unwrap_or_default().iter().any(|op| op.kind != OpKind::Equal)
}
