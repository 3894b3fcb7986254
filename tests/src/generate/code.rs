//! The tree of a generated code.

use super::prose;
use super::random::Random;

/// A generated code.
#[derive(Clone, Debug)]
pub struct Code {
    pub(crate) clauses: Vec<Clause>,
    /// The id that the next clause gets.
    pub(crate) next: u32,
}

/// A clause, with what it is through all versions: its id.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) id: u32,
    /// How many clauses it lies within.
    pub(crate) level: usize,
    /// The term that it defines; it has no number then.
    pub(crate) term: Option<String>,
    pub(crate) words: Vec<Word>,
    /// The rows of its table, where it has one.
    pub(crate) table: Vec<[String; 3]>,
    pub(crate) children: Vec<Clause>,
}

/// A word of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Plain(String),
    /// A reference to the clause with this id, shown as "Clause 1.2(a)".
    Reference(u32),
}

impl Code {
    /// Makes a code of about so many words.
    pub(crate) fn random(random: &mut Random, words: usize) -> Self {
        let mut code = Self { clauses: Vec::new(), next: 0 };
        let definitions = code.definitions(random, words);
        code.clauses.push(definitions);
        let mut total = 0;
        while total < words {
            let part = code.part(random);
            total += part.n_words();
            code.clauses.push(part);
        }
        code.refer(random);
        code
    }

    /// A clause with its text and, above the lowest level, perhaps clauses below it.
    pub(crate) fn clause(&mut self, random: &mut Random, level: usize) -> Clause {
        let mut words = prose::sentence(random);
        if level == 1 && random.percent(50) {
            words.extend(prose::sentence(random));
        }
        let mut clause = self.empty(level, words);
        let below = [0, 45, 25, 0][level.min(3)];
        if random.percent(below) {
            let n = random.between(2, 5);
            clause.children = (0..n).map(|_| self.clause(random, level + 1)).collect();
        } else if level == 1 && random.percent(8) {
            let n = random.between(3, 8);
            clause.table = (0..n).map(|_| prose::row(random)).collect();
        }
        clause
    }

    fn part(&mut self, random: &mut Random) -> Clause {
        let mut part = self.empty(0, prose::heading(random));
        let n = random.between(3, 8);
        part.children = (0..n).map(|_| self.clause(random, 1)).collect();
        part
    }

    fn definitions(&mut self, random: &mut Random, words: usize) -> Clause {
        let plain = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut part = self.empty(0, plain("Definitions"));
        let mut intro = self.empty(1, plain("In this Code these terms have these meanings:"));
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

    fn empty(&mut self, level: usize, words: Vec<String>) -> Clause {
        let id = self.next;
        self.next += 1;
        let words = words.into_iter().map(Word::Plain).collect();
        Clause { id, level, term: None, words, table: Vec::new(), children: Vec::new() }
    }

    /// Puts references into some clauses, each to any numbered clause below the first level.
    fn refer(&mut self, random: &mut Random) {
        let targets = self.numbered();
        walk(&mut self.clauses, &mut |clause| {
            if clause.level > 0 && clause.term.is_none() && random.percent(18) {
                let under = ["Subject".to_owned(), "to".to_owned()].map(Word::Plain);
                let reference = Word::Reference(*random.pick(&targets));
                clause.words.splice(0..0, under.into_iter().chain([reference]));
            }
        });
    }

    /// The ids of the numbered clauses below the first level, in order.
    pub(crate) fn numbered(&self) -> Vec<u32> {
        let mut ids = Vec::new();
        let mut open: Vec<_> = self.clauses.iter().rev().collect();
        while let Some(clause) = open.pop() {
            if clause.level > 0 && clause.term.is_none() {
                ids.push(clause.id);
            }
            open.extend(clause.children.iter().rev());
        }
        ids
    }
}

impl Clause {
    /// How many words it and the clauses below it have.
    fn n_words(&self) -> usize {
        // A row has about six words.
        let own = self.words.len() + self.table.len() * 6;
        own + self.children.iter().map(Clause::n_words).sum::<usize>()
    }
}

/// Visits every clause in order; there are four levels at most.
pub(crate) fn walk(clauses: &mut [Clause], visit: &mut impl FnMut(&mut Clause)) {
    for clause in clauses {
        visit(clause);
        walk(&mut clause.children, visit);
    }
}
