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
use super::blocks::{Paragraphs, flatten_clause};
use super::inline::Painter;
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
    let all_old = flatten_clause(page.view.old.document, entry.old);
    let all_new = flatten_clause(page.view.new.document, entry.new);
    let whole = [Region::Text { ops: 0..u32::try_from(weave.ops.len()).unwrap_or(u32::MAX) }];
    let regions: &[Region] =
        if entry.change.regions.is_empty() { &whole } else { &entry.change.regions };
    for region in regions {
        match region {
            Region::Text { ops } => {
                let ops = ops.start as usize..ops.end as usize;
                let (old_span, new_span) = weave.spans(ops.clone());
                let (old, new) = (within(&all_old, old_span), within(&all_new, new_span));
                weave.write(html, &mut paragraphs, ops, old, new);
                paragraphs.close(html);
            }
            Region::Table { old: in_old, new: in_new, rows } => {
                paragraphs.before_table(html);
                let tables = Tables {
                    old: table_at(page.view.old.document, old, *in_old),
                    new: table_at(page.view.new.document, new, *in_new),
                };
                table::write_both(html, &mut weave, &tables, rows);
            }
        }
    }
    paragraphs.finish(html)
}

fn table_at<'a>(document: &'a Document, clause: &Clause, block: Option<u32>) -> Option<&'a Table> {
    match document.blocks(clause.id).get(block? as usize) {
        Some(Block::Table(table)) => Some(table),
        _ => None,
    }
}

/// The paragraphs that reach into a span: a table that only one version has may cut a paragraph
/// of the other.
fn within(paragraphs: &[Paragraph], span: Span) -> &[Paragraph] {
    let from = paragraphs.partition_point(|paragraph| paragraph.span.end <= span.start);
    let to = paragraphs.partition_point(|paragraph| paragraph.span.start < span.end);
    paragraphs.get(from..to).unwrap_or_default()
}

/// Weaves two versions of text, edit by edit.
pub(super) struct Weave<'p> {
    ops: &'p [Op],
    old: Painter<'p>,
    new: Painter<'p>,
    /// All edits are in references that follow a renumbering.
    consequential: bool,
    /// References in the new text that follow a renumbering, in order.
    following: Vec<Span>,
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
            consequential: entry.change.consequential,
            following,
        }
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
                    let wrap =
                        if self.follows(op.new) { Wrap::InsertedReference } else { Wrap::Inserted };
                    woven.new_text(html, &mut self.new, op.new, wrap);
                }
                OpKind::Delete => {
                    let wrap =
                        if self.follows(op.new) { Wrap::DeletedReference } else { Wrap::Deleted };
                    woven.old_text(html, &mut self.old, op.old, wrap);
                }
            }
        }
    }

    /// Whether an edit of the new text, or a deletion at a place of it, lies in a reference that
    /// follows a renumbering.
    fn follows(&self, edit: Span) -> bool {
        if self.consequential {
            return true;
        }
        let after = self.following.partition_point(|reference| reference.start <= edit.start);
        let reference = after.checked_sub(1).and_then(|at| self.following.get(at));
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
struct Woven<'w> {
    paragraphs: &'w mut Paragraphs,
    /// The old paragraphs whose text is not all written yet.
    old: &'w [Paragraph],
    new: &'w [Paragraph],
    /// The first new paragraph whose text is not all written yet.
    next: usize,
    open: Opened,
    /// Whether both versions have one paragraph only: what replaces it stands beside it.
    single: bool,
}

impl Woven<'_> {
    /// Writes kept or inserted text into the new version's paragraphs.
    fn new_text(&mut self, html: &mut Html, painter: &mut Painter<'_>, span: Span, wrap: Wrap) {
        while let Some(paragraph) = self.new.get(self.next).copied() {
            let piece = paragraph.span.intersect(span);
            if paragraph.span.start >= span.end {
                break;
            }
            if !piece.is_empty() {
                self.open_next(html, paragraph.role);
                self.paragraphs.note(wrap);
                painter.paint(html, piece, wrap);
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
        }
    }
}
