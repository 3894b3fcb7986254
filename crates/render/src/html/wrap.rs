//! Which version has a stretch of text, as an element around it.

use keeling_diff::{Op, OpKind, Side};
use keeling_model::{Clause, Span};

use crate::view::Entry;

/// The element around a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    /// Both versions have it here.
    Plain,
    /// The new version has it.
    Inserted,
    /// The old version has it.
    Deleted,
    /// The new version has it here, the old one elsewhere.
    MovedHere,
    /// The old version has it here, the new one elsewhere.
    MovedAway,
    /// A reference as the new version words it, to the same clause as before.
    InsertedReference,
    /// The same as the old version words it.
    DeletedReference,
}

impl Wrap {
    pub(super) const fn open(self) -> &'static str {
        match self {
            Wrap::Plain => "",
            Wrap::Inserted => "<ins>",
            Wrap::Deleted => "<del>",
            Wrap::MovedHere => "<ins class=\"mov\">",
            Wrap::MovedAway => "<del class=\"mov\">",
            Wrap::InsertedReference => "<ins class=\"con\">",
            Wrap::DeletedReference => "<del class=\"con\">",
        }
    }

    pub(super) const fn close(self) -> &'static str {
        match self {
            Wrap::Plain => "",
            Wrap::Inserted | Wrap::MovedHere | Wrap::InsertedReference => "</ins>",
            Wrap::Deleted | Wrap::MovedAway | Wrap::DeletedReference => "</del>",
        }
    }

    /// What stands around everything at a place that shows one version only.
    pub(super) fn of_place(entry: &Entry<'_>) -> Self {
        match (entry.side, entry.stands_twice()) {
            (Side::Both, _) => Wrap::Plain,
            (Side::Old, true) => Wrap::MovedAway,
            (Side::Old, false) => Wrap::Deleted,
            (Side::New, true) => Wrap::MovedHere,
            (Side::New, false) => Wrap::Inserted,
        }
    }
}

/// A stretch of one version's text with what stands around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) span: Span,
    pub(super) wrap: Wrap,
}

/// A clause's own text as one version has it at a place, in order and without gaps: moved words
/// apart from those that were also edited.
pub(super) fn runs(entry: &Entry<'_>, clause: &Clause) -> Vec<Run> {
    let around = Wrap::of_place(entry);
    if entry.change.ops.is_empty() || around == Wrap::Plain {
        return vec![Run { span: clause.text, wrap: around }];
    }
    let old = entry.side == Side::Old;
    let mut runs: Vec<Run> = Vec::with_capacity(entry.change.ops.len());
    for op in &entry.change.ops {
        let (span, wrap) = one_side(op, old, around);
        match runs.last_mut() {
            _ if span.is_empty() => {}
            Some(last) if last.wrap == wrap && last.span.end == span.start => {
                last.span.end = span.end;
            }
            _ => runs.push(Run { span, wrap }),
        }
    }
    runs
}

fn one_side(op: &Op, old: bool, around: Wrap) -> (Span, Wrap) {
    match (op.kind, old) {
        (OpKind::Equal, true) => (op.old, around),
        (OpKind::Equal, false) => (op.new, around),
        (OpKind::Delete, true) => (op.old, Wrap::Deleted),
        (OpKind::Insert, false) => (op.new, Wrap::Inserted),
        (OpKind::Delete | OpKind::Insert, _) => (Span::default(), around),
    }
}
