//! Amendments: a code and a recipe in, a second version of it out.
//!
//! Every clause is touched once at most, in one way. What became of a clause is not written down
//! here: `truth` derives it from the two trees, whose clauses, references, rows, columns and notes
//! keep their ids.

mod clauses;
mod definitions;
mod formats;
mod notes;
mod pieces;
mod places;
mod references;
mod tables;
mod words;

use std::collections::{BTreeMap, HashSet};

use super::code::{Clause, Code, Word, walk};
use super::list::Names;
use super::random::Random;
use super::shape::Shape;

/// A way to amend a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word is put in another's place.
    Substitute,
    InsertWords,
    DeleteWords,
    /// 30 becomes 45.
    Number,
    /// "shall" becomes "shall not", or the other way round.
    Negate,
    AddSentence,
    /// A sentence is written anew; of a clause with only one, its second half.
    Rewrite,
    InsertClause,
    InsertSubtree,
    Delete,
    MoveNear,
    MoveFar,
    MoveAndAmend,
    Split,
    SplitAndAmend,
    Merge,
    MergeAndAmend,
    Promote,
    Demote,
    DefinitionAdd,
    DefinitionDelete,
    DefinitionRename,
    /// A reference is pointed at another clause.
    Retarget,
    /// A reference is left as it stands whatever becomes of its target.
    Forget,
    RowInsert,
    RowDelete,
    RowMove,
    ColumnInsert,
    ColumnDelete,
    Cell,
    NoteAdd,
    NoteDelete,
    NoteAmend,
    Bold,
    Italic,
    Underline,
    HeadingLevel,
    /// A clause is inserted as the first below the first.
    InsertFirst,
}

/// How much of a code is amended, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipe {
    /// Of a thousand clauses, how many are touched.
    pub(crate) per_thousand: usize,
    /// The fewest that are touched, whatever their number.
    pub(crate) least: usize,
    /// The ways, each with how often it is taken.
    pub(crate) kinds: &'static [(Kind, usize)],
}

/// A second version, and what the two trees do not tell.
#[derive(Debug)]
pub(crate) struct Edited {
    pub(crate) code: Code,
    /// The ids of the clauses that were put elsewhere: among equally good answers to what moved,
    /// these are meant.
    pub(crate) moved: HashSet<u32>,
    /// New clauses, each with the one that it was split from.
    pub(crate) splits: Vec<(u32, u32)>,
    /// Old clauses, each with the one that it was merged into.
    pub(crate) merges: Vec<(u32, u32)>,
}

/// Amends a code.
pub(crate) fn edit(old: &Code, random: &mut Random, shape: &Shape, recipe: &Recipe) -> Edited {
    let edited =
        Edited { code: old.clone(), moved: HashSet::new(), splits: Vec::new(), merges: Vec::new() };
    let citations = Names::of(old).citations;
    let touched = HashSet::new();
    let mut editor = Editor { edited, random, shape, citations, touched };
    let n = (old.ids(|_| true).len() * recipe.per_thousand / 1_000).max(recipe.least);
    let mut done = 0;
    for _ in 0..n * 4 {
        if done < n && !recipe.kinds.is_empty() {
            let kind = editor.random.weighted(recipe.kinds);
            done += usize::from(editor.amend(kind).is_some());
        }
    }
    editor.mend_references();
    editor.edited
}

/// What amendments are made with. Each returns `None` where there is nothing to make it of.
#[derive(Debug)]
struct Editor<'r> {
    edited: Edited,
    random: &'r mut Random,
    shape: &'r Shape,
    /// The citations of the old version.
    citations: BTreeMap<u32, String>,
    /// What was touched and is left alone.
    touched: HashSet<u32>,
}

impl Editor<'_> {
    fn amend(&mut self, kind: Kind) -> Option<()> {
        match kind {
            Kind::Substitute
            | Kind::InsertWords
            | Kind::DeleteWords
            | Kind::Number
            | Kind::Negate
            | Kind::AddSentence
            | Kind::Rewrite => self.amend_words(kind),
            Kind::InsertClause => self.insert(false),
            Kind::InsertSubtree => self.insert(true),
            Kind::InsertFirst => self.insert_first(),
            Kind::Delete => self.delete(),
            Kind::MoveNear => self.move_near(),
            Kind::MoveFar => self.move_far().map(drop),
            Kind::MoveAndAmend => self.move_and_amend(),
            Kind::Split => self.split().map(drop),
            Kind::SplitAndAmend => self.split_and_amend(),
            Kind::Merge => self.merge().map(drop),
            Kind::MergeAndAmend => self.merge_and_amend(),
            Kind::Promote => self.promote(),
            Kind::Demote => self.demote(),
            Kind::DefinitionAdd => self.add_definition(),
            Kind::DefinitionDelete => self.delete_definition(),
            Kind::DefinitionRename => self.rename_definition(),
            Kind::Retarget => self.retarget(),
            Kind::Forget => self.forget(),
            Kind::RowInsert | Kind::RowDelete | Kind::RowMove | Kind::Cell => self.amend_row(kind),
            Kind::ColumnInsert | Kind::ColumnDelete => self.amend_column(kind),
            Kind::NoteAdd => self.add_note(),
            Kind::NoteDelete => self.delete_note(),
            Kind::NoteAmend => self.amend_note(),
            Kind::Bold | Kind::Italic | Kind::Underline => self.format(kind),
            Kind::HeadingLevel => self.lower_heading(),
        }
    }

    fn code(&mut self) -> &mut Code {
        &mut self.edited.code
    }

    /// One of the clauses that nothing has touched and that answer a question with yes.
    fn pick(&mut self, wanted: impl Fn(&Clause) -> bool) -> Option<u32> {
        let touched = &self.touched;
        let free = |clause: &Clause| !touched.contains(&clause.id) && wanted(clause);
        let ids = self.edited.code.ids(free);
        (!ids.is_empty()).then(|| *self.random.pick(&ids))
    }

    /// Marks a clause and all below it as touched. A monster never is.
    fn touch(&mut self, id: u32) {
        let monsters = self.edited.code.monsters.clone();
        let Some(clause) = self.edited.code.get(id) else { return };
        let mut ids = Vec::new();
        super::code::each(std::slice::from_ref(clause), &mut |clause| ids.push(clause.id));
        self.touched.extend(ids.into_iter().filter(|id| !monsters.contains(id)));
    }

    /// Whether none of a clause and those below it was touched.
    fn is_fresh(&self, clause: &Clause) -> bool {
        !self.touched.contains(&clause.id)
            && clause.children.iter().all(|child| self.is_fresh(child))
    }

    /// What a reference to a clause that is gone becomes: most say so, as a code's drafters would,
    /// some are forgotten.
    fn mend_references(&mut self) {
        let present: HashSet<u32> = self.edited.code.ids(|_| true).into_iter().collect();
        let (citations, random) = (&self.citations, &mut *self.random);
        walk(&mut self.edited.code.clauses, &mut |clause| {
            for word in &mut clause.words {
                match word {
                    Word::Reference(reference) if !present.contains(&reference.target) => {
                        if random.percent(60) {
                            *word = Word::plain("[not used]");
                        } else if reference.stale.is_none() {
                            reference.stale = citations.get(&reference.target).cloned();
                        }
                    }
                    Word::Term(id) if !present.contains(id) => *word = Word::plain("item"),
                    _ => {}
                }
            }
        });
    }
}
