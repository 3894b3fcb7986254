//! Moves that Word can show as such: whole paragraphs that stand elsewhere, one after the other.
//!
//! What was moved is there as it was, and here as it is. A move of rows, of tables, or of a part of
//! a paragraph has no form of its own in the format and is a deletion and an insertion.

use std::collections::HashMap;

use super::marks::Marks;
use super::plan::{Plan, Step};
use super::reading::{Block, Range, Reading};
use super::runs::Desk;
use super::stretches::Alignment;

/// A paragraph's place in a move.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The move, counted from 1.
    number: usize,
    /// The id of its range.
    id: u64,
    first: bool,
    last: bool,
}

impl Place {
    /// The ends of a move's range: what stands in a paragraph first, and what behind it.
    pub(super) fn ends(self, old: bool, desk: &mut Desk<'_>) -> (String, String) {
        let prefix = desk.prefix;
        let name = if old { "moveFrom" } else { "moveTo" };
        let Self { number, id, first, last } = self;
        let signature = desk.marks.signature(prefix);
        let begin = format!(
            "<{prefix}{name}RangeStart {prefix}id=\"{id}\" {signature} {prefix}name=\"move{number}\"/>"
        );
        let end = format!("<{prefix}{name}RangeEnd {prefix}id=\"{id}\"/>");
        (if first { begin } else { String::new() }, if last { end } else { String::new() })
    }
}

/// The moves of a redline that are written as such, by paragraph.
#[derive(Debug, Default)]
pub(super) struct Moves {
    old: HashMap<usize, Place>,
    new: HashMap<usize, Place>,
}

/// Where a paragraph stands that only one version has: the container, and its place among blocks.
type Spots = HashMap<usize, (usize, usize)>;

impl Moves {
    /// The moves that plans leave as paragraphs of one version.
    pub(super) fn of(
        alignment: &Alignment,
        plans: &[Plan],
        old: &Reading,
        new: &Reading,
        marks: &mut Marks,
    ) -> Self {
        let mut moves = Self::default();
        if alignment.moves.is_empty() {
            return moves;
        }
        let (olds, news) = spots(plans, old, new);
        let (in_old, in_new) = (placed(old), placed(new));
        for moved in &alignment.moves {
            let from = stretch(&in_old, moved.old, &olds, old);
            let to = stretch(&in_new, moved.new, &news, new);
            let (Some(from), Some(to)) = (from, to) else { continue };
            let is_free = |map: &HashMap<usize, Place>, list: &[usize]| {
                list.iter().all(|id| !map.contains_key(id))
            };
            if !is_free(&moves.old, &from) || !is_free(&moves.new, &to) {
                continue;
            }
            // Of others that were moved `LibreOffice` leaves an empty paragraph: it takes a mark for
            // moved only behind words.
            let are_words = |reading: &Reading, list: &[usize]| {
                list.iter().all(|&id| reading.is_words(&reading.paragraphs[id]))
            };
            if are_words(old, &from) && are_words(new, &to) {
                moves.number(&from, &to, marks);
            }
        }
        moves
    }

    fn number(&mut self, from: &[usize], to: &[usize], marks: &mut Marks) {
        let number = self.old.values().map(|place| place.number).max().unwrap_or(0) + 1;
        for (map, list) in [(&mut self.old, from), (&mut self.new, to)] {
            let id = marks.id();
            for (index, &paragraph) in list.iter().enumerate() {
                let (first, last) = (index == 0, index + 1 == list.len());
                map.insert(paragraph, Place { number, id, first, last });
            }
        }
    }

    /// The place of a paragraph of the old version in a move.
    pub(super) fn moved_from(&self, paragraph: usize) -> Option<Place> {
        self.old.get(&paragraph).copied()
    }

    /// The place of a paragraph of the new version in a move.
    pub(super) fn moved_to(&self, paragraph: usize) -> Option<Place> {
        self.new.get(&paragraph).copied()
    }
}

/// The paragraphs that only one version has.
fn spots(plans: &[Plan], old: &Reading, new: &Reading) -> (Spots, Spots) {
    let (mut olds, mut news) = (Spots::new(), Spots::new());
    for plan in plans {
        for step in &plan.steps {
            let (range, container, blocks, spots) = match step {
                Step::Old(range) => (range, plan.old, old.blocks(plan.old), &mut olds),
                Step::New(range) => (range, plan.new, new.blocks(plan.new), &mut news),
                _ => continue,
            };
            for at in range.clone() {
                if let Some(&Block::Paragraph(id)) = blocks.get(at) {
                    spots.insert(id, (container, at));
                }
            }
        }
    }
    (olds, news)
}

/// The paragraphs that have a place in the document, in order.
fn placed(reading: &Reading) -> Vec<(Range, usize)> {
    let all = reading.order.iter().map(|&id| (reading.paragraphs[id].range, id));
    all.filter(|(range, _)| !range.is_empty()).collect()
}

/// The paragraphs that a range covers, where it covers them whole, they are of one version, and
/// they follow one another.
fn stretch(
    placed: &[(Range, usize)],
    range: Range,
    spots: &Spots,
    reading: &Reading,
) -> Option<Vec<usize>> {
    let from = placed.partition_point(|(own, _)| own.end <= range.start);
    let to = placed.partition_point(|(own, _)| own.start < range.end);
    let inside = placed.get(from..to)?;
    let (first, last) = (inside.first()?, inside.last()?);
    if first.0.start != range.start || last.0.end != range.end {
        return None;
    }
    let (container, begin) = *spots.get(&first.1)?;
    let (same, end) = *spots.get(&last.1)?;
    let blocks = reading.blocks(container).get(begin..=end)?;
    let ids: Option<Vec<usize>> = blocks
        .iter()
        .map(|block| match *block {
            Block::Paragraph(id) if spots.contains_key(&id) => Some(id),
            _ => None,
        })
        .collect();
    ids.filter(|_| same == container)
}
