//! The parts that a package with tracked changes does not copy, compressed; and the whole package,
//! put together of them and of what is copied as it stands.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Cursor, Seek, SeekFrom, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::Error;
use super::patched::{Content, PIECE};

/// How hard the compression tries: twice as fast as what is usual and a quarter larger; the next
/// lower would be a quarter larger again.
const LEVEL: i64 = 2;

/// How much of the package is written at once.
const AT_ONCE: usize = 1 << 16;

/// A package with tracked changes, of which what is new is compressed.
#[derive(Debug)]
pub struct Compressed<'a> {
    old: &'a [u8],
    new: &'a [u8],
    /// The parts that change or come.
    parts: BTreeMap<String, Place>,
    /// A package of those that are in neither version.
    own: Vec<u8>,
}

/// Where a part is, compressed.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// An entry of the package of new parts.
    Own(usize),
    /// An entry of the old package.
    Old(usize),
}

impl<'a> Compressed<'a> {
    /// Compresses parts that change or come in the new package.
    pub(super) fn of(
        (old, new): (&'a [u8], &'a [u8]),
        parts: &BTreeMap<String, Content>,
    ) -> Result<Self, Error> {
        let mut own = ZipWriter::new(Cursor::new(Vec::new()));
        let mut places = BTreeMap::new();
        let mut entries = 0..;
        for (name, content) in parts {
            let place = match content {
                Content::Copied(entry, _) => Place::Old(*entry),
                Content::Text(_) | Content::Patched(..) => {
                    compress(&mut own, name, content)?;
                    Place::Own(entries.next().unwrap_or_default())
                }
            };
            places.insert(name.clone(), place);
        }
        Ok(Self { old, new, parts: places, own: own.finish()?.into_inner() })
    }

    /// Writes the package. What did not change is copied as it is compressed.
    ///
    /// # Errors
    ///
    /// Where the writer fails.
    pub fn write<W: Write + Seek>(&self, writer: W) -> Result<(), Error> {
        let mut archive = ZipArchive::new(Cursor::new(self.new))?;
        let mut own = ZipArchive::new(Cursor::new(self.own.as_slice()))?;
        let mut old = ZipArchive::new(Cursor::new(self.old))?;
        let mut package = ZipWriter::new(Kept::new(BufWriter::with_capacity(AT_ONCE, writer)));
        let mut copy = |package: &mut ZipWriter<_>, name: String, place| -> Result<(), Error> {
            let copied = match place {
                Place::Own(entry) => package.raw_copy_file_rename(own.by_index_raw(entry)?, name),
                Place::Old(entry) => package.raw_copy_file_rename(old.by_index_raw(entry)?, name),
            };
            Ok(copied?)
        };
        let mut rest: BTreeMap<&str, Place> =
            self.parts.iter().map(|(name, place)| (name.as_str(), *place)).collect();
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index)?;
            let name = file.name()?.into_owned();
            let changed = rest.keys().find(|part| is_part(&name, part)).copied();
            match changed.and_then(|part| rest.remove(part)) {
                Some(place) => copy(&mut package, name, place)?,
                None => package.raw_copy_file(file)?,
            }
        }
        for (name, place) in rest {
            copy(&mut package, name.to_owned(), place)?;
        }
        package.finish()?.end()?;
        Ok(())
    }
}

/// A writer of which the first error is kept for the end, and which then takes whatever comes: a
/// `ZipWriter` that fails is not ended well by dropping it, and says so on standard error.
struct Kept<W> {
    writer: W,
    at: u64,
    error: Option<io::Error>,
}

impl<W: Write + Seek> Kept<W> {
    fn new(writer: W) -> Self {
        Self { writer, at: 0, error: None }
    }

    fn end(mut self) -> io::Result<()> {
        self.error.map_or_else(|| self.writer.flush(), Err)
    }

    /// Does something with the writer, unless it has failed.
    fn with<T>(&mut self, what: impl FnOnce(&mut W) -> io::Result<T>, failed: T) -> T {
        if self.error.is_some() {
            return failed;
        }
        what(&mut self.writer).unwrap_or_else(|error| {
            self.error = Some(error);
            failed
        })
    }
}

impl<W: Write + Seek> Write for Kept<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with(|writer| writer.write_all(bytes), ());
        self.at += u64::try_from(bytes.len()).unwrap_or(0);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.with(W::flush, ());
        Ok(())
    }
}

impl<W: Write + Seek> Seek for Kept<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
            SeekFrom::End(_) => self.at,
        };
        self.at = if to == SeekFrom::Current(0) { at } else { self.with(|own| own.seek(to), at) };
        Ok(self.at)
    }
}

/// Whether an entry of this name is the part of that name (ECMA-376 part 2 §6.2.2.3).
pub(super) fn is_part(entry: &str, part: &str) -> bool {
    entry.trim_start_matches('/').eq_ignore_ascii_case(part)
}

/// Adds what a part holds to a package, unless it is compressed in the old one.
fn compress<W: Write + Seek>(
    package: &mut ZipWriter<W>,
    name: &str,
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
        Content::Copied(..) => {}
    }
    Ok(())
}
