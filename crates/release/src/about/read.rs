//! Reading `release.toml`: text in, [`About`] or an error with its line out.

use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use toml::Spanned;

use super::{About, Baseline, Code, DocumentAbout, Modification, Release};
use crate::part::Part;

/// The most bytes that a `release.toml` may have.
const MOST: usize = 1 << 20;
/// The most modifications that an error names.
const MOST_NAMED: usize = 12;

/// What is wrong with a `release.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AboutError {
    line: Option<usize>,
    message: String,
}

impl AboutError {
    /// The line that it is about, counted from 1.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for AboutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for AboutError {}

/// What the file holds, with the places of what is checked against the rest.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    code: Option<Code>,
    release: Option<Release>,
    baseline: Option<Baseline>,
    modifications: Vec<Spanned<Modification>>,
    documents: Vec<Spanned<DocumentAbout>>,
}

/// Reads the text of a `release.toml`.
///
/// # Errors
///
/// Where it is no TOML, says something that is not known, or contradicts itself; with the line and
/// what is allowed there.
pub fn read(text: &str) -> Result<About, AboutError> {
    if text.len() > MOST {
        let message = format!("it has more than {MOST} bytes, and describes one release");
        return Err(AboutError { line: None, message });
    }
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| line(text, &span));
        AboutError { line, message: plain(error.message()) }
    })?;
    check(text, &file)?;
    Ok(About {
        code: file.code,
        release: file.release,
        baseline: file.baseline,
        modifications: file.modifications.into_iter().map(Spanned::into_inner).collect(),
        documents: file.documents.into_iter().map(Spanned::into_inner).collect(),
    })
}

fn check(text: &str, file: &File) -> Result<(), AboutError> {
    let fail = |span: Range<usize>, message: String| {
        Err(AboutError { line: Some(line(text, &span)), message })
    };
    let mut ids: Vec<&str> = Vec::new();
    let mut known: FxHashSet<&str> = FxHashSet::default();
    for modification in &file.modifications {
        let id = modification.get_ref().id.as_str();
        if id.trim().is_empty() {
            return fail(modification.span(), "the id of a modification is empty".to_owned());
        }
        if !known.insert(id) {
            return fail(modification.span(), format!("a modification {id} stands above already"));
        }
        ids.push(id);
    }
    let mut parts: FxHashSet<Part> = FxHashSet::default();
    for document in &file.documents {
        let (span, document) = (document.span(), document.get_ref());
        let Some(part) = Part::new(document.part, &document.letter) else {
            let letter = &document.letter;
            return fail(
                span,
                format!("letter {letter:?} is none; allowed are one to three letters, or a number"),
            );
        };
        let told = part.to_string();
        if !parts.insert(part) {
            return fail(span, format!("{told} stands above already"));
        }
        let unknown = document.modification.as_deref().filter(|id| !known.contains(id));
        if let Some(id) = unknown {
            let allowed = match ids.as_slice() {
                [] => "the file describes none".to_owned(),
                ids if ids.len() > MOST_NAMED => {
                    format!("allowed are {}, …", ids.get(..MOST_NAMED).unwrap_or(ids).join(", "))
                }
                ids => format!("allowed are {}", ids.join(", ")),
            };
            return fail(span, format!("no modification {id} is described; {allowed}"));
        }
    }
    Ok(())
}

fn line(text: &str, span: &Range<usize>) -> usize {
    text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
}

/// The message in one line, in the words of this program.
fn plain(message: &str) -> String {
    let one_line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = one_line
        .replace(", expected one of ", "; allowed are ")
        .replace(", expected ", "; allowed is ");
    // What follows is the name of a type of ours.
    match told.split_once("; allowed is struct ") {
        Some((wrong, _)) => format!("{wrong}; allowed is a table"),
        None => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn nothing_has_to_be_said() {
        assert_eq!(read(""), Ok(About::default()));
    }

    #[test]
    fn an_error_names_its_line_and_what_is_allowed() {
        assert_eq!(
            error("[code]\nname = \"A\"\nowner = \"B\""),
            "line 3: unknown field `owner`; allowed are `name`, `administrator`, `contact`"
        );
        assert_eq!(
            error("[[modifications]]\nid = \"M1\"\nstage = \"final\""),
            "line 3: unknown variant `final`; allowed are `draft`, `consultation`, `decision`, \
             `approved`"
        );
        assert_eq!(
            error("[release]\nversion = 62"),
            "line 2: invalid type: integer `62`; allowed is a string"
        );
        assert_eq!(
            error("[release]\nversion = \"62\"\neffective = 1"),
            "line 3: this is no date; allowed is a day such as 2026-06-25, or words in quotes"
        );
        assert_eq!(error("code = \"A\""), "line 1: invalid type: string \"A\"; allowed is a table");
        assert!(error("[code\nname").starts_with("line 1: "));
    }

    #[test]
    fn what_contradicts_itself_is_an_error() {
        let modification = "[[modifications]]\nid = \"M1\"\n";
        assert_eq!(
            error(&format!("{modification}{modification}")),
            "line 3: a modification M1 stands above already"
        );
        let document = "[[documents]]\npart = \"section\"\nletter = \"H\"\n";
        assert_eq!(
            error(&format!("{modification}{document}modification = \"M2\"")),
            "line 3: no modification M2 is described; allowed are M1"
        );
        assert_eq!(
            error(&format!("{document}{document}")),
            "line 4: Section H stands above already"
        );
        assert!(error("[[documents]]\npart = \"section\"\nletter = \"<b>\"").contains("is none"));
    }

    #[test]
    fn hostile_text_is_an_error_and_no_more() {
        let deep = format!("a = {}", "[".repeat(100_000));
        for text in ["\0", "a = \"\\uD800\"", &deep, &"x".repeat(MOST + 1), "[a]\n[a]"] {
            assert!(read(text).is_err());
        }
    }
}
