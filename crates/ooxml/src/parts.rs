//! The parts of a package that were read, for whoever reads them again.

use std::collections::HashMap;
use std::hash::Hasher;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHasher;

use crate::Error;
use crate::xml::Tree;
use crate::{NumberingTable, Relationships, StyleTable};

/// What was read of a package, kept: a part is inflated and read once, whoever asks for it.
///
/// A clone is the same store. Two threads that ask for one part at once read it once.
///
/// ```
/// use keeling_ooxml::{Limits, Parts, xml::Tree};
///
/// let parts = Parts::default();
/// parts.put("word/document.xml", Tree::read("word/document.xml", "<a/>".to_owned(), &Limits::default()));
/// assert!(parts.contains("/word/Document.xml"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Parts(Arc<Store>);

#[derive(Debug, Default)]
struct Store {
    trees: Mutex<HashMap<String, Arc<Tree>>>,
    /// The relationships of parts, by the names of the parts that hold them.
    relationships: Mutex<HashMap<String, Arc<Relationships>>>,
    definitions: Mutex<Option<Arc<Definitions>>>,
    digests: Mutex<HashMap<String, u64>>,
}

/// The styles and lists that a document's paragraphs name.
#[derive(Debug, Default)]
pub struct Definitions {
    /// Its styles.
    pub styles: StyleTable,
    /// Its lists.
    pub numbering: NumberingTable,
}

impl Parts {
    /// Puts a part in, in the place of one that was there.
    pub fn put(&self, part: &str, tree: impl Into<Arc<Tree>>) {
        let part = key(part);
        lock(&self.0.relationships).remove(&part);
        lock(&self.0.digests).remove(&part);
        lock(&self.0.trees).insert(part, tree.into());
    }

    /// Puts in what [`digest()`] says of a part that nobody will read as XML, as a picture.
    pub fn put_digest(&self, part: &str, digest: u64) {
        lock(&self.0.digests).insert(key(part), digest);
    }

    /// A store of its own with what this one has now, for a package that has the same.
    #[must_use]
    pub fn fork(&self) -> Self {
        let trees = Mutex::new(lock(&self.0.trees).clone());
        let relationships = Mutex::new(lock(&self.0.relationships).clone());
        let definitions = Mutex::new(lock(&self.0.definitions).clone());
        let digests = Mutex::new(lock(&self.0.digests).clone());
        Self(Arc::new(Store { trees, relationships, definitions, digests }))
    }

    /// Lets a part go that nobody will ask for again.
    pub fn forget(&self, part: &str) {
        let part = key(part);
        lock(&self.0.relationships).remove(&part);
        lock(&self.0.digests).remove(&part);
        lock(&self.0.trees).remove(&part);
    }

    /// Lets the styles and lists go.
    pub fn forget_definitions(&self) {
        lock(&self.0.definitions).take();
    }

    /// Whether there is a part of this name.
    pub fn contains(&self, part: &str) -> bool {
        lock(&self.0.trees).contains_key(&key(part))
    }

    /// The part of this name, else what `read` gives.
    pub(crate) fn tree(
        &self,
        part: &str,
        read: impl FnOnce() -> Result<Option<Tree>, Error>,
    ) -> Result<Option<Arc<Tree>>, Error> {
        let mut trees = lock(&self.0.trees);
        if let Some(tree) = trees.get(&key(part)) {
            return Ok(Some(Arc::clone(tree)));
        }
        let tree = read()?.map(Arc::new);
        trees.extend(tree.iter().map(|tree| (key(part), Arc::clone(tree))));
        Ok(tree)
    }

    /// The relationships that the part of this name holds, else what `read` gives.
    pub(crate) fn relationships(
        &self,
        part: &str,
        read: impl FnOnce() -> Result<Relationships, Error>,
    ) -> Result<Arc<Relationships>, Error> {
        if let Some(relationships) = lock(&self.0.relationships).get(&key(part)) {
            return Ok(Arc::clone(relationships));
        }
        let relationships = Arc::new(read()?);
        lock(&self.0.relationships).insert(key(part), Arc::clone(&relationships));
        Ok(relationships)
    }

    /// The digest of the part of this name, else what `read` gives.
    pub(crate) fn digest(
        &self,
        part: &str,
        read: impl FnOnce() -> Result<Option<u64>, Error>,
    ) -> Result<Option<u64>, Error> {
        let mut digests = lock(&self.0.digests);
        if let Some(&digest) = digests.get(&key(part)) {
            return Ok(Some(digest));
        }
        let digest = read()?;
        digests.extend(digest.map(|digest| (key(part), digest)));
        Ok(digest)
    }

    /// The styles and lists, else what `read` gives.
    pub(crate) fn definitions(
        &self,
        read: impl FnOnce() -> Result<Definitions, Error>,
    ) -> Result<Arc<Definitions>, Error> {
        let mut kept = lock(&self.0.definitions);
        if let Some(definitions) = &*kept {
            return Ok(Arc::clone(definitions));
        }
        let definitions = Arc::new(read()?);
        *kept = Some(Arc::clone(&definitions));
        Ok(definitions)
    }
}

impl Definitions {
    /// Reads the styles and lists that the main part with these relationships names.
    pub(crate) fn read(
        relationships: &Relationships,
        mut tree: impl FnMut(&str) -> Result<Option<Arc<Tree>>, Error>,
    ) -> Result<Self, Error> {
        let mut first = |kind: &str| {
            let mut trees = relationships.parts(kind).map(&mut tree);
            trees.find_map(Result::transpose).transpose()
        };
        let styles = first("styles")?
            .map_or_else(|| Ok(StyleTable::default()), |part| StyleTable::read(&part))?;
        let numbering = first("numbering")?.map_or_else(
            || Ok(NumberingTable::default()),
            |part| NumberingTable::read(&part, &styles),
        )?;
        Ok(Self { styles, numbering })
    }
}

/// What tells bytes, as those of a part, from others; in every run the same. Bytes of which it
/// differs are others, those of which it is equal are most probably the same.
pub fn digest(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// A part's name as it is compared: without regard to ASCII case (ECMA-376 part 2 §6.2.2.3).
pub(crate) fn key(part: &str) -> String {
    part.trim_start_matches('/').to_ascii_lowercase()
}

/// What a lock guards; nobody leaves it half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
