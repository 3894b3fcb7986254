//! The scores of many runs together, and how sure they are.

use keeling_tests::generate::Random;
use keeling_tests::score::{Answers, Question, Score};

use crate::run::Run;

/// How often the runs are drawn anew for an interval (B. Efron, "Bootstrap methods: another look
/// at the jackknife", 1979).
const DRAWS: usize = 1_000;
const SEED: u64 = 1_979;

/// The scores of a profile.
#[derive(Debug)]
pub(crate) struct Tally {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) n_runs: usize,
    pub(crate) sum: Score,
    /// For each question, between which values its F1 lies in 95 of 100 draws.
    pub(crate) intervals: Vec<[f64; 2]>,
    runs: Vec<Score>,
}

impl Tally {
    pub(crate) fn new(name: &'static str, about: &'static str, runs: &[Run]) -> Self {
        Self::of(name, about, runs.iter().map(|run| run.score.clone()).collect())
    }

    /// All profiles together.
    pub(crate) fn all(tallies: &[Self]) -> Self {
        Self::of(
            "all",
            "all profiles",
            tallies.iter().flat_map(|tally| tally.runs.clone()).collect(),
        )
    }

    fn of(name: &'static str, about: &'static str, runs: Vec<Score>) -> Self {
        let mut sum = Score::default();
        for run in &runs {
            sum.add(run);
        }
        let intervals = Question::ALL.map(|question| interval(&runs, question)).into();
        Self { name, about, n_runs: runs.len(), sum, intervals, runs }
    }
}

/// The interval that the F1 of a question lies in where the runs are drawn anew.
fn interval(runs: &[Score], question: Question) -> [f64; 2] {
    let mut random = Random::new(SEED);
    let mut draws: Vec<f64> = (0..DRAWS).map(|_| draw(runs, question, &mut random)).collect();
    draws.sort_by(f64::total_cmp);
    let at = |per_thousand: usize| draws.get(DRAWS * per_thousand / 1_000).copied().unwrap_or(1.0);
    [at(25), at(975)]
}

fn draw(runs: &[Score], question: Question, random: &mut Random) -> f64 {
    let drawn = runs.iter().map(|_| runs[random.below(runs.len())].of(question));
    drawn.fold(Answers::default(), Answers::and).f1()
}
