//! Moves: a clause that stands elsewhere among its siblings must be more alike than one that kept
//! its place.
//!
//! ```text
//! old 3.1 The User shall pay the Charges.        new 3.1 The Panel shall report each month.
//!     3.2 The Panel shall report to the User.        3.2 The Supplier shall pay the Fees.
//! ```
//!
//! Two clauses amended so much that each is half of the other's words are two amended clauses, or
//! two deleted and two inserted ones, but no move: a reader who is told of a move looks for the
//! same clause.

use keeling_model::ClauseId;

use super::Matching;
use crate::order;
use crate::redline::Reason;
use crate::side::Side;

/// Likeness from which a clause that stands in another order among its siblings is the same.
const NEAR_MOVE: f32 = 0.6;

/// Parts clauses without others below them that were paired by likeness alone, have moved, and are
/// not alike enough for that.
pub(super) fn unpair_weak(matching: &mut Matching, old: &Side<'_>, new: &Side<'_>) {
    let moved = order::order(old, new, matching).moved;
    for clause in new.document.clauses() {
        let Some(twin) = matching.to_old(clause.id) else { continue };
        let weak = matches!(matching.reason(twin), Some(Reason::Similar(likeness)) if likeness < NEAR_MOVE);
        let is_leaf = |side: &Side<'_>, id: ClauseId| side.document.clause(id).end.0 == id.0 + 1;
        if weak && moved[clause.id.index()] && is_leaf(old, twin) && is_leaf(new, clause.id) {
            matching.part(twin, clause.id);
        }
    }
}
