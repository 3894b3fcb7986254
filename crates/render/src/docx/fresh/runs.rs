//! Text with marks in, runs out (ECMA-376 part 1 §17.3.2).
//!
//! ```text
//! text    the Supplier shall              <w:r><w:t>the </w:t></w:r>
//! bold        ────────             ──►    <w:r><w:rPr><w:b/></w:rPr><w:t>Supplier</w:t></w:r>
//!                                         <w:r><w:t> shall</w:t></w:r>
//! ```
//!
//! One pass over the places where marks begin and end; the cost is that of sorting them.

use keeling_model::{Mark, MarkKind, OBJECT, Object, Span, UrlId};

use super::Writer;
use super::xml::Xml;

/// The face of code. Readers tell code by its face, so it must be one that they know.
pub(super) const FIXED_WIDTH: &str = "Courier New";

/// The formatting of a stretch: how many marks of each kind cover it.
#[derive(Clone, Copy, Debug, Default)]
struct Formats([u32; 7]);

const BOLD: usize = 0;
const ITALIC: usize = 1;
const UNDERLINE: usize = 2;
const STRIKE: usize = 3;
const SUPERSCRIPT: usize = 4;
const SUBSCRIPT: usize = 5;
const CODE: usize = 6;

/// What a mark that covers a stretch does.
#[derive(Clone, Copy, Debug)]
enum Does {
    Format(usize),
    Link(UrlId),
}

impl Formats {
    fn has(&self, format: usize) -> bool {
        self.0.get(format).is_some_and(|count| *count > 0)
    }

    fn properties(&self, xml: &mut Xml, link: bool) {
        if !link && self.0.iter().all(|count| *count == 0) {
            return;
        }
        xml.open("w:rPr", &[]);
        if link {
            xml.val("w:rStyle", "Hyperlink");
        } else if self.has(CODE) {
            xml.val("w:rStyle", "HTMLCode");
        }
        if self.has(CODE) {
            let face = FIXED_WIDTH;
            xml.empty("w:rFonts", &[("w:ascii", face), ("w:hAnsi", face), ("w:cs", face)]);
        }
        for (format, name) in [(BOLD, "w:b"), (ITALIC, "w:i"), (STRIKE, "w:strike")] {
            if self.has(format) {
                xml.empty(name, &[]);
            }
        }
        if self.has(UNDERLINE) {
            xml.val("w:u", "single");
        }
        if self.has(SUPERSCRIPT) {
            xml.val("w:vertAlign", "superscript");
        } else if self.has(SUBSCRIPT) {
            xml.val("w:vertAlign", "subscript");
        }
        xml.close("w:rPr");
    }
}

/// Where a mark begins or ends.
struct Edge {
    at: u32,
    begins: bool,
    does: Does,
}

impl Writer<'_> {
    /// Writes the runs of a stretch of the document's text.
    pub(super) fn runs(&mut self, xml: &mut Xml, span: Span) {
        let document = self.document;
        let marks = document.marks_in(span);
        let mut formats = Formats::default();
        let mut link = None;
        let mut at = span.start;
        for edge in edges(marks, span) {
            self.stretch(xml, Span::new(at, edge.at), formats, link);
            at = at.max(edge.at);
            match (edge.does, edge.begins) {
                (Does::Link(url), true) => link = Some(url),
                (Does::Link(_), false) => link = None,
                (Does::Format(format), begins) => {
                    if let Some(count) = formats.0.get_mut(format) {
                        *count = if begins { *count + 1 } else { count.saturating_sub(1) };
                    }
                }
            }
        }
        self.stretch(xml, Span::new(at, span.end), formats, link);
    }

    /// Writes a stretch of one formatting.
    fn stretch(&mut self, xml: &mut Xml, span: Span, formats: Formats, link: Option<UrlId>) {
        if span.is_empty() {
            return;
        }
        let id = link.and_then(|url| self.links.id(self.document.url(url)));
        if let Some(id) = &id {
            xml.open("w:hyperlink", &[("r:id", id.as_str()), ("w:history", "1")]);
        }
        let text = self.document.slice(span);
        let breaks = self.document.marks_in(span).iter().any(|m| m.kind == MarkKind::LineBreak);
        let mut from = 0;
        for (place, c) in text.match_indices([OBJECT, '\n', '\t', ' ']) {
            let kind = match c {
                "\n" | "\t" => None,
                " " if !breaks => continue,
                _ => match self.single(span.start, place) {
                    Some(kind) => Some(kind),
                    None => continue,
                },
            };
            words(xml, text.get(from..place).unwrap_or_default(), &formats, id.is_some());
            from = place + c.len();
            self.character(xml, c, kind, &formats, id.is_some());
        }
        words(xml, text.get(from..).unwrap_or_default(), &formats, id.is_some());
        if id.is_some() {
            xml.close("w:hyperlink");
        }
    }

    /// The mark of a single character: a note, an object, a line break.
    fn single(&self, start: u32, place: usize) -> Option<MarkKind> {
        let at = start + u32::try_from(place).ok()?;
        let is_single = |kind: &MarkKind| {
            matches!(kind, MarkKind::Note(_) | MarkKind::Object(_) | MarkKind::LineBreak)
        };
        let marks = self.document.marks();
        let first = marks.partition_point(|mark| mark.span.start < at);
        let here = marks.get(first..)?.iter().take_while(|mark| mark.span.start == at);
        here.map(|mark| mark.kind).find(is_single)
    }

    /// Writes a character that is more than a letter.
    fn character(
        &mut self,
        xml: &mut Xml,
        c: &str,
        kind: Option<MarkKind>,
        formats: &Formats,
        link: bool,
    ) {
        let document = self.document;
        match kind {
            Some(MarkKind::Note(note)) if !self.in_note && self.notes.reference(xml, note) => {}
            Some(MarkKind::Object(id)) => match document.object(id) {
                Object::Picture { alt, digest } => {
                    let drawing = self.pictures.drawing(alt, *digest);
                    run(xml, formats, link, |xml| xml.raw(&drawing));
                }
                Object::Formula(written) => formula(xml, written),
                _ => words(xml, c, formats, link),
            },
            Some(MarkKind::LineBreak) => run(xml, formats, link, |xml| xml.empty("w:br", &[])),
            _ if c == "\n" => run(xml, formats, link, |xml| xml.empty("w:br", &[])),
            _ if c == "\t" => run(xml, formats, link, |xml| xml.empty("w:tab", &[])),
            _ => words(xml, c, formats, link),
        }
    }
}

/// Where the formatting changes, in order; ends before beginnings.
fn edges(marks: &[Mark], span: Span) -> Vec<Edge> {
    let mut edges = Vec::new();
    for mark in marks {
        let does = match mark.kind {
            MarkKind::Bold => Does::Format(BOLD),
            MarkKind::Italic => Does::Format(ITALIC),
            MarkKind::Underline => Does::Format(UNDERLINE),
            MarkKind::Strike => Does::Format(STRIKE),
            MarkKind::Superscript => Does::Format(SUPERSCRIPT),
            MarkKind::Subscript => Does::Format(SUBSCRIPT),
            MarkKind::Code => Does::Format(CODE),
            MarkKind::Link(url) => Does::Link(url),
            _ => continue,
        };
        let within = mark.span.intersect(span);
        if !within.is_empty() {
            edges.push(Edge { at: within.start, begins: true, does });
            edges.push(Edge { at: within.end, begins: false, does });
        }
    }
    edges.sort_by_key(|edge| (edge.at, edge.begins));
    edges
}

/// A run with what `write` puts in it.
fn run(xml: &mut Xml, formats: &Formats, link: bool, write: impl FnOnce(&mut Xml)) {
    xml.open("w:r", &[]);
    formats.properties(xml, link);
    write(xml);
    xml.close("w:r");
}

/// A run of words.
fn words(xml: &mut Xml, text: &str, formats: &Formats, link: bool) {
    if !text.is_empty() {
        run(xml, formats, link, |xml| plain(xml, text));
    }
}

/// The text of a run, with the white space at its ends.
pub(super) fn plain(xml: &mut Xml, text: &str) {
    xml.open("w:t", &[("xml:space", "preserve")]);
    xml.text(text);
    xml.close("w:t");
}

/// A formula, set in one line (§22.1.2.77).
fn formula(xml: &mut Xml, line: &str) {
    xml.raw("<m:oMath><m:r><m:t xml:space=\"preserve\">");
    xml.text(line);
    xml.raw("</m:t></m:r></m:oMath>");
}
