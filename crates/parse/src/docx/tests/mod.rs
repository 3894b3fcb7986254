//! What the DOCX reader makes of small documents, one feature a file.
//!
//! Documents are written as the XML between `<w:body>` and `</w:body>`; what is read is shown one
//! piece a line, see [`show`].

mod corpus;
mod errors;
mod fields;
mod margins;
mod notes;
mod numbers;
mod objects;
mod packages;
mod rejected;
mod show;
mod sides;
mod tables;
mod text;
mod tracked;
mod word;

use packages::Package;
use show::show;

use crate::ParseOptions;
use crate::flow::Flow;

/// Reads a package.
fn read(package: &Package) -> Flow {
    super::read(&package.bytes(), &ParseOptions::default()).unwrap()
}

/// What a document with this body reads as.
fn body(xml: &str) -> String {
    show(&read(&Package::new(xml)))
}
