//! What holds of every two versions, on whole documents: the number of threads changes no byte,
//! a version has no changes against itself, exchanging the versions mirrors the redline, and all
//! accepted or rejected it is one version or the other.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "tests say what they pass over")]

use keeling_diff::{Options, Redline, diff};
use keeling_model::Document;
use keeling_render::{Version, View, json};
use keeling_tests::corpus::{self, PairOfFiles};
use keeling_tests::generate;
use keeling_tests::line::{document, read};
use keeling_tests::mirror::{QUESTIONS, mirror};
use keeling_tests::score::Answers;

fn json(redline: &Redline, old: &Document, new: &Document) -> Vec<u8> {
    let view = View::new(redline, Version::new(old, "old"), Version::new(new, "new"));
    let mut out = Vec::new();
    json::write(&mut out, &view, json::Layout::Compact).unwrap();
    out
}

/// What does not hold of two versions, each fault with their name; and how far the redline is
/// mirrored.
fn faults(name: &str, old: &Document, new: &Document) -> (Vec<String>, [Answers; QUESTIONS.len()]) {
    let with = |threads| diff(old, new, &Options::default().threads(threads));
    let redline = with(1);
    let mut faults = Vec::new();
    let mut hold = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{name}: {what}"));
        }
    };
    let bytes = json(&redline, old, new);
    for threads in [2, 8] {
        hold(json(&with(threads), old, new) == bytes, "other bytes with other threads");
    }
    hold(redline.accept(old, new).as_ref() == Ok(new), "all accepted is not the new version");
    hold(redline.reject(old, new).as_ref() == Ok(old), "all rejected is not the old version");
    let stored = serde_json::to_vec(&redline).unwrap();
    let again: Redline = serde_json::from_slice(&stored).unwrap();
    hold(again == redline, "read back it is another redline");
    hold(is_same(old), "the old version has changes against itself");
    hold(is_same(new), "the new version has changes against itself");
    let back = diff(new, old, &Options::default());
    let score = mirror(&redline, &back);
    (faults, score)
}

/// Whether a document has no changes against itself.
fn is_same(document: &Document) -> bool {
    let redline = diff(document, document, &Options::default());
    let notes = redline.changes.iter().map(|change| change.references.len() + change.links.len());
    redline.is_unchanged() && notes.sum::<usize>() == 0
}

fn check(
    pairs: impl IntoIterator<Item = (String, Document, Document)>,
) -> Vec<[Answers; QUESTIONS.len()]> {
    let (mut all, mut scores) = (Vec::new(), Vec::new());
    for (name, old, new) in pairs {
        let (faults, score) = faults(&name, &old, &new);
        all.extend(faults);
        scores.push(score);
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
    scores
}

/// Those of the pairs that can be read.
fn readable(pairs: Vec<PairOfFiles>) -> impl Iterator<Item = (String, Document, Document)> {
    pairs
        .into_iter()
        .filter_map(|pair| Some((pair.name.clone(), read(&pair.old).ok()?, read(&pair.new).ok()?)))
}

/// The least F1 of each answer.
const MIRRORED: f64 = 0.98;

fn assert_mirrored(answers: &[[Answers; QUESTIONS.len()]]) {
    for (at, (question, _)) in QUESTIONS.iter().enumerate() {
        let together = answers.iter().map(|one| one[at]).fold(Answers::default(), Answers::and);
        let f1 = together.f1();
        assert!(f1 >= MIRRORED, "{question}: {f1:.4} mirrored, {MIRRORED} wanted");
    }
}

#[test]
fn what_holds_of_the_fixtures() {
    assert_mirrored(&check(readable(corpus::fixtures())));
}

#[test]
fn what_holds_of_generated_codes() {
    let pairs = [(1, 30), (2, 200), (3, 500)].map(|(seed, per_thousand)| {
        let pair = generate::pair(seed, 4_000, per_thousand);
        let [old, new] =
            [pair.old, pair.new].map(|code| document(code.markdown().as_bytes()).unwrap());
        (format!("seed {seed}"), old, new)
    });
    check(pairs);
}

#[test]
fn what_holds_of_small_pairs_with_one_feature_each() {
    match corpus::small_pairs() {
        Some(pairs) => drop(check(readable(pairs))),
        None => eprintln!("passed over: there is no corpus"),
    }
}

#[test]
fn what_holds_of_real_codes() {
    match corpus::pairs() {
        Some(pairs) => assert_mirrored(&check(readable(pairs))),
        None => eprintln!("passed over: there is no corpus"),
    }
}

#[test]
fn single_files_have_no_changes_against_themselves() {
    let Some(files) = corpus::single_files() else {
        eprintln!("passed over: there is no corpus");
        return;
    };
    let changed: Vec<_> =
        files.iter().filter(|path| read(path).is_ok_and(|document| !is_same(&document))).collect();
    assert!(changed.is_empty(), "{changed:?}");
}
