//! What became of the rows, columns and cells of tables.

use std::collections::{BTreeSet, HashMap};

use super::super::table;
use super::{Table, Version};

/// The tables of both versions that differ.
pub(super) fn tables(old: &Version<'_>, new: &Version<'_>, pairs: &[(usize, usize)]) -> Vec<Table> {
    let of = |version: &Version<'_>, at: usize| {
        version.entries[at].clause().and_then(|clause| clause.table.clone())
    };
    let tables = pairs.iter().filter_map(|(x, y)| {
        let (was, now) = (of(old, *x)?, of(new, *y)?);
        (was != now).then(|| compare(&was, &now, (*x, *y)))
    });
    tables.collect()
}

fn compare(was: &table::Table, now: &table::Table, (old, new): (usize, usize)) -> Table {
    let column = |column: &table::Column| column.id;
    let columns = aligned(
        &was.columns.iter().map(column).collect::<Vec<_>>(),
        &now.columns.iter().map(column).collect::<Vec<_>>(),
    );
    let rows = aligned(&ids(was), &ids(now));
    let both: Vec<[usize; 2]> = columns.iter().filter_map(|pair| pair_of(*pair)).collect();
    let moved: BTreeSet<usize> = off(&rows);
    let (was, now): (Vec<_>, Vec<_>) = (was.lines().collect(), now.lines().collect());
    let mut table = Table {
        old,
        new,
        rows: Vec::new(),
        columns: columns.into_iter().filter(|pair| pair_of(*pair).is_none()).collect(),
        cells: Vec::new(),
        moved: Vec::new(),
    };
    for (at, pair) in rows.iter().enumerate() {
        let Some([x, y]) = pair_of(*pair) else {
            table.rows.push(*pair);
            continue;
        };
        if moved.contains(&at) {
            table.moved.push([x, y]);
            table.rows.extend([[Some(x), None], [None, Some(y)]]);
            continue;
        }
        if was[x] != now[y] {
            table.rows.push(*pair);
        }
        let cells = both.iter().filter(|[a, b]| was[x][*a] != now[y][*b]);
        table.cells.extend(cells.map(|[a, b]| [x, y, *a, *b]));
    }
    table
}

/// The ids of the rows, the header's first.
fn ids(table: &table::Table) -> Vec<u32> {
    std::iter::once(u32::MAX).chain(table.rows.iter().map(|row| row.id)).collect()
}

/// Old and new places of the same things; those of one version alone have one place.
fn aligned(was: &[u32], now: &[u32]) -> Vec<[Option<usize>; 2]> {
    let places = |ids: &[u32]| ids.iter().copied().enumerate().map(|(at, id)| (id, at)).collect();
    let (old, new): (HashMap<u32, usize>, HashMap<u32, usize>) = (places(was), places(now));
    let kept = was.iter().enumerate().map(|(at, id)| [Some(at), new.get(id).copied()]);
    let came = now.iter().enumerate().filter(|(_, id)| !old.contains_key(id));
    kept.chain(came.map(|(at, _)| [None, Some(at)])).collect()
}

fn pair_of(pair: [Option<usize>; 2]) -> Option<[usize; 2]> {
    Some([pair[0]?, pair[1]?])
}

/// The indices of the rows that are off the longest sequence in the same order.
fn off(rows: &[[Option<usize>; 2]]) -> BTreeSet<usize> {
    let places: Vec<_> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, pair)| pair_of(*pair).map(|[_, new]| (at, new)))
        .collect();
    let on = longest_increasing(&places.iter().map(|(_, new)| *new).collect::<Vec<_>>());
    places.iter().zip(on).filter(|(_, on)| !on).map(|((at, _), _)| *at).collect()
}

/// Which members of a sequence belong to its longest increasing subsequence (patience sorting).
fn longest_increasing(sequence: &[usize]) -> Vec<bool> {
    // The member that ends the best sequence of each length, and each member's predecessor.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (at, value) in sequence.iter().enumerate() {
        let len = tails.partition_point(|tail| sequence[*tail] < *value);
        before.push(len.checked_sub(1).map(|last| tails[last]));
        if len == tails.len() {
            tails.push(at);
        } else {
            tails[len] = at;
        }
    }
    let mut on = vec![false; sequence.len()];
    let mut last = tails.last().copied();
    while let Some(at) = last {
        on[at] = true;
        last = before[at];
    }
    on
}
