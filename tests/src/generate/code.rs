//! The tree of a generated code.

use std::collections::BTreeMap;

use super::number::Style;
use super::table::Table;

/// A generated code.
#[derive(Clone, Debug)]
pub struct Code {
    pub(crate) style: Style,
    pub(crate) clauses: Vec<Clause>,
    /// The words of each note, by its id. One that no clause has the marker of is not shown.
    pub(crate) notes: BTreeMap<u32, Vec<Word>>,
    /// Clauses so large that one amendment among thousands of words is what they are for.
    pub(crate) monsters: Vec<u32>,
    /// The id that the next clause, note, row, column or reference gets.
    pub(crate) next: u32,
}

/// A clause, with what it is through all versions: its id.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) id: u32,
    /// How many clauses it lies within.
    pub(crate) level: usize,
    /// How much deeper than its level its heading is set, where it has one.
    pub(crate) lowered: usize,
    /// The term that it defines; it has no number then.
    pub(crate) term: Option<String>,
    pub(crate) words: Vec<Word>,
    pub(crate) table: Option<Table>,
    pub(crate) children: Vec<Clause>,
}

/// A word of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Plain(String),
    /// A word in bold, italic or underlined.
    Marked(Format, String),
    /// The term of the definition with this id.
    Term(u32),
    Reference(Reference),
    /// The marker of the note with this id; it stands right behind the word before it.
    Note(u32),
}

/// How a word is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Bold,
    Italic,
    Underline,
}

/// A reference to a clause, shown as "Clause 1.2(a)".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// What this reference is through all versions.
    pub(crate) site: u32,
    /// The id of the clause that it points at.
    pub(crate) target: u32,
    /// The citation that it still shows where its drafter forgot to let it follow its target.
    pub(crate) stale: Option<String>,
}

impl Code {
    /// An id that nothing has yet.
    pub(crate) fn id(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    pub(crate) fn reference(&mut self, target: u32) -> Word {
        Word::Reference(Reference { site: self.id(), target, stale: None })
    }

    /// The ids of the numbered clauses below the first level, in order.
    pub(crate) fn numbered(&self) -> Vec<u32> {
        self.ids(|clause| clause.level > 0 && clause.term.is_none())
    }

    /// The ids of the clauses that answer a question with yes, in order.
    pub(crate) fn ids(&self, wanted: impl Fn(&Clause) -> bool) -> Vec<u32> {
        let mut ids = Vec::new();
        each(&self.clauses, &mut |clause| {
            if wanted(clause) {
                ids.push(clause.id);
            }
        });
        ids
    }

    /// The siblings among which a clause stands, and where.
    pub(crate) fn find(&mut self, id: u32) -> Option<(&mut Vec<Clause>, usize)> {
        find(&mut self.clauses, id)
    }

    pub(crate) fn get(&mut self, id: u32) -> Option<&mut Clause> {
        self.find(id).map(|(siblings, at)| &mut siblings[at])
    }
}

impl Clause {
    /// How many words it and the clauses below it have.
    pub(crate) fn n_words(&self) -> usize {
        let table = self.table.as_ref().map_or(0, Table::n_words);
        self.words.len() + table + self.children.iter().map(Clause::n_words).sum::<usize>()
    }

    /// How many levels there are below it.
    pub(crate) fn height(&self) -> usize {
        self.children.iter().map(|child| child.height() + 1).max().unwrap_or(0)
    }

    /// Whether it is text and nothing else.
    pub(crate) fn is_text(&self) -> bool {
        let note = |word: &Word| matches!(word, Word::Note(_));
        self.children.is_empty()
            && self.table.is_none()
            && self.term.is_none()
            && !self.words.iter().any(note)
    }

    /// Whether the clauses below it are definitions.
    pub(crate) fn defines(&self) -> bool {
        self.children.iter().any(|child| child.term.is_some())
    }
}

impl Word {
    pub(crate) fn plain(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }

    /// The word as it stands, where it is no reference, term or note.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Word::Plain(text) | Word::Marked(_, text) => Some(text),
            _ => None,
        }
    }

    /// Whether a sentence ends with it.
    pub(crate) fn ends(&self) -> bool {
        self.text().is_some_and(|text| text.ends_with('.'))
    }
}

/// Words that are nothing else.
pub(crate) fn plain(words: Vec<String>) -> Vec<Word> {
    words.into_iter().map(Word::Plain).collect()
}

/// Looks at every clause in order; there are four levels at most.
pub(crate) fn each<'a>(clauses: &'a [Clause], visit: &mut impl FnMut(&'a Clause)) {
    for clause in clauses {
        visit(clause);
        each(&clause.children, visit);
    }
}

/// Visits every clause in order.
pub(crate) fn walk(clauses: &mut [Clause], visit: &mut impl FnMut(&mut Clause)) {
    for clause in clauses {
        visit(clause);
        walk(&mut clause.children, visit);
    }
}

fn find(clauses: &mut Vec<Clause>, id: u32) -> Option<(&mut Vec<Clause>, usize)> {
    if let Some(at) = clauses.iter().position(|clause| clause.id == id) {
        return Some((clauses, at));
    }
    clauses.iter_mut().find_map(|clause| find(&mut clause.children, id))
}
