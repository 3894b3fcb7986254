//! Pairs the words of paragraphs that no redline speaks of, as entries of tables of contents: atoms
//! in, what becomes of them out.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::alike::is_of_word;
use super::atoms::{Atom, AtomKind};
use super::merge::Fate;
use super::pairing::MOST_PAIRS;

/// A word of atoms, or another atom that is read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Token {
    Word(String),
    Other(AtomKind),
}

/// What a version says, token by token.
#[derive(Default)]
struct Line {
    /// The tokens: the same number for the same one.
    numbers: Vec<u32>,
    /// What each is.
    tokens: Vec<Token>,
    /// The atoms that each is made of.
    atoms: Vec<Vec<usize>>,
}

/// Pairs the words that both versions have, where the redline has no place for any.
pub(super) fn pair_words((old, olds): (&[Atom], &mut [Fate]), (new, news): (&[Atom], &mut [Fate])) {
    if old.iter().chain(new).any(|atom| !atom.place.is_empty()) {
        return;
    }
    let mut numbers = FxHashMap::default();
    let (one, other) = (Line::of(old, &mut numbers), Line::of(new, &mut numbers));
    if one.numbers.len().saturating_mul(other.numbers.len()) > MOST_PAIRS {
        return;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &one.numbers, &other.numbers);
    let equal: Vec<(usize, usize, usize)> = ops
        .into_iter()
        .filter_map(|op| match op {
            DiffOp::Equal { old_index, new_index, len } => Some((old_index, new_index, len)),
            _ => None,
        })
        .collect();
    let shared: usize = equal.iter().map(|&(from, _, len)| one.words(from, len)).sum();
    // Of unlike lines the few words that both have by chance would only cut the rest up.
    if shared * 6 < one.words(0, usize::MAX) + other.words(0, usize::MAX) {
        return;
    }
    for (from, at, len) in equal {
        // A comma or a space between two changes is better read with them.
        let is_end = from == 0 || from + len == one.tokens.len();
        if !is_end && !one.holds(from, len) {
            continue;
        }
        let pairs = one.atoms.iter().skip(from).zip(other.atoms.iter().skip(at)).take(len);
        for (&before, &after) in pairs.flat_map(|(before, after)| before.iter().zip(after)) {
            (olds[before], news[after]) = (Fate::Paired(after), Fate::Paired(before));
        }
    }
}

impl Line {
    /// The tokens of these atoms. `numbers` knows those that are numbered.
    fn of(atoms: &[Atom], numbers: &mut FxHashMap<Token, u32>) -> Self {
        let mut line = Self::default();
        let mut word = (String::new(), Vec::new());
        for (index, atom) in atoms.iter().enumerate() {
            match atom.kind {
                AtomKind::Char(c) if is_of_word(c) => {
                    word.0.push(c);
                    word.1.push(index);
                }
                AtomKind::Char(_) | AtomKind::Whole(_) => {
                    line.end_word(std::mem::take(&mut word), numbers);
                    line.add(Token::Other(atom.kind), vec![index], numbers);
                }
                // What is not read parts no word.
                _ => {}
            }
        }
        line.end_word(word, numbers);
        line
    }

    fn end_word(
        &mut self,
        (word, atoms): (String, Vec<usize>),
        numbers: &mut FxHashMap<Token, u32>,
    ) {
        if !word.is_empty() {
            self.add(Token::Word(word), atoms, numbers);
        }
    }

    fn add(&mut self, token: Token, atoms: Vec<usize>, numbers: &mut FxHashMap<Token, u32>) {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        self.numbers.push(*numbers.entry(token.clone()).or_insert(next));
        self.tokens.push(token);
        self.atoms.push(atoms);
    }

    fn stretch(&self, from: usize, len: usize) -> impl Iterator<Item = &Token> {
        self.tokens.iter().skip(from).take(len)
    }

    /// How many words are among so many tokens from a place on.
    fn words(&self, from: usize, len: usize) -> usize {
        self.stretch(from, len).filter(|token| matches!(token, Token::Word(_))).count()
    }

    /// Whether more than punctuation and spaces is among them: a word, a tab.
    fn holds(&self, from: usize, len: usize) -> bool {
        self.stretch(from, len).any(|token| !matches!(token, Token::Other(AtomKind::Char(_))))
    }
}
