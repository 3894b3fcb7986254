//! One side of a DOCX file that tracks changes: what it says once all are accepted, or rejected.
//!
//! A reader of its own, by the letter of ECMA-376 part 1, 17.13.5: what is inserted or moved here
//! goes when changes are rejected, what is deleted or moved away goes when they are accepted; a
//! paragraph whose mark goes runs on into the next one; rows and cells go as a whole; a note goes
//! with the last marker that refers to it. Tables of contents are left out. Formatting and numbers
//! are not read.

use std::collections::HashSet;
use std::io::Cursor;

use roxmltree::Node;
use zip::ZipArchive;

use super::docx::{
    attribute, child, choice, contents_styles, is_contents, is_mathematics, main_part, parse, part,
    related,
};

/// Which side is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// All changes accepted.
    Accepted,
    /// All changes rejected.
    Rejected,
}

impl Side {
    /// The names of the changes that take away what they hold.
    pub(super) fn gone(self) -> [&'static str; 2] {
        match self {
            Side::Accepted => ["del", "moveFrom"],
            Side::Rejected => ["ins", "moveTo"],
        }
    }

    pub(super) fn is_gone(self, properties: Option<Node<'_, '_>>) -> bool {
        properties.is_some_and(|properties| {
            self.gone().iter().any(|name| child(properties, name).is_some())
        })
    }
}

/// The paragraphs of a side that say anything: those of the body with its tables and text boxes,
/// then those of footnotes and of endnotes.
///
/// # Errors
///
/// Where the package or a part of it cannot be read; the message says why.
pub fn paragraphs(bytes: &[u8], side: Side) -> Result<Vec<String>, String> {
    read(bytes, Reader { side, ..Reader::default() })
}

/// The same with the entries of tables of contents.
///
/// # Errors
///
/// As [`paragraphs`].
pub fn with_contents(bytes: &[u8], side: Side) -> Result<Vec<String>, String> {
    read(bytes, Reader { side, whole: true, ..Reader::default() })
}

fn read(bytes: &[u8], mut reader: Reader) -> Result<Vec<String>, String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let main = main_part(&mut package)?;
    if !reader.whole {
        reader.contents = contents_styles(&mut package, &main)?;
    }
    let body = part(&mut package, &main)?;
    let body = parse(&body)?;
    reader.story(body.root_element());
    // In notes nothing is a table of contents.
    reader.contents.clear();
    for kind in ["footnote", "endnote"] {
        for name in related(&mut package, &main, &format!("{kind}s"))? {
            let notes = part(&mut package, &name)?;
            let notes = parse(&notes)?;
            let proper = notes.root_element().children().filter(|note| {
                let id = attribute(*note, "id").unwrap_or_default();
                let key = (kind, id.to_owned());
                let left = reader.hidden.contains(&key) && !reader.shown.contains(&key);
                note.is_element() && attribute(*note, "type").is_none() && !left
            });
            proper.collect::<Vec<_>>().into_iter().for_each(|note| reader.story(note));
        }
    }
    let mut paragraphs = reader.paragraphs;
    paragraphs.retain(|text| !text.trim().is_empty());
    Ok(paragraphs)
}

/// The words of a side, without the white space between them.
///
/// # Errors
///
/// As [`paragraphs`].
pub fn words(bytes: &[u8], side: Side) -> Result<String, String> {
    let paragraphs = paragraphs(bytes, side)?;
    Ok(paragraphs.iter().flat_map(|text| text.chars()).filter(|c| super::is_shown(*c)).collect())
}

struct Reader {
    side: Side,
    /// Whether tables of contents are read, too.
    whole: bool,
    /// Ids of the styles of tables of contents, which are made from the text.
    contents: Vec<String>,
    paragraphs: Vec<String>,
    /// The text of paragraphs whose mark is gone.
    waiting: String,
    /// The paragraphs of its text boxes, which stand behind it.
    boxed: Vec<String>,
    /// Notes by the kind and id of their markers that are read and that are not.
    shown: HashSet<(&'static str, String)>,
    hidden: HashSet<(&'static str, String)>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            side: Side::Accepted,
            whole: false,
            contents: Vec::new(),
            paragraphs: Vec::new(),
            waiting: String::new(),
            boxed: Vec::new(),
            shown: HashSet::new(),
            hidden: HashSet::new(),
        }
    }
}

impl Reader {
    fn story(&mut self, root: Node<'_, '_>) {
        self.blocks(root);
        self.flush();
    }

    fn flush(&mut self) {
        self.paragraphs.push(std::mem::take(&mut self.waiting));
        self.paragraphs.append(&mut self.boxed);
    }

    fn blocks(&mut self, parent: Node<'_, '_>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node),
                "tbl" => {
                    self.flush();
                    self.blocks(node);
                    self.flush();
                }
                "tr" if self.side.is_gone(child(node, "trPr")) => self.pass_over(node),
                "tc" if self.is_gone_cell(node) => self.pass_over(node),
                "tc" => {
                    self.blocks(node);
                    self.flush();
                }
                "sdt" if !self.whole && is_contents(node) => {}
                "AlternateContent" => {
                    if let Some(choice) = choice(node) {
                        self.blocks(choice);
                    }
                }
                name if self.side.gone().contains(&name) => self.pass_over(node),
                "sectPr" | "tblPr" | "trPr" | "tcPr" | "sdtPr" => {}
                _ => self.blocks(node),
            }
        }
    }

    fn is_gone_cell(&self, cell: Node<'_, '_>) -> bool {
        let name = if self.side == Side::Accepted { "cellDel" } else { "cellIns" };
        child(cell, "tcPr").is_some_and(|properties| child(properties, name).is_some())
    }

    fn is_contents(&self, paragraph: Node<'_, '_>) -> bool {
        let style = child(paragraph, "pPr").and_then(|properties| child(properties, "pStyle"));
        let style = style.and_then(|style| attribute(style, "val"));
        style.is_some_and(|style| self.contents.iter().any(|contents| contents == style))
    }

    fn paragraph(&mut self, paragraph: Node<'_, '_>) {
        if self.is_contents(paragraph) {
            return;
        }
        let mut boxes = Vec::new();
        self.inline(paragraph, &mut boxes);
        for text_box in boxes {
            let outer = (
                std::mem::take(&mut self.waiting),
                std::mem::take(&mut self.paragraphs),
                std::mem::take(&mut self.boxed),
            );
            self.story(text_box);
            let inner = std::mem::replace(&mut self.paragraphs, outer.1);
            (self.waiting, self.boxed) = (outer.0, outer.2);
            self.boxed.extend(inner);
        }
        let mark = child(paragraph, "pPr").and_then(|properties| child(properties, "rPr"));
        if !self.side.is_gone(mark) {
            self.flush();
        }
    }

    fn inline<'a, 'b>(&mut self, parent: Node<'a, 'b>, boxes: &mut Vec<Node<'a, 'b>>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "pPr" | "rPr" | "sdtPr" | "instrText" | "delInstrText" | "fldData" => {}
                name if self.side.gone().contains(&name) => self.pass_over(node),
                "t" if is_mathematics(node) => {}
                "t" | "delText" => {
                    let text = node.children().filter_map(|text| text.text());
                    text.for_each(|text| self.waiting.push_str(text));
                }
                "tab" | "br" | "cr" => self.waiting.push(' '),
                "noBreakHyphen" => self.waiting.push('\u{2011}'),
                "footnoteReference" => self.note("footnote", node, true),
                "endnoteReference" => self.note("endnote", node, true),
                "txbxContent" => boxes.push(node),
                "AlternateContent" => {
                    if let Some(choice) = choice(node) {
                        self.inline(choice, boxes);
                    }
                }
                _ => self.inline(node, boxes),
            }
        }
    }

    /// Remembers which notes are referred to in what is not read.
    fn pass_over(&mut self, node: Node<'_, '_>) {
        for node in node.descendants() {
            match node.tag_name().name() {
                "footnoteReference" => self.note("footnote", node, false),
                "endnoteReference" => self.note("endnote", node, false),
                _ => {}
            }
        }
    }

    fn note(&mut self, kind: &'static str, marker: Node<'_, '_>, shown: bool) {
        let id = attribute(marker, "id").unwrap_or_default().to_owned();
        if shown { &mut self.shown } else { &mut self.hidden }.insert((kind, id));
    }
}
