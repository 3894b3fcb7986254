//! The flow: a document's paragraphs and tables in reading order, before they become clauses.
//!
//! Each format's reader writes a [`Flow`]; the [outline](crate::outline) reads it and builds the
//! tree. A flow knows what the format knows (styles, computed numbers, indents, list depth) and
//! nothing of labels typed in the text: recognising those is the outline's work, the same for
//! every format, which is why the same code gives the same tree whatever it was written in.

use std::ops::Range;

use keeling_model::{Diagnostic, Mark, Meta, Object};

/// A document as its reader found it.
///
/// Marks that need an index into something point into this flow: [`MarkKind::Link`] into
/// [`urls`](Self::urls), [`MarkKind::Object`] into [`objects`](Self::objects), [`MarkKind::Note`]
/// (its `ClauseId`) into [`notes`](Self::notes).
///
/// [`MarkKind::Link`]: keeling_model::MarkKind::Link
/// [`MarkKind::Object`]: keeling_model::MarkKind::Object
/// [`MarkKind::Note`]: keeling_model::MarkKind::Note
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// What the document says of itself.
    pub(crate) meta: Meta,
    /// The body.
    pub(crate) pieces: Vec<Piece>,
    /// Footnotes, then endnotes, in reading order.
    pub(crate) notes: Vec<Note>,
    /// Headers and footers, in an order that is the same for all documents.
    pub(crate) margins: Vec<Margin>,
    /// Addresses of links.
    pub(crate) urls: Vec<String>,
    /// Pictures, formulas, symbols.
    pub(crate) objects: Vec<Object>,
    /// References that the format itself resolves (a REF field, a link to an anchor).
    pub(crate) cross_references: Vec<CrossReference>,
    /// What the reader noticed.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A footnote or an endnote.
#[derive(Debug)]
pub(crate) struct Note {
    /// Its marker as shown: "1", "*", "iv".
    pub(crate) marker: String,
    /// Whether it is an endnote.
    pub(crate) endnote: bool,
    /// Its paragraphs and tables.
    pub(crate) pieces: Vec<Piece>,
}

/// A header or a footer.
#[derive(Debug, Default)]
pub(crate) struct Margin {
    /// What it is called: "Header", "Footer, first page". No two of a document share a name.
    pub(crate) name: String,
    /// Whether it is a footer.
    pub(crate) footer: bool,
    /// Its paragraphs and tables.
    pub(crate) pieces: Vec<Piece>,
}

/// A paragraph or a table, with what the format says of its place.
#[derive(Debug)]
pub(crate) struct Piece {
    /// What it holds.
    pub(crate) content: Content,
    /// What the format says that it is.
    pub(crate) style: Style,
    /// The number that the format computes for it.
    pub(crate) number: Option<Number>,
    /// Where its text begins from the left, where the format says: twentieths of a point for DOCX,
    /// levels of enclosing lists and quotations for Markdown. Comparable within one flow only.
    pub(crate) indent: Option<i32>,
    /// Names by which links and fields in this document point at it (bookmarks, heading anchors).
    pub(crate) anchors: Vec<String>,
    /// Where it stands in the source, see [`keeling_model::Clause::source`].
    pub(crate) source: Range<u32>,
}

/// What a piece holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// A paragraph.
    Paragraph(Inline),
    /// A table.
    Table(Grid),
}

/// Text with marks; their spans are relative to the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inline {
    /// The words.
    pub(crate) text: String,
    /// The marks, in any order.
    pub(crate) marks: Vec<Mark>,
}

/// A table: rows of cells.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// How many of the first rows are header rows.
    pub(crate) header_rows: u32,
    /// The rows.
    pub(crate) rows: Vec<Vec<GridCell>>,
}

/// A cell of a table.
#[derive(Debug)]
pub(crate) struct GridCell {
    /// How many columns it covers.
    pub(crate) columns: u32,
    /// How many rows it covers.
    pub(crate) rows: u32,
    /// What stands in it. Pieces of cells become text of the cell, never clauses.
    pub(crate) pieces: Vec<Piece>,
}

/// What the format says that a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// Running text.
    #[default]
    Body,
    /// The document's title or subtitle.
    Title,
    /// A heading of this level, counted from 1.
    Heading(u8),
    /// Text set as typed.
    Code,
    /// A quotation.
    Quote,
}

/// A number or bullet that the format computes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// As shown: `1.1`, `(a)`, `•`. Empty where the level shows nothing.
    pub(crate) shown: String,
    /// Whether it is a bullet and so no clause.
    pub(crate) bullet: bool,
    /// Which list it belongs to: equal for paragraphs that count on from each other.
    pub(crate) list: u32,
    /// Its level in the list, from 0.
    pub(crate) level: u8,
}

/// A stretch of text that the format links to another place of the document.
#[derive(Debug)]
pub(crate) struct CrossReference {
    /// Where the stretch stands: the piece's place in the body in reading order (pieces of tables
    /// and notes are not counted) and the stretch relative to its text.
    pub(crate) piece: u32,
    /// The stretch.
    pub(crate) span: keeling_model::Span,
    /// The name that it points at, see [`Piece::anchors`].
    pub(crate) anchor: String,
}
