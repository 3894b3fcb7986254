//! Automatic numbers: `numbering.xml` in, the number of each paragraph in document order out
//! (ECMA-376 part 1 §17.9).

mod counter;
mod format;
mod read;
mod script;
mod table;
#[cfg(test)]
mod tests;

pub use counter::{Counters, Numbered};
pub use format::{NumberFormat, format_number};
pub use script::Script;
pub use table::{Level, NumberingTable, Suffix};
