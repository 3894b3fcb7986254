//! The whole line as tests and benchmarks walk it: two files in, a redline and its outputs out.

use std::io;
use std::path::Path;

use keeling_diff::{Options, Redline, diff};
use keeling_model::Document;
use keeling_parse::{ParseOptions, parse};
use keeling_render::{Version, View, docx, html, json};

/// Two versions and what became of every clause.
#[derive(Debug)]
pub struct Line {
    /// The old version.
    pub old: Document,
    /// The new version.
    pub new: Document,
    /// What became of every clause.
    pub redline: Redline,
}

impl Line {
    /// Reads and compares two files.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read; the message says which and why.
    pub fn of_files(old: &Path, new: &Path) -> Result<Self, String> {
        Ok(Self::of(read(old)?, read(new)?))
    }

    /// Reads and compares two versions.
    ///
    /// # Errors
    ///
    /// Where one of them cannot be read; the message says why.
    pub fn of_bytes(old: &[u8], new: &[u8]) -> Result<Self, String> {
        Ok(Self::of(document(old)?, document(new)?))
    }

    fn of(old: Document, new: Document) -> Self {
        let redline = diff(&old, &new, &Options::default());
        Self { old, new, redline }
    }

    /// The redline as renderers take it.
    pub fn view(&self) -> View<'_> {
        let (old, new) = (Version::new(&self.old, "old"), Version::new(&self.new, "new"));
        View::new(&self.redline, old, new)
    }

    /// The redline as a page.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, which memory always can.
    pub fn page(&self) -> io::Result<String> {
        let mut page = Vec::new();
        html::write(&mut page, &self.view(), &html::HtmlOptions::default())?;
        String::from_utf8(page).map_err(io::Error::other)
    }

    /// The redline as JSON.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, which memory always can.
    pub fn json(&self) -> io::Result<String> {
        let mut json = Vec::new();
        json::write(&mut json, &self.view(), json::Layout::Compact)?;
        String::from_utf8(json).map_err(io::Error::other)
    }
}

/// Writes a Word file with tracked changes from two packages, and its warnings.
///
/// # Errors
///
/// Where one of them cannot be read, or the file not be written; the message says why.
pub fn word(
    old: &[u8],
    new: &[u8],
    options: &docx::DocxOptions,
) -> Result<(Vec<u8>, Vec<docx::Warning>), String> {
    let line = Line::of_bytes(old, new)?;
    let mut file = io::Cursor::new(Vec::new());
    let written = docx::write(&mut file, &line.view(), old, new, options);
    let written = written.map_err(|error| error.to_string())?;
    Ok((file.into_inner(), written.warnings))
}

/// Reads a file.
///
/// # Errors
///
/// Where it cannot be read; the message says why.
pub fn read(path: &Path) -> Result<Document, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    document(&bytes).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads a document.
///
/// # Errors
///
/// Where it cannot be read; the message says why.
pub fn document(bytes: &[u8]) -> Result<Document, String> {
    let parsed = parse(bytes, &ParseOptions::default()).map_err(|error| error.to_string())?;
    Ok(parsed.document)
}
