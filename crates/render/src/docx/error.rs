//! Why a Word file could not be written, and what of a change it cannot carry.

use std::error::Error as StdError;
use std::fmt;
use std::io;

/// Why a Word file could not be written.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The old package cannot be read.
    Old,
    /// The new package cannot be read.
    New,
    /// What was made could not be written.
    Write,
}

impl Error {
    pub(super) fn write(cause: impl StdError + Send + Sync + 'static) -> Self {
        let message = "the Word file cannot be written".to_owned();
        Self { kind: ErrorKind::Write, message, source: Some(Box::new(cause)) }
    }

    pub(super) fn package(kind: ErrorKind, cause: keeling_ooxml::Error) -> Self {
        let message = cause.to_string();
        Self { kind, message, source: cause.into_source() }
    }

    /// What kind of error it is.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = match self.kind {
            ErrorKind::Old => "the old version: ",
            ErrorKind::New => "the new version: ",
            ErrorKind::Write => "",
        };
        write!(f, "{version}{}", self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl From<io::Error> for Error {
    fn from(cause: io::Error) -> Self {
        Self::write(cause)
    }
}

impl From<zip::result::ZipError> for Error {
    fn from(cause: zip::result::ZipError) -> Self {
        Self::write(cause)
    }
}

/// Something of a change that the Word file does not carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is.
    pub kind: WarningKind,
    /// The part that it stands in, and where it is known the words: `word/document.xml, “Payment”`.
    pub place: String,
}

/// The kinds of [`Warning`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// A paragraph was deleted where the file has to keep one: an empty one stays once all changes
    /// are accepted.
    ParagraphStays,
    /// A paragraph was inserted where the file has to keep one: an empty one stays once all changes
    /// are rejected.
    ParagraphComes,
    /// A header or footer that only the old version has.
    MarginNotCarried,
    /// A part that a deleted picture or object needs could not be brought over.
    PartNotCarried,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            WarningKind::ParagraphStays => {
                "an empty paragraph stays there once the changes are accepted"
            }
            WarningKind::ParagraphComes => {
                "an empty paragraph stays there once the changes are rejected"
            }
            WarningKind::MarginNotCarried => {
                "a header or footer of the old version is not in the new one and is left out"
            }
            WarningKind::PartNotCarried => {
                "what a deleted picture or object shows could not be brought over"
            }
        };
        write!(f, "{}: {what}", self.place)
    }
}
