//! The shape of a redline.

use std::io;

use keeling_diff as diff;
use keeling_diff::{ChangeId, LinkKind, OpKind, ReferenceKind, Side};
use keeling_model::{Clause, Document};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::formatting::{Compared, FormattingChange, compared, formatting};
use super::heading;
use super::paragraph_labels::{self, LabelChange, ParagraphLabel};
use super::shared::{Warning, warnings};
use super::tables::{TableChange, tables};
use super::why::{Cause, Definition, Why};
use crate::ids::Ids;
use crate::view::{Entry, Region, shown_label};
use crate::{Version, View};

/// What became of every clause between two versions of a document.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Keeling redline", rename = "Redline")]
pub(super) struct RedlineFile<'a> {
    #[serde(flatten)]
    pub(super) head: Head<'a>,
    /// Every clause of both versions once, in reading order, notes last: a deleted clause where the old
    /// version had it, a moved one at its new place.
    #[schemars(with = "Vec<ClauseChange<'static>>")]
    pub(super) clauses: Clauses<'a>,
    /// Every header and footer of both versions once, in the shape of clauses. What they are is
    /// their label and citation; no character of the source stands for it.
    #[schemars(with = "Vec<ClauseChange<'static>>")]
    pub(super) headers_and_footers: Clauses<'a>,
}

/// What stands before the clauses.
#[derive(Serialize, JsonSchema)]
pub(super) struct Head<'a> {
    /// Always `keeling/redline`.
    format: &'static str,
    /// The version of this shape.
    version: u32,
    /// The program that wrote it.
    tool: &'a str,
    /// The earlier version.
    old: Source<'a>,
    /// The later version.
    new: Source<'a>,
    /// What the comparison was asked for; absent where words were compared whole and nothing was
    /// ignored.
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Compared>,
    /// How many clauses of each kind of change there are; headers and footers are not counted.
    summary: Summary,
}

/// One of the two versions.
#[derive(Serialize, JsonSchema)]
#[allow(clippy::struct_field_names)] // The contract's name.
struct Source<'a> {
    /// The file or revision that it was read from.
    source: &'a str,
    /// Its title, where it has one.
    title: Option<&'a str>,
    /// The digest of the bytes that it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'a str>,
    /// What its reader noticed.
    warnings: Vec<Warning<'a>>,
}

/// Counts of clauses and words. A clause counts for each thing that happened to it.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Clauses only in the new version.
    inserted: u32,
    /// Clauses only in the old version.
    deleted: u32,
    /// Clauses amended in substance.
    amended: u32,
    /// Clauses amended only in references that follow a renumbering.
    consequential: u32,
    /// Clauses moved.
    moved: u32,
    /// Clauses under another citation.
    renumbered: u32,
    /// Clauses whose text is the same.
    unchanged: u32,
    /// Of the unchanged clauses, those in which some words are set differently.
    formatting: u32,
    /// Of the unchanged clauses, those that use a definition that changed.
    affected: u32,
    /// Words inserted.
    words_inserted: u32,
    /// Words deleted.
    words_deleted: u32,
}

/// What became of one clause.
#[derive(Serialize, JsonSchema)]
struct ClauseChange<'a> {
    /// Its name, the same as on the HTML page.
    id: &'a str,
    /// What it is: `clause`, `paragraph`, `definition`, `schedule` and so on.
    kind: &'static str,
    /// What became of its own text.
    status: Status,
    /// Whether it stands elsewhere in the sequence.
    moved: bool,
    /// For a clause that moved together with the siblings beside it, the id of the first of them,
    /// which may be itself; absent where it moved alone or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    move_group: Option<&'a str>,
    /// Whether it is the same clause under another citation.
    renumbered: bool,
    /// Whether it is amended, but only in references that follow a renumbering.
    consequential: bool,
    /// The clause in the old version; null where it is inserted.
    old: Option<OneVersion<'a>>,
    /// The clause in the new version; null where it is deleted.
    new: Option<OneVersion<'a>>,
    /// For an amended clause, the edits of its own text in order: `equal` and `delete` together
    /// are the old text, `equal` and `insert` the new one, white space aside. Absent otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    ops: Vec<Op<'a>>,
    /// What gave it its new citation; absent where it is not renumbered or nothing explains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    renumbered_by: Option<Cause<'a>>,
    /// Why old and new were paired.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    /// Other clauses that it was split from, split into, merged from or merged into.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    links: Vec<Link<'a>>,
    /// What is to be known about references in its new text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    references: Vec<Reference<'a>>,
    /// The ids of definitions that changed and that it uses; of a clause that both versions have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    affected_by: Vec<&'a str>,
    /// How a definition changed; absent where it did not or the clause is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<Definition<'a>>,
    /// Of a definition that changed, the ids of the clauses of the new version that use its term,
    /// in order; of a deleted one the term that nothing defines any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    uses: Option<Vec<&'a str>>,
    /// Where words that both versions have are set differently.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    formatting: Vec<FormattingChange<'a>>,
    /// For an amended clause, those of its tables that changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    tables: Vec<TableChange>,
    /// Computed numbers of its paragraphs that the two versions do not have alike, in order. They
    /// are no text: a clause in which nothing else differs is unchanged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    label_changes: Vec<LabelChange<'a>>,
}

/// What became of a clause's own text.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Status {
    /// The same words.
    Unchanged,
    /// Other words.
    Amended,
    /// Only in the new version.
    Inserted,
    /// Only in the old version.
    Deleted,
}

/// A clause in one version.
#[derive(Serialize, JsonSchema)]
struct OneVersion<'a> {
    /// The full path that people cite it by; empty where it has none.
    citation: &'a str,
    /// Its number as shown.
    label: Option<&'a str>,
    /// Its heading.
    heading: Option<&'a str>,
    /// Its own text, without its label and without the clauses below it: the heading or the
    /// defined term first, then its paragraphs, one a line, table rows one a line with cells
    /// parted by a tab. U+FFFC holds the place of a picture, a formula or a note's marker.
    text: &'a str,
    /// The computed numbers of its paragraphs that are no clauses, in the cells of tables above
    /// all, in order. They are no part of `text`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    paragraph_labels: Vec<ParagraphLabel<'a>>,
}

/// One edit.
#[derive(Serialize, JsonSchema)]
struct Op<'a> {
    /// What it does.
    op: OpName,
    /// What it keeps (as the new version has it), deletes or inserts.
    text: &'a str,
}

/// What an edit does.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum OpName {
    /// Keeps text; the two versions may differ in white space and in what is ignored.
    Equal,
    /// Deletes text.
    Delete,
    /// Inserts text.
    Insert,
}

/// Why two clauses were paired.
#[derive(Serialize, JsonSchema)]
struct Reason {
    /// `identical-subtree`, `same-text`, `same-term`, `same-heading`, `context` or `similar`.
    kind: &'static str,
    /// How alike their texts are, from 0 to 1, where that was the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    similarity: Option<f32>,
}

/// A link to another clause of this redline.
#[derive(Serialize, JsonSchema)]
struct Link<'a> {
    /// `split-from`, `split-into`, `merged-from` or `merged-into`.
    kind: &'static str,
    /// The id of the other clause.
    id: &'a str,
}

/// Something to know about a reference in the new text.
#[derive(Serialize, JsonSchema)]
struct Reference<'a> {
    /// `follows`: its words changed because its target was renumbered. `retargeted`: its words
    /// are the same but name another clause now. `dangling`: its target is gone.
    kind: &'static str,
    /// The reference as the new version has it.
    text: &'a str,
    /// The id of the clause that it pointed at.
    from: &'a str,
    /// The id of the clause that it points at now; null where there is none.
    to: Option<&'a str>,
}

/// The shape of a view's redline.
pub(super) fn redline<'a>(view: &'a View<'a>, ids: &'a Ids) -> RedlineFile<'a> {
    RedlineFile {
        head: Head {
            format: "keeling/redline",
            version: 1,
            tool: view.tool,
            old: source(&view.old),
            new: source(&view.new),
            compared: compared(view.redline),
            summary: summary(&view.redline.summary),
        },
        clauses: Clauses { view, ids, region: Region::Text },
        headers_and_footers: Clauses { view, ids, region: Region::Margins },
    }
}

fn source<'a>(version: &Version<'a>) -> Source<'a> {
    Source {
        source: version.source,
        title: version.title(),
        digest: version.digest,
        warnings: warnings(version.diagnostics),
    }
}

fn summary(summary: &diff::Summary) -> Summary {
    let diff::Summary {
        inserted,
        deleted,
        amended,
        consequential,
        moved,
        renumbered,
        unchanged,
        formatting,
        affected,
        words_inserted,
        words_deleted,
    } = *summary;
    Summary {
        inserted,
        deleted,
        amended,
        consequential,
        moved,
        renumbered,
        unchanged,
        formatting,
        affected,
        words_inserted,
        words_deleted,
    }
}

/// The clauses of a region of a redline, made one by one as they are serialised.
pub(super) struct Clauses<'a> {
    view: &'a View<'a>,
    ids: &'a Ids,
    region: Region,
}

impl Serialize for Clauses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.view.changes(self.region).map(|entry| self.change(&entry)))
    }
}

impl<'a> Clauses<'a> {
    /// The clauses, to be made and serialised on any thread.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'a>> + '_ {
        self.view.changes(self.region)
    }

    /// Appends clauses as they stand in one line, a comma before each.
    pub(super) fn append(&self, line: &mut Vec<u8>, entries: &[Entry<'a>]) -> io::Result<()> {
        for entry in entries {
            line.push(b',');
            serde_json::to_writer(&mut *line, &self.change(entry))?;
        }
        Ok(())
    }

    fn change<'s>(&'s self, entry: &Entry<'s>) -> ClauseChange<'s> {
        let change = entry.change;
        let impact = self.view.redline.impact(entry.id);
        ClauseChange {
            id: self.ids.of_change(change),
            kind: entry.clause.kind.name(),
            status: status(change.status),
            moved: change.moved,
            move_group: change.move_group.map(|first| self.id(first)),
            renumbered: change.renumbered,
            consequential: change.consequential,
            old: entry.old.map(|clause| one_version(self.view.old.document, clause)),
            new: entry.new.map(|clause| one_version(self.view.new.document, clause)),
            ops: change.ops.iter().map(|op| self.op(op)).collect(),
            renumbered_by: change.renumbered_by.and_then(|cause| self.why().cause(cause)),
            reason: change.reason.and_then(reason),
            links: change.links.iter().map(|link| self.link(*link)).collect(),
            references: change.references.iter().map(|note| self.reference(note)).collect(),
            affected_by: self.why().ids(&change.affected_by),
            definition: impact.and_then(|impact| self.why().definition(impact)),
            uses: impact.map(|impact| self.why().ids(&impact.uses)),
            formatting: formatting(self.view, change),
            tables: tables(self.view, change),
            label_changes: paragraph_labels::changes(self.view, change),
        }
    }

    fn why(&self) -> Why<'_> {
        Why { view: self.view, ids: self.ids }
    }

    fn op(&self, op: &diff::Op) -> Op<'_> {
        let (old, new) = (self.view.old.document, self.view.new.document);
        match op.kind {
            OpKind::Equal => Op { op: OpName::Equal, text: new.slice(op.new) },
            OpKind::Delete => Op { op: OpName::Delete, text: old.slice(op.old) },
            OpKind::Insert => Op { op: OpName::Insert, text: new.slice(op.new) },
        }
    }

    fn id(&self, change: ChangeId) -> &str {
        self.ids.of_change_id(self.view, change)
    }

    fn link(&self, link: diff::Link) -> Link<'_> {
        let kind = match link.kind {
            LinkKind::SplitFrom => "split-from",
            LinkKind::SplitInto => "split-into",
            LinkKind::MergedFrom => "merged-from",
            LinkKind::MergedInto => "merged-into",
        };
        Link { kind, id: self.id(link.to) }
    }

    fn reference(&self, note: &diff::ReferenceNote) -> Reference<'_> {
        let (kind, from, to) = match note.kind {
            ReferenceKind::Follows { target } => ("follows", target, Some(target)),
            ReferenceKind::Retargeted { from, to } => ("retargeted", from, Some(to)),
            ReferenceKind::Dangling { from } => ("dangling", from, None),
        };
        let text = self.view.document(Side::New).slice(note.span);
        Reference { kind, text, from: self.id(from), to: to.map(|to| self.id(to)) }
    }
}

fn status(status: diff::Status) -> Status {
    match status {
        diff::Status::Unchanged => Status::Unchanged,
        diff::Status::Amended => Status::Amended,
        diff::Status::Inserted => Status::Inserted,
        diff::Status::Deleted => Status::Deleted,
    }
}

fn one_version<'a>(document: &'a Document, clause: &'a Clause) -> OneVersion<'a> {
    OneVersion {
        citation: &clause.citation,
        label: shown_label(clause),
        heading: heading(document, clause.id),
        text: document.slice(clause.text),
        paragraph_labels: paragraph_labels::of(document, clause),
    }
}

fn reason(reason: diff::Reason) -> Option<Reason> {
    let (kind, similarity) = match reason {
        diff::Reason::IdenticalSubtree => ("identical-subtree", None),
        diff::Reason::SameText => ("same-text", None),
        diff::Reason::SameTerm => ("same-term", None),
        diff::Reason::SameHeading => ("same-heading", None),
        diff::Reason::Context => ("context", None),
        diff::Reason::Similar(similarity) => ("similar", Some(similarity)),
        _ => return None,
    };
    Some(Reason { kind, similarity })
}
