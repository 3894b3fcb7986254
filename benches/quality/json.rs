//! The report as JSON.

use std::collections::BTreeMap;

use keeling_tests::score::{Confusion, Question};
use serde::Serialize;

use crate::arguments::Arguments;
use crate::bars::bars;
use crate::tally::Tally;

#[derive(Serialize)]
struct Report {
    format: &'static str,
    version: u32,
    seeds: u64,
    words: usize,
    bars: Vec<Bar>,
    all: Profile,
    profiles: Vec<Profile>,
}

#[derive(Serialize)]
struct Bar {
    profile: &'static str,
    what: String,
    value: f64,
    passed: bool,
}

#[derive(Serialize)]
struct Profile {
    name: &'static str,
    about: &'static str,
    pairs: usize,
    answers: BTreeMap<&'static str, Answers>,
    /// By true status, then by what is said.
    statuses: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
    words: Words,
    false_changes: usize,
    marked_beyond: usize,
    retargets_that_follow: usize,
    references_misread: usize,
}

#[derive(Serialize)]
struct Answers {
    right: usize,
    wrong: usize,
    missed: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    interval: [f64; 2],
}

#[derive(Serialize)]
struct Words {
    marked: usize,
    fewest: usize,
    churn: f64,
    amended_texts: usize,
    runs: usize,
    fragments: f64,
    islands: usize,
}

/// Writes all figures.
pub(crate) fn report(
    tallies: &[Tally],
    all: &Tally,
    arguments: &Arguments,
) -> serde_json::Result<String> {
    let bar = |bar: crate::bars::Bar| Bar {
        profile: bar.profile,
        what: bar.what,
        value: bar.value,
        passed: bar.passed,
    };
    let report = Report {
        format: "keeling/quality",
        version: 1,
        seeds: arguments.seeds,
        words: arguments.words,
        bars: bars(tallies).into_iter().map(bar).collect(),
        all: profile(all),
        profiles: tallies.iter().map(profile).collect(),
    };
    serde_json::to_string_pretty(&report)
}

fn profile(tally: &Tally) -> Profile {
    let score = &tally.sum;
    Profile {
        name: tally.name,
        about: tally.about,
        pairs: tally.n_runs,
        answers: answers(tally),
        statuses: statuses(&score.confusion),
        words: words(&score.words),
        false_changes: score.false_changes(),
        marked_beyond: score.marked_beyond(),
        retargets_that_follow: score.followed,
        references_misread: score.misread,
    }
}

fn answers(tally: &Tally) -> BTreeMap<&'static str, Answers> {
    let of_question = |(question, interval): (&Question, &[f64; 2])| {
        let answers = tally.sum.of(*question);
        let figures = Answers {
            right: answers.right,
            wrong: answers.wrong,
            missed: answers.missed,
            precision: answers.precision(),
            recall: answers.recall(),
            f1: answers.f1(),
            interval: *interval,
        };
        (question.name(), figures)
    };
    Question::ALL.iter().zip(&tally.intervals).map(of_question).collect()
}

fn statuses(confusion: &Confusion) -> BTreeMap<&'static str, BTreeMap<&'static str, usize>> {
    let rows = Confusion::NAMES.iter().zip(&confusion.counts);
    rows.map(|(name, row)| (*name, Confusion::NAMES.into_iter().zip(*row).collect())).collect()
}

fn words(words: &keeling_tests::score::Words) -> Words {
    Words {
        marked: words.marked,
        fewest: words.fewest,
        churn: words.churn(),
        amended_texts: words.clauses,
        runs: words.runs,
        fragments: words.fragments(),
        islands: words.islands,
    }
}
