//! Layout: the clauses in, where each stands and in which style out.
//!
//! ```text
//! Section H  Services              a heading begins at the margin of what it stands in
//! H1.1 │ The DCC shall provide:    a numbered clause hangs its number out of its text
//!      │ (a) │ each Service; and   what is below it begins where its text does
//!      │ in each case promptly.    closing words stand under its text again
//! ```
//!
//! Readers tell by these indents what an item holds and which words close a list, so that text
//! stands right of whatever it is part of, and left of what it closes.

use keeling_model::{Clause, ClauseKind, Document, Label};

use super::definitions;

/// How far a step is set in, in twentieths of a point.
pub(super) const STEP: i32 = 680;
/// Beyond so many steps a page would be too narrow: each further one is a point.
const MOST_STEPS: i32 = 9;
/// The deepest style of a heading.
const MOST_HEADINGS: usize = 9;

/// Where a clause stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// How many steps its text is set in.
    pub(super) text: i32,
    /// How many steps what is below it is set in.
    pub(super) below: i32,
    /// What it is set as.
    pub(super) set: Set,
}

/// What a clause is set as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Set {
    /// The title of the document.
    Title,
    /// A heading of this level.
    Heading(usize),
    /// A number that hangs out of the text.
    Numbered,
    /// Text.
    #[default]
    Text,
    /// A row of a table of definitions.
    Row,
}

/// Where the clauses of the body stand.
pub(super) fn places(document: &Document) -> Vec<Place> {
    let shift = usize::from(lone_heading(document));
    let rows = definitions::rows(document);
    let mut places: Vec<Place> = Vec::with_capacity(document.body().len());
    for clause in document.body() {
        let above = clause.parent.and_then(|id| places.get(id.index()).copied());
        let begin = above.map_or(0, |above| above.below);
        let empty = clause.kind == ClauseKind::Heading && clause.blocks.is_empty();
        let headed = document.heading(clause.id).is_some() || empty || is_worded(clause);
        let level = (usize::from(clause.depth) + 1 + shift).min(MOST_HEADINGS);
        let step = |set| Place { text: begin + 1, below: begin + 1, set };
        let same = |set| Place { text: begin, below: begin, set };
        places.push(match clause.kind {
            ClauseKind::Title if headed => same(Set::Title),
            ClauseKind::Definition if rows.contains(&clause.id) => step(Set::Row),
            ClauseKind::Definition if clause.label.is_none() => step(Set::Text),
            _ if headed => same(Set::Heading(level)),
            _ if clause.label.is_some() => step(Set::Numbered),
            _ => same(Set::Text),
        });
    }
    places
}

/// Whether a clause is named by a word and a number, "Article 7", which stands on a line of its
/// own.
pub(super) fn is_worded(clause: &Clause) -> bool {
    let worded = matches!(
        clause.kind,
        ClauseKind::Part
            | ClauseKind::Chapter
            | ClauseKind::Section
            | ClauseKind::Article
            | ClauseKind::Schedule
            | ClauseKind::Appendix
            | ClauseKind::Annex
    );
    let label = clause.label.as_ref().map(Label::shown).unwrap_or_default();
    worded
        && label.split_whitespace().next().is_some_and(|word| word.chars().all(char::is_alphabetic))
}

/// Whether the first thing in the document is a heading without number, the only one at the top,
/// and no title: readers would take it for one.
fn lone_heading(document: &Document) -> bool {
    let headed = |clause: &&Clause| clause.depth == 0 && document.heading(clause.id).is_some();
    let mut headings = document.body().iter().filter(headed);
    let first = document.body().iter().find(|clause| !clause.blocks.is_empty());
    let alone = headings.next().zip(first).is_some_and(|(heading, first)| {
        heading.id == first.id && heading.label.is_none() && heading.kind != ClauseKind::Title
    });
    alone && headings.next().is_none()
}

/// Steps in twentieths of a point.
pub(super) fn twips(steps: i32) -> i32 {
    let whole = steps.clamp(0, MOST_STEPS);
    whole * STEP + steps.saturating_sub(whole).clamp(0, 60) * 20
}
