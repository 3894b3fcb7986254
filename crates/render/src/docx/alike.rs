//! Pairs entries of tables of contents that say nearly the same: blocks of both versions in, pairs
//! in the order of both out.
//!
//! No redline speaks of them, as they are made from the text. A clause that is numbered or called
//! otherwise has another entry, and of that only the number or the word is to be struck.

use keeling_ooxml::digest;

use super::inline::{Kind, inline};
use super::pairing::heaviest;
use super::reading::{Block, Reading};

/// By how many words an entry is known; none that people write has more.
const MOST_WORDS: usize = 64;

/// Whether a character is one of a word: none that parts words or stands beside them.
pub(super) fn is_of_word(c: char) -> bool {
    !c.is_whitespace() && !c.is_ascii_punctuation()
}

/// Pairs entries that share most of their words.
pub(super) fn alike(
    (old, olds): (&Reading, &[Block]),
    (new, news): (&Reading, &[Block]),
) -> Vec<(usize, usize)> {
    let is_entry = |reading: &Reading, blocks: &[Block]| {
        blocks.iter().any(|&block| unread(reading, block).is_some())
    };
    if !is_entry(old, olds) || !is_entry(new, news) {
        return Vec::new();
    }
    let words = |reading: &Reading, blocks: &[Block]| -> Vec<Vec<u64>> {
        blocks.iter().map(|&block| words(reading, block)).collect()
    };
    let (olds, news) = (words(old, olds), words(new, news));
    heaviest(olds.len(), news.len(), |one, other| likeness(&olds[one], &news[other]))
}

/// The paragraph that a block is, where it is of a table of contents.
fn unread(reading: &Reading, block: Block) -> Option<usize> {
    match block {
        Block::Paragraph(id) => {
            let paragraph = reading.paragraphs.get(id)?;
            (paragraph.unread && paragraph.boxes.is_empty()).then_some(id)
        }
        Block::Table(_) => None,
    }
}

/// The words of an entry in the order of their hashes, without numbers: those of the clause and of
/// its page are what changes.
fn words(reading: &Reading, block: Block) -> Vec<u64> {
    let Some(id) = unread(reading, block) else { return Vec::new() };
    let paragraph = &reading.paragraphs[id];
    let mut line = String::new();
    inline(reading.tree(paragraph.part), paragraph.node, &Default::default(), false, |piece| {
        if matches!(piece.kind, Kind::Text | Kind::Opaque) {
            line.push_str(&piece.text);
        }
    });
    let words = line.split(|c| !is_of_word(c));
    let words = words.filter(|word| word.contains(|c: char| !c.is_numeric())).take(MOST_WORDS);
    let mut words: Vec<u64> = words.map(|word| digest(word.as_bytes())).collect();
    words.sort_unstable();
    words
}

/// How many words both have, where that is more than half of either on average; else none.
fn likeness(old: &[u64], new: &[u64]) -> u32 {
    let (mut one, mut other, mut shared) = (0, 0, 0u32);
    while let (Some(word), Some(with)) = (old.get(one), new.get(other)) {
        shared += u32::from(word == with);
        (one, other) = (one + usize::from(word <= with), other + usize::from(with <= word));
    }
    let most = u32::try_from(old.len() + new.len()).unwrap_or(u32::MAX);
    if shared.saturating_mul(4) > most { shared } else { 0 }
}
