//! What every renderer is handed, and the walk through it that they share.

use std::borrow::Cow;

use keeling_diff::{Change, ChangeId, Redline, Side};
use keeling_model::{Clause, ClauseId, Diagnostic, Document, OBJECT, Span};

/// A redline with the two documents that it speaks of.
///
/// The redline must be one of these two documents; places that name no clause of theirs are left
/// out rather than trusted.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// What became of every clause.
    pub redline: &'a Redline,
    /// The earlier version.
    pub old: Version<'a>,
    /// The later version.
    pub new: Version<'a>,
    /// The program that compared them and its version, as readers see it.
    pub tool: &'a str,
}

/// One version of a document, and where it came from.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The document.
    pub document: &'a Document,
    /// The name of the file or revision that it was read from.
    pub source: &'a str,
    /// The digest of the bytes that it was read from, as readers see it.
    pub digest: Option<&'a str>,
    /// What its reader noticed.
    pub diagnostics: &'a [Diagnostic],
}

impl<'a> View<'a> {
    /// A view of a redline of these two versions.
    pub fn new(redline: &'a Redline, old: Version<'a>, new: Version<'a>) -> Self {
        Self { redline, old, new, tool: concat!("keeling ", env!("CARGO_PKG_VERSION")) }
    }

    /// The title of the document: the new version's, else the old one's, else the new source.
    pub fn title(&self) -> &'a str {
        self.new.title().or(self.old.title()).unwrap_or(self.new.source)
    }

    /// The places of a region of the redline in order, with their clauses.
    pub(crate) fn entries(&self, region: Region) -> Vec<Entry<'a>> {
        let places = self.redline.places.iter();
        let entries = places.filter_map(|place| self.entry(place.change, place.side));
        entries.filter(|entry| self.region(entry) == region).collect()
    }

    /// The changes of a region of the redline in order, with their clauses; each once.
    pub(crate) fn changes(&self, region: Region) -> impl Iterator<Item = Entry<'a>> + '_ {
        let changes = self.redline.changes.iter().zip(0..).filter_map(|(change, at)| {
            let side = match (change.old, change.new) {
                (Some(_), Some(_)) => Side::Both,
                (Some(_), None) => Side::Old,
                _ => Side::New,
            };
            self.resolve(ChangeId(at), change, side)
        });
        changes.filter(move |entry| self.region(entry) == region)
    }

    fn region(&self, entry: &Entry<'_>) -> Region {
        let in_margins = self.document(entry.side).is_in_margins(entry.clause.id);
        if in_margins { Region::Margins } else { Region::Text }
    }

    /// A change at one of its places; `None` where the redline is not of these documents.
    pub(crate) fn entry(&self, id: ChangeId, side: Side) -> Option<Entry<'a>> {
        self.resolve(id, self.redline.changes.get(id.index())?, side)
    }

    fn resolve(&self, id: ChangeId, change: &'a Change, side: Side) -> Option<Entry<'a>> {
        let old = change.old.and_then(|id| self.old.document.clauses().get(id.index()));
        let new = change.new.and_then(|id| self.new.document.clauses().get(id.index()));
        let clause = if side == Side::Old { old? } else { new? };
        if side == Side::Both {
            old?;
        }
        Some(Entry { id, change, side, old, new, clause })
    }

    /// Whether a clause has another heading than before.
    pub(crate) fn has_new_heading(&self, id: ChangeId) -> bool {
        let heading = |side: Side| {
            self.entry(id, side).and_then(|entry| self.document(side).heading(entry.clause.id))
        };
        heading(Side::Old) != heading(Side::New)
    }

    /// The document that a place shows: the old one for [`Side::Old`], else the new one.
    pub(crate) fn document(&self, side: Side) -> &'a Document {
        if side == Side::Old { self.old.document } else { self.new.document }
    }

    /// The citation of a change as readers of the new version know it, else of the old one.
    pub(crate) fn citation(&self, id: ChangeId) -> &'a str {
        self.entry(id, Side::New)
            .or_else(|| self.entry(id, Side::Old))
            .map_or("", |entry| entry.clause.citation.as_str())
    }

    /// The citation of a change as readers of the old version know it, else of the new one.
    pub(crate) fn old_citation(&self, id: ChangeId) -> &'a str {
        self.entry(id, Side::Old)
            .or_else(|| self.entry(id, Side::New))
            .map_or("", |entry| entry.clause.citation.as_str())
    }
}

impl<'a> Version<'a> {
    /// A version read from `source`, with nothing else known of it.
    pub fn new(document: &'a Document, source: &'a str) -> Self {
        Self { document, source, digest: None, diagnostics: &[] }
    }

    /// What the document calls itself: its title, else its first heading.
    pub fn title(&self) -> Option<&'a str> {
        self.document.meta().title.as_deref().filter(|title| !title.trim().is_empty())
    }
}

/// What is read in order, and what stands on every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// The body and the notes.
    Text,
    /// The headers and footers.
    Margins,
}

/// A change at one of its places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    /// The change's own index.
    pub(crate) id: ChangeId,
    /// What became of the clause.
    pub(crate) change: &'a Change,
    /// Which version has it here.
    pub(crate) side: Side,
    /// The clause in the old version.
    pub(crate) old: Option<&'a Clause>,
    /// The clause in the new version.
    pub(crate) new: Option<&'a Clause>,
    /// The clause that stands here: the old one for [`Side::Old`], else the new one.
    pub(crate) clause: &'a Clause,
}

impl<'a> Entry<'a> {
    /// Whether the clause stands twice in the redline, by a move of it or of a clause around it.
    pub(crate) fn stands_twice(&self) -> bool {
        self.side != Side::Both && self.old.is_some() && self.new.is_some()
    }

    /// The labels of both versions as shown, where it has one.
    pub(crate) fn shown_labels(&self) -> (Option<&'a str>, Option<&'a str>) {
        (self.old.and_then(shown_label), self.new.and_then(shown_label))
    }
}

/// A clause's label as shown.
pub(crate) fn shown_label(clause: &Clause) -> Option<&str> {
    clause.label.as_ref().map(keeling_model::Label::shown)
}

/// A clause's own text with the computed numbers of its paragraphs.
pub(crate) fn labelled_text<'a>(document: &'a Document, clause: &Clause) -> Cow<'a, str> {
    let labels = document.labels_of(clause.id);
    if labels.is_empty() {
        return Cow::Borrowed(document.slice(clause.text));
    }
    let mut text = String::new();
    let mut at = clause.text.start;
    for label in labels {
        text.push_str(document.slice(Span::new(at, label.at)));
        text.push_str(&label.shown);
        text.push(' ');
        at = label.at;
    }
    text.push_str(document.slice(Span::new(at, clause.text.end)));
    Cow::Owned(text)
}

/// A clause's heading in one line, without objects; `None` where it has none or it is empty.
pub(crate) fn heading_line(document: &Document, id: ClauseId) -> Option<String> {
    let heading = one_line(document.heading(id)?);
    (!heading.is_empty()).then_some(heading)
}

/// Text with white space collapsed and the stand-ins of objects left out.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == OBJECT).filter(|w| !w.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
