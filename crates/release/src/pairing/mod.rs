//! Pairing: the documents of two folders in, which old one is which new one out.
//!
//! ```text
//! same path ─► same part of the code ─► same name but for the version ─► same title ─► content
//! ```
//!
//! Each step pairs what the ones before it left, and only where one old and one new document fit:
//! where several would, the next step decides. Content comes last, the likest first.
//!
//! Time: linear in the documents but for the last step, see [`likeness`].

mod likeness;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::part::{Part, unversioned};
use crate::reading::{Folder, Read, Unread};

/// What told that an old and a new document are the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PairedBy {
    /// The same path in both folders.
    Path,
    /// The same part of the code: "Section H".
    Part,
    /// The same file name but for the version in it.
    Name,
    /// The same title.
    Title,
    /// The same words, for the most part.
    Content,
}

/// A document of a folder, read or not.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found<'a> {
    /// It was read.
    Read(&'a Read),
    /// It cannot be read.
    Unread(&'a Unread),
}

impl<'a> Found<'a> {
    pub(crate) fn path(self) -> &'a str {
        match self {
            Found::Read(read) => &read.path,
            Found::Unread(unread) => &unread.path,
        }
    }

    pub(crate) fn part(self) -> Option<&'a Part> {
        match self {
            Found::Read(read) => read.part.as_ref(),
            Found::Unread(unread) => unread.part.as_ref(),
        }
    }

    fn title(self) -> Option<String> {
        let Found::Read(read) = self else { return None };
        let title = read.document.meta().title.as_deref()?;
        let words: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

/// An old and a new document that are the same one, or one that only one version has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair<'a> {
    pub(crate) old: Option<Found<'a>>,
    pub(crate) new: Option<Found<'a>>,
    pub(crate) by: Option<PairedBy>,
}

/// Pairs the documents of two folders. Every document is in one pair.
pub(crate) fn pair<'a>(old: &'a Folder, new: &'a Folder) -> Vec<Pair<'a>> {
    let mut pairing = Pairing { old: all(old), new: all(new), pairs: Vec::new() };
    pairing.by_key(PairedBy::Path, |found| Some(found.path().to_owned()), true);
    pairing.by_key(PairedBy::Part, |found| found.part().map(ToString::to_string), false);
    pairing.by_key(PairedBy::Name, |found| Some(unversioned(found.path())), true);
    pairing.by_key(PairedBy::Title, Found::title, true);
    pairing.by_content();
    pairing.finish()
}

fn all(folder: &Folder) -> Vec<Option<Found<'_>>> {
    let read = folder.read.iter().map(Found::Read);
    let unread = folder.unread.iter().map(Found::Unread);
    read.chain(unread).map(Some).collect()
}

struct Pairing<'a> {
    /// What is not paired yet.
    old: Vec<Option<Found<'a>>>,
    new: Vec<Option<Found<'a>>>,
    pairs: Vec<Pair<'a>>,
}

impl<'a> Pairing<'a> {
    /// Pairs those that alone have a key on either side. `check` says that parts of the code which
    /// differ are never the same document, whatever the key.
    fn by_key(&mut self, by: PairedBy, key: impl Fn(Found<'a>) -> Option<String>, check: bool) {
        let (old, new) = (unique(&self.old, &key), unique(&self.new, &key));
        let mut both: Vec<(usize, usize)> = Vec::new();
        for (at, found) in self.old.iter().enumerate() {
            let Some(key) = found.and_then(&key) else { continue };
            if old.get(&key) != Some(&Some(at)) {
                continue;
            }
            if let Some(Some(other)) = new.get(&key) {
                both.push((at, *other));
            }
        }
        for (old, new) in both {
            let parts = |all: &[Option<Found<'a>>], at: usize| {
                all.get(at).copied().flatten().and_then(Found::part)
            };
            let (one, other) = (parts(&self.old, old), parts(&self.new, new));
            if !check || one.is_none() || other.is_none() || one == other {
                self.take(old, new, by);
            }
        }
    }

    fn by_content(&mut self) {
        for (old, new) in likeness::likest(&self.old, &self.new) {
            self.take(old, new, PairedBy::Content);
        }
    }

    fn take(&mut self, old: usize, new: usize, by: PairedBy) {
        let (Some(one), Some(other)) = (self.old.get_mut(old), self.new.get_mut(new)) else {
            return;
        };
        if one.is_some() && other.is_some() {
            self.pairs.push(Pair { old: one.take(), new: other.take(), by: Some(by) });
        }
    }

    fn finish(self) -> Vec<Pair<'a>> {
        let mut pairs = self.pairs;
        let alone = |old, new| Pair { old, new, by: None };
        pairs.extend(self.old.into_iter().flatten().map(|old| alone(Some(old), None)));
        pairs.extend(self.new.into_iter().flatten().map(|new| alone(None, Some(new))));
        pairs.sort_by(|one, other| order(one).cmp(&order(other)));
        pairs
    }
}

/// Where a document stands on the index: the parts of the code first, in their order.
fn order<'a>(pair: &Pair<'a>) -> (bool, Option<(crate::PartKind, usize, &'a str)>, &'a str, bool) {
    let one = pair.new.or(pair.old);
    let part = one.and_then(Found::part).map(Part::order);
    (part.is_none(), part, one.map_or("", Found::path), pair.new.is_none())
}

/// The places of the keys; `None` for a key that several have.
fn unique<'a>(
    all: &[Option<Found<'a>>],
    key: impl Fn(Found<'a>) -> Option<String>,
) -> FxHashMap<String, Option<usize>> {
    let mut places = FxHashMap::default();
    for (at, found) in all.iter().enumerate() {
        if let Some(key) = found.and_then(&key) {
            places.entry(key).and_modify(|place| *place = None).or_insert(Some(at));
        }
    }
    places
}

#[cfg(test)]
mod tests;
