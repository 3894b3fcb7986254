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
//! use keeling_diff::{ChangeKind, Options, diff};
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
//! let amended = redline.of_kind(ChangeKind::Amended).next();
//! assert!(amended.is_some_and(|change| change.renumbered && !change.moved));
//! assert_eq!(redline.summary.inserted, 1);
//! ```
//!
//! # What embedders can rely on
//!
//! - **The law.** Read without its insertions a redline is the old document, read without its
//!   deletions the new one. [`Redline::verify`] checks it; [`Redline::accept`] and
//!   [`Redline::reject`] make the one document from the other.
//! - **Cost.** Time and memory are linear in the two documents but for sorting (n log n): every
//!   search that could take more is bounded by a constant. Beside the documents, which are
//!   borrowed and not copied, a comparison needs some twelve bytes for each word and punctuation
//!   mark, and a few hundred for each clause.
//! - **Determinism.** The same two documents and options give an equal redline: on every machine,
//!   in every run, with any number of threads. No clock, no environment, no randomness.
//! - **Panics.** None, whatever the documents, but for those of a callback of yours. Asking a
//!   document about a clause of another one may panic, as indexing does: verify a redline
//!   that was read back or that may be of other documents before you use it.
//! - **Threads.** A comparison works in the [rayon] pool that it is called in, or in one of its
//!   own with [`Options::threads`]. It can be called from several threads at once; documents,
//!   options and redlines are `Send` and `Sync`.
//! - **Cancelling and progress.** [`try_diff`] ends with [`Cancelled`] soon after its
//!   [`CancelToken`] is cancelled: it looks at the token after each clause, and where clauses are
//!   paired after each of four steps. [`Options::on_progress`] tells how far it is.
//! - **Storing.** With the feature `serde`, a [`Redline`] can be serialised and read back as it
//!   was. It holds ids and spans, no text, so it is small, and is of use only with its two
//!   documents. Its form is that of these types and changes with them; a form with texts that
//!   stays is the JSON of `keeling-render`.
//!
//! # The ways in
//!
//! | | |
//! |---|---|
//! | [`diff`], [`try_diff`] | compare |
//! | [`stages`] | the same, stage by stage |
//! | [`Redline::changes`], [`Redline::walk`] | every clause once; the two versions woven into one |
//! | [`Redline::changed`], [`Redline::of_kind`], [`Redline::cited`] | some of the changes |
//! | [`Redline::summary`] | how many there are |
//! | [`Change::ops`], [`Change::hunks`], [`Op::text`] | the words of an amended clause |
//! | [`Redline::verify`], [`Redline::accept`], [`Redline::reject`] | the law |

mod alike;
mod apply;
mod cause;
mod elsewhere;
mod formatting;
mod ignore;
mod impact;
mod labels;
mod links;
mod matching;
mod nearest;
mod options;
mod order;
mod redline;
mod references;
mod refine;
mod scope;
#[cfg(feature = "serde")]
mod serial;
mod side;
pub mod stages;
mod summary;
mod terms;
mod together;
mod tokens;
mod verify;
mod vocabulary;
mod walk;
mod watch;
mod weave;
mod words;
mod zone;

use keeling_model::Document;

pub use cause::{Cause, CauseKind};
pub use ignore::Ignore;
pub use impact::{Impact, ImpactKind};
pub use labels::LabelChange;
pub use nearest::{Nearest, Verdict};
pub use options::{Granularity, Options};
pub use redline::{
    CellChange, Change, ChangeId, Format, FormattingChange, Link, LinkKind, Op, OpKind, Place,
    Reason, Redline, ReferenceKind, ReferenceNote, Region, RowChange, Side, Status, Summary,
};
pub use scope::scope;
pub use terms::uses;
pub use verify::Breach;
pub use walk::ChangeKind;
pub use watch::{CancelToken, Cancelled, Progress, Stage};

use stages::Tokenised;
use watch::{Check, Heedless, Watch};

/// Compares two versions of a document. See the [crate's page](crate).
///
/// It always gives a redline; [`try_diff`] is for a comparison that may be cancelled.
pub fn diff(old: &Document, new: &Document, options: &Options) -> Redline {
    let Ok(redline) = run(old, new, options, &Heedless);
    redline
}

/// Compares two versions of a document unless it is cancelled, see [`Options::cancel_token`].
///
/// The token is looked at after each clause, and where clauses are paired after each step.
///
/// # Errors
///
/// Where the token was cancelled before the last words were compared. There is no redline then,
/// not a part of one either.
pub fn try_diff(old: &Document, new: &Document, options: &Options) -> Result<Redline, Cancelled> {
    match options.cancelled_by() {
        Some(token) => run(old, new, options, token),
        None => Ok(diff(old, new, options)),
    }
}

fn run<C: Check>(
    old: &Document,
    new: &Document,
    options: &Options,
    check: &C,
) -> Result<Redline, C::Stop> {
    let watch = Watch::new(check, options.told());
    options.install(|| {
        Tokenised::try_new(old, new, options, &watch)?.try_align(&watch)?.try_redline(&watch)
    })
}
