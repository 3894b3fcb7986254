//! Hostile files: a result, or status 2 with a reason; never a panic.
//!
//! The files are small here and take the same ways through the command as large ones; what large
//! ones cost is measured by hand, see CONTRIBUTING.md.

use keeling_tests::hostile::{Outcome, Size, documents, pairs, truncations};

use crate::run::{Folder, Run};

/// Asserts that a run gave a result or a reason, and did not panic.
fn assert_ended_well(name: &str, run: &Run) {
    let Run { status, stderr, stdout } = run;
    assert!(!stderr.contains("panicked"), "{name}: {stderr}");
    match status {
        Some(0) => {}
        Some(2) => {
            let reason = stderr.lines().next().unwrap_or_default();
            let said = reason.strip_prefix("error: cannot read ").unwrap_or_default();
            assert!(said.contains(": "), "{name}: {stderr}");
            assert_eq!(stdout, "", "{name}: an error leaves standard output alone");
        }
        other => assert_eq!(*other, Some(0), "{name}: {stderr}"),
    }
}

#[test]
fn hostile_documents_are_read_or_refused_with_a_reason() {
    let folder = Folder::new();
    for hostile in documents() {
        folder.write(hostile.name, (hostile.make)(Size::Small));
        let run = folder.run(&["outline", hostile.name, "-f", "json", "-q"]);
        assert_ended_well(hostile.name, &run);
        match hostile.outcome {
            Outcome::Read => assert_eq!(run.status, Some(0), "{}: {}", hostile.name, run.stderr),
            Outcome::Refused(why) => {
                assert_eq!(run.status, Some(2), "{}", hostile.name);
                assert!(run.stderr.contains(why), "{}: {}", hostile.name, run.stderr);
            }
            Outcome::Either => {}
        }
    }
}

#[test]
fn hostile_documents_are_compared_or_refused_with_a_reason() {
    let folder = Folder::new();
    for hostile in documents() {
        folder.write(hostile.name, (hostile.make)(Size::Small));
        let run = folder.run(&["diff", "old.md", hostile.name, "-f", "html", "-q"]);
        assert_ended_well(hostile.name, &run);
    }
}

#[test]
fn hostile_pairs_are_compared() {
    let folder = Folder::new();
    for pair in pairs() {
        let (old, new) = (pair.make)(Size::Small);
        folder.write("a.md", old);
        folder.write("b.md", new);
        for format in ["html", "json", "text"] {
            let run = folder.run(&["diff", "a.md", "b.md", "-f", format, "-q"]);
            assert_eq!(run.status, Some(0), "{}: {}", pair.name, run.stderr);
        }
    }
}

#[test]
fn every_beginning_of_a_docx_is_refused() {
    let folder = Folder::new();
    for bytes in truncations() {
        let name = format!("first-{}.docx", bytes.len());
        folder.write(&name, bytes);
        let run = folder.run(&["outline", &name]);
        // The first byte alone is text.
        if name != "first-1.docx" && name != "first-2.docx" && name != "first-3.docx" {
            run.failed();
        }
    }
}

#[test]
fn every_limit_can_be_set() {
    let folder = Folder::new();
    folder.write("table.md", "|a|b|\n|-|-|\n|c|d|\n");
    let reasons = [
        (["--max-paragraphs", "1"], "line 1: more than 1 paragraphs"),
        (["--max-cells", "3"], "line 3: more than 3 table cells"),
        (["--max-bytes", "5"], "more than the limit of 5"),
        (["--max-text", "6"], "more than the limit of 6"),
        (["--max-markup", "7"], "line 2: more than 7 lines and characters of markup"),
    ];
    for (limit, why) in reasons {
        let run = folder.run(&["outline", "table.md", limit[0], limit[1]]);
        let stderr = run.failed();
        assert!(stderr.contains(why), "{stderr}");
        assert!(stderr.contains("\nhint: where you trust the file, raise the limit"), "{stderr}");
    }
    folder.write("code.md", "# SECTION H\n\nH3.2 Each shall:\n\n(a) read;\n\n(b) report.\n");
    let stderr = folder.run(&["outline", "code.md", "--max-paragraphs", "3"]).failed();
    assert!(stderr.contains(": line 7, under clause H3.2(b): more than 3 para"), "{stderr}");
    std::fs::copy(crate::run::fixture("old/section-h.docx"), folder.path("h.docx")).unwrap();
    for (limit, why) in [
        (["--max-parts", "1"], "entries, more than 1"),
        (["--max-inflated", "100"], "inflate to more than 100 bytes"),
        (
            ["--max-paragraphs", "3"],
            "word/document.xml, paragraph 4, under clause H1.1: more than 3 para",
        ),
    ] {
        let stderr = folder.run(&["outline", "h.docx", limit[0], limit[1]]).failed();
        assert!(stderr.contains(why), "{stderr}");
    }
}
