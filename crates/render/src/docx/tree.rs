//! A part's XML as a tree of places: text in, for each element where it begins and ends out.
//!
//! Nothing of the text is copied: a node is three offsets and a name, and whatever nobody touches is written
//! again by slicing. Nodes stand in document order, each before those within it.

use std::borrow::Cow;
use std::collections::HashMap;

use keeling_ooxml::{Error, ErrorKind};
use quick_xml::events::Event;
use rustc_hash::FxBuildHasher;

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
    nodes: Vec<Node>,
    /// The names of elements, each once: as they stand, and where the name of `WordprocessingML`
    /// begins in them; past the end for those of other vocabularies.
    names: Vec<(Box<str>, usize)>,
    /// Prefix and namespace of each declaration in the part, each once.
    pub(super) prefixes: Vec<(String, String)>,
    /// The prefix of `WordprocessingML`, without and with its colon.
    pub(super) word: String,
    pub(super) word_prefix: String,
}

/// Where an element stands in the text.
#[derive(Clone, Copy, Debug)]
struct Node {
    start: u32,
    end: u32,
    /// The first node that does not stand within it.
    after: NodeId,
    name: u16,
}

impl Tree {
    /// Reads the text of the part of this name.
    pub(super) fn read(part: &str, xml: String) -> Result<Self, Error> {
        let damaged = |what: &str| Error::new(ErrorKind::Damaged, what).at(part);
        let limit = |what: &str| Error::new(ErrorKind::Limit, what).at(part);
        if u32::try_from(xml.len()).is_err() {
            return Err(limit("more than 4 GiB"));
        }
        let mut nodes: Vec<Node> = Vec::with_capacity(count(&xml));
        let mut open: Vec<NodeId> = Vec::new();
        let mut prefixes: Vec<(String, String)> = Vec::new();
        let mut names = Names::default();
        let mut reader = quick_xml::Reader::from_str(&xml);
        loop {
            let start = position(reader.buffer_position());
            let event = reader
                .read_event()
                .map_err(|cause| damaged("not well-formed XML").caused_by(cause))?;
            let end = position(reader.buffer_position());
            let count = NodeId::try_from(nodes.len()).unwrap_or(NONE);
            match event {
                Event::Start(ref tag) | Event::Empty(ref tag) => {
                    declare(tag, &mut prefixes);
                    let name = tag.name();
                    let name = names.id(name.as_ref()).ok_or_else(|| limit("too many names"))?;
                    nodes.push(Node { start, end, after: count + 1, name });
                    if matches!(event, Event::Start(_)) {
                        open.push(count);
                    }
                    if open.len() > MOST_DEPTH {
                        return Err(limit("elements nested too deeply"));
                    }
                }
                Event::End(_) => {
                    let node = open.pop().and_then(|id| nodes.get_mut(id as usize));
                    let node = node.ok_or_else(|| damaged("an element ends that never began"))?;
                    (node.end, node.after) = (end, count);
                }
                Event::DocType(_) => return Err(damaged("a document type definition")),
                Event::Eof if open.is_empty() => break,
                Event::Eof => return Err(damaged("the XML ends within an element")),
                _ => {}
            }
        }
        if nodes.is_empty() {
            return Err(damaged("a part without an element"));
        }
        let word = prefixes.iter().find(|(_, uri)| WORD.contains(&uri.as_str()));
        let word = word.map_or_else(|| "w".to_owned(), |(prefix, _)| prefix.clone());
        let word_prefix = if word.is_empty() { String::new() } else { format!("{word}:") };
        let names = names.finish(&word);
        Ok(Self { xml, nodes, names, prefixes, word, word_prefix })
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> NodeId {
        NodeId::try_from(self.nodes.len()).unwrap_or(NONE)
    }

    fn node(&self, id: NodeId) -> Node {
        let nothing = Node { start: 0, end: 0, after: NONE, name: 0 };
        self.nodes.get(id as usize).copied().unwrap_or(nothing)
    }

    /// Whether an element of one of these names of `WordprocessingML` is in the part.
    pub(super) fn has_any(&self, names: &[&str]) -> bool {
        self.names.iter().any(|(name, at)| names.contains(&name.get(*at..).unwrap_or_default()))
    }

    /// The text of a range.
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        self.xml.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Where the element begins and ends.
    pub(super) fn outer(&self, id: NodeId) -> (u32, u32) {
        let node = self.node(id);
        (node.start, node.end)
    }

    /// Where what the element holds begins and ends.
    pub(super) fn inner(&self, id: NodeId) -> (u32, u32) {
        let node = self.node(id);
        let open = self.open(node);
        let held = self.slice(open, node.end);
        // Nothing that an end tag holds looks like the beginning of one.
        let close = memchr::memrchr(b'<', held.as_bytes()).unwrap_or(held.len());
        (open, open + position(close as u64))
    }

    /// Where its start tag ends.
    fn open(&self, node: Node) -> u32 {
        let bytes = self.slice(node.start, node.end).as_bytes();
        let mut at = 0;
        let mut quote = None;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match (byte, quote) {
                (b'>', None) => break,
                (b'"' | b'\'', None) => quote = Some(byte),
                (byte, Some(open)) if byte == open => quote = None,
                _ => {}
            }
        }
        node.start + position(at as u64)
    }

    /// Its start tag, as it stands.
    pub(super) fn tag(&self, id: NodeId) -> &str {
        let node = self.node(id);
        self.slice(node.start, self.open(node))
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
        self.node(id).after
    }

    /// Its name as it stands.
    pub(super) fn name(&self, id: NodeId) -> &str {
        self.names.get(usize::from(self.node(id).name)).map_or("", |(name, _)| name)
    }

    /// Its name without a prefix where it is an element of `WordprocessingML`, else nothing.
    pub(super) fn word(&self, id: NodeId) -> &str {
        let name = self.names.get(usize::from(self.node(id).name));
        name.and_then(|(name, at)| name.get(*at..)).unwrap_or_default()
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
        let fits = |name: &str| name.rsplit(':').next() == Some(local);
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
    memchr::memchr_iter(b'<', bytes)
        .filter(|&at| bytes.get(at + 1).is_some_and(|&b| !matches!(b, b'/' | b'!' | b'?')))
        .count()
}

fn position(at: u64) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Remembers the namespaces that a tag declares.
fn declare(tag: &quick_xml::events::BytesStart<'_>, prefixes: &mut Vec<(String, String)>) {
    let raw: &str = tag;
    if !raw.contains("xmlns") {
        return;
    }
    let at = raw.find(char::is_whitespace).unwrap_or(raw.len());
    for (name, value) in (Attributes { rest: raw.get(at..).unwrap_or_default() }) {
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
        let rest = self.rest.trim_start();
        let (name, rest) = rest.split_once('=')?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, rest) = rest.get(1..)?.split_once(quote)?;
        self.rest = rest;
        Some((name.trim_end(), value))
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
