//! Tables in the making, from Markdown's pipes and from HTML's tags.

use crate::flow::{Grid, GridCell, Piece};

/// A table that is being read, row by row.
#[derive(Debug, Default)]
pub(super) struct Growing {
    grid: Grid,
    row: Option<Row>,
    /// How many cells have begun.
    cells: usize,
    /// Only rows at the top can be header rows.
    headers_over: bool,
}

#[derive(Debug, Default)]
struct Row {
    header: bool,
    cells: Vec<GridCell>,
    open: bool,
}

impl Growing {
    /// Begins a row; ends the one before it.
    pub(super) fn begin_row(&mut self, header: bool) {
        self.end_row();
        self.row = Some(Row { header, ..Row::default() });
    }

    /// Begins a cell that covers this many columns and rows; begins a row where none is open.
    pub(super) fn begin_cell(&mut self, columns: u32, rows: u32) {
        let row = self.row.get_or_insert_default();
        row.open = true;
        self.cells += 1;
        row.cells.push(GridCell { columns: columns.max(1), rows: rows.max(1), pieces: Vec::new() });
    }

    /// How many cells it has so far.
    pub(super) fn cells(&self) -> usize {
        self.cells
    }

    /// Whether the open row has cells.
    pub(super) fn has_cells(&self) -> bool {
        self.row.as_ref().is_some_and(|row| !row.cells.is_empty())
    }

    /// Whether a cell is open for text.
    fn in_cell(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.open)
    }

    /// Adds a piece to the open cell; begins one where none is open.
    pub(super) fn push(&mut self, piece: Piece) {
        if !self.in_cell() {
            self.begin_cell(1, 1);
        }
        if let Some(cell) = self.row.as_mut().and_then(|row| row.cells.last_mut()) {
            cell.pieces.push(piece);
        }
    }

    /// Ends the open cell.
    pub(super) fn end_cell(&mut self) {
        if let Some(row) = &mut self.row {
            row.open = false;
        }
    }

    /// Ends the open row. A header row without a word is left out: Markdown has no tables without
    /// a header, so an empty one says that there is none.
    pub(super) fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        let empty = row.cells.iter().all(|cell| cell.pieces.is_empty());
        if row.cells.is_empty() || row.header && empty {
            return;
        }
        if row.header && !self.headers_over {
            self.grid.header_rows = self.grid.header_rows.saturating_add(1);
        }
        self.headers_over |= !row.header;
        self.grid.rows.push(row.cells);
    }

    /// Says of the open row that it is a header row, or that it is none.
    pub(super) fn set_header(&mut self, header: bool) {
        if let Some(row) = &mut self.row {
            row.header = header;
        }
    }

    /// The table; `None` where it has no row.
    pub(super) fn finish(mut self) -> Option<Grid> {
        self.end_row();
        (!self.grid.rows.is_empty()).then_some(self.grid)
    }
}
