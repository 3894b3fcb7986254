//! Clauses that were split or merged: what a piece and the whole share.
//!
//! ```text
//! old  (a) It shall pay. (b) It shall meter.      (a) It shall pay.  ← only its mark goes
//! new  (a) It shall pay. It shall meter.     ──►  (b) It shall meter.
//! ```
//!
//! The redline tells the words of a piece deleted and inserted. In a file they stay where the piece
//! stands beside the rest of the whole, and only the mark between two paragraphs comes or goes.

use std::hash::BuildHasher as _;

use keeling_diff::{Change, Link, LinkKind, OpKind};
use keeling_model::{ClauseId, Document, OBJECT, Span};
use rustc_hash::FxBuildHasher;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::alike::is_of_word;
use super::map::{Stream, typed_label};
use super::pairing::MOST_PAIRS;
use super::stretches::Stretch;
use crate::View;

/// The fewest words in a row that a piece shares with the whole: fewer are there by chance.
const FEWEST: usize = 4;

/// What pieces share with their wholes, by where it is in the new version.
pub(super) fn pieces(view: &View<'_>, old: &Stream, new: &Stream) -> Vec<Stretch> {
    let old = Version { document: view.old.document, stream: old };
    let new = Version { document: view.new.document, stream: new };
    let changes = &view.redline.changes;
    let links: Vec<(&Change, &Link)> = changes
        .iter()
        .flat_map(|piece| piece.links.iter().map(move |link| (piece, link)))
        .filter(|(_, link)| matches!(link.kind, LinkKind::MergedInto | LinkKind::SplitFrom))
        .collect();
    let mut shared = Vec::new();
    for pieces in
        links.chunk_by(|(_, one), (_, other)| (one.kind, one.to) == (other.kind, other.to))
    {
        let &[(_, link), ..] = pieces else { continue };
        let Some(whole) = changes.get(link.to.index()) else { continue };
        if link.kind == LinkKind::MergedInto {
            let (label, words) = (new.label(whole.new), new.changed(whole, OpKind::Insert));
            for (piece, _) in pieces {
                share_label(&old.label(piece.old), &label, &mut shared);
                share(&old.own(piece.old), &words, &mut shared);
            }
        } else {
            let (label, words) = (old.label(whole.old), old.changed(whole, OpKind::Delete));
            for (piece, _) in pieces {
                share_label(&label, &new.label(piece.new), &mut shared);
                share(&words, &new.own(piece.new), &mut shared);
            }
        }
    }
    shared.sort_by_key(|stretch| stretch.new);
    shared
}

/// A version: its document, and the characters of that.
#[derive(Clone, Copy)]
struct Version<'a> {
    document: &'a Document,
    stream: &'a Stream,
}

/// A word, or what stands between two, and the place of its characters.
#[derive(Clone, Copy, Debug)]
struct Word<'a> {
    says: Says<'a>,
    at: u32,
}

/// What tells words apart: their letters, and what an object shows, as a hash: all objects have one
/// sign.
type Says<'a> = (&'a str, Option<u64>);

impl<'a> Version<'a> {
    /// A typed label.
    fn label(self, clause: Option<ClauseId>) -> Vec<Word<'a>> {
        let mut words = Vec::new();
        if let Some(id) = clause {
            let at = self.stream.clauses.get(id.index()).map_or(0, |&(label, _)| label);
            words_of(typed_label(self.document.clause(id)), at, |_| None, &mut words);
        }
        words
    }

    /// The words of a piece.
    fn own(self, piece: Option<ClauseId>) -> Vec<Word<'a>> {
        let mut words = Vec::new();
        if let Some(id) = piece {
            self.words(self.start(id), self.document.clause(id).text, &mut words);
        }
        words
    }

    /// The words of a whole that only this version has: those of edits of this kind.
    fn changed(self, whole: &Change, kind: OpKind) -> Vec<Word<'a>> {
        let is_new = kind == OpKind::Insert;
        let mut words = Vec::new();
        let Some(id) = (if is_new { whole.new } else { whole.old }) else { return words };
        let mut at = self.start(id);
        for op in &whole.ops {
            let text = if is_new { op.new } else { op.old };
            let before = words.len();
            at = self.words(at, text, &mut words);
            if op.kind != kind {
                words.truncate(before);
            }
        }
        words
    }

    /// Where the characters of a clause's own text begin.
    fn start(self, clause: ClauseId) -> u32 {
        self.stream.clauses.get(clause.index()).map_or(0, |&(_, text)| text)
    }

    /// Adds the words of a text whose characters begin at this place. Returns where they end.
    fn words(self, at: u32, text: Span, words: &mut Vec<Word<'a>>) -> u32 {
        let shown = |offset: usize| {
            let start = text.start + u32::try_from(offset).ok()?;
            let object = self.document.object_in(Span::new(start, start + 1))?;
            Some(FxBuildHasher.hash_one(object))
        };
        words_of(self.document.slice(text), at, shown, words)
    }
}

/// Adds the words of a text whose characters begin at this place; `shown` hashes the object at an
/// offset of the text. Returns where they end.
fn words_of<'a>(
    text: &'a str,
    mut at: u32,
    shown: impl Fn(usize) -> Option<u64>,
    words: &mut Vec<Word<'a>>,
) -> u32 {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let offset = text.len() - rest.len();
        let goes_on = |c: char| [c, first].iter().all(|&c| c != OBJECT && is_of_word(c));
        let end = rest.char_indices().skip(1).find(|&(_, c)| !goes_on(c));
        let (word, after) = rest.split_at(end.map_or(rest.len(), |(end, _)| end));
        rest = after;
        if !first.is_whitespace() {
            let object = if first == OBJECT { shown(offset) } else { None };
            words.push(Word { says: (word, object), at });
            at += u32::try_from(word.len()).unwrap_or(u32::MAX);
        }
    }
    at
}

/// Adds a label that is the same in both versions: a first piece can have that of the whole.
fn share_label(old: &[Word<'_>], new: &[Word<'_>], shared: &mut Vec<Stretch>) {
    if says(old) == says(new) {
        pair(old, new, shared);
    }
}

/// Adds what the words of both versions share.
fn share(olds: &[Word<'_>], news: &[Word<'_>], shared: &mut Vec<Stretch>) {
    if olds.len().saturating_mul(news.len()) > MOST_PAIRS {
        return;
    }
    for op in capture_diff_slices(Algorithm::Myers, &says(olds), &says(news)) {
        let DiffOp::Equal { old_index, new_index, len } = op else { continue };
        if len >= FEWEST {
            pair(&olds[old_index..old_index + len], &news[new_index..new_index + len], shared);
        }
    }
}

fn says<'a>(words: &[Word<'a>]) -> Vec<Says<'a>> {
    words.iter().map(|word| word.says).collect()
}

/// Adds words that are the same in both versions.
fn pair(olds: &[Word<'_>], news: &[Word<'_>], shared: &mut Vec<Stretch>) {
    shared.extend(olds.iter().zip(news).map(|(old, new)| {
        let len = u32::try_from(new.says.0.len()).unwrap_or(u32::MAX);
        Stretch { old: old.at, new: new.at, len }
    }));
}
