//! Pairs what a package reads as with the document that was made from it.
//!
//! All typed labels and all own texts of a document, in order, are its words. So its characters
//! without white space are those of the package's paragraphs, and a place among them is a place in
//! both. Where a paragraph was read otherwise it has no place, and is compared as a whole.

use keeling_model::{Clause, Document};

use super::reading::{Range, Reading};

/// How far ahead a paragraph is looked for where the two differ.
const AHEAD: usize = 1 << 16;

/// The least bytes by which a paragraph is known again further on.
const KNOWN: usize = 12;

/// A document's characters without white space.
#[derive(Debug, Default)]
pub(super) struct Stream {
    pub(super) text: String,
    /// Where the label of each clause begins, and where its text does.
    pub(super) clauses: Vec<(u32, u32)>,
}

impl Stream {
    /// The characters of a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut stream = Self {
            text: String::with_capacity(document.text().len()),
            clauses: Vec::with_capacity(document.clauses().len()),
        };
        for clause in document.clauses() {
            let label = stream.at();
            stream.extend(typed_label(clause));
            let text = stream.at();
            stream.extend(document.slice(clause.text));
            stream.clauses.push((label, text));
        }
        stream
    }

    /// What the clauses of these indices cover.
    pub(super) fn range(&self, clauses: std::ops::Range<usize>) -> Range {
        let at = |index: usize| self.clauses.get(index).map_or(self.at(), |&(label, _)| label);
        Range { start: at(clauses.start), end: at(clauses.end) }
    }

    /// The characters of a range.
    pub(super) fn slice(&self, range: Range) -> Option<&str> {
        self.text.get(range.start as usize..range.end as usize)
    }

    fn extend(&mut self, text: &str) {
        push_dense(&mut self.text, text);
    }

    fn at(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}

/// How many bytes of ASCII are looked at before they are added: the places of as many and one more
/// are those that a byte can name, so none has to be checked.
const CHUNK: usize = u8::MAX as usize;

/// Adds the characters of a text that are no white space. Most are ASCII.
pub(super) fn push_dense(out: &mut String, text: &str) {
    let mut rest = text;
    if rest.is_ascii() {
        return push_dense_ascii(out, rest.as_bytes());
    }
    while !rest.is_empty() {
        let (ascii, more) = rest.split_at(ascii_len(rest.as_bytes()));
        push_dense_ascii(out, ascii.as_bytes());
        let others = more.bytes().position(|byte| byte.is_ascii()).unwrap_or(more.len());
        let (others, more) = more.split_at(others);
        out.extend(others.chars().filter(|c| !c.is_whitespace()));
        rest = more;
    }
}

/// How many bytes of ASCII a text begins with.
fn ascii_len(text: &[u8]) -> usize {
    const BLOCK: usize = 32;
    let blocks = text.chunks(BLOCK).take_while(|block| block.is_ascii()).count() * BLOCK;
    let rest = text.get(blocks..).unwrap_or_default();
    let others = rest.iter().position(|byte| !byte.is_ascii());
    others.map_or(text.len(), |others| blocks + others)
}

fn push_dense_ascii(out: &mut String, text: &[u8]) {
    let mut dense = [0; CHUNK + 1];
    for chunk in text.chunks(CHUNK) {
        let mut len = 0u8;
        for &byte in chunk {
            // The place of white space is written again.
            dense[usize::from(len)] = byte;
            len += KEPT[usize::from(byte)];
        }
        out.push_str(std::str::from_utf8(&dense[..usize::from(len)]).unwrap_or_default());
    }
}

/// 1 for each byte that is no white space, else 0.
const KEPT: [u8; 256] = {
    let mut kept = [1; 256];
    kept[b' ' as usize] = 0;
    let mut byte = b'\t';
    while byte <= b'\r' {
        kept[byte as usize] = 0;
        byte += 1;
    }
    kept
};

/// The label of a clause where it stands in the text.
pub(super) fn typed_label(clause: &Clause) -> &str {
    clause.label.as_ref().filter(|label| !label.is_generated()).map_or("", |label| label.shown())
}

/// Gives the paragraphs their places in the document.
pub(super) fn map(reading: &mut Reading, stream: &Stream) {
    let read = std::mem::take(&mut reading.stream);
    let same = read == stream.text;
    let (mut from, mut at) = (0usize, 0usize);
    for &id in &reading.order {
        let Some(paragraph) = reading.paragraphs.get_mut(id) else { continue };
        if paragraph.unread {
            continue;
        }
        let size = paragraph.size as usize;
        let own = read.get(from..from + size).unwrap_or_default();
        from += size;
        if own.is_empty() {
            continue;
        }
        let place = if same { Some(at) } else { find(own, &stream.text, at) };
        if let Some(place) = place {
            at = place + size;
            let to = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            paragraph.range = Range { start: to(place), end: to(at) };
        }
    }
    reading.settle();
}

/// Where a paragraph stands in the document, from a place on.
fn find(own: &str, text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    if rest.starts_with(own.as_bytes()) {
        return Some(at);
    }
    if own.len() < KNOWN {
        return None;
    }
    let window = rest.get(..AHEAD.min(rest.len()))?;
    memchr::memmem::find(window, own.as_bytes()).map(|found| at + found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::push_dense;

    proptest! {
        #[test]
        fn dense_text_is_the_characters_that_are_no_white_space(
            text in "(?s)[\\x00-\\x7F]{0,600}|[a z\u{85}\u{A0}\u{2003}\u{3000}é’]{0,40}|(?s).{0,40}",
        ) {
            let mut dense = String::from("before");
            push_dense(&mut dense, &text);
            let want: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(dense, format!("before{want}"));
        }
    }
}
