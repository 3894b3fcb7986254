//! Definitions across documents: those that changed in, the clauses of every document that use them
//! out.
//!
//! A definition holds in the whole code unless it says where it holds ("In this Section H…"); then
//! it holds elsewhere only in documents that take it over ("Expressions that are defined in
//! Section H1 have the same meaning in this Appendix"). A document that defines the term itself
//! means its own, unless its definition only points back ("has the meaning given in Section A1").
//!
//! Time: linear in the texts of the new version, once there is a changed definition.

use keeling_diff::{ChangeId, ImpactKind, Redline, scope, uses};
use keeling_model::ClauseId;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::At;
use super::moves::Move;
use crate::compare::{Compared, Side};

/// A definition that changed, and what it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Changed {
    /// The definition.
    pub(crate) at: At,
    pub(crate) kind: ImpactKind,
    /// The term: the new one, else the old one.
    pub(crate) term: String,
    /// The clauses of its own document that use it.
    pub(crate) own: Vec<ChangeId>,
    /// The clauses of other documents that use it, document by document.
    pub(crate) elsewhere: Vec<(usize, Vec<ChangeId>)>,
    /// Whether it only left for another document, or came from one.
    pub(crate) moved: bool,
}

/// Finds the changed definitions and their uses, in the order of the documents.
pub(crate) fn find(documents: &[Compared<'_>], moves: &[Move]) -> Vec<Changed> {
    let left: FxHashSet<At> =
        moves.iter().filter(|one| one.same_words).flat_map(|one| [one.from, one.to]).collect();
    let mut changed: Vec<(Changed, Option<ClauseId>)> = documents
        .iter()
        .enumerate()
        .flat_map(|(place, compared)| of_document(compared, place, &left))
        .collect();
    // What one document gives up and another takes in unchanged means what it meant.
    let kept: FxHashSet<String> =
        changed.iter().filter(|(one, _)| one.moved).map(|(one, _)| one.term.clone()).collect();
    let asked: Vec<usize> = (0..changed.len())
        .filter(|at| changed.get(*at).is_some_and(|(one, _)| !kept.contains(&one.term)))
        .collect();
    if asked.is_empty() || documents.len() < 2 {
        return changed.into_iter().map(|(one, _)| one).collect();
    }
    let all_terms = all_terms(documents);
    let numbered: Vec<_> = documents.iter().enumerate().collect();
    let uses: Vec<Vec<(usize, Vec<ChangeId>)>> = numbered
        .into_par_iter()
        .with_max_len(1)
        .map(|(place, compared)| {
            let reach = Reach::new(documents, place, compared);
            let wanted: Vec<(usize, &str)> = asked
                .iter()
                .filter_map(|at| changed.get(*at).map(|(one, scope)| (*at, one, scope)))
                .filter(|(_, one, scope)| reach.holds(one, scope.is_some()))
                .map(|(at, one, _)| (at, one.term.as_str()))
                .collect();
            uses_in(compared, &wanted, &all_terms)
        })
        .collect();
    for (place, found) in uses.into_iter().enumerate() {
        for (at, uses) in found {
            if let Some((one, _)) = changed.get_mut(at) {
                one.elsewhere.push((place, uses));
            }
        }
    }
    changed.into_iter().map(|(one, _)| one).collect()
}

/// The changed definitions of a document, each with its scope.
fn of_document(
    compared: &Compared<'_>,
    place: usize,
    moved: &FxHashSet<At>,
) -> Vec<(Changed, Option<ClauseId>)> {
    // All definitions of a document that is new or withdrawn are so too.
    let impacts = compared.redline.impacts.iter();
    impacts
        .filter_map(|impact| {
            let change = compared.redline.changes.get(impact.definition.index())?;
            let (document, clause) = match (change.new, change.old) {
                (Some(id), _) if compared.new_document().clause(id).term.is_some() => {
                    (compared.new_document(), compared.new_document().clause(id))
                }
                (_, Some(id)) => (compared.old_document(), compared.old_document().clause(id)),
                _ => return None,
            };
            let at = At { document: place, change: impact.definition };
            let changed = Changed {
                at,
                kind: impact.kind,
                term: clause.term.clone()?,
                own: impact.uses.clone(),
                elsewhere: Vec::new(),
                moved: moved.contains(&at),
            };
            Some((changed, scope(document, clause)))
        })
        .collect()
}

fn all_terms(documents: &[Compared<'_>]) -> Vec<String> {
    let mut seen = FxHashSet::default();
    let clauses = documents.iter().flat_map(|compared| compared.new_document().clauses());
    let terms = clauses.filter_map(|clause| clause.term.as_ref());
    terms.filter(|term| seen.insert(term.as_str())).cloned().collect()
}

/// Which definitions of other documents hold in one.
struct Reach<'d> {
    place: usize,
    /// The terms that it defines itself, and whether it only points back with each.
    own: FxHashMap<&'d str, bool>,
    /// Whether it takes over what each document defines for itself.
    taken_over: Vec<bool>,
}

impl<'d> Reach<'d> {
    fn new(documents: &[Compared<'_>], place: usize, compared: &'d Compared<'_>) -> Self {
        let document = compared.new_document();
        let mut own: FxHashMap<&str, bool> = FxHashMap::default();
        for clause in document.clauses() {
            if let Some(term) = &clause.term {
                let text = document.slice(clause.text);
                let back = text.contains("meaning given") || text.contains("same meaning");
                own.entry(term).and_modify(|all| *all &= back).or_insert(back);
            }
        }
        let taking: Vec<&str> = document
            .body()
            .iter()
            .map(|clause| document.slice(clause.text))
            .filter(|text| text.contains("defined in") && text.contains("same meaning"))
            .collect();
        let takes = |from: &Compared<'_>| {
            let Some(name) = from.part.map(ToString::to_string) else { return false };
            taking.iter().any(|text| text.contains(&name))
        };
        Self { place, own, taken_over: documents.iter().map(takes).collect() }
    }

    /// Whether a definition holds here; `scoped` says that it names where it holds.
    fn holds(&self, one: &Changed, scoped: bool) -> bool {
        let document = one.at.document;
        let own = self.own.get(one.term.as_str());
        document != self.place
            && own.is_none_or(|points_back| *points_back)
            && (!scoped || self.taken_over.get(document) == Some(&true))
    }
}

/// The uses of some terms, each with its number, in the new version of a document.
fn uses_in(
    compared: &Compared<'_>,
    wanted: &[(usize, &str)],
    all: &[String],
) -> Vec<(usize, Vec<ChangeId>)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    // The other terms of the code are there so that "User Role" is no use of "User".
    let mut terms: Vec<&str> = wanted.iter().map(|(_, term)| *term).collect();
    let known: FxHashSet<&str> = terms.iter().copied().collect();
    terms.extend(all.iter().map(String::as_str).filter(|term| !known.contains(term)));
    let of_new = of_side(&compared.redline, Side::New);
    let document = compared.new_document();
    let found = uses(document, &terms);
    wanted
        .iter()
        .zip(found)
        .map(|((at, term), clauses)| {
            let is_own = |id: &ClauseId| document.clause(*id).term.as_deref() == Some(*term);
            let changes = clauses.iter().filter(|id| !is_own(id)).filter_map(|id| of_new.get(id));
            (*at, changes.copied().collect::<Vec<_>>())
        })
        .filter(|(_, uses)| !uses.is_empty())
        .collect()
}

/// The change of each clause of one side.
pub(crate) fn of_side(redline: &Redline, side: Side) -> FxHashMap<ClauseId, ChangeId> {
    let changes = redline.changes.iter().zip(0..);
    changes
        .filter_map(|(change, at)| {
            let id = if side == Side::Old { change.old } else { change.new };
            Some((id?, ChangeId(at)))
        })
        .collect()
}
