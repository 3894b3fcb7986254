//! A generated code as Markdown, its numbers typed.

use std::fmt::Write as _;

use super::code::Code;
use super::list::{Entry, HEADER, list};

impl Code {
    /// The code as Markdown: headings for the first level, a paragraph for every other clause.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for entry in list(self) {
            write(&mut out, &entry);
        }
        out
    }
}

fn write(out: &mut String, entry: &Entry<'_>) {
    let Entry { clause, label, text, .. } = entry;
    // Writing to a string cannot fail.
    let _ = match &clause.term {
        Some(term) => {
            let meaning = text.strip_prefix(term.as_str()).unwrap_or(text);
            write!(out, "**{term}**{meaning}\n\n")
        }
        None if clause.level == 0 => write!(out, "# {label} {text}\n\n"),
        None => write!(out, "{label} {text}\n\n"),
    };
    if !clause.table.is_empty() {
        let _ = writeln!(out, "| {} |\n|---|---|---|", HEADER.join(" | "));
        for row in &clause.table {
            let _ = writeln!(out, "| {} |", row.join(" | "));
        }
        out.push('\n');
    }
}
