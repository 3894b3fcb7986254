//! Puts what becomes of atoms in order: the merged sequence of both versions.
//!
//! Between two atoms that are of both versions stand first those of the old one, then those of the
//! new one; but what stood in a field stays in it, and what stood beside it stays beside it:
//!
//! ```text
//! old  { REF a : 3.2 } (Payment) ¶      both { REF a : 3.2 } · old (Payment) · both ¶
//! new  { REF a : 3.2 } ¶           ──►
//! ```

use std::ops::Range;

use super::atoms::Group;
use super::merge::Fate;

/// An element of the merged sequence, as indices into the atoms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Of both versions, with its partner in the old one; or no change at all.
    Keep(usize, Option<usize>),
    /// Only of the new one.
    New(usize),
    /// Only of the old one.
    Old(usize),
}

/// The merged sequence of atoms and fields of either version.
pub(super) fn sequence(
    (olds, old_groups): (&[Fate], &[Group]),
    (news, new_groups): (&[Fate], &[Group]),
) -> Vec<Item> {
    let mut items = Vec::with_capacity(olds.len().max(news.len()));
    let (old_bounds, new_bounds) = (Bounds::of(old_groups), Bounds::of(new_groups));
    let between = |items: &mut Vec<Item>, old: Range<usize>, new: Range<usize>| {
        // Most of what is paired follows what is.
        if old.is_empty() && new.is_empty() {
            return;
        }
        let (old_ends, new_ends) = (old_bounds.beside(&old), new_bounds.beside(&new));
        // What stood in one field does not get into another.
        let is_one = |ends: fn(&Beside) -> Option<u32>| ends(&old_ends) == ends(&new_ends);
        let ended = if is_one(|ends| ends.ended) { old_ends.atoms.start } else { old.start };
        let begun = if is_one(|ends| ends.begun) { old_ends.atoms.end } else { old.end };
        let opening = news.get(new_ends.atoms.end..new.end).unwrap_or_default();
        let opened = opening.iter().take_while(|fate| **fate == Fate::Aside).count();
        let opened = new_ends.atoms.end + opened;
        items.extend(old_items(olds, old.start..ended));
        items.extend(new_items(news, new.start..new_ends.atoms.start));
        items.extend(old_items(olds, ended..begun));
        items.extend(new_items(news, new_ends.atoms.start..opened));
        items.extend(old_items(olds, begun..old.end));
        items.extend(new_items(news, opened..new.end));
    };
    let (mut at, mut from) = (0, 0);
    for (index, fate) in news.iter().enumerate() {
        let Fate::Paired(partner) = *fate else { continue };
        between(&mut items, at..partner, from..index);
        items.push(Item::Keep(index, Some(partner)));
        (at, from) = (partner + 1, index + 1);
    }
    between(&mut items, at..olds.len(), from..news.len());
    items
}

/// Atoms between two others that stand in no field which has only one of the two.
#[derive(Debug)]
struct Beside {
    atoms: Range<usize>,
    /// The keys of the outermost field that ends before them and of the one that begins behind them.
    ended: Option<u32>,
    begun: Option<u32>,
}

/// Where the fields among atoms begin and end.
#[derive(Debug)]
struct Bounds {
    /// The first atom of each field, the one behind it, and its key, in the order of the first.
    begins: Vec<(usize, usize, u32)>,
    /// The same with the one behind it first, in that order.
    ends: Vec<(usize, usize, u32)>,
}

impl Bounds {
    fn of(groups: &[Group]) -> Self {
        let mut begins: Vec<_> = groups.iter().map(|g| (g.from, g.to, g.key)).collect();
        let mut ends: Vec<_> = groups.iter().map(|g| (g.to, g.from, g.key)).collect();
        begins.sort_unstable();
        ends.sort_unstable();
        Self { begins, ends }
    }

    fn beside(&self, atoms: &Range<usize>) -> Beside {
        let (from, to) = (atoms.start, atoms.end);
        let ended = within(&self.ends, from..to + 1).iter().rev().find(|end| end.1 < from);
        let start = ended.map_or(from, |end| end.0);
        let begun = within(&self.begins, start..to).iter().find(|begin| to < begin.1);
        let end = begun.map_or(to, |begin| begin.0);
        let key = |bound: &(usize, usize, u32)| bound.2;
        Beside { atoms: start..end, ended: ended.map(key), begun: begun.map(key) }
    }
}

/// Those of sorted bounds whose first place is in a range.
fn within(bounds: &[(usize, usize, u32)], range: Range<usize>) -> &[(usize, usize, u32)] {
    let start = bounds.partition_point(|bound| bound.0 < range.start);
    let rest = bounds.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|bound| bound.0 < range.end)).unwrap_or_default()
}

fn old_items(olds: &[Fate], range: Range<usize>) -> impl Iterator<Item = Item> {
    range.filter(|&index| olds[index] == Fate::Alone).map(Item::Old)
}

fn new_items(news: &[Fate], range: Range<usize>) -> impl Iterator<Item = Item> {
    range.map(|index| match news[index] {
        Fate::Aside => Item::Keep(index, None),
        _ => Item::New(index),
    })
}
