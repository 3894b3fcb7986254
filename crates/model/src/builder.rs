//! Making documents.

mod table;

use std::ops::Range;

use self::table::OpenTable;
use crate::{
    Block, Clause, ClauseId, ClauseKind, Document, Label, Mark, MarkKind, Meta, Object, ObjectId,
    Paragraph, ParagraphLabel, Role, Span, Target, UrlId, citation,
};

/// Makes a [`Document`], clause by clause in reading order.
///
/// [`open`](Self::open) begins a clause below the innermost open one, [`close`](Self::close) ends
/// it; paragraphs and tables go to the innermost open clause. The tree's rules hold by
/// construction: text that comes after a clause's children becomes a child of its own
/// ([`ClauseKind::Text`]: closing words), so own texts never enclose each other, and text before
/// the first clause opens one. So does the text of a table stand in a cell, and a row or cell that
/// begins ends the one before.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
    open: Vec<ClauseId>,
    tables: Vec<OpenTable>,
    /// The furthest region that has begun.
    region: Region,
    /// The innermost open clause, where the builder itself opened it for text without one.
    loose: bool,
}

/// The regions of a document, in reading order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Region {
    #[default]
    Body,
    Notes,
    Margins,
}

impl Builder {
    /// A builder of an empty document.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the document says of itself.
    pub fn meta(&mut self) -> &mut Meta {
        &mut self.document.meta
    }

    /// Opens a clause below the innermost open clause.
    ///
    /// Footnotes and endnotes close whatever is open and stand at the top; what is not a note and
    /// comes after one belongs to the note. Headers and footers do the same and come last: a
    /// document never goes back to its notes, nor to its body.
    pub fn open(&mut self, kind: ClauseKind, label: Option<Label>) -> ClauseId {
        self.open_at(kind, label, None, 0..0)
    }

    /// Opens the definition of `term` below the innermost open clause. The term's words are
    /// written with the paragraph that they stand in.
    pub fn open_definition(&mut self, term: &str) -> ClauseId {
        self.open_at(ClauseKind::Definition, None, Some(term), 0..0)
    }

    /// Opens a clause, with the term that it defines and the place in the source where it begins.
    pub fn open_at(
        &mut self,
        kind: ClauseKind,
        label: Option<Label>,
        term: Option<&str>,
        source: Range<u32>,
    ) -> ClauseId {
        self.end_loose();
        let id = ClauseId(index(self.document.clauses.len()));
        if kind.is_note() {
            self.begin_region(Region::Notes);
        } else if kind.is_margin() {
            self.begin_region(Region::Margins);
        }
        let parent = self.open.last().copied();
        let above = parent.map(|id| &self.document.clauses[id.index()]);
        let ancestors = self.open_clauses().rev();
        let citation = citation::cite(ancestors, kind, label.as_ref(), term);
        let depth = above.map_or(0, |above| above.depth.saturating_add(1));
        let at = self.text_end();
        let blocks = index(self.document.blocks.len());
        self.document.clauses.push(Clause {
            id,
            kind,
            parent,
            depth,
            end: ClauseId(id.0 + 1),
            label,
            citation,
            term: term.map(str::to_owned),
            heading_level: None,
            text: Span::new(at, at),
            blocks: blocks..blocks,
            source,
        });
        self.open.push(id);
        id
    }

    /// Closes the innermost open clause. Does nothing where none is open.
    pub fn close(&mut self) {
        self.end_loose();
        self.pop();
    }

    /// How many clauses are open.
    pub fn depth(&self) -> usize {
        self.open.len() - usize::from(self.loose)
    }

    /// The innermost open clause.
    pub fn innermost(&self) -> Option<&Clause> {
        self.open.last().map(|id| &self.document.clauses[id.index()])
    }

    /// The clauses that are open, outermost first.
    pub fn open_clauses(&self) -> impl DoubleEndedIterator<Item = &Clause> + Clone + '_ {
        self.open.iter().map(|id| &self.document.clauses[id.index()])
    }

    /// Adds a paragraph to the innermost open clause, or to the open cell of a table.
    ///
    /// Marks are given relative to `text`; those that do not lie within it on character boundaries
    /// are left out. In a cell, line breaks and tabs become spaces. Returns where the text stands.
    pub fn paragraph(
        &mut self,
        role: Role,
        text: &str,
        marks: impl IntoIterator<Item = Mark>,
    ) -> Span {
        if self.tables.is_empty() {
            self.begin_block();
            let span = self.write(text, marks, false);
            self.document.blocks.push(Block::Paragraph(Paragraph { span, role }));
            self.extend_innermost(span.end);
            return span;
        }
        self.part_in_cell();
        let span = self.write(text, marks, true);
        if let Some(cell) = self.open_cell() {
            // Most cells hold one.
            cell.blocks.reserve_exact(usize::from(cell.blocks.is_empty()));
            cell.blocks.push(Block::Paragraph(Paragraph { span, role }));
        }
        span
    }

    /// Adds a paragraph that is no clause of its own and bears a label that the word processor
    /// computes: in a cell, a note, a header. No character of the text stands for the label; one
    /// that is blank is none.
    ///
    /// ```
    /// use keeling_model::{Builder, Role};
    ///
    /// let mut builder = Builder::new();
    /// builder.begin_table(0);
    /// builder.begin_cell(1, 1);
    /// let span = builder.labelled_paragraph("1.", Role::Body, "Meters", []);
    /// builder.end_table();
    /// let document = builder.finish();
    ///
    /// assert_eq!(document.text(), "Meters");
    /// assert_eq!(document.label_at(span.start), Some("1."));
    /// ```
    pub fn labelled_paragraph(
        &mut self,
        label: &str,
        role: Role,
        text: &str,
        marks: impl IntoIterator<Item = Mark>,
    ) -> Span {
        let span = self.paragraph(role, text, marks);
        let shown = label.trim();
        if !shown.is_empty() {
            self.document.labels.push(ParagraphLabel { at: span.start, shown: shown.into() });
        }
        span
    }

    /// Sets what level the source gives the heading of the innermost open clause, see
    /// [`Clause::heading_level`].
    pub fn set_heading_level(&mut self, level: Option<u8>) {
        if let Some(id) = self.open.last() {
            self.document.clauses[id.index()].heading_level = level;
        }
    }

    /// Lets the innermost open clause reach to `end` in the source, see [`Clause::source`].
    pub fn extend_source(&mut self, end: u32) {
        if let Some(id) = self.open.last() {
            let source = &mut self.document.clauses[id.index()].source;
            source.end = source.end.max(end);
        }
    }

    /// Registers an address for [`MarkKind::Link`].
    pub fn url(&mut self, url: impl Into<String>) -> UrlId {
        self.document.urls.push(url.into());
        UrlId(index(self.document.urls.len() - 1))
    }

    /// Registers an object for [`MarkKind::Object`].
    pub fn object(&mut self, object: Object) -> ObjectId {
        self.document.objects.push(object);
        ObjectId(index(self.document.objects.len() - 1))
    }

    /// The document so far: its clauses, texts and marks. Subtree ends are final only for clauses
    /// that are closed.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Marks references once all clauses are there: each span of the text with what it points at.
    pub fn add_references(&mut self, references: impl IntoIterator<Item = (Span, Target)>) {
        let marks = references
            .into_iter()
            .map(|(span, target)| Mark { span, kind: MarkKind::Reference(target) });
        self.document.marks.extend(marks);
    }

    /// Points the note marks at their notes: `note_of` is handed the id that a mark was written
    /// with and returns the note's clause.
    pub fn resolve_notes(&mut self, note_of: impl Fn(ClauseId) -> Option<ClauseId>) {
        for mark in &mut self.document.marks {
            if let MarkKind::Note(id) = &mut mark.kind
                && let Some(note) = note_of(*id)
            {
                *id = note;
            }
        }
    }

    /// Ends the document.
    pub fn finish(mut self) -> Document {
        self.end_loose();
        self.begin_region(Region::Margins);
        self.document.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        self.document
    }

    /// Closes whatever is open. Where a region begins that comes later than all so far, the next
    /// clause is the first of it and of the regions that are passed over.
    fn begin_region(&mut self, region: Region) {
        while !self.open.is_empty() {
            self.pop();
        }
        let next = index(self.document.clauses.len());
        if self.region < Region::Notes && region >= Region::Notes {
            self.document.first_note = next;
        }
        if self.region < Region::Margins && region >= Region::Margins {
            self.document.first_margin = next;
        }
        self.region = self.region.max(region);
    }

    /// Makes sure that the innermost open clause can take text, and parts the text from what is
    /// before it.
    fn begin_block(&mut self) {
        let takes_text =
            self.open.last().is_some_and(|id| id.index() + 1 == self.document.clauses.len());
        if !takes_text {
            self.open(ClauseKind::Text, None);
            self.loose = true;
        }
        // Also after an empty paragraph, so that no two paragraphs begin at the same place.
        if !self.document.text.is_empty() || !self.document.blocks.is_empty() {
            self.document.text.push('\n');
        }
        if let Some(id) = self.open.last() {
            let at = index(self.document.text.len());
            let clause = &mut self.document.clauses[id.index()];
            if clause.blocks.is_empty() {
                clause.text = Span::new(at, at);
            }
        }
    }

    /// Ends whatever table is open and the clause that the builder opened by itself.
    fn end_loose(&mut self) {
        while !self.tables.is_empty() {
            self.end_table();
        }
        if std::mem::take(&mut self.loose) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(id) = self.open.pop() {
            let end = ClauseId(index(self.document.clauses.len()));
            self.document.clauses[id.index()].end = end;
        }
    }

    /// Appends text and its marks.
    fn write(&mut self, text: &str, marks: impl IntoIterator<Item = Mark>, in_cell: bool) -> Span {
        let start = self.text_end();
        if in_cell && text.contains(['\n', '\t']) {
            let flat = text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c });
            self.document.text.extend(flat);
        } else {
            self.document.text.push_str(text);
        }
        let marks = marks
            .into_iter()
            .filter(|mark| !mark.span.is_empty() && text.get(mark.span.range()).is_some());
        self.document
            .marks
            .extend(marks.map(|mark| Mark { span: mark.span.shifted(start), kind: mark.kind }));
        Span::new(start, self.text_end())
    }

    /// Lets the innermost clause's own text and blocks reach to where the document now ends.
    fn extend_innermost(&mut self, end: u32) {
        let blocks = index(self.document.blocks.len());
        if let Some(id) = self.open.last() {
            let clause = &mut self.document.clauses[id.index()];
            clause.text.end = end;
            clause.blocks.end = blocks;
        }
    }

    fn text_end(&self) -> u32 {
        index(self.document.text.len())
    }
}

/// A length as a 32-bit index. The readers' limits keep documents below 4 GiB.
fn index(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
