//! Verifying the law of the redline on a redline and its two documents.

use std::fmt;

use keeling_model::{ClauseId, Document, Span};

use crate::ignore::Ignore;
use crate::redline::{Change, Op, OpKind, Redline, Side, Status};

/// Where a redline breaks the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    message: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Breach {}

impl Redline {
    /// Checks that the redline, read without what is new, is the old document, and without what is
    /// old, the new one: every clause of each, in order, with all its words. What was ignored may
    /// differ.
    ///
    /// Time: linear in the documents.
    ///
    /// # Errors
    ///
    /// The first breach, in words.
    pub fn verify(&self, old: &Document, new: &Document) -> Result<(), Breach> {
        self.check_sequence(old, Side::Old, |change| change.old)?;
        self.check_sequence(new, Side::New, |change| change.new)?;
        let check = |change| check_change(change, old, new, self.ignored);
        self.changes.iter().try_for_each(check)
    }

    fn check_sequence(
        &self,
        document: &Document,
        side: Side,
        clause: impl Fn(&Change) -> Option<ClauseId>,
    ) -> Result<(), Breach> {
        let mut expected = document.clauses().iter().map(|clause| clause.id);
        for place in &self.places {
            if place.side == side || place.side == Side::Both {
                let found = self.changes.get(place.change.index()).and_then(&clause);
                let wanted = expected.next();
                if found.is_none() || found != wanted {
                    return breach(format!("clause {wanted:?} is due, {found:?} stands there"));
                }
            }
        }
        match expected.next() {
            Some(id) => breach(format!("clause {id:?} is missing")),
            None => Ok(()),
        }
    }
}

fn check_change(
    change: &Change,
    old: &Document,
    new: &Document,
    ignored: Ignore,
) -> Result<(), Breach> {
    let (Some(a), Some(b)) = (change.old, change.new) else { return Ok(()) };
    let same = |a: &str, b: &str| ignored.letters(a, None).eq(ignored.letters(b, None));
    match change.status {
        Status::Unchanged => {
            if same(old.own_text(a), new.own_text(b)) {
                Ok(())
            } else {
                breach("an unchanged clause has other words".to_owned())
            }
        }
        Status::Amended => {
            cover(&change.ops, old.clause(a).text, |op| op.old)?;
            cover(&change.ops, new.clause(b).text, |op| op.new)?;
            change.ops.iter().filter(|op| op.kind == OpKind::Equal).try_for_each(|op| {
                if same(old.slice(op.old), new.slice(op.new)) {
                    Ok(())
                } else {
                    breach("equal words differ".to_owned())
                }
            })
        }
        Status::Inserted | Status::Deleted => breach("a pair is inserted or deleted".to_owned()),
    }
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
    if at == whole.end { Ok(()) } else { breach(format!("edits end at {at}, not {}", whole.end)) }
}

fn breach(message: String) -> Result<(), Breach> {
    Err(Breach { message })
}
