//! Pairing by likeness without crossing: rows of a table, headings of a part.

use crate::vocabulary::TokenId;

/// The most likenesses that are computed for one pairing.
const MOST: usize = 2500;

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
    crate::side::narrow(200 * shared / (old.len() + new.len()).max(1))
}

/// Returns the pairs, in increasing order on both sides, that score at least `least` each and the
/// most together; `None` where there would be too many scores to compute.
///
/// Time: `n_old × n_new` scores, bounded by a constant.
pub(crate) fn in_order(
    n_old: usize,
    n_new: usize,
    least: u32,
    score: impl Fn(usize, usize) -> u32,
) -> Option<Vec<(usize, usize)>> {
    if n_old.checked_mul(n_new)? > MOST {
        return None;
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
    Some(pairs)
}
