//! Pictures and embedded objects through the command: another picture under the same name is a
//! change, beside Markdown too, and an object whose text is not read is told of.

use crate::run::{Folder, zip};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

const PICTURE: &str = "<w:drawing><a:blip r:embed=\"m\"/></w:drawing>";
const OBJECT: &str = "<w:object><o:OLEObject xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
                      r:id=\"m\"/></w:object>";

/// A document of two clauses, the first with this object, whose bytes are those of `media`.
fn docx(object: &str, media: &str) -> Vec<u8> {
    let relationships = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"m\" Type=\"{OFFICE}/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let document = format!(
        "<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\" xmlns:a=\"{DRAWING}\"><w:body>\
         <w:p><w:r><w:t>1.1 The plan: </w:t>{object}</w:r></w:p>\
         <w:p><w:r><w:t>1.2 The Supplier shall supply.</w:t></w:r></w:p></w:body></w:document>"
    );
    zip([
        ("_rels/.rels", relationships("officeDocument", "word/document.xml")),
        ("word/_rels/document.xml.rels", relationships("image", "media/plan.bin")),
        ("word/document.xml", document),
        ("word/media/plan.bin", media.to_owned()),
    ])
}

fn folder(object: &str, old: &str, new: &str) -> Folder {
    let folder = Folder::new();
    folder.write("old.docx", docx(object, old));
    folder.write("new.docx", docx(object, new));
    folder
}

#[test]
fn another_picture_under_the_same_name_is_a_change() {
    for object in [PICTURE, OBJECT] {
        let same = folder(object, "bytes", "bytes");
        let run = same.run(&["diff", "old.docx", "new.docx", "--exit-code", "-q"]);
        assert_eq!(run.status, Some(0), "{}", run.stdout);
        let other = folder(object, "bytes", "other");
        let run = other.run(&["diff", "old.docx", "new.docx", "--exit-code", "-q", "-f", "json"]);
        assert_eq!(run.status, Some(1), "{}", run.stdout);
        assert!(run.stdout.contains("\"amended\":1,"), "{}", run.stdout);
        let page = ["diff", "old.docx", "new.docx", "-o", "redline.html"];
        other.run(&page).succeeded();
        let page = other.read("redline.html");
        assert!(page.contains("<del") && page.contains("<ins"), "{page}");
    }
}

#[test]
fn an_object_whose_text_is_not_read_is_told_of() {
    let folder = folder(OBJECT, "a", "a");
    let said = "not read: the text of 1 embedded object (compared by bytes)";
    let run = folder.run(&["outline", "old.docx", "-f", "json"]).succeeded();
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(run.stdout.contains(said), "{}", run.stdout);
    folder.run(&["diff", "old.docx", "new.docx", "-o", "redline.html"]).succeeded();
    assert!(folder.read("redline.html").contains(said));
}

#[test]
fn another_picture_beside_markdown_is_a_change_where_both_are_seen() {
    let folder = Folder::new();
    for (side, bytes) in [("a", "one"), ("b", "two"), ("c", "one")] {
        std::fs::create_dir(folder.path(side)).unwrap();
        folder.write(&format!("{side}/code.md"), "1.1 The plan: ![plan](plan.png)\n");
        folder.write(&format!("{side}/plan.png"), bytes);
    }
    let status =
        |old: &str, new: &str| folder.run(&["diff", old, new, "--exit-code", "-q"]).status.unwrap();
    assert_eq!(status("a/code.md", "b/code.md"), 1);
    assert_eq!(status("a/code.md", "c/code.md"), 0);
    // The old version alone was saved elsewhere, without its pictures.
    std::fs::remove_file(folder.path("a/plan.png")).unwrap();
    assert_eq!(status("a/code.md", "b/code.md"), 0);
    assert_eq!(status("b/code.md", "a/code.md"), 0);
    // What is no ordinary file is not looked at, nor what lies outside of the folder.
    for path in ["/dev/zero", "../b/plan.png", ".", ""] {
        folder.write("a/code.md", format!("1.1 The plan: ![plan](<{path}>)\n"));
        folder.write("b/code.md", format!("1.1 The plan: ![plan](<{path}>)\n"));
        assert_eq!(status("a/code.md", "b/code.md"), 0, "{path}");
    }
}
