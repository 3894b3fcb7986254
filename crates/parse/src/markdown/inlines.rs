//! Words and marks: the inline events of one paragraph in, its text with marks out.
//!
//! Marks of one kind never nest: bold within bold is bold. So however deep markup is nested, a
//! place of the text lies under a handful of marks, and cutting a paragraph costs no more than
//! its length.

mod finish;
mod pen;
mod resources;

use std::ops::Range;

use keeling_model::{Mark, MarkKind, OBJECT, Object, Span};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use pen::Pens;

pub(super) use finish::Finished;
pub(super) use pen::Pen;
pub(super) use resources::Resources;

/// A paragraph that is being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    marks: Vec<Mark>,
    /// Where its lines end.
    breaks: Vec<Break>,
    /// Whether the next event begins a line.
    line_begins: bool,
    /// Stretches that are linked to an anchor of this document.
    links: Vec<(Span, String)>,
    /// Names by which the paragraph can be pointed at.
    anchors: Vec<String>,
    pens: Pens,
    link: Option<OpenLink>,
    image: Option<OpenImage>,
    /// The element whose content is not shown, while one is open.
    hidden: Option<&'static str>,
    /// For each open `<a>`, whether it is a link.
    link_tags: Vec<bool>,
}

/// The end of a line: white space of one byte in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Break {
    /// Where it stands in the text.
    pub(super) at: u32,
    /// Where the next line begins in the source.
    pub(super) source: usize,
}

#[derive(Debug)]
struct OpenLink {
    start: u32,
    address: String,
    /// How many links are open; only the outermost counts.
    depth: u32,
}

#[derive(Debug)]
struct OpenImage {
    alt: String,
    address: String,
    depth: u32,
}

impl Writer {
    /// Takes an inline event; `source` is what it was written as, at `range`.
    pub(super) fn event(
        &mut self,
        event: Event<'_>,
        source: &str,
        range: Range<usize>,
        resources: &mut Resources,
    ) {
        let end = range.end;
        // A line begins where its first word does, after white space and marks of quotations.
        if std::mem::take(&mut self.line_begins)
            && let Some(last) = self.breaks.last_mut()
        {
            last.source = range.start;
        }
        match event {
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.code(&text),
            Event::SoftBreak | Event::HardBreak => {
                self.line_break(event == Event::HardBreak, end);
                self.line_begins = true;
            }
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html, end, resources),
            Event::FootnoteReference(label) => self.note(&label, resources),
            Event::Start(tag) => self.start(tag, source),
            Event::End(tag) => self.end(tag, source, resources),
            // Rules, task lists and formulas: the first is a block, the others are switched off.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, source: &str) {
        match tag {
            Tag::Emphasis => self.press(Pen::Italic),
            Tag::Strong => self.press(Pen::Bold),
            Tag::Strikethrough if source.starts_with("~~") => self.press(Pen::Strike),
            // One tilde is no markup in GitHub's specification of strikethrough as it is in prose.
            Tag::Strikethrough => self.text("~"),
            Tag::Superscript => self.press(Pen::Superscript),
            Tag::Subscript => self.press(Pen::Subscript),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.open_link(format!("mailto:{dest_url}"));
            }
            Tag::Link { dest_url, .. } => self.open_link(dest_url.into_string()),
            Tag::Image { dest_url, .. } => self.open_image(dest_url.into_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, source: &str, resources: &mut Resources) {
        match tag {
            TagEnd::Emphasis => self.lift(Pen::Italic),
            TagEnd::Strong => self.lift(Pen::Bold),
            TagEnd::Strikethrough if source.starts_with("~~") => self.lift(Pen::Strike),
            TagEnd::Strikethrough => self.text("~"),
            TagEnd::Superscript => self.lift(Pen::Superscript),
            TagEnd::Subscript => self.lift(Pen::Subscript),
            TagEnd::Link => self.close_link(resources),
            TagEnd::Image => self.close_image(resources),
            _ => {}
        }
    }

    /// Writes words.
    pub(super) fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        match &mut self.image {
            Some(image) => image.alt.push_str(text),
            None => self.text.push_str(text),
        }
    }

    /// Writes words whose white space has no meaning but to part them.
    pub(super) fn flowing(&mut self, text: &str) {
        for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if index > 0 {
                self.space();
            }
            self.text(word);
        }
    }

    /// Parts words, unless they are parted already.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text(" ");
        }
    }

    /// Writes text as typed: each of its lines after the first begins with a line break.
    pub(super) fn typed(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.mark_break();
            }
            self.text(line);
        }
    }

    /// Ends a line. A hard break stays one; a soft one parts words.
    pub(super) fn line_break(&mut self, hard: bool, source: usize) {
        if self.hidden.is_some() || self.image.is_some() {
            return self.text(" ");
        }
        self.breaks.push(Break { at: self.at(), source });
        if hard {
            self.mark_break();
        } else {
            self.text(" ");
        }
    }

    fn mark_break(&mut self) {
        let start = self.at();
        self.text("\n");
        self.mark_from(start, MarkKind::LineBreak);
    }

    fn code(&mut self, text: &str) {
        self.press(Pen::Code);
        self.text(text);
        self.lift(Pen::Code);
    }

    fn note(&mut self, label: &str, resources: &mut Resources) {
        let note = resources.notes.refer(label);
        self.object(MarkKind::Note(note));
    }

    fn object(&mut self, kind: MarkKind) {
        if self.image.is_some() {
            return;
        }
        let start = self.at();
        self.text(OBJECT.encode_utf8(&mut [0; 4]));
        self.mark_from(start, kind);
    }

    /// Begins to write in this pen.
    pub(super) fn press(&mut self, pen: Pen) {
        let at = self.at();
        self.pens.press(pen, at);
    }

    /// Ends writing in this pen.
    pub(super) fn lift(&mut self, pen: Pen) {
        if let Some(start) = self.pens.lift(pen) {
            self.mark_from(start, pen.kind());
        }
    }

    /// Begins a link to this address.
    fn open_link(&mut self, address: String) {
        let start = self.at();
        self.link.get_or_insert(OpenLink { start, address, depth: 0 }).depth += 1;
    }

    /// Ends a link.
    fn close_link(&mut self, resources: &mut Resources) {
        let Some(link) = &mut self.link else { return };
        link.depth -= 1;
        if link.depth > 0 {
            return;
        }
        let Some(OpenLink { start, address, .. }) = self.link.take() else { return };
        let span = Span::new(start, self.at());
        match super::anchors::target(&address) {
            _ if span.is_empty() => {}
            Some(anchor) => self.links.push((span, anchor)),
            None => {
                let url = resources.url(address);
                self.marks.push(Mark { span, kind: MarkKind::Link(url) });
            }
        }
    }

    fn open_image(&mut self, address: String) {
        let image = OpenImage { alt: String::new(), address, depth: 0 };
        self.image.get_or_insert(image).depth += 1;
    }

    fn close_image(&mut self, resources: &mut Resources) {
        let Some(image) = &mut self.image else { return };
        image.depth -= 1;
        if image.depth > 0 {
            return;
        }
        if let Some(OpenImage { alt, address, .. }) = self.image.take() {
            self.picture(alt, &address, resources);
        }
    }

    /// Puts a picture into the text.
    pub(super) fn picture(&mut self, alt: String, address: &str, resources: &mut Resources) {
        let digest = resources.digest(address);
        let id = resources.object(Object::Picture { alt, digest });
        self.object(MarkKind::Object(id));
    }

    /// Lets the paragraph be pointed at by this name.
    pub(super) fn anchor(&mut self, name: String) {
        self.anchors.push(name);
    }

    /// Begins or ends an element whose content is not shown.
    pub(super) fn hide(&mut self, element: &'static str, closing: bool) {
        match self.hidden {
            None if !closing => self.hidden = Some(element),
            Some(open) if closing && open == element => self.hidden = None,
            _ => {}
        }
    }

    /// Begins an `<a>` of HTML, which is a link where it has an address.
    pub(super) fn open_link_tag(&mut self, address: Option<String>) {
        self.link_tags.push(address.is_some());
        if let Some(address) = address {
            self.open_link(address);
        }
    }

    /// Ends an `<a>` of HTML.
    pub(super) fn close_link_tag(&mut self, resources: &mut Resources) {
        if self.link_tags.pop() == Some(true) {
            self.close_link(resources);
        }
    }

    fn mark_from(&mut self, start: u32, kind: MarkKind) {
        let span = Span::new(start, self.at());
        if !span.is_empty() {
            self.marks.push(Mark { span, kind });
        }
    }

    fn at(&self) -> u32 {
        offset(self.text.len())
    }
}

/// A length as a 32-bit offset: `decode` bounds the input, and text is never longer than twice it.
fn offset(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
