//! Citations: the full path that people cite a clause by.

use crate::{Clause, ClauseKind, Label};

/// Returns the citation of a clause below `parent` (the nearest clause above it, if any).
pub fn cite(
    parent: Option<&Clause>,
    kind: ClauseKind,
    label: Option<&Label>,
    term: Option<&str>,
) -> String {
    let above = parent.map_or("", |parent| parent.citation.as_str());
    match (label, term) {
        (Some(label), _) => {
            let bare = label.bare();
            match kind {
                ClauseKind::Paragraph => format!("{above}{bare}"),
                _ => bare.to_owned(),
            }
        }
        (None, Some(term)) if above.is_empty() => format!("\"{term}\""),
        (None, Some(term)) => format!("{above} \"{term}\""),
        (None, None) => above.to_owned(),
    }
}
