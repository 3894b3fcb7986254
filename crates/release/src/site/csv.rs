//! `changes.csv`: one row a changed clause.

use std::io::{self, Write};

use crate::record::{ClauseRecord, ClauseVersion, DocumentRecord, Record, Region};

/// The names of the columns.
pub(crate) const COLUMNS: [&str; 10] = [
    "document",
    "name",
    "region",
    "kind",
    "citation before",
    "citation now",
    "heading",
    "text before",
    "text now",
    "address",
];

/// Writes the table (RFC 4180).
pub(crate) fn write(out: &mut dyn Write, record: &Record) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for document in &record.documents {
        for clause in &document.clauses {
            table.write_record(row(document, clause).map(|field| guarded(&field)))?;
        }
    }
    table.flush()
}

/// The fields of a clause's row.
pub(crate) fn row(document: &DocumentRecord, clause: &ClauseRecord) -> [String; 10] {
    let citation = |version: &Option<ClauseVersion>| {
        version.as_ref().map_or(String::new(), |version| version.citation.clone())
    };
    let text = |version: &Option<ClauseVersion>| {
        version.as_ref().map_or(String::new(), |version| version.text.clone())
    };
    let heading = clause.new.as_ref().or(clause.old.as_ref()).and_then(|one| one.heading.clone());
    let kinds: Vec<&str> = clause.kinds.iter().map(|kind| kind.name()).collect();
    let address = document
        .redline
        .as_ref()
        .map(|page| format!("{page}#{}", super::address::encoded(&clause.id)));
    let region = match clause.region {
        Region::Text => "text",
        Region::HeaderOrFooter => "header or footer",
    };
    [
        document.id.clone(),
        document.name.clone(),
        region.to_owned(),
        kinds.join(", "),
        citation(&clause.old),
        citation(&clause.new),
        heading.unwrap_or_default(),
        text(&clause.old),
        text(&clause.new),
        address.unwrap_or_default(),
    ]
}

/// A field that no program for tables takes for a formula.
fn guarded(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_formula_is_made_text() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("H1.1"), "H1.1");
    }
}
