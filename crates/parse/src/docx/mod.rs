//! DOCX in, a flow out.

use crate::flow::Flow;
use crate::{Error, ParseOptions};

/// Reads a package.
pub(crate) fn read(bytes: &[u8], options: &ParseOptions) -> Result<Flow, Error> {
    let _ = (bytes, options);
    todo!()
}
