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
mod links;
mod matching;
mod options;
mod order;
mod redline;
mod references;
mod side;
mod summary;
mod tokens;
mod verify;
mod vocabulary;
mod weave;
mod words;

use keeling_model::{ClauseId, Document};
use rayon::prelude::*;

pub use options::Options;
pub use redline::{
    CellChange, Change, ChangeId, Link, LinkKind, Op, OpKind, Place, Reason, Redline,
    ReferenceKind, ReferenceNote, Region, RowChange, Side, Status, Summary,
};
pub use verify::Breach;

use matching::Matching;
use order::Order;
use references::References;
use side::{Objects, Side as Prepared};
use vocabulary::Vocabulary;
use weave::Weave;

/// Compares two versions of a document. See the [crate's page](crate).
pub fn diff(old: &Document, new: &Document, options: &Options) -> Redline {
    let Options {} = options;
    let mut vocabulary = Vocabulary::default();
    let mut objects = Objects::default();
    let old = Prepared::new(old, &mut vocabulary, &mut objects);
    let new = Prepared::new(new, &mut vocabulary, &mut objects);
    let mut matching = matching::pair_clauses(&old, &new, &vocabulary);
    let links = links::find(&old, &new, &mut matching);
    let order = order::order(&old, &new, &matching);
    let weave = weave::weave(old.document, new.document, &matching, &order);
    let run = Run { old, new, vocabulary, matching, order, weave };
    let mut changes: Vec<Change> =
        run.weave.changes.par_iter().map(|(old, new)| run.change(*old, *new)).collect();
    links.write(&run.weave, &mut changes);
    let summary = summary::summarise(&run.old, &run.new, &run.vocabulary, &changes);
    Redline { changes, places: run.weave.places, summary }
}

/// Everything that is known once clauses are paired and ordered.
struct Run<'a> {
    old: Prepared<'a>,
    new: Prepared<'a>,
    vocabulary: Vocabulary<'a>,
    matching: Matching,
    order: Order,
    weave: Weave,
}

impl Run<'_> {
    fn change(&self, old: Option<ClauseId>, new: Option<ClauseId>) -> Change {
        let mut change = Change {
            old,
            new,
            status: if old.is_none() { Status::Inserted } else { Status::Deleted },
            moved: false,
            renumbered: false,
            consequential: false,
            ops: Vec::new(),
            regions: Vec::new(),
            references: Vec::new(),
            reason: None,
            links: Vec::new(),
        };
        if let (Some(old), Some(new)) = (old, new) {
            self.compare(&mut change, old, new);
        }
        change
    }

    /// Fills in what became of a paired clause.
    fn compare(&self, change: &mut Change, old: ClauseId, new: ClauseId) {
        let (a, b) = (self.old.document.clause(old), self.new.document.clause(new));
        let references = References {
            old: &self.old,
            new: &self.new,
            matching: &self.matching,
            weave: &self.weave,
        };
        change.moved = self.order.moved[new.index()];
        change.renumbered = a.is_cited() && b.is_cited() && a.citation != b.citation;
        change.reason = self.matching.reason(old);
        change.status = Status::Unchanged;
        if self.old.own(old) != self.new.own(new) {
            let amended = words::amend(&self.old, &self.new, old, new, &self.vocabulary);
            change.status = Status::Amended;
            change.ops = amended.ops;
            change.regions = amended.regions;
            change.consequential = references.only_follow(old, new);
        }
        change.references = references.notes(old, new, &change.ops);
    }
}
