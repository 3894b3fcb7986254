//! Computed numbers of paragraphs among the words of a passage: before the words that they number,
//! as the two versions have them.

use std::iter::Peekable;
use std::vec;

use keeling_diff::{Change, Op, OpKind, Side};
use keeling_model::{Document, Span};

use super::words::{Kind, Words};
use crate::View;
use crate::view::Entry;

/// A number where it is shown.
struct Number<'a> {
    /// Before which byte of the text.
    place: u32,
    kind: Kind,
    shown: &'a str,
}

/// The numbers of one clause, read forwards.
pub(super) struct Numbers<'a> {
    /// Those among the words that the new version has, or that the only version has.
    shown: Peekable<vec::IntoIter<Number<'a>>>,
    /// Those among the words that are deleted.
    deleted: Peekable<vec::IntoIter<Number<'a>>>,
}

impl<'a> Numbers<'a> {
    /// The numbers of a clause of which one version is shown, its words being of this kind.
    pub(super) fn one_sided(view: &View<'a>, entry: &Entry<'a>, kind: Kind) -> Self {
        let labels = view.document(entry.side).labels_of(entry.clause.id).iter();
        let shown = labels.map(|label| Number { place: label.at, kind, shown: &label.shown });
        Self::of(shown.collect(), Vec::new())
    }

    /// The numbers of a clause that both versions have here.
    pub(super) fn both(view: &View<'a>, change: &'a Change) -> Self {
        let (old, new) = (view.document(Side::Old), view.document(Side::New));
        let named: Vec<u32> = change.labels.iter().filter_map(|one| one.new).collect();
        let labels = change.new.map(|id| new.labels_of(id)).unwrap_or_default();
        let same = labels.iter().filter(|label| named.binary_search(&label.at).is_err());
        let same =
            same.map(|label| Number { place: label.at, kind: Kind::Kept, shown: &label.shown });
        let (mut shown, mut deleted) = (Vec::new(), Vec::new());
        for one in &change.labels {
            let old_shown = one.old.and_then(|at| Some((at, old.label_at(at)?)));
            if let Some((at, label)) = old_shown {
                let gone = one.new.is_none() && is_deleted(&change.ops, at);
                let (list, place) = if gone { (&mut deleted, at) } else { (&mut shown, one.place) };
                list.push(Number { place, kind: Kind::Deleted, shown: label });
            }
            if let Some(label) = one.new.and_then(|at| new.label_at(at)) {
                shown.push(Number { place: one.place, kind: Kind::Inserted, shown: label });
            }
        }
        shown.extend(same);
        shown.sort_by_key(|number| number.place);
        Self::of(shown, deleted)
    }

    fn of(shown: Vec<Number<'a>>, deleted: Vec<Number<'a>>) -> Self {
        Self { shown: shown.into_iter().peekable(), deleted: deleted.into_iter().peekable() }
    }

    /// Adds a stretch of the text that is shown, with the numbers in it.
    pub(super) fn text(
        &mut self,
        words: &mut Words<'a>,
        kind: Kind,
        document: &'a Document,
        span: Span,
    ) {
        push(&mut self.shown, words, kind, document, span);
    }

    /// Adds a stretch of the old text that is deleted, with the numbers in it.
    pub(super) fn deleted(&mut self, words: &mut Words<'a>, document: &'a Document, span: Span) {
        push(&mut self.deleted, words, Kind::Deleted, document, span);
    }

    /// Adds the numbers of empty paragraphs at the end.
    pub(super) fn finish(self, words: &mut Words<'a>) {
        for number in self.deleted.chain(self.shown) {
            words.number(number.kind, number.shown);
        }
    }
}

fn push<'a>(
    numbers: &mut Peekable<vec::IntoIter<Number<'a>>>,
    words: &mut Words<'a>,
    kind: Kind,
    document: &'a Document,
    span: Span,
) {
    let mut at = span.start;
    while let Some(number) = numbers.next_if(|number| number.place < span.end) {
        words.push(kind, document.slice(Span::new(at, number.place)));
        words.number(number.kind, number.shown);
        at = at.max(number.place);
    }
    words.push(kind, document.slice(Span::new(at, span.end)));
}

/// Whether the word at a place of the old text is deleted.
fn is_deleted(ops: &[Op], at: u32) -> bool {
    let after = ops.partition_point(|op| op.old.start <= at);
    let here = after.checked_sub(1).and_then(|at| ops.get(at));
    here.is_some_and(|op| op.kind == OpKind::Delete && at < op.old.end)
}
