//! Footnotes and endnotes: clauses of notes in, their parts out (ECMA-376 part 1 §17.11).
//!
//! A note bears the number that the word processor counts for it. A mark of its own would have to
//! stand in the text.

use std::collections::HashMap;

use keeling_model::{Block, Clause, ClauseId, ClauseKind, Document};

use super::body::Properties;
use super::links::Links;
use super::xml::Xml;
use super::{Writer, runs};

/// The ids of the lines between text and notes (§17.11.23), which come before those of notes.
const SEPARATORS: [(&str, &str); 2] = [("separator", "-1"), ("continuationSeparator", "0")];

/// The notes of a document: the id of each in its part, and whether it is an endnote.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_clause: HashMap<ClauseId, (usize, bool)>,
    footnotes: usize,
    endnotes: usize,
}

impl Notes {
    /// The notes of a document.
    pub(super) fn new(document: &Document) -> Self {
        let mut notes = Self::default();
        for clause in tops(document) {
            let endnote = clause.kind == ClauseKind::Endnote;
            let count = if endnote { &mut notes.endnotes } else { &mut notes.footnotes };
            *count += 1;
            notes.by_clause.insert(clause.id, (*count, endnote));
        }
        notes
    }

    /// Writes the reference to a note; false where there is no such note.
    pub(super) fn reference(&self, xml: &mut Xml, clause: ClauseId) -> bool {
        let Some((id, endnote)) = self.by_clause.get(&clause) else { return false };
        let (style, element) = if *endnote {
            ("EndnoteReference", "w:endnoteReference")
        } else {
            ("FootnoteReference", "w:footnoteReference")
        };
        xml.open("w:r", &[]);
        xml.open("w:rPr", &[]);
        xml.val("w:rStyle", style);
        xml.close("w:rPr");
        xml.empty(element, &[("w:id", &id.to_string())]);
        xml.close("w:r");
        true
    }

    /// Whether there are any of a kind.
    pub(super) fn has(&self, endnotes: bool) -> bool {
        if endnotes { self.endnotes > 0 } else { self.footnotes > 0 }
    }
}

impl Writer<'_> {
    /// The part of the footnotes or of the endnotes, with what it links to.
    pub(super) fn notes(&mut self, endnotes: bool) -> (String, Links) {
        let (root, element, kind) = if endnotes {
            ("w:endnotes", "w:endnote", ClauseKind::Endnote)
        } else {
            ("w:footnotes", "w:footnote", ClauseKind::Footnote)
        };
        let body_links = std::mem::take(&mut self.links);
        self.in_note = true;
        let mut xml = Xml::part(root, &super::NAMESPACES);
        for (name, id) in SEPARATORS {
            xml.open(element, &[("w:type", name), ("w:id", id)]);
            xml.raw("<w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>");
            xml.raw("</w:pPr><w:r>");
            xml.empty(&format!("w:{name}"), &[]);
            xml.raw("</w:r></w:p>");
            xml.close(element);
        }
        let document = self.document;
        for clause in tops(document).filter(|clause| clause.kind == kind) {
            let Some((id, _)) = self.notes.by_clause.get(&clause.id) else { continue };
            xml.open(element, &[("w:id", &id.to_string())]);
            self.note(&mut xml, clause, endnotes);
            xml.close(element);
        }
        self.in_note = false;
        let links = std::mem::replace(&mut self.links, body_links);
        (xml.finish(root), links)
    }

    /// The text of a note and of what stands below it, behind its marker.
    fn note(&mut self, xml: &mut Xml, note: &Clause, endnotes: bool) {
        let document = self.document;
        let style = if endnotes { "EndnoteText" } else { "FootnoteText" };
        let clauses = document.clauses().get(note.subtree()).unwrap_or_default();
        let mut before = Some(Before::Marker);
        self.after_table = false;
        for clause in clauses {
            let typed = clause.label.as_ref().filter(|label| !label.is_generated());
            if let Some(label) = typed.filter(|_| clause.id != note.id) {
                self.set_before(xml, style, endnotes, before.take());
                before = Some(Before::Label(label.shown()));
            }
            for block in document.blocks(clause.id) {
                match block {
                    Block::Paragraph(paragraph) => {
                        let before = before.take();
                        let properties = self.inner(paragraph.role, style);
                        self.paragraph(xml, &properties, |writer, xml| {
                            write_before(xml, endnotes, before);
                            writer.runs(xml, paragraph.span);
                        });
                    }
                    Block::Table(table) => {
                        self.set_before(xml, style, endnotes, before.take());
                        self.part_tables(xml);
                        self.table(xml, table, 0);
                    }
                }
            }
        }
        self.set_before(xml, style, endnotes, before);
        if std::mem::take(&mut self.after_table) {
            xml.raw("<w:p/>");
        }
    }

    /// Writes what waits for a paragraph in one of its own.
    fn set_before(
        &mut self,
        xml: &mut Xml,
        style: &str,
        endnotes: bool,
        before: Option<Before<'_>>,
    ) {
        if before.is_some() {
            let properties = Properties::of(style);
            self.paragraph(xml, &properties, |_, xml| write_before(xml, endnotes, before));
        }
    }
}

/// What stands before the words of a paragraph of a note.
#[derive(Clone, Copy, Debug)]
enum Before<'a> {
    /// The note's marker.
    Marker,
    /// A typed label: in notes, labels are text.
    Label(&'a str),
}

fn write_before(xml: &mut Xml, endnotes: bool, before: Option<Before<'_>>) {
    match before {
        Some(Before::Marker) => marker(xml, endnotes),
        Some(Before::Label(label)) => {
            xml.open("w:r", &[]);
            runs::plain(xml, &format!("{label} "));
            xml.close("w:r");
        }
        None => {}
    }
}

/// The marker before a note's text (§17.11.13).
fn marker(xml: &mut Xml, endnotes: bool) {
    let (style, element) = if endnotes {
        ("EndnoteReference", "w:endnoteRef")
    } else {
        ("FootnoteReference", "w:footnoteRef")
    };
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.val("w:rStyle", style);
    xml.close("w:rPr");
    xml.empty(element, &[]);
    xml.close("w:r");
    xml.open("w:r", &[]);
    runs::plain(xml, " ");
    xml.close("w:r");
}

/// The notes proper, without what stands below them.
fn tops(document: &Document) -> impl Iterator<Item = &Clause> {
    document.notes().iter().filter(|clause| clause.kind.is_note())
}
