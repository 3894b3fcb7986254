//! Real documents, where they are at hand.

use std::path::{Path, PathBuf};

use keeling_model::{Document, MarkKind, Target};

use super::laws::assert_well_formed;
use crate::{ParseOptions, parse};

/// The folder of real documents beside the workspace, if it is there.
fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let corpus = root.join("shared/corpus/pairs");
    corpus.is_dir().then_some(corpus)
}

fn document(corpus: &Path, name: &str) -> Document {
    let bytes = std::fs::read(corpus.join(name)).unwrap();
    parse(&bytes, &ParseOptions::default()).unwrap().document
}

/// How many references have a clause, and how many have none.
fn references(document: &Document) -> (usize, usize) {
    let targets = document.marks().iter().filter_map(|mark| match mark.kind {
        MarkKind::Reference(target) => Some(target),
        _ => None,
    });
    let (missing, found): (Vec<_>, Vec<_>) = targets.partition(|t| *t == Target::Missing);
    (found.len(), missing.len())
}

fn cited(document: &Document, citation: &str) -> bool {
    document.clauses().iter().any(|clause| clause.citation == citation)
}

#[test]
fn real_documents_have_the_clauses_that_they_are_cited_by() {
    let Some(corpus) = corpus() else {
        return passed_over();
    };
    for (name, citations) in [
        ("br-sc088/old.md", &["1", "1.6.1 \"Applicant\"", "3.2.2.4.13", "4.9.1.1(6)"][..]),
        ("ie-companies-act-2014/old.md", &["Part 1", "2(1) \"articles\"", "1(3)(a)", "1448"]),
        ("bgb-2012-to-2022/old.md", &["Buch 1, Abschnitt 1", "§ 312d(2)", "§ 75(1)(5)"]),
        ("codecivil-2004-to-2015/old.md", &["Article 9-1", "Article 1832"]),
    ] {
        let document = document(&corpus, name);
        assert_well_formed(&document);
        for citation in citations {
            assert!(cited(&document, citation), "{name}: {citation}");
        }
        let (found, missing) = references(&document);
        assert!(found > 300 && missing * 100 < found, "{name}: {found} and {missing}");
    }
}

#[test]
fn a_word_document_resolves_what_its_fields_refer_to() {
    let Some(corpus) = corpus() else {
        return passed_over();
    };
    let document = document(&corpus, "docx-sarif-362/old.docx");
    assert_well_formed(&document);
    assert!(cited(&document, "3.14.23"));
    let (found, missing) = references(&document);
    assert!(found > 1000 && missing < 10, "{found} and {missing}");
}

/// Says that a test was passed over.
#[allow(clippy::print_stderr, reason = "a test says what it did not do")]
fn passed_over() {
    eprintln!("passed over: the corpus is not here");
}
