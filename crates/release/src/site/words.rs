//! Words that the index, the notices and the tables have in common.

pub(crate) use keeling_render::grouped;

use crate::counts::Counts;
use crate::record::{DocumentRecord, Record, Result};

/// "1 clause", "12 clauses".
pub(crate) fn clauses(n: usize) -> String {
    count(u64::try_from(n).unwrap_or(u64::MAX), "clause")
}

/// "1 document", "2 documents".
pub(crate) fn count(n: u64, word: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {word}{s}", grouped(n))
}

/// What became of a document, in a word or two.
pub(crate) fn result(document: &DocumentRecord) -> &'static str {
    match document.result {
        Result::Changed if document.counts.changed == 0 => "Headers or footers changed",
        Result::Changed => "Changed",
        Result::Unchanged => "Unchanged",
        Result::New => "New document",
        Result::Withdrawn => "Withdrawn",
        Result::NotCompared => "Not compared",
    }
}

/// The totals in a few sentences.
pub(crate) fn summary(record: &Record) -> String {
    let totals = &record.totals;
    let clauses = &totals.clauses;
    let affected = totals.documents_changed + totals.documents_new + totals.documents_withdrawn;
    let mut words = if affected == 0 && totals.documents_not_compared == 0 {
        "This modification changes no document text. ".to_owned()
    } else {
        let kinds = [
            (totals.documents_changed, "changed"),
            (totals.documents_new, "new"),
            (totals.documents_withdrawn, "withdrawn"),
        ];
        format!(
            "{} of {}: {}. {}. ",
            grouped(affected),
            if totals.documents == 1 {
                "1 document is affected".to_owned()
            } else {
                format!("{} documents are affected", grouped(totals.documents))
            },
            listed(&kinds),
            sentence(clauses),
        )
    };
    let more = [
        (
            totals.moved_between_documents,
            "clause moved from one document to another",
            "clauses moved from one document to another",
        ),
        (totals.documents_unchanged, "document keeps its text", "documents keep their text"),
        (
            totals.documents_affected,
            "of those that keep their text uses definitions that change",
            "of those that keep their text use definitions that change",
        ),
        (
            totals.documents_not_compared,
            "document could not be compared",
            "documents could not be compared",
        ),
    ];
    for (n, one, many) in more.into_iter().filter(|(n, ..)| *n > 0) {
        words.extend([grouped(n).as_str(), " ", if n == 1 { one } else { many }, ". "]);
    }
    words.trim_end().to_owned()
}

fn sentence(counts: &Counts) -> String {
    let kinds = [
        (counts.inserted, "inserted"),
        (counts.deleted, "deleted"),
        (counts.amended, "amended"),
        (counts.consequential, "in references that follow"),
        (counts.moved, "moved"),
        (counts.renumbered, "renumbered"),
    ];
    match counts.changed {
        0 => "No clause changed".to_owned(),
        n => format!("{} changed: {}", count(n, "clause"), listed(&kinds)),
    }
}

fn listed(kinds: &[(u64, &str)]) -> String {
    let some = kinds.iter().filter(|(n, _)| *n > 0);
    some.map(|(n, word)| format!("{} {word}", grouped(*n))).collect::<Vec<_>>().join(", ")
}
