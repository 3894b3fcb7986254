//! The new package with the parts that changed and those that come, and what it is read back as.
//!
//! A part that changed is the part as it was and the edits of it, and is made twice: piece by piece
//! where it is compressed, as one text where it is read back. So both can go on at the same time.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek};
use std::sync::Arc;

use keeling_ooxml::Parts;
use keeling_ooxml::xml::Tree;
use zip::ZipArchive;

use super::Error;
use super::compressed::{Compressed, is_part};
use super::edits::Edits;
use super::error::Warning;
use super::open::Version;
use super::package::Source;
use super::plan::Plan;
use super::stretches::Alignment;

/// How much of a part is compressed at once, or inflated to be compared.
pub(super) const PIECE: usize = 1 << 15;

/// What a part holds.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Text(Arc<String>),
    /// A part of the package with edits.
    Patched(Arc<Tree>, Arc<Edits>),
    /// What an entry of the old package holds, as it is compressed there, and the digest of that.
    Copied(usize, u64),
}

impl Content {
    /// The XML that it is; none of what is copied.
    pub(super) fn into_tree(self, name: &str) -> Option<Tree> {
        match self {
            Content::Text(text) => Some(Tree::read_again(name, text, &Tree::default(), &[])),
            Content::Patched(tree, edits) => {
                let (text, same) = edits.finish_again(tree.xml());
                Some(Tree::read_again(name, text, &tree, &same))
            }
            Content::Copied(..) => None,
        }
    }
}

/// A package with tracked changes: the new one, with parts that changed and parts that come. A
/// clone shares them.
#[derive(Clone, Debug)]
pub struct Patched<'a> {
    old: &'a [u8],
    new: &'a [u8],
    parts: BTreeMap<String, Content>,
    /// What is known of the new package and still the same.
    known: Parts,
    warnings: Vec<Warning>,
    spent: Spent,
}

/// What the writing has no more use for. It is let go where the file is read back, which mostly has
/// less to do than the compression.
#[derive(Debug, Default)]
pub(super) struct Spent(Option<Box<(Version, Vec<Plan>, Alignment)>>);

impl Spent {
    pub(super) fn new(what: (Version, Vec<Plan>, Alignment)) -> Self {
        Self(Some(Box::new(what)))
    }
}

impl Clone for Spent {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<'a> Patched<'a> {
    pub(super) fn new(
        old: &Source<'a>,
        new: &mut Source<'a>,
        parts: BTreeMap<String, Content>,
        warnings: Vec<Warning>,
        spent: Spent,
    ) -> Result<Self, Error> {
        for name in parts.keys() {
            new.parts.forget(name);
        }
        let known = new.parts.fork();
        for kind in ["styles", "numbering"] {
            if new.related(kind)?.is_none_or(|part| parts.contains_key(&part)) {
                known.forget_definitions();
            }
        }
        Ok(Self { old: old.bytes, new: new.bytes, parts, known, warnings, spent })
    }

    /// What it does not carry.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// What it is once it has been written.
    pub fn into_read_back(self) -> ReadBack<'a> {
        drop(self.spent.0);
        let parts = self.known.fork();
        let one = |(name, content): (String, Content)| {
            if let Content::Copied(_, digest) = content {
                parts.put_digest(&name, digest);
            }
            let tree = content.into_tree(&name);
            (name, tree.map(Arc::new))
        };
        let texts: Vec<_> = self.parts.into_iter().map(one).collect();
        for (name, tree) in &texts {
            if let Some(tree) = tree {
                parts.put(name, Arc::clone(tree));
            }
        }
        ReadBack { base: self.new, parts, texts }
    }

    /// Compresses what is new of it.
    ///
    /// # Errors
    ///
    /// Where that cannot be done.
    pub fn compress(&self) -> Result<Compressed<'a>, Error> {
        Compressed::of((self.old, self.new), &self.parts)
    }
}

/// A package with tracked changes as it is once it has been written.
#[derive(Debug)]
pub struct ReadBack<'a> {
    base: &'a [u8],
    parts: Parts,
    /// The XML parts that are others than those of the base, and the names of others.
    texts: Vec<(String, Option<Arc<Tree>>)>,
}

impl<'a> ReadBack<'a> {
    /// The package that it is but for its [`parts`](Self::parts).
    pub fn base(&self) -> &'a [u8] {
        self.base
    }

    /// The parts with which a reader of its [`base`](Self::base) reads this package. Those who read
    /// it share what each finds.
    pub fn parts(&self) -> Parts {
        self.parts.clone()
    }

    /// Whether a file that was written holds the texts, byte for byte, once inflated.
    pub fn is_in<F: Read + Seek>(&self, file: F) -> bool {
        let Ok(mut archive) = ZipArchive::new(BufReader::new(file)) else { return false };
        self.texts.iter().all(|(name, tree)| {
            let entries = archive.file_names().enumerate();
            // Of several entries with one name the last counts.
            let entry = entries
                .filter(|(_, entry)| entry.as_ref().is_ok_and(|entry| is_part(entry, name)))
                .last();
            let Some(entry) = entry.map(|(entry, _)| entry) else { return false };
            tree.as_ref().is_none_or(|tree| inflates_to(&mut archive, entry, tree.xml().as_bytes()))
        })
    }
}

/// Whether an entry inflates to this, piece by piece.
fn inflates_to<F: Read + Seek>(archive: &mut ZipArchive<F>, entry: usize, want: &[u8]) -> bool {
    let Ok(mut file) = archive.by_index(entry) else { return false };
    let mut piece = vec![0; PIECE];
    let mut rest = want;
    while let Ok(len) = file.read(&mut piece) {
        match rest.strip_prefix(&piece[..len]) {
            Some(_) if len == 0 => return rest.is_empty(),
            Some(after) => rest = after,
            None => return false,
        }
    }
    false
}
