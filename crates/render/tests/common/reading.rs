//! Readings of a page that know nothing of how it was written.
//!
//! A small reader of HTML: it checks that elements nest, passes over what belongs to no version,
//! and drops one of `ins` and `del`.

use keeling_model::{Clause, Document, OBJECT};

/// Elements that have no end.
const VOID: [&str; 4] = ["br", "meta", "input", "img"];
/// Elements that do not part words.
const INLINE: [&str; 14] =
    ["span", "ins", "del", "a", "b", "i", "u", "s", "sub", "sup", "code", "small", "bdi", "dfn"];

/// A tag of a page.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    fn parse(inside: &str) -> Self {
        let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
        let mut attributes = Vec::new();
        let mut rest = inside[name.len()..].trim_start();
        while !rest.is_empty() {
            let end = rest.find([' ', '=']).unwrap_or(rest.len());
            let attribute = rest[..end].to_owned();
            rest = &rest[end..];
            let mut value = String::new();
            if let Some(quoted) = rest.strip_prefix("=\"") {
                let end = quoted.find('"').expect("a value ends");
                value = unescape(&quoted[..end]);
                rest = &quoted[end + 1..];
            }
            attributes.push((attribute, value));
            rest = rest.trim_start();
        }
        Self { name, attributes }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// What stands on a page, in order.
#[derive(Debug)]
pub(crate) enum Token {
    Start(Tag),
    End(String),
    Text(String),
}

/// The tokens of a page.
pub(crate) fn tokens(page: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap_or(page);
    while !rest.is_empty() {
        if let Some(tag) = rest.strip_prefix('<') {
            let end = tag_end(tag);
            let inside = &tag[..end];
            rest = &tag[end + 1..];
            if let Some(name) = inside.strip_prefix('/') {
                tokens.push(Token::End(name.to_owned()));
                continue;
            }
            let tag = Tag::parse(inside);
            if matches!(tag.name.as_str(), "style" | "script") {
                let end = format!("</{}>", tag.name);
                rest = &rest[rest.find(&end).expect("the element ends")..];
            }
            tokens.push(Token::Start(tag));
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            tokens.push(Token::Text(unescape(&rest[..end])));
            rest = &rest[end..];
        }
    }
    tokens
}

/// Where a tag ends: at the first `>` outside of quotes.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    });
    end.expect("a tag ends")
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// The words of a page's `<main>`, or of its section of headers and footers, when it is read without these elements (`ins` or `del`).
/// Panics where elements do not nest.
pub(crate) fn words_without(page: &str, region: &str, without: &str) -> Vec<String> {
    let mut text = String::new();
    // Each open element: its name, and whether it and what is in it is read.
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut regions = 0;
    for token in tokens(page) {
        let read = open.last().is_some_and(|(_, read)| *read);
        match token {
            Token::Text(words) if read => text.push_str(&words),
            Token::Text(_) => {}
            Token::Start(tag) => {
                if !INLINE.contains(&tag.name.as_str()) {
                    text.push('\n');
                }
                let begins = tag.name == region;
                regions += usize::from(begins);
                let skipped = tag.name == without
                    || tag.get("data-ui").is_some()
                    || tag.get("data-generated").is_some();
                if !VOID.contains(&tag.name.as_str()) {
                    open.push((tag.name, begins || read && !skipped));
                }
            }
            Token::End(name) => {
                let (opened, _) = open.pop().unwrap_or_else(|| panic!("</{name}> ends nothing"));
                assert_eq!(opened, name, "elements cross");
                if !INLINE.contains(&name.as_str()) {
                    text.push('\n');
                }
            }
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    assert!(regions == 1 || region != "main" && regions == 0, "{regions} {region}");
    words(&text)
}

/// The labels of paragraphs on a page that is read without these elements (`ins` or `del`).
pub(crate) fn labels_without(page: &str, without: &str) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    // Each open element: its name, and whether it is a label, or one that is left out.
    let mut open: Vec<(String, bool, bool)> = Vec::new();
    for token in tokens(page) {
        match token {
            Token::Text(words) => {
                let is_read = open.iter().any(|(_, label, _)| *label)
                    && !open.iter().any(|(_, _, left_out)| *left_out);
                if is_read && let Some(label) = labels.last_mut() {
                    label.push_str(&words);
                }
            }
            Token::Start(tag) if VOID.contains(&tag.name.as_str()) => {}
            Token::Start(tag) => {
                let is_label = tag.get("class") == Some("l");
                if is_label {
                    labels.push(String::new());
                }
                let left_out = tag.name == without;
                open.push((tag.name, is_label, left_out));
            }
            Token::End(_) => drop(open.pop()),
        }
    }
    let labels = labels.into_iter().map(|label| label.trim().to_owned());
    labels.filter(|label| !label.is_empty()).collect()
}

/// The words of clauses of a document with the labels that stand in its text, in reading order.
pub(crate) fn words_of(document: &Document, clauses: &[Clause]) -> Vec<String> {
    let mut text = String::new();
    for clause in clauses {
        if let Some(label) = clause.label.as_ref().filter(|label| !label.is_generated()) {
            text.push_str(label.shown());
        }
        text.push('\n');
        text.push_str(document.slice(clause.text));
        text.push('\n');
    }
    words(&text)
}

/// Words parted by white space and by the stand-ins of objects.
pub(crate) fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || c == OBJECT);
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Checks that a page keeps the law of the redline, and that its links and names are sound.
pub(crate) fn check(page: &str, old: &Document, new: &Document) {
    for (side, without, document) in [("old", "ins", old), ("new", "del", new)] {
        let (text, margins) =
            document.clauses().split_at(document.body().len() + document.notes().len());
        assert_same(side, &words_without(page, "main", without), &words_of(document, text));
        assert_same(side, &words_without(page, "section", without), &words_of(document, margins));
    }
    check_links(page);
    check_headings(page);
}

/// The page may break a line inside what the source runs together.
fn assert_same(side: &str, page: &[String], document: &[String]) {
    if page.concat() != document.concat() {
        assert_eq!(page, document, "the {side} version as read from the page");
    }
}

fn check_links(page: &str) {
    let tags: Vec<Tag> = tokens(page)
        .into_iter()
        .filter_map(|token| match token {
            Token::Start(tag) => Some(tag),
            _ => None,
        })
        .collect();
    let mut ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    ids.sort_unstable();
    for pair in ids.windows(2) {
        assert_ne!(pair[0], pair[1], "an id stands twice");
    }
    for href in tags.iter().filter_map(|tag| tag.get("href")) {
        match href.strip_prefix('#') {
            Some(id) => assert!(ids.binary_search(&id).is_ok(), "#{id} leads nowhere"),
            None => assert!(
                ["http://", "https://", "mailto:"].iter().any(|scheme| href.starts_with(scheme)),
                "{href} is no address to link to"
            ),
        }
    }
    assert!(tags.iter().all(|tag| tag.get("style").is_none()), "style attributes are blocked");
}

/// Heading levels never skip.
fn check_headings(page: &str) {
    let mut last = 0;
    for token in tokens(page) {
        let Token::Start(tag) = token else { continue };
        let Some(level) = tag.name.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()) else {
            continue;
        };
        assert!(level <= last + 1, "h{level} after h{last}");
        last = level;
    }
}
