//! Scanning a text for references to other parts of a code: words in, parts and numbers out.
//!
//! ```text
//! Section H7.4(a)                              H, 7.4(a)
//! H7.4, Clause H7.4                            the same
//! Appendix AG                                  AG
//! Appendix AG, paragraph 4.1                   AG, 4.1
//! paragraph 4.1 of Appendix AG                 the same
//! paragraph 4.1 of Schedule 1 to Appendix AG   AG, Schedule 1, 4.1
//! ```
//!
//! Only parts that the code has in one of its versions are found. One pass over the bytes; what is
//! looked at around a name is bounded.

use std::ops::Range;

use super::code::Parts;
use crate::part::PartKind;

/// How far before the name of a part the words that it ends may begin, in bytes.
const NEAR: usize = 80;

/// A reference to another part of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it stands.
    pub(crate) span: Range<usize>,
    /// The part's document.
    pub(crate) document: usize,
    pub(crate) path: Path,
}

/// What is meant within a part; nothing for the part as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path {
    /// The number: `H7.4`, `4.1`.
    pub(crate) main: String,
    /// The items below it: `(a)(i)`.
    pub(crate) brackets: String,
    /// What of the part the number is of: "Schedule 1".
    pub(crate) within: Option<String>,
}

impl Path {
    pub(crate) fn is_whole(&self) -> bool {
        self.main.is_empty() && self.within.is_none()
    }
}

/// Finds the references in a text to parts other than its `own`.
pub(crate) fn scan(text: &str, parts: &Parts, own: usize) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let begins = at == 0
            || bytes.get(at - 1).is_some_and(|b| {
                !b.is_ascii_alphanumeric() && *b < 0x80 && !matches!(b, b'/' | b'-' | b'_' | b'.')
            });
        let one = if begins && byte.is_ascii_uppercase() {
            let from = found.last().map_or(0, |last: &Found| last.span.end);
            named(text, at, from, parts).or_else(|| lettered(text, at, from, parts))
        } else {
            None
        };
        match one {
            Some(one) => {
                at = one.span.end.max(at + 1);
                if one.document != own {
                    found.push(one);
                }
            }
            None => at += 1,
        }
    }
    found
}

/// A reference that names a part with its word: "Appendix AG", "Section H7.4".
fn named(text: &str, at: usize, from: usize, parts: &Parts) -> Option<Found> {
    let rest = text.get(at..)?;
    let kind = PartKind::ALL.into_iter().find(|kind| {
        let word = kind.name();
        rest.starts_with(word)
            && matches!(rest.as_bytes().get(word.len()), Some(b' ' | b's' | 0xC2))
            || rest.starts_with(&word.to_uppercase())
    })?;
    let behind = rest.get(kind.name().len()..)?;
    let behind = behind.strip_prefix('s').unwrap_or(behind);
    let letter_at = behind.len() - behind.trim_start_matches([' ', '\u{A0}']).len();
    if letter_at == 0 {
        return None;
    }
    let behind = behind.get(letter_at..)?;
    let start = text.len() - behind.len();
    let letters = behind.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_number = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    if (1..=3).contains(&letters) && is_number(behind.as_bytes().get(letters)) {
        return absolute(text, at, start, parts);
    }
    let len =
        if letters > 0 { letters } else { behind.bytes().take_while(u8::is_ascii_digit).count() };
    let letter = behind.get(..len).filter(|letter| (1..=3).contains(&letter.len()))?;
    let after = behind.get(len..)?;
    if after.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let document = parts.named(kind, letter)?;
    let end = start + len;
    if let Some((path, len)) = forward(after) {
        return Some(Found { span: at..end + len, document, path });
    }
    let (path, begin) = backward(text, at, from).unwrap_or((Path::default(), at));
    Some(Found { span: begin..end, document, path })
}

/// A number with letters of a part and without a noun, or with "Clause": "H7.4".
fn lettered(text: &str, at: usize, from: usize, parts: &Parts) -> Option<Found> {
    const NOUNS: [&str; 4] = ["Clause ", "clause ", "paragraph ", "Paragraph "];
    let mut found = absolute(text, at, at, parts)?;
    let before = text.get(..at)?;
    let noun = NOUNS.iter().find(|noun| before.ends_with(**noun));
    // "H7" alone may be anything; "H7.4" is a number of a clause.
    if noun.is_none() && !found.path.main.contains('.') {
        return None;
    }
    if let Some(noun) = noun.filter(|noun| at >= from + noun.len()) {
        found.span.start -= noun.len();
    }
    Some(found)
}

/// A number with letters of a part at `start`; the reference begins at `at`.
fn absolute(text: &str, at: usize, start: usize, parts: &Parts) -> Option<Found> {
    let rest = text.get(start..)?;
    let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let document = parts.lettered(rest.get(..letters)?)?;
    let number = number(rest.get(letters..)?);
    if number == 0 {
        return None;
    }
    let main = rest.get(..letters + number)?;
    let after = rest.get(main.len()..)?;
    if after.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let (brackets, len) = brackets(after);
    let path = Path { main: main.to_owned(), brackets, within: None };
    Some(Found { span: at..start + main.len() + len, document, path })
}

/// What follows the name of a part: ", paragraph 4.1(a)", " 4.1".
fn forward(after: &str) -> Option<(Path, usize)> {
    const LINKS: [&str; 6] =
        [", paragraph ", " paragraph ", ", clause ", ", Clause ", ", section ", ", Schedule "];
    if let Some(link) = LINKS.iter().find(|link| after.starts_with(**link)) {
        let rest = after.get(link.len()..)?;
        let len = number(rest);
        if len == 0 {
            return None;
        }
        let main = rest.get(..len)?;
        if link.ends_with("Schedule ") {
            let path = Path { within: Some(format!("Schedule {main}")), ..Path::default() };
            return Some((path, link.len() + len));
        }
        let (brackets, more) = brackets(rest.get(len..)?);
        let path = Path { main: main.to_owned(), brackets, within: None };
        return Some((path, link.len() + len + more));
    }
    let rest = after.strip_prefix(' ')?;
    let len = number(rest);
    let main = rest.get(..len).filter(|main| main.contains('.'))?;
    let (brackets, more) = brackets(rest.get(len..)?);
    let path = Path { main: main.to_owned(), brackets, within: None };
    Some((path, 1 + len + more))
}

/// What the name of a part at `at` ends: "paragraph 4.1 of Schedule 1 to". Returns it, and where it
/// begins, which is not before `from`.
fn backward(text: &str, at: usize, from: usize) -> Option<(Path, usize)> {
    const WORDS: [&str; 6] =
        ["paragraph ", "Paragraph ", "clause ", "Clause ", "section ", "Schedule "];
    let least = text.ceil_char_boundary(at.saturating_sub(NEAR).max(from));
    let before = text.get(least..at)?;
    // The last word that the rest fits to; those of a schedule before that of its paragraph.
    let mut starts: Vec<usize> = WORDS.iter().filter_map(|word| before.rfind(word)).collect();
    starts.sort_unstable();
    starts.into_iter().find_map(|start| {
        let path = chain(before.get(start..)?)?;
        Some((path, least + start))
    })
}

/// Reads "paragraph 4.1(a) of Schedule 1 to " to its end.
fn chain(text: &str) -> Option<Path> {
    let (word, rest) = text.split_once(' ')?;
    let len = number(rest);
    let main = rest.get(..len).filter(|main| !main.is_empty())?.to_owned();
    let (brackets, more) = brackets(rest.get(len..)?);
    let rest = rest.get(len + more..)?;
    let is_schedule = word == "Schedule";
    if ["", "the "].iter().any(|the| {
        [" of ", " to ", " in "].iter().any(|link| rest.strip_prefix(*link) == Some(*the))
    }) {
        return Some(if is_schedule {
            Path { within: Some(format!("Schedule {main}")), ..Path::default() }
        } else {
            Path { main, brackets, within: None }
        });
    }
    if is_schedule {
        return None;
    }
    let schedule = rest.strip_prefix(" of ").filter(|rest| rest.starts_with("Schedule "))?;
    let holder = chain(schedule)?;
    Some(Path { main, brackets, within: holder.within })
}

/// The length of a number at the start of a text: `7`, `7.4`, `16A`.
fn number(text: &str) -> usize {
    let mut len = text.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 {
        return 0;
    }
    while let Some(rest) = text.get(len..).and_then(|rest| rest.strip_prefix('.')) {
        match rest.bytes().take_while(u8::is_ascii_digit).count() {
            0 => break,
            digits => len += 1 + digits,
        }
    }
    let rest = text.as_bytes().get(len..).unwrap_or_default();
    match rest {
        [letter, after, ..] if letter.is_ascii_uppercase() && !after.is_ascii_alphanumeric() => {
            len + 1
        }
        [letter] if letter.is_ascii_uppercase() => len + 1,
        _ => len,
    }
}

/// Items in brackets at the start of a text, without the white space between them, and how many
/// bytes they take.
fn brackets(text: &str) -> (String, usize) {
    const LONGEST: usize = 5;
    let mut items = String::new();
    let mut len = 0;
    while let Some(rest) = text.get(len..) {
        let inner = rest.strip_prefix(" (").or_else(|| rest.strip_prefix('('));
        let Some(inner) = inner else { break };
        let Some(close) = inner.find(')').filter(|close| (1..=LONGEST).contains(close)) else {
            break;
        };
        let Some(item) = inner.get(..close) else { break };
        let is_item = item.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !is_item {
            break;
        }
        items.push('(');
        items.push_str(item);
        items.push(')');
        len = text.len() - inner.len() + close + 1;
    }
    (items, len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::across::code::Parts;

    /// The references of Section K's text: the words, the part's place, the path.
    fn found(text: &str) -> Vec<(String, usize, String)> {
        let parts = Parts::of(&[
            (PartKind::Section, "H"),
            (PartKind::Appendix, "AG"),
            (PartKind::Section, "K"),
            (PartKind::Schedule, "7"),
        ]);
        let shown = |path: &Path| {
            let within = path.within.as_ref().map_or(String::new(), |w| format!("{w}: "));
            format!("{within}{}{}", path.main, path.brackets)
        };
        scan(text, &parts, 2)
            .into_iter()
            .map(|one| (text[one.span.clone()].to_owned(), one.document, shown(&one.path)))
            .collect()
    }

    #[test]
    fn numbers_with_the_letters_of_a_part() {
        for words in ["Section H7.4(a)", "Clause H7.4 (a)", "H7.4(a)"] {
            let text = format!("in accordance with {words} and so on");
            assert_eq!(found(&text), [(words.to_owned(), 0, "H7.4(a)".to_owned())]);
        }
    }

    #[test]
    fn a_part_as_a_whole_and_places_in_it() {
        let one = |text: &str| found(text).pop().unwrap();
        assert_eq!(one("see Appendix AG."), ("Appendix AG".into(), 1, String::new()));
        for words in
            ["Appendix AG, paragraph 4.1", "Appendix AG 4.1", "paragraph 4.1 of Appendix AG"]
        {
            assert_eq!(one(&format!("see {words}, too")), (words.into(), 1, "4.1".into()));
        }
        let words = "paragraph 4.1(b) of Schedule 1 to Appendix AG";
        assert_eq!(one(&format!("see {words}")), (words.into(), 1, "Schedule 1: 4.1(b)".into()));
        let words = "Schedule 1 to Appendix AG";
        assert_eq!(one(&format!("see {words}")), (words.into(), 1, "Schedule 1: ".into()));
        assert_eq!(one("Schedule 7"), ("Schedule 7".into(), 3, String::new()));
    }

    #[test]
    fn what_is_no_part_of_the_code_or_the_text_itself_is_not_found() {
        for text in
            ["Section K4.1", "Section Q2.1", "Appendix AGA", "H7 and B2B", "MH7.4", "x/H7.4"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn several_in_one_sentence() {
        let words: Vec<String> = found("Sections H3.2 and H3.4, and paragraph 2 of Appendix AG")
            .into_iter()
            .map(|(words, ..)| words)
            .collect();
        assert_eq!(words, ["Sections H3.2", "H3.4", "paragraph 2 of Appendix AG"]);
    }
}
