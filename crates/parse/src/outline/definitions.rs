//! Definitions: a paragraph in, the term that it defines out.
//!
//! ```text
//! **Supplier** means a person…                    Supplier
//! “book and paper” and “book or paper” includes   book and paper
//! **Zone**: a physical location…                  Zone, where the heading promises definitions
//! ```

use keeling_model::OBJECT;
use keeling_model::label::amendment_mark;

use super::blocks::Slice;
use crate::flow::Inline;

/// The most bytes of a term.
const TERM_BYTES: usize = 200;
/// How far behind the term its verb may stand: “generate”, in relation to electricity, means.
const VERB_BYTES: usize = 160;

/// What a definition says of its term.
const VERBS: [&str; 14] = [
    "means",
    "mean ",
    "has the meaning",
    "have the meaning",
    "has the same meaning",
    "have the same meaning",
    "shall mean",
    "shall have the meaning",
    "shall be construed",
    "shall be read",
    "does not include",
    "includes",
    "include ",
    "refers to",
];

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The heading promises definitions.
    pub(super) promised: bool,
    /// It follows a definition, or words that introduce something.
    pub(super) among: bool,
}

/// The term that a paragraph defines: bold or in quotes at its start, and a verb that defines.
/// Where the heading promises definitions a colon or dash does as well, and among definitions
/// anything after a term in quotes.
pub(super) fn term(inline: &Inline, slice: Slice, context: Context) -> Option<String> {
    let text = slice.of(inline);
    let quoted = quoted_term(text.get(amendment_mark(text)..).unwrap_or(text));
    let (term, rest) = bold_term(inline, slice).or(quoted)?;
    let colon_within = term.trim_end().ends_with([':', '–', '—']);
    let one_line = !term.trim().contains('\n');
    let term = plain(term);
    let term = bare(&term);
    let sound = one_line
        && term.len() <= TERM_BYTES
        && term.contains(char::is_alphabetic)
        && !term.contains('\\')
        && !NOTES.iter().any(|note| note.eq_ignore_ascii_case(term));
    let defines = says_meaning(rest)
        || context.promised && (colon_within || begins_meaning(rest))
        || context.among && quoted.is_some() && is_short(term) && !is_condition(rest);
    (sound && defines).then(|| term.to_owned())
}

/// Whether what follows words in quotes says when to use them and not what they mean:
/// “reserved” if a precertificate exists.
fn is_condition(rest: &str) -> bool {
    let first = rest.split_whitespace().next().unwrap_or_default();
    ["if", "when", "where", "unless", "until"].contains(&first)
}

/// Whether a term is short enough to be one where nothing else says so.
fn is_short(term: &str) -> bool {
    term.split_whitespace().nth(12).is_none() && !term.starts_with('(')
}

/// Words that stand as terms do and announce something else.
const NOTES: [&str; 7] =
    ["note", "notes", "example", "examples", "short version", "important", "warning"];

/// The bold words at the start, and what follows them.
fn bold_term(inline: &Inline, slice: Slice) -> Option<(&str, &str)> {
    let text = slice.of(inline);
    let len = slice.bold_len(inline);
    (len > 0 && len < text.len()).then(|| text.split_at_checked(len))?
}

/// Quotes that open a term, and those that close it.
const QUOTES: [(char, char); 5] = [('“', '”'), ('"', '"'), ('‘', '’'), ('„', '“'), ('«', '»')];

/// The quoted words at the start, and what follows them.
fn quoted_term(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let (_, close) = QUOTES.iter().find(|(known, _)| *known == open)?;
    let inner = text.get(open.len_utf8()..)?;
    let end = inner.char_indices().take(TERM_BYTES).find(|(_, c)| c == close)?.0;
    Some((inner.get(..end)?, inner.get(end + close.len_utf8()..)?))
}

/// A term without what is not seen of it: characters of no width, note markers, and white space
/// beyond one blank, so that it names the same thing wherever it stands.
pub(super) fn plain(term: &str) -> String {
    let seen: String = term.chars().filter(|c| !UNSEEN.contains(c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The soft hyphen, the characters of no width, the byte order mark, and the place of an object.
const UNSEEN: [char; 8] =
    ['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{200E}', '\u{2060}', '\u{FEFF}', OBJECT];

/// A term without the quotes and punctuation around it.
fn bare(term: &str) -> &str {
    term.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '–' | '—' | ',' | '.')
            || QUOTES.iter().any(|(open, close)| c == *open || c == *close)
    })
}

/// Whether a defining verb follows: at once, or after a bracket, a further term, or what stands
/// between commas.
pub(super) fn says_meaning(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | '’'));
    let begins = |text: &str| VERBS.iter().any(|verb| text.starts_with(verb));
    if begins(rest) {
        return true;
    }
    let aside =
        rest.starts_with([',', '(', '[']) || rest.starts_with("or ") || rest.starts_with("and ");
    aside
        && floor(rest, VERB_BYTES).match_indices(' ').any(|(at, _)| {
            rest.get(at + 1..).is_some_and(begins)
                && !rest.get(..at).unwrap_or_default().contains(". ")
        })
}

/// Whether a meaning follows as it does in a glossary: behind a colon or dash.
fn begins_meaning(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | '’'));
    rest.starts_with([':', '–', '—']) || rest.starts_with("- ")
}

/// The text's first bytes, on a character boundary.
fn floor(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}
