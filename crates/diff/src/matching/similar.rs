//! Similar clauses: pairs for what no equality settles.
//!
//! Each free clause is a [bag](super::bags) of tokens. Candidates come from an index of rare
//! tokens and from the place; all are scored by what the bags share, and the best are paired
//! first. Scores are integers with a total order, so the result does not depend on the order of
//! the search.
//!
//! Cost: candidates are bounded per clause, so linear in the size of the free clauses.

use std::cmp::Reverse;

use keeling_model::{Clause, ClauseId};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::bags::{Bag, Overlap, Weights};
use super::{Matching, children, compatible};
use crate::redline::Reason;
use crate::side::Side;
use crate::vocabulary::{TokenId, Vocabulary};

/// Likeness, in thousandths, from which two clauses below paired parents are the same: the amended
/// clause keeps its place, which is evidence of its own.
pub(super) const IN_PLACE: u32 = 450;

/// The same where the clauses just before both are paired too: more evidence of the place.
const NEXT_IN_PLACE: u32 = 400;

/// The same for clauses whose parents are not paired (yet) or that would move: words alone must
/// convince. Two sentences of one drafting style share a third to two thirds of their words.
pub(super) const ELSEWHERE: u32 = 700;

/// The same where two clauses are left between the same paired neighbours, when everything else
/// is settled.
const LEFT_OVER: u32 = 300;

/// The most tokens of a clause that only keeps a number: "[Not used.]".
const PLACEHOLDER_TOKENS: u32 = 6;

/// The fewest content tokens of a clause that may move on likeness alone.
pub(super) const MOVE_TOKENS: u32 = 8;

/// The share of the lighter clause, in thousandths, from which it is the other one with words added
/// or taken away, wherever it stands; and the fewest content tokens that make this telling.
const CONTAINED: u32 = 920;
const CONTAINED_TOKENS: u32 = 14;

/// The same where both stand at the same place under the same label.
const CONTAINED_IN_PLACE: u32 = 800;
const CONTAINED_IN_PLACE_TOKENS: u32 = 4;

/// How many of its rarest tokens a clause is looked up by.
const RARE_TOKENS: usize = 8;

/// A token in more free clauses than this is not rare.
const RARE_CLAUSES: usize = 64;

/// How many candidates that share rare tokens are scored.
const BEST_CANDIDATES: usize = 32;

/// How many candidates of the same parent are tried on each side of the expected place.
const NEARBY: usize = 8;

/// The most candidates of the same gap that are scored for what is left over.
const GAP_PRODUCT: usize = 4096;

/// What a clause shares with its candidate beside words, in thousandths of the score.
const PARENT_BONUS: u32 = 60;
const LABEL_BONUS: u32 = 30;
const NEIGHBOUR_BONUS: u32 = 40;

/// A scored candidate.
struct Candidate {
    score: u32,
    distance: u32,
    likeness: u32,
    old: ClauseId,
    new: ClauseId,
}

/// Where free new clauses are expected in the old document.
struct Expectations {
    /// The free children of each old clause, in order.
    free: FxHashMap<Option<ClauseId>, Vec<ClauseId>>,
    /// The old clause after which each new one is expected.
    after: Vec<Option<ClauseId>>,
}

/// What the search knows of both sides.
pub(super) struct Search<'s, 'a> {
    old: &'s Side<'a>,
    new: &'s Side<'a>,
    weights: Weights,
    /// The bag of each clause that was free when they were made and has words.
    old_bags: Bags,
    new_bags: Bags,
}

/// The bags of a side, by clause.
#[derive(Default)]
struct Bags(Vec<Option<Bag>>);

impl Bags {
    fn of(&self, id: ClauseId) -> Option<&Bag> {
        self.0.get(id.index())?.as_ref()
    }
}

impl<'s, 'a> Search<'s, 'a> {
    /// Weighs every token by how many clauses have it.
    pub(super) fn new(old: &'s Side<'a>, new: &'s Side<'a>, vocabulary: &Vocabulary<'_>) -> Self {
        let weights = Weights::new(old, new, vocabulary);
        Self { old, new, weights, old_bags: Bags::default(), new_bags: Bags::default() }
    }

    /// Pairs what is alike enough, wherever it stands.
    pub(super) fn pair_anywhere(&mut self, matching: &mut Matching) {
        self.make_bags(matching);
        let postings = self.postings(matching);
        let cited = self.cited(matching);
        let expectations = self.expectations(matching);
        let candidates = |clause: &Clause| {
            let Some(bag) = self.new_bags.of(clause.id) else { return Vec::new() };
            if matching.to_old(clause.id).is_some() {
                return Vec::new();
            }
            let mut tried = Vec::new();
            self.rare(bag, &postings, &mut tried);
            self.nearby(matching, &expectations, clause.id, &mut tried);
            tried.extend(cited.get(clause.citation.as_str()).copied());
            tried.sort_unstable();
            tried.dedup();
            tried.iter().filter_map(|old| self.score(matching, *old, clause.id)).collect()
        };
        let candidates = self.new.document.clauses().par_iter().flat_map_iter(candidates).collect();
        assign(matching, candidates);
    }

    /// Pairs what is left over between the same paired neighbours, with a lower threshold.
    pub(super) fn pair_in_place(&mut self, matching: &mut Matching) {
        let mut candidates = self.left_over(matching, None, None);
        let below = self.old.document.clauses().par_iter().flat_map_iter(|clause| {
            let twin = matching.to_new(clause.id);
            twin.map(|twin| self.left_over(matching, Some(clause.id), Some(twin)))
                .unwrap_or_default()
        });
        candidates.par_extend(below);
        assign(matching, candidates);
    }

    fn left_over(
        &self,
        matching: &Matching,
        old_parent: Option<ClauseId>,
        new_parent: Option<ClauseId>,
    ) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let free_old = |id: &ClauseId| matching.to_new(*id).is_none();
        let free_new = |id: &ClauseId| matching.to_old(*id).is_none();
        if !self.old.document.children(old_parent).any(|id| free_old(&id)) {
            return candidates;
        }
        let old_children: Vec<ClauseId> = self.old.document.children(old_parent).collect();
        let new_children: Vec<ClauseId> = self.new.document.children(new_parent).collect();
        for (old_gap, new_gap) in children::gaps(matching, &old_children, &new_children) {
            let is_note = |id: &ClauseId| self.old.document.clause(*id).kind.is_note();
            let olds: Vec<ClauseId> =
                old_gap.iter().copied().filter(|id| free_old(id) && !is_note(id)).collect();
            let news: Vec<ClauseId> = new_gap.iter().copied().filter(free_new).collect();
            if olds.len() * news.len() > GAP_PRODUCT {
                continue;
            }
            for old in &olds {
                let scored = news.iter().filter_map(|new| {
                    let overlap = self.overlap(*old, *new)?;
                    let enough = overlap.likeness >= LEFT_OVER
                        || self.grew_in_place(*old, *new, overlap)
                        || self.keeps_number(*old, *new);
                    enough.then(|| self.candidate(matching, *old, *new, overlap.likeness))
                });
                candidates.extend(scored);
            }
        }
        candidates
    }

    /// Whether one of two clauses with the same label has most of the other, and the rest is words
    /// added or taken away.
    fn grew_in_place(&self, old: ClauseId, new: ClauseId, overlap: Overlap) -> bool {
        let content = |bags: &Bags, id| bags.of(id).map_or(0, |bag| bag.content);
        let content = content(&self.old_bags, old).min(content(&self.new_bags, new));
        overlap.contained >= CONTAINED_IN_PLACE
            && content >= CONTAINED_IN_PLACE_TOKENS
            && self.same_label(old, new)
    }

    fn same_label(&self, old: ClauseId, new: ClauseId) -> bool {
        let (a, b) = (self.old.document.clause(old), self.new.document.clause(new));
        a.label
            .as_ref()
            .is_some_and(|label| b.label.as_ref().is_some_and(|other| label.bare() == other.bare()))
    }

    /// Whether one of two clauses with the same label is next to nothing: a clause that became
    /// "Not used." keeps its number so that later ones need not change, and is still that clause.
    fn keeps_number(&self, old: ClauseId, new: ClauseId) -> bool {
        let (a, b) = (self.old.document.clause(old), self.new.document.clause(new));
        let childless = |clause: &Clause| clause.end.0 == clause.id.0 + 1;
        let is_placeholder = |side: &Side<'_>, clause: &Clause| {
            childless(clause) && side.weight(clause.id) <= PLACEHOLDER_TOKENS
        };
        self.same_label(old, new) && (is_placeholder(self.old, a) || is_placeholder(self.new, b))
    }

    fn make_bags(&mut self, matching: &Matching) {
        let weights = &self.weights;
        let bags = |side: &Side<'_>, free: &(dyn Fn(ClauseId) -> bool + Sync)| {
            let clauses = side.document.clauses().par_iter().map(|clause| clause.id);
            let bag = |id| (side.weight(id) > 0 && free(id)).then(|| weights.bag(side, id));
            Bags(clauses.map(bag).collect())
        };
        self.old_bags = bags(self.old, &|id| matching.to_new(id).is_none());
        self.new_bags = bags(self.new, &|id| matching.to_old(id).is_none());
    }

    /// The free old clauses that have each token.
    fn postings(&self, matching: &Matching) -> FxHashMap<TokenId, Vec<ClauseId>> {
        let mut postings: FxHashMap<TokenId, Vec<ClauseId>> = FxHashMap::default();
        for clause in self.old.document.clauses() {
            let Some(bag) = self.old_bags.of(clause.id) else { continue };
            if matching.to_new(clause.id).is_some() {
                continue;
            }
            for (token, _) in &bag.counts {
                let list = postings.entry(*token).or_default();
                // One more than is rare is enough to know that it is not.
                if list.len() <= RARE_CLAUSES {
                    list.push(clause.id);
                }
            }
        }
        postings
    }

    /// The free old clauses by citation.
    fn cited(&self, matching: &Matching) -> FxHashMap<&'a str, ClauseId> {
        let clauses = self.old.document.clauses().iter();
        clauses
            .filter(|clause| clause.is_cited() && matching.to_new(clause.id).is_none())
            .map(|clause| (clause.citation.as_str(), clause.id))
            .collect()
    }

    /// Adds the old clauses that share a rare token with `bag`.
    fn rare(
        &self,
        bag: &Bag,
        postings: &FxHashMap<TokenId, Vec<ClauseId>>,
        tried: &mut Vec<ClauseId>,
    ) {
        let mut rare: Vec<(usize, TokenId)> = bag
            .counts
            .iter()
            .filter(|(token, _)| self.weights.is_content(*token))
            .filter_map(|(token, _)| postings.get(token).map(|list| (list.len(), *token)))
            .filter(|(len, _)| *len <= RARE_CLAUSES)
            .collect();
        rare.sort_unstable();
        for (_, token) in rare.into_iter().take(RARE_TOKENS) {
            tried.extend(postings.get(&token).into_iter().flatten());
        }
        keep_frequent(tried);
    }

    /// For each free new clause below paired parents, where in the old document it is expected:
    /// the free children of the old parent, and after which old clause.
    fn expectations(&self, matching: &Matching) -> Expectations {
        let mut free: FxHashMap<Option<ClauseId>, Vec<ClauseId>> = FxHashMap::default();
        for clause in self.old.document.clauses() {
            if matching.to_new(clause.id).is_none() && self.old_bags.of(clause.id).is_some() {
                free.entry(clause.parent).or_default().push(clause.id);
            }
        }
        // The twin of the last paired sibling before each new clause, sibling by sibling.
        let mut last_twin: FxHashMap<Option<ClauseId>, ClauseId> = FxHashMap::default();
        let mut after = vec![None; self.new.n_clauses()];
        for clause in self.new.document.clauses() {
            after[clause.id.index()] = last_twin.get(&clause.parent).copied();
            if let Some(twin) = matching.to_old(clause.id) {
                last_twin.insert(clause.parent, twin);
            }
        }
        Expectations { free, after }
    }

    /// Adds the free old clauses around the place where `new` would be expected.
    fn nearby(
        &self,
        matching: &Matching,
        expectations: &Expectations,
        new: ClauseId,
        tried: &mut Vec<ClauseId>,
    ) {
        let parent = self.new.document.clause(new).parent;
        let old_parent = parent.and_then(|parent| matching.to_old(parent));
        if parent.is_some() && old_parent.is_none() {
            return;
        }
        let Some(free) = expectations.free.get(&old_parent) else { return };
        let after = expectations.after[new.index()];
        let expected = after.map_or(0, |after| free.partition_point(|id| *id < after));
        let to = (expected + NEARBY).min(free.len());
        tried.extend(&free[expected.saturating_sub(NEARBY).min(to)..to]);
    }

    /// Scores two clauses where they are alike enough for their places.
    fn score(&self, matching: &Matching, old: ClauseId, new: ClauseId) -> Option<Candidate> {
        let bags = (self.old_bags.of(old)?, self.new_bags.of(new)?);
        let content = bags.0.content.min(bags.1.content);
        // Most candidates are too short or too long, which needs no comparing.
        if bags.0.most_alike(bags.1) < u64::from(NEXT_IN_PLACE) && content < CONTAINED_TOKENS {
            return None;
        }
        let overlap = self.overlap(old, new)?;
        let (a, b) = (self.old.document.clause(old), self.new.document.clause(new));
        // All notes stand in one row; where a note stands there says nothing.
        let enough = if matching.parents_paired(a.parent, b.parent) && !a.kind.is_note() {
            overlap.likeness >= IN_PLACE
                || overlap.likeness >= NEXT_IN_PLACE && neighbours_paired(matching, old, new)
        } else {
            overlap.likeness >= ELSEWHERE && content >= MOVE_TOKENS
                || overlap.contained >= CONTAINED && content >= CONTAINED_TOKENS
        };
        enough.then(|| self.candidate(matching, old, new, overlap.likeness))
    }

    fn candidate(
        &self,
        matching: &Matching,
        old: ClauseId,
        new: ClauseId,
        likeness: u32,
    ) -> Candidate {
        let (a, b) = (self.old.document.clause(old), self.new.document.clause(new));
        let bare = |clause: &Clause| clause.label.as_ref().map(|l| l.bare().to_owned());
        let mut score = likeness;
        if matching.parents_paired(a.parent, b.parent) {
            score += PARENT_BONUS;
        }
        if a.label.is_some() && bare(a) == bare(b) {
            score += LABEL_BONUS;
        }
        if neighbours_paired(matching, old, new) {
            score += NEIGHBOUR_BONUS;
        }
        Candidate { score, distance: old.0.abs_diff(new.0), likeness, old, new }
    }

    /// How alike two clauses are; `None` where they cannot be the same.
    fn overlap(&self, old: ClauseId, new: ClauseId) -> Option<Overlap> {
        let kinds = (self.old.document.clause(old).kind, self.new.document.clause(new).kind);
        let (a, b) = (self.old_bags.of(old)?, self.new_bags.of(new)?);
        compatible(kinds.0, kinds.1).then(|| self.weights.overlap(a, b))?
    }
}

/// Leaves each candidate once, and of more than [`BEST_CANDIDATES`] those that stand there most
/// often: they share the most rare tokens.
fn keep_frequent(candidates: &mut Vec<ClauseId>) {
    candidates.sort_unstable();
    let mut counted: Vec<(Reverse<usize>, ClauseId)> =
        candidates.chunk_by(|a, b| a == b).map(|same| (Reverse(same.len()), same[0])).collect();
    if counted.len() > BEST_CANDIDATES {
        counted.select_nth_unstable(BEST_CANDIDATES);
        counted.truncate(BEST_CANDIDATES);
    }
    candidates.clear();
    candidates.extend(counted.into_iter().map(|(_, id)| id));
}

/// Whether the clauses just before two clauses are paired.
fn neighbours_paired(matching: &Matching, old: ClauseId, new: ClauseId) -> bool {
    match (old.0.checked_sub(1), new.0.checked_sub(1)) {
        (Some(old), Some(new)) => matching.to_new(ClauseId(old)) == Some(ClauseId(new)),
        _ => false,
    }
}

/// Pairs candidates, the best first; equal ones by distance, then by place.
fn assign(matching: &mut Matching, mut candidates: Vec<Candidate>) {
    candidates.sort_unstable_by_key(|c| (Reverse(c.score), c.distance, c.old, c.new));
    for candidate in candidates {
        if matching.is_free(candidate.old, candidate.new) {
            let likeness = f32::from(u16::try_from(candidate.likeness).unwrap_or(1000)) / 1000.0;
            matching.pair(candidate.old, candidate.new, Reason::Similar(likeness));
        }
    }
}
