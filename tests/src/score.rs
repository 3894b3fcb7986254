//! How good a redline is: a redline and the truth in, the share of right answers out.

use std::collections::HashMap;

use keeling_diff::{Change, Redline, Status};
use keeling_model::{ClauseId, Document};

use crate::generate::{Fate, Truth};
use crate::read::is_shown;

/// How a redline answered one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Said, and true.
    pub right: usize,
    /// Said, and not true.
    pub wrong: usize,
    /// True, and not said.
    pub missed: usize,
}

impl Answers {
    /// The harmonic mean of precision and recall, from 0 to 1; 1 where nothing was to be said.
    pub fn f1(self) -> f64 {
        let twice = 2 * self.right;
        let all = twice + self.wrong + self.missed;
        if all == 0 { 1.0 } else { as_f64(twice) / as_f64(all) }
    }
}

/// How a redline answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Which clauses belong together.
    pub pairs: Answers,
    /// Which are inserted.
    pub inserted: Answers,
    /// Which are deleted.
    pub deleted: Answers,
    /// Which are amended in substance.
    pub amended: Answers,
    /// Which are amended only in references that follow.
    pub consequential: Answers,
    /// Which are moved.
    pub moved: Answers,
    /// Which have another citation.
    pub renumbered: Answers,
}

/// Scores a redline. A clause is known by its own text; of equal ones the count decides.
pub fn score(truth: &Truth, redline: &Redline, old: &Document, new: &Document) -> Score {
    let said: Vec<_> = redline.changes.iter().map(|change| said(change, old, new)).collect();
    let ask = |question: fn(&Fate) -> bool| answers(&truth.fates, &said, question);
    Score {
        pairs: ask(|fate| fate.old.is_some() && fate.new.is_some()),
        inserted: ask(|fate| fate.old.is_none()),
        deleted: ask(|fate| fate.new.is_none()),
        amended: ask(|fate| fate.amended),
        consequential: ask(|fate| fate.consequential),
        moved: ask(|fate| fate.moved),
        renumbered: ask(|fate| fate.renumbered),
    }
}

/// What the redline says of a clause, in the truth's terms.
fn said(change: &Change, old: &Document, new: &Document) -> Fate {
    let text =
        |document: &Document, id: Option<ClauseId>| id.map(|id| document.own_text(id).to_owned());
    Fate {
        old: text(old, change.old),
        new: text(new, change.new),
        amended: change.status == Status::Amended && !change.consequential,
        consequential: change.consequential,
        moved: change.moved,
        renumbered: change.renumbered,
    }
}

fn answers(truth: &[Fate], said: &[Fate], question: fn(&Fate) -> bool) -> Answers {
    let mut left: HashMap<_, usize> = HashMap::new();
    for fate in truth.iter().filter(|fate| question(fate)) {
        *left.entry(key(fate)).or_default() += 1;
    }
    let mut answers = Answers::default();
    for fate in said.iter().filter(|fate| question(fate)) {
        match left.get_mut(&key(fate)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                answers.right += 1;
            }
            _ => answers.wrong += 1,
        }
    }
    answers.missed = left.into_values().sum();
    answers
}

/// What a clause is known by: its two own texts, white space aside.
fn key(fate: &Fate) -> [Option<String>; 2] {
    [&fate.old, &fate.new]
        .map(|text| text.as_ref().map(|text| text.chars().filter(|c| is_shown(*c)).collect()))
}

fn as_f64(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}
