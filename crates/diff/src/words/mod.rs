//! Words: what changed within a pair of clauses. Two own texts in, edits out.
//!
//! 1. [`align`]: a shortest edit script over tokens (Myers), for very long texts
//!    with [bounded] work;
//! 2. [`cleanup`]: the shortest script is not the most readable one. Islands of "the" and "of"
//!    between two edits are marked with them, edits slide to the boundaries of phrases;
//! 3. [`ops`]: tokens become byte ranges that cover both texts, white space included;
//! 4. [`tables`]: tables are compared by [column](columns), [row](rows) and cell; those that are
//!    [lists] in columns cell after cell.

mod align;
mod bounded;
mod cleanup;
mod columns;
mod lists;
mod numbers;
mod ops;
mod regions;
mod rows;
mod steps;
mod tables;

pub(crate) use align::common;
pub(crate) use numbers::fill;
pub(crate) use regions::amend;
pub(crate) use tables::interleave;

/// A run of equal tokens: `len` tokens from `old` on one side and from `new` on the other, counted
/// from the start of what is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) len: usize,
}
