//! What became of every clause of a generated pair.

use std::collections::HashMap;

use super::code::Code;
use super::edit::Edited;
use super::list::{Entry, list};

/// What became of every clause of a generated pair: the old version's in its order, then those
/// that are inserted.
#[derive(Debug)]
pub struct Truth {
    /// One for each clause.
    pub fates: Vec<Fate>,
}

/// What became of one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Fate {
    /// Its own text in the old version.
    pub old: Option<String>,
    /// Its own text in the new version.
    pub new: Option<String>,
    /// Its words differ in more than references that follow.
    pub amended: bool,
    /// Its words differ, but only in references that follow a renumbering.
    pub consequential: bool,
    /// It stands under another parent.
    pub moved: bool,
    /// It has another citation.
    pub renumbered: bool,
}

impl Truth {
    pub(crate) fn new(old: &Code, edited: &Edited) -> Self {
        let (old, new) = (list(old), list(&edited.code));
        let mut left: HashMap<_, _> = new.iter().map(|entry| (entry.clause.id, entry)).collect();
        let mut fates: Vec<_> = old
            .iter()
            .map(|entry| {
                let new = left.remove(&entry.clause.id);
                fate(Some(entry), new, edited.moved.contains(&entry.clause.id))
            })
            .collect();
        let inserted = new.iter().filter(|entry| left.contains_key(&entry.clause.id));
        fates.extend(inserted.map(|entry| fate(None, Some(entry), false)));
        Self { fates }
    }
}

fn fate(old: Option<&Entry<'_>>, new: Option<&Entry<'_>>, moved: bool) -> Fate {
    let mut fate = Fate {
        old: old.map(Entry::own_text),
        new: new.map(Entry::own_text),
        amended: false,
        consequential: false,
        moved: false,
        renumbered: false,
    };
    if let (Some(old), Some(new)) = (old, new) {
        fate.amended = old.clause.words != new.clause.words || old.clause.table != new.clause.table;
        fate.consequential = !fate.amended && old.text != new.text;
        fate.moved = moved;
        fate.renumbered = old.citation != new.citation;
    }
    fate
}
