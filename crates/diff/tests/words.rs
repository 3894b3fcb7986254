//! Which words are marked, on small texts: one test a rule.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a failed expectation is a failed test"
)]

mod common;

use keeling_diff::{OpKind, Options};
use keeling_model::{
    Builder, ClauseKind, Document, Label, Mark, MarkKind, OBJECT, Object, Role, Span,
};

fn edits(old: &str, new: &str) -> String {
    common::edits(old, new, &Options::default())
}

#[test]
fn a_heading_that_loses_its_last_word_keeps_its_end() {
    let (old, new) = (
        "#Password Security Requirements¶Passwords are secrets.",
        "#Password Security¶Passwords are secrets.",
    );
    assert_eq!(edits(old, new), "Password Security[- Requirements-]\nPasswords are secrets.");
    assert_eq!(edits(new, old), "Password Security{+ Requirements+}\nPasswords are secrets.");
}

#[test]
fn a_date_is_marked_as_one() {
    assert_eq!(
        edits("Amended by law of 19.10.2012 as follows", "Amended by law of 20.12.2012 as follows"),
        "Amended by law of [-19.10.2012-]{+20.12.2012+} as follows"
    );
}

#[test]
fn a_conjunction_between_small_edits_stays() {
    assert_eq!(
        edits(
            "within the table and if the Panel agrees",
            "within the list are met, and the Panel agrees"
        ),
        "within the [-table-]{+list are met,+} and [-if -]the Panel agrees"
    );
}

/// A clause with a picture among its words.
fn with_picture(digest: u64) -> Document {
    let mut builder = Builder::new();
    builder.open(ClauseKind::Clause, Some(Label::typed("1")));
    let picture = builder.object(Object::Picture { alt: String::new(), digest });
    let mark = Mark { span: Span::new(12, 15), kind: MarkKind::Object(picture) };
    builder.paragraph(Role::Body, &format!("The plan is {OBJECT} and binds."), [mark]);
    builder.close();
    builder.finish()
}

#[test]
fn a_picture_that_is_another_is_marked() {
    let kinds = |old: u64, new: u64| -> Vec<OpKind> {
        let redline = common::redline(&with_picture(old), &with_picture(new), &Options::default());
        redline.changes[0].ops.iter().map(|op| op.kind).collect()
    };
    assert_eq!(kinds(1, 2), [OpKind::Equal, OpKind::Delete, OpKind::Insert, OpKind::Equal]);
    assert!(kinds(1, 1).iter().all(|kind| *kind == OpKind::Equal));
}
