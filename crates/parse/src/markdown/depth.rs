//! A guard against nesting that is there to exhaust the reader.
//!
//! Every line of Markdown is matched against all quotations and items around it, so a line of a
//! hundred thousand `>` makes each line after it cost as much. No line opens more containers than
//! it has markers and levels of white space before its words; those are counted before the text is
//! parsed. The count may be too high (a rule of code that begins with many `>`), never too low.

use super::source::Source;
use crate::{Error, ErrorKind};

/// Checks that no line can lie in more than `max_depth` quotations, lists and footnotes.
///
/// # Errors
///
/// Names the first line that can, and where it begins.
pub(super) fn check(source: Source<'_>, max_depth: usize) -> Result<(), (usize, Error)> {
    let mut start = 0;
    for line in source.text.split(['\n', '\r']) {
        // A level takes a byte at least, so short lines need no look.
        if line.len() > max_depth && levels(line.as_bytes(), max_depth) > max_depth {
            return Err((start, too_deep(source, start, max_depth)));
        }
        start += line.len() + 1;
    }
    Ok(())
}

/// The error of a line that is nested too deep; `at` stands in it.
pub(super) fn too_deep(source: Source<'_>, at: usize, max_depth: usize) -> Error {
    let message = format!("lists and quotations are nested deeper than {max_depth}");
    Error::new(ErrorKind::Limit, message).at(source.place(at))
}

/// The most containers that a line can lie in: its markers, and one for every two columns of white
/// space, the least that an item takes. White space alone holds nothing but code.
fn levels(line: &[u8], enough: usize) -> usize {
    if is_rule(line) {
        return 0;
    }
    let (mut markers, mut columns) = (0_usize, 0_usize);
    let mut rest = line;
    while markers <= enough {
        let len = match rest {
            [b' ', ..] => {
                columns += 1;
                1
            }
            [b'\t', ..] => {
                columns += 4;
                1
            }
            _ => match marker(rest) {
                Some(len) => {
                    markers += 1;
                    len
                }
                None => break,
            },
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    if markers == 0 { 0 } else { markers + columns / 2 }
}

/// The length of the marker of a quotation, an item or a footnote.
fn marker(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'>', b' ', ..] | [b'-' | b'+' | b'*', b' ' | b'\t', ..] => Some(2),
        [b'>', ..] => Some(1),
        [b'0'..=b'9', ..] => {
            let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            matches!(rest.get(digits..), Some([b'.' | b')', b' ' | b'\t', ..]))
                .then_some(digits + 2)
        }
        [b'[', b'^', label @ ..] => {
            let end = label.iter().take(1000).position(|byte| *byte == b']')?;
            (label.get(end + 1) == Some(&b':')).then_some(end + 4)
        }
        _ => None,
    }
}

/// Whether a line is a thematic break, which looks like many bullets.
fn is_rule(line: &[u8]) -> bool {
    let mut marks = line.iter().filter(|byte| !matches!(byte, b' ' | b'\t'));
    let first = marks.next();
    matches!(first, Some(b'-' | b'*')) && marks.all(|mark| Some(mark) == first)
}
