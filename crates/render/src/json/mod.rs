//! Redlines and outlines as JSON: a stable contract for programs.
//!
//! Names that are there stay, with what they mean; additions are free, so readers pass over names
//! that they do not know. The shapes are types of their own, apart from the model's, and their
//! JSON Schema is generated from them ([`redline_schema`], [`outline_schema`]). Clauses are written
//! some thousand at a time as they are read from the redline; no more is gathered first.

mod formatting;
mod line;
mod outline;
mod paragraph_labels;
mod redline;
mod shared;
mod tables;
mod why;

use std::io::{self, BufWriter, Write};

use keeling_model::Document;
use serde::Serialize;

use crate::ids::Ids;
use crate::{Version, View};

/// How the JSON is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// In one line.
    #[default]
    Compact,
    /// Indented, for people.
    Pretty,
}

/// Writes a redline: every clause of both versions, in reading order.
///
/// In one line, the clauses are made in the rayon pool that it is called in; the bytes do not
/// depend on it.
///
/// # Errors
///
/// Those of the writer.
pub fn write<W: Write>(writer: W, view: &View<'_>, layout: Layout) -> io::Result<()> {
    let ids = Ids::new(view);
    let file = redline::redline(view, &ids);
    match layout {
        Layout::Compact => line::write(writer, &file),
        Layout::Pretty => serialise(writer, &file, layout),
    }
}

/// Writes the outline of one document: its clauses as they were read.
///
/// # Errors
///
/// Those of the writer.
///
/// # Examples
///
/// ```
/// use keeling_model::{Builder, ClauseKind, Label, Role};
/// use keeling_render::{Version, json};
///
/// let mut builder = Builder::new();
/// builder.open(ClauseKind::Clause, Some(Label::typed("1.1")));
/// builder.paragraph(Role::Body, "The Supplier shall supply.", []);
/// let document = builder.finish();
/// let mut outline = Vec::new();
/// let version = Version::new(&document, "code.md");
/// json::write_outline(&mut outline, &version, json::Layout::Compact)?;
/// assert!(outline.starts_with(br#"{"format":"keeling/outline","version":1,"#));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_outline<W: Write>(writer: W, version: &Version<'_>, layout: Layout) -> io::Result<()> {
    serialise(writer, &outline::outline(version), layout)
}

/// The JSON Schema (2020-12) of what [`write()`] writes.
pub fn redline_schema() -> String {
    pretty(&schemars::schema_for!(redline::RedlineFile<'static>))
}

/// The JSON Schema (2020-12) of what [`write_outline`] writes.
pub fn outline_schema() -> String {
    pretty(&schemars::schema_for!(outline::OutlineFile<'static>))
}

fn pretty(schema: &schemars::Schema) -> String {
    // A schema is plain JSON already and serialises as it is.
    let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
    text.push('\n');
    text
}

fn serialise<W: Write>(writer: W, value: &impl Serialize, layout: Layout) -> io::Result<()> {
    let mut writer = BufWriter::with_capacity(64 * 1024, writer);
    match layout {
        Layout::Compact => serde_json::to_writer(&mut writer, value)?,
        Layout::Pretty => serde_json::to_writer_pretty(&mut writer, value)?,
    }
    writer.write_all(b"\n")?;
    writer.flush()
}

/// A clause's heading; `None` where it has none or it is empty.
fn heading(document: &Document, id: keeling_model::ClauseId) -> Option<&str> {
    document.heading(id).filter(|heading| !heading.trim().is_empty())
}
