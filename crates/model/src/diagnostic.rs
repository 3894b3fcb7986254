//! Diagnostics: what a reader of documents noticed, as data.

use std::fmt;

/// Something that was left out, read loosely, or looks wrong. It never stops the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of thing it is, stable for programs.
    pub code: Code,
    /// Where: a part and paragraph, a line, a citation. Empty where it is the whole document.
    pub place: String,
    /// What, in lower case, without a full stop.
    pub message: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.place, self.message)
        }
    }
}

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Something is not in the result, or may be wrong in it.
    Warning,
}

/// The kinds of [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Code {
    /// Tracked changes in the input were accepted before reading.
    TrackedChangesAccepted,
    /// Tracked changes in the input were rejected before reading.
    TrackedChangesRejected,
    /// The tracked changes of a document were asked for, and it has none.
    NoTrackedChanges,
    /// Something that the reader cannot read was left out.
    NotRead,
    /// Something was read, but not to the letter of the format's rules.
    ReadLoosely,
    /// A table of contents was left out.
    ContentsLeftOut,
    /// A reference points at a clause that is not there.
    DanglingReference,
    /// Two clauses have one citation.
    DuplicateCitation,
}

impl Code {
    /// Its stable name, as JSON has it.
    pub const fn name(self) -> &'static str {
        match self {
            Code::TrackedChangesAccepted => "tracked-changes-accepted",
            Code::TrackedChangesRejected => "tracked-changes-rejected",
            Code::NoTrackedChanges => "no-tracked-changes",
            Code::NotRead => "not-read",
            Code::ReadLoosely => "read-loosely",
            Code::ContentsLeftOut => "contents-left-out",
            Code::DanglingReference => "dangling-reference",
            Code::DuplicateCitation => "duplicate-citation",
        }
    }
}
