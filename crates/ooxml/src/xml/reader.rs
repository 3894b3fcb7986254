//! The cursor over a part's XML.

mod pass;

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
    /// Where the text ends, or what of it could be read.
    stop_at: usize,
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

/// What stands where the cursor is, as far as a look at its first bytes tells.
enum Here {
    /// An element, which the cursor has stepped into.
    Start(NodeId),
    /// The end of an element, which the cursor has stepped out of.
    End,
    /// Text, which has not been taken.
    Text,
    /// A comment or the like, which has not been passed over.
    Other,
    /// What cannot be read further, or nothing.
    Stop,
}

impl<'a> Reader<'a> {
    /// A cursor at the beginning of this part; errors name the part.
    pub fn new(tree: &'a Tree) -> Self {
        Self {
            tree,
            at: 0,
            stop_at: tree.failure.as_ref().map_or(tree.xml().len(), |failure| failure.at),
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
    #[inline]
    pub const fn depth(&self) -> usize {
        self.open.len()
    }

    /// The name of the part.
    pub const fn part(&self) -> &str {
        &self.tree.part
    }

    /// The tracked changes met so far, passed over or not.
    #[inline]
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
        loop {
            return Ok(match self.advance() {
                Here::Start(id) => Event::Start(self.element(id)),
                Here::End => Event::End,
                Here::Text => Event::Text(self.take_text()?),
                Here::Other => match self.pass() {
                    Some(data) => Event::Text(data),
                    None => continue,
                },
                Here::Stop => return self.stop().map(|()| Event::Eof),
            });
        }
    }

    /// The next element within the element that the cursor is in; `None` at its end. Text between
    /// elements is passed over. What is returned has to be walked or [skipped](Self::skip).
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn child(&mut self) -> Result<Option<Element<'_>>, Error> {
        loop {
            match self.advance() {
                Here::Start(id) => return Ok(Some(self.element(id))),
                Here::End => return Ok(None),
                Here::Text => drop(self.take_text()?),
                Here::Other => drop(self.pass()),
                Here::Stop => return self.stop().map(|()| None),
            }
        }
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
            match self.advance() {
                Here::Text => text.push_str(&self.take_text()?),
                Here::Other => text.push_str(&self.pass().unwrap_or_default()),
                Here::Stop => {
                    self.stop()?;
                    break;
                }
                Here::Start(_) | Here::End => {}
            }
        }
        Ok(text)
    }

    fn element(&self, id: NodeId) -> Element<'_> {
        Element::new(self.tree, id, &self.scope)
    }

    fn advance(&mut self) -> Here {
        if self.is_empty {
            self.leave();
            return Here::End;
        }
        if self.at >= self.stop_at {
            return Here::Stop;
        }
        if self.tree.begins(self.next, self.at) {
            return Here::Start(self.enter());
        }
        match self.tree.xml().as_bytes().get(self.at..) {
            Some([b'<', b'/', ..]) => {
                let end = self.open.last().map(|&id| self.tree.outer(id).1 as usize);
                self.at = end.unwrap_or(usize::MAX);
                self.leave();
                Here::End
            }
            Some([b'<', ..]) => Here::Other,
            _ => Here::Text,
        }
    }

    /// Takes the text that stands here.
    fn take_text(&mut self) -> Result<Cow<'a, str>, Error> {
        let rest = self.tree.xml().get(self.at..).unwrap_or_default();
        let end = memchr::memchr3(b'<', b'&', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let plain = rest.get(..end).unwrap_or_default();
        if !matches!(rest.as_bytes().get(end), Some(b'&' | b'\r')) {
            self.at += end;
            return Ok(Cow::Borrowed(plain));
        }
        let end = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        self.resolve(rest.get(..end).unwrap_or_default())
    }

    /// Takes this text, or what stands before an entity in it that cannot be resolved.
    fn resolve(&mut self, raw: &'a str) -> Result<Cow<'a, str>, Error> {
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

    /// Passes over a comment, an instruction or a section of character data, whose text it is.
    fn pass(&mut self) -> Option<Cow<'a, str>> {
        let rest = self.tree.xml().get(self.at..).unwrap_or_default();
        let forms = [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")];
        let Some((begin, end)) = forms.into_iter().find(|(begin, _)| rest.starts_with(begin))
        else {
            self.at += rest.len();
            return None;
        };
        let held = rest.get(begin.len()..).unwrap_or_default();
        let length = memchr::memmem::find(held.as_bytes(), end.as_bytes()).unwrap_or(held.len());
        self.at += begin.len() + length + end.len();
        let is_data = end == "]]>";
        is_data.then(|| line_ends(held.get(..length).unwrap_or_default()))
    }

    /// Steps into the element that begins here.
    #[inline]
    fn enter(&mut self) -> NodeId {
        let id = self.next;
        self.next += 1;
        (self.at, self.is_empty) = self.tree.tag_end(id);
        self.open.push(id);
        if self.tree.declaring.get(self.declaring) == Some(&id) {
            self.declaring += 1;
            self.scope.enter(self.tree.attributes(id), self.open.len());
        }
        if let Some(former) = self.count(id) {
            self.former = if former { self.open.len() } else { self.former };
        }
        id
    }

    /// Steps out of the innermost element.
    #[inline]
    fn leave(&mut self) {
        self.is_empty = false;
        self.scope.leave(self.open.len());
        self.open.pop();
        if self.open.len() < self.former {
            self.former = 0;
        }
    }

    /// Counts an element. Tells of a tracked change whether it is one that holds former properties.
    #[inline]
    fn count(&mut self, id: NodeId) -> Option<bool> {
        let name = self.tree.named(id)?;
        match name.counted {
            Counted::Nothing | Counted::Cell | Counted::Section | Counted::Outside => None,
            Counted::Paragraph => {
                self.paragraphs += 1;
                None
            }
            Counted::Tracked => (self.former == 0).then(|| self.tracked.count(name.local())),
        }
    }

    /// Stops where the part could not be read further.
    #[inline]
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
