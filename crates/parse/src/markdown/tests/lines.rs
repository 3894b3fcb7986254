//! Clauses that stand on lines of one paragraph.

use super::flow;

#[test]
fn lines_that_count_on_are_clauses() {
    insta::assert_snapshot!(flow("The Supplier shall:\n(a) keep **records\nof it**; and\n(b) report to:\n(i) the Panel;\n(ii) the Code Administrator, and\n(c) pay."), @r#"
    body "The Supplier shall:"
    body "(a) keep records of it; and" bold("records of it")
    body "(b) report to:"
    body "(i) the Panel;"
    body "(ii) the Code Administrator, and"
    body "(c) pay."
    "#);
    insta::assert_snapshot!(flow("1.1 First.\n1.2 Second.\n1.3 Third."), @r#"
    body "1.1 First."
    body "1.2 Second."
    body "1.3 Third."
    "#);
    insta::assert_snapshot!(flow("at the time, the Supplier\ni. had a procedure;\nii. followed it; or\niii. said why."), @r#"
    body "at the time, the Supplier"
    body "i. had a procedure;"
    body "ii. followed it; or"
    body "iii. said why."
    "#);
    insta::assert_snapshot!(flow("a. one;\nb. two."), @r#"
    body "a. one;"
    body "b. two."
    "#);
}

#[test]
fn a_mark_that_reaches_over_lines_is_cut_with_them() {
    insta::assert_snapshot!(flow("**Both:\n(a) one;\n(b) two**\n[c;\n(c) d](#x)"), @r##"
    body "Both:" bold("Both:")
    body "(a) one;" bold("(a) one;")
    body "(b) two c;" bold("(b) two")
    body "(c) d"
    piece 2: "c;" -> #x
    piece 3: "(c) d" -> #x
    "##);
}

#[test]
fn running_prose_stays_whole() {
    for text in [
        "as set out in Clause 3.2\n(a) and Clause 3.3\n(b) of this Code",
        "as set out in Clause 3.2\n(a) and Clause 3.3,\n(b) of this Code",
        "in the sense of paragraph 4,\n(b) notwithstanding",
        "on the\n26\\. June of that year;\n27 was a Monday",
        "the value of\n1.1 and\n1.5 respectively",
        "see Mr.\nA. Example, and\nC. Example",
    ] {
        assert_eq!(flow(text).lines().count(), 1, "{text:?}");
    }
}

#[test]
fn one_clause_after_a_colon_stands_apart() {
    insta::assert_snapshot!(flow("Subject to this:\n(a) it applies."), @r#"
    body "Subject to this:"
    body "(a) it applies."
    "#);
}
