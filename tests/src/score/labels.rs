//! What is true and said of clauses as a whole.

use keeling_diff::{Change, ChangeId, LinkKind, Redline, Status};
use keeling_model::ClauseId;

use super::facts::{Fact, Facts, Question};
use super::places::Places;
use crate::generate::{Fate, Truth};

/// Collects pairs, statuses, moves, renumberings, formatting, splits and merges. Formatting counts
/// where nothing else of a text differs; within amended clauses it is not asked for.
pub(super) fn collect(
    truth: &Truth,
    redline: &Redline,
    places: &Places<'_>,
    want: &mut Facts,
    have: &mut Facts,
) {
    for fate in &truth.fates {
        let [old, new] = places.pair(fate.old, fate.new);
        add(want, [old, new], questions(fate));
    }
    // The title is a clause of the document and none of the truth: it counts where it is changed.
    let known = |change: &Change| {
        change.is_changed()
            || change.is_formatting_only()
            || change.old.is_some_and(|id| places.old.contains(&id))
            || change.new.is_some_and(|id| places.new.contains(&id))
    };
    for change in redline.changes.iter().filter(|change| known(change)) {
        add(have, [change.old, change.new], said(change));
    }
    for (whole, piece) in &truth.splits {
        want.add(Question::Split, Fact::of(Some(places.old[*whole]), Some(places.new[*piece])));
    }
    for (piece, whole) in &truth.merges {
        want.add(Question::Merged, Fact::of(Some(places.old[*piece]), Some(places.new[*whole])));
    }
    links(redline, have);
}

fn add(facts: &mut Facts, [old, new]: [Option<ClauseId>; 2], questions: [(Question, bool); 8]) {
    for (question, _) in questions.iter().filter(|(_, yes)| *yes) {
        facts.add(*question, Fact::of(old, new));
    }
}

fn questions(fate: &Fate) -> [(Question, bool); 8] {
    [
        (Question::Pairs, fate.old.is_some() && fate.new.is_some()),
        (Question::Inserted, fate.old.is_none()),
        (Question::Deleted, fate.new.is_none()),
        (Question::Amended, fate.amended),
        (Question::Consequential, fate.consequential),
        (Question::Moved, fate.moved),
        (Question::Renumbered, fate.renumbered),
        (Question::Formatting, fate.formatted),
    ]
}

fn said(change: &Change) -> [(Question, bool); 8] {
    let amended = change.status == Status::Amended;
    [
        (Question::Pairs, change.old.is_some() && change.new.is_some()),
        (Question::Inserted, change.status == Status::Inserted),
        (Question::Deleted, change.status == Status::Deleted),
        (Question::Amended, amended && !change.consequential),
        (Question::Consequential, change.consequential),
        (Question::Moved, change.moved),
        (Question::Renumbered, change.renumbered),
        (Question::Formatting, change.is_formatting_only()),
    ]
}

fn links(redline: &Redline, have: &mut Facts) {
    let other = |id: ChangeId| &redline.changes[id.index()];
    for change in &redline.changes {
        for link in &change.links {
            match link.kind {
                LinkKind::SplitFrom => {
                    have.add(Question::Split, Fact::of(other(link.to).old, change.new));
                }
                LinkKind::MergedInto => {
                    have.add(Question::Merged, Fact::of(change.old, other(link.to).new));
                }
                LinkKind::SplitInto | LinkKind::MergedFrom => {}
            }
        }
    }
}

/// What is true of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum True {
    /// The same words.
    Unchanged,
    /// Other words only in references that follow.
    Consequential,
    /// Other words.
    Amended,
    /// Only in the new version.
    Inserted,
    /// Only in the old version.
    Deleted,
}

/// What is said of a clause: one of what may be true, or that it is the same as a clause that it
/// is not.
pub type Said = Option<True>;

/// How many clauses of each true status are said to have each status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// By true status, then by what is said; the last is a pair that is none.
    pub counts: [[usize; 6]; 5],
}

impl Confusion {
    /// The names of the statuses, in order; the last is said only.
    pub const NAMES: [&'static str; 6] =
        ["unchanged", "consequential", "amended", "inserted", "deleted", "mispaired"];

    pub(super) fn new(truth: &Truth, redline: &Redline, places: &Places<'_>) -> Self {
        let changes = places.changes(redline);
        let mut confusion = Self::default();
        for fate in &truth.fates {
            let [old, new] = places.pair(fate.old, fate.new);
            let change = match (old, new) {
                (Some(id), _) => changes[0][id.index()],
                (None, Some(id)) => changes[1][id.index()],
                (None, None) => None,
            };
            if let Some(change) = change {
                let said = status_said(change, [old, new]).map_or(5, |said| said as usize);
                confusion.counts[status(fate) as usize][said] += 1;
            }
        }
        confusion
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (row, next) in self.counts.iter_mut().zip(other.counts) {
            for (count, next) in row.iter_mut().zip(next) {
                *count += next;
            }
        }
    }
}

fn status(fate: &Fate) -> True {
    match (fate.old, fate.new) {
        (None, _) => True::Inserted,
        (_, None) => True::Deleted,
        _ if fate.consequential => True::Consequential,
        _ if fate.amended => True::Amended,
        _ => True::Unchanged,
    }
}

fn status_said(change: &Change, pair: [Option<ClauseId>; 2]) -> Said {
    match change.status {
        Status::Inserted => Some(True::Inserted),
        Status::Deleted => Some(True::Deleted),
        _ if [change.old, change.new] != pair => None,
        Status::Unchanged => Some(True::Unchanged),
        Status::Amended if change.consequential => Some(True::Consequential),
        Status::Amended => Some(True::Amended),
    }
}
