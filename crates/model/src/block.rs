//! Blocks: the paragraphs and tables that a clause's own text consists of.

use crate::Span;

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, heading, list item, line of code.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

impl Block {
    /// The stretch of text that it covers.
    pub fn span(&self) -> Span {
        match self {
            Block::Paragraph(paragraph) => paragraph.span,
            Block::Table(table) => table.span,
        }
    }
}

/// The paragraphs of blocks in reading order, those in tables too. Tables in tables may be as deep
/// as a hostile document wants; they cost no stack.
pub fn paragraphs(blocks: &[Block]) -> impl Iterator<Item = &Paragraph> {
    let mut rest: Vec<&Block> = blocks.iter().rev().collect();
    std::iter::from_fn(move || {
        loop {
            match rest.pop()? {
                Block::Paragraph(paragraph) => return Some(paragraph),
                Block::Table(table) => {
                    let cells = table.rows.iter().rev().flat_map(|row| row.cells.iter().rev());
                    rest.extend(cells.flat_map(|cell| cell.blocks.iter().rev()));
                }
            }
        }
    })
}

/// A paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text.
    pub span: Span,
    /// What it is for.
    pub role: Role,
}

/// The generated label of a paragraph that is no clause of its own: in the cell of a table, in a
/// note, in a header. It stands off from the paragraph as a mark does from its words; no character
/// of the text stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphLabel {
    /// Where the paragraph begins in the document's text.
    pub at: u32,
    /// The label as shown: `1.`, `(a)`. Never blank.
    pub shown: Box<str>,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Running text.
    Body,
    /// The clause's heading; its level in the source counts from 1.
    Heading(u8),
    /// An item of a list that is not a clause (a bullet); its depth in the list counts from 0.
    Item(u8),
    /// Text set as typed, such as code.
    Code,
    /// A quotation.
    Quote,
}

/// A table. In the text its rows stand one a line and the cells of a row are parted by tabs;
/// no cell holds a line break or a tab of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// From its first cell to its last.
    pub span: Span,
    /// How many of the first rows are header rows.
    pub header_rows: u32,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
}

impl Table {
    /// Its cells in reading order, whatever row they stand in.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// From its first cell to its last, without the line break after it.
    pub span: Span,
    /// Its cells, in reading order. A cell that continues one merged from above is left out.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub span: Span,
    /// How many columns it covers, at least 1.
    pub columns: u32,
    /// How many rows it covers, at least 1.
    pub rows: u32,
    /// Its paragraphs and the tables nested in it, in order.
    pub blocks: Vec<Block>,
}
