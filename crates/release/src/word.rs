//! The Word file: two versions and their redline in, the bytes of a file with tracked changes out.
//!
//! ```text
//! Markdown ─► fresh package ─► read back ─┬─► diff ─┐
//!                                         │         ├─► patch ─┬─► read back, both sides ─┬─► file
//! DOCX ───────────────────────────────────┴─► open ─┘          │   must be the versions   │
//!                                                              └─► compressed ────────────┘
//! ```
//!
//! It is the line of one pair, for a single redline as for each of a release. A version in Markdown
//! gets a package first, and what is compared is what that package says when it is read: the
//! redline then speaks of the very paragraphs that are patched. A file that was written is read by
//! the parser and each side held against its version; one that is not both is no result. What is
//! read is what is about to be compressed, at the same time; the compressed file must hold just that.
//!
//! It stands here because it parses and renders, which no room below may do at once.

use std::error::Error as StdError;
use std::fmt;
use std::io::{Cursor, Read, Seek, Write};
use std::sync::{Mutex, PoisonError};

use keeling_model::Document;
use keeling_parse::{Format, ParseOptions, Parts, Tracked, parse};
use keeling_render::docx::{
    self, Compressed, DocxOptions, Mismatch, Opened, Original, Patched, ReadBack, TrackedView,
    fresh, verify, verify_side,
};
use keeling_render::{Version, View};

/// How a Word file is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who made the changes and when, and what else is tracked. By default as [`DocxOptions`] says.
    pub docx: DocxOptions,
    /// The language of the words of a fresh package, as a BCP 47 tag. By default `en`.
    pub lang: String,
    /// Whether what was written is read back and held against the versions. By default it is.
    pub verify: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { docx: DocxOptions::default(), lang: "en".to_owned(), verify: true }
    }
}

/// A version that had no package, with one.
#[derive(Debug)]
pub struct Fresh {
    /// The package.
    pub bytes: Vec<u8>,
    /// What it says.
    pub document: Document,
    /// What was kept of it when it was read.
    pub parts: Parts,
    /// What it could not take over from the version.
    pub warning: Option<&'static str>,
}

/// A file with tracked changes.
#[derive(Debug)]
pub struct File {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it does not carry, and what differs beside the words.
    pub warnings: Vec<String>,
}

/// Why there is no Word file.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    cause: Box<dyn StdError + Send + Sync>,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A package or the file cannot be written.
    Write,
    /// What was written cannot be read.
    ReadBack,
    /// What was written does not say what a version says.
    Differs,
}

impl Error {
    fn new(kind: ErrorKind, message: String, cause: impl StdError + Send + Sync + 'static) -> Self {
        Self { kind, message, cause: Box::new(cause) }
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.cause.as_ref())
    }
}

/// Writes a version that has no package as one. `other` is the version that it is compared with:
/// the fresh package counts as that one does, so that numbers can be compared.
///
/// # Errors
///
/// Where the package cannot be written, or does not say what the version says.
pub fn package(
    name: &str,
    version: &Document,
    (other, format): (&Document, Format),
    options: &Options,
) -> Result<Fresh, Error> {
    let is_docx = format == Format::Docx;
    let how = fresh::FreshOptions::default()
        .lang(&options.lang)
        .automatic(is_docx && counts(other))
        .page_numbers(!is_docx);
    let bytes = fresh::package(version, &how).map_err(|error| {
        Error::new(ErrorKind::Write, format!("cannot set {name} as DOCX"), error)
    })?;
    let parts = Parts::default();
    let document = read(&bytes, Tracked::Accept, ParseOptions::default().parts(parts.clone()))?;
    let mut warning = None;
    if has_controls(version) {
        warning = Some("control characters, which a Word file cannot have, are replaced");
    } else if options.verify {
        let said = || format!("set as DOCX, {name} does not say the same");
        check(said, verify(version, &document))?;
    }
    Ok(Fresh { bytes, document, parts, warning })
}

/// Whether most numbers of a document are computed.
fn counts(document: &Document) -> bool {
    let labels = document.body().iter().filter_map(|clause| clause.label.as_ref());
    let (generated, typed): (Vec<_>, Vec<_>) = labels.partition(|label| label.is_generated());
    generated.len() > typed.len()
}

/// Whether a text has characters that XML cannot have (XML 1.0, section 2.2).
fn has_controls(document: &Document) -> bool {
    let is_none =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    document.text().contains(is_none)
}

/// Opens the packages of two versions, each with its document. No redline is needed for it, so it
/// can be done while the versions are compared.
///
/// # Errors
///
/// Where a package cannot be read again.
pub fn open<'a>(
    old: (Original<'a>, &Document),
    new: (Original<'a>, &Document),
    options: &Options,
) -> Result<Opened<'a>, Error> {
    Opened::of(old, new, &options.docx).map_err(not_written)
}

/// The file as bytes, see [`write()`].
///
/// # Errors
///
/// As [`write()`].
pub fn file(view: &View<'_>, opened: Opened<'_>, verify: bool) -> Result<File, Error> {
    let mut bytes = Cursor::new(Vec::new());
    let warnings = write(view, opened, verify, &mut bytes)?;
    Ok(File { bytes: bytes.into_inner(), warnings })
}

/// Writes the file, and reads it back where `verify` says so. The documents of the view are those
/// that the packages were opened with. Returns what the file does not carry, and what differs beside
/// the words.
///
/// # Errors
///
/// Where a part cannot be read again, `out` cannot be written, or the file is not both versions. What
/// was written until then is no result.
pub fn write<F: Read + Write + Seek + Send>(
    view: &View<'_>,
    opened: Opened<'_>,
    verify: bool,
    out: &mut F,
) -> Result<Vec<String>, Error> {
    let patched = opened.patch(view).map_err(not_written)?;
    let mut warnings: Vec<_> = patched.warnings().iter().map(ToString::to_string).collect();
    if !verify {
        patched.compress().and_then(|compressed| compressed.write(out)).map_err(not_written)?;
        return Ok(warnings);
    }
    // Either half lets go what both share once it has no more use for it.
    let (to_compress, to_read) = (patched.clone(), patched);
    let relay = Relay { file: Mutex::new((out, Left::Nothing)) };
    let (compressed, sides) = rayon::join(
        || {
            let compressed = to_compress.compress()?;
            drop(to_compress);
            relay.compressed(compressed)
        },
        || Sides::read(to_read, view, &relay),
    );
    compressed.map_err(not_written)?;
    warnings.extend(sides.check(relay.end())?);
    Ok(warnings)
}

/// The file between the half that compresses it and the half that reads what is compressed: the one
/// that comes later writes it.
struct Relay<'a, F> {
    file: Mutex<(&'a mut F, Left<'a>)>,
}

/// What one half has left for the other.
enum Left<'a> {
    Nothing,
    Compressed(Compressed<'a>),
    Read,
}

impl<'a, F: Read + Write + Seek> Relay<'a, F> {
    fn compressed(&self, compressed: Compressed<'a>) -> Result<(), docx::Error> {
        let (out, left) = &mut *self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(left, Left::Read) {
            return compressed.write(out);
        }
        *left = Left::Compressed(compressed);
        Ok(())
    }

    /// Writes the file if it is compressed, and looks whether it holds what was read.
    fn read(&self, read_back: &ReadBack<'_>) -> Result<Option<bool>, docx::Error> {
        let (out, left) = &mut *self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let Left::Compressed(compressed) = std::mem::replace(left, Left::Read) else {
            return Ok(None);
        };
        compressed.write(&mut *out)?;
        Ok(Some(read_back.is_in(out)))
    }

    fn end(self) -> &'a mut F {
        self.file.into_inner().unwrap_or_else(PoisonError::into_inner).0
    }
}

fn not_written(error: docx::Error) -> Error {
    Error::new(ErrorKind::Write, "cannot write the Word file".to_owned(), error)
}

/// What a file says, read back.
struct Sides<'a> {
    read_back: ReadBack<'a>,
    accepted: Result<Vec<String>, Error>,
    rejected: Result<Vec<String>, Error>,
    /// Whether the file holds what was read, where it was written by then.
    is_in: Result<Option<bool>, docx::Error>,
}

impl<'a> Sides<'a> {
    /// Reads both sides, and looks into the file if it is compressed by then.
    fn read<F: Read + Write + Seek + Send>(
        patched: Patched<'a>,
        view: &View<'_>,
        relay: &Relay<'a, F>,
    ) -> Self {
        let read_back = patched.into_read_back();
        let ((accepted, is_in), rejected) = rayon::join(
            || (side(&read_back, (Tracked::Accept, view.new)), relay.read(&read_back)),
            || side(&read_back, (Tracked::Reject, view.old)),
        );
        Self { read_back, accepted, rejected, is_in }
    }

    /// Makes sure that a file holds what was read and that its sides are the versions. Returns what
    /// differs beside the words.
    fn check<F: Read + Seek>(self, file: F) -> Result<Vec<String>, Error> {
        let is_in = self.is_in.map_err(not_written)?;
        if !is_in.unwrap_or_else(|| self.read_back.is_in(file)) {
            let message = "cannot read back what was written".to_owned();
            let cause = "a part does not inflate to what was compressed";
            return Err(Error { kind: ErrorKind::ReadBack, message, cause: cause.into() });
        }
        Ok([self.accepted?, self.rejected?].concat())
    }
}

/// Reads a side of the file and holds it against its version. Returns what differs beside the words.
fn side(
    file: &ReadBack<'_>,
    (tracked, version): (Tracked, Version<'_>),
) -> Result<Vec<String>, Error> {
    let side = if tracked == Tracked::Accept { "accepted" } else { "rejected" };
    let options = ParseOptions::default().outline(false).parts(file.parts());
    let got = read(file.base(), tracked, options)?;
    let said = || format!("with all changes {side}, the Word file would not be {}", version.source);
    let found = check(said, verify_side(version.document, &got))?;
    Ok(found.into_iter().map(|found| format!("changes {side}: {found}")).collect())
}

fn check(
    said: impl Fn() -> String,
    found: Result<Vec<String>, Mismatch>,
) -> Result<Vec<String>, Error> {
    found.map_err(|mismatch| Error::new(ErrorKind::Differs, said(), mismatch))
}

/// The side of what a version itself tracks that the writer has to take, from the one that was read.
pub fn view(side: Tracked) -> TrackedView {
    match side {
        Tracked::Reject => TrackedView::Reject,
        Tracked::Accept | Tracked::Error => TrackedView::Accept,
    }
}

/// Reads one side of a package that was written here: no limit is needed against ourselves.
fn read(file: &[u8], side: Tracked, options: ParseOptions) -> Result<Document, Error> {
    let options = options.format(Format::Docx).tracked(side).unlimited();
    let parsed = parse(file, &options).map_err(|error| {
        Error::new(ErrorKind::ReadBack, "cannot read back what was written".to_owned(), error)
    })?;
    Ok(parsed.document)
}
