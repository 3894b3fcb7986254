//! Labels that begin with a word or a section sign: `Schedule 2`, `Art. L. 123-4`, `§§ 3 bis 6`.

use super::{Found, MOST_PARTS, Reading, Scheme, alone, ends, part, separated};
use crate::label::ordinal::roman;
use crate::label::{Ordinal, Word};

/// `§ 14a`, `§§ 3 bis 6`.
pub(super) fn signed(text: &str) -> Option<Found> {
    let start = text.char_indices().find(|(_, c)| *c != '§' && !c.is_whitespace())?.0;
    let (path, mut at) = number_after_word(text, start)?.0;
    if text.starts_with("§§") {
        at = range_end(text, at).unwrap_or(at);
    }
    let len = separated(text, at);
    ends(text, len).then(|| Found {
        len,
        readings: vec![Reading { scheme: Scheme::Sign, path }],
        closed: len > at,
    })
}

/// The end of a range that begins before `at`: ` bis 6`, `-6`.
fn range_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let tail = rest.trim_start();
    let word = ["bis", "und", "to", "and", "à", "et", "-", "–"]
        .iter()
        .find_map(|word| tail.strip_prefix(word))?;
    let number = word.trim_start();
    let ((_, end), _) = number_after_word(number, 0)?;
    Some(text.len() - number.len() + end)
}

/// `Schedule 2`, `SECTION H:`, `Art. L. 123-4`, `Part III –`.
pub(super) fn worded(text: &str) -> Option<Found> {
    let (word, after) = Word::find(text)?;
    let rest = text.get(after..)?;
    let start = after + (rest.len() - rest.trim_start().len());
    if start == after && !rest.is_empty() {
        return None;
    }
    let Some(((path, at), numeral)) = number_after_word(text, start) else {
        return unnumbered(text, word, after, start);
    };
    let len = separated(text, at);
    let scheme = Scheme::Word(word);
    let mut readings = vec![Reading { scheme, path }];
    if let Some(number) = numeral {
        let reading = Reading::one(scheme, Ordinal::number(number));
        readings.insert(
            usize::from(at - start == 1 && !text[start..at].contains(['I', 'V', 'X'])),
            reading,
        );
    }
    ends(text, len).then_some(Found { len, readings, closed: len > at })
}

type Numbered = ((Vec<Ordinal>, usize), Option<u32>);

/// The number after a word, where it ends, and its value where its letters may be a numeral:
/// `2A`, `H`, `III`, `B-1`, `L. 123-4`, `Ier`.
fn number_after_word(text: &str, start: usize) -> Option<Numbered> {
    let mut path = Vec::new();
    let mut at = start;
    while path.len() < MOST_PARTS {
        let rest = text.get(at..)?;
        let first = *rest.as_bytes().first()?;
        let end = if first.is_ascii_digit() {
            let (ordinal, end) = ordinal_number(text, at)?;
            path.push(ordinal);
            end
        } else if path.is_empty() {
            let letters = rest.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
            let word = rest.get(..letters)?;
            let whole = alone(text, at + letters) && joint(text, at + letters, true).is_none();
            if let Some(number) = numeral(word).filter(|_| whole) {
                let ordinal = Ordinal::letters(word).unwrap_or(Ordinal::number(number));
                return Some(((vec![ordinal], at + letters), Some(number)));
            }
            if STOP_WORDS.contains(&word) || !word.bytes().all(|b| b.is_ascii_uppercase()) {
                return None;
            }
            path.push(Ordinal::letters(word)?);
            at + letters
        } else {
            break;
        };
        at = end;
        match joint(text, at, path.len() == 1) {
            Some(next) => at = next,
            None => break,
        }
    }
    (!path.is_empty()).then_some(((path, at), None))
}

/// `SCHEDULE`, the only one of an act: in capitals, and what follows is no part of a phrase.
fn unnumbered(text: &str, word: Word, after: usize, start: usize) -> Option<Found> {
    let capitals = text.get(..after)?.bytes().all(|b| b.is_ascii_uppercase());
    let next = text.get(start..)?.split_whitespace().next().unwrap_or_default();
    let phrase = STOP_WORDS.contains(&next) || next.starts_with(|c: char| !c.is_uppercase());
    let sound = word.kind().is_attachment() && capitals && !phrase;
    let path = vec![Ordinal::number(0)];
    sound.then(|| Found {
        len: after,
        readings: vec![Reading { scheme: Scheme::Word(word), path }],
        closed: false,
    })
}

/// Upper-case words that follow "PART" or "SECTION" in a heading and are no letters of theirs.
const STOP_WORDS: &[&str] = &[
    "OF", "TO", "IN", "AND", "FOR", "THE", "IS", "BY", "ON", "OR", "AS", "AT", "IF", "NOT", "WE",
    "IT", "NO", "DE", "DU", "DES", "LE", "LA", "LES", "ET",
];

/// The value of a Roman numeral, also with the ending of the French first: `Ier`.
fn numeral(word: &str) -> Option<u32> {
    roman(word.strip_suffix("er").filter(|bare| *bare == "I").unwrap_or(word))
}

/// Digits, with the letters of an insertion or the French first's ending behind them.
fn ordinal_number(text: &str, at: usize) -> Option<(Ordinal, usize)> {
    let rest = text.get(at..)?;
    if let Some(tail) = rest.strip_prefix("1er")
        && !tail.starts_with(char::is_alphanumeric)
    {
        return Some((Ordinal::number(1), at + 3));
    }
    part(text, at)
}

/// Where the next part of a number begins, after a joint: `-`, `.`, `*`, `. ` or nothing between
/// letters and digits.
fn joint(text: &str, at: usize, after_first: bool) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    match rest {
        [digit, ..] if digit.is_ascii_digit() => Some(at),
        [b'-' | b'.' | b'*', digit, ..] if digit.is_ascii_digit() => Some(at + 1),
        [b'.', b' ', digit, ..] if digit.is_ascii_digit() && after_first => {
            // `L. 123-4`, but not `2. 30 days`: only letters are parted so.
            let letter = text.as_bytes().get(at.checked_sub(1)?)?;
            letter.is_ascii_uppercase().then_some(at + 2)
        }
        _ => None,
    }
}
