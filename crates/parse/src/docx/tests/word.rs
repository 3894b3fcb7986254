//! Documents with tracked changes, beside what Word itself made of accepting and rejecting them.

use std::path::{Path, PathBuf};

use super::corpus::{documents, pass_over};
use super::show;
use crate::{ParseOptions, Tracked};

/// Results of Word that we do not give, and why. There is none.
const EXCEPTIONS: [(&str, &str); 0] = [];

/// Everything that is read of a document: words, paragraphs, styles, numbers, indents, marks, tables.
/// Left out is the word that changes were accepted or rejected, and bookmarks of tables of contents,
/// which Word makes anew.
fn read(path: &Path, tracked: Tracked) -> String {
    let bytes = std::fs::read(path).unwrap();
    let options = ParseOptions::default().tracked(tracked);
    let mut flow = super::super::read(&bytes, &options).unwrap();
    flow.diagnostics.clear();
    for piece in &mut flow.pieces {
        piece.anchors.retain(|name| !name.starts_with("_Toc"));
    }
    show(&flow)
}

/// The documents with tracked changes for which there is a result, and the results.
fn results(corpus: &Path) -> Vec<(PathBuf, Tracked, PathBuf)> {
    let mut results = Vec::new();
    for file in documents(corpus) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for (side, tracked) in [("Accepted", Tracked::Accept), ("Rejected", Tracked::Reject)] {
            let result = file.with_file_name(format!("{name}-{side}.docx"));
            if result.exists() {
                results.push((file.clone(), tracked, result));
            }
        }
    }
    results
}

#[test]
fn accepting_and_rejecting_gives_what_word_gives() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/word");
    let results = results(&corpus);
    if results.is_empty() {
        pass_over(&corpus);
        return;
    }
    for (file, tracked, result) in &results {
        let name = result.file_stem().unwrap_or_default().to_string_lossy();
        let is_exception = EXCEPTIONS.iter().any(|(exception, _)| *exception == name);
        let is_same = read(file, *tracked) == read(result, Tracked::Accept);
        assert_ne!(is_same, is_exception, "{name}");
    }
}

#[test]
fn a_version_that_was_accepted_by_hand_is_the_accepted_side() {
    let pair = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpus/pairs/docx-sarif-tracked-left-on");
    let (old, new) = (pair.join("old.docx"), pair.join("new.docx"));
    if !old.exists() {
        pass_over(&pair);
        return;
    }
    assert!(read(&old, Tracked::Accept) == read(&new, Tracked::Accept));
}
