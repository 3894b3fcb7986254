//! A generated code as Markdown, its numbers typed.

use std::fmt::Write as _;

use super::code::{Clause, Code, Format, Word};
use super::list::{Body, Entry, Names, join, list};
use super::number::Style;
use super::table::Table;

impl Code {
    /// The code as Markdown: headings for the first level, a paragraph for every other clause.
    pub fn markdown(&self) -> String {
        let names = Names::of(self);
        let mut out = String::new();
        if self.style == Style::Section {
            out.push_str("# SECTION H: GENERATED CODE\n\n");
        }
        for entry in list(self) {
            self.write(&mut out, &entry, &names);
        }
        out
    }

    fn write(&self, out: &mut String, entry: &Entry<'_>, names: &Names) {
        let text = join(entry.words(), |word| self.set(word, names));
        // Writing to a string cannot fail.
        let _ = match entry.body {
            Body::Clause(clause) => self.write_clause(out, clause, &entry.label, &text),
            Body::Note(..) => write!(out, "[^n{}]: {text}\n\n", entry.id),
        };
    }

    fn write_clause(
        &self,
        out: &mut String,
        clause: &Clause,
        label: &str,
        text: &str,
    ) -> std::fmt::Result {
        match &clause.term {
            Some(term) => write!(out, "**{term}** means {text}\n\n")?,
            None if clause.level == 0 => {
                let depth = 1 + usize::from(self.style == Style::Section) + clause.lowered;
                write!(out, "{} {label} {text}\n\n", "#".repeat(depth))?;
            }
            // `1.` with a blank would begin a list, whose numbers are Markdown's.
            None => match label.strip_suffix('.') {
                Some(number) => write!(out, "{number}\\. {text}\n\n")?,
                None => write!(out, "{label} {text}\n\n")?,
            },
        }
        clause.table.as_ref().map_or(Ok(()), |table| write_table(out, table))
    }

    fn set(&self, word: &Word, names: &Names) -> String {
        match word {
            Word::Marked(Format::Bold, text) => format!("**{text}**"),
            Word::Marked(Format::Italic, text) => format!("*{text}*"),
            Word::Marked(Format::Underline, text) => format!("<u>{text}</u>"),
            Word::Note(id) => format!("[^n{id}]"),
            _ => names.shown(self, word),
        }
    }
}

fn write_table(out: &mut String, table: &Table) -> std::fmt::Result {
    for (n, line) in table.lines().enumerate() {
        writeln!(out, "| {} |", line.join(" | "))?;
        if n == 0 {
            writeln!(out, "|{}", "---|".repeat(line.len()))?;
        }
    }
    writeln!(out)
}
