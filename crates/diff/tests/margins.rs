//! Headers and footers: compared with their own kind, apart from the text and its counts.
#![allow(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use keeling_diff::{Change, Options, Redline, Status, Summary, diff};
use keeling_model::{Builder, ClauseKind, Document, Label, Role};

/// A document with one clause that says `text`, and these headers and footers.
fn document(text: &str, margins: &[(ClauseKind, &str, &str)]) -> Document {
    let mut builder = Builder::new();
    builder.open(ClauseKind::Clause, Some(Label::typed("1")));
    builder.paragraph(Role::Body, text, []);
    for (kind, name, words) in margins {
        builder.open(*kind, Some(Label::generated(*name)));
        builder.paragraph(Role::Body, words, []);
    }
    builder.finish()
}

fn compare(old: &Document, new: &Document) -> Redline {
    let redline = diff(old, new, &Options::default());
    redline.verify(old, new).unwrap();
    redline
}

const TITLE: &str = "The Example Energy Code, the rules of the Example Market";

#[test]
fn a_change_in_a_header_is_a_change_and_counts_apart() {
    let old = document(TITLE, &[(ClauseKind::Header, "Header", "Version 1.0")]);
    let new = document(TITLE, &[(ClauseKind::Header, "Header", "Version 2.0")]);
    let redline = compare(&old, &new);
    assert!(redline.changes.iter().any(Change::is_changed));
    assert_eq!(redline.summary, Summary { unchanged: 1, ..Summary::default() });
    let amended = Summary { amended: 1, words_inserted: 1, words_deleted: 1, ..Summary::default() };
    assert_eq!(redline.margins, amended);
}

#[test]
fn a_header_is_never_the_same_as_a_footer_or_a_clause() {
    let old = document("Alpha beta.", &[(ClauseKind::Header, "Header", TITLE)]);
    let new = document(TITLE, &[(ClauseKind::Footer, "Footer", TITLE)]);
    let redline = compare(&old, &new);
    let counts = (redline.margins.deleted, redline.margins.inserted, redline.margins.unchanged);
    assert_eq!(counts, (1, 1, 0));
    let same = |change: &Change| change.status == Status::Unchanged;
    assert!(!redline.changes.iter().any(same), "the title is no clause's, and no header's");
}

#[test]
fn headers_are_paired_by_their_names() {
    let old = document(
        TITLE,
        &[
            (ClauseKind::Header, "Header", "Part A"),
            (ClauseKind::Header, "Header, section 2", "Part B"),
        ],
    );
    let new = document(
        TITLE,
        &[
            (ClauseKind::Header, "Header", "Part B"),
            (ClauseKind::Header, "Header, section 2", "Part C"),
        ],
    );
    let redline = compare(&old, &new);
    let amended = |change: &&Change| change.status == Status::Amended && !change.moved;
    assert_eq!(redline.changes.iter().filter(amended).count(), 2);
}

#[test]
fn a_header_that_says_what_the_text_says_does_not_hide_it() {
    let header = [(ClauseKind::Header, "Header", TITLE)];
    let old = document(TITLE, &header);
    let mut builder = Builder::new();
    builder.open(ClauseKind::Clause, Some(Label::typed("1")));
    builder.paragraph(Role::Body, "Words that were not there before.", []);
    builder.close();
    builder.open(ClauseKind::Clause, Some(Label::typed("2")));
    builder.paragraph(Role::Body, TITLE, []);
    builder.open(ClauseKind::Header, Some(Label::generated("Header")));
    builder.paragraph(Role::Body, TITLE, []);
    let redline = compare(&old, &builder.finish());
    assert_eq!((redline.summary.inserted, redline.summary.renumbered), (1, 1));
    assert_eq!(redline.margins, Summary { unchanged: 1, ..Summary::default() });
}
