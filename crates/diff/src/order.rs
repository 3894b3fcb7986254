//! Order: which paired clauses kept their place, and which were moved.
//!
//! Within a pair of parents, the clauses that kept their place are the heaviest sequence that
//! stands in the same order on both sides; the others were moved. A clause that was deleted or
//! inserted does not count as a parent: what stands in it belongs to the nearest clause above
//! that is paired, so that a heading put around clauses does not move them.
//!
//! Time: n log n.

use keeling_model::{ClauseId, Document};

use crate::matching::{Matching, sites};
use crate::side::{Side, narrow};

/// Which clauses were moved, and which pairs stand in one common sequence.
#[derive(Debug)]
pub(crate) struct Order {
    /// For each new clause, whether it is paired and was itself moved. A note that only goes with
    /// the clause that its marker stands in was not.
    pub(crate) moved: Vec<bool>,
    /// For each new clause, whether it is paired and neither it nor a clause above it was moved.
    pub(crate) in_place: Vec<bool>,
}

/// The nearest paired clause above each clause, by its index; `None` is the top.
fn paired_above(
    document: &Document,
    is_paired: impl Fn(ClauseId) -> bool,
) -> Vec<Option<ClauseId>> {
    let mut above: Vec<Option<ClauseId>> = Vec::with_capacity(document.clauses().len());
    for clause in document.clauses() {
        above.push(match clause.parent {
            Some(parent) if is_paired(parent) => Some(parent),
            Some(parent) => above[parent.index()],
            None => None,
        });
    }
    above
}

/// Tells what was moved.
pub(crate) fn order(old: &Side<'_>, new: &Side<'_>, matching: &Matching) -> Order {
    let old_above = paired_above(old.document, |id| matching.to_new(id).is_some());
    let new_above = paired_above(new.document, |id| matching.to_old(id).is_some());
    let mut moved = vec![false; new.n_clauses()];
    // Pairs below the same pair of parents, by the new parent (the top is 0), in new order.
    let mut groups: Vec<Vec<(ClauseId, ClauseId)>> = vec![Vec::new(); new.n_clauses() + 1];
    for clause in new.document.clauses() {
        let Some(twin) = matching.to_old(clause.id) else { continue };
        let parents = (old_above[twin.index()], new_above[clause.id.index()]);
        if parents.0.map(|id| matching.to_new(id)) == parents.1.map(Some) {
            let group = parents.1.map_or(0, |id| id.index() + 1);
            groups[group].push((twin, clause.id));
        } else {
            moved[clause.id.index()] = true;
        }
    }
    for group in groups {
        let sequence: Vec<(u32, u64)> = group
            .iter()
            .map(|(twin, id)| {
                // The weight on both sides, so that both directions move the same clauses.
                let weights = (old.tree_weight[twin.index()], new.tree_weight[id.index()]);
                (twin.0, u64::from(weights.0) + u64::from(weights.1) + 1)
            })
            .collect();
        for ((_, id), kept) in group.iter().zip(longest_increasing(&sequence)) {
            moved[id.index()] = !kept;
        }
    }
    let mut in_place = Vec::with_capacity(new.n_clauses());
    for clause in new.document.clauses() {
        let at = clause.id.index();
        let above = new_above[at].is_none_or(|id| in_place[id.index()]);
        in_place.push(above && !moved[at] && matching.to_old(clause.id).is_some());
    }
    follow_sites(&mut moved, old.document, new.document, matching);
    Order { moved, in_place }
}

/// A note stands where its marker's clause does: it has not moved where that is the same clause.
fn follow_sites(moved: &mut [bool], old: &Document, new: &Document, matching: &Matching) {
    if new.notes().is_empty() {
        return;
    }
    let (old_sites, new_sites) = (sites(old), sites(new));
    for note in new.notes() {
        let Some(twin) = matching.to_old(note.id) else { continue };
        let site = new_sites[note.id.index()].and_then(|site| matching.to_old(site));
        moved[note.id.index()] &= site.is_none() || site != old_sites[twin.index()];
    }
}

/// For a sequence of (place, weight), tells which members belong to the
/// heaviest subsequence whose places increase, each past the one before. Among equally heavy ones, the choice is fixed.
///
/// The classic dynamic programme over a Fenwick tree of prefix maxima: n log n.
pub(crate) fn longest_increasing(sequence: &[(u32, u64)]) -> Vec<bool> {
    if sequence.is_sorted_by(|a, b| a.0 < b.0) {
        return vec![true; sequence.len()];
    }
    let mut places: Vec<u32> = sequence.iter().map(|(place, _)| *place).collect();
    places.sort_unstable();
    let mut best = PrefixMax { tree: vec![(0, None); places.len() + 1] };
    let mut previous = Vec::with_capacity(sequence.len());
    for (at, (place, weight)) in sequence.iter().enumerate() {
        let rank = places.partition_point(|other| other < place);
        let (sum, before) = best.up_to(rank);
        previous.push(before);
        best.raise(rank + 1, (sum + weight.max(&1), Some(narrow(at))));
    }
    let mut kept = vec![false; sequence.len()];
    let mut last = best.up_to(places.len()).1;
    while let Some(at) = last {
        kept[at as usize] = true;
        last = previous[at as usize];
    }
    kept
}

/// Prefix maxima under point updates (P. M. Fenwick, "A new data structure for cumulative
/// frequency tables", 1994).
struct PrefixMax {
    tree: Vec<(u64, Option<u32>)>,
}

impl PrefixMax {
    /// The greatest value among the first `count` places.
    fn up_to(&self, mut count: usize) -> (u64, Option<u32>) {
        let mut best = (0, None);
        while count > 0 {
            if self.tree[count].0 > best.0 {
                best = self.tree[count];
            }
            count &= count - 1;
        }
        best
    }

    fn raise(&mut self, mut place: usize, value: (u64, Option<u32>)) {
        while let Some(entry) = self.tree.get_mut(place) {
            if value.0 > entry.0 {
                *entry = value;
            }
            place += place & place.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(places: &[(u32, u64)]) -> Vec<u32> {
        let kept = longest_increasing(places);
        places.iter().zip(kept).filter(|(_, kept)| *kept).map(|((place, _), _)| *place).collect()
    }

    #[test]
    fn the_heaviest_sequence_keeps_its_place() {
        assert_eq!(kept(&[(1, 1), (2, 1), (3, 1)]), [1, 2, 3]);
        assert_eq!(kept(&[(2, 1), (3, 1), (1, 1), (4, 1)]), [2, 3, 4]);
        assert_eq!(kept(&[(2, 1), (3, 1), (1, 9), (4, 1)]), [1, 4]);
        assert_eq!(kept(&[]), Vec::<u32>::new());
    }

    proptest::proptest! {
        #[test]
        fn no_increasing_subsequence_is_heavier(
            places in proptest::sample::subsequence((0..9u32).collect::<Vec<_>>(), 0..9),
            weights in proptest::collection::vec(1..5u64, 9),
            seed in 0..1000usize,
        ) {
            let mut sequence: Vec<(u32, u64)> = places.into_iter().zip(weights).collect();
            let len = sequence.len().max(1);
            sequence.rotate_left(seed % len);
            if len > 3 { sequence.swap(seed % len, (seed / 7) % len); }
            let weight = |members: usize| -> Option<u64> {
                let chosen: Vec<_> = sequence.iter().enumerate()
                    .filter(|(at, _)| members >> at & 1 == 1).map(|(_, member)| *member).collect();
                chosen.is_sorted_by_key(|(place, _)| *place).then(|| chosen.iter().map(|(_, w)| w).sum())
            };
            let heaviest = (0..1usize << sequence.len()).filter_map(weight).max().unwrap_or(0);
            let kept = longest_increasing(&sequence);
            let members = kept.iter().enumerate().map(|(at, kept)| usize::from(*kept) << at).sum();
            proptest::prop_assert_eq!(weight(members), Some(heaviest));
        }
    }
}
