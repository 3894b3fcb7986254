//! A Word file with tracked changes: the two packages and their redline in, a package out.
//!
//! ```text
//! old bytes ─► open ─► reading ─► map ─┐
//!                                      ├─► stretches ─► plan ─► emit ─► edits ─► package
//! new bytes ─► open ─► reading ─► map ─┘               └─► ahead ┘
//! ```
//!
//! The new package is the base. Its XML is patched and never made again, so whatever no change
//! touches stays as it is, byte for byte; what was deleted is brought over from the old package
//! with what it needs. Accepting all changes gives the new document, rejecting all the old one.
//!
//! The two laws hold by construction and do not depend on the redline: of two paragraphs that
//! belong together everything is written once, what is equal as it stands, what is not as deleted
//! or inserted. The redline only says what belongs together. Where a package was read in another
//! way than here, more is marked, and nothing is lost.
//!
//! Time and memory grow with the size of the parts.

mod ahead;
mod amend;
mod atoms;
mod brought;
mod carry;
mod comments;
mod copies;
mod edits;
mod emit;
mod error;
mod escape;
mod finish;
pub mod fresh;
mod inline;
mod lists;
mod losses;
mod map;
mod marks;
mod merge;
mod moves;
mod notes;
mod open;
mod options;
mod package;
mod pairing;
mod paragraph;
mod patched;
mod plan;
mod reading;
mod resources;
mod runs;
mod shift;
mod sides;
mod stretches;
mod tables;
mod verify;
mod walk;

use std::io::{Seek, Write};

pub use error::{Error, ErrorKind, Warning, WarningKind};
pub use options::{DocxOptions, TrackedView};
pub use verify::{Mismatch, verify, verify_side};

use self::ahead::Versions;
use self::comments::{Comments, Target};
use self::copies::Copies;
use self::edits::Edits;
use self::emit::Emit;
use self::finish::first_id;
use self::lists::Lists;
use self::map::Stream;
use self::marks::Marks;
use self::moves::Moves;
use self::open::{Version, open};
pub use self::package::Original;
use self::package::Source;
pub use self::patched::{Patched, ReadBack};
use self::plan::Plan;
use self::resources::{Catalogue, Resources};
use self::stretches::Alignment;
use crate::View;

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// What the file does not carry.
    pub warnings: Vec<Warning>,
}

/// Writes the package with tracked changes that [`patch`] makes of two packages.
///
/// # Errors
///
/// Where a package cannot be read, or the writer fails.
pub fn write<W: Write + Seek>(
    writer: W,
    view: &View<'_>,
    old: &[u8],
    new: &[u8],
    options: &DocxOptions,
) -> Result<Written, Error> {
    let patched = patch(view, old.into(), new.into(), options)?;
    patched.write(writer)?;
    Ok(Written { warnings: patched.warnings().to_vec() })
}

/// Patches the new package so that it tracks the changes; `old` and `new` are the packages that the
/// documents of the view were read from. They may be one package that tracks changes itself, of
/// which the options then say the two sides.
///
/// # Errors
///
/// Where a package cannot be read.
pub fn patch<'a>(
    view: &View<'_>,
    old: Original<'a>,
    new: Original<'a>,
    options: &DocxOptions,
) -> Result<Patched<'a>, Error> {
    let mut old_source = Source::open(old, ErrorKind::Old)?;
    let mut new_source = Source::open(new, ErrorKind::New)?;
    let read = |source: &mut _, side, document| {
        let mut version = open(source, side)?;
        let stream = Stream::of(document);
        map::map(&mut version.reading, &stream);
        Ok::<_, Error>((version, stream, Catalogue::read(source)?))
    };
    let (old, new) = rayon::join(
        || read(&mut old_source, options.old_view, view.old.document),
        || read(&mut new_source, options.new_view, view.new.document),
    );
    let ((mut old, old_stream, old_catalogue), (mut new, new_stream, new_catalogue)) = (old?, new?);
    let (streams, catalogues) = ((old_stream, new_stream), (old_catalogue, new_catalogue));
    finish::add_note_parts(&old, &mut new, &new_source);
    let target = if options.comments { Some(Target::of(&mut new_source)?) } else { None };
    let (woven, known) = rayon::join(
        || Woven::of(view, streams, (&old, &new), target.as_ref(), options),
        || Known::of(catalogues, (&mut old_source, &old), (&mut new_source, &new)),
    );
    let Woven { alignment, notes, margins, plans, comments } = woven;
    let Known { lists, mut resources, first_id, copies, sections } = known?;
    (old.definitions, new.definitions) = Default::default();

    let mut marks = Marks::new(&options.author, &options.date, first_id);
    let moves = Moves::of(&alignment, &plans, &old.reading, &new.reading, &mut marks);
    for &(before, after) in &notes {
        let (before, after) = (&old.reading.notes[before], &new.reading.notes[after]);
        resources.notes.insert((before.endnote, before.id.clone()), after.id.clone());
    }
    lists.pair(&plans, &old.reading, &new.reading, &mut resources);
    let versions = Versions {
        old: &old.reading,
        new: &new.reading,
        old_notes: &old.note_ids,
        new_notes: &new.note_ids,
        alignment: &alignment,
        track_formatting: options.track_formatting,
    };
    let mut emit = Emit {
        versions,
        moves: &moves,
        lists: &lists,
        marks,
        resources,
        copies,
        edits: new.reading.parts.iter().map(|_| Edits::default()).collect(),
        warnings: Vec::new(),
        comments: comments.as_ref(),
    };
    emit.plans(&plans);
    emit.notes(&old, &new, &notes);
    emit.margins(&new, &margins);
    let Emit { edits, mut resources, mut warnings, .. } = emit;
    warnings.extend(losses::margins(&old, &margins));
    warnings.extend(sections);
    let comments = target.zip(comments);
    // What is no longer needed makes room for what is written.
    old_source.forget(&old.reading);
    let ((), parts) = rayon::join(
        || drop((old, plans, alignment)),
        || finish::parts(new, edits, &mut resources, comments, &mut old_source, &mut new_source),
    );
    let parts = parts?;
    warnings.append(&mut resources.warnings);
    Patched::new(&old_source, &mut new_source, parts, Warning::counted(warnings))
}

/// What follows from the redline.
struct Woven {
    alignment: Alignment,
    /// Pairs of notes, and of headers and footers.
    notes: Vec<(usize, usize)>,
    margins: Vec<(usize, usize)>,
    plans: Vec<Plan>,
    comments: Option<Comments>,
}

impl Woven {
    fn of(
        view: &View<'_>,
        streams: (Stream, Stream),
        (old, new): (&Version, &Version),
        target: Option<&Target>,
        options: &DocxOptions,
    ) -> Self {
        let alignment = Alignment::of(view, &streams.0, &streams.1);
        let comments = target.map(|target| {
            let readings = ((&old.reading, &streams.0), (&new.reading, &streams.1));
            let by = (options.author.as_str(), options.date.as_str());
            Comments::of(view, readings.0, readings.1, target, by)
        });
        drop(streams);
        let notes = notes::pair(&alignment, old, new);
        let margins = notes::margins(old, new);
        let containers = |&(before, after): &(usize, usize)| {
            (old.reading.notes[before].container, new.reading.notes[after].container)
        };
        let pairs = [(old.body, new.body)].into_iter().chain(notes.iter().map(containers));
        let pairs = pairs.chain(margins.iter().copied());
        let mut plans = plan::plan(&old.reading, &new.reading, &alignment, pairs);
        shift::shift(&mut plans, &alignment, old, new);
        Self { alignment, notes, margins, plans, comments }
    }
}

/// What is known of both packages whatever the redline says.
struct Known {
    lists: Lists,
    resources: Resources,
    first_id: u64,
    /// The text boxes of each part of the new version that have a copy.
    copies: Vec<Copies>,
    /// The sections that are set otherwise.
    sections: Vec<Warning>,
}

impl Known {
    fn of(
        catalogues: (Catalogue, Catalogue),
        (old_source, old): (&mut Source<'_>, &Version),
        (new_source, new): (&mut Source<'_>, &Version),
    ) -> Result<Self, Error> {
        Ok(Self {
            lists: Lists::of((&old.reading, &old.definitions), (&new.reading, &new.definitions)),
            resources: resources(catalogues, (old_source, old), (new_source, new))?,
            first_id: first_id(&new.reading),
            copies: new.reading.parts.iter().map(|part| copies::copies(&part.tree)).collect(),
            sections: losses::sections(old, new),
        })
    }
}

/// What is known of both packages.
fn resources(
    catalogues: (Catalogue, Catalogue),
    (old_source, old): (&mut Source<'_>, &Version),
    (new_source, new): (&mut Source<'_>, &Version),
) -> Result<Resources, Error> {
    let others = finish::catalogue_parts(&catalogues.1);
    let mut resources = Resources::new(catalogues.0, catalogues.1, &new.note_ids);
    for part in &old.reading.parts {
        resources.know_old(&part.name, old_source.relationships(&part.name)?);
    }
    for part in &new.reading.parts {
        let links = new_source.relationships(&part.name)?;
        resources.know_new(&part.name, &part.tree, links);
    }
    for (name, tree) in others {
        resources.know_new(&name, &tree, &[]);
    }
    for name in new_source.names() {
        resources.take(&name);
    }
    Ok(resources)
}
