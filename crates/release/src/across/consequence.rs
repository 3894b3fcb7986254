//! What is consequential once the other documents are known: a clause that is amended in nothing
//! but references, each of which means the same clause as before, in whichever document.
//!
//! ```text
//! old  This does not apply to maintenance under Section H7.3.
//! new  This does not apply to maintenance under Section H7.4.      consequential
//! ```

use keeling_diff::{ChangeId, ImpactKind, Status};
use keeling_model::{ClauseId, MarkKind};
use rustc_hash::FxHashSet;

use super::At;
use super::code::{Both, Target};
use super::references::{Kind, References, within};
use crate::compare::{Compared, Side};

/// Finds the clauses that are amended only in references that follow.
pub(crate) fn find(
    documents: &[Compared<'_>],
    code: &Both<'_>,
    references: &References,
) -> Vec<At> {
    let follow: FxHashSet<At> = references
        .noted
        .iter()
        .filter(|noted| noted.kind == Kind::Follows)
        .map(|noted| noted.at)
        .collect();
    let mut found: Vec<At> = follow
        .into_iter()
        .filter(|at| is_consequential(documents, code, references, *at) == Some(true))
        .collect();
    found.sort_unstable();
    found
}

fn is_consequential(
    documents: &[Compared<'_>],
    code: &Both<'_>,
    references: &References,
    at: At,
) -> Option<bool> {
    let compared = documents.get(at.document)?;
    let change = compared.redline.changes.get(at.change.index())?;
    let (old, new) = (change.old?, change.new?);
    if change.status != Status::Amended || change.consequential {
        return Some(false);
    }
    let side = |side, id, all: &Vec<Vec<_>>| {
        Masked { compared, code, place: at.document, side }.text(id, all.get(at.document)?)
    };
    let (old, new) =
        (side(Side::Old, old, &references.old)?, side(Side::New, new, &references.new)?);
    Some(old.split_whitespace().eq(new.split_whitespace()))
}

/// A clause's text with each reference as what it means.
struct Masked<'m, 'd> {
    compared: &'m Compared<'d>,
    code: &'m Both<'m>,
    place: usize,
    side: Side,
}

impl Masked<'_, '_> {
    /// The text; `None` where a reference means nothing.
    fn text(&self, id: ClauseId, crosses: &[super::references::Cross]) -> Option<String> {
        let document = self.compared.document(self.side);
        let span = document.clause(id).text;
        let own = document.marks_in(span).iter().filter_map(|mark| match mark.kind {
            MarkKind::Reference(keeling_model::Target::Clause(id)) => {
                Some((mark.span, Target::Clause(self.place, id)))
            }
            _ => None,
        });
        let crosses = within(crosses, span).iter().map(|cross| (cross.span, cross.target));
        let mut all: Vec<_> = own.chain(crosses).collect();
        all.sort_by_key(|(span, _)| *span);
        let (mut text, mut at) = (String::new(), span.start);
        for (span, target) in all.into_iter().filter(|(own, _)| own.end <= span.end) {
            if span.start < at {
                continue;
            }
            text.push_str(document.slice(keeling_model::Span::new(at, span.start)));
            let now = if self.side == Side::Old { self.code.now(target) } else { target };
            match now {
                Target::Clause(document, id) => {
                    text.extend(["\u{1}", &document.to_string(), ":", &id.0.to_string()]);
                }
                Target::Document(document) => text.extend(["\u{1}", &document.to_string()]),
                Target::Missing(_) => return None,
            }
            at = span.end;
        }
        text.push_str(document.slice(keeling_model::Span::new(at, span.end)));
        Some(text)
    }
}

/// Writes into the redlines what is consequential, and takes back that a definition changed which
/// did so in references alone.
pub(crate) fn write(documents: &mut [Compared<'_>], consequential: &[At]) {
    for group in consequential.chunk_by(|one, other| one.document == other.document) {
        let Some(compared) = group.first().and_then(|at| documents.get_mut(at.document)) else {
            continue;
        };
        for at in group {
            write_one(compared, at.change);
        }
        let gone = only_follow(compared, group);
        compared.redline.impacts.retain(|impact| !gone.contains(&impact.definition));
        let mut no_more = 0;
        for change in &mut compared.redline.changes {
            let was = change.is_affected();
            change.affected_by.retain(|definition| !gone.contains(definition));
            no_more += u32::from(was && !change.is_affected());
        }
        let summary = &mut compared.redline.summary;
        summary.affected = summary.affected.saturating_sub(no_more);
    }
}

fn write_one(compared: &mut Compared<'_>, at: ChangeId) {
    let in_margins = |compared: &Compared<'_>| {
        let new = compared.redline.changes.get(at.index()).and_then(|change| change.new);
        new.is_some_and(|id| compared.new_document().is_in_margins(id))
    };
    let in_margins = in_margins(compared);
    let redline = &mut compared.redline;
    if let Some(change) = redline.changes.get_mut(at.index()) {
        change.consequential = true;
        let summary = if in_margins { &mut redline.margins } else { &mut redline.summary };
        summary.amended = summary.amended.saturating_sub(1);
        summary.consequential += 1;
    }
}

/// The definitions in which, and below which, nothing changed but references that follow.
fn only_follow(compared: &Compared<'_>, group: &[At]) -> FxHashSet<ChangeId> {
    let redline = &compared.redline;
    let document = compared.new_document();
    let substantial = |change: &keeling_diff::Change| {
        change.status == Status::Inserted
            || change.status == Status::Amended && !change.consequential
    };
    let changed: FxHashSet<ClauseId> =
        redline.changes.iter().filter(|c| substantial(c)).filter_map(|change| change.new).collect();
    let gone_below: FxHashSet<ClauseId> = redline
        .changes
        .iter()
        .filter(|change| change.status == Status::Deleted)
        .filter_map(|change| compared.old_document().clause(change.old?).parent)
        .collect();
    let stays = |impact: &&keeling_diff::Impact| {
        let change = redline.changes.get(impact.definition.index());
        let (Some(old), Some(new)) = (change.and_then(|c| c.old), change.and_then(|c| c.new))
        else {
            return true;
        };
        let mut below = document.clause(new).subtree();
        let mut before = compared.old_document().clause(old).subtree();
        let id = |at: usize| ClauseId(u32::try_from(at).unwrap_or(u32::MAX));
        impact.kind != ImpactKind::Amended
            || below.any(|at| changed.contains(&id(at)))
            || before.any(|at| gone_below.contains(&id(at)))
    };
    let touched = |impact: &&keeling_diff::Impact| {
        let change = redline.changes.get(impact.definition.index());
        let new = change.and_then(|change| change.new).map(|id| document.clause(id).subtree());
        group.iter().any(|at| {
            let own = redline.changes.get(at.change.index()).and_then(|change| change.new);
            own.zip(new.clone()).is_some_and(|(own, range)| range.contains(&own.index()))
        })
    };
    redline
        .impacts
        .iter()
        .filter(|impact| touched(impact) && !stays(impact))
        .map(|impact| impact.definition)
        .collect()
}
