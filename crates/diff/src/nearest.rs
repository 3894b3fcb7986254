//! The nearest clause to one that is inserted or deleted, and why the two are not the same.

use keeling_model::{ClauseId, Document};

use crate::matching::{least, nearest};
use crate::options::Options;
use crate::redline::{ChangeId, Redline};
use crate::stages::Tokenised;

/// The least likeness that is worth telling of a clause that is not the nearest one.
const TELLING: f32 = 0.2;

/// A clause of the other version that is like an inserted or deleted one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// The clause.
    pub change: ChangeId,
    /// How alike their texts are; 0 is nothing in common, 1 the same words.
    pub likeness: f32,
    /// Why the two are not the same clause.
    pub verdict: Verdict,
}

/// Why two clauses are not the same.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// The other one is paired with another clause.
    Taken,
    /// Their texts are not alike enough for their places.
    Unlike {
        /// From where on they would be.
        least: f32,
    },
    /// They are alike, but too short to be known again at another place.
    Short,
    /// They are alike enough and were not compared: too many clauses share their words.
    NotTried,
}

impl Redline {
    /// The clauses of the other version that are most like an inserted or deleted one: the nearest
    /// of all, and where that is paired, the nearest of those that are not, if it is at all like it.
    /// Empty for a change that
    /// both versions have.
    ///
    /// The redline must be one of these two documents. Time: linear in the documents; this is made
    /// for one clause about which someone asks, not for all of them.
    pub fn nearest(&self, old: &Document, new: &Document, change: ChangeId) -> Vec<Nearest> {
        let Some(asked) = self.changes.get(change.index()) else { return Vec::new() };
        let sides = Tokenised::with(old, new, &Options::default().ignore(self.ignored));
        let (here, there, clause, of) = match (asked.old, asked.new) {
            (Some(id), None) => (&sides.old, &sides.new, id, self.by_clause(new, |c| c.new)),
            (None, Some(id)) => (&sides.new, &sides.old, id, self.by_clause(old, |c| c.old)),
            _ => return Vec::new(),
        };
        let is_free = |id: ClauseId| {
            let change = of.get(id.index()).and_then(|id| self.changes.get(id.index()));
            change.is_some_and(|change| change.old.is_none() || change.new.is_none())
        };
        let find = |may: &dyn Fn(ClauseId) -> bool| {
            let near = nearest((here, clause), there, &sides.vocabulary, may)?;
            let change = *of.get(near.clause.index())?;
            let parent = here.document.clause(clause).parent;
            let other = there.document.clause(near.clause).parent;
            let in_place = match asked.old {
                Some(_) => self.is_pair(parent, other),
                None => self.is_pair(other, parent),
            };
            let verdict = match near.likeness {
                _ if !is_free(near.clause) => Verdict::Taken,
                likeness if likeness < least(in_place) => {
                    Verdict::Unlike { least: share(least(in_place)) }
                }
                _ if !in_place && !near.is_telling => Verdict::Short,
                _ => Verdict::NotTried,
            };
            Some(Nearest { change, likeness: share(near.likeness), verdict })
        };
        let first = find(&|_| true);
        let is_taken = first.is_some_and(|first| first.verdict == Verdict::Taken);
        let second = if is_taken { find(&is_free) } else { None };
        let second = second.filter(|near| near.likeness >= TELLING);
        first.into_iter().chain(second).collect()
    }

    /// The change of each clause of one side.
    fn by_clause(
        &self,
        document: &Document,
        clause: impl Fn(&crate::Change) -> Option<ClauseId>,
    ) -> Vec<ChangeId> {
        let mut of = vec![ChangeId(0); document.clauses().len()];
        for (change, at) in self.changes.iter().zip(0..) {
            if let Some(slot) = clause(change).and_then(|id| of.get_mut(id.index())) {
                *slot = ChangeId(at);
            }
        }
        of
    }

    /// Whether an old and a new clause are the same, or both are `None`, which is the top.
    fn is_pair(&self, old: Option<ClauseId>, new: Option<ClauseId>) -> bool {
        let both_at_top = old.is_none() && new.is_none();
        let found = || self.changes.iter().any(|change| (change.old, change.new) == (old, new));
        both_at_top || old.is_some() && new.is_some() && found()
    }
}

/// Thousandths as a share of one.
fn share(thousandths: u32) -> f32 {
    f32::from(u16::try_from(thousandths).unwrap_or(1000)) / 1000.0
}
