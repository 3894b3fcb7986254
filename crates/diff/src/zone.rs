//! Zones: the parts of a document that are compared apart. Documents in, a zone for each clause
//! out.
//!
//! A clause of the body is never the same as one of a note or of a header, whatever its words:
//! the zones stand in this order in both versions, so what is paired across them could not be
//! woven into one sequence.

use keeling_model::{ClauseKind, Document};

/// Where a clause belongs, with everything below the clause at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    Body,
    Notes,
    Headers,
    Footers,
}

/// The zone of each clause.
pub(crate) fn zones(document: &Document) -> Vec<Zone> {
    let mut zones = Vec::with_capacity(document.clauses().len());
    zones.resize(document.body().len(), Zone::Body);
    zones.resize(document.body().len() + document.notes().len(), Zone::Notes);
    let mut zone = Zone::Headers;
    for clause in document.margins() {
        zone = match clause.kind {
            ClauseKind::Header => Zone::Headers,
            ClauseKind::Footer => Zone::Footers,
            _ => zone,
        };
        zones.push(zone);
    }
    zones
}
