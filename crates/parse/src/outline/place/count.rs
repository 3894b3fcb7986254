//! Placing by count: where a number of one part belongs, by what it counts on from.

use keeling_model::label::Reading;

use crate::outline::stack::Entry;
use crate::outline::{Outline, Paragraph};

impl Outline {
    /// Where a number of one part belongs: after what it counts on from, or below what is open
    /// where it is the first.
    pub(super) fn place_by_count(
        &self,
        paragraph: &Paragraph<'_>,
        readings: &[Reading],
    ) -> Option<(usize, usize)> {
        let next = self.predecessor(paragraph, readings, Reading::follows, false);
        let first = readings.iter().position(Reading::is_first);
        match (next, first) {
            (Some(next), None) => Some(next),
            (Some(next), Some(first)) => {
                let begins_list = self.is_numeral(paragraph, next.1);
                let keep = || self.place_first(paragraph, readings.get(first));
                Some(if begins_list { (first, keep()) } else { next })
            }
            (None, Some(first)) => Some((first, self.place_first(paragraph, readings.get(first)))),
            (None, None) => self
                .closed_predecessor(paragraph, readings)
                .or_else(|| self.predecessor(paragraph, readings, is_later, true))
                .or_else(|| self.predecessor(paragraph, readings, is_alike, true)),
        }
    }

    /// The innermost open clause that a reading is `after`: the reading, and where it stands.
    fn predecessor(
        &self,
        paragraph: &Paragraph<'_>,
        readings: &[Reading],
        after: impl Fn(&Reading, &Reading) -> bool,
        same_maker: bool,
    ) -> Option<(usize, usize)> {
        let of = |entry: &Entry| {
            let old = entry.reading().filter(|_| may_go_on(entry, paragraph, same_maker))?;
            readings.iter().position(|new| after(new, old))
        };
        let found = || self.entries().iter().enumerate().rev();
        let at = |(index, entry): (usize, &Entry)| of(entry).map(|reading| (reading, index));
        // A heading counts on from one of its own level before any other.
        let level = paragraph.heading;
        let same_level =
            level.and_then(|_| found().filter(|(_, e)| e.heading == level).find_map(at));
        same_level.or_else(|| found().find_map(at))
    }

    /// The innermost open clause below which something is closed that a reading counts on from:
    /// items that text or a list of its own parted from their list.
    fn closed_predecessor(
        &self,
        paragraph: &Paragraph<'_>,
        readings: &[Reading],
    ) -> Option<(usize, usize)> {
        let before = |closed: &Entry| {
            let old = closed.reading().filter(|_| may_go_on(closed, paragraph, true))?;
            readings.iter().position(|new| new.follows(old))
        };
        // A heading has a level to go by.
        if paragraph.heading.is_some() {
            return None;
        }
        let below = |entry: &Entry| entry.closed.iter().rev().find_map(before);
        let mut open = self.entries().iter().enumerate().rev();
        open.find_map(|(index, entry)| below(entry).map(|reading| (reading, index + 1)))
    }

    /// Whether an `(i)` that might be the letter after the `(h)` at `index` is a numeral.
    fn is_numeral(&self, paragraph: &Paragraph<'_>, index: usize) -> bool {
        let before = self.entries().get(index);
        let deeper = match (paragraph.indent, before.and_then(|entry| entry.indent)) {
            (Some(new), Some(old)) if new != old => Some(new > old),
            _ => None,
        };
        let ahead = self.numerals.get(paragraph.index).copied().flatten();
        let introduces = self.stack.top().is_some_and(|top| top.introduces);
        deeper.or(ahead).unwrap_or(introduces)
    }
}

/// Whether a paragraph may count on from an open clause: a heading not from an item, a computed
/// number not from a typed heading, and neither from the other where `same_maker` is asked for.
/// (Markdown computes `1.` and `2.` and has `1a.` between them typed.)
fn may_go_on(entry: &Entry, paragraph: &Paragraph<'_>, same_maker: bool) -> bool {
    let computed = paragraph.number.is_some();
    let is_same = entry.list.is_some() == computed;
    let items = entry.heading.is_none() && paragraph.heading.is_none();
    let maker = is_same || items && !same_maker;
    let both_items = paragraph.heading.is_none() || entry.heading.is_some() || !entry.is_item();
    let both_headings = !computed || entry.heading.is_some() == paragraph.heading.is_some();
    maker && both_items && both_headings
}

fn is_later(new: &Reading, old: &Reading) -> bool {
    new.scheme == old.scheme && new.path > old.path
}

fn is_alike(new: &Reading, old: &Reading) -> bool {
    new.scheme == old.scheme
}
