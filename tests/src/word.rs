//! The line to a Word file: two versions in, a file with tracked changes out, as embedders walk it.

use std::io::Cursor;
use std::path::Path;

use keeling_diff::{Options, diff};
use keeling_model::Document;
use keeling_parse::{Format, ParseOptions, Parsed, Tracked, parse};
use keeling_render::docx::fresh::{self, FreshOptions};
use keeling_render::docx::{self, DocxOptions, TrackedView};
use keeling_render::{Version, View};

/// A Word file, and the packages and documents of its two versions.
#[derive(Debug)]
pub struct WordFile {
    /// The old version as a package: its own, or a fresh one.
    pub old: Vec<u8>,
    /// The new version, likewise.
    pub new: Vec<u8>,
    /// The old version.
    pub old_document: Document,
    /// The new version.
    pub new_document: Document,
    /// The file with tracked changes.
    pub file: Vec<u8>,
}

impl WordFile {
    /// The Word file of two files.
    ///
    /// # Errors
    ///
    /// Where one cannot be read, or the Word file cannot be written; the message says why.
    pub fn of_files(old: &Path, new: &Path) -> Result<Self, String> {
        let read = |path: &Path| {
            std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
        };
        Self::of(read(old)?, read(new)?)
    }

    /// The Word file of two versions.
    ///
    /// # Errors
    ///
    /// As [`of_files`](Self::of_files).
    pub fn of(old: Vec<u8>, new: Vec<u8>) -> Result<Self, String> {
        Self::with(old, new, &DocxOptions::default())
    }

    /// The same with these options.
    ///
    /// # Errors
    ///
    /// As [`of_files`](Self::of_files).
    pub fn with(old: Vec<u8>, new: Vec<u8>, options: &DocxOptions) -> Result<Self, String> {
        let counts = (counts(&old)?, counts(&new)?);
        let (old, old_document) = package(old, counts.1)?;
        let (new, new_document) = package(new, counts.0)?;
        Self::written((old, old_document), (new, new_document), options)
    }

    /// The Word file of the changes that a package tracks itself.
    ///
    /// # Errors
    ///
    /// As [`of_files`](Self::of_files).
    pub fn of_tracked(package: Vec<u8>) -> Result<Self, String> {
        let side = |tracked| {
            let options = ParseOptions::default().tracked(tracked);
            parse(&package, &options).map(|parsed| parsed.document).map_err(|e| e.to_string())
        };
        let (old, new) = (side(Tracked::Reject)?, side(Tracked::Accept)?);
        let options = DocxOptions::default().old_view(TrackedView::Reject);
        Self::written((package.clone(), old), (package, new), &options)
    }

    fn written(
        (old, old_document): (Vec<u8>, Document),
        (new, new_document): (Vec<u8>, Document),
        options: &DocxOptions,
    ) -> Result<Self, String> {
        let redline = diff(&old_document, &new_document, &Options::default());
        let versions = [Version::new(&old_document, "old"), Version::new(&new_document, "new")];
        let view = View::new(&redline, versions[0], versions[1]);
        let mut file = Cursor::new(Vec::new());
        docx::write(&mut file, &view, &old, &new, options).map_err(|error| error.to_string())?;
        Ok(Self { file: file.into_inner(), old, new, old_document, new_document })
    }

    /// Holds each side of the file against its version with the project's own reader.
    ///
    /// # Errors
    ///
    /// Where a side does not say what its version says; the message says where.
    pub fn verify(&self) -> Result<(), String> {
        let sides = [
            (Tracked::Accept, "accepted", &self.new_document),
            (Tracked::Reject, "rejected", &self.old_document),
        ];
        for (tracked, side, want) in sides {
            let options = ParseOptions::default().tracked(tracked);
            let got = parse(&self.file, &options).map_err(|error| format!("{side}: {error}"))?;
            docx::verify(want, &got.document).map_err(|error| format!("{side}: {error}"))?;
        }
        Ok(())
    }
}

/// A version as a package, and what it says. A fresh one has automatic numbers where the other
/// version counts.
fn package(bytes: Vec<u8>, automatic: bool) -> Result<(Vec<u8>, Document), String> {
    let parsed = read(&bytes)?;
    if parsed.format == Format::Docx {
        return Ok((bytes, parsed.document));
    }
    let options = FreshOptions::default().automatic(automatic).page_numbers(!automatic);
    let bytes = fresh::package(&parsed.document, &options).map_err(|error| error.to_string())?;
    let document = read(&bytes)?.document;
    Ok((bytes, document))
}

/// Whether a version is a DOCX in which most numbers are computed.
fn counts(bytes: &[u8]) -> Result<bool, String> {
    let parsed = read(bytes)?;
    let labels = parsed.document.body().iter().filter_map(|clause| clause.label.as_ref());
    let (generated, typed): (Vec<_>, Vec<_>) = labels.partition(|label| label.is_generated());
    Ok(parsed.format == Format::Docx && generated.len() > typed.len())
}

fn read(bytes: &[u8]) -> Result<Parsed, String> {
    parse(bytes, &ParseOptions::default()).map_err(|error| error.to_string())
}
