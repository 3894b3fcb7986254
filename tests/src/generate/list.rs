//! A code as a list: every clause and note in order with its number, its citation and its text.

use std::collections::BTreeMap;

use super::code::{Clause, Code, Word, each};

/// The character that a note's marker is in the engine's text.
pub(crate) const MARKER: char = '\u{FFFC}';

/// A clause or a note as it is shown.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) id: u32,
    pub(crate) body: Body<'a>,
    /// `1`, `1.1`, `(a)`, `(i)`; empty for a definition.
    pub(crate) label: String,
    /// `1.1(a)(i)`.
    pub(crate) citation: String,
    /// Its words, without its label and its table, with the term first for a definition.
    pub(crate) text: String,
}

/// What an entry is of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Body<'a> {
    Clause(&'a Clause),
    /// A note, and the clause that its marker stands in.
    Note(&'a [Word], u32),
}

/// What the words of a code are shown with: the names of its clauses.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// The citation of each numbered clause by its id.
    pub(crate) citations: BTreeMap<u32, String>,
    /// The term of each definition by its id.
    pub(crate) terms: BTreeMap<u32, String>,
}

/// Lists the clauses of a code, then its notes in the order of their markers.
pub(crate) fn list(code: &Code) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    number(code, &code.clauses, "", &mut entries);
    number_notes(code, &mut entries);
    let names = Names::new(&entries);
    for entry in &mut entries {
        entry.text = entry.shown(code, &names);
    }
    entries
}

impl Names {
    fn new(entries: &[Entry<'_>]) -> Self {
        let mut names = Self::default();
        for entry in entries {
            match entry.body {
                Body::Clause(Clause { term: Some(term), .. }) => {
                    names.terms.insert(entry.id, term.clone());
                }
                Body::Clause(_) => {
                    names.citations.insert(entry.id, entry.citation.clone());
                }
                Body::Note(..) => {}
            }
        }
        names
    }

    /// The names of a code's clauses.
    pub(crate) fn of(code: &Code) -> Self {
        Self::new(&list(code))
    }

    /// A word as the engine has it in its text.
    pub(crate) fn shown(&self, code: &Code, word: &Word) -> String {
        match word {
            Word::Plain(text) | Word::Marked(_, text) => text.clone(),
            Word::Term(id) => self.terms.get(id).cloned().unwrap_or_default(),
            Word::Reference(reference) => {
                let follows = self.citations.get(&reference.target);
                let shown = reference.stale.as_ref().or(follows);
                shown.map_or_else(String::new, |citation| code.style.reference(citation))
            }
            Word::Note(_) => MARKER.to_string(),
        }
    }
}

impl<'a> Entry<'a> {
    pub(crate) fn words(&self) -> &'a [Word] {
        match self.body {
            Body::Clause(clause) => &clause.words,
            Body::Note(words, _) => words,
        }
    }

    pub(crate) fn clause(&self) -> Option<&'a Clause> {
        match self.body {
            Body::Clause(clause) => Some(clause),
            Body::Note(..) => None,
        }
    }

    /// Its own text as the engine has it, table rows included.
    pub(crate) fn own_text(&self) -> String {
        let mut text = self.text.clone();
        for line in self
            .clause()
            .and_then(|clause| clause.table.as_ref())
            .iter()
            .flat_map(|table| table.lines())
        {
            text.push('\n');
            text.push_str(&line.join("\t"));
        }
        text
    }

    fn shown(&self, code: &Code, names: &Names) -> String {
        let text = join(self.words(), |word| names.shown(code, word));
        match self.clause().and_then(|clause| clause.term.as_ref()) {
            Some(term) => format!("{term} means {text}"),
            None => text,
        }
    }
}

/// Joins words by blanks, markers of notes without one.
pub(crate) fn join(words: &[Word], shown: impl Fn(&Word) -> String) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && !matches!(word, Word::Note(_)) {
            text.push(' ');
        }
        text.push_str(&shown(word));
    }
    text
}

fn number<'a>(code: &'a Code, clauses: &'a [Clause], above: &str, entries: &mut Vec<Entry<'a>>) {
    for (position, clause) in clauses.iter().enumerate() {
        let (label, citation) = match &clause.term {
            Some(term) => (String::new(), format!("{above} \"{term}\"")),
            None => code.style.number(above, clause.level, position + 1),
        };
        let below = citation.clone();
        let body = Body::Clause(clause);
        entries.push(Entry { id: clause.id, body, label, citation, text: String::new() });
        number(code, &clause.children, &below, entries);
    }
}

fn number_notes<'a>(code: &'a Code, entries: &mut Vec<Entry<'a>>) {
    let mut n = 0;
    each(&code.clauses, &mut |clause| {
        for word in &clause.words {
            let Word::Note(id) = word else { continue };
            let Some(words) = code.notes.get(id) else { continue };
            n += 1;
            entries.push(Entry {
                id: *id,
                body: Body::Note(words, clause.id),
                label: n.to_string(),
                citation: format!("Footnote {n}"),
                text: String::new(),
            });
        }
    });
}
