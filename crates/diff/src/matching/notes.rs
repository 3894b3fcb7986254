//! Notes: footnotes and endnotes are paired by their sites, the clauses that their markers stand in.
//!
//! Their numbers are labels, and their order is that of the markers: a note goes where its clause
//! goes, and has not moved by itself.

use keeling_model::{ClauseId, Document, MarkKind};

use super::Matching;
use crate::alike::{dice, in_order};
use crate::redline::Reason;
use crate::side::Side;

/// Likeness in percent from which two notes at the same site are the same, amended.
const LIKE: u32 = 30;

/// Pairs free notes of paired clauses, in order.
pub(super) fn pair(matching: &mut Matching, old: &Side<'_>, new: &Side<'_>) {
    if old.document.notes().is_empty() || new.document.notes().is_empty() {
        return;
    }
    for clause in old.document.clauses() {
        let Some(twin) = matching.to_new(clause.id) else { continue };
        let is_free_old = |id: &ClauseId| matching.to_new(*id).is_none();
        let olds: Vec<ClauseId> = notes(old.document, clause.id).filter(is_free_old).collect();
        if olds.is_empty() {
            continue;
        }
        let is_free_new = |id: &ClauseId| matching.to_old(*id).is_none();
        let news: Vec<ClauseId> = notes(new.document, twin).filter(is_free_new).collect();
        let score = |x: usize, y: usize| dice(old.own(olds[x]).to_vec(), new.own(news[y]).to_vec());
        for (x, y) in in_order(olds.len(), news.len(), LIKE, score) {
            // A note may have two markers in one clause.
            if matching.is_free(olds[x], news[y]) {
                matching.pair(olds[x], news[y], Reason::Context);
            }
        }
    }
}

/// The clause in which the first marker of each note stands; `None` for what is no note.
pub(crate) fn sites(document: &Document) -> Vec<Option<ClauseId>> {
    let mut sites = vec![None; document.clauses().len()];
    if !document.notes().is_empty() {
        for clause in document.clauses() {
            for note in notes(document, clause.id) {
                sites[note.index()].get_or_insert(clause.id);
            }
        }
    }
    sites
}

/// The notes whose markers stand in a clause's own text, in order.
fn notes(document: &Document, id: ClauseId) -> impl Iterator<Item = ClauseId> {
    let marks = document.marks_in(document.clause(id).text).iter();
    marks.filter_map(|mark| match mark.kind {
        MarkKind::Note(note) if document.clause(note).kind.is_note() => Some(note),
        _ => None,
    })
}
