//! A document as an indented tree.

use std::borrow::Cow;
use std::io::{self, Write};

use keeling_model::{Clause, Document};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::paint::{Terminal, Tone};
use crate::Version;
use crate::tally::{clauses, grouped};
use crate::view::{labelled_text, one_line, shown_label};

/// Deepest indentation, in levels.
const DEEPEST: usize = 10;

/// Writes the clauses of a version's body, then its notes, then its headers and footers.
pub(super) fn write<W: Write>(terminal: &mut Terminal<W>, version: &Version<'_>) -> io::Result<()> {
    let document = version.document;
    for clause in document.body() {
        write_clause(terminal, document, clause)?;
    }
    let notes = document.notes();
    if !notes.is_empty() {
        terminal.gap()?;
        terminal.line(Tone::Quiet, 0, "Notes")?;
        for note in notes {
            write_clause(terminal, document, note)?;
        }
    }
    write_margins(terminal, document)?;
    terminal.gap()?;
    let notes = match notes.len() {
        0 => String::new(),
        1 => ", 1 note".to_owned(),
        n => format!(", {} notes", grouped(n)),
    };
    terminal.line(Tone::Quiet, 0, &format!("{}{notes}", clauses(document.body().len())))
}

fn write_margins<W: Write>(terminal: &mut Terminal<W>, document: &Document) -> io::Result<()> {
    if document.margins().is_empty() {
        return Ok(());
    }
    terminal.gap()?;
    terminal.line(Tone::Quiet, 0, "Headers and footers")?;
    document.margins().iter().try_for_each(|margin| {
        let words = labelled_text(document, margin);
        let lead = shown_label(margin).map(|name| format!("{name}: ")).unwrap_or_default();
        let room = terminal.width().saturating_sub(lead.width());
        terminal.say(Tone::State, &lead)?;
        terminal.say(Tone::Plain, &first_words(&words, room))?;
        terminal.end_line()
    })
}

/// One line: the label, then the heading or the first words.
fn write_clause<W: Write>(
    terminal: &mut Terminal<W>,
    document: &Document,
    clause: &Clause,
) -> io::Result<()> {
    let indent = 2 * usize::from(clause.depth).min(DEEPEST);
    let label = shown_label(clause).map(one_line).unwrap_or_default();
    let heading = document.heading(clause.id);
    let text = heading.map_or_else(|| labelled_text(document, clause), Cow::Borrowed);
    let tone = if heading.is_some() { Tone::Heading } else { Tone::Plain };
    let lead = if label.is_empty() { String::new() } else { format!("{label} ") };
    let room = terminal.width().saturating_sub(indent + lead.width());
    terminal.say(Tone::Plain, &" ".repeat(indent))?;
    terminal.say(Tone::State, &lead)?;
    terminal.say(tone, &first_words(&text, room))?;
    terminal.end_line()
}

/// As many first words as fit, with an ellipsis where some do not.
fn first_words(text: &str, room: usize) -> String {
    // Four bytes a column are plenty, and the text may be long.
    let end = text.char_indices().nth(4 * room + 4).map_or(text.len(), |(end, _)| end);
    let line = one_line(text.get(..end).unwrap_or_default());
    if end == text.len() && line.width() <= room {
        return line;
    }
    let mut fitting = String::new();
    let mut width = 0;
    for c in line.chars() {
        width += c.width().unwrap_or(0);
        if width >= room {
            break;
        }
        fitting.push(c);
    }
    let kept = fitting.rfind(' ').filter(|_| fitting.len() < line.len());
    fitting.truncate(kept.unwrap_or(fitting.len()));
    format!("{}…", fitting.trim_end())
}
