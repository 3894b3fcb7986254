//! Headers and footers: a section of their own after the document, outside `<main>`, as they are
//! no part of what is read in order. The law of the redline holds in it as it does there.

use std::io;

use super::sink::Sink;
use super::{Page, clause};

/// The level of headings in the section.
const LEVEL: u8 = 3;

/// Writes the section; nothing where neither version has headers or footers.
pub(super) fn write<W: io::Write>(sink: &mut Sink<W>, page: &Page<'_>) -> io::Result<()> {
    if page.margins.is_empty() {
        return Ok(());
    }
    sink.raw(
        "<section id=\"headers-and-footers\" aria-label=\"Headers and footers\">\n\
         <h2 data-ui>Headers and footers</h2>\n",
    );
    for entry in &page.margins {
        clause::write(sink, page, entry, LEVEL, false);
        sink.drain()?;
    }
    sink.raw("</section>\n");
    Ok(())
}
