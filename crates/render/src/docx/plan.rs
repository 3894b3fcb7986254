//! Weaves what stands in a container of both versions: blocks in, steps out.
//!
//! Which blocks belong together follows from the characters that both versions have. Paragraphs
//! that share some are a step: one and one, one that was split, several that were joined. Tables
//! are paired one and one, as are their rows. What is not in the document, empty paragraphs and
//! tables of contents, is paired by what it reads as; entries of these also where they are alike.
//! Everything else is of one version.

use std::collections::VecDeque;
use std::ops::Range;

use super::alike::alike;
use super::pairing::{Link, common, fitting, force_end, joints, pair_lasts, rows_between};
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

/// Whether one of these paragraphs has a text box.
pub(super) fn has_box(reading: &Reading, blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match *block {
        Block::Paragraph(id) => !reading.paragraphs[id].boxes.is_empty(),
        Block::Table(_) => false,
    })
}

struct Planner<'a> {
    old: &'a Reading,
    new: &'a Reading,
    alignment: &'a Alignment,
}

impl<'a> Planner<'a> {
    fn container(&self, old: usize, new: usize, queue: &mut VecDeque<(usize, usize)>) -> Vec<Step> {
        let (olds, news) = (self.old.blocks(old), self.new.blocks(new));
        let mut steps = if let ([Block::Paragraph(_)], [Block::Paragraph(_)]) = (olds, news) {
            // What most cells hold: the mark that ends a container is of both versions.
            vec![Step::Both(0..1, 0..1)]
        } else {
            self.blocks(olds, news)
        };
        for step in &mut steps {
            match step {
                Step::Table(old, new, rows) => {
                    if let (Block::Table(old), Block::Table(new)) = (olds[*old], news[*new]) {
                        *rows = self.rows(old, new, queue);
                    }
                }
                Step::Both(old, new) => {
                    let boxes = |reading: &'a Reading, blocks: &'a [Block]| {
                        blocks.iter().flat_map(|block| match *block {
                            Block::Paragraph(id) => reading.paragraphs[id].boxes.as_slice(),
                            Block::Table(_) => &[],
                        })
                    };
                    let old = boxes(self.old, &olds[old.clone()]);
                    let new = boxes(self.new, &news[new.clone()]);
                    queue.extend(old.copied().zip(new.copied()));
                }
                _ => {}
            }
        }
        steps
    }

    /// The steps of these blocks, those of tables without their rows.
    fn blocks(&self, olds: &[Block], news: &[Block]) -> Vec<Step> {
        let ranges = |reading: &Reading, blocks: &[Block]| -> Vec<(u32, u32)> {
            blocks.iter().map(|&block| reading.range(block)).map(|r| (r.start, r.end)).collect()
        };
        let links = self.links(&ranges(self.old, olds), &ranges(self.new, news));
        let links = fitting(links, olds, news);
        let joints = joints(&links, olds, news);
        let mut steps = self.steps(joints, olds, news);
        force_end(&mut steps, olds, news);
        self.part_at_boxes(steps, olds, news)
    }

    /// Takes paragraphs that were joined or split apart where any has a text box: it stands behind
    /// its paragraph, and which that is differs between readers until the changes are accepted or
    /// rejected.
    fn part_at_boxes(&self, steps: Vec<Step>, olds: &[Block], news: &[Block]) -> Vec<Step> {
        let is_parted = |step: &Step| match step {
            Step::Both(old, new) if old.len() > 1 || new.len() > 1 => {
                has_box(self.old, &olds[old.clone()]) || has_box(self.new, &news[new.clone()])
            }
            _ => false,
        };
        if !steps.iter().any(is_parted) {
            return steps;
        }
        let mut parted = Vec::with_capacity(steps.len());
        for step in steps {
            let is_parted = is_parted(&step);
            match step {
                Step::Both(old, new) if is_parted => pair_lasts(old, new, &mut parted),
                step => parted.push(step),
            }
        }
        parted
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
        // Mostly there is nothing between two.
        if old.is_empty() || new.is_empty() {
            return part(old.end, new.end, steps);
        }
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
        let within = (&olds[old.clone()], &news[new.clone()]);
        let (head, tail) = self.ends_alike(within);
        let middle = (old.start + head..old.end - tail, new.start + head..new.end - tail);
        let pairs = common(&keys(self.old, olds, &middle.0), &keys(self.new, news, &middle.1));
        let pairs = pairs.into_iter().map(|(one, other)| (head + one, head + other));
        let ends = (old.len() - tail..old.len()).zip(new.len() - tail..new.len());
        let pairs = (0..head).zip(0..head).chain(pairs).chain(ends).collect();
        let pairs = self.with_alike(pairs, within);
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

    /// How many blocks at the beginning of some, and how many at their end, read alike in both
    /// versions although the redline does not pair them, as they are of other clauses there: in the
    /// file they stay. Words among others that change do not: they would cut a change in pieces.
    fn ends_alike(&self, (olds, news): (&[Block], &[Block])) -> (usize, usize) {
        let is_free = |range, new| {
            let is_paired = new && !self.alignment.in_new(range).is_empty();
            !is_paired && !self.alignment.is_moved(range, new)
        };
        // Whether they are alike, and have words.
        let alike = |(one, other): (&Block, &Block)| match (one, other) {
            (&Block::Paragraph(one), &Block::Paragraph(other)) => {
                let (one, other) = (&self.old.paragraphs[one], &self.new.paragraphs[other]);
                let is_read = !one.unread && !other.unread;
                let is_blank = one.empty && other.empty;
                let is_free = || {
                    (self.old.is_words(one) && is_free(one.range, false))
                        && (self.new.is_words(other) && is_free(other.range, true))
                };
                (is_read && one.key == other.key && (is_blank || is_free())).then_some(!is_blank)
            }
            (&Block::Table(one), &Block::Table(other)) => {
                let (one, other) = (&self.old.tables[one], &self.new.tables[other]);
                let is_blank = one.range.is_empty() && other.range.is_empty();
                let is_free = || {
                    (self.old.is_words_of(one) && is_free(one.range, false))
                        && (self.new.is_words_of(other) && is_free(other.range, true))
                };
                (one.key == other.key && (is_blank || is_free())).then_some(!is_blank)
            }
            _ => None,
        };
        let with_words = |pairs: &mut dyn Iterator<Item = (&Block, &Block)>| {
            let run = pairs.map_while(&alike).enumerate();
            run.filter(|&(_, has_words)| has_words).last().map_or(0, |(at, _)| at + 1)
        };
        let tail = with_words(&mut olds.iter().rev().zip(news.iter().rev()));
        let rest = (olds.len() - tail, news.len() - tail);
        let head = with_words(&mut olds[..rest.0].iter().zip(&news[..rest.1]));
        (head, tail)
    }

    /// Pairs of equal blocks, and between them those of entries that are alike.
    fn with_alike(
        &self,
        equal: Vec<(usize, usize)>,
        (olds, news): (&[Block], &[Block]),
    ) -> Vec<(usize, usize)> {
        let mut pairs = Vec::with_capacity(equal.len());
        let (mut old_at, mut new_at) = (0, 0);
        let ends = (olds.len(), news.len());
        for (old, new) in equal.into_iter().chain([ends]) {
            let between = ((self.old, &olds[old_at..old]), (self.new, &news[new_at..new]));
            let alike = alike(between.0, between.1).into_iter();
            pairs.extend(alike.map(|(one, other)| (old_at + one, new_at + other)));
            if (old, new) != ends {
                pairs.push((old, new));
            }
            (old_at, new_at) = (old + 1, new + 1);
        }
        pairs
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
        if pairs.is_empty() && self.old.tables[old].key == self.new.tables[new].key {
            pairs = (0..olds.len()).map(|row| (row, row, 1)).collect();
        }
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
