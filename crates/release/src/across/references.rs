//! References between documents: what each means in its version, and what became of it.
//!
//! ```text
//! old  Appendix AG  … under Section H7.3 …      Section H  7.3 Notices
//! new  Appendix AG  … under Section H7.4 …      Section H  7.4 Notices      follows
//! new  Appendix AG  … under Section H7.3 …      Section H  7.3 Calls        retargeted
//! new  Appendix AG  … under Section H7.3 …      Section H  –                dangling
//! ```
//!
//! Time: linear in the texts.

use keeling_diff::ChangeId;
use keeling_model::{ClauseId, MarkKind, Span};
use rayon::prelude::*;

use super::At;
use super::code::{Both, Target};
use super::scan::scan;
use crate::compare::{Compared, Side};

/// A reference to another document, in a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cross {
    pub(crate) span: Span,
    pub(crate) target: Target,
}

/// What is to be known about a reference to another document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Noted {
    /// The clause that refers.
    pub(crate) at: At,
    pub(crate) kind: Kind,
    /// Its words in the old version, where they differ.
    pub(crate) was: Option<String>,
    /// Its words in the new version.
    pub(crate) words: String,
    /// What it meant in the old version.
    pub(crate) from: Option<Target>,
    /// What it means in the new version.
    pub(crate) to: Target,
    /// What it meant in the old version, where that is in the new one.
    pub(crate) now: Option<Target>,
}

/// What became of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Its words changed with the citation of what it means.
    Follows,
    /// Its words are the same and mean another clause now.
    Retargeted,
    /// Its words are the same, and what they meant is gone.
    Dangling,
    /// It is new, and what it names is not there.
    Missing,
}

/// The references of all documents to each other.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// Those of each document's old version, in order.
    pub(crate) old: Vec<Vec<Cross>>,
    /// Those of each document's new version, in order.
    pub(crate) new: Vec<Vec<Cross>>,
    pub(crate) noted: Vec<Noted>,
    /// How many there are in the new version.
    pub(crate) checked: usize,
}

/// Finds the references between documents and what became of them.
pub(crate) fn find(documents: &[Compared<'_>], code: &Both<'_>) -> References {
    if !code.parts.are_several() {
        return References::default();
    }
    let of_side = |side: Side| -> Vec<Vec<Cross>> {
        let numbered: Vec<_> = documents.iter().enumerate().collect();
        let one = |(at, one)| of_document(one, at, side, code);
        numbered.into_par_iter().with_max_len(1).map(one).collect()
    };
    let (old, new) = (of_side(Side::Old), of_side(Side::New));
    let checked = new.iter().map(Vec::len).sum();
    let mut references = References { old, new, noted: Vec::new(), checked };
    let noted: Vec<_> = documents
        .iter()
        .enumerate()
        .flat_map(|(place, compared)| judge_document(compared, place, code, &references))
        .collect();
    references.noted = noted;
    references
}

fn of_document(compared: &Compared<'_>, own: usize, side: Side, code: &Both<'_>) -> Vec<Cross> {
    let document = compared.document(side);
    let mut all = Vec::new();
    for clause in document.body().iter().chain(document.notes()) {
        let text = document.slice(clause.text);
        let found = scan(text, &code.parts, own);
        if found.is_empty() {
            continue;
        }
        let marks = document.marks_in(clause.text);
        for one in found {
            let target = code.resolve(side, &one);
            let rest = text.get(one.span.end..).unwrap_or_default();
            let end = one.span.end + code.heading_behind(side, target, rest);
            let at = |offset: usize| {
                clause.text.start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
            };
            let span = Span::new(at(one.span.start), at(end));
            let is_own = marks.iter().any(|mark| {
                let resolved =
                    matches!(mark.kind, MarkKind::Reference(keeling_model::Target::Clause(_)));
                resolved && mark.span.start < span.end && span.start < mark.span.end
            });
            if !is_own {
                all.push(Cross { span, target });
            }
        }
    }
    all
}

/// The references that start within a span.
pub(crate) fn within(all: &[Cross], span: Span) -> &[Cross] {
    let from = all.partition_point(|one| one.span.start < span.start);
    let to = all.partition_point(|one| one.span.start < span.end);
    all.get(from..to.max(from)).unwrap_or_default()
}

fn judge_document(
    compared: &Compared<'_>,
    place: usize,
    code: &Both<'_>,
    references: &References,
) -> Vec<Noted> {
    let (Some(old), Some(new)) = (references.old.get(place), references.new.get(place)) else {
        return Vec::new();
    };
    let mut noted = Vec::new();
    for (change, at) in compared.redline.changes.iter().zip(0..) {
        let own = |side: Side, id: Option<ClauseId>, all| {
            let Some(id) = id else { return [].as_slice() };
            within(all, compared.document(side).clause(id).text)
        };
        let (old, new) = (own(Side::Old, change.old, old), own(Side::New, change.new, new));
        let judge = Judge { compared, code, at: At { document: place, change: ChangeId(at) } };
        judge.pair(old, new, &mut noted);
    }
    noted
}

/// Judges the references of one clause.
struct Judge<'j, 'd> {
    compared: &'j Compared<'d>,
    code: &'j Both<'j>,
    at: At,
}

impl Judge<'_, '_> {
    fn pair(&self, old: &[Cross], new: &[Cross], noted: &mut Vec<Noted>) {
        let mut left: Vec<&Cross> = old.iter().collect();
        let mut rest: Vec<&Cross> = Vec::new();
        // Those that mean the same as before.
        for one in new {
            let same = |was: &&Cross| self.is_kept(was, one);
            let exact = left.iter().position(|was| same(was) && self.same_words(was, one));
            match exact.or_else(|| left.iter().position(same)) {
                Some(at) => {
                    let was = left.remove(at);
                    if !self.same_words(was, one) {
                        noted.push(self.note(Kind::Follows, Some(was), one));
                    }
                }
                None => rest.push(one),
            }
        }
        // Those with the same words, which mean something else or nothing.
        for one in rest {
            let twin = left.iter().position(|was| self.same_words(was, one));
            let was = twin.map(|at| left.remove(at));
            let kind = match (was.map(|was| was.target), one.target) {
                // It was without a target before; that is no doing of this change.
                (Some(Target::Missing(_)), _) => None,
                (Some(_), Target::Missing(_)) => Some(Kind::Dangling),
                (Some(_), _) => Some(Kind::Retargeted),
                (None, Target::Missing(_)) => Some(Kind::Missing),
                (None, _) => None,
            };
            noted.extend(kind.map(|kind| self.note(kind, was, one)));
        }
    }

    fn is_kept(&self, was: &Cross, one: &Cross) -> bool {
        !matches!(one.target, Target::Missing(_)) && self.code.now(was.target) == one.target
    }

    fn same_words(&self, was: &Cross, one: &Cross) -> bool {
        let (old, new) = (self.words(Side::Old, was), self.words(Side::New, one));
        old.split_whitespace().eq(new.split_whitespace())
    }

    fn words(&self, side: Side, one: &Cross) -> &str {
        self.compared.document(side).slice(one.span)
    }

    fn note(&self, kind: Kind, was: Option<&Cross>, one: &Cross) -> Noted {
        let differs = was.filter(|was| !self.same_words(was, one));
        Noted {
            at: self.at,
            kind,
            was: differs.map(|was| self.words(Side::Old, was).to_owned()),
            words: self.words(Side::New, one).to_owned(),
            from: was.map(|was| was.target),
            to: one.target,
            now: was.map(|was| self.code.now(was.target)),
        }
    }
}
