//! Walks the parts of a package in reading order: elements in, the paragraphs, tables and containers
//! of a reading out.

use std::hash::Hasher;
use std::sync::Arc;

use keeling_ooxml::digest;
use keeling_ooxml::xml::{NodeId, Tree};
use rustc_hash::FxHasher;

use super::inline::{Kind, inline};
use super::map::push_dense;
use super::notes::note_id;
use super::reading::{Block, Container, NoteReference, Paragraph, Range, Reading, Row, Table};
use super::setting::Settings;

/// What a walk has to know.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub(super) reading: &'a mut Reading,
    /// The trees of its parts.
    pub(super) trees: &'a [Arc<Tree>],
    pub(super) settings: Settings<'a>,
    /// Ids of the notes that there are, of footnotes first.
    pub(super) note_ids: &'a [Vec<String>; 2],
    pub(super) part: usize,
    /// Whether it is the body, which alone has a table of contents.
    pub(super) body: bool,
    /// Whether it is a header or footer, where what a page computes is no text.
    pub(super) margin: bool,
    /// Whether what is walked is left out of the document.
    pub(super) unread: bool,
    /// The blocks of the containers that are being read, innermost last, and for each the element
    /// directly within its container that it stands in.
    pub(super) found: Vec<(Block, NodeId)>,
}

impl<'a> Walk<'a> {
    /// Reads a container.
    pub(super) fn container(&mut self, node: NodeId) -> usize {
        let id = self.reading.containers.len();
        let container = Container { part: self.part, node, blocks: 0..0 };
        self.reading.containers.push(container);
        let from = self.found.len();
        for child in self.tree().children(node) {
            self.block(child, child);
        }
        let begin = self.reading.blocks.len();
        for (block, top) in self.found.drain(from..) {
            self.reading.blocks.push(block);
            self.reading.tops.push(top);
        }
        if let Some(container) = self.reading.containers.get_mut(id) {
            container.blocks = begin..self.reading.blocks.len();
        }
        id
    }

    fn tree(&self) -> &'a Tree {
        // A walk is made for a part that is there.
        &self.trees[self.part]
    }

    /// Finds the blocks in an element, which stands in this one directly within the container.
    fn block(&mut self, node: NodeId, top: NodeId) {
        match self.tree().word(node) {
            "p" => {
                let block = Block::Paragraph(self.paragraph(node));
                self.found.push((block, top));
            }
            "tbl" => {
                let block = Block::Table(self.table(node));
                self.found.push((block, top));
            }
            "tcPr" | "sectPr" | "sdtPr" | "sdtEndPr" | "pPr" | "rPr" | "altChunk" => {}
            "sdt" => {
                let unread = self.unread;
                self.unread |= self.body && is_contents(self.tree(), node);
                self.blocks(node, top);
                self.unread = unread;
            }
            _ if self.tree().local(node) == "AlternateContent" => {
                if let Some(chosen) = chosen(self.tree(), node) {
                    self.blocks(chosen, top);
                }
            }
            _ => self.blocks(node, top),
        }
    }

    fn blocks(&mut self, node: NodeId, top: NodeId) {
        for child in self.tree().children(node) {
            self.block(child, top);
        }
    }

    fn paragraph(&mut self, node: NodeId) -> usize {
        let tree = self.tree();
        let setting = self.settings.of(self.part, tree, node);
        let unread = self.unread || (self.body && setting.is_contents);
        let mut hasher = FxHasher::default();
        let from = self.reading.stream.len();
        let mut line = String::new();
        let mut boxes = Vec::new();
        let mut references = Vec::new();
        let mut empty = true;
        let stream = &mut self.reading.stream;
        inline(tree, node, self.note_ids, self.margin, |piece| match piece.kind {
            Kind::Box => boxes.push(piece.node),
            Kind::Glue | Kind::Begin | Kind::Separate | Kind::End => {}
            Kind::Code => {
                hasher.write_u8(1);
                hasher.write(piece.text.trim().as_bytes());
            }
            Kind::Text | Kind::Opaque => {
                references.extend(note_reference(tree, piece.node, stream.len() - from));
                if piece.kind == Kind::Opaque {
                    hasher.write_u8(2);
                    hasher.write(tree.local(piece.node).as_bytes());
                } else if unread {
                    line.push_str(&piece.text);
                }
                empty = false;
                if let Some(key) = piece.computed {
                    return hasher.write_u32(key);
                }
                hasher.write(piece.text.as_bytes());
                push_dense(stream, &piece.text);
            }
        });
        let size = stream.len() - from;
        let entry = if unread { entry(&line) } else { 0 };
        if unread {
            stream.truncate(from);
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
            setting,
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
        for child in self.tree().children(node) {
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
        for child in self.tree().children(node) {
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

/// The note that a node refers to, and what stands before it.
fn note_reference(tree: &Tree, node: NodeId, before: usize) -> Option<(bool, String, usize)> {
    let (endnote, id) = note_id(tree, node)?;
    Some((endnote, id.trim().to_owned(), before))
}

/// What makes entries of tables of contents equal: their words without the page at the end.
fn entry(line: &str) -> u64 {
    let line = line.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    digest(line.as_bytes())
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
