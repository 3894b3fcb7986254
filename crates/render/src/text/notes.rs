//! What is to be known of a change besides its words, a line for each thing.

use keeling_diff::{CauseKind, ChangeId, Impact, ReferenceKind};

use super::paint::Tone;
use crate::view::Entry;
use crate::{View, why};

/// The most notes of a kind that one clause gets.
const MOST: usize = 20;
/// The most uses of a definition that are named; the rest are counted.
const MOST_USES: usize = 8;

/// A line, and what it is.
pub(super) type Note = (Tone, String);

/// Returns the lines for a change that is shown with its words.
pub(super) fn notes(view: &View<'_>, entry: &Entry<'_>) -> Vec<Note> {
    let change = entry.change;
    let mut said: Vec<ReferenceKind> = Vec::new();
    for note in &change.references {
        if said.len() < MOST && !said.contains(&note.kind) {
            said.push(note.kind);
        }
    }
    let mut notes: Vec<Note> = said.into_iter().map(|kind| reference(view, kind)).collect();
    let links = change.links.iter().take(MOST);
    notes.extend(links.map(|link| (Tone::Quiet, why::link(view, *link))));
    // That it moved, or the one above it has another number, is said already.
    let told =
        |kind| matches!(kind, CauseKind::Inserted(_) | CauseKind::Deleted(_) | CauseKind::Moved(_));
    let because = change.renumbered_by.filter(|cause| told(cause.kind));
    let because = because.and_then(|cause| why::because_text(view, cause));
    notes.extend(because.map(|words| (Tone::Quiet, format!("renumbered because {words}"))));
    notes.extend(view.redline.impact(entry.id).into_iter().flat_map(|i| uses(view, i, MOST_USES)));
    notes
}

/// What is to be known of a reference.
pub(super) fn reference(view: &View<'_>, kind: ReferenceKind) -> Note {
    let tone = if why::is_to_check(kind) { Tone::Check } else { Tone::Quiet };
    (tone, why::reference(view, kind))
}

/// Which clauses use a definition that changed.
pub(super) fn uses(view: &View<'_>, impact: &Impact, most: usize) -> Vec<Note> {
    let used = why::used_in(impact.kind, impact.uses.len());
    let used = used.map(|words| (Tone::Quiet, listed(view, &words, &impact.uses, most)));
    let stale = (!impact.stale.is_empty()).then(|| {
        let clauses = crate::tally::clauses(impact.stale.len());
        let term = why::old_term(view, impact.definition);
        let words =
            format!("check: “{term}”, without a definition now, is still used in {clauses}");
        (Tone::Check, listed(view, &words, &impact.stale, most))
    });
    used.into_iter().chain(stale).collect()
}

/// "Used in 38 clauses: 3.2, 3.4(a), … and 30 more".
fn listed(view: &View<'_>, words: &str, clauses: &[ChangeId], most: usize) -> String {
    let names: Vec<String> = clauses.iter().take(most).map(|id| why::name(view, *id)).collect();
    let names = names.join(", ");
    let words = words.replacen("Used", "used", 1).replacen("Still", "still", 1);
    match clauses.len().saturating_sub(most) {
        0 => format!("{words}: {names}"),
        more => format!("{words}: {names} and {} more", crate::tally::grouped(more)),
    }
}
