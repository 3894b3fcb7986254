//! The words of a changed clause, with long stretches that did not change left out.

use std::borrow::Cow;

use keeling_diff::{Change, OpKind, Region, Side, Status};

use super::labels::Numbers;
use super::words::{Gap, Kind, Word, Words};
use crate::View;
use crate::view::Entry;

/// Words that are shown before an edit.
const BEFORE: usize = 8;
/// Words that are shown after an edit, and at the start of a clause.
const AFTER: usize = 6;
/// Fewest words that are worth leaving out.
const WORTH: usize = 6;

/// Returns the words to show for a change at one of its places.
pub(super) fn passage<'a>(view: &View<'a>, entry: &Entry<'a>) -> Vec<Word<'a>> {
    let mut words = Words::default();
    let whole = match entry.change.status {
        Status::Inserted => Some(Kind::Inserted),
        Status::Deleted => Some(Kind::Deleted),
        Status::Unchanged => Some(Kind::Kept),
        Status::Amended => None,
    };
    let mut numbers = match whole {
        Some(kind) if entry.side != Side::Both => Numbers::one_sided(view, entry, kind),
        _ => Numbers::both(view, entry.change),
    };
    if let Some(kind) = whole {
        numbers.text(&mut words, kind, view.document(entry.side), entry.clause.text);
    } else {
        let (old, new) = (view.document(Side::Old), view.document(Side::New));
        let mut moved = moved_rows(entry.change).peekable();
        for (at, op) in entry.change.ops.iter().enumerate() {
            match op.kind {
                OpKind::Equal => numbers.text(&mut words, Kind::Kept, new, op.new),
                OpKind::Insert => numbers.text(&mut words, Kind::Inserted, new, op.new),
                OpKind::Delete => numbers.deleted(&mut words, old, op.old),
            }
            if let Some((_, remark)) = moved.next_if(|(last, _)| *last <= at) {
                words.remark(remark);
            }
        }
    }
    numbers.finish(&mut words);
    elide(words.words)
}

/// The rows that moved: the last edit of each, and what is said beside it.
fn moved_rows(change: &Change) -> impl Iterator<Item = (usize, &'static str)> + '_ {
    let tables = change.regions.iter().filter_map(|region| match region {
        Region::Table { rows, .. } => Some(rows),
        Region::Text { .. } | Region::List { .. } => None,
    });
    tables.flatten().filter(|row| row.moved.is_some()).filter_map(|row| {
        let last = (row.cells.last()?.ops.end as usize).checked_sub(1)?;
        let here = row.new.is_some();
        Some((last, if here { "(row moved here)" } else { "(row moved away)" }))
    })
}

/// Leaves out the middle of long stretches of kept words, and the end of the last one.
fn elide(words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    let mut shown = Vec::with_capacity(words.len().min(256));
    let mut stretch: Vec<Word<'_>> = Vec::new();
    for word in words {
        if word.kind == Kind::Kept {
            stretch.push(word);
        } else {
            keep_ends(&mut shown, std::mem::take(&mut stretch), BEFORE);
            shown.push(word);
        }
    }
    keep_ends(&mut shown, stretch, 0);
    shown
}

fn keep_ends<'a>(shown: &mut Vec<Word<'a>>, stretch: Vec<Word<'a>>, at_end: usize) {
    let left_out = stretch.len().saturating_sub(AFTER + at_end);
    if left_out < WORTH {
        shown.extend(stretch);
        return;
    }
    for (i, mut word) in stretch.into_iter().enumerate() {
        if i == AFTER {
            let text = Cow::Borrowed("…");
            shown.push(Word { text, kind: Kind::Kept, before: Gap::Space });
        }
        if i == AFTER + left_out {
            word.before = Gap::Space;
        }
        if i < AFTER || i >= AFTER + left_out {
            shown.push(word);
        }
    }
}
