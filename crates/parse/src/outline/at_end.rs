//! Which clause is open at the end: the pieces before an error in, the clause that it stands under
//! out.
//!
//! ```text
//! SECTION H │ 3 Supply │ 3.2 The Supplier shall: │ (a) keep records; ⚡     clause H3.2(a)
//! ```
//!
//! The body as far as it was read is outlined as a whole body is: no shorter way knows that the
//! last `(a)` is that of H3.2. So an error costs at most what reading without one would.

use keeling_model::{Builder, Clause, Document};

use super::{Limits, Outline};
use crate::flow::Piece;

/// The most characters of a heading that are shown.
const MOST_SHOWN: usize = 60;

/// The clause that is open at the end of these pieces as messages name it: `clause H3.2(a)`,
/// `Schedule 2, paragraph 4.1`. Where nothing has a number, the innermost heading; `None` where
/// there is none either.
pub(crate) fn clause_at_end(pieces: Vec<Piece>) -> Option<String> {
    let builder = Outline::of(Builder::new(), Limits::default(), pieces).stack.into_builder();
    let citation = builder.innermost()?.citation.as_str();
    if citation.is_empty() {
        let mut open = builder.open_clauses().rev();
        return open.find_map(|clause| heading(builder.document(), clause));
    }
    let is_named = citation.split([' ', '"', '§']).next().is_none_or(is_word);
    Some(if is_named { citation.to_owned() } else { format!("clause {citation}") })
}

/// Whether the first part of a citation says itself what is cited, as `Schedule` and `§` do.
fn is_word(part: &str) -> bool {
    part.is_empty() || part.chars().nth(2).is_some() && part.chars().all(char::is_alphabetic)
}

/// The heading of a clause in quotation marks, the beginning of a long one.
fn heading(document: &Document, clause: &Clause) -> Option<String> {
    let heading = document.heading(clause.id)?;
    Some(match heading.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("\"{}…\"", heading.get(..end).unwrap_or_default()),
        None => format!("\"{heading}\""),
    })
}
