//! What became of the rows, columns and cells of tables.

use std::collections::HashMap;

use super::super::table;
use super::{Table, TwinRow, Version};

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
    let (was, now): (Vec<_>, Vec<_>) = (was.lines().collect(), now.lines().collect());
    let twin = |[x, y]: [usize; 2]| TwinRow {
        old: x,
        new: y,
        differs: was[x] != now[y],
        cells: both.iter().filter(|[a, b]| was[x][*a] != now[y][*b]).copied().collect(),
    };
    let one_sided = |pairs: Vec<[Option<usize>; 2]>| {
        pairs.into_iter().filter(|pair| pair_of(*pair).is_none()).collect()
    };
    Table {
        old,
        new,
        twins: rows.iter().filter_map(|pair| pair_of(*pair).map(twin)).collect(),
        rows: one_sided(rows),
        columns: one_sided(columns),
    }
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
