//! Tables as they are read: rows and cells in, a grid out (ECMA-376 part 1 §17.4).
//!
//! A cell that continues one merged from above is left out and counted as a row of that one. Where
//! it has text of its own, which Word does not show, it stays a cell, so that nothing is lost.

use std::ops::Range;

use keeling_ooxml::is_on;
use keeling_ooxml::xml::{Element, Reader};

use super::tracked::View;
use crate::Error;
use crate::flow::{Grid, GridCell, Piece};

/// The most columns that a cell is taken to cover. Word has at most 63.
const MOST_COLUMNS: u32 = 1000;

/// A table that has begun.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    rows: Vec<Vec<GridCell>>,
    header_rows: u32,
    /// Whether all rows so far are header rows.
    in_header: bool,
    /// The cells of the last row that the next row may continue, by column.
    merges: Vec<Merge>,
    /// The number of the first paragraph that can stand in it.
    pub(super) first: u32,
}

/// A cell that the row below may continue.
#[derive(Clone, Copy, Debug)]
struct Merge {
    column: u32,
    row: usize,
    cell: usize,
}

/// A row that has begun.
#[derive(Debug, Default)]
pub(super) struct OpenRow {
    cells: Vec<OpenCell>,
    pub(super) properties: RowProperties,
    /// Whether a cell of it is left out, being on the other side of a tracked change.
    pub(super) left_out: bool,
}

/// A cell that has begun.
#[derive(Debug, Default)]
pub(super) struct OpenCell {
    pub(super) pieces: Vec<Piece>,
    pub(super) properties: CellProperties,
}

/// What a row's `w:trPr` says (§17.4.82).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowProperties {
    pub(super) header: bool,
    pub(super) inserted: bool,
    pub(super) deleted: bool,
    before: u32,
}

/// What a cell's `w:tcPr` says (§17.4.70).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CellProperties {
    columns: u32,
    down: Option<Continues>,
    across: Option<Continues>,
    pub(super) inserted: bool,
    pub(super) deleted: bool,
}

/// The part that a cell has in a merged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Continues {
    Begins,
    Goes,
}

impl RowProperties {
    /// Reads the `w:trPr` that the cursor is in.
    pub(super) fn read(reader: &mut Reader<'_>, view: View) -> Result<Self, Error> {
        let mut properties = Self::default();
        let mut former = None;
        while let Some(element) = reader.child()? {
            match element.word() {
                "trPrChange" => {
                    former = Some(read_former(reader, "trPr", Self::take)?);
                    continue;
                }
                _ => properties.take(&element),
            }
            reader.skip()?;
        }
        if let (View::Rejected, Some(Self { header, before, .. })) = (view, former) {
            properties = Self { header, before, ..properties };
        }
        Ok(properties)
    }

    fn take(&mut self, element: &Element<'_>) {
        match element.word() {
            "tblHeader" => self.header = is_on(element.val().as_deref()),
            "ins" | "moveTo" => self.inserted = true,
            "del" | "moveFrom" => self.deleted = true,
            "gridBefore" => self.before = columns(element.val().as_deref(), 0),
            _ => {}
        }
    }
}

impl CellProperties {
    /// Reads the `w:tcPr` that the cursor is in.
    pub(super) fn read(reader: &mut Reader<'_>, view: View) -> Result<Self, Error> {
        let mut properties = Self::default();
        let mut former = None;
        let mut merge = None;
        while let Some(element) = reader.child()? {
            match element.word() {
                "tcPrChange" => {
                    former = Some(read_former(reader, "tcPr", Self::take)?);
                    continue;
                }
                "cellMerge" => merge = Some(merged(&element, view)),
                _ => properties.take(&element),
            }
            reader.skip()?;
        }
        if let (View::Rejected, Some(Self { columns, down, across, .. })) = (view, former) {
            properties = Self { columns, down, across, ..properties };
        }
        if let Some(down) = merge {
            properties.down = down;
        }
        Ok(properties)
    }

    fn take(&mut self, element: &Element<'_>) {
        match element.word() {
            "gridSpan" => self.columns = columns(element.val().as_deref(), 1),
            "vMerge" => self.down = Some(continues(element.val().as_deref())),
            "hMerge" => self.across = Some(continues(element.val().as_deref())),
            "cellIns" => self.inserted = true,
            "cellDel" => self.deleted = true,
            _ => {}
        }
    }
}

/// Reads the tracked change of properties that the cursor is in: what they were, which an element
/// of this name holds.
fn read_former<P: Default>(
    reader: &mut Reader<'_>,
    name: &str,
    take: impl Fn(&mut P, &Element<'_>),
) -> Result<P, Error> {
    let mut former = P::default();
    while let Some(element) = reader.child()? {
        if element.word() != name {
            reader.skip()?;
            continue;
        }
        while let Some(element) = reader.child()? {
            take(&mut former, &element);
            reader.skip()?;
        }
    }
    Ok(former)
}

/// What a `w:cellMerge` says of the cell: what it was merged into by the tracked change, or what it
/// was before (ECMA-376 part 1 §17.13.5.3).
fn merged(element: &Element<'_>, view: View) -> Option<Continues> {
    let attribute = match view {
        View::Accepted => "vMerge",
        View::Rejected => "vMergeOrig",
    };
    match element.word_attr(attribute).as_deref() {
        Some("rest") => Some(Continues::Begins),
        Some("cont") => Some(Continues::Goes),
        _ => None,
    }
}

/// Without a value, the cell continues the one before (§17.4.84).
fn continues(value: Option<&str>) -> Continues {
    if value == Some("restart") { Continues::Begins } else { Continues::Goes }
}

fn columns(value: Option<&str>, least: u32) -> u32 {
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(least).clamp(least, MOST_COLUMNS)
}

impl OpenTable {
    /// A table in which paragraph `first` can be the first.
    pub(super) fn new(first: u32) -> Self {
        Self { first, in_header: true, ..Self::default() }
    }

    /// A row that begins, with room for as many cells as the one above has.
    pub(super) fn next_row(&self) -> OpenRow {
        let above = self.rows.last().map_or(0, Vec::len);
        OpenRow { cells: Vec::with_capacity(above), ..OpenRow::default() }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: OpenRow) {
        self.in_header &= row.properties.header;
        self.header_rows += u32::from(self.in_header);
        let mut above = std::mem::take(&mut self.merges).into_iter().peekable();
        let mut column = row.properties.before;
        let mut cells: Vec<GridCell> = Vec::with_capacity(row.cells.len());
        for OpenCell { pieces, properties } in row.cells {
            let columns = properties.columns.max(1);
            while above.next_if(|merge| merge.column < column).is_some() {}
            let merge = above.next_if(|merge| merge.column == column);
            let at = column;
            column = column.saturating_add(columns);
            if pieces.is_empty() {
                if properties.across == Some(Continues::Goes)
                    && let Some(before) = cells.last_mut()
                {
                    before.columns = before.columns.saturating_add(columns);
                    continue;
                }
                if properties.down == Some(Continues::Goes)
                    && let Some(merge) = merge
                    && let Some(first) = self.cell_mut(merge)
                {
                    first.rows = first.rows.saturating_add(1);
                    self.merges.push(merge);
                    continue;
                }
            }
            if properties.down.is_some() {
                self.merges.push(Merge { column: at, row: self.rows.len(), cell: cells.len() });
            }
            cells.push(GridCell { columns, rows: 1, pieces });
        }
        self.rows.push(cells);
    }

    /// The table as a grid, and the paragraphs that it covers where `next` comes after it.
    pub(super) fn finish(self, next: u32) -> (Grid, Range<u32>) {
        (Grid { header_rows: self.header_rows, rows: self.rows }, self.first..next)
    }

    /// Whether it has no row.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn cell_mut(&mut self, merge: Merge) -> Option<&mut GridCell> {
        self.rows.get_mut(merge.row)?.get_mut(merge.cell)
    }
}

impl OpenRow {
    /// Adds a cell.
    pub(super) fn push(&mut self, cell: OpenCell) {
        self.cells.push(cell);
    }

    /// Whether all its cells are on the other side of tracked changes.
    pub(super) fn is_left_out(&self) -> bool {
        self.left_out && self.cells.is_empty()
    }
}
