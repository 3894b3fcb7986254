//! Bare containers: clauses with others below them and no words of their own ("PART 2" alone). All
//! of them are alike; what is in them tells which is which, and where that was amended too much,
//! their labels do.

use keeling_model::{ClauseId, Label};
use rustc_hash::FxHashMap;

use super::{Matching, children, compatible};
use crate::redline::Reason;
use crate::side::{Side, narrow};
use crate::words::common;

/// Whether a clause is a bare container.
pub(super) fn is_bare(side: &Side<'_>, id: ClauseId) -> bool {
    side.weight(id) == 0 && side.document.clause(id).end.0 > id.0 + 1
}

/// Pairs free bare containers with equal labels, in order, within paired parents.
pub(super) fn pair(matching: &mut Matching, old: &Side<'_>, new: &Side<'_>) {
    let mut parent_pairs = vec![(None, None)];
    parent_pairs.extend(
        old.document.clauses().iter().filter_map(|clause| {
            matching.to_new(clause.id).map(|twin| (Some(clause.id), Some(twin)))
        }),
    );
    for (old_parent, new_parent) in parent_pairs {
        if !old.document.children(old_parent).any(|id| is_bare(old, id)) {
            continue;
        }
        let old_children: Vec<ClauseId> = old.document.children(old_parent).collect();
        let new_children: Vec<ClauseId> = new.document.children(new_parent).collect();
        for (old_gap, new_gap) in children::gaps(matching, &old_children, &new_children) {
            pair_in_order(matching, old, new, old_gap, new_gap);
        }
    }
}

fn pair_in_order<'a>(
    matching: &mut Matching,
    old: &Side<'a>,
    new: &Side<'a>,
    old_gap: &[ClauseId],
    new_gap: &[ClauseId],
) {
    let free_old = |id: &ClauseId| matching.to_new(*id).is_none() && is_bare(old, *id);
    let free_new = |id: &ClauseId| matching.to_old(*id).is_none() && is_bare(new, *id);
    let olds: Vec<ClauseId> = old_gap.iter().copied().filter(free_old).collect();
    let news: Vec<ClauseId> = new_gap.iter().copied().filter(free_new).collect();
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut keys = |side: &Side<'a>, ids: &[ClauseId]| -> Vec<u32> {
        let labels = ids.iter().map(|id| &side.document.clause(*id).label);
        labels
            .map(|label| {
                let next = narrow(numbers.len());
                *numbers.entry(label.as_ref().map_or("", Label::bare)).or_insert(next)
            })
            .collect()
    };
    let (old_keys, new_keys) = (keys(old, &olds), keys(new, &news));
    for (x, y) in common(&old_keys, &new_keys) {
        let kinds = (old.document.clause(olds[x]).kind, new.document.clause(news[y]).kind);
        if matching.is_free(olds[x], news[y]) && compatible(kinds.0, kinds.1) {
            matching.pair(olds[x], news[y], Reason::Context);
        }
    }
}
