//! Headings, paragraphs, quotations, code.

use super::{flow, read};
use crate::{ErrorKind, ParseOptions};

#[test]
fn headings_have_levels_and_names_to_point_at() {
    insta::assert_snapshot!(flow("# 1. Service & Supply\n\nSub\n---\n\n## 1. Service & Supply\n### A {#own}"), @r#"
    heading 1 "1. Service & Supply" #1-service--supply
    heading 2 "Sub" #sub
    heading 2 "1. Service & Supply" #1-service--supply-1
    heading 3 "A {#own}" #own #a-own
    "#);
}

#[test]
fn lines_of_a_paragraph_are_joined_and_hard_breaks_kept() {
    insta::assert_snapshot!(flow("one\ntwo  \nthree\\\nfour<br>five"), @r#"body "one two\nthree\nfour\nfive" break(7) break(13) break(18)"#);
}

#[test]
fn quotations_indent() {
    insta::assert_snapshot!(flow("> a\n>\n> > b\n\nc"), @r#"
    quote >1 "a"
    quote >2 "b"
    body "c"
    "#);
}

#[test]
fn code_is_kept_as_typed() {
    insta::assert_snapshot!(flow("```text\n  if (a) {\n\n  }\n```\n\n    {\"a\": [1]}"), @r#"
    code "  if (a) {\n\n  }" break(10) break(11)
    code "{\"a\": [1]}"
    "#);
}

#[test]
fn clauses_that_are_set_in_are_no_code() {
    insta::assert_snapshot!(flow("The Supplier shall:\n\n    (a) keep *records*\n        of it; and\n\n    (b) report.\n\nText."), @r#"
    body "The Supplier shall:"
    body >1 "(a) keep *records* of it; and"
    body >1 "(b) report."
    body "Text."
    "#);
}

#[test]
fn prose_that_is_set_in_is_no_code() {
    insta::assert_snapshot!(flow("1a. (Period)\n\n    a clause by which the user reserves an\n    unreasonably long period;\n"), @r#"
    body "1a. (Period)"
    body >1 "a clause by which the user reserves an unreasonably long period;"
    "#);
}

#[test]
fn items_that_are_set_in_end_where_the_text_is_at_the_margin_again() {
    insta::assert_snapshot!(flow("It may be used until\n\n  i. 30 days or\n  ii. if so agreed,\n     later.\n\nRecords are kept."), @r#"
    body "It may be used until"
    body >1 "i. 30 days or"
    body >1 "ii. if so agreed, later."
    body "Records are kept."
    "#);
    insta::assert_snapshot!(flow("Until\n\n i. one space sets nothing in.\n\nText."), @r#"
    body "Until"
    body "i. one space sets nothing in."
    body "Text."
    "#);
}

#[test]
fn every_piece_knows_its_source() {
    let text = "# A\n\n- one\n- two:\n  (a) b;\n  (b) c\n\n    (i) d\n";
    let flow = read(text);
    let sources: Vec<_> = flow
        .pieces
        .iter()
        .map(|piece| text[piece.source.start as usize..piece.source.end as usize].trim_end())
        .collect();
    assert_eq!(sources, ["# A", "one", "two:", "(a) b;", "(b) c", "(i) d"]);
}

#[test]
fn more_paragraphs_or_cells_than_the_limit_are_told() {
    let message = |text: &str| {
        let options = ParseOptions::default().max_paragraphs(4).max_cells(4);
        let error = super::super::read(text.as_bytes(), &options).unwrap_err().into_error();
        assert_eq!(error.kind(), ErrorKind::Limit);
        error.to_string()
    };
    assert_eq!(message("a\n\nb\n\nc\n\nd\n\ne\n"), "line 9: more than 4 paragraphs");
    assert_eq!(message("- a\n- b\n- c\n- d\n- e\n- f\n"), "line 5: more than 4 paragraphs");
    assert_eq!(message("a[^1]\n\n[^1]: b\n\n    c\n\nd\n\ne"), "line 9: more than 4 paragraphs");
    assert_eq!(message("|a|b|\n|-|-|\n|c|d|\n|e|f|\n"), "line 4: more than 4 table cells");
    assert_eq!(message("<td>a<td>b<td>c<td>d<td>e"), "line 1: more than 4 table cells");
}

#[test]
fn limits_name_the_line_of_the_file_and_the_clause() {
    let code = "---\ntitle: Code\n---\n# SECTION H: Supply\n\n## H3 Duties\n\nH3.2 Each shall:\n\n";
    let message = |text: &str, options: ParseOptions| {
        let text = code.to_owned() + text;
        super::super::read(text.as_bytes(), &options).unwrap_err().into_error().to_string()
    };
    let options = ParseOptions::default().max_paragraphs(4).max_depth(3);
    let said = message("(a) keep;\n\n(b) report.\n", options.clone());
    assert_eq!(said, "line 12, under clause H3.2(b): more than 4 paragraphs");
    let said = message("(a) keep;\r\n\r\n> > > > b", options.clone());
    let place = "line 12, under clause H3.2(a): ";
    assert_eq!(said, place.to_owned() + "lists and quotations are nested deeper than 3");
    // Without too many paragraphs before it.
    let said = message("(a) keep;\n\n(b) b;\n\n(c) c.\n\n> > > > d", options);
    assert_eq!(said, "line 12, under clause H3.2(b): more than 4 paragraphs");
}

#[test]
fn nesting_beyond_the_limit_is_told() {
    let options = ParseOptions::default().max_depth(3);
    let error = super::super::read(b"a\n\n> > > > b", &options).unwrap_err().into_error();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert_eq!(error.to_string(), "line 3: lists and quotations are nested deeper than 3");
    assert!(super::super::read(b"> > > b\n\n- - - - -\n\n            code - x", &options).is_ok());

    let hostile = "> ".repeat(100_000) + &"a\n".repeat(1000);
    assert!(super::super::read(hostile.as_bytes(), &ParseOptions::default()).is_err());
}

#[test]
fn an_empty_document_has_no_pieces() {
    for text in ["", "\n\n", "---\n---\n", "***", "<!-- a -->", "- \n-"] {
        assert_eq!(flow(text), "", "{text:?}");
    }
}
