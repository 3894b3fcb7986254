//! Labels: the numbers that clauses bear, and the grammar that recognises them.
//!
//! A text goes in, the label at its start comes out: how far it reaches, and what it counts
//! ([`find`]). The grammar looks at the label alone; whether a doubtful one ("30 days", "A party")
//! is a label is for the reader to judge, who sees what stands before and after it.

mod grammar;
mod ordinal;
mod word;

pub(crate) use grammar::second_word;
pub use grammar::{Found, Frame, Reading, Scheme, amendment_mark, find, find_whole};
pub use ordinal::{Counter, Ordinal};
pub use word::Word;

/// The number of a clause as shown: `3.2`, `(a)`, `Schedule 2`, `§ 14a`, `SECTION H:`.
///
/// A label is what the reader sees, never an identity: renumbering changes it and leaves the
/// clause what it was.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    shown: Box<str>,
    generated: bool,
}

impl Label {
    /// A label that stands in the text, with the punctuation that belongs to it (`1.`, `(a)`,
    /// `SECTION H:`), without white space around it.
    pub fn typed(shown: impl Into<Box<str>>) -> Self {
        Self { shown: shown.into(), generated: false }
    }

    /// A label that the word processor (or Markdown) computes; no character of the source stands
    /// for it.
    pub fn generated(shown: impl Into<Box<str>>) -> Self {
        Self { shown: shown.into(), generated: true }
    }

    /// The label as shown.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether no character of the source stands for it.
    pub const fn is_generated(&self) -> bool {
        self.generated
    }

    /// The label without the punctuation that ends it: `1.` is `1`, `SECTION H:` is `SECTION H`;
    /// brackets that enclose it stay. The marks of amendment before it do not, `F51[(3)` is `(3)`.
    pub fn bare(&self) -> &str {
        let unmarked = self.shown.get(amendment_mark(&self.shown)..).unwrap_or(&self.shown);
        let bare = unmarked.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '.' | ':' | ';' | ',' | '-' | '–' | '—')
        });
        match bare.strip_suffix(')') {
            Some(open) if !bare.contains('(') => open,
            _ => bare,
        }
    }
}
