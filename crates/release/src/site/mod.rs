//! The site: a record in, its files out.
//!
//! ```text
//! index.html            what changed, where, what follows from it, the document log
//! redline/ID.html       the redline of each document
//! word/ID.docx          the same with tracked changes, of each whose text differs
//! clean/ID.docx         the new version of each document, where it was asked for
//! changes.{json,csv,xlsx}
//! notice.{md,html}
//! ```
//!
//! All links are relative.

pub(crate) mod address;
mod csv;
mod html;
mod index;
pub(crate) mod notes;
mod notice;
pub(crate) mod page;
pub(crate) mod word;
mod words;
mod xlsx;

use std::io;

use keeling_render::{Version, View};

use crate::compare::Compared;
use crate::input::Site;
use crate::reading::Read;
use crate::record::Record;
use crate::run::Options;

/// Writes everything that is drawn from the record.
pub(crate) fn write(site: &dyn Site, record: &Record, options: &Options) -> io::Result<()> {
    let formats = options.formats;
    let pages = || {
        if formats.html {
            let page = index::page(record, options);
            site.write("index.html", &mut |out| out.write_all(page.as_bytes()))?;
        }
        if formats.notice {
            notice::write(site, record, options)?;
        }
        io::Result::Ok(())
    };
    let tables = || {
        if formats.csv {
            site.write("changes.csv", &mut |out| csv::write(out, record))?;
        }
        if formats.xlsx {
            let workbook = xlsx::workbook(record).map_err(io::Error::other)?;
            site.write("changes.xlsx", &mut |out| out.write_all(&workbook))?;
        }
        io::Result::Ok(())
    };
    let json = || {
        if formats.json {
            site.write("changes.json", &mut |out| {
                let mut out = io::BufWriter::with_capacity(64 * 1024, out);
                serde_json::to_writer(&mut out, record)?;
                io::Write::write_all(&mut out, b"\n")?;
                io::Write::flush(&mut out)
            })?;
        }
        io::Result::Ok(())
    };
    let (tables, (pages, json)) = rayon::join(tables, || rayon::join(pages, json));
    tables.and(pages).and(json)
}

/// The renderers' view of what was compared.
pub(crate) fn view<'v>(compared: &'v Compared<'_>) -> View<'v> {
    let version = |read: Option<&'v Read>, document| match read {
        Some(read) => Version {
            document,
            source: &read.path,
            digest: Some(&read.digest),
            diagnostics: &read.diagnostics,
        },
        None => Version::new(document, "none"),
    };
    View::new(
        &compared.redline,
        version(compared.old, compared.old_document()),
        version(compared.new, compared.new_document()),
    )
}
