//! Text with its marks as inline elements, under whatever `ins` or `del` stands around it.
//!
//! Marks of a document may cross each other and the edits; elements may not. So a [`Painter`]
//! walks a document's marks once, forwards, knows at every place which formats hold, and closes
//! and opens elements where that changes. They nest in one fixed order, and an element that an
//! edit cuts is closed before it and opened again behind it. Each boundary costs the same
//! whatever the marks look like, so hostile marks cost no more than honest ones.

use keeling_diff::{FormattingChange, Side};
use keeling_model::{Clause, Document, Mark, MarkKind, OBJECT, Object, Span, Target, UrlId};

use super::elsewhere::Elsewhere;
use super::sink::Html;
use super::wrap::Wrap;
use super::{Page, elsewhere};

/// The formats, outermost first.
const ELEMENTS: [(&str, &str); 9] = [
    ("<dfn>", "</dfn>"),
    ("<b>", "</b>"),
    ("<i>", "</i>"),
    ("<u>", "</u>"),
    ("<s>", "</s>"),
    ("<code>", "</code>"),
    ("<sup>", "</sup>"),
    ("<sub>", "</sub>"),
    ("<span class=\"f\">", "</span>"),
];
const TERM: usize = 0;
const CHANGED: usize = 8;

/// Paints the text of one clause of one version; places must not go backwards.
pub(super) struct Painter<'a> {
    page: &'a Page<'a>,
    document: &'a Document,
    side: Side,
    /// Marks that have not begun yet.
    marks: &'a [Mark],
    /// The defined term, where it has not been passed yet.
    term: Option<Span>,
    /// Stretches that are set differently in the other version and have not begun yet.
    changed: &'a [FormattingChange],
    /// Words that lead to other pages and have not begun yet.
    elsewhere: &'a [Elsewhere],
    /// Up to where each format holds.
    until: [u32; ELEMENTS.len()],
    /// The link that holds, and up to where.
    link: Option<(Anchor<'a>, u32)>,
    /// The mark of a single place that begins where the painter stands.
    point: Option<Mark>,
}

/// Where a link leads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchor<'a> {
    Url(UrlId),
    Clause(keeling_model::ClauseId),
    Elsewhere(&'a str),
}

/// The elements that are open at some place.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Open<'a> {
    link: Option<Anchor<'a>>,
    formats: u16,
}

impl<'a> Painter<'a> {
    /// A painter of a clause of the old ([`Side::Old`]) or the new version.
    pub(super) fn new(page: &'a Page<'a>, side: Side, clause: &Clause) -> Self {
        let document = page.view.document(side);
        let marks = document.marks();
        let first = marks.partition_point(|mark| mark.span.start < clause.text.start);
        Self {
            page,
            document,
            side,
            marks: marks.get(first..).unwrap_or_default(),
            term: term(document, clause),
            changed: &[],
            elsewhere: elsewhere::links(page, side, clause.text),
            until: [0; ELEMENTS.len()],
            link: None,
            point: None,
        }
    }

    /// The painter, which shows where the new version sets words differently.
    pub(super) fn showing(mut self, changed: &'a [FormattingChange]) -> Self {
        self.changed = changed;
        self
    }

    /// Paints a stretch of the text.
    pub(super) fn paint(&mut self, html: &mut Html, span: Span, wrap: Wrap) {
        // White space alone is no difference that a reader could see. Spaces beside words belong
        // to them: a version that is read by itself has no gap where the other one has words.
        let text = self.document.slice(span);
        if wrap == Wrap::Plain || text.trim().is_empty() {
            self.paint_plain(html, span);
            return;
        }
        html.raw(wrap.open());
        self.paint_plain(html, span);
        html.raw(wrap.close());
    }

    /// Paints a stretch of the text with its marks.
    fn paint_plain(&mut self, html: &mut Html, span: Span) {
        let mut open = Open::default();
        let mut at = span.start;
        while at < span.end {
            self.begin(at);
            open = self.restyle(html, open, at);
            let end = match self.point.take() {
                Some(mark) => self.paint_point(html, mark, span.end),
                None => self.paint_text(html, at, span.end),
            };
            at = end.max(at + 1);
        }
        close_down_to(html, open, 0);
    }

    /// Takes in the marks that begin up to here.
    fn begin(&mut self, at: u32) {
        while let Some((mark, rest)) = self.marks.split_first() {
            if mark.span.start > at {
                break;
            }
            self.marks = rest;
            self.take(mark, at);
        }
        while let Some((link, rest)) = self.elsewhere.split_first() {
            if link.span.start > at {
                break;
            }
            self.elsewhere = rest;
            self.take_link(Anchor::Elsewhere(&link.address), link.span, at);
        }
        if let Some(term) = self.term.filter(|term| term.start <= at) {
            self.until[TERM] = term.end;
            self.term = None;
        }
        while let Some((change, rest)) = self.changed.split_first() {
            if change.new.start > at {
                break;
            }
            self.changed = rest;
            self.until[CHANGED] = self.until[CHANGED].max(change.new.end);
        }
    }

    fn take(&mut self, mark: &Mark, at: u32) {
        let format = match mark.kind {
            MarkKind::Bold => 1,
            MarkKind::Italic => 2,
            MarkKind::Underline => 3,
            MarkKind::Strike => 4,
            MarkKind::Code => 5,
            MarkKind::Superscript => 6,
            MarkKind::Subscript => 7,
            MarkKind::Link(url) => return self.take_link(Anchor::Url(url), mark.span, at),
            MarkKind::Reference(Target::Clause(id)) => {
                return self.take_link(Anchor::Clause(id), mark.span, at);
            }
            MarkKind::Note(_) | MarkKind::Object(_) | MarkKind::LineBreak => {
                if mark.span.start == at && self.point.is_none() {
                    self.point = Some(*mark);
                }
                return;
            }
            _ => return,
        };
        if let Some(until) = self.until.get_mut(format) {
            *until = mark.span.end.max(*until);
        }
    }

    /// A link within a link is no mark-up; the one that began first stays.
    fn take_link(&mut self, anchor: Anchor<'a>, span: Span, at: u32) {
        let held = self.link.is_some_and(|(_, until)| until > at);
        let safe = match anchor {
            Anchor::Url(url) => is_safe(self.document.url(url)),
            Anchor::Clause(id) => id.index() < self.document.clauses().len(),
            Anchor::Elsewhere(address) => elsewhere::is_relative(address),
        };
        if !held && safe {
            self.link = Some((anchor, span.end));
        }
    }

    /// What should be open at a place.
    fn wanted(&self, at: u32) -> Open<'a> {
        let mut formats = 0;
        for (i, until) in self.until.iter().enumerate() {
            formats |= u16::from(*until > at) << i;
        }
        let link = self.link.filter(|(_, until)| *until > at).map(|(anchor, _)| anchor);
        // A note's marker is a link of its own.
        let link =
            link.filter(|_| !matches!(self.point, Some(Mark { kind: MarkKind::Note(_), .. })));
        Open { link, formats }
    }

    /// Closes what has ended and opens what begins.
    fn restyle(&self, html: &mut Html, open: Open<'a>, at: u32) -> Open<'a> {
        let wanted = self.wanted(at);
        if wanted == open {
            return open;
        }
        let kept = if wanted.link == open.link {
            // The formats that are the same up to the first one that differs.
            1 + (wanted.formats ^ open.formats).trailing_zeros().min(15) as usize
        } else {
            0
        };
        close_down_to(html, open, kept);
        if kept == 0
            && let Some(anchor) = wanted.link
        {
            self.open_link(html, anchor);
        }
        for (i, (tag, _)) in ELEMENTS.iter().enumerate().skip(kept.saturating_sub(1)) {
            if wanted.formats & (1 << i) != 0 {
                html.raw(tag);
            }
        }
        wanted
    }

    fn open_link(&self, html: &mut Html, anchor: Anchor<'_>) {
        match anchor {
            Anchor::Url(url) => {
                html.raw("<a rel=\"noreferrer\"");
                html.attribute("href", self.document.url(url));
            }
            Anchor::Clause(id) => {
                html.raw("<a class=\"r\"");
                html.href_to(self.page.ids.of(self.side, id));
            }
            Anchor::Elsewhere(address) => {
                html.raw("<a class=\"r\"");
                html.attribute("href", address);
            }
        }
        html.raw(">");
    }

    /// Paints text up to where something changes; returns where that is.
    fn paint_text(&self, html: &mut Html, at: u32, end: u32) -> u32 {
        let ends = self.until.iter().copied().chain(self.link.map(|(_, until)| until));
        let begins = self.marks.first().map(|mark| mark.span.start);
        let changed = self.changed.first().map(|change| change.new.start);
        let elsewhere = self.elsewhere.first().map(|link| link.span.start);
        let begins = begins.into_iter().chain(self.term.map(|term| term.start));
        let begins = begins.chain(changed).chain(elsewhere);
        let next = ends.chain(begins).filter(|next| *next > at).fold(end, u32::min);
        self.paint_words(html, Span::new(at, next));
        next
    }

    /// Paints words; a place held for an object that nothing is known of stays empty.
    fn paint_words(&self, html: &mut Html, span: Span) {
        let text = self.document.slice(span);
        if text.contains(OBJECT) {
            text.split(OBJECT).for_each(|part| html.text(part));
        } else {
            html.text(text);
        }
    }

    /// Paints what stands at a single place; returns where it ends.
    fn paint_point(&self, html: &mut Html, mark: Mark, end: u32) -> u32 {
        let end = mark.span.end.min(end);
        match mark.kind {
            MarkKind::LineBreak => html.raw("<br>"),
            MarkKind::Note(note) => self.paint_note_marker(html, note),
            MarkKind::Object(id) => paint_object(html, self.document.object(id)),
            _ => {}
        }
        self.paint_words(html, Span::new(mark.span.start, end));
        end
    }

    fn paint_note_marker(&self, html: &mut Html, note: keeling_model::ClauseId) {
        let Some(clause) = self.document.clauses().get(note.index()) else { return };
        html.raw("<sup data-generated><a class=\"m\"");
        html.href_to(self.page.ids.of(self.side, note));
        html.raw(">");
        html.text(crate::view::shown_label(clause).unwrap_or("*"));
        html.raw("</a></sup>");
    }
}

fn paint_object(html: &mut Html, object: &Object) {
    match object {
        Object::Picture { alt, .. } if alt.trim().is_empty() => {
            html.raw("<span class=\"obj\" data-generated>[Picture]</span>");
        }
        Object::Picture { alt, .. } => {
            html.raw("<span class=\"obj\" data-generated>[Picture: ");
            html.text(alt);
            html.raw("]</span>");
        }
        Object::Formula(text) => {
            html.raw("<span class=\"fx\" data-generated>");
            html.text(text);
            html.raw("</span>");
        }
        Object::Symbol(text) => {
            html.raw("<span data-generated>");
            html.text(text);
            html.raw("</span>");
        }
        _ => html.raw("<span class=\"obj\" data-generated>[Object]</span>"),
    }
}

/// Closes elements until this many are left: the link counts first, then each format's place.
fn close_down_to(html: &mut Html, open: Open<'_>, kept: usize) {
    for (i, (_, tag)) in ELEMENTS.iter().enumerate().skip(kept.saturating_sub(1)).rev() {
        if open.formats & (1 << i) != 0 {
            html.raw(tag);
        }
    }
    if kept == 0 && open.link.is_some() {
        html.raw("</a>");
    }
}

/// Whether a link's address leads to a page or a mailbox and nowhere else.
fn is_safe(url: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Where the term that a clause defines stands in its text.
fn term(document: &Document, clause: &Clause) -> Option<Span> {
    let term = clause.term.as_deref().filter(|term| !term.is_empty())?;
    let start = document.slice(clause.text).find(term)?;
    let start = clause.text.start + u32::try_from(start).ok()?;
    Some(Span::new(start, start + u32::try_from(term.len()).ok()?))
}
