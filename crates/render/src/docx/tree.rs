//! A part's XML as a tree of places: text in, for each element where it begins and ends out.
//!
//! Nothing of the text is copied: a node is two offsets and a name, and whatever nobody touches is written
//! again by slicing. Nodes stand in document order, each before those within it, so what an element
//! holds ends with the first node that begins behind its end. They are what most of the memory goes
//! to, so each of the three has a list of its own.

use std::borrow::Cow;
use std::collections::HashMap;

use keeling_ooxml::{Error, ErrorKind};
use memchr::memmem;
use rustc_hash::FxBuildHasher;

use super::markup::{MarkupKind, markups, name_in, tag_end};

/// Index of a node of a tree.
pub(super) type NodeId = u32;

/// No node.
pub(super) const NONE: NodeId = NodeId::MAX;

/// The namespace of `WordprocessingML`, transitional and strict.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// The deepest nesting of elements that is followed.
const MOST_DEPTH: usize = 256;

/// The XML of a part, and where its elements stand in it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) xml: String,
    /// Where each element begins and ends, and the place of its name.
    starts: Vec<u32>,
    ends: Vec<u32>,
    kinds: Vec<u16>,
    /// The names of elements, each once: as they stand, and where the name of `WordprocessingML`
    /// begins in them; past the end for those of other vocabularies.
    names: Vec<(Box<str>, usize)>,
    /// Prefix and namespace of each declaration in the part, each once.
    pub(super) prefixes: Vec<(String, String)>,
    /// The prefix of `WordprocessingML`, without and with its colon.
    pub(super) word: String,
    pub(super) word_prefix: String,
}

impl Tree {
    /// Reads the text of the part of this name.
    pub(super) fn read(part: &str, xml: String) -> Result<Self, Error> {
        let damaged = |what: &str| Error::new(ErrorKind::Damaged, what).at(part);
        let limit = |what: &str| Error::new(ErrorKind::Limit, what).at(part);
        if u32::try_from(xml.len()).is_err() {
            return Err(limit("more than 4 GiB"));
        }
        let most = count(&xml);
        let (mut starts, mut ends) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let mut kinds: Vec<u16> = Vec::with_capacity(most);
        let mut open: Vec<NodeId> = Vec::new();
        let mut prefixes: Vec<(String, String)> = Vec::new();
        let mut names = Names::default();
        // Few tags declare a namespace, and most of those are the root.
        let mut declarations = memmem::find_iter(xml.as_bytes(), "xmlns").peekable();
        for markup in markups(&xml) {
            let (start, end, kind) = markup.ok_or_else(|| damaged("not well-formed XML"))?;
            let count = NodeId::try_from(starts.len()).unwrap_or(NONE);
            let held = xml.get(start..end).unwrap_or_default();
            match kind {
                MarkupKind::Start { empty } => {
                    let name = names.id(name_in(held)).ok_or_else(|| limit("too many names"))?;
                    while declarations.next_if(|&at| at < start).is_some() {}
                    if declarations.peek().is_some_and(|&at| at < end) {
                        declare(held, &mut prefixes);
                    }
                    starts.push(position(start));
                    ends.push(position(end));
                    kinds.push(name);
                    if !empty {
                        open.push(count);
                    }
                    if open.len() > MOST_DEPTH {
                        return Err(limit("elements nested too deeply"));
                    }
                }
                MarkupKind::End => {
                    let id = open.pop().map(|id| id as usize);
                    let node = id.and_then(|id| ends.get_mut(id).zip(kinds.get(id)));
                    let (node, &kind) =
                        node.ok_or_else(|| damaged("an element ends that never began"))?;
                    let name = held.get(2..).and_then(|held| held.strip_suffix('>'));
                    let began = names.list.get(usize::from(kind)).map(AsRef::as_ref);
                    if name.map(str::trim_ascii_end) != began {
                        return Err(damaged("an element ends where another does"));
                    }
                    *node = position(end);
                }
                MarkupKind::Definition => return Err(damaged("a document type definition")),
                MarkupKind::Other => {}
            }
        }
        if !open.is_empty() {
            return Err(damaged("the XML ends within an element"));
        }
        if starts.is_empty() {
            return Err(damaged("a part without an element"));
        }
        let word = prefixes.iter().find(|(_, uri)| WORD.contains(&uri.as_str()));
        let word = word.map_or_else(|| "w".to_owned(), |(prefix, _)| prefix.clone());
        let word_prefix = if word.is_empty() { String::new() } else { format!("{word}:") };
        let names = names.finish(&word);
        Ok(Self { xml, starts, ends, kinds, names, prefixes, word, word_prefix })
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> NodeId {
        NodeId::try_from(self.starts.len()).unwrap_or(NONE)
    }

    /// Whether an element of one of these names of `WordprocessingML` is in the part.
    pub(super) fn has_any(&self, names: &[&str]) -> bool {
        self.names.iter().any(|(name, at)| names.contains(&name.get(*at..).unwrap_or_default()))
    }

    /// How many elements of this name of `WordprocessingML` are in the part.
    pub(super) fn count(&self, name: &str) -> usize {
        let is_it = |(known, at): &(Box<str>, usize)| known.get(*at..) == Some(name);
        let named = self.names.iter().position(is_it).and_then(|at| u16::try_from(at).ok());
        named.map_or(0, |named| self.kinds.iter().filter(|&&kind| kind == named).count())
    }

    /// The elements whose names of `WordprocessingML` fit, in order.
    pub(super) fn all_named(&self, fits: impl Fn(&str) -> bool) -> impl Iterator<Item = NodeId> {
        let names = self.names.iter().map(|(name, at)| name.get(*at..).unwrap_or_default());
        let fitting: Vec<bool> = names.map(fits).collect();
        let kinds = if fitting.contains(&true) { self.kinds.as_slice() } else { &[] };
        let fits = move |kind: &u16| fitting.get(usize::from(*kind)).copied().unwrap_or(false);
        (0..).zip(kinds).filter(move |(_, kind)| fits(kind)).map(|(id, _)| id)
    }

    /// The text of a range.
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        self.xml.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Where the element begins and ends.
    pub(super) fn outer(&self, id: NodeId) -> (u32, u32) {
        let at = |list: &[u32]| list.get(id as usize).copied().unwrap_or(0);
        (at(&self.starts), at(&self.ends))
    }

    /// Where what the element holds begins and ends.
    pub(super) fn inner(&self, id: NodeId) -> (u32, u32) {
        let (start, end) = self.outer(id);
        let open = start + position(self.tag(id).len());
        let held = self.slice(open, end);
        // Nothing that an end tag holds looks like the beginning of one.
        let close = memchr::memrchr(b'<', held.as_bytes()).unwrap_or(held.len());
        (open, open + position(close))
    }

    /// Its start tag, as it stands.
    pub(super) fn tag(&self, id: NodeId) -> &str {
        let (start, end) = self.outer(id);
        let element = self.slice(start, end);
        let end = tag_end(element.as_bytes()).unwrap_or(element.len());
        element.get(..end).unwrap_or_default()
    }

    /// Its start tag as one that something can follow, though it stood empty.
    pub(super) fn open_tag(&self, id: NodeId) -> Cow<'_, str> {
        let tag = self.tag(id);
        match tag.strip_suffix("/>") {
            Some(open) => Cow::Owned(format!("{}>", open.trim_end())),
            None => Cow::Borrowed(tag),
        }
    }

    /// Its end tag.
    pub(super) fn close_tag(&self, id: NodeId) -> String {
        format!("</{}>", self.name(id))
    }

    /// The first node that does not stand within it.
    pub(super) fn after(&self, id: NodeId) -> NodeId {
        let (_, end) = self.outer(id);
        let within = |id: usize| self.starts.get(id).is_some_and(|&start| start < end);
        let first = id as usize + 1;
        // Most elements hold few others, so the steps begin small.
        let (mut from, mut step) = (first, 1);
        while within(from + step - 1) {
            from += step;
            step *= 2;
        }
        let ahead = self.starts.get(from..(from + step).min(self.starts.len()));
        let held = ahead.map_or(0, |ahead| ahead.partition_point(|&start| start < end));
        NodeId::try_from(from + held).unwrap_or(NONE)
    }

    /// Its name as it stands.
    pub(super) fn name(&self, id: NodeId) -> &str {
        self.named(id).map_or("", |(name, _)| name)
    }

    /// Its name without a prefix where it is an element of `WordprocessingML`, else nothing.
    pub(super) fn word(&self, id: NodeId) -> &str {
        self.named(id).and_then(|(name, at)| name.get(*at..)).unwrap_or_default()
    }

    fn named(&self, id: NodeId) -> Option<&(Box<str>, usize)> {
        self.names.get(usize::from(*self.kinds.get(id as usize)?))
    }

    /// Its name without a prefix.
    pub(super) fn local(&self, id: NodeId) -> &str {
        let name = self.name(id);
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The namespace that a prefix stands for.
    pub(super) fn uri(&self, prefix: &str) -> &str {
        self.prefixes.iter().find(|(known, _)| known == prefix).map_or("", |(_, uri)| uri)
    }

    /// The elements directly within it, in order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let after = self.after(id).min(self.len());
        let mut next = id.saturating_add(1);
        std::iter::from_fn(move || {
            (next < after).then(|| {
                let child = next;
                next = self.after(child).max(child + 1);
                child
            })
        })
    }

    /// The first element of this name of `WordprocessingML` directly within it.
    pub(super) fn child(&self, id: NodeId, name: &str) -> Option<NodeId> {
        self.children(id).find(|&child| self.word(child) == name)
    }

    /// Its attributes: name and raw value.
    pub(super) fn attributes(&self, id: NodeId) -> Attributes<'_> {
        Attributes { rest: self.tag(id).get(1 + self.name(id).len()..).unwrap_or_default() }
    }

    /// The value of an attribute without regard to its prefix.
    pub(super) fn attr(&self, id: NodeId, local: &str) -> Option<Cow<'_, str>> {
        let fits = |name: &str| {
            name.strip_suffix(local).is_some_and(|rest| rest.is_empty() || rest.ends_with(':'))
        };
        self.attributes(id).find(|(name, _)| fits(name)).map(|(_, value)| unescaped(value))
    }

    /// The value of `w:val`.
    pub(super) fn val(&self, id: NodeId) -> Option<Cow<'_, str>> {
        self.attr(id, "val")
    }

    /// The text directly within an element, with entities replaced.
    pub(super) fn text(&self, id: NodeId) -> Cow<'_, str> {
        let (start, end) = self.inner(id);
        decoded(self.slice(start, end))
    }

    /// The root element.
    pub(super) const fn root() -> NodeId {
        0
    }
}

/// The names of elements while a part is read.
#[derive(Debug, Default)]
struct Names {
    list: Vec<Box<str>>,
    ids: HashMap<Box<str>, u16, FxBuildHasher>,
}

impl Names {
    /// The place of a name; `None` where there are too many.
    fn id(&mut self, name: &str) -> Option<u16> {
        if let Some(&id) = self.ids.get(name) {
            return Some(id);
        }
        let id = u16::try_from(self.list.len()).ok()?;
        self.list.push(name.into());
        self.ids.insert(name.into(), id);
        Some(id)
    }

    /// The names, each with where its name in the vocabulary of this prefix begins.
    fn finish(self, word: &str) -> Vec<(Box<str>, usize)> {
        let at = |name: &str| match name.split_once(':') {
            Some((prefix, _)) if prefix == word => prefix.len() + 1,
            None if word.is_empty() => 0,
            _ => name.len(),
        };
        self.list.into_iter().map(|name| (name.clone(), at(&name))).collect()
    }
}

/// How many elements a text has at most.
fn count(xml: &str) -> usize {
    let bytes = xml.as_bytes();
    let begins = |&at: &usize| !matches!(bytes.get(at + 1), None | Some(b'/' | b'!' | b'?'));
    memchr::memchr_iter(b'<', bytes).filter(begins).count()
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Remembers the namespaces that a tag declares.
fn declare(tag: &str, prefixes: &mut Vec<(String, String)>) {
    let at = 1 + name_in(tag).len();
    for (name, value) in (Attributes { rest: tag.get(at..).unwrap_or_default() }) {
        let prefix = match name.strip_prefix("xmlns") {
            Some("") => "",
            Some(prefix) => prefix.trim_start_matches(':'),
            None => continue,
        };
        if !prefixes.iter().any(|(known, _)| known == prefix) {
            prefixes.push((prefix.to_owned(), unescaped(value).into_owned()));
        }
    }
}

/// The attributes of a start tag: name and raw value of each.
#[derive(Clone, Debug)]
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        let equals = memchr::memchr(b'=', rest.as_bytes())?;
        let name = rest.get(..equals)?.trim_ascii_end();
        let rest = rest.get(equals + 1..)?.trim_ascii_start();
        let quote = rest.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let rest = rest.get(1..)?;
        let end = memchr::memchr(quote, rest.as_bytes())?;
        self.rest = rest.get(end + 1..)?;
        Some((name, rest.get(..end)?))
    }
}

/// A raw attribute value with entities replaced; one that is not well-formed as it stands.
pub(super) fn unescaped(raw: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw))
}

/// Raw text with entities replaced, and sections of character data and comments resolved.
pub(super) fn decoded(raw: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'&', b'<', b'\r', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, tail)) = rest.split_once('<') {
        text.push_str(&unescaped(before));
        if let Some(data) = tail.strip_prefix("![CDATA[") {
            let (data, tail) = data.split_once("]]>").unwrap_or((data, ""));
            text.push_str(data);
            rest = tail;
        } else if let Some(comment) = tail.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, tail)| tail);
        } else {
            rest = tail.split_once('>').map_or("", |(_, tail)| tail);
        }
    }
    text.push_str(&unescaped(rest));
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Text as it may stand in an element or an attribute.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}'
            | '\u{B}'
            | '\u{C}'
            | '\u{E}'..='\u{1F}'
            | '\u{FFFE}'
            | '\u{FFFF}' => {}
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
}

/// The same as a string.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
