//! Accepts the tracked changes that a part itself holds: XML in, XML without them out.
//!
//! The documents were read so, and what is tracked in the file that is written are only the
//! changes of the redline (ECMA-376 part 1 §17.13.5). What was there and is no change stays as it
//! is, byte for byte.

use std::fmt::Write as _;

use keeling_ooxml::Error;

use super::tree::{NodeId, Tree};

/// Names of elements that a part with tracked changes holds at least one of.
const TRACKED: [&str; 20] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rPrChange",
    "pPrChange",
    "numberingChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "cellIns",
    "cellDel",
    "cellMerge",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
];

/// The part with its tracked changes accepted. Ids of notes that only deleted text refers to are
/// added to `dropped`, of footnotes first.
pub(super) fn accept(
    part: &str,
    tree: Tree,
    dropped: &mut [Vec<String>; 2],
) -> Result<Tree, Error> {
    if !tree.has_any(&TRACKED) {
        return Ok(tree);
    }
    let mut accept = Accept {
        tree: &tree,
        out: String::with_capacity(tree.xml.len()),
        kept: Default::default(),
        gone: Default::default(),
    };
    let (start, _) = tree.outer(Tree::root());
    accept.out.push_str(tree.slice(0, start));
    accept.element(Tree::root());
    let (_, end) = tree.outer(Tree::root());
    accept.out.push_str(tree.xml.get(end as usize..).unwrap_or_default());
    let Accept { out, kept, gone, .. } = accept;
    for ((dropped, gone), kept) in dropped.iter_mut().zip(gone).zip(kept) {
        dropped.extend(gone.into_iter().filter(|id| !kept.contains(id)));
    }
    Tree::read(part, out)
}

struct Accept<'a> {
    tree: &'a Tree,
    out: String,
    /// Ids of the footnotes and endnotes that text which stays refers to, and that others do.
    kept: [Vec<String>; 2],
    gone: [Vec<String>; 2],
}

impl Accept<'_> {
    /// Writes an element.
    fn element(&mut self, id: NodeId) {
        let tree = self.tree;
        match tree.word(id) {
            "footnoteReference" => self.kept[0].extend(note_id(tree, id)),
            "endnoteReference" => self.kept[1].extend(note_id(tree, id)),
            "tbl" if self.rows_gone(id) => return self.leave_out(id),
            "tc" if tree.child(id, "tcPr").is_some_and(|p| tree.child(p, "cellDel").is_some()) => {
                return self.leave_out(id);
            }
            _ => {}
        }
        if self.is_plain(id) {
            let (start, end) = tree.outer(id);
            self.out.push_str(tree.slice(start, end));
            return;
        }
        self.out.push_str(tree.tag(id));
        self.content(id);
        let (_, close) = tree.inner(id);
        let (_, end) = tree.outer(id);
        self.out.push_str(tree.slice(close, end));
    }

    /// Whether nothing within an element is tracked or refers to a note.
    fn is_plain(&self, id: NodeId) -> bool {
        (id + 1..self.tree.after(id)).all(|id| {
            let name = self.tree.word(id);
            !TRACKED.contains(&name) && !matches!(name, "footnoteReference" | "endnoteReference")
        })
    }

    /// Writes what an element holds.
    fn content(&mut self, id: NodeId) {
        let tree = self.tree;
        let (mut at, end) = tree.inner(id);
        let mut joined: Option<(NodeId, String)> = None;
        let children: Vec<NodeId> = tree.children(id).collect();
        for (place, &child) in children.iter().enumerate() {
            let (start, after) = tree.outer(child);
            self.out.push_str(tree.slice(at, start));
            at = after;
            match tree.word(child) {
                "ins" | "moveTo" => self.content(child),
                "cellMerge" => self.merge(child),
                "tr" if self.row_gone(child) => self.leave_out(child),
                "p" if self.mark_gone(child) => {
                    let mut content = joined.take().map(|(_, text)| text).unwrap_or_default();
                    content.push_str(&self.apart(|accept| accept.paragraph(child)));
                    joined = Some((child, content));
                }
                "p" => match joined.take() {
                    Some((_, content)) => self.join(child, &content),
                    None => self.element(child),
                },
                "tbl" => {
                    self.flush(joined.take(), false);
                    self.element(child);
                }
                name if TRACKED.contains(&name) => self.leave_out(child),
                _ => self.element(child),
            }
            let is_last = place + 1 == children.len();
            if is_last {
                let has_paragraph =
                    children.iter().any(|&c| tree.word(c) == "p" && !self.mark_gone(c));
                self.flush(joined.take(), !has_paragraph);
            }
        }
        self.out.push_str(tree.slice(at, end));
    }

    /// Writes a paragraph whose mark is gone and that no other takes up.
    fn flush(&mut self, joined: Option<(NodeId, String)>, even_empty: bool) {
        let Some((id, content)) = joined else { return };
        if content.trim().is_empty() && !even_empty {
            return;
        }
        self.out.push_str(&self.tree.open_tag(id));
        if let Some(properties) = self.tree.child(id, "pPr") {
            self.element(properties);
        }
        self.out.push_str(&content);
        self.out.push_str(&self.tree.close_tag(id));
    }

    /// Writes a paragraph after what it takes up.
    fn join(&mut self, id: NodeId, content: &str) {
        self.out.push_str(&self.tree.open_tag(id));
        if let Some(properties) = self.tree.child(id, "pPr") {
            self.element(properties);
        }
        self.out.push_str(content);
        self.paragraph(id);
        self.out.push_str(&self.tree.close_tag(id));
    }

    /// Writes what a paragraph holds beside its properties.
    fn paragraph(&mut self, id: NodeId) {
        let tree = self.tree;
        for child in tree.children(id) {
            match tree.word(child) {
                "pPr" => {}
                "ins" | "moveTo" => self.content(child),
                name if TRACKED.contains(&name) => self.leave_out(child),
                _ => self.element(child),
            }
        }
    }

    /// What is written meanwhile, apart from the rest.
    fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, before)
    }

    /// Passes over an element and remembers the notes that it refers to.
    fn leave_out(&mut self, id: NodeId) {
        for id in id..self.tree.after(id) {
            match self.tree.word(id) {
                "footnoteReference" => self.gone[0].extend(note_id(self.tree, id)),
                "endnoteReference" => self.gone[1].extend(note_id(self.tree, id)),
                _ => {}
            }
        }
    }

    /// A cell that was merged by a tracked change is merged (§17.13.5.3).
    fn merge(&mut self, id: NodeId) {
        let word = &self.tree.word;
        let prefix = if word.is_empty() { String::new() } else { format!("{word}:") };
        match self.tree.attr(id, "vMerge").as_deref() {
            Some("rest") => {
                let _ = write!(self.out, "<{prefix}vMerge {word}:val=\"restart\"/>");
            }
            Some("cont") => {
                let _ = write!(self.out, "<{prefix}vMerge/>");
            }
            _ => {}
        }
    }

    fn mark_gone(&self, paragraph: NodeId) -> bool {
        let tree = self.tree;
        let mark = tree.child(paragraph, "pPr").and_then(|p| tree.child(p, "rPr"));
        mark.is_some_and(|mark| {
            tree.children(mark).any(|c| matches!(tree.word(c), "del" | "moveFrom"))
        })
    }

    fn row_gone(&self, row: NodeId) -> bool {
        let tree = self.tree;
        tree.child(row, "trPr").is_some_and(|properties| {
            tree.children(properties).any(|c| matches!(tree.word(c), "del" | "moveFrom"))
        })
    }

    /// Whether a table has rows and all are gone.
    fn rows_gone(&self, table: NodeId) -> bool {
        let rows = || self.tree.children(table).filter(|&c| self.tree.word(c) == "tr");
        rows().next().is_some() && rows().all(|row| self.row_gone(row))
    }
}

fn note_id(tree: &Tree, id: NodeId) -> Option<String> {
    tree.attr(id, "id").map(|id| id.trim().to_owned())
}
