//! An amended clause where both versions have it: their paragraphs woven by the edits.
//!
//! ```text
//! old    A b c ¶ D ¶ e f          <p>A <del>b</del> c</p>
//! new    A c ¶ e <x> f            <p><del>D</del></p>
//!                                 <p>e <ins>x</ins> f</p>
//! ```
//!
//! Kept and inserted words stand in the new version's paragraphs. Deleted words stand where they
//! were: a paragraph that is deleted as a whole stands as a paragraph, a piece of one joins the
//! paragraph around it. Where only the break between paragraphs differs, the new breaks are shown.

use std::ops::Range;

use keeling_diff::{Op, OpKind, ReferenceKind, Region, Side};
use keeling_model::{Block, Clause, Document, Paragraph, Role, Span, Table};

use super::Page;
use super::blocks::{Paragraphs, flatten};
use super::inline::Painter;
use super::list;
use super::paragraph_label::Labels;
use super::sink::Html;
use super::table::{self, Tables};
use super::wrap::Wrap;
use crate::view::Entry;

/// Writes the own text of an amended clause that stands in both versions here. Returns whether
/// there was a heading in it.
pub(super) fn write(
    html: &mut Html,
    page: &Page<'_>,
    entry: &Entry<'_>,
    mut paragraphs: Paragraphs,
) -> bool {
    let (Some(old), Some(new)) = (entry.old, entry.new) else { return false };
    let mut weave = Weave::new(page, entry, old, new);
    let mut olds = Stretch::of(page.view.old.document, old);
    let mut news = Stretch::of(page.view.new.document, new);
    let whole = [Region::Text { ops: 0..u32::try_from(weave.ops.len()).unwrap_or(u32::MAX) }];
    let regions: &[Region] =
        if entry.change.regions.is_empty() { &whole } else { &entry.change.regions };
    for region in regions {
        match region {
            Region::Text { ops } => {
                let ops = ops.start as usize..ops.end as usize;
                let (old_span, new_span) = weave.spans(ops.clone());
                let (old, new) = (olds.within(old_span), news.within(new_span));
                weave.write(html, &mut paragraphs, ops, &old, &new);
                paragraphs.close(html);
            }
            Region::Table { old: in_old, new: in_new, rows } => {
                let tables = Tables {
                    old: table_at(page.view.old.document, old, *in_old),
                    new: table_at(page.view.new.document, new, *in_new),
                };
                let empty = (olds.pass(tables.old), news.pass(tables.new));
                weave.write(html, &mut paragraphs, 0..0, &empty.0, &empty.1);
                paragraphs.before_table(html);
                table::write_both(html, &mut weave, &tables, rows);
            }
            Region::List { old: in_old, new: in_new, cells } => {
                let tables = (
                    table_at(page.view.old.document, old, Some(*in_old)),
                    table_at(page.view.new.document, new, Some(*in_new)),
                );
                let empty = (olds.pass(tables.0), news.pass(tables.1));
                weave.write(html, &mut paragraphs, 0..0, &empty.0, &empty.1);
                paragraphs.before_table(html);
                if let (Some(old), Some(new)) = tables {
                    list::write(html, &mut weave, (old, new), cells);
                }
            }
        }
    }
    weave.write(html, &mut paragraphs, 0..0, &olds.empty(u32::MAX), &news.empty(u32::MAX));
    paragraphs.close(html);
    weave.labels.rest(html);
    paragraphs.finish(html)
}

fn table_at<'a>(document: &'a Document, clause: &Clause, block: Option<u32>) -> Option<&'a Table> {
    match document.blocks(clause.id).get(block? as usize) {
        Some(Block::Table(table)) => Some(table),
        _ => None,
    }
}

/// The paragraphs of a version of the clause, read forwards.
struct Stretch {
    paragraphs: Vec<Paragraph>,
    /// The first that does not end before what was read.
    next: usize,
}

impl Stretch {
    fn of(document: &Document, clause: &Clause) -> Self {
        Self { paragraphs: flatten(document, document.blocks(clause.id)), next: 0 }
    }

    /// The paragraphs that reach into a span, and the empty ones before them: a table that only
    /// one version has may cut a paragraph of the other.
    fn within(&mut self, span: Span) -> Vec<Paragraph> {
        let rest = self.paragraphs.get(self.next..).unwrap_or_default();
        let here = rest.iter().take_while(|one| one.span.start < span.end);
        let here = here.filter(|one| one.span.is_empty() || one.span.end > span.start);
        let within = here.copied().collect();
        let is_passed = |one: &&Paragraph| one.span.start < span.end && one.span.end <= span.end;
        self.next += rest.iter().take_while(is_passed).count();
        within
    }

    /// Passes over a table. Returns the empty paragraphs before it.
    fn pass(&mut self, table: Option<&Table>) -> Vec<Paragraph> {
        let Some(table) = table else { return Vec::new() };
        let empty = self.empty(table.span.start);
        let rest = self.paragraphs.get(self.next..).unwrap_or_default();
        self.next += rest.iter().take_while(|one| one.span.start <= table.span.end).count();
        empty
    }

    /// The empty paragraphs before a place.
    fn empty(&mut self, before: u32) -> Vec<Paragraph> {
        let rest = self.paragraphs.get(self.next..).unwrap_or_default();
        let here = rest.iter().take_while(|one| one.span.end < before);
        let passed: Vec<Paragraph> = here.copied().collect();
        self.next += passed.len();
        passed.into_iter().filter(|one| one.span.is_empty()).collect()
    }
}

/// Weaves two versions of text, edit by edit.
pub(super) struct Weave<'p> {
    ops: &'p [Op],
    old: Painter<'p>,
    new: Painter<'p>,
    labels: Labels<'p>,
    page: &'p Page<'p>,
    follows: Follows,
}

/// Which edits are in references that follow a renumbering.
struct Follows {
    /// Whether all are.
    all: bool,
    /// The references in the new text that do, in order.
    references: Vec<Span>,
}

impl<'p> Weave<'p> {
    fn new(page: &'p Page<'p>, entry: &Entry<'p>, old: &Clause, new: &Clause) -> Self {
        let follows = |kind| matches!(kind, ReferenceKind::Follows { .. });
        let notes = entry.change.references.iter().filter(|note| follows(note.kind));
        let mut following: Vec<Span> = notes.map(|note| note.span).collect();
        following.sort_unstable();
        Self {
            ops: &entry.change.ops,
            old: Painter::new(page, Side::Old, old),
            new: Painter::new(page, Side::New, new).showing(&entry.change.formatting),
            labels: Labels::new(page, entry),
            page,
            follows: Follows { all: entry.change.consequential, references: following },
        }
    }

    /// The paragraphs of blocks of one version, see [`flatten`].
    pub(super) fn flatten(&self, side: Side, blocks: &[Block]) -> Vec<Paragraph> {
        flatten(self.page.view.document(side), blocks)
    }

    /// What some of the edits cover in the two texts.
    fn spans(&self, ops: Range<usize>) -> (Span, Span) {
        match self.ops.get(ops) {
            Some([first, .., last]) => {
                (Span::new(first.old.start, last.old.end), Span::new(first.new.start, last.new.end))
            }
            Some([only]) => (only.old, only.new),
            _ => (Span::default(), Span::default()),
        }
    }

    /// Writes what some of the edits cover, given the paragraphs that it has in both versions.
    pub(super) fn write(
        &mut self,
        html: &mut Html,
        paragraphs: &mut Paragraphs,
        ops: Range<usize>,
        old: &[Paragraph],
        new: &[Paragraph],
    ) {
        let mut woven = Woven {
            paragraphs,
            labels: &mut self.labels,
            old,
            new,
            next: 0,
            open: Opened::Nothing,
            single: old.len() == 1 && new.len() == 1,
        };
        for op in self.ops.get(ops).unwrap_or_default() {
            match op.kind {
                OpKind::Equal => woven.new_text(html, &mut self.new, op.new, Wrap::Plain),
                OpKind::Insert => {
                    let wrap = if self.follows.has(op.new) {
                        Wrap::InsertedReference
                    } else {
                        Wrap::Inserted
                    };
                    woven.new_text(html, &mut self.new, op.new, wrap);
                }
                OpKind::Delete => {
                    let wrap = if self.follows.has(op.new) {
                        Wrap::DeletedReference
                    } else {
                        Wrap::Deleted
                    };
                    woven.old_text(html, &mut self.old, op.old, wrap);
                }
            }
        }
        woven.finish(html);
    }
}

impl Follows {
    /// Whether an edit of the new text, or a deletion at a place of it, lies in one.
    fn has(&self, edit: Span) -> bool {
        if self.all {
            return true;
        }
        let after = self.references.partition_point(|reference| reference.start <= edit.start);
        let reference = after.checked_sub(1).and_then(|at| self.references.get(at));
        reference.is_some_and(|reference| edit.end <= reference.end)
    }
}

/// The paragraph that text is being written to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opened {
    /// None yet.
    Nothing,
    /// One that only the old version has.
    Old,
    /// This one of the new version's.
    New(usize),
}

/// The paragraphs of a stretch of both versions, as they are being written.
struct Woven<'w, 'p> {
    paragraphs: &'w mut Paragraphs,
    labels: &'w mut Labels<'p>,
    /// The old paragraphs whose text is not all written yet.
    old: &'w [Paragraph],
    new: &'w [Paragraph],
    /// The first new paragraph whose text is not all written yet.
    next: usize,
    open: Opened,
    /// Whether both versions have one paragraph only: what replaces it stands beside it.
    single: bool,
}

impl Woven<'_, '_> {
    /// Writes kept or inserted text into the new version's paragraphs.
    fn new_text(&mut self, html: &mut Html, painter: &mut Painter<'_>, span: Span, wrap: Wrap) {
        while let Some(paragraph) = self.new.get(self.next).copied() {
            let piece = paragraph.span.intersect(span);
            if paragraph.span.start >= span.end {
                break;
            }
            if paragraph.span.is_empty() {
                self.open_next(html, paragraph.role);
            } else if !piece.is_empty() {
                self.open_next(html, paragraph.role);
                self.paragraphs.note(wrap);
                self.labels.paint(html, painter, piece, wrap);
            }
            if paragraph.span.end > span.end {
                break;
            }
            self.next += 1;
        }
    }

    /// Writes deleted text where it was.
    fn old_text(&mut self, html: &mut Html, painter: &mut Painter<'_>, span: Span, wrap: Wrap) {
        while let Some((paragraph, rest)) = self.old.split_first() {
            let piece = paragraph.span.intersect(span);
            if paragraph.span.start >= span.end {
                break;
            }
            if !piece.is_empty() {
                self.place_old(html, *paragraph, piece);
                self.paragraphs.note(wrap);
                if piece.start == paragraph.span.start {
                    self.labels.old(html, piece.start);
                }
                painter.paint(html, piece, wrap);
            }
            if paragraph.span.end > span.end {
                break;
            }
            self.old = rest;
        }
    }

    /// Opens the paragraph that a piece of an old paragraph belongs to.
    fn place_old(&mut self, html: &mut Html, paragraph: Paragraph, piece: Span) {
        let begins = piece.start == paragraph.span.start;
        let within = self.open == Opened::New(self.next);
        if within || !begins && self.open != Opened::Nothing {
            if begins {
                html.raw(" ");
            }
            return;
        }
        let next = self.new.get(self.next).map(|next| next.role);
        // A heading gives way to the next one within it, so that the clause has one.
        let heads = |role| matches!(role, Role::Heading(_));
        let within_next = self.single || heads(paragraph.role) && next.is_some_and(heads);
        let apart = piece == paragraph.span && !within_next;
        match next {
            Some(role) if !apart => self.open_next(html, role),
            _ => {
                self.paragraphs.open(html, paragraph.role);
                self.open = Opened::Old;
            }
        }
    }

    /// Opens the next of the new version's paragraphs, unless it is open.
    fn open_next(&mut self, html: &mut Html, role: Role) {
        if self.open != Opened::New(self.next) {
            self.paragraphs.open(html, role);
            self.open = Opened::New(self.next);
            if let Some(paragraph) = self.new.get(self.next) {
                self.labels.lead(html, paragraph.span.start);
            }
        }
    }

    /// Writes the paragraphs at the end that are nothing but a label.
    fn finish(mut self, html: &mut Html) {
        for paragraph in self.old {
            if paragraph.span.is_empty() && self.labels.has_old(paragraph.span.start) {
                self.paragraphs.open(html, paragraph.role);
                self.open = Opened::Old;
                self.labels.old(html, paragraph.span.start);
            }
        }
        while let Some(paragraph) = self.new.get(self.next) {
            if paragraph.span.is_empty() {
                self.open_next(html, paragraph.role);
            }
            self.next += 1;
        }
    }
}
