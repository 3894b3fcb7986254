//! The cursor over a part's XML.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event as RawEvent};

use super::namespace::{Namespace, Scope};
use crate::{Error, ErrorKind, Limits, TrackedChanges};

/// A cursor over the XML of a part.
///
/// [`next`](Self::next) steps through all events; [`child`](Self::child) and [`skip`](Self::skip)
/// walk the elements within one element, and [`text`](Self::text) gathers its text.
#[derive(Debug)]
pub struct Reader<'a> {
    inner: quick_xml::Reader<&'a [u8]>,
    part: Box<str>,
    scope: Scope,
    depth: usize,
    tracked: TrackedChanges,
    /// How deep the open element stands that holds former properties; 0 where none is open.
    former: usize,
    limits: Limits,
    /// How many paragraphs and table cells of `WordprocessingML` have begun.
    paragraphs: usize,
    cells: usize,
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

/// The start of an element.
#[derive(Debug)]
pub struct Element<'r> {
    start: BytesStart<'r>,
    scope: &'r Scope,
    namespace: Namespace,
    local_at: usize,
}

/// An event before its names are resolved.
enum Raw<'a> {
    Start(BytesStart<'a>),
    End,
    Text(Cow<'a, str>),
    Eof,
}

impl<'a> Reader<'a> {
    /// A cursor at the beginning of this text; errors name the part.
    pub fn new(part: &str, xml: &'a str, limits: &Limits) -> Self {
        let mut inner = quick_xml::Reader::from_str(xml);
        inner.config_mut().expand_empty_elements = true;
        Self {
            inner,
            part: part.into(),
            scope: Scope::default(),
            depth: 0,
            tracked: TrackedChanges::default(),
            former: 0,
            limits: *limits,
            paragraphs: 0,
            cells: 0,
        }
    }

    /// How many elements are open.
    pub const fn depth(&self) -> usize {
        self.depth
    }

    /// The name of the part.
    pub const fn part(&self) -> &str {
        &self.part
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
    /// Where the XML is not well-formed, has a document type definition, nests too deeply, or has
    /// more paragraphs or table cells than the limits allow.
    // Not an iterator: an event borrows from the cursor.
    #[allow(clippy::should_implement_trait, reason = "events borrow from the cursor")]
    pub fn next(&mut self) -> Result<Event<'_>, Error> {
        Ok(match self.advance()? {
            Raw::Start(start) => Event::Start(self.element(start)),
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
                Raw::Start(start) => return Ok(Some(self.element(start))),
                Raw::End | Raw::Eof => return Ok(None),
                Raw::Text(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that the cursor is in.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn skip(&mut self) -> Result<(), Error> {
        let outer = self.depth.saturating_sub(1);
        while self.depth > outer {
            if matches!(self.advance()?, Raw::Eof) {
                break;
            }
        }
        Ok(())
    }

    /// All text within the element that the cursor is in, to its end.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn text(&mut self) -> Result<String, Error> {
        let outer = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outer {
            match self.advance()? {
                Raw::Text(more) => text.push_str(&more),
                Raw::Eof => break,
                Raw::Start(_) | Raw::End => {}
            }
        }
        Ok(text)
    }

    fn element<'r>(&'r self, start: BytesStart<'r>) -> Element<'r> {
        let (local_at, namespace) = {
            let name = start.name();
            let name: &str = name.as_ref();
            match memchr::memchr(b':', name.as_bytes()) {
                Some(colon) => {
                    (colon + 1, self.scope.resolve(name.get(..colon).unwrap_or_default()))
                }
                None => (0, self.scope.resolve("")),
            }
        };
        Element { start, scope: &self.scope, namespace, local_at }
    }

    fn advance(&mut self) -> Result<Raw<'a>, Error> {
        loop {
            match self.inner.read_event().map_err(|cause| self.malformed(cause))? {
                RawEvent::Start(start) => {
                    self.enter(&start)?;
                    return Ok(Raw::Start(start));
                }
                RawEvent::End(_) => {
                    self.scope.leave(self.depth);
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth < self.former {
                        self.former = 0;
                    }
                    return Ok(Raw::End);
                }
                RawEvent::Text(text) => return Ok(Raw::Text(text.xml10_content())),
                RawEvent::CData(text) => return Ok(Raw::Text(text.xml10_content())),
                RawEvent::GeneralRef(name) => return self.entity(&name).map(Raw::Text),
                RawEvent::DocType(_) => {
                    return Err(self.damaged("a document type definition, which is not allowed"));
                }
                RawEvent::Eof if self.depth > 0 => {
                    return Err(self.damaged("the XML ends within an element"));
                }
                RawEvent::Eof => return Ok(Raw::Eof),
                RawEvent::Empty(_) | RawEvent::Comment(_) | RawEvent::Decl(_) | RawEvent::PI(_) => {
                }
            }
        }
    }

    fn enter(&mut self, start: &BytesStart<'_>) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > self.limits.max_depth {
            let message = format!("elements nested more than {} deep", self.limits.max_depth);
            return Err(self.error(ErrorKind::Limit, &message));
        }
        if self.scope.enter(start, self.depth) {
            let message = format!("more than {} namespace prefixes", Scope::MOST);
            return Err(self.error(ErrorKind::Limit, &message));
        }
        self.count_tracked(start);
        self.count(start)
    }

    /// Counts the paragraphs (ECMA-376 part 1 §17.3.1.22) and table cells (§17.4.65).
    fn count(&mut self, start: &BytesStart<'_>) -> Result<(), Error> {
        let name = start.name();
        let name: &str = name.as_ref();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if !matches!(local, "p" | "tc") || self.scope.resolve(prefix) != Namespace::Word {
            return Ok(());
        }
        let (count, most, what) = match local {
            "p" => (&mut self.paragraphs, self.limits.max_paragraphs, "paragraphs"),
            _ => (&mut self.cells, self.limits.max_cells, "table cells"),
        };
        *count += 1;
        if *count > most {
            return Err(self.error(ErrorKind::Limit, &format!("more than {most} {what}")));
        }
        Ok(())
    }

    /// Counts an element where it is a tracked change and stands in no former properties.
    fn count_tracked(&mut self, start: &BytesStart<'_>) {
        if self.former != 0 {
            return;
        }
        let name = start.name();
        let name: &str = name.as_ref();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let mut tracked = self.tracked;
        let is_former = tracked.count(local);
        if tracked != self.tracked && self.scope.resolve(prefix) == Namespace::Word {
            self.tracked = tracked;
            self.former = if is_former { self.depth } else { 0 };
        }
    }

    /// The text that an entity or a character reference stands for.
    fn entity(&self, name: &quick_xml::events::BytesRef<'_>) -> Result<Cow<'a, str>, Error> {
        if let Some(c) = name.resolve_char_ref().map_err(|cause| self.malformed(cause))? {
            return Ok(Cow::Owned(c.to_string()));
        }
        let name: &str = name;
        quick_xml::escape::resolve_predefined_entity(name)
            .map(Cow::Borrowed)
            .ok_or_else(|| self.damaged("an entity that is not defined"))
    }

    fn malformed(&self, cause: quick_xml::Error) -> Error {
        let at = self.inner.error_position();
        let message = format!("not well-formed XML at byte {at}: {cause}");
        Error::new(ErrorKind::Damaged, message).at(self.place()).caused_by(cause)
    }

    fn damaged(&self, what: &str) -> Error {
        self.error(ErrorKind::Damaged, what)
    }

    fn error(&self, kind: ErrorKind, what: &str) -> Error {
        let at = self.inner.buffer_position();
        Error::new(kind, format!("{what}, at byte {at}")).at(self.place())
    }

    /// The part and, where it has paragraphs, the one that the cursor is in or behind.
    fn place(&self) -> String {
        match self.paragraphs {
            0 => self.part.to_string(),
            count => format!("{}, paragraph {}", self.part, grouped(count)),
        }
    }
}

impl Element<'_> {
    /// The namespace of its name.
    pub const fn namespace(&self) -> Namespace {
        self.namespace
    }

    /// Its name without the prefix.
    pub fn local(&self) -> &str {
        let name = self.start.name();
        let len = name.as_ref().len();
        let raw: &str = &self.start;
        raw.get(self.local_at..len).unwrap_or_default()
    }

    /// Its name without the prefix where it is an element of `WordprocessingML`, else nothing.
    pub fn word(&self) -> &str {
        if self.namespace == Namespace::Word { self.local() } else { "" }
    }

    /// Whether this is its name.
    pub fn is(&self, namespace: Namespace, local: &str) -> bool {
        self.namespace == namespace && self.local() == local
    }

    /// The value of an attribute.
    pub fn attr(&self, namespace: Namespace, local: &str) -> Option<Cow<'_, str>> {
        for attribute in self.start.attributes().with_checks(false).flatten() {
            let name: &str = attribute.key.as_ref();
            let Some(prefix) = name.strip_suffix(local) else { continue };
            let fits = match prefix.strip_suffix(':') {
                Some(prefix) => self.scope.resolve(prefix) == namespace,
                None => prefix.is_empty() && namespace == Namespace::None,
            };
            if fits {
                return Some(unescaped(&attribute));
            }
        }
        None
    }

    /// The value of an attribute of `WordprocessingML`.
    pub fn word_attr(&self, local: &str) -> Option<Cow<'_, str>> {
        self.attr(Namespace::Word, local)
    }

    /// The value of an attribute without a prefix.
    pub fn plain_attr(&self, local: &str) -> Option<Cow<'_, str>> {
        self.attr(Namespace::None, local)
    }

    /// The value of `w:val`, which most properties have.
    pub fn val(&self) -> Option<Cow<'_, str>> {
        self.word_attr("val")
    }

    /// The values of all attributes that name relationships (`r:id`, `r:embed`, `r:link`...).
    pub fn relationship_ids(&self) -> Vec<String> {
        let mut ids = Vec::new();
        for attribute in self.start.attributes().with_checks(false).flatten() {
            let name: &str = attribute.key.as_ref();
            if let Some((prefix, _)) = name.split_once(':')
                && self.scope.resolve(prefix) == Namespace::Relationship
            {
                ids.push(unescaped(&attribute).into_owned());
            }
        }
        ids
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

/// An attribute's value with entities replaced. One that is not well-formed is taken as it stands.
fn unescaped<'r>(attribute: &quick_xml::events::attributes::Attribute<'r>) -> Cow<'r, str> {
    attribute.normalized_value(XmlVersion::Explicit1_0).unwrap_or_else(|_| attribute.value.clone())
}
