//! Notes about a change, in words: where a clause moved, which references follow or need a look,
//! what a clause was split from or merged into. All of it belongs to neither version.

use keeling_diff::{ChangeId, LinkKind, Op, OpKind, ReferenceKind, Side};
use keeling_model::{Document, Mark, MarkKind, Object, Span};

use super::sink::Html;
use super::{Page, elsewhere, why};
use crate::formatting;
use crate::view::Entry;

/// The most notes about references that one clause gets; the rest are counted.
const MOST: usize = 20;

/// Writes the link between the two places of a moved clause.
pub(super) fn write_move(html: &mut Html, page: &Page<'_>, entry: &Entry<'_>) {
    if !entry.change.moved {
        return;
    }
    let (words, side, clause) = match entry.side {
        Side::Old => ("Moved to ", Side::New, entry.new),
        Side::New => ("Moved from ", Side::Old, entry.old),
        Side::Both => return,
    };
    let Some(clause) = clause else { return };
    html.raw("<p class=\"mv\" data-ui><a");
    html.href_to(page.ids.of(side, clause.id));
    html.raw(">");
    html.raw(words);
    html.text(place(&clause.citation));
    html.raw("</a></p>\n");
}

/// What a place without a citation is called.
fn place(citation: &str) -> &str {
    if citation.is_empty() { "its other place" } else { citation }
}

/// Writes what is to be known about a clause besides its words, where it stands in the new
/// version, or at all.
pub(super) fn write(html: &mut Html, page: &Page<'_>, entry: &Entry<'_>) {
    if entry.side == Side::Old && entry.new.is_some() {
        return;
    }
    let mut said: Vec<ReferenceKind> = Vec::new();
    for note in &entry.change.references {
        if said.len() < MOST && !said.contains(&note.kind) {
            said.push(note.kind);
            write_reference(html, page, note.kind);
        }
    }
    for link in entry.change.links.iter().take(MOST) {
        write_link(html, page, link.kind, link.to);
    }
    write_figures(html, page, entry);
    why::write_cause(html, page, entry);
    why::write_affected(html, page, entry.change);
    why::write_uses(html, page, entry);
    elsewhere::write(html, page, entry);
    if let Some(told) = formatting::told(entry.change, page.view.new.document) {
        html.raw("<p class=\"note\" data-ui>");
        html.text(&told);
        html.raw(".</p>\n");
    }
}

/// Writes what became of the pictures of an amended clause; their own bytes are not on the page.
fn write_figures(html: &mut Html, page: &Page<'_>, entry: &Entry<'_>) {
    let any = |kind: OpKind, document: &Document, span: fn(&Op) -> Span| {
        let edits = entry.change.ops.iter().filter(|op| op.kind == kind);
        edits.flat_map(|op| document.marks_in(span(op))).any(|mark| is_picture(document, mark))
    };
    let deleted = any(OpKind::Delete, page.view.old.document, |op| op.old);
    let inserted = any(OpKind::Insert, page.view.new.document, |op| op.new);
    let became = match (deleted, inserted) {
        (true, true) => "replaced",
        (false, true) => "inserted",
        (true, false) => "deleted",
        (false, false) => return,
    };
    html.display(format_args!(
        "<p class=\"note\" data-ui>Figure {became}; the picture itself is not shown here.</p>\n"
    ));
}

fn is_picture(document: &Document, mark: &Mark) -> bool {
    match mark.kind {
        MarkKind::Object(id) => matches!(document.object(id), Object::Picture { .. }),
        _ => false,
    }
}

fn write_reference(html: &mut Html, page: &Page<'_>, kind: ReferenceKind) {
    html.raw("<p class=\"note\" data-ui>");
    match kind {
        ReferenceKind::Follows { target } if is_renumbered(page, target) => {
            html.raw("Reference follows renumbering: ");
            html.text(old_citation(page, target));
            html.raw(" became ");
            link_to(html, page, target);
            html.raw(".");
        }
        ReferenceKind::Follows { target } if !page.view.has_new_heading(target) => {
            html.raw("Reference to the same clause, cited otherwise: ");
            link_to(html, page, target);
            html.raw(".");
        }
        ReferenceKind::Follows { target } => {
            html.raw("Reference follows the new heading of ");
            link_to(html, page, target);
            html.raw(".");
        }
        ReferenceKind::Retargeted { from, to } => {
            html.raw("<b>Check:</b> refers to ");
            html.text(old_citation(page, from));
            html.raw(". In the proposed text ");
            link_to(html, page, to);
            html.raw(" is another clause; the one that was meant is ");
            write_meant(html, page, from);
        }
        ReferenceKind::Dangling { from } if page.view.entry(from, Side::New).is_some() => {
            html.raw("<b>Check:</b> refers to ");
            html.text(old_citation(page, from));
            html.raw(", which the proposed text no longer has; the one that was meant is ");
            write_meant(html, page, from);
        }
        ReferenceKind::Dangling { from } => {
            html.raw("<b>Check:</b> refers to ");
            link_to(html, page, from);
            html.raw(", which the proposed text no longer has.");
        }
    }
    html.raw("</p>\n");
}

/// Ends a sentence with what became of the clause that a reference left behind was meant for.
fn write_meant(html: &mut Html, page: &Page<'_>, id: ChangeId) {
    if page.view.entry(id, Side::New).is_some() {
        html.raw("now ");
        link_to(html, page, id);
        html.raw(".");
    } else {
        html.raw("deleted: ");
        link_to(html, page, id);
        html.raw(".");
    }
}

fn write_link(html: &mut Html, page: &Page<'_>, kind: LinkKind, to: ChangeId) {
    html.raw("<p class=\"note\" data-ui>");
    html.raw(match kind {
        LinkKind::SplitFrom => "Split from ",
        LinkKind::SplitInto => "Part of it is now ",
        LinkKind::MergedInto => "Merged into ",
        LinkKind::MergedFrom => "Takes in ",
    });
    link_to(html, page, to);
    html.raw(".</p>\n");
}

/// Whether a clause is cited otherwise than before; if not, a reference follows its heading, or
/// only says the same in other words ("Abs. 2", "Absatz 2").
fn is_renumbered(page: &Page<'_>, id: ChangeId) -> bool {
    page.view.redline.changes.get(id.index()).is_some_and(|change| change.renumbered)
}

/// The citation by which the old version knows a change.
fn old_citation<'a>(page: &Page<'a>, id: ChangeId) -> &'a str {
    let entry = page.view.entry(id, Side::Old).or_else(|| page.view.entry(id, Side::New));
    place(entry.map_or("", |entry| entry.clause.citation.as_str()))
}

/// A link to a change, by its name in the new version, else in the old one.
fn link_to(html: &mut Html, page: &Page<'_>, id: ChangeId) {
    html.raw("<a");
    html.href_to(page.ids.of_change_id(&page.view, id));
    html.raw(">");
    html.text(&crate::why::name(&page.view, id));
    html.raw("</a>");
}
