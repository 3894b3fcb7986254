//! Amendments: a code in, a second version of it out, and which clauses moved.

use std::collections::HashSet;

use super::code::{Clause, Code, Word, walk};
use super::prose;
use super::random::Random;

/// A second version.
#[derive(Debug)]
pub(crate) struct Edited {
    pub(crate) code: Code,
    /// The ids of the clauses that were put elsewhere.
    pub(crate) moved: HashSet<u32>,
}

/// Amends so many in a thousand of the numbered clauses, at least one, each in one way.
pub(crate) fn edit(old: &Code, random: &mut Random, per_thousand: usize) -> Edited {
    let mut edited = Edited { code: old.clone(), moved: HashSet::new() };
    let ids = old.numbered();
    let n = (ids.len() * per_thousand / 1_000).max(1);
    let mut touched = HashSet::new();
    for _ in 0..n {
        let id = *random.pick(&ids);
        if touched.insert(id) {
            edited.touch(id, random);
        }
    }
    edited.mend_references();
    edited
}

impl Edited {
    fn touch(&mut self, id: u32, random: &mut Random) {
        match random.below(10) {
            0 | 1 => self.insert_after(id, random),
            2 => drop(self.take(id)),
            3 => self.move_away(id, random),
            4 => {
                self.move_away(id, random);
                self.amend(id, random);
            }
            _ => self.amend(id, random),
        }
    }

    fn insert_after(&mut self, id: u32, random: &mut Random) {
        let level = find(&mut self.code.clauses, id).map(|(siblings, at)| siblings[at].level);
        let Some(level) = level else { return };
        let clause = self.code.clause(random, level);
        if let Some((siblings, at)) = find(&mut self.code.clauses, id) {
            siblings.insert(at + 1, clause);
        }
    }

    fn take(&mut self, id: u32) -> Option<Clause> {
        let (siblings, at) = find(&mut self.code.clauses, id)?;
        // A clause's last child stays: without it the words before it would lead nowhere.
        (siblings.len() > 1).then(|| siblings.remove(at))
    }

    /// Puts a clause behind another of its level under another parent.
    fn move_away(&mut self, id: u32, random: &mut Random) {
        let Some((siblings, at)) = find(&mut self.code.clauses, id) else { return };
        let level = siblings[at].level;
        let near: HashSet<_> = siblings.iter().map(|clause| clause.id).collect();
        let mut places = Vec::new();
        walk(&mut self.code.clauses, &mut |clause| {
            if clause.level == level && clause.term.is_none() && !near.contains(&clause.id) {
                places.push(clause.id);
            }
        });
        if places.is_empty() {
            return;
        }
        let place = *random.pick(&places);
        let Some(clause) = self.take(id) else { return };
        if let Some((siblings, at)) = find(&mut self.code.clauses, place) {
            siblings.insert(at + 1, clause);
            self.moved.insert(id);
        }
    }

    /// Adds a negation, a sentence or a row, changes a number, or writes half of it anew.
    fn amend(&mut self, id: u32, random: &mut Random) {
        let Some((siblings, at)) = find(&mut self.code.clauses, id) else { return };
        let clause = &mut siblings[at];
        if !clause.table.is_empty() && random.percent(50) {
            let at = random.below(clause.table.len());
            return clause.table.insert(at, prose::row(random));
        }
        let shall = clause.words.iter().position(|word| is(word, "shall"));
        let number = clause.words.iter().position(is_number);
        match (random.below(4), shall, number) {
            (0, Some(at), _) => clause.words.insert(at + 1, Word::Plain("not".to_owned())),
            (1, _, Some(at)) => {
                clause.words[at] = Word::Plain(random.between(91, 365).to_string());
            }
            (2, _, _) => {
                let words = prose::sentence(random).into_iter().map(Word::Plain);
                clause.words.splice(clause.words.len() / 2.., words);
            }
            _ => clause.words.extend(prose::sentence(random).into_iter().map(Word::Plain)),
        }
    }

    /// A reference to a clause that is gone says so, as a code's drafters would.
    fn mend_references(&mut self) {
        let present: HashSet<_> = self.code.numbered().into_iter().collect();
        walk(&mut self.code.clauses, &mut |clause| {
            for word in &mut clause.words {
                if matches!(word, Word::Reference(id) if !present.contains(id)) {
                    *word = Word::Plain("[not used]".to_owned());
                }
            }
        });
    }
}

fn is(word: &Word, text: &str) -> bool {
    matches!(word, Word::Plain(word) if word == text)
}

fn is_number(word: &Word) -> bool {
    matches!(word, Word::Plain(word) if word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The siblings among which a clause stands, and where.
fn find(clauses: &mut Vec<Clause>, id: u32) -> Option<(&mut Vec<Clause>, usize)> {
    if let Some(at) = clauses.iter().position(|clause| clause.id == id) {
        return Some((clauses, at));
    }
    clauses.iter_mut().find_map(|clause| find(&mut clause.children, id))
}
