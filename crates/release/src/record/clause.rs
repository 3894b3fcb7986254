//! A changed clause: a change of a redline in, its citations, texts and edits out.

use keeling_diff::{Change, ChangeId, OpKind, Status};
use keeling_model::{Clause, Document, OBJECT};
use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::Compared;

/// A clause to which something happened.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClauseRecord {
    /// Its name, the same as on the document's redline.
    pub id: String,
    /// Where it stands.
    pub region: Region,
    /// What happened to it: one or more of `inserted`, `deleted`, `amended`, `consequential`,
    /// `moved`, `renumbered`.
    pub kinds: Vec<Kind>,
    /// The clause in the old version; null where it is inserted.
    pub old: Option<ClauseVersion>,
    /// The clause in the new version; null where it is deleted.
    pub new: Option<ClauseVersion>,
    /// The edits of an amended clause's text in order; empty otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub edits: Vec<Edit>,
}

/// Where a clause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// In the body or the notes.
    Text,
    /// In a header or footer.
    HeaderOrFooter,
}

/// What happened to a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Only the new version has it.
    Inserted,
    /// Only the old version has it.
    Deleted,
    /// Its text is amended in substance.
    Amended,
    /// Its text is amended only in references that follow.
    Consequential,
    /// It stands elsewhere.
    Moved,
    /// It has another citation.
    Renumbered,
}

impl Kind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Inserted => "inserted",
            Self::Deleted => "deleted",
            Self::Amended => "amended",
            Self::Consequential => "consequential",
            Self::Moved => "moved",
            Self::Renumbered => "renumbered",
        }
    }
}

/// A clause in one version.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClauseVersion {
    /// Its citation; empty where it has none.
    pub citation: String,
    /// Its heading in one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Its own text, without its label and without the clauses below it.
    pub text: String,
}

/// An edit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Edit {
    /// What it does.
    pub op: EditKind,
    /// To which words; of what is kept, those of the new version.
    pub text: String,
    /// The words of the old version, where they are kept and yet differ: in white space, or in what
    /// was to be ignored.
    #[serde(skip)]
    pub(crate) was: Option<String>,
}

/// What an edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EditKind {
    /// Keeps.
    Equal,
    /// Deletes.
    Delete,
    /// Inserts.
    Insert,
}

/// Records what happened to a clause; `None` where nothing did.
pub(super) fn clause(
    compared: &Compared<'_>,
    ids: &keeling_render::Ids,
    id: ChangeId,
) -> Option<ClauseRecord> {
    let change = compared.redline.changes.get(id.index()).filter(|change| change.is_changed())?;
    let (old, new) = (compared.old_document(), compared.new_document());
    let in_margins = change.new.map(|id| new.is_in_margins(id));
    let in_margins = in_margins.or(change.old.map(|id| old.is_in_margins(id)));
    let region = if in_margins == Some(true) { Region::HeaderOrFooter } else { Region::Text };
    Some(ClauseRecord {
        id: ids.of_change(change).to_owned(),
        region,
        kinds: kinds(change),
        old: change.old_clause(old).map(|clause| version(old, clause)),
        new: change.new_clause(new).map(|clause| version(new, clause)),
        edits: edits(change, old, new),
    })
}

fn kinds(change: &Change) -> Vec<Kind> {
    let status = match change.status {
        Status::Inserted => Some(Kind::Inserted),
        Status::Deleted => Some(Kind::Deleted),
        Status::Amended if change.consequential => Some(Kind::Consequential),
        Status::Amended => Some(Kind::Amended),
        Status::Unchanged => None,
    };
    let moved = change.moved.then_some(Kind::Moved);
    let renumbered = change.renumbered.then_some(Kind::Renumbered);
    status.into_iter().chain(moved).chain(renumbered).collect()
}

fn version(document: &Document, clause: &Clause) -> ClauseVersion {
    let heading = document.heading(clause.id).map(one_line).filter(|heading| !heading.is_empty());
    ClauseVersion {
        citation: clause.citation.clone(),
        heading,
        text: word(document.slice(clause.text)),
    }
}

fn edits(change: &Change, old: &Document, new: &Document) -> Vec<Edit> {
    let edit = |op: &keeling_diff::Op| {
        let op_kind = match op.kind {
            OpKind::Equal => EditKind::Equal,
            OpKind::Delete => EditKind::Delete,
            OpKind::Insert => EditKind::Insert,
        };
        let (before, now) = (old.slice(op.old), new.slice(op.new));
        let text = if op.kind == OpKind::Delete { before } else { now };
        let differs = op.kind == OpKind::Equal && before != now;
        Edit { op: op_kind, text: word(text), was: differs.then(|| word(before)) }
    };
    change.ops.iter().map(edit).collect()
}

/// Text as words: the stand-ins of pictures and note markers are named.
fn word(text: &str) -> String {
    if text.contains(OBJECT) { text.replace(OBJECT, "[*]") } else { text.to_owned() }
}

pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == OBJECT);
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
