//! How time grows with the document: generated pairs of rising sizes in, milliseconds and slopes
//! out.
//!
//! ```text
//! profile, size ─► pair ─► Markdown ─► read, tokenise, align, compare, write ─► times ─► slope
//! ```
//!
//! The slope is that of the logarithm of the time over the logarithm of the words: 1 is linear,
//! 2 is quadratic. The fastest of some runs counts, as whatever disturbs a run only adds to it.
//! `cargo run --release -p keeling-benches --bin growth -- --help` tells how to run it.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

mod arguments;
mod stages;

use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

use arguments::Arguments;
use keeling_render::{View, json};
use keeling_tests::generate::{Profile, Style};
use stages::{STAGES, Times};

/// The same pairs in every run.
const SEED: u64 = 1;

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn measure() -> Result<(), String> {
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    if arguments.help {
        print!("{}", arguments::HELP);
        return Ok(());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads).build();
    let pool = pool.map_err(|error| error.to_string())?;
    println!("{}", header(&arguments));
    for profile in &arguments.profiles {
        let points: Result<Vec<Point>, String> = arguments
            .words
            .iter()
            .map(|words| pool.install(|| point(profile, *words, arguments.runs)))
            .collect();
        println!("{}", row(profile.name, &points?));
    }
    Ok(())
}

/// A pair's size and times.
struct Point {
    words: usize,
    times: Times,
}

fn point(profile: &Profile, words: usize, runs: usize) -> Result<Point, String> {
    let pair = profile.pair(Style::ALL[0], SEED, words);
    let (old, new) = (pair.old.markdown(), pair.new.markdown());
    drop(pair);
    let words = old.split_whitespace().count().max(new.split_whitespace().count());
    let write = |view: &View<'_>| json::write(io::sink(), view, json::Layout::Compact);
    let times = (0..runs.max(1)).map(|_| stages::time(old.as_bytes(), new.as_bytes(), write));
    let fastest = times.reduce(|best, one| Ok(best?.least(&one?)));
    Ok(Point { words, times: fastest.unwrap_or_else(|| Ok(Times::default()))? })
}

/// How fast something grows: the slope of the line that fits the logarithms best.
fn slope(points: &[(f64, f64)]) -> f64 {
    let logs = || points.iter().map(|(x, y)| (x.max(1.0).ln(), y.max(1e-9).ln()));
    let n = f64::from(u32::try_from(points.len()).unwrap_or(u32::MAX));
    let mean = |sum: f64| sum / n;
    let (mx, my) = (mean(logs().map(|p| p.0).sum()), mean(logs().map(|p| p.1).sum()));
    let above: f64 = logs().map(|(x, y)| (x - mx) * (y - my)).sum();
    let below: f64 = logs().map(|(x, _)| (x - mx) * (x - mx)).sum();
    above / below
}

#[expect(clippy::cast_precision_loss, reason = "documents have fewer than 2^52 words")]
fn slopes(points: &[Point]) -> Vec<f64> {
    let of = |time: &dyn Fn(&Times) -> f64| {
        let curve: Vec<(f64, f64)> =
            points.iter().map(|point| (point.words as f64, time(&point.times))).collect();
        slope(&curve)
    };
    let stages = (0..STAGES.len()).map(|at| of(&|times| times.0[at]));
    std::iter::once(of(&Times::whole)).chain(stages).collect()
}

fn header(arguments: &Arguments) -> String {
    let mut head = String::from("| profile |");
    for words in &arguments.words {
        let _ = write!(head, " {words} words, ms |");
    }
    head.push_str(" slope |");
    for stage in STAGES {
        let _ = write!(head, " {stage} |");
    }
    let columns = arguments.words.len() + 1 + STAGES.len();
    format!("{head}\n|---|{}", "--:|".repeat(columns))
}

fn row(name: &str, points: &[Point]) -> String {
    let mut row = format!("| {name} |");
    for point in points {
        let _ = write!(row, " {:.1} |", point.times.whole() * 1e3);
    }
    for slope in slopes(points) {
        let _ = write!(row, " {slope:.2} |");
    }
    row
}

#[cfg(test)]
mod tests {
    use super::slope;

    #[test]
    fn a_line_has_slope_one_and_a_square_two() {
        let curve = |power: i32| [10.0, 100.0, 300.0].map(|x: f64| (x, 7.0 * x.powi(power)));
        assert!((slope(&curve(1)) - 1.0).abs() < 1e-9);
        assert!((slope(&curve(2)) - 2.0).abs() < 1e-9);
    }
}
