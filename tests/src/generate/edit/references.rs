//! References that point elsewhere, or that do not follow their targets.

use super::super::code::{Clause, Reference, Word};
use super::Editor;

impl Editor<'_> {
    /// Points a reference at another clause.
    pub(super) fn retarget(&mut self) -> Option<()> {
        let id = self.pick(refers)?;
        let targets = self.edited.code.numbered();
        let target = *self.random.pick(&targets);
        let reference = self.reference(id)?;
        if reference.target == target {
            return None;
        }
        reference.target = target;
        self.touch(id);
        Some(())
    }

    /// Leaves a reference as it stands.
    pub(super) fn forget(&mut self) -> Option<()> {
        let id = self.pick(refers)?;
        let target = self.reference(id)?.target;
        let citation = self.citations.get(&target).cloned()?;
        self.reference(id)?.stale = Some(citation);
        self.touch(id);
        Some(())
    }

    /// The first reference of a clause.
    fn reference(&mut self, id: u32) -> Option<&mut Reference> {
        self.code().get(id)?.words.iter_mut().find_map(|word| match word {
            Word::Reference(reference) => Some(reference),
            _ => None,
        })
    }
}

fn refers(clause: &Clause) -> bool {
    clause.words.iter().any(|word| matches!(word, Word::Reference(_)))
}
