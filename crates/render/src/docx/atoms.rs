//! Paragraphs as atoms: what can be kept, inserted or deleted by itself.
//!
//! A character of text is an atom, so is every other thing that stands in a run, so is the mark
//! that ends a paragraph. The pieces of a field are a group: they come and go together, but for the
//! result of a link, which is text like any other. A result that the page computes, as a page
//! number in a header, is no text: its first character stands for the field, whatever it is.

use std::hash::Hasher;

use keeling_ooxml::xml::{NONE, NodeId, Tree};
use rustc_hash::FxHasher;

use super::alike::is_of_word;
use super::inline::{Inline, Kind, field_key, folded, inline};
use super::notes::Known;
use super::reading::{Range, Reading};

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum AtomKind {
    /// A character of a text.
    Char(char),
    /// The first character of what the page computes, with the key of its field.
    Computed(char, u32),
    /// Another character of it.
    Further(char),
    /// Something written whole; the same for two that are alike, whose text boxes and notes are
    /// paired.
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

/// What a field is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupKind {
    /// One element around its result.
    Simple,
    /// Characters that part its code from its result.
    Complex,
    /// The same, with a result that is text which people write, as that of a link.
    Soft,
}

/// A field among atoms: where it begins and ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: GroupKind,
    /// Equal for fields with the same code.
    pub(super) key: u32,
}

/// The atoms of paragraphs, and the fields among them.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    pub(super) list: Vec<Atom>,
    pub(super) groups: Vec<Group>,
    /// How many text boxes there are: of those of both versions the first is paired with the first,
    /// and so on.
    boxes: usize,
}

impl Atom {
    /// Whether it can be paired with another by what both are alone.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let is_free = self.place.is_empty() && other.place.is_empty();
        is_free
            && match (self.kind, other.kind) {
                // Of words no part is paired alone.
                (AtomKind::Char(c), _) if is_of_word(c) => false,
                (AtomKind::Char(_) | AtomKind::Whole(_), _) => self.kind == other.kind,
                (AtomKind::Computed(_, key), AtomKind::Computed(_, other)) => key == other,
                _ => false,
            }
    }
}

impl Atoms {
    /// Which atoms stand in one of these fields.
    pub(super) fn are_in<'a>(&self, groups: impl IntoIterator<Item = &'a Group>) -> Vec<bool> {
        let mut are_in = vec![false; self.list.len()];
        for group in groups {
            are_in[group.from..group.to].fill(true);
        }
        are_in
    }

    /// Adds the atoms of a paragraph, its mark last.
    pub(super) fn add(&mut self, reading: &Reading, notes: Known<'_>, id: usize) {
        let Some(paragraph) = reading.paragraphs.get(id) else { return };
        let tree = reading.tree(paragraph.part);
        let mut add = Add {
            atoms: self,
            tree,
            notes,
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
        inline(tree, paragraph.node, notes.ids, paragraph.margin, |piece| add.piece(&piece));
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
                let key = field_key(&tree.attr(atom.wrapper, "instr").unwrap_or_default());
                let kind = GroupKind::Simple;
                self.groups.push(Group { from: index, to: index + 1, kind, key });
            }
            last = if is_field { atom.wrapper } else { NONE };
        }
    }
}

/// Adds the pieces of a paragraph.
struct Add<'a> {
    atoms: &'a mut Atoms,
    tree: &'a Tree,
    notes: Known<'a>,
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
                if let Some(key) = piece.computed {
                    return self.computed(&piece.text, key, atom);
                }
                for c in piece.text.chars() {
                    let place = self.take(if c.is_whitespace() { 0 } else { c.len_utf8() });
                    self.atoms.list.push(Atom { kind: AtomKind::Char(c), place, ..atom });
                }
            }
            Kind::Opaque => {
                let own = piece.text.chars().filter(|c| !c.is_whitespace());
                let len = own.map(char::len_utf8).sum();
                let is_text = piece.computed.is_none();
                let place = if is_text { self.take(len) } else { Range::default() };
                let key = key(self.tree, node, &piece.text);
                let number = self.notes.number(self.tree, node);
                let key = number.map_or(key, |number| numbered(key, number));
                self.atoms.list.push(Atom { kind: AtomKind::Whole(key), place, ..atom });
            }
            Kind::Box => {
                let whole = self.atoms.list.last_mut().map(|atom| &mut atom.kind);
                if let Some(AtomKind::Whole(key)) = whole {
                    *key = numbered(*key, self.atoms.boxes);
                }
                self.atoms.boxes += 1;
            }
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

    /// Adds what the page computes.
    fn computed(&mut self, text: &str, key: u32, atom: Atom) {
        let list = &mut self.atoms.list;
        for c in text.chars() {
            let is_further = list.last().is_some_and(|last| {
                last.wrapper == atom.wrapper
                    && matches!(last.kind, AtomKind::Computed(..) | AtomKind::Further(_))
            });
            let kind = if is_further { AtomKind::Further(c) } else { AtomKind::Computed(c, key) };
            list.push(Atom { kind, ..atom });
        }
    }

    /// Ends a field: it is one where it begins and ends in one container.
    fn end_field(&mut self, wrapper: NodeId) {
        let Some((from, code)) = self.open.pop() else { return };
        let same = self.atoms.list.get(from).is_some_and(|first| first.wrapper == wrapper);
        if same {
            let keyword = code.split_whitespace().next().unwrap_or_default();
            let is_soft =
                ["HYPERLINK", "TOC"].iter().any(|soft| keyword.eq_ignore_ascii_case(soft));
            let kind = if is_soft { GroupKind::Soft } else { GroupKind::Complex };
            let (to, key) = (self.atoms.list.len(), field_key(&code));
            self.atoms.groups.push(Group { from, to, kind, key });
            let own = self.atoms.list.get_mut(from..).unwrap_or_default();
            stand_for(own, key);
        }
    }

    /// The place of the next characters, which have so many bytes without white space.
    fn take(&mut self, len: usize) -> Range {
        if !self.placed {
            return Range::default();
        }
        let start = self.at;
        self.at += u32::try_from(len).unwrap_or(u32::MAX);
        Range { start, end: self.at }
    }
}

/// Lets the beginning of a field stand for it, by its key, where it shows nothing but what the page
/// computes.
fn stand_for(field: &mut [Atom], key: u32) {
    if field.iter().any(|atom| matches!(atom.kind, AtomKind::Char(_) | AtomKind::Whole(_))) {
        return;
    }
    for atom in &mut *field {
        if let AtomKind::Computed(c, _) = atom.kind {
            atom.kind = AtomKind::Further(c);
        }
    }
    if let Some(begin) = field.first_mut() {
        begin.kind = AtomKind::Whole(key);
    }
}

/// The key of something written whole that has the text box of this number, too, or refers to the
/// note of this number.
fn numbered(key: u32, number: usize) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write_u32(key);
    hasher.write_usize(number);
    folded(hasher.finish())
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
    folded(hasher.finish())
}
