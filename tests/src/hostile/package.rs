//! ZIP files written byte by byte, so that they can lie (APPNOTE 4.3).

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// An entry as it stands in the file, and what the directory says of it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: Vec<u8>,
    pub(super) data: Vec<u8>,
    pub(super) deflated: bool,
    /// The size that it claims to inflate to.
    pub(super) size: u32,
}

impl Entry {
    /// A sound entry, stored.
    pub(super) fn new(name: &str, data: &[u8]) -> Self {
        let size = u32::try_from(data.len()).unwrap_or(u32::MAX);
        Self { name: name.into(), data: data.to_vec(), deflated: false, size }
    }

    fn header(&self, crc: u32) -> Vec<u8> {
        let method: u16 = if self.deflated { 8 } else { 0 };
        let packed = u32::try_from(self.data.len()).unwrap_or(u32::MAX);
        let name = u16::try_from(self.name.len()).unwrap_or(u16::MAX);
        let mut out = Vec::new();
        // Version, flags, method, time and date, then the sizes.
        for short in [20, 0, method, 0, 0x21] {
            out.extend(u16::to_le_bytes(short));
        }
        for long in [crc, packed, self.size] {
            out.extend(u32::to_le_bytes(long));
        }
        out.extend(name.to_le_bytes());
        out.extend([0, 0]);
        out
    }
}

/// A ZIP file of these entries; `shared` lets all of them begin where the first one does.
pub(super) fn zip(entries: &[Entry], shared: bool) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (index, entry) in entries.iter().enumerate() {
        let at = if shared && index > 0 { 0 } else { out.len() };
        let header = entry.header(crc32(&entry.data));
        if !shared || index == 0 {
            out.extend(b"PK\x03\x04");
            out.extend(&header);
            out.extend(&entry.name);
            out.extend(&entry.data);
        }
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(u32::try_from(at).unwrap_or(u32::MAX).to_le_bytes());
        directory.extend(&entry.name);
    }
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX).to_le_bytes();
    let (start, len) = (out.len(), directory.len());
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    for long in [len, start] {
        out.extend(u32::try_from(long).unwrap_or(u32::MAX).to_le_bytes());
    }
    out.extend([0, 0]);
    out
}

/// The checksum of ZIP (ISO 3309), bit by bit.
fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    })
}

/// Deflated parts, honestly packed.
///
/// Writing to memory fails for files of 4 GiB and more only; such a package is left empty.
pub(super) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        if package.start_file(*name, options).and_then(|()| Ok(package.write_all(bytes)?)).is_err()
        {
            return Vec::new();
        }
    }
    package.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// A whole document with these parts beside the usual ones.
pub(super) fn docx(document: &[u8], more: &[(&str, &str)]) -> Vec<u8> {
    let (root, own) = (root_relationships(), document_relationships());
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        ("word/_rels/document.xml.rels", own.as_bytes()),
        ("word/document.xml", document),
    ];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    packed(&parts)
}

/// The relationships of a package.
pub(super) fn root_relationships() -> String {
    format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"d\" \
         Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    )
}

fn document_relationships() -> String {
    let parts = ["styles", "numbering", "footnotes"].map(|kind| {
        format!("<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{kind}.xml\"/>")
    });
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>", parts.concat())
}

/// A part with this root element and content.
pub(super) fn part(root: &str, content: &str) -> String {
    format!("<w:{root} xmlns:w=\"{WORD}\">{content}</w:{root}>")
}

/// A main part with this body.
pub(super) fn body(content: &str) -> String {
    part("document", &format!("<w:body>{content}</w:body>"))
}
