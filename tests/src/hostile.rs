//! Hostile files: documents and pairs of documents that are made to bring a reader down.
//!
//! ```text
//! DOCUMENTS, PAIRS ─► make(Size) ─► bytes ─► the command ─► a result, or status 2 and a reason
//! ```
//!
//! Everything is made when it is asked for. Tests ask for small files, which take the same ways
//! through the reader; `cargo run --release -p keeling-tests --example hostile -- FOLDER` writes
//! them at full size, to measure time and memory by hand.

mod markdown;
mod package;
pub mod page;
mod pairs;
mod words;
mod zips;

/// How large a hostile file is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// So that a test in a debug build is quick.
    Small,
    /// As large as it is meant to be.
    Full,
}

impl Size {
    /// The count for this size.
    fn of(self, small: usize, full: usize) -> usize {
        match self {
            Size::Small => small,
            Size::Full => full,
        }
    }
}

/// What has to become of a hostile file at either size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is read.
    Read,
    /// It is refused with status 2; the message has these words.
    Refused(&'static str),
    /// Either, which its size decides.
    Either,
}

/// A hostile document.
#[derive(Clone, Copy, Debug)]
pub struct Hostile {
    /// Its file name.
    pub name: &'static str,
    /// What has to become of it.
    pub outcome: Outcome,
    /// Its bytes.
    pub make: fn(Size) -> Vec<u8>,
}

/// Two documents whose comparison is meant to take long.
#[derive(Clone, Copy, Debug)]
pub struct HostilePair {
    /// What it is called.
    pub name: &'static str,
    /// The two versions, in Markdown.
    pub make: fn(Size) -> (String, String),
}

/// All hostile documents.
pub fn documents() -> impl Iterator<Item = Hostile> {
    [zips::ALL, words::ALL, markdown::ALL].into_iter().flatten().copied()
}

/// All hostile pairs.
pub fn pairs() -> impl Iterator<Item = HostilePair> {
    pairs::ALL.iter().copied()
}

pub use zips::truncations;
