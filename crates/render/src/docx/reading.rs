//! A package as a reader reads it: parts in; paragraphs, tables and what encloses them, in reading
//! order, out.
//!
//! The order is that of the glossary: a table row by row, a text box after its paragraph, then the
//! footnotes, the endnotes, the headers and footers. So the characters of the paragraphs, one
//! after the other, are those of the [`Document`](keeling_model::Document); `map` pairs the two.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::inline::{Inline, Kind, inline};
use super::tree::{NodeId, Tree};
use keeling_ooxml::StyleTable;

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
    pub(super) blocks: Vec<Block>,
    /// For each block the element directly within the container that it stands in.
    pub(super) tops: Vec<NodeId>,
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
    pub(super) tree: Tree,
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
    /// All paragraphs in reading order, each with its characters without white space.
    pub(super) order: Vec<usize>,
    /// The characters of the paragraphs that are read, in that order, without white space.
    pub(super) stream: String,
    pub(super) notes: Vec<Note>,
    pub(super) references: Vec<NoteReference>,
}

/// What a walk has to know.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub(super) reading: &'a mut Reading,
    pub(super) styles: &'a StyleTable,
    /// Ids of the notes that there are, of footnotes first.
    pub(super) note_ids: &'a [Vec<String>; 2],
    pub(super) part: usize,
    /// Whether it is the body, which alone has a table of contents.
    pub(super) body: bool,
    /// Whether it is a header or footer, where what a page computes is no text.
    pub(super) margin: bool,
    /// Whether what is walked is left out of the document.
    pub(super) unread: bool,
}

impl Walk<'_> {
    /// Reads a container.
    pub(super) fn container(&mut self, node: NodeId) -> usize {
        let id = self.reading.containers.len();
        let container = Container { part: self.part, node, blocks: Vec::new(), tops: Vec::new() };
        self.reading.containers.push(container);
        let (mut blocks, mut tops) = (Vec::new(), Vec::new());
        let children: Vec<NodeId> = self.tree().children(node).collect();
        for child in children {
            self.block(child, child, &mut blocks, &mut tops);
        }
        // There are many cells, and most hold one paragraph.
        blocks.shrink_to_fit();
        tops.shrink_to_fit();
        if let Some(container) = self.reading.containers.get_mut(id) {
            (container.blocks, container.tops) = (blocks, tops);
        }
        id
    }

    fn tree(&self) -> &Tree {
        // A walk is made for a part that is there.
        &self.reading.parts[self.part].tree
    }

    fn block(
        &mut self,
        node: NodeId,
        top: NodeId,
        blocks: &mut Vec<Block>,
        tops: &mut Vec<NodeId>,
    ) {
        match self.tree().word(node) {
            "p" => {
                let block = Block::Paragraph(self.paragraph(node));
                blocks.push(block);
                tops.push(top);
            }
            "tbl" => {
                let block = Block::Table(self.table(node));
                blocks.push(block);
                tops.push(top);
            }
            "tcPr" | "sectPr" | "sdtPr" | "sdtEndPr" | "pPr" | "rPr" | "altChunk" => {}
            "sdt" => {
                let unread = self.unread;
                self.unread |= self.body && is_contents(self.tree(), node);
                self.blocks(node, top, blocks, tops);
                self.unread = unread;
            }
            _ if self.tree().local(node) == "AlternateContent" => {
                if let Some(chosen) = chosen(self.tree(), node) {
                    self.blocks(chosen, top, blocks, tops);
                }
            }
            _ => self.blocks(node, top, blocks, tops),
        }
    }

    fn blocks(
        &mut self,
        node: NodeId,
        top: NodeId,
        blocks: &mut Vec<Block>,
        tops: &mut Vec<NodeId>,
    ) {
        let children: Vec<NodeId> = self.tree().children(node).collect();
        for child in children {
            self.block(child, top, blocks, tops);
        }
    }

    fn paragraph(&mut self, node: NodeId) -> usize {
        let unread = self.unread || (self.body && self.has_contents_style(node));
        let read = inline(self.tree(), node, self.note_ids, self.margin);
        let mut hasher = FxHasher::default();
        let mut size = 0;
        let mut own = String::new();
        let mut boxes = Vec::new();
        let mut references = Vec::new();
        let mut empty = true;
        for piece in &read {
            match piece {
                Inline { kind: Kind::Box, node, .. } => boxes.push(*node),
                Inline { kind: Kind::Glue | Kind::Begin | Kind::Separate | Kind::End, .. } => {}
                Inline { kind: Kind::Code, text, .. } => {
                    hasher.write_u8(1);
                    hasher.write(text.trim().as_bytes());
                }
                Inline { kind, text, hidden, node, .. } => {
                    references.extend(self.note_reference(*node, size));
                    if *kind == Kind::Opaque {
                        hasher.write_u8(2);
                        hasher.write(self.tree().local(*node).as_bytes());
                    }
                    empty = false;
                    hasher.write(text.as_bytes());
                    if !*hidden {
                        own.extend(text.chars().filter(|c| !c.is_whitespace()));
                        size = own.len();
                    }
                }
            }
        }
        let entry = if unread { entry(&read) } else { 0 };
        if !unread {
            self.reading.stream.push_str(&own);
        }
        let id = self.reading.paragraphs.len();
        self.reading.paragraphs.push(Paragraph {
            part: self.part,
            node,
            range: Range::default(),
            size: u32::try_from(size).unwrap_or(u32::MAX),
            key: hasher.finish(),
            entry,
            boxes: Vec::new(),
            unread,
            empty,
            margin: self.margin,
        });
        for (endnote, note, offset) in references {
            let offset = u32::try_from(offset).unwrap_or(u32::MAX);
            let reference = NoteReference { paragraph: id, offset, endnote, id: note };
            self.reading.references.push(reference);
        }
        self.reading.order.push(id);
        let boxes: Vec<usize> = boxes.into_iter().map(|node| self.container(node)).collect();
        if let Some(paragraph) = self.reading.paragraphs.get_mut(id) {
            paragraph.boxes = boxes;
        }
        id
    }

    /// The note that a node refers to, and what stands before it.
    fn note_reference(&self, node: NodeId, before: usize) -> Option<(bool, String, usize)> {
        let tree = self.tree();
        let endnote = match tree.word(node) {
            "footnoteReference" => false,
            "endnoteReference" => true,
            _ => return None,
        };
        Some((endnote, tree.attr(node, "id")?.trim().to_owned(), before))
    }

    fn has_contents_style(&self, node: NodeId) -> bool {
        let tree = self.tree();
        let style = tree
            .child(node, "pPr")
            .and_then(|properties| tree.child(properties, "pStyle"))
            .and_then(|style| tree.val(style))
            .and_then(|id| self.styles.paragraph(&id))
            .and_then(|id| self.styles.get(id));
        style.is_some_and(|style| style.is_contents)
    }

    fn table(&mut self, node: NodeId) -> usize {
        let id = self.reading.tables.len();
        let (range, key) = (Range::default(), 0);
        self.reading.tables.push(Table { node, rows: Vec::new(), range, key });
        let mut rows = Vec::new();
        self.rows(node, &mut rows);
        if let Some(table) = self.reading.tables.get_mut(id) {
            table.rows = rows;
        }
        id
    }

    fn rows(&mut self, node: NodeId, rows: &mut Vec<Row>) {
        let children: Vec<NodeId> = self.tree().children(node).collect();
        for child in children {
            match self.tree().word(child) {
                "tr" => {
                    let (mut cells, mut shape) = (Vec::new(), FxHasher::default());
                    self.cells(child, &mut cells, &mut shape);
                    let shape = shape.finish();
                    cells.shrink_to_fit();
                    rows.push(Row { node: child, cells, shape, range: Range::default(), key: 0 });
                }
                "tblPr" | "tblGrid" | "sdtPr" | "sdtEndPr" => {}
                _ => self.rows(child, rows),
            }
        }
    }

    fn cells(&mut self, node: NodeId, cells: &mut Vec<usize>, shape: &mut FxHasher) {
        let children: Vec<NodeId> = self.tree().children(node).collect();
        for child in children {
            match self.tree().word(child) {
                "tc" => {
                    let tree = self.tree();
                    if let Some(properties) = tree.child(child, "tcPr") {
                        for property in tree.children(properties) {
                            let name = tree.word(property);
                            if matches!(name, "gridSpan" | "vMerge" | "hMerge") {
                                shape.write(name.as_bytes());
                                shape.write(tree.val(property).unwrap_or_default().as_bytes());
                            }
                        }
                    }
                    shape.write_u8(0);
                    let cell = self.container(child);
                    cells.push(cell);
                }
                "trPr" | "tblPrEx" | "sdtPr" | "sdtEndPr" => {}
                _ => self.cells(child, cells, shape),
            }
        }
    }
}

impl Reading {
    /// A paragraph's tree.
    pub(super) fn tree(&self, part: usize) -> &Tree {
        &self.parts[part].tree
    }

    /// The paragraphs of a container and of all that stands in it, in reading order.
    pub(super) fn paragraphs_in(&self, container: usize, out: &mut Vec<usize>) {
        let Some(container) = self.containers.get(container) else { return };
        for block in &container.blocks {
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

/// What makes entries of tables of contents equal: their words without the page at the end.
fn entry(read: &[Inline<'_>]) -> u64 {
    let texts = read.iter().filter(|piece| piece.kind == Kind::Text);
    let line: String = texts.map(|piece| piece.text.as_ref()).collect();
    let line = line.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let mut hasher = FxHasher::default();
    hasher.write(line.as_bytes());
    hasher.finish()
}

/// Of alternate content the first choice, the fallback where there is none.
pub(super) fn chosen(tree: &Tree, node: NodeId) -> Option<NodeId> {
    let named = |name: &str| tree.children(node).find(|&c| tree.local(c) == name);
    named("Choice").or_else(|| named("Fallback"))
}

/// Whether a content control is of the gallery of tables of contents (§17.5.2.11).
fn is_contents(tree: &Tree, sdt: NodeId) -> bool {
    let Some(properties) = tree.child(sdt, "sdtPr") else { return false };
    (properties..tree.after(properties)).any(|id| {
        tree.word(id) == "docPartGallery" && tree.val(id).as_deref() == Some("Table of Contents")
    })
}
