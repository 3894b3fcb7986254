//! Addresses within the site.

use std::fmt::Write as _;

/// A name as a part of an address (RFC 3986 §2.3), with brackets as they are.
pub(crate) fn encoded(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'(' | b')') {
            encoded.push(char::from(byte));
        } else {
            // A `String` takes whatever is written to it.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Where words such as "help@example.org" lead: a mailbox, a page, or nowhere.
pub(crate) fn outside(words: &str) -> Option<String> {
    let words = words.trim();
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '`');
    if !words.chars().all(plain) {
        return None;
    }
    let starts = |scheme: &str| {
        words.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if ["https://", "http://", "mailto:"].into_iter().any(starts) {
        return Some(words.to_owned());
    }
    let (name, host) = words.split_once('@')?;
    let safe = |text: &str| {
        !text.is_empty()
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
    };
    (safe(name) && safe(host) && host.contains('.')).then(|| format!("mailto:{words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_encoded_byte_by_byte() {
        assert_eq!(encoded("H3.2(a)"), "H3.2(a)");
        assert_eq!(encoded("ä b/%"), "%C3%A4%20b%2F%25");
    }

    #[test]
    fn only_pages_and_mailboxes_are_outside() {
        assert_eq!(outside("a.b@example.org").as_deref(), Some("mailto:a.b@example.org"));
        assert_eq!(outside("https://example.org/x").as_deref(), Some("https://example.org/x"));
        for words in
            ["javascript:alert(1)", "the Panel", "a@b", "https://e.org/\"onclick", "data:x"]
        {
            assert_eq!(outside(words), None, "{words}");
        }
    }
}
