//! References: which changed because their target was renumbered, and which need a look.
//!
//! ```text
//! old  … in accordance with Clause 3.2 …      3.2 Charges
//! new  … in accordance with Clause 3.3 …      3.3 Charges      follows: consequential
//!
//! old  … in accordance with Clause 3.2 …      3.2 Charges
//! new  … in accordance with Clause 3.2 …      3.2 Credit cover, 3.3 Charges
//!                                             the words are the same, the target is another
//! ```

use keeling_model::{ClauseId, Mark, MarkKind, Target};
use rustc_hash::FxHashMap;

use crate::matching::Matching;
use crate::redline::{Op, OpKind, ReferenceKind, ReferenceNote};
use crate::side::Side;
use crate::weave::Weave;
use crate::words::common;

/// What the references of two documents are judged by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct References<'s, 'a> {
    pub(crate) old: &'s Side<'a>,
    pub(crate) new: &'s Side<'a>,
    pub(crate) matching: &'s Matching,
    pub(crate) weave: &'s Weave,
}

impl References<'_, '_> {
    /// Whether two paired clauses differ in references only, each of which points at the same
    /// clause as before. One that keeps its words while its target became another is no mere
    /// consequence, whatever else in the clause follows.
    pub(crate) fn only_follow(&self, old: ClauseId, new: ClauseId) -> bool {
        let masked = |side: &Side<'_>, id| {
            let mut tokens = Vec::with_capacity(side.weight(id) as usize);
            side.for_each_masked(id, |token| tokens.push(token));
            tokens
        };
        if self.old.text_hash[old.index()] != self.new.text_hash[new.index()]
            || masked(self.old, old) != masked(self.new, new)
        {
            return false;
        }
        let pairs = self.old.references(old).zip(self.new.references(new));
        pairs.into_iter().all(|(a, b)| self.same_target(a, b) || self.same_unresolved(a, b))
    }

    /// What is to be known of the references in the new text of a pair. The edits are those of the
    /// pair, none where the texts are equal.
    pub(crate) fn notes(&self, old: ClauseId, new: ClauseId, ops: &[Op]) -> Vec<ReferenceNote> {
        let olds: Vec<&Mark> = self.old.references(old).collect();
        let news: Vec<&Mark> = self.new.references(new).collect();
        if olds.is_empty() || news.is_empty() {
            return Vec::new();
        }
        let mut notes = self.followers(&olds, &news);
        notes.extend(self.left_behind(old, new, &olds, &news, ops));
        notes.sort_by_key(|note| note.span);
        notes
    }

    /// References with the same target on both sides but other words.
    fn followers(&self, olds: &[&Mark], news: &[&Mark]) -> Vec<ReferenceNote> {
        // A reference's key is its target in the new document; those without have none.
        let none = u32::MAX;
        let old_keys: Vec<u32> = olds
            .iter()
            .map(|mark| {
                target(mark).and_then(|id| self.matching.to_new(id)).map_or(none, |id| id.0)
            })
            .collect();
        let new_keys: Vec<u32> =
            news.iter().map(|mark| target(mark).map_or(none - 1, |id| id.0)).collect();
        common(&old_keys, &new_keys)
            .into_iter()
            .filter(|(x, y)| !self.same_words(olds[*x], news[*y]))
            .filter_map(|(_, y)| {
                let target = self.weave.of_new[target(news[y])?.index()];
                Some(ReferenceNote { span: news[y].span, kind: ReferenceKind::Follows { target } })
            })
            .collect()
    }

    /// References whose words stayed while what they name did not.
    fn left_behind(
        &self,
        old: ClauseId,
        new: ClauseId,
        olds: &[&Mark],
        news: &[&Mark],
        ops: &[Op],
    ) -> Vec<ReferenceNote> {
        let twins = self.token_twins(old, new, ops);
        let by_start: FxHashMap<usize, &Mark> =
            news.iter().map(|mark| (self.new.tokens_in(mark.span).start, *mark)).collect();
        olds.iter()
            .filter_map(|mark| {
                let first = self.old.tokens_in(mark.span).start;
                let twin = by_start.get(&twins.of(first)?)?;
                self.same_words(mark, twin).then_some(())?;
                let kind = self.judge(mark, twin)?;
                Some(ReferenceNote { span: twin.span, kind })
            })
            .collect()
    }

    /// What is wrong with a reference whose words stayed; `None` where nothing is.
    fn judge(&self, old: &Mark, new: &Mark) -> Option<ReferenceKind> {
        let was = target(old)?;
        let from = self.weave.of_old[was.index()];
        let now = target(new);
        match (self.matching.to_new(was), now) {
            (Some(twin), Some(now)) if twin == now => None,
            (_, Some(now)) if self.same_label(was, now) => {
                Some(ReferenceKind::Retargeted { from, to: self.weave.of_new[now.index()] })
            }
            _ => Some(ReferenceKind::Dangling { from }),
        }
    }

    /// Whether two clauses have the same label. The same words name a clause of the same label;
    /// where they name another one, the clause that they mean is not there, and only one above it
    /// is.
    fn same_label(&self, old: ClauseId, new: ClauseId) -> bool {
        let label = |side: &Side<'_>, id| {
            side.document.clause(id).label.as_ref().map(|label| label.bare().to_owned())
        };
        label(self.old, old) == label(self.new, new)
    }

    fn token_twins(&self, old: ClauseId, new: ClauseId, ops: &[Op]) -> Twins {
        let mut stretches = Vec::new();
        if ops.is_empty() {
            let (a, b) = (self.old.own_range(old), self.new.own_range(new));
            stretches.push((a.start, b.start, a.len().min(b.len())));
        }
        for op in ops.iter().filter(|op| op.kind == OpKind::Equal) {
            let (a, b) = (self.old.tokens_in(op.old), self.new.tokens_in(op.new));
            stretches.push((a.start, b.start, a.len().min(b.len())));
        }
        Twins { stretches }
    }

    fn same_words(&self, old: &Mark, new: &Mark) -> bool {
        let old = &self.old.tokens[self.old.tokens_in(old.span)];
        let new = &self.new.tokens[self.new.tokens_in(new.span)];
        old == new
    }

    /// Whether two references have the same words, and neither has a target in its document.
    fn same_unresolved(&self, old: &Mark, new: &Mark) -> bool {
        target(old).is_none() && target(new).is_none() && self.same_words(old, new)
    }

    fn same_target(&self, old: &Mark, new: &Mark) -> bool {
        match (target(old), target(new)) {
            (Some(old), Some(new)) => self.matching.to_new(old) == Some(new),
            _ => false,
        }
    }
}

/// Which new token each old token of a pair is equal to.
struct Twins {
    /// Stretches of equal tokens: first old, first new, how many.
    stretches: Vec<(usize, usize, usize)>,
}

impl Twins {
    fn of(&self, old: usize) -> Option<usize> {
        let at = self.stretches.partition_point(|(first, _, len)| first + len <= old);
        let (first, new, _) = self.stretches.get(at)?;
        old.checked_sub(*first).map(|by| new + by)
    }
}

fn target(mark: &Mark) -> Option<ClauseId> {
    match mark.kind {
        MarkKind::Reference(Target::Clause(id)) => Some(id),
        _ => None,
    }
}
