//! Tables: what became of their columns and rows.
#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use keeling_diff::{OpKind, Options, Redline, Region, RowChange, diff};
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

/// Names in alphabetical order, so many a row.
const NAMES: &str =
    "Ann Ash|Bob Bay|Cyd Cox|Dan Day|Eve Elm|Fay Fox|Guy Gee|Hal Hay|Ivy Ice|Jon Joy";

fn grid(names: &[&str], width: usize) -> String {
    names.chunks(width).map(|row| row.join("|")).collect::<Vec<_>>().join("\n")
}

/// What became of the cells of a list in columns that are not the same in both versions; `None`
/// where the tables were compared by rows.
fn list(old: &str, new: &str) -> Option<Vec<String>> {
    let (old, new) = (document(old), document(new));
    let redline = diff(&old, &new, &Options::default());
    redline.verify(&old, &new).unwrap();
    assert_eq!(redline.accept(&old, &new).as_ref(), Ok(&new));
    assert_eq!(redline.reject(&old, &new).as_ref(), Ok(&old));
    let change = &redline.changes[0];
    let cells = change.regions.iter().find_map(|region| match region {
        Region::List { cells, .. } => Some(cells),
        _ => None,
    })?;
    let shown = cells.iter().map(|cell| {
        let ops = &change.ops[cell.ops.start as usize..cell.ops.end as usize];
        let words = ops.iter().map(|op| match op.kind {
            OpKind::Equal => new.slice(op.new).to_owned(),
            OpKind::Delete => format!("[-{}-]", old.slice(op.old)),
            OpKind::Insert => format!("{{+{}+}}", new.slice(op.new)),
        });
        words.collect::<String>()
    });
    Some(shown.filter(|words| words.contains(['-', '+'])).collect())
}

#[test]
fn a_name_that_comes_moves_the_others_and_changes_none() {
    let names: Vec<&str> = NAMES.split('|').collect();
    let mut more = names.clone();
    more.insert(1, "Bea Box");
    assert_eq!(list(&grid(&names, 4), &grid(&more, 4)).unwrap(), ["{+Bea Box+}"]);
    assert_eq!(list(&grid(&more, 4), &grid(&names, 4)).unwrap(), ["[-Bea Box-]"]);
}

#[test]
fn names_come_and_go_and_are_corrected_in_one_list() {
    let names: Vec<&str> = NAMES.split('|').collect();
    let mut other = names.clone();
    other[7] = "Hal Hey";
    other.remove(4);
    other.splice(1..1, ["Ben Bow", "Bea Box"]);
    let marked = list(&grid(&names, 3), &grid(&other, 3)).unwrap();
    assert_eq!(marked, ["{+Ben Bow+}", "{+Bea Box+}", "[-Eve Elm-]", "Hal [-Hay-]{+Hey+}"]);
}

#[test]
fn cells_without_words_fill_up_the_last_row_of_a_list() {
    let names: Vec<&str> = NAMES.split('|').collect();
    let mut full = names.clone();
    full.extend(["", ""]);
    let mut more = names.clone();
    more.insert(1, "Bea Box");
    let ragged = grid(&more, 4);
    assert_eq!(list(&grid(&full, 4), &ragged).unwrap(), ["{+Bea Box+}"]);
    assert_eq!(list(&ragged, &grid(&full, 4)).unwrap(), ["[-Bea Box-]"]);
}

#[test]
fn a_list_that_has_not_all_cells_is_found_out() {
    let names: Vec<&str> = NAMES.split('|').collect();
    let mut more = names.clone();
    more.insert(1, "Bea Box");
    let (old, new) = (document(&grid(&names, 4)), document(&grid(&more, 4)));
    let mut redline = diff(&old, &new, &Options::default());
    for region in &mut redline.changes[0].regions {
        if let Region::List { cells, .. } = region {
            cells.pop();
        }
    }
    let breach = redline.verify(&old, &new).unwrap_err();
    assert_eq!(breach.to_string(), "change 0: its table has other cells");
}

#[test]
fn a_table_whose_rows_stay_together_is_no_list() {
    let columns = "Service|Provider|Area\nMeter reading|Alpha|North\nReconnection|Beta|South\n\
                   Test visit|Gamma|East\nSafety check|Delta|West";
    let row = columns.replace("Reconnection", "Repair|Omega|Centre\nReconnection");
    let (moved, area) = (
        columns.replace("\nMeter reading|Alpha|North", "") + "\nMeter reading|Alpha|North",
        columns.replace("|North", "|").replace("|Beta|", "||"),
    );
    for other in [row, moved, area] {
        assert_eq!(list(columns, &other), None);
        assert_eq!(list(&other, columns), None);
    }
}

#[test]
fn figures_and_words_that_recur_are_no_list() {
    let figures: Vec<String> = (10..30).map(|figure| figure.to_string()).collect();
    let mut figures: Vec<&str> = figures.iter().map(String::as_str).collect();
    let before = grid(&figures, 4);
    figures.insert(1, "99");
    assert_eq!(list(&before, &grid(&figures, 4)), None);
    let mut answers = ["yes", "no", "no", "yes", "yes", "no", "yes", "no", "no", "no"].to_vec();
    let before = grid(&answers, 4);
    answers.insert(1, "partly");
    assert_eq!(list(&before, &grid(&answers, 4)), None);
}
