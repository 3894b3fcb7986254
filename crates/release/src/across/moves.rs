//! Moves between documents: what is gone from one and new in another in, the pairs that are the
//! same clause out.
//!
//! Whole subtrees with the same words come first, then single clauses with the same words, then
//! clauses that are alike. A short clause ("Not used.") is the same as any other and never moved.
//!
//! Time: linear in the deleted and inserted words; the search for clauses that are alike looks at a
//! bounded number of others for each.

use std::hash::{Hash as _, Hasher as _};

use keeling_diff::{ChangeId, Status};
use keeling_model::{Clause, ClauseId, Document};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::At;
use crate::compare::{Compared, Side};

/// The fewest words of a clause that is known by them.
const LEAST_WORDS: usize = 6;
/// The fewest words of a clause that is known though some of them differ.
const LEAST_WORDS_ALIKE: usize = 12;
/// How many of their runs of words two clauses have to share, of 1.
const ALIKE: f64 = 0.6;
/// How many words make a run.
const RUN: usize = 3;
/// A run that more clauses have than this is a set phrase and tells nothing.
const MOST_SHARED: usize = 32;

/// A clause that left one document and came to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    /// The deleted clause.
    pub(crate) from: At,
    /// The inserted clause.
    pub(crate) to: At,
    /// Whether all its words are the same.
    pub(crate) same_words: bool,
    /// Whether a clause above it moved the same way, and tells of it too.
    pub(crate) below: bool,
}

/// A deleted or inserted clause.
#[derive(Clone, Copy)]
struct Candidate<'d> {
    at: At,
    document: &'d Document,
    clause: &'d Clause,
}

impl Candidate<'_> {
    fn words(&self) -> impl Iterator<Item = &str> {
        self.document.slice(self.clause.text).split_whitespace()
    }

    fn is_long(&self, least: usize) -> bool {
        self.words().nth(least - 1).is_some()
    }

    fn key(&self) -> (usize, ClauseId) {
        (self.at.document, self.clause.id)
    }
}

/// Finds the moves, in the order of where the clauses were.
pub(crate) fn find(documents: &[Compared<'_>]) -> Vec<Move> {
    let gone = candidates(documents, Side::Old);
    let came = candidates(documents, Side::New);
    let mut search = Search::default();
    if !gone.is_empty() && !came.is_empty() {
        search.subtrees(&gone, &came);
        search.same(&gone, &came);
        search.alike(&gone, &came);
    }
    search.finish()
}

fn candidates<'d>(documents: &'d [Compared<'_>], side: Side) -> Vec<Candidate<'d>> {
    let status = if side == Side::Old { Status::Deleted } else { Status::Inserted };
    let mut all = Vec::new();
    for (place, compared) in documents.iter().enumerate() {
        let document = compared.document(side);
        for (change, at) in compared.redline.changes.iter().zip(0..) {
            let id = if side == Side::Old { change.old } else { change.new };
            let Some(clause) = id.map(|id| document.clause(id)) else { continue };
            let at = At { document: place, change: ChangeId(at) };
            let is_text = !clause.kind.is_note() && !document.is_in_margins(clause.id);
            if change.status == status && is_text {
                all.push(Candidate { at, document, clause });
            }
        }
    }
    all
}

#[derive(Default)]
struct Search {
    moves: Vec<Move>,
    taken: FxHashSet<(Side, usize, ClauseId)>,
}

impl Search {
    fn is_free(&self, side: Side, candidate: &Candidate<'_>) -> bool {
        let (document, clause) = candidate.key();
        !self.taken.contains(&(side, document, clause))
    }

    fn take(&mut self, gone: &Candidate<'_>, came: &Candidate<'_>, same_words: bool, below: bool) {
        for (side, candidate) in [(Side::Old, gone), (Side::New, came)] {
            let (document, clause) = candidate.key();
            self.taken.insert((side, document, clause));
        }
        self.moves.push(Move { from: gone.at, to: came.at, same_words, below });
    }

    /// Clauses with all that is below them. Of nested ones the outermost tells of the move.
    fn subtrees(&mut self, gone: &[Candidate<'_>], came: &[Candidate<'_>]) {
        let (by_gone, by_came) = (by_place(gone), by_place(came));
        let mut with: FxHashMap<u64, Vec<&Candidate<'_>>> = FxHashMap::default();
        for candidate in came {
            if let Some(hash) = subtree_hash(candidate, &by_came) {
                with.entry(hash).or_default().push(candidate);
            }
        }
        for candidate in gone {
            if !self.is_free(Side::Old, candidate) {
                continue;
            }
            let Some(hash) = subtree_hash(candidate, &by_gone) else { continue };
            let others = with.get(&hash).into_iter().flatten();
            let fits = |other: &&&Candidate<'_>| {
                other.at.document != candidate.at.document
                    && other.clause.subtree().len() == candidate.clause.subtree().len()
                    && self.is_free(Side::New, other)
            };
            let Some(other) = others.take(MOST_SHARED).find(fits).copied() else { continue };
            for (n, (a, b)) in candidate.clause.subtree().zip(other.clause.subtree()).enumerate() {
                let one = by_gone.get(&(candidate.at.document, a));
                let two = by_came.get(&(other.at.document, b));
                if let (Some(one), Some(two)) = (one, two) {
                    self.take(one, two, true, n > 0);
                }
            }
        }
    }

    /// Single clauses with the same words.
    fn same(&mut self, gone: &[Candidate<'_>], came: &[Candidate<'_>]) {
        let mut with: FxHashMap<u64, Vec<&Candidate<'_>>> = FxHashMap::default();
        for candidate in came.iter().filter(|candidate| candidate.is_long(LEAST_WORDS)) {
            with.entry(hash(candidate.words())).or_default().push(candidate);
        }
        for candidate in gone.iter().filter(|candidate| candidate.is_long(LEAST_WORDS)) {
            if !self.is_free(Side::Old, candidate) {
                continue;
            }
            let others = with.get(&hash(candidate.words())).into_iter().flatten();
            let fits = |other: &&&Candidate<'_>| {
                other.at.document != candidate.at.document && self.is_free(Side::New, other)
            };
            if let Some(other) = others.take(MOST_SHARED).find(fits).copied() {
                self.take(candidate, other, true, false);
            }
        }
    }

    /// Clauses that share most of their runs of words; the likest first.
    fn alike(&mut self, gone: &[Candidate<'_>], came: &[Candidate<'_>]) {
        let free = |side, all: &[Candidate<'_>]| -> Vec<usize> {
            let is_free = |at: &usize| {
                all.get(*at).is_some_and(|candidate| {
                    candidate.is_long(LEAST_WORDS_ALIKE) && self.is_free(side, candidate)
                })
            };
            (0..all.len()).filter(is_free).collect()
        };
        let (gone_free, came_free) = (free(Side::Old, gone), free(Side::New, came));
        let mut with: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        let mut n_runs: FxHashMap<usize, usize> = FxHashMap::default();
        for at in came_free {
            let Some(candidate) = came.get(at) else { continue };
            let mut runs: Vec<u64> = runs(candidate).into_iter().collect();
            runs.sort_unstable();
            n_runs.insert(at, runs.len());
            for run in runs {
                with.entry(run).or_default().push(at);
            }
        }
        let mut scored: Vec<(f64, usize, usize)> = Vec::new();
        for at in gone_free {
            let Some(candidate) = gone.get(at) else { continue };
            let own = runs(candidate);
            let mut common: FxHashMap<usize, usize> = FxHashMap::default();
            let shared = own.iter().filter_map(|run| with.get(run));
            for others in shared.filter(|others| others.len() <= MOST_SHARED) {
                for other in others {
                    *common.entry(*other).or_default() += 1;
                }
            }
            let mut common: Vec<_> = common.into_iter().collect();
            common.sort_unstable();
            for (other, common) in common {
                let elsewhere =
                    came.get(other).is_some_and(|c| c.at.document != candidate.at.document);
                let total = own.len() + n_runs.get(&other).copied().unwrap_or_default();
                let score = share(2 * common, total);
                if elsewhere && score >= ALIKE {
                    scored.push((score, at, other));
                }
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, at, other) in scored {
            let (Some(one), Some(two)) = (gone.get(at), came.get(other)) else { continue };
            if self.is_free(Side::Old, one) && self.is_free(Side::New, two) {
                self.take(one, two, false, false);
            }
        }
    }

    fn finish(mut self) -> Vec<Move> {
        self.moves.sort_by_key(|moved| (moved.from, moved.to));
        self.moves
    }
}

type ByPlace<'c, 'd> = FxHashMap<(usize, usize), &'c Candidate<'d>>;

fn by_place<'c, 'd>(all: &'c [Candidate<'d>]) -> ByPlace<'c, 'd> {
    all.iter().map(|one| ((one.at.document, one.clause.id.index()), one)).collect()
}

/// A hash of the words of a whole subtree; `None` where it is short, or not all of it is gone or
/// came.
fn subtree_hash(candidate: &Candidate<'_>, all: &ByPlace<'_, '_>) -> Option<u64> {
    let subtree = candidate.clause.subtree();
    if subtree.len() < 2
        || !subtree.clone().all(|id| all.contains_key(&(candidate.at.document, id)))
    {
        return None;
    }
    let last = candidate.document.clauses().get(subtree.end - 1)?;
    let span = keeling_model::Span::new(candidate.clause.text.start, last.text.end);
    let words = || candidate.document.slice(span).split_whitespace();
    words().nth(LEAST_WORDS - 1)?;
    Some(hash(words()))
}

fn hash<'w>(words: impl Iterator<Item = &'w str>) -> u64 {
    let mut hasher = FxHasher::default();
    words.for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

fn runs(candidate: &Candidate<'_>) -> FxHashSet<u64> {
    let words: Vec<&str> = candidate.words().collect();
    words.windows(RUN).map(|run| hash(run.iter().copied())).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}
