//! Why a document could not be read.
//!
//! A limit that is exceeded and XML that is damaged have a place in the source, which means little
//! to a reader of the document: paragraph 1,204 has no number on the page. So an error comes out of
//! a format's reader as a [`Failure`], with the pieces that were read before it; the outline of
//! those tells the clause that it stands under.

use std::error::Error as StdError;
use std::fmt;

use crate::flow::Piece;
use crate::outline;

/// Why a document could not be read: what is wrong, and in which part of it.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    place: String,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There are no bytes.
    Empty,
    /// The bytes are of another format (a PDF, an old binary Word file, a picture).
    NotSupported,
    /// The document is encrypted or protected by a password.
    Encrypted,
    /// The bytes are damaged: truncated, not well-formed, not UTF-8.
    Damaged,
    /// A limit of the options is exceeded.
    Limit,
    /// The document has tracked changes, and the options refuse them.
    TrackedChanges,
}

impl Error {
    /// An error of this kind; the message says what, in lower case, without a full stop.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, place: String::new(), message: message.into(), source: None }
    }

    /// The error with its place: a part and a paragraph, or a line.
    #[allow(dead_code, reason = "used by the readers that are compiled in")]
    pub(crate) fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }

    /// The error with the clause that it stands under added to its place.
    pub(crate) fn under(mut self, clause: &str) -> Self {
        let comma = if self.place.is_empty() { "" } else { ", " };
        self.place.extend([comma, "under ", clause]);
        self
    }

    /// The error of a package, which says the same.
    #[cfg(feature = "docx")]
    pub(crate) fn of_package(kind: ErrorKind, cause: keeling_ooxml::Error) -> Self {
        let (place, message) = (cause.place().to_owned(), cause.message().to_owned());
        Self { kind, place, message, source: cause.into_source() }
    }

    /// The error with the cause below it.
    #[allow(dead_code, reason = "used by the readers that are compiled in")]
    pub(crate) fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// What kind of error it is.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// An error of a format's reader.
#[derive(Debug)]
pub(crate) struct Failure {
    error: Error,
    /// The pieces of the body before it, in reading order.
    before: Vec<Piece>,
}

impl Failure {
    /// An error that comes after these pieces.
    #[allow(dead_code, reason = "used by the readers that are compiled in")]
    pub(crate) fn after(before: Vec<Piece>, error: impl Into<Error>) -> Self {
        Self { error: error.into(), before }
    }

    /// The error, with the clause that it stands under where there is one.
    pub(crate) fn into_error(self) -> Error {
        match outline::clause_at_end(self.before) {
            Some(clause) => self.error.under(&clause),
            None => self.error,
        }
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { error: error.into(), before: Vec::new() }
    }
}
