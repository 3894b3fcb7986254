//! Amendments of words.

use super::super::code::{Clause, Word, plain};
use super::super::prose;
use super::{Editor, Kind};

/// The fewest words of a clause that some may be taken from.
const FEWEST: usize = 9;

impl Editor<'_> {
    pub(super) fn amend_words(&mut self, kind: Kind) -> Option<()> {
        let monsters = self.edited.code.monsters.clone();
        let long = |clause: &Clause| clause.level > 0 && clause.words.len() >= FEWEST;
        // Where there are monsters, every other amendment is of them.
        let id = match monsters.first() {
            Some(monster) if self.random.percent(50) => *monster,
            _ => self.pick(long)?,
        };
        self.amend_words_of(id, kind)?;
        self.touch(id);
        Some(())
    }

    /// Amends a few words of a clause, once or twice.
    pub(super) fn amend_lightly(&mut self, id: u32) -> Option<()> {
        let kinds =
            [Kind::Substitute, Kind::InsertWords, Kind::DeleteWords, Kind::Number, Kind::Negate];
        let done = (0..self.random.between(1, 2)).filter_map(|_| {
            let kind = *self.random.pick(&kinds);
            self.amend_words_of(id, kind)
        });
        done.last()
    }

    fn amend_words_of(&mut self, id: u32, kind: Kind) -> Option<()> {
        let mut words = self.edited.code.get(id)?.words.clone();
        let before = words.clone();
        match kind {
            Kind::Substitute => {
                let at = self.place(&words, |word| word.text().is_some())?;
                words[at] = Word::Plain(prose::quality(self.random));
            }
            Kind::InsertWords => {
                let at = self.place(&words, |word| word.text().is_some())?;
                words.splice(at..at, plain(prose::manner(self.random)));
            }
            Kind::DeleteWords => self.delete_words(&mut words)?,
            Kind::Number => {
                let at = self.place(&words, is_number)?;
                words[at] = Word::Plain(self.random.between(91, 365).to_string());
            }
            Kind::Negate => {
                let at = self.place(&words, |word| word.text() == Some("shall"))?;
                match words.get(at + 1).and_then(Word::text) {
                    Some("not") => drop(words.remove(at + 1)),
                    _ => words.insert(at + 1, Word::plain("not")),
                }
            }
            Kind::AddSentence => words.extend(plain(prose::sentence(self.random))),
            _ => self.rewrite(&mut words),
        }
        self.edited.code.get(id)?.words.clone_from(&words);
        (words != before).then_some(())
    }

    /// The index of a word within, neither the first nor the last, that answers with yes.
    fn place(&mut self, words: &[Word], wanted: impl Fn(&Word) -> bool) -> Option<usize> {
        let inner = 1..words.len().saturating_sub(1);
        // Not the first word of a sentence nor its last.
        let places: Vec<_> = inner
            .filter(|at| wanted(&words[*at]) && !words[*at].ends() && !words[*at - 1].ends())
            .collect();
        (!places.is_empty()).then(|| *self.random.pick(&places))
    }

    fn delete_words(&mut self, words: &mut Vec<Word>) -> Option<()> {
        let n = self.random.between(1, 3);
        let at = self.place(words, |word| word.text().is_some())?;
        let plain = |word: &&Word| word.text().is_some() && !word.ends();
        let n = words[at..].iter().take(n).take_while(plain).count();
        words.drain(at..at + n);
        Some(())
    }

    /// Writes one of several sentences anew, or the second half of the only one.
    fn rewrite(&mut self, words: &mut Vec<Word>) {
        let new = plain(prose::sentence(self.random));
        let ends: Vec<_> = (0..words.len()).filter(|at| words[*at].ends()).collect();
        if ends.len() < 2 {
            // As many words stay as go, else it were another clause.
            let kept = words.len() / 2;
            let tail = new.len().saturating_sub((words.len() - kept).max(3));
            words.splice(kept.., new.into_iter().skip(tail));
            return;
        }
        let nth = self.random.below(ends.len());
        let start = nth.checked_sub(1).map_or(0, |before| ends[before] + 1);
        let end = ends[nth];
        if words[start..=end].iter().all(|word| word.text().is_some()) {
            words.splice(start..=end, new);
        } else {
            words.extend(new);
        }
    }
}

fn is_number(word: &Word) -> bool {
    word.text().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
}
