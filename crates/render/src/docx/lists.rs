//! Lists: which list instance of the old package is which of the new one, and whether a paragraph
//! is numbered otherwise than it was, or a heading in one version only.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::{Plan, Step};
use super::reading::{Block, Reading};
use super::resources::Resources;
use super::setting::Setting;

/// Pairs the list instances that paired paragraphs are in, those that are paired most first.
pub(super) fn pair(plans: &[Plan], old: &Reading, new: &Reading, into: &mut Resources) {
    let mut votes: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for plan in plans {
        let (olds, news) = (old.blocks(plan.old), new.blocks(plan.new));
        for step in &plan.steps {
            let Step::Both(one, other) = step else { continue };
            let pair = (olds.get(one.start), news.get(other.start));
            if let (Some(&Block::Paragraph(one)), Some(&Block::Paragraph(other))) = pair
                && let (Some((one, _)), Some((other, _))) =
                    (old.paragraphs[one].setting.list, new.paragraphs[other].setting.list)
            {
                *votes.entry((one, other)).or_default() += 1;
            }
        }
    }
    let mut votes: Vec<((i64, i64), usize)> = votes.into_iter().collect();
    votes.sort_by_key(|&(pair, count)| (std::cmp::Reverse(count), pair));
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    for ((one, other), _) in votes {
        if !olds.contains(&one) && !news.contains(&other) {
            olds.insert(one);
            news.insert(other);
            into.pair_lists(&one.to_string(), &other.to_string());
        }
    }
}

/// Whether a paragraph of the new version is numbered otherwise than it was, or a heading in one of
/// the versions only: readers take the numbers in headings and in text differently.
pub(super) fn differ(old: Setting, new: Setting, resources: &Resources) -> bool {
    if old.is_heading != new.is_heading {
        return true;
    }
    match (old.list, new.list) {
        (None, None) => false,
        (Some((one, level)), Some((other, depth))) => {
            level != depth
                || resources.known_list(&one.to_string()) != Some(other.to_string().as_str())
        }
        _ => true,
    }
}
