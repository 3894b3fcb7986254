//! Which blocks and rows belong together: what they share in; pairs in the order of both versions
//! out.

use std::ops::Range;

use super::plan::{RowStep, Step};
use super::reading::{Block, Row};

/// The most pairs that are looked at where things are paired by what they read as.
pub(super) const MOST_PAIRS: usize = 1 << 20;

/// How much of a block of one version is in one of the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) weight: u32,
}

/// The links that steps can be made of: a table's best with a table, and of a paragraph's those
/// that are the best of either end.
pub(super) fn fitting(links: Vec<Link>, olds: &[Block], news: &[Block]) -> Vec<Link> {
    let is_table = |blocks: &[Block], at: usize| matches!(blocks.get(at), Some(Block::Table(_)));
    let mut links = links;
    links.retain(|link| is_table(olds, link.old) == is_table(news, link.new));
    let (mut best_old, mut best_new) = (vec![None; olds.len()], vec![None; news.len()]);
    for (index, link) in links.iter().enumerate() {
        for best in [&mut best_old[link.old], &mut best_new[link.new]] {
            let is_better = best.is_none_or(|best: usize| links[best].weight < link.weight);
            if is_better {
                *best = Some(index);
            }
        }
    }
    let mut index = 0;
    links.retain(|link| {
        let of_old = best_old[link.old] == Some(index);
        let of_new = best_new[link.new] == Some(index);
        index += 1;
        if is_table(olds, link.old) { of_old && of_new } else { of_old || of_new }
    });
    links
}

/// The steps of both versions that links make, without what lies between them.
pub(super) fn joints(
    links: &[Link],
    olds: &[Block],
    news: &[Block],
) -> Vec<(Range<usize>, Range<usize>)> {
    let parted = |blocks: &[Block], from: usize, to: usize| {
        blocks.get(from..=to).is_some_and(|b| b.iter().any(|b| matches!(b, Block::Table(_))))
    };
    let mut joints: Vec<(Range<usize>, Range<usize>, u32)> = Vec::new();
    for link in links {
        let (old, new) = (link.old..link.old + 1, link.new..link.new + 1);
        let Some(last) = joints.last_mut() else {
            joints.push((old, new, link.weight));
            continue;
        };
        if last.0.end <= link.old && last.1.end <= link.new {
            joints.push((old, new, link.weight));
        } else if parted(olds, last.0.start, link.old) || parted(news, last.1.start, link.new) {
            if last.2 < link.weight {
                let before = joints.pop();
                let fits = joints
                    .last()
                    .is_none_or(|last| last.0.end <= link.old && last.1.end <= link.new);
                if fits {
                    joints.push((old, new, link.weight));
                } else {
                    joints.extend(before);
                }
            }
        } else {
            last.0.end = last.0.end.max(link.old + 1);
            last.1.end = last.1.end.max(link.new + 1);
            last.2 += link.weight;
        }
    }
    joints.into_iter().map(|(old, new, _)| (old, new)).collect()
}

/// The rows between two that both versions have.
pub(super) fn rows_between(
    old: Range<usize>,
    new: Range<usize>,
    olds: &[Row],
    news: &[Row],
    steps: &mut Vec<RowStep>,
) {
    let keys = |rows: &[Row], range: &Range<usize>| -> Vec<Option<u64>> {
        let rows = rows.get(range.clone()).unwrap_or_default();
        rows.iter().map(|row| row.range.is_empty().then_some(row.key)).collect()
    };
    let (mut old_at, mut new_at) = (old.start, new.start);
    let pairs = common(&keys(olds, &old), &keys(news, &new));
    let ends = (old.len(), new.len());
    for (one, other) in pairs.into_iter().chain([ends]) {
        let (one, other) = (old.start + one, new.start + other);
        steps.extend((old_at..one).map(RowStep::Old));
        steps.extend((new_at..other).map(RowStep::New));
        if one < old.end && other < new.end {
            steps.push(RowStep::Both(one, other));
        }
        (old_at, new_at) = (one + 1, other + 1);
    }
}

/// Pairs in order what is equal.
pub(super) fn common(old: &[Option<u64>], new: &[Option<u64>]) -> Vec<(usize, usize)> {
    let fits = |one: usize, other: usize| old[one].is_some() && old[one] == new[other];
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    // Ends that are equal need no table: of equal choices the last are taken.
    let fits_end = |(one, other): (&Option<u64>, &Option<u64>)| one.is_some() && one == other;
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take_while(|&pair| fits_end(pair)).count();
    let (olds, news) = (old.len() - tail, new.len() - tail);
    let mut pairs = heaviest(olds, news, |one, other| u32::from(fits(one, other)));
    pairs.extend((olds..old.len()).zip(news..new.len()));
    pairs
}

/// The pairs in order, of so many old things and so many new ones, that weigh most together; where
/// there are too many, the first that come. What weighs nothing is no pair.
pub(super) fn heaviest(
    olds: usize,
    news: usize,
    weight: impl Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    if olds.saturating_mul(news) > MOST_PAIRS {
        return first(olds, news, |one, other| weight(one, other) > 0);
    }
    let width = news + 1;
    let mut best = vec![0u32; (olds + 1) * width];
    for one in (0..olds).rev() {
        for other in (0..news).rev() {
            let apart = best[(one + 1) * width + other].max(best[one * width + other + 1]);
            best[one * width + other] = match weight(one, other) {
                0 => apart,
                own => apart.max(best[(one + 1) * width + other + 1].saturating_add(own)),
            };
        }
    }
    let (mut one, mut other) = (0, 0);
    let mut pairs = Vec::new();
    // Of equal choices the last: an empty paragraph that stays between two that come would be taken
    // for one of them.
    while one < olds && other < news {
        let most = best[one * width + other];
        if best[one * width + other + 1] == most {
            other += 1;
        } else if best[(one + 1) * width + other] == most {
            one += 1;
        } else {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        }
    }
    pairs
}

/// The first pairs in order, each not far behind the one before.
fn first(olds: usize, news: usize, fits: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    const AHEAD: usize = 64;
    let mut pairs = Vec::new();
    let mut at = 0;
    for one in 0..olds {
        let to = (at + AHEAD).min(news);
        if let Some(other) = (at..to).find(|&other| fits(one, other)) {
            pairs.push((one, other));
            at = other + 1;
        }
    }
    pairs
}

/// Sees to it that the last paragraphs of both versions are one: no file can do without the mark
/// that ends a container, so the one before it is what is inserted or deleted.
pub(super) fn force_end(steps: &mut Vec<Step>, olds: &[Block], news: &[Block]) {
    let is_paragraph =
        |blocks: &[Block], at: usize| matches!(blocks.get(at), Some(Block::Paragraph(_)));
    let mut tail = (olds.len(), news.len());
    let mut kept = steps.len();
    while let Some(last) = kept.checked_sub(1).and_then(|at| steps.get(at)) {
        match last {
            Step::Old(range) => tail.0 = range.start,
            Step::New(range) => tail.1 = range.start,
            _ => break,
        }
        kept -= 1;
    }
    let (old, new) = (tail.0..olds.len(), tail.1..news.len());
    if old.is_empty() && new.is_empty() {
        return;
    }
    let ends = (
        old.is_empty() || is_paragraph(olds, olds.len() - 1),
        new.is_empty() || is_paragraph(news, news.len() - 1),
    );
    if ends != (true, true) {
        return;
    }
    if !old.is_empty() && !new.is_empty() {
        steps.truncate(kept);
        pair_lasts(old, new, steps);
        return;
    }
    if let Some(Step::Both(before, after)) = kept.checked_sub(1).and_then(|at| steps.get_mut(at)) {
        (before.end, after.end) = (olds.len(), news.len());
        steps.truncate(kept);
    }
}

/// Adds the steps of blocks of which the last ones are paired, and those before are of one version.
pub(super) fn pair_lasts(old: Range<usize>, new: Range<usize>, steps: &mut Vec<Step>) {
    if old.len() > 1 {
        steps.push(Step::Old(old.start..old.end - 1));
    }
    if new.len() > 1 {
        steps.push(Step::New(new.start..new.end - 1));
    }
    steps.push(Step::Both(old.end - 1..old.end, new.end - 1..new.end));
}

#[cfg(test)]
mod tests {
    use super::common;

    /// All lists of up to four keys, of which one is none.
    fn lists() -> Vec<Vec<Option<u64>>> {
        let mut lists = vec![Vec::new()];
        let mut from = 0;
        for _ in 0..4 {
            let to = lists.len();
            for index in from..to {
                for key in [None, Some(1), Some(2)] {
                    let mut list = lists[index].clone();
                    list.push(key);
                    lists.push(list);
                }
            }
            from = to;
        }
        lists
    }

    /// The most pairs in order, of equal choices the last.
    fn last(old: &[Option<u64>], new: &[Option<u64>]) -> Vec<(usize, usize)> {
        let (Some((one, olds)), Some((other, news))) = (old.split_last(), new.split_last()) else {
            return Vec::new();
        };
        if one.is_some() && one == other {
            let mut pairs = last(olds, news);
            pairs.push((olds.len(), news.len()));
            return pairs;
        }
        let (without_old, without_new) = (last(olds, new), last(old, news));
        if without_old.len() > without_new.len() { without_old } else { without_new }
    }

    #[test]
    fn pairs_are_as_many_as_there_can_be_and_end_with_equal_ends() {
        for old in lists() {
            for new in lists() {
                let pairs = common(&old, &new);
                assert_eq!(pairs.len(), last(&old, &new).len(), "{old:?} {new:?}");
                assert!(
                    pairs.iter().all(|&(one, other)| old[one].is_some() && old[one] == new[other])
                );
                assert!(pairs.is_sorted_by(|one, other| one.0 < other.0 && one.1 < other.1));
                let tail = old.iter().rev().zip(new.iter().rev());
                let tail = tail.take_while(|(one, other)| one.is_some() && one == other).count();
                let ends = (old.len() - tail..old.len()).zip(new.len() - tail..new.len());
                assert!(pairs.ends_with(&ends.collect::<Vec<_>>()), "{old:?} {new:?}");
            }
        }
    }
}
