//! Tracked changes, read as rejected, and documents that are refused for having some.

use insta::assert_snapshot;

use super::packages::{Package, p, r};
use super::show;
use crate::{ErrorKind, ParseOptions, Tracked};

/// What a package reads as with its tracked changes rejected.
fn rejected(package: &Package) -> String {
    let options = ParseOptions::default().tracked(Tracked::Reject);
    show(&super::super::read(&package.bytes(), &options).unwrap())
}

/// What a document with this body reads as with its tracked changes rejected.
fn body(xml: &str) -> String {
    rejected(&Package::new(xml))
}

/// The properties of a paragraph whose mark has this tracked change.
fn mark(change: &str) -> String {
    format!("<w:rPr><w:{change} w:id=\"1\"/></w:rPr>")
}

/// One list of numbers, `1.` and on.
const LIST: &str = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
    <w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

/// What puts a paragraph in the list.
const LISTED: &str = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;

#[test]
fn deletions_come_back_and_insertions_go() {
    let xml = format!(
        "<w:p>{}<w:del>{}</w:del><w:ins>{}<w:del>{}</w:del></w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
        r("", "The "),
        "<w:r><w:delText>Supplier</w:delText></w:r>",
        r("", "Panel"),
        r("", "neither"),
        r("", " from"),
        r("", " to"),
    );
    assert_snapshot!(body(&xml), @r"
    The Supplier from
    tracked-changes-rejected: tracked changes are read as rejected: 1 insertion, 2 deletions, 1 move
    ");
}

#[test]
fn a_paragraph_whose_mark_is_inserted_goes_on_in_the_next() {
    let xml = format!("{}{}{}", p(&mark("ins"), "One "), p(&mark("del"), "two"), p("", "three"));
    assert_snapshot!(body(&xml), @r"
    One two
    three
    tracked-changes-rejected: tracked changes are read as rejected: 1 insertion, 1 deletion
    ");
}

#[test]
fn paragraphs_that_were_inserted_take_no_number() {
    let item = |mark: &str, text: &str| p(&format!("{LISTED}{mark}"), text);
    let come = format!(
        "<w:p><w:pPr>{LISTED}{}</w:pPr><w:ins>{}</w:ins></w:p>",
        mark("ins"),
        r("", "come")
    );
    let package = Package::new(&(item("", "one") + &come + &item(&mark("del"), "two")));
    assert_snapshot!(rejected(&package.numbering(LIST)), @r"
    [1.] one
    [2.] two
    tracked-changes-rejected: tracked changes are read as rejected: 2 insertions, 1 deletion
    ");
}

#[test]
fn former_properties_give_former_numbers() {
    let taken_out = p(&format!("<w:pPrChange><w:pPr>{LISTED}</w:pPr></w:pPrChange>"), "out");
    let put_in = p(&format!("{LISTED}<w:pPrChange><w:pPr/></w:pPrChange>"), "in");
    let inserted = p(&LISTED.replace("</w:numPr>", "<w:ins/></w:numPr>"), "in too");
    let package = Package::new(&(taken_out + &put_in + &inserted + &p(LISTED, "stays")));
    assert_snapshot!(rejected(&package.numbering(LIST)), @r"
    [1.] out
    in
    in too
    [2.] stays
    tracked-changes-rejected: tracked changes are read as rejected: 1 insertion, 2 changes of formatting
    ");
}

#[test]
fn former_formatting_comes_back() {
    let xml = format!(
        "<w:p>{}{}</w:p>",
        r("<w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange>", "was italic"),
        r("<w:b/>", " bold"),
    );
    assert_snapshot!(body(&xml), @r"
    was italic bold {Italic 0..10, Bold 10..15}
    tracked-changes-rejected: tracked changes are read as rejected: 1 change of formatting
    ");
}

#[test]
fn rows_come_and_go_as_a_whole() {
    let row = |change: &str, text: &str| {
        format!("<w:tr><w:trPr>{change}</w:trPr><w:tc>{}</w:tc></w:tr>", p("", text))
    };
    let xml = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row("", "stays"),
        row("<w:del/>", "comes back"),
        row("<w:ins/>", "goes")
    );
    assert_snapshot!(body(&xml), @r"
    table [stays] | [comes back]
    tracked-changes-rejected: tracked changes are read as rejected: 1 insertion, 1 deletion
    ");
}

/// A table with a cell that is deleted, one that is inserted, and two that are merged.
fn table_of_changed_cells() -> String {
    let cell = |change: &str, text: &str| {
        let text = if text.is_empty() { "<w:p/>".to_owned() } else { p("", text) };
        format!("<w:tc><w:tcPr>{change}</w:tcPr>{text}</w:tc>")
    };
    let widened = r#"<w:tcPrChange><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tcPrChange>"#;
    format!(
        "<w:tbl><w:tr>{}{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        cell("", "a"),
        cell("<w:cellDel/>", "deleted"),
        cell("<w:cellIns/>", "inserted"),
        cell(r#"<w:cellMerge w:vMerge="rest"/>"#, "b"),
        cell("", "c"),
        cell(widened, "d"),
        cell(r#"<w:cellMerge w:vMerge="cont"/>"#, ""),
        cell("<w:cellIns/>", "a row of its own"),
    )
}

#[test]
fn cells_come_and_go() {
    assert_snapshot!(super::body(&table_of_changed_cells()), @r"
    table [a][inserted][1x2 b] | [c][d] | [a row of its own]
    tracked-changes-accepted: tracked changes are read as accepted: 1 change of formatting, 5 changes of table cells
    ");
    assert_snapshot!(body(&table_of_changed_cells()), @r"
    table [a][deleted][b] | [c][2x1 d][]
    tracked-changes-rejected: tracked changes are read as rejected: 1 change of formatting, 5 changes of table cells
    ");
}

#[test]
fn codes_of_deleted_fields_come_back() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let xml = format!(
        "<w:p><w:del>{}<w:r><w:delInstrText> REF here </w:delInstrText></w:r>{}<w:r><w:delText>Clause 1</w:delText></w:r>{}</w:del></w:p>",
        field("begin"),
        field("separate"),
        field("end")
    );
    assert_snapshot!(body(&xml), @r#"
    Clause 1
    "Clause 1" refers to here
    tracked-changes-rejected: tracked changes are read as rejected: 1 deletion
    "#);
    assert_snapshot!(super::body(&xml), @"tracked-changes-accepted: tracked changes are read as accepted: 1 deletion");
}

#[test]
fn a_note_comes_and_goes_with_its_marker() {
    let marker = |id: u32| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let note =
        |id: u32, text: &str| format!(r#"<w:footnote w:id="{id}">{}</w:footnote>"#, p("", text));
    let xml = format!(
        "<w:p>{}<w:ins>{}</w:ins><w:del>{}</w:del>{}</w:p>",
        r("", "a"),
        marker(1),
        marker(2),
        marker(3)
    );
    let notes = note(1, "new") + &note(2, "old") + &note(3, "both") + &note(4, "of no marker");
    let package = Package::new(&xml).footnotes(&notes);
    assert_snapshot!(show(&super::read(&package)), @r#"
    a◊◊ {Note(1) 1..4, Note(2) 4..7}
    footnote "1": new
    footnote "2": both
    footnote "": of no marker
    tracked-changes-accepted: tracked changes are read as accepted: 1 insertion, 1 deletion
    "#);
    assert_snapshot!(rejected(&package), @r#"
    a◊◊ {Note(1) 1..4, Note(2) 4..7}
    footnote "1": old
    footnote "2": both
    footnote "": of no marker
    tracked-changes-rejected: tracked changes are read as rejected: 1 insertion, 1 deletion
    "#);
}

#[test]
fn nothing_is_left_of_a_paragraph_that_is_inserted_before_a_table() {
    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Term</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let inserted = format!("<w:p><w:pPr>{LISTED}{}</w:pPr></w:p>", mark("ins"));
    let xml = format!("{}{inserted}{table}{}", p(LISTED, "One"), p(LISTED, "Two"));
    assert_snapshot!(rejected(&Package::new(&xml).numbering(LIST)), @r"
    [1.] One
    table [Term]
    [2.] Two
    tracked-changes-rejected: tracked changes are read as rejected: 1 insertion
    ");
}

#[test]
fn notes_boxes_and_controls_have_two_sides_too() {
    let text = format!("<w:del>{}</w:del><w:ins>{}</w:ins>", r("", "old"), r("", "new"));
    let inner = format!("<w:p>{text}</w:p>");
    let xml = format!(
        r#"<w:sdt><w:sdtContent><w:p>{text}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:drawing><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing></w:r></w:p></w:sdtContent></w:sdt>"#
    );
    let package =
        Package::new(&xml).footnotes(&format!(r#"<w:footnote w:id="1">{inner}</w:footnote>"#));
    assert_snapshot!(rejected(&package), @r#"
    old◊ {Note(1) 3..6}
    old
    footnote "1": old
    tracked-changes-rejected: tracked changes are read as rejected: 3 insertions, 3 deletions
    "#);
}

#[test]
fn formulas_have_two_sides() {
    let letter = |letter: &str| format!("<m:r><m:t>{letter}</m:t></m:r>");
    let xml = format!(
        "<w:p>{}<m:oMath>{}<w:del>{}</w:del><w:ins>{}</w:ins></m:oMath><m:oMath><w:ins>{}</w:ins></m:oMath></w:p>",
        r("", "x"),
        letter("a"),
        letter("b"),
        letter("c"),
        letter("d")
    );
    assert_snapshot!(body(&xml), @r#"
    x◊ {Formula("ab") 1..4}
    tracked-changes-rejected: tracked changes are read as rejected: 2 insertions, 1 deletion
    "#);
    assert_snapshot!(super::body(&xml), @r#"
    x◊◊ {Formula("ac") 1..4, Formula("d") 4..7}
    tracked-changes-accepted: tracked changes are read as accepted: 2 insertions, 1 deletion
    "#);
}

/// Why a package is refused where tracked changes are.
fn refusal(package: &Package) -> Option<(ErrorKind, String)> {
    let options = ParseOptions::default().tracked(Tracked::Error);
    let error = super::super::read(&package.bytes(), &options).err()?.into_error();
    Some((error.kind(), error.to_string()))
}

#[test]
fn a_document_with_tracked_changes_can_be_refused() {
    let one = format!("{}<w:p><w:ins>{}</w:ins></w:p>", p("", "a"), r("", "b"));
    let refused = |xml: &str| {
        let (kind, message) = refusal(&Package::new(xml)).unwrap();
        assert_eq!(kind, ErrorKind::TrackedChanges);
        message
    };
    assert_snapshot!(refused(&one), @"word/document.xml, paragraph 2: the document holds 1 tracked change, here");
    assert_snapshot!(refused(&(one.clone() + &one)), @"word/document.xml, paragraph 2: the document holds 2 tracked changes, the first here");
    assert_eq!(refusal(&Package::new(&p("", "no change"))), None);
    let clauses = p("", "H1 Supply") + &p("", "H1.1 The Supplier shall supply.");
    let inserted = format!("<w:p><w:ins>{}</w:ins></w:p>", r("", "H1.2 It may bill."));
    let row = format!("<w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr>", p("", "a"));
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr>{row}</w:tbl>", p("", "b"));
    let later = p("", "H2 Payment");
    assert_snapshot!(refused(&(clauses.clone() + &inserted + &later)), @"word/document.xml, paragraph 3, under clause H1.2: the document holds 1 tracked change, here");
    assert_snapshot!(refused(&(clauses + &table + &later)), @"word/document.xml, paragraph 3, under clause H1.1: the document holds 1 tracked change, here");
}

#[test]
fn a_tracked_change_in_a_note_alone_is_found_too() {
    let note =
        format!(r#"<w:footnote w:id="1"><w:p><w:ins>{}</w:ins></w:p></w:footnote>"#, r("", "a"));
    let (_, message) = refusal(&Package::new(&p("", "b")).footnotes(&note)).unwrap();
    assert_snapshot!(message, @"word/footnotes.xml, paragraph 1: the document holds 1 tracked change, here");
}
