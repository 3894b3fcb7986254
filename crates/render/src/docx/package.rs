//! The two packages: bytes in, parts as text and their relationships out; and the new one written
//! again with the parts that changed.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read, Seek, Write};
use std::sync::Arc;

use keeling_ooxml::xml::{Tree, value};
use keeling_ooxml::{
    Definitions, ErrorKind as PackageErrorKind, Limits, Package, Parts, relationships_part,
    resolve_target,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::Error;
use super::edits::Edits;
use super::error::{ErrorKind, Warning};
use super::reading::Reading;

/// The deepest nesting of elements that is followed.
const MOST_DEPTH: usize = 256;

/// How hard the compression tries: twice as fast as what is usual and a quarter larger; the next
/// lower would be a quarter larger again.
const LEVEL: i64 = 2;

/// How much of a part is inflated at once to be compared.
const PIECE: usize = 1 << 15;

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
    bytes: &'a [u8],
    package: Package<'a>,
    parts: Parts,
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

/// What a part holds.
#[derive(Debug)]
pub(super) enum Content {
    Text(Arc<String>),
    /// What an entry of the old package holds, as it is compressed there.
    Copied(usize),
}

impl Content {
    /// The text of a part with edits.
    pub(super) fn patched(tree: &Tree, edits: &Edits) -> Self {
        Content::Text(Arc::new(edits.finish(tree.xml())))
    }
}

/// A package with tracked changes: the new one, with parts that changed and parts that come.
#[derive(Debug)]
pub struct Patched<'a> {
    old: &'a [u8],
    new: &'a [u8],
    parts: BTreeMap<String, Content>,
    /// A store with the styles and lists of the new package where they are still the same.
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
        let mut known = new.parts.with_definitions();
        for kind in ["styles", "numbering"] {
            if new.related(kind)?.is_none_or(|part| parts.contains_key(&part)) {
                known = Parts::default();
            }
        }
        Ok(Self { old: old.bytes, new: new.bytes, parts, known, warnings })
    }

    /// What it does not carry.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The package that it is but for its [`parts`](Self::parts).
    pub fn base(&self) -> &'a [u8] {
        self.new
    }

    /// The XML parts that are others than those of its [`base`](Self::base), read: with them a
    /// reader of that package reads this one.
    pub fn parts(&self) -> Parts {
        let parts = self.known.with_definitions();
        let limits = Limits::default()
            .max_depth(usize::MAX)
            .max_elements(usize::MAX)
            .max_paragraphs(usize::MAX)
            .max_cells(usize::MAX);
        for (name, content) in &self.parts {
            if let Content::Text(text) = content {
                parts.put(name, Tree::read(name, Arc::clone(text), &limits));
            }
        }
        parts
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
        match content {
            Content::Text(text) => {
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Deflated)
                    .compression_level(Some(LEVEL))
                    .last_modified_time(DateTime::default());
                package.start_file(name, options)?;
                package.write_all(text.as_bytes())?;
            }
            Content::Copied(entry) => {
                let mut old = ZipArchive::new(Cursor::new(self.old))?;
                package.raw_copy_file_rename(old.by_index_raw(*entry)?, name)?;
            }
        }
        Ok(())
    }

    /// Whether a file that was written holds the texts, byte for byte, once inflated.
    pub fn is_in(&self, file: &[u8]) -> bool {
        let Ok(package) = Package::open(file, limits()) else { return false };
        let Ok(mut archive) = ZipArchive::new(Cursor::new(file)) else { return false };
        self.parts.iter().all(|(name, content)| match (content, package.entry(name)) {
            (Content::Text(text), Some(entry)) => inflates_to(&mut archive, entry, text.as_bytes()),
            (Content::Copied(_), Some(_)) => true,
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

/// The limits for packages whose documents have been read under the caller's.
fn limits() -> Limits {
    Limits::default().max_ratio(u64::MAX).max_inflated(2 << 30).max_bytes(1 << 30)
}
