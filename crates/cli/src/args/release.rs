//! The arguments of `keeling release`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Comparison, Limits, Tracked};

/// `keeling release`.
#[derive(Debug, Args)]
pub(crate) struct Release {
    /// The folder with the old versions, or `REV:FOLDER` in git; `REV:` is its top
    #[arg(value_name = "OLD_DIR")]
    pub(crate) old: PathBuf,
    /// The folder with the new versions, or `REV:FOLDER` in git; `REV:` is its top
    #[arg(value_name = "NEW_DIR")]
    pub(crate) new: PathBuf,
    /// The folder to write the site into; a site that is there is replaced as a whole
    #[arg(short, long, value_name = "SITE")]
    pub(crate) output: PathBuf,
    /// What is known of the release beside its documents, see docs/release.md
    #[arg(long, value_name = "FILE")]
    pub(crate) about: Option<PathBuf>,
    /// Take only documents that this glob matches; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Pass over documents that this glob matches; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// What to write, parted by commas [default: everything]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',')]
    pub(crate) formats: Vec<SiteFormat>,
    /// Write no Word files, which take longer than all else
    #[arg(long)]
    pub(crate) no_word: bool,
    /// Who made the changes that the Word files track
    #[arg(long, value_name = "NAME", default_value = "Keeling")]
    pub(crate) author: String,
    /// Put a copy of each new version on the site
    #[arg(long)]
    pub(crate) clean: bool,
    /// Open the site in the browser
    #[arg(long)]
    pub(crate) open: bool,
    /// What to do with the changes that a version itself tracks
    #[arg(long, value_name = "WHAT", default_value = "accept")]
    pub(crate) tracked: Tracked,
    /// The language of the documents, as a BCP 47 tag
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = super::language)]
    pub(crate) lang: String,
    #[command(flatten)]
    pub(crate) comparison: Comparison,
    #[command(flatten)]
    pub(crate) limits: Limits,
}

/// What a site consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SiteFormat {
    /// The index and a redline of each document
    Html,
    /// changes.json, see docs/changes.schema.json
    Json,
    /// changes.csv
    Csv,
    /// changes.xlsx
    Xlsx,
    /// notice.md and notice.html
    Notice,
    /// A Word file with tracked changes of each document whose text differs
    Word,
}
