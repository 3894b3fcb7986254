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
    /// The part that the first stands in, and where it is known the section of it:
    /// `word/document.xml, section 2`.
    pub place: String,
    /// How many there are.
    pub count: usize,
}

impl Warning {
    pub(super) fn new(kind: WarningKind, place: impl Into<String>) -> Self {
        Self { kind, place: place.into(), count: 1 }
    }

    /// One warning of each kind, in the order in which they came, with their count.
    pub(super) fn counted(warnings: Vec<Self>) -> Vec<Self> {
        let mut kinds: Vec<Self> = Vec::new();
        for warning in warnings {
            match kinds.iter_mut().find(|known| known.kind == warning.kind) {
                Some(known) => known.count += warning.count,
                None => kinds.push(warning),
            }
        }
        kinds
    }
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
    /// A bookmark of a deleted paragraph goes on beyond it.
    BookmarkNotCarried,
    /// A section is set otherwise, on other paper or in other columns, begins or ends elsewhere.
    SectionNotTracked,
    /// Words of both versions are a link that leads elsewhere, or in one version only.
    LinkNotTracked,
    /// A text box is changed, and the copy of it that older programs show is not.
    CopyNotTracked,
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
            WarningKind::BookmarkNotCarried => {
                "a bookmark of deleted text goes on beyond its paragraph and is left out"
            }
            WarningKind::SectionNotTracked => {
                "the section is as in the new version, which is not tracked"
            }
            WarningKind::LinkNotTracked => {
                "a link leads where it does in the new version, which is not tracked"
            }
            WarningKind::CopyNotTracked => {
                "a text box has a copy for older programs, in which no change is tracked"
            }
        };
        write!(f, "{}: {what}", self.place)?;
        match self.count {
            0 | 1 => Ok(()),
            count => write!(f, " ({count} such places)"),
        }
    }
}
