//! Redlines for readers and programs: HTML, JSON, terminal text, and Word files with tracked changes.
//!
//! In goes a [`View`]: a redline with its two documents and what is known of where they came
//! from. Out comes text, written to any [`io::Write`](std::io::Write) in one pass.
//!
//! ```text
//!                  ┌─► html   one self-contained page for people who review in a browser
//! redline, old, ───┼─► json   the stable contract for programs
//! new              ├─► text   changed clauses for a terminal
//! (and packages)   └─► docx   the new Word file with what changed tracked
//! ```
//!
//! HTML and JSON keep the law of the redline: read without insertions they are the old document,
//! read without deletions the new one. The text leaves out what did not change. None of them
//! knows how the redline was found.
//!
//! ```
//! use keeling_diff::Redline;
//! use keeling_model::Builder;
//! use keeling_render::{Version, View, html};
//!
//! let (old, new) = (Builder::new().finish(), Builder::new().finish());
//! let redline = Redline::default();
//! let view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
//! let mut page = Vec::new();
//! html::write(&mut page, &view, &html::HtmlOptions::default())?;
//! assert!(page.starts_with(b"<!DOCTYPE html>"));
//! # Ok::<(), std::io::Error>(())
//! ```

// What the renderers share is there whichever of them are built.
#[cfg_attr(not(all(feature = "html", feature = "json", feature = "text")), allow(dead_code))]
mod formatting;
#[cfg_attr(not(all(feature = "html", feature = "json", feature = "text")), allow(dead_code))]
mod ids;
#[cfg_attr(not(all(feature = "html", feature = "json", feature = "text")), allow(dead_code))]
mod tally;
#[cfg_attr(not(all(feature = "html", feature = "json", feature = "text")), allow(dead_code))]
mod view;
#[cfg_attr(not(all(feature = "html", feature = "json", feature = "text")), allow(dead_code))]
mod why;

#[cfg(feature = "docx")]
pub mod docx;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "text")]
pub mod text;

pub use ids::Ids;
pub use tally::grouped;
pub use view::{Version, View};
