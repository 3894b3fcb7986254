//! Markers: the numbers that clauses begin with, as far as Markdown's reader must know them.
//!
//! The outline reads labels; here it is only told whether a line begins like a clause and whether
//! one marker counts on from another, `(a)` to `(b)`, `1.1` to `1.2`.

/// The marker at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A number or letter with its punctuation: `(a)`, `a)`, `a.`, `(1)`, `iv.`.
    Simple {
        /// How it is written.
        shape: Shape,
        /// What it can be read as.
        readings: Readings,
    },
    /// Numbers parted by full stops: `1.1`, `H3.2.1`.
    Path {
        /// Everything before the last number.
        parent: String,
        /// The last number.
        last: u32,
    },
}

/// How a simple marker is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    /// Begins with `(`.
    pub(super) bracketed: bool,
    /// Ends with `)`, not with a full stop.
    pub(super) closed: bool,
    /// Its letters are capitals.
    pub(super) capital: bool,
}

/// What a simple marker can be read as: `(i)` is the ninth letter and the first Roman number.
/// In order: a letter, a Roman number, a decimal number.
pub(super) type Readings = [Option<u32>; 3];

/// The marker that a line begins with.
pub(super) fn at_start(line: &str) -> Option<Marker> {
    let line = line.trim_start();
    let word = line.split_whitespace().next()?;
    if word.len() > 24 || !word.is_ascii() {
        return None;
    }
    simple(word).or_else(|| path(word))
}

fn simple(word: &str) -> Option<Marker> {
    let bracketed = word.starts_with('(');
    let inner = word.strip_prefix('(').unwrap_or(word);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (body, after) = inner.split_at_checked(end)?;
    let closed = after.starts_with(')');
    // `(a)(i)` begins with a marker too; `a.m.` does not.
    let ends = if bracketed {
        closed && (after.len() == 1 || after.starts_with(")("))
    } else {
        after == ")" || after == "."
    };
    if !ends {
        return None;
    }
    let readings = readings(body)?;
    let capital = body.starts_with(|c: char| c.is_ascii_uppercase());
    Some(Marker::Simple { shape: Shape { bracketed, closed, capital }, readings })
}

fn path(word: &str) -> Option<Marker> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let (parent, last) = word.rsplit_once('.')?;
    let digits = parent.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = parent.len() - digits.len();
    let numbers = digits.split('.').all(|part| number(part).is_some());
    (letters <= 3 && numbers)
        .then(|| Some(Marker::Path { parent: parent.to_owned(), last: number(last)? }))?
}

fn readings(body: &str) -> Option<Readings> {
    let readings = [letter(body), roman(body), number(body)];
    readings.iter().any(Option::is_some).then_some(readings)
}

fn number(body: &str) -> Option<u32> {
    let fits = (1..=4).contains(&body.len()) && body.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| body.parse().ok())?
}

/// `a` is 1, `z` is 26, `aa` is 27.
fn letter(body: &str) -> Option<u32> {
    let first = body.bytes().next().filter(u8::is_ascii_alphabetic)?;
    let same = body.len() <= 3 && body.bytes().all(|byte| byte == first);
    let rounds = u32::try_from(body.len()).ok()?.checked_sub(1)?;
    same.then(|| u32::from(first.to_ascii_lowercase() - b'a') + 1 + 26 * rounds)
}

fn roman(body: &str) -> Option<u32> {
    let lower = body.bytes().all(|byte| byte.is_ascii_lowercase());
    if body.len() > 8 || !lower && !body.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let mut total = 0;
    let mut before = u32::MAX;
    for byte in body.bytes() {
        let value = match byte.to_ascii_lowercase() {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            _ => return None,
        };
        total += value;
        if before < value {
            // A smaller digit before a larger one was added; it is to be taken away from it.
            total = total.saturating_sub(2 * before);
        }
        before = value;
    }
    (total > 0).then_some(total)
}
