//! From bytes to text: encodings, front matter.

use crate::{ErrorKind, ParseOptions};

fn error(bytes: &[u8]) -> (ErrorKind, String) {
    let error = super::super::read(bytes, &ParseOptions::default()).unwrap_err().into_error();
    (error.kind(), error.to_string())
}

fn words(bytes: &[u8]) -> String {
    super::show(&super::super::read(bytes, &ParseOptions::default()).unwrap())
}

#[test]
fn a_byte_order_mark_is_no_text() {
    insta::assert_snapshot!(words(b"\xEF\xBB\xBF# A"), @r#"heading 1 "A" #a"#);
    let flow = super::super::read(b"\xEF\xBB\xBFabc", &ParseOptions::default()).unwrap();
    assert_eq!(flow.pieces[0].source, 3..6);
}

#[test]
fn utf_16_with_a_byte_order_mark_is_decoded() {
    insta::assert_snapshot!(words(b"\xFF\xFEa\0\x3D\xD8\x00\xDE"), @r#"body "a😀""#);
    insta::assert_snapshot!(words(b"\xFE\xFF\0a"), @r#"body "a""#);
    let broken = (ErrorKind::Damaged, "the file is not UTF-16: broken unit at offset 4".to_owned());
    assert_eq!(error(b"\xFF\xFEa\0\x3D\xD8"), broken);
    assert_eq!(error(b"\xFF\xFEa\0b"), broken);
}

#[test]
fn other_encodings_are_told_with_the_place() {
    let (kind, message) = error(b"caf\xE9 au lait");
    assert_eq!(kind, ErrorKind::Damaged);
    assert_eq!(message, "line 1: the file is not UTF-8: invalid byte at offset 3");
}

#[test]
fn binary_files_are_told() {
    let (kind, message) = error(b"GIF\0");
    assert_eq!(kind, ErrorKind::NotSupported);
    assert_eq!(message, "not text: a zero byte at offset 3");
}

#[test]
fn a_file_beyond_the_limit_is_told() {
    let error = super::super::read(b"12345", &ParseOptions::default().max_bytes(4))
        .unwrap_err()
        .into_error();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert_eq!(error.to_string(), "the text has more than the limit of 4 bytes");
}

#[test]
fn front_matter_is_metadata() {
    let flow = super::read(
        "---\ntitle: \"Section H: \\\"Metering\\\"\"\nsubtitle: Version 2.0 # latest\n\
         author:\n  - title: not this\ndate: '2 May 2026'\n---\nText",
    );
    assert_eq!(flow.meta.title.as_deref(), Some("Section H: \"Metering\""));
    assert_eq!(flow.meta.version.as_deref(), Some("Version 2.0"));
    assert_eq!(flow.meta.date.as_deref(), Some("2 May 2026"));
    insta::assert_snapshot!(super::show(&flow), @r#"body "Text""#);
    assert_eq!(flow.pieces[0].source.len(), 4);
}

#[test]
fn front_matter_may_fold_values_and_may_be_toml() {
    let flow = super::read("---\ntitle: >\n  Section\n  H\nversion: 3\n---\n");
    assert_eq!(flow.meta.title.as_deref(), Some("Section H"));
    assert_eq!(flow.meta.version.as_deref(), Some("3"));

    let flow = super::read("+++\ntitle = 'Section H'\n[extra]\ndate = 2026-05-02\n+++\nText");
    assert_eq!(flow.meta.title.as_deref(), Some("Section H"));
    assert_eq!(flow.meta.date, None);
}

#[test]
fn text_between_two_rules_is_no_front_matter() {
    insta::assert_snapshot!(super::flow("---\nText.\n\n---\nMore."), @r#"
    body "Text."
    body "More."
    "#);
}

#[test]
fn right_to_left_text_is_read_in_logical_order() {
    let text = "1.1 סעיף **3.2(a)**: הספק shall supply 12 MWh";
    let flow = super::read(text);
    let crate::flow::Content::Paragraph(inline) = &flow.pieces[0].content else { panic!() };
    assert_eq!(inline.text, text.replace("**", ""));
}
