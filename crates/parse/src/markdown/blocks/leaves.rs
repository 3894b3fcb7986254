//! Leaves: paragraphs, headings, code, HTML, cells.

use std::ops::Range;

use super::{LeafKind, Raw, Reader};
use crate::flow::Style;
use crate::markdown::inlines::{Break, Finished};
use crate::markdown::{anchors, code, html, lines, marker};

/// The fewest spaces that set an item in: one may be a slip.
const SET_IN: usize = 2;

impl Reader<'_> {
    /// Ends the open leaf, which reaches to `end`.
    pub(super) fn end_leaf(&mut self, end: usize) {
        let Some(leaf) = self.open.take() else { return };
        let range = leaf.start..end;
        match leaf.kind {
            LeafKind::Paragraph => self.end_piece(self.place.text_style(), range),
            LeafKind::Heading(level) => self.end_piece(Style::Heading(level), range),
            LeafKind::FencedCode => self.end_code(range),
            LeafKind::IndentedCode => self.end_indented(range),
            LeafKind::Html => {
                let raw = std::mem::take(&mut self.raw);
                html::read_block(&raw.text, range, self);
            }
            LeafKind::Cell => {
                self.end_piece(Style::Body, range);
                if let Some(table) = &mut self.place.table {
                    table.end_cell();
                }
            }
        }
    }

    /// Ends the paragraph that is being written, as one piece or as several.
    pub(in crate::markdown) fn end_piece(&mut self, style: Style, range: Range<usize>) {
        let mut words = self.writer.finish(&mut self.resources);
        match style {
            Style::Heading(_) => self.name_heading(&mut words),
            _ if self.place.table.is_none() => return self.add_lines(words, style, 0, range),
            _ => {}
        }
        let source = self.source(range);
        self.place.add(words, style, 0, source);
    }

    fn name_heading(&mut self, words: &mut Finished) {
        let text = &words.inline.text;
        if text.is_empty() {
            return;
        }
        words.anchors.extend(anchors::typed(text).map(str::to_owned));
        words.anchors.push(self.slugs.name(text));
    }

    /// Adds a paragraph, cut where its lines are clauses of their own.
    fn add_lines(&mut self, words: Finished, style: Style, set_in: i32, range: Range<usize>) {
        let cuts = lines::cuts(&words.inline.text, &words.breaks);
        let sources = sources(&words.breaks, &cuts, range);
        for (piece, source) in words.cut(&cuts).into_iter().zip(sources) {
            let set_in = set_in.max(self.set_in(&piece.inline.text, source.start));
            let source = self.source(source);
            self.place.add(piece, style, set_in, source);
        }
    }

    /// By how many levels an item that begins here with a typed marker is set in from the margin.
    /// What follows it at the margin is no more of it, as with items that Markdown counts itself.
    fn set_in(&self, text: &str, at: usize) -> i32 {
        let all = self.source.text;
        let rest = all.get(at..).unwrap_or_default();
        let begin = all.len() - rest.trim_start().len();
        let head = all.get(..begin).unwrap_or_default();
        let line = head.trim_end_matches([' ', '\t']);
        let begins = line.is_empty() || line.ends_with('\n');
        let spaces = head.len() - line.len();
        let is_set_in = begins && spaces >= SET_IN && !self.place.is_within();
        i32::from(is_set_in && marker::at_start(text).is_some())
    }

    fn end_code(&mut self, range: Range<usize>) {
        let Raw { text, .. } = std::mem::take(&mut self.raw);
        self.writer.typed(text.trim_matches('\n'));
        let words = self.writer.finish_as_typed(&mut self.resources);
        let source = self.source(range);
        self.place.add(words, Style::Code, 0, source);
    }

    fn end_indented(&mut self, range: Range<usize>) {
        let raw = std::mem::take(&mut self.raw);
        let Some(paragraphs) = code::paragraphs(&raw.text) else {
            self.raw = raw;
            return self.end_code(range);
        };
        let style = self.place.text_style();
        for paragraph in paragraphs {
            let mut at = range.start;
            let mut end = range.end;
            for (index, (offset, line)) in paragraph.lines.iter().enumerate() {
                let source = raw.source(*offset).unwrap_or(end);
                if index == 0 {
                    at = source;
                } else {
                    self.writer.line_break(false, source);
                }
                self.writer.text(line);
                end = source + line.len();
            }
            let words = self.writer.finish(&mut self.resources);
            self.add_lines(words, style, paragraph.levels.saturating_add(1), at..end);
        }
    }
}

impl Raw {
    /// Where an offset of the raw text stands in the source.
    fn source(&self, offset: usize) -> Option<usize> {
        let next = self.sources.partition_point(|(at, _)| *at <= offset);
        let (at, source) = self.sources.get(next.checked_sub(1)?)?;
        Some(source + (offset - at))
    }
}

/// The ranges of the source that the pieces of a paragraph cover, cut at some of its breaks.
fn sources(breaks: &[Break], cuts: &[u32], range: Range<usize>) -> Vec<Range<usize>> {
    let mut starts = vec![range.start];
    let mut cuts = cuts.iter().peekable();
    for line_end in breaks {
        if cuts.next_if(|cut| **cut == line_end.at).is_some() {
            starts.push(line_end.source);
        }
    }
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(range.end));
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}
