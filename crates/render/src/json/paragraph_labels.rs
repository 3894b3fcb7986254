//! The shape of the generated labels of paragraphs that are no clauses.

use keeling_diff as diff;
use keeling_diff::Side;
use keeling_model::{Clause, Document, Span};
use schemars::JsonSchema;
use serde::Serialize;

use crate::View;

/// The computed number of a paragraph that is no clause of its own, in the cell of a table above
/// all. It is no part of the text.
#[derive(Serialize, JsonSchema)]
pub(super) struct ParagraphLabel<'a> {
    /// The number as shown.
    label: &'a str,
    /// Where its paragraph begins in `text`, counted in Unicode code points.
    start: usize,
}

/// A computed number of a paragraph that the two versions do not have alike.
#[derive(Serialize, JsonSchema)]
pub(super) struct LabelChange<'a> {
    /// The number in the old version; null where the paragraph has none or is not there.
    old: Option<&'a str>,
    /// The number in the new version; null where the paragraph has none or is not there.
    new: Option<&'a str>,
    /// Where the paragraph begins in the new version's `text`, counted in Unicode code points;
    /// where only the old version has it, the place before which it stood.
    start: usize,
}

/// The labels of a clause's paragraphs, in order.
pub(super) fn of<'a>(document: &'a Document, clause: &Clause) -> Vec<ParagraphLabel<'a>> {
    let mut places = Places::new(document, clause);
    let labels = document.labels_of(clause.id).iter();
    labels
        .map(|label| ParagraphLabel { label: &label.shown, start: places.count(label.at) })
        .collect()
}

/// The labels that the versions of a clause do not have alike, in order.
pub(super) fn changes<'a>(view: &View<'a>, change: &diff::Change) -> Vec<LabelChange<'a>> {
    let (old, new) = (view.document(Side::Old), view.document(Side::New));
    let Some(clause) = change.new.and_then(|id| new.clauses().get(id.index())) else {
        return Vec::new();
    };
    let mut places = Places::new(new, clause);
    let labels = change.labels.iter();
    labels
        .map(|one| LabelChange {
            old: one.old.and_then(|at| old.label_at(at)),
            new: one.new.and_then(|at| new.label_at(at)),
            start: places.count(one.place),
        })
        .collect()
}

/// Counts the code points of a clause's text, forwards.
struct Places<'a> {
    document: &'a Document,
    at: u32,
    counted: usize,
}

impl<'a> Places<'a> {
    fn new(document: &'a Document, clause: &Clause) -> Self {
        Self { document, at: clause.text.start, counted: 0 }
    }

    /// How many code points stand before a place.
    fn count(&mut self, place: u32) -> usize {
        self.counted += self.document.slice(Span::new(self.at, place)).chars().count();
        self.at = self.at.max(place);
        self.counted
    }
}
