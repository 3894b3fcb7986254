//! Paragraphs as atoms: what can be kept, inserted or deleted by itself.
//!
//! A character of text is an atom, so is every other thing that stands in a run, so is the mark
//! that ends a paragraph. The pieces of a field are a group: they come and go together, but for the
//! result of a link, which is text like any other.

use std::hash::Hasher;

use keeling_ooxml::xml::{NONE, NodeId, Tree};
use rustc_hash::FxHasher;

use super::inline::{Inline, Kind, inline};
use super::reading::{Range, Reading};

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// A character of a text.
    Char(char),
    /// Something written whole; the same for two that are alike.
    Whole(u32),
    /// The code of a field, and the characters around it.
    Code,
    Field,
    /// Something that is not read.
    Glue,
    /// The mark of a paragraph.
    Mark,
}

/// An atom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) kind: AtomKind,
    pub(super) node: NodeId,
    pub(super) run: NodeId,
    pub(super) wrapper: NodeId,
    /// The paragraph that it stands in.
    pub(super) paragraph: u32,
    /// Its place in the document; empty where it has none.
    pub(super) place: Range,
}

/// A field among atoms: where it begins and ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether its result is text that people write, as that of a link.
    pub(super) soft: bool,
    /// Equal for fields with the same code.
    pub(super) code: u64,
}

/// The atoms of paragraphs, and the fields among them.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    pub(super) list: Vec<Atom>,
    pub(super) groups: Vec<Group>,
}

impl Atom {
    /// Whether it may be paired by what it is alone.
    pub(super) fn is_free(&self) -> bool {
        self.place.is_empty() && matches!(self.kind, AtomKind::Char(_) | AtomKind::Whole(_))
    }
}

impl Atoms {
    /// Adds the atoms of a paragraph, its mark last.
    pub(super) fn add(&mut self, reading: &Reading, note_ids: &[Vec<String>; 2], id: usize) {
        let Some(paragraph) = reading.paragraphs.get(id) else { return };
        let tree = reading.tree(paragraph.part);
        let mut add = Add {
            atoms: self,
            tree,
            blank: Atom {
                kind: AtomKind::Glue,
                node: paragraph.node,
                run: NONE,
                wrapper: NONE,
                paragraph: u32::try_from(id).unwrap_or(u32::MAX),
                place: Range::default(),
            },
            at: paragraph.range.start,
            placed: !paragraph.range.is_empty(),
            open: Vec::new(),
        };
        let first = add.atoms.list.len();
        // Every fifth or sixth character is white space.
        let size = paragraph.size as usize;
        add.atoms.list.reserve(size + size / 4 + 8);
        inline(tree, paragraph.node, note_ids, paragraph.margin, |piece| add.piece(&piece));
        let blank = add.blank;
        self.simple_fields(tree, first);
        self.list.push(Atom { kind: AtomKind::Mark, ..blank });
    }

    /// Makes a group of what stands in a simple field.
    fn simple_fields(&mut self, tree: &Tree, first: usize) {
        let mut last = NONE;
        for (index, atom) in self.list.iter().enumerate().skip(first) {
            let is_field = atom.wrapper != NONE && tree.word(atom.wrapper) == "fldSimple";
            if is_field && atom.wrapper == last {
                if let Some(group) = self.groups.last_mut() {
                    group.to = index + 1;
                }
            } else if is_field {
                let code = code(&tree.attr(atom.wrapper, "instr").unwrap_or_default());
                self.groups.push(Group { from: index, to: index + 1, soft: false, code });
            }
            last = if is_field { atom.wrapper } else { NONE };
        }
    }
}

/// Adds the pieces of a paragraph.
struct Add<'a> {
    atoms: &'a mut Atoms,
    tree: &'a Tree,
    /// An atom of the paragraph without anything of its own.
    blank: Atom,
    /// The place of what comes next, and whether the paragraph has places.
    at: u32,
    placed: bool,
    /// The fields that are open: where each begins, and its code so far.
    open: Vec<(usize, String)>,
}

impl Add<'_> {
    fn piece(&mut self, piece: &Inline<'_>) {
        let (node, run, wrapper) = (piece.node, piece.run, piece.wrapper);
        let atom = Atom { node, run, wrapper, ..self.blank };
        match piece.kind {
            Kind::Text => {
                for c in piece.text.chars() {
                    let len = if c.is_whitespace() { 0 } else { c.len_utf8() };
                    let place = self.take(len, piece.hidden);
                    self.atoms.list.push(Atom { kind: AtomKind::Char(c), place, ..atom });
                }
            }
            Kind::Opaque => {
                let own = piece.text.chars().filter(|c| !c.is_whitespace());
                let place = self.take(own.map(char::len_utf8).sum(), piece.hidden);
                let kind = AtomKind::Whole(key(self.tree, node, &piece.text));
                self.atoms.list.push(Atom { kind, place, ..atom });
            }
            Kind::Box => {}
            Kind::Glue => self.atoms.list.push(atom),
            Kind::Code => {
                if let Some((_, code)) = self.open.last_mut() {
                    code.push_str(&piece.text);
                }
                self.atoms.list.push(Atom { kind: AtomKind::Code, ..atom });
            }
            Kind::Begin => {
                self.open.push((self.atoms.list.len(), String::new()));
                self.atoms.list.push(Atom { kind: AtomKind::Field, ..atom });
            }
            Kind::Separate => self.atoms.list.push(Atom { kind: AtomKind::Field, ..atom }),
            Kind::End => {
                self.atoms.list.push(Atom { kind: AtomKind::Field, ..atom });
                self.end_field(wrapper);
            }
        }
    }

    /// Ends a field: it is one where it begins and ends in one container.
    fn end_field(&mut self, wrapper: NodeId) {
        let Some((from, code)) = self.open.pop() else { return };
        let same = self.atoms.list.get(from).is_some_and(|first| first.wrapper == wrapper);
        if same {
            let keyword = code.split_whitespace().next().unwrap_or_default();
            let soft = ["HYPERLINK", "TOC"].iter().any(|known| keyword.eq_ignore_ascii_case(known));
            let (to, code) = (self.atoms.list.len(), self::code(&code));
            self.atoms.groups.push(Group { from, to, soft, code });
        }
    }

    /// The place of the next characters, which have so many bytes without white space.
    fn take(&mut self, len: usize, hidden: bool) -> Range {
        if !self.placed || hidden {
            return Range::default();
        }
        let start = self.at;
        self.at += u32::try_from(len).unwrap_or(u32::MAX);
        Range { start, end: self.at }
    }
}

/// What makes the codes of fields equal.
fn code(code: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for word in code.split_whitespace() {
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
    }
    hasher.finish()
}

/// What makes two things equal that are written whole.
fn key(tree: &Tree, node: NodeId, text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(tree.local(node).as_bytes());
    hasher.write(text.as_bytes());
    if matches!(tree.word(node), "br" | "sym" | "ptab") {
        for (name, value) in tree.attributes(node) {
            hasher.write(name.as_bytes());
            hasher.write(value.as_bytes());
        }
    }
    let hash = hasher.finish();
    u32::try_from((hash ^ (hash >> 32)) & u64::from(u32::MAX)).unwrap_or(0)
}
