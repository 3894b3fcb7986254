//! Labels as a list computes them: one in, what stands around its number and the number out.
//!
//! ```text
//! H3.12   H3.  decimal 12
//! (b)     (    lowerLetter 2  )
//! ```

use keeling_ooxml::{NumberFormat, format_number};

/// A label, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// What stands before the number.
    pub(super) before: &'a str,
    /// How the number is written, as `w:numFmt` has it.
    pub(super) format: &'static str,
    /// The number.
    pub(super) value: i64,
    /// What stands after it.
    pub(super) after: &'a str,
}

/// Takes a label apart at its last number. Of the ways to read it the one that comes next is
/// taken, else the first of a count, else the first way. A label without a number is all text.
pub(super) fn take_apart(shown: &str, expected: i64) -> Option<Parts<'_>> {
    if shown.is_empty() || shown.contains('%') || shown.len() > 120 || shown.trim() != shown {
        return None;
    }
    let literal = Parts { before: shown, format: "none", value: 1, after: "" };
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let Some(end) = shown.rfind(is_part).map(|at| at + 1) else { return Some(literal) };
    let head = shown.get(..end).unwrap_or_default();
    let digits = head.ends_with(|c: char| c.is_ascii_digit());
    let same = |c: char| if digits { c.is_ascii_digit() } else { c.is_ascii_alphabetic() };
    let start = head.trim_end_matches(same).len();
    let number = head.get(start..).unwrap_or_default();
    let ways = readings(number);
    let way = ways
        .iter()
        .find(|(_, value)| *value == expected)
        .or_else(|| ways.iter().find(|(_, value)| *value == 1))
        .or_else(|| ways.first());
    let Some((format, value)) = way else { return Some(literal) };
    let before = shown.get(..start).unwrap_or_default();
    Some(Parts { before, format, value: *value, after: shown.get(end..).unwrap_or_default() })
}

/// The ways to read a number, with the format that writes it so.
fn readings(number: &str) -> Vec<(&'static str, i64)> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        let value = number.parse::<i64>().ok().filter(|value| *value < 1_000_000_000);
        let plain = !number.starts_with('0') || number == "0";
        let zero = number.len() == 2 && number.starts_with('0');
        let format = if plain { Some("decimal") } else { zero.then_some("decimalZero") };
        return format.zip(value).into_iter().collect();
    }
    let lower = number.to_ascii_lowercase();
    let upper = number.bytes().all(|byte| byte.is_ascii_uppercase());
    if !upper && lower != number {
        return Vec::new();
    }
    let letters = repeated(&lower).map(|value| (["lowerLetter", "upperLetter"], value));
    let roman = roman(&lower).map(|value| (["lowerRoman", "upperRoman"], value));
    let case = usize::from(upper);
    let ways = letters.into_iter().chain(roman);
    ways.filter_map(|(formats, value)| Some((*formats.get(case)?, value))).collect()
}

/// `a` is 1, `z` is 26, `aa` is 27, `bb` is 28.
fn repeated(letters: &str) -> Option<i64> {
    let first = letters.bytes().next()?;
    let same = letters.bytes().all(|byte| byte == first) && letters.len() <= 30;
    let rounds = i64::try_from(letters.len()).ok()? - 1;
    same.then(|| i64::from(first - b'a') + 1 + 26 * rounds)
}

/// The value of a Roman numeral that is written as it should be.
fn roman(letters: &str) -> Option<i64> {
    let mut total = 0;
    let mut before = i64::MAX;
    for byte in letters.bytes().take(16) {
        let value = match byte {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            b'd' => 500,
            b'm' => 1000,
            _ => return None,
        };
        total += if value > before { value - 2 * before } else { value };
        before = value;
    }
    let written = format_number(NumberFormat::LowerRoman, total);
    (letters.len() <= 15 && written == letters).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(shown: &str, expected: i64) -> (&'static str, i64) {
        let parts = take_apart(shown, expected).unwrap();
        (parts.format, parts.value)
    }

    #[test]
    fn what_comes_next_decides_between_a_letter_and_a_numeral() {
        assert_eq!(number("(i)", 9), ("lowerLetter", 9));
        assert_eq!(number("(i)", 1), ("lowerRoman", 1));
        assert_eq!(number("(v)", 5), ("lowerRoman", 5));
        assert_eq!(number("(bb)", 28), ("lowerLetter", 28));
        assert_eq!(number("H3.12", 1), ("decimal", 12));
        assert_eq!(number("Part IV", 4), ("upperRoman", 4));
    }

    #[test]
    fn a_label_without_a_number_is_text_and_a_hostile_one_none() {
        assert_eq!(number("*", 1), ("none", 1));
        assert_eq!(number("007", 7), ("none", 1));
        assert_eq!(take_apart("%1", 1), None);
        assert_eq!(take_apart("", 1), None);
    }
}
