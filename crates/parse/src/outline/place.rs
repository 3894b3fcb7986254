//! Placing: where in the stack of open clauses a paragraph belongs.
//!
//! What comes in is a paragraph with the ways to read its label; what comes out is how many of the
//! open clauses stay open, and the reading chosen. In order of trust: the computed list and level;
//! the parts of a decimal number; what a number counts on from; the level of a heading; the
//! indent. A stack of at most [`MAX_DEPTH`](super::stack::MAX_DEPTH) clauses is searched.

mod count;

use keeling_model::label::{Frame, Reading, Scheme, Word};
use keeling_model::{ClauseKind, Role};

use super::stack::Entry;
use super::{Outline, Paragraph};

/// The readings with the chosen one first, and how many clauses stay open.
type Placed = (Vec<Reading>, usize);

/// Whether an item with this frame may also number the clauses of a contract: `A.`, but not `(a)`.
pub(super) const fn is_plain(frame: Frame) -> bool {
    matches!(frame, Frame::Bare | Frame::Point)
}

impl Outline {
    /// Finds where the clause of a label belongs.
    pub(super) fn place(&self, paragraph: &Paragraph<'_>, readings: Vec<Reading>) -> Placed {
        let (chosen, keep) = self
            .place_by_list(paragraph, &readings)
            .or_else(|| self.place_by_parts(paragraph, &readings))
            .or_else(|| self.place_by_word(paragraph, &readings))
            .or_else(|| self.place_by_count(paragraph, &readings))
            .unwrap_or_else(|| (0, self.place_orphan(paragraph, readings.first())));
        let keep = self.below_headings(paragraph.heading, keep);
        (chosen_first(readings, chosen), keep)
    }

    fn entries(&self) -> &[Entry] {
        self.stack.entries()
    }

    /// Where a number that counts on in an open list belongs: by its level.
    fn place_by_list(
        &self,
        paragraph: &Paragraph<'_>,
        readings: &[Reading],
    ) -> Option<(usize, usize)> {
        let number = paragraph.number?;
        let level = |entry: &Entry| {
            entry.list.filter(|(list, _)| *list == number.list).map(|(_, level)| level)
        };
        let find = |wanted: &dyn Fn(u8) -> bool| {
            self.entries().iter().rposition(|entry| level(entry).is_some_and(wanted))
        };
        if let Some(sibling) = find(&|level| level == number.level) {
            let before = self.entries().get(sibling)?;
            return Some((like(readings, before), sibling));
        }
        let chosen = readings.iter().position(Reading::is_first).unwrap_or(0);
        if let Some(parent) = find(&|level| level < number.level) {
            let keep = self.below(parent, readings.first());
            return Some((chosen, self.below_other_lists(parent, number.level).max(keep)));
        }
        // The list began deeper than it goes on.
        let outer = self.entries().iter().position(|entry| level(entry).is_some())?;
        Some((chosen, outer))
    }

    /// How many clauses stay open for a number on this level below `parent`, where numbers of other
    /// lists fill the levels between: (i) on level 2 below 2.2, which another list counts.
    fn below_other_lists(&self, parent: usize, level: u8) -> usize {
        let between = |above: &mut Option<u8>, (_, entry): (usize, &Entry)| {
            let (_, own) = entry.list?;
            let fits = own < level && above.is_none_or(|above| above < own);
            *above = Some(own);
            fits.then_some(())
        };
        let above = self.entries().get(parent).and_then(|parent| parent.list);
        let below = self.entries().iter().enumerate().skip(parent + 1);
        parent + 1 + below.scan(above.map(|(_, level)| level), between).count()
    }

    /// Where a number of several parts belongs: below the one that it begins with.
    fn place_by_parts(
        &self,
        paragraph: &Paragraph<'_>,
        readings: &[Reading],
    ) -> Option<(usize, usize)> {
        let is_parted = |r: &Reading| r.path.len() > 1 && !matches!(r.scheme, Scheme::Sign);
        let chosen = readings.iter().position(is_parted)?;
        let reading = readings.get(chosen)?;
        if let Some(parent) = self.parent_by_prefix(reading) {
            return Some((chosen, self.below(parent, Some(reading))));
        }
        let parts = reading.path.len();
        let is_sibling = |entry: &Entry| {
            let same = |r: &Reading| r.scheme == Scheme::Decimal && r.path.len() == parts;
            reading.scheme == Scheme::Decimal && entry.reading().is_some_and(same)
        };
        if let Some(sibling) = self.entries().iter().rposition(is_sibling) {
            return Some((chosen, sibling));
        }
        let keep = match (paragraph.heading, reading.scheme) {
            (_, Scheme::Word(word)) => self.place_word(paragraph, word, reading),
            (Some(level), _) => self.below_level(level, Some(reading)),
            (None, _) => self.entries().iter().position(is_body).unwrap_or(self.stack.len()),
        };
        Some((chosen, keep))
    }

    /// The open clause whose number is the longest beginning of this one.
    fn parent_by_prefix(&self, reading: &Reading) -> Option<usize> {
        let begins = |entry: &Entry| {
            let shared = |r: &Reading| {
                // "Article 9-1" stands beside "Article 9", while "Section 1.1" stands in "Article I".
                let is_word = matches!(reading.scheme, Scheme::Word(_));
                let is_item = matches!(r.scheme, Scheme::Item(..));
                let is_name = !is_item && (!is_word || r.scheme != reading.scheme);
                let shorter = r.path.len() < reading.path.len();
                (is_name && shorter && reading.path.starts_with(&r.path)).then_some(r.path.len())
            };
            entry.readings.iter().filter_map(shared).max()
        };
        let longest = |best: Option<(usize, usize)>, (index, entry): (usize, &Entry)| {
            let found = begins(entry).map(|len| (len, index));
            found.max(best)
        };
        self.entries().iter().enumerate().fold(None, longest).map(|(_, index)| index)
    }

    /// Where "Schedule 2" or "Part III" belongs.
    fn place_by_word(
        &self,
        paragraph: &Paragraph<'_>,
        readings: &[Reading],
    ) -> Option<(usize, usize)> {
        let reading = readings.first()?;
        match reading.scheme {
            Scheme::Word(word) => Some((0, self.place_word(paragraph, word, reading))),
            _ => None,
        }
    }

    fn place_word(&self, paragraph: &Paragraph<'_>, word: Word, reading: &Reading) -> usize {
        let same = |entry: &Entry| entry.counts_in(Scheme::Word(word));
        let sibling = self.entries().iter().rposition(same);
        if let Some(sibling) = sibling {
            let before = self.entries().get(sibling);
            let level = before.and_then(|entry| entry.heading);
            let levels_agree =
                level.is_none() || paragraph.heading.is_none_or(|l| Some(l) == level);
            // A heading of the wrong level still counts on: "Section 3" after "Section 2".
            let counts_on = || before.and_then(Entry::reading).is_some_and(|b| reading.follows(b));
            if levels_agree || counts_on() {
                return sibling;
            }
        }
        match paragraph.heading {
            Some(level) => self.below_level(level, Some(reading)),
            None => self.below_rank(word.rank()),
        }
    }

    /// How many of the outermost clauses can hold a word of this rank: headings without number,
    /// and words of lower rank.
    fn below_rank(&self, rank: u8) -> usize {
        let holds = |entry: &Entry| match entry.reading().map(|reading| reading.scheme) {
            Some(Scheme::Word(word)) => word.rank() < rank,
            _ => entry.kind == ClauseKind::Heading,
        };
        self.entries().iter().position(|entry| !holds(entry)).unwrap_or(self.stack.len())
    }

    /// Where the first of a count belongs: below what is open, as far as heading level and indent
    /// allow, or again where such a count is open already.
    fn place_first(&self, paragraph: &Paragraph<'_>, reading: Option<&Reading>) -> usize {
        if let Some(level) = paragraph.heading {
            return self.below_level(level, reading);
        }
        let again = self.entries().iter().rposition(|entry| {
            reading.is_some_and(|reading| entry.counts_in(reading.scheme))
                && entry.heading.is_none()
                && entry.list.is_some() == paragraph.number.is_some()
                && !is_deeper(paragraph.indent, entry)
        });
        let introduces = self.stack.top().is_some_and(|top| top.introduces);
        match again {
            Some(sibling) if !introduces => sibling,
            _ => self.below_indent(paragraph),
        }
    }

    /// Where a number belongs that neither begins a count nor goes on with an open one: not within
    /// a definition, whose items would begin with the first.
    fn place_orphan(&self, paragraph: &Paragraph<'_>, reading: Option<&Reading>) -> usize {
        let keep = self.place_first(paragraph, reading);
        let definition = self.entries().iter().position(|e| e.kind == ClauseKind::Definition);
        definition.filter(|_| reading.is_some()).map_or(keep, |definition| keep.min(definition))
    }

    /// How many clauses stay open once the items are closed that a paragraph stands left of.
    fn below_indent(&self, paragraph: &Paragraph<'_>) -> usize {
        let is_left = |entry: &Entry| match (paragraph.indent, entry.indent) {
            (Some(new), Some(old)) => {
                new < old || new == old && paragraph.number.is_some() && !entry.introduces
            }
            _ => false,
        };
        let mut keep = self.stack.len();
        while let Some(entry) = keep.checked_sub(1).and_then(|top| self.entries().get(top)) {
            let is_text = entry.kind == ClauseKind::Text;
            if !(is_text || entry.is_item() && is_left(entry)) {
                break;
            }
            keep -= 1;
        }
        keep
    }

    /// How many clauses stay open above a heading of this level. At its own level "Schedule 1"
    /// and "Part I" still hold what has a number of higher rank.
    pub(super) fn below_level(&self, level: u8, reading: Option<&Reading>) -> usize {
        let rank = reading.map_or(0, rank);
        let holds = |entry: &Entry| {
            let word = entry.reading().filter(|old| matches!(old.scheme, Scheme::Word(_)));
            match entry.heading {
                Some(above) => {
                    above < level
                        || above == level && word.is_some_and(|old| self::rank(old) < rank)
                }
                None => word.is_some(),
            }
        };
        self.entries().iter().position(|entry| !holds(entry)).unwrap_or(self.stack.len())
    }

    /// Closes headings without number that are not above a heading of this level.
    fn below_headings(&self, level: Option<u8>, mut keep: usize) -> usize {
        let Some(level) = level else { return keep };
        let ends = |entry: &Entry| {
            entry.kind == ClauseKind::Heading && entry.heading.is_some_and(|above| above >= level)
        };
        while keep > 0 && self.entries().get(keep - 1).is_some_and(ends) {
            keep -= 1;
        }
        keep
    }

    /// How many clauses stay open for a clause that belongs somewhere below `parent`: the headings
    /// without number between them, and for an item the definition that it is part of.
    fn below(&self, parent: usize, reading: Option<&Reading>) -> usize {
        let is_item = reading.is_none_or(|r| matches!(r.scheme, Scheme::Item(..)));
        let stays = |entry: &Entry| match entry.kind {
            ClauseKind::Heading => true,
            ClauseKind::Definition => is_item,
            _ => false,
        };
        let below = self.entries().iter().enumerate().skip(parent + 1);
        below
            .map(|(i, entry)| (i, stays(entry)))
            .find(|(_, stays)| !stays)
            .map_or_else(|| self.stack.len(), |(index, _)| index)
    }

    /// Where a definition belongs: beside the one before it, else below the clause that
    /// introduces it.
    pub(super) fn place_definition(&self, indent: Option<i32>) -> usize {
        let entries = self.entries();
        if let Some(before) = entries.iter().rposition(|e| e.kind == ClauseKind::Definition) {
            return before;
        }
        let holds = |entry: &Entry| {
            let leaf = matches!(entry.kind, ClauseKind::Text | ClauseKind::Title);
            !leaf && (!entry.is_item() || entry.introduces || is_deeper(indent, entry))
        };
        entries.iter().rposition(holds).map_or(0, |index| index + 1)
    }

    /// Where a paragraph without number belongs: in the innermost clause, unless it is the closing
    /// words of items.
    pub(super) fn place_continuation(&self, paragraph: &Paragraph<'_>, role: Role) -> usize {
        let entries = self.entries();
        let top = self.stack.len();
        let is_left =
            |entry: &Entry| paragraph.indent.zip(entry.indent).is_some_and(|(new, old)| new < old);
        let outer = entries.iter().rposition(|entry| !(entry.is_item() && is_left(entry)));
        let by_indent = outer.map_or(0, |outer| outer + 1);
        if by_indent < top {
            return by_indent;
        }
        let goes_on = role == Role::Body
            && paragraph.text().starts_with(|c: char| c.is_lowercase())
            && self.stack.top().is_some_and(|top| top.is_item() && !top.introduces);
        let within = |item: &Entry| {
            let beside = item.list.is_some() && item.indent > Some(0);
            is_deeper(paragraph.indent, item) || beside && paragraph.indent == item.indent
        };
        if goes_on && !self.stack.top().is_some_and(within) { top - 1 } else { top }
    }
}

/// Whether a paragraph stands right of an open clause.
fn is_deeper(indent: Option<i32>, entry: &Entry) -> bool {
    indent.zip(entry.indent).is_some_and(|(new, old)| new > old)
}

/// Whether an entry is part of the running clauses, not of the parts that hold them.
fn is_body(entry: &Entry) -> bool {
    match entry.reading().map(|reading| reading.scheme) {
        Some(Scheme::Word(_) | Scheme::Sign) => false,
        Some(_) => true,
        None => entry.kind != ClauseKind::Heading,
    }
}

/// Which reading continues the scheme of `before`.
fn like(readings: &[Reading], before: &Entry) -> usize {
    let Some(before) = before.reading() else { return 0 };
    let follows = readings.iter().position(|reading| reading.follows(before));
    let same = || readings.iter().position(|reading| reading.scheme == before.scheme);
    follows.or_else(same).unwrap_or(0)
}

/// Where a number stands among those that hold each other: words by their rank, the rest below.
fn rank(reading: &Reading) -> u8 {
    match reading.scheme {
        Scheme::Word(word) => word.rank(),
        Scheme::Sign => 50,
        Scheme::Decimal | Scheme::Item(..) => 60,
    }
}

fn chosen_first(mut readings: Vec<Reading>, chosen: usize) -> Vec<Reading> {
    if chosen < readings.len() {
        readings.swap(0, chosen);
    }
    readings
}
