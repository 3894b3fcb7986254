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

#[test]
fn settings_and_sections_say_how_notes_are_numbered() {
    let paragraph = |section: &str, kind: &str, id: u32| {
        let properties = format!("<w:pPr>{section}</w:pPr>");
        format!("<w:p>{properties}{}{}</w:p>", r("", "a"), marker(kind, id))
    };
    let section = "<w:sectPr><w:footnotePr><w:numFmt w:val=\"upperLetter\"/>\
                   <w:numRestart w:val=\"eachSect\"/></w:footnotePr></w:sectPr>";
    let body = paragraph("", "footnote", 1)
        + &paragraph(section, "footnote", 2)
        + &paragraph("", "footnote", 3)
        + &paragraph("", "endnote", 1)
        + &paragraph(section, "endnote", 2)
        + &paragraph("", "footnote", 4)
        + "<w:sectPr><w:footnotePr><w:numFmt w:val=\"chicago\"/></w:footnotePr></w:sectPr>";
    let notes = |kind| [1, 2, 3, 4].map(|id| note(kind, id, "n")).concat();
    let settings = format!(
        "<w:settings {}><w:footnotePr><w:numStart w:val=\"3\"/></w:footnotePr><w:endnotePr>\
         <w:numFmt w:val=\"decimal\"/><w:footnote w:id=\"0\"/></w:endnotePr></w:settings>",
        super::packages::NAMESPACES
    );
    let package = || Package::new(&body).footnotes(&notes("footnote")).endnotes(&notes("endnote"));
    let markers = |package: Package| {
        read(&package).notes.into_iter().map(|note| note.marker).collect::<Vec<_>>()
    };
    let with = |settings: &str| {
        let package = package().relationship("settings", "settings", "settings.xml");
        markers(package.part("word/settings.xml", settings))
    };
    assert_eq!(with(&settings), ["C", "D", "C", "§", "1", "2", "", ""]);
    // Settings that cannot be read are no reason not to read the text.
    let plain = markers(package());
    assert_eq!(plain, ["A", "B", "A", "†", "i", "ii", "", ""]);
    assert_eq!(with("<w:settings"), plain);
}

#[test]
fn numbers_that_restart_on_each_page_are_told() {
    let body = format!("<w:p>{}{}</w:p>", r("", "a"), marker("footnote", 1))
        + "<w:sectPr><w:footnotePr><w:numRestart w:val=\"eachPage\"/></w:footnotePr></w:sectPr>";
    let package = Package::new(&body).footnotes(&note("footnote", 1, "n"));
    assert_snapshot!(show(&read(&package)), @r#"
    a◊ {Note(1) 1..4}
    footnote "1": n
    read-loosely: notes that restart on each page are numbered through (1 note)
    "#);
}
