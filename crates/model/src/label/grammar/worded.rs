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

/// `Schedule 2`, `SECTION H:`, `Art. L. 123-4`, `Part III –`, `Livre Ier — Titre II bis`.
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
    let scheme = Scheme::Word(word);
    let mut readings = vec![Reading { scheme, path }];
    if let Some(number) = numeral {
        let reading = Reading::one(scheme, Ordinal::number(number));
        readings.insert(
            usize::from(at - start == 1 && !text[start..at].contains(['I', 'V', 'X'])),
            reading,
        );
    }
    let at = counted_by_word(text, at, &mut readings);
    let len = separated(text, at);
    if let Some((inner, len)) = inner_word(text, word, at, len) {
        let path = readings.remove(0).path.into_iter().chain(inner.path).collect();
        let readings = vec![Reading { scheme, path }];
        return Some(Found { len, readings, closed: true });
    }
    ends(text, len).then_some(Found { len, readings, closed: len > at })
}

/// The label of a part of what a label names, behind a dash or colon: `Titre II` of
/// `Livre Ier — Titre II`, and where it ends.
fn inner_word(text: &str, outer: Word, at: usize, len: usize) -> Option<(Reading, usize)> {
    let rest = text.get(len..).filter(|_| len > at && !text[at..len].ends_with('.'))?;
    let start = len + (rest.len() - rest.trim_start().len());
    let (inner, _) = Word::find(text.get(start..)?)?;
    if inner.rank() <= outer.rank() {
        return None;
    }
    let found = worded(text.get(start..)?)?;
    let reading = found.readings.into_iter().next().filter(|r| r.ordinal().value() > 0)?;
    Some((reading, start + found.len))
}

/// Where the second label begins in one that names a part of a part: `Livre Ier — Titre II`.
pub(crate) fn second_word(label: &str) -> Option<usize> {
    let (outer, after) = Word::find(label)?;
    let rest = label.get(after..)?;
    let start = after + (rest.len() - rest.trim_start().len());
    let ((_, at), _) = number_after_word(label, start)?;
    let at = counted_by_word(label, at, &mut Vec::new());
    let len = separated(label, at);
    inner_word(label, outer, at, len)?;
    let tail = label.get(len..)?;
    Some(len + (tail.len() - tail.trim_start().len()))
}

/// The Latin words that number what was inserted behind a clause, the first insertion first.
const LATIN: [(&str, &str); 9] = [
    ("bis", "A"),
    ("ter", "B"),
    ("quater", "C"),
    ("quinquies", "D"),
    ("sexies", "E"),
    ("septies", "F"),
    ("octies", "G"),
    ("novies", "H"),
    ("decies", "I"),
];

/// Takes the Latin word behind a number into its readings, and returns where the number ends:
/// `Ier bis` stands between `Ier` and `II` as 1A does. "Artikel 3 bis 6" is a range and has none.
fn counted_by_word(text: &str, at: usize, readings: &mut [Reading]) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let tail = rest.trim_start();
    let Some((word, letter)) = LATIN.iter().find(|(word, _)| {
        tail.strip_prefix(word).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    }) else {
        return at;
    };
    let after = text.len() - tail.len() + word.len();
    let range = text.get(after..).unwrap_or_default().trim_start();
    let is_range = *word == "bis"
        && (range.starts_with(|c: char| c.is_ascii_digit()) || range.starts_with("zu"));
    if is_range || tail.len() == rest.len() {
        return at;
    }
    for reading in readings {
        if let Some(last) = reading.path.last_mut() {
            *last = last.inserted(letter).unwrap_or(*last);
        }
    }
    after
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
