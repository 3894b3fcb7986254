//! Compares two documents that are built in code, as an embedder does: with a bar and a button
//! that cancels. Prints what became of every clause, then stores the redline and reads it back.
//!
//! ```text
//! cargo run -p keeling-diff --example embed --features serde
//! ```
#![allow(clippy::print_stdout, reason = "an example prints")]

#[cfg(feature = "serde")]
use keeling_diff::Redline;
use keeling_diff::{CancelToken, Change, OpKind, Options, Status, try_diff};
use keeling_model::{Builder, Clause, ClauseKind, Document, Label, Role};

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

fn main() -> Result<(), Box<dyn std::error::Error>> {
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

    // A button would call `token.cancel()` from another thread.
    let token = CancelToken::new();
    let options = Options::default()
        .threads(2)
        .cancel_token(token.clone())
        .on_progress(|progress| println!("{:?}: {} %", progress.stage, progress.percent()));
    let redline = try_diff(&old, &new, &options)?;

    for change in &redline.changes {
        print(change, &old, &new);
    }
    let changed = redline.changed().count();
    println!("{changed} of {} clauses changed", redline.changes.len());

    #[cfg(feature = "serde")]
    let redline = stored_and_read_back(&redline)?;
    // What comes from elsewhere is verified before it is used; accepting does it too.
    assert_eq!(redline.accept(&old, &new)?, new);
    assert_eq!(redline.reject(&old, &new)?, old);
    Ok(())
}

fn print(change: &Change, old: &Document, new: &Document) {
    let cite = |clause: Option<&Clause>| clause.map_or("–", |clause| &clause.citation).to_owned();
    let (was, is) = (cite(change.old_clause(old)), cite(change.new_clause(new)));
    let what = match change.status {
        Status::Unchanged if change.renumbered => "renumbered",
        Status::Unchanged => "unchanged",
        Status::Amended => "amended",
        Status::Inserted => "inserted",
        Status::Deleted => "deleted",
    };
    println!("{was} → {is}: {what}");
    if change.status == Status::Amended {
        let shown = change.ops.iter().map(|op| match (op.kind, op.text(old, new)) {
            (OpKind::Equal, text) => text.to_owned(),
            (OpKind::Delete, text) => format!("[-{text}-]"),
            (OpKind::Insert, text) => format!("{{+{text}+}}"),
        });
        println!("    {}", shown.collect::<String>());
    }
}

#[cfg(feature = "serde")]
fn stored_and_read_back(redline: &Redline) -> serde_json::Result<Redline> {
    let stored = serde_json::to_string(redline)?;
    println!("stored in {} bytes", stored.len());
    serde_json::from_str(&stored)
}
