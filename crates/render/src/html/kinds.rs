//! The kinds of change that readers filter by, and what they are called.
//!
//! A clause may be of several kinds: moved and amended. `text`, `inserted` and `deleted` are apart
//! from each other and add up to the clauses changed in their text.

use keeling_diff::{Change, ReferenceKind, Status};

use super::Page;
use crate::view::{Entry, Region};

/// A kind of change.
pub(super) struct Kind {
    /// Its name in attributes and scripts.
    pub(super) key: &'static str,
    /// Its name in the list of filters.
    pub(super) label: &'static str,
    /// What is said of a clause of it.
    pub(super) words: &'static str,
}

/// The kinds, in the order in which they are told.
pub(super) const KINDS: [Kind; 9] = [
    kind("text", "Text", "text"),
    kind("inserted", "Inserted clauses", "inserted"),
    kind("deleted", "Deleted clauses", "deleted"),
    kind("moved", "Moved", "moved"),
    kind("numbering", "Numbering only", "numbering only"),
    kind("references", "References that follow numbering", "reference follows"),
    kind("check", "References to check", "reference to check"),
    kind("formatting", "Formatting", "formatting"),
    kind("affected", "Affected but not changed", "affected"),
];

const fn kind(key: &'static str, label: &'static str, words: &'static str) -> Kind {
    Kind { key, label, words }
}

/// Whether a clause is of each of the kinds.
fn holds(change: &Change) -> [bool; KINDS.len()] {
    let same = change.status == Status::Unchanged;
    [
        change.status == Status::Amended && !change.consequential,
        change.status == Status::Inserted,
        change.status == Status::Deleted,
        change.moved,
        same && change.renumbered && !change.moved,
        change.consequential,
        is_to_check(change),
        !change.formatting.is_empty(),
        change.is_affected(),
    ]
}

/// The kinds that a clause is of.
pub(super) fn of(change: &Change) -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().zip(holds(change)).filter_map(|(kind, holds)| holds.then_some(kind))
}

/// Whether a reference of a clause no longer leads where it led.
pub(super) fn is_to_check(change: &Change) -> bool {
    let follows = |kind| matches!(kind, ReferenceKind::Follows { .. });
    change.references.iter().any(|note| !follows(note.kind))
}

/// Whether a place is the one where its change is told: a moved clause where it is now.
pub(super) fn is_told_at(entry: &Entry<'_>) -> bool {
    !entry.stands_twice() || entry.side == keeling_diff::Side::New
}

/// How many clauses there are of each kind.
pub(super) fn counts(page: &Page<'_>) -> [usize; KINDS.len()] {
    let mut counts = [0; KINDS.len()];
    for entry in page.view.changes(Region::Text) {
        for (count, holds) in counts.iter_mut().zip(holds(entry.change)) {
            *count += usize::from(holds);
        }
    }
    counts
}
