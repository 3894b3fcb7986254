//! What the outline makes of small documents, written as a lawyer could read them.

mod doubt;
mod laws;
mod notation;
mod references;
mod trees;
