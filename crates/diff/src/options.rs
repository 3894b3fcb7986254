//! How to compare.

/// How to compare.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {}
