//! Fresh packages: a document that is written as DOCX and read again is the same document.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "tests say what they pass over")]

use std::path::Path;

use keeling_model::{Document, Label};
use keeling_parse::{ParseOptions, parse};
use keeling_render::docx::fresh::{self, FreshOptions};
use keeling_tests::alike::{differences, words};
use keeling_tests::corpus::{self, PairOfFiles};
use keeling_tests::generate;
use keeling_tests::read::first_difference;

/// The document once it has been written and read again.
fn again(document: &Document) -> Document {
    let package = fresh::package(document, &FreshOptions::default()).unwrap();
    parse(&package, &ParseOptions::default()).unwrap().document
}

/// What a document loses when it is written and read again: words that are lost or elsewhere, and
/// the clauses that are others.
fn losses(name: &str, document: &Document) -> (Vec<String>, Vec<String>) {
    let again = again(document);
    let lost = first_difference(&words(&again), &words(document));
    let told = |what: String| format!("{name}: {what}");
    let others = differences(document, &again).into_iter().map(told);
    (lost.map(|at| told(format!("words {at}"))).into_iter().collect(), others.collect())
}

fn of_file(path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let document = parse(&bytes, &ParseOptions::default()).unwrap().document;
    let (mut losses, others) = losses(&path.display().to_string(), &document);
    // A converter wrote `1. (1)` and put the `(a)` below it at the margin; such clauses, and no more
    // of a document, may stand elsewhere: the indents that are written say what the labels say.
    if others.len() * 100 > document.clauses().len() {
        losses.extend(others);
    }
    losses
}

fn sides(pairs: &[PairOfFiles]) -> impl Iterator<Item = &Path> {
    pairs.iter().flat_map(|pair| [pair.old.as_path(), pair.new.as_path()])
}

#[test]
fn a_fixture_loses_nothing() {
    let pairs = corpus::fixtures();
    for path in sides(&pairs) {
        let document = parse(&std::fs::read(path).unwrap(), &ParseOptions::default()).unwrap();
        let name = path.display().to_string();
        assert_eq!(losses(&name, &document.document), (vec![], vec![]));
    }
}

#[test]
fn a_real_document_in_markdown_loses_nothing() {
    let Some(mut pairs) = corpus::pairs() else {
        return eprintln!("passed over: there is no corpus beside the workspace");
    };
    pairs.retain(PairOfFiles::is_markdown);
    let losses: Vec<_> = sides(&pairs).flat_map(of_file).collect();
    assert!(losses.is_empty(), "\n{}", losses.join("\n"));
}

#[test]
fn typed_labels_can_be_computed_instead() {
    let pairs = corpus::fixtures();
    for path in sides(&pairs) {
        let document = parse(&std::fs::read(path).unwrap(), &ParseOptions::default()).unwrap();
        let options = FreshOptions::default().automatic(true);
        let package = fresh::package(&document.document, &options).unwrap();
        let again = parse(&package, &ParseOptions::default()).unwrap().document;
        let labels = |document: &Document| -> Vec<_> {
            let body = document.body().iter();
            body.map(|c| (c.citation.clone(), c.label.as_ref().map(|l| l.shown().to_owned())))
                .collect()
        };
        assert_eq!(labels(&again), labels(&document.document), "{}", path.display());
        let typed = again.body().iter().filter_map(|clause| clause.label.as_ref());
        let typed = typed.filter(|label| !label.is_generated());
        let is_worded = |label: &Label| label.shown().starts_with(['S', 'A']);
        assert!(typed.clone().all(is_worded), "{:?}", typed.collect::<Vec<_>>());
    }
}

#[test]
fn a_generated_code_loses_nothing() {
    for seed in 0..6 {
        let pair = generate::pair(seed, 2_000, 80);
        let markdown = pair.new.markdown();
        let document = parse(markdown.as_bytes(), &ParseOptions::default()).unwrap().document;
        let lost = losses(&format!("seed {seed}"), &document);
        assert_eq!(lost, (vec![], vec![]));
    }
}
