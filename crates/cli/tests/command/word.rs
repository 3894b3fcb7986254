//! Word files with tracked changes: what the command writes, verifies and refuses.

use keeling_tests::read::tracked::{Side, paragraphs};

use crate::run::{Folder, fixture};

/// The paragraphs of a side of a file in the folder.
fn side(folder: &Folder, name: &str, side: Side) -> Vec<String> {
    paragraphs(&std::fs::read(folder.path(name)).unwrap(), side).unwrap()
}

const OLD: [&str; 3] = [
    "1 Supply",
    "1.1 The Supplier shall supply within 30 days.",
    "1.2 The Agent shall read each Meter under Clause 1.1.",
];
const NEW: [&str; 4] = [
    "1 Supply",
    "1.1 The Supplier shall supply within 45 days.",
    "1.2 The Panel may grant a derogation.",
    "1.3 The Agent shall read each Meter under Clause 1.1.",
];

#[test]
fn two_versions_in_markdown_make_a_word_file_with_both() {
    let folder = Folder::new();
    let run = folder.run(&["diff", "old.md", "new.md", "-o", "redline.docx"]).succeeded();
    assert!(run.stderr.starts_with("note: redline.docx: "), "{}", run.stderr);
    assert_eq!(side(&folder, "redline.docx", Side::Rejected), OLD);
    assert_eq!(side(&folder, "redline.docx", Side::Accepted), NEW);
    assert_eq!(folder.names(), ["new.md", "old.md", "redline.docx"], "nothing stands beside it");
}

#[test]
fn the_file_can_go_to_standard_output_and_is_the_same_every_time() {
    let folder = Folder::new();
    let run = |arguments: &[&str]| folder.command(arguments).output().unwrap();
    let first = run(&["diff", "old.md", "new.md", "-f", "docx"]);
    let second = run(&["diff", "old.md", "new.md", "-f", "docx", "-o", "-", "--threads", "1"]);
    assert!(first.status.success() && first.stdout.starts_with(b"PK"));
    assert_eq!(first.stdout, second.stdout);
}

#[test]
fn formats_may_differ() {
    let folder = Folder::new();
    let (old, new) = (fixture("old/section-h.md"), fixture("new/section-h.docx"));
    let arguments = [old.to_str().unwrap(), new.to_str().unwrap()];
    folder.run(&["diff", arguments[0], arguments[1], "-o", "redline.docx"]).succeeded();
    let accepted = side(&folder, "redline.docx", Side::Accepted);
    assert_eq!(accepted, paragraphs(&std::fs::read(new).unwrap(), Side::Accepted).unwrap());
}

#[test]
fn changes_bear_the_author_and_the_day_that_are_named() {
    let folder = Folder::new();
    let named = ["--author", "A <Lawyer>", "--date", "2030-04-01"];
    let arguments = [&["diff", "old.md", "new.md", "-o", "redline.docx"][..], &named].concat();
    folder.run(&arguments).succeeded();
    let document = document_of(&folder, "redline.docx");
    assert!(document.contains(r#"w:author="A &lt;Lawyer"#), "{document}");
    assert!(document.contains(r#"w:date="2030-04-01T00:00:00Z""#), "{document}");

    folder.run(&["diff", "old.md", "new.md", "-o", "redline.docx"]).succeeded();
    let document = document_of(&folder, "redline.docx");
    assert!(document.contains(r#"w:author="Keeling""#), "{document}");
    assert!(document.contains(r#"w:date="2000-01-01T00:00:00Z""#), "{document}");
}

#[test]
fn a_date_that_no_change_can_have_is_refused_before_any_work() {
    let folder = Folder::new();
    let arguments = ["diff", "old.md", "absent.md", "-o", "redline.docx", "--date", "1 April 2030"];
    let stderr = folder.run(&arguments).failed();
    insta::assert_snapshot!(stderr, @r"
    error: 1 April 2030 is no date that a tracked change can have
    hint: write the day as 2030-04-01, or a moment as 2030-04-01T12:00:00Z
    ");
    assert_eq!(folder.names(), ["new.md", "old.md"]);
}

#[test]
fn versions_that_say_the_same_make_a_file_without_changes() {
    let folder = Folder::new();
    folder.run(&["diff", "new.md", "new.md", "-o", "redline.docx"]).succeeded();
    let document = document_of(&folder, "redline.docx");
    assert!(!document.contains("<w:ins ") && !document.contains("<w:del "), "{document}");
}

#[test]
fn of_a_version_that_tracks_changes_itself_either_side_is_taken() {
    let folder = Folder::new();
    folder.run(&["diff", "old.md", "new.md", "-o", "tracked.docx"]).succeeded();
    folder.write("third.md", "# 1 Supply\n\n1.1 The Supplier shall supply within 60 days.\n");
    folder.run(&["diff", "tracked.docx", "third.md", "-o", "third.docx"]).succeeded();
    assert_eq!(side(&folder, "third.docx", Side::Rejected), NEW);
    let third = side(&folder, "third.docx", Side::Accepted);
    let rejecting = ["diff", "tracked.docx", "third.md", "--tracked", "reject", "-o", "third.docx"];
    folder.run(&rejecting).succeeded();
    assert_eq!(side(&folder, "third.docx", Side::Rejected), OLD);
    assert_eq!(side(&folder, "third.docx", Side::Accepted), third);
}

#[test]
fn the_changes_that_a_document_tracks_are_made_anew() {
    let folder = Folder::new();
    folder.run(&["diff", "old.md", "new.md", "-o", "tracked.docx"]).succeeded();
    let arguments = ["diff", "tracked.docx", "-o", "redline.docx", "--author", "Another"];
    let run = folder.run(&arguments).succeeded();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    assert_eq!(side(&folder, "redline.docx", Side::Rejected), OLD);
    assert_eq!(side(&folder, "redline.docx", Side::Accepted), NEW);
    let document = document_of(&folder, "redline.docx");
    assert!(document.contains(r#"w:author="Another""#), "{document}");
    assert!(!document.contains(r#"w:author="Keeling""#), "the earlier changes are no more");
}

#[test]
fn an_error_leaves_the_earlier_file() {
    let folder = Folder::new();
    folder.write("redline.docx", "earlier");
    folder.write("cut.docx", &std::fs::read(fixture("old/section-h.docx")).unwrap()[..900]);
    folder.run(&["diff", "cut.docx", "new.md", "-o", "redline.docx"]).failed();
    assert_eq!(folder.read("redline.docx"), "earlier");
}

/// The main part of a file.
fn document_of(folder: &Folder, name: &str) -> String {
    let file = std::fs::File::open(folder.path(name)).unwrap();
    let mut package = zip::ZipArchive::new(file).unwrap();
    std::io::read_to_string(package.by_name("word/document.xml").unwrap()).unwrap()
}
