//! `keeling diff --explain`: citations in, what became of the clauses that bear them and why out.

use std::io::{self, Write};

use keeling_diff::{Change, ChangeId, Redline};
use keeling_model::{Clause, Document};
use keeling_render::{View, text};

use crate::args::{Diff, RedlineFormat};
use crate::document::Version;
use crate::report::Failure;
use crate::suggest;

/// One version of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

/// What was asked about, as it was found.
#[derive(Debug)]
pub(crate) struct Found {
    /// What is said above the explanation: which version the citation is of.
    title: String,
    changes: Vec<ChangeId>,
}

/// Makes sure, before any work, that an explanation is what can be written.
pub(crate) fn check(args: &Diff, format: RedlineFormat) -> Result<(), Failure> {
    if args.explain.is_empty() || format == RedlineFormat::Text {
        return Ok(());
    }
    Err(Failure::new("--explain is written as text only")
        .hint("the JSON of a redline holds the same for every clause"))
}

/// Finds the clauses that are asked about.
///
/// A citation is one of the new version, else of the old one; `old:` and `new:` before it say
/// which. White space and case do not matter, and a definition is found by its term too.
pub(crate) fn find(
    args: &Diff,
    redline: &Redline,
    old: &Version,
    new: &Version,
) -> Result<Vec<Found>, Failure> {
    args.explain.iter().map(|asked| find_one(asked, redline, old, new)).collect()
}

fn find_one(
    asked: &str,
    redline: &Redline,
    old: &Version,
    new: &Version,
) -> Result<Found, Failure> {
    let (sides, citation): (&[Side], &str) = match asked.split_once(':') {
        Some(("old", citation)) => (&[Side::Old], citation),
        Some(("new", citation)) => (&[Side::New], citation),
        _ => (&[Side::New, Side::Old], asked),
    };
    for side in sides {
        let document = if *side == Side::Old { &old.document } else { &new.document };
        let changes = with_citation(redline, document, *side, citation);
        if !changes.is_empty() {
            return Ok(Found { title: title(citation, *side, sides.len() > 1), changes });
        }
    }
    Err(not_found(citation, sides, [old, new]))
}

fn title(citation: &str, side: Side, had_choice: bool) -> String {
    match side {
        Side::New => format!("{} in the new version", citation.trim()),
        Side::Old if had_choice => {
            format!("{} in the old version; the new one has none", citation.trim())
        }
        Side::Old => format!("{} in the old version", citation.trim()),
    }
}

/// The changes whose clause on one side has this citation; where none has, this term.
fn with_citation(
    redline: &Redline,
    document: &Document,
    side: Side,
    citation: &str,
) -> Vec<ChangeId> {
    let clause = |change: &Change| match side {
        Side::Old => change.old_clause(document),
        Side::New => change.new_clause(document),
    };
    let wanted = plain(citation);
    let matching = |fits: &dyn Fn(&Clause) -> bool| -> Vec<ChangeId> {
        let changes = redline.changes.iter().zip(0..);
        changes
            .filter(|(change, _)| clause(change).is_some_and(fits))
            .map(|(_, at)| ChangeId(at))
            .collect()
    };
    let cited = matching(&|clause| clause.is_cited() && plain(&clause.citation) == wanted);
    if !cited.is_empty() {
        return cited;
    }
    matching(&|clause| clause.term.as_deref().is_some_and(|term| plain(term) == wanted))
}

/// A citation without what people write in different ways.
fn plain(citation: &str) -> String {
    let seen = citation.chars().filter(|c| !c.is_whitespace());
    let straight = seen.map(|c| if matches!(c, '“' | '”' | '„') { '"' } else { c });
    straight.flat_map(char::to_lowercase).collect()
}

fn not_found(citation: &str, sides: &[Side], [old, new]: [&Version; 2]) -> Failure {
    let versions: Vec<&Version> =
        sides.iter().map(|side| if *side == Side::Old { old } else { new }).collect();
    let names: Vec<&str> = versions.iter().map(|version| version.name.as_str()).collect();
    let failure =
        Failure::new(format!("no clause of {} is cited as {citation}", names.join(" or ")));
    let citations = versions.iter().flat_map(|version| version.document.clauses());
    let citations = citations.filter(|clause| clause.is_cited());
    match suggest::most_alike(citation, citations.map(|clause| clause.citation.clone())) {
        Some(alike) => failure.hint(format!("there is {alike}")),
        None => failure.hint("keeling outline FILE shows the citations of a version"),
    }
}

/// Writes the explanations.
pub(crate) fn write(
    out: &mut dyn Write,
    view: &View<'_>,
    found: &[Found],
    options: text::TextOptions,
) -> io::Result<()> {
    let (old, new) = (view.old.document, view.new.document);
    for (at, found) in found.iter().enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{}", crate::report::printable(&found.title))?;
        for id in &found.changes {
            writeln!(out)?;
            let nearest = view.redline.nearest(old, new, *id);
            text::write_explanation(&mut *out, view, *id, &nearest, options)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_citation_may_be_written_in_many_ways() {
        assert_eq!(plain("H3.2 (a)"), plain("h3.2(a)"));
        assert_eq!(plain("A1 “User”"), plain("A1 \"User\""));
    }
}
