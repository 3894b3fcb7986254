//! A code as a list: every clause in order with its number, its citation and its text.

use std::collections::HashMap;

use super::code::{Clause, Code, Word};

/// A clause as it is shown.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) clause: &'a Clause,
    /// `1`, `1.1`, `(a)`, `(i)`; empty for a definition.
    pub(crate) label: String,
    /// `1.1(a)(i)`.
    pub(crate) citation: String,
    /// Its words, without its label and its table, with the term first for a definition.
    pub(crate) text: String,
}

/// Lists the clauses of a code.
pub(crate) fn list(code: &Code) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    number(&code.clauses, "", &mut entries);
    let citations: HashMap<_, _> =
        entries.iter().map(|entry| (entry.clause.id, entry.citation.clone())).collect();
    for entry in &mut entries {
        entry.text = text(entry.clause, &citations);
    }
    entries
}

impl Entry<'_> {
    /// Its own text as the engine has it, table rows included.
    pub(crate) fn own_text(&self) -> String {
        let rows = self.clause.table.iter().map(|row| row.join("\t"));
        [self.text.clone()]
            .into_iter()
            .chain(header(self.clause))
            .chain(rows)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// The header row of a table.
pub(crate) const HEADER: [&str; 3] = ["Measure", "Party", "Threshold"];

fn header(clause: &Clause) -> Option<String> {
    (!clause.table.is_empty()).then(|| HEADER.join("\t"))
}

fn number<'a>(clauses: &'a [Clause], above: &str, entries: &mut Vec<Entry<'a>>) {
    for (position, clause) in clauses.iter().enumerate() {
        let n = position + 1;
        let (label, citation) = match clause.level {
            _ if clause.term.is_some() => (String::new(), above.to_owned()),
            0 => (n.to_string(), n.to_string()),
            1 => (format!("{above}.{n}"), format!("{above}.{n}")),
            2 => (format!("({})", letter(n)), format!("{above}({})", letter(n))),
            _ => (format!("({})", roman(n)), format!("{above}({})", roman(n))),
        };
        let below = citation.clone();
        entries.push(Entry { clause, label, citation, text: String::new() });
        number(&clause.children, &below, entries);
    }
}

fn text(clause: &Clause, citations: &HashMap<u32, String>) -> String {
    let words = clause.words.iter().map(|word| match word {
        Word::Plain(word) => word.clone(),
        Word::Reference(id) => format!("Clause {}", citations[id]),
    });
    let text = words.collect::<Vec<_>>().join(" ");
    match &clause.term {
        Some(term) => format!("{term} means {text}"),
        None => text,
    }
}

/// 1 is a, 26 is z, 27 is aa, as word processors count (ECMA-376 part 1, 17.18.59, lowerLetter).
fn letter(n: usize) -> String {
    let letter = u8::try_from((n - 1) % 26).map_or('z', |offset| char::from(b'a' + offset));
    letter.to_string().repeat((n - 1) / 26 + 1)
}

/// 1 is i, 4 is iv.
fn roman(mut n: usize) -> String {
    let mut shown = String::new();
    for (value, numeral) in
        [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    {
        while n >= value {
            shown.push_str(numeral);
            n -= value;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{letter, roman};

    #[test]
    fn letters_repeat_after_z_and_numerals_subtract() {
        assert_eq!([letter(1), letter(26), letter(28)], ["a", "z", "bb"]);
        assert_eq!([roman(3), roman(4), roman(19)], ["iii", "iv", "xix"]);
    }
}
