//! Pictures beside a document: the paths that Markdown names in, the bytes of the files out.
//!
//! A picture is compared by its bytes only where both versions have the file: beside a copy of the
//! old version that someone saved elsewhere there are no pictures, and that is no change. Nothing
//! outside of the document's folder is looked at, nothing but ordinary files, and not without end.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::git::normal;
use crate::input::Source;

/// The most bytes of pictures, and the most pictures, that are looked at for one version. What is
/// beyond is compared by its address.
const MOST: u64 = 256 << 20;
const MOST_PICTURES: u64 = 4_096;

/// How the pictures of `own` are seen, which is compared with `other`.
pub(crate) fn beside(
    own: &Source,
    other: &Source,
) -> impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static {
    let (own, other) = (own.clone(), other.clone());
    let (left, looks) = (AtomicU64::new(MOST), AtomicU64::new(0));
    move |path| {
        if looks.fetch_add(1, Ordering::Relaxed) >= MOST_PICTURES {
            return None;
        }
        let path = normal(Path::new(path)).filter(|path| path.file_name().is_some())?;
        let most = left.load(Ordering::Relaxed);
        let bytes = own.beside(&path, most)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        left.store(most.saturating_sub(size), Ordering::Relaxed);
        other.beside(&path, most).is_some().then_some(bytes)
    }
}

/// The bytes of an ordinary file of at most so many bytes.
pub(crate) fn ordinary(path: &PathBuf, most: u64) -> Option<Vec<u8>> {
    let metadata = path.metadata().ok()?;
    (metadata.is_file() && metadata.len() <= most).then(|| std::fs::read(path).ok())?
}
