//! Containers: a clause is the same as another one when what stands in it is.
//!
//! ```text
//! old 4 Services          new 5 Services and Charges
//!     4.1 ─────────────────── 5.1
//!     4.2 ─────────────────── 5.3     two of three children agree: 4 is 5
//!     4.3 (deleted)           5.2 (inserted)
//! ```

use keeling_model::ClauseId;
use rustc_hash::FxHashMap;

use super::{Matching, compatible};
use crate::alike::dice;
use crate::redline::Reason;
use crate::side::Side;

/// The share (in percent) of the content that must be paired into the other container: of the
/// lighter one's where their own words are alike, of the heavier one's where they are not.
const SHARED_PERCENT: u64 = 50;

/// Likeness in percent from which the own words of two containers are alike.
const ALIKE_PERCENT: u32 = 40;

/// The most that one child counts for, in tokens: a container is what most of its children are in,
/// wherever one large child went.
const LARGEST_CHILD: u64 = 40;

/// A vote: so much of the content of `old` is paired with content of `new`.
struct Vote {
    shared: u64,
    old: ClauseId,
    new: ClauseId,
}

/// Pairs free clauses by the pairs of their children, the deepest first: those whose depths in both
/// versions together are greatest, so that both directions take them in one order.
pub(super) fn pair(matching: &mut Matching, old: &Side<'_>, new: &Side<'_>) {
    let mut by_depth: Vec<Vec<ClauseId>> = Vec::new();
    for clause in old.document.clauses() {
        let has_children = clause.end.0 > clause.id.0 + 1;
        if has_children && matching.to_new(clause.id).is_none() {
            let depth = usize::from(clause.depth);
            if by_depth.len() <= depth {
                by_depth.resize_with(depth + 1, Vec::new);
            }
            by_depth[depth].push(clause.id);
        }
    }
    let depth = |id: ClauseId| usize::from(new.document.clause(id).depth);
    let deepest = new.document.clauses().iter().map(|clause| usize::from(clause.depth)).max();
    for both in (0..by_depth.len() + deepest.unwrap_or(0)).rev() {
        let at_most = by_depth.iter().enumerate().take(both + 1);
        let mut votes: Vec<Vote> = at_most
            .flat_map(|(in_old, free)| free.iter().map(move |id| (both - in_old, *id)))
            .filter(|(_, id)| matching.to_new(*id).is_none())
            .flat_map(|(in_new, id)| {
                let votes = votes(matching, old, new, id).into_iter();
                votes.filter(move |vote| depth(vote.new) == in_new)
            })
            .collect();
        votes.sort_by_key(|vote| (std::cmp::Reverse(vote.shared), vote.old, vote.new));
        for vote in votes {
            if matching.is_free(vote.old, vote.new) && suffices(&vote, old, new) {
                matching.pair(vote.old, vote.new, Reason::Context);
            }
        }
    }
}

/// The new clauses that hold what the children of `id` are paired with.
fn votes(matching: &Matching, old: &Side<'_>, new: &Side<'_>, id: ClauseId) -> Vec<Vote> {
    let mut shared: FxHashMap<ClauseId, u64> = FxHashMap::default();
    let mut order = Vec::new();
    for child in old.document.children(Some(id)) {
        let Some(parent) = matching.to_new(child).and_then(|twin| new.document.clause(twin).parent)
        else {
            continue;
        };
        let weight = child_weight(old, child);
        let so_far = shared.entry(parent).or_insert_with(|| {
            order.push(parent);
            0
        });
        *so_far += weight;
    }
    let kind = old.document.clause(id).kind;
    order
        .into_iter()
        .filter(|new_id| {
            matching.to_old(*new_id).is_none()
                && compatible(kind, new.document.clause(*new_id).kind)
        })
        .map(|new_id| Vote {
            shared: shared.get(&new_id).copied().unwrap_or(0),
            old: id,
            new: new_id,
        })
        .collect()
}

/// Whether a vote makes two clauses the same. Where their own words differ, one child that went
/// from a part to another does not make the two parts one: most of both must be shared.
fn suffices(vote: &Vote, old: &Side<'_>, new: &Side<'_>) -> bool {
    let contents = (content(old, vote.old), content(new, vote.new));
    let same = old.text_hash[vote.old.index()] == new.text_hash[vote.new.index()];
    let alike =
        same || dice(old.own(vote.old).to_vec(), new.own(vote.new).to_vec()) >= ALIKE_PERCENT;
    let measure = if alike { contents.0.min(contents.1) } else { contents.0.max(contents.1) };
    vote.shared * 100 >= measure * SHARED_PERCENT
}

/// The weight of what stands in a clause, in the measure of [`Vote::shared`].
fn content(side: &Side<'_>, id: ClauseId) -> u64 {
    side.document.children(Some(id)).map(|child| child_weight(side, child)).sum()
}

fn child_weight(side: &Side<'_>, child: ClauseId) -> u64 {
    u64::from(side.tree_weight[child.index()]).min(LARGEST_CHILD) + 1
}
