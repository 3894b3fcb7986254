//! Footnotes and endnotes.

use insta::assert_snapshot;

use super::packages::{Package, p, r};
use super::{read, show};

/// A note's marker in the body.
fn marker(kind: &str, id: u32) -> String {
    format!(r#"<w:r><w:{kind}Reference w:id="{id}"/></w:r>"#)
}

/// A note.
fn note(kind: &str, id: u32, text: &str) -> String {
    format!(
        r#"<w:{kind} w:id="{id}"><w:p><w:r><w:{kind}Ref/></w:r>{}</w:p></w:{kind}>"#,
        r("", text)
    )
}

#[test]
fn notes_come_in_the_order_of_their_part_and_count_by_their_markers() {
    let separator = r#"<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>"#;
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}{}</w:p>",
        r("", "a"),
        marker("footnote", 3),
        marker("endnote", 1),
        r("", "b"),
        marker("footnote", 2)
    );
    let footnotes = separator.to_owned()
        + &note("footnote", 2, "two")
        + &note("footnote", 3, "three")
        + &note("footnote", 4, "lost");
    let package = Package::new(&body).footnotes(&footnotes).endnotes(&note("endnote", 1, "end"));
    assert_snapshot!(show(&read(&package)), @r#"
    a◊◊ {Note(1) 1..4, Note(i) 4..7}
    b◊ {Note(2) 1..4}
    footnote "2": two
    footnote "1": three
    footnote "": lost
    endnote "i": end
    "#);
}

#[test]
fn a_note_can_have_a_mark_of_its_own() {
    let own = r#"<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>"#;
    let body = format!("<w:p>{}{own}{}</w:p>", r("", "a"), marker("footnote", 2));
    let notes = note("footnote", 1, "own") + &note("footnote", 2, "first");
    assert_snapshot!(show(&read(&Package::new(&body).footnotes(&notes))), @r#"
    a◊*◊ {Note(*) 1..4, Note(1) 5..8}
    footnote "*": own
    footnote "1": first
    "#);
}

#[test]
fn text_of_notes_is_kept_in_styles_of_contents_too() {
    let styles =
        r#"<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>"#;
    let listed = p(r#"<w:pStyle w:val="TOC1"/>"#, "listed");
    let notes = format!(r#"<w:footnote w:id="1">{listed}</w:footnote>"#);
    let body = format!("{listed}<w:p>{}{}</w:p>", r("", "a"), marker("footnote", 1));
    let package = Package::new(&body).styles(styles).footnotes(&notes);
    assert_snapshot!(show(&read(&package)), @r#"
    a◊ {Note(1) 1..4}
    footnote "1": listed
    contents-left-out: left out: 1 piece of tables of contents
    "#);
}

#[test]
fn a_marker_without_its_note_is_told() {
    let body = p("", "a") + &format!("<w:p>{}{}</w:p>", r("", "b"), marker("footnote", 9));
    assert_snapshot!(show(&read(&Package::new(&body))), @r"
    a
    b
    read-loosely: 1 note marker without its note
    ");
}
