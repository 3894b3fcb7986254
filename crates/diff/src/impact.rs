//! Impact: which clauses use a definition that changed. A compared pair of documents in, an
//! [`Impact`] for each changed definition out.
//!
//! ```text
//! A1  "User" means a person who …        amended
//! B2  Each User shall pay the charges.   the same words, and something else is meant: affected
//! ```
//!
//! A definition changes where it, or a clause below it, is amended in substance, and where it is
//! inserted, deleted or renamed. Uses are looked for in the new version, see
//! [`terms`](crate::terms); a heading names and does not use. A definition that says where it
//! holds, see [`scope`](crate::scope), has no uses elsewhere. Where several clauses define a term,
//! a use is of the one that holds, or stands, in the innermost clause around both; of several
//! there, the first.
//!
//! What it does not see: terms that other documents define, and what is meant by a term where a
//! clause narrows it without defining it.
//!
//! Time: linear in the new document.

use keeling_model::{Block, Clause, ClauseId, Document, Paragraph, Role};
use rustc_hash::FxHashMap;

use crate::redline::{Change, ChangeId, Redline, Status};
use crate::scope::scope;
use crate::side::{Side, narrow};
use crate::terms::{Terms, same_but_for_number, same_term};
use crate::vocabulary::Vocabulary;
use crate::weave::Weave;

/// The most definitions of one term that are gone and looked at for each use.
const MOST_LOST: usize = 16;

/// A definition that changed, and what uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Impact {
    /// The definition.
    pub definition: ChangeId,
    /// What became of it.
    pub kind: ImpactKind,
    /// The clauses of the new version that use its term, in order; of a deleted definition the
    /// term that nothing defines any more.
    pub uses: Vec<ChangeId>,
    /// Of a renamed definition, the clauses that still use its old term, which nothing defines any
    /// more; in order.
    pub stale: Vec<ChangeId>,
}

/// What became of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum ImpactKind {
    /// It, or a clause below it, is amended in substance.
    Amended,
    /// Only the new version defines the term.
    Inserted,
    /// Only the old version defines the term.
    Deleted,
    /// It defines another term.
    Renamed,
}

impl Redline {
    /// What a change of a definition reaches; `None` where it is no definition or did not change.
    pub fn impact(&self, definition: ChangeId) -> Option<&Impact> {
        let at = self.impacts.binary_search_by_key(&definition, |impact| impact.definition);
        self.impacts.get(at.ok()?)
    }
}

/// Finds the changed definitions and their uses, in the order of the changes.
pub(crate) fn find(
    old: &Side<'_>,
    new: &Side<'_>,
    vocabulary: &Vocabulary<'_>,
    weave: &Weave,
    changes: &[Change],
) -> Vec<Impact> {
    let definitions = Definitions { old: old.document, new: new.document, weave, changes };
    let mut impacts = definitions.changed();
    if !impacts.is_empty() {
        Uses::new(&definitions, vocabulary, &impacts).write(new, &mut impacts);
    }
    impacts
}

/// Tells the clauses that both versions have which changed definitions they use.
pub(crate) fn write(impacts: &[Impact], changes: &mut [Change]) {
    for impact in impacts {
        for user in impact.uses.iter().chain(&impact.stale) {
            let change = &mut changes[user.index()];
            if change.old.is_some() && change.affected_by.last() != Some(&impact.definition) {
                change.affected_by.push(impact.definition);
            }
        }
    }
}

struct Definitions<'d> {
    old: &'d Document,
    new: &'d Document,
    weave: &'d Weave,
    changes: &'d [Change],
}

impl<'d> Definitions<'d> {
    fn terms(&self, change: &Change) -> (Option<&'d str>, Option<&'d str>) {
        let old = change.old_clause(self.old).and_then(|clause| clause.term.as_deref());
        let new = change.new_clause(self.new).and_then(|clause| clause.term.as_deref());
        (old, new)
    }

    /// The definitions that changed, without their uses.
    fn changed(&self) -> Vec<Impact> {
        let amended = self.amended();
        let kinds =
            self.changes.iter().zip(amended).map(|(change, amended)| match self.terms(change) {
                (None, None) => None,
                (None, Some(_)) => Some(ImpactKind::Inserted),
                (Some(_), None) => Some(ImpactKind::Deleted),
                (Some(old), Some(new)) if !same_term(old, new) => Some(ImpactKind::Renamed),
                (Some(_), Some(_)) => amended.then_some(ImpactKind::Amended),
            });
        let numbered = kinds.enumerate().filter_map(|(at, kind)| kind.map(|kind| (at, kind)));
        numbered
            .map(|(at, kind)| {
                let definition = ChangeId(narrow(at));
                Impact { definition, kind, uses: Vec::new(), stale: Vec::new() }
            })
            .collect()
    }

    /// For each change, whether it is a definition in which something changes in substance.
    fn amended(&self) -> Vec<bool> {
        let (in_old, in_new) = (definitions_above(self.old), definitions_above(self.new));
        let mut amended = vec![false; self.changes.len()];
        for change in self.changes {
            let differs = match change.status {
                Status::Unchanged => false,
                Status::Amended => !change.consequential,
                Status::Inserted | Status::Deleted => true,
            };
            if !(differs || change.moved) {
                continue;
            }
            // What moves changes what it moves out of and into, not itself.
            let around = |clause: &Clause| if differs { Some(clause.id) } else { clause.parent };
            let old = change.old_clause(self.old).and_then(around);
            let new = change.new_clause(self.new).and_then(around);
            if let Some(definition) = old.and_then(|id| in_old[id.index()]) {
                amended[self.weave.of_old[definition.index()].index()] = true;
            }
            if let Some(definition) = new.and_then(|id| in_new[id.index()]) {
                amended[self.weave.of_new[definition.index()].index()] = true;
            }
        }
        amended
    }
}

/// The definition that each clause belongs to: itself, or the nearest above it.
fn definitions_above(document: &Document) -> Vec<Option<ClauseId>> {
    let mut above: Vec<Option<ClauseId>> = Vec::with_capacity(document.clauses().len());
    for clause in document.clauses() {
        above.push(match clause.parent {
            _ if clause.term.is_some() => Some(clause.id),
            Some(parent) => above[parent.index()],
            None => None,
        });
    }
    above
}

/// What one term means in the new version.
#[derive(Default)]
struct Meaning {
    /// The clauses that define it for the whole document, in order.
    defined: Vec<ClauseId>,
    /// The first that defines it for a clause.
    defined_for: FxHashMap<ClauseId, ClauseId>,
    /// The changed definitions that defined it in the old version only, each with its scope there.
    lost: Vec<(usize, Option<ClauseId>)>,
}

/// What a use of a term is of.
enum Use {
    /// A definition of the new version.
    Of(ClauseId),
    /// The definition that it stands in.
    Own,
    /// None that holds there.
    Undefined,
}

/// The search for uses.
struct Uses<'u, 'd> {
    definitions: &'u Definitions<'d>,
    terms: Terms,
    meanings: Vec<Meaning>,
    /// The impact of each changed definition of the new version.
    impact_of: FxHashMap<ClauseId, usize>,
}

impl<'u, 'd> Uses<'u, 'd> {
    fn new(
        definitions: &'u Definitions<'d>,
        vocabulary: &Vocabulary<'_>,
        impacts: &[Impact],
    ) -> Self {
        let (mut meanings, mut numbers) = (Vec::new(), FxHashMap::default());
        let mut terms = Terms::new(vocabulary);
        let mut number = |meanings: &mut Vec<Meaning>, term: &'d str| -> usize {
            *numbers.entry(term).or_insert_with(|| {
                terms.add(narrow(meanings.len()), term, vocabulary);
                meanings.push(Meaning::default());
                meanings.len() - 1
            })
        };
        for clause in definitions.new.clauses() {
            if let Some(term) = &clause.term {
                let at = number(&mut meanings, term);
                let meaning = &mut meanings[at];
                if let Some(scope) = scope(definitions.new, clause) {
                    meaning.defined_for.entry(scope).or_insert(clause.id);
                } else {
                    meaning.defined.push(clause.id);
                }
            }
        }
        let mut impact_of = FxHashMap::default();
        for (index, impact) in impacts.iter().enumerate() {
            let change = &definitions.changes[impact.definition.index()];
            let (old, new) = definitions.terms(change);
            if let (Some(id), Some(_)) = (change.new, new) {
                impact_of.insert(id, index);
            }
            let is_kept =
                |term: &str, new: &str| same_term(term, new) || same_but_for_number(term, new);
            let is_lost = |term: &&str| new.is_none_or(|new| !is_kept(term, new));
            if let Some(term) = old.filter(is_lost) {
                let at = number(&mut meanings, term);
                let scope =
                    change.old.and_then(|id| scope(definitions.old, definitions.old.clause(id)));
                meanings[at].lost.push((index, scope));
            }
        }
        Self { definitions, terms, meanings, impact_of }
    }

    /// Writes the uses of each changed definition.
    fn write(&self, new: &Side<'_>, impacts: &mut [Impact]) {
        let document = self.definitions.new;
        let mut last_seen = vec![None; self.meanings.len()];
        for clause in document.body().iter().chain(document.notes()) {
            let mut own = new.own_range(clause.id);
            own.start = own.start.max(new.tokens_in(heading(document, clause)).end);
            let tokens = new.tokens.get(own).unwrap_or_default();
            self.terms.for_each_use(tokens, |term| {
                let seen = last_seen[term as usize].replace(clause.id);
                if seen != Some(clause.id) {
                    self.write_use(&self.meanings[term as usize], clause, impacts);
                }
            });
        }
    }

    fn write_use(&self, meaning: &Meaning, user: &Clause, impacts: &mut [Impact]) {
        let here = self.definitions.weave.of_new[user.id.index()];
        match self.governing(meaning, user) {
            Use::Own => {}
            Use::Of(definition) => {
                if let Some(index) = self.impact_of.get(&definition) {
                    impacts[*index].uses.push(here);
                }
            }
            Use::Undefined => {
                let Some(impact) = self.lost(meaning, here).map(|at| &mut impacts[at]) else {
                    return;
                };
                match impact.kind {
                    // What was its definition is no use of it.
                    _ if impact.definition == here => {}
                    ImpactKind::Renamed => impact.stale.push(here),
                    _ => impact.uses.push(here),
                }
            }
        }
    }

    /// What a use of a term is of in the new version.
    fn governing(&self, meaning: &Meaning, user: &Clause) -> Use {
        let nearest = match meaning.defined.as_slice() {
            [only] if meaning.defined_for.is_empty() => Some(*only),
            _ => self.nearest(meaning, user),
        };
        let document = self.definitions.new;
        match nearest {
            Some(id) if document.clause(id).subtree().contains(&user.id.index()) => Use::Own,
            Some(id) => Use::Of(id),
            None => Use::Undefined,
        }
    }

    /// The definition that holds, or else the first that stands, in the innermost clause around
    /// the user.
    fn nearest(&self, meaning: &Meaning, user: &Clause) -> Option<ClauseId> {
        let mut around = Some(user);
        while let Some(clause) = around {
            let first = meaning.defined.partition_point(|id| *id < clause.id);
            let stands = meaning.defined.get(first).filter(|id| **id < clause.end);
            if let Some(found) = meaning.defined_for.get(&clause.id).or(stands) {
                return Some(*found);
            }
            around = clause.parent.map(|id| self.definitions.new.clause(id));
        }
        meaning.defined.first().copied()
    }

    /// The definition that the old version had for a use which none of the new one holds for.
    fn lost(&self, meaning: &Meaning, user: ChangeId) -> Option<usize> {
        let old = self.definitions.changes[user.index()].old;
        let holds = |scope: Option<ClauseId>| match (scope, old) {
            (None, _) => true,
            (Some(scope), Some(old)) => {
                self.definitions.old.clause(scope).subtree().contains(&old.index())
            }
            (Some(_), None) => false,
        };
        let mut lost = meaning.lost.iter().take(MOST_LOST);
        lost.find(|(_, scope)| holds(*scope)).map(|(index, _)| *index)
    }
}

/// The stretch of a clause's own text that is a heading; an empty one where there is none. What is
/// set as a heading and ends as a sentence does is text.
pub(crate) fn heading(document: &Document, clause: &Clause) -> keeling_model::Span {
    match document.blocks(clause.id).first() {
        Some(Block::Paragraph(Paragraph { span, role: Role::Heading(_) }))
            if !document.slice(*span).trim_end().ends_with(['.', ';', ':', ',']) =>
        {
            *span
        }
        _ => keeling_model::Span::new(clause.text.start, clause.text.start),
    }
}
