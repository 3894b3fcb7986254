//! Readers of their own: what the words of a file are, by other means than the engine's.
//!
//! All give the characters that are no white space, joined: a page may break a line where the
//! source runs on, and neither breaks a word. Characters that show nothing count as white space.

pub mod docx;
pub mod fields;
pub mod markdown;
pub mod marked;
pub mod objects;
pub mod page;
pub mod tracked;

use std::path::Path;

use keeling_model::Document;

/// The words of a document, with nothing between them.
///
/// # Errors
///
/// Where the file cannot be read; the message says why.
pub fn words(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if bytes.starts_with(b"PK") {
        return docx::words(&bytes);
    }
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    Ok(markdown::words(&text))
}

/// The words of a document's body and notes as the engine has them: every label that stands in the
/// text, and every clause's own text, in reading order.
pub fn engine_words(document: &Document) -> String {
    let mut words = String::new();
    for clause in document.body().iter().chain(document.notes()) {
        let label = clause.label.as_ref().filter(|label| !label.is_generated());
        let label = label.map_or("", |label| label.shown());
        let own = document.own_text(clause.id);
        words.extend(label.chars().chain(own.chars()).filter(|c| is_shown(*c)));
    }
    words
}

/// Whether a character stands for something to read.
pub(crate) fn is_shown(c: char) -> bool {
    // Zero-width space, byte order mark, place of an object, soft hyphen.
    !(c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{FFFC}' | '\u{AD}'))
}

/// Where two texts first differ, with what stands around it; `None` where they are the same.
///
/// ```
/// use keeling_tests::read::first_difference;
///
/// assert_eq!(first_difference("same", "same"), None);
/// assert!(first_difference("ab", "ac").is_some());
/// ```
pub fn first_difference(got: &str, want: &str) -> Option<String> {
    if got == want {
        return None;
    }
    let same = got.chars().zip(want.chars()).take_while(|(a, b)| a == b).count();
    let around =
        |text: &str| text.chars().skip(same.saturating_sub(40)).take(90).collect::<String>();
    Some(format!("at character {same}\n   got: {}\n  want: {}", around(got), around(want)))
}
