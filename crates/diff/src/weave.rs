//! Weaving: the two documents' clauses as one sequence in reading order.
//!
//! Clauses that kept their place stand in both documents in the same order; between two of them
//! come the old clauses that did not (deleted, or moved away), then the new ones (inserted, or
//! moved here), but what belongs to the container before comes before what begins another one.
//! Leaving out one side gives the other document's own order.

use keeling_model::{Clause, ClauseId, Document};

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

/// Weaves two documents: their bodies, then their notes, then their headers and footers.
pub(crate) fn weave(old: &Document, new: &Document, matching: &Matching, order: &Order) -> Weave {
    let mut sequence = Vec::with_capacity(old.clauses().len() + new.clauses().len() / 4);
    Loom { old: old.body(), new: new.body(), matching, order }.run(&mut sequence);
    Loom { old: old.notes(), new: new.notes(), matching, order }.run(&mut sequence);
    Loom { old: old.margins(), new: new.margins(), matching, order }.run(&mut sequence);
    number(old, new, matching, sequence)
}

/// A clause in the sequence.
#[derive(Clone, Copy)]
enum Thread {
    Both(ClauseId, ClauseId),
    Old(ClauseId),
    New(ClauseId),
}

/// Two documents that are being woven.
struct Loom<'l> {
    old: &'l [Clause],
    new: &'l [Clause],
    matching: &'l Matching,
    order: &'l Order,
}

impl Loom<'_> {
    fn run(&self, sequence: &mut Vec<Thread>) {
        let (mut old, mut new) = (self.old, self.new);
        loop {
            let (gone, old_rest) = old.split_at(self.n_leaving(old));
            let (come, new_rest) = new.split_at(self.n_coming(new));
            weave_gap(gone, come, sequence);
            match (old_rest.split_first(), new_rest.split_first()) {
                (Some((a, old_rest)), Some((b, new_rest))) => {
                    sequence.push(Thread::Both(a.id, b.id));
                    (old, new) = (old_rest, new_rest);
                }
                _ => return,
            }
        }
    }

    fn stays(&self, new: ClauseId) -> bool {
        self.order.in_place[new.index()]
    }

    /// How many of the next old clauses did not keep their place.
    fn n_leaving(&self, old: &[Clause]) -> usize {
        let stays =
            |clause: &Clause| self.matching.to_new(clause.id).is_some_and(|id| self.stays(id));
        old.iter().position(stays).unwrap_or(old.len())
    }

    /// How many of the next new clauses did not keep their place.
    fn n_coming(&self, new: &[Clause]) -> usize {
        new.iter().position(|clause| self.stays(clause.id)).unwrap_or(new.len())
    }
}

/// Weaves what stands between two clauses that kept their place: the old before the new, but a
/// deeper new clause still belongs to the container before, and comes before an old one that
/// begins another.
fn weave_gap(mut gone: &[Clause], mut come: &[Clause], sequence: &mut Vec<Thread>) {
    loop {
        match (gone.split_first(), come.split_first()) {
            (Some((a, rest)), b) if b.is_none_or(|(b, _)| b.depth <= a.depth) => {
                sequence.push(Thread::Old(a.id));
                gone = rest;
            }
            (_, Some((b, rest))) => {
                sequence.push(Thread::New(b.id));
                come = rest;
            }
            (_, None) => return,
        }
    }
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
