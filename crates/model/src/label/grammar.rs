//! The grammar of labels: text in, the label at its start out.
//!
//! ```text
//! 3.2A The Panel shall…      3.2A          Decimal     3, 2 and A
//! (i) each Service           (i)           Letter 9, Roman 1, both bracketed
//! SECTION H: DCC SERVICES    SECTION H:    Word        H, as letters
//! Buch 1 - Allgemeiner Teil  Buch 1 -      Word        1
//! ```
//!
//! A label ends with the punctuation that parts it from the words. Recognising one takes time in
//! proportion to its own length, never to that of the text.

mod worded;

use super::ordinal::{arabic, counted_letters, one_case, repeated_letter, roman};
use super::{Counter, Ordinal, Word};
pub(crate) use worded::second_word;
use worded::{signed, worded};

/// How many parts of a number are read: `1.1.1` has three.
const MOST_PARTS: usize = 16;

/// A label at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How many bytes it takes, with the punctuation that ends it and without white space after.
    pub len: usize,
    /// What it may count, the likelier first, never empty: `(i)` is the letter and the numeral.
    pub readings: Vec<Reading>,
    /// Whether punctuation encloses or ends it: `(a)`, `1.`, `Article 5 –`, but not `1.1`.
    pub closed: bool,
}

/// One way to read a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it counts in.
    pub scheme: Scheme,
    /// Its parts, outermost first: 3 and 2 for `3.2`, one for most others.
    pub path: Vec<Ordinal>,
}

impl Reading {
    fn one(scheme: Scheme, ordinal: Ordinal) -> Self {
        Self { scheme, path: vec![ordinal] }
    }

    /// Its innermost part.
    pub fn ordinal(&self) -> Ordinal {
        self.path.last().copied().unwrap_or(Ordinal::number(0))
    }

    /// Whether it counts on from `before`: the same scheme, equal parts but for the last, which is
    /// the next.
    pub fn follows(&self, before: &Self) -> bool {
        self.is_sibling(before) && self.ordinal().follows(before.ordinal())
    }

    /// Whether it differs from `other` in the last part at most.
    pub fn is_sibling(&self, other: &Self) -> bool {
        self.scheme == other.scheme
            && self.path.len() == other.path.len()
            && self.path.split_last().map(|(_, above)| above)
                == other.path.split_last().map(|(_, above)| above)
    }

    /// Whether it is the first of its count: `(a)`, `1.`, `3.1`.
    pub fn is_first(&self) -> bool {
        self.ordinal().is_first()
    }
}

/// What labels that count on from each other have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Numbers, alone or joined by points, bare or ended by a point: `1`, `1.`, `3.2`, `H3.2`.
    Decimal,
    /// Items: `(a)`, `b)`, `ii.`, `(1)`, `1°`.
    Item(Counter, Frame),
    /// Numbers after a section sign: `§ 14a`.
    Sign,
    /// Numbers after a word: `Schedule 2`, `Article L123-4`.
    Word(Word),
}

/// The punctuation around an item's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frame {
    /// `A`, parted from the words by a tab.
    Bare,
    /// `a.`
    Point,
    /// `a)`
    Half,
    /// `(a)`
    Brackets,
    /// `1°`
    Degree,
}

/// Finds the label at the start of a text that begins with no white space.
///
/// It may be a false one: see [`Found::closed`].
///
/// ```
/// use keeling_model::label::find;
///
/// assert_eq!(find("3.2 The Panel shall").map(|found| found.len), Some(3));
/// assert_eq!(find("SECTION H: DCC SERVICES").map(|found| found.len), Some(10));
/// assert_eq!(find("(see below)"), None);
/// ```
pub fn find(text: &str) -> Option<Found> {
    let mark = amendment_mark(text);
    let mut found = unmarked(text.get(mark..)?)?;
    found.len += mark;
    found.closed |= mark > 0;
    Some(found)
}

/// How many bytes the marks of amendment before a text take, as consolidated acts of the United
/// Kingdom and Ireland have them: `F51[` before a subsection that the 51st footnote is about,
/// also `[F51`; and the `(XXXX)` that the federal acts of Germany have before sections that are
/// no more. A text has two or three of them at most.
///
/// ```
/// use keeling_model::label::amendment_mark;
///
/// assert_eq!(amendment_mark("F51[(3) Proceedings"), 4);
/// assert_eq!(amendment_mark("F51 applies"), 0);
/// ```
pub fn amendment_mark(text: &str) -> usize {
    let mut at = 0;
    for _ in 0..MOST_AMENDMENTS {
        let Some(len) = text.get(at..).and_then(one_amendment) else { break };
        at += len;
    }
    at
}

/// How many marks of amendment are read before one text.
const MOST_AMENDMENTS: usize = 4;

fn one_amendment(text: &str) -> Option<usize> {
    let numbered = |text: &str| {
        let rest = text.strip_prefix('F')?;
        let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
        (1..=4).contains(&digits).then_some(1 + digits)
    };
    let blank = |at: usize| usize::from(text.get(at..).is_some_and(|rest| rest.starts_with(' ')));
    if text.starts_with("(XXXX) §") {
        return Some("(XXXX) ".len());
    }
    if let Some(rest) = text.strip_prefix('[') {
        let at = 1 + numbered(rest)?;
        // `[F51(3)`, but not a name in brackets.
        return text.get(at..)?.starts_with(['(', ' ', '“', '"']).then(|| at + blank(at));
    }
    let at = numbered(text)?;
    let at = at + blank(at);
    text.get(at..)?.starts_with('[').then_some(at + 1).map(|at| at + blank(at))
}

/// Finds the label at the start of a text that no amendment is marked in.
fn unmarked(text: &str) -> Option<Found> {
    match text.chars().next()? {
        '(' => bracketed(text),
        '§' => signed(text),
        c if c.is_ascii_digit() => decimal(text, 0, Vec::new()),
        c if c.is_ascii_alphabetic() => {
            worded(text).or_else(|| lettered_decimal(text)).or_else(|| half_framed(text))
        }
        _ => None,
    }
}

/// Reads a text that is a label and nothing else, such as a number that a word processor computes.
pub fn find_whole(text: &str) -> Option<Found> {
    let text = text.trim();
    find(text).filter(|found| found.len == text.len())
}

/// `(a)`, `(iii)`, `(1A)`.
fn bracketed(text: &str) -> Option<Found> {
    let inner_len = text.bytes().skip(1).take(8).position(|b| b == b')')?;
    let inner = text.get(1..=inner_len)?.trim();
    let readings = items(inner, Frame::Brackets);
    let len = dashed(text, inner_len + 2);
    (!readings.is_empty()).then_some(Found { len, readings, closed: true })
}

/// Every way to read what stands between brackets or before a closing one.
fn items(inner: &str, frame: Frame) -> Vec<Reading> {
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let (number, letters) = inner.split_at(digits);
    if let Some(number) = arabic(number) {
        let ordinal = Ordinal::number(number);
        let ordinal = if letters.is_empty() { Some(ordinal) } else { ordinal.inserted(letters) };
        let scheme = Scheme::Item(Counter::Arabic, frame);
        return ordinal.map(|ordinal| Reading::one(scheme, ordinal)).into_iter().collect();
    }
    if let Some(before_first) = inserted_before_first(inner) {
        return vec![Reading::one(Scheme::Item(Counter::Arabic, frame), before_first)];
    }
    let lower = inner.bytes().take_while(u8::is_ascii_lowercase).count();
    match inner.split_at(lower) {
        ("", upper) => lettered_items(upper, frame, None),
        (item, "") => lettered_items(item, frame, None),
        (item, suffix) => lettered_items(item, frame, Some(suffix)),
    }
}

/// `(A1)`, which stands before `(1)`.
fn inserted_before_first(inner: &str) -> Option<Ordinal> {
    let letter = inner.get(..1).filter(|first| first.as_bytes()[0].is_ascii_uppercase())?;
    arabic(inner.get(1..)?).and_then(|_| Ordinal::number(0).inserted(letter))
}

/// The letter and the numeral that `item` may be. A numeral of several letters is the likelier
/// reading, a single letter is likelier a letter, save `i`.
fn lettered_items(item: &str, frame: Frame, suffix: Option<&str>) -> Vec<Reading> {
    if item.is_empty() || !one_case(item) {
        return Vec::new();
    }
    let upper = item.bytes().all(|b| b.is_ascii_uppercase());
    let reading = |counter, number| {
        let ordinal = Ordinal::number(number);
        let ordinal = suffix.map_or(Some(ordinal), |suffix| ordinal.inserted(suffix))?;
        Some(Reading::one(Scheme::Item(counter, frame), ordinal))
    };
    let letter = Counter::Letter { upper };
    let repeated = repeated_letter(item).and_then(|number| reading(letter, number));
    let counted = counted_letters(item)
        .filter(|_| item.len() == 2)
        .and_then(|number| reading(letter, number));
    let numeral = roman(item).and_then(|number| reading(Counter::Roman { upper }, number));
    let mut readings: Vec<Reading> = Vec::new();
    let numeral_first = item.len() > 1 || item.eq_ignore_ascii_case("i");
    let (before, after) = if numeral_first { (numeral, None) } else { (None, numeral) };
    for reading in [before, repeated, counted, after].into_iter().flatten() {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// `1`, `1.1`, `16A.`, `2)`, `1°`; after `start` bytes that hold the letters in `path`.
fn decimal(text: &str, start: usize, mut path: Vec<Ordinal>) -> Option<Found> {
    let mut at = start;
    loop {
        let (ordinal, end) = part(text, at)?;
        path.push(ordinal);
        at = end;
        let next = text.as_bytes().get(at..).unwrap_or_default();
        match next {
            [b'.', digit, ..] if digit.is_ascii_digit() && path.len() < MOST_PARTS => at += 1,
            _ => break,
        }
    }
    let tail = text.get(at..)?;
    let single = path.len() == 1;
    let item = |frame| Scheme::Item(Counter::Arabic, frame);
    let (scheme, mut len) = match tail.chars().next() {
        Some(')') => (if single { item(Frame::Half) } else { Scheme::Decimal }, at + 1),
        Some('°') if single => (item(Frame::Degree), at + '°'.len_utf8()),
        Some('.') => (Scheme::Decimal, at + 1),
        Some(':') if tail.get(1..)?.starts_with(' ') => (Scheme::Decimal, at + 1),
        _ => (Scheme::Decimal, at),
    };
    len = dashed(text, len);
    let closed = len > at;
    (closed && text.get(at..len)?.len() > 1 || ends(text, len)).then(|| Found {
        len,
        readings: vec![Reading { scheme, path }],
        closed,
    })
}

/// One part of a decimal number: digits, and the letters of an insertion behind them.
fn part(text: &str, at: usize) -> Option<(Ordinal, usize)> {
    let rest = text.get(at..)?;
    let digits = rest.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let ordinal = Ordinal::number(arabic(rest.get(..digits)?)?);
    let letters = rest.bytes().skip(digits).take_while(u8::is_ascii_alphabetic).take(3).count();
    let suffix = rest.get(digits..digits + letters)?;
    match letters {
        0 => Some((ordinal, at + digits)),
        1 => Some((ordinal.inserted(suffix)?, at + digits + 1)),
        2 if one_case(suffix) && suffix < "a" => Some((ordinal.inserted(suffix)?, at + digits + 2)),
        _ => None,
    }
}

/// `A1`, `H3.2`, `AG4.1`, `A.1.2`.
fn lettered_decimal(text: &str) -> Option<Found> {
    let letters = text.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let path = vec![Ordinal::letters(text.get(..letters)?)?];
    match text.as_bytes().get(letters..)? {
        [b'.', digit, ..] if digit.is_ascii_digit() => decimal(text, letters + 1, path),
        [digit, ..] if digit.is_ascii_digit() => decimal(text, letters, path),
        _ => None,
    }
}

/// `a.`, `ii)`, and `A` before a tab.
fn half_framed(text: &str) -> Option<Found> {
    let letters = text.bytes().take(6).take_while(u8::is_ascii_alphabetic).count();
    let item = text.get(..letters).filter(|_| letters < 6)?;
    let (frame, mark) = match text.as_bytes().get(letters) {
        Some(b'.') => (Frame::Point, 1),
        Some(b')') => (Frame::Half, 1),
        None | Some(b'\t') => (Frame::Bare, 0),
        _ => return None,
    };
    let len = dashed(text, letters + mark);
    let readings = lettered_items(item, frame, None);
    let sound = !readings.is_empty() && (ends(text, len) || len > letters + mark);
    sound.then_some(Found { len, readings, closed: mark > 0 })
}

/// Where a label ends that takes a colon or point, a dash, or both: `SECTION H:`, `Buch 1 -`.
fn separated(text: &str, at: usize) -> usize {
    let marked = match text.as_bytes().get(at..) {
        Some([b'.' | b':', ..]) => at + 1,
        // French typography parts the colon from the number.
        Some([b' ', b':', b' ', ..]) => at + 2,
        Some([0xC2, 0xA0, b':', b' ', ..]) => at + 3,
        _ => at,
    };
    dashed(text, marked)
}

/// Where a label ends that takes the dash after it, if there is one before a word: `I.-`, `1 –`.
fn dashed(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let tail = rest.trim_start();
    let Some(after) = tail.strip_prefix(['-', '–', '—']) else { return at };
    let words = after.trim_start();
    let parted = words.len() < after.len() || tail.len() == rest.len();
    match words.chars().next() {
        Some(c) if parted && (c.is_uppercase() || matches!(c, '(' | '“' | '"')) => {
            text.len() - after.len()
        }
        None => text.len() - after.len(),
        _ => at,
    }
}

/// Whether no letter or digit follows.
fn alone(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a label may end here: before white space, an object, a bracket, or nothing.
fn ends(text: &str, at: usize) -> bool {
    let Some(rest) = text.get(at..) else { return false };
    let after_dash = text.get(..at).is_some_and(|label| label.ends_with(['-', '–', '—']));
    rest.chars().next().is_none_or(|c| {
        after_dash || c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | crate::OBJECT)
    })
}

#[cfg(test)]
mod tests;
