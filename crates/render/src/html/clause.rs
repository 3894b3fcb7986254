//! A clause at one of its places: an element with what became of it, its words, and notes.

use keeling_diff::{Side, Status};
use keeling_model::Block;

use super::blocks::Paragraphs;
use super::sink::Html;
use super::{Page, amended, blocks, elsewhere, label, notes};
use crate::view::{Entry, heading_line, one_line};

/// Writes a clause. Its heading, where it has one, is of this level, and what stands below it may
/// be folded. Returns whether there is a heading.
pub(super) fn write(
    html: &mut Html,
    page: &Page<'_>,
    entry: &Entry<'_>,
    level: u8,
    folded: bool,
) -> bool {
    open(html, page, entry);
    notes::write_move(html, page, entry);
    let paragraphs = Paragraphs::new(label::lead(page, entry), level);
    let headed = if entry.side == Side::Both && entry.change.status == Status::Amended {
        amended::write(html, page, entry, paragraphs)
    } else {
        blocks::write(html, page, entry, paragraphs, folded)
    };
    notes::write(html, page, entry);
    html.raw("</div>\n");
    headed
}

fn open(html: &mut Html, page: &Page<'_>, entry: &Entry<'_>) {
    html.raw("<div class=\"c");
    match page.outline.indent(entry) {
        0 => {}
        indent => html.display(format_args!(" d{indent}")),
    }
    if is_row(page, entry) {
        html.raw(" w");
    }
    html.raw(bar(page, entry));
    html.raw(match entry.side {
        Side::Old => " old",
        Side::New => " new",
        Side::Both => "",
    });
    html.raw("\"");
    html.attribute("id", page.ids.of(entry.side, entry.clause.id));
    html.attribute("data-clause", &entry.clause.citation);
    html.attribute("data-status", status(entry.change.status));
    for (holds, name) in [
        (entry.change.moved, " data-moved"),
        (entry.change.renumbered, " data-renumbered"),
        (entry.change.consequential, " data-consequential"),
        (elsewhere::is_affected(page, entry), " data-affected"),
        (!entry.change.formatting.is_empty(), " data-formatting"),
        (elsewhere::is_to_check(page, entry), " data-check"),
    ] {
        if holds {
            html.raw(name);
        }
    }
    html.raw(">\n");
}

/// Whether a definition was a row of a table: its term stands by itself, its meaning beside it.
fn is_row(page: &Page<'_>, entry: &Entry<'_>) -> bool {
    let document = page.view.document(entry.side);
    let Some(term) = &entry.clause.term else { return false };
    match document.blocks(entry.clause.id) {
        [Block::Paragraph(first), _, ..] => one_line(document.slice(first.span)) == *term,
        _ => false,
    }
}

/// What became of a clause's own text, as attributes have it.
fn status(status: Status) -> &'static str {
    match status {
        Status::Unchanged => "unchanged",
        Status::Amended => "amended",
        Status::Inserted => "inserted",
        Status::Deleted => "deleted",
    }
}

/// The bar at the left of a clause: solid where its text differs or it stands elsewhere, double
/// where only its number or a reference does, dashed where something about it is to be
/// checked or a definition that it uses changes.
fn bar(page: &Page<'_>, entry: &Entry<'_>) -> &'static str {
    let change = entry.change;
    let (old, new) = entry.shown_labels();
    if entry.side != Side::Both || change.status != Status::Unchanged && !change.consequential {
        " t"
    } else if change.consequential || old != new || !change.labels.is_empty() {
        " r"
    } else if !change.references.is_empty()
        || elsewhere::is_affected(page, entry)
        || elsewhere::is_to_check(page, entry)
    {
        " a"
    } else {
        ""
    }
}

/// What a clause is called in a list: its citation, else its heading.
pub(super) fn called(page: &Page<'_>, entry: &Entry<'_>) -> String {
    let document = page.view.document(entry.side);
    if entry.clause.is_cited() {
        entry.clause.citation.clone()
    } else {
        heading_line(document, entry.clause.id).unwrap_or_default()
    }
}
