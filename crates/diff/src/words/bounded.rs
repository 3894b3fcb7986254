//! Alignment with bounded work: the shortest edit script as far as so many edits lead, and on from
//! there.
//!
//! Myers' greedy algorithm ("An O(ND) difference algorithm and its variations", 1986) takes time
//! in the square of the number of edits, not in the length. Two long texts with few differences
//! are aligned exactly. Where there are more, it begins anew at the place that was reached with
//! the most behind it, so that the work is linear in the length, by counts and never by a clock.
//!
//! Time: at most [`MOST_EDITS`] for each token; space: its square.

use super::Run;
use super::align::push;
use crate::side::narrow;

/// How many edits are looked for before it begins anew.
const MOST_EDITS: usize = 1_000;

/// Returns the runs of equal members where both sequences are aligned with so many edits as are
/// looked for at once; `None` where it would take more.
pub(super) fn exact(old: &[u32], new: &[u32]) -> Option<Vec<Run>> {
    let reached = furthest(old, new);
    (reached.old == old.len() && reached.new == new.len()).then_some(reached.runs)
}

/// Returns runs of equal members, in increasing order on both sides.
pub(super) fn runs(old: &[u32], new: &[u32]) -> Vec<Run> {
    let mut out = Vec::new();
    let (mut x, mut y) = (0, 0);
    while x < old.len() && y < new.len() {
        let reached = furthest(&old[x..], &new[y..]);
        for run in reached.runs {
            push(&mut out, Run { old: x + run.old, new: y + run.new, len: run.len });
        }
        (x, y) = (x + reached.old, y + reached.new);
    }
    out
}

/// How far an edit script leads.
struct Reached {
    runs: Vec<Run>,
    old: usize,
    new: usize,
}

/// Follows the shortest edit script from the start: to the end of both, or as far as
/// [`MOST_EDITS`] lead. It gets on by at least as many members as it makes edits.
fn furthest(old: &[u32], new: &[u32]) -> Reached {
    let most = MOST_EDITS.min(old.len() + new.len());
    // How far along `old` each diagonal `x - y` was followed; the index is the diagonal shifted
    // by `middle`, so that it is positive.
    let middle = most + 1;
    let mut reach = vec![0u32; 2 * most + 3];
    let mut trace: Vec<Vec<u32>> = Vec::new();
    let mut best = (0, middle, 0);
    for edits in 0..=most {
        for diagonal in (middle - edits..=middle + edits).step_by(2) {
            let x = match edits {
                0 => 0,
                _ if is_down(&reach, diagonal, middle, edits) => reach[diagonal + 1] as usize,
                _ => reach[diagonal - 1] as usize + 1,
            };
            let y = x + middle - diagonal;
            let equal = match (old.get(x..), new.get(y..)) {
                (Some(a), Some(b)) => a.iter().zip(b).take_while(|(a, b)| a == b).count(),
                _ => 0,
            };
            let (x, y) = (x + equal, y + equal);
            reach[diagonal] = narrow(x);
            if x <= old.len() && y <= new.len() && (x + y > best.0 || edits == 0) {
                best = (x + y, diagonal, edits);
            }
        }
        trace.push(reach[middle - edits..=middle + edits].to_vec());
        if best.0 == old.len() + new.len() {
            break;
        }
    }
    let (sum, diagonal, edits) = best;
    // x + y and x - y give both.
    let old_len = (sum + diagonal - middle) / 2;
    Reached {
        runs: walk_back(&trace, edits, diagonal, middle, old_len),
        old: old_len,
        new: sum - old_len,
    }
}

/// Whether a diagonal is reached from the one above it, by an insertion.
fn is_down(reach: &[u32], diagonal: usize, middle: usize, edits: usize) -> bool {
    diagonal == middle - edits
        || (diagonal != middle + edits && reach[diagonal - 1] < reach[diagonal + 1])
}

/// The runs of the path that ends on a diagonal after so many edits, `x` members along `old`.
fn walk_back(
    trace: &[Vec<u32>],
    edits: usize,
    mut diagonal: usize,
    middle: usize,
    mut x: usize,
) -> Vec<Run> {
    let mut runs = Vec::new();
    for edits in (1..=edits).rev() {
        // What each diagonal had reached one edit before; those outside had not begun.
        let before = &trace[edits - 1];
        let reach = |diagonal: usize| {
            diagonal.checked_sub(middle + 1 - edits).and_then(|at| before.get(at)).copied()
        };
        let above = reach(diagonal + 1);
        let is_down = diagonal == middle - edits
            || (diagonal != middle + edits && reach(diagonal - 1) < above);
        let (from, start) = if is_down {
            let from = above.unwrap_or(0) as usize;
            (from, from)
        } else {
            let from = reach(diagonal - 1).unwrap_or(0) as usize;
            (from, from + 1)
        };
        runs.push(Run { old: start, new: start + middle - diagonal, len: x - start });
        diagonal = if is_down { diagonal + 1 } else { diagonal - 1 };
        x = from;
    }
    runs.push(Run { old: 0, new: 0, len: x });
    runs.reverse();
    runs.retain(|run| run.len > 0);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The length of a longest common subsequence, by the textbook's table.
    fn longest_common(old: &[u32], new: &[u32]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for a in old {
            let mut diagonal = 0;
            for (at, b) in new.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if a == b { diagonal + 1 } else { above.max(row[at]) };
                diagonal = above;
            }
        }
        row[new.len()]
    }

    proptest::proptest! {
        #[test]
        fn short_sequences_are_aligned_as_well_as_can_be(
            old in proptest::collection::vec(0..4u32, 0..30),
            new in proptest::collection::vec(0..4u32, 0..30),
        ) {
            let found = exact(&old, &new).unwrap_or_default();
            let (mut x, mut y) = (0, 0);
            for run in &found {
                proptest::prop_assert!(run.old >= x && run.new >= y && run.len > 0);
                proptest::prop_assert_eq!(&old[run.old..run.old + run.len], &new[run.new..run.new + run.len]);
                (x, y) = (run.old + run.len, run.new + run.len);
            }
            let common: usize = found.iter().map(|run| run.len).sum();
            proptest::prop_assert_eq!(common, longest_common(&old, &new));
            proptest::prop_assert_eq!(runs(&old, &new).iter().map(|run| run.len).sum::<usize>(), common);
        }
    }

    #[test]
    fn a_few_differences_in_a_long_text_of_few_words_are_found() {
        let old: Vec<u32> = (0..40_000u32).map(|at| at * at % 97).collect();
        let mut new = old.clone();
        new[100] = 500;
        new.remove(20_000);
        new.insert(39_000, 501);
        let found = exact(&old, &new).unwrap_or_default();
        assert_eq!(found.iter().map(|run| run.len).sum::<usize>(), 39_998);
    }

    #[test]
    fn too_many_differences_are_found_bit_by_bit() {
        let old: Vec<u32> = (0..20_000u32).map(|at| at * at % 97).collect();
        let new: Vec<u32> =
            old.iter().enumerate().map(|(at, x)| if at % 10 == 0 { 500 } else { *x }).collect();
        assert!(exact(&old, &new).is_none());
        let found: usize = runs(&old, &new).iter().map(|run| run.len).sum();
        assert!(found >= 17_500, "{found} of 18,000");
    }
}
