//! Making tables: rows and cells one after the other, each ending the one before.

use super::{Builder, index};
use crate::{Block, Cell, Row, Span, Table};

/// A table that is being made, with its row and cell.
#[derive(Debug)]
pub(super) struct OpenTable {
    table: Table,
    row: Option<Row>,
    cell: Option<Cell>,
}

impl Builder {
    /// Begins a table in the innermost open clause, or in the open cell of a table.
    pub fn begin_table(&mut self, header_rows: u32) {
        if self.tables.is_empty() {
            self.begin_block();
        } else {
            self.part_in_cell();
        }
        let at = self.text_end();
        let table = Table { span: Span::new(at, at), header_rows, rows: Vec::new() };
        self.tables.push(OpenTable { table, row: None, cell: None });
    }

    /// Begins a row of the open table.
    pub fn begin_row(&mut self) {
        self.end_row();
        let nested = self.tables.len() > 1;
        let Some(open) = self.tables.last_mut() else { return };
        if !open.table.rows.is_empty() {
            self.document.text.push(if nested { ' ' } else { '\n' });
        }
        let at = index(self.document.text.len());
        // Most rows have as many cells as the one above.
        let above = open.table.rows.last().map_or(0, |row| row.cells.len());
        open.row = Some(Row { span: Span::new(at, at), cells: Vec::with_capacity(above) });
    }

    /// Begins a cell of the open row, which covers this many columns and rows.
    pub fn begin_cell(&mut self, columns: u32, rows: u32) {
        self.end_cell();
        if self.tables.last().is_some_and(|open| open.row.is_none()) {
            self.begin_row();
        }
        let nested = self.tables.len() > 1;
        let Some(open) = self.tables.last_mut() else { return };
        let Some(row) = &open.row else { return };
        if !row.cells.is_empty() {
            self.document.text.push(if nested { ' ' } else { '\t' });
        }
        let at = index(self.document.text.len());
        let (columns, rows) = (columns.max(1), rows.max(1));
        open.cell = Some(Cell { span: Span::new(at, at), columns, rows, blocks: Vec::new() });
    }

    /// Ends the open cell.
    pub fn end_cell(&mut self) {
        let end = self.text_end();
        let Some(open) = self.tables.last_mut() else { return };
        if let (Some(mut cell), Some(row)) = (open.cell.take(), open.row.as_mut()) {
            cell.span.end = end;
            row.cells.push(cell);
        }
    }

    /// Ends the open row.
    pub fn end_row(&mut self) {
        self.end_cell();
        let end = self.text_end();
        let Some(open) = self.tables.last_mut() else { return };
        if let Some(mut row) = open.row.take() {
            row.span.end = end;
            open.table.rows.push(row);
        }
    }

    /// Ends the open table.
    pub fn end_table(&mut self) {
        self.end_row();
        let Some(OpenTable { mut table, .. }) = self.tables.pop() else { return };
        table.span.end = self.text_end();
        if let Some(outer) = self.tables.last_mut() {
            if let Some(cell) = outer.cell.as_mut() {
                cell.blocks.push(Block::Table(table));
            }
        } else {
            let end = table.span.end;
            self.document.blocks.push(Block::Table(table));
            self.extend_innermost(end);
        }
    }

    /// Makes sure that what comes stands in a cell of the open table, and parts it from what is
    /// before it in the cell.
    pub(super) fn part_in_cell(&mut self) {
        if self.tables.last().is_some_and(|open| open.cell.is_none()) {
            self.begin_cell(1, 1);
        }
        if self.open_cell().is_some_and(|cell| !cell.blocks.is_empty()) {
            self.document.text.push(' ');
        }
    }

    /// The open cell of the innermost table.
    pub(super) fn open_cell(&mut self) -> Option<&mut Cell> {
        self.tables.last_mut().and_then(|open| open.cell.as_mut())
    }
}
