//! The document itself: every place of the redline in order, in sections that a browser can pass
//! over, with long unchanged stretches folded.

use std::io;
use std::ops::Range;

use super::sink::{Html, Sink};
use super::{Page, clause, elsewhere, fold};
use crate::tally;
use crate::view::Entry;

/// How many clauses a section holds. Browsers skip what is out of view by whole sections, which
/// pays only where the sections are large.
const SECTION: usize = 100;

/// Writes all clauses.
pub(super) fn write<W: io::Write>(sink: &mut Sink<W>, page: &Page<'_>) -> io::Result<()> {
    let mut folds = fold::folds(page).into_iter().peekable();
    let mut body = Body { page, level: 1, in_notes: false };
    let mut section = Section::default();
    let mut at = 0;
    while at < page.entries.len() {
        section.step(sink);
        if let Some(fold) = folds.next_if(|fold| fold.start == at) {
            at = fold.end;
            body.fold(sink, fold)?;
        } else {
            body.clause(sink, at);
            at += 1;
        }
        sink.drain()?;
    }
    section.end(sink);
    Ok(())
}

/// The state of the walk through the places.
struct Body<'p, 'a> {
    page: &'p Page<'a>,
    /// The level of the heading written last. The page's title is of level 1.
    level: u8,
    in_notes: bool,
}

impl Body<'_, '_> {
    fn clause(&mut self, html: &mut Html, at: usize) {
        let Some(entry) = self.page.entries.get(at) else { return };
        self.announce_notes(html, entry);
        // Never more than one level below the last heading, as the versions are woven.
        let level = self.page.outline.level(entry).min(self.level + 1);
        let folded = fold::folds_text(self.page, at);
        if clause::write(html, self.page, entry, level, folded) {
            self.level = level;
        }
    }

    /// A heading where the footnotes or endnotes begin.
    fn announce_notes(&mut self, html: &mut Html, entry: &Entry<'_>) {
        let is_note = self.page.outline.is_in_notes(entry);
        if is_note && !self.in_notes {
            html.raw("<h2 class=\"notes\" data-ui>Notes</h2>\n");
            self.level = 2;
        }
        self.in_notes = is_note;
    }

    fn fold<W: io::Write>(&mut self, sink: &mut Sink<W>, fold: Range<usize>) -> io::Result<()> {
        let open = if fold::is_default(self.page) { "" } else { " open" };
        sink.display(format_args!("<details class=\"fold\"{open}><summary data-ui>"));
        self.fold_summary(sink, &fold);
        sink.raw("</summary>\n");
        let mut section = Section::default();
        for at in fold {
            section.step(sink);
            self.clause(sink, at);
            sink.drain()?;
        }
        section.end(sink);
        sink.raw("</details>\n");
        Ok(())
    }

    /// "12 unchanged clauses, G1.4 to G1.15".
    fn fold_summary(&self, html: &mut Html, fold: &Range<usize>) {
        html.raw(&tally::grouped(fold.len()));
        html.raw(" unchanged clauses");
        let entries = self.page.entries.get(fold.clone()).unwrap_or_default();
        match entries.iter().filter(|entry| elsewhere::is_affected(self.page, entry)).count() {
            0 => {}
            n => html.display(format_args!(" ({} affected)", tally::grouped(n))),
        }
        let named = |at: Option<usize>| {
            at.and_then(|at| self.page.entries.get(at))
                .map(|entry| clause::called(self.page, entry))
                .filter(|name| !name.is_empty())
        };
        if let (Some(first), Some(last)) = (named(Some(fold.start)), named(fold.end.checked_sub(1)))
        {
            html.raw(", ");
            html.text(&first);
            if first != last {
                html.raw(" to ");
                html.text(&last);
            }
        }
        let entries = self.page.entries.get(fold.clone()).unwrap_or_default();
        match entries.iter().filter(|entry| entry.change.is_formatting_only()).count() {
            0 => {}
            n => html.display(format_args!(" (formatting differs in {})", tally::grouped(n))),
        }
    }
}

/// The section that is open, and how much it holds.
#[derive(Default)]
struct Section {
    open: bool,
    holds: usize,
}

impl Section {
    /// Makes room for one more clause.
    fn step(&mut self, html: &mut Html) {
        if self.holds == SECTION {
            self.end(html);
        }
        if !self.open {
            html.raw("<div class=\"k\">\n");
            self.open = true;
        }
        self.holds += 1;
    }

    fn end(&mut self, html: &mut Html) {
        if self.open {
            html.raw("</div>\n");
        }
        *self = Self::default();
    }
}
