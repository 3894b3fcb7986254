//! The bars that a redline has to clear.

use keeling_tests::score::{Question, Score};

use crate::tally::Tally;

/// A bar, and how a profile stands to it.
#[derive(Debug)]
pub(crate) struct Bar {
    pub(crate) profile: &'static str,
    pub(crate) what: String,
    pub(crate) value: f64,
    pub(crate) passed: bool,
}

/// The least F1 of answers, where a profile is about their question.
const LEAST: [(&str, Question, f64); 9] = [
    ("split-merge", Question::Split, 0.92),
    ("split-merge", Question::Merged, 0.92),
    ("references", Question::Retargeted, 0.99),
    ("references", Question::Dangling, 0.99),
    ("tables", Question::Rows, 0.97),
    ("tables", Question::RowMoves, 0.97),
    ("tables", Question::Columns, 0.97),
    ("tables", Question::Cells, 0.97),
    ("formatting", Question::Formatting, 0.97),
];

/// The most words that any profile may mark for each that had to be.
const CHURN: f64 = 1.25;

/// What there may be none of.
type Count = fn(&Score) -> usize;

/// What no profile, or one of them, may have any of.
const NONE: [(&str, &str, Count); 4] = [
    ("null", "false changes", Score::false_changes),
    ("formatting", "false changes", Score::false_changes),
    ("renumber", "marked beyond the inserted clause", Score::marked_beyond),
    ("references", "retargets called consequential", |score| score.followed),
];

/// Holds the profiles that were run to their bars.
pub(crate) fn bars(tallies: &[Tally]) -> Vec<Bar> {
    let of = |name: &str| tallies.iter().find(|tally| tally.name == name);
    let least = LEAST.iter().filter_map(|(profile, question, least)| {
        let value = of(profile)?.sum.of(*question).f1();
        let what = format!("{} F1 ≥ {least}", question.name());
        Some(Bar { profile, what, value, passed: value >= *least })
    });
    let none = NONE.iter().filter_map(|(profile, what, count)| {
        let count = count(&of(profile)?.sum);
        let value = u32::try_from(count).map_or(f64::MAX, f64::from);
        Some(Bar { profile, what: format!("no {what}"), value, passed: count == 0 })
    });
    let churn = tallies.iter().map(|tally| {
        let value = tally.sum.words.churn();
        let what = format!("churn ≤ {CHURN}");
        Bar { profile: tally.name, what, value, passed: value <= CHURN }
    });
    least.chain(none).chain(churn).collect()
}
