//! Redlines and outlines as text for a terminal.
//!
//! A redline shows the clauses that changed, each with what became of it and its words, under the
//! headings that it stands below; everything else is a line that says what was left out.
//!
//! ```text
//! 3 Supply
//!
//! … 12 unchanged clauses, 3.1 to 3.12 …
//!
//! 3.13  amended
//!     The Supplier shall supply within [-30-] {+60+} days …
//!
//! Renumbered: 3.14 → 3.15 to 3.20 → 3.21 (7 clauses)
//! ```
//!
//! In colour, deleted words are red and struck, inserted ones green and underlined; without it
//! they stand in `[-…-]` and `{+…+}`. Characters that would steer the terminal never reach it.

mod explain;
mod labels;
mod notes;
mod outline;
mod paint;
mod passage;
mod redline;
mod words;

use std::io::{self, Write};

use keeling_diff::{ChangeId, Nearest};

use crate::{Version, View};
use paint::Terminal;

/// How the text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    width: usize,
    colour: bool,
    formatting: bool,
}

/// Narrowest text that is worth wrapping.
const NARROWEST: usize = 40;

impl Default for TextOptions {
    fn default() -> Self {
        Self { width: 80, colour: false, formatting: false }
    }
}

impl TextOptions {
    /// How many columns wide lines may be, at least 40. By default 80.
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns.max(NARROWEST);
        self
    }

    /// Whether ANSI colours tell what is inserted and deleted. By default they do not, and
    /// brackets do.
    pub fn colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// Whether it is told where only the formatting differs. By default it is not.
    pub fn formatting(mut self, formatting: bool) -> Self {
        self.formatting = formatting;
        self
    }
}

/// Writes the changes of a redline.
///
/// # Errors
///
/// Those of the writer.
pub fn write<W: Write>(writer: W, view: &View<'_>, options: TextOptions) -> io::Result<()> {
    let mut terminal = Terminal::new(writer, options);
    redline::write(&mut terminal, view)?;
    terminal.finish()
}

/// Writes all that is known of one change: what became of the clause and why, what it does to
/// others and they to it. For an inserted or deleted clause, `nearest` are the clauses that it was
/// compared with.
///
/// # Errors
///
/// Those of the writer.
pub fn write_explanation<W: Write>(
    writer: W,
    view: &View<'_>,
    change: ChangeId,
    nearest: &[Nearest],
    options: TextOptions,
) -> io::Result<()> {
    let mut terminal = Terminal::new(writer, options);
    explain::write(&mut terminal, view, change, nearest)?;
    terminal.finish()
}

/// Writes the clauses of one document as a tree: labels, headings, first words.
///
/// # Errors
///
/// Those of the writer.
///
/// # Examples
///
/// ```
/// use keeling_model::{Builder, ClauseKind, Label, Role};
/// use keeling_render::Version;
/// use keeling_render::text::{self, TextOptions};
///
/// let mut builder = Builder::new();
/// builder.open(ClauseKind::Clause, Some(Label::typed("1")));
/// builder.paragraph(Role::Heading(1), "Supply", []);
/// builder.open(ClauseKind::Paragraph, Some(Label::typed("(a)")));
/// builder.paragraph(Role::Body, "each Service;", []);
/// let document = builder.finish();
/// let mut outline = Vec::new();
/// let version = Version::new(&document, "code.md");
/// text::write_outline(&mut outline, &version, TextOptions::default())?;
/// assert_eq!(String::from_utf8_lossy(&outline), "1 Supply\n  (a) each Service;\n\n2 clauses\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_outline<W: Write>(
    writer: W,
    version: &Version<'_>,
    options: TextOptions,
) -> io::Result<()> {
    let mut terminal = Terminal::new(writer, options);
    outline::write(&mut terminal, version)?;
    terminal.finish()
}
