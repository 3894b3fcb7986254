//! What both versions have: a redline in, stretches of equal characters out.
//!
//! A stretch pairs bytes of the two documents' characters without white space. Stretches stand in
//! the order of both versions; what was moved is in none of them.

use keeling_diff::{Change, Format, OpKind, Side};
use keeling_model::{Clause, Document, Span};

use super::map::{Stream, typed_label};
use super::pieces::pieces;
use super::reading::Range;
use crate::View;

/// Characters that both versions have at corresponding places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) old: u32,
    pub(super) new: u32,
    pub(super) len: u32,
}

impl Stretch {
    /// What stands in the old version for a range of the new one, where all of it is here.
    fn old_of(self, new: Range) -> Option<u32> {
        let is_inside = self.new <= new.start && self.new + self.len >= new.end;
        is_inside.then(|| self.old + (new.start - self.new))
    }
}

/// The own text of a clause: where what comes next of it stands among the characters.
#[derive(Clone, Copy)]
struct Own<'a> {
    document: &'a Document,
    stream: &'a Stream,
    at: u32,
}

impl Own<'_> {
    /// Where the characters of the next words stand.
    fn next(&mut self, text: Span) -> Range {
        let start = self.at;
        self.at += squeezed_len(self.document.slice(text));
        Range { start, end: self.at }
    }
}

/// A clause with all below it that stands elsewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub(super) old: Range,
    pub(super) new: Range,
}

/// What a redline says of the characters of two documents.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    pub(super) stretches: Vec<Stretch>,
    pub(super) moves: Vec<Move>,
    /// What the new version has of words that both set differently, in order.
    formatting: Vec<Range>,
    /// How often that is a link that leads elsewhere, or is in one version only.
    pub(super) links: usize,
}

impl Alignment {
    /// What the redline of a view says.
    pub(super) fn of(view: &View<'_>, old: &Stream, new: &Stream) -> Self {
        let mut alignment = Self::default();
        let mut labels = Vec::new();
        for place in &view.redline.places {
            let Some(entry) = view.entry(place.change, place.side) else { continue };
            let (Some(old_clause), Some(new_clause)) = (entry.old, entry.new) else { continue };
            if place.side == Side::Both {
                let olds = old.clauses.get(old_clause.id.index()).copied();
                let news = new.clauses.get(new_clause.id.index()).copied();
                let (Some(olds), Some(news)) = (olds, news) else { continue };
                let own = (typed_label(old_clause), typed_label(new_clause));
                label((olds.0, own.0), (news.0, own.1), &mut labels);
                let old = Own { document: view.old.document, stream: old, at: olds.1 };
                let new = Own { document: view.new.document, stream: new, at: news.1 };
                alignment.text(entry.change, old, new, (old_clause, new_clause));
                alignment.format(entry.change, view.new.document, new_clause.text, news.1);
            } else if place.side == Side::New && entry.change.moved {
                alignment.moves.push(Move {
                    old: old.range(old_clause.subtree()),
                    new: new.range(new_clause.subtree()),
                });
            }
        }
        alignment.order();
        // What a clause is called gives way to what it says.
        alignment.add_between(pieces(view, old, new));
        alignment.add_between(labels);
        alignment.formatting.sort_by_key(|range| range.start);
        alignment
    }

    /// Adds the own text of a clause that both versions have.
    fn text(
        &mut self,
        change: &Change,
        mut old: Own<'_>,
        mut new: Own<'_>,
        clauses: (&Clause, &Clause),
    ) {
        if change.ops.is_empty() {
            let range = |own: Own<'_>, clause: &Clause| {
                let index = clause.id.index();
                Range { start: own.at, end: own.stream.range(index..index + 1).end }
            };
            let ranges = (range(old, clauses.0), range(new, clauses.1));
            return self.equal((old, ranges.0, clauses.0.text), (new, ranges.1, clauses.1.text));
        }
        for op in &change.ops {
            let (before, after) = (old.next(op.old), new.next(op.new));
            if op.kind == OpKind::Equal {
                self.equal((old, before, op.old), (new, after, op.new));
            }
        }
    }

    /// Adds what a clause sets differently.
    fn format(&mut self, change: &Change, new: &Document, text: Span, at: u32) {
        for formatting in &change.formatting {
            let before = Span::new(text.start, formatting.new.start.max(text.start));
            let start = at + squeezed_len(new.slice(before));
            let end = start + squeezed_len(new.slice(formatting.new));
            self.formatting.push(Range { start, end });
            let mut set = formatting.added.iter().chain(&formatting.removed);
            self.links += usize::from(set.any(|format| matches!(format, Format::Link(_))));
        }
    }

    /// Adds texts that count as equal. Where characters differ that are ignored, the words that are
    /// the same to the letter are.
    fn equal(
        &mut self,
        (old, old_range, old_text): (Own<'_>, Range, Span),
        (new, new_range, new_text): (Own<'_>, Range, Span),
    ) {
        let (mut old_at, mut new_at) = (old_range.start, new_range.start);
        let characters = old.stream.slice(old_range);
        if characters.is_some() && characters == new.stream.slice(new_range) {
            let len = old_range.len().min(new_range.len());
            return self.push(Stretch { old: old_at, new: new_at, len });
        }
        let (old, new) = (old.document.slice(old_text), new.document.slice(new_text));
        let count = |text: &str| text.split_whitespace().count();
        if count(old) != count(new) {
            return;
        }
        for (before, after) in old.split_whitespace().zip(new.split_whitespace()) {
            let (old_len, new_len) = (squeezed_len(before), squeezed_len(after));
            if before == after {
                self.push(Stretch { old: old_at, new: new_at, len: old_len });
            }
            old_at += old_len;
            new_at += new_len;
        }
    }

    fn push(&mut self, stretch: Stretch) {
        if stretch.len == 0 {
            return;
        }
        match self.stretches.last_mut() {
            Some(last)
                if last.old + last.len == stretch.old && last.new + last.len == stretch.new =>
            {
                last.len += stretch.len;
            }
            _ => self.stretches.push(stretch),
        }
    }

    /// Keeps the order of both versions, whatever the redline is of.
    fn order(&mut self) {
        let (mut old, mut new) = (0, 0);
        self.stretches.retain(|stretch| {
            let fits = stretch.old >= old && stretch.new >= new;
            if fits {
                (old, new) = (stretch.old + stretch.len, stretch.new + stretch.len);
            }
            fits
        });
    }

    /// Adds stretches, in the order of the new version, that keep the order of both.
    fn add_between(&mut self, others: Vec<Stretch>) {
        if others.is_empty() {
            return;
        }
        let mut rest = std::mem::take(&mut self.stretches).into_iter().peekable();
        for other in others {
            while let Some(stretch) = rest.next_if(|stretch| stretch.new < other.new) {
                self.push(stretch);
            }
            let is_behind = |before: &Stretch, other: &Stretch| {
                before.old + before.len <= other.old && before.new + before.len <= other.new
            };
            let follows = self.stretches.last().is_none_or(|last| is_behind(last, &other));
            if follows && rest.peek().is_none_or(|next| is_behind(&other, next)) {
                self.push(other);
            }
        }
        rest.for_each(|stretch| self.push(stretch));
    }

    /// The stretches that touch a range of the new version.
    pub(super) fn in_new(&self, range: Range) -> &[Stretch] {
        let from = self.stretches.partition_point(|s| s.new + s.len <= range.start);
        let to = self.stretches.partition_point(|s| s.new < range.end);
        self.stretches.get(from..to.max(from)).unwrap_or_default()
    }

    /// Whether a range of the old version is a range of the new one.
    pub(super) fn is_equal(&self, old: Range, new: Range) -> bool {
        old.len() == new.len()
            && (old.is_empty()
                || self.in_new(new).first().is_some_and(|s| {
                    s.new <= new.start
                        && s.new + s.len >= new.end
                        && s.old <= old.start
                        && old.start - s.old == new.start - s.new
                }))
    }

    /// Whether a range of a version is part of something that was moved.
    pub(super) fn is_moved(&self, range: Range, new: bool) -> bool {
        !range.is_empty()
            && self.moves.iter().any(|moved| {
                let own = if new { moved.new } else { moved.old };
                own.start <= range.start && range.end <= own.end
            })
    }

    /// Whether words in a range of the new version are set differently.
    pub(super) fn is_formatted(&self, range: Range) -> bool {
        let from = self.formatting.partition_point(|own| own.end <= range.start);
        self.formatting.get(from).is_some_and(|own| own.start < range.end)
    }

    /// What stands in the old version for a range of the new one, where all of it does.
    pub(super) fn old_of(&self, new: Range) -> Option<u32> {
        self.in_new(new).first()?.old_of(new)
    }

    /// The same for ranges in order: the stretch of the one before is kept, and is mostly the one.
    pub(super) fn next_old_of(&self, new: Range, last: &mut Option<Stretch>) -> Option<u32> {
        if let Some(place) = last.and_then(|last| last.old_of(new)) {
            return Some(place);
        }
        *last = self.in_new(new).first().copied();
        last.and_then(|last| last.old_of(new))
    }
}

/// Adds what the labels of a clause share: of `2.4(a)` and `2.5(a)` only the 4 and the 5 differ.
fn label((old_at, old): (u32, &str), (new_at, new): (u32, &str), shared: &mut Vec<Stretch>) {
    let (olds, news) = (numbers(old), numbers(new));
    let equal = |(one, other): &(&&str, &&str)| one == other;
    let len = |list: &[&str]| list.iter().map(|part| squeezed_len(part)).sum::<u32>();
    let head = olds.iter().zip(&news).take_while(equal).count();
    let most = olds.len().min(news.len()) - head;
    let tail = olds.iter().rev().zip(news.iter().rev()).take(most).take_while(equal).count();
    let head = len(olds.get(..head).unwrap_or_default());
    let tail = len(olds.get(olds.len() - tail..).unwrap_or_default());
    let (old_end, new_end) = (old_at + squeezed_len(old), new_at + squeezed_len(new));
    let both = [
        Stretch { old: old_at, new: new_at, len: head },
        Stretch { old: old_end - tail, new: new_end - tail, len: tail },
    ];
    shared.extend(both.into_iter().filter(|stretch| stretch.len > 0));
}

/// The parts of a label: its numbers and letters, and what stands between them.
fn numbers(label: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = label;
    while let Some(first) = rest.chars().next() {
        let is_word = first.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != is_word).unwrap_or(rest.len());
        let (part, after) = rest.split_at(if is_word { end } else { first.len_utf8() });
        parts.push(part);
        rest = after;
    }
    parts
}

fn squeezed_len(text: &str) -> u32 {
    let is_white = |byte: &&u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let mut white = text.as_bytes().iter().filter(is_white).count();
    if !text.is_ascii() {
        let wide = text.chars().filter(|c| !c.is_ascii() && c.is_whitespace());
        white += wide.map(char::len_utf8).sum::<usize>();
    }
    u32::try_from(text.len() - white).unwrap_or(u32::MAX)
}
