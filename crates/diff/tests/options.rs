//! How finely words are marked, what is ignored, and what is visible without any option.
#![allow(clippy::expect_used, reason = "a failed expectation is a failed test")]

mod common;

use common::{document, edits};
use keeling_diff::{Granularity, Ignore, Options, diff};
use proptest::prelude::*;

fn by_word(old: &str, new: &str) -> String {
    edits(old, new, &Options::default())
}

fn by_character(old: &str, new: &str) -> String {
    edits(old, new, &Options::default().granularity(Granularity::Character))
}

fn ignoring(ignore: Ignore, old: &str, new: &str) -> String {
    edits(old, new, &Options::default().ignore(ignore))
}

#[test]
fn words_that_are_alike_are_marked_by_characters() {
    for (old, new, want) in [
        ("the organisation pays", "the organization pays", "the organi[-s-]{+z+}ation pays"),
        ("each Party pays", "each Parties pays", "each Part[-y-]{+ies+} pays"),
        ("a lawful act", "an unlawful act", "[-a-]{+an+} {+un+}lawful act"),
        ("the User notices", "the Users notice", "the User{+s+} notice[-s-]"),
    ] {
        assert_eq!(by_character(old, new), want);
    }
}

#[test]
fn words_that_are_not_alike_and_numbers_stay_whole() {
    for (old, new, want) in [
        ("wegen des Endes", "wegen der Endes", "wegen [-des-]{+der+} Endes"),
        ("the User shall pay", "the User must pay", "the User [-shall-]{+must+} pay"),
        ("a form of words", "a from of words", "a [-form-]{+from+} of words"),
        ("within 30 days of it", "within 35 days of it", "within [-30-]{+35+} days of it"),
        ("see item (iv) of it", "see item (vi) of it", "see item ([-iv-]{+vi+}) of it"),
        ("see 3.2.11 of it", "see 3.2.14 of it", "see 3.2.[-11-]{+14+} of it"),
    ] {
        assert_eq!(by_character(old, new), want);
        assert_eq!(by_word(old, new), want);
    }
}

#[test]
fn a_character_is_never_parted_from_its_accents() {
    assert_eq!(
        by_character("the e\u{301}tat pays", "the etat pays"),
        "the [-e\u{301}-]{+e+}tat pays"
    );
}

#[test]
fn words_are_counted_as_words_whatever_is_marked() {
    let (old, new) = (document("the organisation pays"), document("the organization pays"));
    let options = Options::default().granularity(Granularity::Character);
    let (fine, coarse) = (diff(&old, &new, &options), diff(&old, &new, &Options::default()));
    assert_eq!(fine.summary, coarse.summary);
    assert_eq!(fine.granularity, Granularity::Character);
}

#[test]
fn without_options_what_a_reader_can_see_is_marked() {
    for (old, new, want) in [
        ("a supplier pays", "a Supplier pays", "a [-supplier-]{+Supplier+} pays"),
        ("the User pays now", "the User, pays now", "the User{+,+} pays now"),
        ("a \"User\" pays", "a “User” pays", "a [-\"-]{+“+}User[-\"-]{+”+} pays"),
        ("the User's meter", "the User’s meter", "the [-User's-]{+User’s+} meter"),
        ("pay 30\u{A0}days later", "pay 30 days late", "pay 30 days [-later-]{+late+}"),
        ("the caf\u{E9} pays", "the cafe\u{301} pays", "the [-caf\u{E9}-]{+cafe\u{301}+} pays"),
        (
            "供应商应当在三十日内付款",
            "供应商应当在四十日内付款",
            "供应商应当在[-三-]{+四+}十日内付款",
        ),
        ("a foot note here", "a footnote here", "a [-foot note-]{+footnote+} here"),
    ] {
        assert_eq!(by_word(old, new), want);
    }
}

#[test]
fn white_space_of_any_kind_is_no_difference() {
    for (old, new) in [
        ("pay 30\u{A0}days", "pay 30 days"),
        ("pay  30 days", "pay 30 days"),
        ("pay 30¶days", "pay 30 days"),
        ("co\u{200B} pays", "co pays"),
    ] {
        assert!(by_word(old, new).starts_with('='), "{old}");
    }
}

#[test]
fn case_is_ignored() {
    let edits = |old, new| ignoring(Ignore::CASE, old, new);
    assert_eq!(edits("The supplier pays", "the Supplier Pays"), "=the Supplier Pays");
    assert_eq!(
        edits("The supplier pays 30", "the Supplier pays 45"),
        "the Supplier pays [-30-]{+45+}"
    );
    assert_eq!(edits("ÉTAT", "état"), "=état");
}

#[test]
fn quotes_are_ignored() {
    let edits = |old, new| ignoring(Ignore::QUOTES, old, new);
    assert_eq!(edits("a \"User's\" meter", "a “User’s” meter"), "=a “User’s” meter");
    assert_eq!(edits("a 'User' pays", "a \"User\" pays"), "a [-'-]{+\"+}User[-'-]{+\"+} pays");
}

#[test]
fn punctuation_is_ignored() {
    let edits = |old, new| ignoring(Ignore::PUNCTUATION, old, new);
    assert_eq!(edits("pay, (on time), in full.", "pay on time; in full"), "=pay on time; in full");
    assert_eq!(edits("the co-operation", "the cooperation"), "=the cooperation");
    assert_eq!(
        edits("pay, on time, within 30 days", "pay on time; within 45 days."),
        "pay on time; within [-30-]{+45+} days."
    );
    for (old, new) in [
        ("of -5 degrees", "of 5 degrees"),
        ("of 3.2 units", "of 32 units"),
        ("a 5% fee", "a 5 fee"),
    ] {
        assert!(!edits(old, new).starts_with('='), "{old}");
    }
}

#[test]
fn white_space_is_ignored_where_one_version_has_none() {
    let edits = |old, new| ignoring(Ignore::WHITE_SPACE, old, new);
    assert_eq!(edits("a foot note here", "a footnote here"), "=a footnote here");
    assert_eq!(
        edits("a foot note of the User within 30 days", "a footnote of the User within 45 days"),
        "a footnote of the User within [-30-]{+45+} days"
    );
    assert_eq!(edits("a \u{FFFC} here", "a \u{FFFC}here"), "=a \u{FFFC}here");
}

#[test]
fn options_work_together() {
    let all = Ignore::CASE | Ignore::QUOTES | Ignore::PUNCTUATION | Ignore::WHITE_SPACE;
    let options = Options::default().ignore(all).granularity(Granularity::Character);
    assert_eq!(
        edits("The “Organisation”, pays!", "the organization pays", &options),
        "the organi[-s-]{+z+}ation pays"
    );
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the", "The", "party", "Parties", "foot", "note", "footnote", "30", "-5", "3.2(a)", "(a)",
        ",", ".", "“", "\"", "’", "'", "-", "…", "e\u{301}", "é", "\u{FFFC}", "  ", "\u{A0}", "三",
    ]);
    prop::collection::vec((word, any::<bool>()), 0..9).prop_map(|words| {
        let part = |(word, space): (&str, bool)| format!("{word}{}", if space { " " } else { "" });
        words.into_iter().map(part).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// With every set of options a redline is both documents, but for what is ignored.
    #[test]
    fn the_law_holds_up_to_what_is_ignored(
        (old, new) in (prop::collection::vec(words(), 1..4), prop::collection::vec(words(), 1..4)),
        which in 0..32usize,
        fine in any::<bool>(),
    ) {
        let (old, new) = (document(&old.join("\n")), document(&new.join("\n")));
        let all = [Ignore::CASE, Ignore::WHITE_SPACE, Ignore::PUNCTUATION, Ignore::QUOTES, Ignore::FORMATTING];
        let some = all.into_iter().enumerate().filter(|(at, _)| which & (1 << at) != 0);
        let ignore = some.fold(Ignore::NOTHING, |set, (_, one)| set | one);
        let granularity = if fine { Granularity::Character } else { Granularity::Word };
        let options = Options::default().ignore(ignore).granularity(granularity);
        let redline = diff(&old, &new, &options);
        prop_assert_eq!(redline.verify(&old, &new), Ok(()));
        let itself = diff(&old, &old, &options);
        prop_assert!(itself.changes.iter().all(|change| !change.is_changed()));
    }
}
