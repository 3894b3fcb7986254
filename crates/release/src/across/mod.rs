//! Across documents: redlines of single documents in, what holds between them out.
//!
//! ```text
//! redlines ─► moves       a clause gone here and new there
//!         ─► references   "Section H7.3" in Appendix AG: follows, dangles, names another clause
//!         ─► definitions  Section A changes a term that Section K uses
//! ```
//!
//! A document is compared without knowing of the others. Here the parts of a code are one text:
//! a citation that names another part is resolved there, a clause that left one document and came
//! to another is the same clause, and a definition without a scope of its own holds everywhere. The
//! only thing that is changed about a redline is that a clause amended in nothing but references
//! that follow, now seen to follow, is consequential.

pub(crate) mod code;
mod consequence;
pub(crate) mod definitions;
pub(crate) mod moves;
pub(crate) mod references;
mod scan;

use keeling_diff::ChangeId;

use crate::compare::Compared;

/// A change of one of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct At {
    /// The document's place.
    pub(crate) document: usize,
    pub(crate) change: ChangeId,
}

/// What holds between the documents of a code.
#[derive(Debug, Default)]
pub(crate) struct Across {
    pub(crate) moves: Vec<moves::Move>,
    pub(crate) references: references::References,
    pub(crate) definitions: Vec<definitions::Changed>,
}

/// Finds what holds between documents, and marks in their redlines what it makes consequential.
pub(crate) fn find(documents: &mut [Compared<'_>]) -> Across {
    let moves = moves::find(documents);
    let code = code::Both::new(documents, &moves);
    let references = references::find(documents, &code);
    let consequential = consequence::find(documents, &code, &references);
    drop(code);
    consequence::write(documents, &consequential);
    let definitions = definitions::find(documents, &moves);
    Across { moves, references, definitions }
}
