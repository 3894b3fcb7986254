//! Bare containers: clauses with others below them and no words of their own ("PART 2" alone). All
//! of them are alike; what is in them tells which is which, and where that was amended too much,
//! their labels do.

use std::hash::BuildHasher as _;

use keeling_model::{ClauseId, Label};
use rustc_hash::FxBuildHasher;

use super::{Matching, children};
use crate::redline::Reason;
use crate::side::Side;

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
        for gap in children::gaps(matching, &old_children, &new_children) {
            let label = |side: &Side<'_>, id| is_bare(side, id).then(|| label_hash(side, id));
            children::pair_in_order(matching, old, new, gap, Reason::Context, label);
        }
    }
}

fn label_hash(side: &Side<'_>, id: ClauseId) -> u64 {
    let label = side.document.clause(id).label.as_ref();
    FxBuildHasher.hash_one(label.map_or("", Label::bare))
}
