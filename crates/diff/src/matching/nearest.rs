//! The nearest clause: for one clause without a partner, what came closest to being it. Two sides
//! and a clause in, a clause of the other side and its likeness out.
//!
//! The matching does not compare all clauses with all; this does, for one clause, when someone
//! asks. It measures as [`similar`](super::similar) does.
//!
//! Time: linear in the documents.

use keeling_model::ClauseId;

use super::bags::Weights;
use super::compatible;
use super::similar::{ELSEWHERE, IN_PLACE, MOVE_TOKENS};
use crate::side::Side;
use crate::vocabulary::Vocabulary;
use crate::zone::zones;

/// A clause of the other side, in the measures of the matching.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    pub(crate) clause: ClauseId,
    /// In thousandths.
    pub(crate) likeness: u32,
    /// Whether both have words enough to be the same in different places.
    pub(crate) is_telling: bool,
}

/// The likeness from which two clauses are the same, in thousandths.
pub(crate) fn least(in_place: bool) -> u32 {
    if in_place { IN_PLACE } else { ELSEWHERE }
}

/// The clause of `there` most like the clause of `here`, of those that `may` be considered; of
/// equals the first. `None` where none has anything in common with it.
pub(crate) fn nearest(
    (here, clause): (&Side<'_>, ClauseId),
    there: &Side<'_>,
    vocabulary: &Vocabulary<'_>,
    may: impl Fn(ClauseId) -> bool,
) -> Option<Near> {
    let weights = Weights::new(here, there, vocabulary);
    let (here_zones, there_zones) = (zones(here.document), zones(there.document));
    let kind = here.document.clause(clause).kind;
    let bag = weights.bag(here, clause);
    let mut best: Option<Near> = None;
    for candidate in there.document.clauses() {
        let id = candidate.id;
        let fits = compatible(kind, candidate.kind)
            && there_zones[id.index()] == here_zones[clause.index()]
            && there.weight(id) > 0;
        if !fits || !may(id) {
            continue;
        }
        let other = weights.bag(there, id);
        let Some(overlap) = weights.overlap(&bag, &other) else { continue };
        if overlap.likeness > best.map_or(0, |best| best.likeness) {
            let is_telling = bag.content.min(other.content) >= MOVE_TOKENS;
            best = Some(Near { clause: id, likeness: overlap.likeness, is_telling });
        }
    }
    best
}
