//! What cannot be read, and what must not bring the reader down.

use proptest::prelude::*;

use super::packages::{NAMESPACES, Package, p};
use crate::{ErrorKind, ParseOptions};

fn error(bytes: &[u8]) -> (ErrorKind, String) {
    let error = super::super::read(bytes, &ParseOptions::default()).unwrap_err().into_error();
    (error.kind(), error.to_string())
}

fn document_error(xml: &str) -> (ErrorKind, String) {
    error(&Package::with_document(xml).bytes())
}

#[test]
fn bytes_that_are_no_package() {
    let whole = Package::new(&p("", "text")).bytes();
    assert_eq!(error(&whole[..whole.len() / 2]).0, ErrorKind::Damaged);
    assert_eq!(error(b"PK\x03\x04").0, ErrorKind::Damaged);
    assert_eq!(error(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]).0, ErrorKind::Encrypted);
}

#[test]
fn packages_of_other_applications() {
    let workbook = Package::with_document("<workbook/>").part(
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    );
    let (kind, message) = error(&workbook.bytes());
    assert_eq!(kind, ErrorKind::NotSupported);
    assert_eq!(message, "this is an Excel workbook, not a Word document");
    let (kind, message) = document_error("<svg/>");
    assert_eq!(kind, ErrorKind::NotSupported);
    assert_eq!(message, "word/document.xml: the main part is not a word-processing document");
}

#[test]
fn xml_that_is_not_well_formed_is_named_with_its_place() {
    let (kind, message) = document_error(&format!("<w:document {NAMESPACES}><w:body></w:p>"));
    assert_eq!(kind, ErrorKind::Damaged);
    assert!(message.starts_with("word/document.xml: not well-formed XML at byte "), "{message}");
    let (kind, message) = document_error(&format!("<w:document {NAMESPACES}><w:body>"));
    assert_eq!(kind, ErrorKind::Damaged);
    assert!(message.contains("the XML ends within an element"), "{message}");
}

#[test]
fn document_type_definitions_are_refused() {
    let xml = r#"<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="x">&a;</w:document>"#;
    let (kind, message) = document_error(xml);
    assert_eq!(kind, ErrorKind::Damaged);
    assert!(message.contains("document type definition"), "{message}");
}

#[test]
fn parts_that_inflate_beyond_the_limit() {
    let bytes = Package::new(&p("", &"a".repeat(100_000))).bytes();
    let options = ParseOptions::default().max_inflated(50_000);
    let error = super::super::read(&bytes, &options).unwrap_err().into_error();
    assert_eq!(error.kind(), ErrorKind::Limit);
}

#[test]
fn a_part_that_inflates_to_many_times_its_size() {
    let bytes = Package::new(&" ".repeat(17 << 20)).bytes();
    let message = error(&bytes).1;
    assert_eq!(message, "word/document.xml: inflates to more than 200 times its compressed size");
    let options = ParseOptions::default().max_ratio(100_000);
    assert!(super::super::read(&bytes, &options).is_ok());
}

#[test]
fn more_parts_paragraphs_or_cells_than_the_limit() {
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc><w:p/></w:tc>".repeat(1_205));
    let bytes = Package::new(&table).bytes();
    let message = |options: ParseOptions| {
        let error = super::super::read(&bytes, &options).unwrap_err().into_error();
        assert_eq!(error.kind(), ErrorKind::Limit);
        error.to_string()
    };
    let paragraphs = message(ParseOptions::default().max_paragraphs(1_203));
    assert!(
        paragraphs.starts_with("word/document.xml, paragraph 1,204: more than 1203 paragraphs"),
        "{paragraphs}"
    );
    let cells = message(ParseOptions::default().max_cells(1_204));
    assert!(
        cells.starts_with("word/document.xml, paragraph 1,204: more than 1204 table cells"),
        "{cells}"
    );
    let parts = message(ParseOptions::default().max_parts(1));
    assert!(parts.ends_with("entries, more than 1"), "{parts}");
}

/// A code whose numbers are typed, with this in the middle of it.
fn code(middle: &str) -> String {
    let texts = ["SECTION H: SUPPLY", "H3 Duties", "H3.2 The Supplier shall:", "(a) keep records;"];
    texts.map(|text| p("", text)).concat() + middle
}

#[test]
fn errors_name_the_clause_that_they_stand_under() {
    let message = |body: &str| {
        document_error(&format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")).1
    };
    let broken = message(&code("<w:p><w:r><w:t>(b) meter &amp</w:t></w:r></w:p>"));
    let place = "word/document.xml, paragraph 5, under clause H3.2(b): not well-formed XML";
    assert!(broken.starts_with(place), "{broken}");
    let within =
        message(&code(&("<w:tbl><w:tr><w:tc>".to_owned() + &p("", "(b) cell") + "</w:x>")));
    let place = "word/document.xml, paragraph 5, under clause H3.2(a): not well-formed XML";
    assert!(within.starts_with(place), "{within}");
    let boxed = "<w:p><w:r><w:t>(b) a</w:t><w:pict><w:txbxContent>".to_owned() + &p("", "(c) b");
    let boxed = message(&code(&(boxed + "</w:x>")));
    let place = "word/document.xml, paragraph 6, under clause H3.2(b): not well-formed XML";
    assert!(boxed.starts_with(place), "{boxed}");
    let headed = message(&(p(r#"<w:outlineLvl w:val="0"/>"#, "Supply") + "</w:x>"));
    let place = "word/document.xml, paragraph 1, under \"Supply\": not well-formed XML";
    assert!(headed.starts_with(place), "{headed}");
    let schedule = message(&(p("", "Schedule 2") + &p("", "1. Fees") + "</w:x>"));
    let place = "word/document.xml, paragraph 2, under Schedule 2, paragraph 1: not";
    assert!(schedule.starts_with(place), "{schedule}");
}

#[test]
fn limits_name_the_clause_that_they_are_exceeded_under() {
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let numbered = p(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#, "Supply");
    let bytes = Package::new(&numbered.repeat(5)).numbering(numbering).bytes();
    let options = ParseOptions::default().max_paragraphs(3);
    let error = super::super::read(&bytes, &options).unwrap_err().into_error();
    let place = "word/document.xml, paragraph 4, under clause 3: more than 3 paragraphs";
    assert!(error.to_string().starts_with(place), "{error}");
    // It says the same as the error of the package, which is no cause beside it.
    assert!(std::error::Error::source(&error).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever elements stand in whatever order, all words in runs come out, in order.
    #[test]
    fn no_structure_loses_words(names in proptest::collection::vec(0..CONTAINERS.len(), 0..40)) {
        let mut xml = String::new();
        let mut words = Vec::new();
        let mut open = Vec::new();
        for (index, &name) in names.iter().enumerate() {
            xml.extend(["<w:", CONTAINERS[name], ">"]);
            open.push(CONTAINERS[name]);
            xml += &p("", &format!("w{index}"));
            words.push(format!("w{index}"));
            if index % 3 == 2 {
                for name in open.drain(open.len() / 2..).rev() {
                    xml.extend(["</w:", name, ">"]);
                }
            }
        }
        for name in open.iter().rev() {
            xml.extend(["</w:", name, ">"]);
        }
        let flow = super::read(&Package::new(&xml));
        prop_assert_eq!(super::corpus::words(&flow), words);
    }

    /// Damaged bytes give a document or an error, never a panic.
    #[test]
    fn damaged_bytes_do_not_panic(at in 0usize..4000, value: u8) {
        let mut bytes = Package::new(&p("", "text")).styles("").numbering("").bytes();
        let at = at % bytes.len();
        bytes[at] = value;
        drop(super::super::read(&bytes, &ParseOptions::default()));
    }

    /// Damaged XML in a sound package gives a document or an error, never a panic.
    #[test]
    fn damaged_xml_does_not_panic(from in 0usize..600, len in 0usize..40, with in "[<>/&a-z\"=: ]{0,6}") {
        let mut xml = format!("<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", p("", "a").repeat(3));
        let (from, to) = (from.min(xml.len()), (from + len).min(xml.len()));
        xml.replace_range(from..to, &with);
        drop(super::super::read(&Package::with_document(xml).bytes(), &ParseOptions::default()));
    }
}

/// Elements that can stand around paragraphs.
const CONTAINERS: [&str; 9] =
    ["tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "txbxContent", "future"];
