//! Headers and footers.

use insta::assert_snapshot;

use super::packages::{NAMESPACES, Package, p, r};
use super::{read, show};

/// A package with this body and a part for each of these, with the relationships `h0`, `h1` ….
fn package(body: &str, parts: &[&str]) -> Package {
    parts.iter().enumerate().fold(Package::new(body), |package, (at, content)| {
        let name = format!("header{at}.xml");
        package
            .part(&format!("word/{name}"), format!("<w:hdr {NAMESPACES}>{content}</w:hdr>"))
            .relationship(&format!("h{at}"), "header", &name)
    })
}

/// A section with references to headers and footers: their element, type and relationship.
fn section(references: &[(&str, &str, &str)]) -> String {
    let reference = |(kind, pages, id): &(&str, &str, &str)| {
        format!(r#"<w:{kind}Reference w:type="{pages}" r:id="{id}"/>"#)
    };
    let references = references.iter().map(reference).collect::<Vec<_>>().concat();
    format!("<w:sectPr>{references}<w:titlePg/></w:sectPr>")
}

fn field(code: &str, result: &str) -> String {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    format!(
        "{}<w:r><w:instrText>{code}</w:instrText></w:r>{}{}{}",
        mark("begin"),
        mark("separate"),
        r("", result),
        mark("end")
    )
}

#[test]
fn they_come_section_by_section_in_a_fixed_order() {
    let body = p(&section(&[("footer", "default", "h0"), ("header", "even", "h1")]), "one")
        + &p("", "two")
        + &section(&[("header", "default", "h3"), ("header", "first", "h2")]);
    let parts = [p("", "foot"), p("", "even"), p("", "first"), p("", "second")];
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    assert_snapshot!(show(&read(&package(&body, &parts))), @r#"
    one
    two
    header "Header, even pages": even
    footer "Footer": foot
    header "Header, section 2": second
    header "Header, section 2, first page": first
    "#);
}

#[test]
fn a_part_is_read_once_and_a_missing_one_is_none() {
    let body = p(&section(&[("header", "default", "h0"), ("footer", "default", "lost")]), "one")
        + &section(&[("header", "default", "h0"), ("header", "first", "h0")]);
    assert_snapshot!(show(&read(&package(&body, &[&p("", "once")]))), @r#"
    one
    header "Header": once
    "#);
}

#[test]
fn what_the_page_computes_is_no_text_of_a_header() {
    let header = format!(
        "<w:p>{}{}{}<w:fldSimple w:instr=\" NUMPAGES \">{}</w:fldSimple>{}</w:p>",
        r("", "Page "),
        field(" PAGE  \\* Arabic ", "7"),
        r("", " of "),
        r("", "12"),
        field(" TITLE ", ", Example Energy Code")
    );
    let body =
        format!("<w:p>{}</w:p>", field("PAGE", "3")) + &section(&[("header", "default", "h0")]);
    assert_snapshot!(show(&read(&package(&body, &[&header]))), @r#"
    3
    header "Header": Page  of , Example Energy Code
    "#);
}

#[test]
fn a_section_that_ends_in_what_is_left_out_counts() {
    let contents = p(
        &format!(r#"<w:pStyle w:val="TOC1"/>{}"#, section(&[("header", "default", "h0")])),
        "Supply 3",
    );
    let body = contents + &p("", "one") + &section(&[("header", "default", "h1")]);
    let style = r#"<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>"#;
    let parts = [p("", "first"), p(r#"<w:pStyle w:val="TOC1"/>"#, "second")];
    let package = package(&body, &[&parts[0], &parts[1]]).styles(style);
    assert_snapshot!(show(&read(&package)), @r#"
    one
    header "Header": first
    header "Header, section 2": second
    contents-left-out: left out: 1 piece of tables of contents
    "#);
}

#[test]
fn they_end_the_document_under_their_names() {
    let body = p("", "1.1 The Supplier shall supply.")
        + &section(&[("header", "default", "h0"), ("footer", "default", "h1")]);
    let empty = format!("<w:p>{}</w:p>", field("PAGE", "3"));
    let bytes = package(&body, &[&p("", "1.1 Draft"), &empty]).bytes();
    let document = crate::parse(&bytes, &crate::ParseOptions::default()).unwrap().document;
    let margins: Vec<_> = document
        .margins()
        .iter()
        .map(|margin| (margin.citation.as_str(), document.own_text(margin.id)))
        .collect();
    assert_eq!(margins, [("Header", "1.1 Draft")], "a page number alone says nothing");
}
