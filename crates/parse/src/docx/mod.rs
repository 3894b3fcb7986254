//! DOCX in, a flow out.
//!
//! ```text
//! package ─► styles, numbering, relationships ─┐
//!        └─► footnotes, endnotes ─► notes ─┐   │
//!        └─► main part ─► walk ─► pieces ──┴───┴─► Flow
//!                      └─► sections ─► headers, footers ─┘
//! ```
//!
//! The main part is walked once, element by element, and nothing of it is kept but the pieces: the
//! time is linear in the size of the part, and nesting costs no stack. Of tracked changes one side is
//! read, the accepted or the rejected one. Tables of contents are left out: they are made from the
//! text and are no text of their own.
//!
//! Not read: comments, text within charts and diagrams.

mod fields;
mod inline;
mod margins;
mod math;
mod notes;
mod objects;
mod output;
mod paragraph;
mod repeated;
mod story;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod tracked;
mod walk;

use std::sync::Arc;

use keeling_model::Meta;
use keeling_ooxml::xml::{Namespace, Reader, Tree};
use keeling_ooxml::{
    Definitions, ErrorKind as PackageErrorKind, Limits, NumberingTable, Package, Relationships,
    StyleTable,
};

use self::objects::Media;
use self::output::Output;
use self::tracked::View;
use self::walk::Walk;
use crate::error::Failure;
use crate::flow::Flow;
use crate::{Error, ErrorKind, ParseOptions, Tracked};

/// Reads a package.
///
/// # Errors
///
/// Where it is no word-processing package, damaged, encrypted, beyond a limit of the options, or
/// has tracked changes that the options refuse.
pub(crate) fn read(bytes: &[u8], options: &ParseOptions) -> Result<Flow, Failure> {
    let limits = Limits::default()
        .max_bytes(options.max_bytes)
        .max_inflated(options.max_inflated)
        .max_ratio(options.max_ratio)
        .max_entries(options.max_parts)
        .max_depth(options.max_depth)
        .max_paragraphs(options.max_paragraphs)
        .max_cells(options.max_cells)
        .max_elements(options.max_elements);
    let mut package = Package::open_with(bytes, limits, options.parts.clone())?;
    let main = package.main_part()?;
    let body = package.require(&main)?;
    let relationships = package.relationships(&main)?;
    let meta = read_meta(&mut package)?;
    let view = View::of(options.tracked);
    let tables = Tables::read(&mut package, &relationships, view, options.outline)?;
    let note_parts = notes::load(&mut package, &relationships)?;
    let note_numbering = notes::settings(&mut package, &relationships)?;

    let mut output = Output::default();
    let mut media = Media::new(package);
    notes::read(&note_parts, &tables, &mut media, &mut output)?;
    let mut walk = Walk::new(&tables, &relationships, &mut media, &mut output);
    let mut pieces = match read_main(&main, &body, &mut walk) {
        Ok(pieces) => pieces,
        Err(error) => return Err(Failure::after(walk.into_unfinished(), error)),
    };
    let sections = walk.into_sections();
    notes::number(&mut output, &sections, note_numbering);
    let margins = margins::read(&sections, &relationships, &tables, &mut media, &mut output)?;
    if options.tracked == Tracked::Error
        && let Err(error) = output.tally.tracked.refuse()
    {
        let paragraphs = output.tally.tracked.in_body.unwrap_or(0);
        let mut before = pieces.pieces;
        before.retain(|piece| piece.source.start < paragraphs);
        return Err(Failure::after(before, error));
    }
    notes::drop_left_out(&mut output, &mut pieces.pieces);

    let Output { urls, objects, notes, tally, .. } = output;
    Ok(Flow {
        meta,
        pieces: pieces.pieces,
        notes,
        margins,
        urls: urls.into_list(),
        objects,
        cross_references: pieces.references,
        diagnostics: tally.into_diagnostics(view),
    })
}

/// What the walk looks up.
#[derive(Debug)]
struct Tables {
    definitions: Arc<Definitions>,
    view: View,
    /// Whether anybody asks how words are set.
    formats: bool,
}

impl Tables {
    fn read(
        package: &mut Package<'_>,
        relationships: &Relationships,
        view: View,
        formats: bool,
    ) -> Result<Self, Error> {
        Ok(Self { definitions: package.definitions(relationships)?, view, formats })
    }

    fn styles(&self) -> &StyleTable {
        &self.definitions.styles
    }

    fn numbering(&self) -> &NumberingTable {
        &self.definitions.numbering
    }
}

/// The name of the first part of this kind that is there, and the part.
fn part_of<'a>(
    package: &mut Package<'_>,
    relationships: &'a Relationships,
    kind: &'a str,
) -> Result<Option<(&'a str, Arc<Tree>)>, Error> {
    for part in relationships.parts(kind) {
        if let Some(tree) = package.tree(part)? {
            return Ok(Some((part, tree)));
        }
    }
    Ok(None)
}

/// Reads the main part (ECMA-376 part 1 §17.2.3).
fn read_main(main: &str, body: &Tree, walk: &mut Walk<'_, '_>) -> Result<story::Pieces, Error> {
    let mut reader = Reader::new(body);
    let is_document = reader.child()?.is_some_and(|root| root.is(Namespace::Word, "document"));
    if !is_document {
        let message = "the main part is not a word-processing document";
        return Err(Error::new(ErrorKind::NotSupported, message).at(main));
    }
    let pieces = walk.run(&mut reader)?;
    walk.take_tracked(&reader);
    Ok(pieces)
}

/// Reads the core properties (ECMA-376 part 2 §8).
fn read_meta(package: &mut Package<'_>) -> Result<Meta, Error> {
    let mut meta = Meta::default();
    let relationships = package.relationships("")?;
    let Some((_, part)) = part_of(package, &relationships, "core-properties")? else {
        return Ok(meta);
    };
    let mut reader = Reader::new(&part);
    reader.child()?;
    while let Some(element) = reader.child()? {
        let is_title = element.is(Namespace::DublinCore, "title");
        let is_version = element.is(Namespace::CoreProperties, "version");
        let text = reader.text()?;
        let text = Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        if is_title {
            meta.title = text;
        } else if is_version {
            meta.version = text;
        }
    }
    Ok(meta)
}

impl From<keeling_ooxml::Error> for Error {
    fn from(cause: keeling_ooxml::Error) -> Self {
        let kind = match cause.kind() {
            PackageErrorKind::Encrypted => ErrorKind::Encrypted,
            PackageErrorKind::NotWord => ErrorKind::NotSupported,
            PackageErrorKind::Limit => ErrorKind::Limit,
            _ => ErrorKind::Damaged,
        };
        Error::of_package(kind, cause)
    }
}
