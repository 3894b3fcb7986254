//! Changes that a DOCX itself tracks: shown as a redline, read from one side, or refused.

use std::io::{Cursor, Write as _};

use insta::assert_snapshot;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::run::Folder;

/// A folder with `tracked.docx`, which has a clause amended and one inserted, and with
/// `plain.docx`, which has no change.
fn folder() -> Folder {
    let folder = Folder::new();
    let clause = |number: &str, text: &str| {
        format!(r#"<w:p><w:r><w:t xml:space="preserve">{number} {text}</w:t></w:r></w:p>"#)
    };
    let first = clause("1.1", "The Supplier shall supply.");
    let amended = r#"<w:p><w:r><w:t xml:space="preserve">1.2 The Agent shall pay within </w:t></w:r>
        <w:del w:id="1"><w:r><w:delText>30</w:delText></w:r></w:del>
        <w:ins w:id="2"><w:r><w:t>45</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> days.</w:t></w:r></w:p>"#;
    let inserted = r#"<w:p><w:pPr><w:rPr><w:ins w:id="3"/></w:rPr></w:pPr>
        <w:ins w:id="4"><w:r><w:t>1.3 The Panel may grant a derogation.</w:t></w:r></w:ins></w:p>"#;
    let last = clause("1.4", "This is the last.");
    let changed = first.clone() + amended + inserted + &last;
    folder.write("tracked.docx", docx(&changed));
    folder.write("plain.docx", docx(&(first + &last)));
    folder
}

/// A package with this between the tags of its body.
fn docx(body: &str) -> Vec<u8> {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let relationships = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="m" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    let document = format!(r#"<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>"#);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("_rels/.rels", relationships), ("word/document.xml", document)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn one_document_is_compared_with_itself_rejected_and_accepted() {
    let run = folder().run(&["diff", "tracked.docx"]).succeeded();
    assert_eq!(run.stderr, "", "what is shown needs no warning");
    assert_snapshot!(run.stdout, @r"
    tracked.docx (changes accepted)
    tracked.docx (changes rejected) → tracked.docx (changes accepted)

    … 1 unchanged clause, 1.1 …

    1.2  amended
        The Agent shall pay within [-30-]{+45+} days.

    1.3  inserted
        {+The Panel may grant a derogation.+}

    … 1 unchanged clause, 1.4 …

    2 clauses changed: 2 in their text. 2 clauses are unchanged.
    ");
}

#[test]
fn the_sides_have_names_of_their_own_in_every_format() {
    let folder = folder();
    folder.run(&["diff", "tracked.docx", "-o", "redline.json"]).succeeded();
    folder.run(&["diff", "tracked.docx", "-o", "redline.html"]).succeeded();
    for name in ["redline.json", "redline.html"] {
        let redline = folder.read(name);
        assert!(redline.contains("tracked.docx (changes rejected)"), "{name}");
        assert!(redline.contains("tracked.docx (changes accepted)"), "{name}");
    }
    assert!(folder.read("redline.html").contains("<del>30</del>"));
    let run = folder.run(&["diff", "tracked.docx", "--exit-code"]);
    assert_eq!(run.status, Some(1));
}

#[test]
fn a_document_without_tracked_changes_gives_a_redline_without_changes() {
    let run = folder().run(&["diff", "plain.docx", "--exit-code"]).succeeded();
    assert_snapshot!(run.stderr, @"warning: plain.docx (changes accepted): the document tracks no changes, so the redline has none");
    assert_snapshot!(run.stdout, @r"
    plain.docx (changes accepted)
    plain.docx (changes rejected) → plain.docx (changes accepted)

    … 2 unchanged clauses, 1.1 to 1.4 …

    No clause changed. 2 clauses are unchanged.
    ");
}

#[test]
fn one_document_that_is_no_docx() {
    assert_snapshot!(folder().run(&["diff", "old.md"]).failed(), @r"
    error: only one version is named, and old.md is Markdown, which tracks no changes
    hint: name both versions, OLD and NEW, or a DOCX with tracked changes
    ");
}

#[test]
fn one_document_has_both_sides() {
    assert_snapshot!(folder().run(&["diff", "tracked.docx", "--tracked", "accept"]).failed(), @r"
    error: --tracked says how to read two versions, and only one is named
    hint: without --tracked, the changes that the document tracks are shown
    ");
}

#[test]
fn of_two_versions_one_side_is_read() {
    let folder = folder();
    let run = folder.run(&["diff", "plain.docx", "tracked.docx"]).succeeded();
    assert_snapshot!(run.stderr, @"warning: tracked.docx: tracked changes are read as accepted: 3 insertions, 1 deletion");
    assert!(run.stdout.contains("derogation"), "{}", run.stdout);
    let arguments = ["diff", "plain.docx", "tracked.docx", "--tracked", "reject"];
    let run = folder.run(&arguments).succeeded();
    assert_snapshot!(run.stderr, @"warning: tracked.docx: tracked changes are read as rejected: 3 insertions, 1 deletion");
    assert!(!run.stdout.contains("derogation"), "{}", run.stdout);
}

#[test]
fn an_outline_is_of_one_side() {
    let folder = folder();
    let accepted = folder.run(&["outline", "tracked.docx"]).succeeded().stdout;
    assert!(accepted.contains("45 days") && accepted.contains("1.3"), "{accepted}");
    let run = folder.run(&["outline", "tracked.docx", "--tracked", "reject", "-q"]).succeeded();
    assert_snapshot!(run.stdout, @r"
    1.1 The Supplier shall supply.
    1.2 The Agent shall pay within 30 days.
    1.4 This is the last.

    3 clauses
    ");
}

#[test]
fn tracked_changes_can_be_refused() {
    let folder = folder();
    let arguments = ["diff", "plain.docx", "tracked.docx", "--tracked", "error"];
    assert_snapshot!(folder.run(&arguments).failed(), @r"
    error: cannot read tracked.docx: word/document.xml, paragraph 2, under clause 1.2: the document holds 4 tracked changes, the first here
    hint: --tracked accept or --tracked reject reads one side of them; keeling diff FILE shows them
    ");
    folder.run(&["outline", "plain.docx", "--tracked", "error"]).succeeded();
}
