//! Counts of clauses, of a document or of all: the one place that every total comes from.

use std::iter::Sum;
use std::ops::Add;

use keeling_diff::{Redline, Summary};
use keeling_model::Document;
use schemars::JsonSchema;
use serde::Serialize;

/// How many clauses of each kind of change there are. A clause counts for each thing that happened
/// to it; headers and footers are counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Clauses to which anything happened: each once.
    pub changed: u64,
    /// Clauses only in the new version.
    pub inserted: u64,
    /// Clauses only in the old version.
    pub deleted: u64,
    /// Clauses amended in substance.
    pub amended: u64,
    /// Clauses amended only in references that follow, to their own document or to another.
    pub consequential: u64,
    /// Clauses moved within their document.
    pub moved: u64,
    /// Clauses under another citation.
    pub renumbered: u64,
    /// Clauses whose text is the same.
    pub unchanged: u64,
    /// Of the unchanged clauses, those that use a definition of their own document that changed.
    pub affected: u64,
    /// Headers and footers that changed.
    pub headers_and_footers: u64,
    /// Words inserted.
    pub words_inserted: u64,
    /// Words deleted.
    pub words_deleted: u64,
}

impl Counts {
    /// Counts the changes of a redline of these two documents.
    pub(crate) fn of(redline: &Redline, old: &Document, new: &Document) -> Self {
        let mut counts = Self::from(&redline.summary);
        for change in redline.changed() {
            let in_margins = change.new.map(|id| new.is_in_margins(id));
            let in_margins = in_margins.or(change.old.map(|id| old.is_in_margins(id)));
            if in_margins == Some(true) {
                counts.headers_and_footers += 1;
            } else {
                counts.changed += 1;
            }
        }
        counts
    }
}

impl From<&Summary> for Counts {
    fn from(summary: &Summary) -> Self {
        Self {
            changed: 0,
            inserted: summary.inserted.into(),
            deleted: summary.deleted.into(),
            amended: summary.amended.into(),
            consequential: summary.consequential.into(),
            moved: summary.moved.into(),
            renumbered: summary.renumbered.into(),
            unchanged: summary.unchanged.into(),
            affected: summary.affected.into(),
            headers_and_footers: 0,
            words_inserted: summary.words_inserted.into(),
            words_deleted: summary.words_deleted.into(),
        }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            changed: self.changed + other.changed,
            inserted: self.inserted + other.inserted,
            deleted: self.deleted + other.deleted,
            amended: self.amended + other.amended,
            consequential: self.consequential + other.consequential,
            moved: self.moved + other.moved,
            renumbered: self.renumbered + other.renumbered,
            unchanged: self.unchanged + other.unchanged,
            affected: self.affected + other.affected,
            headers_and_footers: self.headers_and_footers + other.headers_and_footers,
            words_inserted: self.words_inserted + other.words_inserted,
            words_deleted: self.words_deleted + other.words_deleted,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}
