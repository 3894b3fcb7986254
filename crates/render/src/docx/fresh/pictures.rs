//! Pictures: the digest of one that cannot be seen in, a grey rectangle that stands for it out.
//!
//! A document knows of a picture its alternative text and a digest of its bytes, not the bytes.
//! The rectangle bears the digest in its file, so that equal pictures have equal placeholders and
//! other pictures other ones: whoever compares the packages sees which picture changed.

use std::collections::BTreeSet;

use super::links::Links;
use super::xml::Xml;

/// How large a placeholder is shown, in English metric units: 3 cm by 2 cm.
const WIDTH: &str = "1080000";
const HEIGHT: &str = "720000";
const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// The pictures of a document.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    digests: BTreeSet<u64>,
    drawings: u32,
}

impl Pictures {
    /// The drawing that shows a picture (ECMA-376 part 1 §20.4.2.8).
    pub(super) fn drawing(&mut self, alt: &str, digest: u64) -> String {
        self.digests.insert(digest);
        self.drawings += 1;
        let id = self.drawings.to_string();
        let name = format!("Picture {id}");
        let size = [("cx", WIDTH), ("cy", HEIGHT)];
        let mut xml = Xml::default();
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &size);
        xml.empty("wp:docPr", &[("id", id.as_str()), ("name", &name), ("descr", alt)]);
        xml.open("a:graphic", &[("xmlns:a", MAIN)]);
        xml.open("a:graphicData", &[("uri", PICTURE)]);
        xml.open("pic:pic", &[("xmlns:pic", PICTURE)]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", id.as_str()), ("name", &name)]);
        xml.raw("<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>");
        xml.empty("a:blip", &[("r:embed", &relationship(digest))]);
        xml.raw("<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>");
        xml.raw("<a:off x=\"0\" y=\"0\"/>");
        xml.empty("a:ext", &size);
        xml.raw("</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>");
        xml.raw("</a:graphicData></a:graphic></wp:inline></w:drawing>");
        xml.into_fragment()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.digests.is_empty()
    }

    /// The relationships of a part that may show any of them, beside its own.
    pub(super) fn relate(&self, links: &Links) -> String {
        let mut xml = String::new();
        for digest in &self.digests {
            let mut one = Xml::default();
            let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
            let (id, target) = (relationship(*digest), format!("media/{}", file(*digest)));
            one.empty("Relationship", &[("Id", &id), ("Type", kind), ("Target", &target)]);
            xml.push_str(&one.into_fragment());
        }
        let own = links.write();
        match own.strip_suffix("</Relationships>") {
            Some(head) => format!("{head}{xml}</Relationships>"),
            None => own,
        }
    }

    /// The files, with their names in the package.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, Vec<u8>)> + '_ {
        self.digests.iter().map(|digest| (format!("word/media/{}", file(*digest)), png(*digest)))
    }
}

fn relationship(digest: u64) -> String {
    format!("rIdPicture{digest:016x}")
}

fn file(digest: u64) -> String {
    format!("picture-{digest:016x}.png")
}

/// A grey rectangle as PNG (RFC 2083), four pixels by three, with the digest as its comment.
fn png(digest: u64) -> Vec<u8> {
    // Four rows of a filter byte and grey pixels, stored as they are (RFC 1950, RFC 1951).
    let row = [0, 0xD9, 0xD9, 0xD9, 0xD9];
    let rows: Vec<u8> = row.iter().cycle().take(row.len() * 3).copied().collect();
    let len = u16::try_from(rows.len()).unwrap_or_default();
    let mut data = vec![0x78, 0x01, 0x01];
    data.extend(len.to_le_bytes());
    data.extend((!len).to_le_bytes());
    data.extend(&rows);
    data.extend(adler(&rows).to_be_bytes());
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut out, *b"IHDR", &[0, 0, 0, 4, 0, 0, 0, 3, 8, 0, 0, 0, 0]);
    chunk(&mut out, *b"tEXt", format!("Comment\0{digest:016x}").as_bytes());
    chunk(&mut out, *b"IDAT", &data);
    chunk(&mut out, *b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    out.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    let from = out.len();
    out.extend(kind);
    out.extend(data);
    let sum = crc(out.get(from..).unwrap_or_default());
    out.extend(sum.to_be_bytes());
}

fn crc(bytes: &[u8]) -> u32 {
    let byte = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 }
        })
    };
    !bytes.iter().fold(u32::MAX, byte)
}

fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1, 0), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standards() {
        // RFC 2083 ends every file with this chunk; the sum of RFC 1950 is that of its first text.
        assert_eq!(crc(b"IEND"), 0xAE42_6082);
        assert_eq!(adler(b"Wikipedia"), 0x11E6_0398);
    }

    #[test]
    fn equal_pictures_have_equal_placeholders_and_others_do_not() {
        assert_eq!(png(7), png(7));
        assert_ne!(png(7), png(8));
    }
}
