//! A Word file with tracked changes: the two packages and their redline in, a package out.
//!
//! ```text
//! old bytes ─► open ─► reading ─► map ─┐
//!                                      ├─► opened ─┐
//! new bytes ─► open ─► reading ─► map ─┘           ├─► stretches ─► plan ─► emit ─► edits ─► package
//! both documents ─► diff ─► redline ───────────────┘               └─► ahead ┘
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
mod alike;
mod amend;
mod atoms;
mod bookmarks;
mod brought;
mod carry;
mod comments;
mod compressed;
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
mod note_ids;
mod notes;
mod open;
mod opened;
mod options;
mod package;
mod pairing;
mod paragraph;
mod patched;
mod pieces;
mod plan;
mod reading;
mod resources;
mod runs;
mod sequence;
mod setting;
mod shift;
mod sides;
mod stretches;
mod tables;
mod verify;
mod walk;
mod words;

use std::io::{Seek, Write};

pub use error::{Error, ErrorKind, Warning, WarningKind};
pub use options::{DocxOptions, TrackedView};
pub use verify::{Mismatch, verify, verify_side};

use self::ahead::Versions;
use self::comments::{Comments, Target};
pub use self::compressed::Compressed;
use self::edits::Edits;
use self::emit::Emit;
use self::map::Stream;
use self::marks::Marks;
use self::moves::Moves;
use self::notes::Numbered;
use self::open::Version;
pub use self::opened::Opened;
use self::opened::Supplies;
pub use self::package::Original;
use self::patched::Spent;
pub use self::patched::{Patched, ReadBack};
use self::plan::Plan;
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
    patched.compress()?.write(writer)?;
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
    Opened::of((old, view.old.document), (new, view.new.document), options)?.patch(view)
}

impl<'a> Opened<'a> {
    /// Patches the new package so that it tracks the changes. The documents of the view are those
    /// that the packages were opened with.
    ///
    /// # Errors
    ///
    /// Where a part that is needed cannot be read.
    pub fn patch(self, view: &View<'_>) -> Result<Patched<'a>, Error> {
        let Self { options, streams, catalogues, target, .. } = self;
        let ((mut old_source, mut new_source), (old, new)) = (self.sources, self.versions);
        let (woven, supplies) = rayon::join(
            || Woven::of(view, streams, (&old, &new), target.as_ref(), &options),
            || Supplies::of(catalogues, (&mut old_source, &old), (&mut new_source, &new)),
        );
        let Woven { alignment, notes, numbered, margins, plans, comments } = woven;
        let Supplies { mut resources, first_id, copies, sections } = supplies?;

        let mut marks = Marks::new(&options.author, &options.date, first_id);
        let moves = Moves::of(&alignment, &plans, &old.reading, &new.reading, &mut marks);
        notes::share(&notes, &old, &new, &mut resources);
        lists::pair(&plans, &old.reading, &new.reading, &mut resources);
        let (old_notes, new_notes) = numbered.known(&old, &new);
        let versions = Versions {
            old: &old.reading,
            new: &new.reading,
            old_notes,
            new_notes,
            alignment: &alignment,
            track_formatting: options.track_formatting,
        };
        let mut emit = Emit {
            versions,
            moves: &moves,
            marks,
            resources,
            copies,
            edits: new.reading.parts.iter().map(|_| Edits::default()).collect(),
            warnings: Vec::new(),
            comments: comments.as_ref(),
        };
        let of_notes =
            |plan: &&Plan| new.note_parts.contains(&Some(new.reading.containers[plan.new].part));
        let (in_notes, others): (Vec<_>, Vec<_>) = plans.iter().rev().partition(of_notes);
        emit.plans(&others);
        emit.notes((&old, &new), &notes, &in_notes);
        emit.margins(&new, &margins);
        let Emit { edits, mut resources, mut warnings, .. } = emit;
        warnings.extend(losses::margins(&old, &margins));
        warnings.extend(losses::links(&alignment, &new));
        warnings.extend(sections);
        let comments = target.zip(comments);
        old_source.forget(&old.reading);
        let sources = (&mut old_source, &mut new_source);
        let note_parts = note_ids::changing((&old, &new), resources.has_new_notes);
        let mut parts = finish::parts(new, edits, &mut resources, comments, sources.0, sources.1)?;
        note_ids::ascend(&mut parts, &new_source.main, &note_parts);
        warnings.append(&mut resources.warnings);
        let spent = Spent::new((old, plans, alignment));
        Patched::new(&old_source, &mut new_source, parts, Warning::counted(warnings), spent)
    }
}

/// What follows from the redline.
struct Woven {
    alignment: Alignment,
    /// Pairs of notes, and of headers and footers.
    notes: Vec<(usize, usize)>,
    numbered: Numbered,
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
        let numbered = Numbered::of(&notes, old, new);
        let margins = notes::margins(old, new);
        let containers = |&(before, after): &(usize, usize)| {
            (old.reading.notes[before].container, new.reading.notes[after].container)
        };
        let pairs = [(old.body, new.body)].into_iter().chain(notes.iter().map(containers));
        let pairs = pairs.chain(margins.iter().copied());
        let mut plans = plan::plan(&old.reading, &new.reading, &alignment, pairs);
        shift::shift(&mut plans, &alignment, &numbered, (old, new));
        Self { alignment, notes, numbered, margins, plans, comments }
    }
}
