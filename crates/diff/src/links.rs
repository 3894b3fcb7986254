//! Splits and merges: inserted clauses that are a piece of an amended one, and deleted clauses
//! that went into one.
//!
//! ```text
//! old  3.2 The User shall pay. The User shall also provide credit cover.
//! new  3.2 The User shall pay.                        amended
//!      3.3 The User shall also provide credit cover.  inserted, split from 3.2
//! ```
//!
//! Only neighbours are looked at: what was split stands beside what it was split from. Time is
//! linear in the inserted and deleted clauses and their neighbours.

use keeling_model::{ClauseId, Span};

use crate::redline::{Change, ChangeId, Link, LinkKind, Op, OpKind, Status};
use crate::side::{Side, narrow};
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

/// Links the pieces of split and merged clauses to each other.
pub(crate) fn link(old: &Side<'_>, new: &Side<'_>, weave: &Weave, changes: &mut [Change]) {
    let splits = Pieces { piece: new, whole: old, of_piece: &weave.of_new, kind: OpKind::Delete };
    let merges = Pieces { piece: old, whole: new, of_piece: &weave.of_old, kind: OpKind::Insert };
    let mut found = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let id = ChangeId(narrow(at));
        match (change.status, change.new, change.old) {
            (Status::Inserted, Some(piece), _) => {
                let whole = splits.whole_of(piece, changes, |change| change.old);
                found.extend(whole.map(|to| (id, LinkKind::SplitFrom, to, LinkKind::SplitInto)));
            }
            (Status::Deleted, _, Some(piece)) => {
                let whole = merges.whole_of(piece, changes, |change| change.new);
                found.extend(whole.map(|to| (id, LinkKind::MergedInto, to, LinkKind::MergedFrom)));
            }
            _ => {}
        }
    }
    for (piece, kind, whole, back) in found {
        changes[piece.index()].links.push(Link { kind, to: whole });
        changes[whole.index()].links.push(Link { kind: back, to: piece });
    }
}

/// The search for the clause that a piece was split from; or, with the sides exchanged, that it
/// was merged into.
struct Pieces<'s, 'a> {
    /// The side that has the piece as a clause.
    piece: &'s Side<'a>,
    /// The side that has it as a part of another clause.
    whole: &'s Side<'a>,
    /// The change of each clause of the piece's side.
    of_piece: &'s [ChangeId],
    /// The edits that hold what only the whole has.
    kind: OpKind,
}

impl Pieces<'_, '_> {
    fn whole_of(
        &self,
        piece: ClauseId,
        changes: &[Change],
        whole: impl Fn(&Change) -> Option<ClauseId>,
    ) -> Option<ChangeId> {
        let tokens = self.piece.own(piece);
        if tokens.len() < FEWEST {
            return None;
        }
        self.neighbours(piece).into_iter().flatten().find(|id| {
            let change = &changes[id.index()];
            change.status == Status::Amended
                && whole(change).is_some_and(|whole| self.is_part(tokens, whole, &change.ops))
        })
    }

    /// The changes of the clauses just before and just after a clause: its siblings, or the clause
    /// above it.
    fn neighbours(&self, piece: ClauseId) -> [Option<ChangeId>; 2] {
        let clauses = self.piece.document.clauses();
        let clause = &clauses[piece.index()];
        let before = self.before(piece).or(clause.parent);
        let after = clauses.get(clause.end.index()).filter(|next| next.parent == clause.parent);
        let change = |id: ClauseId| self.of_piece[id.index()];
        [before.map(change), after.map(|next| change(next.id))]
    }

    /// The sibling just before a clause: the one above whatever ends where the clause begins.
    fn before(&self, piece: ClauseId) -> Option<ClauseId> {
        let clauses = self.piece.document.clauses();
        let parent = clauses[piece.index()].parent;
        let mut at = piece.0.checked_sub(1).map(ClauseId)?;
        while clauses[at.index()].parent != parent {
            at = clauses[at.index()].parent?;
        }
        (Some(at) != parent).then_some(at)
    }

    /// Whether `piece` is most of what only the whole has, and the two cover the whole.
    fn is_part(&self, piece: &[TokenId], whole: ClauseId, ops: &[Op]) -> bool {
        let span = |op: &Op| if self.kind == OpKind::Delete { op.old } else { op.new };
        let lost: Vec<TokenId> = ops
            .iter()
            .filter(|op| op.kind == self.kind)
            .flat_map(|op| self.tokens(span(op)).iter().copied())
            .collect();
        let n_whole = self.whole.own(whole).len();
        let shared = common(&lost, piece).len();
        let covered = n_whole - lost.len() + shared;
        shared * 100 >= piece.len() * FROM_WHOLE
            && piece.len() * 100 >= n_whole * SMALLEST
            && covered * 100 >= n_whole * COVERED
    }

    fn tokens(&self, span: Span) -> &[TokenId] {
        &self.whole.tokens[self.whole.tokens_in(span)]
    }
}
