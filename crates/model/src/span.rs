//! A range of bytes in a document's text.

use std::ops::Range;

/// A half-open range of bytes, `start..end`, in [`Document::text`](crate::Document::text).
///
/// Both ends lie on character boundaries. Offsets are 32 bits wide: a document's text is smaller
/// than 4 GiB, which the readers' limits guarantee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Its length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies within it.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// What it and `other` have in common; empty, at the later start, where they do not meet.
    pub fn intersect(self, other: Span) -> Span {
        let start = self.start.max(other.start);
        Span { start, end: self.end.min(other.end).max(start) }
    }

    /// It, as indices into a string.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// It, `by` bytes further on.
    pub const fn shifted(self, by: u32) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}
