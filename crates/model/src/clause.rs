//! Clauses: the numbered, headed or defined units that a code consists of.

use std::ops::Range;

use crate::{Label, Span};

/// Index of a clause in [`Document::clauses`](crate::Document::clauses).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(pub u32);

impl ClauseId {
    /// It, as an index into a slice.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A unit of the document: its own text, and the clauses below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its own index.
    pub id: ClauseId,
    /// What it is.
    pub kind: ClauseKind,
    /// The clause that it belongs to.
    pub parent: Option<ClauseId>,
    /// How many clauses it lies within.
    pub depth: u16,
    /// One past the last clause of its subtree.
    pub end: ClauseId,
    /// Its number as shown; `None` for a definition, an unnumbered heading, plain text, a title.
    /// A header or footer has a generated name in its place: "Header, first page".
    pub label: Option<Label>,
    /// The full path that people cite it by: `H3.2(a)(i)`, `Schedule 2, paragraph 4.1`,
    /// `A1.1 "Supplier"`. A clause without a label or a term has that of the clause above it, and
    /// the empty string where there is none.
    pub citation: String,
    /// The term that it defines.
    pub term: Option<String>,
    /// The level that the source gives its heading, 1 for the highest; `None` where the source does
    /// not say. [`Role::Heading`](crate::Role::Heading) has the depth of the clause instead.
    pub heading_level: Option<u8>,
    /// Its own text, without its label and without the clauses below it: its paragraphs one a
    /// line, heading or term first, table rows one a line with cells parted by tabs.
    pub text: Span,
    /// Its blocks, as indices into [`Document::all_blocks`](crate::Document::all_blocks).
    pub blocks: Range<u32>,
    /// Where it stands in the source: a range of bytes for Markdown, of paragraphs (counted from 0
    /// in the order of the main part) for DOCX, empty for a document made in code.
    pub source: Range<u32>,
}

impl Clause {
    /// The clauses of its subtree, itself first, as indices.
    pub fn subtree(&self) -> Range<usize> {
        self.id.index()..self.end.index()
    }

    /// Whether it is cited by a name of its own: it has a label or defines a term.
    pub fn is_cited(&self) -> bool {
        self.label.is_some() || self.term.is_some()
    }
}

/// What a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ClauseKind {
    /// The document's title and what stands with it.
    Title,
    /// A book, part, division or title: "Part III", "Buch 1".
    Part,
    /// A chapter or subdivision of a part.
    Chapter,
    /// A section of a code or statute: "Section H", "§ 14a".
    Section,
    /// An article: "Article 5", "Art. L123-4".
    Article,
    /// A numbered clause: "1", "3.2", "H3.2", "16A".
    Clause,
    /// A lettered or bracketed item of a clause: "(a)", "(i)", "(1)", "b.".
    Paragraph,
    /// The definition of a term.
    Definition,
    /// A schedule.
    Schedule,
    /// An appendix.
    Appendix,
    /// An annex.
    Annex,
    /// A heading without a number, and what stands under it.
    Heading,
    /// Text without a number: before the first one, or closing words after a list.
    Text,
    /// A footnote.
    Footnote,
    /// An endnote.
    Endnote,
    /// A header: what stands at the head of pages.
    Header,
    /// A footer: what stands at the foot of pages.
    Footer,
}

impl ClauseKind {
    /// Its name in lower case, as JSON has it.
    pub const fn name(self) -> &'static str {
        match self {
            ClauseKind::Title => "title",
            ClauseKind::Part => "part",
            ClauseKind::Chapter => "chapter",
            ClauseKind::Section => "section",
            ClauseKind::Article => "article",
            ClauseKind::Clause => "clause",
            ClauseKind::Paragraph => "paragraph",
            ClauseKind::Definition => "definition",
            ClauseKind::Schedule => "schedule",
            ClauseKind::Appendix => "appendix",
            ClauseKind::Annex => "annex",
            ClauseKind::Heading => "heading",
            ClauseKind::Text => "text",
            ClauseKind::Footnote => "footnote",
            ClauseKind::Endnote => "endnote",
            ClauseKind::Header => "header",
            ClauseKind::Footer => "footer",
        }
    }

    /// Whether it is a footnote or an endnote.
    pub const fn is_note(self) -> bool {
        matches!(self, ClauseKind::Footnote | ClauseKind::Endnote)
    }

    /// Whether it is a header or a footer.
    pub const fn is_margin(self) -> bool {
        matches!(self, ClauseKind::Header | ClauseKind::Footer)
    }

    /// Whether numbers start afresh in it and are cited with it: a schedule, appendix or annex.
    pub const fn is_attachment(self) -> bool {
        matches!(self, ClauseKind::Schedule | ClauseKind::Appendix | ClauseKind::Annex)
    }
}
