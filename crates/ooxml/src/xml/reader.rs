//! The cursor over a part's XML.

use std::borrow::Cow;

use quick_xml::escape::EscapeError;

use super::attributes::{line_ends, text};
use super::element::Element;
use super::names::Counted;
use super::namespace::Scope;
use super::tree::{NodeId, Tree};
use crate::{Error, ErrorKind, TrackedChanges};

/// A cursor over the XML of a part.
///
/// [`next`](Self::next) steps through all events; [`child`](Self::child) and [`skip`](Self::skip)
/// walk the elements within one element, and [`text`](Self::text) gathers its text.
#[derive(Debug)]
pub struct Reader<'a> {
    tree: &'a Tree,
    /// Where in the text the cursor is.
    at: usize,
    /// The element that begins next.
    next: NodeId,
    /// The elements that are open, innermost last.
    open: Vec<NodeId>,
    /// Whether the innermost has just begun and is empty, so that its end comes next.
    is_empty: bool,
    scope: Scope,
    /// The place of the next element that declares namespaces among all that do.
    declaring: usize,
    tracked: TrackedChanges,
    /// How deep the open element stands that holds former properties; 0 where none is open.
    former: usize,
    /// How many paragraphs of `WordprocessingML` have begun.
    paragraphs: usize,
}

/// What the cursor met.
#[derive(Debug)]
pub enum Event<'r> {
    /// An element begins.
    Start(Element<'r>),
    /// The innermost element ends.
    End,
    /// Text, with entities replaced. One text may come as several events.
    Text(Cow<'r, str>),
    /// The part ends.
    Eof,
}

/// An event before its names are resolved.
enum Raw<'a> {
    /// An element, and its start tag.
    Start(NodeId, &'a str),
    End,
    Text(Cow<'a, str>),
    Eof,
}

impl<'a> Reader<'a> {
    /// A cursor at the beginning of this part; errors name the part.
    pub fn new(tree: &'a Tree) -> Self {
        Self {
            tree,
            at: 0,
            next: 0,
            open: Vec::new(),
            is_empty: false,
            scope: Scope::default(),
            declaring: 0,
            tracked: TrackedChanges::default(),
            former: 0,
            paragraphs: 0,
        }
    }

    /// How many elements are open.
    pub const fn depth(&self) -> usize {
        self.open.len()
    }

    /// The name of the part.
    pub const fn part(&self) -> &str {
        &self.tree.part
    }

    /// The tracked changes met so far, passed over or not.
    pub const fn tracked(&self) -> TrackedChanges {
        self.tracked
    }

    /// Goes back to an earlier count of tracked changes, where what was read since is another form
    /// of something that is counted.
    pub const fn set_tracked(&mut self, tracked: TrackedChanges) {
        self.tracked = tracked;
    }

    /// The next event.
    ///
    /// # Errors
    ///
    /// Where the XML is not well-formed, has a document type definition, or exceeds a limit.
    // Not an iterator: an event borrows from the cursor.
    #[allow(clippy::should_implement_trait, reason = "events borrow from the cursor")]
    pub fn next(&mut self) -> Result<Event<'_>, Error> {
        Ok(match self.advance()? {
            Raw::Start(id, tag) => Event::Start(self.element(id, tag)),
            Raw::End => Event::End,
            Raw::Text(text) => Event::Text(text),
            Raw::Eof => Event::Eof,
        })
    }

    /// The next element within the element that the cursor is in; `None` at its end. Text between
    /// elements is passed over. What is returned has to be walked or [skipped](Self::skip).
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn child(&mut self) -> Result<Option<Element<'_>>, Error> {
        loop {
            match self.advance()? {
                Raw::Start(id, tag) => return Ok(Some(self.element(id, tag))),
                Raw::End | Raw::Eof => return Ok(None),
                Raw::Text(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that the cursor is in.
    ///
    /// # Errors
    ///
    /// Where the part is not well-formed or exceeds a limit before the element ends.
    pub fn skip(&mut self) -> Result<(), Error> {
        let Some(&id) = self.open.last() else { return Ok(()) };
        if !self.is_empty {
            let after = self.tree.after(id);
            self.count_within(after);
            let (_, end) = self.tree.outer(id);
            self.at = end as usize;
            self.stop()?;
        }
        self.leave();
        Ok(())
    }

    /// All text within the element that the cursor is in, to its end.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn text(&mut self) -> Result<String, Error> {
        let outer = self.depth().saturating_sub(1);
        let mut text = String::new();
        while self.depth() > outer {
            match self.advance()? {
                Raw::Text(more) => text.push_str(&more),
                Raw::Eof => break,
                Raw::Start(..) | Raw::End => {}
            }
        }
        Ok(text)
    }

    fn element<'r>(&'r self, id: NodeId, tag: &'r str) -> Element<'r> {
        Element::new(self.tree, id, tag, &self.scope)
    }

    fn advance(&mut self) -> Result<Raw<'a>, Error> {
        if self.is_empty {
            self.leave();
            return Ok(Raw::End);
        }
        loop {
            self.stop()?;
            let rest = self.tree.xml().get(self.at..).unwrap_or_default();
            let bytes = rest.as_bytes();
            if bytes.first() != Some(&b'<') {
                let end = memchr::memchr(b'<', bytes).unwrap_or(bytes.len());
                return match rest.get(..end).unwrap_or_default() {
                    "" => Ok(Raw::Eof),
                    raw => self.take_text(raw).map(Raw::Text),
                };
            }
            match bytes.get(1) {
                Some(b'/') => {
                    self.at =
                        self.open.last().map_or(usize::MAX, |&id| self.tree.outer(id).1 as usize);
                    self.leave();
                    return Ok(Raw::End);
                }
                Some(b'!') => {
                    if let Some(data) = rest.strip_prefix("<![CDATA[") {
                        let end = memchr::memmem::find(data.as_bytes(), b"]]>");
                        let end = end.unwrap_or(data.len());
                        self.at += "<![CDATA[".len() + end + "]]>".len();
                        return Ok(Raw::Text(line_ends(data.get(..end).unwrap_or_default())));
                    }
                    self.pass(bytes, "<!--", "-->");
                }
                Some(b'?') => self.pass(bytes, "<?", "?>"),
                _ => {
                    let (id, tag) = self.enter();
                    return Ok(Raw::Start(id, tag));
                }
            }
        }
    }

    /// Takes the text that stands here, or what stands before an entity that cannot be resolved.
    fn take_text(&mut self, raw: &'a str) -> Result<Cow<'a, str>, Error> {
        let mut found = text(raw);
        let mut length = raw.len();
        if found.is_err() {
            let next = memchr::memchr(b'&', raw.as_bytes().get(1..).unwrap_or_default());
            length = next.map_or(length, |next| next + 1);
            found = text(raw.get(..length).unwrap_or_default());
        }
        let text = found.map_err(|cause| self.not_text(cause))?;
        self.at += length;
        Ok(text)
    }

    /// Passes over a comment or an instruction.
    fn pass(&mut self, bytes: &[u8], begin: &str, end: &str) {
        let held = bytes.get(begin.len()..).unwrap_or_default();
        let found = memchr::memmem::find(held, end.as_bytes());
        self.at += found.map_or(bytes.len(), |found| begin.len() + found + end.len());
    }

    /// Steps into the element that begins here.
    fn enter(&mut self) -> (NodeId, &'a str) {
        let id = self.next;
        self.next += 1;
        let tag = self.tree.tag(id);
        self.at += tag.len();
        self.is_empty = tag.ends_with("/>");
        self.open.push(id);
        if self.tree.declaring.get(self.declaring) == Some(&id) {
            self.declaring += 1;
            self.scope.enter(self.tree.attributes(id), self.open.len());
        }
        if let Some(former) = self.count(id) {
            self.former = if former { self.open.len() } else { self.former };
        }
        (id, tag)
    }

    /// Steps out of the innermost element.
    fn leave(&mut self) {
        self.is_empty = false;
        self.scope.leave(self.open.len());
        self.open.pop();
        if self.open.len() < self.former {
            self.former = 0;
        }
    }

    /// Counts an element. Tells of a tracked change whether it is one that holds former properties.
    fn count(&mut self, id: NodeId) -> Option<bool> {
        let name = self.tree.named(id)?;
        match name.counted {
            Counted::Nothing | Counted::Cell => None,
            Counted::Paragraph => {
                self.paragraphs += 1;
                None
            }
            Counted::Tracked => (self.former == 0).then(|| self.tracked.count(name.local())),
        }
    }

    /// Counts the elements before this one, and comes to it.
    fn count_within(&mut self, after: NodeId) {
        // What former properties hold is no change of its own.
        let mut counted_from = self.next;
        while self.next < after {
            let id = self.next;
            self.next += 1;
            let is_former = id < counted_from;
            if is_former && self.tree.named(id).is_some_and(|name| name.counted == Counted::Tracked)
            {
                continue;
            }
            if self.count(id) == Some(true) {
                counted_from = self.tree.after(id);
            }
        }
        let declaring = self.tree.declaring.get(self.declaring..).unwrap_or_default();
        self.declaring += declaring.partition_point(|&id| id < after);
    }

    /// Stops where the part could not be read further.
    fn stop(&self) -> Result<(), Error> {
        match &self.tree.failure {
            Some(failure) if self.at >= failure.at => Err(failure.error(&self.place())),
            _ => Ok(()),
        }
    }

    fn not_text(&self, cause: EscapeError) -> Error {
        let damaged = |message| Error::new(ErrorKind::Damaged, message).at(self.place());
        match &cause {
            EscapeError::UnrecognizedEntity(range, _) => {
                let at = self.at + range.end + 1;
                damaged(format!("an entity that is not defined, at byte {at}"))
            }
            cause_ => {
                let message = format!("not well-formed XML at byte {}: {cause_}", self.at);
                damaged(message).caused_by(cause)
            }
        }
    }

    /// The part and, where it has paragraphs, the one that the cursor is in or behind.
    pub(super) fn place(&self) -> String {
        match self.paragraphs {
            0 => self.tree.part.to_string(),
            count => format!("{}, paragraph {}", self.tree.part, grouped(count)),
        }
    }
}

/// A number with its digits in groups of three, as people read it: 1,204.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
