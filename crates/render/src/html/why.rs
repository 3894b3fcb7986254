//! Why, beside a clause: what gave it its number, which changed definitions it uses, and what uses
//! a definition that changed. All of it belongs to neither version.

use keeling_diff::{Cause, CauseKind, Change, ChangeId, ImpactKind};
use rustc_hash::FxHashMap;

use super::Page;
use super::sink::Html;
use crate::view::Entry;
use crate::{View, why};

/// The most uses of a definition that are linked; the rest are counted.
const MOST_USES: usize = 30;
/// The most definitions that are named beside a clause; the rest are counted.
const MOST_DEFINITIONS: usize = 3;

/// Which clauses tell what gave them their number. One insertion renumbers many clauses; the first
/// of them tells it for all.
#[derive(Debug)]
pub(super) struct Tellers {
    /// For each cause, the first clause that has it and how many have.
    first: FxHashMap<CauseKind, (ChangeId, usize)>,
}

impl Tellers {
    pub(super) fn new(view: &View<'_>) -> Self {
        let mut first = FxHashMap::default();
        for (change, at) in view.redline.changes.iter().zip(0..) {
            if let Some(cause) = change.renumbered_by.filter(|cause| is_told(cause.kind)) {
                first.entry(cause.kind).or_insert((ChangeId(at), 0)).1 += 1;
            }
        }
        Self { first }
    }

    /// The cause that a clause tells, and how many others have it too.
    fn told_by(&self, entry: &Entry<'_>) -> Option<(Cause, usize)> {
        let cause = entry.change.renumbered_by?;
        let (first, count) = self.first.get(&cause.kind)?;
        (*first == entry.id).then(|| (cause, count.saturating_sub(1)))
    }
}

/// Whether a cause needs words: that a clause moved, or the one above it was renumbered, is seen.
fn is_told(kind: CauseKind) -> bool {
    use CauseKind::{Deleted, Inserted, Moved, Style};
    matches!(kind, Inserted(_) | Deleted(_) | Moved(_) | Style)
}

/// Writes what gave a clause its number, where it is the one to tell.
pub(super) fn write_cause(html: &mut Html, page: &Page<'_>, entry: &Entry<'_>) {
    let Some((cause, others)) = page.tellers.told_by(entry) else { return };
    let Some(because) = why::because(&page.view, cause) else { return };
    html.raw("<p class=\"note\" data-ui>Renumbered because ");
    html.text(&because.before);
    if let Some(clause) = because.clause {
        link(html, page, clause, &why::name(&page.view, clause));
    }
    html.text(&because.after);
    match others {
        0 => {}
        1 => html.raw("; 1 other clause too"),
        n => html.display(format_args!("; {} other clauses too", crate::tally::grouped(n))),
    }
    html.raw(".</p>\n");
}

/// Writes which changed definitions a clause with the same words uses.
pub(super) fn write_affected(html: &mut Html, page: &Page<'_>, change: &Change) {
    if !change.is_affected() {
        return;
    }
    html.raw("<p class=\"note\" data-ui>Affected: ");
    for (at, definition) in change.affected_by.iter().take(MOST_DEFINITIONS).enumerate() {
        html.raw(if at == 0 { "the definition of " } else { "; that of " });
        let term = format!("“{}”", why::term(&page.view, *definition));
        link(html, page, *definition, &term);
        html.text(&why::reaches(&page.view, *definition));
    }
    match change.affected_by.len().saturating_sub(MOST_DEFINITIONS) {
        0 => {}
        1 => html.raw("; and 1 more"),
        n => html.display(format_args!("; and {n} more")),
    }
    html.raw(".</p>\n");
}

/// Writes what uses a definition that changed.
pub(super) fn write_uses(html: &mut Html, page: &Page<'_>, entry: &Entry<'_>) {
    let Some(impact) = page.view.redline.impact(entry.id) else { return };
    if let Some(summary) = why::used_in(impact.kind, impact.uses.len()) {
        write_list(html, page, &summary, &impact.uses);
    }
    if impact.kind == ImpactKind::Renamed && !impact.stale.is_empty() {
        let term = why::old_term(&page.view, impact.definition);
        let clauses = crate::tally::clauses(impact.stale.len());
        let summary = format!("“{term}”, without a definition now, is still used in {clauses}");
        write_list(html, page, &summary, &impact.stale);
    }
}

fn write_list(html: &mut Html, page: &Page<'_>, summary: &str, uses: &[ChangeId]) {
    html.raw("<details class=\"uses\" data-ui><summary>");
    html.text(summary);
    html.raw("</summary>");
    for (at, id) in uses.iter().take(MOST_USES).enumerate() {
        html.raw(if at == 0 { "" } else { ", " });
        link(html, page, *id, &why::name(&page.view, *id));
    }
    match uses.len().saturating_sub(MOST_USES) {
        0 => {}
        n => html.display(format_args!(" and {} more", crate::tally::grouped(n))),
    }
    html.raw("</details>\n");
}

fn link(html: &mut Html, page: &Page<'_>, to: ChangeId, name: &str) {
    html.raw("<a");
    html.href_to(page.ids.of_change_id(&page.view, to));
    html.raw(">");
    html.text(name);
    html.raw("</a>");
}
