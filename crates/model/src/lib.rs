//! The clause tree: what a code document is once its format is forgotten.
//!
//! A [`Document`] holds one string with every word of the document in reading order, and a vector
//! of [`Clause`]s in document order (preorder). A clause points into the string with a [`Span`];
//! so do its [`Block`]s and the [`Mark`]s on its words. Nothing is nested by pointer: a subtree is
//! a slice, a walk is a loop, and a range of bytes names any piece of text for as long as the
//! document lives.
//!
//! ```text
//! text     DCC Services⏎ The DCC shall provide:⏎ each Service; and⏎ …
//!          ├ H3 ───────┤ ├ H3.1 ──────────────┤ ├ H3.1(a) ──────┤
//! clauses  [H3, H3.1, H3.1(a), …]              parent: [–, 0, 1, …]
//! ```
//!
//! Documents are made with a [`Builder`], by the parsers and by anyone who embeds the engine:
//!
//! ```
//! use keeling_model::{Builder, ClauseKind, Label, Role};
//!
//! let mut builder = Builder::new();
//! builder.open(ClauseKind::Clause, Some(Label::typed("1")));
//! builder.paragraph(Role::Heading(1), "Supply", []);
//! builder.open(ClauseKind::Clause, Some(Label::typed("1.1")));
//! builder.paragraph(Role::Body, "The Supplier shall supply.", []);
//! let document = builder.finish();
//!
//! assert_eq!(document.clauses()[1].citation, "1.1");
//! assert_eq!(document.own_text(document.clauses()[1].id), "The Supplier shall supply.");
//! ```
//!
//! This crate knows no file format and no diff, and does no I/O.

mod block;
mod builder;
mod citation;
mod clause;
mod diagnostic;
mod document;
pub mod label;
mod mark;
mod span;

pub use block::{Block, Cell, Paragraph, ParagraphLabel, Role, Row, Table, paragraphs};
pub use builder::Builder;
pub use citation::cite;
pub use clause::{Clause, ClauseId, ClauseKind};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use document::{Document, Meta};
pub use label::Label;
pub use mark::{Mark, MarkKind, OBJECT, Object, ObjectId, Target, UrlId};
pub use span::Span;
