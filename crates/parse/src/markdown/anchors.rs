//! Anchors: the names by which links in a document point at its headings.

use std::collections::HashMap;

/// Gives headings the names that GitHub gives them.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    /// Names given, each with how often it was wanted again.
    given: HashMap<String, u32>,
}

impl Slugs {
    /// The name of a heading: lower case, spaces as hyphens, punctuation left out; a name that was
    /// given before has `-1`, `-2`… after it.
    pub(super) fn name(&mut self, heading: &str) -> String {
        let plain = slug(heading);
        let Some(mut again) = self.given.get(&plain).copied() else {
            self.given.insert(plain.clone(), 0);
            return plain;
        };
        let name = loop {
            again += 1;
            let name = format!("{plain}-{again}");
            if !self.given.contains_key(&name) {
                break name;
            }
        };
        self.given.insert(plain, again);
        self.given.insert(name.clone(), 0);
        name
    }
}

fn slug(heading: &str) -> String {
    let kept =
        heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The name that a heading is given in its own text: `id` of `Service {#id}`. The braces stay in
/// the text, since they are no markup in `CommonMark`.
pub(super) fn typed(heading: &str) -> Option<&str> {
    let (_, braces) = heading.strip_suffix('}')?.rsplit_once('{')?;
    let name = braces.trim().strip_prefix('#')?.split_whitespace().next()?;
    Some(name)
}

/// The name that a link's address points at within the document, with percent signs decoded.
pub(super) fn target(address: &str) -> Option<String> {
    let name = address.strip_prefix('#').filter(|name| !name.is_empty())?;
    Some(percent_decoded(name).unwrap_or_else(|| name.to_owned()))
}

/// An address with percent signs decoded (RFC 3986 section 2.1); `None` where that is not UTF-8.
pub(super) fn percent_decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = match (first, after) {
            (b'%', [high, low, tail @ ..]) => hex(*high).zip(hex(*low)).map(|pair| (pair, tail)),
            _ => None,
        };
        if let Some(((high, low), tail)) = escaped {
            bytes.push(high << 4 | low);
            rest = tail;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
