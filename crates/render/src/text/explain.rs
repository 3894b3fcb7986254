//! One change, explained: what became of the clause, why it was paired, numbered and placed so,
//! and what it has to do with other changes.
//!
//! ```text
//! H2.4  amended, renumbered from H2.3
//!     The Operator shall [-30-] {+45+} …
//!
//!     the same clause as old H2.3: their texts are alike (0.83)
//!     renumbered because H2.3 was inserted
//!     H2.5 refers to it, and the reference follows
//! ```

use std::io::{self, Write};

use keeling_diff::{ChangeId, Nearest, Reason, ReferenceKind, Side, Verdict};

use super::notes::{self, Note};
use super::paint::{Terminal, Tone};
use super::passage::passage;
use super::redline::{INDENT, called};
use crate::view::Entry;
use crate::{View, why};

/// The most clauses that are named in one list; the rest are counted.
const MOST: usize = 100;

/// Writes the explanation.
pub(super) fn write<W: Write>(
    terminal: &mut Terminal<W>,
    view: &View<'_>,
    change: ChangeId,
    nearest: &[Nearest],
) -> io::Result<()> {
    let at = view.entry(change, Side::New).or_else(|| view.entry(change, Side::Old));
    let Some(entry) = at else { return Ok(()) };
    terminal.say(Tone::Heading, &called(view, &entry))?;
    terminal.say(Tone::Plain, "  ")?;
    terminal.say(Tone::State, &why::state(&entry))?;
    terminal.end_line()?;
    terminal.passage(&passage(view, &entry), INDENT)?;
    terminal.gap()?;
    for (tone, words) in lines(view, &entry, nearest) {
        terminal.line(tone, INDENT, &words)?;
    }
    Ok(())
}

fn lines(view: &View<'_>, entry: &Entry<'_>, nearest: &[Nearest]) -> Vec<Note> {
    let mut lines: Vec<Note> = Vec::new();
    let mut say = |words: Option<String>| lines.extend(words.map(|words| (Tone::Plain, words)));
    say(pairing(view, entry));
    for near in nearest {
        say(Some(nearness(view, entry, near)));
    }
    if nearest.is_empty() && (entry.old.is_none() || entry.new.is_none()) {
        say(Some("no clause of the other version has words in common with it".to_owned()));
    }
    say(renumbering(view, entry));
    say(moving(view, entry));
    say(moving_with(view, entry));
    for link in entry.change.links.iter().take(MOST) {
        say(Some(why::link(view, *link)));
    }
    lines.extend(references_in(view, entry));
    lines.extend(references_to(view, entry.id));
    lines.extend(definitions(view, entry));
    lines
}

/// Why old and new are the same clause.
fn pairing(view: &View<'_>, entry: &Entry<'_>) -> Option<String> {
    let why = match entry.change.reason? {
        Reason::IdenticalSubtree => "it and all below it have the same words".to_owned(),
        Reason::SameText => "they have the same words".to_owned(),
        Reason::SameTerm => "they define the same term".to_owned(),
        Reason::SameHeading => "they have like headings in the same place".to_owned(),
        Reason::Context => "they stand between, or hold, clauses that are the same".to_owned(),
        Reason::Similar(likeness) => format!("their texts are alike ({likeness:.2})"),
        _ => return None,
    };
    let old = why::name_of(view, entry.id, Side::Old);
    Some(format!("the same clause as old {old}: {why}"))
}

/// What came closest to being the same clause, and why it is not.
fn nearness(view: &View<'_>, entry: &Entry<'_>, near: &Nearest) -> String {
    let (version, side) = if entry.old.is_none() { ("old", Side::Old) } else { ("new", Side::New) };
    let name = why::name_of(view, near.change, side);
    let likeness = near.likeness;
    let why = match near.verdict {
        Verdict::Taken => {
            let other = if side == Side::Old { Side::New } else { Side::Old };
            let partner = why::name_of(view, near.change, other);
            let version = if side == Side::Old { "new" } else { "old" };
            format!("that is the same clause as {version} {partner}")
        }
        Verdict::Unlike { least } => format!("too little for their places, {least:.2} is wanted"),
        Verdict::Short => "both are too short to be known again at another place".to_owned(),
        _ => "the two were not compared, as too many clauses share their words".to_owned(),
    };
    let which = if near.verdict == Verdict::Taken { "" } else { " without a partner" };
    format!("the nearest{which} is {version} {name} ({likeness:.2}): {why}")
}

fn renumbering(view: &View<'_>, entry: &Entry<'_>) -> Option<String> {
    entry.change.renumbered.then_some(())?;
    let cause = entry.change.renumbered_by;
    let because = cause.and_then(|cause| why::because_text(view, cause));
    Some(match because {
        Some(because) if why::is_renamed(entry.change) => because,
        Some(because) => format!("renumbered because {because}"),
        None => "renumbered, and no change before it explains why".to_owned(),
    })
}

/// Between which clauses a moved one stood, and stands.
fn moving(view: &View<'_>, entry: &Entry<'_>) -> Option<String> {
    entry.change.moved.then_some(())?;
    let old = place(view, entry.id, Side::Old)?;
    let new = place(view, entry.id, Side::New)?;
    Some(format!("moved: it stood {old} and stands {new}, which no change around it explains"))
}

/// With which clauses a moved one moved.
fn moving_with(view: &View<'_>, entry: &Entry<'_>) -> Option<String> {
    let group = entry.change.move_group?;
    let changes = view.redline.changes.iter().zip(0..).map(|(change, at)| (change, ChangeId(at)));
    let others = changes.filter(|(change, id)| change.move_group == Some(group) && *id != entry.id);
    let names: Vec<String> = others.map(|(_, id)| why::name(view, id)).collect();
    let more = match names.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {} more", crate::tally::grouped(more)),
    };
    Some(format!("moved together with {}{more}", names.get(..MOST).unwrap_or(&names).join(", ")))
}

/// "after H7.1, in H7".
fn place(view: &View<'_>, id: ChangeId, side: Side) -> Option<String> {
    let document = view.document(side);
    let clause = view.entry(id, side)?.clause;
    let cited = |id| document.clauses().get(keeling_model::ClauseId::index(id));
    let siblings = document.children(clause.parent).take_while(|id| *id != clause.id);
    let before = siblings.last().and_then(cited).map(|before| before.citation.as_str());
    let within = clause.parent.and_then(cited).map(|parent| parent.citation.as_str());
    let at = match before {
        Some("") => "after a clause without a number".to_owned(),
        Some(before) => format!("after {before}"),
        None => "first".to_owned(),
    };
    Some(match within {
        None | Some("") => at,
        Some(within) => format!("{at} in {within}"),
    })
}

/// The references in the clause, each with its words.
fn references_in(view: &View<'_>, entry: &Entry<'_>) -> Vec<Note> {
    let notes = entry.change.references.iter().take(MOST);
    notes
        .map(|note| {
            let text = view.document(Side::New).slice(note.span);
            let (tone, words) = notes::reference(view, note.kind);
            (tone, format!("{words} (“{text}”)"))
        })
        .collect()
}

/// The references in other clauses that point at the clause, or did, and that something became of.
fn references_to(view: &View<'_>, id: ChangeId) -> Vec<Note> {
    let mut lines = Vec::new();
    for (change, at) in view.redline.changes.iter().zip(0..) {
        let mut said: Option<ReferenceKind> = None;
        for note in &change.references {
            let user = why::name(view, ChangeId(at));
            let (tone, words) = match note.kind {
                kind if said == Some(kind) => continue,
                ReferenceKind::Follows { target } if target == id => {
                    (Tone::Plain, "refers to it, and the reference follows")
                }
                ReferenceKind::Dangling { from }
                    if from == id && view.entry(id, Side::New).is_some() =>
                {
                    (Tone::Check, "referred to it, and no clause is cited so now")
                }
                ReferenceKind::Dangling { from } if from == id => {
                    (Tone::Check, "refers to it, and it is no longer there")
                }
                ReferenceKind::Retargeted { from, .. } if from == id => {
                    (Tone::Check, "referred to it, and its words name another clause now")
                }
                ReferenceKind::Retargeted { to, .. } if to == id => {
                    (Tone::Check, "refers to it now, and meant another clause")
                }
                _ => continue,
            };
            said = Some(note.kind);
            let check = if tone == Tone::Check { "check: " } else { "" };
            if lines.len() < MOST {
                lines.push((tone, format!("{check}{user} {words}")));
            }
        }
    }
    lines
}

/// The changed definitions that the clause uses, and what uses it where it is one.
fn definitions(view: &View<'_>, entry: &Entry<'_>) -> Vec<Note> {
    let reached = entry.change.affected_by.iter().take(MOST).map(|id| {
        let (term, what) = (why::term(view, *id), why::reaches(view, *id));
        let place = why::name(view, *id);
        (Tone::Plain, format!("affected: the definition of “{term}”{what} ({place})"))
    });
    let mut lines: Vec<Note> = reached.collect();
    if let Some(impact) = view.redline.impact(entry.id) {
        let uses = notes::uses(view, impact, MOST);
        if uses.is_empty() {
            lines.push((Tone::Plain, "no clause of this document uses the term".to_owned()));
        }
        lines
            .extend(uses.into_iter().map(|(tone, words)| {
                (if tone == Tone::Quiet { Tone::Plain } else { tone }, words)
            }));
    }
    lines
}
