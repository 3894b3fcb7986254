//! Writes paragraphs: merged atoms in; the paragraphs of the new version, cut where the old one
//! ended some, with what was inserted and deleted, out.

use std::fmt::Write as _;

use keeling_ooxml::xml::{NONE, NodeId, Tree};

use super::atoms::{Atom, AtomKind, Atoms};
use super::escape::escaped;
use super::marks::Fate;
use super::merge::alone;
use super::runs::{Desk, Runs};
use super::sequence::Item;
use super::stretches::Alignment;

/// What becomes of the mark that ends a paragraph of the new version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is of both versions; with the properties that the old one had, where they are tracked.
    Kept(Option<String>),
    /// Only of the new one.
    New(Fate),
}

/// A paragraph of the new version on its way out.
pub(super) struct Amended<'r> {
    pub(super) node: NodeId,
    pub(super) old: &'r [Atom],
    pub(super) new: &'r [Atom],
    /// The elements up to the mark of the paragraph.
    pub(super) items: &'r [Item],
    pub(super) mark: Mark,
    /// Writes what the range of the new part is written as.
    pub(super) copy: &'r dyn Fn(u32, u32, &mut String),
    /// Old tables that stand behind the mark of an old paragraph, written.
    pub(super) tables: &'r dyn Fn(usize) -> String,
    /// What says which words are set differently, where that is tracked.
    pub(super) formatting: Option<&'r Alignment>,
    /// What stands before and after what the paragraph holds: the ends of a move, of a comment.
    pub(super) before: String,
    pub(super) after: String,
}

/// Writes a paragraph of the new version.
pub(super) fn amended(desk: &mut Desk<'_>, amended: &Amended<'_>, fates: (Fate, Fate)) -> String {
    let tree = desk.new;
    let runs = Runs::new(desk, fates.0, fates.1);
    let mut weaver = Weaver { amended, tree, runs, at: 0, open: Vec::new(), held: Vec::new() };
    weaver.begin();
    weaver.runs.out.push_str(&amended.before);
    weaver.children(amended.node);
    weaver.release();
    weaver.catch_up();
    weaver.runs.end();
    weaver.runs.out.push_str(&amended.after);
    weaver.runs.out.push_str(&tree.close_tag(amended.node));
    weaver.runs.out
}

/// Writes a paragraph of the old version as one that is gone.
pub(super) fn deleted(
    desk: &mut Desk<'_>,
    node: NodeId,
    atoms: &Atoms,
    fate: Fate,
    has_mark: bool,
    (before, comments): (&str, &str),
) -> String {
    let prefix = desk.prefix;
    let mut out = format!("<{prefix}p>");
    out.push_str(&old_properties(desk, node, has_mark.then_some(fate)));
    out.push_str(before);
    let bookmarks = desk.bookmarks(node);
    let mut bookmarks = bookmarks.iter().peekable();
    let mut runs = Runs::new(desk, Fate::Inserted, fate);
    for item in alone(atoms, false) {
        if let Item::Old(index) = item
            && let Some(atom) = atoms.list.get(index).filter(|atom| atom.kind != AtomKind::Mark)
        {
            while let Some((_, tag)) = bookmarks.next_if(|(place, _)| *place < atom.node) {
                runs.beside(tag);
            }
            runs.old_atom(atom);
        }
    }
    runs.end();
    bookmarks.for_each(|(_, tag)| runs.out.push_str(tag));
    out.push_str(&runs.out);
    out.push_str(comments);
    let _ = write!(out, "</{prefix}p>");
    out
}

/// The properties of a paragraph of the old version, with what becomes of its mark.
pub(super) fn old_properties(desk: &mut Desk<'_>, node: NodeId, fate: Option<Fate>) -> String {
    let (tree, prefix) = (desk.old, desk.prefix);
    let properties = tree.child(node, "pPr");
    let mut inner = String::new();
    let children = properties.into_iter().flat_map(|properties| tree.children(properties));
    let mut mark = None;
    for child in children {
        match tree.word(child) {
            "rPr" => mark = Some(child),
            "sectPr" | "pPrChange" => {}
            _ => desk.carried(child, &mut inner),
        }
    }
    if let Some(fate) = fate {
        let _ = write!(inner, "<{prefix}rPr>");
        inner.push_str(&desk.marks.empty(prefix, fate.name()));
        for child in mark.into_iter().flat_map(|mark| tree.children(mark)) {
            desk.carried(child, &mut inner);
        }
        let _ = write!(inner, "</{prefix}rPr>");
    }
    if inner.is_empty() { String::new() } else { format!("<{prefix}pPr>{inner}</{prefix}pPr>") }
}

/// The properties of a paragraph of the new version, with what becomes of its mark.
pub(super) fn new_properties(desk: &mut Desk<'_>, node: NodeId, mark: &Mark) -> String {
    let (tree, prefix) = (desk.new, desk.prefix);
    let properties = tree.child(node, "pPr");
    let verbatim = |id: NodeId| {
        let (start, end) = tree.outer(id);
        tree.slice(start, end).to_owned()
    };
    match mark {
        Mark::Kept(None) => properties.map(verbatim).unwrap_or_default(),
        Mark::Kept(Some(former)) => {
            let mut change = desk.marks.open(prefix, "pPrChange");
            let _ = write!(change, "><{prefix}pPr>{former}</{prefix}pPr></{prefix}pPrChange>");
            let inner = properties.map(|id| tree.inner(id)).map_or("", |(s, e)| tree.slice(s, e));
            format!("<{prefix}pPr>{inner}{change}</{prefix}pPr>")
        }
        Mark::New(fate) => {
            let tag = desk.marks.empty(prefix, fate.name());
            let Some(properties) = properties else {
                return format!("<{prefix}pPr><{prefix}rPr>{tag}</{prefix}rPr></{prefix}pPr>");
            };
            let mut out = tree.open_tag(properties).into_owned();
            let mut done = false;
            for child in tree.children(properties) {
                let name = tree.word(child);
                if name == "rPr" {
                    let (start, end) = tree.inner(child);
                    let inner = tree.slice(start, end);
                    let _ = write!(out, "<{prefix}rPr>{tag}{inner}</{prefix}rPr>");
                    done = true;
                    continue;
                }
                if matches!(name, "sectPr" | "pPrChange") && !done {
                    let _ = write!(out, "<{prefix}rPr>{tag}</{prefix}rPr>");
                    done = true;
                }
                out.push_str(&verbatim(child));
            }
            if !done {
                let _ = write!(out, "<{prefix}rPr>{tag}</{prefix}rPr>");
            }
            out.push_str(&tree.close_tag(properties));
            out
        }
    }
}

struct Weaver<'r, 'd, 'a> {
    amended: &'r Amended<'r>,
    tree: &'a Tree,
    runs: Runs<'d, 'a>,
    /// The next element.
    at: usize,
    /// The elements of the new version that are open, and whether their tags are written.
    open: Vec<(NodeId, bool)>,
    /// Ends of ranges with comments whose signs come next.
    held: Vec<NodeId>,
}

impl Weaver<'_, '_, '_> {
    /// The index of the next atom of the new version.
    fn next_new(&self) -> Option<usize> {
        let rest = self.amended.items.get(self.at..).unwrap_or_default();
        rest.iter().find_map(|item| match *item {
            Item::Keep(index, _) | Item::New(index) => Some(index),
            Item::Old(_) => None,
        })
    }

    /// Begins a paragraph with the properties of the one whose mark comes next.
    fn begin(&mut self) {
        let rest = self.amended.items.get(self.at..).unwrap_or_default();
        let next_old = rest.iter().find_map(|item| match *item {
            Item::Old(index) => self.amended.old.get(index).filter(|a| a.kind == AtomKind::Mark),
            _ => None,
        });
        if let Some(mark) = next_old {
            let prefix = self.runs.desk.prefix;
            let _ = write!(self.runs.out, "<{prefix}p>");
            let fate = self.runs.deleted;
            let properties = old_properties(self.runs.desk, mark.node, Some(fate));
            self.runs.out.push_str(&properties);
        } else {
            self.runs.out.push_str(&self.tree.open_tag(self.amended.node));
            let properties = new_properties(self.runs.desk, self.amended.node, &self.amended.mark);
            self.runs.out.push_str(&properties);
        }
    }

    /// Writes what stands in an element of the new version.
    fn children(&mut self, node: NodeId) {
        let tree = self.tree;
        for child in tree.children(node) {
            let name = tree.word(child);
            if name == "pPr" && node == self.amended.node {
                continue;
            }
            if !self.comment_comes() {
                self.release();
            } else if name == "commentRangeEnd" {
                self.held.push(child);
                continue;
            }
            let first = self.next_new().and_then(|index| self.amended.new.get(index));
            let holds = first.is_some_and(|atom| {
                atom.kind != AtomKind::Mark && (child..tree.after(child)).contains(&atom.node)
            });
            if !holds {
                self.verbatim(child);
            } else if name == "r" {
                self.run(child);
            } else if first.is_some_and(|atom| atom.node == child) {
                self.next_atom();
            } else {
                self.wrapper(child);
            }
        }
    }

    /// Whether the sign of a comment comes next that comes with the paragraph.
    fn comment_comes(&self) -> bool {
        let Some(&Item::New(index)) = self.amended.items.get(self.at) else { return false };
        let atom = self.amended.new.get(index).filter(|atom| atom.kind == AtomKind::Glue);
        atom.is_some_and(|atom| self.tree.word(atom.node) == "commentReference")
    }

    /// Ends ranges with comments, behind the signs of these: before a sign that is tracked,
    /// `LibreOffice` takes the paragraph for the beginning of the next.
    fn release(&mut self) {
        for node in std::mem::take(&mut self.held) {
            self.verbatim(node);
        }
    }

    fn verbatim(&mut self, node: NodeId) {
        let (start, end) = self.tree.outer(node);
        self.runs.end();
        (self.amended.copy)(start, end, &mut self.runs.out);
    }

    /// Writes an element that encloses runs.
    fn wrapper(&mut self, node: NodeId) {
        if self.open.is_empty() {
            self.catch_up();
        }
        self.runs.end();
        if self.tree.word(node) == "fldSimple" && self.is_all_new(node) {
            return self.new_field(node);
        }
        self.runs.out.push_str(&self.tree.open_tag(node));
        self.open.push((node, true));
        self.runs.enclosed = true;
        self.children(node);
        self.runs.end();
        if let Some((_, true)) = self.open.pop() {
            self.runs.out.push_str(&self.tree.close_tag(node));
        }
        self.runs.enclosed = !self.open.is_empty();
    }

    /// Whether all that stands in an element is inserted.
    fn is_all_new(&self, node: NodeId) -> bool {
        let rest = self.amended.items.get(self.at..).unwrap_or_default();
        let inside = |index: usize| {
            let atom = self.amended.new.get(index);
            atom.is_some_and(|atom| (node..self.tree.after(node)).contains(&atom.node))
        };
        let mut own = rest.iter().take_while(|item| match **item {
            Item::Keep(index, _) | Item::New(index) => inside(index),
            Item::Old(_) => false,
        });
        own.all(|item| matches!(item, Item::New(_)))
    }

    /// Writes a simple field that is inserted: only its long form can be, as runs.
    fn new_field(&mut self, node: NodeId) {
        let prefix = self.runs.desk.prefix;
        let code = escaped(&self.tree.attr(node, "instr").unwrap_or_default());
        let character = |kind: &str| {
            format!("<{prefix}r><{prefix}fldChar {prefix}fldCharType=\"{kind}\"/></{prefix}r>")
        };
        let (begin, separate, end) = (character("begin"), character("separate"), character("end"));
        let code = format!(
            "{begin}<{prefix}r><{prefix}instrText xml:space=\"preserve\">{code}</{prefix}instrText>\
             </{prefix}r>{separate}"
        );
        self.runs.verbatim(&code, true);
        self.children(node);
        self.runs.verbatim(&end, true);
    }

    /// Writes the old atoms that stand before the next one of the new version.
    fn catch_up(&mut self) {
        while let Some(Item::Old(old)) = self.amended.items.get(self.at).copied() {
            let Some(atom) = self.amended.old.get(old) else { break };
            self.at += 1;
            if atom.kind == AtomKind::Mark {
                self.cut(atom);
            } else {
                self.runs.old_atom(atom);
            }
        }
    }

    /// Ends a paragraph within one of the new version and begins the next.
    fn cut(&mut self, mark: &Atom) {
        self.runs.end();
        for place in (0..self.open.len()).rev() {
            let (node, written) = self.open[place];
            if written {
                self.runs.out.push_str(&self.tree.close_tag(node));
            }
        }
        let prefix = self.runs.desk.prefix;
        let _ = write!(self.runs.out, "</{prefix}p>");
        let tables = (self.amended.tables)(mark.paragraph as usize);
        self.runs.out.push_str(&tables);
        self.begin();
        for place in 0..self.open.len() {
            let (node, written) = self.open[place];
            let again = written && !matches!(self.tree.word(node), "sdt" | "sdtContent");
            self.open[place].1 = again;
            if again {
                self.runs.out.push_str(&self.tree.open_tag(node));
            }
        }
    }

    /// Writes the next atom of the new version.
    fn next_atom(&mut self) {
        let Some(index) = self.next_new() else { return };
        self.catch_up();
        let Some(item) = self.amended.items.get(self.at).copied() else { return };
        self.at += 1;
        let Some(atom) = self.amended.new.get(index) else { return };
        let is_new = matches!(item, Item::New(_));
        let (start, end) = self.tree.outer(atom.node);
        let mut whole = String::new();
        match atom.kind {
            AtomKind::Char(_) | AtomKind::Computed(..) | AtomKind::Further(_) => {}
            _ if is_new => whole.push_str(self.tree.slice(start, end)),
            _ => (self.amended.copy)(start, end, &mut whole),
        }
        let former = self.former(item);
        self.runs.new_atom(atom, is_new, former, &whole);
    }

    /// The run of the old version that had an atom, where its properties are tracked.
    fn former(&self, item: Item) -> Option<NodeId> {
        let alignment = self.amended.formatting?;
        let Item::Keep(new, Some(old)) = item else { return None };
        let (new, old) = (self.amended.new.get(new)?, self.amended.old.get(old)?);
        let is_run = new.run != NONE && old.run != NONE;
        (is_run && !new.place.is_empty() && alignment.is_formatted(new.place)).then_some(old.run)
    }

    fn run(&mut self, run: NodeId) {
        self.catch_up();
        let rest = self.amended.items.get(self.at..).unwrap_or_default();
        let within = |item: &&Item| match **item {
            Item::Keep(index, _) | Item::New(index) => {
                self.amended.new.get(index).is_some_and(|atom| atom.run == run)
            }
            Item::Old(_) => false,
        };
        let count = rest.iter().take_while(within).count();
        let after = rest.get(count).copied();
        let is_cut = match after {
            Some(Item::Old(_)) => {
                let next = rest.iter().skip(count).find(|item| !matches!(item, Item::Old(_)));
                next.is_some_and(|item| within(&item))
            }
            _ => false,
        };
        let all = rest.get(..count).unwrap_or_default();
        let (start, end) = self.tree.outer(run);
        if !is_cut
            && all.iter().all(|item| matches!(item, Item::Keep(..)))
            && all.iter().all(|&item| self.former(item).is_none())
        {
            self.at += count;
            self.runs.begin_verbatim(false);
            (self.amended.copy)(start, end, &mut self.runs.out);
        } else if !is_cut && all.iter().all(|item| matches!(item, Item::New(_))) {
            self.at += count;
            self.runs.verbatim(self.tree.slice(start, end), true);
        } else {
            while let Some(index) = self.next_new()
                && self.amended.new.get(index).is_some_and(|atom| atom.run == run)
            {
                self.next_atom();
            }
        }
    }
}
