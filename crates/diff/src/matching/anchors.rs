//! Anchors: pairs that are certain because something is equal and unique on both sides.

use keeling_model::{ClauseId, ClauseKind};
use rustc_hash::FxHashMap;

use super::{Matching, compatible};
use crate::redline::Reason;
use crate::side::Side;

/// The fewest tokens that make equality telling. "Not used." and "No stipulation." stand in many
/// places; a unique one of them may be unique by chance.
const TELLING: u32 = 6;

/// Pairs titles, unique equal subtrees, unique equal texts, unique equal terms, in this order.
pub(super) fn pair(matching: &mut Matching, old: &Side<'_>, new: &Side<'_>) {
    pair_titles(matching, old, new);
    pair_subtrees(matching, old, new);
    pair_unique(matching, old, new, Reason::SameText, |side, id| {
        is_telling(side, id, side.weight(id)).then(|| side.text_hash[id.index()])
    });
    pair_unique(matching, old, new, Reason::SameTerm, |side, id| {
        side.document.clause(id).term.as_deref()
    });
}

/// Whether equality tells anything of a clause of this weight. A header says again what stands in
/// the text and must not take from it that it is unique.
fn is_telling(side: &Side<'_>, id: ClauseId, weight: u32) -> bool {
    weight >= TELLING && !side.document.is_in_margins(id)
}

/// Pairs the titles: each document has at most one at its head.
fn pair_titles(matching: &mut Matching, old: &Side<'_>, new: &Side<'_>) {
    let title = |side: &Side<'_>| {
        side.document.clauses().first().filter(|c| c.kind == ClauseKind::Title).map(|c| c.id)
    };
    if let (Some(old), Some(new)) = (title(old), title(new)) {
        matching.pair(old, new, Reason::Context);
    }
}

/// How often a key occurs on each side, and where it did last.
#[derive(Default)]
struct Uses {
    old: (u32, ClauseId),
    new: (u32, ClauseId),
}

fn count<'a, K: std::hash::Hash + Eq>(
    old: &Side<'a>,
    new: &Side<'a>,
    key: impl Fn(&Side<'a>, ClauseId) -> Option<K>,
) -> FxHashMap<K, Uses> {
    let mut uses: FxHashMap<K, Uses> = FxHashMap::default();
    for clause in old.document.clauses() {
        if let Some(key) = key(old, clause.id) {
            let seen = &mut uses.entry(key).or_default().old;
            *seen = (seen.0 + 1, clause.id);
        }
    }
    for clause in new.document.clauses() {
        if let Some(seen) = key(new, clause.id).and_then(|key| uses.get_mut(&key)) {
            seen.new = (seen.new.0 + 1, clause.id);
        }
    }
    uses
}

/// Pairs unique equal subtrees, clause by clause. In document order the outermost, and so the
/// heaviest, of nested ones comes first.
fn pair_subtrees(matching: &mut Matching, old: &Side<'_>, new: &Side<'_>) {
    let key = |side: &Side<'_>, id: ClauseId| {
        is_telling(side, id, side.tree_weight[id.index()]).then(|| side.tree_hash[id.index()])
    };
    let uses = count(old, new, key);
    let mut at = 0;
    while at < old.n_clauses() {
        let clause = &old.document.clauses()[at];
        let twin = key(old, clause.id)
            .and_then(|hash| uses.get(&hash))
            .and_then(|uses| (uses.old.0 == 1 && uses.new.0 == 1).then_some(uses.new.1));
        match twin {
            Some(twin) if pair_whole(matching, old, new, clause.id, twin) => {
                at = clause.end.index();
            }
            _ => at += 1,
        }
    }
}

/// Pairs two subtrees clause by clause where they have the same shape and are free.
pub(super) fn pair_whole(
    matching: &mut Matching,
    old: &Side<'_>,
    new: &Side<'_>,
    old_root: ClauseId,
    new_root: ClauseId,
) -> bool {
    let (a, b) = (old.document.clause(old_root), new.document.clause(new_root));
    let pairs = || {
        a.subtree()
            .zip(b.subtree())
            .map(|(x, y)| (old.document.clauses()[x].id, new.document.clauses()[y].id))
    };
    let same = a.subtree().len() == b.subtree().len()
        && pairs().all(|(x, y)| {
            old.text_hash[x.index()] == new.text_hash[y.index()] && matching.is_free(x, y)
        });
    if same {
        for (x, y) in pairs() {
            matching.pair(x, y, Reason::IdenticalSubtree);
        }
    }
    same
}

/// Pairs free clauses that have a key which no other clause has on either side.
fn pair_unique<'a, K: std::hash::Hash + Eq>(
    matching: &mut Matching,
    old: &Side<'a>,
    new: &Side<'a>,
    reason: Reason,
    key: impl Fn(&Side<'a>, ClauseId) -> Option<K>,
) {
    let uses = count(old, new, &key);
    for clause in old.document.clauses() {
        let Some(uses) = key(old, clause.id).and_then(|key| uses.get(&key)) else { continue };
        let twin = uses.new.1;
        if uses.old.0 == 1
            && uses.new.0 == 1
            && matching.is_free(clause.id, twin)
            && compatible(clause.kind, new.document.clause(twin).kind)
        {
            matching.pair(clause.id, twin, reason);
        }
    }
}
