//! Attributes and text as they stand: raw in, what they stand for out.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::{EscapeError, unescape};
use quick_xml::events::attributes::Attribute;
use quick_xml::name::QName;

/// The attributes of a start tag: name and raw value of each. What is not well-formed ends them.
#[derive(Clone, Debug)]
pub struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Attributes<'a> {
    /// The attributes that follow the name of an element in its start tag.
    pub(super) fn new(rest: &'a str) -> Self {
        Self { rest }
    }

    /// What stands behind those that were taken.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        // A quote before the sign is none that a value begins with: whoever writes the attribute
        // again would part the tag elsewhere.
        let mut signs = rest.bytes().enumerate();
        let (equals, sign) = signs.find(|(_, byte)| matches!(byte, b'=' | b'"' | b'\''))?;
        if sign != b'=' {
            return None;
        }
        let name = rest.get(..equals)?.trim_ascii_end();
        let rest = rest.get(equals + 1..)?.trim_ascii_start();
        let quote = rest.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let rest = rest.get(1..)?;
        let end = memchr::memchr(quote, rest.as_bytes())?;
        self.rest = rest.get(end + 1..)?;
        Some((name, rest.get(..end)?))
    }
}

/// A raw attribute value with entities replaced and white space normalised (XML 1.0 §3.3.3); one
/// that is not well-formed as it stands.
pub fn value(raw: &str) -> Cow<'_, str> {
    // Most bytes are greater than all of these.
    if !raw.bytes().any(|byte| byte <= b'&' && matches!(byte, b'&' | b'\t' | b'\n' | b'\r')) {
        return Cow::Borrowed(raw);
    }
    let attribute = Attribute { key: QName(""), value: Cow::Borrowed(raw) };
    let normal = attribute.normalized_value(XmlVersion::Explicit1_0).map(Cow::into_owned);
    normal.map_or(Cow::Borrowed(raw), Cow::Owned)
}

/// Raw text between tags with line ends normalised (XML 1.0 §2.11) and entities replaced.
pub(super) fn text(raw: &str) -> Result<Cow<'_, str>, EscapeError> {
    if memchr::memchr2(b'&', b'\r', raw.as_bytes()).is_none() {
        return Ok(Cow::Borrowed(raw));
    }
    let lines = line_ends(raw);
    Ok(Cow::Owned(unescape(&lines)?.into_owned()))
}

/// Text with each of its line ends as one character.
pub(super) fn line_ends(raw: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
}

/// All text of an element that holds no other, with entities replaced, and sections of character
/// data and comments resolved. What is not well-formed stands for itself.
pub fn decoded(raw: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'<', b'&', b'\r', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let lenient = |raw| text(raw).unwrap_or(Cow::Borrowed(raw));
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, tail)) = rest.split_once('<') {
        out.push_str(&lenient(before));
        if let Some(data) = tail.strip_prefix("![CDATA[") {
            let (data, tail) = data.split_once("]]>").unwrap_or((data, ""));
            out.push_str(&line_ends(data));
            rest = tail;
        } else if let Some(comment) = tail.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, tail)| tail);
        } else {
            rest = tail.split_once('>').map_or("", |(_, tail)| tail);
        }
    }
    out.push_str(&lenient(rest));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    fn names(rest: &str) -> Vec<&str> {
        Attributes::new(rest).map(|(name, _)| name).collect()
    }

    #[test]
    fn what_is_not_well_formed_ends_them() {
        assert_eq!(names(r#" a="1" b = '"' c="'""#), ["a", "b", "c"]);
        for rest in
            [r#" a="1" b"2" c="3""#, r#" a="1" b c"="2""#, r#" a="1" b=2"#, r#" a="1" b="2"#]
        {
            assert_eq!(names(rest), ["a"], "{rest}");
        }
    }
}
