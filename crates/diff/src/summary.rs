//! Counting what became of the clauses.

use keeling_model::Span;
use rayon::prelude::*;

use crate::redline::{Change, OpKind, Summary};
use crate::side::Side;
use crate::vocabulary::{TokenClass, Vocabulary};

/// How many changes one thread counts at a time.
const PIECE: usize = 1024;

/// The counts of the body and the notes, and of the headers and footers.
type Counts = [Summary; 2];

/// Counts changes and words.
pub(crate) fn summarise(
    old: &Side<'_>,
    new: &Side<'_>,
    vocabulary: &Vocabulary<'_>,
    changes: &[Change],
) -> Counts {
    let words = |side: &Side<'_>, span: Span| count_words(side, span, vocabulary);
    let count = |piece: &[Change]| {
        let mut counts = Counts::default();
        for change in piece {
            let [text, margins] = &mut counts;
            let in_margins = change.is_in_margins(old.document, new.document);
            let summary = if in_margins { margins } else { text };
            summary.count(change);
            match (change.old, change.new) {
                (None, Some(id)) => {
                    summary.words_inserted += words(new, new.document.clause(id).text);
                }
                (Some(id), None) => {
                    summary.words_deleted += words(old, old.document.clause(id).text);
                }
                _ => {}
            }
            for op in &change.ops {
                match op.kind {
                    OpKind::Insert => summary.words_inserted += words(new, op.new),
                    OpKind::Delete => summary.words_deleted += words(old, op.old),
                    OpKind::Equal => {}
                }
            }
        }
        counts
    };
    let sum = |[mut text, mut margins]: Counts, other: Counts| {
        text.add(&other[0]);
        margins.add(&other[1]);
        [text, margins]
    };
    changes.par_chunks(PIECE).map(count).reduce(Counts::default, sum)
}

impl Summary {
    fn add(&mut self, other: &Self) {
        let Self {
            inserted,
            deleted,
            amended,
            consequential,
            moved,
            renumbered,
            unchanged,
            formatting,
            affected,
            words_inserted,
            words_deleted,
        } = other;
        self.inserted += inserted;
        self.deleted += deleted;
        self.amended += amended;
        self.consequential += consequential;
        self.moved += moved;
        self.renumbered += renumbered;
        self.unchanged += unchanged;
        self.formatting += formatting;
        self.affected += affected;
        self.words_inserted += words_inserted;
        self.words_deleted += words_deleted;
    }
}

/// How many words (tokens that are not punctuation) stand in a span.
fn count_words(side: &Side<'_>, span: Span, vocabulary: &Vocabulary<'_>) -> u32 {
    let is_word = |token: &&u32| {
        !matches!(
            vocabulary.class(**token),
            TokenClass::Punctuation | TokenClass::Stopper | TokenClass::Object
        )
    };
    let tokens = &side.tokens[side.tokens_in(span)];
    crate::side::narrow(tokens.iter().filter(is_word).count())
}
