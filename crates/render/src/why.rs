//! Why, in words that all renderers share: what gave clauses their numbers, what a changed
//! definition reaches.

use keeling_diff::{
    Cause, CauseKind, Change, ChangeId, ImpactKind, Link, LinkKind, ReferenceKind, Side, Status,
};
use keeling_model::Clause;

use crate::View;
use crate::view::{Entry, heading_line};

/// A sentence about another clause: what stands before its name and what after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Because {
    pub(crate) before: String,
    /// The clause that is named by its citation, see [`name`].
    pub(crate) clause: Option<ChangeId>,
    pub(crate) after: String,
}

/// What gave a clause its new number, to follow "because".
pub(crate) fn because(view: &View<'_>, cause: Cause) -> Option<Because> {
    let old = |id| view.old_citation(id);
    let (before, after) = match cause.kind {
        CauseKind::Inserted(_) => (String::new(), " was inserted"),
        CauseKind::Deleted(_) => (String::new(), " was deleted"),
        CauseKind::Moved(id) if old(id) == view.citation(id) => (String::new(), " was moved"),
        CauseKind::Moved(id) => (format!("{} was moved to ", old(id)), ""),
        CauseKind::Parent(id) => (format!("{} became ", old(id)), ""),
        CauseKind::Itself => ("it was moved".to_owned(), ""),
        CauseKind::Promoted => ("it was moved out of the clause that it stood in".to_owned(), ""),
        CauseKind::Demoted => ("it was moved into another clause".to_owned(), ""),
        CauseKind::Renamed => ("its term was renamed".to_owned(), ""),
        CauseKind::Style => ("numbers are written otherwise".to_owned(), ""),
        _ => return None,
    };
    let others = match cause.others {
        0 => String::new(),
        1 => ", with 1 more change before it".to_owned(),
        n => format!(", with {n} more changes before it"),
    };
    Some(Because { before, clause: cause.kind.clause(), after: format!("{after}{others}") })
}

/// The same as plain text.
pub(crate) fn because_text(view: &View<'_>, cause: Cause) -> Option<String> {
    let Because { before, clause, after } = because(view, cause)?;
    let named = clause.map(|id| name(view, id)).unwrap_or_default();
    Some(format!("{before}{named}{after}"))
}

/// What a clause is called: its citation, else its heading, else the clause whose text it goes on
/// with; as the new version has them, else as the old one does.
pub(crate) fn name(view: &View<'_>, id: ChangeId) -> String {
    name_of(view, id, Side::New)
}

/// What a clause is called in one version; where that does not have it, in the other.
pub(crate) fn name_of(view: &View<'_>, id: ChangeId, side: Side) -> String {
    let other = if side == Side::Old { Side::New } else { Side::Old };
    let Some(entry) = view.entry(id, side).or_else(|| view.entry(id, other)) else {
        return String::new();
    };
    if entry.clause.is_cited() {
        return entry.clause.citation.clone();
    }
    match heading_line(view.document(entry.side), entry.clause.id) {
        Some(heading) => heading,
        None if entry.clause.citation.is_empty() => "text without a number".to_owned(),
        None => format!("{}, text", entry.clause.citation),
    }
}

/// What became of a clause, in words.
pub(crate) fn state(entry: &Entry<'_>) -> String {
    let change = entry.change;
    let mut state = match change.status {
        Status::Inserted => "inserted",
        Status::Deleted => "deleted",
        Status::Amended if change.consequential => "amended in references that follow numbering",
        Status::Amended => "amended",
        Status::Unchanged => "",
    }
    .to_owned();
    let (old, new) = (cited(entry.old), cited(entry.new));
    if change.moved && old == new {
        // The clause around it is another now. The same number twice would say nothing.
        let is_cited = !entry.clause.citation.is_empty();
        let moved = if is_cited { "moved, cited as before" } else { "moved" };
        let amended = entry.side != Side::Old && !state.is_empty();
        return if amended { format!("{state}, {moved}") } else { moved.to_owned() };
    }
    if change.moved && entry.side == Side::Old {
        return format!("moved to {new}");
    }
    let place = match change {
        change if change.moved => format!("moved from {old} to {new}"),
        change if is_renamed(change) => format!("renamed from {old}"),
        change if change.renumbered => format!("renumbered from {old}"),
        _ => String::new(),
    };
    if state.is_empty() && place.is_empty() {
        let numbered = !change.labels.is_empty();
        return if numbered { "other numbers of paragraphs" } else { "unchanged" }.to_owned();
    }
    if !state.is_empty() && !place.is_empty() {
        state.push_str(", ");
    }
    state + &place
}

/// Whether a definition is cited otherwise since it defines a term of another name: no number of
/// its own changed.
pub(crate) fn is_renamed(change: &Change) -> bool {
    change.renumbered_by.is_some_and(|cause| cause.kind == CauseKind::Renamed)
}

/// What readers cite a clause by.
pub(crate) fn cited(clause: Option<&Clause>) -> &str {
    let citation = clause.map_or("", |clause| clause.citation.as_str());
    if citation.is_empty() { "another place" } else { citation }
}

/// Whether someone should look at what became of a reference.
pub(crate) fn is_to_check(kind: ReferenceKind) -> bool {
    !matches!(kind, ReferenceKind::Follows { .. })
}

/// What is to be known of a reference.
pub(crate) fn reference(view: &View<'_>, kind: ReferenceKind) -> String {
    let old = |id: ChangeId| view.entry(id, Side::Old).map(|entry| entry.clause);
    let old = |id| old(id).map_or("", |clause| clause.citation.as_str());
    let new = |id| view.citation(id);
    match kind {
        ReferenceKind::Follows { target } => {
            if old(target) != new(target) {
                format!("reference follows: {} became {}", old(target), new(target))
            } else if view.has_new_heading(target) {
                format!("reference follows the new heading of {}", new(target))
            } else {
                format!("reference to the same clause, cited otherwise: {}", new(target))
            }
        }
        ReferenceKind::Retargeted { from, to } => {
            format!(
                "check: refers to {}, which is another clause now; {}",
                new(to),
                meant(view, from)
            )
        }
        ReferenceKind::Dangling { from } => {
            let words = format!("check: refers to {}, which is no longer there", old(from));
            let is_kept = view.entry(from, Side::New).is_some();
            let meant = is_kept.then(|| format!("; {}", meant(view, from)));
            words + &meant.unwrap_or_default()
        }
    }
}

/// What became of the clause that a reference left behind was meant for.
fn meant(view: &View<'_>, id: ChangeId) -> String {
    match view.entry(id, Side::New) {
        Some(entry) => format!("the one that was meant is {}", entry.clause.citation),
        None => "the one that was meant is gone".to_owned(),
    }
}

/// How a clause was split or merged.
pub(crate) fn link(view: &View<'_>, link: Link) -> String {
    let words = match link.kind {
        LinkKind::SplitFrom => "split from",
        LinkKind::SplitInto => "part of it is now",
        LinkKind::MergedInto => "merged into",
        LinkKind::MergedFrom => "takes in",
    };
    format!("{words} {}", name(view, link.to))
}

/// The term that a definition defines in the new version, else that it did.
pub(crate) fn term<'a>(view: &View<'a>, definition: ChangeId) -> &'a str {
    let of = |side| view.entry(definition, side).and_then(|entry| entry.clause.term.as_deref());
    of(Side::New).or_else(|| of(Side::Old)).unwrap_or_default()
}

/// The term that a definition defined in the old version, else that it does.
pub(crate) fn old_term<'a>(view: &View<'a>, definition: ChangeId) -> &'a str {
    let of = |side| view.entry(definition, side).and_then(|entry| entry.clause.term.as_deref());
    of(Side::Old).or_else(|| of(Side::New)).unwrap_or_default()
}

/// A cause's name in JSON.
pub(crate) fn cause_name(kind: CauseKind) -> Option<&'static str> {
    Some(match kind {
        CauseKind::Inserted(_) => "inserted",
        CauseKind::Deleted(_) => "deleted",
        CauseKind::Moved(_) => "moved",
        CauseKind::Parent(_) => "parent",
        CauseKind::Itself => "itself",
        CauseKind::Promoted => "promoted",
        CauseKind::Demoted => "demoted",
        CauseKind::Renamed => "renamed",
        CauseKind::Style => "style",
        _ => return None,
    })
}

/// An impact's name in JSON.
pub(crate) fn impact_name(kind: ImpactKind) -> Option<&'static str> {
    Some(match kind {
        ImpactKind::Amended => "amended",
        ImpactKind::Inserted => "inserted",
        ImpactKind::Deleted => "deleted",
        ImpactKind::Renamed => "renamed",
        _ => return None,
    })
}

/// How often a changed definition's term is used, before a list of the uses: "Used in 38
/// clauses"; `None` where it is not.
pub(crate) fn used_in(kind: ImpactKind, n_uses: usize) -> Option<String> {
    let clauses = crate::tally::clauses(n_uses);
    match (n_uses, kind) {
        (0, _) => None,
        (_, ImpactKind::Deleted) => Some(format!("Still used, without a definition, in {clauses}")),
        _ => Some(format!("Used in {clauses}")),
    }
}

/// What became of a definition, for a clause that uses it, to follow its term.
pub(crate) fn reaches(view: &View<'_>, definition: ChangeId) -> String {
    match view.redline.impact(definition).map(|impact| impact.kind) {
        Some(ImpactKind::Inserted) => " is new".to_owned(),
        Some(ImpactKind::Deleted) => " is deleted".to_owned(),
        Some(ImpactKind::Renamed) => {
            format!(", until now of “{}”, is renamed", old_term(view, definition))
        }
        _ => " changes".to_owned(),
    }
}
