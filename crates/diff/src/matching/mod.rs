//! Matching: which old clause and which new clause are the same. Two sides in, pairs out.
//!
//! Labels decide nothing here: a clause that was renumbered is found by its words and its place.
//! What is certain is settled first, so that the search for the rest is small:
//!
//! 0. [`margins`]: headers and footers by their names, apart from the text;
//! 1. [`anchors`]: equal subtrees, then equal texts and equal terms, each where it is unique on
//!    both sides;
//! 2. [`children`]: within paired parents, equal texts in order, which settles duplicates and
//!    boilerplate by their context, and like headings, which settles the skeleton;
//! 3. [`containers`]: a clause whose children are paired with the children of another;
//! 4. [`notes`]: by the clauses that their markers stand in; [`bare`]: containers without words
//!    whose content did not tell which is which, by their labels;
//! 5. [`similar`]: for what is left, clauses with rare words in common, or at the same place,
//!    scored by weighted word overlap and assigned best first;
//! 6. [`moves`]: pairs that are alike enough for their place, but would have moved, are parted;
//! 7. 3 and 2 again, and 5 inside paired parents with a lower threshold, as long as that brings
//!    new pairs; then 6 once more.
//!
//! Every step is linear but for sorting; no step compares all clauses with all.

mod anchors;
mod bags;
mod bare;
mod children;
mod containers;
mod margins;
mod moves;
mod nearest;
mod notes;
mod similar;

pub(crate) use notes::sites;

use keeling_model::{ClauseId, ClauseKind};

use crate::redline::Reason;
use crate::side::Side;
use crate::vocabulary::Vocabulary;
use crate::zone::{Zone, zones};

pub(crate) use nearest::{least, nearest};

/// How often what stands below new pairs is looked at for pairs in its turn: clauses that deep in
/// each other, each amended so much that only its place tells what it is.
const DEEPEST: usize = 8;

/// Pairs of clauses.
#[derive(Debug)]
pub(crate) struct Matching {
    to_new: Vec<Option<ClauseId>>,
    to_old: Vec<Option<ClauseId>>,
    reasons: Vec<Option<Reason>>,
    old_zones: Vec<Zone>,
    new_zones: Vec<Zone>,
}

impl Matching {
    fn new(old: &Side<'_>, new: &Side<'_>) -> Self {
        Self {
            to_new: vec![None; old.n_clauses()],
            to_old: vec![None; new.n_clauses()],
            reasons: vec![None; old.n_clauses()],
            old_zones: zones(old.document),
            new_zones: zones(new.document),
        }
    }

    /// The new clause that an old one is paired with.
    pub(crate) fn to_new(&self, old: ClauseId) -> Option<ClauseId> {
        self.to_new[old.index()]
    }

    /// The old clause that a new one is paired with.
    pub(crate) fn to_old(&self, new: ClauseId) -> Option<ClauseId> {
        self.to_old[new.index()]
    }

    /// How many clauses are paired.
    fn n_pairs(&self) -> usize {
        self.to_new.iter().filter(|twin| twin.is_some()).count()
    }

    /// Why an old clause was paired.
    pub(crate) fn reason(&self, old: ClauseId) -> Option<Reason> {
        self.reasons[old.index()]
    }

    /// Pairs two clauses that are both free.
    fn pair(&mut self, old: ClauseId, new: ClauseId, reason: Reason) {
        debug_assert!(self.is_free(old, new));
        self.to_new[old.index()] = Some(new);
        self.to_old[new.index()] = Some(old);
        self.reasons[old.index()] = Some(reason);
    }

    /// Parts two clauses that are paired.
    fn part(&mut self, old: ClauseId, new: ClauseId) {
        debug_assert!(self.to_new[old.index()] == Some(new));
        self.to_new[old.index()] = None;
        self.to_old[new.index()] = None;
        self.reasons[old.index()] = None;
    }

    /// Pairs two clauses, one of which is paired with another so far.
    pub(crate) fn pair_again(&mut self, old: ClauseId, new: ClauseId) {
        let reason = self.reasons[old.index()].take();
        if let Some(twin) = self.to_new[old.index()].take() {
            self.to_old[twin.index()] = None;
        }
        let reason = match self.to_old[new.index()].take() {
            Some(twin) => {
                self.to_new[twin.index()] = None;
                reason.or(self.reasons[twin.index()].take())
            }
            None => reason,
        };
        self.pair(old, new, reason.unwrap_or(Reason::Context));
    }

    /// Whether two clauses may be paired: both are free and of one zone.
    fn is_free(&self, old: ClauseId, new: ClauseId) -> bool {
        self.to_new[old.index()].is_none()
            && self.to_old[new.index()].is_none()
            && self.share_zone(old, new)
    }

    /// Whether two clauses stand in the same zone, see [`Zone`].
    pub(crate) fn share_zone(&self, old: ClauseId, new: ClauseId) -> bool {
        self.old_zones[old.index()] == self.new_zones[new.index()]
    }

    /// Whether the clauses above two clauses are paired (or both stand at the top).
    fn parents_paired(&self, old: Option<ClauseId>, new: Option<ClauseId>) -> bool {
        match (old, new) {
            (None, None) => true,
            (Some(old), Some(new)) => self.to_new(old) == Some(new),
            _ => false,
        }
    }
}

/// Pairs the clauses of two documents.
pub(crate) fn pair_clauses(
    old: &Side<'_>,
    new: &Side<'_>,
    vocabulary: &Vocabulary<'_>,
) -> Matching {
    let (mut matching, mut search) = rayon::join(
        || certain(old, new, vocabulary),
        || similar::Search::new(old, new, vocabulary),
    );
    search.pair_anywhere(&mut matching);
    moves::unpair_weak(&mut matching, old, new);
    for _ in 0..DEEPEST {
        let before = matching.n_pairs();
        containers::pair(&mut matching, old, new);
        children::pair(&mut matching, old, new, vocabulary);
        search.pair_in_place(&mut matching);
        if matching.n_pairs() == before {
            break;
        }
    }
    moves::unpair_weak(&mut matching, old, new);
    containers::pair(&mut matching, old, new);
    notes::pair(&mut matching, old, new);
    matching
}

/// Pairs what is certain.
fn certain(old: &Side<'_>, new: &Side<'_>, vocabulary: &Vocabulary<'_>) -> Matching {
    let mut matching = Matching::new(old, new);
    margins::pair(&mut matching, old, new);
    anchors::pair(&mut matching, old, new);
    children::pair(&mut matching, old, new, vocabulary);
    containers::pair(&mut matching, old, new);
    children::pair(&mut matching, old, new, vocabulary);
    notes::pair(&mut matching, old, new);
    bare::pair(&mut matching, old, new);
    matching
}

/// Whether two clauses can be the same at all: notes only with notes of their kind, titles only
/// with titles; everything else may change its kind (a paragraph promoted to a clause).
fn compatible(old: ClauseKind, new: ClauseKind) -> bool {
    let apart = |kind: ClauseKind| kind.is_note() || kind == ClauseKind::Title;
    old == new || !(apart(old) || apart(new))
}
