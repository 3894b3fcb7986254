//! Which words are marked, on small texts: one test a rule.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a failed expectation is a failed test"
)]

mod common;

use keeling_diff::Options;

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
