//! The command `keeling`: arguments in, a redline out.
//!
//! ```text
//! args ─► input (paths, standard input, git) ─► parse ×2 ─► diff ─► render ─► output
//!                                      report (errors, warnings), progress: standard error
//! ```
//!
//! Everything that touches the world is here: files, git, the terminal, the browser. What a
//! clause is, and what became of it, is the libraries' business.

use std::process::ExitCode;

mod args;
mod commands;
mod css;
mod document;
mod folder;
mod format;
mod git;
mod input;
mod output;
mod pictures;
mod progress;
mod report;
mod site;
mod suggest;
mod terminal;
mod word;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::report::{Failure, Reporter};

/// Nothing differs, or nobody asked whether it does.
const SAME: u8 = 0;
/// The versions differ, with `--exit-code`.
const DIFFERENT: u8 = 1;
/// Something went wrong; standard error says what.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    // Wrong arguments end here: clap writes what is wrong and exits with 2.
    let cli = Cli::parse();
    cli.global.color.write_global();
    let reporter = Reporter::new(&cli.global);
    match run(&cli, &reporter) {
        Ok(differs) => ExitCode::from(if differs { DIFFERENT } else { SAME }),
        Err(failure) => {
            report::failure(&failure);
            ExitCode::from(TROUBLE)
        }
    }
}

/// Runs the command; true where the versions differ and the caller wants to know.
fn run(cli: &Cli, reporter: &Reporter) -> Result<bool, Failure> {
    start_threads(cli.global.threads)?;
    match &cli.command {
        Command::Diff(args) => commands::diff::run(args, reporter),
        Command::Release(args) => commands::release::run(args, reporter).map(|()| false),
        Command::Outline(args) => commands::outline::run(args, reporter).map(|()| false),
        Command::Completions(args) => commands::completions::run(args).map(|()| false),
        Command::Man(args) => commands::man::run(args).map(|()| false),
    }
}

/// Starts the threads that work: as many as the user says, else one a core. The command's own is one
/// of them, so that no work is handed over to others only to wait for it.
fn start_threads(threads: Option<usize>) -> Result<(), Failure> {
    let threads = threads.unwrap_or(0);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .use_current_thread()
        .build_global()
        .map_err(|error| {
            let many = if threads == 0 { String::new() } else { format!("{threads} ") };
            Failure::new(format!("cannot start {many}threads")).caused_by(&error)
        })
}
