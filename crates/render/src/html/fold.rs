//! Which unchanged clauses are folded away, so that the changes can be found.
//!
//! Where most clauses are unchanged, a run of more than three of them becomes a disclosure. One
//! clause next to each change stays, for context, and so does every heading that has clauses
//! below it or no text of its own: the shape of the document stays visible.
//!
//! ```text
//! changed  unchanged  unchanged … unchanged  unchanged  changed
//!          context    └──── folded ────────┘ context
//! ```

use std::ops::Range;

use keeling_diff::Side;

use super::Page;
use crate::view::Entry;

/// Shortest run that is folded.
const SHORTEST: usize = 4;

/// Returns the stretches of places that are folded, in order and apart from each other.
pub(super) fn folds(page: &Page<'_>) -> Vec<Range<usize>> {
    let total = page.tally.total();
    // No change at all is said in words; the document is then there to be read.
    let mostly_unchanged = page.tally.unchanged * 100 > total * 60;
    if !page.options.fold || !mostly_unchanged || page.tally.changed() == 0 {
        return Vec::new();
    }
    let entries = &page.entries;
    let mut folds = Vec::new();
    let mut at = 0;
    while at < entries.len() {
        let run = entries.iter().skip(at).take_while(|entry| is_foldable(page, entry)).count();
        if run >= SHORTEST {
            let changed = |at: Option<usize>| {
                at.and_then(|at| entries.get(at)).is_some_and(|entry| !is_unchanged(entry))
            };
            let from = at + usize::from(changed(at.checked_sub(1)));
            let to = at + run - usize::from(changed(Some(at + run)));
            folds.push(from..to);
        }
        at += run.max(1);
    }
    folds
}

fn is_unchanged(entry: &Entry<'_>) -> bool {
    entry.side == Side::Both && !entry.change.is_changed() && entry.change.references.is_empty()
}

fn is_foldable(page: &Page<'_>, entry: &Entry<'_>) -> bool {
    is_unchanged(entry) && !is_structure(page, entry)
}

/// Whether a clause is a heading for what comes after it.
fn is_structure(page: &Page<'_>, entry: &Entry<'_>) -> bool {
    let document = page.view.document(entry.side);
    let holds_clauses = entry.clause.subtree().len() > 1;
    let heading_only = entry.clause.blocks.len() == 1;
    document.heading(entry.clause.id).is_some() && (holds_clauses || heading_only)
}
