//! Tokens: the words that the comparison works on. A text in, spans of its tokens out.
//!
//! White space is never a token. What a reader takes for one thing stays one: a number with its
//! separators (`30,000`, `3.2.1`, `£1.5m`), a bracketed letter or number (`(a)`, `(ii)`), a word
//! with its hyphens and apostrophes. Everything else is a token a character.
//!
//! ```text
//! Clause 3.4(b) shall not exceed £1.5m.   →   Clause │ 3.4 │ (b) │ shall │ not │ exceed │ £1.5m │ .
//! ```
//!
//! A citation is parted into its steps so that a reference which follows a renumbering marks the
//! step that changed. ASCII and the alphabets of Europe take a fast path; other scripts are cut by
//! the word boundaries of Unicode Standard Annex #29, and ideographs stand alone.
//!
//! Time: linear in the text.

use keeling_model::{OBJECT, Span};
use unicode_segmentation::UnicodeSegmentation as _;

/// The longest bracketed step of a citation, with its brackets: `(xxxviii)`.
const LONGEST_STEP: usize = 9;

/// Calls `emit` with the span of each token of `text`, in order; `offset` is added to each.
pub(crate) fn tokenise(text: &str, offset: u32, mut emit: impl FnMut(Span)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end = match byte {
            b' ' | b'\t'..=b'\r' => {
                at += 1;
                continue;
            }
            b'(' => step(bytes, at).unwrap_or(at + 1),
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => word(text, at),
            0..=127 => at + 1,
            _ => match other(text, at) {
                Other::Space(end) => {
                    at = end;
                    continue;
                }
                Other::Token(end) => end,
            },
        };
        emit(span(at, end, offset));
        at = end;
    }
}

/// A token or white space that does not begin with an ASCII character.
enum Other {
    Space(usize),
    Token(usize),
}

/// The token at `at`, which begins with a character beyond ASCII.
fn other(text: &str, at: usize) -> Other {
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else { return Other::Space(at + 1) };
    let after = at + first.len_utf8();
    if first.is_whitespace() || is_invisible(first) {
        Other::Space(after)
    } else if is_simple_letter(first) {
        Other::Token(word(text, at))
    } else if matches!(first, '£' | '€')
        && text.as_bytes().get(after).is_some_and(u8::is_ascii_digit)
    {
        Other::Token(word(text, after))
    } else if first == OBJECT || !first.is_alphanumeric() {
        Other::Token(with_combining(text, after))
    } else {
        // Only the run up to the next white space is segmented: boundaries never depend on more.
        let run = rest.split(char::is_whitespace).next().unwrap_or(rest);
        let len = run.split_word_bounds().next().map_or(first.len_utf8(), str::len);
        Other::Token(at + len)
    }
}

/// Where the bracketed step `(a)`, `(ii)`, `(12)` at `at` ends.
fn step(bytes: &[u8], at: usize) -> Option<usize> {
    let inside = bytes.get(at + 1..)?;
    let len = inside.iter().take(LONGEST_STEP).position(|byte| !byte.is_ascii_alphanumeric())?;
    let letters_or_digits = inside.get(..len)?;
    let plausible = len > 0
        && (len <= 2
            || letters_or_digits.iter().all(u8::is_ascii_digit)
            || letters_or_digits.iter().all(|byte| b"ivxlcIVXLC".contains(byte)));
    (inside.get(len) == Some(&b')') && plausible).then_some(at + len + 2)
}

/// Where the word that begins at `at` ends.
fn word(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        match bytes.get(end) {
            Some(byte) if byte.is_ascii_alphanumeric() || *byte == b'_' => end += 1,
            Some(byte) if joins(*byte, bytes, end) => end += 2,
            Some(byte) if *byte >= 128 => match text[end..].chars().next() {
                Some(c) if is_simple_letter(c) || is_combining(c) => end += c.len_utf8(),
                Some('\u{2019}' | '\u{2011}' | '\u{00AD}') if letter_follows(text, end) => {
                    end += text[end..].chars().next().map_or(1, char::len_utf8);
                }
                _ => return end,
            },
            _ => return end,
        }
    }
}

/// Whether the byte at `at` joins what is before it to what is after it: the separators of
/// numbers between digits, hyphens and apostrophes between letters.
fn joins(byte: u8, bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let after = bytes.get(at + 1).copied().unwrap_or(b' ');
    match byte {
        b'.' | b',' | b':' => before.is_ascii_digit() && after.is_ascii_digit(),
        b'-' | b'\'' => before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric(),
        _ => false,
    }
}

fn letter_follows(text: &str, at: usize) -> bool {
    text[at..].chars().nth(1).is_some_and(|c| c.is_ascii_alphanumeric() || is_simple_letter(c))
}

fn with_combining(text: &str, mut end: usize) -> usize {
    while let Some(c) = text[end..].chars().next().filter(|c| is_combining(*c)) {
        end += c.len_utf8();
    }
    end
}

/// Letters of the alphabets that are written with spaces between words and need no dictionary or
/// rules to cut: Latin with its extensions, Greek, Cyrillic.
fn is_simple_letter(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}')
        && c.is_alphanumeric()
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}')
}

/// Characters that take no place: zero-width space and joiners, soft hyphen, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{AD}' | '\u{FEFF}')
}

fn span(start: usize, end: usize, offset: u32) -> Span {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(narrow(start), narrow(end)).shifted(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenise(text, 0, |span| out.push(&text[span.range()]));
        out
    }

    #[test]
    fn words_numbers_and_steps_stay_whole() {
        assert_eq!(
            tokens("Clause 3.4(b)(ii) shall not exceed £1.5m, or 30,000."),
            [
                "Clause", "3.4", "(b)", "(ii)", "shall", "not", "exceed", "£1.5m", ",", "or",
                "30,000", "."
            ]
        );
        assert_eq!(tokens("co-operate, the User's"), ["co-operate", ",", "the", "User's"]);
        assert_eq!(tokens("(see below)"), ["(", "see", "below", ")"]);
        assert_eq!(tokens("by 18:00"), ["by", "18:00"]);
    }

    #[test]
    fn other_alphabets_and_scripts() {
        assert_eq!(tokens("§ 29 Für Änderungen"), ["§", "29", "Für", "Änderungen"]);
        assert_eq!(tokens("l’autorité"), ["l’autorité"]);
        assert_eq!(tokens("e\u{301}tat"), ["e\u{301}tat"]);
        assert_eq!(tokens("\u{3000}法律"), ["法", "律"]);
        assert_eq!(tokens("a\u{200B}\u{FFFC}b"), ["a", "\u{FFFC}", "b"]);
    }

    #[test]
    fn white_space_is_no_token() {
        assert_eq!(tokens(" \t\n\u{A0}"), Vec::<&str>::new());
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_ordered_and_hold_all_but_white_space(text in ".{0,60}") {
            let mut at = 0;
            let mut gaps = String::new();
            tokenise(&text, 0, |span| {
                gaps.push_str(&text[at..span.range().start]);
                assert!(!span.is_empty());
                at = span.range().end;
            });
            gaps.push_str(&text[at..]);
            assert!(gaps.chars().all(|c| c.is_whitespace() || is_invisible(c)), "{gaps:?}");
        }
    }
}
