//! What counts as equal although it differs: a small set, and the normal forms that follow from it.
//!
//! Tokens are interned under their normal form, so that clauses which differ only in what is
//! ignored have equal tokens and are unchanged. Punctuation is no token at all then, as white
//! space never is. Nothing is ignored by default: case, punctuation and quotes can carry meaning.

use std::borrow::Cow;
use std::ops::BitOr;

/// A set of differences that count as equal.
///
/// An equal edit shows the new version's text where it covers a difference that is ignored.
///
/// ```
/// use keeling_diff::Ignore;
///
/// let ignore = Ignore::CASE | Ignore::PUNCTUATION;
/// assert!(ignore.has(Ignore::CASE) && !ignore.has(Ignore::QUOTES));
/// assert_eq!(ignore.names().collect::<Vec<_>>(), ["case", "punctuation"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Ignore(u8);

impl Ignore {
    /// Nothing.
    pub const NOTHING: Self = Self(0);
    /// Capital and small letters.
    pub const CASE: Self = Self(1);
    /// Whether there is any white space: "foot note" and "footnote". How much of it parts two
    /// words and of which kind (a no-break space, a line break, the break between two
    /// paragraphs) never counts.
    pub const WHITE_SPACE: Self = Self(1 << 1);
    /// Commas, stops, brackets, quotes, dashes, and the hyphens and apostrophes within words. What
    /// stands in or right before a number (`3.2`, `30,000`, `-5`), the brackets of a citation's
    /// step (`(a)`) and symbols (`%`, `§`, `£`) count.
    pub const PUNCTUATION: Self = Self(1 << 2);
    /// Which quotes and apostrophes: curly, straight, low or angled. Double and single ones stay
    /// apart.
    pub const QUOTES: Self = Self(1 << 3);
    /// Bold, italic, links, heading levels: formatting is not compared.
    pub const FORMATTING: Self = Self(1 << 4);

    const NAMES: [(Self, &'static str); 5] = [
        (Self::CASE, "case"),
        (Self::WHITE_SPACE, "whitespace"),
        (Self::PUNCTUATION, "punctuation"),
        (Self::QUOTES, "quotes"),
        (Self::FORMATTING, "formatting"),
    ];

    /// Whether all of `other` is in it.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether nothing is in it.
    pub const fn is_nothing(self) -> bool {
        self.0 == 0
    }

    /// The names of what is in it, as the command and JSON have them, in one fixed order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().filter(move |(one, _)| self.has(*one)).map(|(_, name)| name)
    }

    /// Whether two words may be equal although their characters differ.
    pub(crate) const fn folds_words(self) -> bool {
        self.0 & (Self::CASE.0 | Self::PUNCTUATION.0 | Self::QUOTES.0) != 0
    }

    /// Whether edits may turn out to be in nothing but what is ignored.
    pub(crate) const fn folds_gaps(self) -> bool {
        self.0 & (Self::WHITE_SPACE.0 | Self::PUNCTUATION.0) != 0
    }

    /// Whether the token that `rest` begins with, of `len` bytes, is passed over.
    pub(crate) fn passes_over(self, rest: &str, len: usize) -> bool {
        if !self.has(Self::PUNCTUATION) {
            return false;
        }
        let mut token = rest.get(..len).unwrap_or_default().chars();
        let mut two = rest.chars();
        let Some(first) = two.next() else { return false };
        len > 0 && token.all(is_punctuation) && !is_sign(first, two.next())
    }

    /// The normal form of a token: equal forms, equal tokens.
    pub(crate) fn normal(self, token: &str) -> Cow<'_, str> {
        let mut normal = Cow::Borrowed(token);
        if self.has(Self::PUNCTUATION)
            && token.starts_with(char::is_alphabetic)
            && !token.bytes().any(|byte| byte.is_ascii_digit())
        {
            replace(&mut normal, |c| is_punctuation(c).then_some(None));
        }
        if self.has(Self::QUOTES) {
            replace(&mut normal, |c| straight(c).map(Some));
        }
        if self.has(Self::CASE) && normal.chars().any(|c| !c.is_lowercase()) {
            normal = Cow::Owned(normal.to_lowercase());
        }
        normal
    }

    /// How long the white space and ignored punctuation at the start of `text` is; `after` is what
    /// comes after the text.
    pub(crate) fn leading_gap(self, text: &str, after: Option<char>) -> usize {
        let is_solid = |(_, c, next): &(usize, char, Option<char>)| !self.is_gap(*c, *next);
        with_next(text, after).find(is_solid).map_or(text.len(), |(at, ..)| at)
    }

    /// The same at the end.
    pub(crate) fn trailing_gap(self, text: &str, after: Option<char>) -> usize {
        let is_solid = |(_, c, next): &(usize, char, Option<char>)| !self.is_gap(*c, *next);
        let last = with_next(text, after).filter(is_solid).last();
        text.len() - last.map_or(0, |(at, c, _)| at + c.len_utf8())
    }

    /// The characters of a text that count, in their normal form: neither white space nor what is
    /// ignored. `after` is what comes after the text.
    pub(crate) fn letters(
        self,
        text: &str,
        after: Option<char>,
    ) -> impl Iterator<Item = char> + '_ {
        let solid = with_next(text, after).filter(move |(_, c, next)| !self.is_gap(*c, *next));
        solid.flat_map(move |(_, c, _)| self.normal_char(c))
    }

    fn is_gap(self, c: char, next: Option<char>) -> bool {
        is_blank(c) || self.has(Self::PUNCTUATION) && is_punctuation(c) && !is_sign(c, next)
    }

    fn normal_char(self, c: char) -> impl Iterator<Item = char> {
        let c = if self.has(Self::QUOTES) { straight(c).unwrap_or(c) } else { c };
        let lower = self.has(Self::CASE).then(|| c.to_lowercase());
        // One of the two is empty.
        lower.clone().into_iter().flatten().chain(lower.is_none().then_some(c))
    }
}

impl BitOr for Ignore {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// White space, and characters that take no place.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{AD}' | '\u{FEFF}')
}

/// Replaces the characters for which there is another one, or none.
fn replace(text: &mut Cow<'_, str>, by: impl Fn(char) -> Option<Option<char>>) {
    if text.chars().any(|c| by(c).is_some()) {
        *text = Cow::Owned(text.chars().filter_map(|c| by(c).unwrap_or(Some(c))).collect());
    }
}

/// Marks that part or enclose words. Symbols that stand for a word (`%`, `&`, `§`) are none.
fn is_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '(' | ')' | '[' | ']' | '{' | '}'
        | '/' | '\\' | '-' | '«' | '»' | '¡' | '¿' | '·' | '•' | '…'
        | '\u{2010}'..='\u{201F}' | '\u{2039}' | '\u{203A}' | '\u{2032}' | '\u{2033}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}'
        | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？')
}

/// Whether a mark belongs to the number right after it: a sign, a decimal point, a separator.
fn is_sign(c: char, next: Option<char>) -> bool {
    matches!(c, '.' | ',' | ':' | '-' | '\u{2010}'..='\u{2015}')
        && next.is_some_and(|next| next.is_ascii_digit())
}

/// The characters of a text, each with its place and the one after it.
fn with_next(
    text: &str,
    after: Option<char>,
) -> impl Iterator<Item = (usize, char, Option<char>)> + '_ {
    let next = text.chars().skip(1).map(Some).chain([after]);
    text.char_indices().zip(next).map(|((at, c), next)| (at, c, next))
}

/// The straight quote for one of another form.
fn straight(c: char) -> Option<char> {
    match c {
        '\u{201C}'..='\u{201F}' | '«' | '»' | '\u{2033}' => Some('"'),
        '\u{2018}'..='\u{201B}' | '\u{2039}' | '\u{203A}' | '\u{2032}' => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normal_form_is_that_of_itself() {
        let all = Ignore::CASE | Ignore::PUNCTUATION | Ignore::QUOTES;
        for token in ["User’s", "Co-operate", "ÉTAT", "İ", "3.2", "“", "STRASSE", "A-1"] {
            let normal = all.normal(token).into_owned();
            assert_eq!(all.normal(&normal), normal, "{token}");
        }
        assert_eq!(all.normal("User’s"), "users");
        assert_eq!(Ignore::QUOTES.normal("User’s"), "User's");
        assert_eq!(Ignore::PUNCTUATION.normal("2010-12"), "2010-12");
    }

    #[test]
    fn what_belongs_to_a_number_counts() {
        let passes = |rest: &str| Ignore::PUNCTUATION.passes_over(rest, 1);
        assert!(passes(", and") && passes("-") && passes("(see"));
        assert!(!passes("-5") && !passes(".5") && !passes("% of"));
        assert!(!Ignore::CASE.passes_over(",", 1));
        let letters = |text| Ignore::PUNCTUATION.letters(text, None).collect::<String>();
        assert_eq!(letters("pay, (30,000) – or -5."), "pay30,000or-5");
    }

    #[test]
    fn gaps_end_at_words() {
        let ignore = Ignore::PUNCTUATION;
        let gaps = |text| (ignore.leading_gap(text, None), ignore.trailing_gap(text, None));
        assert_eq!(gaps(", a. "), (2, 2));
        assert_eq!(gaps(" -5"), (1, 0));
        assert_eq!(gaps("…"), (3, 3));
        assert_eq!(ignore.trailing_gap("to -", Some('5')), 0);
        assert_eq!(Ignore::NOTHING.leading_gap(" ,", None), 1);
    }
}
