//! The law of the redline in Word files: with all changes accepted a file is the new version, with
//! all rejected the old one.
//!
//! The sides are read by `keeling_tests::read::tracked`, which shares nothing with the engine, and
//! held against what the same reader finds in the packages of the versions; Markdown against what
//! its own reader finds in it.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "tests say what they pass over")]

use std::path::{Path, PathBuf};

use keeling_tests::corpus::{self, PairOfFiles};
use keeling_tests::generate::{self, Numbers};
use keeling_tests::read::tracked::{Side, paragraphs, words};
use keeling_tests::read::{self, first_difference};
use keeling_tests::word::WordFile;
use rayon::prelude::*;

/// What breaks the law for a pair of files; empty where nothing does.
fn breaches(pair: &PairOfFiles) -> Vec<String> {
    let of_files = || -> Result<Vec<String>, String> {
        let word = WordFile::of_files(&pair.old, &pair.new)?;
        let mut breaches = breaches_in(&word)?;
        for (package, path) in [(&word.old, &pair.old), (&word.new, &pair.new)] {
            // Beside a DOCX with automatic numbers, typed ones are automatic too.
            if pair.is_markdown() {
                let (got, want) = (words(package, Side::Accepted)?, read::words(path)?);
                breaches.extend(first_difference(&got, &want).map(|at| format!("fresh {at}")));
            }
        }
        Ok(breaches)
    };
    let found = of_files().unwrap_or_else(|error| vec![error]);
    found.into_iter().map(|breach| format!("{}: {breach}", pair.name)).collect()
}

fn breaches_in(word: &WordFile) -> Result<Vec<String>, String> {
    let mut breaches = Vec::new();
    for (side, package) in [(Side::Accepted, &word.new), (Side::Rejected, &word.old)] {
        let (got, want) = (words(&word.file, side)?, words(package, Side::Accepted)?);
        breaches.extend(first_difference(&got, &want).map(|at| format!("{side:?} {at}")));
    }
    breaches.extend(word.verify().err());
    Ok(breaches)
}

fn assert_law(pairs: &[PairOfFiles]) {
    let breaches: Vec<_> = pairs.par_iter().flat_map_iter(breaches).collect();
    assert!(breaches.is_empty(), "{} breaches\n{}", breaches.len(), breaches.join("\n"));
}

#[test]
fn a_word_file_of_the_fixtures_loses_nothing() {
    let mut pairs = corpus::fixtures();
    // The old version in Markdown and the new one in DOCX, and the other way round.
    let across = |pair: &PairOfFiles, old: &str, new: &str| PairOfFiles {
        name: format!("{} {old} {new}", pair.name),
        old: pair.old.with_extension(old),
        new: pair.new.with_extension(new),
    };
    let mixed: Vec<_> = pairs
        .iter()
        .filter(|pair| pair.is_markdown())
        .flat_map(|pair| [across(pair, "md", "docx"), across(pair, "docx", "md")])
        .filter(|pair| pair.old.is_file() && pair.new.is_file())
        .collect();
    pairs.extend(mixed);
    assert!(pairs.len() >= 8, "{pairs:?}");
    assert_law(&pairs);
}

#[test]
fn a_word_file_of_a_generated_code_loses_nothing() {
    for seed in 0..6 {
        let pair = generate::pair(seed, 2_000, 80);
        let markdown = |code: &generate::Code| code.markdown().into_bytes();
        let mut versions = vec![("Markdown", markdown(&pair.old), markdown(&pair.new))];
        for numbers in [Numbers::Typed, Numbers::Automatic] {
            let name = if numbers == Numbers::Typed { "typed" } else { "automatic" };
            versions.push((name, pair.old.docx(numbers).unwrap(), pair.new.docx(numbers).unwrap()));
        }
        for (name, old, new) in versions {
            let word = WordFile::of(old, new).unwrap();
            assert_eq!(breaches_in(&word), Ok(vec![]), "seed {seed}, {name}");
        }
    }
}

#[test]
fn a_word_file_of_a_real_document_loses_nothing() {
    match corpus::pairs() {
        Some(pairs) => assert_law(&pairs),
        None => eprintln!("passed over: there is no corpus beside the workspace"),
    }
}

#[test]
fn a_word_file_of_each_feature_of_word_loses_nothing() {
    match corpus::small_pairs() {
        Some(pairs) => assert_law(&pairs),
        None => eprintln!("passed over: there is no corpus beside the workspace"),
    }
}

/// The documents with tracked changes for which there is what Word itself made of a side: name,
/// document, side, and that.
fn sides_of_word() -> Vec<(String, PathBuf, Side, PathBuf)> {
    let Some(folder) = corpus::root().parent().map(|above| above.join("shared/corpus/word")) else {
        return Vec::new();
    };
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("passed over: there is no corpus beside the workspace");
        return Vec::new();
    };
    let mut sides = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        for (side, ending) in [(Side::Accepted, "Accepted"), (Side::Rejected, "Rejected")] {
            let of_word: PathBuf = folder.join(format!("{stem}-{ending}.docx"));
            if of_word.is_file() {
                sides.push((format!("{stem} {ending}"), path.clone(), side, of_word));
            }
        }
    }
    assert!(sides.len() > 50, "{} documents", sides.len());
    sides
}

/// The reader itself, held against what Word made of documents with tracked changes.
#[test]
fn the_sides_are_read_as_word_reads_them() {
    let read_words = |path: &Path, side| words(&std::fs::read(path).unwrap(), side).unwrap();
    let mut wrong = Vec::new();
    for (name, path, side, of_word) in sides_of_word() {
        let (got, want) = (read_words(&path, side), read_words(&of_word, Side::Accepted));
        wrong.extend(first_difference(&got, &want).map(|at| format!("{name} {at}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The changes that a document tracks, made anew: each side is what Word made of it.
#[test]
fn the_sides_are_written_as_word_writes_them() {
    let mut wrong = Vec::new();
    for (name, path, side, of_word) in sides_of_word() {
        let word = WordFile::of_tracked(std::fs::read(&path).unwrap()).unwrap();
        let of_word = std::fs::read(&of_word).unwrap();
        let read = |bytes: &[u8], side| paragraphs(bytes, side).unwrap();
        let (got, want) = (read(&word.file, side), read(&of_word, Side::Accepted));
        if got != want {
            wrong.push(format!("{name}: {got:?} for {want:?}"));
        }
        wrong.extend(word.verify().err().map(|error| format!("{name}: {error}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
