//! What became of every clause between two versions of a document.

mod options;
mod redline;

use keeling_model::Document;

pub use options::Options;
pub use redline::{
    CellChange, Change, ChangeId, Link, LinkKind, Op, OpKind, Place, Reason, Redline,
    ReferenceKind, ReferenceNote, Region, RowChange, Side, Status, Summary,
};

/// Compares two versions of a document.
pub fn diff(old: &Document, new: &Document, options: &Options) -> Redline {
    let _ = (old, new, options);
    todo!()
}
