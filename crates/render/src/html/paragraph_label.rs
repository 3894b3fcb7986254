//! Labels of paragraphs that are no clauses: the numbers of cells, as both versions show them.
//!
//! ```text
//! the same in both           1. Meters
//! counted on                 <del class=num>2.</del> <ins class=num>3.</ins> Pumps
//! only in one version here   <ins>2.</ins> Valves
//! ```
//!
//! No character of a document stands for one, so all of it carries `data-generated`.

use keeling_diff::{LabelChange, Side};
use keeling_model::{Document, Paragraph, Span};

use super::Page;
use super::inline::Painter;
use super::sink::Html;
use super::wrap::Wrap;
use crate::view::Entry;

/// The labels of the paragraphs of one clause at one of its places, read forwards.
pub(super) struct Labels<'p> {
    old: &'p Document,
    new: &'p Document,
    /// What stands around what only one version shows here.
    around: Wrap,
    /// Those that are not the same in both versions.
    changes: &'p [LabelChange],
    /// The first change whose place in the new text is not passed.
    next: usize,
    /// The first change that may be of an old paragraph which is still to come.
    next_old: usize,
    /// Which old labels are written before their place.
    written: Vec<bool>,
    /// The paragraph that was led last: a table that only one version has may cut it in two.
    last: Option<u32>,
}

impl<'p> Labels<'p> {
    /// The labels of the clause at a place.
    pub(super) fn new(page: &Page<'p>, entry: &Entry<'p>) -> Self {
        let changes = if entry.side == Side::Both { &*entry.change.labels } else { &[] };
        Self {
            old: page.view.document(Side::Old),
            new: page.view.document(Side::New),
            around: Wrap::of_place(entry),
            changes,
            next: 0,
            next_old: 0,
            written: vec![false; changes.len()],
            last: None,
        }
    }

    /// Whether there is anything to see of a paragraph of one version.
    pub(super) fn is_seen(document: &Document, paragraph: &Paragraph) -> bool {
        !paragraph.span.is_empty() || document.label_at(paragraph.span.start).is_some()
    }

    /// Writes what leads the paragraph that begins here in the version that is shown.
    pub(super) fn lead(&mut self, html: &mut Html, at: u32) {
        if self.last.replace(at) == Some(at) {
            return;
        }
        match self.around {
            Wrap::Plain => {
                let differs = self.before(html, at);
                if let Some(label) = self.new.label_at(at).filter(|_| !differs) {
                    write(html, |html| html.text(label));
                }
            }
            Wrap::Deleted | Wrap::MovedAway | Wrap::DeletedReference => {
                self.one_sided(html, self.old.label_at(at));
            }
            _ => self.one_sided(html, self.new.label_at(at)),
        }
    }

    fn one_sided(&self, html: &mut Html, label: Option<&str>) {
        let Some(label) = label else { return };
        write(html, |html| {
            html.raw(self.around.open());
            html.text(label);
            html.raw(self.around.close());
        });
    }

    /// Writes the changes up to a place of the new text. Returns whether one is of the paragraph
    /// that begins there.
    fn before(&mut self, html: &mut Html, at: u32) -> bool {
        let mut is_of_it = false;
        while let Some(change) = self.changes.get(self.next).filter(|change| change.place <= at) {
            let old = change.old.filter(|_| !self.written[self.next]);
            let old = old.and_then(|at| self.old.label_at(at));
            let new = change.new.and_then(|at| self.new.label_at(at));
            differing(html, old, new);
            is_of_it |= change.new == Some(at);
            self.next += 1;
        }
        is_of_it
    }

    /// Whether an old paragraph that begins here, not before one asked about earlier, has a label
    /// that is still to be written and that the new version has no place for.
    pub(super) fn has_old(&mut self, at: u32) -> bool {
        let is_before = |change: &LabelChange| change.old.is_none_or(|old| old < at);
        while self.changes.get(self.next_old).is_some_and(is_before) {
            self.next_old += 1;
        }
        let found = self.changes.get(self.next_old).filter(|change| change.old == Some(at));
        found.is_some_and(|change| change.new.is_none()) && self.next_old >= self.next
    }

    /// Writes that label.
    pub(super) fn old(&mut self, html: &mut Html, at: u32) {
        if self.has_old(at) && !std::mem::replace(&mut self.written[self.next_old], true) {
            differing(html, self.old.label_at(at), None);
        }
    }

    /// Paints a stretch of the new text, with the labels of old paragraphs that went into it.
    pub(super) fn paint(
        &mut self,
        html: &mut Html,
        painter: &mut Painter<'_>,
        mut span: Span,
        wrap: Wrap,
    ) {
        while let Some(place) = self.changes.get(self.next).map(|change| change.place) {
            if place <= span.start || place >= span.end {
                break;
            }
            painter.paint(html, Span::new(span.start, place), wrap);
            self.before(html, place);
            span.start = place;
        }
        painter.paint(html, span, wrap);
    }

    /// Writes what is left at the end of the clause.
    pub(super) fn rest(&mut self, html: &mut Html) {
        let mut left = Html::default();
        self.before(&mut left, u32::MAX);
        let left = left.into_string();
        if !left.is_empty() {
            html.raw("<p>");
            html.raw(&left);
            html.raw("</p>\n");
        }
    }
}

/// The versions show different labels, or only one shows one.
fn differing(html: &mut Html, old: Option<&str>, new: Option<&str>) {
    let class = if old.is_some() && new.is_some() { " class=\"num\"" } else { "" };
    if old.is_none() && new.is_none() {
        return;
    }
    write(html, |html| {
        for (element, label) in [("del", old), ("ins", new)] {
            let Some(label) = label else { continue };
            html.display(format_args!("<{element}{class}>"));
            html.text(label);
            html.display(format_args!("</{element}>"));
            if element == "del" && new.is_some() {
                html.raw(" ");
            }
        }
    });
}

fn write(html: &mut Html, label: impl FnOnce(&mut Html)) {
    html.raw("<span class=\"l\" data-generated>");
    label(html);
    html.raw(" </span>");
}
