//! `keeling man`: a command's name in, its manual page out.

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::args::{self, Cli};
use crate::output::Output;
use crate::report::Failure;

/// Writes the page to standard output.
pub(crate) fn run(args: &args::Man) -> Result<(), Failure> {
    let mut keeling = Cli::command();
    keeling.build();
    let page = match &args.command {
        None => Man::new(keeling),
        Some(name) => Man::new(subcommand(&keeling, name)?),
    };
    let page = page.source(concat!("keeling ", env!("CARGO_PKG_VERSION")));
    Output::Stdout.write(|mut out| page.render(&mut out))
}

/// The command of this name; built, it is shown as `keeling-diff`, as manual pages are called.
fn subcommand(keeling: &clap::Command, name: &str) -> Result<clap::Command, Failure> {
    keeling.find_subcommand(name).cloned().ok_or_else(|| {
        let names: Vec<_> = keeling.get_subcommands().map(clap::Command::get_name).collect();
        Failure::new(format!("there is no command {name}"))
            .hint(format!("the commands are {}", names.join(", ")))
    })
}
