//! Containers: quotations, lists, footnotes, tables.

use std::ops::Range;

use keeling_model::{Code, Diagnostic, Severity};
use pulldown_cmark::{Tag, TagEnd};

use super::{Outer, Reader};
use crate::flow::{Flow, Piece};
use crate::markdown::depth;
use crate::markdown::grid::Growing;
use crate::markdown::notes::Report;
use crate::markdown::place::Place;
use crate::markdown::source::{Source, line};
use crate::{Error, ErrorKind};

impl Reader<'_> {
    /// Enters a container.
    pub(super) fn enter(&mut self, tag: Tag<'_>, range: &Range<usize>) -> Result<(), Error> {
        match tag {
            Tag::BlockQuote(_) => {
                self.deepen(range)?;
                self.place.enter_quote();
            }
            Tag::List(start) => {
                self.deepen(range)?;
                self.place.lists.open(start);
            }
            Tag::Item => {
                self.place.enter_level();
                let delimiter = self.delimiter(range.start);
                let at = self.source(range.clone()).start;
                self.place.begin_item(at, |number| format!("{number}{delimiter}"));
            }
            Tag::FootnoteDefinition(label) => {
                self.deepen(range)?;
                let note = Place::below(&self.place);
                let place = std::mem::replace(&mut self.place, note);
                self.outer.push(Outer { place, label: label.into_string(), at: range.start });
            }
            Tag::Table(_) => self.place.table = Some(Growing::default()),
            Tag::TableHead => self.begin_row(true),
            Tag::TableRow => self.begin_row(false),
            _ => {}
        }
        Ok(())
    }

    /// Leaves a container.
    pub(super) fn leave(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.place.leave_quote();
            }
            TagEnd::List(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.place.lists.close();
            }
            TagEnd::Item => {
                self.place.lists.end_item();
                self.place.leave_level();
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Table => self.end_table(range),
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.place.table {
                    table.end_row();
                }
            }
            _ => {}
        }
    }

    fn deepen(&mut self, range: &Range<usize>) -> Result<(), Error> {
        self.depth += 1;
        if self.depth <= self.most.depth {
            return Ok(());
        }
        Err(depth::too_deep(self.source, range.start, self.most.depth))
    }

    /// Checks that there are not more paragraphs and cells than the options allow; `at` is where
    /// the reader stands.
    pub(super) fn check_count(&self, at: usize) -> Result<(), Error> {
        if !self.is_full() {
            return Ok(());
        }
        let (most, what) = if self.place.paragraphs() > self.most.paragraphs {
            (self.most.paragraphs, "paragraphs")
        } else {
            (self.most.cells, "table cells")
        };
        let error = Error::new(ErrorKind::Limit, format!("more than {most} {what}"));
        Err(error.at(self.source.place(at)))
    }

    /// Whether there are more paragraphs or cells than the options allow.
    pub(in crate::markdown) fn is_full(&self) -> bool {
        self.place.paragraphs() > self.most.paragraphs || self.place.cells() > self.most.cells
    }

    /// What stands after the number of an item.
    fn delimiter(&self, start: usize) -> char {
        let item = self.source.text.get(start..).unwrap_or_default().trim_start();
        let after = item.trim_start_matches(|c: char| c.is_ascii_digit());
        if after.starts_with(')') { ')' } else { '.' }
    }

    fn begin_row(&mut self, header: bool) {
        if let Some(table) = &mut self.place.table {
            table.begin_row(header);
        }
    }

    /// Begins a cell of Markdown's own tables, which covers one column and one row.
    pub(super) fn begin_cell(&mut self) {
        if let Some(table) = &mut self.place.table {
            table.begin_cell(1, 1);
        }
    }

    /// Ends the open table, which stands here.
    pub(in crate::markdown) fn end_table(&mut self, range: Range<usize>) {
        let source = self.source(range);
        if let Some(grid) = self.place.end_table() {
            self.place.add_table(grid, source);
        }
    }

    fn end_note(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        let Some(Outer { place, label, at }) = self.outer.pop() else { return };
        let note = std::mem::replace(&mut self.place, place);
        self.place.go_on_from(&note);
        // Cross-references are told for pieces of the body only.
        let (pieces, _) = note.finish();
        if let Some(before) = self.resources.notes.define(&label, pieces, at) {
            let message = format!("the footnote [^{label}] is defined again further on");
            self.reports.push((before, message));
        }
    }

    /// The pieces of the body that were read before the reader broke off, the open paragraph last.
    /// What stands in a table that has not ended is not among them.
    pub(super) fn into_unfinished(mut self) -> Vec<Piece> {
        self.end_tight();
        let body = self.outer.into_iter().next().map_or(self.place, |outer| outer.place);
        body.finish().0
    }

    /// Ends the document.
    pub(super) fn finish(mut self) -> Flow {
        self.end_tight();
        let (pieces, cross_references) = self.place.finish();
        let (notes, mut reports) = self.resources.notes.finish();
        reports.append(&mut self.reports);
        Flow {
            pieces,
            notes,
            urls: self.resources.urls,
            objects: self.resources.objects,
            cross_references,
            diagnostics: diagnostics(self.source, reports),
            ..Flow::default()
        }
    }
}

/// Reports as diagnostics, which name lines, in the order of the text.
fn diagnostics(source: Source<'_>, mut reports: Vec<Report>) -> Vec<Diagnostic> {
    reports.sort_unstable();
    let mut known = source.first();
    let told = reports.into_iter().map(|(at, message)| {
        known = source.line_from(known, at);
        Diagnostic {
            severity: Severity::Warning,
            code: Code::NotRead,
            place: line(known.0),
            message,
        }
    });
    told.collect()
}
