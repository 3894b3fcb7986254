//! Verifying one change: its flags, its edits, and what it points at.

use keeling_model::{Clause, Document, Span};

use super::{Breach, breach, ensure, labels, regions, same_words};
use crate::ignore::Ignore;
use crate::redline::{Change, Format, Op, OpKind, Reason, Redline, ReferenceKind, Status};

/// Checks a change, whose clauses are known to be there.
pub(super) fn check(
    change: &Change,
    redline: &Redline,
    old: &Document,
    new: &Document,
) -> Result<(), Breach> {
    let pair = match (change.old_clause(old), change.new_clause(new)) {
        (Some(a), Some(b)) => Some((a, b)),
        (None, None) => return breach("it has no clause"),
        _ => None,
    };
    check_flags(change, pair.is_some())?;
    check_references(change, redline, new)?;
    check_formatting(change, old, new)?;
    labels::check(change, old, new)?;
    let links = change.links.iter().map(|link| link.to);
    ensure(links.into_iter().all(|to| redline.change(to).is_some()), "a link leads nowhere")?;
    let heads = |id| redline.change(id).is_some_and(|first| first.move_group == Some(id));
    ensure(change.move_group.is_none_or(heads), "it moved with a clause that did not")?;
    let cause = change.renumbered_by.map(|cause| cause.kind.clause());
    ensure(change.renumbered || cause.is_none(), "a number that stayed has a cause")?;
    let named = cause.flatten().into_iter().chain(change.affected_by.iter().copied());
    ensure(named.into_iter().all(|id| redline.change(id).is_some()), "a cause is not there")?;
    match (pair, change.status) {
        (Some((a, b)), Status::Amended) => {
            check_ops(change, (a, b), old, new, redline.ignored)?;
            regions::check(change, old, new)
        }
        (Some((a, b)), _) => ensure(
            same_words(old.slice(a.text), new.slice(b.text), redline.ignored),
            "an unchanged clause has other words",
        ),
        (None, _) => Ok(()),
    }
}

fn check_flags(change: &Change, is_pair: bool) -> Result<(), Breach> {
    let status = match (change.old, change.new) {
        (None, _) => change.status == Status::Inserted,
        (_, None) => change.status == Status::Deleted,
        _ => matches!(change.status, Status::Unchanged | Status::Amended),
    };
    ensure(status, "its status is not that of its clauses")?;
    let amended = change.status == Status::Amended;
    ensure(
        amended || (change.ops.is_empty() && change.regions.is_empty()),
        "it is not amended and has edits",
    )?;
    ensure(amended || !change.consequential, "it is consequential and not amended")?;
    ensure(
        is_pair || !(change.moved || change.renumbered || change.reason.is_some()),
        "it is no pair and has moved, is renumbered, or has a reason",
    )?;
    ensure(change.moved || change.move_group.is_none(), "it moved with others and has not moved")?;
    let likeness = match change.reason {
        Some(Reason::Similar(likeness)) => likeness,
        _ => 1.0,
    };
    ensure((0.0..=1.0).contains(&likeness), "its likeness is not between 0 and 1")
}

fn check_references(change: &Change, redline: &Redline, new: &Document) -> Result<(), Breach> {
    let whole = change.new_clause(new).map_or(Span::default(), |clause| clause.text);
    let is_there = |id| redline.change(id).is_some();
    for note in &change.references {
        let within = whole.contains(note.span) && is_sound(new, note.span);
        let known = match note.kind {
            ReferenceKind::Follows { target } => is_there(target),
            ReferenceKind::Retargeted { from, to } => is_there(from) && is_there(to),
            ReferenceKind::Dangling { from } => is_there(from),
        };
        ensure(within && known, "a reference leads out of the clause or nowhere")?;
    }
    Ok(())
}

fn check_formatting(change: &Change, old: &Document, new: &Document) -> Result<(), Breach> {
    let whole = |clause: Option<&Clause>| clause.map_or(Span::default(), |clause| clause.text);
    let (a, b) = (whole(change.old_clause(old)), whole(change.new_clause(new)));
    let known = |formats: &[Format], document: &Document| {
        formats.iter().all(|format| match format {
            Format::Link(id) => id.0 < document.n_urls(),
            _ => true,
        })
    };
    for stretch in &change.formatting {
        let within = a.contains(stretch.old) && b.contains(stretch.new);
        let sound = is_sound(old, stretch.old) && is_sound(new, stretch.new);
        ensure(within && sound, "formatting leads out of the clause or cuts a character")?;
        let linked = known(&stretch.removed, old) && known(&stretch.added, new);
        ensure(linked, "formatting names an address that is not there")?;
    }
    Ok(())
}

/// Checks that the edits turn the old clause's own text into the new one's.
fn check_ops(
    change: &Change,
    (a, b): (&Clause, &Clause),
    old: &Document,
    new: &Document,
    ignored: Ignore,
) -> Result<(), Breach> {
    cover(&change.ops, a.text, |op| op.old)?;
    cover(&change.ops, b.text, |op| op.new)?;
    for op in &change.ops {
        let shape = match op.kind {
            OpKind::Equal => true,
            OpKind::Delete => op.new.is_empty(),
            OpKind::Insert => op.old.is_empty(),
        };
        ensure(shape, "a deletion inserts or an insertion deletes")?;
        ensure(is_sound(old, op.old) && is_sound(new, op.new), "an edit cuts a character")?;
        if op.kind == OpKind::Equal {
            ensure(
                same_words(old.slice(op.old), new.slice(op.new), ignored),
                "equal words differ",
            )?;
        }
    }
    Ok(())
}

/// Checks that spans join to a whole.
fn cover(ops: &[Op], whole: Span, span: impl Fn(&Op) -> Span) -> Result<(), Breach> {
    let mut at = whole.start;
    for op in ops {
        let span = span(op);
        if span.start != at || span.end < span.start {
            return breach(format!("an edit begins at {} where {at} is due", span.start));
        }
        at = span.end;
    }
    if at == whole.end {
        return Ok(());
    }
    let len = at.saturating_sub(whole.start);
    breach(format!("the edits end at {len} of the text, not {}", whole.len()))
}

/// Whether a span lies in the text on character boundaries.
fn is_sound(document: &Document, span: Span) -> bool {
    document.text().get(span.range()).is_some()
}
