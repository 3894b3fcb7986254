//! Where clauses stand, under which number, and what is said of that.

use keeling_diff::{ReferenceKind, ReferenceNote};
use keeling_model::Span;

use crate::common::differ;
use crate::common::sketch::document;
use crate::{body, clauses, page_of};

#[test]
fn inserted_and_deleted_clauses_stand_where_they_are_and_were() {
    insta::assert_snapshot!(clauses("1.1 Stays.\n1.2 Goes.", "1.1 Stays.\n1.3 Comes."), @r##"
    <div class="c" id="1.1" data-clause="1.1" data-status="unchanged">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> Stays.</p>
    </div>
    <div class="c t new" id="1.3" data-clause="1.3" data-status="inserted">
    <p><a class="n" href="#1.3"><ins>1.3</ins></a> <ins>Comes.</ins></p>
    </div>
    <div class="c t old" id="old-1.2" data-clause="1.2" data-status="deleted">
    <p><a class="n" href="#old-1.2"><del>1.2</del></a> <del>Goes.</del></p>
    </div>
    "##);
}

#[test]
fn a_moved_clause_stands_twice_and_its_edits_are_told_apart() {
    let old = document("1.1 Alpha moves far away.\n1.2 Beta.\n1.3 Gamma.");
    let new = document("1.1 Beta.\n1.2 Gamma.\n1.3 Alpha moves very far.");
    let redline = differ::diff_by_first_word(&old, &new);
    insta::assert_snapshot!(body(&page_of(&old, &new, &redline)), @r##"
    <div class="c t old" id="old-1.1" data-clause="1.1" data-status="amended" data-moved data-renumbered>
    <p class="mv" data-ui><a href="#1.3">Moved to 1.3</a></p>
    <p><a class="n" href="#old-1.1"><del class="mov">1.1</del></a> <del class="mov">Alpha moves</del><del> far away.</del></p>
    </div>
    <div class="c r" id="1.1" data-clause="1.1" data-status="unchanged" data-renumbered>
    <p><a class="n" id="old-1.2" href="#1.1"><del class="num">1.2</del> <ins class="num">1.1</ins></a> Beta.</p>
    </div>
    <div class="c r" id="1.2" data-clause="1.2" data-status="unchanged" data-renumbered>
    <p><a class="n" id="old-1.3" href="#1.2"><del class="num">1.3</del> <ins class="num">1.2</ins></a> Gamma.</p>
    </div>
    <div class="c t new" id="1.3" data-clause="1.3" data-status="amended" data-moved data-renumbered>
    <p class="mv" data-ui><a href="#old-1.1">Moved from 1.1</a></p>
    <p><a class="n" href="#1.3"><ins class="mov">1.3</ins></a> <ins class="mov">Alpha moves</ins><ins> very far.</ins></p>
    </div>
    "##);
}

#[test]
fn a_new_number_is_marked_where_it_is_shown() {
    let (old, new) = (document("1.2 Same."), document("1.3 Same."));
    let redline = differ::diff_by_first_word(&old, &new);
    insta::assert_snapshot!(body(&page_of(&old, &new, &redline)), @r##"
    <div class="c r" id="1.3" data-clause="1.3" data-status="unchanged" data-renumbered>
    <p><a class="n" id="old-1.2" href="#1.3"><del class="num">1.2</del> <ins class="num">1.3</ins></a> Same.</p>
    </div>
    "##);
}

#[test]
fn a_computed_number_belongs_to_no_version() {
    let (old, new) = (document("+1.2 Same."), document("+1.3 Same."));
    let redline = differ::diff_by_first_word(&old, &new);
    insta::assert_snapshot!(body(&page_of(&old, &new, &redline)), @r##"
    <div class="c r" id="1.3" data-clause="1.3" data-status="unchanged" data-renumbered>
    <p><a class="n" id="old-1.2" href="#1.3"><del class="num" data-generated>1.2</del> <ins class="num" data-generated>1.3</ins></a> Same.</p>
    </div>
    "##);
}

#[test]
fn a_number_that_is_typed_now_is_shown_once_and_read_right() {
    insta::assert_snapshot!(clauses("+1.2 Same.", "1.2 Same."), @r##"
    <div class="c" id="1.2" data-clause="1.2" data-status="unchanged">
    <p><a class="n" id="old-1.2" href="#1.2"><ins class="same">1.2</ins></a> Same.</p>
    </div>
    "##);
    insta::assert_snapshot!(clauses("1.2 Same.", "+1.2 Same."), @r##"
    <div class="c" id="1.2" data-clause="1.2" data-status="unchanged">
    <p><a class="n" id="old-1.2" href="#1.2"><del class="same">1.2</del><span data-generated>1.2</span></a> Same.</p>
    </div>
    "##);
}

#[test]
fn text_without_a_number_has_a_name_after_the_clause_that_it_belongs_to() {
    insta::assert_snapshot!(clauses("1.1 One.\n- Closing words.", "1.1 One.\n- Closing words."), @r##"
    <div class="c" id="1.1" data-clause="1.1" data-status="unchanged">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> One.</p>
    </div>
    <div class="c" id="1.1~text" data-clause="1.1" data-status="unchanged">
    <p><span id="old-1.1~text"></span>Closing words.</p>
    </div>
    "##);
}

#[test]
fn references_that_follow_or_need_a_look_are_told_in_words() {
    let old = document("1.1 See 1.2 now.\n1.2 Two.\n1.4 See 1.2 again.");
    let new = document("1.1 See 1.3 now.\n1.3 Two.\n1.4 See 1.2 again.");
    let mut redline =
        differ::diff_by(&old, &new, |document, clause| document.slice(clause.text).len());
    let target = keeling_diff::ChangeId(1);
    redline.changes[0].consequential = true;
    redline.changes[0].references =
        vec![ReferenceNote { span: Span::new(4, 7), kind: ReferenceKind::Follows { target } }];
    redline.changes[2].references = vec![ReferenceNote {
        span: Span::new(25, 28),
        kind: ReferenceKind::Dangling { from: target },
    }];
    insta::assert_snapshot!(body(&page_of(&old, &new, &redline)), @r##"
    <div class="c r" id="1.1" data-clause="1.1" data-status="amended" data-consequential>
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> See<del class="con"> 1.2</del><ins class="con"> 1.3</ins> now.</p>
    <p class="note" data-ui>Reference follows renumbering: 1.2 became <a href="#1.3">1.3</a>.</p>
    </div>
    <div class="c r" id="1.3" data-clause="1.3" data-status="unchanged" data-renumbered>
    <p><a class="n" id="old-1.2" href="#1.3"><del class="num">1.2</del> <ins class="num">1.3</ins></a> Two.</p>
    </div>
    <div class="c a" id="1.4" data-clause="1.4" data-status="unchanged" data-check>
    <p><a class="n" id="old-1.4" href="#1.4">1.4</a> See 1.2 again.</p>
    <p class="note" data-ui><b>Check:</b> refers to 1.2, which the proposed text no longer has; the one that was meant is now <a href="#1.3">1.3</a>.</p>
    </div>
    "##);
}

#[test]
fn notes_have_a_heading_of_their_own() {
    insta::assert_snapshot!(clauses("1.1 One.\n^1 Old note.", "1.1 One.\n^1 New note."), @r##"
    <div class="c" id="1.1" data-clause="1.1" data-status="unchanged">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> One.</p>
    </div>
    <h2 class="notes" data-ui>Notes</h2>
    <div class="c t" id="Footnote-1" data-clause="Footnote 1" data-status="amended">
    <p><a class="n" id="old-Footnote-1" href="#Footnote-1" data-generated>1</a> <del>Old</del><ins>New</ins> note.</p>
    </div>
    "##);
}

#[test]
fn long_unchanged_runs_are_folded_and_headings_stay() {
    let sketch = |word: &str| {
        let mut sketch = format!("# 1 First\n1.1 {word}\n");
        sketch.extend((2..9).map(|i| format!("1.{i} Same.\n")));
        sketch.push_str("# 2 Second\n");
        sketch.extend((1..6).map(|i| format!("2.{i} Same.\n")));
        sketch
    };
    let page = clauses(&sketch("Old."), &sketch("New."));
    let shown: Vec<&str> = page
        .lines()
        .filter(|line| {
            line.contains("<summary") || line.contains("details>") || line.starts_with("<div")
        })
        .map(|line| line.split(" data-").next().unwrap())
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    <div class="c" id="1"
    <div class="c t" id="1.1"
    <div class="c" id="1.2"
    <details class="fold"><summary
    <div class="k">
    <div class="c" id="1.3"
    <div class="c" id="1.4"
    <div class="c" id="1.5"
    <div class="c" id="1.6"
    <div class="c" id="1.7"
    <div class="c" id="1.8"
    </details>
    <div class="c" id="2"
    <details class="fold"><summary
    <div class="k">
    <div class="c" id="2.1"
    <div class="c" id="2.2"
    <div class="c" id="2.3"
    <div class="c" id="2.4"
    <div class="c" id="2.5"
    </details>
    "#);
}

#[test]
fn long_text_below_an_unchanged_heading_is_folded() {
    let sketch = |word: &str| {
        let long = "Words that nobody has touched. ".repeat(20);
        let document =
            document(&format!("# 1 First\n1.1 {word}\n1.2 Same.\n# 2 Second\n2.1 Same."));
        let mut builder = keeling_model::Builder::new();
        for clause in document.clauses() {
            builder.open(clause.kind, clause.label.clone());
            let role = match document.heading(clause.id) {
                Some(_) => keeling_model::Role::Heading(1),
                None => keeling_model::Role::Body,
            };
            builder.paragraph(role, document.own_text(clause.id), []);
            if clause.citation == "2" {
                builder.paragraph(keeling_model::Role::Body, &long, []);
            }
            builder.close();
        }
        builder.finish()
    };
    let page = crate::clauses_of(&sketch("Old."), &sketch("New."));
    let second = page.find("id=\"2\"").unwrap();
    let shown: Vec<&str> = page[second..].lines().map(|line| &line[..line.len().min(80)]).collect();
    insta::assert_snapshot!(shown.join("\n"), @r##"
    id="2" data-clause="2" data-status="unchanged">
    <h2><a class="n" id="old-2" href="#2">2</a> Second</h2>
    <details class="more"><summary data-ui>Unchanged text</summary>
    <p>Words that nobody has touched. Words that nobody has touched. Words that nobo
    </details>
    </div>
    <div class="c" id="2.1" data-clause="2.1" data-status="unchanged">
    <p><a class="n" id="old-2.1" href="#2.1">2.1</a> Same.</p>
    </div>
    "##);
}
