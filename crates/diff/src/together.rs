//! Moves together: neighbours that moved and are neighbours still. Changes in, the groups of those
//! that are one move to a reader out.
//!
//! ```text
//! old  3.1  3.2  3.3  3.4       new  3.1  3.4  3.2  3.3
//!                                         (3.2 and 3.3 moved: one group)
//! ```
//!
//! A group is the longest run of moved siblings that follow each other at once in both versions.
//!
//! Time: linear in the clauses.

use keeling_model::{Clause, ClauseId, Document};

use crate::redline::Change;
use crate::weave::Weave;

/// Tells moved clauses which of them moved together.
pub(crate) fn write(old: &Document, new: &Document, weave: &Weave, changes: &mut [Change]) {
    for clause in new.clauses() {
        let id = weave.of_new[clause.id.index()];
        let Some(twin) = moved_from(changes.get(id.index())) else { continue };
        let Some(next) = sibling_after(new, clause) else { continue };
        let next_id = weave.of_new[next.id.index()];
        let Some(next_twin) = moved_from(changes.get(next_id.index())) else { continue };
        if sibling_after(old, old.clause(twin)).map(|clause| clause.id) != Some(next_twin) {
            continue;
        }
        let group = changes[id.index()].move_group.unwrap_or(id);
        changes[id.index()].move_group = Some(group);
        changes[next_id.index()].move_group = Some(group);
    }
}

/// The old clause of a change that moved.
fn moved_from(change: Option<&Change>) -> Option<ClauseId> {
    change.filter(|change| change.moved)?.old
}

/// The clause that follows at once below the same parent, in the same region of the document.
fn sibling_after<'d>(document: &'d Document, clause: &Clause) -> Option<&'d Clause> {
    let next = document.clauses().get(clause.end.index())?;
    let region = |clause: &Clause| (clause.kind.is_note(), clause.kind.is_margin());
    (next.parent == clause.parent && region(next) == region(clause)).then_some(next)
}
