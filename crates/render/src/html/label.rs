//! The label of a clause, as both versions show it.
//!
//! ```text
//! the same in both           3.2
//! renumbered in place        <del class=num>3.2</del> <ins class=num>3.3</ins>
//! only in one version here   <ins>3.2</ins>, with what stands around the clause's words
//! ```
//!
//! A label that stands in the text is text and read with it; one that was computed carries
//! `data-generated`. Where one version types what the other computes, the typed one is marked for
//! those who read one version, and the page shows the label once and without a mark.

use keeling_diff::Side;
use keeling_model::Label;

use super::Page;
use super::sink::Html;
use super::wrap::Wrap;
use crate::view::Entry;

/// What stands before the first word of a clause.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// Its mark-up.
    pub(super) markup: String,
    /// Whether there is something to see.
    pub(super) shown: bool,
}

/// Returns the label of a clause as a link to the clause, which also bears the name that the
/// clause had in the old version.
pub(super) fn lead(page: &Page<'_>, entry: &Entry<'_>) -> Lead {
    let old = entry.old.and_then(|clause| clause.label.as_ref());
    let new = entry.new.and_then(|clause| clause.label.as_ref());
    let (old, new) = match entry.side {
        Side::Both => (old, new),
        Side::Old => (old, None),
        Side::New => (None, new),
    };
    let mut html = Html::default();
    let alias = entry.old.filter(|_| entry.side == Side::Both);
    let alias = alias.map(|clause| page.ids.of(Side::Old, clause.id));
    if old.is_none() && new.is_none() {
        if let Some(alias) = alias {
            html.raw("<span");
            html.attribute("id", alias);
            html.raw("></span>");
        }
        return Lead { markup: html.into_string(), shown: false };
    }
    html.raw("<a class=\"n\"");
    if let Some(alias) = alias {
        html.attribute("id", alias);
    }
    html.href_to(page.ids.of(entry.side, entry.clause.id));
    match (old, new) {
        (Some(old), Some(new)) if old.shown() == new.shown() => same(&mut html, old, new),
        _ => differing(&mut html, entry, old, new),
    }
    html.raw("</a> ");
    Lead { markup: html.into_string(), shown: true }
}

/// Both versions show the same label.
fn same(html: &mut Html, old: &Label, new: &Label) {
    match (old.is_generated(), new.is_generated()) {
        (true, true) => {
            html.raw(" data-generated>");
            html.text(new.shown());
        }
        (false, false) => {
            html.raw(">");
            html.text(new.shown());
        }
        (false, true) => {
            html.raw("><del class=\"same\">");
            html.text(old.shown());
            html.raw("</del><span data-generated>");
            html.text(new.shown());
            html.raw("</span>");
        }
        (true, false) => {
            html.raw("><ins class=\"same\">");
            html.text(new.shown());
            html.raw("</ins>");
        }
    }
}

/// The versions show different labels here, or only one shows one.
fn differing(html: &mut Html, entry: &Entry<'_>, old: Option<&Label>, new: Option<&Label>) {
    html.raw(">");
    let class = match Wrap::of_place(entry) {
        Wrap::Plain => " class=\"num\"",
        Wrap::MovedHere | Wrap::MovedAway => " class=\"mov\"",
        _ => "",
    };
    for (element, label) in [("del", old), ("ins", new)] {
        let Some(label) = label else { continue };
        let generated = if label.is_generated() { " data-generated" } else { "" };
        html.display(format_args!("<{element}{class}{generated}>"));
        html.text(label.shown());
        html.display(format_args!("</{element}>"));
        if element == "del" && new.is_some() {
            html.raw(" ");
        }
    }
}
