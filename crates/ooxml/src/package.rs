//! Packages: the bytes of a ZIP file in, its parts out (ECMA-376 part 2 §7).
//!
//! A part is inflated when it is asked for, into memory that grows with what really comes out:
//! declared sizes are not believed.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::parts::{digest, key};
use crate::xml::{Tree, decode};
use crate::{
    ContentTypes, Definitions, Error, ErrorKind, Limits, Parts, Relationships, relationships_part,
};

/// Below this size a part may have any compression ratio, see [`Limits::max_ratio`].
const RATIO_EXEMPT: u64 = 16 << 20;

/// An opened package.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Part names in lower case: they are compared without regard to ASCII case
    /// (ECMA-376 part 2 §6.2.2.3).
    entries: HashMap<String, usize>,
    types: ContentTypes,
    limits: Limits,
    /// How many bytes may still be inflated.
    budget: u64,
    /// Where the XML parts that are read are kept, if they are.
    parts: Option<Parts>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    ///
    /// Where the bytes are no ZIP file, are cut short, exceed a limit, or are a compound file,
    /// which is how encrypted packages are stored.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, Error> {
        Self::open_with(bytes, limits, None)
    }

    /// The same, where XML parts that are in `parts` are taken from there, and others that are read
    /// are put there.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn open_with(bytes: &'a [u8], limits: Limits, parts: Option<Parts>) -> Result<Self, Error> {
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.max_bytes {
            let limit = limits.max_bytes;
            return Err(Error::new(ErrorKind::Limit, format!("more than {limit} bytes")));
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(Error::new(ErrorKind::Encrypted, "an encrypted package (a compound file)"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| {
            let message = "the package is damaged or cut short: its ZIP directory cannot be read";
            Error::new(ErrorKind::Damaged, message).caused_by(cause)
        })?;
        if archive.len() > limits.max_entries {
            let (count, limit) = (archive.len(), limits.max_entries);
            let message = format!("the package has {count} entries, more than {limit}");
            return Err(Error::new(ErrorKind::Limit, message));
        }
        let entries = index(&archive);
        let types = ContentTypes::default();
        let budget = limits.max_inflated;
        let mut package = Self { archive, entries, types, limits, budget, parts };
        if let Some(part) = package.tree("[Content_Types].xml")? {
            package.types = ContentTypes::read(&part)?;
        }
        Ok(package)
    }

    /// The limits that it was opened with.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What its parts are.
    pub fn content_types(&self) -> &ContentTypes {
        &self.types
    }

    /// Whether it has a part of this name.
    pub fn contains(&self, part: &str) -> bool {
        self.entry(part).is_some() || self.parts.as_ref().is_some_and(|parts| parts.contains(part))
    }

    /// The bytes of a part; `None` where there is no such part.
    ///
    /// # Errors
    ///
    /// Where the part is damaged, encrypted, or exceeds a limit.
    pub fn part(&mut self, part: &str) -> Result<Option<Vec<u8>>, Error> {
        match self.entry(part) {
            Some(index) => self.inflate(part, index).map(Some),
            None => Ok(None),
        }
    }

    /// How many bytes a part has and their CRC-32, as the package says; `None` where there is no such
    /// part, or it cannot be read. Parts of which these differ are others.
    pub fn checksum(&mut self, part: &str) -> Option<(u64, u32)> {
        let entry = self.archive.by_index_raw(self.entry(part)?).ok()?;
        Some((entry.size(), entry.crc32()))
    }

    /// The [`digest()`] of a part's bytes; `None` where there is no such part.
    ///
    /// # Errors
    ///
    /// As [`part`](Self::part).
    pub fn digest(&mut self, part: &str) -> Result<Option<u64>, Error> {
        let parts = self.parts.clone();
        let mut read = || Ok(self.part(part)?.map(|bytes| digest(&bytes)));
        match parts {
            Some(parts) => parts.digest(part, read),
            None => read(),
        }
    }

    /// The text of an XML part, from UTF-8 or UTF-16; `None` where there is no such part.
    ///
    /// # Errors
    ///
    /// As [`part`](Self::part), and where the text is in neither encoding.
    pub fn text(&mut self, part: &str) -> Result<Option<String>, Error> {
        self.part(part)?.map(|bytes| decode(part, bytes)).transpose()
    }

    /// An XML part, read; `None` where there is no such part. One that is not well-formed is read as
    /// far as it is, see [`Tree::check`].
    ///
    /// # Errors
    ///
    /// As [`text`](Self::text).
    pub fn tree(&mut self, part: &str) -> Result<Option<Arc<Tree>>, Error> {
        let limits = self.limits;
        let parts = self.parts.clone();
        let mut read = || {
            let xml = self.text(part)?;
            Ok(xml.map(|xml| Tree::read(part, xml, &limits)))
        };
        match parts {
            Some(parts) => parts.tree(part, read),
            None => Ok(read()?.map(Arc::new)),
        }
    }

    /// An XML part that has to be there, read.
    ///
    /// # Errors
    ///
    /// As [`tree`](Self::tree), and where there is no such part.
    pub fn require(&mut self, part: &str) -> Result<Arc<Tree>, Error> {
        self.tree(part)?
            .ok_or_else(|| Error::new(ErrorKind::Damaged, "the part is missing").at(part))
    }

    /// The styles and lists of the document whose main part has these relationships.
    ///
    /// # Errors
    ///
    /// Where one of the parts is damaged.
    pub fn definitions(
        &mut self,
        relationships: &Relationships,
    ) -> Result<Arc<Definitions>, Error> {
        let parts = self.parts.clone();
        let mut read = || Definitions::read(relationships, |part| self.tree(part));
        match parts {
            Some(parts) => parts.definitions(read),
            None => read().map(Arc::new),
        }
    }

    /// The relationships of a part; none where it has no relationships part. The package's own are
    /// those of the empty name.
    ///
    /// # Errors
    ///
    /// Where the relationships part is damaged.
    pub fn relationships(&mut self, part: &str) -> Result<Arc<Relationships>, Error> {
        let name = relationships_part(part);
        let parts = self.parts.clone();
        let mut read = || match self.tree(&name)? {
            Some(tree) => Relationships::read(part, &tree),
            None => Ok(Relationships::default()),
        };
        match parts {
            Some(parts) => parts.relationships(&name, read),
            None => read().map(Arc::new),
        }
    }

    /// The name of the main part of a word-processing document (ECMA-376 part 1 §11.3.10): what
    /// the package's `officeDocument` relationship points at, else the part of that content type.
    ///
    /// # Errors
    ///
    /// Where there is none, or it is a workbook or a presentation.
    pub fn main_part(&mut self) -> Result<String, Error> {
        let relationships = self.relationships("")?;
        let named = relationships.parts("officeDocument").find(|part| self.contains(part));
        let typed = || self.types.find(is_word).filter(|part| self.contains(part));
        let usual = || Some("word/document.xml").filter(|part| self.contains(part));
        match named.or_else(typed).or_else(usual) {
            Some(part) => match self.types.of(part).and_then(other_application) {
                Some(what) => Err(Error::new(ErrorKind::NotWord, what)),
                None => Ok(part.to_owned()),
            },
            None => Err(self.no_main_part(relationships.parts("officeDocument").next())),
        }
    }

    /// Why there is no main part.
    fn no_main_part(&self, named: Option<&str>) -> Error {
        if let Some(part) = named {
            let message = "the main part is missing from the package";
            return Error::new(ErrorKind::Damaged, message).at(part);
        }
        let message = if self.entries.contains_key("mimetype") {
            "this is an OpenDocument file or an e-book, not a Word document"
        } else {
            "this is a ZIP file, but not a Word document: it has no main part"
        };
        Error::new(ErrorKind::NotWord, message)
    }

    /// The place of a part among the entries of the ZIP directory. References may spell the part
    /// with percent-encoding.
    pub fn entry(&self, part: &str) -> Option<usize> {
        let name = key(part);
        self.entries.get(&name).or_else(|| self.entries.get(&percent_decoded(&name))).copied()
    }

    fn inflate(&mut self, part: &str, index: usize) -> Result<Vec<u8>, Error> {
        let file = self.archive.by_index(index).map_err(|cause| unreadable(part, cause))?;
        let (declared, packed) = (file.size(), file.compressed_size());
        let ratio = self.limits.max_ratio;
        let by_ratio = packed.saturating_mul(ratio).max(RATIO_EXEMPT);
        let most = self.budget.min(by_ratio);
        // A lie about the size costs at most this much memory before it is found out.
        let reserve = usize::try_from(declared.min(most).min(RATIO_EXEMPT)).unwrap_or(0);
        let mut bytes = Vec::with_capacity(reserve);
        file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|cause| {
            let message = "the part is damaged and does not inflate";
            Error::new(ErrorKind::Damaged, message).at(part).caused_by(cause)
        })?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > most {
            let message = if by_ratio < self.budget {
                format!("inflates to more than {ratio} times its compressed size")
            } else {
                let limit = self.limits.max_inflated;
                format!("with it the parts inflate to more than {limit} bytes")
            };
            return Err(Error::new(ErrorKind::Limit, message).at(part));
        }
        self.budget -= size;
        Ok(bytes)
    }
}

/// The entries by name. Of several with one name the last counts, as in the ZIP directory.
fn index(archive: &ZipArchive<Cursor<&[u8]>>) -> HashMap<String, usize> {
    let names = archive.file_names().enumerate();
    names
        .filter_map(|(index, name)| {
            let name = name.ok()?.replace('\\', "/");
            Some((name.trim_start_matches('/').to_ascii_lowercase(), index))
        })
        .collect()
}

fn unreadable(part: &str, cause: ZipError) -> Error {
    let encrypted = matches!(&cause, ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED)
        || matches!(cause, ZipError::InvalidPassword);
    if encrypted {
        return Error::new(ErrorKind::Encrypted, "the part is encrypted").at(part);
    }
    let message = "the part cannot be read from the package";
    Error::new(ErrorKind::Damaged, message).at(part).caused_by(cause)
}

/// Whether a media type is that of a main part that Word opens: documents and templates, with and
/// without macros.
fn is_word(media: &str) -> bool {
    media.ends_with("+xml")
        && (media.contains("wordprocessingml") || media.contains("ms-word"))
        && media.contains(".main")
}

/// What a main part of this media type is, where it is not a word-processing document.
fn other_application(media: &str) -> Option<&'static str> {
    if media.contains("spreadsheetml") || media.contains("ms-excel") {
        Some("this is an Excel workbook, not a Word document")
    } else if media.contains("presentationml") || media.contains("ms-powerpoint") {
        Some("this is a PowerPoint presentation, not a Word document")
    } else if media.contains("ms-visio") {
        Some("this is a Visio drawing, not a Word document")
    } else {
        None
    }
}

/// `%20` and the like as the characters that they stand for.
fn percent_decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte.to_ascii_lowercase());
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
