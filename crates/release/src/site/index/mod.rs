//! `index.html`: what changed and where, what follows from it, and which versions are in effect.

mod consequences;
mod documents;
mod header;
mod log;

use super::html::Html;
use super::words::{count, grouped};
use crate::record::Record;
use crate::run::Options;

/// Writes the page.
pub(super) fn page(record: &Record, options: &Options) -> String {
    let lang = options.lang.as_deref().unwrap_or("en");
    let mut html = Html::page(&record.about.title(), lang, &record.tool);
    html.raw("<a class=\"skip\" href=\"#documents\">Skip to the documents</a>\n");
    header::write(&mut html, record);
    html.raw("<main>\n");
    totals(&mut html, record);
    documents::write(&mut html, record);
    consequences::write(&mut html, record);
    log::write(&mut html, record);
    html.raw("</main>\n");
    footer(&mut html, record, options);
    html.end()
}

fn totals(html: &mut Html, record: &Record) {
    let clauses = &record.totals.clauses;
    html.raw("<section aria-labelledby=\"totals\">\n<h2 id=\"totals\">In numbers</h2>\n");
    html.raw("<dl class=\"totals\">\n");
    for (class, name, n) in [
        ("", "Clauses changed", clauses.changed),
        ("ins", "Inserted", clauses.inserted),
        ("del", "Deleted", clauses.deleted),
        ("", "Amended", clauses.amended),
        ("con", "References that follow", clauses.consequential),
        ("mov", "Moved", clauses.moved),
        ("num", "Renumbered", clauses.renumbered),
        ("", "Unchanged", clauses.unchanged),
        ("ins", "Words inserted", clauses.words_inserted),
        ("del", "Words deleted", clauses.words_deleted),
    ] {
        html.raw("<div");
        html.attribute("class", class);
        html.raw(">");
        html.raw(&format!("<dt>{name}</dt><dd>{}</dd></div>\n", grouped(n)));
    }
    html.raw(
        "</dl>\n<p class=\"soft\">A clause counts for each thing that happened to it, and once as \
         changed.",
    );
    if clauses.headers_and_footers > 0 {
        html.raw(" Headers and footers are counted apart: ");
        html.raw(&format!("{} of them changed.", grouped(clauses.headers_and_footers)));
    }
    html.raw("</p>\n</section>\n");
}

fn footer(html: &mut Html, record: &Record, options: &Options) {
    let formats = options.formats;
    let files = [
        (formats.notice, "notice.html", "The notice"),
        (formats.notice, "notice.md", "the notice as Markdown"),
        (formats.xlsx, "changes.xlsx", "the changes as a workbook"),
        (formats.csv, "changes.csv", "as CSV"),
        (formats.json, "changes.json", "as JSON"),
    ];
    html.raw("<footer>\n");
    let mut some = false;
    for (_, address, name) in files.into_iter().filter(|(is, ..)| *is) {
        html.raw(if some { ", " } else { "<p>Files: " });
        html.link(address, name);
        some = true;
    }
    html.raw(if some { ".</p>\n" } else { "" });
    html.raw("<p>");
    html.text(&format!(
        "{} compared by {}. The published code prevails.",
        count(record.totals.documents, "document"),
        record.tool
    ));
    html.raw("</p>\n</footer>\n");
}
