//! Tables: what became of their columns and rows.
#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use keeling_diff::{Options, Redline, Region, RowChange, diff};
use keeling_model::{Builder, ClauseKind, Document, Label, Role};

/// A clause with a table, a row a line, cells parted by `|`.
fn document(rows: &str) -> Document {
    let mut builder = Builder::new();
    builder.open(ClauseKind::Clause, Some(Label::typed("1")));
    builder.begin_table(1);
    for row in rows.lines() {
        builder.begin_row();
        for cell in row.split('|') {
            builder.begin_cell(1, 1);
            builder.paragraph(Role::Body, cell.trim(), []);
            builder.end_cell();
        }
        builder.end_row();
    }
    builder.end_table();
    builder.finish()
}

fn rows(old: &str, new: &str) -> Vec<RowChange> {
    let (old, new) = (document(old), document(new));
    let redline: Redline = diff(&old, &new, &Options::default());
    redline.verify(&old, &new).unwrap();
    let regions = redline.changes.iter().flat_map(|change| &change.regions);
    let tables = regions.filter_map(|region| match region {
        Region::Table { rows, .. } => Some(rows.clone()),
        Region::Text { .. } | Region::List { .. } => None,
    });
    tables.flatten().collect()
}

/// Each row as `old>new`, a moved one with the place of its other half.
fn shown(rows: &[RowChange]) -> Vec<String> {
    let index = |row: Option<u32>| row.map_or("–".to_owned(), |row| row.to_string());
    let moved = |row: &RowChange| row.moved.map_or(String::new(), |to| format!(" moved {to}"));
    rows.iter().map(|row| format!("{}>{}{}", index(row.old), index(row.new), moved(row))).collect()
}

const FEES: &str = "Service|Fee\nMeter reading|30\nReconnection|45\nTest visit|60\nSafety check|75";

#[test]
fn a_row_that_moved_is_linked_to_where_it_was() {
    let new = "Service|Fee\nReconnection|45\nTest visit|60\nSafety check|75\nMeter reading|30";
    let rows = rows(FEES, new);
    assert_eq!(shown(&rows), ["0>0", "1>– moved 5", "2>1", "3>2", "4>3", "–>4 moved 1"]);
}

#[test]
fn a_row_that_moved_and_changed_keeps_its_name() {
    let new = "Service|Fee\nReconnection|45\nTest visit|60\nSafety check|75\nMeter reading|35";
    let rows = rows(FEES, new);
    assert_eq!(shown(&rows), ["0>0", "1>– moved 5", "2>1", "3>2", "4>3", "–>4 moved 1"]);
}

#[test]
fn a_new_column_leaves_the_rows_what_they_are() {
    let new = "Service|Notice|Fee\nMeter reading|2 days|30\nReconnection|3 days|45\n\
               Test visit|4 days|60\nSafety check|5 days|75";
    let rows = rows(FEES, new);
    assert_eq!(shown(&rows), ["0>0", "1>1", "2>2", "3>3", "4>4"]);
    for row in &rows {
        let cells: Vec<_> = row.cells.iter().map(|cell| (cell.old, cell.new)).collect();
        assert_eq!(cells, [(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))]);
    }
}

#[test]
fn one_column_for_another_is_not_a_change_of_every_column() {
    let old = "Service|Fee|Area\nMeter reading|30|North\nReconnection|45|South";
    let new = "Service|Area|Notice\nMeter reading|North|2 days\nReconnection|South|3 days";
    let rows = rows(old, new);
    for row in &rows {
        let cells: Vec<_> = row.cells.iter().map(|cell| (cell.old, cell.new)).collect();
        let expected = [(Some(0), Some(0)), (Some(1), None), (Some(2), Some(1)), (None, Some(2))];
        assert_eq!(cells, expected);
    }
}

#[test]
fn a_row_of_one_version_leaves_the_columns_of_the_other_empty() {
    let old = "Service|Fee\nMeter reading|30\nTest visit|60";
    let new = "Service|Notice|Fee\nMeter reading|2 days|30";
    let rows = rows(old, new);
    assert_eq!(shown(&rows), ["0>0", "1>1", "2>–"]);
    let cells: Vec<_> = rows[2].cells.iter().map(|cell| (cell.old, cell.new)).collect();
    assert_eq!(cells, [(Some(0), None), (None, None), (Some(1), None)]);
}
