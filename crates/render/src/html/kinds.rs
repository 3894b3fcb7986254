//! The kinds of change that readers filter by, and what they are called.
//!
//! A clause may be of several kinds: moved and amended. `text`, `inserted` and `deleted` are apart
//! from each other and add up to the clauses changed in their text.

use keeling_diff::Status;

use super::{Page, elsewhere};
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
fn holds(page: &Page<'_>, entry: &Entry<'_>) -> [bool; KINDS.len()] {
    let change = entry.change;
    let same = change.status == Status::Unchanged;
    [
        change.status == Status::Amended && !change.consequential,
        change.status == Status::Inserted,
        change.status == Status::Deleted,
        change.moved,
        same && change.renumbered && !change.moved,
        change.consequential,
        elsewhere::is_to_check(page, entry),
        !change.formatting.is_empty(),
        elsewhere::is_affected(page, entry),
    ]
}

/// The kinds that a clause is of.
pub(super) fn of(page: &Page<'_>, entry: &Entry<'_>) -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().zip(holds(page, entry)).filter_map(|(kind, holds)| holds.then_some(kind))
}

/// Whether a place is the one where its change is told: a moved clause where it is now.
pub(super) fn is_told_at(entry: &Entry<'_>) -> bool {
    !entry.stands_twice() || entry.side == keeling_diff::Side::New
}

/// How many clauses there are of each kind.
pub(super) fn counts(page: &Page<'_>) -> [usize; KINDS.len()] {
    let mut counts = [0; KINDS.len()];
    for entry in page.view.changes(Region::Text) {
        for (count, holds) in counts.iter_mut().zip(holds(page, &entry)) {
            *count += usize::from(holds);
        }
    }
    counts
}
