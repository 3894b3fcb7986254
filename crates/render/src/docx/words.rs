//! Pairs the words of paragraphs that no redline speaks of, as entries of tables of contents: atoms
//! in, what becomes of them out.

use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::alike::is_of_word;
use super::atoms::{AtomKind, Atoms, GroupKind};
use super::merge::Fate;
use super::pairing::MOST_PAIRS;

/// Pairs the words that both versions have, where the redline has no place for any.
pub(super) fn pair_words((old, olds): (&Atoms, &mut [Fate]), (new, news): (&Atoms, &mut [Fate])) {
    if old.list.iter().chain(&new.list).any(|atom| !atom.place.is_empty()) {
        return;
    }
    let (old, new) = (Line::of(old), Line::of(new));
    let ends = ends(&old, &new);
    let between = (ends.0..old.len() - ends.1, ends.0..new.len() - ends.1);
    let mut equal = between_ends(&old, between.0.clone(), &new, between.1.clone());
    equal.push((0, 0, ends.0));
    equal.push((between.0.end, between.1.end, ends.1));
    let shared: usize = equal.iter().map(|&(_, _, len)| len).sum();
    // Of unlike lines the few words that both have by chance would only cut the rest up.
    if shared * 6 < old.len() + new.len() {
        return;
    }
    for (from, at, len) in equal {
        let pairs = old.read.iter().skip(from).zip(new.read.iter().skip(at)).take(len);
        for (&before, &after) in pairs {
            (olds[before], news[after]) = (Fate::Paired(after), Fate::Paired(before));
        }
    }
}

/// What is read of the atoms of a version.
struct Line {
    /// The places of those atoms.
    read: Vec<usize>,
    /// What each is, and whether it stands in a field, as the number of a page: that is not the
    /// same as the words of a title.
    kinds: Vec<(AtomKind, bool)>,
}

impl Line {
    fn of(atoms: &Atoms) -> Self {
        let mut line = Self { read: Vec::new(), kinds: Vec::new() };
        let fields = atoms.groups.iter().filter(|group| group.kind != GroupKind::Soft);
        let are_in_field = atoms.are_in(fields);
        for (index, atom) in atoms.list.iter().enumerate() {
            if matches!(atom.kind, AtomKind::Char(_) | AtomKind::Whole(_)) {
                line.read.push(index);
                line.kinds.push((atom.kind, are_in_field[index]));
            }
        }
        line
    }

    fn len(&self) -> usize {
        self.read.len()
    }

    fn kind(&self, at: usize) -> (AtomKind, bool) {
        self.kinds[at]
    }

    /// Whether a word goes on at a place.
    fn goes_on(&self, at: usize) -> bool {
        let is_letter = |at: usize| matches!(self.kind(at).0, AtomKind::Char(c) if is_of_word(c));
        at > 0 && at < self.len() && is_letter(at - 1) && is_letter(at)
    }

    /// The words and other things of a range that begins and ends with one, each by where it is.
    fn tokens(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut tokens: Vec<Range<usize>> = Vec::new();
        for at in range {
            match tokens.last_mut() {
                Some(last) if self.goes_on(at) => last.end = at + 1,
                _ => tokens.push(at..at + 1),
            }
        }
        tokens
    }
}

/// How much is the same at the beginning and at the end of both: whole words.
fn ends(old: &Line, new: &Line) -> (usize, usize) {
    let most = old.len().min(new.len());
    let mut head = (0..most).take_while(|&at| old.kind(at) == new.kind(at)).count();
    while old.goes_on(head) || new.goes_on(head) {
        head -= 1;
    }
    let from_end = |line: &Line, at: usize| line.len() - at;
    let is_same = |at: &usize| old.kind(from_end(old, at + 1)) == new.kind(from_end(new, at + 1));
    let mut tail = (0..most - head).take_while(is_same).count();
    while old.goes_on(from_end(old, tail)) || new.goes_on(from_end(new, tail)) {
        tail -= 1;
    }
    (head, tail)
}

/// What is the same between the ends: where it begins in either, and its length.
fn between_ends(
    old: &Line,
    olds: Range<usize>,
    new: &Line,
    news: Range<usize>,
) -> Vec<(usize, usize, usize)> {
    let (one, other) = (old.tokens(olds), new.tokens(news));
    if one.len().saturating_mul(other.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let mut numbers: FxHashMap<Vec<(AtomKind, bool)>, usize> = FxHashMap::default();
    let mut numbered = |line: &Line, tokens: &[Range<usize>]| -> Vec<usize> {
        let kinds = |token: &Range<usize>| token.clone().map(|at| line.kind(at)).collect();
        let mut number = |token: &Range<usize>| {
            let next = numbers.len();
            *numbers.entry(kinds(token)).or_insert(next)
        };
        tokens.iter().map(&mut number).collect()
    };
    let keys = (numbered(old, &one), numbered(new, &other));
    // A comma or a space between two changes is better read with them.
    let holds = |token: &Range<usize>| match old.kind(token.start).0 {
        AtomKind::Char(c) => is_of_word(c),
        _ => true,
    };
    let ops = capture_diff_slices(Algorithm::Myers, &keys.0, &keys.1);
    let equal = ops.into_iter().filter_map(|op| match op {
        DiffOp::Equal { old_index, new_index, len } => Some((old_index, new_index, len)),
        _ => None,
    });
    let equal = equal.filter(|&(from, _, len)| one[from..from + len].iter().any(holds));
    equal
        .map(|(from, at, len)| {
            let (first, last) = (one[from].start, one[from + len - 1].end);
            (first, other[at].start, last - first)
        })
        .collect()
}
