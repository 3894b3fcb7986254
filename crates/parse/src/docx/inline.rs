//! Runs in, one text with marks out.
//!
//! Runs come with the formatting in force. A mark begins where its formatting is switched on and
//! ends where it is switched off, so neighbouring runs with the same formatting share one mark,
//! however many runs Word made of them.

use keeling_model::{Mark, MarkKind, OBJECT, Span};
use keeling_ooxml::Format;

use crate::flow::Inline;

/// The formatting that becomes marks.
const MARKED: [(Format, MarkKind); 7] = [
    (Format::BOLD, MarkKind::Bold),
    (Format::ITALIC, MarkKind::Italic),
    (Format::UNDERLINE, MarkKind::Underline),
    (Format::STRIKE, MarkKind::Strike),
    (Format::SUPERSCRIPT, MarkKind::Superscript),
    (Format::SUBSCRIPT, MarkKind::Subscript),
    (Format::FIXED_WIDTH, MarkKind::Code),
];

/// The text of a paragraph as it is written.
#[derive(Debug, Default)]
pub(super) struct InlineBuilder {
    inline: Inline,
    format: Format,
    /// Where each of [`MARKED`] was switched on.
    since: [u32; MARKED.len()],
}

impl InlineBuilder {
    /// No text yet, and what to write it in.
    pub(super) fn new(mut spare: String) -> Self {
        spare.clear();
        Self { inline: Inline { text: spare, marks: Vec::new() }, ..Self::default() }
    }

    /// The length of the text so far.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.inline.text.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is nothing but white space so far.
    pub(super) fn is_blank(&self) -> bool {
        self.inline.text.trim().is_empty()
    }

    /// Appends words in this format. Line breaks in them are those of the XML, not of the text.
    pub(super) fn push(&mut self, text: &str, format: Format) {
        if text.is_empty() {
            return;
        }
        self.switch(format);
        if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some() {
            let flat = text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c });
            self.inline.text.extend(flat);
        } else {
            self.inline.text.push_str(text);
        }
    }

    /// Appends a line break.
    pub(super) fn line_break(&mut self, format: Format) {
        self.switch(format);
        let at = self.len();
        self.inline.text.push('\n');
        self.mark(Span::new(at, at + 1), MarkKind::LineBreak);
    }

    /// Appends the place of an object or of a note's marker.
    pub(super) fn object(&mut self, kind: MarkKind, format: Format) {
        self.switch(format);
        let at = self.len();
        self.inline.text.push(OBJECT);
        self.mark(Span::new(at, self.len()), kind);
    }

    /// Marks a stretch; an empty one is left out.
    pub(super) fn mark(&mut self, span: Span, kind: MarkKind) {
        if !span.is_empty() {
            self.inline.marks.push(Mark { span, kind });
        }
    }

    /// Takes back what stands from a place on.
    pub(super) fn truncate(&mut self, at: u32) {
        truncate(&mut self.inline, at);
        for since in &mut self.since {
            *since = at.min(*since);
        }
    }

    /// The text with its marks. What it was written in is for the next to be written in.
    pub(super) fn finish(mut self, spare: &mut String) -> Inline {
        self.switch(Format::default());
        let Inline { text, marks } = self.inline;
        let kept = text.as_str().to_owned();
        *spare = text;
        Inline { text: kept, marks }
    }

    /// Ends the marks that `format` does not have, and begins those that it has more.
    fn switch(&mut self, format: Format) {
        let changed = self.format.difference(format);
        if changed.is_empty() {
            return;
        }
        let at = self.len();
        for (&(bit, kind), since) in MARKED.iter().zip(&mut self.since) {
            if !changed.has(bit) {
                continue;
            }
            if format.has(bit) {
                *since = at;
            } else if *since < at {
                self.inline.marks.push(Mark { span: Span::new(*since, at), kind });
            }
        }
        self.format = format;
    }
}

/// Cuts off the text from a place on, which is a boundary of characters. Marks come in the order in
/// which they end, so that only those are looked at that reach beyond it.
pub(super) fn truncate(inline: &mut Inline, at: u32) {
    inline.text.truncate(at as usize);
    let reach_beyond = inline.marks.iter().rev().take_while(|mark| mark.span.end > at).count();
    let kept = inline.marks.len() - reach_beyond;
    for mark in inline.marks.split_off(kept) {
        let span = Span::new(mark.span.start, at);
        if span.start < span.end {
            inline.marks.push(Mark { span, kind: mark.kind });
        }
    }
}
