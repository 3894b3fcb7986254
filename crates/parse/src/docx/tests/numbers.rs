//! Automatic numbers, in the paragraphs that have them.

use insta::assert_snapshot;

use super::packages::{Package, p};
use super::{read, show};

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
