//! Merges the atoms of old and new paragraphs into one sequence.
//!
//! ```text
//! old  The Supplier shall ¶      both The · old Supplier · new Panel · both shall ¶
//! new  The Panel shall ¶    ──►
//! ```
//!
//! The last marks of both are one; all others are of one version. Read without what is of the old
//! version, the sequence is the new one, and the other way round.

use super::atoms::{Atom, AtomKind};
use super::stretches::Alignment;
use super::tree::NONE;

/// An element of the merged sequence, as indices into the atoms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Of both versions, or no change at all.
    Keep(usize),
    /// Only of the new one.
    New(usize),
    /// Only of the old one.
    Old(usize),
}

/// What becomes of an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// The other version has it too, there.
    Paired(usize),
    /// It changes.
    Alone,
    /// It stays with the new version, and goes with the old one.
    Aside,
}

/// The merged sequence of the atoms of both versions; also whether the marks that end them are one.
pub(super) fn merge(
    alignment: &Alignment,
    old: &[Atom],
    new: &[Atom],
    codes: impl Fn(usize, bool) -> String,
) -> Vec<Item> {
    let (mut olds, mut news) = (fates(old), fates(new));
    pair_placed(alignment, (old, &mut olds), (new, &mut news));
    if let (Some(last_old), Some(last_new)) = (old.len().checked_sub(1), new.len().checked_sub(1)) {
        olds[last_old] = Fate::Paired(last_new);
        news[last_new] = Fate::Paired(last_old);
    }
    pair_free((old, &mut olds), (new, &mut news));
    settle_groups((old, &mut olds), (new, &mut news), &codes);
    sequence(&olds, &news)
}

fn fates(atoms: &[Atom]) -> Vec<Fate> {
    let fate = |atom: &Atom| match atom.kind {
        AtomKind::Glue => Fate::Aside,
        AtomKind::Code | AtomKind::Field if atom.group == NONE => Fate::Aside,
        _ => Fate::Alone,
    };
    atoms.iter().map(fate).collect()
}

/// Pairs what the redline says that both versions have.
fn pair_placed(
    alignment: &Alignment,
    (old, olds): (&[Atom], &mut [Fate]),
    (new, news): (&[Atom], &mut [Fate]),
) {
    let mut from = 0;
    for (index, atom) in new.iter().enumerate().filter(|(_, atom)| !atom.place.is_empty()) {
        let Some(place) = alignment.old_of(atom.place) else { continue };
        while old.get(from).is_some_and(|a| a.place.is_empty() || a.place.start < place) {
            from += 1;
        }
        let Some(partner) = old.get(from) else { break };
        if partner.place.start == place && partner.key == atom.key {
            olds[from] = Fate::Paired(index);
            news[index] = Fate::Paired(from);
            from += 1;
        }
    }
}

/// Pairs white space and the like between what is paired: from the left, then from the right.
fn pair_free((old, olds): (&[Atom], &mut [Fate]), (new, news): (&[Atom], &mut [Fate])) {
    let (mut old_from, mut new_from) = (0, 0);
    let mut index = 0;
    while index <= new.len() {
        let partner = match news.get(index) {
            Some(Fate::Paired(partner)) => *partner,
            Some(_) => {
                index += 1;
                continue;
            }
            None => old.len(),
        };
        let (mut left_old, mut left_new) = (old_from, new_from);
        while left_old < partner && left_new < index {
            if olds[left_old] == Fate::Aside {
                left_old += 1;
            } else if news[left_new] == Fate::Aside {
                left_new += 1;
            } else if fits(&old[left_old], &new[left_new]) {
                olds[left_old] = Fate::Paired(left_new);
                news[left_new] = Fate::Paired(left_old);
                (left_old, left_new) = (left_old + 1, left_new + 1);
            } else {
                break;
            }
        }
        let (mut right_old, mut right_new) = (partner, index);
        while right_old > left_old && right_new > left_new {
            if olds[right_old - 1] == Fate::Aside {
                right_old -= 1;
            } else if news[right_new - 1] == Fate::Aside {
                right_new -= 1;
            } else if fits(&old[right_old - 1], &new[right_new - 1]) {
                (right_old, right_new) = (right_old - 1, right_new - 1);
                olds[right_old] = Fate::Paired(right_new);
                news[right_new] = Fate::Paired(right_old);
            } else {
                break;
            }
        }
        (old_from, new_from) = (partner + 1, index + 1);
        index += 1;
    }
}

fn fits(old: &Atom, new: &Atom) -> bool {
    old.is_free() && new.is_free() && old.key == new.key
}

/// Lets fields come and go as wholes: one of which all is paired with another is no change, else
/// nothing of it stays.
fn settle_groups(
    (old, olds): (&[Atom], &mut [Fate]),
    (new, news): (&[Atom], &mut [Fate]),
    codes: &impl Fn(usize, bool) -> String,
) {
    let (old_groups, new_groups) = (groups(old), groups(new));
    loop {
        let mut changed = false;
        for members in &new_groups {
            changed |=
                settle((new, news), (old, olds), members, &old_groups, &|i| codes(i, true), &|i| {
                    codes(i, false)
                });
        }
        for members in &old_groups {
            changed |= settle(
                (old, olds),
                (new, news),
                members,
                &new_groups,
                &|i| codes(i, false),
                &|i| codes(i, true),
            );
        }
        if !changed {
            return;
        }
    }
}

/// Settles one group of `own`. Returns whether anything changed.
fn settle(
    (own, owns): (&[Atom], &mut [Fate]),
    (other, others): (&[Atom], &mut [Fate]),
    members: &[usize],
    other_groups: &[Vec<usize>],
    code: &dyn Fn(usize) -> String,
    other_code: &dyn Fn(usize) -> String,
) -> bool {
    let partner = |index: usize| match owns[index] {
        Fate::Paired(partner) => Some(partner),
        _ => None,
    };
    let is_word = |atom: &Atom| matches!(atom.kind, AtomKind::Char(_) | AtomKind::Whole);
    let words: Vec<usize> = members.iter().copied().filter(|&i| is_word(&own[i])).collect();
    if members.iter().all(|&i| owns[i] == Fate::Alone) {
        return false;
    }
    let group = words.first().and_then(|&i| partner(i)).map_or(NONE, |i| other[i].group);
    let theirs = other_groups.iter().find(|theirs| theirs.iter().any(|&i| other[i].group == group));
    let whole = theirs.filter(|_| group != NONE).is_some_and(|theirs| {
        words.iter().all(|&i| partner(i).is_some_and(|p| other[p].group == group))
            && theirs.iter().filter(|&&i| is_word(&other[i])).count() == words.len()
            && joined(own, members, code) == joined(other, theirs, other_code)
    });
    if whole {
        let mut changed = false;
        for &index in members.iter().filter(|&&i| !is_word(&own[i])) {
            changed |= owns[index] != Fate::Aside;
            owns[index] = Fate::Aside;
        }
        return changed;
    }
    for &index in members {
        if let Fate::Paired(partner) = owns[index] {
            others[partner] = Fate::Alone;
        }
        owns[index] = Fate::Alone;
    }
    true
}

/// The code of a field.
fn joined(atoms: &[Atom], members: &[usize], code: &dyn Fn(usize) -> String) -> String {
    let mut text = String::new();
    for &index in members.iter().filter(|&&i| atoms[i].kind == AtomKind::Code) {
        text.push_str(&code(index));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The atoms of each group.
fn groups(atoms: &[Atom]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: Vec<(u32, usize)> = Vec::new();
    for (index, atom) in atoms.iter().enumerate().filter(|(_, atom)| atom.group != NONE) {
        let place = known.iter().rev().find(|(group, _)| *group == atom.group).map(|&(_, p)| p);
        match place {
            Some(place) => groups[place].push(index),
            None => {
                known.push((atom.group, groups.len()));
                groups.push(vec![index]);
            }
        }
    }
    groups
}

/// The merged sequence: between what is paired the old atoms, then the new ones.
fn sequence(olds: &[Fate], news: &[Fate]) -> Vec<Item> {
    let mut items = Vec::with_capacity(olds.len().max(news.len()));
    let mut at = 0;
    let mut from = 0;
    for (index, fate) in news.iter().enumerate() {
        let Fate::Paired(partner) = *fate else { continue };
        items.extend((at..partner).filter(|&i| olds[i] == Fate::Alone).map(Item::Old));
        items.extend((from..index).map(|i| new_item(news, i)));
        items.push(Item::Keep(index));
        (at, from) = (partner + 1, index + 1);
    }
    items.extend((at..olds.len()).filter(|&i| olds[i] == Fate::Alone).map(Item::Old));
    items.extend((from..news.len()).map(|i| new_item(news, i)));
    items
}

fn new_item(news: &[Fate], index: usize) -> Item {
    if news[index] == Fate::Aside { Item::Keep(index) } else { Item::New(index) }
}

/// All atoms as those of one version.
pub(super) fn alone(atoms: &[Atom], new: bool) -> Vec<Item> {
    let fates = fates(atoms);
    let items = (0..atoms.len()).filter_map(|index| match (fates[index], new) {
        (Fate::Aside, true) => Some(Item::Keep(index)),
        (Fate::Aside, false) => None,
        (_, true) => Some(Item::New(index)),
        (_, false) => Some(Item::Old(index)),
    });
    items.collect()
}
