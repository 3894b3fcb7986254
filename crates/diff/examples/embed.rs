//! Compares two documents that are built in code, and prints what became of every clause.
//!
//! ```text
//! cargo run -p keeling-diff --example embed
//! ```
#![allow(clippy::print_stdout, reason = "an example prints")]

use keeling_diff::{Op, OpKind, Options, Status, diff};
use keeling_model::{Builder, ClauseKind, Document, Label, Role};

/// A document of numbered clauses.
fn document(clauses: &[&str]) -> Document {
    let mut builder = Builder::new();
    for (at, text) in clauses.iter().enumerate() {
        builder.open(ClauseKind::Clause, Some(Label::typed(format!("{}", at + 1))));
        builder.paragraph(Role::Body, text, []);
        builder.close();
    }
    builder.finish()
}

fn main() {
    let old = document(&[
        "The Supplier shall supply energy at the premises.",
        "The User shall pay each invoice within 30 days.",
        "The Panel may suspend a User that does not pay.",
    ]);
    let new = document(&[
        "The Supplier shall supply energy at the premises.",
        "The User shall provide credit cover on request.",
        "The User shall pay each invoice within 45 days.",
        "The Panel may suspend a User that does not pay.",
    ]);
    let redline = diff(&old, &new, &Options::default());

    for change in &redline.changes {
        let cite = |clause: Option<&keeling_model::Clause>| {
            clause.map_or("–".to_owned(), |clause| clause.citation.clone())
        };
        let (was, is) = (cite(change.old_clause(&old)), cite(change.new_clause(&new)));
        let what = match change.status {
            Status::Unchanged if change.renumbered => "renumbered",
            Status::Unchanged => "unchanged",
            Status::Amended => "amended",
            Status::Inserted => "inserted",
            Status::Deleted => "deleted",
        };
        println!("{was} → {is}: {what}");
        if change.status == Status::Amended {
            let show = |op: &Op| match op.kind {
                OpKind::Equal => new.slice(op.new).to_owned(),
                OpKind::Delete => format!("[-{}-]", old.slice(op.old)),
                OpKind::Insert => format!("{{+{}+}}", new.slice(op.new)),
            };
            println!("    {}", change.ops.iter().map(show).collect::<String>());
        }
    }
}
