//! Generated labels of paragraphs that are no clauses: numbers in the cells of tables.

use keeling_diff::{Options, Redline, Status, diff};
use keeling_model::{Builder, ClauseKind, Document, Label, Role};

/// A clause with a table of a line for each row, cells parted by bars, paragraphs by slashes; what
/// stands before `>` is a label.
fn table(rows: &[&str]) -> Document {
    let mut builder = Builder::new();
    builder.open(ClauseKind::Clause, Some(Label::typed("1")));
    builder.paragraph(Role::Body, "The items are these.", []);
    builder.begin_table(0);
    for row in rows {
        builder.begin_row();
        for cell in row.split('|') {
            builder.begin_cell(1, 1);
            for paragraph in cell.split('/') {
                let (label, text) = paragraph.split_once('>').unwrap_or(("", paragraph));
                builder.labelled_paragraph(label, Role::Body, text.trim(), []);
            }
        }
    }
    builder.end_table();
    builder.finish()
}

/// The labels that are not the same, as `old→new`.
fn labels(old: &[&str], new: &[&str]) -> (Status, Vec<String>) {
    let (old, new) = (table(old), table(new));
    let redline = diff(&old, &new, &Options::default());
    assert_eq!(redline.verify(&old, &new), Ok(()));
    assert_eq!(redline.accept(&old, &new).as_ref(), Ok(&new));
    assert_eq!(redline.reject(&old, &new).as_ref(), Ok(&old));
    let said = |one: &keeling_diff::LabelChange| {
        let shown = |document: &Document, at: Option<u32>| {
            at.and_then(|at| document.label_at(at)).unwrap_or_default().to_owned()
        };
        format!("{}→{}", shown(&old, one.old), shown(&new, one.new))
    };
    (redline.changes[0].status, redline.changes[0].labels.iter().map(said).collect())
}

#[test]
fn numbers_that_moved_on_do_not_amend_a_clause() {
    let (status, labels) =
        labels(&["1.> Meters | 10", "2.> Pumps | 20"], &["5.> Meters | 10", "6.> Pumps | 20"]);
    assert_eq!(status, Status::Unchanged);
    assert_eq!(labels, ["1.→5.", "2.→6."]);
}

#[test]
fn a_new_row_has_a_new_number_and_moves_the_next_on() {
    let (status, labels) = labels(
        &["1.> Meters | 10", "2.> Pumps | 20"],
        &["1.> Meters | 10", "2.> Valves and hoses | 15", "3.> Pumps | 20"],
    );
    assert_eq!(status, Status::Amended);
    assert_eq!(labels, ["→2.", "2.→3."]);
}

#[test]
fn a_cell_of_other_words_keeps_its_number() {
    let (_, none) = labels(&["1.> Meters | 10"], &["1.> Pumps | 10"]);
    assert!(none.is_empty());
    let (_, labels) = labels(&["1.> Meters | 10"], &["2.> Pumps | 10"]);
    assert_eq!(labels, ["1.→2."]);
}

#[test]
fn numbers_of_empty_cells_are_taken_in_order() {
    let (_, moved) = labels(&["1.> | Meters", "2.> | Pumps"], &["2.> | Meters", "3.> | Pumps"]);
    assert_eq!(moved, ["1.→2.", "2.→3."]);
    let (_, fewer) = labels(&["1.>", "2.>", "3.>"], &["1.>", "2.>"]);
    assert_eq!(fewer, ["3.→"]);
}

#[test]
fn paragraphs_of_a_cell_are_told_apart() {
    let (_, labels) = labels(
        &["(a)> supply meters / (b)> read meters weekly"],
        &["(a)> supply meters / (b)> test them / (c)> read meters weekly"],
    );
    assert_eq!(labels, ["→(b)", "(b)→(c)"]);
}

#[test]
fn joined_paragraphs_lose_a_number() {
    let (status, labels) = labels(&["1.> Meters / 2.> Pumps"], &["1.> Meters Pumps"]);
    assert_eq!((status, labels), (Status::Unchanged, vec!["2.→".to_owned()]));
}

#[test]
fn a_redline_that_forgets_a_label_is_none() {
    let (old, new) = (table(&["1.> Meters"]), table(&["2.> Meters"]));
    let redline = diff(&old, &new, &Options::default());
    let with = |change: fn(&mut Redline)| {
        let mut redline = redline.clone();
        change(&mut redline);
        redline.verify(&old, &new).map_err(|breach| breach.to_string())
    };
    let said = |message: &str| Err(format!("change 0: {message}"));
    assert_eq!(with(|_| {}), Ok(()));
    let forgotten = with(|redline| redline.changes[0].labels.clear());
    assert_eq!(forgotten, said("labels differ that no change names"));
    let elsewhere = with(|redline| redline.changes[0].labels[0].old = Some(3));
    assert_eq!(elsewhere, said("a label is not there, or out of order"));
    let misplaced = with(|redline| redline.changes[0].labels[0].place = 900);
    assert_eq!(misplaced, said("a label stands out of the clause or out of order"));
}
