//! Lists in columns: tables whose cells are one list that runs on from row to row.
//!
//! ```text
//! Ann   Bob   Cy        Ann   Bea   Bob        row by row: all but Ann differs
//! Dan   Eve   Fay       Cy    Dan   Eve        as a list:  Bea is new
//!                       Fay
//! ```
//!
//! What tells such a list from a table is that its rows mean nothing: entries that stood in one
//! row stand in two, and read cell after cell the two versions are nearly the same. In a table
//! whose rows name things a row keeps its cells, wherever it goes.
//!
//! Cost: linear in the cells, but for the alignment of the entries, which has limits of its own.

use std::ops::Range;

use keeling_model::{Block, Cell, Table};
use rustc_hash::FxHashSet;

use super::align::common;
use super::columns::Columns;
use super::numbers::{Numbers, fill};
use super::regions::Pair;
use super::tables::pair_row;
use crate::alike::{dice, in_order};
use crate::side::Side;
use crate::vocabulary::TokenId;

/// The fewest entries that are a list: fewer are soon read, and alike by chance.
const FEWEST: usize = 8;

/// The most words of an entry. Names, terms and titles have fewer, sentences more.
const LONGEST: usize = 8;

/// How many of the entries have to be unlike all others, in percent: a list names a thing once,
/// what is said of things in a table (yes, no, a unit) recurs.
const DISTINCT: usize = 90;

/// How many entries of the version with fewer have to be in the other one too, in the same order,
/// in percent.
const KEPT: usize = 75;

/// The fewest breaks of rows that only one version has between two entries that follow each other
/// in both: one would be a row that was split, two another one that was joined.
const FEWEST_TORN: usize = 3;

/// How many times fewer cells have to differ in a list than in a table of the same rows.
const GAIN: usize = 2;

/// Likeness in percent from which two entries at the same place of a list are one that was amended:
/// one of the two words of a name.
const LIKE: u32 = 50;

/// Pairs the cells of two tables that are a list in columns, counted in reading order; `None` where
/// they are none. How its rows are paired is what the list has to be better than.
pub(super) fn pair_entries(
    pair: &Pair<'_, '_>,
    columns: &Columns,
    rows: &[(usize, usize)],
    old: &Table,
    new: &Table,
) -> Option<Vec<(usize, usize)>> {
    let mut numbers = Numbers::default();
    let old_list = List::of(pair.old, &mut numbers, old)?;
    let new_list = List::of(pair.new, &mut numbers, new)?;
    let same = common(&old_list.keys, &new_list.keys);
    let is_list = old_list.width == new_list.width
        && is_kept(&old_list, &new_list, same.len())
        && torn(&old_list, &new_list, &same) >= FEWEST_TORN
        && is_gain(&old_list, &new_list, same.len(), in_rows(pair, columns, rows, old, new));
    is_list.then(|| complete(&old_list, &new_list, &same))
}

/// A table read as a list.
struct List<'s> {
    side: &'s Side<'s>,
    /// Its cells in reading order.
    cells: Vec<&'s Cell>,
    /// How many of them are a row.
    width: usize,
    /// Those with words, as indices into the cells.
    entries: Vec<usize>,
    /// The numbers of the words of the entries.
    keys: Vec<u32>,
}

impl<'s> List<'s> {
    /// Reads a table; `None` where it has not the look of a list.
    fn of(side: &'s Side<'_>, numbers: &mut Numbers, table: &'s Table) -> Option<Self> {
        let width = table.rows.first()?.cells.len();
        let (last, rows) = table.rows.split_last()?;
        let is_even = width > 1
            && rows.iter().all(|row| row.cells.len() == width)
            && last.cells.len() <= width;
        if !is_even {
            return None;
        }
        let cells: Vec<&Cell> = table.cells().collect();
        let has_words = |at: &usize| !side.tokens_in(cells[*at].span).is_empty();
        let entries: Vec<usize> = (0..cells.len()).filter(has_words).collect();
        let is_list = entries.len() >= FEWEST
            && cells.iter().all(|cell| is_plain(cell))
            && entries.iter().all(|at| is_entry(side, cells[*at]));
        if !is_list {
            return None;
        }
        let keys: Vec<u32> = entries.iter().map(|at| numbers.of(side, cells[*at].span)).collect();
        let n_distinct = keys.iter().collect::<FxHashSet<_>>().len();
        let is_distinct = n_distinct * 100 >= DISTINCT * keys.len();
        is_distinct.then_some(Self { side, cells, width, entries, keys })
    }

    /// The row that an entry stands in.
    fn row(&self, entry: usize) -> usize {
        self.entries[entry] / self.width
    }

    fn words(&self, entry: usize) -> &[TokenId] {
        words(self.side, self.cells[self.entries[entry]])
    }

    /// Those of some cells that have no words.
    fn blank(&self, cells: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        cells.filter(|at| self.entries.binary_search(at).is_err())
    }
}

/// The words of a cell.
fn words<'s>(side: &'s Side<'_>, cell: &Cell) -> &'s [TokenId] {
    &side.tokens[side.tokens_in(cell.span)]
}

/// Whether a cell covers no other one and holds no table.
fn is_plain(cell: &Cell) -> bool {
    let is_paragraph = |block: &Block| matches!(block, Block::Paragraph(_));
    cell.columns == 1 && cell.rows == 1 && cell.blocks.iter().all(is_paragraph)
}

/// Whether a cell can be an entry: a few words, not figures only.
fn is_entry(side: &Side<'_>, cell: &Cell) -> bool {
    side.tokens_in(cell.span).len() <= LONGEST
        && side.document.slice(cell.span).contains(char::is_alphabetic)
}

/// Whether the lists have enough of their entries in common.
fn is_kept(old: &List<'_>, new: &List<'_>, n_same: usize) -> bool {
    n_same * 100 >= KEPT * old.keys.len().min(new.keys.len())
}

/// Whether far fewer cells differ where the tables are lists than where they are rows.
fn is_gain(old: &List<'_>, new: &List<'_>, n_same: usize, n_in_rows: usize) -> bool {
    let n_different = |n_same| (old.keys.len() + new.keys.len()).saturating_sub(2 * n_same);
    n_different(n_same) * GAIN <= n_different(n_in_rows)
}

/// How often two entries that follow each other in both versions share a row in one of them only.
fn torn(old: &List<'_>, new: &List<'_>, same: &[(usize, usize)]) -> usize {
    let share = |list: &List<'_>, one, other| list.row(one) == list.row(other);
    let neighbours = same.windows(2).filter(|pairs| {
        let [(a, x), (b, y)] = pairs else { return false };
        share(old, *a, *b) != share(new, *x, *y)
    });
    neighbours.count()
}

/// How many cells with words are the same where the tables are compared row by row.
fn in_rows(
    pair: &Pair<'_, '_>,
    columns: &Columns,
    rows: &[(usize, usize)],
    old: &Table,
    new: &Table,
) -> usize {
    let same_cells = rows.iter().map(|(x, y)| {
        let (a, b) = (&old.rows[*x], &new.rows[*y]);
        let both = pair_row(pair, columns, a, b).into_iter().filter_map(|(x, y)| x.zip(y));
        let same = both.filter(|(x, y)| {
            let (was, is) = (words(pair.old, &a.cells[*x]), words(pair.new, &b.cells[*y]));
            !was.is_empty() && was == is
        });
        same.count()
    });
    same_cells.sum()
}

/// The pairs of cells that pairs of equal entries make, with the amended ones between them and the
/// cells without words.
fn complete(old: &List<'_>, new: &List<'_>, same: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let entries = fill(same, old.keys.len(), new.keys.len(), |olds, news| {
        let likeness =
            |x, y| dice(old.words(olds.start + x).to_vec(), new.words(news.start + y).to_vec());
        in_order(olds.len(), news.len(), LIKE, likeness)
    });
    let cells: Vec<(usize, usize)> =
        entries.into_iter().map(|(x, y)| (old.entries[x], new.entries[y])).collect();
    fill(&cells, old.cells.len(), new.cells.len(), |olds, news| {
        let (from, to) = (olds.start, news.start);
        let blanks = old.blank(olds).zip(new.blank(news));
        blanks.map(|(x, y)| (x - from, y - to)).collect()
    })
}
