//! A whole modification, a whole release: the documents of two versions of a code in, a site out.
//!
//! ```text
//! old inputs ─► reading ─┐                          ┌─► pages, index
//!                        ├─► pairing ─► compare ─► across ─► record ─┼─► JSON, CSV, XLSX
//! new inputs ─► reading ─┘                          └─► notices
//! ```
//!
//! Documents are read, paired and compared, each pair by the line that a single document takes.
//! Then what holds between them is found: references, moves, definitions. All outputs are drawn
//! from one [`Record`], so that no two of them can disagree.
//!
//! [`release`] is the whole of it. It opens no file: documents come through [`Input`], the site
//! goes through [`Site`]. The same inputs give the same bytes, whatever the number of threads.

pub mod about;
mod across;
mod compare;
mod counts;
mod digest;
mod input;
mod pairing;
mod part;
mod reading;
pub mod record;
mod run;
mod site;
pub mod word;

pub use counts::Counts;
pub use digest::sha256;
pub use input::{Input, Pictures, Site};
pub use pairing::PairedBy;
pub use part::PartKind;
pub use record::Record;
pub use run::{Formats, Options, Progress, release};

/// The JSON Schema (2020-12) of `release.toml`.
pub fn about_schema() -> String {
    record::pretty(&schemars::schema_for!(about::About))
}
