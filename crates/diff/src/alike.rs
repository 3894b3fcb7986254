//! Pairing by likeness without crossing: rows of a table, headings of a part.

use std::cmp::Reverse;

use crate::order::longest_increasing;
use crate::side::narrow;
use crate::vocabulary::TokenId;

/// The most likenesses that are computed for all with all.
const MOST: usize = 2500;

/// How far from its place one is looked for, where there are more.
const NEAR: usize = 12;

/// How alike two sequences of tokens are, in percent: Dice's coefficient over the tokens, whatever
/// their order.
pub(crate) fn dice(mut old: Vec<TokenId>, mut new: Vec<TokenId>) -> u32 {
    old.sort_unstable();
    new.sort_unstable();
    let mut shared = 0;
    let (mut x, mut y) = (0, 0);
    while let (Some(left), Some(right)) = (old.get(x), new.get(y)) {
        shared += usize::from(left == right);
        x += usize::from(left <= right);
        y += usize::from(right <= left);
    }
    narrow(200 * shared / (old.len() + new.len()).max(1))
}

/// Returns pairs, in increasing order on both sides, that score at least `least` each: those that
/// score the most together, or, where that would take more than [`MOST`] scores, those that do so
/// of the best one near each place.
///
/// Time: `n_old × n_new` scores, at most so many as a constant; beyond it linear.
pub(crate) fn in_order(
    n_old: usize,
    n_new: usize,
    least: u32,
    score: impl Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    if n_old.saturating_mul(n_new) > MOST {
        return near(n_old, n_new, least, score);
    }
    let width = n_new + 1;
    let mut best = vec![0u32; (n_old + 1) * width];
    let mut scores = vec![0u32; n_old * n_new];
    for x in (0..n_old).rev() {
        for y in (0..n_new).rev() {
            let here = score(x, y);
            scores[x * n_new + y] = here;
            let skip = best[(x + 1) * width + y].max(best[x * width + y + 1]);
            let take = if here >= least { here + best[(x + 1) * width + y + 1] } else { 0 };
            best[x * width + y] = skip.max(take);
        }
    }
    let mut pairs = Vec::new();
    let (mut x, mut y) = (0, 0);
    while x < n_old && y < n_new {
        let (score, here) = (scores[x * n_new + y], best[x * width + y]);
        if score >= least && here == score + best[(x + 1) * width + y + 1] {
            pairs.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if here == best[(x + 1) * width + y] {
            x += 1;
        } else {
            y += 1;
        }
    }
    pairs
}

/// Pairs each place with the best one near where it is expected, and leaves the heaviest of these
/// pairs that do not cross.
fn near(
    n_old: usize,
    n_new: usize,
    least: u32,
    score: impl Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    let best = |x: usize| {
        let expected = x * n_new / n_old;
        let places = expected.saturating_sub(NEAR)..(expected + NEAR + 1).min(n_new);
        // Of equal ones, the nearest.
        let scored = places.map(|y| (score(x, y), Reverse(y.abs_diff(expected)), y));
        scored.max().filter(|(score, ..)| *score >= least).map(|(score, _, y)| (x, y, score))
    };
    let pairs: Vec<(usize, usize, u32)> = (0..n_old).filter_map(best).collect();
    let places: Vec<(u32, u64)> =
        pairs.iter().map(|(_, y, score)| (narrow(*y), u64::from(*score))).collect();
    let kept = pairs.iter().zip(longest_increasing(&places)).filter(|(_, kept)| *kept);
    kept.map(|((x, y, _), _)| (*x, *y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_paired_near_their_places() {
        // Of 300 rows, every thirtieth of the old ones is gone and two are new at the start.
        let old: Vec<usize> = (0..300).collect();
        let new: Vec<usize> =
            [900, 901].into_iter().chain(old.iter().copied().filter(|x| x % 30 != 0)).collect();
        let score = |x: usize, y: usize| if old[x] == new[y] { 90 } else { 10 };
        let pairs = in_order(old.len(), new.len(), 40, score);
        assert_eq!(pairs.len(), 290);
        assert!(pairs.iter().all(|(x, y)| old[*x] == new[*y]));
    }

    #[test]
    fn of_equal_rows_no_two_are_paired_with_one() {
        let pairs = in_order(200, 100, 40, |_, _| 50);
        assert!(pairs.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1) && !pairs.is_empty());
    }
}
