//! Alignment of two sequences of integers: which members are the same, in order.
//!
//! Short sequences go to Myers' algorithm ("An O(ND) difference algorithm and its variations",
//! 1986) as the `similar` crate has it. Its time is the length times the number of differences, so
//! long sequences with few differences go to the [`bounded`] one; those with many are first cut at
//! members that occur once on each side (as patience diff does), and what is still long then is
//! aligned bit by bit. Work is bounded by counts, and the result never depends on the clock.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Run, bounded};
use crate::order::longest_increasing;
use crate::side::narrow;

/// The longest two sequences (together) that Myers' algorithm is given.
const DIRECT: usize = 10_000;

/// Returns the pairs of indices whose members are equal, in increasing order on both sides.
pub(crate) fn common(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    runs(old, new)
        .into_iter()
        .flat_map(|run| (0..run.len).map(move |at| (run.old + at, run.new + at)))
        .collect()
}

/// Returns the runs of equal members, in increasing order on both sides.
pub(super) fn runs(old: &[u32], new: &[u32]) -> Vec<Run> {
    let mut out = Vec::new();
    into_runs(old, new, Run { old: 0, new: 0, len: 0 }, true, &mut out);
    out
}

/// Adds the runs of `old` and `new`, which begin at `base` in the whole.
fn into_runs(old: &[u32], new: &[u32], base: Run, may_cut: bool, out: &mut Vec<Run>) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_mid, new_mid) =
        (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);
    push(out, Run { old: base.old, new: base.new, len: head });
    let middle = Run { old: base.old + head, new: base.new + head, len: 0 };
    if !old_mid.is_empty() && !new_mid.is_empty() {
        if old_mid.len() + new_mid.len() <= DIRECT {
            direct(old_mid, new_mid, middle, out);
        } else if may_cut {
            match bounded::exact(old_mid, new_mid) {
                Some(runs) => shifted(runs, middle, out),
                None => cut(old_mid, new_mid, middle, out),
            }
        } else {
            shifted(bounded::runs(old_mid, new_mid), middle, out);
        }
    }
    let end = Run { old: middle.old + old_mid.len(), new: middle.new + new_mid.len(), len: tail };
    push(out, end);
}

fn direct(old: &[u32], new: &[u32], base: Run, out: &mut Vec<Run>) {
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            push(out, Run { old: base.old + old_index, new: base.new + new_index, len });
        }
    }
}

/// Adds runs that are counted from `base`.
fn shifted(runs: Vec<Run>, base: Run, out: &mut Vec<Run>) {
    for run in runs {
        push(out, Run { old: base.old + run.old, new: base.new + run.new, len: run.len });
    }
}

/// Cuts at members that occur once on each side and stand in the same order.
fn cut(old: &[u32], new: &[u32], base: Run, out: &mut Vec<Run>) {
    let mut uses: FxHashMap<u32, (u32, u32, u32)> = FxHashMap::default();
    for member in old {
        uses.entry(*member).or_default().0 += 1;
    }
    for (at, member) in new.iter().enumerate() {
        if let Some(seen) = uses.get_mut(member) {
            *seen = (seen.0, seen.1 + 1, narrow(at));
        }
    }
    let unique: Vec<(usize, u32)> = old
        .iter()
        .enumerate()
        .filter_map(|(at, member)| match uses.get(member) {
            Some((1, 1, new_at)) => Some((at, *new_at)),
            _ => None,
        })
        .collect();
    let kept = longest_increasing(&unique.iter().map(|(_, at)| (*at, 1)).collect::<Vec<_>>());
    let (mut old_from, mut new_from) = (0, 0);
    let anchors = unique.iter().zip(kept).filter(|(_, kept)| *kept).map(|(pair, _)| *pair);
    for (old_at, new_at) in anchors {
        let new_at = new_at as usize;
        let start = Run { old: base.old + old_from, new: base.new + new_from, len: 0 };
        into_runs(&old[old_from..old_at], &new[new_from..new_at], start, false, out);
        push(out, Run { old: base.old + old_at, new: base.new + new_at, len: 1 });
        (old_from, new_from) = (old_at + 1, new_at + 1);
    }
    let start = Run { old: base.old + old_from, new: base.new + new_from, len: 0 };
    into_runs(&old[old_from..], &new[new_from..], start, false, out);
}

/// Adds a run, joined to the last one where it continues it.
pub(super) fn push(out: &mut Vec<Run>, run: Run) {
    match out.last_mut() {
        _ if run.len == 0 => {}
        Some(last) if last.old + last.len == run.old && last.new + last.len == run.new => {
            last.len += run.len;
        }
        _ => out.push(run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sequences_are_cut_at_unique_members() {
        let old: Vec<u32> = (0..8000).collect();
        let mut new = old.clone();
        new.remove(4000);
        new[100] = 9999;
        new[7000] = 9998;
        let found: usize = runs(&old, &new).iter().map(|run| run.len).sum();
        assert_eq!(found, 7997);
    }

    proptest::proptest! {
        #[test]
        fn runs_are_equal_and_increasing(
            old in proptest::collection::vec(0..4u32, 0..30),
            new in proptest::collection::vec(0..4u32, 0..30),
        ) {
            for direct in [true, false] {
                let mut found = Vec::new();
                let base = Run { old: 0, new: 0, len: 0 };
                if direct { found = runs(&old, &new) } else { cut(&old, &new, base, &mut found) }
                let (mut x, mut y) = (0, 0);
                for run in found {
                    proptest::prop_assert!(run.old >= x && run.new >= y && run.len > 0);
                    proptest::prop_assert_eq!(&old[run.old..run.old + run.len], &new[run.new..run.new + run.len]);
                    (x, y) = (run.old + run.len, run.new + run.len);
                }
            }
        }
    }
}
