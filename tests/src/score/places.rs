//! Which clause of a document each clause of the truth is.

use keeling_diff::{Change, Redline};
use keeling_model::{ClauseId, Document};

use crate::generate::{Shown, Truth};
use crate::read::is_shown;

/// The clauses of the truth's lists in the documents.
#[derive(Debug)]
pub(super) struct Places<'a> {
    pub(super) documents: [&'a Document; 2],
    pub(super) old: Vec<ClauseId>,
    pub(super) new: Vec<ClauseId>,
}

impl<'a> Places<'a> {
    pub(super) fn new(truth: &Truth, old: &'a Document, new: &'a Document) -> Result<Self, String> {
        Ok(Self {
            documents: [old, new],
            old: places(&truth.old, old).map_err(|error| format!("old: {error}"))?,
            new: places(&truth.new, new).map_err(|error| format!("new: {error}"))?,
        })
    }

    /// Old and new clause of two places.
    pub(super) fn pair(&self, old: Option<usize>, new: Option<usize>) -> [Option<ClauseId>; 2] {
        [old.map(|at| self.old[at]), new.map(|at| self.new[at])]
    }

    /// What the redline says of each old and each new clause, by the clause's index.
    pub(super) fn changes<'r>(&self, redline: &'r Redline) -> [Vec<Option<&'r Change>>; 2] {
        let mut changes = self.documents.map(|document| vec![None; document.clauses().len()]);
        for change in &redline.changes {
            for (side, id) in changes.iter_mut().zip([change.old, change.new]) {
                if let Some(id) = id {
                    side[id.index()] = Some(change);
                }
            }
        }
        changes
    }
}

/// Finds each of the shown clauses, in order. The document's title is in no list and is passed
/// over, as is whatever else the reader made a clause of.
fn places(shown: &[Shown], document: &Document) -> Result<Vec<ClauseId>, String> {
    let mut clauses = document.clauses().iter();
    let place = |shown: &Shown| {
        let is_it = |text: &str| squeezed(text).eq(squeezed(&shown.text));
        clauses
            .find(|clause| is_it(document.own_text(clause.id)))
            .map(|clause| clause.id)
            .ok_or_else(|| format!("{} was not read as \"{}\"", shown.citation, shown.text))
    };
    shown.iter().map(place).collect()
}

fn squeezed(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| is_shown(*c))
}
