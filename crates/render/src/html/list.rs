//! A table that is a list in columns, of both versions: the new version's grid.
//!
//! ```text
//! old   Ann   Bob   Cy           ┌─────┬──────────┬──────────┐
//!       Dan   Eve                │ Ann │ ins(Bea) │ Bob      │
//! new   Ann   Bea   Bob          ├─────┼──────────┼──────────┤
//!       Dan   Eve                │ del(Cy) ¶ Dan  │ Eve      │
//! ```
//!
//! Kept and inserted entries stand in their cells. A deleted one stands in the cell of the entry
//! that follows it, which took its place; at the end of the list in the last cell.

use keeling_diff::{CellChange, Side};
use keeling_model::{Cell, Paragraph, Table};

use super::amended::Weave;
use super::blocks::Paragraphs;
use super::sink::Html;
use super::table::{CLOSE, OPEN, is_header, open_cell, say};

/// Writes a list of an amended clause from what became of its cells.
pub(super) fn write(
    html: &mut Html,
    weave: &mut Weave<'_>,
    (old, new): (&Table, &Table),
    cells: &[CellChange],
) {
    html.raw(OPEN);
    let olds: Vec<&Cell> = old.cells().collect();
    let mut left = new.cells().count();
    let mut rest = cells;
    for (i, row) in new.rows.iter().enumerate() {
        html.raw("<tr>");
        for cell in &row.cells {
            left -= 1;
            let its_own = rest.iter().position(|change| change.new.is_some());
            let n_changes = its_own.filter(|_| left > 0).map_or(rest.len(), |at| at + 1);
            let (here, after) = rest.split_at(n_changes);
            rest = after;
            let tag = open_cell(html, is_header(new, i), None, cell.columns, cell.rows);
            write_cell(html, weave, &olds, cell, here);
            html.raw(tag);
        }
        html.raw("</tr>\n");
    }
    html.raw(CLOSE);
    tell(html, cells);
}

/// Writes a cell of the new version, given what became of it and of the old ones that it shows.
fn write_cell(
    html: &mut Html,
    weave: &mut Weave<'_>,
    olds: &[&Cell],
    new: &Cell,
    changes: &[CellChange],
) {
    let before = changes.iter().filter_map(|change| olds.get(change.old? as usize));
    let old: Vec<Paragraph> =
        before.flat_map(|cell| weave.flatten(Side::Old, &cell.blocks)).collect();
    let new = weave.flatten(Side::New, &new.blocks);
    let mut paragraphs = Paragraphs::of_cell(old.len().max(new.len()));
    if let [first, ..] = changes
        && let [.., last] = changes
    {
        let ops = first.ops.start as usize..last.ops.end as usize;
        weave.write(html, &mut paragraphs, ops, &old, &new);
    }
    paragraphs.finish(html);
}

/// Says below the list what became of its entries.
fn tell(html: &mut Html, cells: &[CellChange]) {
    let count = |is_gone: fn(&CellChange) -> bool| {
        let with_words = cells.iter().filter(|cell| !cell.ops.is_empty());
        with_words.filter(|cell| is_gone(cell)).count()
    };
    say(
        html,
        "In this table, compared as a list: ",
        &[
            (count(|cell| cell.old.is_none()), ["entry", "entries"], "inserted"),
            (count(|cell| cell.new.is_none()), ["entry", "entries"], "deleted"),
        ],
    );
}
