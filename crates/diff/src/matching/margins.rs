//! Headers and footers: pairs by what they stand for, whatever they say.
//!
//! The header of the first section is the header of the first section; what it says is its text.
//! Those that find no partner by name are left to the other steps, within their kind.

use keeling_model::{Clause, ClauseId, ClauseKind};
use rustc_hash::FxHashMap;

use super::Matching;
use crate::redline::Reason;
use crate::side::Side;

/// Pairs headers and footers of the same kind and name, the first of each.
pub(super) fn pair(matching: &mut Matching, old: &Side<'_>, new: &Side<'_>) {
    let mut named: FxHashMap<(ClauseKind, &str), ClauseId> = FxHashMap::default();
    for clause in old.document.margins().iter().filter(|clause| is_whole(clause)) {
        named.entry((clause.kind, &clause.citation)).or_insert(clause.id);
    }
    for clause in new.document.margins().iter().filter(|clause| is_whole(clause)) {
        if let Some(twin) = named.remove(&(clause.kind, clause.citation.as_str())) {
            matching.pair(twin, clause.id, Reason::Context);
        }
    }
}

/// Whether a clause is a header or footer itself, not something that stands in one.
fn is_whole(clause: &Clause) -> bool {
    clause.kind.is_margin() && clause.parent.is_none()
}
