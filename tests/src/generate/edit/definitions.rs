//! Definitions added, deleted and renamed.

use super::super::code::Clause;
use super::super::prose;
use super::Editor;

impl Editor<'_> {
    pub(super) fn add_definition(&mut self) -> Option<()> {
        let term = self.new_term()?;
        let beside = self.pick(|clause| clause.term.is_some())?;
        let words = prose::sentence(self.random);
        let definition = Clause { term: Some(term), ..self.code().empty(2, words) };
        self.touched.insert(definition.id);
        self.put_behind(beside, definition)
    }

    pub(super) fn delete_definition(&mut self) -> Option<()> {
        let id = self.pick(|clause| clause.term.is_some())?;
        self.take(id).map(drop)
    }

    /// Renames a term; its uses follow.
    pub(super) fn rename_definition(&mut self) -> Option<()> {
        let id = self.pick(|clause| clause.term.is_some())?;
        let term = self.new_term()?;
        self.code().get(id)?.term = Some(term);
        self.touch(id);
        Some(())
    }

    /// A term that nothing defines yet.
    fn new_term(&mut self) -> Option<String> {
        let term = prose::term(self.random);
        let same = |clause: &Clause| clause.term.as_ref() == Some(&term);
        self.edited.code.ids(same).is_empty().then_some(term)
    }
}
