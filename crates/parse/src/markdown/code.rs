//! Indented code in, the clauses that it really is out.
//!
//! `CommonMark` takes every paragraph that is set in by four spaces for code. In a legal text it is
//! a paragraph or an item that somebody set in; so code that begins with a marker or reads like
//! prose becomes running text. Its characters stay as typed: no markup is looked for in it.

use super::marker;

/// A paragraph of indented text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paragraph<'a> {
    /// Its lines without the white space around them, each with its offset in the code.
    pub(super) lines: Vec<(usize, &'a str)>,
    /// How many levels it is set in within the code.
    pub(super) levels: i32,
}

/// The paragraphs of code that is really text; `None` where it is code.
pub(super) fn paragraphs(code: &str) -> Option<Vec<Paragraph<'_>>> {
    let first = code.lines().find(|line| !line.trim().is_empty())?;
    if marker::at_start(first).is_none() && !is_item(first) && !is_prose(code) {
        return None;
    }
    let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        let text = line.trim();
        let set_in = line.len() - line.trim_start().len();
        if text.is_empty() {
            open = false;
        } else if let Some(paragraph) = paragraphs.last_mut().filter(|_| open && !is_item(text)) {
            paragraph.lines.push((at + set_in, text));
        } else {
            let levels = i32::try_from(set_in / 4).unwrap_or(i32::MAX);
            paragraphs.push(Paragraph { lines: vec![(at + set_in, text)], levels });
            open = true;
        }
        at += line.len();
    }
    Some(paragraphs)
}

/// Whether a line begins with a bullet.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    ["* ", "- ", "• ", "– "].iter().any(|bullet| line.starts_with(bullet))
}

/// Whether text reads like sentences: words, and little else between them than a writer's
/// punctuation.
fn is_prose(text: &str) -> bool {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        let plain = c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '"' | '\'' | '-' | '§')
            || "–—‘’‚“”„«»…%".contains(c);
        odd += usize::from(!plain);
    }
    let wordy =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() * 2 > word.chars().count();
    let first: Vec<&str> = text.split_whitespace().take(4).collect();
    let wordy = first.iter().filter(|word| wordy(word)).count();
    // A line of one or two words has no odd characters at all.
    if first.len() < 4 { odd == 0 && wordy == first.len() } else { odd * 50 <= all && wordy >= 3 }
}
