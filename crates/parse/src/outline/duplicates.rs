//! Duplicates: a document in, what to say of citations that several clauses share out.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use keeling_model::{Code, Diagnostic, Document, Severity};

/// Tells of citations that several clauses share, with the first few.
pub(super) fn duplicates(document: &Document) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    let mut seen: HashMap<&str, bool> = HashMap::new();
    let mut shared: Vec<&str> = Vec::new();
    for clause in document.clauses().iter().filter(|clause| clause.is_cited()) {
        match seen.entry(&clause.citation) {
            Entry::Vacant(entry) => {
                entry.insert(false);
            }
            Entry::Occupied(mut entry) => {
                if !entry.insert(true) {
                    shared.push(&clause.citation);
                }
            }
        }
    }
    let examples = shared.get(..SHOWN.min(shared.len())).unwrap_or_default().join(", ");
    let count = shared.len();
    (count > 0).then(|| Diagnostic {
        severity: Severity::Note,
        code: Code::DuplicateCitation,
        place: String::new(),
        message: match count {
            1 => format!("several clauses are cited {examples}"),
            _ => format!("{count} citations stand for several clauses each: {examples}"),
        },
    })
}
