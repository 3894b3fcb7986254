//! The redline: what became of every clause of two versions.

use std::ops::Range;

use keeling_model::{Clause, ClauseId, Document, Span, UrlId};

use crate::ignore::Ignore;
use crate::options::Granularity;

use crate::cause::Cause;
use crate::impact::Impact;
use crate::labels::LabelChange;

/// What became of every clause of two versions of a document.
///
/// It holds clause ids and byte ranges, no text: whoever reads it brings the two documents.
///
/// **Law of the redline.** Walk [`places`](Self::places) in order. The places on the old side
/// ([`Side::Both`] and [`Side::Old`]) name every clause of the old document once, in reading
/// order; those on the new side likewise. Within an amended change, the old spans of its
/// [`ops`](Change::ops) join without gap to the clause's own text in the old document, the new
/// spans to that in the new one. [`verify`](Self::verify) checks it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Redline {
    /// Every clause of both versions once, in reading order: an unchanged or amended clause where
    /// the new version has it, a deleted one where the old version had it, a moved one at its new
    /// place.
    pub changes: Vec<Change>,
    /// The two versions woven into one sequence. A clause that is moved, or that lies within a
    /// moved clause, stands in it twice: where it was ([`Side::Old`]) and where it is
    /// ([`Side::New`]).
    pub places: Vec<Place>,
    /// The definitions that changed and the clauses that use them, in the order of the changes.
    pub impacts: Vec<Impact>,
    /// How many clauses of each kind of change there are in the body and the notes.
    pub summary: Summary,
    /// The same for the headers and footers.
    pub margins: Summary,
    /// How finely words were marked.
    pub granularity: Granularity,
    /// What counted as equal although it differs.
    pub ignored: Ignore,
}

/// Index of a change in [`Redline::changes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ChangeId(pub u32);

impl ChangeId {
    /// It, as an index into a slice.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place in the redline's reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Place {
    /// The change whose clause stands here.
    pub change: ChangeId,
    /// Which version has it here.
    pub side: Side,
}

/// Which version has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Side {
    /// Both versions.
    Both,
    /// Only the old one: deleted, or moved away.
    Old,
    /// Only the new one: inserted, or moved here.
    New,
}

/// What became of one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Change {
    /// The clause in the old version; `None` where it is inserted.
    #[cfg_attr(feature = "serde", serde(with = "crate::serial::clause"))]
    pub old: Option<ClauseId>,
    /// The clause in the new version; `None` where it is deleted.
    #[cfg_attr(feature = "serde", serde(with = "crate::serial::clause"))]
    pub new: Option<ClauseId>,
    /// What became of its own text.
    pub status: Status,
    /// It stands elsewhere in the sequence, and no renumbering or insertion around it explains its
    /// new place. The clauses below it move with it and are not moved themselves.
    pub moved: bool,
    /// For a clause that moved together with siblings, the first of them; itself, where it is
    /// that. They follow each other at once in both versions. `None` where it moved alone or not.
    pub move_group: Option<ChangeId>,
    /// It is the same clause under another citation.
    pub renumbered: bool,
    /// For a renumbered clause, what gave it its new citation; `None` where nothing explains it.
    pub renumbered_by: Option<Cause>,
    /// It is amended, but only in references, and each new reference points at the same clause as
    /// the old one did.
    pub consequential: bool,
    /// For an amended clause, its own text as edits in order; empty otherwise.
    pub ops: Vec<Op>,
    /// For an amended clause, its text and tables in order; together they cover all ops.
    pub regions: Vec<Region>,
    /// References in it that the change of the document affects without (or beyond) their words.
    pub references: Vec<ReferenceNote>,
    /// Where words that both versions have are set differently, in order: what has to do with
    /// the heading first. Empty where only one version has the clause.
    pub formatting: Vec<FormattingChange>,
    /// Generated labels of paragraphs that the two versions do not share, in order. They are no
    /// words: a clause that has nothing else is unchanged. Empty where only one version has the
    /// clause.
    #[cfg_attr(feature = "serde", serde(default))]
    pub labels: Vec<LabelChange>,
    /// Why old and new were paired; `None` where there is no pair.
    pub reason: Option<Reason>,
    /// Other changes that it was split from, split into, merged from or merged into.
    pub links: Vec<Link>,
    /// The definitions that changed and that it uses, see [`Redline::impacts`]; of a clause that
    /// both versions have.
    pub affected_by: Vec<ChangeId>,
}

impl Change {
    /// Whether anything about the clause differs: text, place or citation. Formatting is no such
    /// thing.
    pub fn is_changed(&self) -> bool {
        self.status != Status::Unchanged || self.moved || self.renumbered
    }

    /// Whether its own text is the same, and it uses a definition that changed.
    pub fn is_affected(&self) -> bool {
        self.status == Status::Unchanged && !self.affected_by.is_empty()
    }

    /// Whether the words of the clause are the same and some are set differently.
    pub fn is_formatting_only(&self) -> bool {
        self.status == Status::Unchanged && !self.formatting.is_empty()
    }

    /// The clause's own text in the old document.
    pub fn old_clause<'a>(&self, old: &'a Document) -> Option<&'a Clause> {
        self.old.map(|id| old.clause(id))
    }

    /// The clause's own text in the new document.
    pub fn new_clause<'a>(&self, new: &'a Document) -> Option<&'a Clause> {
        self.new.map(|id| new.clause(id))
    }
}

/// What became of a clause's own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Status {
    /// The same words (white space, and what is ignored, aside).
    Unchanged,
    /// Other words.
    Amended,
    /// Only in the new version.
    Inserted,
    /// Only in the old version.
    Deleted,
}

/// One edit. The spans lie in the texts of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Op {
    /// What it does.
    pub kind: OpKind,
    /// What it keeps or deletes of the old text; empty for an insertion.
    #[cfg_attr(feature = "serde", serde(with = "crate::serial::span"))]
    pub old: Span,
    /// What it keeps or inserts of the new text; empty for a deletion.
    #[cfg_attr(feature = "serde", serde(with = "crate::serial::span"))]
    pub new: Span,
}

/// What an edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum OpKind {
    /// Keeps words; the two texts may differ in white space and in what is ignored.
    Equal,
    /// Deletes words.
    Delete,
    /// Inserts words.
    Insert,
}

/// A stretch of an amended clause's own text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Region {
    /// Paragraphs. Where a paragraph was split or joined, only the break between them differs.
    Text {
        /// The edits, as indices into [`Change::ops`].
        ops: Range<u32>,
    },
    /// A table in one or both versions.
    Table {
        /// The old table, as an index into the blocks of the old clause.
        old: Option<u32>,
        /// The new table, as an index into the blocks of the new clause.
        new: Option<u32>,
        /// Its rows, in reading order.
        rows: Vec<RowChange>,
    },
    /// A table in both versions that is a list in columns: its cells follow each other from row to
    /// row, so that one which comes or goes moves all after it, and its rows are nothing by
    /// themselves.
    List {
        /// The old table, as an index into the blocks of the old clause.
        old: u32,
        /// The new table, as an index into the blocks of the new clause.
        new: u32,
        /// Its cells, in reading order; each counted among all cells of its table.
        cells: Vec<CellChange>,
    },
}

/// What became of a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RowChange {
    /// The row's index in the old table; `None` where it is inserted.
    pub old: Option<u32>,
    /// The row's index in the new table; `None` where it is deleted.
    pub new: Option<u32>,
    /// For a row that was moved, its other place, as an index into the rows of the table: it stands
    /// there as deleted and here as inserted, or the other way round.
    pub moved: Option<u32>,
    /// Its cells, in reading order.
    pub cells: Vec<CellChange>,
}

/// What became of a cell. In a row that only one version has, a column that only the other version
/// has is a cell of neither. In a [list](Region::List) cells are counted in the table, not the row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CellChange {
    /// The cell's index in the old row; `None` where it is inserted.
    pub old: Option<u32>,
    /// The cell's index in the new row; `None` where it is deleted.
    pub new: Option<u32>,
    /// The edits of its text, as indices into [`Change::ops`].
    pub ops: Range<u32>,
}

/// A stretch of words that both versions have and set differently.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FormattingChange {
    /// The words in the old document's text.
    #[cfg_attr(feature = "serde", serde(with = "crate::serial::span"))]
    pub old: Span,
    /// The words in the new document's text.
    #[cfg_attr(feature = "serde", serde(with = "crate::serial::span"))]
    pub new: Span,
    /// What the new version has that the old one has not.
    pub added: Vec<Format>,
    /// What the old version has that the new one has not.
    pub removed: Vec<Format>,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Format {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Underlined by the author.
    Underline,
    /// Struck through by the author.
    Strike,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// In a fixed-width face.
    Code,
    /// A link; the address is one of the document that has it.
    Link(#[cfg_attr(feature = "serde", serde(with = "crate::serial::url"))] UrlId),
    /// A heading of this level.
    Heading(u8),
}

impl Format {
    /// Its name, as JSON has it.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Bold => "bold",
            Format::Italic => "italic",
            Format::Underline => "underline",
            Format::Strike => "strike",
            Format::Superscript => "superscript",
            Format::Subscript => "subscript",
            Format::Code => "code",
            Format::Link(_) => "link",
            Format::Heading(_) => "heading",
        }
    }
}

/// Something to know about a reference in the new text of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ReferenceNote {
    /// The reference in the new document's text.
    #[cfg_attr(feature = "serde", serde(with = "crate::serial::span"))]
    pub span: Span,
    /// What is to be known.
    pub kind: ReferenceKind,
}

/// What is to be known about a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ReferenceKind {
    /// Its words changed because the clause that it points at was renumbered.
    Follows {
        /// The clause that both the old and the new reference point at.
        target: ChangeId,
    },
    /// Its words are the same, but in the new version they name another clause.
    Retargeted {
        /// The clause that it pointed at.
        from: ChangeId,
        /// The clause that it points at now.
        to: ChangeId,
    },
    /// The clause that it pointed at is gone, and the reference still stands.
    Dangling {
        /// The clause that it pointed at.
        from: ChangeId,
    },
}

/// Why two clauses were paired.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Reason {
    /// The whole subtree is the same.
    IdenticalSubtree,
    /// Their own text is the same.
    SameText,
    /// They define the same term.
    SameTerm,
    /// They have the same heading.
    SameHeading,
    /// They stand between, or hold, clauses that are paired.
    Context,
    /// Their texts are alike; 0 is nothing in common, 1 the same words.
    Similar(f32),
}

impl Eq for Reason {}

/// A link from a change to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Link {
    /// What the other one is to it.
    pub kind: LinkKind,
    /// The other one.
    pub to: ChangeId,
}

/// What a [`Link`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum LinkKind {
    /// This inserted clause is a piece of the other, amended one.
    SplitFrom,
    /// The other, inserted clause is a piece of this one.
    SplitInto,
    /// This deleted clause went into the other, amended one.
    MergedInto,
    /// The other, deleted clause went into this one.
    MergedFrom,
}

/// How many clauses of each kind of change there are, and how many words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Summary {
    /// Clauses only in the new version.
    pub inserted: u32,
    /// Clauses only in the old version.
    pub deleted: u32,
    /// Clauses amended in substance.
    pub amended: u32,
    /// Clauses amended only in references that follow.
    pub consequential: u32,
    /// Clauses moved.
    pub moved: u32,
    /// Clauses under another citation.
    pub renumbered: u32,
    /// Clauses whose text is the same.
    pub unchanged: u32,
    /// Of the unchanged clauses, those in which some words are set differently.
    pub formatting: u32,
    /// Of the unchanged clauses, those that use a definition that changed.
    pub affected: u32,
    /// Words inserted, in inserted and amended clauses.
    pub words_inserted: u32,
    /// Words deleted, in deleted and amended clauses.
    pub words_deleted: u32,
}
