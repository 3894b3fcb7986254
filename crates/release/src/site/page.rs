//! The redline of a document as a page of the site.

use std::io;

use keeling_render::html::{self, Elsewhere, HtmlOptions, Note};

use super::html::plain;
use super::view;
use crate::about::{Modification, Stage};
use crate::compare::Compared;
use crate::input::Site;
use crate::record::{DocumentRecord, Record, VersionRecord};
use crate::run::Options;

/// Writes the page.
pub(crate) fn write(
    site: &dyn Site,
    compared: &Compared<'_>,
    document: &DocumentRecord,
    record: &Record,
    (notes, [old, new]): (Vec<(keeling_diff::ChangeId, Note)>, [Vec<Elsewhere>; 2]),
    options: &Options,
) -> io::Result<()> {
    let name = |version: &Option<VersionRecord>, none: &str| match version {
        Some(VersionRecord { version: Some(version), .. }) => {
            format!("Version {}", plain(version))
        }
        Some(version) => plain(&version.path),
        None => none.to_owned(),
    };
    let mut page = HtmlOptions::default()
        .title(plain(&document.name))
        .lang(options.lang.as_deref().unwrap_or("en"))
        .index("../index.html", format!("All documents of {}", plain(&record.about.title())))
        .names(
            name(&document.old, "none: the document is new"),
            name(&document.new, "none: the document is withdrawn"),
        );
    let amends = |id: &String| record.about.modifications.iter().find(|one| one.id == *id);
    if let Some(modification) = document.modification.as_ref().and_then(amends) {
        page = page.modification(plain(&modification.id), plain(&titled(modification)));
    }
    if let Some(address) = &document.word {
        page = page.also(format!("../{address}"), "Word file with tracked changes");
    }
    for (change, note) in notes {
        page = page.note(change, note);
    }
    page = page.elsewhere(old, new);
    let path = format!("redline/{}.html", compared.id);
    site.write(&path, &mut |out| html::write(out, &view(compared), &page))
}

/// A modification's title; where it is not approved, that its text is not in effect.
fn titled(modification: &Modification) -> String {
    let title = modification.title.as_deref().unwrap_or_default();
    match modification.stage {
        None | Some(Stage::Approved) => title.to_owned(),
        Some(stage) => {
            format!("{title} ({}, not in effect)", stage.words()).trim_start().to_owned()
        }
    }
}
