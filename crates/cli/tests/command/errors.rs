//! Bad input: what, where, what to do; status 2, and nothing is written.

use insta::assert_snapshot;

use crate::run::{Folder, fixture};

/// Standard error of a comparison of `old.md` with this file, which has to fail.
fn error_of(folder: &Folder, new: &str) -> String {
    let before = folder.names();
    let stderr = folder.run(&["diff", "old.md", new, "-o", "redline.html"]).failed();
    assert_eq!(folder.names(), before, "nothing is written");
    stderr
}

/// Standard error where the new version has these bytes.
fn error_of_bytes(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let folder = Folder::new();
    folder.write(name, bytes);
    error_of(&folder, name)
}

#[test]
fn a_file_that_is_not_there() {
    assert_snapshot!(error_of(&Folder::new(), "nwe.md"), @r"
    error: cannot read nwe.md: no such file
    hint: did you mean new.md?
    ");
    assert_snapshot!(error_of(&Folder::new(), "elsewhere/code.docx"), @"error: cannot read elsewhere/code.docx: no such file");
}

#[test]
fn a_directory() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("codes")).unwrap();
    assert_snapshot!(error_of(&folder, "codes"), @r"
    error: cannot read codes: it is a directory
    hint: name a document in it
    ");
}

#[test]
fn an_empty_file() {
    assert_snapshot!(error_of_bytes("empty.md", ""), @r"
    error: cannot read empty.md: the file is empty
    hint: is it the right file? an empty file is no version of a document
    ");
}

#[test]
fn a_pdf() {
    assert_snapshot!(error_of_bytes("code.pdf", "%PDF-1.7\n"), @r"
    error: cannot read code.pdf: this is a PDF, not Markdown or DOCX
    hint: keeling reads Markdown and DOCX; export the document as one of them
    ");
}

#[test]
fn a_truncated_docx() {
    let whole = std::fs::read(fixture("old/section-h.docx")).unwrap();
    let stderr = error_of_bytes("cut.docx", &whole[..whole.len() / 2]);
    assert!(stderr.starts_with("error: cannot read cut.docx: "), "{stderr}");
    assert!(stderr.contains("\nhint: fetch the file anew"), "{stderr}");
}

#[test]
fn an_encrypted_docx() {
    // The first bytes of a compound file, in which an encrypted package is kept.
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    assert_snapshot!(error_of_bytes("secret.docx", bytes), @r"
    error: cannot read secret.docx: this is an encrypted document or a Word file of before 2007 (a compound file)
    hint: open it in a word processor and save it as DOCX without a password
    ");
}

#[test]
fn a_text_that_is_not_utf_8() {
    let stderr = error_of_bytes("latin.md", b"# Stra\xDFe\n");
    assert!(stderr.starts_with("error: cannot read latin.md: "), "{stderr}");
    assert!(stderr.contains("\nhint: Markdown has to be text in UTF-8"), "{stderr}");
}

#[test]
fn a_document_beyond_a_limit() {
    let folder = Folder::new();
    let stderr = folder.run(&["diff", "old.md", "new.md", "--max-bytes", "20"]).failed();
    assert!(stderr.starts_with("error: cannot read "), "{stderr}");
    assert!(stderr.contains("\nhint: where you trust the file, raise the limit"), "{stderr}");
}

#[test]
fn both_versions_from_standard_input() {
    assert_snapshot!(Folder::new().run(&["diff", "-", "-"]).failed(), @r"
    error: both versions cannot come from standard input
    hint: give one of them as a file
    ");
}

#[test]
fn an_output_that_is_one_of_the_inputs() {
    let folder = Folder::new();
    let run = folder.run(&["diff", "old.md", "new.md", "-f", "html", "-o", "./new.md"]);
    assert_snapshot!(run.failed(), @r"
    error: cannot write ./new.md: it is one of the inputs
    hint: name another file; new.md stays as it is
    ");
    assert_eq!(folder.read("new.md"), crate::run::NEW);
}

#[test]
fn an_output_in_a_folder_that_is_not_there_or_is_a_folder() {
    let folder = Folder::new();
    assert_snapshot!(folder.run(&["diff", "old.md", "new.md", "-o", "out/redline.html"]).failed(), @r"
    error: cannot write out/redline.html: there is no folder out
    hint: make the folder first
    ");
    std::fs::create_dir(folder.path("out.html")).unwrap();
    assert_snapshot!(folder.run(&["diff", "old.md", "new.md", "-o", "out.html"]).failed(), @r"
    error: cannot write out.html: it is a directory
    hint: name a file in it
    ");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written() {
    // No user, not even the first, makes files there.
    let stderr = Folder::new()
        .run(&["diff", "old.md", "new.md", "-f", "html", "-o", "/proc/redline.html"])
        .failed();
    assert!(stderr.starts_with("error: cannot write /proc/redline.html: "), "{stderr}");
    let stderr = Folder::new().run(&["diff", "old.md", "new.md", "-o", "/proc/redline.docx"]);
    let stderr = stderr.failed();
    assert!(stderr.starts_with("error: cannot write /proc/redline.docx: "), "{stderr}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device() {
    let stderr =
        Folder::new().run(&["diff", "old.md", "new.md", "-f", "json", "-o", "/dev/full"]).failed();
    assert!(stderr.starts_with("error: cannot write /dev/full: "), "{stderr}");
    assert!(stderr.contains("\nhint: the disk is full"), "{stderr}");
}

#[test]
fn a_format_that_cannot_be_written() {
    let folder = Folder::new();
    assert_snapshot!(folder.run(&["diff", "old.md", "new.md", "-o", "redline.md"]).failed(), @r"
    error: a redline cannot be written as Markdown by this version
    hint: it can be written as html, json, text or docx, for example -o redline.html
    ");
    assert_snapshot!(folder.run(&["diff", "old.md", "new.md", "-o", "redline.pdf"]).failed(), @r"
    error: cannot tell from the name redline.pdf which format to write
    hint: name the format with -f: html, json, text or docx
    ");
}

#[test]
fn a_page_to_open_that_is_not_written() {
    assert_snapshot!(Folder::new().run(&["diff", "old.md", "new.md", "--open"]).failed(), @r"
    error: --open needs a page that is written to a file
    hint: for example -o redline.html --open
    ");
}

#[test]
fn wrong_arguments_end_with_the_same_status() {
    let stderr = Folder::new().run(&["diff"]).failed();
    assert!(stderr.contains("<OLD>"), "{stderr}");
}
