//! A document in, a new DOCX package out: for versions that were no DOCX, such as Markdown.
//!
//! ```text
//! Document ─► layout, lists, notes ─► body, notes ─► parts ─► package
//! ```
//!
//! Read again, the package is the document that it was made from: the same clauses with the same
//! labels, typed or generated, the same words, tables, notes and formatting. What the format has
//! itself is used for it: heading styles, automatic numbers, footnotes, header rows, merged cells,
//! links. Everything is written in one pass over the document.
//!
//! Not carried: the document's date; references, which readers find in the words again; headers and
//! footers; control characters, which XML cannot have; the bytes of pictures, which a document does
//! not know, so that a grey rectangle stands for each; markers of notes other than their numbers, and
//! the marker of a note that only another note refers to.
//!
//! # Why no library writes it
//!
//! `docx-rs`, which the fixtures are made with, has no endnotes, no header rows, no tables and no
//! links in notes, no lines between text and notes and no alternative text; it writes properties in
//! another order than the schema's sequences, counts the ids of links for the whole process, so that
//! the same input would not give the same bytes, and prints to standard error. What is left is
//! writing elements.

mod body;
mod definitions;
mod labels;
mod layout;
mod links;
mod lists;
mod notes;
mod parts;
mod pictures;
mod runs;
mod styles;
mod tables;
mod xml;

use std::fmt;

use keeling_model::{Document, Table};

use self::layout::Place;
use self::links::Links;
use self::lists::Lists;
use self::notes::Notes;
use self::pictures::Pictures;
use self::styles::Styles;

/// The namespace of word-processing documents.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The namespaces that a story may use.
const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:w", WORD),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
];

/// How a package is written.
#[derive(Clone, Debug)]
pub struct FreshOptions {
    lang: String,
    automatic: bool,
    page_numbers: bool,
}

impl Default for FreshOptions {
    fn default() -> Self {
        Self { lang: "en-GB".to_owned(), automatic: false, page_numbers: true }
    }
}

impl FreshOptions {
    /// The language of the words, as a BCP 47 tag, for spelling and hyphenation. Default: `en-GB`.
    pub fn lang(mut self, tag: impl Into<String>) -> Self {
        self.lang = tag.into();
        self
    }

    /// Whether typed numbers become automatic ones too, which show the same: for a version whose
    /// other version has automatic ones. "Schedule 2" stays text. Default: typed labels are text.
    pub fn automatic(mut self, yes: bool) -> Self {
        self.automatic = yes;
        self
    }

    /// Whether a footer shows the page's number. Default: yes.
    pub fn page_numbers(mut self, yes: bool) -> Self {
        self.page_numbers = yes;
        self
    }
}

/// Why a package cannot be written: it is larger than a ZIP archive can be.
#[derive(Debug)]
pub struct Error(zip::result::ZipError);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the package cannot be packed")
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Writes a document as a new DOCX package. The same document gives the same bytes.
///
/// # Errors
///
/// Where the package would be larger than a ZIP archive can be.
///
/// # Examples
///
/// ```
/// use keeling_model::{Builder, ClauseKind, Label, Role};
/// use keeling_render::docx::fresh::{self, FreshOptions};
///
/// let mut builder = Builder::new();
/// builder.open(ClauseKind::Clause, Some(Label::typed("1.1")));
/// builder.paragraph(Role::Body, "The Supplier shall supply.", []);
/// let package = fresh::package(&builder.finish(), &FreshOptions::default())?;
/// assert!(package.starts_with(b"PK"));
/// # Ok::<(), fresh::Error>(())
/// ```
pub fn package(document: &Document, options: &FreshOptions) -> Result<Vec<u8>, Error> {
    let places = layout::places(document);
    let lists = Lists::new(document, &places, options.automatic);
    let writer = Writer {
        document,
        places,
        lists,
        notes: Notes::new(document),
        pictures: Pictures::default(),
        links: Links::default(),
        styles: Styles::default(),
        header: None,
        page_numbers: options.page_numbers,
        in_note: false,
        after_table: false,
    };
    parts::pack(writer, options).map_err(Error)
}

/// What is written, and what has been used so far.
struct Writer<'a> {
    document: &'a Document,
    /// Where each clause of the body stands.
    places: Vec<Place>,
    lists: Lists,
    notes: Notes,
    pictures: Pictures,
    /// What the part that is being written points at.
    links: Links,
    styles: Styles,
    /// The head of the table of definitions that comes next.
    header: Option<&'a Table>,
    /// Whether a footer shows the page's number.
    page_numbers: bool,
    /// Whether a note is being written: notes cannot refer to notes.
    in_note: bool,
    /// Whether a table has just ended.
    after_table: bool,
}
