//! Tables: which rows and cells are the same, and what changed in them.
//!
//! Rows are paired where they are equal, then by the first cell (which mostly names the row), then
//! by likeness between paired neighbours; columns by the header row where the two tables' headers
//! differ, else by place. Cells are compared word by word.

use keeling_model::{Cell, Row, Span, Table};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher as _;

use super::align::common;
use super::ops::OpWriter;
use super::regions::{Pair, Placed};
use crate::alike::{dice, in_order};
use crate::redline::{CellChange, Region, RowChange};
use crate::side::{Side, narrow};

/// Likeness in percent from which two rows between paired neighbours are the same.
const LIKE: u32 = 40;

/// Numbers for equal pieces of two tables.
#[derive(Default)]
struct Numbers {
    ids: FxHashMap<u64, u32>,
}

impl Numbers {
    /// The same number for stretches with the same tokens.
    fn of(&mut self, side: &Side<'_>, span: Span) -> u32 {
        let mut hasher = FxHasher::default();
        for token in &side.tokens[side.tokens_in(span)] {
            hasher.write_u32(*token);
        }
        let next = narrow(self.ids.len());
        *self.ids.entry(hasher.finish()).or_insert(next)
    }
}

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

/// Completes pairs with those that `between` finds in each gap (as indices within the gap).
fn fill(
    fixed: &[(usize, usize)],
    n_old: usize,
    n_new: usize,
    mut between: impl FnMut(std::ops::Range<usize>, std::ops::Range<usize>) -> Vec<(usize, usize)>,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::with_capacity(fixed.len());
    let mut from = (0, 0);
    for &(x, y) in fixed.iter().chain(&[(n_old, n_new)]) {
        if x > from.0 && y > from.1 {
            let found = between(from.0..x, from.1..y);
            pairs.extend(found.into_iter().map(|(a, b)| (from.0 + a, from.1 + b)));
        }
        if x < n_old && y < n_new {
            pairs.push((x, y));
        }
        from = (x + 1, y + 1);
    }
    pairs
}

/// Lists everything of both sides in reading order: before each pair what only the old side has,
/// then what only the new side has.
fn interleave(
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
    let rows = interleave(&pair_rows(pair, old_rows, new_rows), old_rows.len(), new_rows.len())
        .into_iter()
        .map(|(x, y)| {
            let old = x.and_then(|x| old_rows.get(x).map(|row| (x, row)));
            let new = y.and_then(|y| new_rows.get(y).map(|row| (y, row)));
            write_row(pair, writer, &columns, old, new)
        })
        .collect();
    Region::Table { old: old.map(|p| p.block), new: new.map(|p| p.block), rows }
}

fn pair_rows(pair: &Pair<'_, '_>, old: &[Row], new: &[Row]) -> Vec<(usize, usize)> {
    let mut numbers = Numbers::default();
    let mut keys = |side: &Side<'_>, rows: &[Row], key: fn(&Row) -> Span| -> Vec<u32> {
        rows.iter().map(|row| numbers.of(side, key(row))).collect()
    };
    let whole: fn(&Row) -> Span = |row| row.span;
    let equal = common(&keys(pair.old, old, whole), &keys(pair.new, new, whole));
    let named: fn(&Row) -> Span = |row| row.cells.first().map_or(row.span, |cell| cell.span);
    let (old_names, new_names) = (keys(pair.old, old, named), keys(pair.new, new, named));
    fill(&equal, old.len(), new.len(), |olds, news| {
        let by_name = common(&old_names[olds.clone()], &new_names[news.clone()]);
        fill(&by_name, olds.len(), news.len(), |x, y| {
            let olds = &old[olds.start + x.start..olds.start + x.end];
            let news = &new[news.start + y.start..news.start + y.end];
            pair_alike(pair, olds, news)
        })
    })
}

/// Pairs rows by likeness, in order.
fn pair_alike(pair: &Pair<'_, '_>, old: &[Row], new: &[Row]) -> Vec<(usize, usize)> {
    let score = |x: usize, y: usize| likeness(pair, old[x].span, new[y].span);
    in_order(old.len(), new.len(), LIKE, score).unwrap_or_else(|| {
        let as_many = if old.len() == new.len() { old.len() } else { 0 };
        (0..as_many).map(|at| (at, at)).collect()
    })
}

/// How alike two stretches are.
fn likeness(pair: &Pair<'_, '_>, old: Span, new: Span) -> u32 {
    let tokens = |side: &Side<'_>, span| side.tokens[side.tokens_in(span)].to_vec();
    dice(tokens(pair.old, old), tokens(pair.new, new))
}

/// Which columns of two tables are the same, where their header rows differ.
#[derive(Default)]
struct Columns {
    pairs: Vec<(usize, usize)>,
    n_old: usize,
    n_new: usize,
}

impl Columns {
    fn of(pair: &Pair<'_, '_>, old: &Table, new: &Table) -> Self {
        let header = |table: &'_ Table| table.rows.first().map_or(0, |row| row.cells.len());
        let (n_old, n_new) = (header(old), header(new));
        let pairs = match (old.rows.first(), new.rows.first()) {
            (Some(a), Some(b)) => pair_cells(pair, &a.cells, &b.cells),
            _ => Vec::new(),
        };
        Self { pairs, n_old, n_new }
    }
}

/// Pairs cells of two rows: equal ones, then by place between them where as many are left.
fn pair_cells(pair: &Pair<'_, '_>, old: &[Cell], new: &[Cell]) -> Vec<(usize, usize)> {
    let mut numbers = Numbers::default();
    let old_keys: Vec<u32> = old.iter().map(|cell| numbers.of(pair.old, cell.span)).collect();
    let new_keys: Vec<u32> = new.iter().map(|cell| numbers.of(pair.new, cell.span)).collect();
    let equal = if old.len() == new.len() { Vec::new() } else { common(&old_keys, &new_keys) };
    fill(&equal, old.len(), new.len(), |olds, news| {
        (0..olds.len().min(news.len())).map(|at| (at, at)).collect()
    })
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
    let pairs = match (old, new) {
        (Some(_), Some(_))
            if (old_cells.len(), new_cells.len()) == (columns.n_old, columns.n_new) =>
        {
            columns.pairs.clone()
        }
        (Some(_), Some(_)) => pair_cells(pair, old_cells, new_cells),
        _ => Vec::new(),
    };
    let cells = interleave(&pairs, old_cells.len(), new_cells.len())
        .into_iter()
        .map(|(x, y)| {
            let old = x.and_then(|x| old_cells.get(x).map(|cell| (x, cell)));
            let new = y.and_then(|y| new_cells.get(y).map(|cell| (y, cell)));
            write_cell(pair, writer, old, new)
        })
        .collect();
    RowChange { old: old.map(|(at, _)| narrow(at)), new: new.map(|(at, _)| narrow(at)), cells }
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
