//! Verifying that a redline is one of its two documents, and keeps the law.
//!
//! A redline that [`diff`](crate::diff) made of the two documents always is and does. One that was
//! read back, or is asked about other documents, may say anything: every index and span in it is
//! checked before it is used, here and nowhere else.

mod change;
mod labels;
mod regions;

use std::fmt;

use keeling_model::{ClauseId, Document};

use crate::ignore::Ignore;
use crate::redline::{Change, ChangeId, Redline, Side, Status, Summary};

/// Why a redline is not one of two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    message: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Breach {}

impl Redline {
    /// Checks that this is a redline of these two documents: that, read without what is new, it is
    /// the old one, and without what is old, the new one; every clause of each, in order, with all
    /// its words.
    ///
    /// It also checks whatever points into the documents or into the redline (regions, rows,
    /// cells, references, links) and the counts of clauses, so that a redline that was read back
    /// can be used without fear once it is verified. It does not compare the documents anew:
    /// which clauses are pairs, moved or consequential, and the counts of words, are taken as said.
    /// Nor does it know the documents again: a redline holds no text, and where other words of the
    /// same length stand in an insertion, it is a redline of that document too. Whoever stores
    /// redlines stores digests of their documents beside them. What was ignored may differ.
    ///
    /// Time: linear in the documents.
    ///
    /// # Errors
    ///
    /// The first breach, in words.
    ///
    /// # Examples
    ///
    /// ```
    /// use keeling_diff::{Options, diff};
    /// use keeling_model::{Builder, Document, Role};
    ///
    /// fn document(text: &str) -> Document {
    ///     let mut builder = Builder::new();
    ///     builder.paragraph(Role::Body, text, []);
    ///     builder.finish()
    /// }
    ///
    /// let (old, new) = (document("Within 30 days."), document("Within 45 days."));
    /// let redline = diff(&old, &new, &Options::default());
    /// assert!(redline.verify(&old, &new).is_ok());
    ///
    /// assert!(redline.verify(&old, &document("Within a month.")).is_err());
    /// ```
    pub fn verify(&self, old: &Document, new: &Document) -> Result<(), Breach> {
        self.check_sequence(old, Side::Old, |change| change.old)?;
        self.check_sequence(new, Side::New, |change| change.new)?;
        self.check_order()?;
        for (at, change) in self.changes.iter().enumerate() {
            change::check(change, self, old, new)
                .map_err(|breach| Breach { message: format!("change {at}: {}", breach.message) })?;
        }
        self.check_impacts()?;
        self.check_counts(old, new)
    }

    /// Checks that what changed definitions reach is there, in the order of the changes.
    fn check_impacts(&self) -> Result<(), Breach> {
        let in_order = self.impacts.is_sorted_by(|a, b| a.definition < b.definition);
        let mut named = self.impacts.iter().flat_map(|impact| {
            [impact.definition].into_iter().chain(impact.uses.iter().chain(&impact.stale).copied())
        });
        let all_there = named.all(|id| self.change(id).is_some());
        ensure(in_order && all_there, "what a definition reaches is not there, or out of order")
    }

    /// Checks that the places of a side name all its clauses in order.
    fn check_sequence(
        &self,
        document: &Document,
        side: Side,
        clause: impl Fn(&Change) -> Option<ClauseId>,
    ) -> Result<(), Breach> {
        let mut expected = document.clauses().iter().map(|clause| clause.id);
        for place in &self.places {
            if place.side.has(side) {
                let found = self.change(place.change).and_then(&clause);
                let wanted = expected.next();
                if found.is_none() || found != wanted {
                    let [wanted, found] = [wanted, found].map(name);
                    return breach(format!("{wanted} is due, {found} stands there"));
                }
            }
        }
        if let Some(id) = expected.next() {
            return breach(format!("{} is missing", name(Some(id))));
        }
        // All clauses stand in places; each change has to be the one that its clause stands with.
        let n_clauses = self.changes.iter().filter_map(&clause).count();
        ensure(n_clauses == document.clauses().len(), "a clause has two changes")
    }

    /// Checks that every change stands where it should among the others.
    fn check_order(&self) -> Result<(), Breach> {
        let is_at_home = |id: ChangeId, side| {
            side != Side::Old || self.change(id).is_some_and(|change| change.new.is_none())
        };
        let at_home = self.places.iter().filter(|place| is_at_home(place.change, place.side));
        let in_order = at_home.map(|place| place.change.index()).eq(0..self.changes.len());
        ensure(in_order, "the changes are not in reading order")
    }

    /// Checks the counts of clauses.
    fn check_counts(&self, old: &Document, new: &Document) -> Result<(), Breach> {
        let mut summaries = [Summary::default(), Summary::default()];
        for change in &self.changes {
            let [text, margins] = &mut summaries;
            if change.is_in_margins(old, new) { margins } else { text }.count(change);
        }
        let said = [self.summary, self.margins].map(|said| Summary {
            words_inserted: 0,
            words_deleted: 0,
            ..said
        });
        ensure(said == summaries, "the summary does not count the changes")
    }
}

impl Change {
    /// Whether it is of a header or footer.
    pub(crate) fn is_in_margins(&self, old: &Document, new: &Document) -> bool {
        match (self.old, self.new) {
            (_, Some(id)) => new.is_in_margins(id),
            (Some(id), None) => old.is_in_margins(id),
            (None, None) => false,
        }
    }
}

impl Summary {
    /// Counts a change, but not its words.
    pub(crate) fn count(&mut self, change: &Change) {
        match (change.status, change.consequential) {
            (Status::Inserted, _) => self.inserted += 1,
            (Status::Deleted, _) => self.deleted += 1,
            (Status::Amended, true) => self.consequential += 1,
            (Status::Amended, false) => self.amended += 1,
            (Status::Unchanged, _) => self.unchanged += 1,
        }
        self.affected += u32::from(change.is_affected());
        self.moved += u32::from(change.moved);
        self.renumbered += u32::from(change.renumbered);
        self.formatting += u32::from(change.is_formatting_only());
    }
}

fn name(id: Option<ClauseId>) -> String {
    id.map_or("no clause".to_owned(), |id| format!("clause {}", id.0))
}

fn breach<T>(message: impl Into<String>) -> Result<T, Breach> {
    Err(Breach { message: message.into() })
}

fn ensure(holds: bool, message: &str) -> Result<(), Breach> {
    if holds { Ok(()) } else { breach(message) }
}

/// Whether two texts have the same words: the same characters but for those that take no place and
/// what is ignored.
fn same_words(old: &str, new: &str, ignored: Ignore) -> bool {
    ignored.letters(old, None).eq(ignored.letters(new, None))
}

/// The characters of a text that are neither white space nor invisible.
pub(crate) fn words(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !is_blank(*c))
}

/// Whether a character is white space or invisible.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{AD}' | '\u{FEFF}')
}
