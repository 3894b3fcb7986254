//! The comparison stage by stage: what [`diff`](crate::diff) runs, for whoever measures or watches
//! it.
//!
//! ```text
//! Document, Document ─► Tokenised ─► Aligned ─► Redline
//!                       words as     pairs,     edits of words,
//!                       integers     moves      references
//! ```
//!
//! ```
//! use keeling_diff::stages::Tokenised;
//! use keeling_model::Builder;
//!
//! let (old, new) = (Builder::new().finish(), Builder::new().finish());
//! let redline = Tokenised::new(&old, &new).align().redline();
//! assert!(redline.changes.is_empty());
//! ```
//!
//! Whoever runs the stages can stop between them, and can stop [`try_diff`](crate::try_diff)
//! within them too.

use keeling_model::{ClauseId, Document};
use rayon::prelude::*;

use crate::formatting::{self, Formatting};
use crate::ignore::Ignore;
use crate::links::{self, Links};
use crate::matching::{self, Matching};
use crate::options::Options;
use crate::order::{self, Order};
use crate::redline::{Change, Redline, Status};
use crate::references::References;
use crate::side::Side;
use crate::vocabulary::Vocabulary;
use crate::watch::{Check, Stage, Watch};
use crate::weave::{self, Weave};
use crate::{cause, impact, labels, refine, summary, together, words};

/// Two documents whose words are integers: equal words, equal integers.
#[derive(Debug)]
pub struct Tokenised<'a> {
    pub(crate) old: Side<'a>,
    pub(crate) new: Side<'a>,
    pub(crate) vocabulary: Vocabulary<'a>,
    options: Options,
}

impl<'a> Tokenised<'a> {
    /// Cuts two documents into tokens and gives their clauses their hashes, with the default
    /// options.
    pub fn new(old: &'a Document, new: &'a Document) -> Self {
        Self::with(old, new, &Options::default())
    }

    /// The same with other options.
    pub fn with(old: &'a Document, new: &'a Document, options: &Options) -> Self {
        let Ok(tokenised) = Self::try_new(old, new, options, &Watch::NONE);
        tokenised
    }

    pub(crate) fn try_new<C: Check>(
        old: &'a Document,
        new: &'a Document,
        options: &Options,
        watch: &Watch<'_, C>,
    ) -> Result<Self, C::Stop> {
        let count = watch.begin(Stage::Tokenise, old.clauses().len() + new.clauses().len());
        count.go_on()?;
        let (old, new, vocabulary) = Side::both(old, new, options.ignore, || count.step())?;
        Ok(Self { old, new, vocabulary, options: options.clone() })
    }

    /// How many tokens the two documents have together.
    pub fn n_tokens(&self) -> usize {
        self.old.tokens.len() + self.new.tokens.len()
    }

    /// Pairs the clauses, tells which were moved, and weaves the documents into one sequence.
    pub fn align(self) -> Aligned<'a> {
        let Ok(aligned) = self.try_align(&Watch::NONE);
        aligned
    }

    pub(crate) fn try_align<C: Check>(self, watch: &Watch<'_, C>) -> Result<Aligned<'a>, C::Stop> {
        let Self { old, new, vocabulary, options } = self;
        let count = watch.begin(Stage::Align, 4);
        count.go_on()?;
        let mut matching = matching::pair_clauses(&old, &new, &vocabulary);
        count.step()?;
        let links = links::find(&old, &new, &mut matching);
        count.step()?;
        let order = order::order(&old, &new, &matching);
        count.step()?;
        let weave = weave::weave(old.document, new.document, &matching, &order);
        count.step()?;
        let shift = formatting::shift(old.document, new.document, &weave.changes);
        Ok(Aligned { old, new, vocabulary, options, matching, links, order, weave, shift })
    }
}

/// Two documents whose clauses are paired and ordered.
#[derive(Debug)]
pub struct Aligned<'a> {
    old: Side<'a>,
    new: Side<'a>,
    vocabulary: Vocabulary<'a>,
    options: Options,
    matching: Matching,
    links: Links,
    order: Order,
    weave: Weave,
    /// By how many levels headings are set lower in the new version.
    shift: i32,
}

impl Aligned<'_> {
    /// How many clauses are paired with one of the other document.
    pub fn n_pairs(&self) -> usize {
        let clauses = self.old.document.clauses().iter();
        clauses.filter(|clause| self.matching.to_new(clause.id).is_some()).count()
    }

    /// Compares the words and references of each pair, in parallel, and counts.
    pub fn redline(self) -> Redline {
        let Ok(redline) = self.try_redline(&Watch::NONE);
        redline
    }

    pub(crate) fn try_redline<C: Check>(self, watch: &Watch<'_, C>) -> Result<Redline, C::Stop> {
        let count = watch.begin(Stage::Compare, self.weave.changes.len());
        let pairs = self.weave.changes.par_iter();
        let mut changes: Vec<Change> = pairs
            .map(|(old, new)| {
                // Once stopped, the rest is passed over; what there is then goes no further.
                let Ok(()) = count.go_on() else { return blank(*old, *new) };
                let change = self.change(*old, *new);
                count.add();
                change
            })
            .collect();
        count.go_on()?;
        self.links.write(&self.weave, &mut changes);
        together::write(self.old.document, self.new.document, &self.weave, &mut changes);
        let (causes, impacts) = rayon::join(
            || cause::find(self.old.document, self.new.document, &self.weave, &changes),
            || impact::find(&self.old, &self.new, &self.vocabulary, &self.weave, &changes),
        );
        cause::write(causes, &mut changes);
        impact::write(&impacts, &mut changes);
        let [summary, margins] =
            summary::summarise(&self.old, &self.new, &self.vocabulary, &changes);
        let finish = refine::Refiner::new(self.old.document, self.new.document, &self.options);
        if let Some(refiner) = finish {
            changes.par_iter_mut().for_each(|change| refiner.refine(change));
        }
        let (granularity, ignored) = (self.options.granularity, self.options.ignore);
        Ok(Redline {
            changes,
            places: self.weave.places,
            impacts,
            summary,
            margins,
            granularity,
            ignored,
        })
    }

    fn change(&self, old: Option<ClauseId>, new: Option<ClauseId>) -> Change {
        let mut change = blank(old, new);
        if let (Some(old), Some(new)) = (old, new) {
            self.compare(&mut change, old, new);
        }
        change
    }

    /// Fills in what became of a paired clause.
    fn compare(&self, change: &mut Change, old: ClauseId, new: ClauseId) {
        let (a, b) = (self.old.document.clause(old), self.new.document.clause(new));
        let references = References {
            old: &self.old,
            new: &self.new,
            matching: &self.matching,
            weave: &self.weave,
        };
        change.moved = self.order.moved[new.index()];
        // The name of a header is ours and no number of the document's.
        change.renumbered =
            a.is_cited() && b.is_cited() && a.citation != b.citation && !a.kind.is_margin();
        change.reason = self.matching.reason(old);
        change.status = Status::Unchanged;
        if self.old.own(old) != self.new.own(new) {
            let amended = words::amend(&self.old, &self.new, old, new, &self.vocabulary);
            change.status = Status::Amended;
            change.ops = amended.ops;
            change.regions = amended.regions;
            change.consequential = references.only_follow(old, new);
        }
        change.references = references.notes(old, new, &change.ops);
        if !self.options.ignore.has(Ignore::FORMATTING) {
            let formatting = Formatting { old: &self.old, new: &self.new, shift: self.shift };
            change.formatting = formatting.changes(old, new, &change.ops);
        }
        change.labels = labels::changes(&self.old, &self.new, change);
        self.settle(change);
    }

    /// Takes an amended clause for unchanged where all its edits are in what is ignored.
    fn settle(&self, change: &mut Change) {
        let amended = change.status == Status::Amended;
        let ignore = self.options.ignore;
        if amended
            && refine::only_ignored(&change.ops, self.old.document, self.new.document, ignore)
        {
            change.status = Status::Unchanged;
            change.consequential = false;
            change.ops.clear();
            change.regions.clear();
        }
    }
}

/// The change of two clauses before they are compared: right for an inserted or a deleted one.
fn blank(old: Option<ClauseId>, new: Option<ClauseId>) -> Change {
    Change {
        old,
        new,
        status: if old.is_none() { Status::Inserted } else { Status::Deleted },
        moved: false,
        move_group: None,
        renumbered: false,
        renumbered_by: None,
        consequential: false,
        ops: Vec::new(),
        regions: Vec::new(),
        references: Vec::new(),
        formatting: Vec::new(),
        labels: Vec::new(),
        reason: None,
        links: Vec::new(),
        affected_by: Vec::new(),
    }
}
