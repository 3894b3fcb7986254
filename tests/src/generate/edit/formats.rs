//! Changes of formatting only.

use super::super::code::{Clause, Format, Word};
use super::{Editor, Kind};

impl Editor<'_> {
    /// Sets some words of a clause in bold or italic or underlines them.
    pub(super) fn format(&mut self, kind: Kind) -> Option<()> {
        let format = match kind {
            Kind::Bold => Format::Bold,
            Kind::Italic => Format::Italic,
            _ => Format::Underline,
        };
        let id = self.pick(|clause| clause.level > 0 && clause.words.len() > 4)?;
        let n = self.random.between(1, 3);
        let words = &self.edited.code.get(id)?.words;
        // Bold words at the start of a clause would look like a term.
        let at = self.random.between(2, words.len() - 1);
        for word in self.edited.code.get(id)?.words.iter_mut().skip(at).take(n) {
            if let Word::Plain(text) = word {
                *word = Word::Marked(format, std::mem::take(text));
            }
        }
        self.touch(id);
        Some(())
    }

    /// Sets the heading of a clause a level lower.
    pub(super) fn lower_heading(&mut self) -> Option<()> {
        let id = self.pick(|clause: &Clause| clause.level == 0 && clause.lowered == 0)?;
        let clause = self.code().get(id)?;
        clause.lowered = 1;
        self.touched.insert(id);
        Some(())
    }
}
