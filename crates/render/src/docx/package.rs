//! The two packages: bytes in, parts and their relationships out.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

use keeling_ooxml::xml::{Tree, value};
use keeling_ooxml::{
    Definitions, ErrorKind as PackageErrorKind, Limits, Package, Parts, relationships_part,
    resolve_target,
};
use zip::ZipArchive;

use super::Error;
use super::error::ErrorKind;
use super::reading::Reading;

/// The deepest nesting of elements that is followed.
const MOST_DEPTH: usize = 256;

/// The package that a version was read from.
#[derive(Clone, Debug)]
pub struct Original<'a> {
    bytes: &'a [u8],
    parts: Parts,
}

impl<'a> Original<'a> {
    /// A package, and what its reader kept of it, so that it is not read once more.
    pub fn new(bytes: &'a [u8], parts: Parts) -> Self {
        Self { bytes, parts }
    }
}

impl<'a> From<&'a [u8]> for Original<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::new(bytes, Parts::default())
    }
}

/// A package with what is read of it.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) bytes: &'a [u8],
    package: Package<'a>,
    pub(super) parts: Parts,
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
    pub(super) fn open(original: Original<'a>, kind: ErrorKind) -> Result<Self, Error> {
        let Original { bytes, parts } = original;
        let failed = |cause| Error::package(kind, cause);
        let mut package =
            Package::open_with(bytes, limits(), Some(parts.clone())).map_err(failed)?;
        let main = package.main_part().map_err(failed)?;
        Ok(Self { bytes, package, parts, main, kind, relationships: HashMap::new() })
    }

    /// A part.
    pub(super) fn tree(&mut self, part: &str) -> Result<Option<Arc<Tree>>, Error> {
        let read = self.package.tree(part).and_then(|tree| {
            tree.map(|tree| {
                tree.check()?;
                if tree.depth() > MOST_DEPTH {
                    let error = keeling_ooxml::Error::new(
                        PackageErrorKind::Limit,
                        "elements nested too deeply",
                    );
                    return Err(error.at(part));
                }
                Ok(tree)
            })
            .transpose()
        });
        read.map_err(|cause| self.failed(cause))
    }

    /// Lets the parts that hold text go: each of them takes more memory than all else.
    pub(super) fn forget(&self, reading: &Reading) {
        for part in &reading.parts {
            self.parts.forget(&part.name);
        }
    }

    /// The styles and lists that the document names.
    pub(super) fn definitions(&mut self) -> Result<Arc<Definitions>, Error> {
        let main = self.main.clone();
        let links = self.package.relationships(&main);
        let read = links.and_then(|links| self.package.definitions(&links));
        read.map_err(|cause| self.failed(cause))
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

    /// The place of a part among the entries of the package.
    pub(super) fn entry(&self, part: &str) -> Option<usize> {
        self.package.entry(part)
    }

    /// The bytes of a part.
    pub(super) fn bytes(&mut self, part: &str) -> Option<Vec<u8>> {
        self.package.part(part).ok().flatten()
    }

    /// What parts that hold the same have in common.
    pub(super) fn checksum(&mut self, part: &str) -> Option<(u64, u32)> {
        self.package.checksum(part)
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
            let found = tree.attributes(id).find(|(known, _)| *known == name);
            found.map(|(_, raw)| value(raw).into_owned())
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

/// The limits for packages whose documents have been read under the caller's.
pub(super) fn limits() -> Limits {
    Limits::default().max_ratio(u64::MAX).max_inflated(2 << 30).max_bytes(1 << 30)
}
