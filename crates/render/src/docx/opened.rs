//! Both packages, opened: what tracking their changes needs to know whatever a redline says.
//!
//! None of it needs the redline, and most of it can be done while the two versions are compared.

use keeling_model::Document;

use super::comments::Target;
use super::copies::{self, Copies};
use super::error::{Error, ErrorKind, Warning};
use super::finish::{self, first_id};
use super::losses;
use super::map::{self, Stream};
use super::open::{Version, open};
use super::options::DocxOptions;
use super::package::{Original, Source};
use super::resources::{Catalogue, Resources};

/// Two packages that a redline can be written into.
#[derive(Debug)]
pub struct Opened<'a> {
    pub(super) options: DocxOptions,
    pub(super) sources: (Source<'a>, Source<'a>),
    pub(super) versions: (Version, Version),
    pub(super) streams: (Stream, Stream),
    pub(super) catalogues: (Catalogue, Catalogue),
    /// Where comments go, if any are asked for.
    pub(super) target: Option<Target>,
}

impl<'a> Opened<'a> {
    /// Opens the packages that these documents were read from, the old one and the new one. They
    /// may be one package that tracks changes itself, of which the options say the two sides.
    ///
    /// # Errors
    ///
    /// Where a package cannot be read.
    pub fn of(
        (old, old_document): (Original<'a>, &Document),
        (new, new_document): (Original<'a>, &Document),
        options: &DocxOptions,
    ) -> Result<Self, Error> {
        let mut old_source = Source::open(old, ErrorKind::Old)?;
        let mut new_source = Source::open(new, ErrorKind::New)?;
        let read = |source: &mut _, side, document| {
            let mut version = open(source, side)?;
            let stream = Stream::of(document);
            map::map(&mut version.reading, &stream);
            Ok::<_, Error>((version, stream, Catalogue::read(source)?))
        };
        let (old, new) = rayon::join(
            || read(&mut old_source, options.old_view, old_document),
            || read(&mut new_source, options.new_view, new_document),
        );
        let ((old, old_stream, old_styles), (mut new, new_stream, new_styles)) = (old?, new?);
        finish::add_note_parts(&old, &mut new, &new_source);
        let target = if options.comments { Some(Target::of(&mut new_source)?) } else { None };
        Ok(Self {
            options: options.clone(),
            sources: (old_source, new_source),
            versions: (old, new),
            streams: (old_stream, new_stream),
            catalogues: (old_styles, new_styles),
            target,
        })
    }
}

/// What the writing needs to know of both packages. It does not follow from the redline, but takes
/// no longer than what does, and is found beside it.
#[derive(Debug)]
pub(super) struct Supplies {
    pub(super) resources: Resources,
    /// The first id that nothing in the new package has.
    pub(super) first_id: u64,
    /// The text boxes of each part of the new version that have a copy.
    pub(super) copies: Vec<Copies>,
    /// The sections that are set otherwise.
    pub(super) sections: Vec<Warning>,
}

impl Supplies {
    pub(super) fn of(
        catalogues: (Catalogue, Catalogue),
        (old_source, old): (&mut Source<'_>, &Version),
        (new_source, new): (&mut Source<'_>, &Version),
    ) -> Result<Self, Error> {
        Ok(Self {
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
        resources.know_bookmarks(&part.tree);
    }
    for (name, tree) in others {
        resources.know_new(&name, &tree, &[]);
    }
    for name in new_source.names() {
        resources.take(&name);
    }
    Ok(resources)
}
