//! Paragraphs and runs.

use insta::assert_snapshot;

use super::packages::{NAMESPACES, Package, p, r};
use super::{body, read, show};
use crate::flow::Content;

const STYLES: &str = r#"
    <w:style w:type="paragraph" w:styleId="N" w:default="1"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>
        <w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Clause heading"/>
        <w:pPr><w:ind w:left="720"/><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="H2b"><w:name w:val="Own heading"/>
        <w:basedOn w:val="H2"/></w:style>
    <w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="No heading"/>
        <w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="C"><w:name w:val="Source Code"/>
        <w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
    <w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Lead"/>
        <w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Term"><w:name w:val="Term"/>
        <w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="L"><w:name w:val="Hyperlink"/>
        <w:rPr><w:u w:val="single"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="A"><w:name w:val="round"/><w:basedOn w:val="B"/></w:style>
    <w:style w:type="paragraph" w:styleId="B"><w:name w:val="about"/><w:basedOn w:val="A"/></w:style>
"#;

fn styled(body: &str) -> String {
    show(&read(&Package::new(body).styles(STYLES)))
}

#[test]
fn a_paragraph_is_what_its_style_or_outline_level_says() {
    let names = ["T", "H1", "H2", "H2b", "Plain", "C", "Q", "none", "A"];
    let mut body: String =
        names.iter().map(|id| p(&format!(r#"<w:pStyle w:val="{id}"/>"#), id)).collect();
    body += &p(r#"<w:outlineLvl w:val="2"/>"#, "direct");
    assert_snapshot!(styled(&body), @r"
    Title T
    Heading(1) H1
    Heading(2) H2 >720
    Heading(2) H2b >720
    Plain {Bold 0..5}
    Code C
    Quote Q
    none
    A
    Heading(3) direct
    ");
}

#[test]
fn neighbouring_runs_with_the_same_formatting_share_a_mark() {
    let runs = [
        r("<w:b/>", "Supply"),
        r("<w:b/>", " Number"),
        r("<w:i/>", " means"),
        r(r#"<w:i w:val="0"/><w:u w:val="single"/><w:strike/>"#, " it"),
        r(r#"<w:vertAlign w:val="superscript"/>"#, "2"),
        r(r#"<w:u w:val="none"/>"#, "."),
    ];
    assert_snapshot!(body(&format!("<w:p>{}</w:p>", runs.concat())), @"Supply Number means it2. {Bold 0..13, Italic 13..19, Underline 19..22, Strike 19..22, Superscript 22..23}");
}

#[test]
fn toggles_of_a_paragraph_and_a_character_style_cancel_each_other() {
    let term = |style: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}{}</w:p>"#,
            r("", "a "),
            r(r#"<w:rStyle w:val="Term"/>"#, "term")
        )
    };
    assert_snapshot!(styled(&(term("N") + &term("Strong"))), @r"
    a term {Bold 2..6}
    a term {Bold 0..2}
    ");
}

#[test]
fn the_look_of_links_and_headings_is_no_emphasis() {
    let link = r(r#"<w:rStyle w:val="L"/>"#, "link");
    let heading = p(r#"<w:pStyle w:val="H1"/>"#, "Supply");
    assert_snapshot!(styled(&format!("{heading}<w:p>{link}</w:p>")), @r"
    Heading(1) Supply
    link
    ");
}

#[test]
fn tabs_breaks_and_hyphens_are_characters() {
    let xml = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r>
        <w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/><w:t>d</w:t>
        <w:noBreakHyphen/><w:softHyphen/><w:t>e</w:t></w:r></w:p>"#;
    assert_snapshot!(body(xml), @"a⇥b⏎c d‑¬e {LineBreak 3..4}");
}

#[test]
fn entities_and_cdata_are_text() {
    assert_snapshot!(body(&p("", "a &lt; b &amp; c&#x2013;<![CDATA[<d>]]>")), @"a < b & c–<d>");
}

#[test]
fn any_prefix_and_strict_namespaces_read_alike() {
    let strict = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main">
        <x:body><x:p><x:pPr><x:ind x:start="0.5in"/></x:pPr><x:r><x:t>a</x:t></x:r></x:p></x:body>
        </x:document>"#;
    let default = r#"<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <body><p><r><t>a</t></r></p></body></document>"#;
    assert_snapshot!(show(&read(&Package::with_document(strict))), @"a >720");
    assert_snapshot!(show(&read(&Package::with_document(default))), @"a");
}

#[test]
fn utf_16_parts_are_read() {
    let xml = format!("<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", p("", "é€😀"));
    let bytes: Vec<u8> =
        std::iter::once(0xFEFF).chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_snapshot!(show(&read(&Package::with_document(bytes))), @"é€😀");
}

#[test]
fn hidden_text_is_kept_and_counted() {
    assert_snapshot!(body(&format!("<w:p>{}{}</w:p>", r("", "seen "), r("<w:vanish/>", "un seen"))), @r"
    seen un seen
    read-loosely: hidden text is read as text (6 characters)
    ");
}

#[test]
fn empty_paragraphs_are_left_out_but_not_their_bookmarks() {
    let xml = format!(
        r#"{}<w:p><w:bookmarkStart w:id="1" w:name="gap"/></w:p><w:bookmarkStart w:id="2" w:name="between"/>{}<w:bookmarkStart w:id="3" w:name="end"/>"#,
        p("", "one"),
        p("", "two")
    );
    assert_snapshot!(body(&xml), @r"
    one
    two @gap @between @end
    ");
    let flow = read(&Package::new(&xml));
    assert_eq!(flow.pieces[1].source, 2..3, "places count every paragraph of the part");
}

#[test]
fn content_controls_and_unknown_elements_are_transparent() {
    let xml = format!(
        r#"<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>
        <w:customXml w:element="e"><w:p><w:smartTag w:element="e"><w:future>{}</w:future></w:smartTag>
        <w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt></w:p></w:customXml>"#,
        p("", "block"),
        r("", "run "),
        r("", "inline")
    );
    assert_snapshot!(body(&xml), @r"
    block
    run inline
    ");
}

#[test]
fn tables_of_contents_are_left_out() {
    let xml = format!(
        r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>
        </w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}{}"#,
        p("", "Contents"),
        p(r#"<w:pStyle w:val="TOC1"/>"#, "1 Supply 3"),
        p("", "text")
    );
    assert_snapshot!(styled(&xml), @r"
    text
    contents-left-out: left out: 2 pieces of tables of contents
    ");
}

#[test]
fn text_boxes_come_after_the_paragraph_that_anchors_them() {
    let xml = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{}\
         </w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>\
         <w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>\
         </w:r>{}</w:p>",
        r("", "before "),
        p("", "in the box"),
        p("", "in the box, as VML"),
        r("", "after"),
    );
    assert_snapshot!(body(&xml), @r"
    before after
    in the box
    ");
}

#[test]
fn the_title_comes_from_the_core_properties() {
    let core = r#"<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">
        <dc:title> Example Energy Code </dc:title><dc:creator/></cp:coreProperties>"#;
    let flow = read(&Package::new("").part("docProps/core.xml", core));
    assert_eq!(flow.meta.title.as_deref(), Some("Example Energy Code"));
}

#[test]
fn right_to_left_text_is_read_in_logical_order() {
    let rtl = |text: &str| r("<w:rtl/><w:cs/>", text);
    let bidi = |runs: &str| format!("<w:p><w:pPr><w:bidi/></w:pPr>{runs}</w:p>");
    let mixed =
        bidi(&(rtl("סעיף ") + &r("", "3.2(a)") + &rtl(": הספק ") + &r("", "shall supply 12 MWh")));
    let arabic = bidi(&(rtl("يجب على ") + &r("<w:b/><w:bCs/>", "المورد") + &rtl(" أن يورد")));
    let overridden = format!(
        r#"<w:p><w:bdo w:val="rtl">{}</w:bdo><w:dir w:val="rtl">{}</w:dir>{}</w:p>"#,
        r("", "abc "),
        rtl("שלום"),
        r("", " \u{200F}12\u{200E}")
    );
    let read = super::read(&Package::new(&(mixed + &arabic + &overridden)));
    let texts = read.pieces.iter().map(|piece| match &piece.content {
        Content::Paragraph(inline) => inline.text.as_str(),
        Content::Table(_) => "",
    });
    let texts: Vec<_> = texts.collect();
    let expected = [
        "סעיף 3.2(a): הספק shall supply 12 MWh",
        "يجب على المورد أن يورد",
        "abc שלום \u{200F}12\u{200E}",
    ];
    assert_eq!(texts, expected);
}
