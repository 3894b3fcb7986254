//! Where pieces are put: the body or a footnote, with what encloses the next piece.

use std::ops::Range;

use super::grid::Growing;
use super::inlines::Finished;
use super::lists::Lists;
use crate::flow::{Content, CrossReference, Grid, Inline, Number, Piece, Style};

/// The pieces of the body or of a footnote, and what is open around the next one.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The pieces so far.
    pub(super) pieces: Vec<Piece>,
    /// References from them to anchors.
    pub(super) cross_references: Vec<CrossReference>,
    /// The lists that are open.
    pub(super) lists: Lists,
    /// The table that is open.
    pub(super) table: Option<Growing>,
    /// How many items and quotations enclose the next piece.
    levels: i32,
    /// How many of them are quotations.
    quotes: u32,
    /// Names that point at the next piece.
    anchors: Vec<String>,
    /// How many paragraphs there are in this place and in those that were read before it.
    paragraphs: usize,
    /// How many cells there are in tables that have ended, likewise.
    cells: usize,
}

impl Place {
    /// An empty place for a footnote, whose lists are none of `outer`'s.
    pub(super) fn below(outer: &Place) -> Self {
        let lists = Lists::after(&outer.lists);
        Self { lists, paragraphs: outer.paragraphs, cells: outer.cells(), ..Self::default() }
    }

    /// Goes on after a footnote, counting on from it.
    pub(super) fn go_on_from(&mut self, note: &Place) {
        self.lists.go_on_from(&note.lists);
        self.paragraphs = note.paragraphs;
        let open = self.table.as_ref().map_or(0, Growing::cells);
        self.cells = note.cells().saturating_sub(open);
    }

    /// How many paragraphs there are so far.
    pub(super) fn paragraphs(&self) -> usize {
        self.paragraphs
    }

    /// How many table cells there are so far.
    pub(super) fn cells(&self) -> usize {
        self.cells + self.table.as_ref().map_or(0, Growing::cells)
    }

    /// Ends the open table.
    pub(super) fn end_table(&mut self) -> Option<Grid> {
        let table = self.table.take()?;
        self.cells += table.cells();
        table.finish()
    }

    /// Begins an item or anything else that indents.
    pub(super) fn enter_level(&mut self) {
        self.levels = self.levels.saturating_add(1);
    }

    /// Ends it.
    pub(super) fn leave_level(&mut self) {
        self.levels = self.levels.saturating_sub(1).max(0);
    }

    /// Begins a quotation.
    pub(super) fn enter_quote(&mut self) {
        self.quotes = self.quotes.saturating_add(1);
        self.enter_level();
    }

    /// Ends a quotation.
    pub(super) fn leave_quote(&mut self) {
        self.quotes = self.quotes.saturating_sub(1);
        self.leave_level();
    }

    /// Whether a list or a quotation is open.
    pub(super) fn is_within(&self) -> bool {
        self.levels > 0
    }

    /// The style of running text here.
    pub(super) fn text_style(&self) -> Style {
        if self.quotes > 0 { Style::Quote } else { Style::Body }
    }

    /// Begins an item of the innermost list. Where an item around it has a number and no words of
    /// its own, that number gets a piece without words: it is cited, and the new item lies in it.
    /// The new item begins at `at` in the source.
    pub(super) fn begin_item(&mut self, at: u32, shown: impl FnOnce(u64) -> String) {
        let indent = self.levels.saturating_sub(1);
        if let Some(number) = self.lists.begin_item(shown) {
            let content = Content::Paragraph(Inline::default());
            let anchors = std::mem::take(&mut self.anchors);
            let (style, source) = (Style::Body, at..at);
            let number = Some(number);
            self.paragraphs += 1;
            self.pieces.push(Piece {
                content,
                style,
                number,
                indent: Some(indent),
                anchors,
                source,
            });
        }
    }

    /// Adds a paragraph, to the open table where there is one. One without words leaves only its
    /// anchors, for the piece after it.
    pub(super) fn add(&mut self, words: Finished, style: Style, set_in: i32, source: Range<u32>) {
        let Finished { inline, links, anchors, .. } = words;
        self.anchors.extend(anchors);
        if inline.text.is_empty() {
            return;
        }
        self.paragraphs += 1;
        if self.table.is_some() {
            return self.add_to_cell(inline, style, source);
        }
        let piece = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        let references = links.into_iter();
        self.cross_references.extend(references.map(|(span, anchor)| CrossReference {
            piece,
            span,
            anchor,
        }));
        let number = self.lists.take();
        self.push(Content::Paragraph(inline), style, number, set_in, source);
    }

    fn add_to_cell(&mut self, inline: Inline, style: Style, source: Range<u32>) {
        let anchors = std::mem::take(&mut self.anchors);
        let content = Content::Paragraph(inline);
        let piece = Piece { content, style, number: None, indent: None, anchors, source };
        if let Some(table) = &mut self.table {
            table.push(piece);
        }
    }

    /// Adds a table.
    pub(super) fn add_table(&mut self, grid: Grid, source: Range<u32>) {
        let number = self.lists.take();
        self.push(Content::Table(grid), Style::Body, number, 0, source);
    }

    fn push(
        &mut self,
        content: Content,
        style: Style,
        number: Option<Number>,
        set_in: i32,
        source: Range<u32>,
    ) {
        let anchors = std::mem::take(&mut self.anchors);
        let indent = Some(self.levels.saturating_add(set_in));
        self.pieces.push(Piece { content, style, number, indent, anchors, source });
    }

    /// The pieces and references, once everything is read. Names that nothing came after point at
    /// the last piece.
    pub(super) fn finish(mut self) -> (Vec<Piece>, Vec<CrossReference>) {
        if let Some(last) = self.pieces.last_mut() {
            last.anchors.append(&mut self.anchors);
        }
        (self.pieces, self.cross_references)
    }
}
