//! How the page tells that words are set differently.

use keeling_diff::{Ignore, Options, diff};
use keeling_model::{MarkKind, Role};

use crate::{body, mark, one, page_of};

#[test]
fn a_clause_with_other_formatting_is_unchanged_and_says_what_differs() {
    let text = "The Supplier shall supply.";
    let old = one(&[(Role::Body, text, &[mark(text, "Supplier", MarkKind::Bold)])]);
    let new = one(&[(Role::Body, text, &[mark(text, "shall", MarkKind::Italic)])]);
    let page = page_of(&old, &new, &diff(&old, &new, &Options::default()));
    insta::assert_snapshot!(body(&page), @r##"
    <div class="c" id="1.1" data-clause="1.1" data-status="unchanged" data-formatting>
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> The <span class="f">Supplier</span> <i><span class="f">shall</span></i> supply.</p>
    <p class="note" data-ui>Formatting only: bold removed (“Supplier”); italic added (“shall”).</p>
    </div>
    "##);
    assert!(page.contains("In 1 clause only the formatting differs."));
    assert!(page.contains("Only formatting differs: the words"));
}

#[test]
fn equal_words_of_an_amended_clause_are_shown_too() {
    let (text, amended) = ("The Supplier pays in 30 days.", "The Supplier pays in 45 days.");
    let old = one(&[(Role::Body, text, &[mark(text, "pays", MarkKind::Bold)])]);
    let new = one(&[(Role::Body, amended, &[])]);
    let page = page_of(&old, &new, &diff(&old, &new, &Options::default()));
    insta::assert_snapshot!(body(&page), @r##"
    <div class="c t" id="1.1" data-clause="1.1" data-status="amended" data-formatting>
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> The Supplier <span class="f">pays</span> in <del>30</del><ins>45</ins> days.</p>
    <p class="note" data-ui>Formatting: bold removed (“pays”).</p>
    </div>
    "##);
}

#[test]
fn what_was_ignored_is_said() {
    let (old, new) = (one(&[(Role::Body, "the User", &[])]), one(&[(Role::Body, "the User", &[])]));
    let options = Options::default().ignore(Ignore::CASE | Ignore::FORMATTING);
    let page = page_of(&old, &new, &diff(&old, &new, &options));
    assert!(page.contains("Not compared, as was asked for: case and formatting."));
    assert!(page.contains("compared; layout, formatting and page numbers were not."));
}
