//! What was compared, what was noticed, and what the page is not.

use keeling_diff::Ignore;
use keeling_model::Severity;

use super::Page;
use super::sink::Html;
use crate::Version;
use crate::tally::grouped;

/// The most remarks of a reader that are listed one by one.
const MOST: usize = 200;

/// Writes the footer.
pub(super) fn write(html: &mut Html, page: &Page<'_>) {
    html.raw("<footer id=\"footer\">\n<h2>What was compared</h2>\n<dl>\n");
    version(html, "Baseline", &page.view.old);
    version(html, "Proposed", &page.view.new);
    html.raw("</dl>\n");
    words(html, page);
    diagnostics(html, "baseline", &page.view.old);
    diagnostics(html, "proposed text", &page.view.new);
    compared(html, page);
    html.raw("<p>");
    html.text(page.view.tool);
    if let Some(date) = &page.options.date {
        html.raw(", ");
        html.text(date);
    }
    html.raw("</p>\n</footer>\n");
}

fn version(html: &mut Html, kind: &str, version: &Version<'_>) {
    html.display(format_args!("<div><dt>{kind}</dt><dd><bdi>"));
    html.text(version.source);
    html.raw("</bdi>");
    if let Some(digest) = version.digest {
        html.raw(" <code>");
        html.text(digest);
        html.raw("</code>");
    }
    html.raw("</dd></div>\n");
}

/// What was compared and what was not.
fn compared(html: &mut Html, page: &Page<'_>) {
    let ignored = page.view.redline.ignored;
    let formatting = if ignored.has(Ignore::FORMATTING) {
        "; layout, formatting"
    } else {
        ", and how words are set (bold, italic, links and the like); layout"
    };
    html.display(format_args!(
        "<p>Words, numbers and order of the clauses, tables, notes, headers and footers were \
         compared{formatting} and page numbers were not. The published code prevails.</p>\n"
    ));
}

fn words(html: &mut Html, page: &Page<'_>) {
    let summary = page.view.redline.summary;
    html.display(format_args!(
        "<p>{} words inserted, {} words deleted.</p>\n",
        grouped(summary.words_inserted),
        grouped(summary.words_deleted),
    ));
}

/// What the reader of a version noticed.
fn diagnostics(html: &mut Html, kind: &str, version: &Version<'_>) {
    if version.diagnostics.is_empty() {
        return;
    }
    let warnings = |d: &&keeling_model::Diagnostic| d.severity == Severity::Warning;
    let warned = version.diagnostics.iter().filter(warnings).count();
    let open = if warned > 0 { " open" } else { "" };
    html.display(format_args!("<details{open}><summary>Noticed while reading the {kind}: "));
    html.raw(&grouped(version.diagnostics.len()));
    html.raw("</summary><ul>\n");
    for diagnostic in version.diagnostics.iter().take(MOST) {
        html.raw("<li>");
        html.text(&diagnostic.to_string());
        html.raw("</li>\n");
    }
    let more = version.diagnostics.len().saturating_sub(MOST);
    if more > 0 {
        html.display(format_args!("<li>and {} more</li>\n", grouped(more)));
    }
    html.raw("</ul></details>\n");
}
