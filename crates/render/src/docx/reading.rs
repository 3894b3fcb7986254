//! A package as a reader reads it: parts in; paragraphs, tables and what encloses them, in reading
//! order, out.
//!
//! The order is that of the glossary: a table row by row, a text box after its paragraph, then the
//! footnotes, the endnotes, the headers and footers. So the characters of the paragraphs, one
//! after the other, are those of the [`Document`](keeling_model::Document); `map` pairs the two.

use std::hash::Hasher;
use std::sync::Arc;

use keeling_ooxml::xml::{NodeId, Tree};
use rustc_hash::FxHasher;

use super::setting::Setting;

/// Where a paragraph's characters stand in the document: bytes of its text without white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Range {
    pub(super) const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub(super) const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }
}

/// What stands in a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(usize),
    Table(usize),
}

/// What holds blocks: a body, a cell, a text box, a note, a header.
#[derive(Clone, Debug)]
pub(super) struct Container {
    pub(super) part: usize,
    pub(super) node: NodeId,
    /// The places of its blocks among those of all containers.
    pub(super) blocks: std::ops::Range<usize>,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    pub(super) part: usize,
    pub(super) node: NodeId,
    /// Its own characters; empty where it has none or the document has them elsewhere.
    pub(super) range: Range,
    /// How many bytes of characters without white space it has, its text boxes aside.
    pub(super) size: u32,
    /// Equal for paragraphs that read alike.
    pub(super) key: u64,
    /// Equal for entries of a table of contents that differ in their page at most.
    pub(super) entry: u64,
    /// Its text boxes.
    pub(super) boxes: Vec<usize>,
    /// Whether it is of a table of contents, which the document leaves out.
    pub(super) unread: bool,
    /// Whether it has neither text nor objects.
    pub(super) empty: bool,
    /// Whether it stands in a header or footer.
    pub(super) margin: bool,
    pub(super) setting: Setting,
}

/// A reference to a note.
#[derive(Clone, Debug)]
pub(super) struct NoteReference {
    pub(super) paragraph: usize,
    /// How many bytes of characters stand before it in the paragraph.
    pub(super) offset: u32,
    pub(super) endnote: bool,
    pub(super) id: String,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) node: NodeId,
    pub(super) rows: Vec<Row>,
    pub(super) range: Range,
    pub(super) key: u64,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) node: NodeId,
    /// The containers that its cells are.
    pub(super) cells: Vec<usize>,
    /// How many columns each cell covers, and whether it goes on from above.
    pub(super) shape: u64,
    pub(super) range: Range,
    pub(super) key: u64,
}

/// A part that holds text.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) tree: Arc<Tree>,
}

/// A footnote or endnote.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) endnote: bool,
    pub(super) id: String,
    pub(super) container: usize,
}

/// A version of the document as its package has it.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) parts: Vec<Part>,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) tables: Vec<Table>,
    pub(super) containers: Vec<Container>,
    /// The blocks of all containers, container by container.
    pub(super) blocks: Vec<Block>,
    /// For each block the element directly within its container that it stands in.
    pub(super) tops: Vec<NodeId>,
    /// All paragraphs in reading order, each with its characters without white space.
    pub(super) order: Vec<usize>,
    /// The characters of the paragraphs that are read, in that order, without white space.
    pub(super) stream: String,
    pub(super) notes: Vec<Note>,
    pub(super) references: Vec<NoteReference>,
}

impl Reading {
    /// Whether a paragraph holds words in runs and nothing else: no link, field, object or section.
    pub(super) fn is_words(&self, paragraph: &Paragraph) -> bool {
        const MORE: [&str; 7] =
            ["hyperlink", "fldSimple", "fldChar", "drawing", "pict", "object", "sectPr"];
        let tree = self.tree(paragraph.part);
        let held = || paragraph.node + 1..tree.after(paragraph.node);
        let is_more = |id| match tree.word(id) {
            "" => matches!(tree.local(id), "oMath" | "oMathPara" | "AlternateContent"),
            name => MORE.contains(&name),
        };
        held().any(|id| tree.word(id) == "t") && !held().any(is_more)
    }

    /// The same for all in a table, in which paragraphs may be blank.
    pub(super) fn is_words_of(&self, table: &Table) -> bool {
        let mut paragraphs = Vec::new();
        for &cell in table.rows.iter().flat_map(|row| &row.cells) {
            self.paragraphs_in(cell, &mut paragraphs);
        }
        paragraphs.iter().all(|&id| {
            let paragraph = &self.paragraphs[id];
            paragraph.empty || self.is_words(paragraph)
        })
    }

    /// A paragraph's tree.
    pub(super) fn tree(&self, part: usize) -> &Tree {
        &self.parts[part].tree
    }

    /// The blocks of a container.
    pub(super) fn blocks(&self, container: usize) -> &[Block] {
        self.blocks.get(self.range_of(container)).unwrap_or_default()
    }

    /// For each block of a container the element directly within it that the block stands in.
    pub(super) fn tops(&self, container: usize) -> &[NodeId] {
        self.tops.get(self.range_of(container)).unwrap_or_default()
    }

    fn range_of(&self, container: usize) -> std::ops::Range<usize> {
        self.containers.get(container).map(|container| container.blocks.clone()).unwrap_or_default()
    }

    /// The paragraphs of a container and of all that stands in it, in reading order.
    pub(super) fn paragraphs_in(&self, container: usize, out: &mut Vec<usize>) {
        for block in self.blocks(container) {
            match *block {
                Block::Paragraph(id) => {
                    out.push(id);
                    for &inner in self.paragraphs.get(id).map_or(&[][..], |p| &p.boxes) {
                        self.paragraphs_in(inner, out);
                    }
                }
                Block::Table(id) => {
                    let rows = self.tables.get(id).map_or(&[][..], |table| &table.rows);
                    for &cell in rows.iter().flat_map(|row| &row.cells) {
                        self.paragraphs_in(cell, out);
                    }
                }
            }
        }
    }

    /// Finds what rows and tables cover, and what makes them equal, once the paragraphs are mapped.
    pub(super) fn settle(&mut self) {
        for id in (0..self.tables.len()).rev() {
            let mut rows = self.tables.get(id).map_or_else(Vec::new, |table| table.rows.clone());
            let mut all = FxHasher::default();
            let mut range = Range::default();
            for row in &mut rows {
                let mut hasher = FxHasher::default();
                hasher.write_u64(row.shape);
                let mut inner = Vec::new();
                for &cell in &row.cells {
                    hasher.write_u8(3);
                    self.paragraphs_in(cell, &mut inner);
                    for paragraph in inner.drain(..) {
                        let paragraph = &self.paragraphs[paragraph];
                        hasher.write_u64(paragraph.key);
                        row.range = hull(row.range, paragraph.range);
                    }
                }
                row.key = hasher.finish();
                all.write_u64(row.key);
                range = hull(range, row.range);
            }
            if let Some(table) = self.tables.get_mut(id) {
                (table.rows, table.range, table.key) = (rows, range, all.finish());
            }
        }
    }

    /// What a block covers.
    pub(super) fn range(&self, block: Block) -> Range {
        match block {
            Block::Paragraph(id) => self.paragraphs[id].range,
            Block::Table(id) => self.tables[id].range,
        }
    }
}

/// The range from the first to the last of two; an empty one is none.
fn hull(one: Range, other: Range) -> Range {
    if other.is_empty() {
        return one;
    }
    if one.is_empty() {
        return other;
    }
    Range { start: one.start.min(other.start), end: one.end.max(other.end) }
}
