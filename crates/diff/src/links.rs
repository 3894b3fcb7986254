//! Splits and merges: unpaired new clauses that are a piece of an old one, and unpaired old
//! clauses that went into a new one.
//!
//! ```text
//! old  3.2 The User shall pay. The User shall also provide credit cover.
//! new  3.2 The User shall pay.                        inserted, split from 3.2
//!      3.3 The User shall also provide credit cover.  amended: the longest piece is the clause
//! ```
//!
//! Only neighbours are looked at: what was split stands beside what it was split from. Time is
//! linear in the unpaired clauses and their neighbours.

use keeling_model::{ClauseId, Document};

use crate::matching::Matching;
use crate::redline::{Change, ChangeId, Link, LinkKind};
use crate::side::Side;
use crate::vocabulary::TokenId;
use crate::weave::Weave;
use crate::words::common;

/// Of the piece, the share (in percent) that must come from the other clause.
const FROM_WHOLE: usize = 66;

/// Of the clause that was split or merged, the share (in percent) that the pieces together cover.
const COVERED: usize = 90;

/// The fewest tokens of a piece, and its smallest share of the whole in percent.
const FEWEST: usize = 4;
const SMALLEST: usize = 10;

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
    for (piece, whole) in splits {
        let Some(kept) = matching.to_new(whole) else { continue };
        if !matching.share_zone(whole, piece) {
            continue;
        }
        let exchange = is_longer(new.document, piece, kept);
        if exchange {
            matching.pair_again(whole, piece);
        }
        links.splits.push((if exchange { kept } else { piece }, whole));
    }
    let merges = Search { pieces: old, wholes: new }.run(|id| matching.to_new(id));
    for (piece, whole) in merges {
        let Some(kept) = matching.to_old(whole) else { continue };
        if !matching.share_zone(piece, whole) {
            continue;
        }
        let exchange = is_longer(old.document, piece, kept);
        if exchange {
            matching.pair_again(piece, whole);
        }
        links.merges.push((if exchange { kept } else { piece }, whole));
    }
    links
}

/// Whether a piece is longer than the one that is paired; of equal ones, whether it comes first.
/// A clause with others below it stays what it is.
fn is_longer(document: &Document, piece: ClauseId, kept: ClauseId) -> bool {
    let len = |id| document.own_text(id).chars().count();
    let has_children = document.clause(kept).end.0 > kept.0 + 1;
    !has_children && (len(piece), kept) > (len(kept), piece)
}

impl Links {
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

/// The search for pieces. For splits the pieces are on the new side, for merges on the old one.
struct Search<'s, 'a> {
    pieces: &'s Side<'a>,
    wholes: &'s Side<'a>,
}

impl Search<'_, '_> {
    /// The unpaired clauses that are a piece of what a neighbour is paired with, each with that.
    fn run(&self, twin: impl Fn(ClauseId) -> Option<ClauseId>) -> Vec<(ClauseId, ClauseId)> {
        let clauses = self.pieces.document.clauses().iter();
        let free = clauses.map(|clause| clause.id).filter(|id| twin(*id).is_none());
        free.filter(|id| self.pieces.own(*id).len() >= FEWEST)
            .filter_map(|piece| {
                let neighbours = self.neighbours(piece).into_iter().flatten();
                neighbours
                    .filter_map(|kept| Some((kept, twin(kept)?)))
                    .find(|(kept, whole)| self.is_part(piece, *kept, *whole))
                    .map(|(_, whole)| (piece, whole))
            })
            .collect()
    }

    /// The sibling just before a clause, or else the clause above it, and the sibling just after.
    fn neighbours(&self, piece: ClauseId) -> [Option<ClauseId>; 2] {
        let clauses = self.pieces.document.clauses();
        let clause = &clauses[piece.index()];
        let after = clauses.get(clause.end.index()).filter(|next| next.parent == clause.parent);
        [self.before(piece).or(clause.parent), after.map(|next| next.id)]
    }

    /// The sibling just before a clause: the one above whatever ends where the clause begins.
    fn before(&self, piece: ClauseId) -> Option<ClauseId> {
        let clauses = self.pieces.document.clauses();
        let parent = clauses[piece.index()].parent;
        let mut at = piece.0.checked_sub(1).map(ClauseId)?;
        while clauses[at.index()].parent != parent {
            at = clauses[at.index()].parent?;
        }
        (Some(at) != parent).then_some(at)
    }

    /// Whether a piece is most of what the whole has beyond the paired clause, and the two cover
    /// the whole.
    fn is_part(&self, piece: ClauseId, kept: ClauseId, whole: ClauseId) -> bool {
        let (piece, kept) = (self.pieces.own(piece), self.pieces.own(kept));
        let whole = self.wholes.own(whole);
        if piece.len() * 100 < whole.len() * SMALLEST || whole.len() <= kept.len().min(piece.len())
        {
            return false;
        }
        let mut is_kept = vec![false; whole.len()];
        for (at, _) in common(whole, kept) {
            is_kept[at] = true;
        }
        let lost: Vec<TokenId> = whole
            .iter()
            .zip(&is_kept)
            .filter(|(_, kept)| !**kept)
            .map(|(token, _)| *token)
            .collect();
        let shared = common(&lost, piece).len();
        let covered = whole.len() - lost.len() + shared;
        shared * 100 >= piece.len() * FROM_WHOLE && covered * 100 >= whole.len() * COVERED
    }
}
