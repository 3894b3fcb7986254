//! What is known of a document from outside it: the page that leads here, and what other documents
//! of the same code have to do with a clause. All of it belongs to neither version.

use keeling_diff::{ChangeId, ReferenceKind, Side, Status};
use keeling_model::Span;

use super::Page;
use super::sink::Html;
use crate::view::Entry;

/// The most notes that one clause gets; the rest are counted.
const MOST: usize = 20;

/// Something said beside a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Whether it is something to be checked.
    pub check: bool,
    /// Whether it says that the clause, with the same words, means something else.
    pub affected: bool,
    /// Its words, in order.
    pub pieces: Vec<Piece>,
}

/// Words of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words alone.
    Text(String),
    /// Words that lead to a place on another page.
    Link {
        /// The relative address of the place; one with a scheme of its own is not written.
        address: String,
        /// The words.
        text: String,
    },
}

/// Words of a version that lead to a place on another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The words in the document's text, not empty.
    pub span: Span,
    /// The relative address of the place; one with a scheme of its own is not written.
    pub address: String,
}

/// The words of a clause of the old ([`Side::Old`]) or the new version that lead to other pages.
pub(super) fn links<'p>(page: &Page<'p>, side: Side, text: Span) -> &'p [Elsewhere] {
    let [old, new] = &page.options.elsewhere;
    let all = if side == Side::Old { old } else { new };
    let from = all.partition_point(|link| link.span.start < text.start);
    let to = all.partition_point(|link| link.span.start < text.end);
    all.get(from..to.max(from)).unwrap_or_default()
}

/// Writes the links to the page that leads here and to other forms of the redline.
pub(super) fn write_index(html: &mut Html, page: &Page<'_>) {
    let links = page.options.index.iter().chain(&page.options.also);
    for (at, (address, name)) in links.clone().enumerate() {
        html.raw(if at == 0 { "<p class=\"eyebrow\">" } else { " · " });
        write_link(html, address, name);
    }
    if links.count() > 0 {
        html.raw("</p>\n");
    }
}

/// Writes what other documents have to do with a clause.
pub(super) fn write(html: &mut Html, page: &Page<'_>, entry: &Entry<'_>) {
    if entry.side == Side::Old && entry.new.is_some() {
        return;
    }
    let notes = notes(page, entry.id);
    for note in notes.iter().take(MOST) {
        html.raw("<p class=\"note\" data-ui>");
        if note.check {
            html.raw("<b>Check:</b> ");
        }
        for piece in &note.pieces {
            match piece {
                Piece::Text(text) => html.text(text),
                Piece::Link { address, text } => write_link(html, address, text),
            }
        }
        html.raw("</p>\n");
    }
    match notes.len().saturating_sub(MOST) {
        0 => {}
        n => html.display(format_args!("<p class=\"note\" data-ui>And {n} more.</p>\n")),
    }
}

/// Whether a clause with the same words means something else, by this document or by another.
pub(super) fn is_affected(page: &Page<'_>, entry: &Entry<'_>) -> bool {
    let by_another = || notes(page, entry.id).iter().any(|note| note.affected);
    entry.change.is_affected() || entry.change.status == Status::Unchanged && by_another()
}

/// Whether a reference of a clause, within the document or to another, no longer leads where it led.
pub(super) fn is_to_check(page: &Page<'_>, entry: &Entry<'_>) -> bool {
    let follows = |kind| matches!(kind, ReferenceKind::Follows { .. });
    entry.change.references.iter().any(|note| !follows(note.kind))
        || notes(page, entry.id).iter().any(|note| note.check)
}

fn notes<'p>(page: &Page<'p>, change: ChangeId) -> &'p [Note] {
    page.options.notes.get(&change).map_or(&[], Vec::as_slice)
}

fn write_link(html: &mut Html, address: &str, text: &str) {
    if !is_relative(address) {
        html.text(text);
        return;
    }
    html.raw("<a");
    html.attribute("href", address);
    html.raw(">");
    html.text(text);
    html.raw("</a>");
}

/// Whether an address stays within the folder that the page came with.
pub(super) fn is_relative(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    !path.contains(':') && !path.starts_with(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::is_relative;

    #[test]
    fn an_address_with_a_scheme_or_a_host_is_not_relative() {
        for address in ["../index.html", "section-h.html#H3.2", "#a:b", ""] {
            assert!(is_relative(address), "{address}");
        }
        for address in ["javascript:1", "https://example.org", "//example.org", "/etc", "\\\\a"] {
            assert!(!is_relative(address), "{address}");
        }
    }
}
