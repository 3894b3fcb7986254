//! What is said beside a clause of why it is so: its number, the definitions that it uses.

use keeling_diff::{Options, diff};

use crate::common::sketch::document;
use crate::page_of;

/// The lines of a page that hold one of these words.
fn lines(old: &str, new: &str, words: &[&str]) -> String {
    let (old, new) = (document(old), document(new));
    let page = page_of(&old, &new, &diff(&old, &new, &Options::default()));
    let told = page.lines().filter(|line| words.iter().any(|word| line.contains(word)));
    told.collect::<Vec<_>>().join("\n")
}

const SUPPLY: &str = "The Supplier shall supply energy to each User at the agreed premises.";
const CHARGE: &str = "Each User shall pay the monthly charges shown on its invoice.";
const REPORT: &str = "The Panel shall publish an annual report on the operation of this Code.";

#[test]
fn the_first_clause_with_another_number_says_why_for_all() {
    let old = format!("# 1 Supply\n1.1 {SUPPLY}\n1.2 {CHARGE}");
    let new = format!("# 1 Supply\n1.1 {REPORT}\n1.2 {SUPPLY}\n1.3 {CHARGE}");
    insta::assert_snapshot!(lines(&old, &new, &["because"]), @r##"
    <p class="note" data-ui>Renumbered because <a href="#1.1">1.1</a> was inserted; 1 other clause too.</p>
    "##);
    insta::assert_snapshot!(lines(&new, &old, &["because"]), @r##"
    <p class="note" data-ui>Renumbered because <a href="#old-1.1">1.1</a> was deleted; 1 other clause too.</p>
    "##);
}

#[test]
fn a_changed_definition_lists_its_uses_and_they_name_it() {
    let old = format!(
        "# 1 Meanings\n= User: a person who takes <energy>.\n# 2 Supply\n2.1 {SUPPLY}\n2.2 {CHARGE}"
    );
    let new = old.replace("a person", "any person");
    insta::assert_snapshot!(lines(
        &old,
        &new,
        &["Affected:", "<details class=\"uses\"", "data-affected>"]
    ));
}

#[test]
fn a_renamed_definition_names_who_still_uses_the_old_term() {
    let old = format!(
        "1.1 Meanings.\n= User: a person who takes energy at premises.\n1.2 {SUPPLY}\n1.3 {CHARGE}"
    );
    let new = old.replace("= User", "= Customer").replace("Each User", "Each Customer");
    insta::assert_snapshot!(lines(&old, &new, &["Affected:", "<details class=\"uses\""]));
}
