//! Making a code: a seed, a size and a shape in, a code out.

use super::code::{Clause, Code, Word, each, plain, walk};
use super::number::Style;
use super::prose;
use super::random::Random;
use super::table::Table;

/// What a code is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) style: Style,
    /// Whether it begins with definitions.
    pub(crate) definitions: bool,
    /// The least and the most clauses directly below one of the first level.
    pub(crate) per_part: (usize, usize),
    /// The least and the most further sentences of a clause that may have more than one.
    pub(crate) sentences: (usize, usize),
    /// Of a hundred clauses, how many have a table, a reference, a note, a defined term, or the
    /// words of another clause.
    pub(crate) tables: usize,
    pub(crate) references: usize,
    pub(crate) notes: usize,
    pub(crate) terms: usize,
    pub(crate) duplicates: usize,
    /// The words of one clause and the rows of one table that are far larger than all others.
    pub(crate) monster: Option<(usize, usize)>,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            style: Style::Plain,
            definitions: true,
            per_part: (3, 8),
            sentences: (0, 1),
            tables: 8,
            references: 18,
            notes: 0,
            terms: 0,
            duplicates: 0,
            monster: None,
        }
    }
}

impl Code {
    /// Makes a code of about so many words.
    pub(crate) fn random(random: &mut Random, words: usize, shape: &Shape) -> Self {
        let mut code = Self {
            style: shape.style,
            clauses: Vec::new(),
            notes: std::collections::BTreeMap::new(),
            monsters: Vec::new(),
            next: 0,
        };
        if shape.definitions {
            let definitions = code.definitions(random, words);
            code.clauses.push(definitions);
        }
        let mut total = 0;
        while total < words {
            let part = code.part(random, shape);
            total += part.n_words();
            code.clauses.push(part);
        }
        if let Some((words, rows)) = shape.monster {
            code.monsters(random, words, rows);
        }
        code.duplicate(random, shape.duplicates);
        code.refer(random, shape.references);
        code.use_terms(random, shape.terms);
        code.annotate(random, shape.notes);
        code
    }

    /// A clause with its text and, above the lowest level, perhaps clauses below it.
    pub(crate) fn clause(&mut self, random: &mut Random, level: usize, shape: &Shape) -> Clause {
        let mut words = prose::sentence(random);
        if level == 1 {
            for _ in 0..random.between(shape.sentences.0, shape.sentences.1) {
                words.extend(prose::sentence(random));
            }
        }
        let mut clause = self.empty(level, words);
        let below = [0, 45, 25, 0][level.min(3)];
        if random.percent(below) {
            let n = random.between(2, 5);
            clause.children = (0..n).map(|_| self.clause(random, level + 1, shape)).collect();
        } else if level == 1 && random.percent(shape.tables) {
            let n_rows = random.between(3, 8);
            clause.table = Some(Table::random(self, random, n_rows));
        }
        clause
    }

    pub(crate) fn empty(&mut self, level: usize, words: Vec<String>) -> Clause {
        let (id, words) = (self.id(), plain(words));
        Clause { id, level, lowered: 0, term: None, words, table: None, children: Vec::new() }
    }

    fn part(&mut self, random: &mut Random, shape: &Shape) -> Clause {
        let mut part = self.empty(0, prose::heading(random));
        let n = random.between(shape.per_part.0, shape.per_part.1);
        part.children = (0..n).map(|_| self.clause(random, 1, shape)).collect();
        part
    }

    fn definitions(&mut self, random: &mut Random, words: usize) -> Clause {
        let mut part = self.empty(0, prose::words("Definitions"));
        let intro = prose::words("In this Code these terms have these meanings:");
        let mut intro = self.empty(1, intro);
        let mut terms: Vec<_> = (0..words / 1_000 + 5).map(|_| prose::term(random)).collect();
        terms.sort_unstable();
        terms.dedup();
        for term in terms {
            let mut definition = self.empty(2, prose::sentence(random));
            definition.term = Some(term);
            intro.children.push(definition);
        }
        part.children.push(intro);
        part
    }

    /// A part with a clause of so many words and one with a table of so many rows.
    fn monsters(&mut self, random: &mut Random, words: usize, rows: usize) {
        let mut part = self.empty(0, prose::heading(random));
        let mut long = self.empty(1, Vec::new());
        while long.words.len() < words {
            long.words.extend(plain(prose::sentence(random)));
        }
        let mut wide = self.empty(1, prose::sentence(random));
        wide.table = Some(Table::random(self, random, rows));
        self.monsters = vec![long.id, wide.id];
        part.children = vec![long, wide];
        self.clauses.push(part);
    }

    /// Gives some clauses the words of others.
    fn duplicate(&mut self, random: &mut Random, percent: usize) {
        if percent == 0 {
            return;
        }
        let mut texts = Vec::new();
        each(&self.clauses, &mut |clause| {
            if clause.level > 0 && clause.is_text() {
                texts.push(clause.words.clone());
            }
        });
        // Few originals, so that each has several copies.
        texts.truncate(texts.len() / 20 + 1);
        walk(&mut self.clauses, &mut |clause| {
            if clause.level > 0 && clause.is_text() && random.percent(percent) {
                clause.words.clone_from(random.pick(&texts));
            }
        });
    }

    /// Puts references into some clauses, each to any numbered clause below the first level.
    fn refer(&mut self, random: &mut Random, percent: usize) {
        let targets = self.numbered();
        let mut clauses = std::mem::take(&mut self.clauses);
        walk(&mut clauses, &mut |clause| {
            if clause.level == 0 || clause.term.is_some() {
                return;
            }
            if random.percent(percent) {
                let reference = self.reference(*random.pick(&targets));
                let under = ["Subject", "to"].map(Word::plain);
                clause.words.splice(0..0, under.into_iter().chain([reference]));
            }
            if percent > 20 && random.percent(percent) {
                let reference = self.reference(*random.pick(&targets));
                let shall = clause.words.iter().position(|word| word.text() == Some("shall"));
                if let Some(at) = shall {
                    clause.words.splice(at..at, [Word::plain("under"), reference]);
                }
            }
        });
        self.clauses = clauses;
    }

    /// Puts defined terms into some clauses.
    fn use_terms(&mut self, random: &mut Random, percent: usize) {
        let terms = self.ids(|clause| clause.term.is_some());
        walk(&mut self.clauses, &mut |clause| {
            if clause.level == 0 || terms.is_empty() || !random.percent(percent) {
                return;
            }
            let shall = clause.words.iter().position(|word| word.text() == Some("shall"));
            if let Some(at) = shall {
                let words =
                    [Word::plain("for"), Word::plain("each"), Word::Term(*random.pick(&terms))];
                clause.words.splice(at..at, words);
            }
        });
    }

    /// Puts notes to some clauses.
    fn annotate(&mut self, random: &mut Random, percent: usize) {
        let ids = self.ids(|clause| clause.level > 0 && clause.term.is_none());
        for id in ids {
            if random.percent(percent) {
                self.add_note(random, id);
            }
        }
    }

    /// Puts the marker of a new note behind some word of a clause.
    pub(crate) fn add_note(&mut self, random: &mut Random, clause: u32) {
        let id = self.id();
        let words = plain(prose::sentence(random));
        let Some(clause) = self.get(clause) else { return };
        let at = random.between(1, clause.words.len());
        clause.words.insert(at, Word::Note(id));
        self.notes.insert(id, words);
    }
}
