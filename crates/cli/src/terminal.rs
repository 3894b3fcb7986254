//! What the terminal at standard output can show.

use std::io::{IsTerminal as _, stdout};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

/// The width of a line where nobody says otherwise and there is no terminal.
const USUAL: u16 = 80;

/// How wide a line of text may be: as asked, else as the terminal is, else 80 columns.
pub(crate) fn width(asked: Option<u16>) -> usize {
    let terminal = || {
        let (width, _) = terminal_size::terminal_size_of(stdout())?;
        Some(width.0.max(40))
    };
    usize::from(asked.or_else(terminal).unwrap_or(USUAL))
}

/// Whether the text is to be coloured: where the user says so, else on a terminal that can, and
/// never in a file by itself.
pub(crate) fn is_coloured(output: Option<&Path>) -> bool {
    match ColorChoice::global() {
        ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let to_stdout = output.is_none_or(|path| path == Path::new("-"));
            let able = AutoStream::choice(&stdout()) != ColorChoice::Never;
            to_stdout && stdout().is_terminal() && able
        }
    }
}
