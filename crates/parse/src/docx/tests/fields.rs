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

#[test]
fn a_table_of_contents_that_a_field_makes_is_left_out() {
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \o "1-3" \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let end = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let entry = |text: &str| {
        let link = format!(r#"<w:hyperlink w:anchor="_Toc1">{}</w:hyperlink>"#, r("<w:b/>", text));
        link + &field(" PAGEREF _Toc1 ", &r("", "7"))
    };
    let toc = format!(
        r#"<w:p>{}{begin}{}</w:p><w:p><w:bookmarkStart w:id="1" w:name="in"/>{}</w:p><w:p>{}{end}{}</w:p>"#,
        r("<w:b/>", "Contents: "),
        entry("1 Supply"),
        entry("2 Payment"),
        entry("3 Term"),
        r("", "After."),
    );
    let plain = p("", "1 Supply");
    assert_snapshot!(body(&(toc.clone() + &plain)), @r#"
    Contents:  {Bold 0..10}
    After. @in
    1 Supply
    contents-left-out: left out: 1 piece of tables of contents
    "#);
    let cell = format!("<w:tbl><w:tr><w:tc>{toc}</w:tc></w:tr></w:tbl>");
    assert_snapshot!(body(&(cell + &plain)), @r#"
    table [Contents:  {Bold 0..10} / After. @in]
    1 Supply
    contents-left-out: left out: 1 piece of tables of contents
    "#);
    let one =
        format!("<w:p>{}{}{}</w:p>", r("", "a "), field(" toc ", &r("", "1 Supply 7")), r("", "b"));
    let simple =
        format!(r#"<w:p><w:fldSimple w:instr="TOC \f">{}</w:fldSimple></w:p>"#, r("", "x"));
    assert_snapshot!(body(&(one + &simple)), @r#"
    a b
    contents-left-out: left out: 2 pieces of tables of contents
    "#);
}

#[test]
fn fields_are_followed_through_entries_that_their_style_tells() {
    let table = r#"<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>"#;
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let end = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let styled =
        |content: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>{content}</w:p>"#);
    let text = |text: &str| r("", text);
    let body = format!("<w:p>{begin}{}</w:p>", text("entry"))
        + &styled(&format!("{}{end}", text("last entry")))
        + &p("", "words")
        + &styled(&format!("{begin}{}", text("figure")))
        + &format!("<w:p>{end}{}</w:p>", text("more words"));
    let flow = read(&Package::new(&body).styles(table));
    assert_snapshot!(show(&flow), @r#"
    words
    more words
    contents-left-out: left out: 3 pieces of tables of contents
    "#);
}

#[test]
fn a_table_of_contents_that_does_not_end_where_it_began_loses_no_words() {
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let end = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let open = format!("<w:p>{begin}{}</w:p>", r("", "a"));
    assert_snapshot!(body(&(open.clone() + &p("", "b"))), @r#"
    a
    b
    "#);
    let cell = format!("<w:tbl><w:tr><w:tc><w:p>{}{end}</w:p></w:tc></w:tr></w:tbl>", r("", "c"));
    assert_snapshot!(body(&(open + &cell)), @r#"
    a
    table [c]
    "#);
}
