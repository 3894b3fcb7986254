//! Markdown in, a flow out.

use crate::flow::Flow;
use crate::{Error, ParseOptions};

/// Reads Markdown.
pub(crate) fn read(bytes: &[u8], options: &ParseOptions) -> Result<Flow, Error> {
    let _ = (bytes, options);
    todo!()
}
