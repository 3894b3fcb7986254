//! A part's XML as a tree of places: for each element where it begins and ends.
//!
//! Nothing of the text is copied: a node is two offsets, the place of a name and the length of a tag, and whatever
//! nobody touches is written again by slicing. Nodes stand in document order, each before those
//! within it, so what an element holds ends with the first node that begins behind its end. They
//! are what most of the memory beside the text goes to, so each of these has a list of its own.

use std::borrow::Cow;
use std::sync::Arc;

use super::again::{Again, Same};
use super::attributes::{Attributes, decoded, value};
use super::markup::tag_end;
use super::names::Name;
use super::read::{Failure, Reading};
use crate::{Error, Limits};

/// Index of a node of a tree.
pub type NodeId = u32;

/// No node.
pub const NONE: NodeId = NodeId::MAX;

/// How many elements of one are looked at one after the other before larger steps are taken.
const FEW: usize = 8;

/// The XML of a part, and where its elements stand in it.
#[derive(Debug, Default)]
pub struct Tree {
    pub(super) part: Box<str>,
    xml: Arc<String>,
    /// How deep its elements nest, at most.
    pub(super) depth: usize,
    /// Where each element begins and ends, and the place of its name. One that does not end ends
    /// behind everything.
    pub(super) starts: Vec<u32>,
    pub(super) ends: Vec<u32>,
    pub(super) kinds: Vec<u16>,
    /// How long each start tag is, 0 for those that are longer than fits.
    pub(super) tags: Vec<u8>,
    pub(super) names: Vec<Name>,
    /// The nodes that declare namespaces, in order.
    pub(super) declaring: Vec<NodeId>,
    /// Prefix and namespace of each declaration in the part, each once.
    prefixes: Vec<(String, String)>,
    word: String,
    word_prefix: String,
    pub(super) failure: Option<Failure>,
}

impl Tree {
    /// Reads the text of the part of this name. Where it is not well-formed, has a document type
    /// definition or exceeds a limit, the tree is that of what stands before, and
    /// [`check`](Self::check) tells what is wrong.
    pub fn read(part: &str, xml: impl Into<Arc<String>>, limits: &Limits) -> Self {
        Self::of(part, xml.into(), |xml| {
            let mut reading = Reading::new(xml, limits);
            let failure = reading.run(xml, None).err();
            (reading, failure)
        })
    }

    /// Reads a text of which these stretches stand in the text of a tree that was read, `known`, in
    /// the order of both: the tree that [`read`](Self::read) makes without limits, in less time. A
    /// stretch that is not the same in both is read like all else.
    ///
    /// ```
    /// use keeling_ooxml::{Limits, xml::{Same, Tree}};
    ///
    /// let known = Tree::read("a.xml", "<a><b/><c/></a>".to_owned(), &Limits::default());
    /// let same = [Same { at: 0, of: 0, len: 7 }, Same { at: 12, of: 7, len: 8 }];
    /// let tree = Tree::read_again("a.xml", "<a><b/><new/><c/></a>".to_owned(), &known, &same);
    /// assert_eq!((0..tree.len()).map(|id| tree.name(id)).collect::<Vec<_>>(), ["a", "b", "new", "c"]);
    /// ```
    pub fn read_again(
        part: &str,
        xml: impl Into<Arc<String>>,
        known: &Self,
        same: &[Same],
    ) -> Self {
        Self::of(part, xml.into(), |xml| {
            let mut reading = Reading::like(known, xml);
            let failure = reading.run(xml, Some(Again::new(known, same))).err();
            (reading, failure)
        })
    }

    /// The tree of a text that is read so.
    fn of(
        part: &str,
        xml: Arc<String>,
        read: impl FnOnce(&str) -> (Reading, Option<Failure>),
    ) -> Self {
        let (reading, failure) = read(&xml);
        let word = reading.prefixes.iter().find(|(_, uri)| is_word(uri));
        let word = word.map_or_else(|| "w".to_owned(), |(prefix, _)| prefix.clone());
        let word_prefix = if word.is_empty() { String::new() } else { format!("{word}:") };
        Self {
            part: part.into(),
            xml,
            depth: reading.depth,
            starts: reading.starts,
            ends: reading.ends,
            kinds: reading.kinds,
            tags: reading.tags,
            names: reading.names.list,
            declaring: reading.declaring,
            prefixes: reading.prefixes,
            word,
            word_prefix,
            failure,
        }
    }

    /// What is wrong with the part.
    ///
    /// # Errors
    ///
    /// Where it is not all there, see [`read`](Self::read).
    pub fn check(&self) -> Result<(), Error> {
        match &self.failure {
            Some(failure) => Err(failure.error(&self.part)),
            None => Ok(()),
        }
    }

    /// The text of the part.
    #[inline]
    pub fn xml(&self) -> &str {
        &self.xml
    }

    /// How deep its elements nest, at most.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The prefix of `WordprocessingML`.
    pub fn word_name(&self) -> &str {
        &self.word
    }

    /// The prefix of `WordprocessingML` with its colon.
    pub fn word_prefix(&self) -> &str {
        &self.word_prefix
    }

    /// Prefix and namespace of each declaration in the part, each once.
    pub fn prefixes(&self) -> &[(String, String)] {
        &self.prefixes
    }

    /// How many nodes there are.
    pub fn len(&self) -> NodeId {
        NodeId::try_from(self.starts.len()).unwrap_or(NONE)
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Whether an element of one of these names of `WordprocessingML` is in the part.
    pub fn has_any(&self, names: &[&str]) -> bool {
        self.names.iter().any(|name| names.contains(&name.word()))
    }

    /// How many elements of this name of `WordprocessingML` are in the part.
    pub fn count(&self, word: &str) -> usize {
        self.all_named(|name| name == word).count()
    }

    /// The elements whose names of `WordprocessingML` fit, in order.
    pub fn all_named(&self, fits: impl Fn(&str) -> bool) -> impl Iterator<Item = NodeId> {
        let fitting: Vec<bool> = self.names.iter().map(|name| fits(name.word())).collect();
        let kinds = if fitting.contains(&true) { self.kinds.as_slice() } else { &[] };
        let fits = move |kind: &u16| fitting.get(usize::from(*kind)).copied().unwrap_or(false);
        (0..).zip(kinds).filter(move |(_, kind)| fits(kind)).map(|(id, _)| id)
    }

    /// The text of a range.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        self.xml.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Where the element begins and ends.
    #[inline]
    pub fn outer(&self, id: NodeId) -> (u32, u32) {
        let at = |list: &[u32]| list.get(id as usize).copied().unwrap_or(0);
        (at(&self.starts), at(&self.ends))
    }

    /// Where what the element holds begins and ends.
    pub fn inner(&self, id: NodeId) -> (u32, u32) {
        let (start, end) = self.outer(id);
        let open = start + position(self.tag(id).len());
        let held = self.slice(open, end);
        // Most end tags hold the name alone, and nothing in one looks like the beginning of another.
        let usual = end.wrapping_sub(3 + position(self.name(id).len()));
        if usual >= open && held.as_bytes().get((usual - open) as usize) == Some(&b'<') {
            return (open, usual);
        }
        let close = memchr::memrchr(b'<', held.as_bytes()).unwrap_or(held.len());
        (open, open + position(close))
    }

    /// Its start tag, as it stands.
    pub fn tag(&self, id: NodeId) -> &str {
        let start = self.starts.get(id as usize).copied().unwrap_or(0) as usize;
        let end = match self.tags.get(id as usize).copied().map_or(0, usize::from) {
            0 => {
                let element = self.xml.get(start..).unwrap_or_default();
                start + tag_end(element.as_bytes()).unwrap_or(element.len())
            }
            length => start + length,
        };
        self.xml.get(start..end).unwrap_or_default()
    }

    /// Whether an element begins here that is this one.
    #[inline]
    pub(super) fn begins(&self, id: NodeId, at: usize) -> bool {
        self.starts.get(id as usize).is_some_and(|&start| start as usize == at)
    }

    /// Where its start tag ends, and whether the element ends with it.
    #[inline]
    pub(super) fn tag_end(&self, id: NodeId) -> (usize, bool) {
        let (start, end) = self.outer(id);
        let length = match self.tags.get(id as usize) {
            None | Some(0) => self.tag(id).len(),
            Some(&length) => usize::from(length),
        };
        let tag_end = start as usize + length;
        (tag_end, end as usize == tag_end)
    }

    /// Its start tag as one that something can follow, though it stood empty.
    pub fn open_tag(&self, id: NodeId) -> Cow<'_, str> {
        let tag = self.tag(id);
        match tag.strip_suffix("/>") {
            Some(open) => Cow::Owned(format!("{}>", open.trim_end())),
            None => Cow::Borrowed(tag),
        }
    }

    /// Its end tag.
    pub fn close_tag(&self, id: NodeId) -> String {
        format!("</{}>", self.name(id))
    }

    /// The first node that does not stand within it.
    pub fn after(&self, id: NodeId) -> NodeId {
        let (_, end) = self.outer(id);
        let within = |id: usize| self.starts.get(id).is_some_and(|&start| start < end);
        let first = id as usize + 1;
        // Most elements hold none or few others, so the steps begin small.
        let mut from = first;
        while within(from) {
            from += 1;
            if from - first == FEW {
                return self.after_many(from, end);
            }
        }
        NodeId::try_from(from).unwrap_or(NONE)
    }

    /// The first node from this one on that begins at this end or behind it.
    fn after_many(&self, mut from: usize, end: u32) -> NodeId {
        let within = |id: usize| self.starts.get(id).is_some_and(|&start| start < end);
        let mut step = FEW;
        while within(from + step - 1) {
            from += step;
            step *= 2;
        }
        let ahead = self.starts.get(from..(from + step).min(self.starts.len()));
        let held = ahead.map_or(0, |ahead| ahead.partition_point(|&start| start < end));
        NodeId::try_from(from + held).unwrap_or(NONE)
    }

    /// Its name as it stands.
    pub fn name(&self, id: NodeId) -> &str {
        self.named(id).map_or("", |name| &name.raw)
    }

    /// Its name without a prefix where it is an element of `WordprocessingML`, else nothing.
    pub fn word(&self, id: NodeId) -> &str {
        self.named(id).map_or("", Name::word)
    }

    #[inline]
    pub(super) fn named(&self, id: NodeId) -> Option<&Name> {
        self.names.get(usize::from(*self.kinds.get(id as usize)?))
    }

    /// Its name without a prefix.
    pub fn local(&self, id: NodeId) -> &str {
        self.named(id).map_or("", Name::local)
    }

    /// The namespace that a prefix stands for.
    pub fn uri(&self, prefix: &str) -> &str {
        self.prefixes.iter().find(|(known, _)| known == prefix).map_or("", |(_, uri)| uri)
    }

    /// The elements directly within it, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
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
    pub fn child(&self, id: NodeId, name: &str) -> Option<NodeId> {
        self.children(id).find(|&child| self.word(child) == name)
    }

    /// Its attributes: name and raw value.
    pub fn attributes(&self, id: NodeId) -> Attributes<'_> {
        Attributes::new(self.tag(id).get(1 + self.name(id).len()..).unwrap_or_default())
    }

    /// The value of an attribute without regard to its prefix.
    pub fn attr(&self, id: NodeId, local: &str) -> Option<Cow<'_, str>> {
        self.attributes(id).find(|(name, _)| is_called(name, local)).map(|(_, raw)| value(raw))
    }

    /// Where the raw value of an attribute stands, without regard to its prefix.
    pub fn attr_place(&self, id: NodeId, local: &str) -> Option<(u32, u32)> {
        let (tag, mut attributes) = (self.tag(id), self.attributes(id));
        let (_, raw) = attributes.find(|(name, _)| is_called(name, local))?;
        // A quote ends it.
        let end = self.outer(id).0 + position(tag.len() - attributes.rest().len() - 1);
        Some((end - position(raw.len()), end))
    }

    /// The value of `w:val`.
    pub fn val(&self, id: NodeId) -> Option<Cow<'_, str>> {
        self.attr(id, "val")
    }

    /// The text directly within an element, with entities replaced.
    pub fn text(&self, id: NodeId) -> Cow<'_, str> {
        let (start, end) = self.inner(id);
        decoded(self.slice(start, end))
    }

    /// The text of a run, and what stands in it, where the run holds nothing beside but properties, and
    /// nothing in the text stands for anything else: so most runs are (ECMA-376 part 1 §17.3.2.25).
    pub fn plain_run(&self, run: NodeId) -> Option<(NodeId, &str)> {
        let (mut at, is_empty) = self.tag_end(run);
        if is_empty {
            return None;
        }
        let mut id = run + 1;
        if self.begins(id, at) && self.word(id) == "rPr" {
            at = self.outer(id).1 as usize;
            id = self.after(id);
        }
        if !self.begins(id, at) || !matches!(self.word(id), "t" | "delText") {
            return None;
        }
        let (from, _) = self.tag_end(id);
        let end = self.outer(id).1 as usize;
        let to = end.checked_sub(self.name(id).len() + "</>".len())?;
        let text = self.xml.get(from..to)?;
        let is_plain = |text: &str| {
            // Without a way out early this is done many bytes at a time.
            let found = |found, byte| found | matches!(byte, b'<' | b'&' | b'\r');
            !text.bytes().fold(false, found)
        };
        let ends = |at| self.xml.get(at..).is_some_and(|rest| rest.starts_with("</"));
        (is_plain(text) && ends(to) && ends(end)).then_some((id, text))
    }

    /// The root element.
    pub const fn root() -> NodeId {
        0
    }
}

/// Whether a namespace is that of `WordprocessingML`, transitional or strict.
fn is_word(uri: &str) -> bool {
    super::Namespace::of(uri) == super::Namespace::Word
}

/// Whether the name of an attribute is this one, whatever its prefix.
fn is_called(name: &str, local: &str) -> bool {
    name.strip_suffix(local).is_some_and(|rest| rest.is_empty() || rest.ends_with(':'))
}

pub(super) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
