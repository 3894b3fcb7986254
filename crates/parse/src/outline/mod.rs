//! The outline: a flow in, a tree of clauses out.

use keeling_model::{Diagnostic, Document};

use crate::flow::Flow;

/// Builds the tree.
pub(crate) fn build(flow: Flow) -> (Document, Vec<Diagnostic>) {
    let _ = flow;
    todo!()
}
