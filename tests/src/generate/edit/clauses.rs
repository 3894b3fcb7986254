//! Clauses inserted and deleted.

use super::super::code::{Clause, plain, walk};
use super::super::prose;
use super::Editor;

impl Editor<'_> {
    /// Inserts a clause, with or without clauses below it, behind another.
    pub(super) fn insert(&mut self, with_children: bool) -> Option<()> {
        let highest = if with_children { 2 } else { 3 };
        let after =
            self.pick(|clause| clause.term.is_none() && (1..=highest).contains(&clause.level))?;
        let level = self.code().get(after)?.level;
        let mut clause = self.clause(level);
        clause.children.clear();
        if with_children {
            let n = self.random.between(2, 4);
            clause.children = (0..n).map(|_| self.clause(level + 1)).collect();
            clause.table = None;
        }
        self.put_behind(after, clause)
    }

    /// Inserts a clause as the first below the first.
    pub(super) fn insert_first(&mut self) -> Option<()> {
        let mut clause = self.clause(1);
        clause.children.clear();
        self.code().clauses.first_mut()?.children.insert(0, clause);
        Some(())
    }

    /// Deletes a clause and those below it.
    pub(super) fn delete(&mut self) -> Option<()> {
        let id = self.pick_apart(|clause| clause.level > 0)?;
        self.take(id).map(drop)
    }

    /// A clause of its own words: of boilerplate, none can tell whether it is new.
    fn clause(&mut self, level: usize) -> Clause {
        let mut clause = self.edited.code.clause(self.random, level, self.shape);
        walk(std::slice::from_mut(&mut clause), &mut |clause| {
            while prose::is_boilerplate(&clause.words) {
                clause.words = plain(prose::sentence(self.random));
            }
        });
        let mut ids = Vec::new();
        super::super::code::each(std::slice::from_ref(&clause), &mut |clause| ids.push(clause.id));
        self.touched.extend(ids);
        clause
    }

    /// A clause that can be told from its neighbours, of which nothing was touched.
    pub(super) fn pick_apart(&mut self, wanted: impl Fn(&Clause) -> bool) -> Option<u32> {
        let id = {
            let fresh = |clause: &Clause| self.is_fresh(clause);
            let ids = self.edited.code.ids(|clause| {
                clause.term.is_none() && !clause.defines() && wanted(clause) && fresh(clause)
            });
            (!ids.is_empty()).then(|| *self.random.pick(&ids))?
        };
        let (siblings, at) = self.code().find(id)?;
        let twin = |other: Option<usize>| {
            other.and_then(|at| siblings.get(at)).is_some_and(|one| one.words == siblings[at].words)
        };
        (!twin(at.checked_sub(1)) && !twin(Some(at + 1))).then_some(id)
    }

    /// Takes a clause out.
    pub(super) fn take(&mut self, id: u32) -> Option<Clause> {
        let (siblings, at) = self.code().find(id)?;
        // A clause's last child stays: without it the words before it would lead nowhere.
        (siblings.len() > 1).then(|| siblings.remove(at))
    }

    /// Puts a clause behind another.
    pub(super) fn put_behind(&mut self, id: u32, clause: Clause) -> Option<()> {
        let (siblings, at) = self.code().find(id)?;
        siblings.insert(at + 1, clause);
        Some(())
    }
}
