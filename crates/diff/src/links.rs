//! Splits and merges: unpaired new clauses that are a piece of an old one, and unpaired old
//! clauses that went into a new one.
//!
//! ```text
//! old  3.2 The User shall pay. The User shall also provide credit cover.
//! new  3.2 The User shall pay.                        inserted, split from 3.2
//!      3.3 The User shall also provide credit cover.  amended: the longest piece is the clause
//! ```
//!
//! A clause may fall into several pieces, and new clauses may stand among them. What was split
//! mostly stands beside what it was split from, or below it, and is looked for there; what stands
//! [`elsewhere`] must be the same. Time is linear in the clauses that lost words and their
//! neighbours.

use keeling_model::{ClauseId, Document};
use rustc_hash::FxHashSet;

use crate::elsewhere;
use crate::matching::Matching;
use crate::redline::{Change, ChangeId, Link, LinkKind};
use crate::side::Side;
use crate::vocabulary::TokenId;
use crate::weave::Weave;
use crate::words::common;

/// Of a piece, the share (in percent) that must come from the other clause.
const FROM_WHOLE: usize = 66;

/// Of the clause that was split or merged, the share (in percent) that the pieces together cover.
const COVERED: usize = 90;

/// The fewest tokens of a piece, and its smallest share of the whole in percent.
const FEWEST: usize = 4;
const SMALLEST: usize = 10;

/// How many unpaired neighbours are looked at in each direction.
const NEIGHBOURS: usize = 8;

/// The pieces of split and merged clauses.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// Unpaired new clauses, each with the old one that it was split from.
    splits: Vec<(ClauseId, ClauseId)>,
    /// Unpaired old clauses, each with the new one that it was merged into.
    merges: Vec<(ClauseId, ClauseId)>,
}

/// Finds splits and merges. The longest piece becomes the clause that was split or merged: where
/// another piece is paired so far, the pair is changed.
pub(crate) fn find(old: &Side<'_>, new: &Side<'_>, matching: &mut Matching) -> Links {
    let mut links = Links::default();
    let splits = Search { pieces: new, wholes: old }.run(|id| matching.to_old(id));
    for Pieces { whole, kept, others } in splits {
        if others.iter().any(|piece| !matching.share_zone(whole, *piece)) {
            continue;
        }
        let longest = longest(new.document, kept, &others);
        if longest != kept {
            matching.pair_again(whole, longest);
        }
        let rest = others.into_iter().chain([kept]).filter(|piece| *piece != longest);
        links.splits.extend(rest.map(|piece| (piece, whole)));
    }
    let merges = Search { pieces: old, wholes: new }.run(|id| matching.to_new(id));
    for Pieces { whole, kept, others } in merges {
        if others.iter().any(|piece| !matching.share_zone(*piece, whole)) {
            continue;
        }
        let longest = longest(old.document, kept, &others);
        if longest != kept {
            matching.pair_again(longest, whole);
        }
        let rest = others.into_iter().chain([kept]).filter(|piece| *piece != longest);
        links.merges.extend(rest.map(|piece| (piece, whole)));
    }
    links.find_elsewhere(old, new, matching);
    links
}

/// The longest piece, of equal ones the first. A clause with others below it stays what it is.
fn longest(document: &Document, kept: ClauseId, others: &[ClauseId]) -> ClauseId {
    let len = |id: ClauseId| document.own_text(id).chars().count();
    if document.clause(kept).end.0 > kept.0 + 1 {
        return kept;
    }
    let all = others.iter().copied().chain([kept]);
    all.max_by_key(|id| (len(*id), std::cmp::Reverse(*id))).unwrap_or(kept)
}

impl Links {
    /// Adds the pieces that stand as they are in a clause elsewhere.
    fn find_elsewhere(&mut self, old: &Side<'_>, new: &Side<'_>, matching: &Matching) {
        let pieces = |links: &[(ClauseId, ClauseId)]| -> FxHashSet<ClauseId> {
            links.iter().map(|(piece, _)| *piece).collect()
        };
        let known_merges = pieces(&self.merges);
        let known_splits = pieces(&self.splits);
        let merges = elsewhere::Search { pieces: old, wholes: new }.run(
            |id| matching.to_new(id).is_none() && !known_merges.contains(&id),
            |id| matching.to_old(id),
        );
        let splits = elsewhere::Search { pieces: new, wholes: old }.run(
            |id| matching.to_old(id).is_none() && !known_splits.contains(&id),
            |id| matching.to_new(id),
        );
        // Of two that have each other's words neither is a piece, in whatever direction one looks.
        let both: FxHashSet<(ClauseId, ClauseId)> =
            splits.iter().map(|(piece, whole)| (*whole, *piece)).collect();
        let both: FxHashSet<_> =
            merges.iter().filter(|link| both.contains(link)).copied().collect();
        self.splits.extend(splits.into_iter().filter(|(piece, whole)| {
            !both.contains(&(*whole, *piece)) && matching.share_zone(*whole, *piece)
        }));
        self.merges.extend(
            merges
                .into_iter()
                .filter(|link| !both.contains(link) && matching.share_zone(link.0, link.1)),
        );
    }

    /// Links the changes of all pieces and wholes to each other.
    pub(crate) fn write(&self, weave: &Weave, changes: &mut [Change]) {
        let mut link = |piece: ChangeId, to_whole, whole: ChangeId, to_piece| {
            changes[piece.index()].links.push(Link { kind: to_whole, to: whole });
            changes[whole.index()].links.push(Link { kind: to_piece, to: piece });
        };
        for (piece, whole) in &self.splits {
            let (piece, whole) = (weave.of_new[piece.index()], weave.of_old[whole.index()]);
            link(piece, LinkKind::SplitFrom, whole, LinkKind::SplitInto);
        }
        for (piece, whole) in &self.merges {
            let (piece, whole) = (weave.of_old[piece.index()], weave.of_new[whole.index()]);
            link(piece, LinkKind::MergedInto, whole, LinkKind::MergedFrom);
        }
    }
}

/// A clause that fell into pieces.
#[derive(Debug)]
struct Pieces {
    whole: ClauseId,
    /// The piece that the whole is paired with.
    kept: ClauseId,
    /// The unpaired ones, in document order.
    others: Vec<ClauseId>,
}

/// The search for pieces. For splits the pieces are on the new side, for merges on the old one.
struct Search<'s, 'a> {
    pieces: &'s Side<'a>,
    wholes: &'s Side<'a>,
}

impl Search<'_, '_> {
    /// The clauses that fell into pieces. No piece is of two.
    fn run(&self, twin: impl Fn(ClauseId) -> Option<ClauseId>) -> Vec<Pieces> {
        let mut taken = vec![false; self.pieces.n_clauses()];
        let mut found = Vec::new();
        for clause in self.pieces.document.clauses() {
            let kept = clause.id;
            let Some(whole) = twin(kept).filter(|whole| self.lost_enough(kept, *whole)) else {
                continue;
            };
            let is_free = |id: ClauseId| twin(id).is_none() && !taken[id.index()];
            // A clause that came here from elsewhere parts no pieces.
            let home = self.wholes.document.clause(whole).parent;
            let is_guest = |id: ClauseId| {
                twin(id).is_some_and(|twin| self.wholes.document.clause(twin).parent != home)
            };
            let neighbours = self.neighbours(kept, is_free, is_guest);
            let others = self.pieces_of(whole, kept, &neighbours);
            if !others.is_empty() {
                for piece in &others {
                    taken[piece.index()] = true;
                }
                found.push(Pieces { whole, kept, others });
            }
        }
        found
    }

    /// Whether what is paired with the whole has so much less that pieces may stand elsewhere.
    fn lost_enough(&self, kept: ClauseId, whole: ClauseId) -> bool {
        let (kept, whole) = (self.pieces.own(kept).len(), self.wholes.own(whole).len());
        whole >= FEWEST && kept * 100 <= whole * (100 - SMALLEST)
    }

    /// The free clauses beside a clause and just below it, in document order: siblings up to the
    /// next that is paired with one of the same parent, and the clause above.
    fn neighbours(
        &self,
        kept: ClauseId,
        is_free: impl Fn(ClauseId) -> bool,
        is_guest: impl Fn(ClauseId) -> bool,
    ) -> Vec<ClauseId> {
        let goes_on = |id: &ClauseId| is_free(*id) || is_guest(*id);
        let document = self.pieces.document;
        let parent = document.clause(kept).parent;
        let before = std::iter::successors(self.before(kept), |id| self.before(*id));
        let mut all: Vec<ClauseId> =
            before.take_while(goes_on).take(NEIGHBOURS).filter(|id| is_free(*id)).collect();
        all.extend(parent.filter(|id| is_free(*id)));
        all.reverse();
        all.extend(document.children(Some(kept)).filter(|id| is_free(*id)).take(NEIGHBOURS));
        let after = std::iter::successors(self.after(kept), |id| self.after(*id));
        all.extend(after.take_while(goes_on).take(NEIGHBOURS).filter(|id| is_free(*id)));
        all
    }

    /// The sibling just after a clause.
    fn after(&self, id: ClauseId) -> Option<ClauseId> {
        let clauses = self.pieces.document.clauses();
        let clause = &clauses[id.index()];
        clauses.get(clause.end.index()).filter(|next| next.parent == clause.parent).map(|c| c.id)
    }

    /// The sibling just before a clause: the one above whatever ends where the clause begins.
    fn before(&self, id: ClauseId) -> Option<ClauseId> {
        let clauses = self.pieces.document.clauses();
        let parent = clauses[id.index()].parent;
        let mut at = id.0.checked_sub(1).map(ClauseId)?;
        while Some(at) != parent && clauses[at.index()].parent != parent {
            at = clauses[at.index()].parent?;
        }
        (Some(at) != parent).then_some(at)
    }

    /// Those of the neighbours that are mostly made of what the whole has beyond the paired
    /// clause, if all of them cover the whole.
    fn pieces_of(&self, whole: ClauseId, kept: ClauseId, neighbours: &[ClauseId]) -> Vec<ClauseId> {
        if neighbours.is_empty() {
            return Vec::new();
        }
        let whole = self.wholes.own(whole);
        let mut lost = without_common(whole, self.pieces.own(kept));
        let mut pieces = Vec::new();
        for id in neighbours {
            let piece = self.pieces.own(*id);
            if piece.len() < FEWEST || piece.len() * 100 < whole.len() * SMALLEST {
                continue;
            }
            let rest = without_common(&lost, piece);
            if (lost.len() - rest.len()) * 100 >= piece.len() * FROM_WHOLE {
                lost = rest;
                pieces.push(*id);
            }
        }
        let is_covered = (whole.len() - lost.len()) * 100 >= whole.len() * COVERED;
        if is_covered { pieces } else { Vec::new() }
    }
}

/// The tokens without those that stand, in the same order, in another text.
fn without_common(tokens: &[TokenId], other: &[TokenId]) -> Vec<TokenId> {
    let mut is_common = vec![false; tokens.len()];
    for (at, _) in common(tokens, other) {
        is_common[at] = true;
    }
    let kept = tokens.iter().zip(is_common);
    kept.filter(|(_, is_common)| !is_common).map(|(token, _)| *token).collect()
}
