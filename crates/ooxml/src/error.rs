//! Why a package could not be read.

use std::error::Error as StdError;
use std::fmt;

/// Why a package could not be read: what is wrong, and in which part of it.
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
    /// The package is cut short, or a part of it is missing or not well-formed.
    Damaged,
    /// The package, or a part of it, is encrypted.
    Encrypted,
    /// It is a sound package, but not a word-processing document.
    NotWord,
    /// A limit is exceeded, see [`Limits`](crate::Limits).
    Limit,
}

impl Error {
    /// An error of this kind; the message says what, in lower case, without a full stop.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, place: String::new(), message: message.into(), source: None }
    }

    /// The error with its place: a part, and where in it.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }

    /// The error with the cause below it.
    pub fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// What kind of error it is.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Where it is: `word/document.xml, paragraph 1,204`. Empty where it is the whole package.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The cause below it, for an error that takes its place.
    pub fn into_source(self) -> Option<Box<dyn StdError + Send + Sync>> {
        self.source
    }

    /// What is wrong there.
    pub fn message(&self) -> &str {
        &self.message
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
