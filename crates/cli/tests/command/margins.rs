//! Headers and footers through the command: compared, counted apart, seen by `--exit-code`.

use crate::run::{Folder, zip};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A document of one clause, with this header above a number of pages.
fn docx(header: &str, page: u32) -> Vec<u8> {
    let relationships =
        |inside: String| format!(r#"<Relationships xmlns="{PACKAGE}">{inside}</Relationships>"#);
    let relationship = |kind: &str, target: &str| {
        relationships(format!(r#"<Relationship Id="r" Type="{R}/{kind}" Target="{target}"/>"#))
    };
    let parts = [
        ("_rels/.rels", relationship("officeDocument", "word/document.xml")),
        ("word/_rels/document.xml.rels", relationship("header", "header1.xml")),
        (
            "word/document.xml",
            format!(
                r#"<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>
                <w:p><w:r><w:t>1.1 The Supplier shall supply.</w:t></w:r></w:p>
                <w:sectPr><w:headerReference w:type="default" r:id="r"/></w:sectPr>
                </w:body></w:document>"#
            ),
        ),
        (
            "word/header1.xml",
            format!(
                r#"<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>{header}</w:t></w:r>
                <w:fldSimple w:instr="PAGE"><w:r><w:t>{page}</w:t></w:r></w:fldSimple></w:p></w:hdr>"#
            ),
        ),
    ];
    zip(parts)
}

fn folder(old: (&str, u32), new: (&str, u32)) -> Folder {
    let folder = Folder::new();
    folder.write("old.docx", docx(old.0, old.1));
    folder.write("new.docx", docx(new.0, new.1));
    folder
}

#[test]
fn a_change_in_a_header_alone_is_a_difference() {
    let folder = folder(("Version 1", 3), ("Version 2", 3));
    let run = folder.run(&["diff", "old.docx", "new.docx", "--exit-code"]);
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("Version [-1-]{+2+}"), "{}", run.stdout);
    let run = folder.run(&["diff", "old.docx", "new.docx", "-o", "redline.html"]).succeeded();
    assert!(run.stderr.contains("1 unchanged; headers and footers: 1 amended"), "{}", run.stderr);
}

#[test]
fn the_number_of_a_page_is_no_difference() {
    let folder = folder(("Version 1", 3), ("Version 1", 4));
    let run = folder.run(&["diff", "old.docx", "new.docx", "--exit-code"]);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
}
