//! One side of the tracked changes that a part itself holds: XML in, XML without them out.
//!
//! ```text
//! The ins(Panel) del(Supplier) shall     accepted: The Panel shall     rejected: The Supplier shall
//! ```
//!
//! The documents were read so, and what is tracked in the file that is written are only the
//! changes of the redline (ECMA-376 part 1 §17.13.5). What was there and is no change stays as it
//! is, byte for byte.

mod properties;
#[cfg(test)]
mod tests;

use keeling_ooxml::xml::{NodeId, Tree};
use std::sync::Arc;

use keeling_ooxml::{Error, Limits};

use super::options::TrackedView;

/// Names of elements that a part with tracked changes holds at least one of.
const TRACKED: [&str; 28] = [
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
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd",
];

/// Elements that hold paragraphs and that none of them goes on beyond.
const CONTAINERS: [&str; 9] =
    ["body", "tc", "txbxContent", "footnote", "endnote", "hdr", "ftr", "comment", "docPartBody"];

/// Elements that mark a place and can stand within a paragraph and outside.
const PLACES: [&str; 7] = [
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "permStart",
    "permEnd",
    "proofErr",
];

/// Ids of notes that only text of the other side refers to, of footnotes first.
pub(super) type Dropped = [Vec<String>; 2];

/// One side of a part, and whether that is anything else than the part. Ids of notes that only
/// text of the other side refers to are added to `dropped`; notes with such an id are left out.
pub(super) fn side(
    part: &str,
    tree: Arc<Tree>,
    view: TrackedView,
    dropped: &mut Dropped,
) -> Result<(Arc<Tree>, bool), Error> {
    let is_dropped = |id| kind_of_note(tree.word(id)).is_some_and(|kind| !dropped[kind].is_empty());
    if !tree.has_any(&TRACKED) && !tree.children(Tree::root()).any(is_dropped) {
        return Ok((tree, false));
    }
    let mut side = Side {
        tree: &tree,
        view,
        marked: Vec::new(),
        dropped,
        out: String::with_capacity(tree.xml().len()),
        joined: None,
        needs: false,
        kept: Default::default(),
        gone: Default::default(),
    };
    let marked = tree.all_named(|name| side.is_marked(name) || kind_of_note(name).is_some());
    let goes = |id: &NodeId| side.is_marked(tree.word(*id)) || side.is_dropped(*id);
    side.marked = marked.filter(goes).collect();
    let (start, end) = tree.outer(Tree::root());
    side.out.push_str(tree.slice(0, start));
    side.element(Tree::root());
    side.out.push_str(tree.xml().get(end as usize..).unwrap_or_default());
    let Side { out, kept, gone, dropped, .. } = side;
    for ((dropped, gone), kept) in dropped.iter_mut().zip(gone).zip(kept) {
        dropped.extend(gone.into_iter().filter(|id| !kept.contains(id)));
    }
    let tree = Tree::read(part, out, &Limits::default());
    tree.check()?;
    Ok((Arc::new(tree), true))
}

struct Side<'a> {
    tree: &'a Tree,
    view: TrackedView,
    /// What cannot be written as it stands, nor what encloses it, in order.
    marked: Vec<NodeId>,
    dropped: &'a mut Dropped,
    out: String,
    /// The paragraph whose mark is gone and which the next one goes on, and its content.
    joined: Option<(NodeId, String)>,
    /// Whether what holds the paragraphs has to have another one.
    needs: bool,
    /// Ids of the footnotes and endnotes that text which stays refers to, and that others do.
    kept: Dropped,
    gone: Dropped,
}

impl Side<'_> {
    /// The names of elements that go with what they hold.
    fn going(&self) -> [&'static str; 2] {
        match self.view {
            TrackedView::Accept => ["del", "moveFrom"],
            TrackedView::Reject => ["ins", "moveTo"],
        }
    }

    /// The names of elements that leave what they hold.
    fn staying(&self) -> [&'static str; 2] {
        match self.view {
            TrackedView::Accept => ["ins", "moveTo"],
            TrackedView::Reject => ["del", "moveFrom"],
        }
    }

    /// Whether elements of this name cannot be written as they stand, or have to be known.
    fn is_marked(&self, name: &str) -> bool {
        TRACKED.contains(&name)
            || self.plain_name(name).is_some()
            || matches!(name, "footnoteReference" | "endnoteReference")
    }

    /// What an element of deleted text is called once it is none.
    fn plain_name(&self, name: &str) -> Option<&'static str> {
        match name {
            "delText" if self.view == TrackedView::Reject => Some("t"),
            "delInstrText" if self.view == TrackedView::Reject => Some("instrText"),
            _ => None,
        }
    }

    /// Whether it is a note that is left out.
    fn is_dropped(&self, id: NodeId) -> bool {
        kind_of_note(self.tree.word(id)).is_some_and(|kind| {
            !self.dropped[kind].is_empty()
                && note_id(self.tree, id).is_some_and(|id| self.dropped[kind].contains(&id))
        })
    }

    /// Whether an element can be written as it stands.
    fn is_plain(&self, id: NodeId) -> bool {
        let after = self.tree.after(id);
        let first = self.marked.partition_point(|&marked| marked < id);
        self.marked.get(first).is_none_or(|&marked| marked >= after) && !self.goes_on(id)
    }

    /// Whether a paragraph that waits for its end goes on in an element.
    fn goes_on(&self, id: NodeId) -> bool {
        self.joined.is_some()
            && (id..self.tree.after(id)).any(|id| matches!(self.tree.word(id), "p" | "tbl"))
    }

    /// Writes an element.
    fn element(&mut self, id: NodeId) {
        let tree = self.tree;
        match tree.word(id) {
            "footnoteReference" => self.kept[0].extend(note_id(tree, id)),
            "endnoteReference" => self.kept[1].extend(note_id(tree, id)),
            _ => {}
        }
        if !CONTAINERS.contains(&tree.word(id)) {
            return self.within_tags(id, Self::content);
        }
        let outer = (self.joined.take(), std::mem::replace(&mut self.needs, true));
        self.within_tags(id, |side, id| {
            side.content(id);
            side.flush();
        });
        (self.joined, self.needs) = outer;
    }

    /// Writes an element's tags and between them what `write` does of it.
    fn within_tags(&mut self, id: NodeId, write: impl FnOnce(&mut Self, NodeId)) {
        let tree = self.tree;
        let (start, end) = tree.outer(id);
        if self.is_plain(id) {
            self.out.push_str(tree.slice(start, end));
            return;
        }
        self.out.push_str(tree.tag(id));
        write(self, id);
        let (_, close) = tree.inner(id);
        self.out.push_str(tree.slice(close, end));
    }

    /// Writes what an element holds.
    fn content(&mut self, id: NodeId) {
        let tree = self.tree;
        let (mut at, end) = tree.inner(id);
        for child in tree.children(id) {
            let (start, after) = tree.outer(child);
            self.out.push_str(tree.slice(at, start));
            at = after;
            self.child(child);
        }
        self.out.push_str(tree.slice(at, end));
    }

    /// Writes an element, unless it goes.
    fn child(&mut self, id: NodeId) {
        let name = self.tree.word(id);
        match name {
            _ if self.staying().contains(&name) => self.content(id),
            _ if TRACKED.contains(&name) || self.goes(id) => self.leave_out(id),
            "p" => self.paragraph(id),
            "tbl" => {
                self.flush();
                self.element(id);
                self.needs = true;
            }
            "sectPr" => {
                self.flush();
                self.properties(id);
            }
            "pPr" | "rPr" | "tblPr" | "tblPrEx" | "tblGrid" | "trPr" | "tcPr" => {
                self.properties(id);
            }
            _ => match self.plain_name(name) {
                Some(plain) => self.renamed(id, plain),
                None => self.element(id),
            },
        }
    }

    /// Whether an element goes though its name does not say so.
    fn goes(&self, id: NodeId) -> bool {
        match self.tree.word(id) {
            "tbl" => self.all_go(id, "tr"),
            "tr" => self.row_goes(id),
            "tc" => self.cell_goes(id),
            _ => self.is_dropped(id),
        }
    }

    /// Writes a paragraph, or keeps it for the next one to go on.
    fn paragraph(&mut self, id: NodeId) {
        let joined = self.joined.take().map(|(_, content)| content);
        if self.has_going(self.mark(id)) {
            let mut content = joined.unwrap_or_default();
            content.push_str(&self.apart(|side| side.inline(id)));
            self.joined = Some((id, content));
            return;
        }
        match joined {
            Some(content) => {
                self.out.push_str(&self.tree.open_tag(id));
                if let Some(properties) = self.tree.child(id, "pPr") {
                    self.properties(properties);
                }
                self.out.push_str(&content);
                self.inline(id);
                self.out.push_str(&self.tree.close_tag(id));
            }
            None => self.element(id),
        }
        self.needs = false;
    }

    /// Writes what a paragraph holds beside its properties.
    fn inline(&mut self, id: NodeId) {
        let tree = self.tree;
        for child in tree.children(id).filter(|&child| tree.word(child) != "pPr") {
            self.child(child);
        }
    }

    /// Writes the paragraph whose mark is gone and that no other goes on. Where it is empty and
    /// there need not be one, only the places in it are written, which can stand outside.
    fn flush(&mut self) {
        let Some((id, content)) = self.joined.take() else { return };
        if !self.needs && holds_only_places(&content, self.tree.word_prefix()) {
            self.out.push_str(content.trim());
            return;
        }
        self.out.push_str(&self.tree.open_tag(id));
        if let Some(properties) = self.tree.child(id, "pPr") {
            self.properties(properties);
        }
        self.out.push_str(&content);
        self.out.push_str(&self.tree.close_tag(id));
        self.needs = false;
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

    /// Writes an element under another name of the vocabulary.
    fn renamed(&mut self, id: NodeId, name: &str) {
        let tree = self.tree;
        let (start, end) = tree.inner(id);
        let attributes = tree.open_tag(id);
        let attributes = attributes.get(1 + tree.name(id).len()..).unwrap_or_default();
        for text in ["<", tree.word_prefix(), name, attributes, tree.slice(start, end)] {
            self.out.push_str(text);
        }
        for text in ["</", tree.word_prefix(), name, ">"] {
            self.out.push_str(text);
        }
    }

    /// What the mark of a paragraph is set as.
    fn mark(&self, paragraph: NodeId) -> Option<NodeId> {
        self.tree.child(paragraph, "pPr").and_then(|properties| self.tree.child(properties, "rPr"))
    }

    /// Whether properties say that what they are of goes.
    fn has_going(&self, properties: Option<NodeId>) -> bool {
        let goes = |child| self.going().contains(&self.tree.word(child));
        properties.is_some_and(|properties| self.tree.children(properties).any(goes))
    }

    fn row_goes(&self, row: NodeId) -> bool {
        self.has_going(self.tree.child(row, "trPr")) || self.all_go(row, "tc")
    }

    fn cell_goes(&self, cell: NodeId) -> bool {
        let name = match self.view {
            TrackedView::Accept => "cellDel",
            TrackedView::Reject => "cellIns",
        };
        let properties = self.tree.child(cell, "tcPr");
        properties.is_some_and(|properties| self.tree.child(properties, name).is_some())
    }

    /// Whether an element has rows, or cells, and all of them go.
    fn all_go(&self, id: NodeId, name: &str) -> bool {
        let (mut next, after) = (id + 1, self.tree.after(id));
        let mut any = false;
        while next < after {
            let inner = self.tree.word(next);
            if inner == name {
                if !(if name == "tr" { self.row_goes(next) } else { self.cell_goes(next) }) {
                    return false;
                }
                any = true;
            }
            let is_wrapper = matches!(inner, "sdt" | "sdtContent" | "customXml" | "smartTag")
                || self.staying().contains(&inner);
            next = if is_wrapper { next + 1 } else { self.tree.after(next).max(next + 1) };
        }
        any
    }
}

/// Whether content of a paragraph marks places and says nothing.
fn holds_only_places(content: &str, prefix: &str) -> bool {
    let tags = content.split('<').skip(1).filter(|tag| !tag.starts_with('/'));
    let mut names = tags.map(|tag| tag.split([' ', '/', '>']).next().unwrap_or_default());
    names.all(|name| name.strip_prefix(prefix).is_some_and(|name| PLACES.contains(&name)))
}

/// Of which kind of notes an element is one.
fn kind_of_note(name: &str) -> Option<usize> {
    ["footnote", "endnote"].iter().position(|note| *note == name)
}

fn note_id(tree: &Tree, id: NodeId) -> Option<String> {
    tree.attr(id, "id").map(|id| id.trim().to_owned())
}
