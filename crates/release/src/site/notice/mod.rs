//! The notice, as Markdown and as a page: for a consultation its closing date and where to respond,
//! for a release what came into effect and when; which parts were affected, where the redlining
//! is, the document log, where to ask.
//!
//! It is made once, of blocks of words and links, and then written in either format.

mod blocks;
mod markdown;
mod page;

use std::io;

use crate::input::Site;
use crate::record::Record;
use crate::run::Options;

/// Writes both forms.
pub(crate) fn write(site: &dyn Site, record: &Record, options: &Options) -> io::Result<()> {
    let blocks = blocks::of(record, options);
    let text = markdown::text(&blocks);
    site.write("notice.md", &mut |out| out.write_all(text.as_bytes()))?;
    let page = page::page(&blocks, record, options);
    site.write("notice.html", &mut |out| out.write_all(page.as_bytes()))
}
