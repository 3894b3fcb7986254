//! How to read.

use std::fmt;
use std::sync::Arc;

#[cfg(feature = "docx")]
use keeling_ooxml::Parts;

use crate::{Error, ErrorKind};

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Markdown: `CommonMark` with tables, footnotes and front matter.
    Markdown,
    /// Office Open XML, ECMA-376 part 1: `WordprocessingML` in a ZIP package.
    Docx,
}

impl Format {
    /// Tells the format of these bytes.
    ///
    /// # Errors
    ///
    /// Where there are none, or they are visibly of another format.
    pub fn detect(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Err(Error::new(ErrorKind::Empty, "the file is empty"));
        }
        if [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"]
            .iter()
            .any(|magic| bytes.starts_with(*magic))
        {
            return Ok(Format::Docx);
        }
        if bytes.starts_with(b"%PDF") {
            return Err(Error::new(ErrorKind::NotSupported, "this is a PDF, not Markdown or DOCX"));
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            // ECMA-376 part 2 leaves encryption to a compound file that holds the package.
            return Err(Error::new(
                ErrorKind::Encrypted,
                "this is an encrypted document or a Word file of before 2007 (a compound file)",
            ));
        }
        Ok(Format::Markdown)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Markdown => "Markdown",
            Format::Docx => "DOCX",
        })
    }
}

/// What to do with the changes that a DOCX itself tracks (ECMA-376 part 1 §17.13.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tracked {
    /// Reads the document as it is once all are accepted.
    #[default]
    Accept,
    /// Reads the document as it is once all are rejected.
    Reject,
    /// Refuses a document that has any.
    Error,
}

/// How pictures outside of a document are seen.
#[derive(Clone)]
pub(crate) struct Pictures(Arc<See>);

/// From a path to the bytes of the file there, where it can be seen.
type See = dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync;

impl Pictures {
    /// The bytes of the picture at this path.
    #[allow(dead_code, reason = "used by the readers that are compiled in")]
    pub(crate) fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        (self.0)(path)
    }
}

impl fmt::Debug for Pictures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pictures")
    }
}

/// How to read a document: its format, its tracked changes, and limits against hostile
/// input.
///
/// Every limit may be set to any number; the defaults let through far more than any code, statute
/// or contract has, and keep the time and memory that one document can cost within bounds. Beyond a
/// limit there is no document but an [`Error`] that names the part and the place.
#[derive(Clone, Debug)]
pub struct ParseOptions {
    pub(crate) format: Option<Format>,
    pub(crate) tracked: Tracked,
    pub(crate) pictures: Option<Pictures>,
    pub(crate) outline: bool,
    pub(crate) max_bytes: u64,
    pub(crate) max_text: u64,
    pub(crate) max_inflated: u64,
    pub(crate) max_ratio: u64,
    pub(crate) max_parts: usize,
    pub(crate) max_depth: usize,
    pub(crate) max_markup: usize,
    pub(crate) max_paragraphs: usize,
    pub(crate) max_cells: usize,
    pub(crate) max_elements: usize,
    #[cfg(feature = "docx")]
    pub(crate) parts: Option<Parts>,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self {
            format: None,
            tracked: Tracked::default(),
            pictures: None,
            outline: true,
            max_bytes: 256 << 20,
            max_text: 32 << 20,
            max_inflated: 192 << 20,
            max_ratio: 200,
            max_parts: 10_000,
            max_depth: 256,
            max_markup: 750_000,
            max_paragraphs: 250_000,
            max_cells: 200_000,
            max_elements: 16_000_000,
            #[cfg(feature = "docx")]
            parts: None,
        }
    }
}

impl ParseOptions {
    /// Reads as this format, whatever the bytes look like. Default: told by the bytes.
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// What to do with tracked changes. Default: [`Tracked::Accept`].
    ///
    /// # Examples
    ///
    /// The two versions that a document with tracked changes holds:
    ///
    /// ```
    /// use keeling_parse::{Error, ParseOptions, Parsed, Tracked, parse};
    ///
    /// fn versions(docx: &[u8]) -> Result<(Parsed, Parsed), Error> {
    ///     let options = ParseOptions::default();
    ///     let old = parse(docx, &options.clone().tracked(Tracked::Reject))?;
    ///     let new = parse(docx, &options.tracked(Tracked::Accept))?;
    ///     Ok((old, new))
    /// }
    /// ```
    pub fn tracked(mut self, tracked: Tracked) -> Self {
        self.tracked = tracked;
        self
    }

    /// What is done with tracked changes.
    pub fn side(&self) -> Tracked {
        self.tracked
    }

    /// How the pictures are seen that Markdown names and does not hold: `bytes` is given the path in
    /// a picture's address, percent signs decoded, and returns what the file has. A picture that is
    /// seen is compared by its bytes, others by their addresses. Default: none is seen.
    ///
    /// Each path is asked for once in a document.
    pub fn pictures(
        mut self,
        bytes: impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) -> Self {
        self.pictures = Some(Pictures(Arc::new(bytes)));
        self
    }

    /// Whether the clauses are told. Default: they are.
    ///
    /// Without an outline the body is paragraphs and tables of no clause, as the format has them: a
    /// typed label is part of its paragraph, a computed number is the paragraph's label. References
    /// are not looked for, and in a package neither is how a run is set.
    /// That is all that it takes to see whether a text is there, and it is cheaper.
    ///
    /// ```
    /// use keeling_parse::{ParseOptions, parse};
    ///
    /// # #[cfg(feature = "markdown")] {
    /// let options = ParseOptions::default().outline(false);
    /// let document = parse(b"1.1 The Supplier shall:\n\n(a) supply.\n", &options)?.document;
    /// assert_eq!(document.text(), "1.1 The Supplier shall:\n(a) supply.");
    /// # }
    /// # Ok::<(), keeling_parse::Error>(())
    /// ```
    pub fn outline(mut self, outline: bool) -> Self {
        self.outline = outline;
        self
    }

    /// Keeps the parts of a package that are read, and takes those that are there: whoever reads the
    /// package again, its other side or to write it, need not inflate and read them once more. A
    /// store is for one package. Default: nothing is kept.
    #[cfg(feature = "docx")]
    pub fn parts(mut self, parts: Parts) -> Self {
        self.parts = Some(parts);
        self
    }

    /// Without any limit: for what the program itself has just written.
    pub fn unlimited(self) -> Self {
        Self {
            max_bytes: u64::MAX,
            max_text: u64::MAX,
            max_inflated: u64::MAX,
            max_ratio: u64::MAX,
            max_parts: usize::MAX,
            max_depth: usize::MAX,
            max_markup: usize::MAX,
            max_paragraphs: usize::MAX,
            max_cells: usize::MAX,
            max_elements: usize::MAX,
            ..self
        }
    }

    /// The most bytes that a document may have. Default: 256 MiB.
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// The most bytes that Markdown may have: a package may be large for its pictures, while text
    /// of this size has five million words. Default: 32 MiB.
    pub fn max_text(mut self, bytes: u64) -> Self {
        self.max_text = bytes;
        self
    }

    /// The most bytes that the parts of a package that are read may inflate to, together.
    /// Default: 192 MiB.
    pub fn max_inflated(mut self, bytes: u64) -> Self {
        self.max_inflated = bytes;
        self
    }

    /// How many times its compressed size a part of a package may inflate to. Parts that inflate
    /// to less than 16 MiB are exempt: tables of equal rows compress very well. Default: 200.
    pub fn max_ratio(mut self, ratio: u64) -> Self {
        self.max_ratio = ratio;
        self
    }

    /// The most parts that a package may have, pictures and all. Default: 10,000.
    pub fn max_parts(mut self, parts: usize) -> Self {
        self.max_parts = parts;
        self
    }

    /// How deep elements, tables and lists may be nested. Default: 256.
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.max_depth = depth;
        self
    }

    /// The most lines and characters of markup (`*`, `_`, `[`, `|` and their like) that Markdown may
    /// have, whether or not they mean anything where they stand. Default: 750,000.
    pub fn max_markup(mut self, characters: usize) -> Self {
        self.max_markup = characters;
        self
    }

    /// The most paragraphs, headings and items that a document may have; in a package, that each
    /// of body, footnotes and endnotes may have. Default: 250,000.
    pub fn max_paragraphs(mut self, paragraphs: usize) -> Self {
        self.max_paragraphs = paragraphs;
        self
    }

    /// The most table cells that a document may have, counted as paragraphs are.
    /// Default: 200,000.
    pub fn max_cells(mut self, cells: usize) -> Self {
        self.max_cells = cells;
        self
    }

    /// The most XML elements that a part of a package may have. Default: 16,000,000, which is some
    /// eight million words.
    pub fn max_elements(mut self, elements: usize) -> Self {
        self.max_elements = elements;
        self
    }
}
