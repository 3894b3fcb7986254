//! The page: what is marked, how, and that nothing is lost.

#![cfg(feature = "html")]
// Test code may unwrap: a failed expectation is a failed test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
mod controls;
mod formatting;
mod law;
mod lists;
mod margins;
mod pages;
mod paragraph_labels;
mod places;
mod showcase;
mod why;
mod words;

use common::sketch::document;
use common::{differ, reading};
use keeling_diff::Redline;
use keeling_model::{Builder, ClauseKind, Document, Label, Mark, MarkKind, Role, Span};
use keeling_render::html::{self, HtmlOptions};
use keeling_render::{Version, View};

/// The page of a redline, checked.
fn page_of(old: &Document, new: &Document, redline: &Redline) -> String {
    let view = View::new(redline, Version::new(old, "old.md"), Version::new(new, "new.md"));
    let mut page = Vec::new();
    html::write(&mut page, &view, &HtmlOptions::default().title("Example Energy Code")).unwrap();
    let page = String::from_utf8(page).unwrap();
    reading::check(&page, old, new);
    page
}

/// The clauses on the page of two sketches, compared by citation.
fn clauses(old: &str, new: &str) -> String {
    let (old, new) = (document(old), document(new));
    body(&page_of(&old, &new, &differ::diff(&old, &new)))
}

/// The page's clauses, without the sections around them.
fn body(page: &str) -> String {
    let start = page.find("<div class=\"k\">\n").map_or(page.len(), |at| at + 16);
    let end = page.find("</div>\n</main>").unwrap_or(page.len());
    page.get(start..end).unwrap_or_default().to_owned()
}

/// The clauses on the page of two documents made in code, compared by citation.
fn clauses_of(old: &Document, new: &Document) -> String {
    body(&page_of(old, new, &differ::diff(old, new)))
}

/// A document of one clause, 1.1, with these paragraphs.
fn one(paragraphs: &[(Role, &str, &[Mark])]) -> Document {
    let mut builder = Builder::new();
    builder.open(ClauseKind::Clause, Some(Label::typed("1.1")));
    for (role, text, marks) in paragraphs {
        builder.paragraph(*role, text, marks.iter().copied());
    }
    builder.finish()
}

fn mark(text: &str, part: &str, kind: MarkKind) -> Mark {
    let start = u32::try_from(text.find(part).unwrap()).unwrap();
    Mark { span: Span::new(start, start + u32::try_from(part.len()).unwrap()), kind }
}
