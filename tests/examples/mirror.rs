//! Compares every pair of the corpus, or two files, both ways and with themselves, and prints how
//! far one way mirrors the other; with two files also each clause where it does not.
//!
//! ```text
//! cargo run --release -p keeling-tests --example mirror [OLD NEW]
//! ```
#![allow(clippy::print_stdout, reason = "it reports")]

use std::path::{Path, PathBuf};

use keeling_diff::{Change, Options, diff};
use keeling_model::{ClauseId, Document};
use keeling_tests::corpus::{self, PairOfFiles};
use keeling_tests::line::read;
use keeling_tests::mirror::{QUESTIONS, mirror, parted};
use keeling_tests::score::Answers;

fn main() {
    let files: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    println!("pair | itself | {}", QUESTIONS.map(|(name, _)| name).join(" | "));
    if let [old, new] = files.as_slice() {
        report("the two", old, new, true);
        return;
    }
    let pairs: Vec<PairOfFiles> =
        [corpus::pairs(), corpus::small_pairs()].into_iter().flatten().flatten().collect();
    let mut all = [Answers::default(); QUESTIONS.len()];
    for pair in pairs.iter().chain(&corpus::fixtures()) {
        let Some(answers) = report(&pair.name, &pair.old, &pair.new, false) else { continue };
        for (sum, next) in all.iter_mut().zip(answers) {
            *sum = sum.and(next);
        }
    }
    println!("all | | {}", all.map(shown).join(" | "));
    let singles = corpus::single_files().unwrap_or_default();
    let read: Vec<_> = singles.iter().filter_map(|path| Some((path, read(path).ok()?))).collect();
    let unequal = read.iter().filter(|(_, document)| changed(document) > 0);
    for (path, document) in unequal {
        println!("{}: {} changes against itself", path.display(), changed(document));
    }
    println!("{} single files, {} read", singles.len(), read.len());
}

/// Prints a row for two files.
fn report(name: &str, old: &Path, new: &Path, in_full: bool) -> Option<[Answers; QUESTIONS.len()]> {
    let (old, new) = (read(old).ok()?, read(new).ok()?);
    let forth = diff(&old, &new, &Options::default());
    let back = diff(&new, &old, &Options::default());
    let answers = mirror(&forth, &back);
    let itself = changed(&old) + changed(&new);
    println!("{name} | {itself} | {}", answers.map(shown).join(" | "));
    if in_full {
        for (question, _) in QUESTIONS {
            let [_, here, there] = parted(&forth, &back, question);
            let show = |way: &str, clauses: [Option<ClauseId>; 2]| {
                let [a, b] = [cite(&old, clauses[0]), cite(&new, clauses[1])];
                println!("{question}, only {way}: {a} → {b}");
            };
            for clauses in there {
                show("forth", clauses);
            }
            for clauses in here {
                show("back", clauses);
            }
        }
    }
    Some(answers)
}

/// How many changes a document has against itself.
fn changed(document: &Document) -> usize {
    let redline = diff(document, document, &Options::default());
    redline.changes.iter().filter(|change| Change::is_changed(change)).count()
}

fn shown(answers: Answers) -> String {
    let Answers { right, wrong, missed } = answers;
    format!("{:.4} ({right}+{missed}/{wrong})", answers.f1())
}

fn cite(document: &Document, id: Option<ClauseId>) -> String {
    id.map_or("–".to_owned(), |id| {
        let text: String = document.own_text(id).chars().take(90).collect();
        format!("{} #{} {text:?}", document.clause(id).citation, id.0)
    })
}
