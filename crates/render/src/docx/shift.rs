//! Lets what is inserted or deleted at the end of a paragraph go on in those that follow.
//!
//! ```text
//! both ab · new cd · both ¶        both ab · new cd · new ¶
//! new ef · new ¶              ──►  new ef · both ¶
//! ```
//!
//! Someone who writes on at the end of a paragraph leaves it so, and readers take neighbours of one
//! kind for one change: `LibreOffice` would take the mark between the two with it. Nor does it take
//! away a mark that a table follows, and that of a numbered paragraph before a blank one leaves its
//! number to that; so what stands before these is treated alike.

use keeling_model::OBJECT;

use super::atoms::{Atom, AtomKind, Atoms};
use super::merge::merge;
use super::notes::Numbered;
use super::open::Version;
use super::plan::{Plan, Step, has_box};
use super::reading::{Block, Reading};
use super::sequence::Item;
use super::stretches::Alignment;

/// Shifts the marks of all plans.
pub(super) fn shift(
    plans: &mut [Plan],
    alignment: &Alignment,
    numbered: &Numbered,
    (old, new): (&Version, &Version),
) {
    let shifter = Shifter { alignment, numbered, old, new };
    for plan in plans {
        let (olds, news) = (old.reading.blocks(plan.old), new.reading.blocks(plan.new));
        if plan.steps.len() < 2 {
            continue;
        }
        let room = Vec::with_capacity(plan.steps.len());
        let steps = std::mem::replace(&mut plan.steps, room);
        let mut steps = steps.into_iter().peekable();
        while let Some(step) = steps.next() {
            let is_stuck = steps.peek().is_some_and(|next| {
                begins_with_table(next, olds, news) || shifter.leaves_number(&step, next, news)
            });
            if !shifter.takes_in(&mut plan.steps, &step, (olds, news), is_stuck) {
                plan.steps.push(step);
            }
        }
    }
}

/// Whether a step begins with a table.
fn begins_with_table(step: &Step, olds: &[Block], news: &[Block]) -> bool {
    let first = match step {
        Step::Table(..) => return true,
        Step::Old(range) => olds.get(range.start),
        Step::New(range) | Step::Both(_, range) => news.get(range.start),
    };
    matches!(first, Some(Block::Table(_)))
}

struct Shifter<'a> {
    alignment: &'a Alignment,
    numbered: &'a Numbered,
    old: &'a Version,
    new: &'a Version,
}

impl Shifter<'_> {
    /// Whether paragraphs that come would leave their number to a blank one behind them.
    fn leaves_number(&self, step: &Step, next: &Step, news: &[Block]) -> bool {
        let (Step::New(range), Step::Both(_, behind)) = (step, next) else { return false };
        let paragraph = |at: usize| match news.get(at) {
            Some(&Block::Paragraph(id)) => self.new.reading.paragraphs.get(id),
            _ => None,
        };
        let (last, blank) = (paragraph(range.end - 1), paragraph(behind.start));
        last.zip(blank)
            .is_some_and(|(last, blank)| blank.size == 0 && last.setting != blank.setting)
    }

    /// Lets a step of both versions take in the next one of one version. Returns whether it does.
    fn takes_in(
        &self,
        last: &mut [Step],
        next: &Step,
        (olds, news): (&[Block], &[Block]),
        is_stuck: bool,
    ) -> bool {
        let [.., Step::Both(before, after)] = last else { return false };
        let is_new = matches!(next, Step::New(_));
        let (range, blocks, reading) = match next {
            Step::New(range) => (range, news, &self.new.reading),
            Step::Old(range) => (range, olds, &self.old.reading),
            _ => return false,
        };
        let follows = range.start == if is_new { after.end } else { before.end };
        let own = blocks.get(range.clone()).unwrap_or_default();
        let stays = |block: &Block| match *block {
            Block::Paragraph(id) => {
                let paragraph = &reading.paragraphs[id];
                let is_object = !paragraph.empty && paragraph.size as usize <= OBJECT.len_utf8();
                !is_object && !self.alignment.is_moved(paragraph.range, is_new)
            }
            Block::Table(_) => false,
        };
        if !follows || !own.iter().all(stays) {
            return false;
        }
        let both = (olds.get(before.clone()), news.get(after.clone()));
        let (Some(one), Some(other)) = both else { return false };
        if has_box(&self.old.reading, one) || has_box(&self.new.reading, other) {
            return false;
        }
        if !is_stuck && self.ends_alone(one, other) != Some(is_new) {
            return false;
        }
        if is_new {
            after.end = range.end;
        } else {
            before.end = range.end;
        }
        true
    }

    /// Whether paragraphs of both versions end, before their mark, with something of the new
    /// version alone, or of the old one; `None` for something of both.
    fn ends_alone(&self, olds: &[Block], news: &[Block]) -> Option<bool> {
        let atoms = |version: &Version, notes, blocks: &[Block]| {
            let mut atoms = Atoms::default();
            for block in blocks {
                if let Block::Paragraph(id) = *block {
                    atoms.add(&version.reading, notes, id);
                }
            }
            atoms
        };
        if is_equal(self.alignment, (&self.old.reading, olds), (&self.new.reading, news)) {
            return None;
        }
        let (before, after) = self.numbered.known(self.old, self.new);
        let (old, new) = (atoms(self.old, before, olds), atoms(self.new, after, news));
        let items = merge(self.alignment, &old, &new);
        let is_glue = |atom: Option<&Atom>| atom.is_none_or(|atom| atom.kind == AtomKind::Glue);
        items.iter().rev().skip(1).find_map(|item| match *item {
            Item::Keep(index, _) if is_glue(new.list.get(index)) => None,
            Item::Keep(..) => Some(None),
            Item::New(_) => Some(Some(true)),
            Item::Old(_) => Some(Some(false)),
        })?
    }
}

/// Whether two paragraphs read alike.
fn is_equal(
    alignment: &Alignment,
    (old, olds): (&Reading, &[Block]),
    (new, news): (&Reading, &[Block]),
) -> bool {
    match (olds, news) {
        ([Block::Paragraph(one)], [Block::Paragraph(other)]) => {
            let (one, other) = (&old.paragraphs[*one], &new.paragraphs[*other]);
            one.key == other.key && alignment.is_equal(one.range, other.range)
        }
        _ => false,
    }
}
