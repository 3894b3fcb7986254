//! The words of a document as a reader has them, whatever clauses they stand in.

use keeling_model::{Document, Label};

/// The words of body and notes: typed labels and texts in order, white space apart.
pub(crate) fn words(document: &Document) -> String {
    let mut words = String::new();
    for clause in document.body().iter().chain(document.notes()) {
        let label = clause.label.as_ref().filter(|label| !label.is_generated());
        let label = label.map(Label::shown).unwrap_or_default();
        let text = label.chars().chain(document.own_text(clause.id).chars());
        words.extend(text.filter(|c| !c.is_whitespace()));
    }
    words
}
