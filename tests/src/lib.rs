//! What the tests and benchmarks of the whole line share: generated code documents whose every
//! difference is known, readers that share nothing with the engine's, and the way to real
//! documents.
//!
//! ```text
//! generate ─► old, new, truth ─► the engine ─► redline ─► score against the truth
//! files    ─► the engine ─► page ─► read::page ─┐
//! files    ───────────────► read::{markdown, docx} ─► the same words: the law of the redline
//! ```

pub mod alike;
pub mod browser;
pub mod corpus;
pub mod generate;
pub mod hostile;
pub mod laws;
pub mod line;
pub mod mirror;
pub mod office;
pub mod package;
pub mod read;
pub mod score;
pub mod word;

/// The README's example, which has to work as it stands.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
