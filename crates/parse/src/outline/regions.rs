//! What stands apart from the body: footnotes, endnotes, headers and footers. Each is a clause, and
//! nothing in it is one.

use keeling_model::{ClauseId, ClauseKind, Label};

use super::{Outline, blocks};
use crate::flow::{Margin, Note};

impl Outline {
    /// Opens the footnotes and endnotes. Returns their clauses.
    pub(super) fn notes(&mut self, notes: Vec<Note>) -> Vec<ClauseId> {
        self.stack.truncate(0);
        notes.into_iter().map(|note| self.note(note)).collect()
    }

    /// Opens the headers and footers that say anything.
    pub(super) fn margins(&mut self, margins: &[Margin]) {
        for margin in margins.iter().filter(|margin| blocks::say_anything(&margin.pieces)) {
            let kind = if margin.footer { ClauseKind::Footer } else { ClauseKind::Header };
            let source = margin.pieces.first().map_or(0..0, |piece| piece.source.clone());
            let builder = self.stack.builder();
            builder.open_at(kind, Some(Label::generated(&*margin.name)), None, source);
            for piece in &margin.pieces {
                blocks::write_piece(builder, piece, self.limits);
            }
            builder.close();
        }
    }

    fn note(&mut self, note: Note) -> ClauseId {
        let kind = if note.endnote { ClauseKind::Endnote } else { ClauseKind::Footnote };
        let label = (!note.marker.is_empty()).then(|| Label::generated(note.marker));
        let source = note.pieces.first().map_or(0..0, |piece| piece.source.clone());
        let builder = self.stack.builder();
        let id = builder.open_at(kind, label, None, source);
        for piece in &note.pieces {
            blocks::write_piece(builder, piece, self.limits);
        }
        builder.close();
        id
    }
}
