//! What the outline makes of small documents, written as a lawyer could read them.

#[cfg(all(feature = "docx", feature = "markdown"))]
mod corpus;
mod doubt;
mod labels;
mod laws;
mod notation;
mod references;
mod trees;
