//! Merges paragraphs ahead of their writing: the steps of plans in, batches of merged atoms out.
//!
//! Ids are given in order, so one step is written after the other. Merging needs none, and so the
//! next batch is merged while one is written. A batch ends where it holds enough, as atoms take
//! many times the memory of their characters.

use rayon::prelude::*;

use super::atoms::{Atom, Atoms};
use super::merge::merge;
use super::plan::{Plan, Step};
use super::reading::{Block, Paragraph, Reading};
use super::sequence::Item;
use super::stretches::Alignment;

/// How many bytes of characters are enough for a batch.
const ENOUGH: u32 = 1 << 14;

/// How many steps of a batch one thread merges at least.
const FEW: usize = 16;

/// The most steps of a batch.
const MOST: usize = 1 << 10;

/// Both versions, and what the redline says of them.
#[derive(Clone, Copy)]
pub(super) struct Versions<'a> {
    pub(super) old: &'a Reading,
    pub(super) new: &'a Reading,
    pub(super) old_notes: &'a [Vec<String>; 2],
    pub(super) new_notes: &'a [Vec<String>; 2],
    pub(super) alignment: &'a Alignment,
    pub(super) track_formatting: bool,
}

/// A step of a plan on its way to be written; none is the end of the plan.
pub(super) type Next<'a> = (&'a Plan, Option<&'a Step>);

/// Paragraphs of both versions as one sequence.
pub(super) struct Merged {
    pub(super) old: Vec<Atom>,
    pub(super) new: Vec<Atom>,
    pub(super) items: Vec<Item>,
}

impl<'a> Versions<'a> {
    /// Takes the next batch.
    pub(super) fn batch(self, rest: &mut impl Iterator<Item = Next<'a>>) -> Vec<Next<'a>> {
        let mut batch = Vec::new();
        let mut size = 0u32;
        while size < ENOUGH
            && batch.len() < MOST
            && let Some(next) = rest.next()
        {
            size = size.saturating_add(self.size(next));
            batch.push(next);
        }
        batch
    }

    /// Merges a batch: what the paragraphs of each step share, unless they are the same.
    pub(super) fn merge(self, batch: Vec<Next<'a>>) -> Vec<(Next<'a>, Option<Merged>)> {
        let steps = batch.into_par_iter().with_min_len(FEW);
        steps.map(|next| (next, self.step(next))).collect()
    }

    fn step(self, next: Next<'a>) -> Option<Merged> {
        let (olds, news) = self.blocks(next)?;
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
        let old = atoms(self.old, self.old_notes, olds);
        let new = atoms(self.new, self.new_notes, news);
        let items = merge(self.alignment, &old, &new);
        Some(Merged { old: old.list, new: new.list, items })
    }

    /// The blocks of a step that both versions have.
    fn blocks(self, (plan, step): Next<'a>) -> Option<(&'a [Block], &'a [Block])> {
        let Step::Both(olds, news) = step? else { return None };
        let (old, new) = (self.old.blocks(plan.old), self.new.blocks(plan.new));
        Some((old.get(olds.clone())?, new.get(news.clone())?))
    }

    /// How many bytes of characters are merged for a step.
    fn size(self, next: Next<'a>) -> u32 {
        let of = |reading: &Reading, blocks: &[Block]| -> u32 {
            let size = |block: &Block| match *block {
                Block::Paragraph(id) => reading.paragraphs.get(id).map_or(0, |read| read.size),
                Block::Table(_) => 0,
            };
            blocks.iter().map(size).fold(0, u32::saturating_add)
        };
        let blocks = self.blocks(next);
        blocks.map_or(0, |(olds, news)| of(self.old, olds).saturating_add(of(self.new, news)))
    }

    /// Whether two paragraphs read alike to the last character, and the redline says so.
    fn is_same(self, old: usize, new: usize) -> bool {
        let (old, new) = (&self.old.paragraphs[old], &self.new.paragraphs[new]);
        old.key == new.key
            && old.boxes.len() == new.boxes.len()
            && (self.alignment.is_equal(old.range, new.range) || self.stays(old, new))
            && !self.is_formatted(new)
    }

    /// Whether the redline pairs no word of two paragraphs that read alike and hold words alone: of
    /// pictures that read alike one may be another.
    fn stays(self, old: &Paragraph, new: &Paragraph) -> bool {
        self.alignment.in_new(new.range).is_empty()
            && self.old.is_words(old)
            && self.new.is_words(new)
    }

    /// Whether words of a paragraph of the new version are tracked as set differently.
    pub(super) fn is_formatted(self, new: &Paragraph) -> bool {
        self.track_formatting && self.alignment.is_formatted(new.range)
    }
}
