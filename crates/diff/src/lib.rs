//! What became of every clause between two versions of a document.
//!
//! [`diff`] takes two [`Document`]s and returns a [`Redline`]: for every clause of both versions
//! whether it was kept, amended, inserted, deleted, moved, renumbered, or changed only because a
//! clause that it refers to was renumbered; and for an amended clause the words.
//!
//! ```text
//! tokens, hashes ─► pairs of clauses ─► order (moves) ─► one sequence ─► words, references
//! ```
//!
//! It works on documents however they were made, from files by `keeling-parse` or in code:
//!
//! ```
//! use keeling_diff::{Options, Status, diff};
//! use keeling_model::{Builder, ClauseKind, Document, Label, Role};
//!
//! fn document(clauses: &[(&str, &str)]) -> Document {
//!     let mut builder = Builder::new();
//!     for (label, text) in clauses {
//!         builder.open(ClauseKind::Clause, Some(Label::typed(*label)));
//!         builder.paragraph(Role::Body, text, []);
//!         builder.close();
//!     }
//!     builder.finish()
//! }
//!
//! let old = document(&[("1", "The User shall pay each invoice within 30 days.")]);
//! let new = document(&[
//!     ("1", "The Panel shall publish a report in each month."),
//!     ("2", "The User shall pay each invoice within 45 days."),
//! ]);
//! let redline = diff(&old, &new, &Options::default());
//!
//! let amended = redline.changes.iter().find(|change| change.status == Status::Amended);
//! assert!(amended.is_some_and(|change| change.renumbered && !change.moved));
//! assert_eq!(redline.summary.inserted, 1);
//! ```
//!
//! The same input gives the same redline, whatever the number of threads; it uses the rayon pool
//! that it is called in. Time and memory are linear in the documents but for sorting.

mod alike;
mod cause;
mod impact;
mod links;
mod matching;
mod nearest;
mod options;
mod order;
mod redline;
mod references;
mod scope;
mod side;
pub mod stages;
mod summary;
mod terms;
mod tokens;
mod verify;
mod vocabulary;
mod weave;
mod words;
mod zone;

use keeling_model::Document;

pub use cause::{Cause, CauseKind};
pub use impact::{Impact, ImpactKind};
pub use nearest::{Nearest, Verdict};
pub use options::Options;
pub use redline::{
    CellChange, Change, ChangeId, Link, LinkKind, Op, OpKind, Place, Reason, Redline,
    ReferenceKind, ReferenceNote, Region, RowChange, Side, Status, Summary,
};
pub use verify::Breach;

use stages::Tokenised;

/// Compares two versions of a document. See the [crate's page](crate).
pub fn diff(old: &Document, new: &Document, options: &Options) -> Redline {
    let Options {} = options;
    Tokenised::new(old, new).align().redline()
}
