//! `keeling completions`: a shell's name in, its completion script out.

use clap::CommandFactory as _;

use crate::args::{Cli, Completions};
use crate::output::Output;
use crate::report::Failure;

/// Writes the script to standard output.
pub(crate) fn run(args: &Completions) -> Result<(), Failure> {
    // The generator does not return what goes wrong with its writer, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "keeling", &mut script);
    Output::Stdout.write(|out| out.write_all(&script))
}
