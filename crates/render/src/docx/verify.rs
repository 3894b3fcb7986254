//! Verifying: a version and one side of a written file in, where they differ out.
//!
//! ```text
//! written file ─► parse ─┬─► accepted side ─┬─ must say what the new version says
//!                        └─► rejected side ─┴─ must say what the old version says
//! ```
//!
//! It compares documents and reads no bytes: whoever has a parser reads both sides of the file and
//! hands them in. So it stands in the lowest room that knows what a tracked-changes file promises,
//! and is there for all who write one.
//!
//! Labels, texts of clauses, the rows of tables, notes and objects have to be the same, in the same
//! order. A
//! label may be typed in the one and computed in the other. A number that both compute and that is
//! another, and what stands on every page, are told as warnings: the words are right without them.

mod objects;
mod side;

use std::fmt;

use keeling_model::{Block, Clause, Document, Label, Table};
use keeling_ooxml::{NumberFormat, format_number};

use objects::{Pictures, verify_objects};
pub use side::verify_side;

/// The first place where a written file does not say what a version says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    clause: String,
    want: String,
    got: String,
}

/// The most characters of a text that a message shows.
const SHOWN: usize = 60;
/// The most clauses with other numbers that a warning names.
const NAMED: usize = 5;

impl Mismatch {
    /// The clause of the version where the file differs, as people cite it.
    pub fn clause(&self) -> &str {
        &self.clause
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: it should have {}, and has {}", self.clause, self.want, self.got)
    }
}

impl std::error::Error for Mismatch {}

/// Checks that what a written file is read as, `got`, says what a version, `want`, says. Returns
/// what differs beside the words.
///
/// # Errors
///
/// Where a label, a text, a table, a note, a formula or the name of a picture is another.
pub fn verify(want: &Document, got: &Document) -> Result<Vec<String>, Mismatch> {
    let (wanted, given) = (lines(want, Part::Text), lines(got, Part::Text));
    let mut numbers = Vec::new();
    if let Some((at, want_line, got_line)) = first_difference(&wanted, &given, &mut numbers) {
        return Err(mismatch(want, &wanted, at, want_line, got_line));
    }
    verify_objects((want, got), Part::Text, Pictures::Named)?;
    Ok(told(&numbers).into_iter().chain(margins_differ((want, got), Pictures::Named)).collect())
}

/// What to say where the headers and footers are others.
fn margins_differ((want, got): (&Document, &Document), pictures: Pictures) -> Option<String> {
    let (wanted, given) = (lines(want, Part::Margins), lines(got, Part::Margins));
    let is_other = first_difference(&wanted, &given, &mut Vec::new()).is_some()
        || verify_objects((want, got), Part::Margins, pictures).is_err();
    is_other.then(|| "the headers and footers are not those of the version".to_owned())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The body and the notes.
    Text,
    /// The body alone.
    Body,
    /// The notes alone.
    Notes,
    /// Headers and footers.
    Margins,
}

/// Something that has to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line<'a> {
    /// A label; whether it is computed.
    Label(&'a str, bool),
    /// A paragraph.
    Paragraph(&'a str),
    /// A row of a table, with its cells parted by tabs.
    Row(&'a str),
    /// A note begins.
    Note,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Line::Label(label, _) => write!(f, "the number {}", quoted(label)),
            Line::Paragraph(text) => write!(f, "the paragraph {}", quoted(text)),
            Line::Row(text) => write!(f, "the table row {}", quoted(text)),
            Line::Note => f.write_str("a note"),
        }
    }
}

/// What has to be the same, with the index of its clause, in reading order.
fn lines(document: &Document, part: Part) -> Vec<(usize, Line<'_>)> {
    let mut lines = Vec::new();
    for clause in clauses(document, part) {
        let at = clause.id.index();
        // A note that nothing refers to and that holds nothing is not there for any reader.
        if clause.kind.is_note()
            && (clause.label.is_some() || !document.slice(clause.text).trim().is_empty())
        {
            lines.push((at, Line::Note));
        }
        let label = clause.label.as_ref();
        lines.extend(label.map(|label| (at, Line::Label(label.shown(), label.is_generated()))));
        for block in document.blocks(clause.id) {
            match block {
                Block::Paragraph(paragraph) => {
                    lines.push((at, Line::Paragraph(document.slice(paragraph.span))));
                }
                Block::Table(table) => rows(document, table, at, &mut lines),
            }
        }
    }
    lines.retain(|(_, line)| !matches!(line, Line::Paragraph(text) if text.trim().is_empty()));
    lines
}

fn rows<'a>(
    document: &'a Document,
    table: &Table,
    clause: usize,
    lines: &mut Vec<(usize, Line<'a>)>,
) {
    lines.extend(table.rows.iter().map(|row| (clause, Line::Row(document.slice(row.span)))));
}

fn clauses(document: &Document, part: Part) -> impl Iterator<Item = &Clause> {
    let (body, notes, margins) = (document.body(), document.notes(), document.margins());
    let (first, second) = match part {
        Part::Text => (body, notes),
        Part::Body => (body, &body[..0]),
        Part::Notes => (notes, &notes[..0]),
        Part::Margins => (margins, &margins[..0]),
    };
    first.iter().chain(second)
}

/// The first place where two sequences differ: where it is, and what stands there. A label is the
/// same whether it is typed or computed; computed numbers that are others, or only on one side, go
/// to `numbers`.
fn first_difference<'a>(
    wanted: &[(usize, Line<'a>)],
    given: &[(usize, Line<'a>)],
    numbers: &mut Vec<(&'a str, &'a str)>,
) -> Option<(usize, Option<Line<'a>>, Option<Line<'a>>)> {
    let mut got = given.iter().map(|(_, line)| *line).peekable();
    let mut at = 0;
    loop {
        let want = wanted.get(at).map(|(_, line)| *line);
        match (want, got.peek().copied()) {
            (None, None) => return None,
            (Some(Line::Label(one, computed)), Some(Line::Label(other, also)))
                if one == other || computed && also =>
            {
                if one != other {
                    numbers.push((one, other));
                }
                at += 1;
                got.next();
            }
            (Some(Line::Label(one, true)), _) => {
                numbers.push((one, "none"));
                at += 1;
            }
            (_, Some(Line::Label(other, true))) => {
                numbers.push(("none", other));
                got.next();
            }
            (want, given) if want == given => {
                at += 1;
                got.next();
            }
            (want, given) => return Some((at, want, given)),
        }
    }
}

fn mismatch(
    document: &Document,
    wanted: &[(usize, Line<'_>)],
    at: usize,
    want: Option<Line<'_>>,
    got: Option<Line<'_>>,
) -> Mismatch {
    let clause = wanted.get(at).or(wanted.last()).and_then(|(id, _)| document.clauses().get(*id));
    let told = |line: Option<Line<'_>>| line.map_or("nothing".to_owned(), |line| line.to_string());
    let (mut want_told, mut got_told) = (told(want), told(got));
    if let (Some(Line::Paragraph(a)), Some(Line::Paragraph(b))) = (want, got) {
        // Of long paragraphs that begin alike, what is shown must show where they part.
        let same = a.char_indices().zip(b.chars()).take_while(|((_, a), b)| a == b);
        let from = same.last().map_or(0, |((at, _), _)| at);
        let from = a.get(..from).and_then(|head| head.rfind(' ')).unwrap_or(0);
        if from > SHOWN / 2 {
            let rest = |text: &str| quoted(text.get(from..).unwrap_or_default().trim_start());
            want_told = format!("in a paragraph {}", rest(a));
            got_told = rest(b);
        }
    }
    Mismatch { clause: named(document, clause), want: want_told, got: got_told }
}

/// A clause as a message names it.
fn named(document: &Document, clause: Option<&Clause>) -> String {
    let Some(clause) = clause else { return "at the beginning".to_owned() };
    if clause.kind.is_note() {
        let label = clause.label.as_ref().map(Label::shown).unwrap_or_default();
        return format!("at the {} {label}", clause.kind.name()).trim_end().to_owned();
    }
    if !clause.citation.is_empty() {
        return format!("at {}", clause.citation);
    }
    if let Some(heading) = document.heading(clause.id) {
        return format!("at the heading {}", quoted(heading));
    }
    let place = format_number(NumberFormat::Ordinal, i64::from(clause.id.0) + 1);
    format!("at the {place} clause of the document")
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("\"{}…\"", text.get(..end).unwrap_or_default()),
        None => format!("\"{text}\""),
    }
}

/// The computed numbers that are others, as one warning.
fn told(numbers: &[(&str, &str)]) -> Option<String> {
    let few: Vec<_> =
        numbers.iter().take(NAMED).map(|(want, got)| format!("{got} for {want}")).collect();
    let (few, count) = (few.join(", "), numbers.len());
    let more = if count > NAMED { ", …" } else { "" };
    let are =
        if count == 1 { "automatic number is another" } else { "automatic numbers are others" };
    (count > 0).then(|| format!("{count} {are}: {few}{more}"))
}

#[cfg(test)]
mod tests {
    use keeling_model::{Builder, ClauseKind, Role};

    use super::*;

    /// A document with a clause for each label and text.
    pub(super) fn document(clauses: &[(Label, &str)]) -> Document {
        let mut builder = Builder::new();
        for (label, text) in clauses {
            builder.open(ClauseKind::Clause, Some(label.clone()));
            builder.paragraph(Role::Body, text, []);
            builder.close();
        }
        builder.finish()
    }

    fn code(second: Label, text: &str) -> Document {
        document(&[(Label::typed("1"), "The Supplier shall supply."), (second, text)])
    }

    #[test]
    fn a_side_that_says_the_same_passes() {
        let one = code(Label::typed("2"), "It shall meter.");
        assert_eq!(verify(&one, &one.clone()), Ok(vec![]));
    }

    #[test]
    fn other_words_are_told_with_their_clause() {
        let want = code(Label::typed("2"), "It shall meter.");
        let got = code(Label::typed("2"), "It may meter.");
        let told = verify(&want, &got).unwrap_err().to_string();
        assert_eq!(
            told,
            "at 2: it should have the paragraph \"It shall meter.\", \
             and has the paragraph \"It may meter.\""
        );
        let missing = document(&[(Label::typed("1"), "The Supplier shall supply.")]);
        assert!(verify(&want, &missing).unwrap_err().to_string().ends_with("and has nothing"));
        assert!(verify(&missing, &want).is_err());
    }

    #[test]
    fn an_other_typed_number_fails_and_an_other_computed_one_warns() {
        let want = code(Label::typed("2"), "It shall meter.");
        let got = code(Label::typed("3"), "It shall meter.");
        assert!(verify(&want, &got).is_err(), "a typed number is text");
        let want = code(Label::generated("2"), "It shall meter.");
        let warnings = verify(&want, &code(Label::generated("3"), "It shall meter.")).unwrap();
        assert_eq!(warnings, ["1 automatic number is another: 3 for 2"]);
        // Typed in the one and computed in the other, it is the same number to its readers.
        assert_eq!(verify(&want, &code(Label::typed("2"), "It shall meter.")), Ok(vec![]));
        let got = code(Label::typed("3"), "It shall meter.");
        assert!(verify(&want, &got).is_err(), "a typed number is text");
    }

    #[test]
    fn of_long_paragraphs_the_place_is_shown_where_they_part() {
        let long = "The Supplier shall supply at all times and in all places where it can. ";
        let want = code(Label::typed("2"), &format!("{long}{long}It shall meter."));
        let got = code(Label::typed("2"), &format!("{long}{long}It may meter."));
        let told = verify(&want, &got).unwrap_err().to_string();
        assert!(
            told.contains("\"It shall meter.\"") && told.contains("\"It may meter.\""),
            "{told}"
        );
    }
}
