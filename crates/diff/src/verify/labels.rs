//! Verifying the labels of paragraphs: that those which no change names are the same in both
//! versions, in order.

use keeling_model::{ClauseId, Document};

use super::{Breach, breach, ensure};
use crate::redline::Change;

/// Checks the labels of a change.
pub(super) fn check(change: &Change, old: &Document, new: &Document) -> Result<(), Breach> {
    let named = &change.labels;
    let (Some(a), Some(b)) = (change.old, change.new) else {
        return ensure(named.is_empty(), "it is no pair and has changes of labels");
    };
    let text = new.clause(b).text;
    let placed = named.iter().all(|one| text.start <= one.place && one.place <= text.end)
        && named.is_sorted_by_key(|one| one.place);
    ensure(placed, "a label stands out of the clause or out of order")?;
    let olds = rest(old, a, named.iter().filter_map(|one| one.old))?;
    let news = rest(new, b, named.iter().filter_map(|one| one.new))?;
    ensure(olds == news, "labels differ that no change names")
}

/// The labels of a clause without those that are named, which must be of the clause and in order.
fn rest(
    document: &Document,
    clause: ClauseId,
    named: impl Iterator<Item = u32>,
) -> Result<Vec<&str>, Breach> {
    let mut kept = Vec::new();
    let mut labels = document.labels_of(clause).iter();
    for at in named {
        loop {
            match labels.next() {
                Some(label) if label.at == at => break,
                Some(label) => kept.push(&*label.shown),
                None => return breach("a label is not there, or out of order"),
            }
        }
    }
    kept.extend(labels.map(|label| &*label.shown));
    Ok(kept)
}
