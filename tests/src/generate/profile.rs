//! Profiles: what a code is like, and how much of it is amended in which ways.

use super::edit::{self, Kind, Recipe};
use super::number::Style;
use super::random::Random;
use super::shape::Shape;
use super::{Code, Pair, Truth};

/// A kind of pair.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    /// Its name.
    pub name: &'static str,
    /// What it shows.
    pub about: &'static str,
    shape: Shape,
    recipe: Recipe,
}

impl Profile {
    /// All profiles of the quality benchmark.
    pub fn all() -> Vec<Self> {
        profiles()
    }

    /// Makes a pair whose old version has about so many words.
    pub fn pair(&self, style: Style, seed: u64, words: usize) -> Pair {
        let shape = Shape { style, ..self.shape };
        let hash = |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte));
        let name = self.name.bytes().fold(0, hash);
        let mut random = Random::new(name.wrapping_mul(1_000) + seed * 3 + style as u64);
        // A small pair has small monsters.
        let monster = shape.monster.map(|(most, rows)| (most.min(words * 10), rows.min(words)));
        make(&mut random, words, &Shape { monster, ..shape }, &self.recipe)
    }
}

/// The pair that tests and the benchmark of speed take: insertions, deletions, moves and
/// amendments as they come in a code.
pub(super) fn mixed(seed: u64, words: usize, per_thousand: usize) -> Pair {
    let recipe = Recipe { per_thousand, least: 1, kinds: MIXED };
    make(&mut Random::new(seed), words, &Shape::default(), &recipe)
}

fn make(random: &mut Random, words: usize, shape: &Shape, recipe: &Recipe) -> Pair {
    let old = Code::random(random, words, shape);
    let edited = edit::edit(&old, random, shape, recipe);
    let truth = Truth::new(&old, &edited);
    Pair { old, new: edited.code, truth }
}

const MIXED: &[(Kind, usize)] = &[
    (Kind::InsertClause, 15),
    (Kind::InsertSubtree, 5),
    (Kind::Delete, 10),
    (Kind::MoveFar, 10),
    (Kind::MoveAndAmend, 10),
    (Kind::Negate, 11),
    (Kind::Number, 11),
    (Kind::Rewrite, 13),
    (Kind::AddSentence, 13),
    (Kind::RowInsert, 2),
];

/// All that a drafter does, in about the proportions of a modification.
const TYPICAL: &[(Kind, usize)] = &[
    (Kind::Substitute, 8),
    (Kind::InsertWords, 8),
    (Kind::DeleteWords, 6),
    (Kind::Number, 6),
    (Kind::Negate, 4),
    (Kind::AddSentence, 5),
    (Kind::Rewrite, 5),
    (Kind::InsertClause, 10),
    (Kind::InsertSubtree, 4),
    (Kind::Delete, 7),
    (Kind::MoveNear, 2),
    (Kind::MoveFar, 3),
    (Kind::MoveAndAmend, 2),
    (Kind::Split, 2),
    (Kind::Merge, 2),
    (Kind::Promote, 1),
    (Kind::Demote, 1),
    (Kind::DefinitionAdd, 2),
    (Kind::DefinitionDelete, 1),
    (Kind::DefinitionRename, 1),
    (Kind::Retarget, 2),
    (Kind::Forget, 2),
    (Kind::RowInsert, 2),
    (Kind::RowDelete, 1),
    (Kind::Cell, 2),
    (Kind::ColumnInsert, 1),
    (Kind::NoteAdd, 1),
    (Kind::NoteDelete, 1),
    (Kind::NoteAmend, 1),
    (Kind::Bold, 1),
    (Kind::Italic, 1),
];

const FORMATS: &[(Kind, usize)] =
    &[(Kind::Bold, 3), (Kind::Italic, 3), (Kind::Underline, 3), (Kind::HeadingLevel, 1)];

const REWRITES: &[(Kind, usize)] = &[
    (Kind::Rewrite, 50),
    (Kind::AddSentence, 10),
    (Kind::Substitute, 10),
    (Kind::DeleteWords, 10),
    (Kind::InsertWords, 10),
    (Kind::InsertClause, 5),
    (Kind::Delete, 5),
];

const MOVES: &[(Kind, usize)] = &[
    (Kind::MoveNear, 20),
    (Kind::MoveFar, 20),
    (Kind::MoveAndAmend, 50),
    (Kind::Promote, 5),
    (Kind::Demote, 5),
];

const TABLES: &[(Kind, usize)] = &[
    (Kind::RowInsert, 20),
    (Kind::RowDelete, 15),
    (Kind::RowMove, 8),
    (Kind::Cell, 40),
    (Kind::ColumnInsert, 10),
    (Kind::ColumnDelete, 7),
];

const REFERENCES: &[(Kind, usize)] = &[
    (Kind::InsertClause, 20),
    (Kind::Delete, 15),
    (Kind::MoveNear, 5),
    (Kind::Retarget, 20),
    (Kind::Forget, 30),
    (Kind::Number, 10),
];

const PIECES: &[(Kind, usize)] = &[
    (Kind::Split, 25),
    (Kind::SplitAndAmend, 20),
    (Kind::Merge, 25),
    (Kind::MergeAndAmend, 20),
    (Kind::InsertClause, 5),
    (Kind::Delete, 5),
];

const MONSTER: &[(Kind, usize)] = &[
    (Kind::Substitute, 15),
    (Kind::InsertWords, 15),
    (Kind::DeleteWords, 15),
    (Kind::Number, 15),
    (Kind::Rewrite, 10),
    (Kind::RowInsert, 10),
    (Kind::RowDelete, 10),
    (Kind::Cell, 10),
];

fn profiles() -> Vec<Profile> {
    let plain = Shape::default();
    let full = Shape { notes: 8, terms: 15, sentences: (0, 2), ..plain };
    let profile = |name, about, shape, per_thousand, kinds| Profile {
        name,
        about,
        shape,
        recipe: Recipe { per_thousand, least: usize::from(per_thousand > 0), kinds },
    };
    vec![
        profile("null", "nothing amended", full, 0, &[]),
        profile("formatting", "a fifth of the clauses set in another way", full, 200, FORMATS),
        profile("light", "1 % amended", full, 10, TYPICAL),
        profile("typical", "5 % amended", full, 50, TYPICAL),
        profile("heavy", "25 % amended", full, 250, TYPICAL),
        profile("rewrite", "60 % amended, most of them written anew", full, 600, REWRITES),
        profile("reorganisation", "20 % moved, half of them amended", full, 200, MOVES),
        renumber(profile("renumber", "one clause inserted as 1.1", plain, 0, &[])),
        profile(
            "boilerplate",
            "30 % copies of other clauses, 5 % amended",
            Shape { duplicates: 30, ..full },
            50,
            TYPICAL,
        ),
        profile(
            "tables",
            "tables in most clauses, amended",
            Shape { tables: 60, ..plain },
            80,
            TABLES,
        ),
        profile(
            "references",
            "references in most clauses, retargeted and left behind",
            Shape { references: 50, ..plain },
            80,
            REFERENCES,
        ),
        profile(
            "split-merge",
            "clauses split and merged",
            Shape { sentences: (1, 3), ..plain },
            80,
            PIECES,
        ),
        profile(
            "monster",
            "a clause of 50,000 words and a table of 5,000 rows",
            Shape { monster: Some((50_000, 5_000)), ..plain },
            100,
            MONSTER,
        ),
    ]
}

/// One clause inserted before many that are referred to.
fn renumber(profile: Profile) -> Profile {
    Profile {
        shape: Shape { definitions: false, per_part: (8, 20), references: 40, ..profile.shape },
        recipe: Recipe { per_thousand: 0, least: 1, kinds: &[(Kind::InsertFirst, 1)] },
        ..profile
    }
}
