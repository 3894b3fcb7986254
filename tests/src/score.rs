//! How good a redline is: a redline and the truth in, the share of right answers out.
//!
//! ```text
//! truth ─ places ─► facts ─┐
//!                          ├─ per question ─► right, wrong, missed
//! redline ────────► facts ─┘
//! redline ─► words ─► marked and fewest, runs, islands
//! ```
//!
//! A clause is known by where it stands: the nth of the truth's list is the nth of the document's
//! clauses, which their texts confirm. So clauses with equal texts are told apart.

mod facts;
mod labels;
mod places;
mod references;
mod rows;
mod tables;
mod words;

use keeling_diff::Redline;
use keeling_model::Document;

use crate::generate::Truth;

pub use facts::{Fact, Fault, Question};
pub use labels::{Confusion, Said, True};
pub use words::Words;

use facts::Facts;
use places::Places;

/// How a redline answered one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Said, and true.
    pub right: usize,
    /// Said, and not true.
    pub wrong: usize,
    /// True, and not said.
    pub missed: usize,
}

impl Answers {
    /// The share of what is said that is true, from 0 to 1; 1 where nothing is said.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// The share of what is true that is said, from 0 to 1; 1 where nothing is true.
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// The harmonic mean of precision and recall, from 0 to 1; 1 where nothing was to be said.
    pub fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
        }
    }
}

/// How a redline answered all questions, or several redlines together.
#[derive(Clone, Debug, Default)]
pub struct Score {
    answers: [Answers; Question::ALL.len()],
    /// The true status of each clause against what was said.
    pub confusion: Confusion,
    /// How readable the edits are.
    pub words: Words,
    /// References that point elsewhere and are said to follow their targets.
    pub followed: usize,
    /// References that the reader of the document took for others than they are.
    pub misread: usize,
    /// Everything that was answered wrongly or not at all.
    pub faults: Vec<Fault>,
}

impl Score {
    /// The answers to a question.
    pub fn of(&self, question: Question) -> Answers {
        self.answers[question as usize]
    }

    /// How many things are said to have changed that did not.
    pub fn false_changes(&self) -> usize {
        let wrong = |question: &Question| self.of(*question).wrong;
        Question::ALL.iter().filter(|question| **question != Question::Pairs).map(wrong).sum()
    }

    /// How many clauses, rows and references are marked that nobody touched, renumbering and what
    /// follows from it aside.
    pub fn marked_beyond(&self) -> usize {
        let beyond = [Question::Renumbered, Question::Consequential];
        self.false_changes() - beyond.map(|question| self.of(question).wrong).iter().sum::<usize>()
    }

    /// Takes in what another redline answered; its faults are left out.
    pub fn add(&mut self, other: &Self) {
        for (sum, next) in self.answers.iter_mut().zip(other.answers) {
            *sum = sum.and(next);
        }
        self.confusion.add(&other.confusion);
        self.words.add(&other.words);
        self.followed += other.followed;
        self.misread += other.misread;
    }
}

/// Scores a redline.
///
/// # Errors
///
/// Where a document was not read as the clauses that the truth is about; the message says which
/// clause is missing.
pub fn score(
    truth: &Truth,
    redline: &Redline,
    old: &Document,
    new: &Document,
) -> Result<Score, String> {
    let places = Places::new(truth, old, new)?;
    let (mut want, mut have) = (Facts::default(), Facts::default());
    labels::collect(truth, redline, &places, &mut want, &mut have);
    tables::collect(truth, redline, &places, &mut want, &mut have);
    let read = references::collect(truth, redline, &places, &mut want, &mut have);
    let mut score = Score {
        confusion: Confusion::new(truth, redline, &places),
        words: Words::new(redline, old, new),
        followed: read.followed,
        misread: read.misread,
        ..Score::default()
    };
    for question in Question::ALL {
        let (answers, faults) = facts::compare(question, &want, &have);
        score.answers[question as usize] = answers;
        score.faults.extend(faults);
    }
    Ok(score)
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { as_f64(part) / as_f64(whole) }
}

fn as_f64(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}
