//! What became of everything in a generated pair, derived from the two trees and their ids.
//!
//! ```text
//! old list ─┐             clauses: status, renumbered, split, merged
//!           ├─ same ids ─► order: moved
//! new list ─┘             references: followed, retargeted, dangling
//!                         tables: rows, columns, cells
//! ```

mod clauses;
mod order;
mod references;
mod tables;

use std::collections::HashMap;

use super::code::Code;
use super::code::Word;
use super::edit::Edited;
use super::list::{Entry, Names, list};

/// What became of everything in a generated pair. Clauses and notes are named by where they stand
/// in the list of their version.
#[derive(Debug)]
pub struct Truth {
    /// The old version's clauses, then its notes, in reading order.
    pub old: Vec<Shown>,
    /// The new version's.
    pub new: Vec<Shown>,
    /// One for each clause and note: the old version's in its order, then those inserted.
    pub fates: Vec<Fate>,
    /// Inserted clauses that are a piece of another, as (old whole, new piece).
    pub splits: Vec<(usize, usize)>,
    /// Deleted clauses that went into another, as (old piece, new whole).
    pub merges: Vec<(usize, usize)>,
    /// References that stand in both versions of a clause and point elsewhere now.
    pub references: Vec<Reference>,
    /// The tables that stand in both versions of a clause and differ.
    pub tables: Vec<Table>,
}

/// A clause or a note as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its citation.
    pub citation: String,
    /// Its own text.
    pub text: String,
    /// Its references in order.
    pub references: Vec<ShownReference>,
}

/// A reference as it is shown.
#[derive(Clone, Debug)]
pub struct ShownReference {
    /// Its words.
    pub text: String,
    /// The clause that they name; `None` where there is no such clause.
    pub target: Option<usize>,
}

/// What became of one clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Fate {
    /// Where it stands in the old version.
    pub old: Option<usize>,
    /// Where it stands in the new version.
    pub new: Option<usize>,
    /// Its words differ in more than references that follow.
    pub amended: bool,
    /// Its words differ, but only in references, and each points at the same clause as before.
    pub consequential: bool,
    /// It stands elsewhere, and no renumbering or insertion around it explains its new place.
    pub moved: bool,
    /// It has another citation.
    pub renumbered: bool,
    /// Its words are the same and set in another way.
    pub formatted: bool,
}

/// A reference that points elsewhere now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The clause that it stands in, in the old version.
    pub old: usize,
    /// The clause that it stands in, in the new version.
    pub new: usize,
    /// Which of the new clause's references it is.
    pub nth: usize,
    /// Whether its words are the same as before.
    pub silent: bool,
    /// Whether it points at no clause now.
    pub dangling: bool,
}

/// A table that differs. Rows and columns are counted from 0, the header row is the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The clause that it stands in, in the old version.
    pub old: usize,
    /// The clause that it stands in, in the new version.
    pub new: usize,
    /// Its rows that both versions have, in the old version's order. Those off the longest sequence
    /// that is in the new version's order too have moved.
    pub twins: Vec<TwinRow>,
    /// Its rows that are only in one version.
    pub rows: Vec<[Option<usize>; 2]>,
    /// Its columns that are only in one version.
    pub columns: Vec<[Option<usize>; 2]>,
}

/// A row that both versions of a table have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TwinRow {
    /// Where it stands in the old version.
    pub old: usize,
    /// Where it stands in the new version.
    pub new: usize,
    /// Whether it has other words or cells.
    pub differs: bool,
    /// Its cells whose words differ, old and new column.
    pub cells: Vec<[usize; 2]>,
}

/// One version while the truth is derived.
struct Version<'a> {
    code: &'a Code,
    entries: Vec<Entry<'a>>,
    names: Names,
    /// Where each clause and note stands, by its id.
    places: HashMap<u32, usize>,
    /// The clause that each citation names.
    cited: HashMap<&'a str, usize>,
}

impl Truth {
    pub(crate) fn new(old: &Code, edited: &Edited) -> Self {
        let names = [old, &edited.code].map(Names::of);
        let entries = [old, &edited.code].map(list);
        let citations = entries.each_ref().map(|entries| {
            entries.iter().map(|entry| (entry.id, entry.citation.clone())).collect::<Vec<_>>()
        });
        let [old_names, new_names] = names;
        let [old_entries, new_entries] = entries;
        let old = Version::new(old, old_entries, old_names, &citations[0]);
        let new = Version::new(&edited.code, new_entries, new_names, &citations[1]);
        let pairs = pairs(&old, &new);
        let mut fates = clauses::fates(&old, &new, &pairs);
        order::mark(&mut fates, &old, &new, &edited.moved);
        let places = |(piece, whole): &(u32, u32), of: [&Version<'_>; 2]| {
            Some((*of[0].places.get(piece)?, *of[1].places.get(whole)?))
        };
        let splits = edited.splits.iter().filter_map(|split| places(split, [&new, &old]));
        let merges = edited.merges.iter().filter_map(|merge| places(merge, [&old, &new]));
        Self {
            splits: splits.map(|(piece, whole)| (whole, piece)).collect(),
            merges: merges.collect(),
            references: references::elsewhere(&old, &new, &pairs),
            tables: tables::tables(&old, &new, &pairs),
            old: old.shown(),
            new: new.shown(),
            fates,
        }
    }
}

/// Where each clause or note of both versions stands, in old order.
fn pairs(old: &Version<'_>, new: &Version<'_>) -> Vec<(usize, usize)> {
    let both = |(at, entry): (usize, &Entry<'_>)| Some((at, *new.places.get(&entry.id)?));
    old.entries.iter().enumerate().filter_map(both).collect()
}

impl<'a> Version<'a> {
    fn new(
        code: &'a Code,
        entries: Vec<Entry<'a>>,
        names: Names,
        citations: &'a [(u32, String)],
    ) -> Self {
        let places = entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
        let cited =
            citations.iter().enumerate().map(|(at, (_, text))| (text.as_str(), at)).collect();
        Self { code, entries, names, places, cited }
    }

    /// The clause that a reference names: its target, or what its stale citation names by now.
    fn target(&self, reference: &super::code::Reference) -> Option<usize> {
        match &reference.stale {
            Some(citation) => self.cited.get(citation.as_str()).copied(),
            None => self.places.get(&reference.target).copied(),
        }
    }

    /// The references of a clause in order.
    fn references(&self, at: usize) -> impl Iterator<Item = &'a super::code::Reference> {
        self.entries[at].words().iter().filter_map(|word| match word {
            Word::Reference(reference) => Some(reference),
            _ => None,
        })
    }

    fn shown(&self) -> Vec<Shown> {
        let reference = |reference: &super::code::Reference| ShownReference {
            text: self.names.shown(self.code, &Word::Reference(reference.clone())),
            target: self.target(reference),
        };
        let shown = self.entries.iter().enumerate().map(|(at, entry)| Shown {
            citation: entry.citation.clone(),
            text: entry.own_text(),
            references: self.references(at).map(reference).collect(),
        });
        shown.collect()
    }
}
