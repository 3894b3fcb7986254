//! Footnotes: numbered in the order of first reference.

use super::flow;

#[test]
fn notes_stand_in_the_order_of_their_references() {
    insta::assert_snapshot!(flow("a[^z] b[^1] c[^z]\n\n[^1]: One.\n\n[^z]: First\n    line.\n\n    - Second."), @r#"
    body "a@ b@ c@" note(0) note(1) note(0)
    note 0 marked 1
      body "First line."
      body >1 •(list 0, level 0) "Second."
    note 1 marked 2
      body "One."
    "#);
}

#[test]
fn references_to_nothing_are_text() {
    insta::assert_snapshot!(flow("a[^x] b[^]"), @r#"body "a[^x] b[^]""#);
}

#[test]
fn notes_that_nothing_refers_to_are_told() {
    insta::assert_snapshot!(flow("a\n\n[^x]: b\n\n[^y]: c"), @r#"
    body "a"
    not-read: line 3: nothing refers to the footnote [^x]
    not-read: line 5: nothing refers to the footnote [^y]
    "#);
}

#[test]
fn the_last_definition_of_a_label_counts() {
    insta::assert_snapshot!(flow("a[^x]\n\n[^x]: b\n\n[^x]: c"), @r#"
    body "a@" note(0)
    note 0 marked 1
      body "c"
    not-read: line 3: the footnote [^x] is defined again further on
    "#);
}

#[test]
fn lists_in_notes_are_lists_of_their_own() {
    insta::assert_snapshot!(flow("1. a[^x]\n\n   [^x]: 1. b\n\n2. c"), @r#"
    body >1 1.(list 0, level 0) "a@" note(0)
    body >1 2.(list 0, level 0) "c"
    note 0 marked 1
      body >1 1.(list 1, level 0) "b"
    "#);
}
