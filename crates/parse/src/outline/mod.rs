//! The outline: a flow of paragraphs in, a tree of clauses out.
//!
//! ```text
//! heading   1 Supply                      1 Supply
//! body      1.1 The Supplier shall:         1.1 The Supplier shall:
//! body      (a) supply;              ──►      (a) supply;
//! body      (b) meter; and                    (b) meter; and
//! body      in each case promptly.            in each case promptly.
//! heading   2 Payment                     2 Payment
//! ```
//!
//! One pass over the pieces with a stack of the clauses that are open. A number that the format
//! computes has its list and level; a number typed in the text is found by the grammar of labels
//! and placed by what it counts on from. Both ways end in the same tree, so that a code reads the
//! same whatever it was written in. Nothing is lost: a character is part of a typed label or of a
//! clause's own text, in the order of the flow.
//!
//! The stack's height is bounded, so the pass takes time in proportion to the text.

mod ahead;
mod at_end;
mod blocks;
mod definitions;
mod doubt;
mod duplicates;
mod headings;
mod place;
mod references;
mod regions;
mod stack;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

use keeling_model::label::{Found, Reading, Scheme, amendment_mark, find, find_whole};
use keeling_model::{
    Builder, ClauseId, ClauseKind, Diagnostic, Document, Label, Role, Span, Target,
};

use crate::flow::{Content, CrossReference, Flow, Inline, Number, Piece, Style};
pub(crate) use at_end::clause_at_end;
use blocks::{Limits, Slice};
use stack::{Entry, Stack};

/// Builds the tree of clauses.
pub(crate) fn build(mut flow: Flow) -> (Document, Vec<Diagnostic>) {
    let (builder, limits) = begin(&mut flow);
    let Flow { pieces, notes, margins, cross_references, mut diagnostics, .. } = flow;
    let mut outline = Outline::of(builder, limits, pieces);
    let notes = outline.notes(notes);
    outline.margins(&margins);
    let Outline { stack, places, anchors, .. } = outline;
    let mut builder = stack.into_builder();
    builder.resolve_notes(|id| notes.get(id.index()).copied());
    let linked = linked(&cross_references, &places, &anchors);
    let references = references::find(builder.document(), linked);
    diagnostics.extend(references::dangling(builder.document(), &references));
    diagnostics.extend(duplicates::duplicates(builder.document()));
    builder.add_references(references);
    (builder.finish(), diagnostics)
}

/// Builds a document without clauses, see [`ParseOptions::outline`](crate::ParseOptions::outline).
pub(crate) fn build_flat(mut flow: Flow) -> (Document, Vec<Diagnostic>) {
    let (builder, limits) = begin(&mut flow);
    let Flow { pieces, notes, margins, diagnostics, .. } = flow;
    let mut outline = Outline::of(builder, limits, Vec::new());
    for piece in pieces {
        blocks::write_piece(outline.stack.builder(), &piece, limits);
    }
    let notes = outline.notes(notes);
    outline.margins(&margins);
    let mut builder = outline.stack.into_builder();
    builder.resolve_notes(|id| notes.get(id.index()).copied());
    (builder.finish(), diagnostics)
}

/// A document with what a flow says beside its pieces, and how much of that there is.
fn begin(flow: &mut Flow) -> (Builder, Limits) {
    let (urls, objects) = (std::mem::take(&mut flow.urls), std::mem::take(&mut flow.objects));
    let limits = Limits { urls: urls.len(), objects: objects.len(), notes: flow.notes.len() };
    let mut builder = Builder::new();
    *builder.meta() = std::mem::take(&mut flow.meta);
    for url in urls {
        builder.url(url);
    }
    for object in objects {
        builder.object(object);
    }
    (builder, limits)
}

/// What the pass over the pieces carries along.
struct Outline {
    stack: Stack,
    limits: Limits,
    /// The piece that is the document's title though its style is a heading's.
    title: Option<usize>,
    /// For pieces that begin with `(i)` or its like: whether it is a numeral by what follows.
    numerals: Vec<Option<bool>>,
    /// Where each piece's text went.
    places: Vec<Place>,
    /// Which clause each name stands for.
    anchors: HashMap<String, ClauseId>,
    /// Names of pieces that hold nothing, for the next that does.
    waiting: Vec<String>,
}

/// Where a piece's text went: from this byte of the piece on, to this span of the document.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    from: u32,
    span: Span,
}

/// A paragraph on its way into the tree.
struct Paragraph<'a> {
    index: usize,
    inline: &'a Inline,
    /// What is left of its text: labels that were taken are cut off.
    slice: Slice,
    heading: Option<u8>,
    number: Option<&'a Number>,
    indent: Option<i32>,
    source: Range<u32>,
    /// How many labels were taken off it.
    labels: u8,
}

/// The most labels at the start of one paragraph: `(1) (a) (i)` has three.
const MOST_LABELS: u8 = 6;

impl Paragraph<'_> {
    fn text(&self) -> &str {
        self.slice.of(self.inline)
    }
}

impl Outline {
    /// The outline of a body.
    fn of(builder: Builder, limits: Limits, pieces: Vec<Piece>) -> Self {
        let mut outline = Self {
            stack: Stack::new(builder),
            limits,
            title: headings::title(&pieces),
            numerals: ahead::numerals(&pieces),
            places: Vec::with_capacity(pieces.len()),
            anchors: HashMap::new(),
            waiting: Vec::new(),
        };
        for (index, piece) in pieces.into_iter().enumerate() {
            outline.piece(index, piece);
        }
        outline
    }

    fn piece(&mut self, index: usize, piece: Piece) {
        let Piece { content, style, number, indent, anchors, source } = piece;
        self.places.push(Place::default());
        self.waiting.extend(anchors);
        let number = number.as_ref().filter(|number| !number.shown.trim().is_empty());
        let empty = Inline::default();
        let inline = match &content {
            Content::Paragraph(inline) => inline,
            Content::Table(_) => &empty,
        };
        let slice = Slice::trimmed(&inline.text);
        let source_of_table = source.clone();
        let paragraph =
            Paragraph { index, inline, slice, heading: None, number, indent, source, labels: 0 };
        let mut wrote = self.paragraph(paragraph, style);
        if let Content::Table(grid) = &content {
            wrote |= self.table(grid, &source_of_table);
        }
        if wrote && let Some(clause) = self.stack.innermost() {
            for anchor in self.waiting.drain(..) {
                self.anchors.entry(anchor).or_insert(clause);
            }
        }
    }

    /// Places a paragraph. Returns whether there was anything to place.
    fn paragraph(&mut self, mut paragraph: Paragraph<'_>, style: Style) -> bool {
        let bullet = paragraph.number.is_some_and(|number| number.bullet);
        if paragraph.slice.is_empty() && (paragraph.number.is_none() || bullet) {
            return false;
        }
        let style = if self.title == Some(paragraph.index) { Style::Title } else { style };
        match style {
            Style::Title => self.title_piece(paragraph),
            Style::Heading(level) => {
                paragraph.heading = Some(level.max(1));
                self.numbered_or(paragraph, Self::heading);
            }
            Style::Body if bullet => self.bullet(paragraph),
            Style::Body => self.numbered_or(paragraph, Self::unnumbered),
            Style::Code => self.continuation(&paragraph, Role::Code),
            Style::Quote if paragraph.number.is_some() => {
                self.numbered_or(paragraph, Self::unnumbered);
            }
            Style::Quote => self.continuation(&paragraph, Role::Quote),
        }
        true
    }

    /// A point of a list: text of what is open, or a clause where it has a typed label as well.
    fn bullet(&mut self, mut paragraph: Paragraph<'_>) {
        let level = paragraph.number.take().map_or(0, |number| number.level);
        match find(paragraph.text()) {
            Some(found) if self.accepts_behind_bullet(&paragraph, &found) => {
                let label = paragraph.slice.take(paragraph.inline, found.len);
                self.numbered(paragraph, Label::typed(label), found.readings);
            }
            _ => self.continuation(&paragraph, Role::Item(level)),
        }
    }

    /// Opens a clause where the paragraph has a number, computed or typed; else hands it on.
    fn numbered_or(
        &mut self,
        mut paragraph: Paragraph<'_>,
        otherwise: impl FnOnce(&mut Self, &Paragraph<'_>),
    ) {
        if let Some(number) = paragraph.number.filter(|number| !number.bullet) {
            let found = find_whole(&number.shown);
            let readings = found.map(|found| found.readings).unwrap_or_default();
            let label = Label::generated(number.shown.trim());
            return self.numbered(paragraph, label, readings);
        }
        paragraph.number = None;
        match find(paragraph.text()) {
            Some(found) if self.repeats(&paragraph, &found) => self.repeated(paragraph, &found),
            Some(found) if self.accepts(&paragraph, &found) => {
                let label = paragraph.slice.take(paragraph.inline, found.len);
                self.numbered(paragraph, Label::typed(label), found.readings);
            }
            _ => otherwise(self, &paragraph),
        }
    }

    /// Opens the clause that a label begins, and those of the labels that follow it at once.
    fn numbered(&mut self, mut paragraph: Paragraph<'_>, label: Label, readings: Vec<Reading>) {
        let (readings, keep) = self.place(&paragraph, readings);
        self.stack.truncate(keep);
        let kind = self.kind(readings.first());
        let inner = inner_label(&paragraph, readings.first());
        let is_heading =
            inner.is_none() && headings::is_heading(&paragraph, kind, readings.first());
        let term = match (inner.is_some() || is_heading, paragraph.heading) {
            (false, None) => self.term(&paragraph),
            _ => None,
        };
        self.stack.open(
            Entry {
                kind,
                readings,
                list: paragraph.number.map(|number| (number.list, number.level)),
                indent: paragraph.indent,
                heading: paragraph.heading,
                ..Entry::default()
            },
            Some(label),
            term.as_deref(),
            paragraph.source.clone(),
        );
        if let Some(found) = inner {
            paragraph.number = None;
            paragraph.labels += 1;
            let label = Label::typed(paragraph.slice.take(paragraph.inline, found.len));
            return self.numbered(paragraph, label, found.readings);
        }
        if paragraph.slice.is_empty() {
            return;
        }
        // It is the clause's label now, and not the paragraph's.
        paragraph.number = None;
        if is_heading {
            self.write_heading(&paragraph);
        } else {
            self.write(&paragraph, Role::Body);
        }
    }

    /// Whether a paragraph says again the number of the heading just before it.
    fn repeats(&self, paragraph: &Paragraph<'_>, found: &Found) -> bool {
        self.stack.top().is_some_and(|top| {
            top.heading.is_some()
                && (paragraph.heading.is_none() || found.len == paragraph.text().len())
                && !matches!(found.readings.first().map(|r| r.scheme), Some(Scheme::Item(..)))
                && top.readings.first() == found.readings.first()
        })
    }

    /// Keeps a repeated number as text of its clause, and opens the item that may follow it.
    fn repeated(&mut self, paragraph: Paragraph<'_>, found: &Found) {
        let mut rest = Paragraph { source: paragraph.source.clone(), ..paragraph };
        rest.slice.take(rest.inline, found.len);
        let outer = found.readings.first();
        let Some(inner) = inner_label(&rest, outer) else {
            let role = if paragraph.heading.is_some() { self.heading_role() } else { Role::Body };
            return self.write(&paragraph, role);
        };
        let number = Paragraph {
            slice: paragraph.slice.before(paragraph.inline, &rest.slice),
            source: paragraph.source,
            ..rest
        };
        self.write(&number, Role::Body);
        let label = Label::typed(rest.slice.take(rest.inline, inner.len));
        self.numbered(rest, label, inner.readings);
    }

    /// What the clause of a label is, below the clauses that are open: a plain number is a clause
    /// in a part, and an item in a clause.
    fn kind(&self, reading: Option<&Reading>) -> ClauseKind {
        let Some(reading) = reading else { return ClauseKind::Clause };
        let in_clause =
            self.stack.in_definition() || self.stack.labelled().is_some_and(Entry::numbers_items);
        match reading.scheme {
            Scheme::Word(word) => word.kind(),
            Scheme::Sign => ClauseKind::Section,
            Scheme::Decimal if reading.path.len() > 1 => ClauseKind::Clause,
            Scheme::Item(_, frame) if !place::is_plain(frame) => ClauseKind::Paragraph,
            Scheme::Decimal | Scheme::Item(..) if in_clause => ClauseKind::Paragraph,
            Scheme::Decimal | Scheme::Item(..) => ClauseKind::Clause,
        }
    }

    /// A paragraph without a number: a definition, or more text of what is open.
    fn unnumbered(&mut self, paragraph: &Paragraph<'_>) {
        if headings::stands_out(paragraph) && self.completes_number(None) {
            return self.write_heading(paragraph);
        }
        match self.term(paragraph) {
            Some(term) => self.definition(paragraph, &term),
            None => self.continuation(paragraph, Role::Body),
        }
    }

    fn term(&self, paragraph: &Paragraph<'_>) -> Option<String> {
        let context = definitions::Context {
            promised: self.stack.defines(),
            among: self.stack.in_definition() || self.stack.top().is_some_and(|t| t.introduces),
        };
        definitions::term(paragraph.inline, paragraph.slice, context)
    }

    fn definition(&mut self, paragraph: &Paragraph<'_>, term: &str) {
        self.stack.truncate(self.place_definition(paragraph.indent));
        let entry =
            Entry { kind: ClauseKind::Definition, indent: paragraph.indent, ..Entry::default() };
        self.stack.open(entry, None, Some(term), paragraph.source.clone());
        self.write(paragraph, Role::Body);
    }

    /// More text of the clause that is open, after closing the items that it does not belong to.
    fn continuation(&mut self, paragraph: &Paragraph<'_>, role: Role) {
        let keep = self.place_continuation(paragraph, role);
        self.stack.truncate(keep);
        self.write(paragraph, role);
    }

    /// Writes what is left of a paragraph to the innermost clause.
    fn write(&mut self, paragraph: &Paragraph<'_>, role: Role) {
        self.stack.ready_for_text(&paragraph.source);
        let (text, marks) = paragraph.slice.parts(paragraph.inline, self.limits);
        let label = blocks::label(paragraph.number);
        let span = self.stack.builder().labelled_paragraph(label, role, text, marks);
        self.stack.wrote(text, &paragraph.source);
        if let Some(place) = self.places.get_mut(paragraph.index) {
            *place = Place { from: paragraph.slice.start(), span };
        }
    }
}

/// The label that follows another at once, as `(a)` does in `1.1 (a) each Service`: the first
/// of a deeper count.
fn inner_label(paragraph: &Paragraph<'_>, outer: Option<&Reading>) -> Option<Found> {
    let text = paragraph.text();
    let may_follow = paragraph.heading.is_none() && paragraph.labels < MOST_LABELS;
    let mut found = find(text).filter(|_| may_follow)?;
    let next = text.get(found.len..)?.trim_start();
    let listing = ["and ", "or ", "to ", ",", "above", "below"];
    let is_item = |reading: &Reading| {
        matches!(reading.scheme, Scheme::Item(..))
            && reading.is_first()
            && outer.is_none_or(|outer| outer.scheme != reading.scheme)
    };
    found.readings.retain(is_item);
    let sound = text.get(amendment_mark(text)..)?.starts_with('(')
        && !found.readings.is_empty()
        && !listing.iter().any(|word| next.starts_with(word));
    sound.then_some(found)
}

/// The references that the format resolves, where they went in the document.
fn linked(
    cross_references: &[CrossReference],
    places: &[Place],
    anchors: &HashMap<String, ClauseId>,
) -> Vec<(Span, Target)> {
    let of = |reference: &CrossReference| {
        let target = anchors.get(&reference.anchor).copied()?;
        let place = places.get(usize::try_from(reference.piece).ok()?)?;
        let inside = |at: u32| place.span.start + at.saturating_sub(place.from);
        let span = Span::new(inside(reference.span.start), inside(reference.span.end));
        Some((span.intersect(place.span), Target::Clause(target)))
    };
    cross_references.iter().filter_map(of).filter(|(span, _)| !span.is_empty()).collect()
}
