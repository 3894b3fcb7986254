//! The arguments, as clap reads them.

mod limits;
mod release;

use std::ops::BitOr;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use keeling_diff::Ignore;

pub(crate) use limits::Limits;

pub(crate) use release::{Release, SiteFormat};

const EXIT_STATUS: &str = "Exit status:
  0  done
  1  the versions differ (with --exit-code)
  2  an error, told on standard error";

/// Redlines of code documents: industry codes, statutes, contracts.
#[derive(Debug, Parser)]
#[command(name = "keeling", version, after_help = EXIT_STATUS, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) global: Global,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a redline of two versions of a document, or of the changes that one itself tracks
    Diff(Box<Diff>),
    /// Make a site of a whole modification or release: a redline of each document, what follows
    /// across documents, a notice
    Release(Box<Release>),
    /// Show the clause tree of a document as it is read
    Outline(Outline),
    /// Write a completion script for a shell
    Completions(Completions),
    /// Write the manual page
    Man(Man),
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// When to use colours; `NO_COLOR` is honoured
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: Color,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more: every warning, what was read, what was written
    #[arg(short, long, action = ArgAction::Count, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: u8,
    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = threads, global = true)]
    pub(crate) threads: Option<usize>,
}

/// `keeling diff`.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The old version: a file, `-` for standard input, or `REV:PATH` in git; alone, a DOCX whose
    /// own tracked changes are shown
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The new version: a file, `-` for standard input, or `REV:PATH` in git
    #[arg(value_name = "NEW")]
    pub(crate) new: Option<PathBuf>,
    /// What to do with the changes that a version itself tracks [default: accept]
    #[arg(long, value_name = "WHAT")]
    pub(crate) tracked: Option<Tracked>,
    /// Write the redline to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The redline's format [default: by the output's extension, else text]
    #[arg(short, long)]
    pub(crate) format: Option<RedlineFormat>,
    /// Say what became of the clause with this citation and why, instead of the whole redline;
    /// `old:3.2` is a citation of the old version. May be given several times
    #[arg(long, value_name = "CITATION")]
    pub(crate) explain: Vec<String>,
    /// Exit with 1 where the versions differ
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// Open the page in the browser
    #[arg(long)]
    pub(crate) open: bool,
    /// Width of the text in columns, at least 40 [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    pub(crate) width: Option<u16>,
    #[command(flatten)]
    pub(crate) comparison: Comparison,
    #[command(flatten)]
    pub(crate) page: Page,
    #[command(flatten)]
    pub(crate) word: Word,
    #[command(flatten)]
    pub(crate) limits: Limits,
}

/// How the versions are compared.
#[derive(Debug, Args)]
#[command(next_help_heading = "The comparison")]
pub(crate) struct Comparison {
    /// How finely changed words are marked
    #[arg(long, value_name = "BY", default_value = "word")]
    pub(crate) granularity: Granularity,
    /// What counts as equal although it differs; several are parted by commas. The redline says
    /// what was ignored, and shows the new version's text
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) ignore: Vec<Ignored>,
    /// In text, tell also where only the formatting of words differs, as -v does
    #[arg(long)]
    pub(crate) formatting: bool,
}

impl Comparison {
    /// The differ's options.
    pub(crate) fn options(&self) -> keeling_diff::Options {
        let granularity = match self.granularity {
            Granularity::Word => keeling_diff::Granularity::Word,
            Granularity::Character => keeling_diff::Granularity::Character,
        };
        let one = |ignored: &Ignored| match ignored {
            Ignored::Case => Ignore::CASE,
            Ignored::Whitespace => Ignore::WHITE_SPACE,
            Ignored::Punctuation => Ignore::PUNCTUATION,
            Ignored::Quotes => Ignore::QUOTES,
            Ignored::Formatting => Ignore::FORMATTING,
        };
        let ignore = self.ignore.iter().map(one).fold(Ignore::NOTHING, BitOr::bitor);
        keeling_diff::Options::default().granularity(granularity).ignore(ignore)
    }
}

/// How finely changed words are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Granularity {
    /// By whole words
    Word,
    /// By characters where a word gave way to one that is like it
    Character,
}

/// What counts as equal although it differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ignored {
    /// Capital and small letters
    Case,
    /// Whether there is white space: "foot note" and "footnote"; how much of it never counts
    Whitespace,
    /// Commas, stops, brackets, dashes, but for those of numbers
    Punctuation,
    /// Curly, straight, low and angled quotes
    Quotes,
    /// Bold, italic, links, heading levels
    Formatting,
}

/// What the page says of itself.
#[derive(Debug, Args)]
#[command(next_help_heading = "The page")]
pub(crate) struct Page {
    /// The page's title [default: the document's]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// The modification that the redline is for, with its title after a colon
    #[arg(long, value_name = "ID[: TITLE]")]
    pub(crate) modification: Option<String>,
    /// What the old version is called [default: as it calls itself, else its file name]
    #[arg(long, value_name = "TEXT")]
    pub(crate) baseline_name: Option<String>,
    /// What the new version is called [default: as it calls itself, else its file name]
    #[arg(long, value_name = "TEXT")]
    pub(crate) proposed_name: Option<String>,
    /// A date to show; without it the page shows none, so that the same input gives the same bytes.
    /// In a Word file the day of the changes, as 2030-04-01 [default there: 2000-01-01]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// The language of the documents, as a BCP 47 tag
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = language)]
    pub(crate) lang: String,
    /// A style sheet that is added to the page's own, of at most 64 KiB
    #[arg(long, value_name = "FILE")]
    pub(crate) css: Option<PathBuf>,
}

/// What a Word file with tracked changes is like.
#[derive(Debug, Args)]
#[command(next_help_heading = "The Word file")]
pub(crate) struct Word {
    /// Who made the changes
    #[arg(long, value_name = "NAME", default_value = "Keeling")]
    pub(crate) author: String,
    /// Say in a comment at each changed clause what became of it
    #[arg(long)]
    pub(crate) comments: bool,
    /// Track also where only the formatting of words differs
    #[arg(long)]
    pub(crate) track_formatting: bool,
    /// Write the file without reading it back: otherwise nothing is written unless accepting all
    /// changes gives the new version and rejecting them the old one
    #[arg(long)]
    pub(crate) no_verify: bool,
}

/// `keeling outline`.
#[derive(Debug, Args)]
pub(crate) struct Outline {
    /// The document: a file, `-` for standard input, or `REV:PATH` in git
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What to do with the changes that the document itself tracks
    #[arg(long, value_name = "WHAT", default_value = "accept")]
    pub(crate) tracked: Tracked,
    /// Write the outline to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The outline's format [default: by the output's extension, else text]
    #[arg(short, long)]
    pub(crate) format: Option<OutlineFormat>,
    /// Width of the text in columns, at least 40 [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    pub(crate) width: Option<u16>,
    #[command(flatten)]
    pub(crate) limits: Limits,
}

/// `keeling completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

/// `keeling man`.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The command that the page is about [default: keeling itself]
    pub(crate) command: Option<String>,
}

/// What a redline can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RedlineFormat {
    /// One page that needs no other file
    Html,
    /// For other programs, see docs/redline.schema.json
    Json,
    /// For a terminal
    Text,
    /// A Word file in which every change is tracked
    Docx,
    /// Named so that the refusal can say what is offered.
    #[value(hide = true, alias = "markdown")]
    Md,
}

/// What an outline can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutlineFormat {
    /// An indented tree
    Text,
    /// For other programs, see docs/outline.schema.json
    Json,
}

/// What to do with tracked changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tracked {
    /// Read the document as it is once all are accepted
    #[default]
    Accept,
    /// Read the document as it is once all are rejected
    Reject,
    /// Refuse a document that has any
    Error,
}

impl From<Tracked> for keeling_parse::Tracked {
    fn from(tracked: Tracked) -> Self {
        match tracked {
            Tracked::Accept => Self::Accept,
            Tracked::Reject => Self::Reject,
            Tracked::Error => Self::Error,
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Lets every stream of this process know.
    pub(crate) fn write_global(self) {
        match self {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        }
        .write_global();
    }
}

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(threads @ 1..=1024) => Ok(threads),
        _ => Err("want a number from 1 to 1024".to_owned()),
    }
}

/// Letters, digits and hyphens (RFC 5646 section 2.1); anything else is no tag.
fn language(text: &str) -> Result<String, String> {
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if text.split('-').all(subtag) {
        Ok(text.to_owned())
    } else {
        Err("want a language tag such as en or en-GB".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_language_is_a_tag() {
        assert_eq!(language("en-GB"), Ok("en-GB".to_owned()));
        assert!(language("").is_err());
        assert!(language("en\"").is_err());
        assert!(language("deutschland").is_err());
    }
}
