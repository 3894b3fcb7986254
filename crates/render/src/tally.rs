//! How many clauses changed and in what way, each counted once, and the sentence that says so.

use std::fmt::Display;

use keeling_diff::{Change, Status};

use crate::View;
use crate::view::Region;

/// Counts of clauses by the weightiest thing that happened to each. They add up to all clauses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Inserted, deleted, or amended in substance.
    pub(crate) text: usize,
    /// Moved, with the same words.
    pub(crate) moved: usize,
    /// Renumbered, with the same words in the same place.
    pub(crate) numbering: usize,
    /// Amended only in references that follow a renumbering.
    pub(crate) references: usize,
    /// Not changed.
    pub(crate) unchanged: usize,
    /// With the same words, which use a definition that changed; each is counted above too.
    pub(crate) affected: usize,
}

impl Tally {
    /// Counts the changes of a region of a redline.
    pub(crate) fn of(view: &View<'_>, region: Region) -> Self {
        let mut tally = Self::default();
        for entry in view.changes(region) {
            *tally.slot(entry.change) += 1;
            tally.affected += usize::from(entry.change.is_affected());
        }
        tally
    }

    fn slot(&mut self, change: &Change) -> &mut usize {
        match change.status {
            _ if change.consequential => &mut self.references,
            Status::Unchanged if change.moved => &mut self.moved,
            Status::Unchanged if change.renumbered => &mut self.numbering,
            Status::Unchanged => &mut self.unchanged,
            _ => &mut self.text,
        }
    }

    /// How many clauses changed in any way.
    pub(crate) fn changed(&self) -> usize {
        self.text + self.moved + self.numbering + self.references
    }

    /// How many clauses there are.
    pub(crate) fn total(&self) -> usize {
        self.changed() + self.unchanged
    }

    /// The counts as a sentence: "3 clauses changed: 2 in their text, 1 in numbering only. 40
    /// clauses are unchanged."
    pub(crate) fn sentence(&self) -> String {
        let unchanged = match self.unchanged {
            0 => String::new(),
            1 => " 1 clause is unchanged.".to_owned(),
            n => format!(" {} clauses are unchanged.", grouped(n)),
        };
        let affected = match self.affected {
            0 => String::new(),
            n => format!(" Changed definitions are used in {} with the same words.", clauses(n)),
        };
        if self.changed() == 0 {
            return format!("No clause changed.{unchanged}{affected}");
        }
        let parts = [
            (self.text, "in their text", "in its text"),
            (self.moved, "moved with the same words", "moved with the same words"),
            (self.numbering, "in numbering only", "in numbering only"),
            (
                self.references,
                "in references that follow numbering",
                "in references that follow numbering",
            ),
        ];
        let mut said = Vec::new();
        for (n, many, one) in parts.into_iter().filter(|(n, ..)| *n > 0) {
            said.push(format!("{} {}", grouped(n), if n == 1 { one } else { many }));
        }
        format!("{} changed: {}.{unchanged}", clauses(self.changed()), said.join(", ")) + &affected
    }
}

/// What changed in the text and in the headers and footers, as sentences; the latter only where
/// something did.
pub(crate) fn sentences(text: Tally, margins: Tally) -> String {
    let (said, changed) = (text.sentence(), grouped(margins.changed()));
    match (margins.changed(), margins.total()) {
        (0, _) => said,
        (_, 1) => said + " The only header or footer changed.",
        (_, n) => format!("{said} {changed} of {} headers and footers changed.", grouped(n)),
    }
}

/// "1 clause", "12 clauses".
pub(crate) fn clauses(n: usize) -> String {
    if n == 1 { "1 clause".to_owned() } else { format!("{} clauses", grouped(n)) }
}

/// A whole number with its digits in groups of three.
///
/// ```
/// assert_eq!(keeling_render::grouped(12_345), "12,345");
/// ```
pub fn grouped(n: impl Display) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_counts_every_clause_once() {
        let tally =
            Tally { text: 31, moved: 0, numbering: 9, references: 1, unchanged: 1412, affected: 0 };
        assert_eq!(
            tally.sentence(),
            "41 clauses changed: 31 in their text, 9 in numbering only, 1 in references that \
             follow numbering. 1,412 clauses are unchanged."
        );
    }

    #[test]
    fn clauses_that_a_definition_reaches_are_told() {
        let tally = Tally { text: 1, unchanged: 20, affected: 12, ..Tally::default() };
        assert_eq!(
            tally.sentence(),
            "1 clause changed: 1 in its text. 20 clauses are unchanged. Changed definitions are \
             used in 12 clauses with the same words."
        );
    }

    #[test]
    fn no_change_is_said_plainly() {
        assert_eq!(Tally::default().sentence(), "No clause changed.");
        let tally = Tally { unchanged: 1, ..Tally::default() };
        assert_eq!(tally.sentence(), "No clause changed. 1 clause is unchanged.");
    }

    #[test]
    fn headers_and_footers_are_told_where_they_changed() {
        let same = Tally { unchanged: 3, ..Tally::default() };
        let changed = Tally { text: 1, unchanged: 2, ..Tally::default() };
        let only = Tally { text: 1, ..Tally::default() };
        assert_eq!(sentences(same, same), "No clause changed. 3 clauses are unchanged.");
        assert!(sentences(same, changed).ends_with(" 1 of 3 headers and footers changed."));
        assert!(sentences(same, only).ends_with(" The only header or footer changed."));
    }
}
