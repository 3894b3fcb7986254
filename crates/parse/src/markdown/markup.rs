//! A guard against masses of markup that are there to exhaust the reader.
//!
//! The parser of Markdown builds a tree of a whole file before it tells its first event: every end
//! of a line and every character that may be markup is a node or two, whether or not it becomes a
//! paragraph, a link or emphasis in the end. So 256 MiB of paragraphs of one letter would take
//! gigabytes before the first of them is counted. They are counted here, before the text is parsed.

use super::source::Source;
use crate::{Error, ErrorKind};

/// How much text is counted before the count is looked at.
const STRETCH: usize = 1 << 16;

/// Checks that there are not more line ends and characters that may be markup than `most`.
///
/// # Errors
///
/// Names the first line that has too many, and where in it that is.
pub(super) fn check(source: Source<'_>, most: usize) -> Result<(), (usize, Error)> {
    let bytes = source.text.as_bytes();
    if bytes.len() <= most {
        return Ok(());
    }
    let mut left = most;
    for (index, stretch) in bytes.chunks(STRETCH).enumerate() {
        let count = stretch.iter().filter(|byte| is_markup(**byte)).count();
        if count > left {
            let beyond = stretch.iter().enumerate().filter(|(_, byte)| is_markup(**byte)).nth(left);
            let at = index * STRETCH + beyond.map_or(0, |(at, _)| at);
            let message = format!("more than {most} lines and characters of markup");
            return Err((at, Error::new(ErrorKind::Limit, message).at(source.place(at))));
        }
        left -= count;
    }
    Ok(())
}

/// Whether a byte ends a line, or begins or ends something inline (`CommonMark` 0.31.2 §6, tables).
const fn is_markup(byte: u8) -> bool {
    matches!(
        byte,
        b'\n' | b'\r' | b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'!' | b'<' | b'&' | b'\\' | b'|'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str, most: usize) -> Option<(usize, String)> {
        let (at, error) = check(Source::new(text, 0, 0), most).err()?;
        Some((at, error.to_string()))
    }

    #[test]
    fn lines_and_markup_are_counted() {
        let said = "line 2: more than 2 lines and characters of markup".to_owned();
        assert_eq!(message("a\n*b* c", 2), Some((4, said)));
        assert_eq!(message("a\n*b* c", 3), None);
        let said = "line 70001: more than 70000 lines and characters of markup".to_owned();
        assert_eq!(message(&"a\n".repeat(70_001), 70_000), Some((140_001, said)));
    }
}
