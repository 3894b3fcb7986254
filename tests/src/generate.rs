//! Code documents made by a seed, and pairs of them whose every difference is known.
//!
//! ```text
//! seed, size, shape ─► code ─► edit ─► a second code
//!                        │        │
//!                        └─ list ─┴─► markdown | docx (numbers typed or automatic)
//!                           ids  ───► truth
//! ```
//!
//! A code has four levels in one of three styles of numbering, definitions, tables, notes, and
//! references between clauses, so that an insertion renumbers what follows and changes the
//! references to it. Clauses, references, rows, columns and notes bear ids that no document
//! shows; what became of each is derived from them. The same seed gives the same bytes for ever:
//! the numbers come from a generator of its own.

mod code;
mod docx;
mod edit;
mod list;
mod markdown;
mod number;
mod profile;
mod prose;
mod random;
mod shape;
mod table;
mod truth;

pub use code::Code;
pub use docx::Numbers;
pub use number::Style;
pub use profile::Profile;
pub use random::Random;
pub use truth::{Fate, Reference, Shown, ShownReference, Table, Truth, TwinRow};

use shape::Shape;

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
    Code::random(&mut Random::new(seed), words, &Shape::default())
}

/// Makes a pair whose old version has about so many words, of whose clauses so many in a thousand
/// are touched by an amendment. [`Profile`] makes pairs of other kinds.
///
/// ```
/// let pair = keeling_tests::generate::pair(1, 2_000, 50);
/// assert_ne!(pair.old.markdown(), pair.new.markdown());
/// ```
pub fn pair(seed: u64, words: usize, per_thousand: usize) -> Pair {
    profile::mixed(seed, words, per_thousand)
}
