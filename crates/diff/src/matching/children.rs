//! Children: within paired parents, free children with equal texts or keys, in order.
//!
//! Duplicates ("Not used.", "No stipulation.", boilerplate) cannot be told apart by their words.
//! Their place tells: between the same neighbours, below the same parent.

use keeling_model::ClauseId;
use rustc_hash::FxHashMap;

use super::bare::is_bare;
use super::{Matching, anchors, compatible};
use crate::alike::{dice, in_order};
use crate::order::longest_increasing;
use crate::redline::Reason;
use crate::side::{Side, narrow};
use crate::vocabulary::{TokenClass, TokenId, Vocabulary};

/// Likeness in percent from which two headings at the same place are the same heading, amended.
const LIKE_HEADING: u32 = 60;

/// Pairs children of paired parents, from the top down, so that a pair made here has its own
/// children paired too.
pub(super) fn pair(
    matching: &mut Matching,
    old: &Side<'_>,
    new: &Side<'_>,
    vocabulary: &Vocabulary<'_>,
) {
    pair_below(matching, old, new, vocabulary, (None, None));
    for clause in old.document.clauses() {
        if let Some(twin) = matching.to_new(clause.id) {
            pair_below(matching, old, new, vocabulary, (Some(clause.id), Some(twin)));
        }
    }
}

fn pair_below(
    matching: &mut Matching,
    old: &Side<'_>,
    new: &Side<'_>,
    vocabulary: &Vocabulary<'_>,
    (old_parent, new_parent): (Option<ClauseId>, Option<ClauseId>),
) {
    let old_children: Vec<ClauseId> = old.document.children(old_parent).collect();
    let new_children: Vec<ClauseId> = new.document.children(new_parent).collect();
    let free = |matching: &Matching| {
        old_children.iter().any(|id| matching.to_new(*id).is_none())
            && new_children.iter().any(|id| matching.to_old(*id).is_none())
    };
    if !free(matching) {
        return;
    }
    for gap in gaps(matching, &old_children, &new_children) {
        let tree = |side: &Side<'_>, id: ClauseId| Some(side.tree_hash[id.index()]);
        pair_in_order(matching, old, new, gap, Reason::SameText, tree);
        let text = |side: &Side<'_>, id: ClauseId| {
            (!is_bare(side, id)).then(|| side.text_hash[id.index()])
        };
        pair_in_order(matching, old, new, gap, Reason::SameText, text);
    }
    if free(matching) {
        pair_by_key(matching, old, new, &old_children, &new_children);
    }
    for gap in gaps(matching, &old_children, &new_children) {
        pair_by_heading(matching, old, new, vocabulary, gap);
    }
}

/// The stretches between children that are paired with each other in order.
pub(super) fn gaps<'c>(
    matching: &Matching,
    old_children: &'c [ClauseId],
    new_children: &'c [ClauseId],
) -> Vec<(&'c [ClauseId], &'c [ClauseId])> {
    let place: FxHashMap<ClauseId, u32> =
        new_children.iter().enumerate().map(|(at, id)| (*id, narrow(at))).collect();
    let paired: Vec<(u32, u32)> = old_children
        .iter()
        .enumerate()
        .filter_map(|(at, id)| {
            let twin = matching.to_new(*id)?;
            place.get(&twin).map(|new_at| (narrow(at), *new_at))
        })
        .collect();
    let kept = longest_increasing(&paired.iter().map(|(_, new)| (*new, 1)).collect::<Vec<_>>());
    let mut gaps = Vec::new();
    let (mut old_from, mut new_from) = (0, 0);
    let fixed = paired.iter().zip(kept).filter(|(_, kept)| *kept).map(|(pair, _)| *pair);
    let end = (narrow(old_children.len()), narrow(new_children.len()));
    for (old_at, new_at) in fixed.chain([end]) {
        let (old_at, new_at) = (old_at as usize, new_at as usize);
        if old_at > old_from && new_at > new_from {
            gaps.push((&old_children[old_from..old_at], &new_children[new_from..new_at]));
        }
        (old_from, new_from) = (old_at + 1, new_at + 1);
    }
    gaps
}

/// Pairs free clauses of a gap with equal hashes, each with the next one on the other side, never
/// crossing. A clause without a hash is not paired.
pub(super) fn pair_in_order(
    matching: &mut Matching,
    old: &Side<'_>,
    new: &Side<'_>,
    (old_gap, new_gap): (&[ClauseId], &[ClauseId]),
    reason: Reason,
    hash: impl Fn(&Side<'_>, ClauseId) -> Option<u64>,
) {
    let mut number: FxHashMap<u64, u32> = FxHashMap::default();
    let mut keys = |side: &Side<'_>, ids: &[ClauseId], free: &dyn Fn(ClauseId) -> bool| {
        let hashes =
            ids.iter().filter(|id| free(**id)).filter_map(|id| Some((*id, hash(side, *id)?)));
        hashes
            .map(|(id, hash)| {
                let next = narrow(number.len());
                (id, *number.entry(hash).or_insert(next))
            })
            .unzip::<_, _, Vec<ClauseId>, Vec<u32>>()
    };
    let (old_free, old_keys) = keys(old, old_gap, &|id| matching.to_new(id).is_none());
    let (new_free, new_keys) = keys(new, new_gap, &|id| matching.to_old(id).is_none());
    for (old_at, new_at) in crate::words::common(&old_keys, &new_keys) {
        let (a, b) = (old_free[old_at], new_free[new_at]);
        let kinds = (old.document.clause(a).kind, new.document.clause(b).kind);
        if !matching.is_free(a, b) || !compatible(kinds.0, kinds.1) {
            continue;
        }
        if !anchors::pair_whole(matching, old, new, a, b) {
            matching.pair(a, b, reason);
        }
    }
}

/// Pairs free children that have the same heading, or define the same term, and no other free
/// child does.
fn pair_by_key<'a>(
    matching: &mut Matching,
    old: &Side<'a>,
    new: &Side<'a>,
    old_children: &[ClauseId],
    new_children: &[ClauseId],
) {
    let mut seen: FxHashMap<&str, [(u32, ClauseId); 2]> = FxHashMap::default();
    for id in old_children.iter().filter(|id| matching.to_new(**id).is_none()) {
        if let Some(key) = key(old, *id) {
            let uses = &mut seen.entry(key).or_default()[0];
            *uses = (uses.0 + 1, *id);
        }
    }
    for id in new_children.iter().filter(|id| matching.to_old(**id).is_none()) {
        if let Some(uses) = key(new, *id).and_then(|key| seen.get_mut(key)) {
            uses[1] = (uses[1].0 + 1, *id);
        }
    }
    for id in old_children {
        let Some([(1, a), (1, b)]) = key(old, *id).and_then(|key| seen.get(key)).copied() else {
            continue;
        };
        let kinds = (old.document.clause(a).kind, new.document.clause(b).kind);
        if a == *id && matching.is_free(a, b) && compatible(kinds.0, kinds.1) {
            let reason = match old.document.clause(a).term {
                Some(_) => Reason::SameTerm,
                None => Reason::SameHeading,
            };
            matching.pair(a, b, reason);
        }
    }
}

/// Pairs free clauses with others below them whose headings are alike, in order: the skeleton of a
/// document mostly stays, however much is amended and moved in its parts.
fn pair_by_heading(
    matching: &mut Matching,
    old: &Side<'_>,
    new: &Side<'_>,
    vocabulary: &Vocabulary<'_>,
    (old_gap, new_gap): (&[ClauseId], &[ClauseId]),
) {
    let is_headed = |side: &Side<'_>, id: ClauseId| {
        side.document.clause(id).end.0 > id.0 + 1 && side.document.heading(id).is_some()
    };
    let free_old = |id: &ClauseId| matching.to_new(*id).is_none() && is_headed(old, *id);
    let free_new = |id: &ClauseId| matching.to_old(*id).is_none() && is_headed(new, *id);
    let olds: Vec<ClauseId> = old_gap.iter().copied().filter(free_old).collect();
    let news: Vec<ClauseId> = new_gap.iter().copied().filter(free_new).collect();
    let score = |x: usize, y: usize| {
        let kinds = (old.document.clause(olds[x]).kind, new.document.clause(news[y]).kind);
        if !compatible(kinds.0, kinds.1) || !matching.share_zone(olds[x], news[y]) {
            return 0;
        }
        let words = |side, id| heading_words(side, id, vocabulary);
        dice(words(old, olds[x]), words(new, news[y]))
    };
    for (x, y) in in_order(olds.len(), news.len(), LIKE_HEADING, score) {
        matching.pair(olds[x], news[y], Reason::SameHeading);
    }
}

/// The words of a heading, without those of grammar: "Liability of Members" is not the more like
/// "Liability of Directors" for its "of".
fn heading_words(side: &Side<'_>, id: ClauseId, vocabulary: &Vocabulary<'_>) -> Vec<TokenId> {
    let span = side.document.blocks(id).first().map(keeling_model::Block::span);
    let tokens = &side.tokens[span.map_or(0..0, |span| side.tokens_in(span))];
    let tells = |token: &TokenId| {
        let class = vocabulary.class(*token);
        !matches!(
            class,
            TokenClass::Stop
                | TokenClass::Conjunction
                | TokenClass::Punctuation
                | TokenClass::Stopper
        )
    };
    let words: Vec<TokenId> = tokens.iter().copied().filter(tells).collect();
    if words.is_empty() { tokens.to_vec() } else { words }
}

/// What names a clause among its siblings: the term that it defines, or its heading.
fn key<'a>(side: &Side<'a>, id: ClauseId) -> Option<&'a str> {
    let document = side.document;
    document.clause(id).term.as_deref().or_else(|| document.heading(id))
}
