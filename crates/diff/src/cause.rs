//! Causes: what gave each renumbered clause its new number. The paired clauses of two documents
//! in, a [`Cause`] for each renumbered one out.
//!
//! ```text
//! old  3.1   3.2   3.3     3.3(a)
//! new  3.1   3.2   3.3     3.4      3.4(a)
//!            new   was 3.2 was 3.3  was 3.3(a)
//!                  3.2 was inserted          the clause above it was renumbered
//! ```
//!
//! A citation is that of a clause above, the *root*, and a tail. Where only the root's part
//! differs, the root is the cause. Where the tail does, something happened before the clause in
//! its *series*: the clauses that are counted together, because they have the same root and are
//! of the same kind. A series may run on through parts and chapters, as sections do. What happened
//! before a clause that kept its number explains nothing after it.
//!
//! Time: linear in the clauses and their depth.

use keeling_model::{Clause, ClauseId, ClauseKind, Document, label};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::redline::{Change, ChangeId};
use crate::terms::same_term;
use crate::weave::Weave;

/// What gave a renumbered clause its new citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Cause {
    /// The first thing that did.
    pub kind: CauseKind,
    /// How many further clauses were inserted, deleted or moved between that and the clause.
    pub others: u32,
}

/// What can give a clause a new citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum CauseKind {
    /// A clause before or above it was inserted.
    Inserted(ChangeId),
    /// A clause before or above it was deleted.
    Deleted(ChangeId),
    /// A clause was moved to a place before it, or away from one.
    Moved(ChangeId),
    /// The clause that it is cited with was renumbered.
    Parent(ChangeId),
    /// It was itself moved.
    Itself,
    /// It was itself moved, out of the clause that it stood in to beside or above that.
    Promoted,
    /// It was itself moved, into a clause that stood beside or below it.
    Demoted,
    /// The term that it defines was renamed.
    Renamed,
    /// It counts the same and is written otherwise: `(a)` became `(1)`, or a definition is cited by
    /// its number no more and by its term.
    Style,
}

impl CauseKind {
    /// The other clause that it speaks of.
    pub fn clause(self) -> Option<ChangeId> {
        match self {
            Self::Inserted(id) | Self::Deleted(id) | Self::Moved(id) | Self::Parent(id) => Some(id),
            Self::Itself | Self::Promoted | Self::Demoted | Self::Renamed | Self::Style => None,
        }
    }
}

impl From<CauseKind> for Cause {
    fn from(kind: CauseKind) -> Self {
        Self { kind, others: 0 }
    }
}

/// Finds the cause of each renumbered change; those that nothing explains stay without.
pub(crate) fn find(
    old: &Document,
    new: &Document,
    weave: &Weave,
    changes: &[Change],
) -> Vec<Option<Cause>> {
    if !changes.iter().any(|change| change.renumbered) {
        return Vec::new();
    }
    let (old_roots, new_roots) = rayon::join(|| roots(old), || roots(new));
    let search = Search { old, new, old_roots, new_roots, weave, changes };
    let direct = changes.par_iter().map(|change| search.direct(change).map(Cause::from));
    let mut causes: Vec<Option<Cause>> = direct.collect();
    for grouping in [Grouping::ByKind, Grouping::Together] {
        if changes.iter().zip(&causes).any(|(change, cause)| change.renumbered && cause.is_none()) {
            for series in search.series(grouping) {
                search.count(&series, &mut causes);
            }
        }
    }
    for (change, cause) in changes.iter().zip(&mut causes) {
        if cause.is_none() && change.renumbered && is_restyled(old, new, change) {
            *cause = Some(CauseKind::Style.into());
        }
    }
    causes
}

/// Writes the causes that were found.
pub(crate) fn write(causes: Vec<Option<Cause>>, changes: &mut [Change]) {
    for (change, cause) in changes.iter_mut().zip(causes) {
        change.renumbered_by = cause;
    }
}

/// The clauses of both versions that are counted together, each side in order.
#[derive(Default)]
struct Series {
    olds: Vec<ClauseId>,
    news: Vec<ClauseId>,
}

/// What names a series: its root and the kind of its clauses.
type Key = (Option<ChangeId>, Option<ClauseKind>);

/// Which clauses with one root are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grouping {
    /// Those of one kind: `3.1` and `3.2`, apart from `(a)` and `(b)`.
    ByKind,
    /// All of them: where `3.1` and `3.2` became `(a)` and `(b)`.
    Together,
}

struct Search<'c> {
    old: &'c Document,
    new: &'c Document,
    /// The clause that each one is cited with.
    old_roots: Vec<Option<ClauseId>>,
    new_roots: Vec<Option<ClauseId>>,
    weave: &'c Weave,
    changes: &'c [Change],
}

impl<'c> Search<'c> {
    /// The cause that a renumbered clause has of itself or from above, where it has one.
    fn direct(&self, change: &Change) -> Option<CauseKind> {
        let (Some(a), Some(b), true) = (change.old, change.new, change.renumbered) else {
            return None;
        };
        let (a, b) = (self.old.clause(a), self.new.clause(b));
        if change.moved {
            return Some(self.moved(a, b));
        }
        if let (Some(old), Some(new), None, None) = (&a.term, &b.term, &a.label, &b.label)
            && !same_term(old, new)
        {
            return Some(CauseKind::Renamed);
        }
        let old_root = self.old_roots[a.id.index()];
        let new_root = self.new_roots[b.id.index()];
        let above_old = old_root.map(|root| self.weave.of_old[root.index()]);
        let above_new = new_root.map(|root| self.weave.of_new[root.index()]);
        match (above_old, above_new) {
            (Some(old), Some(new)) if old == new => {
                self.same_tail(a, b).then_some(CauseKind::Parent(new))
            }
            (_, Some(new)) if self.change(new).old.is_none() => Some(CauseKind::Inserted(new)),
            (Some(old), _) if self.change(old).new.is_none() => Some(CauseKind::Deleted(old)),
            _ => None,
        }
    }

    /// How a moved clause moved.
    fn moved(&self, old: &Clause, new: &Clause) -> CauseKind {
        let twin_of_new = new.parent.map(|id| self.change(self.weave.of_new[id.index()]).old);
        let twin_of_old = old.parent.map(|id| self.change(self.weave.of_old[id.index()]).new);
        // Where a parent has no twin, nothing can be said of its place in the other version.
        let encloses = |document: &Document,
                        twin: Option<Option<ClauseId>>,
                        inner: Option<ClauseId>| match twin {
            None => inner.is_some(),
            Some(twin) => twin
                .zip(inner)
                .is_some_and(|(outer, inner)| outer < inner && inner < document.clause(outer).end),
        };
        if encloses(self.old, twin_of_new, old.parent) {
            CauseKind::Promoted
        } else if encloses(self.new, twin_of_old, new.parent) {
            CauseKind::Demoted
        } else {
            CauseKind::Itself
        }
    }

    /// Whether both citations add the same to those of their roots.
    fn same_tail(&self, old: &Clause, new: &Clause) -> bool {
        let old_root = self.old_roots[old.id.index()].map(|id| self.old.clause(id));
        let new_root = self.new_roots[new.id.index()].map(|id| self.new.clause(id));
        tail(old, old_root) == tail(new, new_root)
    }

    fn change(&self, id: ChangeId) -> &'c Change {
        &self.changes[id.index()]
    }

    /// All series, in the order in which their first clause stands, the new version first.
    fn series(&self, grouping: Grouping) -> Vec<Series> {
        let key = |roots: &[Option<ClauseId>], of: &[ChangeId], clause: &Clause| -> Key {
            let root = roots[clause.id.index()].map(|root| of[root.index()]);
            (root, (grouping == Grouping::ByKind).then_some(clause.kind))
        };
        let mut all: Vec<Series> = Vec::new();
        let mut numbers: FxHashMap<Key, usize> = FxHashMap::default();
        let mut of = |key: Key| -> usize {
            *numbers.entry(key).or_insert_with(|| {
                all.push(Series::default());
                all.len() - 1
            })
        };
        let news = labelled(self.new)
            .map(|clause| (of(key(&self.new_roots, &self.weave.of_new, clause)), clause.id));
        let news: Vec<(usize, ClauseId)> = news.collect();
        let olds = labelled(self.old)
            .map(|clause| (of(key(&self.old_roots, &self.weave.of_old, clause)), clause.id));
        let olds: Vec<(usize, ClauseId)> = olds.collect();
        for (at, id) in news {
            all[at].news.push(id);
        }
        for (at, id) in olds {
            all[at].olds.push(id);
        }
        all
    }

    /// Walks one series on both sides and gives causes to those of its clauses that have none.
    fn count(&self, series: &Series, causes: &mut [Option<Cause>]) {
        let mut shifts = Shifts::default();
        let mut olds = series.olds.iter().copied().peekable();
        for new in &series.news {
            let id = self.weave.of_new[new.index()];
            let change = self.change(id);
            let Some(old) = change.old else {
                shifts.forward(CauseKind::Inserted(id));
                continue;
            };
            if change.moved || series.olds.binary_search(&old).is_err() {
                let kind = causes[id.index()].map_or(CauseKind::Moved(id), |cause| cause.kind);
                shifts.forward(if kind.clause().is_some() { kind } else { CauseKind::Moved(id) });
                continue;
            }
            while let Some(gone) = olds.next_if(|gone| *gone < old) {
                self.pass(series, gone, &mut shifts);
            }
            olds.next_if_eq(&old);
            let (a, b) = (self.old.clause(old), self.new.clause(*new));
            if self.same_tail(a, b) || change.renumbered && is_restyled(self.old, self.new, change)
            {
                shifts = Shifts::default();
            } else if change.renumbered && causes[id.index()].is_none() {
                causes[id.index()] = shifts.cause();
            }
        }
    }

    /// Takes note of an old clause that stood before the one that is looked at.
    fn pass(&self, series: &Series, gone: ClauseId, shifts: &mut Shifts) {
        let id = self.weave.of_old[gone.index()];
        let change = self.change(id);
        match change.new {
            None => shifts.back(CauseKind::Deleted(id)),
            Some(new) if change.moved || series.news.binary_search(&new).is_err() => {
                shifts.back(CauseKind::Moved(id));
            }
            Some(_) => {}
        }
    }
}

/// What happened in a series since the last clause that kept its number.
#[derive(Default)]
struct Shifts {
    /// The first that makes numbers greater, and how many do.
    forward: (Option<CauseKind>, u32),
    /// The first that makes numbers smaller, and how many do.
    back: (Option<CauseKind>, u32),
}

impl Shifts {
    fn forward(&mut self, kind: CauseKind) {
        self.forward = (self.forward.0.or(Some(kind)), self.forward.1 + 1);
    }

    fn back(&mut self, kind: CauseKind) {
        self.back = (self.back.0.or(Some(kind)), self.back.1 + 1);
    }

    /// The first thing that shifts numbers the way in which all of them together do.
    fn cause(&self) -> Option<Cause> {
        let ((forward, n_forward), (back, n_back)) = (self.forward, self.back);
        let kind = if n_forward >= n_back { forward.or(back) } else { back.or(forward) };
        kind.map(|kind| Cause { kind, others: n_forward + n_back - 1 })
    }
}

/// The clauses of a document that have a number.
fn labelled(document: &Document) -> impl Iterator<Item = &Clause> {
    document.clauses().iter().filter(|clause| clause.label.is_some() && !clause.kind.is_margin())
}

/// The clause that each clause is cited with.
fn roots(document: &Document) -> Vec<Option<ClauseId>> {
    document.clauses().par_iter().map(|clause| root(document, clause).map(|c| c.id)).collect()
}

/// The clause above that a clause is cited with: the nearest whose citation begins its own.
fn root<'d>(document: &'d Document, clause: &Clause) -> Option<&'d Clause> {
    let mut above = clause.parent.map(|id| document.clause(id));
    while let Some(candidate) = above {
        let rest = clause.citation.strip_prefix(&candidate.citation);
        let ends_there = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        if candidate.is_cited() && rest.is_some_and(ends_there) {
            return Some(candidate);
        }
        above = candidate.parent.map(|id| document.clause(id));
    }
    None
}

/// What a clause's citation adds to that of its root.
fn tail<'c>(clause: &'c Clause, root: Option<&Clause>) -> &'c str {
    clause.citation.get(root.map_or(0, |root| root.citation.len())..).unwrap_or_default()
}

/// Whether the labels of a pair count the same and are written otherwise, or only one has a label.
fn is_restyled(old: &Document, new: &Document, change: &Change) -> bool {
    let (Some(a), Some(b)) = (change.old_clause(old), change.new_clause(new)) else { return false };
    if a.label.is_none() || b.label.is_none() {
        return a.label.is_some() != b.label.is_some() || a.term != b.term;
    }
    let readings = |clause: &Clause| {
        let found = clause.label.as_ref().and_then(|label| label::find_whole(label.shown()));
        found.map(|found| found.readings).unwrap_or_default()
    };
    let (olds, news) = (readings(a), readings(b));
    let alike = |x: &label::Reading, y: &label::Reading| {
        // How many parts of its path a number spells out belongs to how it is written.
        let written = |reading: &label::Reading| (reading.scheme, reading.path.len());
        x.ordinal().value() == y.ordinal().value() && written(x) != written(y)
    };
    olds.iter().any(|x| news.iter().any(|y| alike(x, y)))
}
