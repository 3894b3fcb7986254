//! The numbers in references: `3.2(a)(i)`, `H3.8`, `L123-4`, `(b)`.

/// A number in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number<'a> {
    /// What stands before the brackets: `3.2`; empty for `(a)`.
    pub(super) main: &'a str,
    /// The brackets, with what white space stands between: `(a)(i)`.
    pub(super) brackets: &'a str,
    /// How many bytes it takes.
    pub(super) len: usize,
}

impl Number<'_> {
    /// Whether it can be nothing but the number of a clause: it has points or brackets.
    pub(super) fn is_certain(&self) -> bool {
        !self.brackets.is_empty() || self.main.contains('.') || self.is_lettered()
    }

    /// Whether it names its part of a code: `H3.8`.
    pub(super) fn is_lettered(&self) -> bool {
        self.main.starts_with(|c: char| c.is_ascii_uppercase())
            && self.main.ends_with(|c: char| c.is_ascii_digit())
    }
}

/// The number at the start of `text`.
pub(super) fn find(text: &str) -> Option<Number<'_>> {
    let main = main(text);
    let brackets = brackets(text, main.len(), !main.is_empty());
    let len = main.len() + brackets;
    let sound = len > 0 && !text.get(len..)?.starts_with(|c: char| c.is_alphanumeric());
    sound.then_some(Number { main, brackets: text.get(main.len()..len)?, len })
}

/// What stands before the brackets: letters, then numbers joined by points or hyphens.
fn main(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = bytes.iter().take(8).take_while(|b| b.is_ascii_uppercase()).count();
    if at > 0 && text.get(at..).is_some_and(|rest| rest.starts_with(". ")) {
        // `L. 123-4` of the French codes.
        let digit = bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
        at += if digit { 2 } else { 0 };
    }
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let joint = usize::from(at > 0 && matches!(rest.first(), Some(b'.' | b'-' | b'*')));
        let digits = rest.iter().skip(joint).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            break;
        }
        at += joint + digits;
        let letters = bytes.get(at..).unwrap_or_default();
        let count = letters.iter().take(3).take_while(|b| b.is_ascii_alphabetic()).count();
        let capitals = letters.iter().take(count).all(u8::is_ascii_uppercase);
        at += if count == 1 || count == 2 && capitals { count } else { 0 };
    }
    text.get(..at).unwrap_or_default()
}

/// How many bytes of brackets follow at `start`: `(a)(i)`, `(2) (b)`.
fn brackets(text: &str, start: usize, mut spaced: bool) -> usize {
    let mut at = start;
    while let Some(rest) = text.get(at..) {
        let tail = if spaced { rest.strip_prefix([' ', '\u{A0}']).unwrap_or(rest) } else { rest };
        let Some(len) = bracket(tail) else { break };
        at += rest.len() - tail.len() + len;
        spaced = true;
    }
    at - start
}

/// The length of one pair of brackets around a label.
fn bracket(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('(')?;
    let len = inner.bytes().take(6).position(|b| b == b')')?;
    let label = inner.get(..len)?;
    let digits = label.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let numbered = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let numeral = label.bytes().all(|b| matches!(b | 0x20, b'i' | b'v' | b'x' | b'l' | b'c'));
    let mut letters = label.bytes().take_while(u8::is_ascii_alphabetic);
    let first = letters.next();
    let letter = first.is_some() && label.len() <= 2 && label.bytes().all(|b| Some(b) == first)
        || label.len() == 2 && label.ends_with(|c: char| c.is_ascii_uppercase());
    (len > 0 && (numbered || numeral || letter)).then_some(len + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_where_the_words_go_on() {
        for (text, main, brackets) in [
            ("3.2(a)(i) applies", "3.2", "(a)(i)"),
            ("3.2. The", "3.2", ""),
            ("H3.8 (Eligibility)", "H3.8", ""),
            ("F1.4 (e), (f)", "F1.4", " (e)"),
            ("16A(1)", "16A", "(1)"),
            ("(ii) applies", "", "(ii)"),
            ("L. 123-4 du", "L. 123-4", ""),
            ("H (Services)", "H", ""),
            ("4 (see)", "4", ""),
        ] {
            let number = find(text).unwrap();
            assert_eq!((number.main, number.brackets), (main, brackets), "{text}");
        }
        assert_eq!(find("applies"), None);
        assert_eq!(find("2nd of"), None);
    }
}
