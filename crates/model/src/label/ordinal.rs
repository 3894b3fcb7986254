//! Ordinals: what a label counts, `c` and `iii` and `3` alike.

/// What a label counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counter {
    /// 1, 2, 3.
    Arabic,
    /// a, b, … z, aa: the letter repeated as word processors do, or a second letter counted on.
    Letter {
        /// A, B, C.
        upper: bool,
    },
    /// i, ii, iii.
    Roman {
        /// I, II, III.
        upper: bool,
    },
}

/// One place in a count, with the letter of an insertion: `16A` is 16 and A, and stands between
/// 16 and 17.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ordinal {
    /// Whether it is a letter that names a part of a code (the H of H3.2) and not a number.
    letters: bool,
    number: u32,
    suffix: u32,
}

impl Ordinal {
    /// The place with this number, which counts from 1.
    pub const fn number(number: u32) -> Self {
        Self { letters: false, number, suffix: 0 }
    }

    /// The letters that name a part of a code, `H` or `AG`; `None` where they are no ASCII letters
    /// or too many.
    pub fn letters(letters: &str) -> Option<Self> {
        let number = counted_letters(letters)?;
        Some(Self { letters: true, number, suffix: 0 })
    }

    /// The place with the letters of an insertion behind it; `None` as for
    /// [`letters`](Self::letters).
    pub fn inserted(self, letters: &str) -> Option<Self> {
        Some(Self { suffix: counted_letters(letters)?, ..self })
    }

    /// Whether it is the first of its count.
    pub const fn is_first(self) -> bool {
        !self.letters && self.number == 1 && self.suffix == 0
    }

    /// Whether it is what comes next after `before`: 4 after 3, 16A after 16, 16B after 16A, 17
    /// after any of them.
    pub const fn follows(self, before: Self) -> bool {
        if self.letters != before.letters {
            return false;
        }
        let next = self.suffix == 0 && self.number == before.number.saturating_add(1);
        let inserted = self.number == before.number
            && self.suffix == before.suffix.saturating_add(1)
            && self.suffix > before.suffix;
        next || inserted
    }

    /// Whether it is letters that name a part of a code.
    pub const fn is_letters(self) -> bool {
        self.letters
    }

    /// Its number, which counts from 1.
    pub const fn value(self) -> u32 {
        self.number
    }
}

/// Reads decimal digits. `None` for anything else and beyond nine digits.
pub(super) fn arabic(digits: &str) -> Option<u32> {
    let sound = !digits.is_empty() && digits.len() <= 9;
    (sound && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Reads a Roman numeral in its one proper form, in either case but not mixed.
pub(super) fn roman(text: &str) -> Option<u32> {
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if text.is_empty() || text.len() > 15 || !one_case(text) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (mut rest, mut sum) = (lower.as_str(), 0);
    for (value, numeral) in NUMERALS {
        // Only thousands, hundreds, tens and ones repeat, and not more than three times.
        let most = if numeral.len() == 1 && !matches!(numeral, "d" | "l" | "v") { 3 } else { 1 };
        for _ in 0..most {
            let Some(shorter) = rest.strip_prefix(numeral) else { break };
            (rest, sum) = (shorter, sum + value);
        }
    }
    rest.is_empty().then_some(sum)
}

/// Reads letters that are counted through: a, z, aa, ab (27, 28).
pub(super) fn counted_letters(text: &str) -> Option<u32> {
    let sound = !text.is_empty() && text.len() <= 3;
    (sound && text.bytes().all(|b| b.is_ascii_alphabetic())).then(|| {
        text.bytes().fold(0, |sum, b| sum * 26 + u32::from(b.to_ascii_lowercase() - b'a') + 1)
    })
}

/// Reads one letter repeated, as word processors count beyond z: aa, bb (27, 28).
pub(super) fn repeated_letter(text: &str) -> Option<u32> {
    let first = text.bytes().next().filter(u8::is_ascii_alphabetic)?;
    let times = u32::try_from(text.len()).ok().filter(|times| *times <= 5)?;
    text.bytes()
        .all(|b| b == first)
        .then(|| u32::from(first.to_ascii_lowercase() - b'a') + 1 + (times - 1) * 26)
}

/// Whether all letters are of one case.
pub(super) fn one_case(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase()) || text.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_read_in_their_proper_form_only() {
        for (text, value) in [("i", 1), ("iv", 4), ("IX", 9), ("xlii", 42), ("MCMXC", 1990)] {
            assert_eq!(roman(text), Some(value), "{text}");
        }
        for text in ["", "iiii", "XXXX", "vv", "ic", "iV", "did", "abc"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }

    #[test]
    fn letters_count_on_beyond_z_in_both_ways() {
        assert_eq!(counted_letters("z"), Some(26));
        assert_eq!(counted_letters("ab"), Some(28));
        assert_eq!(repeated_letter("bb"), Some(28));
        assert_eq!(repeated_letter("ab"), None);
    }

    #[test]
    fn an_insertion_stands_between_its_neighbours() {
        let sixteen = Ordinal::number(16);
        let inserted = sixteen.inserted("A").unwrap();
        let seventeen = Ordinal::number(17);
        assert!(sixteen < inserted && inserted < seventeen);
        assert!(inserted.follows(sixteen) && seventeen.follows(inserted));
        assert!(!seventeen.follows(Ordinal::number(15)) && !sixteen.follows(sixteen));
    }
}
