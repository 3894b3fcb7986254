//! Numbers for equal pieces of two tables, and the completion of pairs found by them.

use std::hash::Hasher as _;
use std::ops::Range;

use keeling_model::Span;
use rustc_hash::{FxHashMap, FxHasher};

use crate::side::{Side, narrow};

/// Numbers for equal pieces of two tables.
#[derive(Default)]
pub(super) struct Numbers {
    ids: FxHashMap<u64, u32>,
}

impl Numbers {
    /// The same number for stretches with the same tokens.
    pub(super) fn of(&mut self, side: &Side<'_>, span: Span) -> u32 {
        self.of_all(side, [span])
    }

    /// The same number for as many stretches with the same tokens each.
    pub(super) fn of_all(&mut self, side: &Side<'_>, spans: impl IntoIterator<Item = Span>) -> u32 {
        let mut hasher = FxHasher::default();
        for span in spans {
            for token in &side.tokens[side.tokens_in(span)] {
                hasher.write_u32(*token);
            }
            hasher.write_u32(u32::MAX);
        }
        let next = narrow(self.ids.len());
        *self.ids.entry(hasher.finish()).or_insert(next)
    }
}

/// Completes pairs with those that `between` finds in each gap (as indices within the gap).
pub(crate) fn fill(
    fixed: &[(usize, usize)],
    n_old: usize,
    n_new: usize,
    mut between: impl FnMut(Range<usize>, Range<usize>) -> Vec<(usize, usize)>,
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
