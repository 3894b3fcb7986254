//! Counting what became of the clauses.

use keeling_model::Span;

use crate::redline::{Change, OpKind, Summary};
use crate::side::Side;
use crate::vocabulary::{TokenClass, Vocabulary};

/// Counts changes and words: of the body and the notes, and of the headers and footers.
pub(crate) fn summarise(
    old: &Side<'_>,
    new: &Side<'_>,
    vocabulary: &Vocabulary<'_>,
    changes: &[Change],
) -> [Summary; 2] {
    let words = |side: &Side<'_>, span: Span| count_words(side, span, vocabulary);
    let mut summaries = [Summary::default(), Summary::default()];
    for change in changes {
        let [text, margins] = &mut summaries;
        let in_margins = change.is_in_margins(old.document, new.document);
        let summary = if in_margins { margins } else { text };
        summary.count(change);
        match (change.old, change.new) {
            (None, Some(id)) => summary.words_inserted += words(new, new.document.clause(id).text),
            (Some(id), None) => summary.words_deleted += words(old, old.document.clause(id).text),
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
    summaries
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
