//! Automatic numbers, in the paragraphs that have them.

use insta::assert_snapshot;

use keeling_model::Document;

use super::packages::{NAMESPACES, Package, p};
use super::{read, show};
use crate::outline;

/// A level of a list.
fn level(index: u8, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>"#
    )
}

fn lists() -> String {
    let levels = [
        level(0, "decimal", "%1", r#"<w:pStyle w:val="C1"/><w:pPr><w:ind w:left="500"/></w:pPr>"#),
        level(1, "decimal", "%1.%2", r#"<w:pStyle w:val="C2"/>"#),
        level(2, "lowerLetter", "(%3)", r#"<w:pPr><w:ind w:left="900"/></w:pPr>"#),
        level(3, "bullet", "\u{F0B7}", ""),
        level(4, "decimal", "%5.", "<w:rPr><w:vanish/></w:rPr>"),
    ];
    format!(
        r#"<w:abstractNum w:abstractNumId="7">{}</w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#,
        levels.concat()
    )
}

const STYLES: &str = r#"
    <w:style w:type="paragraph" w:styleId="C1"><w:name w:val="Clause 1"/>
        <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="C2"><w:name w:val="Clause 2"/><w:basedOn w:val="C1"/>
        <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:ind w:left="600"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Not numbered"/><w:basedOn w:val="C1"/>
        <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>"#;

fn numbered(paragraphs: &[(&str, &str)]) -> String {
    let body: String = paragraphs.iter().map(|(properties, text)| p(properties, text)).collect();
    show(&read(&Package::new(&body).styles(STYLES).numbering(&lists())))
}

const C1: &str = r#"<w:pStyle w:val="C1"/>"#;
const C2: &str = r#"<w:pStyle w:val="C2"/>"#;
const ITEM: &str = r#"<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>"#;

#[test]
fn styles_and_paragraphs_put_text_in_lists() {
    let shown = numbered(&[
        (C1, "Supply"),
        (C2, "shall:"),
        (ITEM, "supply"),
        (ITEM, "bill"),
        (C2, "may"),
        (C1, "Payment"),
        (C2, "shall pay:"),
        (ITEM, "now"),
    ]);
    assert_snapshot!(shown, @r"
    [1] Supply >500
    [1.1] shall: >600
    [(a)] supply >900
    [(b)] bill >900
    [1.2] may >600
    [2] Payment >500
    [2.1] shall pay: >600
    [(a)] now >900
    ");
}

#[test]
fn an_instance_that_overrides_the_start_starts_once() {
    let other = ITEM.replace(r#"numId w:val="1""#, r#"numId w:val="2""#);
    assert_snapshot!(numbered(&[(C2, "x"), (ITEM, "a"), (&other, "e"), (&other, "f"), (ITEM, "g")]), @r"
    [1.1] x >600
    [(a)] a >900
    [(e)] e >900
    [(f)] f >900
    [(g)] g >900
    ");
}

#[test]
fn a_paragraph_can_leave_its_list_hide_its_number_and_be_a_bullet() {
    let at =
        |level: u8| format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>"#);
    let out = format!("{C1}<w:numPr><w:numId w:val=\"0\"/></w:numPr>");
    let lost = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr>"#;
    let shown = numbered(&[
        (C1, "one"),
        (&out, "out"),
        (r#"<w:pStyle w:val="Off"/>"#, "off"),
        (&at(3), "bullet"),
        (&at(4), "hidden"),
        (lost, "lost"),
    ]);
    assert_snapshot!(shown, @r"
    [1] one >500
    out
    off
    [•] bullet
    [] hidden
    lost
    read-loosely: 1 paragraph in a list that is not defined, read without a number
    ");
}

#[test]
fn instances_of_one_definition_are_one_list() {
    let other = ITEM.replace(r#"numId w:val="1""#, r#"numId w:val="2""#);
    let body = p(ITEM, "a") + &p(&other, "b");
    let flow = read(&Package::new(&body).styles(STYLES).numbering(&lists()));
    let lists: Vec<u32> =
        flow.pieces.iter().filter_map(|p| Some(p.number.as_ref()?.list)).collect();
    assert_eq!(lists, [0, 0]);
}

/// The paragraphs of a document that bear labels and are no clauses, labels in braces.
fn labelled(document: &Document) -> String {
    let labels = keeling_model::paragraphs(document.all_blocks()).filter_map(|paragraph| {
        let label = document.label_at(paragraph.span.start)?;
        Some(format!("{{{label}}} {}", document.slice(paragraph.span)).trim_end().to_owned())
    });
    labels.collect::<Vec<_>>().join("\n")
}

fn document(package: Package) -> Document {
    outline::build(read(&package.styles(STYLES).numbering(&lists()))).0
}

fn cells(cells: &[&str]) -> String {
    format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", cells.join("</w:tc><w:tc>"))
}

#[test]
fn numbers_in_cells_are_labels_and_no_text() {
    let bullet = r#"<w:numPr><w:ilvl w:val="3"/><w:numId w:val="1"/></w:numPr>"#;
    let nested = cells(&[&p(ITEM, "nested")]) + &p("", "after");
    let table = cells(&[
        &(p(ITEM, "supply") + &p(ITEM, "bill")),
        &p(ITEM, ""),
        &p(bullet, "point"),
        &p(C2, "shall"),
        &nested,
    ]);
    let document = document(Package::new(&(p(C1, "Supply") + &table + &p(ITEM, "clause"))));
    assert_snapshot!(labelled(&document), @r"
    {(a)} supply
    {(b)} bill
    {(c)}
    {1.2} shall
    {(a)} nested
    ");
    assert_eq!(document.text(), "Supply\nsupply bill\t\tpoint\tshall\tnested after\nclause");
    assert_eq!(document.clauses()[1].citation, "1(b)");
}

#[test]
fn numbers_in_notes_headers_and_rows_of_definitions_are_labels() {
    let note = format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, p(C1, "one") + &p(C1, "two"));
    let row = |term: &str, meaning: &str| {
        format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(ITEM, term), p("", meaning))
    };
    let table = row("DCC", "means the company.") + &row("User", "means a person.");
    let body = p("", "Definitions")
        + &format!("<w:tbl>{table}</w:tbl>")
        + r#"<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#
        + r#"<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>"#;
    let header = format!("<w:hdr {NAMESPACES}>{}</w:hdr>", p(C1, "head"));
    let package = Package::new(&body)
        .footnotes(&note)
        .part("word/header1.xml", header)
        .relationship("h", "header", "header1.xml");
    assert_snapshot!(labelled(&document(package)), @r"
    {(a)} DCC
    {(b)} User
    {1} one
    {2} two
    {1} head
    ");
}
