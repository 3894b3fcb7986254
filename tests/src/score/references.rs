//! What is true and said of references.

use std::collections::HashSet;

use keeling_diff::{Change, Redline, ReferenceKind, Status};
use keeling_model::{ClauseId, Document, Mark, MarkKind, Target};

use super::facts::{Fact, Facts, Question};
use super::places::Places;
use crate::generate::{Shown, Truth};

/// What else is counted of references.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Read {
    /// Those that point elsewhere and are said to follow their targets.
    pub(super) followed: usize,
    /// Those that the reader of the document took for others than they are.
    pub(super) misread: usize,
}

/// Collects references that point elsewhere or nowhere. Where its words are others, a reference is
/// said to point elsewhere by amending its clause in substance.
pub(super) fn collect(
    truth: &Truth,
    redline: &Redline,
    places: &Places<'_>,
    want: &mut Facts,
    have: &mut Facts,
) -> Read {
    let [_, by_new] = places.changes(redline);
    let follows = said(redline, places, have);
    let mut read = Read {
        followed: 0,
        misread: misread(&truth.old, &places.old, places.documents[0])
            + misread(&truth.new, &places.new, places.documents[1]),
    };
    for reference in &truth.references {
        let (old, new) = (places.old[reference.old], places.new[reference.new]);
        let fact = part(Some(old), Some(new), reference.nth);
        let question = if reference.dangling { Question::Dangling } else { Question::Retargeted };
        want.add(question, fact);
        let Some(change) = by_new[new.index()] else { continue };
        let is_said_to_follow = change.consequential || follows.contains(&(new, reference.nth));
        read.followed += usize::from(is_said_to_follow);
        let shown =
            !reference.silent && change.status == Status::Amended && change.old == Some(old);
        if shown && !is_said_to_follow {
            have.add(question, fact);
        }
    }
    read
}

fn part(old: Option<ClauseId>, new: Option<ClauseId>, nth: usize) -> Fact {
    Fact { old, new, part: [Some(nth), None, None, None] }
}

/// Collects what the redline says; returns the references that it says to follow.
fn said(redline: &Redline, places: &Places<'_>, have: &mut Facts) -> HashSet<(ClauseId, usize)> {
    let mut follows = HashSet::new();
    for change in &redline.changes {
        for note in &change.references {
            let Some((new, nth)) = nth(change, places.documents[1], note.span.start) else {
                continue;
            };
            let question = match note.kind {
                ReferenceKind::Follows { .. } => {
                    follows.insert((new, nth));
                    continue;
                }
                ReferenceKind::Retargeted { .. } => Question::Retargeted,
                ReferenceKind::Dangling { .. } => Question::Dangling,
            };
            have.add(question, part(change.old, change.new, nth));
        }
    }
    follows
}

/// Which reference of the new clause begins at a byte.
fn nth(change: &Change, new: &Document, start: u32) -> Option<(ClauseId, usize)> {
    let id = change.new?;
    let nth = references(new, id).position(|mark| mark.span.start == start)?;
    Some((id, nth))
}

fn references(document: &Document, id: ClauseId) -> impl Iterator<Item = &Mark> {
    let marks = document.marks_in(document.clause(id).text).iter();
    marks.filter(|mark| matches!(mark.kind, MarkKind::Reference(_)))
}

/// How many references of a version the reader did not take for what they are.
fn misread(shown: &[Shown], places: &[ClauseId], document: &Document) -> usize {
    let of_clause = |(shown, id): (&Shown, &ClauseId)| {
        let read: Vec<_> = references(document, *id).collect();
        let wrong = shown.references.iter().zip(&read).filter(|(want, mark)| {
            let target = match mark.kind {
                MarkKind::Reference(Target::Clause(id)) => Some(id),
                _ => None,
            };
            document.slice(mark.span) != want.text || target != want.target.map(|at| places[at])
        });
        wrong.count() + read.len().abs_diff(shown.references.len())
    };
    shown.iter().zip(places).map(of_clause).sum()
}
