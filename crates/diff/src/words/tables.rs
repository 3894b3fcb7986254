//! Tables: which rows and cells are the same, and what changed in them.
//!
//! First the [columns](super::columns), then the [`rows`], so that a new column does not make every
//! row another; then the cells, word by word. A table that is one of the [lists](super::lists) has
//! no rows to speak of.

use keeling_model::{Cell, Row, Span};

use super::align::common;
use super::columns::{Columns, pair_cells};
use super::lists::pair_entries;
use super::numbers::{Numbers, fill};
use super::ops::OpWriter;
use super::regions::{Pair, Placed};
use super::rows;
use crate::redline::{CellChange, Region, RowChange};
use crate::side::{Side, narrow};

/// Pairs the tables of two clauses: those with equal first rows, then in order between them.
pub(super) fn pair_tables(
    pair: &Pair<'_, '_>,
    old: &[Placed<'_>],
    new: &[Placed<'_>],
) -> Vec<(usize, usize)> {
    let mut numbers = Numbers::default();
    let mut keys = |side: &Side<'_>, tables: &[Placed<'_>]| -> Vec<u32> {
        let first =
            |placed: &Placed<'_>| placed.table.rows.first().map_or(Span::default(), |row| row.span);
        tables.iter().map(|placed| numbers.of(side, first(placed))).collect()
    };
    let (old_keys, new_keys) = (keys(pair.old, old), keys(pair.new, new));
    let fixed = common(&old_keys, &new_keys);
    fill(&fixed, old.len(), new.len(), |olds, news| {
        let n = olds.len().min(news.len());
        if olds.len() == news.len() { (0..n).map(|at| (at, at)).collect() } else { Vec::new() }
    })
}

/// Lists everything of both sides in reading order: before each pair what only the old side has,
/// then what only the new side has.
pub(crate) fn interleave(
    pairs: &[(usize, usize)],
    n_old: usize,
    n_new: usize,
) -> Vec<(Option<usize>, Option<usize>)> {
    let mut all = Vec::with_capacity(n_old.max(n_new));
    let mut from = (0, 0);
    for &(x, y) in pairs.iter().chain(&[(n_old, n_new)]) {
        all.extend((from.0..x).map(|x| (Some(x), None)));
        all.extend((from.1..y).map(|y| (None, Some(y))));
        if (x, y) != (n_old, n_new) {
            all.push((Some(x), Some(y)));
        }
        from = (x + 1, y + 1);
    }
    all
}

/// Writes the edits of a table; one that only one side has is deleted or inserted as a whole.
pub(super) fn write_table(
    pair: &Pair<'_, '_>,
    writer: &mut OpWriter<'_, '_>,
    old: Option<&Placed<'_>>,
    new: Option<&Placed<'_>>,
) -> Region {
    let old_rows = old.map_or(&[][..], |placed| &placed.table.rows);
    let new_rows = new.map_or(&[][..], |placed| &placed.table.rows);
    let columns = match (old, new) {
        (Some(a), Some(b)) => Columns::of(pair, a.table, b.table),
        _ => Columns::default(),
    };
    let pairs = rows::pair_rows(pair, &columns, old_rows, new_rows);
    if let (Some(a), Some(b)) = (old, new)
        && let Some(entries) = pair_entries(pair, &columns, &pairs, a.table, b.table)
    {
        return write_list(pair, writer, a, b, &entries);
    }
    let mut rows: Vec<RowChange> = interleave(&pairs, old_rows.len(), new_rows.len())
        .into_iter()
        .map(|(x, y)| {
            let old = x.and_then(|x| old_rows.get(x).map(|row| (x, row)));
            let new = y.and_then(|y| new_rows.get(y).map(|row| (y, row)));
            write_row(pair, writer, &columns, old, new)
        })
        .collect();
    rows::link_moved(pair, old_rows, new_rows, &mut rows);
    Region::Table { old: old.map(|p| p.block), new: new.map(|p| p.block), rows }
}

/// Writes the edits of a table that is a list in columns, given which of its cells are the same.
fn write_list(
    pair: &Pair<'_, '_>,
    writer: &mut OpWriter<'_, '_>,
    old: &Placed<'_>,
    new: &Placed<'_>,
    pairs: &[(usize, usize)],
) -> Region {
    let (old_cells, new_cells): (Vec<&Cell>, Vec<&Cell>) =
        (old.table.cells().collect(), new.table.cells().collect());
    let cells = interleave(pairs, old_cells.len(), new_cells.len())
        .into_iter()
        .map(|(x, y)| {
            let old = x.and_then(|x| old_cells.get(x).map(|cell| (x, *cell)));
            let new = y.and_then(|y| new_cells.get(y).map(|cell| (y, *cell)));
            write_cell(pair, writer, old, new)
        })
        .collect();
    Region::List { old: old.block, new: new.block, cells }
}

/// The cells of two rows that are the same one, in reading order.
pub(super) fn pair_row(
    pair: &Pair<'_, '_>,
    columns: &Columns,
    old: &Row,
    new: &Row,
) -> Vec<(Option<usize>, Option<usize>)> {
    if columns.fit(old, new) {
        return columns.all();
    }
    let pairs = pair_cells(pair, &old.cells, &new.cells);
    interleave(&pairs, old.cells.len(), new.cells.len())
}

fn write_row(
    pair: &Pair<'_, '_>,
    writer: &mut OpWriter<'_, '_>,
    columns: &Columns,
    old: Option<(usize, &Row)>,
    new: Option<(usize, &Row)>,
) -> RowChange {
    let old_cells = old.map_or(&[][..], |(_, row)| &row.cells);
    let new_cells = new.map_or(&[][..], |(_, row)| &row.cells);
    let cells = match (old, new) {
        (Some((_, old)), Some((_, new))) => pair_row(pair, columns, old, new),
        // A row that one version has leaves the columns of the other one empty.
        _ if columns.fit_either(old_cells.len(), new_cells.len()) => columns.all(),
        _ => interleave(&[], old_cells.len(), new_cells.len()),
    };
    let cells = cells
        .into_iter()
        .map(|(x, y)| {
            let old = x.and_then(|x| old_cells.get(x).map(|cell| (x, cell)));
            let new = y.and_then(|y| new_cells.get(y).map(|cell| (y, cell)));
            write_cell(pair, writer, old, new)
        })
        .collect();
    RowChange {
        old: old.map(|(at, _)| narrow(at)),
        new: new.map(|(at, _)| narrow(at)),
        moved: None,
        cells,
    }
}

fn write_cell(
    pair: &Pair<'_, '_>,
    writer: &mut OpWriter<'_, '_>,
    old: Option<(usize, &Cell)>,
    new: Option<(usize, &Cell)>,
) -> CellChange {
    let old_span = old.map(|(_, cell)| cell.span);
    let new_span = new.map(|(_, cell)| cell.span);
    writer.bridge(old_span.map(|span| span.start), new_span.map(|span| span.start));
    let first = writer.close();
    let tokens =
        |side: &Side<'_>, span: Option<Span>| span.map_or(0..0, |span| side.tokens_in(span));
    let (old_tokens, new_tokens) = (tokens(pair.old, old_span), tokens(pair.new, new_span));
    let runs = pair.runs(old_tokens.clone(), new_tokens.clone());
    let ends = (old_span.map_or(0, |span| span.end), new_span.map_or(0, |span| span.end));
    writer.write(&runs, old_tokens.start, new_tokens.start, ends.0, ends.1);
    let last = writer.close();
    CellChange {
        old: old.map(|(at, _)| narrow(at)),
        new: new.map(|(at, _)| narrow(at)),
        ops: first..last,
    }
}
