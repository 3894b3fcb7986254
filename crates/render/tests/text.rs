//! The terminal's text: what changed, in words and in place.

#![cfg(feature = "text")]
// Test code may unwrap: a failed expectation is a failed test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::sketch::document;
use common::{differ, numbered, random};
use keeling_diff::Redline;
use keeling_model::Document;
use keeling_render::text::{self, TextOptions};
use keeling_render::{Version, View};
use proptest::prelude::*;

fn show(old: &Document, new: &Document, redline: &Redline, options: TextOptions) -> String {
    let view = View::new(redline, Version::new(old, "old.md"), Version::new(new, "new.md"));
    let mut text = Vec::new();
    text::write(&mut text, &view, options).unwrap();
    String::from_utf8(text).unwrap()
}

/// Two sketches, compared by citation, without colours.
fn shown(old: &str, new: &str) -> String {
    let (old, new) = (document(old), document(new));
    show(&old, &new, &differ::diff(&old, &new), TextOptions::default().width(60))
}

#[test]
fn changed_clauses_stand_under_their_headings() {
    insta::assert_snapshot!(shown(
        "# 1 Supply
         1.1 One.
         1.2 Two.
         # 2 Payment
         2.1 Three.
         2.2 The Supplier shall pay within 30 days of the invoice.
         2.3 Gone for good.",
        "# 1 Supply
         1.1 One.
         1.2 Two.
         # 2 Payment
         2.1 Three.
         2.2 The Supplier shall pay within 60 days of the invoice.
         2.4 Come to stay.",
    ));
}

#[test]
fn long_unchanged_stretches_are_left_out() {
    let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
                fifteen sixteen seventeen eighteen nineteen twenty";
    insta::assert_snapshot!(shown(
        &format!("1.1 {long} old {long}"),
        &format!("1.1 {long} new {long}"),
    ));
}

#[test]
fn moves_and_new_numbers_are_told_in_words() {
    let old = document(
        "1.1 Alpha stays.\n1.2 Beta moves.\n1.3 Gamma stays.\n1.4 Delta stays.\n1.5 Epsilon.",
    );
    let new = document(
        "1.1 Alpha stays.\n1.2 Gamma stays.\n1.3 Delta stays.\n1.4 Epsilon.\n1.5 Beta moves far.",
    );
    let redline = differ::diff_by_first_word(&old, &new);
    insta::assert_snapshot!(show(&old, &new, &redline, TextOptions::default()));
}

#[test]
fn no_change_is_one_line() {
    insta::assert_snapshot!(shown("1.1 The same.", "1.1 The same."));
}

#[test]
fn colours_replace_the_brackets() {
    let (old, new) = (document("1.1 Pay in 30 long days."), document("1.1 Pay in 60 days."));
    let redline = differ::diff(&old, &new);
    let text = show(&old, &new, &redline, TextOptions::default().colour(true));
    insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn characters_that_steer_the_terminal_do_not_reach_it() {
    let (old, new) = (document("1.1 a"), document("1.1 a \u{1b}[2J \u{202E}b \u{7}"));
    let text = show(&old, &new, &differ::diff(&old, &new), TextOptions::default());
    assert!(text.contains("{+\u{FFFD}[2J \u{FFFD}b \u{FFFD}+}"), "{text}");
}

#[test]
fn an_outline_is_an_indented_tree() {
    let document = document(
        "# 1 Supply
         1.1 The Supplier shall supply each Service that is listed in the Schedule of Services.
         (a) with care; and
         (b) in time.
         = Supplier: who supplies.
         ^1 A note.",
    );
    let mut text = Vec::new();
    let version = Version::new(&document, "code.md");
    text::write_outline(&mut text, &version, TextOptions::default().width(48)).unwrap();
    insta::assert_snapshot!(String::from_utf8(text).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_redline_can_be_shown(sketches in random::sketches(), edits in random::edits()) {
        let old = random::document(&sketches);
        let new = random::document(&random::edited(&sketches, &edits));
        for redline in [differ::diff(&old, &new), differ::diff_by_first_word(&old, &new)] {
            let text = show(&old, &new, &redline, TextOptions::default());
            prop_assert!(!text.contains("\n\n\n"), "{}", text);
        }
    }
}

#[test]
fn headers_and_footers_that_changed_come_last() {
    insta::assert_snapshot!(
        shown(
            "1.1 Same.\n~Header Version 1 of the code\n~Footer Same.",
            "1.1 Same.\n~Header Version 2 of the code\n~Footer Same.",
        ),
        @"
    new.md
    old.md → new.md

    … 1 unchanged clause, 1.1 …

    Headers and footers

    Header  amended
        Version [-1-] {+2+} of the code

    No clause changed. 1 clause is unchanged. 1 of 2 headers and
    footers changed.
    "
    );
}

const SUPPLY: &str = "The Supplier shall supply energy to each User at the agreed premises.";
const CHARGE: &str = "Each User shall pay the monthly charges shown on its invoice.";

/// Two versions: a definition changes, a clause is inserted, another is moved and edited.
fn versions() -> (Document, Document) {
    let meaning = "= User: a person who takes energy.";
    let old = format!(
        "# 1 Meanings\n{meaning}\n# 2 Supply\n2.1 {SUPPLY}\n2.2 {CHARGE}\n2.3 A notice takes \
         effect on the day after the day on which it is received.\n# 3 Rest\n3.1 Nothing else."
    );
    let new = format!(
        "# 1 Meanings\n{}\n# 2 Supply\n2.1 The Panel shall publish an annual report.\n2.2 {SUPPLY}\n\
         2.3 {CHARGE}\n# 3 Rest\n3.1 Nothing else.\n3.2 A notice takes effect on the third day \
         after the day on which it is received.",
        meaning.replace("takes", "takes or makes")
    );
    (document(&old), document(&new))
}

#[test]
fn numbers_and_definitions_say_why_and_where() {
    let (old, new) = versions();
    let redline = keeling_diff::diff(&old, &new, &keeling_diff::Options::default());
    let text = show(&old, &new, &redline, TextOptions::default());
    insta::assert_snapshot!(text);
}

#[test]
fn a_definition_is_renamed_and_not_renumbered() {
    let old = document("# 1 Meanings\n= Systems: what takes part.\n# 2 Supply\n2.1 All is well.");
    let new = document("# 1 Meanings\n= Engines: what takes part.\n# 2 Supply\n2.1 All is well.");
    let redline = keeling_diff::diff(&old, &new, &keeling_diff::Options::default());
    let text = show(&old, &new, &redline, TextOptions::default());
    assert!(text.contains("1 \"Engines\"  amended, renamed from 1 \"Systems\""), "{text}");
}

#[test]
fn a_change_is_explained() {
    let (old, new) = versions();
    let redline = keeling_diff::diff(&old, &new, &keeling_diff::Options::default());
    let view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
    let explained = |citation: &str| {
        let cited = |document: &Document, id: Option<keeling_model::ClauseId>| {
            id.is_some_and(|id| document.clause(id).citation == citation)
        };
        let at = redline.changes.iter().position(|change| cited(&new, change.new)).unwrap();
        let id = keeling_diff::ChangeId(u32::try_from(at).unwrap());
        let nearest = redline.nearest(&old, &new, id);
        let mut text = Vec::new();
        text::write_explanation(&mut text, &view, id, &nearest, TextOptions::default()).unwrap();
        String::from_utf8(text).unwrap()
    };
    let asked = ["1 \"User\"", "2.1", "2.2", "3.2"];
    insta::assert_snapshot!(asked.map(explained).join("\n"));
}

#[test]
fn an_outline_ends_with_headers_and_footers() {
    let document = document("1.1 One.\n~Header Version 1\n~Footer Draft");
    let mut bytes = Vec::new();
    text::write_outline(&mut bytes, &Version::new(&document, "a.md"), TextOptions::default())
        .unwrap();
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap(), @"
    1.1 One.

    Headers and footers
    Header: Version 1
    Footer: Draft

    1 clause
    ");
}

#[test]
fn a_row_that_moved_says_so_at_both_its_places() {
    let old = document("1.1 Rates.\n| Fuel | Rate\n| Gas | 3\n| Coal | 5\n| Wind | 7\n| Sun | 9");
    let new = document("1.1 Rates.\n| Fuel | Rate\n| Coal | 5\n| Wind | 7\n| Gas | 3\n| Sun | 9");
    let redline = keeling_diff::diff(&old, &new, &keeling_diff::Options::default());
    insta::assert_snapshot!(show(&old, &new, &redline, TextOptions::default()), @"
    new.md
    old.md → new.md

    1.1  amended
        Rates.
        Fuel | Rate
        [-Gas | 3-] (row moved away)
        Coal | 5
        Wind | 7
        {+Gas | 3+} (row moved here)
        Sun | 9

    1 clause changed: 1 in its text.
    ");
}

#[test]
fn numbers_of_cells_stand_before_their_words() {
    let (old, new) = (
        numbered::table("1.> Meters | 10\n2.> Pumps | 20"),
        numbered::table("1.> Meters | 10\n2.> Valves\n3.> Pumps | 20"),
    );
    let compared = |old: &Document, new: &Document| {
        let redline = keeling_diff::diff(old, new, &keeling_diff::Options::default());
        show(old, new, &redline, TextOptions::default().width(70))
    };
    insta::assert_snapshot!(compared(&old, &new), @r#"
    new.md
    old.md → new.md

    1.1  amended
        1. Meters | 10
        {+2. Valves+}
        [-2.-] {+3.+} Pumps | 20

    1 clause changed: 1 in its text.
    "#);
    let on = numbered::table("4.> Meters | 10\n5.> Pumps | 20");
    insta::assert_snapshot!(compared(&old, &on), @r#"
    new.md
    old.md → new.md

    1.1  other numbers of paragraphs
        [-1.-] {+4.+} Meters | 10
        [-2.-] {+5.+} Pumps | 20

    No clause changed. 1 clause is unchanged.
    "#);
    let mut outline = Vec::new();
    text::write_outline(&mut outline, &Version::new(&on, "new.md"), TextOptions::default())
        .unwrap();
    insta::assert_snapshot!(String::from_utf8(outline).unwrap(), @r#"
    1.1 4. Meters 10 5. Pumps 20

    1 clause
    "#);
}
