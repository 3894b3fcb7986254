//! Tables: rows of cells with spans in, a grid with merged cells out (ECMA-376 part 1 §17.4).
//!
//! ```text
//! ┌───┬───────┐     a cell of two rows      a continued cell is written out:
//! │   │ b     │     stands once in the      vMerge restart, then vMerge
//! │ a ├───┬───┤     document
//! │   │ c │ d │
//! └───┴───┴───┘
//! ```

use keeling_model::{Block, Cell, ClauseId, Document, Role, Table};

use super::Writer;
use super::body::Properties;
use super::layout::STEP;
use super::xml::Xml;

/// The width between the margins of the page, in twentieths of a point.
const WIDTH: i32 = 9026;
/// Word's most columns are 63; beyond these the rest of a row stands in a further row's place.
const MOST_COLUMNS: usize = 1000;

/// A cell with its place in the grid.
#[derive(Clone, Copy, Debug)]
struct Placed<'a> {
    column: usize,
    columns: usize,
    merge: Merge,
    /// `None` where it continues one above.
    cell: Option<&'a Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    Goes,
}

impl Writer<'_> {
    /// Writes a table that is set in from the left.
    pub(super) fn table(&mut self, xml: &mut Xml, table: &Table, left: i32) {
        let rows = grid(table);
        let columns = rows.iter().flatten().map(|cell| cell.column + cell.columns).max();
        let Some(columns) = columns else {
            self.after_table = false;
            return;
        };
        let widths = widths(self.document, &rows, columns, (WIDTH - left).max(WIDTH / 3));
        begin(xml, &widths, left, table.header_rows > 0);
        self.rows(xml, &rows, table.header_rows, &widths);
        xml.close("w:tbl");
        self.after_table = true;
    }

    fn rows(&mut self, xml: &mut Xml, rows: &[Vec<Placed<'_>>], header: u32, widths: &[i32]) {
        for (row, index) in rows.iter().zip(0..) {
            begin_row(xml, index < header);
            for placed in row {
                let width = widths.iter().skip(placed.column).take(placed.columns).sum();
                cell_properties(xml, width, placed);
                self.cell_text(xml, placed.cell);
                xml.close("w:tc");
            }
            xml.close("w:tr");
        }
    }

    /// Writes definitions as a table of two columns, terms and meanings, below its head.
    pub(super) fn definition_table(&mut self, xml: &mut Xml, rows: &[ClauseId], left: i32) {
        let document = self.document;
        let width = (WIDTH - left).max(WIDTH / 3);
        let mut widths = vec![width * 3 / 10, width - width * 3 / 10];
        let head = self.header.take();
        let grid = head.map(grid).unwrap_or_default();
        let columns = grid.iter().flatten().map(|cell| cell.column + cell.columns).max();
        // The grid has all columns of the head, of which the rows below use two.
        widths.resize(columns.unwrap_or(2).max(2), 1);
        begin(xml, &widths, left, head.is_some_and(|head| head.header_rows > 0));
        self.rows(xml, &grid, head.map_or(0, |head| head.header_rows), &widths);
        for row in rows {
            begin_row(xml, false);
            let (term, meaning) = document.blocks(*row).split_at(1);
            for (column, blocks) in [term, meaning].into_iter().enumerate() {
                let placed = Placed { column, columns: 1, merge: Merge::None, cell: None };
                cell_properties(xml, widths.get(column).copied().unwrap_or(1), &placed);
                self.cell_blocks(xml, blocks);
                xml.close("w:tc");
            }
            xml.close("w:tr");
        }
        xml.close("w:tbl");
        self.after_table = true;
    }

    /// How a paragraph of a cell or a note is set, which has no clause to be set in by.
    pub(super) fn inner(&mut self, role: Role, style: &str) -> Properties {
        match role {
            Role::Code => Properties::of("HTMLPreformatted"),
            Role::Quote => Properties::of("Quote"),
            Role::Item(depth) => {
                let number = Some(self.lists.bullet(depth));
                let hanging = STEP / 2;
                let left = Some(hanging * (i32::from(depth.min(8)) + 1));
                Properties { number, left, hanging, ..Properties::of("ListBullet") }
            }
            _ => Properties::of(style),
        }
    }

    fn cell_text(&mut self, xml: &mut Xml, cell: Option<&Cell>) {
        self.cell_blocks(xml, cell.map_or(&[], |cell| &cell.blocks));
    }

    /// Writes what stands in a cell; it ends with a paragraph (§17.4.65).
    fn cell_blocks(&mut self, xml: &mut Xml, blocks: &[Block]) {
        self.after_table = false;
        let mut ends = false;
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let properties = self.inner(paragraph.role, "TableText");
                    self.paragraph(xml, &properties, |writer, xml| {
                        writer.runs(xml, paragraph.span);
                    });
                    ends = true;
                }
                Block::Table(table) => {
                    self.part_tables(xml);
                    self.table(xml, table, 0);
                    ends = false;
                }
            }
        }
        if !ends {
            self.paragraph(xml, &Properties::of("TableText"), |_, _| {});
        }
        self.after_table = false;
    }
}

fn begin(xml: &mut Xml, widths: &[i32], left: i32, header: bool) {
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.val("w:tblStyle", "TableGrid");
    let width: i32 = widths.iter().sum();
    xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    if left > 0 {
        xml.empty("w:tblInd", &[("w:w", &left.to_string()), ("w:type", "dxa")]);
    }
    let look = if header { "0420" } else { "0400" };
    xml.empty("w:tblLook", &[("w:val", look)]);
    xml.close("w:tblPr");
    xml.open("w:tblGrid", &[]);
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close("w:tblGrid");
}

fn begin_row(xml: &mut Xml, header: bool) {
    xml.open("w:tr", &[]);
    xml.open("w:trPr", &[]);
    xml.empty("w:cantSplit", &[]);
    if header {
        xml.empty("w:tblHeader", &[]);
    }
    xml.close("w:trPr");
}

fn cell_properties(xml: &mut Xml, width: i32, placed: &Placed<'_>) {
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    if placed.columns > 1 {
        xml.val("w:gridSpan", &placed.columns.to_string());
    }
    match placed.merge {
        Merge::None => {}
        Merge::Begins => xml.val("w:vMerge", "restart"),
        Merge::Goes => xml.empty("w:vMerge", &[]),
    }
    xml.close("w:tcPr");
}

/// The cells of each row in their columns, with those that continue one above.
fn grid(table: &Table) -> Vec<Vec<Placed<'_>>> {
    // Of the cells above: column, columns, how many rows they still reach down.
    let mut above: Vec<(usize, usize, u32)> = Vec::new();
    let mut rows = Vec::with_capacity(table.rows.len());
    let left = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    for (row, below) in table.rows.iter().zip((0..left).rev()) {
        let mut placed = Vec::with_capacity(row.cells.len());
        let mut next = Vec::new();
        let mut continued = std::mem::take(&mut above).into_iter().peekable();
        let mut column = 0;
        let go_on = |placed: &mut Vec<Placed<'_>>, next: &mut Vec<_>, (at, columns, rows)| {
            placed.push(Placed { column: at, columns, merge: Merge::Goes, cell: None });
            if rows > 1 {
                next.push((at, columns, rows - 1));
            }
            at + columns
        };
        for cell in &row.cells {
            while let Some(one) = continued.next_if(|(at, ..)| *at <= column) {
                column = go_on(&mut placed, &mut next, one);
            }
            let room = continued.peek().map_or(MOST_COLUMNS, |(at, ..)| at - column);
            let wanted = usize::try_from(cell.columns).unwrap_or(MOST_COLUMNS);
            let columns = wanted.clamp(1, room.clamp(1, MOST_COLUMNS));
            let down = cell.rows.saturating_sub(1).min(below);
            let merge = if down > 0 { Merge::Begins } else { Merge::None };
            placed.push(Placed { column, columns, merge, cell: Some(cell) });
            if down > 0 {
                next.push((column, columns, down));
            }
            column += columns;
        }
        for one in continued {
            // A gap before a continued cell is filled, so that it stands in its column.
            if one.0 > column {
                let columns = one.0 - column;
                placed.push(Placed { column, columns, merge: Merge::None, cell: None });
            }
            column = go_on(&mut placed, &mut next, one);
        }
        if placed.is_empty() {
            placed.push(Placed { column: 0, columns: 1, merge: Merge::None, cell: None });
        }
        above = next;
        rows.push(placed);
    }
    rows
}

/// Widths of the columns: each holds its longest word, and those with more text get more of the
/// rest (as browsers lay tables out, CSS 2.1 §17.5.2.2).
fn widths(document: &Document, rows: &[Vec<Placed<'_>>], columns: usize, width: i32) -> Vec<i32> {
    /// The margins of a cell, and letters of bold text in a wide face, in twentieths of a point.
    const MARGINS: i64 = 2 * 108;
    const LETTER: i64 = 130;
    const CAPITAL: i64 = 170;
    /// Longer words and texts ask for no more.
    const WORD: usize = 24;
    const TEXT: usize = 90;
    let wide = |text: &str, most: usize| -> i64 {
        let of = |c: char| if c.is_uppercase() { CAPITAL } else { LETTER };
        text.chars().take(most).map(of).sum()
    };
    let mut asked = vec![(MARGINS + LETTER, MARGINS + LETTER); columns];
    for placed in rows.iter().flatten().filter(|placed| placed.columns == 1) {
        let text = placed.cell.map_or("", |cell| document.slice(cell.span));
        let word = text.split_whitespace().map(|word| wide(word, WORD)).max().unwrap_or(0);
        if let Some((least, most)) = asked.get_mut(placed.column) {
            *least = (*least).max(MARGINS + word);
            *most = (*most).max(MARGINS + wide(text, TEXT));
        }
    }
    let width = i64::from(width);
    let least: i64 = asked.iter().map(|(least, _)| least).sum();
    let most: i64 = asked.iter().map(|(_, most)| most).sum();
    let share = |&(own_least, own_most): &(i64, i64)| {
        let own = if least >= width {
            own_least * width / least
        } else if most > width {
            own_least + (own_most - own_least) * (width - least) / (most - least)
        } else {
            own_most * width / most
        };
        i32::try_from(own).unwrap_or(1).max(1)
    };
    asked.iter().map(share).collect()
}
