//! Containers: bombs, lies in the directory, names that lead elsewhere, files cut short.

use super::Outcome::{Either, Read, Refused};
use super::package::{Entry, body, docx, packed, root_relationships, zip};
use super::{Hostile, Size};

const PARAGRAPH: &str = "<w:p><w:r><w:t>The Panel shall publish the Code.</w:t></w:r></w:p>";

/// Hostile containers.
pub(super) const ALL: &[Hostile] = &[
    Hostile { name: "bomb-by-size.docx", outcome: Either, make: bomb_by_size },
    Hostile {
        name: "bomb-by-ratio.docx",
        outcome: Refused("compressed size"),
        make: bomb_by_ratio,
    },
    Hostile { name: "nested-zip.docx", outcome: Read, make: nested_zip },
    Hostile { name: "many-parts.docx", outcome: Refused("entries, more than"), make: many_parts },
    Hostile { name: "duplicate-entries.docx", outcome: Read, make: duplicates },
    Hostile { name: "overlapping-entries.docx", outcome: Either, make: overlapping },
    Hostile { name: "paths.docx", outcome: Read, make: paths },
    Hostile { name: "size-lie.docx", outcome: Either, make: size_lie },
    Hostile {
        name: "truncated-deflate.docx",
        outcome: Refused("word/document.xml"),
        make: truncated_deflate,
    },
];

/// Every beginning of one small document, the shortest first.
pub fn truncations() -> Vec<Vec<u8>> {
    let whole = docx(body(PARAGRAPH).as_bytes(), &[]);
    (0..whole.len()).filter_map(|len| Some(whole.get(..len)?.to_vec())).collect()
}

/// Many parts that each keep the ratio and together do not keep the sum.
fn bomb_by_size(size: Size) -> Vec<u8> {
    let document = body(&format!("<!--{}-->{PARAGRAPH}", noise(size.of(1 << 16, 300 << 20))));
    docx(document.as_bytes(), &[])
}

/// Letters that compress about a hundred times.
fn noise(len: usize) -> String {
    let mut state = 1_u32;
    let mut text = String::with_capacity(len + 256);
    while text.len() < len {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push(char::from(b'a' + u8::try_from(state >> 28).unwrap_or(0)));
        text.push_str(&"z".repeat(200));
    }
    text
}

fn bomb_by_ratio(_: Size) -> Vec<u8> {
    // What is exempt has to be exceeded at either size.
    docx(body(&" ".repeat(20 << 20)).as_bytes(), &[])
}

/// A bomb within a bomb, in a part that nobody reads.
fn nested_zip(size: Size) -> Vec<u8> {
    let mut inner = packed(&[("a.bin", &vec![0; size.of(1 << 16, 100 << 20)])]);
    for _ in 0..8 {
        inner = packed(&[("word/embeddings/a.docx", &inner), ("b.bin", &inner)]);
    }
    let document = body(PARAGRAPH);
    packed(&[
        ("_rels/.rels", root_relationships().as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/embeddings/inner.docx", &inner),
    ])
}

fn many_parts(_: Size) -> Vec<u8> {
    let mut entries = sound();
    entries.extend((0..10_001).map(|index| Entry::new(&format!("p{index}.xml"), b"")));
    zip(&entries, false)
}

fn sound() -> Vec<Entry> {
    vec![
        Entry::new("_rels/.rels", root_relationships().as_bytes()),
        Entry::new("word/document.xml", body(PARAGRAPH).as_bytes()),
    ]
}

fn duplicates(size: Size) -> Vec<u8> {
    let mut entries = sound();
    for _ in 0..size.of(10, 5_000) {
        entries.extend(sound());
    }
    zip(&entries, false)
}

/// Entries that all begin at the same place, as in a bomb without nesting.
fn overlapping(_: Size) -> Vec<u8> {
    let data = body(PARAGRAPH);
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];
    zip(&names.map(|name| Entry::new(name, data.as_bytes())), true)
}

/// Names that would write or read elsewhere, were they taken for paths.
fn paths(_: Size) -> Vec<u8> {
    let names =
        ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\a.xml", "..\\a.xml", "word/\0.xml", ""];
    let mut entries: Vec<_> = names.iter().map(|name| Entry::new(name, b"<a/>")).collect();
    entries.push(Entry { name: vec![0xFF, 0xFE, b'/'], ..Entry::new("", b"") });
    entries.extend(sound());
    zip(&entries, false)
}

/// A part that claims to inflate to 4 GiB.
fn size_lie(_: Size) -> Vec<u8> {
    let mut entries = sound();
    if let Some(entry) = entries.last_mut() {
        entry.size = u32::MAX - 1;
    }
    zip(&entries, false)
}

/// A block that says that it goes on, and does not (RFC 1951 section 3.2).
fn truncated_deflate(_: Size) -> Vec<u8> {
    let mut entries = sound();
    if let Some(entry) = entries.last_mut() {
        entry.deflated = true;
        entry.data = vec![0x4A, 0x4C, 0x4A];
    }
    zip(&entries, false)
}
