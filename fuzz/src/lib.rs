//! What the fuzz targets share: options that keep one input quick, packages around parts.

use std::io::{Cursor, Write as _};

use keeling_parse::{Format, ParseOptions, Parsed, parse};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Reads bytes as this format and checks what holds for every document.
pub fn read(bytes: &[u8], format: Format) -> Option<Parsed> {
    let options = ParseOptions::default().format(format).max_inflated(1 << 20);
    // An error names the clause that it stands under, which is another way through the outline.
    drop(parse(bytes, &options.clone().max_paragraphs(4).max_depth(16).max_markup(64)));
    let parsed = parse(bytes, &options).ok()?;
    check(&parsed);
    Some(parsed)
}

/// Clauses nest, and their texts lie in the document's, in order.
fn check(parsed: &Parsed) {
    let document = &parsed.document;
    let mut at = 0;
    for (index, clause) in document.clauses().iter().enumerate() {
        assert_eq!(clause.id.index(), index);
        assert!(clause.parent.is_none_or(|parent| parent < clause.id));
        assert!(clause.end.index() > index && clause.end.index() <= document.clauses().len());
        assert!(clause.text.start >= at && clause.text.end >= clause.text.start);
        at = clause.text.end;
        // Slicing panics where the span cuts a character.
        assert!(document.own_text(clause.id).len() <= document.text().len());
    }
}

/// A package with this main part and this part of numbering.
pub fn package(document: &[u8], numbering: &[u8]) -> Vec<u8> {
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"d\" \
         Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let own = ["numbering", "footnotes", "settings"].map(|kind| {
        format!("<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{kind}.xml\"/>")
    });
    let own =
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>", own.concat());
    // So that references to notes and what sections say of their numbers mean something.
    let notes = [1, 2, 3].map(|id| format!("<w:footnote w:id=\"{id}\"><w:p/></w:footnote>"));
    let notes = format!("<w:footnotes xmlns:w=\"{WORD}\">{}</w:footnotes>", notes.concat());
    let settings = format!(
        "<w:settings xmlns:w=\"{WORD}\"><w:footnotePr><w:numFmt w:val=\"chicago\"/></w:footnotePr>\
         </w:settings>"
    );
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("_rels/.rels", root.as_bytes()),
        ("word/_rels/document.xml.rels", own.as_bytes()),
        ("word/document.xml", document),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/settings.xml", settings.as_bytes()),
    ] {
        package.start_file(name, options).expect("a file can begin in memory");
        package.write_all(part).expect("memory can be written");
    }
    package.finish().expect("memory can be written").into_inner()
}

/// A main part whose paragraphs are in every list and on every level.
pub fn numbered_document() -> String {
    let paragraph = |list: usize, level: usize| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>\
             </w:pPr><w:r><w:t>Text.</w:t></w:r></w:p>"
        )
    };
    let places = (0..4).flat_map(|list| (0..10).chain([0, 2, 2]).map(move |level| (list, level)));
    let body: String = places.map(|(list, level)| paragraph(list, level)).collect();
    format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>")
}
