//! The page around the document.

use keeling_diff::Redline;
use keeling_model::{Code, Diagnostic, Document, Severity};
use keeling_render::html::{self, HtmlOptions};
use keeling_render::{Version, View};

use crate::common::sketch::document;
use crate::common::{differ, reading};
use crate::page_of;

/// The page of two sketches from `from` up to `to`.
fn part(page: &str, from: &str, to: &str) -> String {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from}"));
    let end = page[start..].find(to).unwrap_or_else(|| panic!("no {to}"));
    page[start..start + end + to.len()].to_owned()
}

fn page(old: &str, new: &str) -> String {
    let (old, new) = (document(old), document(new));
    page_of(&old, &new, &differ::diff(&old, &new))
}

#[test]
fn the_header_names_what_is_compared() {
    let (old, new) = (document("1.1 Old."), document("1.1 New."));
    let redline = differ::diff(&old, &new);
    let mut view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
    view.old.digest = Some("sha256:0123456789abcdef");
    let options = HtmlOptions::default()
        .title("Example <Energy> Code")
        .modification("MP001", "Shorter & sweeter")
        .names("Version 1", "Version 2")
        .date("1 April 2030");
    let mut bytes = Vec::new();
    html::write(&mut bytes, &view, &options).unwrap();
    let page = String::from_utf8(bytes).unwrap();
    insta::assert_snapshot!(part(&page, "<header>", "</header>"), @r#"
    <header>
    <p class="eyebrow">Redline · <b>MP001</b> Shorter &amp; sweeter</p>
    <h1><bdi>Example &lt;Energy&gt; Code</bdi></h1>
    <p class="lede">1 clause changed: 1 in its text.</p>
    <dl>
    <div><dt>Baseline</dt><dd><bdi>Version 1</bdi> <small><bdi>old.md</bdi></small> <code title="sha256:0123456789abcdef">0123456789ab</code></dd></div>
    <div><dt>Proposed</dt><dd><bdi>Version 2</bdi> <small><bdi>new.md</bdi></small></dd></div>
    <div><dt>Date</dt><dd>1 April 2030</dd></div>
    </dl>
    </header>
    "#);
}

#[test]
fn the_contents_say_what_changed_below_each_heading() {
    let page = page(
        "# 1 Supply\n1.1 Old.\n# 2 Payment\n2.1 Same.\n# 3 Gone\n3.1 Gone too.",
        "# 1 Supply\n1.1 New.\n# 2 Payment\n2.1 Same.\n# 4 New\n4.1 New too.",
    );
    insta::assert_snapshot!(part(&page, "<nav", "</nav>"), @r##"
    <nav id="contents" aria-label="Contents"><details class="toc"><summary>Contents</summary>
    <label class="only"><input type="checkbox" id="only-changed"> Only changed sections</label>
    <ul>
    <li class="l2"><a href="#1"><span class="nn">1</span> Supply</a> <small>1 change</small></li>
    <li class="l2 same"><a href="#2"><span class="nn">2</span> Payment</a></li>
    <li class="l2"><a href="#4"><span class="nn">4</span> New</a> <small>new</small></li>
    <li class="l2"><a href="#old-3"><span class="nn">3</span> Gone</a> <small>deleted</small></li>
    </ul>
    </details></nav>
    "##);
}

#[test]
fn the_legend_explains_the_marks_that_occur() {
    let page = page("1.1 Old.", "1.1 New.");
    insta::assert_snapshot!(part(&page, "<div id=\"legend\"", "</div>"), @r#"
    <div id="legend" data-ui><h2>How to read the marks</h2><ul><li><ins>Inserted</ins> only in the proposed text</li><li><del>Deleted</del> only in the baseline</li></ul></div>
    "#);
}

#[test]
fn special_redlines_say_what_they_are() {
    let banner = |old, new| part(&page(old, new), "<p class=\"banner\"", "</p>");
    insta::assert_snapshot!(banner("", "1.1 New."), @r#"
    <p class="banner" data-ui>This document is new: all of its text is inserted.</p>
    "#);
    insta::assert_snapshot!(banner("1.1 Old.", ""), @r#"
    <p class="banner" data-ui>This document is deleted: none of its text remains.</p>
    "#);
    insta::assert_snapshot!(banner("", ""), @r#"
    <p class="banner" data-ui>Both versions are empty.</p>
    "#);
    insta::assert_snapshot!(banner("1.1 Same.", "1.1 Same."), @r#"
    <p class="banner" data-ui>No differences were found. The words, numbers and order of all clauses are the same in both versions; layout was not compared.</p>
    "#);
    let (old, new) = (document("1.1 Same."), document("1.2 Same."));
    let redline = differ::diff_by_first_word(&old, &new);
    let page = page_of(&old, &new, &redline);
    insta::assert_snapshot!(part(&page, "<p class=\"banner\"", "</p>"), @r#"
    <p class="banner" data-ui>Numbering only: the words of every clause are the same in both versions.</p>
    "#);
}

#[test]
fn the_footer_lists_what_the_readers_noticed() {
    let (old, new) = (document("1.1 Old."), document("1.1 New."));
    let redline = differ::diff(&old, &new);
    let mut view = View::new(&redline, Version::new(&old, "old.md"), Version::new(&new, "new.md"));
    view.tool = "keeling";
    let diagnostics = [Diagnostic {
        severity: Severity::Warning,
        code: Code::NotRead,
        place: "line 3".to_owned(),
        message: "a <picture> is not compared".to_owned(),
    }];
    view.new.diagnostics = &diagnostics;
    let mut bytes = Vec::new();
    html::write(&mut bytes, &view, &HtmlOptions::default()).unwrap();
    let page = String::from_utf8(bytes).unwrap();
    insta::assert_snapshot!(part(&page, "<footer", "</footer>"), @r#"
    <footer id="footer">
    <h2>What was compared</h2>
    <dl>
    <div><dt>Baseline</dt><dd><bdi>old.md</bdi></dd></div>
    <div><dt>Proposed</dt><dd><bdi>new.md</bdi></dd></div>
    </dl>
    <p>0 words inserted, 0 words deleted.</p>
    <details open><summary>Noticed while reading the proposed text: 1</summary><ul>
    <li>line 3: a &lt;picture&gt; is not compared</li>
    </ul></details>
    <p>Words, numbers and order of the clauses, tables, notes, headers and footers were compared, and how words are set (bold, italic, links and the like); layout and page numbers were not. The published code prevails.</p>
    <p>keeling</p>
    </footer>
    "#);
}

#[test]
fn hostile_titles_names_and_citations_stay_text() {
    let hostile = "\"></title></style><script>alert(1)</script>";
    let old = Document::default();
    let new = document(&format!("{} a", hostile.replace(' ', "")));
    let redline = differ::diff(&old, &new);
    let view = View::new(&redline, Version::new(&old, hostile), Version::new(&new, hostile));
    let options = HtmlOptions::default()
        .title(hostile)
        .modification(hostile, hostile)
        .names(hostile, hostile)
        .date(hostile)
        .lang(hostile);
    let mut bytes = Vec::new();
    html::write(&mut bytes, &view, &options).unwrap();
    let page = String::from_utf8(bytes).unwrap();
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    assert!(!page.contains("alert(1)</script>"));
    reading::check(&page, &old, &new);
}

#[test]
fn the_page_allows_its_own_style_and_nothing_else() {
    let page = page("1.1 Old.", "1.1 New.");
    let policy = part(&page, "default-src", "'none'\">");
    let named: Vec<&str> = policy.split(' ').filter(|word| !word.contains("sha256-")).collect();
    assert_eq!(
        named.join(" "),
        "default-src 'none'; style-src script-src img-src data:; base-uri 'none'; form-action \
         'none'\">"
    );
    assert_eq!(policy.matches("'sha256-").count(), 2);
    assert!(!page.contains("@import") && !page.contains("url("));
}

#[test]
fn a_redline_of_other_documents_does_no_harm() {
    let (old, new) = (document("1.1 One.\n1.2 Two."), document("1.1 One.\n1.2 Three."));
    let redline = differ::diff(&old, &new);
    let empty = Document::default();
    for redline in [&redline, &Redline::default()] {
        let view = View::new(redline, Version::new(&empty, "a"), Version::new(&empty, "b"));
        html::write(&mut Vec::new(), &view, &HtmlOptions::default()).unwrap();
    }
}
