//! The index and the notices by stage, and hostile words in them.

use keeling_release::{Options, about};

use crate::memory::{Written, locked, texts};

fn with(toml: &str) -> Written {
    let options = Options { about: about::read(toml).unwrap(), ..Options::default() };
    let (old, new) = (
        [("section-h.md", "# SECTION H: A\n\nH1 One.")],
        [("section-h.md", "# SECTION H: A\n\nH1 Two.")],
    );
    Written::of(&texts(&old), &texts(&new), &options)
}

#[test]
fn a_consultation_says_when_it_closes_and_where_to_respond() {
    let site = with(
        "[[modifications]]\nid = \"M1\"\ntitle = \"Notices\"\nstage = \"consultation\"\n\
         [modifications.consultation]\ncloses = 2026-04-30\nrespond = \"a@example.org\"",
    );
    let notice = site.text("notice.md");
    assert!(notice.starts_with("# Consultation on M1\n"), "{notice}");
    assert!(notice.contains("closes on 30 April 2026"), "{notice}");
    assert!(notice.contains("[a@example.org](<mailto:a@example.org>)"), "{notice}");
    assert!(notice.contains("its text is not in effect"), "{notice}");
    let index = site.text("index.html");
    assert!(index.contains("DRAFT FOR CONSULTATION"), "{index}");
    assert!(index.contains("<b>30 April 2026</b>"), "{index}");
    assert!(!notice.contains("released"), "{notice}");
    let page = site.text("redline/section-h.html");
    assert!(page.contains("Notices (consultation, not in effect)"), "{page}");
}

#[test]
fn a_release_says_what_came_into_effect_and_when() {
    let site = with(
        "[code]\nname = \"Example Code\"\ncontact = \"https://example.org/ask\"\n[release]\n\
         version = \"62.0\"\neffective = 2022-07-18\n[[modifications]]\nid = \"M1\"\nstage = \"approved\"",
    );
    let notice = site.text("notice.md");
    assert!(notice.starts_with("# Example Code 62.0 released to implement M1\n"), "{notice}");
    for words in
        ["takes effect on 18 July 2022", "## Document log", "redline/section-h.html", "ask"]
    {
        assert!(notice.contains(words), "{words}: {notice}");
    }
    assert!(!site.text("index.html").contains("class=\"banner\""));
}

#[test]
fn words_are_no_mark_up_anywhere() {
    let site = with(
        "[code]\nname = \"<script>alert(1)</script>\"\nadministrator = \"\\\"><img src=x>\"\n\
         contact = \"javascript:alert(1)\"\n[[modifications]]\nid = \"</title><b>\"\n\
         title = \"\\u0007 | [x](javascript:1)\"\nproposer = \"<i>\"\nstage = \"draft\"",
    );
    for path in ["index.html", "notice.html", "redline/section-h.html"] {
        // A redline has one script of its own, in its head, which its policy names.
        let page = site.text(path).replacen("</style>\n<script>", "", 1);
        for mark_up in ["<script", "<img", "<i>", "href=\"javascript", "</title><b>"] {
            assert!(!page.contains(mark_up), "{path}: {mark_up}");
        }
    }
    assert!(!site.text("notice.md").contains("<script"));
    assert!(!site.text("notice.md").contains("[x](javascript"));
}

#[test]
fn a_document_that_cannot_be_read_stops_nothing() {
    let old = texts(&[("a.md", "1 One."), ("section-h.md", "# SECTION H: A\n\nH1 One.")]);
    let mut new = texts(&[("a.md", "1 Two.")]);
    new.push(locked("section-h.md"));
    let site = Written::of(&old, &new, &Options::default());
    assert_eq!(site.record.totals.documents_not_compared, 1);
    assert_eq!(site.record.totals.documents_changed, 1);
    assert!(site.text("index.html").contains("cannot be read: it is locked"));
    assert!(!site.files.contains_key("redline/section-h.html"));
}

#[test]
fn without_changes_the_index_says_so() {
    let site = Written::of_texts(&[("a.md", "1 One.")], &[("a.md", "1 One.")]);
    assert!(site.text("index.html").contains("This modification changes no document text."));
    assert!(site.text("index.html").contains("None found; 0 references checked."));
}
