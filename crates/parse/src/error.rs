//! Why a document could not be read.

use std::error::Error as StdError;
use std::fmt;

/// Why a document could not be read: what is wrong, and in which part of it.
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
    /// An error of this kind; the message says what and where, in lower case, without a full stop.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
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
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
