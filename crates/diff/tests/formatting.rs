//! Changes of formatting only: what is told, and what is no change.
#![allow(clippy::expect_used, reason = "a failed expectation is a failed test")]

mod common;

use common::{document, edits, redline};
use keeling_diff::{Format, Ignore, Options, Redline, Status, diff};
use keeling_model::{Builder, ClauseKind, Document, Label, Mark, MarkKind, Role, Span, Target};
use proptest::prelude::*;

/// The changes of formatting between two versions: "words: +added -removed".
fn formatting(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (document(old), document(new));
    let redline = redline(&old, &new, &Options::default());
    describe(&redline, &old, &new)
}

fn describe(redline: &Redline, old: &Document, new: &Document) -> Vec<String> {
    let name = |format: &Format, document: &Document| match format {
        Format::Link(url) => document.url(*url).to_owned(),
        Format::Heading(level) => format!("heading {level}"),
        format => format.name().to_owned(),
    };
    let changes = redline.changes.iter().flat_map(|change| &change.formatting);
    changes
        .map(|change| {
            let mut line = format!("{}:", new.slice(change.new));
            for format in &change.added {
                line += " +";
                line += &name(format, new);
            }
            for format in &change.removed {
                line += " -";
                line += &name(format, old);
            }
            line
        })
        .collect()
}

#[test]
fn what_is_set_differently_is_told_and_nothing_else() {
    assert_eq!(
        formatting(
            "The {b Supplier} shall supply, {i in writing}, to {u each} User.",
            "The Supplier shall supply, {b in writing}, to {u each} User."
        ),
        ["Supplier: -bold", "in writing: +bold -italic"]
    );
    assert_eq!(formatting("The {b Supplier} pays.", "The {b Supplier} pays."), [""; 0]);
    assert_eq!(formatting("10 m{^ 2} of land", "10 m2 of land"), ["2: -superscript"]);
}

#[test]
fn a_clause_with_other_formatting_is_unchanged_and_counted_apart() {
    let (old, new) = (
        document("The {b Supplier} pays.\nThe User pays."),
        document("The Supplier pays.\nThe User pays."),
    );
    let redline = redline(&old, &new, &Options::default());
    assert_eq!((redline.summary.unchanged, redline.summary.formatting), (2, 1));
    assert_eq!(redline.summary.amended, 0);
    let change = &redline.changes[0];
    assert!(change.is_formatting_only() && !change.is_changed());
    assert_eq!(change.status, Status::Unchanged);
}

#[test]
fn borders_over_white_space_and_punctuation_are_no_change() {
    for (old, new) in [
        ("The {b Supplier }pays.", "The {b Supplier} pays."),
        ("The {b Supplier}, who pays", "The {b Supplier,} who pays"),
        ("(a {b Supplier})", "{b (}a {b Supplier)}"),
        ("{b The Supplier} pays", "{b The} {b Supplier} pays"),
        ("{b The }{i {b Supplier}} pays", "{b The {i Supplier}} pays"),
        ("pays {b —} or not", "pays — or not"),
    ] {
        assert_eq!(formatting(old, new), [""; 0], "{old}");
    }
}

#[test]
fn one_stretch_reaches_over_punctuation() {
    assert_eq!(
        formatting("{b The Supplier, the User} pay", "The Supplier, the User pay"),
        ["The Supplier, the User: -bold"]
    );
}

#[test]
fn a_part_of_a_word_is_told_by_itself() {
    assert_eq!(
        formatting("{b Sub}contractors pay", "Sub{b contractors} pay"),
        ["Sub: -bold", "contractors: +bold"]
    );
}

#[test]
fn equal_words_of_an_amended_clause_are_compared() {
    let (old, new) = (
        "The {b Supplier} shall pay within {b 30} days and {i in full}.",
        "The Supplier shall pay within 45 days and {i in full}.",
    );
    assert_eq!(formatting(old, new), ["Supplier: -bold"]);
    let (old, new) = (document(old), document(new));
    let redline = redline(&old, &new, &Options::default());
    assert_eq!((redline.summary.amended, redline.summary.formatting), (1, 0));
}

#[test]
fn where_a_link_leads_is_formatting_and_how_it_is_drawn_is_not() {
    assert_eq!(
        formatting("see {https://a.example {u the site}}", "see {https://b.example the site}"),
        ["the site: +https://b.example -https://a.example"]
    );
    assert_eq!(
        formatting("see https://a.example/b", "see {https://a.example/b https://a.example/b}"),
        [""; 0]
    );
    assert_eq!(
        formatting("see {https://a.example {u the site}}", "see {https://a.example the site}"),
        [""; 0]
    );
    assert_eq!(
        formatting("see {u the site}", "see {https://a.example the site}"),
        ["the site: +https://a.example"]
    );
}

#[test]
fn a_heading_of_another_level_is_formatting() {
    assert_eq!(
        formatting("##Supply of energy", "###Supply of energy"),
        ["Supply of energy: +heading 3 -heading 2"]
    );
    assert_eq!(
        formatting("#Supply of energy", "Supply of energy"),
        ["Supply of energy: -heading 1"]
    );
}

/// A document with a clause for each level that a source gives a heading.
fn headings(levels: &[u8]) -> Document {
    let mut builder = Builder::new();
    for (number, level) in (1..).zip(levels) {
        builder.open(ClauseKind::Clause, Some(Label::typed(&*number.to_string())));
        builder.paragraph(Role::Heading(1), &format!("Heading {number}"), []);
        builder.set_heading_level(Some(*level));
        builder.close();
    }
    builder.finish()
}

fn of_headings(old: &[u8], new: &[u8]) -> Vec<String> {
    let (old, new) = (headings(old), headings(new));
    describe(&redline(&old, &new, &Options::default()), &old, &new)
}

#[test]
fn a_heading_that_is_set_at_another_level_than_its_like_is_formatting() {
    assert_eq!(of_headings(&[1, 1, 1], &[1, 2, 1]), ["Heading 2: +heading 2 -heading 1"]);
    assert_eq!(of_headings(&[2, 2, 2], &[1, 2, 2]), ["Heading 1: +heading 1 -heading 2"]);
}

#[test]
fn headings_that_are_all_set_lower_are_no_change() {
    assert_eq!(of_headings(&[1, 2, 2], &[2, 3, 3]), [""; 0]);
    let (old, mut new) = ([2; 20], [3; 20]);
    new[4] = 2;
    assert_eq!(of_headings(&old, &new), ["Heading 5: +heading 2 -heading 3"]);
}

#[test]
fn formatting_can_be_ignored() {
    let (old, new) = (document("The {b Supplier} pays."), document("The Supplier pays."));
    let options = Options::default().ignore(Ignore::FORMATTING);
    let redline = redline(&old, &new, &options);
    assert_eq!(redline.summary.formatting, 0);
    assert!(redline.changes[0].formatting.is_empty());
    assert_eq!(edits("The {b Supplier}", "The Supplier", &options), "=The Supplier");
}

/// A clause of these words, with marks on some stretches of them.
fn marked(words: &[&str], marks: &[(u8, usize, usize)]) -> Document {
    let text = words.join(" ");
    let mut builder = Builder::new();
    let urls = [builder.url("https://a.example"), builder.url("https://b.example")];
    let kind = |kind: u8| match kind {
        0 => MarkKind::Bold,
        1 => MarkKind::Italic,
        2 => MarkKind::Underline,
        3 => MarkKind::Link(urls[0]),
        4 => MarkKind::Link(urls[1]),
        _ => MarkKind::Reference(Target::Missing),
    };
    let at = |place: usize| u32::try_from(place % (text.len() + 1)).expect("a short text");
    let marks = marks.iter().map(|(what, x, y)| {
        let (x, y) = (at(*x), at(*y));
        Mark { span: Span::new(x.min(y), x.max(y)), kind: kind(*what) }
    });
    builder.open(ClauseKind::Clause, Some(Label::typed("1")));
    builder.paragraph(Role::Body, &text, marks);
    builder.finish()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever the marks: the stretches are words of both versions, in order, and the other way
    /// round they are the same with added and removed exchanged.
    #[test]
    fn stretches_are_words_of_both_versions(
        olds in prop::collection::vec((0..6u8, 0..60usize, 0..60usize), 0..6),
        news in prop::collection::vec((0..6u8, 0..60usize, 0..60usize), 0..6),
        word in prop::sample::select(vec!["30", "45", "thirty"]),
    ) {
        let words = ["The", "Supplier", ",", "as", "such", "(", "pays", ")", "in", "30", "days"];
        let mut other = words;
        other[9] = word;
        let (old, new) = (marked(&words, &olds), marked(&other, &news));
        let (there, back) = (diff(&old, &new, &Options::default()), diff(&new, &old, &Options::default()));
        let (there, back) = (&there.changes[0].formatting, &back.changes[0].formatting);
        let mut at = 0;
        for change in there {
            prop_assert_eq!(old.slice(change.old), new.slice(change.new));
            prop_assert!(change.new.start >= at && !change.new.is_empty());
            prop_assert!(!change.added.is_empty() || !change.removed.is_empty());
            at = change.new.end;
        }
        let turned: Vec<_> = back.iter().map(|c| (c.new, c.old, &c.removed, &c.added)).collect();
        let plain: Vec<_> = there.iter().map(|c| (c.old, c.new, &c.added, &c.removed)).collect();
        prop_assert_eq!(plain, turned);
        let itself = diff(&old, &old, &Options::default());
        prop_assert!(itself.changes[0].formatting.is_empty());
    }
}
