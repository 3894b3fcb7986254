//! What the command says on standard error: errors with hints, warnings, notes.
//!
//! ```text
//! error: cannot read code.docx: this is a PDF, not Markdown or DOCX
//! hint: export the document as DOCX or Markdown from the program that it was written in
//! ```

use std::error::Error as StdError;
use std::fmt::{self, Display};
use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use keeling_model::{Code, Diagnostic, Severity};

use crate::args::Global;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Blue.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// How many warnings of one kind are shown without `-v`.
const SHOWN: usize = 3;

/// Why the command cannot do what it was asked: what is wrong, its causes, what to do.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    causes: Vec<String>,
    hints: Vec<String>,
}

impl Failure {
    /// A failure with this message: what and where, in lower case, without a full stop.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), causes: Vec::new(), hints: Vec::new() }
    }

    /// The failure with this cause and the causes below it.
    pub(crate) fn caused_by(mut self, error: &dyn StdError) -> Self {
        let mut next = Some(error);
        while let Some(cause) = next {
            let text = cause.to_string();
            // Some causes repeat what the one above them says.
            if self.causes.last().is_none_or(|above| !above.contains(&text)) {
                self.causes.push(text);
            }
            next = cause.source();
        }
        self
    }

    /// Its causes; where there are none, its message.
    pub(crate) fn reason(&self) -> String {
        if self.causes.is_empty() { self.message.clone() } else { self.causes.join(": ") }
    }

    /// The failure with one more thing to do about it.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.causes.iter().try_for_each(|cause| write!(f, ": {cause}"))
    }
}

/// Says why the command failed and what to do.
pub(crate) fn failure(failure: &Failure) {
    line(ERROR, "error", failure);
    for hint in &failure.hints {
        line(HINT, "hint", hint);
    }
}

/// Writes to standard error what the user should know.
#[derive(Debug)]
pub(crate) struct Reporter {
    quiet: bool,
    verbose: bool,
}

impl Reporter {
    /// As loud as the arguments say.
    pub(crate) fn new(global: &Global) -> Self {
        Self { quiet: global.quiet, verbose: global.verbose > 0 }
    }

    /// Whether anything but errors may be shown.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether more was asked for.
    pub(crate) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Says something that is good to know.
    pub(crate) fn note(&self, message: impl Display) {
        if !self.quiet {
            line(NOTE, "note", message);
        }
    }

    /// Says something that the user should look at.
    pub(crate) fn warning(&self, message: impl Display) {
        if !self.quiet {
            line(WARNING, "warning", message);
        }
    }

    /// Says something for those who asked for more.
    pub(crate) fn detail(&self, message: impl Display) {
        if self.verbose {
            line(NOTE, "note", message);
        }
    }

    /// Says what the reader of a document noticed, kind by kind.
    pub(crate) fn diagnostics(&self, name: &str, diagnostics: &[Diagnostic]) {
        if self.quiet {
            return;
        }
        for (code, group) in groups(diagnostics, self.verbose) {
            self.group(name, code, &group);
        }
    }

    fn group(&self, name: &str, code: Code, group: &[&Diagnostic]) {
        let shown = if self.verbose { group.len() } else { SHOWN };
        for diagnostic in group.iter().take(shown) {
            let (style, word) = match diagnostic.severity {
                Severity::Note => (NOTE, "note"),
                Severity::Warning => (WARNING, "warning"),
            };
            line(style, word, format_args!("{name}: {diagnostic}"));
        }
        let rest = group.len().saturating_sub(shown);
        if rest > 0 {
            let code = code.name();
            line(WARNING, "warning", format_args!("{name}: {rest} more of {code}; -v shows all"));
        }
    }
}

/// The diagnostics by kind, in the order in which the kinds first occur; notes only where asked.
fn groups(diagnostics: &[Diagnostic], notes: bool) -> Vec<(Code, Vec<&Diagnostic>)> {
    let mut groups: Vec<(Code, Vec<&Diagnostic>)> = Vec::new();
    let shown = diagnostics.iter().filter(|d| notes || d.severity >= Severity::Warning);
    for diagnostic in shown {
        match groups.iter_mut().find(|(code, _)| *code == diagnostic.code) {
            Some((_, group)) => group.push(diagnostic),
            None => groups.push((diagnostic.code, vec![diagnostic])),
        }
    }
    groups
}

/// One line, `word: message`. That standard error is closed is no reason to stop.
fn line(style: Style, word: &str, message: impl Display) {
    let message = printable(&message.to_string());
    let _ = writeln!(anstream::stderr().lock(), "{style}{word}:{style:#} {message}");
}

/// The text without control characters: it may quote a hostile document, and an escape sequence
/// in it must not reach the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostic(severity: Severity, code: Code, message: &str) -> Diagnostic {
        Diagnostic { severity, code, place: String::new(), message: message.to_owned() }
    }

    #[test]
    fn causes_follow_the_message_once_each() {
        let error = std::io::Error::other("disk on fire");
        let failure = Failure::new("cannot write a.html").caused_by(&error).caused_by(&error);
        assert_eq!(failure.to_string(), "cannot write a.html: disk on fire");
    }

    #[test]
    fn warnings_stand_together_by_kind_and_notes_wait_for_verbose() {
        let all = [
            diagnostic(Severity::Warning, Code::NotRead, "a picture"),
            diagnostic(Severity::Note, Code::ContentsLeftOut, "a table of contents"),
            diagnostic(Severity::Warning, Code::DanglingReference, "Clause 9"),
            diagnostic(Severity::Warning, Code::NotRead, "a chart"),
        ];
        let names = |notes| {
            groups(&all, notes).iter().map(|(code, g)| (code.name(), g.len())).collect::<Vec<_>>()
        };
        assert_eq!(names(false), [("not-read", 2), ("dangling-reference", 1)]);
        assert_eq!(names(true).len(), 3);
    }

    #[test]
    fn an_escape_sequence_does_not_reach_the_terminal() {
        assert_eq!(printable("a\x1b[2Jb\u{9b}"), "a\u{FFFD}[2Jb\u{FFFD}");
    }
}
