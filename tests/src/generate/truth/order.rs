//! Which clauses moved.
//!
//! A clause moved where the nearest surviving clause above it is another one, or where it is off
//! the heaviest sequence of its siblings that stands in the same order in both versions. Of
//! equally heavy sequences the one counts that the amendments left alone. A note goes with its
//! marker: it moved where the marker stands in another clause.

use std::collections::{BTreeMap, HashSet};

use super::super::code::Clause;
use super::super::list::Body;
use super::{Fate, Version};

/// Marks the clauses that moved.
pub(super) fn mark(fates: &mut [Fate], old: &Version<'_>, new: &Version<'_>, meant: &HashSet<u32>) {
    let above = [(old, new), (new, old)].map(|(here, there)| parents(here, there));
    let mut groups: BTreeMap<Option<u32>, Vec<Member>> = BTreeMap::new();
    for (at, fate) in fates.iter_mut().enumerate() {
        let (Some(x), Some(y)) = (fate.old, fate.new) else { continue };
        let entry = &new.entries[y];
        if above[0][x] != above[1][y] {
            fate.moved = true;
        } else if let Body::Clause(clause) = entry.body {
            let member = Member {
                fate: at,
                old: x,
                new: y,
                weight: new.weight(clause) * 2 + usize::from(!meant.contains(&entry.id)),
            };
            groups.entry(above[1][y]).or_default().push(member);
        }
    }
    for mut group in groups.into_values() {
        group.sort_by_key(|member| member.new);
        for at in off_the_heaviest(&group) {
            fates[group[at].fate].moved = true;
        }
    }
}

/// A clause among its siblings.
struct Member {
    fate: usize,
    old: usize,
    new: usize,
    weight: usize,
}

impl Version<'_> {
    /// How much a clause and those below it weigh: their words and punctuation marks, and one.
    fn weight(&self, clause: &Clause) -> usize {
        let own = self.entries[self.places[&clause.id]].own_text();
        let marks = own.chars().filter(char::is_ascii_punctuation).count();
        let own = own.split_whitespace().count() + marks;
        own + clause.children.iter().map(|child| self.weight(child)).sum::<usize>() + 1
    }
}

/// The id of the nearest clause above each entry that stands in both versions; for a note, of the
/// clause that its marker stands in.
fn parents(here: &Version<'_>, there: &Version<'_>) -> Vec<Option<u32>> {
    let mut above = vec![None; here.entries.len()];
    Fill { here, there, above: &mut above }.clauses(&here.code.clauses, None);
    for (at, entry) in here.entries.iter().enumerate() {
        if let Body::Note(_, clause) = entry.body {
            above[at] = Some(clause);
        }
    }
    above
}

struct Fill<'s, 'a> {
    here: &'s Version<'a>,
    there: &'s Version<'a>,
    above: &'s mut Vec<Option<u32>>,
}

impl Fill<'_, '_> {
    fn clauses(&mut self, clauses: &[Clause], parent: Option<u32>) {
        for clause in clauses {
            self.above[self.here.places[&clause.id]] = parent;
            let survives = self.there.places.contains_key(&clause.id);
            self.clauses(&clause.children, if survives { Some(clause.id) } else { parent });
        }
    }
}

/// The members that are off the heaviest subsequence whose old places increase.
fn off_the_heaviest(group: &[Member]) -> Vec<usize> {
    if group.is_sorted_by_key(|member| member.old) {
        return Vec::new();
    }
    // The heaviest sequence that ends with each member, and the member before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(group.len());
    for member in group {
        let before =
            (0..best.len()).filter(|at| group[*at].old < member.old).max_by_key(|at| best[*at].0);
        best.push((before.map_or(0, |at| best[at].0) + member.weight, before));
    }
    let mut on = vec![false; group.len()];
    let mut last = (0..best.len()).max_by_key(|at| best[*at].0);
    while let Some(at) = last {
        on[at] = true;
        last = best[at].1;
    }
    (0..group.len()).filter(|at| !on[*at]).collect()
}
