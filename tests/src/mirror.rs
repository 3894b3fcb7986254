//! The mirror: two versions compared forwards and backwards in, how far the answers are the same
//! out.
//!
//! Which version is the old one decides nothing about what became of a clause: what is inserted
//! one way is deleted the other way, and a pair is a pair both ways. Ties may be decided either
//! way round, so the two need not be the same in every clause.

use std::collections::BTreeSet;

use keeling_diff::{Change, Redline, Status};
use keeling_model::ClauseId;

use crate::score::Answers;

/// The clauses of a change, as the forward comparison numbers its versions.
pub type Clauses = [Option<ClauseId>; 2];

/// A question about a change.
type Question = fn(&Change) -> bool;

/// The questions.
pub const QUESTIONS: [(&str, Question); 7] = [
    ("pairs", |change| change.old.is_some() && change.new.is_some()),
    ("inserted", |change| change.status == Status::Inserted),
    ("deleted", |change| change.status == Status::Deleted),
    ("amended", |change| change.status == Status::Amended && !change.consequential),
    ("consequential", |change| change.consequential),
    ("moved", |change| change.moved),
    ("renumbered", |change| change.renumbered),
];

/// The answers of `back`, the redline of the versions exchanged, to each of the [`QUESTIONS`], as
/// if those of `forth` were the truth.
pub fn mirror(forth: &Redline, back: &Redline) -> [Answers; QUESTIONS.len()] {
    QUESTIONS.map(|(name, _)| {
        let [right, wrong, missed] = parted(forth, back, name).map(|clauses| clauses.len());
        Answers { right, wrong, missed }
    })
}

/// What both say, what only `back` says, and what only `forth` says in answer to a question.
pub fn parted(forth: &Redline, back: &Redline, name: &str) -> [Vec<Clauses>; 3] {
    let there = said(forth, name);
    // What is inserted forth is deleted back.
    let mirrored = match name {
        "inserted" => "deleted",
        "deleted" => "inserted",
        _ => name,
    };
    let here: BTreeSet<Clauses> =
        said(back, mirrored).into_iter().map(|[old, new]| [new, old]).collect();
    let only = |one: &BTreeSet<_>, other: &BTreeSet<_>| one.difference(other).copied().collect();
    [here.intersection(&there).copied().collect(), only(&here, &there), only(&there, &here)]
}

/// The clauses about which a redline says yes.
fn said(redline: &Redline, name: &str) -> BTreeSet<Clauses> {
    let question = QUESTIONS.iter().find(|(other, _)| *other == name).map(|(_, ask)| *ask);
    let yes = redline.changes.iter().filter(|change| question.is_some_and(|ask| ask(change)));
    yes.map(|change| [change.old, change.new]).collect()
}
