//! Columns: which columns of two tables are the same.
//!
//! Header cells with the same words are the same column, in order; between them, columns are
//! paired by place where as many are left on both sides, else by how alike what stands in them is.

use keeling_model::{Cell, Row, Span, Table};

use super::align::common;
use super::numbers::{Numbers, fill};
use super::regions::Pair;
use super::tables::interleave;
use crate::alike::{dice, in_order};
use crate::side::Side;
use crate::vocabulary::TokenId;

/// Likeness in percent from which what stands in two columns makes them the same.
const LIKE_COLUMN: u32 = 40;

/// How many rows are looked at to tell how alike two columns are.
const SAMPLE: usize = 50;

/// Which columns of two tables are the same.
#[derive(Default)]
pub(super) struct Columns {
    /// The pairs, in increasing order on both sides.
    pub(super) pairs: Vec<(usize, usize)>,
    n_old: usize,
    n_new: usize,
}

impl Columns {
    /// Pairs the columns of two tables.
    pub(super) fn of(pair: &Pair<'_, '_>, old: &Table, new: &Table) -> Self {
        let (Some(a), Some(b)) = (old.rows.first(), new.rows.first()) else {
            return Self::default();
        };
        let (n_old, n_new) = (a.cells.len(), b.cells.len());
        let mut numbers = Numbers::default();
        let old_keys = keys(&mut numbers, pair.old, &a.cells);
        let new_keys = keys(&mut numbers, pair.new, &b.cells);
        let pairs = fill(&common(&old_keys, &new_keys), n_old, n_new, |olds, news| {
            if olds.len() == news.len() {
                return (0..olds.len()).map(|at| (at, at)).collect();
            }
            let olds: Vec<_> = olds.map(|at| column(pair.old, old, n_old, at)).collect();
            let news: Vec<_> = news.map(|at| column(pair.new, new, n_new, at)).collect();
            let score = |x: usize, y: usize| dice(olds[x].clone(), news[y].clone());
            in_order(olds.len(), news.len(), LIKE_COLUMN, score)
        });
        Self { pairs, n_old, n_new }
    }

    /// Whether two rows have a cell for each column.
    pub(super) fn fit(&self, old: &Row, new: &Row) -> bool {
        self.fit_old(old) && self.fit_new(new)
    }

    /// The same for rows of which one may have no cells, as it is not there.
    pub(super) fn fit_either(&self, n_old: usize, n_new: usize) -> bool {
        let fits = |n: usize, columns: usize| n == 0 || n == columns;
        fits(n_old, self.n_old) && fits(n_new, self.n_new)
    }

    /// The columns of both tables in reading order.
    pub(super) fn all(&self) -> Vec<(Option<usize>, Option<usize>)> {
        interleave(&self.pairs, self.n_old, self.n_new)
    }

    fn fit_old(&self, row: &Row) -> bool {
        row.cells.len() == self.n_old
    }

    fn fit_new(&self, row: &Row) -> bool {
        row.cells.len() == self.n_new
    }

    /// Whether each column is in both tables.
    fn all_kept(&self) -> bool {
        self.pairs.len() == self.n_old && self.pairs.len() == self.n_new
    }

    /// The cells of an old row that the new table has columns for; all of it where they are many.
    pub(super) fn shared_old(&self, row: &Row) -> Vec<Span> {
        if self.all_kept() || self.pairs.is_empty() || !self.fit_old(row) {
            return row.cells.iter().map(|cell| cell.span).collect();
        }
        self.pairs.iter().map(|(at, _)| row.cells[*at].span).collect()
    }

    /// The cells of a new row that the old table has columns for.
    pub(super) fn shared_new(&self, row: &Row) -> Vec<Span> {
        if self.all_kept() || self.pairs.is_empty() || !self.fit_new(row) {
            return row.cells.iter().map(|cell| cell.span).collect();
        }
        self.pairs.iter().map(|(_, at)| row.cells[*at].span).collect()
    }
}

/// The words of a column below its header, as far as they are looked at.
fn column(side: &Side<'_>, table: &Table, n_columns: usize, at: usize) -> Vec<TokenId> {
    let rows = table.rows.iter().skip(1).filter(|row| row.cells.len() == n_columns).take(SAMPLE);
    let cells = rows.filter_map(|row| row.cells.get(at));
    cells.flat_map(|cell| side.tokens[side.tokens_in(cell.span)].iter().copied()).collect()
}

fn keys(numbers: &mut Numbers, side: &Side<'_>, cells: &[Cell]) -> Vec<u32> {
    cells.iter().map(|cell| numbers.of(side, cell.span)).collect()
}

/// Pairs cells of two rows without columns: equal ones, then by place between them.
pub(super) fn pair_cells(pair: &Pair<'_, '_>, old: &[Cell], new: &[Cell]) -> Vec<(usize, usize)> {
    let mut numbers = Numbers::default();
    let old_keys = keys(&mut numbers, pair.old, old);
    let new_keys = keys(&mut numbers, pair.new, new);
    let equal = if old.len() == new.len() { Vec::new() } else { common(&old_keys, &new_keys) };
    fill(&equal, old.len(), new.len(), |olds, news| {
        (0..olds.len().min(news.len())).map(|at| (at, at)).collect()
    })
}
