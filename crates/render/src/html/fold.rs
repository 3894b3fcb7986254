//! Which unchanged clauses are folded away, so that the changes can be found.
//!
//! A run of more than three of them becomes a disclosure, closed where most clauses are unchanged. One
//! clause next to each change stays, for context, and so does every heading, so that the shape of
//! the document can be seen; the text below an unchanged heading is folded where it is long.
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
/// Shortest text below a heading that is folded, in bytes.
const SHORTEST_TEXT: usize = 400;

/// Whether unchanged clauses can be folded. No change at all is said in words; the document is then
/// there to be read.
fn folds_any(page: &Page<'_>) -> bool {
    page.options.fold && page.tally.changed() > 0
}

/// Whether they are folded when the page is opened: where most are unchanged.
pub(super) fn is_default(page: &Page<'_>) -> bool {
    page.tally.unchanged * 100 > page.tally.total() * 60
}

/// Whether the text below the heading of the clause at a place is folded.
pub(super) fn folds_text(page: &Page<'_>, at: usize) -> bool {
    let entry = |at: usize| page.entries.get(at);
    let Some(here) = entry(at).filter(|_| folds_any(page) && is_default(page)) else {
        return false;
    };
    let document = page.view.document(here.side);
    let Some(heading) = document.heading(here.clause.id) else { return false };
    let text = (here.clause.text.len() as usize).saturating_sub(heading.len());
    let around = [at.checked_sub(1).and_then(entry), Some(here), entry(at + 1)];
    text > SHORTEST_TEXT && around.into_iter().flatten().all(is_unchanged)
}

/// Returns the stretches of places that are folded, in order and apart from each other.
pub(super) fn folds(page: &Page<'_>) -> Vec<Range<usize>> {
    if !folds_any(page) {
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
    let change = entry.change;
    let same = !change.is_changed() && change.references.is_empty() && change.labels.is_empty();
    entry.side == Side::Both && same
}

fn is_foldable(page: &Page<'_>, entry: &Entry<'_>) -> bool {
    is_unchanged(entry) && page.view.document(entry.side).heading(entry.clause.id).is_none()
}
