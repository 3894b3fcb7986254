//! Merges paragraphs ahead of their writing: the steps of plans in, batches of merged atoms out.
//!
//! Ids are given in order, so one step is written after the other. Merging needs none, and so the
//! next batch is merged while one is written. A batch ends where enough is to be merged, as atoms
//! take many times the memory of their characters.

use rayon::prelude::*;

use super::atoms::{Atom, Atoms};
use super::merge::merge;
use super::notes::Known;
use super::plan::{Plan, Step};
use super::reading::{Block, Paragraph, Reading};
use super::sequence::Item;
use super::stretches::Alignment;

/// How many bytes of characters are enough for a batch.
const ENOUGH: u32 = 1 << 14;

/// How many steps of a batch one thread merges at least.
const FEW: usize = 16;

/// The most steps of a batch.
const MOST: usize = 1 << 12;

/// Both versions, and what the redline says of them.
#[derive(Clone, Copy)]
pub(super) struct Versions<'a> {
    pub(super) old: &'a Reading,
    pub(super) new: &'a Reading,
    pub(super) old_notes: Known<'a>,
    pub(super) new_notes: Known<'a>,
    pub(super) alignment: &'a Alignment,
    pub(super) track_formatting: bool,
}

/// A step of a plan on its way to be written; none is the end of the plan.
pub(super) type Next<'a> = (&'a Plan, Option<&'a Step>);

/// Blocks of both versions that belong together.
type Pair<'a> = (&'a [Block], &'a [Block]);

/// Paragraphs of both versions as one sequence.
pub(super) struct Merged {
    pub(super) old: Vec<Atom>,
    pub(super) new: Vec<Atom>,
    pub(super) items: Vec<Item>,
}

impl<'a> Versions<'a> {
    /// Takes the next batch, and merges it.
    pub(super) fn merge(
        self,
        rest: &mut impl Iterator<Item = Next<'a>>,
    ) -> Vec<(Next<'a>, Option<Merged>)> {
        let steps = self.batch(rest).into_par_iter().with_min_len(FEW);
        steps.map(|(next, pair)| (next, pair.map(|pair| self.pair(pair)))).collect()
    }

    /// The next batch: each step with what is to be merged for it.
    fn batch(self, rest: &mut impl Iterator<Item = Next<'a>>) -> Vec<(Next<'a>, Option<Pair<'a>>)> {
        let mut batch = Vec::new();
        let mut size = 0u32;
        while size < ENOUGH
            && batch.len() < MOST
            && let Some(next) = rest.next()
        {
            let pair = self.blocks(next).filter(|pair| !self.are_same(*pair));
            size = size.saturating_add(pair.map_or(0, |pair| self.size(pair)));
            batch.push((next, pair));
        }
        batch
    }

    fn pair(self, (olds, news): Pair<'a>) -> Merged {
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
        Merged { old: old.list, new: new.list, items }
    }

    /// The blocks of a step that both versions have.
    fn blocks(self, (plan, step): Next<'a>) -> Option<Pair<'a>> {
        let Step::Both(olds, news) = step? else { return None };
        let (old, new) = (self.old.blocks(plan.old), self.new.blocks(plan.new));
        Some((old.get(olds.clone())?, new.get(news.clone())?))
    }

    /// How many bytes of characters are merged.
    fn size(self, (olds, news): Pair<'a>) -> u32 {
        let of = |reading: &Reading, blocks: &[Block]| -> u32 {
            let size = |block: &Block| match *block {
                Block::Paragraph(id) => reading.paragraphs.get(id).map_or(0, |read| read.size),
                Block::Table(_) => 0,
            };
            blocks.iter().map(size).fold(0, u32::saturating_add)
        };
        of(self.old, olds).saturating_add(of(self.new, news))
    }

    /// Whether they are two paragraphs that read alike to the last character and refer to the same
    /// notes, and the redline says so.
    fn are_same(self, pair: Pair<'a>) -> bool {
        let ([Block::Paragraph(one)], [Block::Paragraph(other)]) = pair else { return false };
        let (old, new) = (&self.old.paragraphs[*one], &self.new.paragraphs[*other]);
        old.key == new.key
            && old.boxes.len() == new.boxes.len()
            && (self.alignment.is_equal(old.range, new.range) || self.stays(old, new))
            && !self.is_formatted(new)
            && (self.old_notes.numbers_in(self.old, *one))
                .eq(self.new_notes.numbers_in(self.new, *other))
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
