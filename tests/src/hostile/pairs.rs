//! Pairs of versions that are slow to compare unless every step is bounded.

use std::fmt::Write as _;

use super::{HostilePair, Size};

/// Hostile pairs.
pub(super) const ALL: &[HostilePair] = &[
    HostilePair { name: "rewritten-clause", make: rewritten_clause },
    HostilePair { name: "rewritten-words", make: rewritten_words },
    HostilePair { name: "equal-clauses", make: equal_clauses },
    HostilePair { name: "all-moved", make: all_moved },
    HostilePair { name: "all-shuffled", make: all_shuffled },
    HostilePair { name: "rewritten-table", make: rewritten_table },
    HostilePair { name: "similar-clauses", make: similar_clauses },
    HostilePair { name: "nothing-in-common", make: nothing_in_common },
    HostilePair { name: "all-renumbered", make: all_renumbered },
];

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }

    fn words(&mut self, count: usize, vocabulary: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| format!("w{}", self.below(vocabulary))).collect();
        words.join(" ")
    }
}

/// One clause of common words, rewritten from end to end.
fn rewritten_clause(size: Size) -> (String, String) {
    let count = size.of(1_000, 500_000);
    let clause = |seed| format!("1.1 {}.\n", Random(seed).words(count, 2_000));
    (clause(1), clause(2))
}

/// One clause of a few words over and over, in another order.
fn rewritten_words(size: Size) -> (String, String) {
    let count = size.of(1_000, 500_000);
    let clause = |seed| format!("1.1 {}.\n", Random(seed).words(count, 4));
    (clause(1), clause(2))
}

fn numbered(texts: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for (index, text) in texts.enumerate() {
        // Writing to a string does not fail.
        let _ = write!(out, "{}. {text}\n\n", index + 1);
    }
    out
}

fn equal_clauses(size: Size) -> (String, String) {
    let count = size.of(500, 100_000);
    let clause = |_| "The Supplier shall keep records.".to_owned();
    (numbered((0..count).map(clause)), numbered((0..count + count / 10).map(clause)))
}

fn clauses(count: usize) -> Vec<String> {
    let mut random = Random(3);
    (0..count).map(|at| format!("Clause about u{at} and {}.", random.words(8, 500))).collect()
}

/// The last clause first.
fn all_moved(size: Size) -> (String, String) {
    let old = clauses(size.of(300, 50_000));
    let new: Vec<_> = old.iter().rev().cloned().collect();
    (numbered(old.into_iter()), numbered(new.into_iter()))
}

fn all_shuffled(size: Size) -> (String, String) {
    let old = clauses(size.of(300, 50_000));
    let mut new = old.clone();
    let mut random = Random(5);
    for at in (1..new.len()).rev() {
        new.swap(at, random.below(at + 1));
    }
    (numbered(old.into_iter()), numbered(new.into_iter()))
}

fn rewritten_table(size: Size) -> (String, String) {
    let table = |seed| {
        let mut random = Random(seed);
        let row = |_| format!("| {} | {} |\n", random.words(6, 300), random.words(6, 300));
        let rows: String = (0..size.of(100, 5_000)).map(row).collect();
        format!("1. Table\n\n| a | b |\n|---|---|\n{rows}")
    };
    (table(1), table(2))
}

/// Clauses that differ from each other in two words, other ones in each version.
fn similar_clauses(size: Size) -> (String, String) {
    let version = |seed| {
        let mut random = Random(seed);
        let clause = |_| {
            let words = random.words(2, 10_000);
            format!("The Supplier shall notify the Panel of {words} within 30 days of the event.")
        };
        numbered((0..size.of(300, 20_000)).map(clause))
    };
    (version(1), version(2))
}

fn nothing_in_common(size: Size) -> (String, String) {
    let version = |letter: char| {
        let clause = |at: usize| format!("{letter}{at} {letter}{} {letter}x{at}.", at + 1);
        numbered((0..size.of(300, 50_000)).map(clause))
    };
    (version('a'), version('b'))
}

/// One clause before all others, and references to all of them.
fn all_renumbered(size: Size) -> (String, String) {
    let version = |shift: usize| {
        let mut out = String::from("# 1 Supply\n\n");
        for at in 1..=size.of(300, 50_000) {
            let _ = write!(out, "1.{} As in Clause 1.{} for u{at}.\n\n", at + shift, at + shift);
        }
        out
    };
    (version(0), version(1).replacen("# 1 Supply\n\n", "# 1 Supply\n\n1.1 A new clause.\n\n", 1))
}
