//! Definitions that stood in a table: found again, so that they are set as a table again.
//!
//! ```text
//! Supplier ⏎ means a person that …      │ Supplier │ means a person that … │
//! Meter ⏎ means a device that …     ──► │ Meter    │ means a device that … │
//! ```
//!
//! A definition in running text has its term and its meaning in one paragraph. One whose term is a
//! paragraph of its own was a row; two or more of them in a row are a table.

use std::collections::HashSet;

use keeling_model::{Block, Clause, ClauseId, ClauseKind, Document, Role, Table};

/// The definitions of the body that are set as rows.
pub(super) fn rows(document: &Document) -> HashSet<ClauseId> {
    let body = document.body();
    let mut rows = HashSet::new();
    let mut index = 0;
    while let Some(clause) = body.get(index) {
        let run = run(document, clause);
        if run.len() > 1 {
            rows.extend(&run);
        }
        index = run.last().map_or(index, |last| last.index()) + 1;
    }
    rows
}

/// The rows that stand together from this one on.
pub(super) fn run(document: &Document, first: &Clause) -> Vec<ClauseId> {
    let clauses = document.body().iter().skip(first.id.index());
    clauses
        .take_while(|clause| clause.parent == first.parent && is_row(document, clause))
        .map(|clause| clause.id)
        .collect()
}

/// Whether a table is the head of a table of definitions: header rows only, or one that says
/// "Term".
pub(super) fn is_header(document: &Document, table: &Table) -> bool {
    const HEADS: [&str; 7] =
        ["term", "terms", "expression", "definition", "acronym", "abbreviation", "word"];
    let said = usize::try_from(table.header_rows).is_ok_and(|rows| rows == table.rows.len());
    let head = match table.rows.as_slice() {
        [row] => row.cells.first().map(|cell| document.slice(cell.span).trim().to_lowercase()),
        _ => None,
    };
    said && !table.rows.is_empty() || head.is_some_and(|head| HEADS.contains(&head.as_str()))
}

/// Whether a definition has its term in a paragraph of its own, and nothing below it.
fn is_row(document: &Document, clause: &Clause) -> bool {
    let Some(term) = clause.term.as_deref() else { return false };
    let leaf = clause.end.index() == clause.id.index() + 1;
    let blocks = document.blocks(clause.id);
    let [Block::Paragraph(first), _, ..] = blocks else { return false };
    let words = document.slice(first.span);
    let plain = |text: &str| {
        let quotes = |c: char| "“”\"‘’„«»:".contains(c) || c.is_whitespace();
        text.trim_matches(quotes).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    clause.kind == ClauseKind::Definition
        && clause.label.is_none()
        && leaf
        && first.role == Role::Body
        && plain(words) == plain(term)
}
