//! Clean-up: from the shortest edit script to one that reads well.
//!
//! ```text
//! shortest   the ~~relevant~~ User ~~of the~~ shall ~~report~~ +notify+ to ~~the~~ Panel
//! wanted     runs that carry nothing by themselves are marked with the edits around them
//!
//! slide      … the Party[, the Party] and …   →   … the Party, [the Party,] and …
//! ```
//!
//! An island of equal tokens between two edits is absorbed where it is light: stop words and
//! punctuation, or little against the edits at its sides. "And" and "or" say whether all of a list
//! must hold, so they are light only where much is marked at both sides. Numbers, negations and defined terms
//! (words with a capital letter) are never hidden in an edit, unless the sentence is rewritten: one
//! of which most is marked is replaced as a whole, but for the words that begin and end it. An edit that only inserts or only deletes and could stand in several places
//! equally (a slider) is put at the boundary of a sentence or phrase.

use super::Run;
use super::align::push;
use crate::vocabulary::{TokenClass, TokenId, Vocabulary};

/// The longest island of stop words and punctuation that is absorbed whatever is around it.
const LIGHT_ISLAND: usize = 2;

/// The longest island that may be absorbed where the edits around it outweigh it.
const LONGEST_ISLAND: usize = 6;

/// How many times heavier than an island of plain words the edits around it must be.
const OUTWEIGHS: usize = 4;

/// A sentence of which more than this share (in percent) is marked is replaced as a whole.
const REWRITTEN: usize = 70;

/// Makes the runs of equal tokens between `old` and `new` readable.
pub(super) fn clean(
    old: &[TokenId],
    new: &[TokenId],
    runs: Vec<Run>,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Run> {
    if runs.len() < 2 && runs.first().is_none_or(|run| run.len == old.len().max(new.len())) {
        return runs;
    }
    let runs = absorb_islands(old, new, runs, vocabulary);
    let runs = replace_rewritten(old, new, runs, vocabulary);
    slide(old, new, runs, vocabulary)
}

/// Drops the runs that are light against the edits around them, until none is.
fn absorb_islands(
    old: &[TokenId],
    new: &[TokenId],
    mut runs: Vec<Run>,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Run> {
    loop {
        let before = runs.len();
        let mut kept: Vec<Run> = Vec::with_capacity(before);
        for (at, run) in runs.iter().enumerate() {
            let (old_from, new_from) =
                kept.last().map_or((0, 0), |r| (r.old + r.len, r.new + r.len));
            let (old_to, new_to) =
                runs.get(at + 1).map_or((old.len(), new.len()), |r| (r.old, r.new));
            let left = (run.old - old_from) + (run.new - new_from);
            let right = (old_to - run.old - run.len) + (new_to - run.new - run.len);
            let tokens = &old[run.old..run.old + run.len];
            if !is_light(tokens, left, right, vocabulary) {
                kept.push(*run);
            }
        }
        if kept.len() == before {
            return kept;
        }
        runs = kept;
    }
}

/// Whether an island of these tokens, between edits of so many tokens, reads better as part of
/// them.
fn is_light(tokens: &[TokenId], left: usize, right: usize, vocabulary: &Vocabulary<'_>) -> bool {
    if left == 0 || right == 0 || tokens.len() > LONGEST_ISLAND {
        return false;
    }
    let classes = || tokens.iter().map(|token| vocabulary.class(*token));
    let is_protected = classes().any(|class| {
        matches!(
            class,
            TokenClass::Number | TokenClass::Negation | TokenClass::Name | TokenClass::Object
        )
    });
    let is_plain = classes().all(|class| {
        matches!(class, TokenClass::Stop | TokenClass::Punctuation | TokenClass::Stopper)
    });
    let around = left + right;
    if is_protected {
        false
    } else if is_plain && tokens.len() <= LIGHT_ISLAND {
        // "the" between two words changed: marking it costs two words, reading three edits more.
        around > 2 * tokens.len()
    } else {
        around >= tokens.len() * OUTWEIGHS && left.min(right) > tokens.len()
    }
}

/// Replaces sentences of which most is marked as a whole.
fn replace_rewritten(
    old: &[TokenId],
    new: &[TokenId],
    runs: Vec<Run>,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Run> {
    let mut out = Vec::with_capacity(runs.len());
    let mut sentence: Vec<Run> = Vec::new();
    let mut from = (0, 0);
    for run in runs {
        // An equal full stop ends a sentence of both sides.
        let ends =
            (0..run.len).filter(|at| vocabulary.class(old[run.old + at]) == TokenClass::Stopper);
        let mut begun = 0;
        for end in ends.map(|at| at + 1) {
            sentence.push(Run { old: run.old + begun, new: run.new + begun, len: end - begun });
            let to = (run.old + end, run.new + end);
            close_sentence(&mut sentence, from, to, &mut out);
            (begun, from) = (end, to);
        }
        if begun < run.len {
            sentence.push(Run { old: run.old + begun, new: run.new + begun, len: run.len - begun });
        }
    }
    close_sentence(&mut sentence, from, (old.len(), new.len()), &mut out);
    out
}

/// Adds the runs of a sentence; only those that begin or end it where most of it is marked.
fn close_sentence(
    runs: &mut Vec<Run>,
    from: (usize, usize),
    to: (usize, usize),
    out: &mut Vec<Run>,
) {
    let (n_old, n_new) = (to.0 - from.0, to.1 - from.1);
    let equal: usize = runs.iter().map(|run| run.len).sum();
    let marked = n_old + n_new - 2 * equal;
    let is_rewritten = n_old > equal && n_new > equal && marked * 100 > REWRITTEN * (n_old + n_new);
    for run in runs.drain(..) {
        let at_head = (run.old, run.new) == from;
        let at_end = (run.old + run.len, run.new + run.len) == to;
        if !is_rewritten || at_head || at_end {
            push(out, run);
        }
    }
}

/// Moves each edit that only inserts or only deletes to the best of the places it can stand in.
fn slide(
    old: &[TokenId],
    new: &[TokenId],
    mut runs: Vec<Run>,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Run> {
    for at in 1..runs.len() {
        let (before, after) = (runs[at - 1], runs[at]);
        let old_gap = after.old - before.old - before.len;
        let new_gap = after.new - before.new - before.len;
        let (text, from, gap) = match (old_gap, new_gap) {
            (0, gap) if gap > 0 => (new, before.new + before.len, gap),
            (gap, 0) if gap > 0 => (old, before.old + before.len, gap),
            _ => continue,
        };
        // A run that shrank to nothing would no longer part this edit from the next, where there is
        // one.
        let begins = before.old == 0 && before.new == 0;
        let ends = after.old + after.len == old.len() && after.new + after.len == new.len();
        let left = before.len - usize::from(!begins);
        let right = after.len - usize::from(!ends);
        let slack = Slack { text, from, gap, left, right };
        let by = slack.best(vocabulary);
        let (grow, shrink) = (by.max(0).unsigned_abs(), by.min(0).unsigned_abs());
        runs[at - 1].len = before.len + grow - shrink;
        runs[at] = Run {
            old: after.old + grow - shrink,
            new: after.new + grow - shrink,
            len: after.len + shrink - grow,
        };
    }
    let mut joined = Vec::with_capacity(runs.len());
    for run in runs {
        push(&mut joined, run);
    }
    joined
}

/// An edit of `gap` tokens at `from`, which can move by up to `left` and `right` tokens.
struct Slack<'t> {
    text: &'t [TokenId],
    from: usize,
    gap: usize,
    left: usize,
    right: usize,
}

impl Slack<'_> {
    /// How far to move it: to the right if positive. The best place begins after the end of a
    /// sentence and ends with one, or does so with a comma; among equals the rightmost wins, where
    /// the words before the edit are those that the reader has just read in both versions.
    fn best(&self, vocabulary: &Vocabulary<'_>) -> isize {
        let token = |at: usize| self.text.get(at).copied();
        let end = self.from + self.gap;
        let mut best = (self.score(self.from, vocabulary), 0isize);
        let mut by = 0usize;
        while by < self.left && token(self.from - by - 1) == token(end - by - 1) {
            by += 1;
            let score = self.score(self.from - by, vocabulary);
            if score > best.0 {
                best = (score, -isize::try_from(by).unwrap_or(0));
            }
        }
        by = 0;
        while by < self.right && token(self.from + by) == token(end + by) {
            by += 1;
            let score = self.score(self.from + by, vocabulary);
            if score > best.0 || (score == best.0 && best.1 >= 0) {
                best = (score, isize::try_from(by).unwrap_or(0));
            }
        }
        best.1
    }

    /// How natural a boundary both ends of the edit are when it begins at `from`.
    fn score(&self, from: usize, vocabulary: &Vocabulary<'_>) -> u32 {
        self.end(from, vocabulary) + self.end(from + self.gap, vocabulary)
    }

    /// How natural an end what stands before `at` has. The marker of a note, or another object, is
    /// part of the sentence or phrase that it stands behind.
    fn end(&self, at: usize, vocabulary: &Vocabulary<'_>) -> u32 {
        let before = self.text.get(..at).unwrap_or_default().iter().rev();
        let mut classes = before.map(|token| vocabulary.class(*token));
        let mut class = classes.next();
        let has_object = class == Some(TokenClass::Object);
        if has_object {
            class = classes.next();
        }
        match class {
            None | Some(TokenClass::Stopper) => 3 + u32::from(has_object),
            Some(TokenClass::Punctuation) => 1 + u32::from(has_object),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenise;

    /// The clean edit between two texts, with deletions as `[-…-]` and insertions as `{+…+}`.
    fn edit(old: &str, new: &str) -> String {
        let mut vocabulary = Vocabulary::default();
        let mut read = |text: &'static str| {
            let mut ids = Vec::new();
            let mut words = Vec::new();
            tokenise(text, 0, |span| {
                ids.push(vocabulary.intern(&text[span.range()]));
                words.push(&text[span.range()]);
            });
            (ids, words)
        };
        let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        let (old_ids, old_words) = read(leak(old));
        let (new_ids, new_words) = read(leak(new));
        let runs = super::super::align::runs(&old_ids, &new_ids);
        let runs = clean(&old_ids, &new_ids, runs, &vocabulary);
        let mut out: Vec<String> = Vec::new();
        let (mut x, mut y) = (0, 0);
        let end = Run { old: old_ids.len(), new: new_ids.len(), len: 0 };
        for run in runs.into_iter().chain([end]) {
            if run.old > x {
                out.push(format!("[-{}-]", old_words[x..run.old].join(" ")));
            }
            if run.new > y {
                out.push(format!("{{+{}+}}", new_words[y..run.new].join(" ")));
            }
            out.extend(new_words[run.new..run.new + run.len].iter().map(|w| (*w).to_owned()));
            (x, y) = (run.old + run.len, run.new + run.len);
        }
        out.join(" ")
    }

    #[test]
    fn an_island_of_stop_words_is_marked_with_the_edits_around_it() {
        assert_eq!(
            edit("shall promptly notify the User", "shall immediately inform the Party of it"),
            "shall [-promptly notify the User-] {+immediately inform the Party of it+}"
        );
    }

    #[test]
    fn a_note_goes_with_the_sentence_before_it() {
        assert_eq!(
            edit("It pays.\u{FFFC} It reads.\u{FFFC} It ends.", "It pays.\u{FFFC} It ends."),
            "It pays . \u{FFFC} [-It reads . \u{FFFC}-] It ends ."
        );
    }

    #[test]
    fn a_number_or_a_negation_is_never_hidden() {
        assert_eq!(
            edit("within 30 days", "before 30 weeks"),
            "[-within-] {+before+} 30 [-days-] {+weeks+}"
        );
        assert_eq!(
            edit("may not act", "shall not speak"),
            "[-may-] {+shall+} not [-act-] {+speak+}"
        );
    }

    #[test]
    fn an_insertion_slides_to_the_end_of_a_phrase() {
        assert_eq!(
            edit(
                "A Party shall pay. A Party may appeal.",
                "A Party shall pay. A Party shall report. A Party may appeal."
            ),
            "A Party shall pay . {+A Party shall report .+} A Party may appeal ."
        );
    }

    #[test]
    fn an_edit_slides_to_the_ends_of_a_text() {
        assert_eq!(
            edit("The Panel shall report. The User shall pay.", "The User shall pay."),
            "[-The Panel shall report .-] The User shall pay ."
        );
        assert_eq!(
            edit("The User shall pay", "The Panel shall report. The User shall pay"),
            "{+The Panel shall report .+} The User shall pay"
        );
    }

    #[test]
    fn one_word_for_another_is_one_edit() {
        assert_eq!(
            edit("the relevant User", "the affected User"),
            "the [-relevant-] {+affected+} User"
        );
    }
}
