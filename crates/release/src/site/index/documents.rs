//! The affected documents with their counts, their clauses, and the unchanged ones in a closed list.

use crate::counts::Counts;
use crate::record::{ClauseRecord, ClauseVersion, DocumentRecord, Record, Result};
use crate::site::address::encoded;
use crate::site::html::Html;
use crate::site::words::{clauses, count, grouped, result};

/// The most clauses of a document that are linked one by one.
const MOST: usize = 500;

/// Writes the sections.
pub(super) fn write(html: &mut Html, record: &Record) {
    html.raw(
        "<section aria-labelledby=\"documents\">\n<h2 id=\"documents\">Affected documents</h2>\n",
    );
    let (same, affected): (Vec<_>, Vec<_>) =
        record.documents.iter().partition(|document| document.result == Result::Unchanged);
    if affected.is_empty() {
        html.raw("<p>This modification changes no document text.</p>\n");
    } else {
        table(html, record, &affected);
    }
    unchanged(html, &same);
    html.raw("</section>\n");
    if affected.iter().any(|document| !document.clauses.is_empty()) {
        changed_clauses(html, &affected);
    }
}

/// The columns of counts: their name and what they count.
type Column = (&'static str, fn(&Counts) -> u64);

fn columns() -> [Column; 7] {
    [
        ("Changed", |counts| counts.changed),
        ("Inserted", |counts| counts.inserted),
        ("Deleted", |counts| counts.deleted),
        ("Amended", |counts| counts.amended),
        ("References", |counts| counts.consequential),
        ("Moved", |counts| counts.moved),
        ("Renumbered", |counts| counts.renumbered),
    ]
}

fn table(html: &mut Html, record: &Record, affected: &[&DocumentRecord]) {
    html.raw(
        "<table role=\"table\">\n<caption>Counts are of clauses</caption>\n\
         <thead role=\"rowgroup\">\n<tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Document</th>\
         <th role=\"columnheader\" scope=\"col\">Result</th>",
    );
    for (name, _) in columns() {
        html.raw("<th role=\"columnheader\" scope=\"col\" class=\"n\">");
        html.raw(name);
        html.raw("</th>");
    }
    html.raw("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
    for document in affected {
        row(html, document);
    }
    html.raw("</tbody>\n<tfoot role=\"rowgroup\">\n<tr role=\"row\" id=\"total\"><th role=\"rowheader\" scope=\"row\">All documents</th><td role=\"cell\"></td>");
    numbers(html, &record.totals.clauses);
    html.raw("</tr>\n</tfoot>\n</table>\n");
}

fn row(html: &mut Html, document: &DocumentRecord) {
    html.raw("<tr role=\"row\"");
    html.attribute("class", class(document.result));
    html.attribute("data-document", &document.id);
    html.raw("><th role=\"rowheader\" scope=\"row\">");
    name(html, document);
    html.raw("</th><td role=\"cell\"><span class=\"tag\">");
    html.text(result(document));
    html.raw("</span></td>");
    if document.result == Result::NotCompared {
        html.raw("<td role=\"cell\" colspan=\"7\">");
        html.text(document.reason.as_deref().unwrap_or_default());
        html.raw("</td>");
    } else {
        numbers(html, &document.counts);
    }
    html.raw("</tr>\n");
}

fn name(html: &mut Html, document: &DocumentRecord) {
    match &document.redline {
        Some(address) => html.link(address, &document.name),
        None => html.text(&document.name),
    }
    if let Some(was) = &document.renamed_from {
        html.element("small", &format!("the file was called {was}"));
    }
    if document.affected_by_other_documents > 0 {
        let n = count(document.affected_by_other_documents, "clause");
        let words = format!("{n} with the same words: a definition in another document changes");
        html.element("small", &words);
    }
    for (address, words) in
        [(&document.clean, "Proposed text"), (&document.word, "Word, tracked changes")]
    {
        if let Some(address) = address {
            html.raw("<small>");
            html.link(address, words);
            html.raw("</small>");
        }
    }
    if let Some(reason) = &document.without_word {
        html.element("small", &format!("No Word file: {reason}"));
    }
}

fn numbers(html: &mut Html, counts: &Counts) {
    for (name, count) in columns() {
        let n = count(counts);
        html.raw("<td role=\"cell\"");
        html.attribute("class", if n == 0 { "n zero" } else { "n" });
        html.attribute("data-label", name);
        html.raw(&format!(">{}</td>", grouped(n)));
    }
}

fn class(result: Result) -> &'static str {
    match result {
        Result::Changed => "changed",
        Result::Unchanged => "unchanged",
        Result::New => "new",
        Result::Withdrawn => "withdrawn",
        Result::NotCompared => "not-compared",
    }
}

fn unchanged(html: &mut Html, same: &[&DocumentRecord]) {
    if same.is_empty() {
        return;
    }
    let n = u64::try_from(same.len()).unwrap_or(u64::MAX);
    html.raw("<details id=\"unchanged\"><summary>");
    html.text(&count(n, "unchanged document"));
    html.raw("</summary>\n<ul class=\"plain\">\n");
    for document in same {
        html.raw("<li");
        html.attribute("data-document", &document.id);
        html.raw(">");
        name(html, document);
        html.raw("</li>\n");
    }
    html.raw("</ul>\n</details>\n");
}

fn changed_clauses(html: &mut Html, affected: &[&DocumentRecord]) {
    html.raw("<section aria-labelledby=\"clauses\">\n<h2 id=\"clauses\">Affected clauses</h2>\n");
    for document in affected.iter().filter(|document| !document.clauses.is_empty()) {
        html.raw("<details><summary>");
        html.text(&document.name);
        html.raw(" <small>");
        html.text(&clauses(document.clauses.len()));
        html.raw("</small></summary>\n<ul class=\"places\">\n");
        for clause in document.clauses.iter().take(MOST) {
            one(html, document, clause);
        }
        html.raw("</ul>\n");
        if document.clauses.len() > MOST {
            html.raw("<p>");
            html.text(&format!("And {} more, on its redline.", document.clauses.len() - MOST));
            html.raw("</p>\n");
        }
        html.raw("</details>\n");
    }
    html.raw("</section>\n");
}

fn one(html: &mut Html, document: &DocumentRecord, clause: &ClauseRecord) {
    let words = called(clause);
    html.raw("<li>");
    match &document.redline {
        Some(page) => html.link(&format!("{page}#{}", encoded(&clause.id)), &words),
        None => html.text(&words),
    }
    let kinds: Vec<&str> = clause.kinds.iter().map(|kind| kind.name()).collect();
    html.raw(" <span class=\"k\">");
    html.text(&kinds.join(", "));
    html.raw("</span></li>\n");
}

/// "H3.1 → H3.2", else the beginning of its words.
fn called(clause: &ClauseRecord) -> String {
    let citation = |version: &Option<ClauseVersion>| {
        version.as_ref().map(|version| version.citation.clone()).filter(|c| !c.is_empty())
    };
    match (citation(&clause.old), citation(&clause.new)) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (_, Some(one)) | (Some(one), None) => one,
        (None, None) => {
            let text = clause.new.as_ref().or(clause.old.as_ref()).map_or("", |one| &one.text);
            let words: Vec<&str> = text.split_whitespace().take(8).collect();
            format!("“{}…”", words.join(" "))
        }
    }
}
