//! The law of the redline on whole files: read without its insertions a redline is the old
//! version, read without its deletions the new one, word for word and in order.
//!
//! The page is read with a browser's parser, Markdown and DOCX with readers of their own; see
//! `keeling_tests::read`.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "tests say what they pass over")]

use keeling_tests::corpus::{self, PairOfFiles};
use keeling_tests::generate::{self, Numbers};
use keeling_tests::line::Line;
use keeling_tests::read::{self, first_difference};
use scraper::Html;

/// What breaks the law for a pair of files; empty where nothing does.
fn breaches(pair: &PairOfFiles) -> Result<Vec<String>, String> {
    let line = Line::of_files(&pair.old, &pair.new)?;
    let page = line.page().map_err(|error| error.to_string())?;
    let (old, new) = (read::words(&pair.old)?, read::words(&pair.new)?);
    Ok(breaches_on(&page, &old, &new)?.iter().map(|b| format!("{}: {b}", pair.name)).collect())
}

/// What breaks the law on a page, where the two versions have these words.
fn breaches_on(page: &str, old: &str, new: &str) -> Result<Vec<String>, String> {
    let page = Html::parse_document(page);
    let sides = [("old", "ins", old), ("new", "del", new)];
    let mut breaches = Vec::new();
    for (side, without, want) in sides {
        let got = read::page::words(&page, without)?;
        breaches.extend(first_difference(&got, want).map(|at| format!("{side} {at}")));
    }
    Ok(breaches)
}

fn assert_law(pairs: &[PairOfFiles]) {
    let of_pair = |pair: &PairOfFiles| {
        breaches(pair).unwrap_or_else(|error| vec![format!("{}: {error}", pair.name)])
    };
    let breaches: Vec<_> = pairs.iter().flat_map(of_pair).collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn a_page_of_the_fixtures_loses_nothing() {
    let pairs = corpus::fixtures();
    assert!(pairs.len() >= 4, "two parts in two formats: {pairs:?}");
    assert_law(&pairs);
}

#[test]
fn a_page_across_formats_loses_nothing() {
    // Old in Markdown, new in DOCX.
    let pairs = corpus::fixtures();
    let mixed: Vec<_> = pairs
        .iter()
        .filter(|pair| pair.is_markdown())
        .map(|pair| PairOfFiles { new: pair.new.with_extension("docx"), ..pair.clone() })
        .filter(|pair| pair.new.is_file())
        .collect();
    assert!(!mixed.is_empty());
    assert_law(&mixed);
}

#[test]
fn a_page_of_a_real_document_loses_nothing() {
    match corpus::pairs() {
        Some(pairs) => {
            assert!(!pairs.is_empty());
            assert_law(&pairs);
        }
        None => eprintln!("passed over: there is no corpus beside the workspace"),
    }
}

#[test]
fn a_page_of_each_feature_of_word_loses_nothing() {
    match corpus::small_pairs() {
        Some(pairs) => {
            assert!(!pairs.is_empty());
            assert_law(&pairs);
        }
        None => eprintln!("passed over: there is no corpus beside the workspace"),
    }
}

#[test]
fn a_page_of_a_generated_code_loses_nothing() {
    for seed in 0..6 {
        let pair = generate::pair(seed, 2_000, 80);
        let (old, new) = (pair.old.markdown(), pair.new.markdown());
        let words = (read::markdown::words(&old), read::markdown::words(&new));
        let page = Line::of_bytes(old.as_bytes(), new.as_bytes()).unwrap().page().unwrap();
        assert_eq!(breaches_on(&page, &words.0, &words.1), Ok(vec![]), "seed {seed}, Markdown");

        for numbers in [Numbers::Typed, Numbers::Automatic] {
            let (old, new) = (pair.old.docx(numbers).unwrap(), pair.new.docx(numbers).unwrap());
            let words = (read::docx::words(&old).unwrap(), read::docx::words(&new).unwrap());
            let page = Line::of_bytes(&old, &new).unwrap().page().unwrap();
            assert_eq!(
                breaches_on(&page, &words.0, &words.1),
                Ok(vec![]),
                "seed {seed}, {numbers:?}"
            );
        }
    }
}
