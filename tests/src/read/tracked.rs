//! A DOCX file's paragraphs once its tracked changes are accepted or rejected, read with a plain
//! ZIP and XML reader (ECMA-376 part 1, 17.13.5).
//!
//! What was inserted or moved here is there after accepting only, what was deleted or moved away
//! after rejecting only. A tracked mark joins its paragraph with the next one; a tracked row comes
//! and goes as a whole. Unlike [`words`](super::docx::words) this keeps white space and the ends of
//! paragraphs.

use std::io::Cursor;

use roxmltree::Node;
use zip::ZipArchive;

use super::docx::{attribute, child, choice, contents_styles, is_contents, parse, part, related};

/// Which side of tracked changes is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// All are accepted.
    Accepted,
    /// All are rejected.
    Rejected,
}

impl Side {
    fn is_gone(self, name: &str) -> bool {
        match self {
            Side::Accepted => matches!(name, "del" | "moveFrom"),
            Side::Rejected => matches!(name, "ins" | "moveTo"),
        }
    }
}

/// The paragraphs of a DOCX file: those of the body, then those of the notes, each note's behind a
/// line of its own.
///
/// # Errors
///
/// Where the package or a part of it cannot be read; the message says why.
pub fn paragraphs(bytes: &[u8], side: Side) -> Result<Vec<String>, String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let main = related(&mut package, "", "officeDocument")?;
    let main = main.into_iter().next().unwrap_or_else(|| "word/document.xml".to_owned());
    let contents = contents_styles(&mut package, &main)?;
    let mut reader = Reader { side, contents, done: Vec::new(), open: None };
    let body = part(&mut package, &main)?;
    reader.blocks(parse(&body)?.root_element());
    reader.finish();
    // In notes nothing is a table of contents.
    reader.contents.clear();
    for kind in ["footnotes", "endnotes"] {
        for name in related(&mut package, &main, kind)? {
            let notes = part(&mut package, &name)?;
            let notes = parse(&notes)?;
            for note in notes.root_element().children().filter(Node::is_element) {
                if attribute(note, "type").is_none() {
                    reader.blocks(note);
                    reader.finish();
                }
            }
        }
    }
    Ok(reader.done)
}

struct Reader {
    side: Side,
    /// Ids of the styles of tables of contents.
    contents: Vec<String>,
    done: Vec<String>,
    /// What waits for the next paragraph.
    open: Option<String>,
}

impl Reader {
    fn blocks(&mut self, parent: Node<'_, '_>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node),
                "tr" if self.is_gone_row(node) => {}
                "sectPr" | "pPr" | "tblPr" | "tblGrid" | "tcPr" | "sdtPr" | "sdtEndPr" => {}
                "sdt" if is_contents(node) => {}
                "AlternateContent" => {
                    if let Some(node) = choice(node) {
                        self.blocks(node);
                    }
                }
                name if self.side.is_gone(name) => {}
                _ => self.blocks(node),
            }
        }
    }

    fn is_gone_row(&self, row: Node<'_, '_>) -> bool {
        child(row, "trPr").is_some_and(|properties| self.has_gone(properties))
    }

    fn has_gone(&self, parent: Node<'_, '_>) -> bool {
        parent.children().any(|node| self.side.is_gone(node.tag_name().name()))
    }

    fn paragraph(&mut self, paragraph: Node<'_, '_>) {
        let properties = child(paragraph, "pPr");
        let style = properties.and_then(|properties| child(properties, "pStyle"));
        let style = style.and_then(|style| attribute(style, "val"));
        if style.is_some_and(|style| self.contents.iter().any(|contents| contents == style)) {
            return;
        }
        let mut text = self.open.take().unwrap_or_default();
        let mut boxes = Vec::new();
        self.inline(paragraph, &mut text, &mut boxes);
        let mark = properties.and_then(|properties| child(properties, "rPr"));
        if mark.is_some_and(|mark| self.has_gone(mark)) {
            self.open = Some(text);
        } else {
            self.done.push(text);
        }
        for text_box in boxes {
            let open = self.open.take();
            self.blocks(text_box);
            self.finish();
            self.open = open;
        }
    }

    fn inline<'a, 'b>(
        &self,
        parent: Node<'a, 'b>,
        text: &mut String,
        boxes: &mut Vec<Node<'a, 'b>>,
    ) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "pPr" | "rPr" | "sdtPr" | "instrText" | "delInstrText" | "fldData" => {}
                name if self.side.is_gone(name) => {}
                "t" | "delText" => text.push_str(node.text().unwrap_or_default()),
                "tab" | "ptab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('\u{2011}'),
                "sym" | "drawing" | "pict" | "oMath" | "footnoteReference" | "endnoteReference" => {
                    text.push('\u{FFFC}');
                    self.inline(node, &mut String::new(), boxes);
                }
                "txbxContent" => boxes.push(node),
                "AlternateContent" => {
                    if let Some(node) = choice(node) {
                        self.inline(node, text, boxes);
                    }
                }
                _ => self.inline(node, text, boxes),
            }
        }
    }

    fn finish(&mut self) {
        self.done.extend(self.open.take());
    }
}
