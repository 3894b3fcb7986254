//! What the marks mean, and a banner for redlines that are special. Belongs to neither version.

use keeling_diff::{Ignore, ReferenceKind};
use keeling_model::{Code, Severity};

use super::sink::Html;
use super::{Page, elsewhere};
use crate::formatting;

/// Writes the banner, where there is one, what was ignored, and the legend of the marks that occur.
pub(super) fn write(html: &mut Html, page: &Page<'_>) {
    if let Some(ignored) = formatting::ignored(page.view.redline) {
        html.display(format_args!(
            "<p class=\"banner\" data-ui>Not compared, as was asked for: {ignored}. Where the \
             versions differ in it, the proposed text is shown.</p>\n"
        ));
    }
    if let Some(banner) = banner(page) {
        html.raw("<p class=\"banner\" data-ui>");
        html.raw(banner);
        html.raw("</p>\n");
    }
    if not_read(page) {
        html.raw(
            "<p class=\"banner\" data-ui>Parts of the documents could not be read and are not \
             compared: see <a href=\"#footer\">what was compared</a>.</p>\n",
        );
    }
    let kinds = kinds(page);
    if kinds.is_empty() {
        return;
    }
    html.raw("<div id=\"legend\" data-ui><h2>How to read the marks</h2><ul>");
    for (sample, words) in kinds {
        html.display(format_args!("<li>{sample} {words}</li>"));
    }
    html.raw("</ul></div>\n");
}

/// Whether a reader of one of the versions left something out that it could not read.
fn not_read(page: &Page<'_>) -> bool {
    let mut noticed = page.view.old.diagnostics.iter().chain(page.view.new.diagnostics);
    noticed.any(|it| it.code == Code::NotRead && it.severity == Severity::Warning)
}

fn banner(page: &Page<'_>) -> Option<&'static str> {
    let tally = &page.tally;
    let nothing_in = |side: &crate::Version<'_>| side.document.clauses().is_empty();
    if nothing_in(&page.view.old) && nothing_in(&page.view.new) {
        Some("Both versions are empty.")
    } else if nothing_in(&page.view.old) {
        Some("This document is new: all of its text is inserted.")
    } else if nothing_in(&page.view.new) {
        Some("This document is deleted: none of its text remains.")
    } else if tally.changed() == 0 && page.margin_tally.changed() > 0 {
        Some(
            "Only headers and footers differ: the words, numbers and order of all clauses are the \
             same in both versions.",
        )
    } else if tally.changed() == 0 && page.view.redline.changes.iter().any(renumbers_within) {
        Some(
            "Only numbers of paragraphs within clauses differ: the words, numbers and order of \
             all clauses are the same in both versions.",
        )
    } else if tally.changed() == 0 && page.view.redline.summary.formatting > 0 {
        Some(
            "Only formatting differs: the words, numbers and order of all clauses are the same in \
             both versions.",
        )
    } else if tally.changed() == 0 && page.view.redline.ignored.has(Ignore::FORMATTING) {
        Some(
            "No differences were found. The words, numbers and order of all clauses are the same \
             in both versions; layout and formatting were not compared.",
        )
    } else if tally.changed() == 0 {
        Some(
            "No differences were found. The words, numbers and order of all clauses are the same \
             in both versions; layout was not compared.",
        )
    } else if tally.changed() == tally.numbering && page.margin_tally.changed() == 0 {
        Some("Numbering only: the words of every clause are the same in both versions.")
    } else {
        None
    }
}

fn renumbers_within(change: &keeling_diff::Change) -> bool {
    !change.labels.is_empty()
}

/// A sample of each kind of mark that occurs, and what it means.
fn kinds(page: &Page<'_>) -> Vec<(&'static str, &'static str)> {
    let changes = &page.view.redline.changes;
    let any = |holds: fn(&keeling_diff::Change) -> bool| changes.iter().any(holds);
    let edited = any(|change| change.status != keeling_diff::Status::Unchanged);
    let moved = any(|change| change.moved);
    let in_both = |one: &keeling_diff::LabelChange| one.old.is_some() && one.new.is_some();
    let renumbered =
        changes.iter().any(|change| change.renumbered || change.labels.iter().any(in_both));
    let edited = edited
        || any(|change| change.labels.iter().any(|one| one.old.is_none() || one.new.is_none()));
    let follows = any(|change| {
        let follows = |kind| matches!(kind, ReferenceKind::Follows { .. });
        change.consequential || change.references.iter().any(|note| follows(note.kind))
    });
    let rows = [
        (edited, "<ins>Inserted</ins>", "only in the proposed text"),
        (edited, "<del>Deleted</del>", "only in the baseline"),
        (moved, "<ins class=\"mov\">Moved here</ins>", "the same words, from another place"),
        (moved, "<del class=\"mov\">Moved away</del>", "the same words, to another place"),
        (
            renumbered,
            "<del class=\"num\">1.2</del> <ins class=\"num\">1.3</ins>",
            "another number for the same clause",
        ),
        (
            follows,
            "<del class=\"con\">1.2</del> <ins class=\"con\">1.3</ins>",
            "a reference that follows renumbering",
        ),
        (
            page.entries.iter().any(|entry| elsewhere::is_affected(page, entry)),
            "<span class=\"a\">Affected</span>",
            "the same words, and a definition that they use changes",
        ),
        (
            any(|change| !change.formatting.is_empty()),
            "<span class=\"f\">Formatting</span>",
            "the same words, set differently",
        ),
    ];
    rows.into_iter()
        .filter(|(occurs, ..)| *occurs)
        .map(|(_, sample, words)| (sample, words))
        .collect()
}
