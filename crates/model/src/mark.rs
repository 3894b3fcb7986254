//! Marks: what stands off from the words — formatting, links, references, notes, objects.

use crate::{ClauseId, Span};

/// The character that holds the place of an [`Object`] or a note's marker in the text: U+FFFC,
/// the object replacement character.
pub const OBJECT: char = '\u{FFFC}';

/// Something said of a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The stretch, never empty.
    pub span: Span,
    /// What is said of it.
    pub kind: MarkKind,
}

/// The kinds of [`Mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MarkKind {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Underlined by the author.
    Underline,
    /// Struck through by the author.
    Strike,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// In a fixed-width face.
    Code,
    /// A link to an address outside the document, see [`Document::url`](crate::Document::url).
    Link(UrlId),
    /// The place of a footnote's or endnote's marker: one [`OBJECT`] character. The clause is the note.
    Note(ClauseId),
    /// A picture, formula or symbol: one [`OBJECT`] character.
    Object(ObjectId),
    /// A line break inside a paragraph: one white-space character.
    LineBreak,
    /// A reference to a clause, "Clause 3.2(a)".
    Reference(Target),
}

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A clause of this document.
    Clause(ClauseId),
    /// It reads like a reference within this document, but there is no such clause.
    Missing,
}

/// Index of an address in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlId(pub u32);

/// Index of an object in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub u32);

/// Something in the text that is not made of its characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Object {
    /// A picture or an embedded file.
    Picture {
        /// Its alternative text, where it has one.
        alt: String,
        /// Identifies its bytes (or its address, where the bytes cannot be seen); equal digests,
        /// equal pictures.
        digest: u64,
    },
    /// A formula, in one line.
    Formula(String),
    /// A character of a symbol font, as the Unicode character nearest to it.
    Symbol(String),
}
