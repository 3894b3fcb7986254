//! `word/ID.docx`: what was compared in, its redline as a Word file with tracked changes out.
//!
//! Of a pair of DOCX documents the redline is the one of the page. Where a version is Markdown, or
//! is not there, it gets a package, and the packages are compared: their paragraphs are what is
//! patched. A new document is all inserted, a withdrawn one all deleted.
//!
//! A document of which no file can be made is told with the reason, and stops nothing.

use std::error::Error;

use keeling_diff::diff;
use keeling_model::Document;
use keeling_parse::{Format, Parts};
use keeling_render::docx::{Original, TrackedView};
use keeling_render::{Version, View};

use crate::compare::{Compared, Side};
use crate::digest::sha256;
use crate::input::Input;
use crate::reading::in_words;
use crate::run::Options;
use crate::word;

/// The two folders.
pub(crate) type Inputs<'a> = [&'a [Box<dyn Input>]; 2];

/// A version as it is patched.
struct Packed<'a> {
    name: &'a str,
    bytes: Vec<u8>,
    parts: Parts,
    /// What its package says, where it was given one.
    fresh: Option<Document>,
    warning: Option<&'static str>,
}

impl Packed<'_> {
    fn original(&self) -> Original<'_> {
        Original::new(&self.bytes, self.parts.clone())
    }
}

type Failure = Box<dyn Error + Send + Sync>;

/// Makes the file of a document; an error in plain words where that cannot be done.
pub(crate) fn file(
    compared: &Compared<'_>,
    inputs: Inputs<'_>,
    options: &Options,
) -> Result<word::File, String> {
    make(compared, inputs, options).map_err(|error| in_words(error.as_ref()))
}

fn make(
    compared: &Compared<'_>,
    [old_inputs, new_inputs]: Inputs<'_>,
    options: &Options,
) -> Result<word::File, Failure> {
    let pack = |side, inputs| packed(compared, side, inputs, options);
    let (old, new) = rayon::join(|| pack(Side::Old, old_inputs), || pack(Side::New, new_inputs));
    let (old, new) = (old?, new?);
    let old_document = old.fresh.as_ref().unwrap_or(compared.old_document());
    let new_document = new.fresh.as_ref().unwrap_or(compared.new_document());
    let mut how = options.word.clone();
    let side = |packed: &Packed<'_>| match packed.fresh {
        Some(_) => TrackedView::Accept,
        None => word::view(options.parse.side()),
    };
    how.docx = how.docx.old_view(side(&old)).new_view(side(&new));
    let packages = ((old.original(), old_document), (new.original(), new_document));
    let (of_packages, opened) = rayon::join(
        || {
            (old.fresh.is_some() || new.fresh.is_some())
                .then(|| diff(old_document, new_document, &options.diff))
        },
        || word::open(packages.0, packages.1, &how),
    );
    let redline = of_packages.as_ref().unwrap_or(&compared.redline);
    let view = View::new(
        redline,
        Version::new(old_document, old.name),
        Version::new(new_document, new.name),
    );
    let mut file = word::file(&view, opened?, how.verify)?;
    for packed in [&old, &new] {
        file.warnings.extend(packed.warning.map(|what| format!("{}: {what}", packed.name)));
    }
    Ok(file)
}

/// The package of a version: its own, or a fresh one.
fn packed<'a>(
    compared: &'a Compared<'_>,
    side: Side,
    inputs: &[Box<dyn Input>],
    options: &Options,
) -> Result<Packed<'a>, Failure> {
    let (read, other) = match side {
        Side::Old => (compared.old, compared.new),
        Side::New => (compared.new, compared.old),
    };
    let name = read.map_or("an empty document", |read| read.path.as_str());
    if let Some(read) = read.filter(|read| read.format == Format::Docx) {
        let input = inputs.get(read.input).ok_or("it is no longer there")?;
        let bytes = input.read()?;
        if sha256(&bytes) != read.digest {
            return Err(format!("{name} changed while the release was made").into());
        }
        let parts = Parts::default();
        return Ok(Packed { name, bytes, parts, fresh: None, warning: None });
    }
    let other_side = if side == Side::Old { Side::New } else { Side::Old };
    let format = other.map_or(Format::Markdown, |read| read.format);
    let beside = (compared.document(other_side), format);
    let fresh = word::package(name, compared.document(side), beside, &options.word)?;
    let (bytes, parts, warning) = (fresh.bytes, fresh.parts, fresh.warning);
    Ok(Packed { name, bytes, parts, fresh: Some(fresh.document), warning })
}
