//! Weaves what stands in a container of both versions: blocks in, steps out.
//!
//! Which blocks belong together follows from the characters that both versions have. Paragraphs
//! that share some are a step: one and one, one that was split, several that were joined. Tables
//! are paired one and one, as are their rows. What is not in the document, empty paragraphs and
//! tables of contents, is paired by what it reads as. Everything else is of one version.

use std::collections::VecDeque;
use std::ops::Range;

use super::reading::{Block, Reading, Row};
use super::stretches::Alignment;

/// What becomes of blocks, as indices into the blocks of the two containers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Only in the old version.
    Old(Range<usize>),
    /// Only in the new one.
    New(Range<usize>),
    /// Paragraphs with text in common.
    Both(Range<usize>, Range<usize>),
    /// A table that both versions have.
    Table(usize, usize, Vec<RowStep>),
}

/// What becomes of a row, as an index into the rows of the table of either version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowStep {
    Old(usize),
    New(usize),
    /// Its cells are paired one and one.
    Both(usize, usize),
}

/// The steps of a container.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) steps: Vec<Step>,
}

/// The most pairs that are looked at where things are paired by what they read as.
const MOST_PAIRS: usize = 1 << 20;

/// How much of a block of one version is in one of the other.
#[derive(Clone, Copy, Debug)]
struct Link {
    old: usize,
    new: usize,
    weight: u32,
}

/// Plans a pair of containers and all pairs within it; those that enclose come first.
pub(super) fn plan(
    old: &Reading,
    new: &Reading,
    alignment: &Alignment,
    pairs: impl IntoIterator<Item = (usize, usize)>,
) -> Vec<Plan> {
    let planner = Planner { old, new, alignment };
    let mut queue: VecDeque<(usize, usize)> = pairs.into_iter().collect();
    let mut plans = Vec::new();
    while let Some((old, new)) = queue.pop_front() {
        let mut steps = planner.container(old, new, &mut queue);
        steps.shrink_to_fit();
        plans.push(Plan { old, new, steps });
    }
    plans
}

struct Planner<'a> {
    old: &'a Reading,
    new: &'a Reading,
    alignment: &'a Alignment,
}

impl Planner<'_> {
    fn container(&self, old: usize, new: usize, queue: &mut VecDeque<(usize, usize)>) -> Vec<Step> {
        let olds = &self.old.containers[old].blocks;
        let news = &self.new.containers[new].blocks;
        let ranges = |reading: &Reading, blocks: &[Block]| -> Vec<(u32, u32)> {
            blocks.iter().map(|&block| reading.range(block)).map(|r| (r.start, r.end)).collect()
        };
        let links = self.links(&ranges(self.old, olds), &ranges(self.new, news));
        let links = fitting(links, olds, news);
        let joints = joints(&links, olds, news);
        let mut steps = self.steps(joints, olds, news);
        force_end(&mut steps, olds, news);
        for step in &mut steps {
            match step {
                Step::Table(old, new, rows) => {
                    if let (Block::Table(old), Block::Table(new)) = (olds[*old], news[*new]) {
                        *rows = self.rows(old, new, queue);
                    }
                }
                Step::Both(old, new) if old.len() == 1 && new.len() == 1 => {
                    if let (Block::Paragraph(old), Block::Paragraph(new)) =
                        (olds[old.start], news[new.start])
                    {
                        let boxes =
                            (&self.old.paragraphs[old].boxes, &self.new.paragraphs[new].boxes);
                        if boxes.0.len() == boxes.1.len() {
                            queue.extend(boxes.0.iter().copied().zip(boxes.1.iter().copied()));
                        }
                    }
                }
                _ => {}
            }
        }
        steps
    }

    /// What blocks share, in the order of both versions.
    fn links(&self, olds: &[(u32, u32)], news: &[(u32, u32)]) -> Vec<Link> {
        let filled: Vec<(u32, u32, usize)> = olds
            .iter()
            .enumerate()
            .filter(|(_, (start, end))| end > start)
            .map(|(index, &(start, end))| (start, end, index))
            .collect();
        let mut links: Vec<Link> = Vec::new();
        for (new, &(start, end)) in news.iter().enumerate().filter(|(_, (start, end))| end > start)
        {
            for stretch in self.alignment.in_new(super::reading::Range { start, end }) {
                let from = stretch.new.max(start);
                let to = (stretch.new + stretch.len).min(end);
                let (from, to) =
                    (stretch.old + (from - stretch.new), stretch.old + (to - stretch.new));
                let first = filled.partition_point(|&(_, end, _)| end <= from);
                for &(start, end, old) in filled.iter().skip(first).take_while(|f| f.0 < to) {
                    let weight = end.min(to).saturating_sub(start.max(from));
                    if weight == 0 {
                        continue;
                    }
                    match links.last_mut() {
                        Some(last) if last.old == old && last.new == new => last.weight += weight,
                        _ => links.push(Link { old, new, weight }),
                    }
                }
            }
        }
        links
    }

    /// All steps: those of both versions, and what lies between them.
    fn steps(
        &self,
        joints: Vec<(Range<usize>, Range<usize>)>,
        olds: &[Block],
        news: &[Block],
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        let (mut old_at, mut new_at) = (0, 0);
        let ends = (olds.len()..olds.len(), news.len()..news.len());
        for (old, new) in joints.into_iter().chain([ends]) {
            self.between(old_at..old.start, new_at..new.start, olds, news, &mut steps);
            (old_at, new_at) = (old.end, new.end);
            if !old.is_empty() {
                steps.push(match olds[old.start] {
                    Block::Table(_) => Step::Table(old.start, new.start, Vec::new()),
                    Block::Paragraph(_) => Step::Both(old, new),
                });
            }
        }
        steps
    }

    /// The steps between two of both versions.
    fn between(
        &self,
        old: Range<usize>,
        new: Range<usize>,
        olds: &[Block],
        news: &[Block],
        steps: &mut Vec<Step>,
    ) {
        let of = |reading: &Reading, block: Block| -> Option<u64> {
            match block {
                Block::Paragraph(id) => {
                    let paragraph = &reading.paragraphs[id];
                    let sign = if paragraph.boxes.is_empty() { 0 } else { 7 };
                    let key = if paragraph.unread { paragraph.entry } else { paragraph.key };
                    paragraph.range.is_empty().then_some(key ^ sign)
                }
                Block::Table(id) => {
                    let table = &reading.tables[id];
                    table.range.is_empty().then_some(!table.key)
                }
            }
        };
        let keys = |reading: &Reading,
                    blocks: &[Block],
                    range: &Range<usize>|
         -> Vec<Option<u64>> {
            blocks.get(range.clone()).unwrap_or_default().iter().map(|&b| of(reading, b)).collect()
        };
        let pairs = common(&keys(self.old, olds, &old), &keys(self.new, news, &new));
        let (mut old_at, mut new_at) = (old.start, new.start);
        let mut part = |old_to: usize, new_to: usize, steps: &mut Vec<Step>| {
            if old_at < old_to {
                steps.push(Step::Old(old_at..old_to));
            }
            if new_at < new_to {
                steps.push(Step::New(new_at..new_to));
            }
            (old_at, new_at) = (old_to + 1, new_to + 1);
        };
        for (one, other) in pairs {
            let (one, other) = (old.start + one, new.start + other);
            part(one, other, steps);
            steps.push(match olds[one] {
                Block::Table(_) => Step::Table(one, other, Vec::new()),
                Block::Paragraph(_) => Step::Both(one..one + 1, other..other + 1),
            });
        }
        part(old.end, new.end, steps);
    }

    /// The rows of a table that both versions have.
    fn rows(&self, old: usize, new: usize, queue: &mut VecDeque<(usize, usize)>) -> Vec<RowStep> {
        let (olds, news) = (&self.old.tables[old].rows, &self.new.tables[new].rows);
        let ranges = |rows: &[Row]| -> Vec<(u32, u32)> {
            rows.iter().map(|row| (row.range.start, row.range.end)).collect()
        };
        let mut links = self.links(&ranges(olds), &ranges(news));
        links.retain(|link| olds[link.old].cells.len() == news[link.new].cells.len());
        let mut pairs: Vec<(usize, usize, u32)> = Vec::new();
        for link in links {
            match pairs.last_mut() {
                Some(last) if last.0 >= link.old || last.1 >= link.new => {
                    if last.2 < link.weight {
                        pairs.pop();
                        let is_free =
                            pairs.last().is_none_or(|last| last.0 < link.old && last.1 < link.new);
                        if is_free {
                            pairs.push((link.old, link.new, link.weight));
                        }
                    }
                }
                _ => pairs.push((link.old, link.new, link.weight)),
            }
        }
        let mut steps = Vec::new();
        let (mut old_at, mut new_at) = (0, 0);
        let end = (olds.len(), news.len(), 0);
        for (one, other, weight) in pairs.into_iter().chain([end]) {
            rows_between(old_at..one, new_at..other, olds, news, &mut steps);
            if weight > 0 {
                steps.push(RowStep::Both(one, other));
            }
            (old_at, new_at) = (one + 1, other + 1);
        }
        for step in &steps {
            if let RowStep::Both(old, new) = *step {
                let cells = olds[old].cells.iter().zip(&news[new].cells);
                queue.extend(cells.map(|(&old, &new)| (old, new)));
            }
        }
        steps
    }
}

/// The links that steps can be made of: a table's best with a table, and of a paragraph's those
/// that are the best of either end.
fn fitting(links: Vec<Link>, olds: &[Block], news: &[Block]) -> Vec<Link> {
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
fn joints(links: &[Link], olds: &[Block], news: &[Block]) -> Vec<(Range<usize>, Range<usize>)> {
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
fn rows_between(
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

/// Pairs in order what is equal; where there is too much of it, the first that come.
fn common(old: &[Option<u64>], new: &[Option<u64>]) -> Vec<(usize, usize)> {
    let fits = |one: usize, other: usize| old[one].is_some() && old[one] == new[other];
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        let mut pairs = Vec::new();
        let mut at = 0;
        for one in 0..old.len() {
            let to = (at + 64).min(new.len());
            if let Some(other) = (at..to).find(|&other| fits(one, other)) {
                pairs.push((one, other));
                at = other + 1;
            }
        }
        return pairs;
    }
    let width = new.len() + 1;
    let mut best = vec![0u32; (old.len() + 1) * width];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            best[one * width + other] = if fits(one, other) {
                best[(one + 1) * width + other + 1] + 1
            } else {
                best[(one + 1) * width + other].max(best[one * width + other + 1])
            };
        }
    }
    let (mut one, mut other) = (0, 0);
    let mut pairs = Vec::new();
    // Of equal choices the last: an empty paragraph that stays between two that come would be taken
    // for one of them.
    while one < old.len() && other < new.len() {
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

/// Sees to it that the last paragraphs of both versions are one: no file can do without the mark
/// that ends a container, so the one before it is what is inserted or deleted.
fn force_end(steps: &mut Vec<Step>, olds: &[Block], news: &[Block]) {
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
        if old.len() > 1 {
            steps.push(Step::Old(old.start..old.end - 1));
        }
        if new.len() > 1 {
            steps.push(Step::New(new.start..new.end - 1));
        }
        steps.push(Step::Both(old.end - 1..old.end, new.end - 1..new.end));
        return;
    }
    if let Some(Step::Both(before, after)) = kept.checked_sub(1).and_then(|at| steps.get_mut(at)) {
        (before.end, after.end) = (olds.len(), news.len());
        steps.truncate(kept);
    }
}
