//! The Example Energy Code: its Markdown, where numbers are typed, and its Word form, where they are
//! automatic, are the same document.
#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use std::fs;
use std::path::Path;

use keeling_model::{Clause, Document};
use keeling_parse::{ParseOptions, parse};

fn read(version: &str, file: &str) -> Document {
    let code = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/example-energy-code");
    let bytes = fs::read(code.join(version).join(file)).unwrap();
    parse(&bytes, &ParseOptions::default()).unwrap().document
}

/// A clause a line: what it is, how it is cited and labelled, its words.
fn lines(document: &Document) -> Vec<String> {
    let line = |clause: &Clause| {
        let label = clause.label.as_ref().map(keeling_model::Label::shown);
        let text = document.own_text(clause.id);
        let kind = clause.kind.name();
        format!(
            "{} {kind} {:?} {label:?} {:?} {text:?}",
            clause.depth, clause.citation, clause.term
        )
    };
    document.clauses().iter().map(line).collect()
}

fn check(version: &str, part: &str) {
    let typed = lines(&read(version, &format!("{part}.md")));
    let automatic = lines(&read(version, &format!("{part}.docx")));
    for (typed, automatic) in typed.iter().zip(&automatic) {
        assert_eq!(typed, automatic, "{version} {part}");
    }
    assert_eq!(typed.len(), automatic.len(), "{version} {part}");
}

#[test]
fn section_h_is_the_same_in_markdown_and_word() {
    check("old", "section-h");
    check("new", "section-h");
}

#[test]
fn appendix_ag_is_the_same_in_markdown_and_word() {
    check("old", "appendix-ag");
    check("new", "appendix-ag");
}
