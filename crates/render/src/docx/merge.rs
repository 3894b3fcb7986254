//! Merges the atoms of old and new paragraphs into one sequence.
//!
//! ```text
//! old  The Supplier shall ¶      both The · old Supplier · new Panel · both shall ¶
//! new  The Panel shall ¶    ──►
//! ```
//!
//! The last marks of both are one; all others are of one version. Read without what is of the old
//! version, the sequence is the new one, and the other way round.

use std::ops::Range;

use super::atoms::{Atom, AtomKind, Atoms, Group, GroupKind};
use super::sequence::{Item, sequence};
use super::stretches::Alignment;
use super::words::pair_words;

/// What becomes of an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The other version has it too, there.
    Paired(usize),
    /// It changes.
    Alone,
    /// It stays with the new version, and goes with the old one.
    Aside,
}

/// The merged sequence of the atoms of both versions.
pub(super) fn merge(alignment: &Alignment, old: &Atoms, new: &Atoms) -> Vec<Item> {
    let (mut olds, mut news) = (fates(old), fates(new));
    pair_placed(alignment, (&old.list, &mut olds), (&new.list, &mut news));
    let lasts = (old.list.len().checked_sub(1), new.list.len().checked_sub(1));
    if let (Some(last_old), Some(last_new)) = lasts {
        olds[last_old] = Fate::Paired(last_new);
        news[last_new] = Fate::Paired(last_old);
    }
    pair_words((old, &mut olds), (new, &mut news));
    pair_free((&old.list, &mut olds), (&new.list, &mut news));
    settle_groups((old, &mut olds), (new, &mut news));
    sequence((&olds, &old.groups), (&news, &new.groups))
}

fn fates(atoms: &Atoms) -> Vec<Fate> {
    let fate = |atom: &Atom| match atom.kind {
        AtomKind::Glue | AtomKind::Code | AtomKind::Field | AtomKind::Further(_) => Fate::Aside,
        _ => Fate::Alone,
    };
    let mut fates: Vec<Fate> = atoms.list.iter().map(fate).collect();
    for group in &atoms.groups {
        for (fate, atom) in fates.iter_mut().zip(&atoms.list).take(group.to).skip(group.from) {
            if atom.kind != AtomKind::Glue {
                *fate = Fate::Alone;
            }
        }
    }
    fates
}

/// Pairs what the redline says that both versions have.
fn pair_placed(
    alignment: &Alignment,
    (old, olds): (&[Atom], &mut [Fate]),
    (new, news): (&[Atom], &mut [Fate]),
) {
    let mut from = 0;
    let mut stretch = None;
    for (index, atom) in new.iter().enumerate().filter(|(_, atom)| !atom.place.is_empty()) {
        let Some(place) = alignment.next_old_of(atom.place, &mut stretch) else { continue };
        while old.get(from).is_some_and(|a| a.place.is_empty() || a.place.start < place) {
            from += 1;
        }
        let Some(partner) = old.get(from) else { break };
        if partner.place.start == place && partner.kind == atom.kind {
            olds[from] = Fate::Paired(index);
            news[index] = Fate::Paired(from);
            from += 1;
        }
    }
}

/// Pairs white space, what the page computes and the like between what is paired: from the left, then from the right.
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
            if is_frame(&old[left_old]) || olds[left_old] == Fate::Aside {
                left_old += 1;
            } else if is_frame(&new[left_new]) || news[left_new] == Fate::Aside {
                left_new += 1;
            } else if old[left_old].fits(&new[left_new]) {
                olds[left_old] = Fate::Paired(left_new);
                news[left_new] = Fate::Paired(left_old);
                (left_old, left_new) = (left_old + 1, left_new + 1);
            } else {
                break;
            }
        }
        let (mut right_old, mut right_new) = (partner, index);
        while right_old > left_old && right_new > left_new {
            if is_frame(&old[right_old - 1]) || olds[right_old - 1] == Fate::Aside {
                right_old -= 1;
            } else if is_frame(&new[right_new - 1]) || news[right_new - 1] == Fate::Aside {
                right_new -= 1;
            } else if old[right_old - 1].fits(&new[right_new - 1]) {
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

/// Lets fields come and go as wholes: one of which all words are paired stays as the new version
/// has it, as does one with the same code, whose result was updated; of any other nothing does. A
/// link stays where any of its words does, for which white space is not enough. Words that were deleted need a field of their own where
/// an element was around them, so such a field changes as a whole.
fn settle_groups((old, olds): (&Atoms, &mut [Fate]), (new, news): (&Atoms, &mut [Fate])) {
    let hard = |atoms: &Atoms| -> Vec<Group> {
        atoms.groups.iter().copied().filter(|group| group.kind != GroupKind::Soft).collect()
    };
    let (old_groups, new_groups) = (hard(old), hard(new));
    release_links((old, olds), news);
    release_links((new, news), olds);
    loop {
        let mut changed = false;
        for &group in &new_groups {
            changed |=
                settle((&new.list, news), (&old.list, olds), group, (&new_groups, &old_groups));
        }
        for &group in &old_groups {
            changed |=
                settle((&old.list, olds), (&new.list, news), group, (&old_groups, &new_groups));
        }
        if !changed {
            break;
        }
    }
    for (atoms, fates) in [(old, olds), (new, news)] {
        if atoms.groups.is_empty() {
            continue;
        }
        let is_paired = |group: &&Group| {
            let mut words = (group.from..group.to).filter(|&i| is_word(&atoms.list[i]));
            words.any(|i| matches!(fates[i], Fate::Paired(_)))
        };
        // A field within another that stays may come or go all the same.
        let (stay, go): (Vec<&Group>, Vec<&Group>) = atoms.groups.iter().partition(is_paired);
        let has_words = |group: &&Group| (group.from..group.to).any(|i| is_word(&atoms.list[i]));
        let goes = atoms.are_in(go.into_iter().filter(has_words));
        for index in stay.iter().flat_map(|group| group.from..group.to) {
            if is_frame(&atoms.list[index]) && !goes[index] {
                fates[index] = Fate::Aside;
            }
        }
    }
}

/// Lets go of links of which only white space is paired.
fn release_links((own, owns): (&Atoms, &mut [Fate]), others: &mut [Fate]) {
    for group in own.groups.iter().filter(|group| group.kind == GroupKind::Soft) {
        let range = group.from..group.to;
        let is_shown = |i: &usize| match own.list[*i].kind {
            AtomKind::Char(c) => !c.is_whitespace(),
            _ => is_word(&own.list[*i]),
        };
        let mut shown = range.clone().filter(is_shown).peekable();
        let is_link = shown.peek().is_some();
        if is_link && !shown.any(|i| matches!(owns[i], Fate::Paired(_))) {
            for index in range {
                if let Fate::Paired(partner) = owns[index] {
                    (owns[index], others[partner]) = (Fate::Alone, Fate::Alone);
                }
            }
        }
    }
}

fn is_word(atom: &Atom) -> bool {
    matches!(atom.kind, AtomKind::Char(_) | AtomKind::Whole(_) | AtomKind::Computed(..))
}

fn is_frame(atom: &Atom) -> bool {
    matches!(atom.kind, AtomKind::Code | AtomKind::Field | AtomKind::Further(_))
}

/// Settles one field of `own`. Returns whether anything changed.
fn settle(
    (own, owns): (&[Atom], &mut [Fate]),
    (other, others): (&[Atom], &mut [Fate]),
    group: Group,
    (owned, theirs): (&[Group], &[Group]),
) -> bool {
    let range = group.from..group.to;
    let partners: Vec<Option<usize>> = range
        .clone()
        .filter(|&i| is_word(&own[i]))
        .map(|i| match owns[i] {
            Fate::Paired(partner) => Some(partner),
            _ => None,
        })
        .collect();
    let Some(first) = partners.iter().flatten().min().copied() else { return false };
    let last = partners.iter().flatten().max().copied().unwrap_or(first);
    let is_whole = partners.iter().all(Option::is_some)
        && with_inner(first..last, group, (owned, theirs)).all(|i| {
            let is_alone = is_word(&other[i]) && others[i] == Fate::Alone;
            !is_alone && other[i].kind != AtomKind::Mark
        });
    let is_updated = || {
        let partner = theirs.iter().find(|theirs| (theirs.from..theirs.to).contains(&first));
        partner.is_some_and(|theirs| {
            theirs.key == group.key
                && ![group.kind, theirs.kind].contains(&GroupKind::Simple)
                && theirs.from <= first
                && last < theirs.to
                && (theirs.from..theirs.to).all(|i| match others[i] {
                    Fate::Paired(partner) => range.contains(&partner),
                    _ => true,
                })
        })
    };
    if is_whole || is_updated() {
        return false;
    }
    for index in range {
        if let Fate::Paired(partner) = owns[index] {
            others[partner] = Fate::Alone;
            owns[index] = Fate::Alone;
        }
    }
    true
}

/// A range of the other version, with all of the fields at its ends that a field within this one may
/// be, and so stay with words that only the other version has.
fn with_inner(
    range: Range<usize>,
    group: Group,
    (owned, theirs): (&[Group], &[Group]),
) -> Range<usize> {
    let inner = || owned.iter().filter(|own| group.from < own.from && own.to < group.to);
    let is_of = |theirs: &&Group| inner().any(|own| own.key == theirs.key);
    let at = |at: usize| {
        let around = theirs.iter().filter(move |theirs| (theirs.from..theirs.to).contains(&at));
        around.filter(is_of)
    };
    let from = at(range.start).map(|theirs| theirs.from).min().unwrap_or(range.start);
    let to = at(range.end).map(|theirs| theirs.to).max().unwrap_or(range.end);
    from..to
}

/// All atoms as those of one version. What is not read of a paragraph comes with it, as the sign of
/// a comment; parts of fields that go on beyond it stay.
pub(super) fn alone(atoms: &Atoms, new: bool) -> Vec<Item> {
    let fates = fates(atoms);
    let items = (0..atoms.list.len()).filter_map(|index| match (fates[index], new) {
        (Fate::Aside, true) if atoms.list[index].kind != AtomKind::Glue => {
            Some(Item::Keep(index, None))
        }
        (Fate::Aside, false) => None,
        (_, true) => Some(Item::New(index)),
        (_, false) => Some(Item::Old(index)),
    });
    items.collect()
}
