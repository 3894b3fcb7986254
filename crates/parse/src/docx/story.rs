//! Stories: the body, a note, a text box — each a sequence of pieces in the making.

use std::ops::Range;

use super::fields::OpenField;
use super::inline;
use super::objects::OpenObject;
use super::paragraph::OpenParagraph;
use super::table::{OpenCell, OpenRow, OpenTable};
use crate::flow::{Content, CrossReference, Piece, Style};

/// Pieces in reading order, and the cross-references in them.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) pieces: Vec<Piece>,
    pub(super) references: Vec<CrossReference>,
}

/// A story that is being read.
#[derive(Debug, Default)]
pub(super) struct Story {
    done: Pieces,
    tables: Vec<Open>,
    /// The paragraph that is being read.
    pub(super) paragraph: Option<OpenParagraph>,
    /// A paragraph whose mark is not there: the next one goes on where it ends.
    pub(super) joined: Option<OpenParagraph>,
    /// One that stands before a table of which nothing has been read yet, and how many tables, rows
    /// and cells were open there: where the table is on the other side of tracked changes, it goes
    /// on behind it.
    waiting: Option<(usize, OpenParagraph)>,
    /// The picture or embedded object that is being read.
    pub(super) object: Option<OpenObject>,
    /// The complex fields that are open, the innermost last.
    pub(super) fields: Vec<OpenField>,
    /// Names of bookmarks that stand before the next piece.
    pub(super) anchors: Vec<String>,
}

/// What is open of the tables that a piece stands in.
#[derive(Debug)]
enum Open {
    Table(OpenTable),
    Row(OpenRow),
    Cell(OpenCell),
}

impl Pieces {
    /// Adds pieces that come after these.
    pub(super) fn append(&mut self, mut later: Pieces) {
        let shift = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        self.pieces.append(&mut later.pieces);
        self.references.extend(later.references.into_iter().map(|reference| CrossReference {
            piece: reference.piece.saturating_add(shift),
            ..reference
        }));
    }
}

impl Story {
    /// Adds pieces to the innermost open cell, or to the story itself. What stands between the
    /// cells of a table becomes a cell of its own.
    pub(super) fn add(&mut self, pieces: Pieces) {
        self.add_within(self.tables.len(), pieces);
    }

    /// Adds pieces to what is within so many open tables, rows and cells.
    pub(super) fn add_within(&mut self, depth: usize, pieces: Pieces) {
        if pieces.pieces.is_empty() {
            return;
        }
        match depth.checked_sub(1).and_then(|at| self.tables.get_mut(at)) {
            None => self.done.append(pieces),
            Some(Open::Cell(cell)) => cell.pieces.extend(pieces.pieces),
            Some(Open::Row(row)) => {
                row.push(OpenCell { pieces: pieces.pieces, ..OpenCell::default() });
            }
            Some(Open::Table(table)) => {
                let mut row = OpenRow::default();
                row.push(OpenCell { pieces: pieces.pieces, ..OpenCell::default() });
                table.push(row);
            }
        }
    }

    /// Adds a piece, with the cross-references in it, in the same way.
    pub(super) fn add_piece(
        &mut self,
        depth: usize,
        piece: Piece,
        references: Vec<CrossReference>,
    ) {
        match depth.checked_sub(1).and_then(|at| self.tables.get_mut(at)) {
            None => {
                let at = u32::try_from(self.done.pieces.len()).unwrap_or(u32::MAX);
                let references = references.into_iter();
                self.done
                    .references
                    .extend(references.map(|one| CrossReference { piece: at, ..one }));
                self.done.pieces.push(piece);
            }
            Some(Open::Cell(cell)) => {
                // Most cells hold one.
                cell.pieces.reserve_exact(usize::from(cell.pieces.is_empty()));
                cell.pieces.push(piece);
            }
            Some(_) => self.add_within(depth, Pieces { pieces: vec![piece], references }),
        }
    }

    /// Begins a table; paragraph `next` is the first that can stand in it.
    pub(super) fn begin_table(&mut self, next: u32) {
        if let Some(joined) = self.joined.take() {
            self.waiting = Some((self.tables.len(), joined));
        }
        self.tables.push(Open::Table(OpenTable::new(next)));
    }

    /// The paragraph that waits for a table of which something is read now, and where it stands.
    pub(super) fn take_waiting(&mut self) -> Option<(usize, OpenParagraph)> {
        self.waiting.take_if(|(depth, _)| *depth < self.tables.len())
    }

    /// Whether a table is innermost, and has a row.
    pub(super) fn has_row(&self) -> bool {
        matches!(self.tables.last(), Some(Open::Table(table)) if !table.is_empty())
    }

    /// Begins a row. Tells whether there is a table to have it.
    pub(super) fn begin_row(&mut self) -> bool {
        let Some(Open::Table(table)) = self.tables.last() else { return false };
        let row = table.next_row();
        self.tables.push(Open::Row(row));
        true
    }

    /// Begins a cell. Tells whether there is a row to have it.
    pub(super) fn begin_cell(&mut self) -> bool {
        let fits = matches!(self.tables.last(), Some(Open::Row(_)));
        if fits {
            self.tables.push(Open::Cell(OpenCell::default()));
        }
        fits
    }

    /// How many tables, rows and cells are open.
    pub(super) fn depth(&self) -> usize {
        self.tables.len()
    }

    /// Takes back what was added since a place in a paragraph: the rest of that one, and the
    /// pieces after it. Bookmarks in them go to the next piece. Tells whether there was anything.
    pub(super) fn take_back(&mut self, paragraph: u32, at: u32) -> bool {
        let pieces = match self.tables.last_mut() {
            Some(Open::Cell(cell)) => &mut cell.pieces,
            Some(_) => return false,
            None => &mut self.done.pieces,
        };
        let mut any = false;
        let mut from = pieces.partition_point(|piece| piece.source.start < paragraph);
        if let Some(piece) = pieces.get_mut(from)
            && piece.source.start == paragraph
            && let Content::Paragraph(inline) = &mut piece.content
        {
            any = inline.text.len() > at as usize;
            inline::truncate(inline, at);
            from += usize::from(piece.number.is_some() || !inline.text.trim().is_empty());
        }
        any |= from < pieces.len();
        let mut anchors: Vec<String> =
            pieces.drain(from..).flat_map(|piece| piece.anchors).collect();
        anchors.append(&mut self.anchors);
        self.anchors = anchors;
        if self.tables.is_empty() {
            let is_gone = |one: &CrossReference| {
                let piece = one.piece as usize;
                piece >= from || piece + 1 == from && one.span.end > at
            };
            while self.done.references.last().is_some_and(is_gone) {
                self.done.references.pop();
            }
        }
        any
    }

    /// The open row, where it is innermost.
    pub(super) fn row(&mut self) -> Option<&mut OpenRow> {
        match self.tables.last_mut() {
            Some(Open::Row(row)) => Some(row),
            _ => None,
        }
    }

    /// The open cell, where it is innermost.
    pub(super) fn cell(&mut self) -> Option<&mut OpenCell> {
        match self.tables.last_mut() {
            Some(Open::Cell(cell)) => Some(cell),
            _ => None,
        }
    }

    /// Ends the innermost table, row or cell. Paragraph `next` comes after it.
    pub(super) fn end_innermost(&mut self, next: u32) {
        match self.tables.pop() {
            Some(Open::Cell(cell)) => {
                if let Some(Open::Row(row)) = self.tables.last_mut() {
                    row.push(cell);
                }
            }
            // A row of cells that are all left out is left out with them.
            Some(Open::Row(row)) if row.is_left_out() => {}
            Some(Open::Row(row)) => {
                if let Some(Open::Table(table)) = self.tables.last_mut() {
                    table.push(row);
                }
            }
            Some(Open::Table(table)) if !table.is_empty() => {
                let (grid, source) = table.finish(next);
                let piece = self.piece(Content::Table(grid), source);
                self.add_piece(self.tables.len(), piece, Vec::new());
            }
            // The table is not there on this side, and a paragraph before it goes on behind it.
            Some(Open::Table(_)) => {
                let here = self.tables.len();
                if let Some((_, waiting)) = self.waiting.take_if(|(depth, _)| *depth == here) {
                    self.joined = Some(waiting);
                }
            }
            None => {}
        }
    }

    /// Drops the innermost row.
    pub(super) fn drop_row(&mut self) {
        if matches!(self.tables.last(), Some(Open::Row(_))) {
            self.tables.pop();
        }
    }

    /// Drops the innermost cell.
    pub(super) fn drop_cell(&mut self) {
        if matches!(self.tables.last(), Some(Open::Cell(_))) {
            self.tables.pop();
        }
        if let Some(row) = self.row() {
            row.left_out = true;
        }
    }

    /// The pieces of the story. Bookmarks after the last piece belong to it.
    pub(super) fn finish(mut self) -> Pieces {
        if let Some(last) = self.done.pieces.last_mut() {
            last.anchors.append(&mut self.anchors);
        }
        self.done
    }

    /// A piece without style or number, with the bookmarks that stand before it.
    fn piece(&mut self, content: Content, source: Range<u32>) -> Piece {
        let anchors = std::mem::take(&mut self.anchors);
        Piece { content, style: Style::Body, number: None, indent: None, anchors, source }
    }
}
