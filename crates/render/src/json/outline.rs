//! The shape of an outline.

use keeling_model::{Clause, Document};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::heading;
use super::paragraph_labels::{self, ParagraphLabel};
use super::shared::{Warning, warnings};
use crate::view::shown_label;
use crate::{Version, ids};

/// The clauses of one document as they were read.
///
/// All labels that are not generated and all texts of clauses and notes, read in order, are the
/// document's words.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Keeling outline", rename = "Outline")]
pub(super) struct OutlineFile<'a> {
    /// Always `keeling/outline`.
    format: &'static str,
    /// The version of this shape.
    version: u32,
    /// The document's title, where it has one.
    title: Option<&'a str>,
    /// The file or revision that it was read from.
    source: &'a str,
    /// Every clause in document order, text before the first number too.
    #[schemars(with = "Vec<OutlineClause<'static>>")]
    clauses: Clauses<'a>,
    /// Footnotes, then endnotes.
    #[schemars(with = "Vec<Note<'static>>")]
    notes: Notes<'a>,
    /// Headers and footers, in the shape of clauses. They are no part of the document's words in
    /// order, as they stand on every page.
    #[schemars(with = "Vec<OutlineClause<'static>>")]
    headers_and_footers: Clauses<'a>,
    /// What its reader noticed.
    warnings: Vec<Warning<'a>>,
}

/// A clause.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Clause")]
struct OutlineClause<'a> {
    /// Its name, unique in the document and stable while its citation is.
    id: &'a str,
    /// What it is: `clause`, `paragraph`, `definition`, `schedule` and so on.
    kind: &'static str,
    /// How many clauses it lies within.
    depth: u16,
    /// The full path that people cite it by; empty where it has none.
    citation: &'a str,
    /// Its number as shown.
    label: Option<&'a str>,
    /// Whether its number is computed, so that no character of the source stands for it.
    label_generated: bool,
    /// Its heading.
    heading: Option<&'a str>,
    /// The term that it defines.
    term: Option<&'a str>,
    /// Its own text, without its label and without the clauses below it: the heading or the
    /// defined term first, then its paragraphs, one a line, table rows one a line with cells
    /// parted by a tab. U+FFFC holds the place of a picture, a formula or a note's marker.
    text: &'a str,
    /// The computed numbers of its paragraphs that are no clauses, in the cells of tables above
    /// all, in order. They are no part of `text`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    paragraph_labels: Vec<ParagraphLabel<'a>>,
}

/// A footnote or an endnote.
#[derive(Serialize, JsonSchema)]
struct Note<'a> {
    /// Its name, unique in the document.
    id: &'a str,
    /// Its marker as shown.
    label: Option<&'a str>,
    /// Its text.
    text: &'a str,
    /// The computed numbers of its paragraphs, in order. They are no part of `text`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    paragraph_labels: Vec<ParagraphLabel<'a>>,
}

/// The outline of a version.
pub(super) fn outline<'a>(version: &Version<'a>) -> OutlineFile<'a> {
    let document = version.document;
    let mut ids = ids::of_document(document);
    let mut note_ids = ids.split_off(document.body().len().min(ids.len()));
    let margin_ids = note_ids.split_off(document.notes().len().min(note_ids.len()));
    OutlineFile {
        format: "keeling/outline",
        version: 1,
        title: version.title(),
        source: version.source,
        clauses: Clauses { document, list: document.body(), ids },
        notes: Notes { document, ids: note_ids },
        headers_and_footers: Clauses { document, list: document.margins(), ids: margin_ids },
        warnings: warnings(version.diagnostics),
    }
}

/// The clauses of a region of a document, made one by one as they are serialised.
struct Clauses<'a> {
    document: &'a Document,
    list: &'a [Clause],
    ids: Vec<Box<str>>,
}

impl Serialize for Clauses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let clauses = self.list.iter().zip(&self.ids);
        serializer.collect_seq(clauses.map(|(clause, id)| shape(self.document, clause, id)))
    }
}

/// The notes of a document, made one by one as they are serialised.
struct Notes<'a> {
    document: &'a Document,
    ids: Vec<Box<str>>,
}

impl Serialize for Notes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let notes = self.document.notes().iter().zip(&self.ids);
        serializer.collect_seq(notes.map(|(note, id)| Note {
            id,
            label: shown_label(note),
            text: self.document.slice(note.text),
            paragraph_labels: paragraph_labels::of(self.document, note),
        }))
    }
}

fn shape<'a>(document: &'a Document, clause: &'a Clause, id: &'a str) -> OutlineClause<'a> {
    OutlineClause {
        id,
        kind: clause.kind.name(),
        depth: clause.depth,
        citation: &clause.citation,
        label: shown_label(clause),
        label_generated: clause.label.as_ref().is_some_and(keeling_model::Label::is_generated),
        heading: heading(document, clause.id),
        term: clause.term.as_deref(),
        text: document.slice(clause.text),
        paragraph_labels: paragraph_labels::of(document, clause),
    }
}
