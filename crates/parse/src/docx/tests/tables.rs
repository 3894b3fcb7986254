//! Tables.

use insta::assert_snapshot;

use super::packages::{Package, p};
use super::{body, read};
use crate::{ErrorKind, ParseOptions};

fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn text_cell(properties: &str, text: &str) -> String {
    cell(properties, &p("", text))
}

fn row(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

#[test]
fn rows_cells_and_header_rows() {
    let xml = table(&[
        row("<w:tblHeader/>", &[text_cell("", "Term"), text_cell("", "Meaning")]),
        row("", &[text_cell("", "DCC"), cell("", &(p("", "the") + &p("", "company")))]),
    ]);
    assert_snapshot!(body(&(p("", "before") + &xml + &p("", "after"))), @r"
    before
    table head [Term][Meaning] | [DCC][the / company]
    after
    ");
    let flow = read(&Package::new(&(p("", "before") + &xml)));
    assert_eq!(flow.pieces[1].source, 1..6);
}

#[test]
fn merged_cells_are_one() {
    let down = r#"<w:vMerge w:val="restart"/>"#;
    let xml = table(&[
        row("", &[text_cell(r#"<w:gridSpan w:val="2"/>"#, "wide"), text_cell(down, "tall")]),
        row("", &[text_cell("", "a"), text_cell("", "b"), text_cell("<w:vMerge/>", "")]),
        row(r#"<w:gridBefore w:val="2"/>"#, &[text_cell(r#"<w:vMerge w:val="continue"/>"#, "")]),
        row("", &[text_cell("", "c"), text_cell("", "d"), text_cell("", "e")]),
    ]);
    assert_snapshot!(body(&xml), @"table [2x1 wide][1x3 tall] | [a][b] |  | [c][d][e]");
}

#[test]
fn text_in_a_cell_that_is_merged_away_is_kept() {
    let xml = table(&[
        row("", &[text_cell(r#"<w:vMerge w:val="restart"/>"#, "a"), text_cell("", "b")]),
        row("", &[text_cell("<w:vMerge/>", "under"), text_cell("", "c")]),
        row("", &[text_cell("<w:vMerge/>", ""), text_cell("", "d")]),
    ]);
    assert_snapshot!(body(&xml), @"table [a][b] | [1x2 under][c] | [d]");
}

#[test]
fn content_controls_stand_around_rows_and_cells() {
    let sdt =
        |content: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>");
    let xml = table(&[sdt(&row("", &[sdt(&text_cell("", "a")), text_cell("", "b")]))]);
    assert_snapshot!(body(&xml), @"table [a][b]");
}

#[test]
fn a_table_in_a_cell_is_a_piece_of_the_cell() {
    let inner = table(&[row("", &[text_cell("", "x"), text_cell("", "y")])]);
    let xml = table(&[row("", &[cell("", &(inner + &p("", "after")))])]);
    assert_snapshot!(body(&xml), @"table [table [x][y] / after]");
}

#[test]
fn text_outside_of_cells_is_kept() {
    let xml = format!("<w:tbl>{}<w:tr>{}</w:tr></w:tbl>", p("", "in the table"), p("", "in a row"));
    assert_snapshot!(body(&xml), @"table [in the table] | [in a row]");
}

#[test]
fn tables_nested_without_end_are_an_error_not_a_crash() {
    let deep = |n: usize| {
        "<w:tbl><w:tr><w:tc>".repeat(n) + &p("", "deep") + &"</w:tc></w:tr></w:tbl>".repeat(n)
    };
    let read = |n| super::super::read(&Package::new(&deep(n)).bytes(), &ParseOptions::default());
    assert!(read(80).is_ok());
    assert_eq!(read(20_000).unwrap_err().into_error().kind(), ErrorKind::Limit);
}
