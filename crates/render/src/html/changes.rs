//! The list of changes: every clause that something became of, linked, with the kinds of change in
//! words. Headers and footers have a list of their own below it.
//!
//! A list of very many would weigh more than it helps; beyond a number of clauses the page's
//! script makes it from the clauses themselves, and says so where there is none.

use super::sink::Html;
use super::{Page, clause, kinds};
use crate::tally::grouped;
use crate::view::Entry;

/// The most clauses that are listed in the mark-up.
const MOST: usize = 2_000;
/// How many stand in one list, so that a browser can pass over those out of view.
const CHUNK: usize = 100;

/// Writes the list; nothing where nothing changed.
pub(super) fn write(html: &mut Html, page: &Page<'_>) {
    if !exists(page) {
        return;
    }
    let told = told(page, &page.entries);
    html.raw("<aside id=\"changes\" aria-label=\"Change list\"><details class=\"side-list\">");
    html.display(format_args!("<summary>{}</summary>\n", summary(page)));
    if told.len() > MOST {
        html.raw(
            "<p class=\"lazy\">The list is made where scripts are allowed; the contents say what \
             changed in each section.</p>\n<div id=\"ui-list\" data-lazy></div>\n",
        );
    } else {
        html.raw("<div id=\"ui-list\">\n");
        list(html, page, &told);
        html.raw("</div>\n");
    }
    let margins = told_margins(page);
    if !margins.is_empty() {
        html.raw("<p>Headers and footers</p>\n");
        list(html, page, &margins);
    }
    html.raw("</details></aside>\n");
}

/// Whether the page has a list of changes.
pub(super) fn exists(page: &Page<'_>) -> bool {
    let any =
        |entries: &[Entry<'_>]| entries.iter().any(|entry| kinds::of(page, entry).next().is_some());
    any(&page.entries) || any(&page.margins)
}

fn told_margins<'p, 'a>(page: &'p Page<'a>) -> Vec<&'p Entry<'a>> {
    told(page, &page.margins).into_iter().take(MOST).collect()
}

/// "47 changes".
fn summary(page: &Page<'_>) -> String {
    match page.tally.changed() {
        1 => "1 change".to_owned(),
        n => format!("{} changes", grouped(n)),
    }
}

fn told<'p, 'a>(page: &Page<'_>, entries: &'p [Entry<'a>]) -> Vec<&'p Entry<'a>> {
    let told = entries.iter().filter(|entry| kinds::is_told_at(entry));
    told.filter(|entry| kinds::of(page, entry).next().is_some()).collect()
}

fn list(html: &mut Html, page: &Page<'_>, entries: &[&Entry<'_>]) {
    for chunk in entries.chunks(CHUNK) {
        html.raw("<ol>\n");
        for entry in chunk {
            item(html, page, entry);
        }
        html.raw("</ol>\n");
    }
}

fn item(html: &mut Html, page: &Page<'_>, entry: &Entry<'_>) {
    html.raw("<li class=\"");
    for (i, kind) in kinds::of(page, entry).enumerate() {
        html.raw(if i == 0 { "" } else { " " });
        html.raw(kind.key);
    }
    html.raw("\"><a");
    html.href_to(page.ids.of(entry.side, entry.clause.id));
    html.raw(">");
    let name = clause::called(page, entry);
    match (name.as_str(), entry.clause.citation.as_str()) {
        ("", "") => html.raw("Text"),
        ("", around) => {
            html.raw("Text of ");
            html.text(around);
        }
        (name, _) => html.text(name),
    }
    html.raw("</a> ");
    for (i, kind) in kinds::of(page, entry).enumerate() {
        html.raw(if i == 0 { "" } else { ", " });
        html.raw(kind.words);
    }
    html.raw("</li>\n");
}
