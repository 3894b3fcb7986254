//! How to compare.

use crate::ignore::Ignore;

/// How to compare.
///
/// ```
/// use keeling_diff::{Granularity, Ignore, Options};
///
/// let options = Options::default()
///     .granularity(Granularity::Character)
///     .ignore(Ignore::CASE | Ignore::QUOTES);
/// # let _ = options;
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(crate) granularity: Granularity,
    pub(crate) ignore: Ignore,
}

impl Options {
    /// How finely the words of an amended clause are marked. By default by whole words.
    pub fn granularity(mut self, granularity: Granularity) -> Self {
        self.granularity = granularity;
        self
    }

    /// What counts as equal although it differs. By default nothing.
    pub fn ignore(mut self, ignore: Ignore) -> Self {
        self.ignore = ignore;
        self
    }
}

/// How finely the words of an amended clause are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Granularity {
    /// By whole words.
    #[default]
    Word,
    /// By characters where a word gave way to one that is like it: "organisation" became
    /// "organization" in one letter. Words that are not alike, numbers and the steps of citations
    /// stay whole, and what a reader takes for one character (a letter with its accents) is never
    /// parted.
    Character,
}

impl Granularity {
    /// Its name, as the command and JSON have it.
    pub const fn name(self) -> &'static str {
        match self {
            Granularity::Word => "word",
            Granularity::Character => "character",
        }
    }
}
