//! How good redlines are: generated pairs whose every difference is known in, a table out.
//!
//! ```text
//! profile, style, seed ─► pair ─► Markdown ─► redline ─► score ─► tally ─► Markdown | JSON
//!                          └────────── truth ────────────┘
//! ```
//!
//! `cargo run --release -p keeling-benches --bin quality -- --help` tells how to run it. The same
//! arguments give the same bytes.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

mod arguments;
mod bars;
mod explain;
mod json;
mod markdown;
mod run;
mod tally;

use std::process::ExitCode;

use arguments::Arguments;
use tally::Tally;

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
    let mut tallies = Vec::new();
    for profile in &arguments.profiles {
        let runs = run::runs(profile, &arguments)?;
        for explained in runs.iter().flat_map(|run| &run.explained).take(arguments.explain) {
            println!("{explained}");
        }
        tallies.push(Tally::new(profile.name, profile.about, &runs));
    }
    let all = Tally::all(&tallies);
    println!("{}", markdown::report(&tallies, &all));
    if let Some(path) = &arguments.json {
        let json = json::report(&tallies, &all, &arguments).map_err(|error| error.to_string())?;
        std::fs::write(path, json).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
