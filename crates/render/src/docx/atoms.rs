//! Paragraphs as atoms: what can be kept, inserted or deleted by itself.
//!
//! A character of text is an atom, so is every other thing that stands in a run, so is the mark
//! that ends a paragraph. The pieces of a field are a group: they come and go together.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::inline::{Kind, inline};
use super::reading::{Range, Reading};
use super::tree::{NONE, NodeId, Tree};

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// A character of a text.
    Char(char),
    /// Something written whole.
    Whole,
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
    pub(super) paragraph: usize,
    /// Its place in the document; empty where it has none.
    pub(super) place: Range,
    /// Equal for atoms that are the same.
    pub(super) key: u64,
    /// The field that it is part of; [`NONE`] for none.
    pub(super) group: u32,
}

impl Atom {
    /// Whether it may be paired by what it is alone.
    pub(super) fn is_free(&self) -> bool {
        self.place.is_empty() && matches!(self.kind, AtomKind::Char(_) | AtomKind::Whole)
    }
}

/// The atoms of a paragraph, its mark last.
pub(super) fn atoms(
    reading: &Reading,
    note_ids: &[Vec<String>; 2],
    id: usize,
    groups: &mut u32,
    out: &mut Vec<Atom>,
) {
    let Some(paragraph) = reading.paragraphs.get(id) else { return };
    let tree = reading.tree(paragraph.part);
    let first = out.len();
    let mut at = paragraph.range.start;
    let placed = !paragraph.range.is_empty();
    let mut take = |text: &str, hidden: bool| {
        let len: usize = text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum();
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        if !placed || hidden {
            return Range::default();
        }
        let place = Range { start: at, end: at + len };
        at += len;
        place
    };
    let mut open: Vec<(usize, NodeId)> = Vec::new();
    for piece in inline(tree, paragraph.node, note_ids, paragraph.margin) {
        let atom = Atom {
            kind: AtomKind::Glue,
            node: piece.node,
            run: piece.run,
            wrapper: piece.wrapper,
            paragraph: id,
            place: Range::default(),
            key: 0,
            group: NONE,
        };
        match piece.kind {
            Kind::Text => {
                for c in piece.text.chars() {
                    let mut buffer = [0; 4];
                    let place = take(c.encode_utf8(&mut buffer), piece.hidden);
                    let kind = AtomKind::Char(c);
                    out.push(Atom { kind, place, key: u64::from(u32::from(c)), ..atom });
                }
            }
            Kind::Opaque => {
                let place = take(&piece.text, piece.hidden);
                let kind = AtomKind::Whole;
                out.push(Atom { kind, place, key: key(tree, piece.node, &piece.text), ..atom });
            }
            Kind::Box => {}
            Kind::Glue => out.push(atom),
            Kind::Code => out.push(Atom { kind: AtomKind::Code, ..atom }),
            Kind::Begin => {
                open.push((out.len(), piece.run));
                out.push(Atom { kind: AtomKind::Field, ..atom });
            }
            Kind::Separate => out.push(Atom { kind: AtomKind::Field, ..atom }),
            Kind::End => {
                out.push(Atom { kind: AtomKind::Field, ..atom });
                if let Some((from, _)) = open.pop()
                    && same_level(out, from)
                {
                    for atom in out.iter_mut().skip(from) {
                        atom.group = *groups;
                    }
                    *groups += 1;
                }
            }
        }
    }
    simple_fields(tree, out, first, groups);
    out.push(Atom {
        kind: AtomKind::Mark,
        node: paragraph.node,
        run: NONE,
        wrapper: NONE,
        paragraph: id,
        place: Range::default(),
        key: 0,
        group: NONE,
    });
}

/// Whether a field begins and ends in one container.
fn same_level(out: &[Atom], from: usize) -> bool {
    let (first, last) = (out.get(from), out.last());
    first.zip(last).is_some_and(|(first, last)| first.wrapper == last.wrapper)
}

/// Makes a group of what stands in a simple field.
fn simple_fields(tree: &Tree, out: &mut [Atom], first: usize, groups: &mut u32) {
    let mut last = NONE;
    for atom in out.iter_mut().skip(first) {
        if atom.wrapper == NONE || tree.word(atom.wrapper) != "fldSimple" {
            continue;
        }
        if atom.wrapper != last {
            last = atom.wrapper;
            *groups += 1;
        }
        if atom.group == NONE {
            atom.group = *groups - 1;
        }
    }
}

/// What makes two things equal that are written whole.
fn key(tree: &Tree, node: NodeId, text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(tree.local(node).as_bytes());
    hasher.write(text.as_bytes());
    if matches!(tree.word(node), "br" | "sym" | "ptab") {
        for (name, value) in tree.attributes(node) {
            hasher.write(name.as_bytes());
            hasher.write(value.as_bytes());
        }
    }
    hasher.finish() | (1 << 40)
}
