//! Code documents made by a seed, and pairs of them whose every difference is known.
//!
//! ```text
//! seed, size ─► code ─► edit ─► a second code, and which clauses moved
//!                 │        │
//!                 └─ list ─┴─► markdown | docx (numbers typed or automatic) | truth
//! ```
//!
//! A code has four levels, `1`, `1.1`, `(a)`, `(i)`, definitions, tables, and references between
//! clauses, so that an insertion renumbers what follows and changes the references to it. The same
//! seed gives the same bytes for ever: the numbers come from a generator of its own.

mod code;
mod docx;
mod edit;
mod list;
mod markdown;
mod prose;
mod random;
mod truth;

pub use code::Code;
pub use docx::Numbers;
pub use truth::{Fate, Truth};

use random::Random;

/// Two versions of a code, and what became of every clause.
#[derive(Debug)]
pub struct Pair {
    /// The old version.
    pub old: Code,
    /// The new version.
    pub new: Code,
    /// What became of every clause.
    pub truth: Truth,
}

/// Makes a code of about so many words.
pub fn code(seed: u64, words: usize) -> Code {
    Code::random(&mut Random::new(seed), words)
}

/// Makes a pair whose old version has about so many words, of whose clauses so many in a thousand
/// are touched by an amendment.
///
/// ```
/// let pair = keeling_tests::generate::pair(1, 2_000, 50);
/// assert_ne!(pair.old.markdown(), pair.new.markdown());
/// ```
pub fn pair(seed: u64, words: usize, per_thousand: usize) -> Pair {
    let mut random = Random::new(seed);
    let old = Code::random(&mut random, words);
    let edited = edit::edit(&old, &mut random, per_thousand);
    let truth = Truth::new(&old, &edited);
    Pair { old, new: edited.code, truth }
}
