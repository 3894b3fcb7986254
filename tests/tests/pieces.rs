//! Split and merged clauses in Word files with tracked changes: their words stay, and the mark
//! between the paragraphs comes or goes.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use keeling_tests::laws::main_part;
use keeling_tests::package::{NUMBERS, Package, numbered, p, run};
use keeling_tests::read::marked;

const PAY: &str = "Each Supplier shall pay the charges that are invoiced to it.";
const METER: &str = "It shall read the meters of its customers once in every year.";
const REGISTER: &str = "The Panel shall keep a register of the Parties and publish it.";

/// A code of these clauses, numbered automatically.
fn automatic(clauses: &[&str]) -> Package {
    let body: String = clauses.iter().map(|clause| numbered(&run(clause))).collect();
    Package::new(&(body + &p("Here this Code ends."))).lists(NUMBERS)
}

/// The same with typed numbers.
fn typed(clauses: &[&str]) -> Package {
    let body: String =
        (1..).zip(clauses).map(|(number, clause)| p(&format!("{number}. {clause}"))).collect();
    Package::new(&(body + &p("Here this Code ends.")))
}

/// The lines of the file for two codes, of which the laws are checked, but for the last one.
fn lines(write: impl Fn(&[&str]) -> Package, old: &[&str], new: &[&str]) -> Vec<String> {
    let mut lines = marked::lines(&main_part(&write(old), &write(new)).unwrap());
    assert_eq!(lines.pop().as_deref(), Some("Here this Code ends."));
    lines
}

#[test]
fn of_a_clause_that_was_split_the_mark_between_the_pieces_is_inserted() {
    let whole = format!("{PAY} {METER}");
    for (old, new) in
        [([REGISTER, &whole], [REGISTER, PAY, METER]), ([&whole, ""], [PAY, METER, ""])]
    {
        let lines = lines(automatic, &old, &new);
        let first = lines.iter().position(|line| line.starts_with("Each")).unwrap();
        assert_eq!(lines[first..first + 2], [format!("{PAY}[- -][+¶+]"), METER.to_owned()]);
    }
}

#[test]
fn of_clauses_that_were_merged_the_mark_between_them_is_deleted() {
    let whole = format!("{PAY} {METER}");
    assert_eq!(
        lines(automatic, &[REGISTER, PAY, METER], &[REGISTER, &whole]),
        [REGISTER.to_owned(), format!("{PAY}[-¶-]"), format!("[+ +]{METER}")]
    );
}

#[test]
fn a_typed_number_comes_and_goes_with_its_piece() {
    let whole = format!("{PAY} {METER}");
    assert_eq!(
        lines(typed, &[REGISTER, &whole], &[REGISTER, PAY, METER]),
        [format!("1. {REGISTER}"), format!("2. {PAY}[+¶+]"), format!("[+3.+] {METER}")]
    );
    assert_eq!(
        lines(typed, &[REGISTER, PAY, METER], &[REGISTER, &whole]),
        [format!("1. {REGISTER}"), format!("2. {PAY}[-¶-]"), format!("[-3.-] {METER}")]
    );
}

#[test]
fn a_piece_that_is_worded_otherwise_is_marked_within() {
    let whole = format!("{PAY} {METER}");
    let other = METER.replace("once", "twice");
    assert_eq!(
        lines(automatic, &[REGISTER, &whole], &[REGISTER, PAY, &other]),
        [
            REGISTER.to_owned(),
            format!("{PAY}[- -][+¶+]"),
            METER.replace("once", "[-once-][+twice+]")
        ]
    );
}

#[test]
fn a_piece_that_stands_elsewhere_is_inserted_there() {
    let whole = format!("{PAY} {METER}");
    let new = [METER, "Notices are given in writing.", REGISTER, PAY];
    let old = ["Notices are given in writing.", REGISTER, &whole];
    let lines = lines(automatic, &old, &new);
    assert_eq!(lines[0], format!("[+{METER}¶+]"));
    assert_eq!(lines.last().unwrap(), &format!("{PAY}[- {METER}-]"));
}
