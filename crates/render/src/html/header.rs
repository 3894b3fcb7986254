//! What the page is: the document, the two versions, the changes in one sentence.

use super::sink::Html;
use super::{Page, changes, elsewhere};
use crate::Version;
use crate::formatting;
use crate::tally::sentences;

/// Writes the links that skip to the regions, and the header.
pub(super) fn write(html: &mut Html, page: &Page<'_>) {
    html.raw("<a class=\"skip\" href=\"#redline\">Skip to the redline</a>\n");
    if changes::exists(page) {
        html.raw("<a class=\"skip\" href=\"#changes\">Skip to the change list</a>\n");
    }
    html.raw("<header>\n");
    elsewhere::write_index(html, page);
    html.raw("<p class=\"eyebrow\">Redline");
    if let Some(modification) = &page.options.modification {
        html.raw(" · <b>");
        html.text(&modification.id);
        html.raw("</b> ");
        html.text(&modification.title);
    }
    html.raw("</p>\n<h1><bdi>");
    html.text(page.title());
    html.raw("</bdi></h1>\n<p class=\"lede\">");
    html.raw(&sentences(page.tally, page.margin_tally));
    html.raw(&formatting::sentence(page.view.redline));
    html.raw("</p>\n<dl>\n");
    version(html, "Baseline", page.baseline(), &page.view.old);
    version(html, "Proposed", page.proposed(), &page.view.new);
    if let Some(date) = &page.options.date {
        html.raw("<div><dt>Date</dt><dd>");
        html.text(date);
        html.raw("</dd></div>\n");
    }
    html.raw("</dl>\n</header>\n");
}

fn version(html: &mut Html, kind: &str, name: &str, version: &Version<'_>) {
    html.display(format_args!("<div><dt>{kind}</dt><dd><bdi>"));
    html.text(name);
    html.raw("</bdi>");
    if name != version.source {
        html.raw(" <small><bdi>");
        html.text(version.source);
        html.raw("</bdi></small>");
    }
    if let Some(digest) = version.digest {
        html.raw(" <code");
        html.attribute("title", digest);
        html.raw(">");
        html.text(&short(digest));
        html.raw("</code>");
    }
    html.raw("</dd></div>\n");
}

/// The first digits of a digest, enough to tell two apart.
fn short(digest: &str) -> String {
    let digits = digest.rsplit(':').next().unwrap_or(digest);
    digits.chars().take(12).collect()
}
