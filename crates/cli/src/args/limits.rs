//! The limits that arguments set.

use clap::Args;
use keeling_parse::ParseOptions;

use crate::input::Most;

/// Limits against hostile input. Their defaults are the parser's, see [`ParseOptions`].
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Limits")]
#[expect(clippy::struct_field_names, reason = "the fields are named as the options are")]
pub(crate) struct Limits {
    /// The most bytes that a document may have [default: 256 MiB]
    #[arg(long, value_name = "BYTES", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_bytes: Option<u64>,
    /// The most bytes that Markdown may have [default: 32 MiB]
    #[arg(long, value_name = "BYTES", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_text: Option<u64>,
    /// The most bytes that the parts of a DOCX may inflate to [default: 192 MiB]
    #[arg(long, value_name = "BYTES", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_inflated: Option<u64>,
    /// How many times its compressed size a part of more than 16 MiB may inflate to [default: 200]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_ratio: Option<u64>,
    /// The most parts that a DOCX may have [default: 10000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_parts: Option<u32>,
    /// The most paragraphs that a document may have [default: 250000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_paragraphs: Option<u32>,
    /// The most table cells that a document may have [default: 200000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_cells: Option<u32>,
    /// The most elements that a part of a DOCX may have [default: 16000000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_elements: Option<u32>,
    /// The most lines and characters of markup that Markdown may have [default: 750000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_markup: Option<u32>,
    /// How deep elements, tables and lists may be nested [default: 256]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) max_depth: Option<u16>,
}

impl Limits {
    /// The most bytes to take in for a document.
    pub(crate) fn most(&self) -> Most {
        // The parser's own defaults; a document that is larger is refused there with its reason.
        let bytes = self.max_bytes.unwrap_or(256 << 20);
        Most { bytes, text: self.max_text.unwrap_or(32 << 20).min(bytes) }
    }

    /// The parser's options.
    pub(crate) fn parse_options(&self) -> ParseOptions {
        let Most { bytes, text } = self.most();
        let mut options = ParseOptions::default().max_bytes(bytes).max_text(text);
        if let Some(bytes) = self.max_inflated {
            options = options.max_inflated(bytes);
        }
        if let Some(ratio) = self.max_ratio {
            options = options.max_ratio(ratio);
        }
        if let Some(parts) = self.max_parts {
            options = options.max_parts(number(parts));
        }
        if let Some(paragraphs) = self.max_paragraphs {
            options = options.max_paragraphs(number(paragraphs));
        }
        if let Some(cells) = self.max_cells {
            options = options.max_cells(number(cells));
        }
        if let Some(elements) = self.max_elements {
            options = options.max_elements(number(elements));
        }
        if let Some(characters) = self.max_markup {
            options = options.max_markup(number(characters));
        }
        if let Some(depth) = self.max_depth {
            options = options.max_depth(usize::from(depth));
        }
        options
    }
}

/// A count; on a machine of 16 bits the most that it can count.
fn number(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
