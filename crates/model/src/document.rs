//! A document: one string, and what stands off from it.

use crate::{
    Block, Clause, ClauseId, Mark, MarkKind, Object, ObjectId, ParagraphLabel, Span, UrlId,
};

/// What a document says of itself outside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Its title: from the front matter or the properties, else its first heading.
    pub title: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Its date, as written.
    pub date: Option<String>,
}

/// A document as a tree of clauses. See the [crate's page](crate) for its shape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub(crate) meta: Meta,
    pub(crate) text: String,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) first_note: u32,
    pub(crate) first_margin: u32,
    pub(crate) blocks: Vec<Block>,
    /// By where they stand. Most documents have few or none.
    pub(crate) labels: Vec<ParagraphLabel>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) urls: Vec<String>,
    pub(crate) objects: Vec<Object>,
}

impl Document {
    /// What the document says of itself outside its text.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// All own texts of all clauses in reading order, one after the other, parted by line breaks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Every clause in reading order (preorder): the body's, then the footnotes, then the endnotes,
    /// then the headers and footers.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The clauses of the body.
    pub fn body(&self) -> &[Clause] {
        self.clauses.get(..self.first_note as usize).unwrap_or_default()
    }

    /// The footnotes and endnotes with what stands in them.
    pub fn notes(&self) -> &[Clause] {
        self.clauses.get(self.first_note as usize..self.first_margin as usize).unwrap_or_default()
    }

    /// The headers and footers with what stands in them. They repeat on pages and are read apart
    /// from the rest.
    pub fn margins(&self) -> &[Clause] {
        self.clauses.get(self.first_margin as usize..).unwrap_or_default()
    }

    /// Whether a clause is a header or a footer, or belongs to one.
    pub fn is_in_margins(&self, id: ClauseId) -> bool {
        id.0 >= self.first_margin
    }

    /// The clause with this id.
    ///
    /// # Panics
    ///
    /// Where the id is another document's and lies outside this one.
    pub fn clause(&self, id: ClauseId) -> &Clause {
        &self.clauses[id.index()]
    }

    /// A clause's own text, see [`Clause::text`].
    pub fn own_text(&self, id: ClauseId) -> &str {
        self.slice(self.clause(id).text)
    }

    /// A clause's heading, where its first paragraph is one.
    pub fn heading(&self, id: ClauseId) -> Option<&str> {
        match self.blocks(id).first() {
            Some(Block::Paragraph(paragraph)) => match paragraph.role {
                crate::Role::Heading(_) => Some(self.slice(paragraph.span)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The blocks of a clause's own text, in order.
    pub fn blocks(&self, id: ClauseId) -> &[Block] {
        let range = &self.clause(id).blocks;
        self.blocks.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The blocks of all clauses, in order.
    pub fn all_blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The generated labels of paragraphs that are no clauses, of all clauses, in order.
    pub fn paragraph_labels(&self) -> &[ParagraphLabel] {
        &self.labels
    }

    /// The generated labels of the paragraphs of a clause's own text, those in tables too, in order.
    pub fn labels_of(&self, id: ClauseId) -> &[ParagraphLabel] {
        let clause = self.clause(id);
        if clause.blocks.is_empty() {
            return &[];
        }
        let from = self.labels.partition_point(|label| label.at < clause.text.start);
        let to = self.labels.partition_point(|label| label.at <= clause.text.end);
        self.labels.get(from..to).unwrap_or_default()
    }

    /// The generated label of the paragraph that begins here, which is no clause of its own.
    pub fn label_at(&self, at: u32) -> Option<&str> {
        let found = self.labels.binary_search_by_key(&at, |label| label.at).ok()?;
        self.labels.get(found).map(|label| &*label.shown)
    }

    /// The clauses directly below `parent` in order; those at the top for `None`.
    pub fn children(&self, parent: Option<ClauseId>) -> impl Iterator<Item = ClauseId> + '_ {
        let (mut next, end) = match parent {
            Some(id) => (id.0 + 1, self.clause(id).end.0),
            None => (0, u32::try_from(self.clauses.len()).unwrap_or(u32::MAX)),
        };
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = ClauseId(next);
                next = self.clause(child).end.0;
                child
            })
        })
    }

    /// All marks, by where they start, the longer first.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The marks that start within a span. No mark reaches from one paragraph into another, so
    /// for the span of a clause or a paragraph these are all its marks.
    pub fn marks_in(&self, span: Span) -> &[Mark] {
        let from = self.marks.partition_point(|mark| mark.span.start < span.start);
        let to = self.marks.partition_point(|mark| mark.span.start < span.end);
        self.marks.get(from..to.max(from)).unwrap_or_default()
    }

    /// How many addresses there are, whose ids count from 0.
    pub fn n_urls(&self) -> u32 {
        u32::try_from(self.urls.len()).unwrap_or(u32::MAX)
    }

    /// How many objects there are, whose ids count from 0.
    pub fn n_objects(&self) -> u32 {
        u32::try_from(self.objects.len()).unwrap_or(u32::MAX)
    }

    /// An address that a link leads to.
    ///
    /// # Panics
    ///
    /// Where the id is another document's and lies outside this one.
    pub fn url(&self, id: UrlId) -> &str {
        &self.urls[id.0 as usize]
    }

    /// The first picture, formula or symbol that begins within a span, if any does. The marker of a
    /// note is none.
    pub fn object_in(&self, span: Span) -> Option<&Object> {
        self.marks_in(span).iter().find_map(|mark| match mark.kind {
            MarkKind::Object(id) => Some(self.object(id)),
            _ => None,
        })
    }

    /// An object.
    ///
    /// # Panics
    ///
    /// Where the id is another document's and lies outside this one.
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.0 as usize]
    }
}
