//! The tags of XML: text in, where each begins and ends out.
//!
//! Nothing is decoded or copied. Whether elements nest is for whoever keeps track of them.

use memchr::memmem;

/// The tags, comments and the like of a text: where each begins and ends, and what it is. An error
/// is where one begins that does not end; it is the last.
pub(super) const fn markups(xml: &str) -> Markups<'_> {
    Markups { xml, at: 0 }
}

/// The tags, comments and the like of a text.
#[derive(Debug)]
pub(super) struct Markups<'a> {
    xml: &'a str,
    at: usize,
}

/// What stands between `<` and `>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkupKind {
    /// A start tag, or that of an empty element.
    Start {
        /// Whether the element is empty.
        empty: bool,
    },
    /// An end tag.
    End,
    /// A document type definition.
    Definition,
    /// A comment, a section of character data or an instruction.
    Other,
}

impl Markups<'_> {
    /// Goes to where the next begins.
    #[inline]
    pub(super) fn begin(&mut self) -> Option<usize> {
        let bytes = self.xml.as_bytes();
        // Most tags follow one another.
        if bytes.get(self.at) != Some(&b'<') {
            self.at += memchr::memchr(b'<', bytes.get(self.at..)?)?;
        }
        Some(self.at)
    }

    /// Goes on behind one that ends here.
    #[inline]
    pub(super) fn pass(&mut self, end: usize) {
        self.at = end;
    }
}

impl Iterator for Markups<'_> {
    type Item = Result<(usize, usize, MarkupKind), usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.begin()?;
        let bytes = self.xml.as_bytes();
        let rest = bytes.get(start..).unwrap_or_default();
        let until = |head: usize, end: &[u8]| {
            let found = memmem::find(rest.get(head..)?, end)?;
            Some((head + found + end.len(), MarkupKind::Other))
        };
        let found = match rest.get(1) {
            Some(b'/') => {
                rest.iter().position(|&b| b == b'>').map(|end| (end + 1, MarkupKind::End))
            }
            Some(b'?') => until(2, b"?>"),
            Some(b'!') if rest.starts_with(b"<!--") => until(4, b"-->"),
            Some(b'!') if rest.starts_with(b"<![CDATA[") => until(9, b"]]>"),
            Some(b'!') => Some((rest.len(), MarkupKind::Definition)),
            _ => tag_end(rest).map(|end| {
                let empty = rest.get(..end).is_some_and(|tag| tag.ends_with(b"/>"));
                (end, MarkupKind::Start { empty })
            }),
        };
        let Some((length, kind)) = found else {
            self.at = bytes.len();
            return Some(Err(start));
        };
        self.at = start + length;
        Some(Ok((start, self.at, kind)))
    }
}

/// The length of the start tag that a text begins with; `None` too where another begins in it, which
/// no value may have (XML 1.0, section 3.1).
pub(super) fn tag_end(bytes: &[u8]) -> Option<usize> {
    let end = memchr::memchr(b'>', bytes)?;
    // Most values hold no `>` and stand between double quotes.
    let (mut is_open, mut single) = (false, false);
    for &byte in bytes.get(..end)? {
        is_open ^= byte == b'"';
        single |= byte == b'\'';
    }
    let length = if is_open || single { quoted_end(bytes)? } else { end + 1 };
    memchr::memchr(b'<', bytes.get(1..length)?).is_none().then_some(length)
}

/// The same, value by value.
fn quoted_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = bytes.get(at..)?;
        let stop = rest.iter().position(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
        let (&quote, held) = rest.get(stop..)?.split_first()?;
        if quote == b'>' {
            return Some(at + stop + 1);
        }
        at += stop + 1 + memchr::memchr(quote, held)? + 1;
    }
}

/// The name that a start tag begins with.
pub(super) fn name_in(tag: &str) -> &str {
    let tag = tag.get(1..).unwrap_or_default();
    let end = tag.bytes().position(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>'));
    tag.get(..end.unwrap_or(tag.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{MarkupKind, markups, name_in};

    /// The tags of a text, with what each is.
    fn tags(xml: &str) -> Vec<(&str, MarkupKind)> {
        markups(xml).flatten().map(|(start, end, kind)| (&xml[start..end], kind)).collect()
    }

    const START: MarkupKind = MarkupKind::Start { empty: false };
    const EMPTY: MarkupKind = MarkupKind::Start { empty: true };

    #[test]
    fn tags_end_outside_of_their_values() {
        let xml = "<a b='>' c=\"'>\"> text <d/></a >";
        let want = [("<a b='>' c=\"'>\">", START), ("<d/>", EMPTY), ("</a >", MarkupKind::End)];
        assert_eq!(tags(xml), want);
    }

    #[test]
    fn comments_data_and_instructions_hold_no_tags() {
        let xml = "<?xml a='?'?><!-- <a> --><![CDATA[<b>]]><c>";
        let others = ["<?xml a='?'?>", "<!-- <a> -->", "<![CDATA[<b>]]>"];
        let mut want = others.map(|other| (other, MarkupKind::Other)).to_vec();
        want.push(("<c>", START));
        assert_eq!(tags(xml), want);
        assert_eq!(tags("<!DOCTYPE a [<b>]>")[0].1, MarkupKind::Definition);
    }

    #[test]
    fn what_does_not_end_is_the_last() {
        for xml in [
            "<a",
            "<a b='>",
            "<a b='<'>",
            "<a <b>",
            "</a",
            "<!-- a ->",
            "<![CDATA[a]>",
            "<?a>",
            "<",
        ] {
            assert_eq!(markups(xml).collect::<Vec<_>>(), [Err(0)], "{xml}");
        }
        assert_eq!(tags("no tag"), []);
    }

    #[test]
    fn names_end_with_space_or_the_tag() {
        for tag in ["<w:p>", "<w:p/>", "<w:p w:a='b'>", "<w:p\n>"] {
            assert_eq!(name_in(tag), "w:p");
        }
    }
}
