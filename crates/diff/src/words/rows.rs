//! Rows: which rows of two tables are the same, and which were moved.
//!
//! Rows are paired in order: equal ones, then by the first cell (which mostly names the row), then
//! by likeness between paired neighbours. What is left on both sides, and is equal or has the same
//! name and is alike, was moved.

use keeling_model::{Row, Span};
use rustc_hash::FxHashMap;

use super::align::common;
use super::columns::Columns;
use super::numbers::{Numbers, fill};
use super::regions::Pair;
use crate::alike::{dice, in_order};
use crate::redline::RowChange;
use crate::side::{Side, narrow};

/// Likeness in percent from which two rows between paired neighbours are the same.
const LIKE: u32 = 40;

/// Likeness in percent from which two rows with the same first cell are one that was moved.
const LIKE_MOVED: u32 = 60;

/// Pairs the rows of two tables, in increasing order on both sides.
pub(super) fn pair_rows(
    pair: &Pair<'_, '_>,
    columns: &Columns,
    old: &[Row],
    new: &[Row],
) -> Vec<(usize, usize)> {
    let mut numbers = Numbers::default();
    let old_keys: Vec<u32> =
        old.iter().map(|row| numbers.of_all(pair.old, columns.shared_old(row))).collect();
    let new_keys: Vec<u32> =
        new.iter().map(|row| numbers.of_all(pair.new, columns.shared_new(row))).collect();
    let equal = common(&old_keys, &new_keys);
    let mut names = |side: &Side<'_>, rows: &[Row]| -> Vec<u32> {
        rows.iter().map(|row| numbers.of(side, name(row))).collect()
    };
    let (old_names, new_names) = (names(pair.old, old), names(pair.new, new));
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
    in_order(old.len(), new.len(), LIKE, score)
}

/// How alike two stretches are, in percent.
fn likeness(pair: &Pair<'_, '_>, old: Span, new: Span) -> u32 {
    let tokens = |side: &Side<'_>, span| side.tokens[side.tokens_in(span)].to_vec();
    dice(tokens(pair.old, old), tokens(pair.new, new))
}

/// What names a row: its first cell.
fn name(row: &Row) -> Span {
    row.cells.first().map_or(row.span, |cell| cell.span)
}

/// Links the two places of each row that was moved. Rows without words are no one's.
pub(super) fn link_moved(pair: &Pair<'_, '_>, old: &[Row], new: &[Row], changes: &mut [RowChange]) {
    let gone = places(changes, |change| change.new.is_none().then_some(change.old?));
    let come = places(changes, |change| change.old.is_none().then_some(change.new?));
    if gone.is_empty() || come.is_empty() {
        return;
    }
    let mut link = |by: fn(&Row) -> Span, least: u32| {
        let mut numbers = Numbers::default();
        let mut free: FxHashMap<u32, Vec<(u32, u32)>> = FxHashMap::default();
        for &(place, row) in gone.iter().rev() {
            let span = by(&old[row as usize]);
            if changes[place as usize].moved.is_none() && !pair.old.tokens_in(span).is_empty() {
                free.entry(numbers.of(pair.old, span)).or_default().push((place, row));
            }
        }
        for &(place, row) in &come {
            let twins = free.get_mut(&numbers.of(pair.new, by(&new[row as usize])));
            let Some(twins) = twins.filter(|_| changes[place as usize].moved.is_none()) else {
                continue;
            };
            let is_same = |(_, twin): &(u32, u32)| {
                likeness(pair, old[*twin as usize].span, new[row as usize].span) >= least
            };
            if let Some((twin, _)) = twins.pop_if(|twin| is_same(twin)) {
                changes[place as usize].moved = Some(twin);
                changes[twin as usize].moved = Some(place);
            }
        }
    };
    link(|row| row.span, 100);
    link(name, LIKE_MOVED);
}

/// Where the rows of one side only stand among all, with their index in their table.
fn places(changes: &[RowChange], row: impl Fn(&RowChange) -> Option<u32>) -> Vec<(u32, u32)> {
    let all = changes.iter().enumerate();
    all.filter_map(|(place, change)| Some((narrow(place), row(change)?))).collect()
}
