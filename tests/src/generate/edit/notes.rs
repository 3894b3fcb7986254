//! Notes added, deleted and amended.

use super::super::code::{Clause, Word};
use super::super::prose;
use super::Editor;

impl Editor<'_> {
    pub(super) fn add_note(&mut self) -> Option<()> {
        let id = self
            .pick(|clause| clause.level > 0 && clause.term.is_none() && note(clause).is_none())?;
        self.edited.code.add_note(self.random, id);
        self.touch(id);
        Some(())
    }

    pub(super) fn delete_note(&mut self) -> Option<()> {
        let (id, marker) = self.pick_note()?;
        self.code().get(id)?.words.retain(|word| *word != Word::Note(marker));
        self.touch(id);
        Some(())
    }

    /// Changes a word of a note.
    pub(super) fn amend_note(&mut self) -> Option<()> {
        let (id, marker) = self.pick_note()?;
        let word = Word::Plain(prose::quality(self.random));
        let words = self.edited.code.notes.get_mut(&marker)?;
        let at = words.len() / 2;
        if words[at] == word {
            return None;
        }
        words[at] = word;
        self.touch(id);
        Some(())
    }

    /// A clause with a note, and the note.
    fn pick_note(&mut self) -> Option<(u32, u32)> {
        let id = self.pick(|clause| note(clause).is_some())?;
        let marker = note(self.code().get(id)?)?;
        Some((id, marker))
    }
}

fn note(clause: &Clause) -> Option<u32> {
    clause.words.iter().find_map(|word| match word {
        Word::Note(id) => Some(*id),
        _ => None,
    })
}
