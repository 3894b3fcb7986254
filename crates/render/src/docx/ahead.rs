//! Merges paragraphs ahead of their writing: the steps of a container in, batches of merged atoms
//! out.
//!
//! Ids are given in order, so one step is written after the other. Merging needs none, and so the
//! next batch is merged while one is written. A batch ends where it holds enough, as atoms take
//! many times the memory of their characters.

use std::ops::Range;

use super::atoms::{Atom, Atoms};
use super::merge::{Item, merge};
use super::plan::Step;
use super::reading::{Block, Container, Reading};
use super::stretches::Alignment;

/// How many bytes of characters a batch holds at least, unless it is the last.
const ENOUGH: u32 = 1 << 14;

/// The most steps of a batch.
const MOST: usize = 1 << 8;

/// Merges what a container holds in both versions.
#[derive(Clone, Copy)]
pub(super) struct Ahead<'a> {
    pub(super) old: &'a Reading,
    pub(super) new: &'a Reading,
    pub(super) notes: [&'a [Vec<String>; 2]; 2],
    pub(super) alignment: &'a Alignment,
    pub(super) track_formatting: bool,
    pub(super) containers: [&'a Container; 2],
}

/// Paragraphs of both versions as one sequence.
pub(super) struct Merged {
    pub(super) old: Vec<Atom>,
    pub(super) new: Vec<Atom>,
    pub(super) items: Vec<Item>,
}

impl<'a> Ahead<'a> {
    /// Where the batches of these steps end.
    pub(super) fn batches(self, steps: &'a [Step]) -> impl Iterator<Item = &'a [Step]> {
        let mut rest = steps;
        std::iter::from_fn(move || {
            let mut size = 0;
            let enough = |step: &Step| {
                size += self.size(step);
                size >= ENOUGH
            };
            let end = rest.iter().take(MOST).position(enough).map_or(MOST, |last| last + 1);
            let (batch, after) = rest.split_at(end.min(rest.len()));
            rest = after;
            (!batch.is_empty()).then_some(batch)
        })
    }

    /// Merges a batch: what the paragraphs of each step share, unless they are the same.
    pub(super) fn merge(self, batch: &[Step]) -> Vec<Option<Merged>> {
        batch.iter().map(|step| self.step(step)).collect()
    }

    fn step(self, step: &Step) -> Option<Merged> {
        let (olds, news) = self.blocks(step)?;
        if let ([Block::Paragraph(old)], [Block::Paragraph(new)]) = (olds, news)
            && self.is_same(*old, *new)
        {
            return None;
        }
        let atoms = |reading, notes, blocks: &[Block]| {
            let mut atoms = Atoms::default();
            for block in blocks {
                if let Block::Paragraph(id) = *block {
                    atoms.add(reading, notes, id);
                }
            }
            atoms
        };
        let old = atoms(self.old, self.notes[0], olds);
        let new = atoms(self.new, self.notes[1], news);
        let items = merge(self.alignment, &old, &new);
        Some(Merged { old: old.list, new: new.list, items })
    }

    /// The blocks of a step that both versions have.
    fn blocks(self, step: &Step) -> Option<(&'a [Block], &'a [Block])> {
        let Step::Both(olds, news) = step else { return None };
        let [old, new] = self.containers;
        let of = |container: &'a Container, range: &Range<usize>| {
            container.blocks.get(range.clone()).unwrap_or_default()
        };
        Some((of(old, olds), of(new, news)))
    }

    /// How many bytes of characters are merged for a step.
    fn size(self, step: &Step) -> u32 {
        let of = |reading: &Reading, blocks: &[Block]| -> u32 {
            let size = |block: &Block| match *block {
                Block::Paragraph(id) => reading.paragraphs.get(id).map_or(0, |read| read.size),
                Block::Table(_) => 0,
            };
            blocks.iter().map(size).fold(0, u32::saturating_add)
        };
        let blocks = self.blocks(step);
        blocks.map_or(0, |(olds, news)| of(self.old, olds).saturating_add(of(self.new, news)))
    }

    /// Whether two paragraphs read alike to the last character, and the redline says so.
    fn is_same(self, old: usize, new: usize) -> bool {
        let (old, new) = (&self.old.paragraphs[old], &self.new.paragraphs[new]);
        old.key == new.key
            && old.boxes.len() == new.boxes.len()
            && self.alignment.is_equal(old.range, new.range)
            && !(self.track_formatting && self.alignment.is_formatted(new.range))
    }
}
