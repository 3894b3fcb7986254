//! Facts: what is true and what is said, as sets, for each question.

use std::collections::BTreeSet;

use keeling_model::ClauseId;

use super::Answers;

/// What a redline is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Which clauses belong together.
    Pairs,
    /// Which are inserted.
    Inserted,
    /// Which are deleted.
    Deleted,
    /// Which are amended in substance.
    Amended,
    /// Which are amended only in references that follow.
    Consequential,
    /// Which are moved.
    Moved,
    /// Which have another citation.
    Renumbered,
    /// Which have the same words, set in another way.
    Formatting,
    /// Which inserted clauses are a piece of which other.
    Split,
    /// Which deleted clauses went into which other.
    Merged,
    /// Which references point at another clause now.
    Retargeted,
    /// Which references point at no clause now.
    Dangling,
    /// Which rows are inserted, deleted, or paired with other words.
    Rows,
    /// Which rows stand elsewhere in their table, each told at both its places.
    RowMoves,
    /// Which columns are inserted or deleted.
    Columns,
    /// Which cells are amended.
    Cells,
}

impl Question {
    /// All of them, in order.
    pub const ALL: [Self; 16] = [
        Self::Pairs,
        Self::Inserted,
        Self::Deleted,
        Self::Amended,
        Self::Consequential,
        Self::Moved,
        Self::Renumbered,
        Self::Formatting,
        Self::Split,
        Self::Merged,
        Self::Retargeted,
        Self::Dangling,
        Self::Rows,
        Self::RowMoves,
        Self::Columns,
        Self::Cells,
    ];

    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pairs => "pairs",
            Self::Inserted => "inserted",
            Self::Deleted => "deleted",
            Self::Amended => "amended",
            Self::Consequential => "consequential",
            Self::Moved => "moved",
            Self::Renumbered => "renumbered",
            Self::Formatting => "formatting",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Retargeted => "retargeted",
            Self::Dangling => "dangling",
            Self::Rows => "rows",
            Self::RowMoves => "row moves",
            Self::Columns => "columns",
            Self::Cells => "cells",
        }
    }
}

/// Something that is true, or said, of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The clause in the old version.
    pub old: Option<ClauseId>,
    /// The clause in the new version.
    pub new: Option<ClauseId>,
    /// Which reference of it (the first); or row, old and new, and column, old and new.
    pub part: [Option<usize>; 4],
}

impl Fact {
    /// Something about a whole clause.
    pub(super) fn of(old: Option<ClauseId>, new: Option<ClauseId>) -> Self {
        Self { old, new, part: [None; 4] }
    }
}

/// An answer that is not right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What was asked.
    pub question: Question,
    /// What was said and is not true, or is true and was not said.
    pub fact: Fact,
    /// Whether it is true and was not said.
    pub missed: bool,
}

/// Facts for each question.
#[derive(Debug, Default)]
pub(super) struct Facts([BTreeSet<Fact>; Question::ALL.len()]);

impl Facts {
    pub(super) fn add(&mut self, question: Question, fact: Fact) {
        self.0[question as usize].insert(fact);
    }

    fn of(&self, question: Question) -> &BTreeSet<Fact> {
        &self.0[question as usize]
    }
}

/// Compares what is wanted with what is there.
pub(super) fn compare(question: Question, want: &Facts, have: &Facts) -> (Answers, Vec<Fault>) {
    let (want, have) = (want.of(question), have.of(question));
    let fault = |missed| move |fact: &Fact| Fault { question, fact: *fact, missed };
    let wrong = have.difference(want).map(fault(false));
    let missed = want.difference(have).map(fault(true));
    let answers = Answers {
        right: want.intersection(have).count(),
        wrong: have.difference(want).count(),
        missed: want.difference(have).count(),
    };
    (answers, wrong.chain(missed).collect())
}
