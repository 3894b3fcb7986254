//! What readers step, filter and switch by: the change list, the counts, and what tells a view
//! which words to leave out.

use keeling_render::html::{self, HtmlOptions};
use keeling_render::{Version, View};

use crate::common::sketch::document;
use crate::common::{differ, reading};
use crate::{clauses, page_of};

fn page(old: &str, new: &str) -> String {
    let (old, new) = (document(old), document(new));
    page_of(&old, &new, &differ::diff(&old, &new))
}

fn part<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from}"));
    let end = page[start..].find(to).unwrap_or_else(|| panic!("no {to}"));
    &page[start..start + end + to.len()]
}

/// The page with a style sheet of someone's own.
fn styled(css: &str) -> String {
    let (old, new) = (document("1.1 Old."), document("1.1 New."));
    let redline = differ::diff(&old, &new);
    let view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
    let mut bytes = Vec::new();
    html::write(&mut bytes, &view, &HtmlOptions::default().css(css)).unwrap();
    let page = String::from_utf8(bytes).unwrap();
    reading::check(&page, &old, &new);
    page
}

const OLD: &str = "# 1 Supply\n1.1 Old words.\n1.2 Gone.\n1.3 Same.";
const NEW: &str = "# 1 Supply\n1.1 New words.\n1.3 Same.\n1.4 Added.";

#[test]
fn the_change_list_names_every_change_and_its_kinds() {
    insta::assert_snapshot!(part(&page(OLD, NEW), "<aside", "</aside>"), @r##"
    <aside id="changes" aria-label="Change list"><details class="side-list"><summary>3 changes</summary>
    <div id="ui-list">
    <ol>
    <li class="text"><a href="#1.1">1.1</a> text</li>
    <li class="deleted"><a href="#old-1.2">1.2</a> deleted</li>
    <li class="inserted"><a href="#1.4">1.4</a> inserted</li>
    </ol>
    </div>
    </details></aside>
    "##);
}

#[test]
fn the_filters_count_each_kind() {
    let page = page(OLD, NEW);
    let count = |kind: &str| {
        let label = part(&page, &format!("value=\"{kind}\""), "</b>");
        label[label.find("<b>").unwrap() + 3..label.len() - 4].parse::<usize>().unwrap()
    };
    let kinds = ["text", "inserted", "deleted", "moved", "numbering", "references", "affected"];
    assert_eq!(kinds.map(count), [1, 1, 1, 0, 0, 0, 0]);
    assert!(page.contains("3 clauses changed: 3 in their text."));
    assert!(part(&page, "value=\"moved\"", ">").contains("disabled"));
}

#[test]
fn a_list_of_very_many_is_left_to_the_script() {
    let many = |word: &str| {
        let clauses: Vec<_> = (1..=2001).map(|n| format!("1.{n} {word}.\n")).collect();
        clauses.concat()
    };
    let page = page(&many("Old"), &many("New"));
    assert!(part(&page, "<aside", "</aside>").contains("<div id=\"ui-list\" data-lazy></div>"));
    assert!(!page.contains("<li class=\"text\">"));
}

#[test]
fn nothing_changed_leaves_nothing_to_list() {
    let page = page("1.1 Same.", "1.1 Same.");
    assert!(!page.contains("<aside") && !page.contains("href=\"#changes\">Skip"));
}

#[test]
fn a_version_is_told_what_stands_only_in_the_other() {
    insta::assert_snapshot!(
        clauses("1.1 One.\n1.2 Gone.\n- Text.", "1.1 One.\n1.3 Added.\n- Text."), @r##"
    <div class="c" id="1.1" data-clause="1.1" data-status="unchanged">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> One.</p>
    </div>
    <div class="c t new" id="1.3" data-clause="1.3" data-status="inserted">
    <p><a class="n" href="#1.3"><ins>1.3</ins></a> <ins>Added.</ins></p>
    </div>
    <div class="c t new" id="1.3~text" data-clause="1.3" data-status="inserted">
    <p><ins>Text.</ins></p>
    </div>
    <div class="c t old" id="old-1.2" data-clause="1.2" data-status="deleted">
    <p><a class="n" href="#old-1.2"><del>1.2</del></a> <del>Gone.</del></p>
    </div>
    <div class="c t old" id="old-1.2~text" data-clause="1.2" data-status="deleted">
    <p><del>Text.</del></p>
    </div>
    "##);
    insta::assert_snapshot!(
        clauses("1.1 First. / Gone paragraph. / Third.", "1.1 First. / Third."), @r##"
    <div class="c t" id="1.1" data-clause="1.1" data-status="amended">
    <p><a class="n" id="old-1.1" href="#1.1">1.1</a> First.</p>
    <p class="gone"><del>Gone paragraph.</del></p>
    <p>Third.</p>
    </div>
    "##);
}

#[test]
fn a_style_sheet_of_ones_own_is_part_of_the_one_that_is_allowed() {
    let page = styled("ins { color: green }\r\n");
    assert!(part(&page, "<style>", "</style>").ends_with("ins { color: green }\n</style>"));
    assert_eq!(page.matches("<style").count(), 1);
    let hostile = styled("</style><script>alert(1)</script>");
    assert_eq!(hostile.matches("<script").count(), 2, "the page's own, and text in the style");
    assert_eq!(hostile.matches("</style").count(), 1);
}

#[test]
fn the_page_keeps_to_its_budgets() {
    let page = page(OLD, NEW);
    assert!(part(&page, "<style>", "</style>").len() <= 24 * 1024);
    assert!(part(&page, "<script>", "</script>").len() <= 20 * 1024);
    let body = &page[page.find("<body>").unwrap()..];
    assert!(!body.contains(" style=") && !body.contains(" onclick"));
}
