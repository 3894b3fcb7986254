//! Fields, links and bookmarks.

use insta::assert_snapshot;

use super::packages::{Package, p, r};
use super::{body, read, show};

/// A complex field.
fn field(code: &str, result: &str) -> String {
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    )
}

#[test]
fn the_result_of_a_field_is_text_and_its_code_is_not() {
    let nested = field(r" HYPERLINK \l far ", &(r("", "see ") + &field(" PAGE ", &r("", "7"))));
    let simple = format!(r#"<w:fldSimple w:instr=" DATE ">{}</w:fldSimple>"#, r("", " today"));
    assert_snapshot!(body(&format!("<w:p>{nested}{simple}</w:p>")), @r#"
    see 7 today
    "see 7" refers to far
    "#);
}

#[test]
fn references_and_inner_links_lead_to_bookmarks() {
    let target = r#"<w:p><w:bookmarkStart w:id="1" w:name="_Ref1"/><w:bookmarkStart w:id="2" w:name="_GoBack"/><w:r><w:t>Supply</w:t></w:r></w:p>"#;
    let reference = field(r" REF _Ref1 \r \h ", &r("", "3.2"));
    let page = field(" PAGEREF _Ref1 ", &r("", "14"));
    let link = format!(r#"<w:hyperlink w:anchor="_Ref1">{}</w:hyperlink>"#, r("", "there"));
    let xml = format!("{target}<w:p>{}{reference} {page} {link}</w:p>", r("", "Clause "));
    assert_snapshot!(body(&xml), @r#"
    Supply @_Ref1
    Clause 3.214there
    "3.2" refers to _Ref1
    "14" refers to _Ref1
    "there" refers to _Ref1
    "#);
}

#[test]
fn references_are_counted_by_pieces_of_the_body() {
    let link = |text: &str| {
        format!(r#"<w:p><w:hyperlink w:anchor="x">{}</w:hyperlink></w:p>"#, r("", text))
    };
    let boxed = format!(
        "<w:p>{}<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        r("", "anchor"),
        link("in a box")
    );
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", link("in a cell"));
    let xml = table + &p("", "") + &boxed + &link("last");
    assert_snapshot!(body(&xml), @r#"
    table [in a cell]
    anchor
    in a box
    last
    "in a box" refers to x
    "last" refers to x
    "#);
}

#[test]
fn outer_links_have_addresses() {
    let xml = format!(
        r#"<w:p><w:hyperlink r:id="L">{}</w:hyperlink>{}</w:p>"#,
        r("", "one"),
        field(r#"HYPERLINK "https://example.org/two""#, &r("", " two"))
    );
    let package = Package::new(&xml).relationship("L", "hyperlink", "https://example.org/one");
    assert_snapshot!(show(&read(&package)), @"one two {Link(https://example.org/one) 0..3, Link(https://example.org/two) 3..7}");
}

#[test]
fn fields_that_are_not_closed_lose_no_text() {
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#;
    let end = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    assert_snapshot!(body(&format!("<w:p>{begin}{}</w:p><w:p>{end}{end}{}</w:p>", r("", "a"), r("", "b"))), @r"
    a
    b
    ");
}
