//! The mechanics that reading and writing DOCX share: bytes of a package in; parts, XML events and
//! tables of styles and numbers out.
//!
//! ```text
//! bytes ─► Package ─► part ─► xml::Tree ─► xml::Reader ─► events with their namespaces resolved
//!             │
//!             ├─► Parts           what was read, for whoever reads it again
//!             ├─► StyleTable      what a style means once its ancestors have spoken
//!             └─► NumberingTable ─► Counters: the number of each paragraph in document order
//! ```
//!
//! The text of a part is read in one pass into places, eleven bytes for an element, so that the cost
//! is linear in the size of the part. [`Limits`] guard against hostile packages. Transitional
//! and strict packages read alike (ECMA-376 part 1 and part 4): namespaces are told apart by what
//! they mean, not by how they are spelt.
//!
//! This crate knows nothing of clauses.

mod content_types;
mod error;
mod field;
mod limits;
mod note_numbering;
mod numbering;
mod package;
mod parts;
mod properties;
mod relationships;
mod section;
mod styles;
mod symbol;
#[cfg(test)]
mod tests;
mod tracked;
mod value;
pub mod xml;

pub use content_types::ContentTypes;
pub use error::{Error, ErrorKind};
pub use field::is_of_page;
pub use limits::Limits;
pub use note_numbering::{NoteNumbering, NoteRestart};
pub use numbering::{
    Counters, Level, NumberFormat, Numbered, NumberingTable, Script, Suffix, format_number,
};
pub use package::Package;
pub use parts::{Definitions, Parts, digest};
pub use properties::{
    Format, FormatChange, FormerParagraph, FormerRun, ParagraphProperties, RunProperties,
};
pub use relationships::{Relationship, Relationships, relationships_part, resolve_target};
pub use section::{MarginReference, Pages, Section};
pub use styles::{Numbering, Style, StyleId, StyleRole, StyleTable};
pub use symbol::symbol_text;
pub use tracked::TrackedChanges;
pub use value::{is_on, twips};
