//! The commands, each from its arguments to its effect.

pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod man;
pub(crate) mod outline;
pub(crate) mod release;
