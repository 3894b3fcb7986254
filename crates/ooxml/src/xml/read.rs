//! Reading a tree: the text of a part in; its nodes, and where they stop, out.

use super::again::{Again, Known};
use super::attributes::{Attributes, value};
use super::markup::{MarkupKind, markups, name_in};
use super::names::{Counted, Names};
use super::namespace::{Scope, declared};
use super::seen::{Seen, Tag};
use super::tree::{NONE, NodeId, Tree, position};
use crate::{Error, ErrorKind, Limits};

/// How many bytes of text there are to an element in what Word writes, or fewer.
const BYTES: usize = 30;

/// Why a part was not read to its end.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    /// Where what was read ends.
    pub(super) at: usize,
    kind: ErrorKind,
    message: String,
}

impl Failure {
    fn new(kind: ErrorKind, at: usize, message: String) -> Self {
        Self { at, kind, message }
    }

    fn malformed(at: usize, what: &str) -> Self {
        Self::new(ErrorKind::Damaged, at, format!("not well-formed XML at byte {at}: {what}"))
    }

    /// More of something than the limit, with the tag that ends at this byte.
    #[cold]
    fn too_many(at: usize, byte: usize, most: usize, what: &str) -> Self {
        Self::new(ErrorKind::Limit, at, format!("more than {most} {what}, at byte {byte}"))
    }

    /// It as an error at this place.
    pub(super) fn error(&self, place: &str) -> Error {
        Error::new(self.kind, self.message.as_str()).at(place)
    }
}

/// What is known of a part while it is read.
#[derive(Debug)]
pub(super) struct Reading {
    limits: Limits,
    pub(super) starts: Vec<u32>,
    pub(super) ends: Vec<u32>,
    pub(super) kinds: Vec<u16>,
    pub(super) tags: Vec<u8>,
    pub(super) names: Names,
    seen: Seen,
    pub(super) declaring: Vec<NodeId>,
    pub(super) prefixes: Vec<(String, String)>,
    open: Vec<NodeId>,
    pub(super) depth: usize,
    scope: Scope,
    paragraphs: usize,
    cells: usize,
}

impl Reading {
    /// Makes room for as many nodes as a text of this length usually has.
    pub(super) fn new(xml: &str, limits: &Limits) -> Self {
        let some = (xml.len() / BYTES).min(limits.max_elements);
        Self {
            limits: *limits,
            starts: Vec::with_capacity(some),
            ends: Vec::with_capacity(some),
            kinds: Vec::with_capacity(some),
            tags: Vec::with_capacity(some),
            names: Names::default(),
            seen: Seen::new(),
            declaring: Vec::new(),
            prefixes: Vec::new(),
            open: Vec::new(),
            depth: 0,
            scope: Scope::default(),
            paragraphs: 0,
            cells: 0,
        }
    }

    /// The same without limits, with the names of a part that was read.
    pub(super) fn like(known: &Tree, xml: &str) -> Self {
        let limits = Limits::default()
            .max_depth(usize::MAX)
            .max_elements(usize::MAX)
            .max_paragraphs(usize::MAX)
            .max_cells(usize::MAX);
        Self { names: Names::like(&known.names), ..Self::new(xml, &limits) }
    }

    /// Reads the text, but for elements that were read before.
    pub(super) fn run(&mut self, xml: &str, mut again: Option<Again<'_>>) -> Result<(), Failure> {
        if u32::try_from(xml.len()).is_err() {
            return Err(Failure::new(ErrorKind::Limit, 0, "more than 4 GiB".to_owned()));
        }
        let bytes = xml.as_bytes();
        // Few tags declare a namespace, and most of those are the root.
        let mut declarations = memchr::memmem::find_iter(bytes, "xmlns");
        let mut declaration = declarations.next();
        let mut markups = markups(xml);
        while let Some(at) = markups.begin() {
            if let Some(end) = self.end_of_open(bytes, at) {
                self.close(end);
                markups.pass(end);
                continue;
            }
            if let Some(again) = &mut again
                && self.is_in_root_alone()
                && let Some(known) = again.find(bytes, at, self.starts.is_empty())
            {
                self.copy(again, &known, at);
                markups.pass(at + known.text.len());
                continue;
            }
            if let Some(tag) = self.seen.find(bytes, at) {
                let end = at + usize::from(tag.length);
                self.check_room(at, end)?;
                self.add((at, end), tag.kind, tag.empty)?;
                markups.pass(end);
                continue;
            }
            let Some(markup) = markups.next() else { break };
            let (start, end, kind) =
                markup.map_err(|at| Failure::malformed(at, "a tag that does not end"))?;
            let held = xml.get(start..end).unwrap_or_default();
            match kind {
                MarkupKind::Start { empty } => {
                    while declaration.is_some_and(|at| at < start) {
                        declaration = declarations.next();
                    }
                    let is_declaring = declaration.is_some_and(|at| at < end);
                    let kind = self.start(held, (start, end), is_declaring)?;
                    if is_declaring {
                        self.declaring.push(NodeId::try_from(self.starts.len()).unwrap_or(NONE));
                    } else if let Ok(length) = u8::try_from(end - start) {
                        let tag = Tag { at: position(start), length, empty, kind };
                        self.seen.keep(bytes.get(start..).unwrap_or_default(), tag);
                    }
                    self.add((start, end), kind, empty)?;
                }
                MarkupKind::End => self.end(held, (start, end))?,
                MarkupKind::Definition => {
                    let message = "a document type definition, which is not allowed, at byte";
                    let message = format!("{message} {start}");
                    return Err(Failure::new(ErrorKind::Damaged, start, message));
                }
                MarkupKind::Other => {}
            }
        }
        if !self.open.is_empty() {
            let at = xml.len();
            let message = format!("the XML ends within an element, at byte {at}");
            return Err(Failure::new(ErrorKind::Damaged, at, message));
        }
        Ok(())
    }

    /// Whether prefixes mean what the root says, or it is still to come.
    fn is_in_root_alone(&self) -> bool {
        let is_in_root = self.open.first() == Some(&Tree::root()) || self.starts.is_empty();
        is_in_root && self.scope.is_of_root()
    }

    /// Adds an element that was read before, and now begins here.
    fn copy(&mut self, again: &Again<'_>, known: &Known, at: usize) {
        let (tree, nodes) = (again.tree, known.nodes.start as usize..known.nodes.end as usize);
        let shift = position(at).wrapping_sub(position(known.text.start));
        let shifted = |at: &u32| at.wrapping_add(shift);
        let first = NodeId::try_from(self.starts.len()).unwrap_or(NONE);
        self.starts.extend(tree.starts.get(nodes.clone()).unwrap_or_default().iter().map(shifted));
        self.ends.extend(tree.ends.get(nodes.clone()).unwrap_or_default().iter().map(shifted));
        self.kinds.extend_from_slice(tree.kinds.get(nodes.clone()).unwrap_or_default());
        self.tags.extend_from_slice(tree.tags.get(nodes).unwrap_or_default());
        for &node in again.declaring(&known.nodes) {
            self.declaring.push(first + (node - known.nodes.start));
            self.keep_prefixes(tree.attributes(node));
        }
        self.depth = self.depth.max(self.open.len() + tree.depth);
    }

    /// Looks at a tag that is not known: the place of its name.
    fn start(
        &mut self,
        tag: &str,
        (start, end): (usize, usize),
        is_declaring: bool,
    ) -> Result<u16, Failure> {
        let raw = name_in(tag);
        if raw.is_empty() {
            return Err(Failure::malformed(start, "an element without a name"));
        }
        // Written with other attributes, its tag would end elsewhere.
        if raw.contains(['"', '\'']) {
            return Err(Failure::malformed(start, "a quote in the name of an element"));
        }
        self.check_room(start, end)?;
        if is_declaring && self.declare(tag, raw, self.open.len() + 1) {
            return Err(Failure::too_many(start, end, Scope::MOST, "namespace prefixes"));
        }
        let most = usize::from(u16::MAX);
        let id = self.names.id(raw, &self.scope);
        id.ok_or_else(|| Failure::too_many(start, end, most, "names of elements"))
    }

    /// Whether another element has a place, with this start tag.
    #[inline]
    fn check_room(&self, start: usize, end: usize) -> Result<(), Failure> {
        if self.open.len() >= self.limits.max_depth {
            let most = self.limits.max_depth;
            let message = format!("elements nested more than {most} deep, at byte {end}");
            return Err(Failure::new(ErrorKind::Limit, start, message));
        }
        if self.starts.len() >= self.limits.max_elements {
            return Err(Failure::too_many(start, end, self.limits.max_elements, "elements"));
        }
        Ok(())
    }

    /// Adds the element with this start tag.
    #[inline]
    fn add(&mut self, (start, end): (usize, usize), kind: u16, empty: bool) -> Result<(), Failure> {
        let depth = self.open.len() + 1;
        self.depth = self.depth.max(depth);
        let node = NodeId::try_from(self.starts.len()).unwrap_or(NONE);
        self.starts.push(position(start));
        self.ends.push(if empty { position(end) } else { u32::MAX });
        self.kinds.push(kind);
        self.tags.push(u8::try_from(end - start).unwrap_or(0));
        if empty {
            self.leave(depth);
        } else {
            self.open.push(node);
        }
        let counted = self.names.list.get(usize::from(kind)).map(|name| name.counted);
        let (count, most, what) = match counted {
            Some(Counted::Paragraph) => {
                (&mut self.paragraphs, self.limits.max_paragraphs, "paragraphs")
            }
            Some(Counted::Cell) => (&mut self.cells, self.limits.max_cells, "table cells"),
            _ => return Ok(()),
        };
        *count += 1;
        // The one too many is read, so that an error can say which it is.
        if *count > most { Err(Failure::too_many(end, end, most, what)) } else { Ok(()) }
    }

    /// The name of the innermost element.
    fn innermost(&self) -> Option<&str> {
        let kind = *self.kinds.get(*self.open.last()? as usize)?;
        self.names.list.get(usize::from(kind)).map(|name| &*name.raw)
    }

    /// Where the end tag ends that stands here, if it is that of the innermost element and has no
    /// space in it.
    #[inline]
    fn end_of_open(&self, bytes: &[u8], at: usize) -> Option<usize> {
        if bytes.get(at + 1) != Some(&b'/') {
            return None;
        }
        let name = self.innermost()?.as_bytes();
        let (start, end) = (at + "</".len(), at + "</".len() + name.len());
        let ends = bytes.get(end) == Some(&b'>') && bytes.get(start..end) == Some(name);
        ends.then_some(end + 1)
    }

    fn end(&mut self, tag: &str, (start, end): (usize, usize)) -> Result<(), Failure> {
        let wrong = |what| Failure::malformed(start, what);
        if self.open.is_empty() {
            return Err(wrong("an element ends that never began"));
        }
        let name = tag.get(2..).and_then(|tag| tag.strip_suffix('>'));
        if name.map(str::trim_ascii_end) != self.innermost() {
            return Err(wrong("an element ends where another does"));
        }
        self.close(end);
        Ok(())
    }

    /// Ends the innermost element here.
    #[inline]
    fn close(&mut self, end: usize) {
        let depth = self.open.len();
        if let Some(known) = self.open.pop().and_then(|id| self.ends.get_mut(id as usize)) {
            *known = position(end);
        }
        self.leave(depth);
    }

    /// Takes in the namespaces that a tag declares. Tells whether they are too many.
    fn declare(&mut self, tag: &str, name: &str, depth: usize) -> bool {
        let attributes = Attributes::new(tag.get(1 + name.len()..).unwrap_or_default());
        self.keep_prefixes(attributes.clone());
        self.forget();
        self.scope.enter(attributes, depth)
    }

    /// Keeps the prefixes that a tag declares.
    fn keep_prefixes(&mut self, attributes: Attributes<'_>) {
        for (name, raw) in attributes {
            let Some(prefix) = declared(name) else { continue };
            let is_new = !self.prefixes.iter().any(|(known, _)| known == prefix);
            if is_new && self.prefixes.len() < Scope::MOST {
                self.prefixes.push((prefix.to_owned(), value(raw).into_owned()));
            }
        }
    }

    #[inline]
    fn leave(&mut self, depth: usize) {
        if self.scope.leave(depth) {
            self.forget();
        }
    }

    /// Forgets what names mean, as prefixes have got other meanings.
    fn forget(&mut self) {
        self.names.forget();
        self.seen.forget();
    }
}
