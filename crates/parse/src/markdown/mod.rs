//! Markdown in, a flow out.
//!
//! ```text
//! bytes ─► decode ─► front_matter ─► pulldown-cmark's events ─► blocks ─► Flow
//!           UTF-8      Meta                                      ├─ inlines   words and marks
//!                                                                ├─ lists     numbers of items
//!                                                                ├─ html      tags and tables
//!                                                                ├─ lines     clauses run together
//!                                                                ├─ code      clauses set in
//!                                                                └─ notes     footnotes
//! ```
//!
//! The dialect is `CommonMark` with tables, strikethrough by two tildes and footnotes as GitHub has
//! them. Other extensions stay off on purpose: each of them (smart punctuation, heading attributes,
//! task lists, definition lists, formulas) takes characters of a legal text for markup.
//!
//! The events are read in one loop without recursion, so time and memory grow with the input.
//! [`ParseOptions::max_depth`] bounds how deep lists and quotations may be nested,
//! [`ParseOptions::max_markup`] what the parser may have to keep; both are looked at before it.

mod anchors;
mod blocks;
mod code;
mod decode;
mod depth;
mod front_matter;
mod grid;
mod html;
mod inlines;
mod lines;
mod lists;
mod marker;
mod markup;
mod notes;
mod place;
mod source;
#[cfg(test)]
mod tests;

use self::source::Source;
use crate::ParseOptions;
use crate::error::Failure;
use crate::flow::Flow;

/// Reads Markdown.
///
/// # Errors
///
/// Where the bytes are not text in UTF-8 (or UTF-16 with a byte order mark), or a limit of the
/// options is exceeded.
pub(crate) fn read(bytes: &[u8], options: &ParseOptions) -> Result<Flow, Failure> {
    let decoded = decode::decode(bytes, options)?;
    let (meta, body) = front_matter::split(&decoded.text);
    let source = Source::new(&decoded.text, decoded.offset, decoded.text.len() - body.len());
    let mut flow = blocks::read(source, options)?;
    flow.meta = meta;
    Ok(flow)
}
