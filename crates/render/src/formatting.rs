//! Changes of formatting in words, as pages and terminals have them.
//!
//! ```text
//! Formatting only: bold removed (“Supplier”, “User”); link changed (“the site”)
//! ```

use keeling_diff::{Change, Format, FormattingChange, Redline, Status};
use keeling_model::{Document, Span};

use crate::tally::grouped;
use crate::view::one_line;

/// The most kinds of change that are told of one clause.
const MOST_KINDS: usize = 4;
/// The most stretches that are quoted for one kind.
const MOST_QUOTES: usize = 3;
/// The most words of a stretch that are quoted.
const MOST_WORDS: usize = 8;

/// What became of the formatting of a clause, in one line without a full stop; `None` where
/// nothing did. The document is the new version.
pub(crate) fn told(change: &Change, document: &Document) -> Option<String> {
    let whole = change.new.and_then(|id| document.clauses().get(id.index()))?.text;
    let mut kinds: Vec<(String, Vec<Span>)> = Vec::new();
    let mut left_out = 0;
    for one in &change.formatting {
        let phrase = phrase(one);
        let is_full = kinds.len() >= MOST_KINDS;
        match kinds.iter_mut().find(|(known, _)| *known == phrase) {
            Some((_, spans)) => spans.push(one.new),
            None if is_full => left_out += 1,
            None => kinds.push((phrase, vec![one.new])),
        }
    }
    if kinds.is_empty() {
        return None;
    }
    let told = kinds.iter().map(|(phrase, spans)| phrase.clone() + &quotes(document, whole, spans));
    let more = (left_out > 0).then(|| format!("{} more", grouped(left_out)));
    let told = told.chain(more).collect::<Vec<_>>().join("; ");
    let only = if change.status == Status::Unchanged { " only" } else { "" };
    Some(format!("Formatting{only}: {told}"))
}

/// "bold added, italic removed".
fn phrase(change: &FormattingChange) -> String {
    let mut said = Vec::new();
    for format in &change.added {
        said.push(match (format, counterpart(*format, &change.removed)) {
            (Format::Heading(new), Some(Format::Heading(old))) => {
                format!("heading level {old} became {new}")
            }
            (Format::Link(_), Some(_)) => "link leads elsewhere".to_owned(),
            (format, _) => format!("{} added", format.name()),
        });
    }
    for format in &change.removed {
        if counterpart(*format, &change.added).is_none() {
            said.push(format!("{} removed", format.name()));
        }
    }
    said.join(", ")
}

/// The format of the same name on the other side: another link, another heading level.
fn counterpart(format: Format, others: &[Format]) -> Option<Format> {
    others.iter().copied().find(|other| other.name() == format.name())
}

/// " (“Supplier”, “User” and 3 more)"; nothing where it is all of the clause.
fn quotes(document: &Document, whole: Span, spans: &[Span]) -> String {
    let all = |span: &Span| {
        let outside = [Span::new(whole.start, span.start), Span::new(span.end, whole.end)];
        outside.iter().all(|rest| !document.slice(*rest).contains(char::is_alphanumeric))
    };
    if spans.iter().any(all) {
        return String::new();
    }
    let quoted = spans.iter().take(MOST_QUOTES).map(|span| quote(document.slice(*span)));
    let quoted = quoted.collect::<Vec<_>>().join(", ");
    match spans.len().saturating_sub(MOST_QUOTES) {
        0 => format!(" ({quoted})"),
        more => format!(" ({quoted} and {} more)", grouped(more)),
    }
}

fn quote(text: &str) -> String {
    let line = one_line(text);
    let mut words = line.split(' ');
    let start = words.by_ref().take(MOST_WORDS).collect::<Vec<_>>().join(" ");
    let cut = if words.next().is_some() { " …" } else { "" };
    format!("“{start}{cut}”")
}

/// How many clauses are the same but for their formatting, as a sentence with a space before it;
/// empty where none is.
pub(crate) fn sentence(redline: &Redline) -> String {
    match redline.summary.formatting {
        0 => String::new(),
        1 => " In 1 clause only the formatting differs.".to_owned(),
        n => format!(" In {} clauses only the formatting differs.", grouped(n as usize)),
    }
}

/// What was ignored, in words: "case and punctuation"; `None` where nothing was.
pub(crate) fn ignored(redline: &Redline) -> Option<String> {
    let names: Vec<_> = redline
        .ignored
        .names()
        .map(|name| if name == "whitespace" { "white space" } else { name })
        .collect();
    let (last, rest) = names.split_last()?;
    Some(if rest.is_empty() {
        (*last).to_owned()
    } else {
        format!("{} and {last}", rest.join(", "))
    })
}
