//! HTML text in, tags and texts out.

use std::borrow::Cow;

/// A piece of HTML.
#[derive(Debug)]
pub(in crate::markdown) enum Token<'a> {
    /// Text, with its character references decoded.
    Text(Cow<'a, str>),
    /// A tag.
    Tag(Tag<'a>),
}

/// A tag.
#[derive(Debug)]
pub(in crate::markdown) struct Tag<'a> {
    /// Its name in lower case.
    pub(in crate::markdown) name: String,
    /// Whether it closes an element.
    pub(in crate::markdown) closing: bool,
    attributes: &'a str,
}

/// Elements whose content is not shown.
pub(super) const HIDDEN: [&str; 3] = ["script", "style", "template"];

/// Elements whose content is text without tags.
const RAW: [&str; 6] = ["textarea", "title", "iframe", "noembed", "noframes", "xmp"];

/// The tokens of some HTML; comments and what is not shown are left out.
#[derive(Debug)]
pub(in crate::markdown) struct Tokens<'a> {
    rest: &'a str,
    /// The element whose content stands next, where tags mean nothing in it.
    raw: Option<&'static str>,
}

impl<'a> Tokens<'a> {
    /// Reads this HTML.
    pub(in crate::markdown) fn new(html: &'a str) -> Self {
        Self { rest: html, raw: None }
    }

    /// Takes what stands before this offset.
    fn take(&mut self, at: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(at).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Takes the content of an element in which tags mean nothing.
    fn take_raw(&mut self, name: &str) -> &'a str {
        let end = find_closing(self.rest, name).unwrap_or(self.rest.len());
        self.take(end)
    }

    /// Takes a tag or a comment. `None` for a comment.
    fn take_markup(&mut self) -> Option<Tag<'a>> {
        if let Some(comment) = self.rest.strip_prefix("<!--") {
            let empty = if comment.starts_with('>') { Some(1) } else { None };
            let empty = empty.or_else(|| comment.starts_with("->").then_some(2));
            let end = empty.or_else(|| comment.find("-->").map(|at| at + 3));
            self.take(4 + end.unwrap_or(comment.len()));
            return None;
        }
        let closing = self.rest.starts_with("</");
        let name_at = if closing { 2 } else { 1 };
        let named = self.rest.get(name_at..).unwrap_or_default();
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = self.rest.find('>').map_or(self.rest.len(), |at| at + 1);
            self.take(end);
            return None;
        }
        let len = named
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
            .unwrap_or(named.len());
        let name = named.get(..len).unwrap_or_default().to_ascii_lowercase();
        self.take(name_at + len);
        let attributes = self.take(end_of_tag(self.rest));
        if !closing {
            self.raw = HIDDEN.iter().chain(&RAW).find(|raw| **raw == name).copied();
        }
        Some(Tag { name, closing, attributes: attributes.trim_end_matches('>') })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            if let Some(name) = self.raw.take() {
                let content = self.take_raw(name);
                if !HIDDEN.contains(&name) && !content.is_empty() {
                    return Some(Token::Text(decoded(content)));
                }
                continue;
            }
            if is_markup(self.rest) {
                match self.take_markup() {
                    Some(tag) => return Some(Token::Tag(tag)),
                    None => continue,
                }
            }
            let end = next_markup(self.rest);
            return Some(Token::Text(decoded(self.take(end))));
        }
        None
    }
}

impl Tag<'_> {
    /// The value of an attribute, decoded; empty where it has none.
    pub(in crate::markdown) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            // A name has at least one character, which may even be `=`.
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let tail = rest.get(first..).unwrap_or_default();
            let len = first
                + tail
                    .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '='))
                    .unwrap_or(tail.len());
            let (name, after) = rest.split_at_checked(len)?;
            let (value, after) = value(after);
            if name.eq_ignore_ascii_case(wanted) {
                return Some(decoded(value).into_owned());
            }
            rest = after;
        }
    }
}

/// The value after an attribute's name, and what stands after it.
fn value(after: &str) -> (&str, &str) {
    let Some(rest) = trim_start(after).strip_prefix('=') else { return ("", after) };
    let rest = trim_start(rest);
    for quote in ['"', '\''] {
        if let Some(rest) = rest.strip_prefix(quote) {
            return rest.split_once(quote).unwrap_or((rest, ""));
        }
    }
    let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
    rest.split_at_checked(end).unwrap_or((rest, ""))
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_whitespace())
}

/// Whether a tag or a comment begins here, and not text.
fn is_markup(html: &str) -> bool {
    match html.as_bytes() {
        [b'<', b'!' | b'?', ..] => true,
        [b'<', b'/', after, ..] => !matches!(after, b' ' | b'\n'),
        [b'<', letter, ..] => letter.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Where the next tag or comment begins.
fn next_markup(html: &str) -> usize {
    let starts = html.match_indices('<').map(|(at, _)| at);
    let found = starts.filter(|at| *at > 0).find(|at| html.get(*at..).is_some_and(is_markup));
    found.unwrap_or(html.len())
}

/// One past the `>` that ends a tag, which does not stand in a quoted value.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            // Quotation marks quote only at the beginning of a value.
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    rest.len()
}

/// Where the closing tag of an element begins.
fn find_closing(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| {
        let after = html.get(at + 2..).unwrap_or_default();
        let named = after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        let end = after.as_bytes().get(name.len());
        named && end.is_none_or(|end| end.is_ascii_whitespace() || matches!(end, b'/' | b'>'))
    })
}

fn decoded(text: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(text)
}
