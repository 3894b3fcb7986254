//! The changes of a redline, clause by clause.
//!
//! The walk gathers stretches of places that are told in one line (unchanged, renumbered, carried
//! along by a move) and writes them when a change comes; the headings that the change stands below
//! are written on the way, each once.

use std::io::{self, Write};
use std::ops::Range;

use keeling_diff::{CauseKind, Side, Status};
use keeling_model::ClauseId;

use super::notes;
use super::paint::{Terminal, Tone};
use super::passage::passage;
use crate::View;
use crate::formatting;
use crate::tally::{Tally, clauses, sentences};
use crate::view::{Entry, Region, heading_line, one_line, shown_label};
use crate::why;

/// How far the words of a clause are set in.
pub(super) const INDENT: usize = 4;

/// Writes what changed, then the sum of it.
pub(super) fn write<W: Write>(terminal: &mut Terminal<W>, view: &View<'_>) -> io::Result<()> {
    terminal.line(Tone::Heading, 0, &one_line(view.title()))?;
    let versions = format!("{} → {}", view.old.source, view.new.source);
    terminal.line(Tone::Quiet, 0, &versions)?;
    if let Some(ignored) = formatting::ignored(view.redline) {
        terminal.line(Tone::Quiet, 0, &format!("not compared: {ignored}"))?;
    }
    terminal.gap()?;
    let formatting = terminal.tells_formatting();
    Walk::new(view, terminal, view.entries(Region::Text)).run()?;
    let margins = Tally::of(view, Region::Margins);
    if margins.changed() > 0 {
        terminal.gap()?;
        terminal.line(Tone::Heading, 0, "Headers and footers")?;
        let mut entries = view.entries(Region::Margins);
        entries.retain(|entry| telling(view, entry, formatting) == Telling::Full);
        Walk::new(view, terminal, entries).run()?;
    }
    terminal.gap()?;
    let mut said = sentences(Tally::of(view, Region::Text), margins);
    if formatting {
        said.push_str(&formatting::sentence(view.redline));
    }
    terminal.line(Tone::Plain, 0, &said)
}

/// How a place is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Telling {
    /// With its words.
    Full,
    /// As one of many whose text is the same.
    Unchanged,
    /// As one of many that bear another number.
    Renumbered,
    /// As one of many that moved with a clause above them.
    Carried,
    /// Not at all: it is told at its other place.
    Elsewhere,
}

fn telling(view: &View<'_>, entry: &Entry<'_>, formatting: bool) -> Telling {
    let change = entry.change;
    let reaches = |impact: &keeling_diff::Impact| !impact.uses.is_empty();
    if entry.side == Side::Old && entry.new.is_some() {
        return if change.moved { Telling::Full } else { Telling::Elsewhere };
    }
    if change.status != Status::Unchanged
        || change.moved
        || !change.references.is_empty()
        || !change.labels.is_empty()
        || view.redline.impact(entry.id).is_some_and(reaches)
        || formatting && !change.formatting.is_empty()
    {
        Telling::Full
    } else if entry.stands_twice() {
        Telling::Carried
    } else if change.renumbered {
        Telling::Renumbered
    } else {
        Telling::Unchanged
    }
}

struct Walk<'t, 'a, W: Write> {
    view: &'t View<'a>,
    terminal: &'t mut Terminal<W>,
    entries: Vec<Entry<'a>>,
    /// For each clause of each version, whether it, or its heading, is written already.
    written_old: Vec<bool>,
    written_new: Vec<bool>,
}

impl<'t, 'a, W: Write> Walk<'t, 'a, W> {
    fn new(view: &'t View<'a>, terminal: &'t mut Terminal<W>, entries: Vec<Entry<'a>>) -> Self {
        Self {
            view,
            terminal,
            entries,
            written_old: vec![false; view.old.document.clauses().len()],
            written_new: vec![false; view.new.document.clauses().len()],
        }
    }

    fn run(mut self) -> io::Result<()> {
        // Places that wait to be told in one line, and how.
        let mut waiting = 0..0;
        let mut how = Telling::Unchanged;
        for at in 0..self.entries.len() {
            let Some(entry) = self.entries.get(at).copied() else { break };
            let telling = telling(self.view, &entry, self.terminal.tells_formatting());
            if telling == Telling::Full {
                self.write_headings(&entry, &waiting, how)?;
                self.write_change(&entry)?;
                waiting = at + 1..at + 1;
            } else if telling == how && !waiting.is_empty() {
                waiting.end = at + 1;
            } else {
                self.write_many(waiting, how)?;
                waiting = at..at + 1;
                how = telling;
            }
        }
        self.write_many(waiting, how)
    }

    /// Writes the headings that a change stands below and that are not written yet, and what
    /// waited in its place between them.
    fn write_headings(
        &mut self,
        entry: &Entry<'a>,
        waiting: &Range<usize>,
        how: Telling,
    ) -> io::Result<()> {
        let mut above = self.unwritten_above(entry);
        let mut from = waiting.start;
        for at in waiting.clone() {
            let Some(next) = above.last().copied() else { break };
            let Some(waits) = self.entries.get(at).copied() else { break };
            let id = if entry.side == Side::Old { waits.old } else { waits.new };
            if id.is_some_and(|clause| clause.id == next) {
                above.pop();
                self.write_many(from..at, how)?;
                self.write_heading(entry.side, next)?;
                self.mark(&waits);
                from = at + 1;
            }
        }
        self.write_many(from..waiting.end, how)?;
        // Those whose own place is not here.
        while let Some(id) = above.pop() {
            self.write_heading(entry.side, id)?;
        }
        self.mark(entry);
        Ok(())
    }

    /// The headed clauses above a change that are not written yet, innermost first. What is
    /// written has all above it written, so each clause is passed once.
    fn unwritten_above(&mut self, entry: &Entry<'a>) -> Vec<ClauseId> {
        let document = self.view.document(entry.side);
        let written = match entry.side {
            Side::Old => &mut self.written_old,
            _ => &mut self.written_new,
        };
        let mut above = Vec::new();
        let mut next = entry.clause.parent;
        while let Some(id) = next {
            match written.get_mut(id.index()) {
                Some(written) if !*written => *written = true,
                _ => break,
            }
            if document.heading(id).is_some() {
                above.push(id);
            }
            next = document.clauses().get(id.index()).and_then(|clause| clause.parent);
        }
        above
    }

    fn mark(&mut self, entry: &Entry<'_>) {
        for (written, clause) in
            [(&mut self.written_old, entry.old), (&mut self.written_new, entry.new)]
        {
            if let Some(written) = clause.and_then(|clause| written.get_mut(clause.id.index())) {
                *written = true;
            }
        }
    }

    fn write_heading(&mut self, side: Side, id: ClauseId) -> io::Result<()> {
        let document = self.view.document(side);
        let heading = heading_line(document, id).unwrap_or_default();
        let label = document.clauses().get(id.index()).and_then(shown_label).unwrap_or_default();
        self.terminal.gap()?;
        self.terminal.line(Tone::Heading, 0, &format!("{label} {heading}"))
    }

    /// Writes one line for many places.
    fn write_many(&mut self, places: Range<usize>, how: Telling) -> io::Result<()> {
        let entries = self.entries.get(places).unwrap_or_default();
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Ok(()) };
        let count = entries.len();
        let line = match how {
            Telling::Full | Telling::Elsewhere => return Ok(()),
            Telling::Unchanged => {
                let unchanged = clauses(count).replacen(' ', " unchanged ", 1);
                format!("… {unchanged}{} …", between(self.view, first, last))
            }
            Telling::Carried => {
                format!("… {} moved with it{} …", clauses(count), between(self.view, first, last))
            }
            Telling::Renumbered if count == 1 => {
                format!("Renumbered: {}{}", renumbering(first), reason(self.view, entries))
            }
            Telling::Renumbered => format!(
                "Renumbered: {} to {} ({}){}",
                renumbering(first),
                renumbering(last),
                clauses(count),
                reason(self.view, entries)
            ),
        };
        self.terminal.gap()?;
        self.terminal.line(Tone::Quiet, 0, &line)
    }

    fn write_change(&mut self, entry: &Entry<'a>) -> io::Result<()> {
        self.terminal.gap()?;
        self.terminal.say(Tone::Heading, &called(self.view, entry))?;
        self.terminal.say(Tone::Plain, "  ")?;
        self.terminal.say(Tone::State, &why::state(entry))?;
        self.terminal.end_line()?;
        if entry.side == Side::Old && entry.new.is_some() {
            return Ok(());
        }
        self.terminal.passage(&passage(self.view, entry), INDENT)?;
        self.write_notes(entry)
    }

    fn write_notes(&mut self, entry: &Entry<'a>) -> io::Result<()> {
        for (tone, words) in notes::notes(self.view, entry) {
            self.terminal.line(tone, INDENT, &words)?;
        }
        let told = formatting::told(entry.change, self.view.new.document);
        match told.filter(|_| self.terminal.tells_formatting()) {
            Some(told) => self.terminal.line(Tone::Quiet, INDENT, &told),
            None => Ok(()),
        }
    }
}

/// What a clause is called at a place: its citation, else its heading or the clause it belongs to.
pub(super) fn called(view: &View<'_>, entry: &Entry<'_>) -> String {
    let clause = entry.clause;
    if clause.is_cited() {
        return clause.citation.clone();
    }
    match heading_line(view.document(entry.side), clause.id) {
        Some(heading) => heading,
        None if clause.citation.is_empty() => "Text".to_owned(),
        None => format!("{}, text", clause.citation),
    }
}

/// ", G1.4 to G1.15".
fn between(view: &View<'_>, first: &Entry<'_>, last: &Entry<'_>) -> String {
    let (first, last) = (called(view, first), called(view, last));
    if first == last { format!(", {first}") } else { format!(", {first} to {last}") }
}

/// "3.3 → 3.4".
fn renumbering(entry: &Entry<'_>) -> String {
    format!("{} → {}", why::cited(entry.old), why::cited(entry.new))
}

/// ", because 3.2 was inserted": what gave the first of some clauses its number, and whether that
/// is so for all of them, those aside that follow the clause above them.
fn reason(view: &View<'_>, entries: &[Entry<'_>]) -> String {
    let mut causes = entries.iter().filter_map(|entry| entry.change.renumbered_by);
    let Some(first) = causes.next() else { return String::new() };
    let Some(words) = why::because_text(view, first) else { return String::new() };
    let follows = |kind| matches!(kind, CauseKind::Parent(_));
    let same = causes.all(|cause| cause.kind == first.kind || follows(cause.kind));
    format!(", because {words}{}", if same { "" } else { ", and for other reasons" })
}
