//! The document log: which version of each document is in effect, and how it was read.

use crate::record::{DocumentRecord, Record, VersionRecord};
use crate::site::html::Html;
use crate::site::words::{count, grouped};

/// The first digits of a digest, enough to tell two apart.
const DIGITS: usize = 12;

/// Writes the section.
pub(super) fn write(html: &mut Html, record: &Record) {
    html.raw(
        "<section aria-labelledby=\"log\">\n<h2 id=\"log\">Document log</h2>\n\
         <table role=\"table\">\n<thead role=\"rowgroup\">\n<tr role=\"row\">",
    );
    let effective = record.about.release.as_ref().and_then(|release| release.effective.as_ref());
    let names = [
        "Document",
        "Version before",
        "Version now",
        "Effective",
        "By",
        "File",
        "Words",
        "Warnings",
    ];
    let shown = |name: &str| match name {
        "Effective" => effective.is_some(),
        "By" => !record.about.modifications.is_empty(),
        _ => true,
    };
    for name in names.into_iter().filter(|name| shown(name)) {
        let class = if matches!(name, "Words" | "Warnings") { " class=\"n\"" } else { "" };
        html.raw(&format!("<th role=\"columnheader\" scope=\"col\"{class}>{name}</th>"));
    }
    html.raw("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
    for document in &record.documents {
        html.raw("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">");
        html.text(&document.name);
        html.raw("</th>");
        let version = |version: &Option<VersionRecord>| match version {
            Some(version) => version.version.clone().unwrap_or_else(|| "not stated".to_owned()),
            None => "none".to_owned(),
        };
        cell(html, "Version before", &version(&document.old));
        cell(html, "Version now", &version(&document.new));
        if let Some(effective) = effective {
            let own =
                if document.is_affected_text() { effective.shown() } else { "as before".into() };
            cell(html, "Effective", &own);
        }
        if shown("By") {
            cell(html, "By", document.modification.as_deref().unwrap_or("–"));
        }
        files(html, document);
        numbers(html, document);
        html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table>\n");
    warnings(html, record);
    html.raw("</section>\n");
}

fn cell(html: &mut Html, label: &str, words: &str) {
    html.raw("<td role=\"cell\" class=\"v\"");
    html.attribute("data-label", label);
    html.raw("><span>");
    html.text(words);
    html.raw("</span></td>");
}

fn files(html: &mut Html, document: &DocumentRecord) {
    html.raw("<td role=\"cell\">");
    let same = match (&document.old, &document.new) {
        (Some(old), Some(new)) => old.path == new.path && old.digest == new.digest,
        _ => false,
    };
    for (side, version) in [("baseline", &document.old), ("proposed", &document.new)] {
        let Some(version) = version.as_ref().filter(|_| !(same && side == "baseline")) else {
            continue;
        };
        let side = if same { "both the same" } else { side };
        html.raw("<small>");
        html.text(&format!("{} ", version.path));
        html.raw("<code");
        html.attribute("title", &version.digest);
        html.raw(">");
        html.text(version.digest.get(..DIGITS).unwrap_or_default());
        html.raw("</code>");
        html.text(&format!(" {side}"));
        if !version.also.is_empty() {
            html.text(&format!("; the same words in {}", version.also.join(", ")));
        }
        html.raw("</small>");
    }
    if let Some(address) = &document.word {
        html.raw("<small>");
        html.link(address, "Word, tracked changes");
        html.raw("</small>");
    }
    html.raw("</td>");
}

/// What the readers of its versions noticed, and the writer of its Word file.
fn all_warnings(document: &DocumentRecord) -> impl Iterator<Item = (&'static str, &String)> {
    let old = document.old.iter().flat_map(|version| &version.warnings);
    let new = document.new.iter().flat_map(|version| &version.warnings);
    let word = document.word_warnings.iter().chain(&document.without_word);
    let old = old.map(|warning| ("baseline", warning));
    let new = new.map(|warning| ("proposed", warning));
    old.chain(new).chain(word.map(|warning| ("Word file", warning)))
}

fn numbers(html: &mut Html, document: &DocumentRecord) {
    let words = document.new.as_ref().or(document.old.as_ref()).map_or(0, |version| version.words);
    let warnings = all_warnings(document).count();
    for (label, n) in [("Words", words), ("Warnings", u64::try_from(warnings).unwrap_or(u64::MAX))]
    {
        html.raw("<td role=\"cell\"");
        html.attribute("class", if n == 0 { "n zero" } else { "n" });
        html.attribute("data-label", label);
        html.raw(&format!(">{}</td>", grouped(n)));
    }
}

fn warnings(html: &mut Html, record: &Record) {
    let all: Vec<_> = record
        .documents
        .iter()
        .flat_map(|document| all_warnings(document).map(move |told| (document, told)))
        .collect();
    if all.is_empty() {
        return;
    }
    let n = u64::try_from(all.len()).unwrap_or(u64::MAX);
    html.raw("<details><summary>");
    html.text(&count(n, "warning"));
    html.raw("</summary>\n<ul class=\"plain\">\n");
    for (document, (side, warning)) in all {
        html.raw("<li>");
        html.text(&format!("{}, {side}: {warning}", document.short()));
        html.raw("</li>\n");
    }
    html.raw("</ul>\n</details>\n");
}
