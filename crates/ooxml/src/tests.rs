//! Packages, XML and styles: what they hold and what they refuse.

use std::io::{Cursor, Write};

use crate::xml::{Event, Namespace, Reader, Tree};
use crate::{ErrorKind, Format, Limits, Package, StyleRole, StyleTable};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn kind<T: std::fmt::Debug>(result: Result<T, crate::Error>) -> ErrorKind {
    result.unwrap_err().kind()
}

#[test]
fn part_names_do_not_regard_case_slashes_or_escapes() {
    let bytes = zip(&[("Word/Document One.xml", b"text")]);
    let mut package = Package::open(&bytes, Limits::default()).unwrap();
    for name in ["word/document one.xml", "/WORD/DOCUMENT ONE.XML", "word/document%20one.xml"] {
        assert_eq!(package.part(name).unwrap().as_deref(), Some(b"text".as_slice()), "{name}");
    }
    assert_eq!(package.part("word/other.xml").unwrap(), None);
    assert_eq!(
        package.require("word/other.xml").unwrap_err().to_string(),
        "word/other.xml: the part is missing"
    );
}

#[test]
fn odd_but_legal_zip_files_are_read() {
    let write = |zip: &mut dyn Write| zip.write_all(b"text").unwrap();
    // Sizes after the data, in a data descriptor (APPNOTE 4.3.9): what writers to a stream do.
    let mut streamed = ZipWriter::new_stream(Vec::new());
    streamed.start_file("a.xml", SimpleFileOptions::default()).unwrap();
    write(&mut streamed);
    let streamed = streamed.finish().unwrap().into_inner();
    assert!(streamed.windows(4).any(|window| window == b"PK\x07\x08"));
    // Sizes of 64 bits in an extra field (APPNOTE 4.5.3).
    let mut large = ZipWriter::new(Cursor::new(Vec::new()));
    large.start_file("a.xml", SimpleFileOptions::default().large_file(true)).unwrap();
    write(&mut large);
    let large = large.finish().unwrap().into_inner();
    // A comment at the end (APPNOTE 4.3.16), and bytes after it.
    let mut commented = zip(&[("a.xml", b"text")]);
    let len = commented.len();
    commented[len - 2] = 7;
    commented.extend(b"comment");
    let mut trailed = zip(&[("a.xml", b"text")]);
    trailed.extend(b"trailing bytes");
    for bytes in [streamed, large, commented, trailed] {
        let mut package = Package::open(&bytes, Limits::default()).unwrap();
        assert_eq!(package.require("a.xml").unwrap().xml(), "text");
    }
}

#[test]
fn documents_and_templates_with_and_without_macros_are_read() {
    for media in [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ] {
        let types = format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Override PartName=\"/a/b.xml\" ContentType=\"{media}\"/></Types>"
        );
        let bytes = zip(&[("[Content_Types].xml", types.as_bytes()), ("a/b.xml", b"<a/>")]);
        let mut package = Package::open(&bytes, Limits::default()).unwrap();
        assert_eq!(package.main_part().unwrap(), "a/b.xml", "{media}");
    }
}

#[test]
fn the_limits_of_a_package_hold() {
    let bytes = zip(&[("a", &[0; 1000]), ("b", &[0; 1000])]);
    assert_eq!(kind(Package::open(&bytes, Limits::default().max_bytes(10))), ErrorKind::Limit);
    assert_eq!(kind(Package::open(&bytes, Limits::default().max_entries(1))), ErrorKind::Limit);
    let mut package = Package::open(&bytes, Limits::default().max_inflated(1500)).unwrap();
    assert!(package.part("a").is_ok());
    assert_eq!(kind(package.part("b")), ErrorKind::Limit);
}

#[test]
fn encrypted_parts_are_told_from_damaged_ones() {
    let mut bytes = zip(&[("word/document.xml", b"text")]);
    // The first flag of an entry says that it is encrypted, in its own header and in the directory.
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    let mut package = Package::open(&bytes, Limits::default()).unwrap();
    let error = package.part("word/document.xml").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encrypted);
    assert_eq!(error.to_string(), "word/document.xml: the part is encrypted");
}

#[test]
fn parts_that_compress_beyond_belief_are_refused() {
    let bytes = zip(&[("a", &vec![0; (64 << 20) + 1])]);
    let mut package = Package::open(&bytes, Limits::default()).unwrap();
    assert_eq!(kind(package.part("a")), ErrorKind::Limit);
}

#[test]
fn the_main_part_is_found_by_relationship_or_by_type() {
    let rels = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/main.xml"/>
        </Relationships>"#;
    let types = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/typed.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
        </Types>"#;
    let main = |parts: &[(&str, &[u8])]| {
        let bytes = zip(parts);
        Package::open(&bytes, Limits::default()).unwrap().main_part()
    };
    assert_eq!(main(&[("_rels/.rels", rels), ("main.xml", b"")]).unwrap(), "main.xml");
    assert_eq!(main(&[("[Content_Types].xml", types), ("typed.xml", b"")]).unwrap(), "typed.xml");
    assert_eq!(main(&[("word/document.xml", b"")]).unwrap(), "word/document.xml");
    assert_eq!(kind(main(&[("_rels/.rels", rels)])), ErrorKind::Damaged);
    assert_eq!(kind(main(&[("picture.png", b"")])), ErrorKind::NotWord);
    assert_eq!(kind(main(&[("mimetype", b""), ("content.xml", b"")])), ErrorKind::NotWord);
}

fn tree(xml: &str, limits: &Limits) -> Tree {
    Tree::read("part.xml", xml.to_owned(), limits)
}

#[test]
fn prefixes_mean_what_the_nearest_declaration_says() {
    let xml = r#"<w:a xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:b w:val="1"/><w:c xmlns:w="urn:other" w:val="2"/><w:d/>
        <x:e xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main" x:val="3"/><x:f/></w:a>"#;
    let tree = tree(xml, &Limits::default());
    let mut reader = Reader::new(&tree);
    let mut seen = Vec::new();
    reader.child().unwrap();
    while let Some(element) = reader.child().unwrap() {
        let value = element.val().map(std::borrow::Cow::into_owned);
        seen.push((element.local().to_owned(), element.namespace(), value));
        reader.skip().unwrap();
    }
    let expected = [
        ("b", Namespace::Word, Some("1")),
        ("c", Namespace::Other, None),
        ("d", Namespace::Word, None),
        ("e", Namespace::Word, Some("3")),
        ("f", Namespace::Other, None),
    ];
    let expected =
        expected.map(|(name, ns, value)| (name.to_owned(), ns, value.map(str::to_owned)));
    assert_eq!(seen, expected);
}

#[test]
fn xml_errors_name_the_part_and_the_place() {
    let error = |xml: &str| {
        let tree = tree(xml, &Limits::default().max_depth(3));
        let mut reader = Reader::new(&tree);
        loop {
            match reader.next() {
                Ok(Event::Eof) => panic!("no error in {xml}"),
                Ok(_) => {}
                Err(error) => return error.to_string(),
            }
        }
    };
    assert_eq!(error("<a>"), "part.xml: the XML ends within an element, at byte 3");
    assert_eq!(error("<a><b><c><d>"), "part.xml: elements nested more than 3 deep, at byte 12");
    assert_eq!(error("<a>&b;</a>"), "part.xml: an entity that is not defined, at byte 6");
    assert!(error("<a></b>").starts_with("part.xml: not well-formed XML at byte 3: "));
    let quoted = error(r#"<a><b" c="1"/></a>"#);
    assert!(quoted.starts_with("part.xml: not well-formed XML at byte 3: "), "{quoted}");
    assert!(error("<!DOCTYPE a>").contains("a document type definition, which is not allowed"));
    let many: Vec<String> = (0..600).map(|i| format!("xmlns:p{i}=\"u\"")).collect();
    assert!(
        error(&format!("<a {}/>", many.join(" "))).contains("more than 512 namespace prefixes")
    );
}

fn styles(xml: &str) -> StyleTable {
    let xml = format!(
        r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{xml}</w:styles>"#
    );
    StyleTable::read(&Tree::read("styles.xml", xml, &Limits::default())).unwrap()
}

#[test]
fn styles_inherit_from_their_ancestors() {
    let table = styles(
        r#"<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault>
            <w:pPrDefault><w:pPr><w:ind w:left="10"/></w:pPr></w:pPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:name w:val="Base"/><w:basedOn w:val="N"/>
            <w:pPr><w:outlineLvl w:val="3"/><w:ind w:left="720"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="C"><w:name w:val="Child"/><w:basedOn w:val="B"/>
            <w:rPr><w:b w:val="0"/><w:u w:val="single"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="X"><w:name w:val="Loop"/><w:basedOn w:val="X"/></w:style>"#,
    );
    let child = table.get(table.paragraph("C").unwrap()).unwrap();
    assert_eq!(child.role, StyleRole::Heading(4));
    assert_eq!(child.indent, Some(720));
    assert_eq!(child.change.get(Format::BOLD), Some(false));
    assert_eq!(child.change.get(Format::UNDERLINE), Some(true));
    assert!(table.defaults().has(Format::ITALIC));
    assert_eq!(table.default_indent(), Some(10));
    assert_eq!(table.default_paragraph(), table.paragraph("N"));
    assert!(table.paragraph("X").is_some());
    assert!(table.character("N").is_none(), "a paragraph style is no character style");
}

#[test]
fn a_list_indents_unless_a_style_nearer_to_the_paragraph_does() {
    let table = styles(
        r#"<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/>
            <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/>
            <w:pPr><w:ind w:left="5"/></w:pPr></w:style>"#,
    );
    let list_indents = |id: &str| {
        let style = table.get(table.paragraph(id).unwrap()).unwrap();
        style.numbering.as_ref().unwrap().list_indents
    };
    assert!(list_indents("A"));
    assert!(!list_indents("B"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any bytes give a package or an error, never a panic.
    #[test]
    fn any_bytes_do_not_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        drop(Package::open(&bytes, Limits::default()));
        bytes.splice(0..0, *b"PK\x03\x04");
        drop(Package::open(&bytes, Limits::default()));
    }

    /// Any text gives events to its end or an error, never a panic or a loop without end.
    #[test]
    fn any_xml_ends(xml in "[<>/&;a-c:\"'= xmlns!\\[\\]-]{0,80}") {
        let tree = tree(&xml, &Limits::default());
        let mut reader = Reader::new(&tree);
        let mut events = 0;
        while let Ok(event) = reader.next() {
            events += 1;
            prop_assert!(events < 1000);
            if let Event::Start(element) = &event {
                let _ = (element.local().len(), element.val(), element.relationship_ids());
            }
            if matches!(event, Event::Eof) {
                break;
            }
        }
    }
}
