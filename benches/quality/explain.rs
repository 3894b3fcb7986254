//! A fault in words: what was asked, what is true, what was said, and the texts.

use std::fmt::Write as _;

use keeling_diff::Change;
use keeling_model::{ClauseId, Document};
use keeling_tests::line::Line;
use keeling_tests::score::Fault;

/// The most characters of a text that are shown.
const SHOWN: usize = 600;

/// Describes a fault of a case.
pub(crate) fn explain(case: &str, fault: &Fault, line: &Line) -> String {
    let verdict = if fault.missed { "missed" } else { "wrongly said" };
    let mut out = format!("## {case}: {} {verdict}", fault.question.name());
    // Writing to a string cannot fail.
    if fault.fact.part.iter().any(Option::is_some) {
        let part = fault.fact.part.map(|at| at.map_or("-".to_owned(), |at| at.to_string()));
        let _ = write!(out, " at {}", part.join(" "));
    }
    out.push('\n');
    clause(&mut out, "old", &line.old, fault.fact.old);
    clause(&mut out, "new", &line.new, fault.fact.new);
    let concerned = line.redline.changes.iter().filter(|change| {
        let same = |mine: Option<ClauseId>, fact| mine.is_some() && mine == fact;
        same(change.old, fault.fact.old) || same(change.new, fault.fact.new)
    });
    for change in concerned {
        let _ = writeln!(out, "said {}", said(change, line));
    }
    out
}

fn clause(out: &mut String, side: &str, document: &Document, id: Option<ClauseId>) {
    let Some(id) = id else { return };
    let _ = writeln!(out, "{side}  {}", shown(document, id));
}

fn shown(document: &Document, id: ClauseId) -> String {
    let text: String = document.own_text(id).chars().take(SHOWN).collect();
    format!("[{}] {}", document.clause(id).citation, text.replace('\n', " ⏎ "))
}

fn said(change: &Change, line: &Line) -> String {
    let mut out = format!("{:?}", change.status);
    for (is, flag) in [
        (change.moved, "moved"),
        (change.renumbered, "renumbered"),
        (change.consequential, "consequential"),
    ] {
        if is {
            let _ = write!(out, ", {flag}");
        }
    }
    if !change.formatting.is_empty() {
        let _ = write!(out, ", {} changes of formatting", change.formatting.len());
    }
    let _ = write!(out, ", paired for {:?}", change.reason);
    for (side, document, id) in [("old", &line.old, change.old), ("new", &line.new, change.new)] {
        if let Some(id) = id {
            let _ = write!(out, "\n     {side} {}", shown(document, id));
        }
    }
    for note in &change.references {
        let _ = write!(out, "\n     reference {}: {:?}", line.new.slice(note.span), note.kind);
    }
    for link in &change.links {
        let _ = write!(out, "\n     {:?} change {}", link.kind, link.to.0);
    }
    out
}
