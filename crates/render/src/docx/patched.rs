//! The new package with the parts that changed and those that come: written, and read back.
//!
//! A part that changed is the part as it was and the edits of it, and is made twice: piece by piece
//! where it is compressed, as one text where it is read back. So both can go on at the same time.

use std::collections::BTreeMap;
use std::io::{BufWriter, Cursor, Read, Seek, Write};
use std::sync::Arc;

use keeling_ooxml::xml::Tree;
use keeling_ooxml::{Package, Parts};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::Error;
use super::edits::Edits;
use super::error::Warning;
use super::package::{Source, limits};

/// How hard the compression tries: twice as fast as what is usual and a quarter larger; the next
/// lower would be a quarter larger again.
const LEVEL: i64 = 2;

/// How much of a part is compressed at once, or inflated to be compared.
const PIECE: usize = 1 << 15;

/// What a part holds.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Text(Arc<String>),
    /// A part of the package with edits.
    Patched(Arc<Tree>, Arc<Edits>),
    /// What an entry of the old package holds, as it is compressed there.
    Copied(usize),
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
}

impl<'a> Patched<'a> {
    pub(super) fn new(
        old: &Source<'a>,
        new: &mut Source<'a>,
        parts: BTreeMap<String, Content>,
        warnings: Vec<Warning>,
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
        Ok(Self { old: old.bytes, new: new.bytes, parts, known, warnings })
    }

    /// What it does not carry.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// About how many bytes it has once it is written: those of the new package and some.
    pub fn size_hint(&self) -> usize {
        self.new.len() + self.new.len() / 4
    }

    /// What it is once it has been written.
    pub fn into_read_back(self) -> ReadBack<'a> {
        let one = |(name, content): (String, Content)| {
            let tree = match content {
                Content::Text(text) => Tree::read_again(&name, text, &Tree::default(), &[]),
                Content::Patched(tree, edits) => {
                    let (text, same) = edits.finish_again(tree.xml());
                    Tree::read_again(&name, text, &tree, &same)
                }
                Content::Copied(_) => return (name, None),
            };
            (name, Some(Arc::new(tree)))
        };
        let parts = self.parts.into_iter().map(one).collect();
        ReadBack { base: self.new, known: self.known, parts }
    }

    /// Writes the package. What did not change is copied as it is compressed.
    ///
    /// # Errors
    ///
    /// Where the writer fails.
    pub fn write<W: Write + Seek>(&self, writer: W) -> Result<(), Error> {
        let mut archive = ZipArchive::new(Cursor::new(self.new))?;
        let mut package = ZipWriter::new(writer);
        let mut rest: BTreeMap<&str, &Content> =
            self.parts.iter().map(|(name, content)| (name.as_str(), content)).collect();
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index)?;
            let name = file.name()?.into_owned();
            let known = name.trim_start_matches('/');
            let changed = rest.keys().find(|part| part.eq_ignore_ascii_case(known)).copied();
            match changed.and_then(|part| rest.remove(part)) {
                Some(content) => {
                    drop(file);
                    self.write_part(&mut package, name, content)?;
                }
                None => package.raw_copy_file(file)?,
            }
        }
        for (name, content) in rest {
            self.write_part(&mut package, name.to_owned(), content)?;
        }
        package.finish()?.flush()?;
        Ok(())
    }

    fn write_part<W: Write + Seek>(
        &self,
        package: &mut ZipWriter<W>,
        name: String,
        content: &Content,
    ) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(DateTime::default());
        match content {
            Content::Text(text) => {
                package.start_file(name, options)?;
                package.write_all(text.as_bytes())?;
            }
            Content::Patched(tree, edits) => {
                package.start_file(name, options)?;
                let mut pieces = BufWriter::with_capacity(PIECE, package);
                for piece in edits.pieces(tree.xml()) {
                    pieces.write_all(piece.text().as_bytes())?;
                }
                pieces.flush()?;
            }
            Content::Copied(entry) => {
                let mut old = ZipArchive::new(Cursor::new(self.old))?;
                package.raw_copy_file_rename(old.by_index_raw(*entry)?, name)?;
            }
        }
        Ok(())
    }
}

/// A package with tracked changes as it is once it has been written.
#[derive(Debug)]
pub struct ReadBack<'a> {
    base: &'a [u8],
    /// What is known of the base.
    known: Parts,
    /// The XML parts that are others than those of the base, and the names of others.
    parts: Vec<(String, Option<Arc<Tree>>)>,
}

impl<'a> ReadBack<'a> {
    /// The package that it is but for its [`parts`](Self::parts).
    pub fn base(&self) -> &'a [u8] {
        self.base
    }

    /// The parts with which a reader of its [`base`](Self::base) reads this package.
    pub fn parts(&self) -> Parts {
        let parts = self.known.fork();
        for (name, tree) in &self.parts {
            if let Some(tree) = tree {
                parts.put(name, Arc::clone(tree));
            }
        }
        parts
    }

    /// Whether a file that was written holds the texts, byte for byte, once inflated.
    pub fn is_in(&self, file: &[u8]) -> bool {
        let Ok(package) = Package::open(file, limits()) else { return false };
        let Ok(mut archive) = ZipArchive::new(Cursor::new(file)) else { return false };
        self.parts.iter().all(|(name, tree)| match (tree, package.entry(name)) {
            (Some(tree), Some(entry)) => inflates_to(&mut archive, entry, tree.xml().as_bytes()),
            (None, Some(_)) => true,
            (_, None) => false,
        })
    }
}

/// Whether an entry inflates to this, piece by piece.
fn inflates_to(archive: &mut ZipArchive<Cursor<&[u8]>>, entry: usize, want: &[u8]) -> bool {
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
