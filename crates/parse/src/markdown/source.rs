//! The text that is read, and where it stands in its file: offsets in, ranges and lines of the file
//! out.

use std::ops::Range;

/// The text of a document without its front matter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// How many bytes of the file stand before it.
    offset: usize,
    /// The number of its first line in the file.
    first_line: usize,
}

/// The number of a line, and an offset that stands in it.
pub(super) type Line = (usize, usize);

impl<'a> Source<'a> {
    /// What is left of a file's text, which begins `offset` bytes into the file, from `from` on.
    pub(super) fn new(file: &'a str, offset: usize, from: usize) -> Self {
        let (before, text) = file.split_at_checked(from).unwrap_or(("", file));
        Self { text, offset: offset + before.len(), first_line: 1 + newlines(before) }
    }

    /// The text before `end`.
    pub(super) fn before(self, end: usize) -> Self {
        Self { text: self.text.get(..end).unwrap_or(self.text), ..self }
    }

    /// A range of the text as a range of the file.
    pub(super) fn in_file(&self, range: Range<usize>) -> Range<u32> {
        let place = |at: usize| u32::try_from(at + self.offset).unwrap_or(u32::MAX);
        place(range.start)..place(range.end.max(range.start))
    }

    /// The first line.
    pub(super) fn first(&self) -> Line {
        (self.first_line, 0)
    }

    /// The line of an offset, counted on from a line that holds an earlier one.
    pub(super) fn line_from(&self, known: Line, at: usize) -> Line {
        (known.0 + newlines(self.text.get(known.1..at).unwrap_or_default()), at)
    }

    /// The line of an offset as messages name it.
    pub(super) fn place(&self, at: usize) -> String {
        line(self.line_from(self.first(), at).0)
    }
}

/// A line as messages name it.
pub(super) fn line(number: usize) -> String {
    format!("line {number}")
}

/// How many lines end in a text.
pub(super) fn newlines(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}
