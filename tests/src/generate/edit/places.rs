//! Clauses put elsewhere.

use std::collections::HashSet;

use super::super::code::{Clause, walk};
use super::Editor;

/// The fewest words of a clause that is known wherever it stands. Headings have fewer.
const FEWEST: usize = 6;

impl Editor<'_> {
    /// Puts a clause elsewhere among its siblings.
    pub(super) fn move_near(&mut self) -> Option<()> {
        let id = self.pick_movable(|_| true)?;
        let (siblings, at) = self.code().find(id)?;
        let n = siblings.len();
        if n < 3 || siblings[0].defines() {
            return None;
        }
        let first = usize::from(siblings[0].children.iter().any(Clause::defines));
        let to = self.random.between(first, n - 1);
        if to == at || at < first {
            return None;
        }
        let (siblings, at) = self.code().find(id)?;
        let clause = siblings.remove(at);
        siblings.insert(to, clause);
        self.has_moved(id);
        Some(())
    }

    /// Puts a clause behind another of its level below another parent.
    pub(super) fn move_far(&mut self) -> Option<u32> {
        let id = self.pick_movable(|clause| clause.level > 0)?;
        let (siblings, at) = self.code().find(id)?;
        let level = siblings[at].level;
        let near: HashSet<_> = siblings.iter().map(|clause| clause.id).collect();
        let places = self.edited.code.ids(|clause| {
            clause.level == level && clause.term.is_none() && !near.contains(&clause.id)
        });
        if places.is_empty() {
            return None;
        }
        let place = *self.random.pick(&places);
        let clause = self.take(id)?;
        self.put_behind(place, clause)?;
        self.has_moved(id);
        Some(id)
    }

    pub(super) fn move_and_amend(&mut self) -> Option<()> {
        let id = self.move_far()?;
        self.amend_lightly(id)
    }

    /// Puts a clause behind the one above it, a level higher.
    pub(super) fn promote(&mut self) -> Option<()> {
        let id = self.pick_movable(|clause| clause.level > 1)?;
        let parent = self.parent(id)?;
        let mut clause = self.take(id)?;
        shift(&mut clause, |level| level - 1);
        self.put_behind(parent, clause)?;
        self.has_moved(id);
        Some(())
    }

    /// Puts a clause below the one before it, a level lower.
    pub(super) fn demote(&mut self) -> Option<()> {
        let id =
            self.pick_movable(|clause| clause.level > 0 && clause.level + clause.height() < 3)?;
        let (siblings, at) = self.code().find(id)?;
        let above = siblings.get(at.checked_sub(1)?)?;
        if above.defines() || above.table.is_some() {
            return None;
        }
        let mut clause = siblings.remove(at);
        shift(&mut clause, |level| level + 1);
        siblings[at - 1].children.push(clause);
        self.has_moved(id);
        Some(())
    }

    /// A clause that is known wherever it stands: of boilerplate, none can tell whether it moved.
    fn pick_movable(&mut self, wanted: impl Fn(&Clause) -> bool) -> Option<u32> {
        let id = self.pick_apart(wanted)?;
        let words = self.code().get(id)?.words.clone();
        let alike = self.edited.code.ids(|clause| clause.words == words);
        (words.len() >= FEWEST && alike.len() == 1).then_some(id)
    }

    fn has_moved(&mut self, id: u32) {
        self.touch(id);
        self.edited.moved.insert(id);
    }

    fn parent(&mut self, id: u32) -> Option<u32> {
        let holds = |clause: &Clause| clause.children.iter().any(|child| child.id == id);
        self.code().ids(holds).first().copied()
    }
}

fn shift(clause: &mut Clause, by: impl Fn(usize) -> usize) {
    walk(std::slice::from_mut(clause), &mut |clause| clause.level = by(clause.level));
}
