//! Clauses split and merged. The longest piece is the clause, the first where they are equal.

use super::super::code::{Clause, Word};
use super::super::list::{Names, join};
use super::Editor;

/// The fewest words of a piece: fewer are no clause that came from another but a phrase.
const FEWEST: usize = 6;

impl Editor<'_> {
    /// Splits a clause at the ends of sentences; returns the ids of the pieces.
    pub(super) fn split(&mut self) -> Option<Vec<u32>> {
        let id = self.pick(|clause| {
            clause.level > 0 && clause.is_text() && pieces(&clause.words).len() > 1
        })?;
        let words = self.code().get(id)?.words.clone();
        let pieces = if self.random.percent(25) { pieces(&words) } else { in_two(&words) };
        let kept = self.longest(&pieces);
        let ids: Vec<_> =
            (0..pieces.len()).map(|n| if n == kept { id } else { self.code().id() }).collect();
        let (siblings, at) = self.code().find(id)?;
        let whole = siblings.remove(at);
        let clauses =
            ids.iter().zip(pieces).map(|(id, words)| Clause { id: *id, words, ..whole.clone() });
        siblings.splice(at..at, clauses);
        self.touched.extend(&ids);
        self.edited
            .splits
            .extend(ids.iter().filter(|piece| **piece != id).map(|piece| (*piece, id)));
        Some(ids)
    }

    pub(super) fn split_and_amend(&mut self) -> Option<()> {
        let ids = self.split()?;
        let id = *self.random.pick(&ids);
        self.change_number(id)
    }

    /// Merges a clause with the one behind it; returns the id of the whole.
    pub(super) fn merge(&mut self) -> Option<u32> {
        let long = |clause: &Clause| clause.is_text() && clause.words.len() >= FEWEST;
        let first = self.pick(|clause| clause.level > 0 && long(clause))?;
        let (siblings, at) = self.code().find(first)?;
        let second = siblings.get(at + 1)?.clone();
        let words = [siblings[at].words.clone(), second.words.clone()];
        if !long(&second) || self.touched.contains(&second.id) || words[0] == words[1] {
            return None;
        }
        let kept = self.longest(&words);
        let (siblings, at) = self.code().find(first)?;
        siblings.remove(at + 1);
        siblings[at].words = words.concat();
        let (whole, piece) = if kept == 0 { (first, second.id) } else { (second.id, first) };
        siblings[at].id = whole;
        self.edited.merges.push((piece, whole));
        self.touched.extend([whole, piece]);
        Some(whole)
    }

    pub(super) fn merge_and_amend(&mut self) -> Option<()> {
        let id = self.merge()?;
        self.change_number(id)
    }

    fn change_number(&mut self, id: u32) -> Option<()> {
        // The longest piece has to stay the longest: a number takes the place of a number.
        let words = &mut self.edited.code.get(id)?.words;
        let number = words.iter().position(|word| {
            word.text().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
        });
        words[number?] = Word::Plain(self.random.between(91, 99).to_string());
        Some(())
    }

    fn longest(&self, pieces: &[Vec<Word>]) -> usize {
        let names = Names { citations: self.citations.clone(), ..Names::of(&self.edited.code) };
        let len = |words: &[Word]| {
            join(words, |word| names.shown(&self.edited.code, word)).chars().count()
        };
        (0..pieces.len()).rev().max_by_key(|at| len(&pieces[*at])).unwrap_or(0)
    }
}

/// The sentences of a text, short ones with the one before them.
fn pieces(words: &[Word]) -> Vec<Vec<Word>> {
    let mut pieces: Vec<Vec<Word>> = Vec::new();
    for sentence in words.split_inclusive(Word::ends) {
        match pieces.last_mut() {
            Some(last) if sentence.len() < FEWEST || last.len() < FEWEST => {
                last.extend_from_slice(sentence);
            }
            _ => pieces.push(sentence.to_vec()),
        }
    }
    pieces
}

/// The first sentence, and all others.
fn in_two(words: &[Word]) -> Vec<Vec<Word>> {
    let mut pieces = pieces(words);
    let rest = pieces.split_off(1).concat();
    pieces.push(rest);
    pieces
}
