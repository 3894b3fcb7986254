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

use keeling_model::{ClauseId, Document, Mark, MarkKind, Span, Target};
use rustc_hash::{FxHashMap, FxHashSet};

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
        let mut notes = self.followers(&olds, &news, ops);
        let mut left_behind = self.left_behind(old, new, &olds, &news, ops);
        // What follows one reference is not left behind by another that had its words.
        left_behind.retain(|note| notes.iter().all(|other| other.span != note.span));
        notes.extend(left_behind);
        notes.sort_by_key(|note| note.span);
        notes
    }

    /// References with the same target on both sides but other words, each in place of the other:
    /// of a clause that cites 3.2 here no more and, further on, what 3.2 became, none follows.
    fn followers(&self, olds: &[&Mark], news: &[&Mark], ops: &[Op]) -> Vec<ReferenceNote> {
        if ops.is_empty() {
            // All words are the same.
            return Vec::new();
        }
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
        let kept = Kept::of(self, ops, olds, news);
        common(&old_keys, &new_keys)
            .into_iter()
            .filter(|(x, y)| !self.same_words(olds[*x], news[*y]))
            .filter(|(x, y)| kept.may_follow(olds[*x].span, news[*y].span))
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
                let kind = self.judge(old, mark, twin)?;
                Some(ReferenceNote { span: twin.span, kind })
            })
            .collect()
    }

    /// What is wrong with a reference whose words stayed; `None` where nothing is.
    fn judge(&self, user: ClauseId, old: &Mark, new: &Mark) -> Option<ReferenceKind> {
        let was = target(old)?;
        if self.old.document.clause(was).subtree().contains(&user.index()) && !self.counts(old) {
            // "This Section" is that around it, whatever that is called.
            return None;
        }
        let from = self.weave.of_old[was.index()];
        let now = target(new);
        match (self.matching.to_new(was), now) {
            (Some(twin), Some(now)) if twin == now => None,
            (Some(twin), Some(now)) if self.same_citation(twin, now) => None,
            (_, Some(now)) if self.same_label(was, now) => {
                Some(ReferenceKind::Retargeted { from, to: self.weave.of_new[now.index()] })
            }
            _ => Some(ReferenceKind::Dangling { from }),
        }
    }

    /// Whether there is a number in the words of a reference of the old version.
    fn counts(&self, mark: &Mark) -> bool {
        self.old.document.slice(mark.span).contains(|c: char| c.is_ascii_digit())
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

    /// Whether two clauses of the new version are cited alike, as one and the text that it goes on
    /// with below its items.
    fn same_citation(&self, one: ClauseId, other: ClauseId) -> bool {
        let citation = |id| &self.new.document.clause(id).citation;
        citation(one) == citation(other)
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

/// Where words were kept, in order, and the references that were not, by the gap they stand in.
struct Kept<'o> {
    new: &'o Document,
    equals: Vec<&'o Op>,
    olds: FxHashSet<usize>,
    news: FxHashSet<usize>,
}

impl<'o> Kept<'o> {
    fn of(sides: &References<'o, '_>, ops: &'o [Op], olds: &[&Mark], news: &[&Mark]) -> Self {
        let has_words =
            |op: &&Op| op.kind == OpKind::Equal && !sides.old.tokens_in(op.old).is_empty();
        let equals = ops.iter().filter(has_words).collect();
        let mut kept = Self {
            new: sides.new.document,
            equals,
            olds: FxHashSet::default(),
            news: FxHashSet::default(),
        };
        let changed = |marks: &[&Mark], side: fn(&Op) -> Span| -> FxHashSet<usize> {
            let gaps = marks.iter().map(|mark| (mark.span, kept.gap(mark.span, side)));
            let is_kept = |(span, gap): &(Span, usize)| {
                gap.checked_sub(1).is_some_and(|at| side(kept.equals[at]).contains(*span))
            };
            gaps.filter(|place| !is_kept(place)).map(|(_, gap)| gap).collect()
        };
        let (olds, news) = (changed(olds, |op| op.old), changed(news, |op| op.new));
        (kept.olds, kept.news) = (olds, news);
        kept
    }

    /// How many stretches of kept words begin before the end of a place.
    fn gap(&self, span: Span, side: fn(&Op) -> Span) -> usize {
        self.equals.partition_point(|op| side(op).start < span.end)
    }

    /// Whether one reference may stand for another: in its place, or at a place where none was as
    /// long as none came in the place of the other. Words may be put in another order.
    fn may_follow(&self, old: Span, new: Span) -> bool {
        self.in_one_place(old, new)
            || !self.news.contains(&self.gap(old, |op| op.old))
                && !self.olds.contains(&self.gap(new, |op| op.new))
    }

    /// Whether no kept words stand behind one of two places and before the other.
    fn in_one_place(&self, old: Span, new: Span) -> bool {
        let behind = self.equals.partition_point(|op| op.old.end <= old.end);
        let before = self.equals.partition_point(|op| op.old.start < old.start).checked_sub(1);
        // Within equal words the two texts run side by side, but for their white space.
        let new_at = |op: &Op, at: u32| op.new.start + at.saturating_sub(op.old.start);
        let has_words = |from: u32, to: u32| {
            from < to
                && self
                    .new
                    .text()
                    .get(Span::new(from, to).range())
                    .is_none_or(|between| between.contains(char::is_alphanumeric))
        };
        let behind = self.equals.get(behind);
        let before = before.and_then(|at| self.equals.get(at));
        !behind.is_some_and(|op| has_words(new_at(op, old.end), new.start.min(op.new.end)))
            && !before.is_some_and(|op| {
                has_words(new.end.max(op.new.start), new_at(op, old.start).min(op.new.end))
            })
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
