//! Start tags that stood before: text that begins with a tag in; what is known of such a tag, out.
//!
//! A part has few tags that differ, and each many times. Where one stands again, neither its end
//! nor the meaning of its name has to be looked for.

/// How many tags are kept; one that looks like another takes its place.
const KEPT: usize = 256;

/// How many bytes of a tag are looked at.
const LOOKED_AT: usize = 24;

/// Start tags that stood before.
#[derive(Debug)]
pub(super) struct Seen {
    tags: Vec<Tag>,
}

/// A start tag that stood before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tag {
    /// Where it began.
    pub(super) at: u32,
    /// How long it is; 0 is none.
    pub(super) length: u8,
    /// Whether the element is empty.
    pub(super) empty: bool,
    /// The place of its name.
    pub(super) kind: u16,
}

impl Seen {
    pub(super) fn new() -> Self {
        Self { tags: vec![Tag::default(); KEPT] }
    }

    /// The tag that stands at this place of a text, if it stood before.
    #[inline]
    pub(super) fn find(&self, text: &[u8], at: usize) -> Option<Tag> {
        let rest = text.get(at..)?;
        let tag = *self.tags.get(look(rest))?;
        let (known_at, length) = (tag.at as usize, usize::from(tag.length));
        let is_same = text.get(known_at..known_at + length)? == rest.get(..length)?;
        (is_same && length > 0).then_some(tag)
    }

    /// Keeps a tag that is not known, with which this text begins.
    pub(super) fn keep(&mut self, rest: &[u8], tag: Tag) {
        if let Some(kept) = self.tags.get_mut(look(rest)) {
            *kept = tag;
        }
    }

    /// Forgets all, as names have got other meanings.
    pub(super) fn forget(&mut self) {
        self.tags.fill(Tag::default());
    }
}

/// How the tag looks that a text begins with: what its first bytes are, up to one that may end it.
#[inline]
fn look(rest: &[u8]) -> usize {
    let Some(first) = rest.first_chunk::<LOOKED_AT>() else { return 0 };
    let (eights, _) = first.as_chunks::<8>();
    let mut look = 0_u64;
    for eight in eights.iter().map(|&eight| u64::from_le_bytes(eight)) {
        let end = first_end(eight);
        // All bits up to the end, or all where there is none.
        look = (look ^ (eight & (end ^ end.wrapping_sub(1)))).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        look ^= look >> 32;
        if end != 0 {
            break;
        }
    }
    usize::try_from(look).unwrap_or(0) % KEPT
}

/// The highest bit of the first byte that is `>`; 0 where none of the eight is.
fn first_end(eight: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHS: u64 = u64::from_le_bytes([0x80; 8]);
    let zeros = eight ^ u64::from_le_bytes([b'>'; 8]);
    let found = zeros.wrapping_sub(ONES) & !zeros & HIGHS;
    found & found.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::{Seen, Tag};

    fn tag(xml: &str, at: u32) -> Tag {
        let length = u8::try_from(xml.len()).unwrap();
        Tag { at, length, empty: xml.ends_with("/>"), kind: 7 }
    }

    #[test]
    fn only_the_same_tag_is_found() {
        let one = r#"<w:pStyle w:val="Heading1" w:other="1"/>"#;
        let text = format!("<w:b/>{one}{} rest of the text", one.replace("\"1\"", "\"2\""));
        let bytes = text.as_bytes();
        let mut seen = Seen::new();
        seen.keep(bytes, tag("<w:b/>", 0));
        seen.keep(&bytes[6..], tag(one, 6));
        assert_eq!(seen.find(bytes, 0).map(|tag| tag.kind), Some(7));
        assert_eq!(seen.find(bytes, 6).map(|tag| usize::from(tag.length)), Some(one.len()));
        assert!(seen.find(bytes, 6 + one.len()).is_none());
        assert!(seen.find(bytes, bytes.len()).is_none());
        seen.forget();
        assert!(seen.find(bytes, 0).is_none());
    }

    #[test]
    fn what_follows_a_tag_is_not_looked_at() {
        let text = "<w:t>one</w:t><w:t>other</w:t><w:t>third</w:t> and some more";
        let mut seen = Seen::new();
        seen.keep(text.as_bytes(), tag("<w:t>", 0));
        for (at, _) in text.match_indices("<w:t>") {
            assert!(seen.find(text.as_bytes(), at).is_some());
        }
        assert!(seen.find(text.as_bytes(), 1).is_none());
    }
}
