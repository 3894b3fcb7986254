//! The two packages: bytes in, parts as text and their relationships out; and the new one written
//! again with the parts that changed.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Cursor, Seek, Write};

use keeling_ooxml::{Limits, Package, relationships_part, resolve_target};
use rayon::prelude::*;
use zip::{ZipArchive, ZipWriter};

use super::Error;
use super::deflate;
use super::edits::Edits;
use super::error::ErrorKind;
use super::tree::{Tree, unescaped};

/// A package with what is read of it.
#[derive(Debug)]
pub(super) struct Source<'a> {
    bytes: &'a [u8],
    package: Package<'a>,
    pub(super) main: String,
    kind: ErrorKind,
    relationships: HashMap<String, Vec<Relationship>>,
}

/// A relationship of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relationship {
    pub(super) id: String,
    /// Its type as it stands, and the last segment of it.
    pub(super) kind: String,
    /// A part's name, or an address as it stands.
    pub(super) target: String,
    pub(super) external: bool,
}

impl Relationship {
    /// Whether its type ends so: `styles`, `footnotes`.
    pub(super) fn is(&self, kind: &str) -> bool {
        !self.external && self.kind.rsplit('/').next() == Some(kind)
    }
}

impl<'a> Source<'a> {
    /// Opens a package.
    pub(super) fn open(bytes: &'a [u8], kind: ErrorKind) -> Result<Self, Error> {
        let limits = Limits::default().max_ratio(u64::MAX).max_inflated(2 << 30).max_bytes(1 << 30);
        let failed = |cause| Error::package(kind, cause);
        let mut package = Package::open(bytes, limits).map_err(failed)?;
        let main = package.main_part().map_err(failed)?;
        Ok(Self { bytes, package, main, kind, relationships: HashMap::new() })
    }

    /// The text of a part.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, Error> {
        self.package.text(part).map_err(|cause| Error::package(self.kind, cause))
    }

    /// The tree of a part.
    pub(super) fn tree(&mut self, part: &str) -> Result<Option<Tree>, Error> {
        let Some(xml) = self.text(part)? else { return Ok(None) };
        Tree::read(part, xml).map(Some).map_err(|cause| self.failed(cause))
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> Vec<String> {
        let archive = ZipArchive::new(Cursor::new(self.bytes));
        let names = |archive: ZipArchive<Cursor<&[u8]>>| -> Vec<String> {
            let names = archive.file_names().filter_map(Result::ok);
            names.map(|name| name.trim_start_matches('/').to_owned()).collect()
        };
        archive.map(names).unwrap_or_default()
    }

    /// The bytes of a part.
    pub(super) fn bytes(&mut self, part: &str) -> Option<Vec<u8>> {
        self.package.part(part).ok().flatten()
    }

    /// Whether there is a part of this name.
    pub(super) fn contains(&self, part: &str) -> bool {
        self.package.contains(part)
    }

    /// The media type of a part.
    pub(super) fn media_type(&self, part: &str) -> Option<String> {
        self.package.content_types().of(part).map(str::to_owned)
    }

    /// An error of this package.
    pub(super) fn failed(&self, cause: keeling_ooxml::Error) -> Error {
        Error::package(self.kind, cause)
    }

    /// The relationships of a part, in the order of the file.
    pub(super) fn relationships(&mut self, part: &str) -> Result<&[Relationship], Error> {
        if !self.relationships.contains_key(part) {
            let read = match self.tree(&relationships_part(part))? {
                Some(tree) => read_relationships(part, &tree),
                None => Vec::new(),
            };
            self.relationships.insert(part.to_owned(), read);
        }
        Ok(self.relationships.get(part).map_or(&[], Vec::as_slice))
    }

    /// The first part of this kind that the main part names and that is there.
    pub(super) fn related(&mut self, kind: &str) -> Result<Option<String>, Error> {
        let main = self.main.clone();
        let named: Vec<String> = self
            .relationships(&main)?
            .iter()
            .filter(|relationship| relationship.is(kind))
            .map(|relationship| relationship.target.clone())
            .collect();
        Ok(named.into_iter().find(|part| self.contains(part)))
    }
}

fn read_relationships(part: &str, tree: &Tree) -> Vec<Relationship> {
    let mut list = Vec::new();
    for id in tree.children(Tree::root()) {
        let plain = |name: &str| {
            let value = tree.attributes(id).find(|(known, _)| *known == name);
            value.map(|(_, value)| unescaped(value).into_owned())
        };
        let Some(target) = plain("Target") else { continue };
        let external = plain("TargetMode").as_deref() == Some("External");
        list.push(Relationship {
            id: plain("Id").unwrap_or_default(),
            kind: plain("Type").unwrap_or_default(),
            target: if external { target } else { resolve_target(part, &target) },
            external,
        });
    }
    list
}

/// What a part holds.
#[derive(Debug)]
pub(super) enum Content {
    Text(String),
    Bytes(Vec<u8>),
    /// Text that is patched while it is written.
    Patched(String, Edits),
}

impl Content {
    /// The part in an archive of its own, compressed.
    fn archive(&self) -> io::Result<Vec<u8>> {
        match self {
            Content::Text(text) => deflate::archive([text.as_bytes()].into_iter()),
            Content::Bytes(bytes) => deflate::archive([bytes.as_slice()].into_iter()),
            Content::Patched(text, edits) => {
                deflate::archive(edits.pieces(text).map(str::as_bytes))
            }
        }
    }
}

/// Writes the new package with parts that changed and parts that come; what did not change is
/// copied as it is compressed.
pub(super) fn write<W: Write + Seek>(
    writer: W,
    new: &Source<'_>,
    parts: BTreeMap<String, Content>,
) -> Result<(), Error> {
    let deflated: io::Result<Vec<(String, Vec<u8>)>> =
        parts.into_par_iter().map(|(name, part)| Ok((name, part.archive()?))).collect();
    let mut parts: BTreeMap<String, Vec<u8>> = deflated?.into_iter().collect();
    let mut archive = ZipArchive::new(Cursor::new(new.bytes))?;
    let mut package = ZipWriter::new(writer);
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index)?;
        let name = file.name()?.into_owned();
        let known = name.trim_start_matches('/');
        let changed = parts.keys().find(|part| part.eq_ignore_ascii_case(known)).cloned();
        match changed.and_then(|part| parts.remove(&part)) {
            Some(part) => copy(&mut package, name, part)?,
            None => package.raw_copy_file(file)?,
        }
    }
    for (name, part) in parts {
        copy(&mut package, name, part)?;
    }
    package.finish()?.flush()?;
    Ok(())
}

/// Copies a part from the archive that holds it alone.
fn copy<W: Write + Seek>(
    package: &mut ZipWriter<W>,
    name: String,
    part: Vec<u8>,
) -> Result<(), Error> {
    let mut archive = ZipArchive::new(Cursor::new(part))?;
    package.raw_copy_file_rename(archive.by_index_raw(0)?, name)?;
    Ok(())
}
