//! What is true and no redline says yet. Once it does, what it says is collected here and becomes
//! an answer to a question of its own.

use crate::generate::Truth;

/// How many clauses and notes have the same words, set in another way. A redline has to call them
/// unchanged, which the answers about amended clauses show.
pub(super) fn formatted(truth: &Truth) -> usize {
    truth.fates.iter().filter(|fate| fate.formatted).count()
}

/// How many rows stand elsewhere in their table. A redline has to call them deleted where they
/// were and inserted where they are, which the answers about rows show.
pub(super) fn rows_moved(truth: &Truth) -> usize {
    truth.tables.iter().map(|table| table.moved.len()).sum()
}
