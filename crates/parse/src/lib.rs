//! Documents from bytes: Markdown and DOCX in, a [`Document`] and [`Diagnostic`]s out.
//!
//! ```text
//! bytes ─► markdown ─┐
//!                    ├─► flow (paragraphs, tables, computed numbers) ─► outline ─► Document
//! bytes ─► docx ─────┘
//! ```

mod error;
mod flow;
mod options;
mod outline;

#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "markdown")]
mod markdown;

use keeling_model::{Diagnostic, Document};

use error::Failure;
pub use error::{Error, ErrorKind};
#[cfg(feature = "docx")]
pub use keeling_ooxml::Parts;
pub use options::{Format, ParseOptions, Tracked};

/// A document, and what its reader noticed.
#[derive(Debug)]
pub struct Parsed {
    /// The document.
    pub document: Document,
    /// What was left out, read loosely, or looks wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The format that the bytes were read as.
    pub format: Format,
}

/// Reads a document.
///
/// The format is told by the bytes themselves (a ZIP package is DOCX, other text is Markdown)
/// unless the options name one.
///
/// # Errors
///
/// Where the bytes are no document of a known format, damaged, encrypted, or beyond a limit of the
/// options. Strange content in a sound document is a [`Diagnostic`], not an error.
pub fn parse(bytes: &[u8], options: &ParseOptions) -> Result<Parsed, Error> {
    let format = match options.format {
        Some(format) => format,
        None => Format::detect(bytes)?,
    };
    let read = match format {
        #[cfg(feature = "docx")]
        Format::Docx => docx::read(bytes, options),
        #[cfg(feature = "markdown")]
        Format::Markdown => markdown::read(bytes, options),
        #[allow(unreachable_patterns)]
        other => {
            return Err(Error::new(
                ErrorKind::NotSupported,
                format!("this build cannot read {other}"),
            ));
        }
    };
    let flow = read.map_err(Failure::into_error)?;
    let build = if options.outline { outline::build } else { outline::build_flat };
    let (document, diagnostics) = build(flow);
    Ok(Parsed { document, diagnostics, format })
}
