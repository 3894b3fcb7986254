//! Refining: edits by whole words in, edits that leave what is ignored and, on demand, mark
//! characters out.
//!
//! ```text
//! by word       the [-organisation-] {+organization+} pays
//! by character  the organi[-s-]{+z+}ation pays
//!
//! punctuation   [-days, -]{+days+}   →   days, ~ days   (equal; the new version's text is shown)
//! ```
//!
//! Two words that gave way to one another are alike where most of their characters are the same;
//! a hunk is marked by characters only where at least half of its words are alike, since a
//! rewritten sentence reads better in whole words. A character is a grapheme cluster, so a letter
//! is never parted from its accents.
//!
//! This comes last: whatever counts or compares words does so before. Cost: linear in the edits,
//! times the pairs of words of a hunk, which are bounded.

use std::ops::Range;

use keeling_model::{Document, OBJECT, Span};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::alike::in_order;
use crate::ignore::{Ignore, is_blank};
use crate::options::{Granularity, Options};
use crate::redline::{Change, Op, OpKind, Region};
use crate::side::narrow;
use crate::tokens::tokenise;
use crate::words::common;

/// How much of two words must be the same, in percent, so that their characters are marked.
const ALIKE: u32 = 60;

/// The fewest characters of the longer of two such words: "des" and "der" are two words.
const SHORTEST_WORD: usize = 4;

/// The longest words, in bytes, whose characters are compared.
const LONGEST: usize = 128;

/// The fewest characters that two words keep within them; at their ends one is enough.
const SHORTEST_RUN: usize = 2;

/// Whether all edits are in what is ignored: each hunk has the same characters on both sides.
pub(crate) fn only_ignored(ops: &[Op], old: &Document, new: &Document, ignore: Ignore) -> bool {
    let both = |a: &Op, b: &Op| a.kind != OpKind::Equal && b.kind != OpKind::Equal;
    ignore.has(Ignore::WHITE_SPACE)
        && ops.chunk_by(both).filter(|hunk| hunk[0].kind != OpKind::Equal).all(|hunk| {
            let (first, last) = (hunk[0], hunk[hunk.len() - 1]);
            let old_span = Span::new(first.old.start, last.old.end);
            same_letters(ignore, old, old_span, new, Span::new(first.new.start, last.new.end))
        })
}

/// Whether two stretches have the same characters. Two pictures are never told to be the same.
fn same_letters(
    ignore: Ignore,
    old: &Document,
    old_span: Span,
    new: &Document,
    new_span: Span,
) -> bool {
    let letters = |(text, after)| ignore.letters(text, after);
    !old.slice(old_span).contains(OBJECT)
        && letters(with_after(old, old_span)).eq(letters(with_after(new, new_span)))
}

/// A stretch, and the character after it.
fn with_after(document: &Document, span: Span) -> (&str, Option<char>) {
    let after = document.text().get(span.end as usize..).and_then(|rest| rest.chars().next());
    (document.slice(span), after)
}

/// Refines the edits of changes.
pub(crate) struct Refiner<'a> {
    old: &'a Document,
    new: &'a Document,
    granularity: Granularity,
    ignore: Ignore,
}

impl<'a> Refiner<'a> {
    /// One for two documents; `None` where the options leave edits by words as they are.
    pub(crate) fn new(old: &'a Document, new: &'a Document, options: &Options) -> Option<Self> {
        let Options { granularity, ignore, .. } = *options;
        let has_work = granularity == Granularity::Character || ignore.folds_gaps();
        has_work.then_some(Self { old, new, granularity, ignore })
    }

    /// Refines the edits of a change, region by region.
    pub(crate) fn refine(&self, change: &mut Change) {
        let mut writer = Writer::default();
        let mut at = 0;
        for_each_range(&mut change.regions, |range| {
            let (start, end) = (range.start as usize, range.end as usize);
            self.between(&mut writer, change.ops.get(at..start).unwrap_or_default());
            let first = writer.close();
            self.write(&mut writer, change.ops.get(start..end).unwrap_or_default());
            *range = first..writer.close();
            at = end;
        });
        self.between(&mut writer, change.ops.get(at..).unwrap_or_default());
        change.ops = writer.ops;
    }

    /// Writes what stands between regions: the separators of paragraphs, rows and cells, and
    /// punctuation that is ignored.
    fn between(&self, writer: &mut Writer, ops: &[Op]) {
        for op in ops {
            let texts = (self.old.slice(op.old), self.new.slice(op.new));
            let gap = |text: &str| self.ignore.leading_gap(text, None) == text.len();
            let blank = |text: &str| text.chars().all(is_blank);
            let ignored = gap(texts.0) && gap(texts.1) && !(blank(texts.0) && blank(texts.1));
            writer.push(if ignored { OpKind::Equal } else { op.kind }, op.old, op.new);
        }
    }

    /// Writes the edits of a region.
    fn write(&self, writer: &mut Writer, ops: &[Op]) {
        for hunk in ops.chunk_by(|a, b| a.kind == OpKind::Delete && b.kind == OpKind::Insert) {
            match hunk {
                [one] if one.kind == OpKind::Equal => writer.equal(one.old, one.new),
                [first, .., last] => self.hunk(writer, first.old, last.new),
                [one] => self.hunk(writer, one.old, one.new),
                [] => {}
            }
        }
    }

    /// Writes a hunk: what is ignored at its ends is equal, the rest is refined.
    fn hunk(&self, writer: &mut Writer, old: Span, new: Span) {
        (writer.old_at, writer.new_at) = (old.start, new.start);
        let (old_mid, new_mid, tail) = self.trim(writer, old, new);
        if self.ignore.has(Ignore::WHITE_SPACE)
            && same_letters(self.ignore, self.old, old_mid, self.new, new_mid)
        {
            writer.equal(old_mid, new_mid);
        } else {
            self.words(writer, old_mid, new_mid);
        }
        writer.equal(tail.0, tail.1);
    }

    /// Writes what is equal at the head of a hunk; returns the middle, and what is equal at its
    /// tail.
    fn trim(&self, writer: &mut Writer, old: Span, new: Span) -> (Span, Span, (Span, Span)) {
        let gaps = |of: fn(Ignore, &str, Option<char>) -> usize, old, new| {
            let (old, new) = (with_after(self.old, old), with_after(self.new, new));
            (of(self.ignore, old.0, old.1), of(self.ignore, new.0, new.1))
        };
        let (x, y) = gaps(Ignore::leading_gap, old, new);
        let heads = (head(old, x), head(new, y));
        let (old, new) = if self.is_equal_gap(heads.0, heads.1) {
            writer.equal(heads.0, heads.1);
            (Span::new(heads.0.end, old.end), Span::new(heads.1.end, new.end))
        } else {
            (old, new)
        };
        let (x, y) = gaps(Ignore::trailing_gap, old, new);
        let tails = (tail(old, x), tail(new, y));
        if self.is_equal_gap(tails.0, tails.1) {
            (Span::new(old.start, tails.0.start), Span::new(new.start, tails.1.start), tails)
        } else {
            (old, new, (Span::new(old.end, old.end), Span::new(new.end, new.end)))
        }
    }

    /// Whether two gaps between words are equal: both are there, or what the one has more is
    /// ignored.
    fn is_equal_gap(&self, old: Span, new: Span) -> bool {
        let ignored = |text: &str| {
            !text.is_empty()
                && (self.ignore.has(Ignore::WHITE_SPACE) || !text.chars().all(is_blank))
        };
        let (a, b) = (self.old.slice(old), self.new.slice(new));
        !a.is_empty() && !b.is_empty() || ignored(a) || ignored(b)
    }

    /// Writes words that gave way to others, by characters where they are alike.
    fn words(&self, writer: &mut Writer, old: Span, new: Span) {
        if self.granularity == Granularity::Word || old.is_empty() || new.is_empty() {
            return writer.replace(old, new);
        }
        let (olds, news) = (words(self.old, old), words(self.new, new));
        let score = |x: usize, y: usize| self.likeness(olds[x], news[y]);
        let pairs = in_order(olds.len(), news.len(), ALIKE, score);
        if 2 * pairs.len() < olds.len().max(news.len()) {
            return writer.replace(old, new);
        }
        for (x, y) in pairs {
            self.gap(writer, olds[x].start, news[y].start);
            let (old, new) = (olds[x], news[y]);
            for (kept, twin) in self.runs(old, new) {
                writer.replace_to(kept.start, twin.start);
                writer.equal(kept, twin);
            }
            writer.replace_to(old.end, new.end);
        }
        self.gap(writer, old.end, new.end);
    }

    /// Writes what stands before these places: white space that both have at its ends is equal.
    fn gap(&self, writer: &mut Writer, old_to: u32, new_to: u32) {
        let old = Span::new(writer.old_at, old_to.max(writer.old_at));
        let new = Span::new(writer.new_at, new_to.max(writer.new_at));
        let (old_mid, new_mid, tail) = self.trim(writer, old, new);
        writer.replace(old_mid, new_mid);
        writer.equal(tail.0, tail.1);
    }

    /// How alike two words are in percent; 0 where they stay whole.
    fn likeness(&self, old: Span, new: Span) -> u32 {
        let (a, b) = (self.old.slice(old), self.new.slice(new));
        let same = same_letters(self.ignore, self.old, old, self.new, new);
        let short = |word: &str| word.chars().nth(SHORTEST_WORD - 1).is_none();
        if same || !is_refinable(a) || !is_refinable(b) || short(a) && short(b) {
            return 0;
        }
        let kept: u32 = self.runs(old, new).iter().map(|(x, y)| x.len() + y.len()).sum();
        kept * 100 / (old.len() + new.len()).max(1)
    }

    /// The stretches of characters that two words have in common.
    fn runs(&self, old: Span, new: Span) -> Vec<(Span, Span)> {
        let mut seen: Vec<String> = Vec::new();
        let mut characters = |document: &Document, span: Span| -> (Vec<u32>, Vec<Span>) {
            let text = document.slice(span);
            let clusters = text.grapheme_indices(true).map(|(at, cluster)| {
                let normal: String = self.ignore.letters(cluster, None).collect();
                let id = seen.iter().position(|one| *one == normal).unwrap_or_else(|| {
                    seen.push(normal);
                    seen.len() - 1
                });
                (narrow(id), head(span, cluster.len()).shifted(narrow(at)))
            });
            clusters.unzip()
        };
        let ((a, a_spans), (b, b_spans)) = (characters(self.old, old), characters(self.new, new));
        let pairs = common(&a, &b);
        let mut runs = Vec::new();
        for run in pairs.chunk_by(|p, q| (p.0 + 1, p.1 + 1) == *q) {
            let [first, ..] = run else { continue };
            let last = (first.0 + run.len() - 1, first.1 + run.len() - 1);
            let at_end = *first == (0, 0) || (last.0 + 1, last.1 + 1) == (a.len(), b.len());
            if at_end || run.len() >= SHORTEST_RUN {
                runs.push((
                    Span::new(a_spans[first.0].start, a_spans[last.0].end),
                    Span::new(b_spans[first.1].start, b_spans[last.1].end),
                ));
            }
        }
        runs
    }
}

/// Calls `f` with the edits of each text and each cell, in order.
fn for_each_range(regions: &mut [Region], mut f: impl FnMut(&mut Range<u32>)) {
    for region in regions {
        match region {
            Region::Text { ops } => f(ops),
            Region::Table { rows, .. } => {
                rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| f(&mut cell.ops));
            }
            Region::List { cells, .. } => cells.iter_mut().for_each(|cell| f(&mut cell.ops)),
        }
    }
}

/// The words of a stretch.
fn words(document: &Document, span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    tokenise(document.slice(span), span.start, |word| words.push(word));
    words
}

/// Whether the characters of a word may be marked: numbers and steps of citations stay whole.
fn is_refinable(word: &str) -> bool {
    word.len() <= LONGEST
        && word.starts_with(char::is_alphabetic)
        && !word.contains(char::is_numeric)
}

fn head(span: Span, len: usize) -> Span {
    Span::new(span.start, span.start + narrow(len))
}

fn tail(span: Span, len: usize) -> Span {
    Span::new(span.end - narrow(len), span.end)
}

/// Writes edits in order; neighbours of one kind become one.
#[derive(Default)]
struct Writer {
    ops: Vec<Op>,
    /// Edits before this index are closed: nothing is joined to them.
    floor: usize,
    old_at: u32,
    new_at: u32,
}

impl Writer {
    /// Ends a region. Returns how many edits there are so far.
    fn close(&mut self) -> u32 {
        self.floor = self.ops.len();
        narrow(self.floor)
    }

    /// Writes what is equal. One of the two may be empty where what the other has is ignored.
    fn equal(&mut self, old: Span, new: Span) {
        if !old.is_empty() || !new.is_empty() {
            self.push(OpKind::Equal, old, new);
        }
    }

    /// Writes a deletion, then an insertion.
    fn replace(&mut self, old: Span, new: Span) {
        if !old.is_empty() {
            self.push(OpKind::Delete, old, Span::new(new.start, new.start));
        }
        if !new.is_empty() {
            self.push(OpKind::Insert, Span::new(old.end, old.end), new);
        }
    }

    /// Writes what stands before these places as replaced.
    fn replace_to(&mut self, old_to: u32, new_to: u32) {
        self.replace(Span::new(self.old_at, old_to), Span::new(self.new_at, new_to));
    }

    fn push(&mut self, kind: OpKind, old: Span, new: Span) {
        (self.old_at, self.new_at) = (old.end, new.end);
        let open = self.ops.len() > self.floor;
        match self.ops.last_mut() {
            Some(last) if open && last.kind == kind => {
                (last.old.end, last.new.end) = (old.end, new.end);
            }
            _ => self.ops.push(Op { kind, old, new }),
        }
    }
}
