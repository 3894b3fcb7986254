//! Puts what becomes of atoms in order: the merged sequence of both versions.
//!
//! Between two atoms that are of both versions stand first those of the old one, then those of the
//! new one; but what stood in a field stays in it, and what stood beside it stays beside it:
//!
//! ```text
//! old  { REF a : 3.2 } (Payment) ¶      both { REF a : 3.2 } · old (Payment) · both ¶
//! new  { REF a : 3.2 } ¶           ──►
//! ```

use std::cmp::Reverse;
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
        let (old_beside, new_beside) = (old_bounds.beside(&old), new_bounds.beside(&new));
        let cuts = cuts((&old, &old_beside), (news, &new_beside));
        let (mut at, mut from) = (old.start, new.start);
        for (old_end, new_end) in cuts.into_iter().chain([(old.end, new.end)]) {
            items.extend(old_items(olds, at..old_end));
            items.extend(new_items(news, from..new_end));
            (at, from) = (old_end, new_end);
        }
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

/// Where to cut what lies between two atoms that both versions have, so that what stood in a field
/// does not get into another: places in the old version and in the new one.
fn cuts(
    (olds, old): (&Range<usize>, &Beside<'_>),
    (news, new): (&[Fate], &Beside<'_>),
) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    // Before a field of the new version ends, nothing old stands but what is in the same field.
    let mut at = olds.start;
    for (field, partner) in new.ended.iter().zip(partners(&old.ended, &new.ended)) {
        at = partner.map_or(at, |partner| partner.to);
        cuts.push((at, field.to));
    }
    // Before one begins stands all that is old but what is in the same field.
    let ended = cuts.len();
    let mut at = olds.end;
    let mut inner = news.len();
    for (field, partner) in new.begun.iter().zip(partners(&old.begun, &new.begun)).rev() {
        at = partner.map_or(at, |partner| partner.from);
        let own = news.get(field.from..inner).unwrap_or_default();
        let frame = own.iter().take_while(|fate| **fate == Fate::Aside).count();
        cuts.push((at, field.from + if partner.is_some() { frame } else { 0 }));
        inner = field.from;
    }
    cuts[ended..].reverse();
    cuts
}

/// The field of one version that is each of the other one's: as far as they are the same from either
/// end.
fn partners<'a>(olds: &[&'a Group], news: &[&'a Group]) -> Vec<Option<&'a Group>> {
    let is_same = |(one, other): &(&&Group, &&Group)| one.key == other.key;
    let head = olds.iter().zip(news).take_while(is_same).count();
    let (old_rest, new_rest) = (&olds[head..], &news[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(is_same).count();
    let of = |index: usize| match index {
        _ if index < head => olds.get(index),
        _ if index >= news.len() - tail => olds.get(index + olds.len() - news.len()),
        _ => None,
    };
    (0..news.len()).map(|index| of(index).copied()).collect()
}

/// The fields that only one of two atoms stands in.
#[derive(Debug)]
struct Beside<'a> {
    /// Those of the first, which end between the two: inner ones first.
    ended: Vec<&'a Group>,
    /// Those of the second, which begin between the two: outer ones first.
    begun: Vec<&'a Group>,
}

/// Where the fields among atoms begin and end.
#[derive(Debug)]
struct Bounds<'a> {
    /// In the order of their beginnings.
    begins: Vec<&'a Group>,
    /// In the order of their ends.
    ends: Vec<&'a Group>,
}

impl<'a> Bounds<'a> {
    fn of(groups: &'a [Group]) -> Self {
        let (mut begins, mut ends) = (Vec::from_iter(groups), Vec::from_iter(groups));
        begins.sort_unstable_by_key(|group| (group.from, Reverse(group.to)));
        ends.sort_unstable_by_key(|group| (group.to, Reverse(group.from)));
        Self { begins, ends }
    }

    /// The fields beside atoms that lie between two others.
    fn beside(&self, atoms: &Range<usize>) -> Beside<'a> {
        let (from, to) = (atoms.start, atoms.end);
        let ends = within(&self.ends, |group| group.to, from..to + 1);
        let ended: Vec<_> = ends.iter().copied().filter(|group| group.from < from).collect();
        let start = ended.last().map_or(from, |group| group.to);
        let begins = within(&self.begins, |group| group.from, start..to);
        Beside { begun: begins.iter().copied().filter(|group| to < group.to).collect(), ended }
    }
}

/// Those of sorted fields of which a place is in a range.
fn within<'a, 'b>(
    groups: &'b [&'a Group],
    place: impl Fn(&Group) -> usize,
    range: Range<usize>,
) -> &'b [&'a Group] {
    let start = groups.partition_point(|group| place(group) < range.start);
    let rest = groups.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|group| place(group) < range.end)).unwrap_or_default()
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
