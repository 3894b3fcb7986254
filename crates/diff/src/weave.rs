//! Weaving: the two documents' clauses as one sequence in reading order.
//!
//! Clauses that kept their place stand in both documents in the same order; between two of them
//! come first the old clauses that did not (deleted, or moved away), then the new ones (inserted,
//! or moved here). Leaving out one side gives the other document's own order.

use keeling_model::{ClauseId, Document};

use crate::matching::Matching;
use crate::order::Order;
use crate::redline::{ChangeId, Place, Side};
use crate::side::narrow;

/// The woven sequence, and the clauses of each change.
#[derive(Debug)]
pub(crate) struct Weave {
    /// The old and the new clause of each change, in reading order.
    pub(crate) changes: Vec<(Option<ClauseId>, Option<ClauseId>)>,
    /// The sequence.
    pub(crate) places: Vec<Place>,
    /// The change of each old clause.
    pub(crate) of_old: Vec<ChangeId>,
    /// The change of each new clause.
    pub(crate) of_new: Vec<ChangeId>,
}

/// Weaves two documents: their bodies, then their notes.
pub(crate) fn weave(old: &Document, new: &Document, matching: &Matching, order: &Order) -> Weave {
    let mut sequence = Vec::with_capacity(old.clauses().len() + new.clauses().len() / 4);
    let (a, b) = (old.body().len(), new.body().len());
    weave_ranges(0..a, 0..b, matching, order, &mut sequence);
    weave_ranges(a..old.clauses().len(), b..new.clauses().len(), matching, order, &mut sequence);
    number(old, new, matching, sequence)
}

/// A clause in the sequence.
#[derive(Clone, Copy)]
enum Thread {
    Both(ClauseId, ClauseId),
    Old(ClauseId),
    New(ClauseId),
}

fn weave_ranges(
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
    matching: &Matching,
    order: &Order,
    sequence: &mut Vec<Thread>,
) {
    let stays = |id: ClauseId| order.in_place[id.index()];
    let mut old = old.map(|at| ClauseId(narrow(at))).peekable();
    for id in new.map(|at| ClauseId(narrow(at))) {
        let leaves = |id: &ClauseId| !matching.to_new(*id).is_some_and(stays);
        while let Some(gone) = old.next_if(leaves) {
            sequence.push(Thread::Old(gone));
        }
        match matching.to_old(id).filter(|_| stays(id)) {
            Some(twin) => {
                old.next();
                sequence.push(Thread::Both(twin, id));
            }
            None => sequence.push(Thread::New(id)),
        }
    }
    sequence.extend(old.map(Thread::Old));
}

/// Numbers the changes: a clause that stands twice has its number from its new place.
fn number(old: &Document, new: &Document, matching: &Matching, sequence: Vec<Thread>) -> Weave {
    let mut weave = Weave {
        changes: Vec::with_capacity(sequence.len()),
        places: Vec::with_capacity(sequence.len()),
        of_old: vec![ChangeId(0); old.clauses().len()],
        of_new: vec![ChangeId(0); new.clauses().len()],
    };
    for thread in &sequence {
        let (a, b) = match *thread {
            Thread::Both(a, b) => (Some(a), Some(b)),
            Thread::New(b) => (matching.to_old(b), Some(b)),
            Thread::Old(a) if matching.to_new(a).is_none() => (Some(a), None),
            Thread::Old(_) => continue,
        };
        let id = ChangeId(narrow(weave.changes.len()));
        weave.changes.push((a, b));
        if let Some(a) = a {
            weave.of_old[a.index()] = id;
        }
        if let Some(b) = b {
            weave.of_new[b.index()] = id;
        }
    }
    weave.places.extend(sequence.into_iter().map(|thread| match thread {
        Thread::Both(_, b) => Place { change: weave.of_new[b.index()], side: Side::Both },
        Thread::Old(a) => Place { change: weave.of_old[a.index()], side: Side::Old },
        Thread::New(b) => Place { change: weave.of_new[b.index()], side: Side::New },
    }));
    weave
}
