//! Blocks: the events of a document in, its pieces out.
//!
//! One loop over the events, with what is open around the current one: the containers in a
//! [`Place`], the paragraph in a [`Writer`], the raw lines of code and HTML in a string.

mod containers;
mod leaves;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::anchors::Slugs;
use super::inlines::{Resources, Writer};
use super::notes::Report;
use super::place::Place;
use super::source::Source;
use super::{depth, markup};
use crate::error::Failure;
use crate::flow::Flow;
use crate::{Error, ParseOptions};

/// The extensions of `CommonMark` that are read. The older of the two kinds of footnotes would take
/// references to notes that are not there for notes.
const EXTENSIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// Reads the text of a document.
///
/// # Errors
///
/// Where lists and quotations are nested deeper, or there is more markup or there are more
/// paragraphs or table cells, than the options allow.
pub(super) fn read(source: Source<'_>, options: &ParseOptions) -> Result<Flow, Failure> {
    let checked = markup::check(source, options.max_markup)
        .and_then(|()| depth::check(source, options.max_depth));
    if let Err((at, error)) = checked {
        let reader = read_events(source.before(at), options)?;
        return Err(Failure::after(reader.into_unfinished(), error));
    }
    Ok(read_events(source, options)?.finish())
}

fn read_events<'a>(source: Source<'a>, options: &ParseOptions) -> Result<Reader<'a>, Failure> {
    let mut reader = Reader::new(source, Most::of(options));
    reader.resources.pictures.clone_from(&options.pictures);
    for (event, range) in Parser::new_ext(source.text, EXTENSIONS).into_offset_iter() {
        let at = range.start;
        if let Err(error) = reader.event(event, range).and_then(|()| reader.check_count(at)) {
            return Err(Failure::after(reader.into_unfinished(), error));
        }
    }
    Ok(reader)
}

/// The most of what costs memory.
#[derive(Clone, Copy, Debug)]
struct Most {
    depth: usize,
    paragraphs: usize,
    cells: usize,
}

impl Most {
    fn of(options: &ParseOptions) -> Self {
        Self {
            depth: options.max_depth,
            paragraphs: options.max_paragraphs,
            cells: options.max_cells,
        }
    }
}

/// A document that is being read.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    source: Source<'a>,
    most: Most,
    depth: usize,
    /// Where pieces are put now.
    pub(super) place: Place,
    /// The places around it: the body's, where a footnote is read.
    outer: Vec<Outer>,
    open: Option<Leaf>,
    /// Where the last inline event ended.
    last_end: usize,
    /// The paragraph that is being written.
    pub(super) writer: Writer,
    raw: Raw,
    /// What marks point into.
    pub(super) resources: Resources,
    slugs: Slugs,
    reports: Vec<Report>,
}

/// A place that waits until a footnote is read.
#[derive(Debug)]
struct Outer {
    place: Place,
    label: String,
    at: usize,
}

/// The block with words that is open, and where it begins.
#[derive(Clone, Copy, Debug)]
struct Leaf {
    kind: LeafKind,
    start: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LeafKind {
    Paragraph,
    Heading(u8),
    FencedCode,
    IndentedCode,
    Html,
    Cell,
}

/// The lines of code or HTML.
#[derive(Debug, Default)]
struct Raw {
    text: String,
    /// Offsets in the text, each with its offset in the source.
    sources: Vec<(usize, usize)>,
}

impl<'a> Reader<'a> {
    fn new(source: Source<'a>, most: Most) -> Self {
        Self {
            source,
            most,
            depth: 0,
            place: Place::default(),
            outer: Vec::new(),
            open: None,
            last_end: 0,
            writer: Writer::default(),
            raw: Raw::default(),
            resources: Resources::default(),
            slugs: Slugs::default(),
            reports: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Error> {
        match event {
            Event::Start(tag) if !is_inline(&tag) => return self.start(tag, range),
            Event::End(tag) if !is_inline_end(tag) => self.end(tag, range),
            Event::Rule => self.end_tight(),
            Event::Text(text) | Event::Html(text) if self.in_raw() => {
                self.raw.sources.push((self.raw.text.len(), range.start));
                self.raw.text.push_str(&text);
            }
            inline => {
                self.open.get_or_insert(Leaf { kind: LeafKind::Paragraph, start: range.start });
                self.last_end = range.end;
                let source = self.source.text.get(range.clone()).unwrap_or_default();
                self.writer.event(inline, source, range, &mut self.resources);
            }
        }
        Ok(())
    }

    fn in_raw(&self) -> bool {
        use LeafKind::{FencedCode, Html, IndentedCode};
        self.open.is_some_and(|leaf| matches!(leaf.kind, FencedCode | IndentedCode | Html))
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> Result<(), Error> {
        self.end_tight();
        let kind = match tag {
            Tag::Paragraph => LeafKind::Paragraph,
            Tag::Heading { level, .. } => LeafKind::Heading(level as u8),
            Tag::CodeBlock(CodeBlockKind::Indented) => LeafKind::IndentedCode,
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => LeafKind::FencedCode,
            Tag::HtmlBlock => LeafKind::Html,
            Tag::TableCell => {
                self.begin_cell();
                LeafKind::Cell
            }
            container => return self.enter(container, &range),
        };
        self.open = Some(Leaf { kind, start: range.start });
        Ok(())
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableCell => self.end_leaf(range.end),
            container => {
                self.end_tight();
                self.leave(container, range);
            }
        }
    }

    /// Ends a paragraph that has no events of its own: the words of an item of a tight list.
    fn end_tight(&mut self) {
        if self.open.is_some() {
            self.end_leaf(self.last_end);
        }
    }

    /// A range of the text as a range of the file.
    pub(super) fn source(&self, range: Range<usize>) -> Range<u32> {
        self.source.in_file(range)
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    is_inline_end(tag.to_end())
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
