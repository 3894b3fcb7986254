//! What follows from the changes: moves between documents, definitions, references.

use crate::record::{DefinitionRecord, MoveRecord, Place, Record, ReferenceRecord};
use crate::site::html::Html;
use crate::site::words::{count, grouped};

/// The most lines of a list; the rest are counted.
const MOST: usize = 300;
/// The most uses of a definition that are linked.
const MOST_USES: usize = 100;

/// Writes the section.
pub(super) fn write(html: &mut Html, record: &Record) {
    html.raw(
        "<section aria-labelledby=\"consequences\">\n<h2 id=\"consequences\">Consequences</h2>\n",
    );
    to_check(html, record);
    if !record.moves.is_empty() {
        list(html, "Moved from one document to another", &record.moves, one_move);
    }
    html.raw("<h3>Definitions that change</h3>\n");
    if record.definitions.is_empty() {
        html.raw("<p>None.</p>\n");
    }
    for definition in record.definitions.iter().take(MOST) {
        one_definition(html, definition);
    }
    rest(html, record.definitions.len());
    let follow: Vec<_> = record.references.iter().filter(|one| !one.is_to_check()).collect();
    if !follow.is_empty() {
        list(html, "References that follow another document", &follow, |html, one| {
            follows(html, one);
        });
    }
    html.raw("</section>\n");
}

fn to_check(html: &mut Html, record: &Record) {
    html.raw("<h3 id=\"check\">References to check</h3>\n");
    let check: Vec<_> = record.references.iter().filter(|one| one.is_to_check()).collect();
    let checked = count(record.references_checked, "reference");
    if check.is_empty() {
        html.raw(&format!("<p>None found; {checked} checked.</p>\n"));
        return;
    }
    html.raw(&format!("<p>{} of {checked}.</p>\n<ul class=\"plain check\">\n", check.len()));
    for one in check.iter().take(MOST) {
        html.raw("<li>");
        place(html, &one.at);
        html.raw(": ");
        reference(html, one);
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
    rest(html, check.len());
}

fn reference(html: &mut Html, one: &ReferenceRecord) {
    html.text(&format!("“{}” ", one.words));
    match (one.kind, &one.from, &one.to) {
        ("retargeted", Some(from), Some(to)) => {
            html.text("names another clause than before. What was meant is ");
            if let Some(now) = &one.meant_now {
                html.text("now ");
                place(html, now);
            } else {
                html.text("deleted: ");
                place(html, from);
            }
            html.text("; what is named now is ");
            place(html, to);
        }
        ("dangling", Some(from), _) => {
            html.text("means ");
            place(html, from);
            html.text(", which the proposed text no longer has");
            if let Some(now) = &one.meant_now {
                html.text("; what was meant is now ");
                place(html, now);
            }
        }
        _ => html.text("names a clause that the proposed text does not have"),
    }
    html.raw(".");
}

fn follows(html: &mut Html, one: &ReferenceRecord) {
    place(html, &one.at);
    html.text(": ");
    if let Some(was) = &one.was {
        html.text(&format!("“{was}” became “{}”", one.words));
    } else {
        html.text(&format!("“{}”", one.words));
    }
    if let Some(to) = &one.to {
        html.text(", that is ");
        place(html, to);
    }
    html.raw(".");
}

fn one_move(html: &mut Html, one: &MoveRecord) {
    place(html, &one.from);
    html.text(" became ");
    place(html, &one.to);
    html.text(if one.same_words { ", with the same words." } else { ", with other words." });
}

fn one_definition(html: &mut Html, one: &DefinitionRecord) {
    html.raw("<details><summary>");
    html.text(&format!("“{}” ", one.term));
    html.raw("<small>");
    html.text(match one.kind {
        "moved" => "moved to another document unchanged",
        "inserted" => "is new",
        "deleted" => "is deleted",
        "renamed" => "defines another term",
        _ => "is amended",
    });
    let used = match one.used_in_clauses {
        0 => ", used nowhere".to_owned(),
        n => format!(
            ", used in {} of {}",
            count(n, "clause"),
            count(one.used_in_documents, "document")
        ),
    };
    html.text(&used);
    html.raw("</small></summary>\n<p>Defined in ");
    place(html, &one.definition);
    html.raw(".</p>\n");
    if !one.uses.is_empty() {
        html.raw("<ul class=\"places\">\n");
        for used in one.uses.iter().take(MOST_USES) {
            html.raw("<li>");
            place(html, used);
            html.raw("</li>\n");
        }
        html.raw("</ul>\n");
        if one.uses.len() > MOST_USES {
            html.raw(&format!("<p>And {} more.</p>\n", one.uses.len() - MOST_USES));
        }
    }
    html.raw("</details>\n");
}

fn list<T>(html: &mut Html, title: &str, all: &[T], one: impl Fn(&mut Html, &T)) {
    html.element("h3", title);
    html.raw("<ul class=\"plain\">\n");
    for item in all.iter().take(MOST) {
        html.raw("<li>");
        one(html, item);
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
    rest(html, all.len());
}

fn rest(html: &mut Html, n: usize) {
    if n > MOST {
        let more = grouped(u64::try_from(n - MOST).unwrap_or(u64::MAX));
        html.raw(&format!("<p>And {more} more; changes.json has all of them.</p>\n"));
    }
}

fn place(html: &mut Html, place: &Place) {
    match &place.address {
        Some(address) => html.link(address, &place.clause),
        None => html.text(&place.clause),
    }
}
