//! The record of a release: everything that an output says, once. It is `changes.json`, and the
//! index, the tables and the notices are drawn from it.
//!
//! Names that are there stay, with what they mean; additions are free.

pub(crate) mod across;
mod build;
mod clause;

use schemars::JsonSchema;
use serde::Serialize;

use crate::about::About;
use crate::counts::Counts;
use crate::pairing::PairedBy;
use crate::part::PartKind;

pub(crate) use across::Places;
pub(crate) use build::{build, clean_name, is_same};
pub use clause::{ClauseRecord, ClauseVersion, Edit, EditKind, Kind, Region};

/// What became of a code between two versions.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Keeling release")]
pub struct Record {
    /// Always `keeling/release`.
    pub format: &'static str,
    /// The version of this shape.
    pub version: u32,
    /// The program that wrote it.
    pub tool: String,
    /// What `release.toml` says.
    pub about: About,
    /// Counts over all documents: the sums of those of the documents.
    pub totals: Totals,
    /// Every document of both versions once, the parts of the code first.
    pub documents: Vec<DocumentRecord>,
    /// Clauses that left one document and came to another.
    pub moves: Vec<MoveRecord>,
    /// Definitions that changed, and what uses them in every document.
    pub definitions: Vec<DefinitionRecord>,
    /// References that follow from one document to another, and all that are to be checked.
    pub references: Vec<ReferenceRecord>,
    /// How many references of the new version were looked at, within documents and between them.
    pub references_checked: u64,
}

/// Counts over all documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Totals {
    /// How many documents there are.
    pub documents: u64,
    /// Documents of both versions in which some text, place or citation differs.
    pub documents_changed: u64,
    /// Documents of both versions in which none does.
    pub documents_unchanged: u64,
    /// Documents only in the new version.
    pub documents_new: u64,
    /// Documents only in the old version.
    pub documents_withdrawn: u64,
    /// Documents that cannot be compared.
    pub documents_not_compared: u64,
    /// Of the unchanged documents, those that use a definition which changed in another one.
    pub documents_affected: u64,
    /// Clauses that moved from one document to another; each counts as deleted in the one and as
    /// inserted in the other.
    pub moved_between_documents: u64,
    /// Counts of clauses.
    pub clauses: Counts,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Result {
    /// Some text, place or citation differs.
    Changed,
    /// None does.
    Unchanged,
    /// Only the new version has it.
    New,
    /// Only the old version has it.
    Withdrawn,
    /// A version of it cannot be read.
    NotCompared,
}

/// A document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentRecord {
    /// Its name in addresses: `section-h`.
    pub id: String,
    /// What it is called: "Section H: Metering Services".
    pub name: String,
    /// What part of the code it is, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<PartRecord>,
    /// What became of it.
    pub result: Result,
    /// What told that its two versions are the same document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paired_by: Option<PairedBy>,
    /// Its file's name before, where it has another one now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
    /// The modification that amends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modification: Option<String>,
    /// Why it cannot be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The address of its redline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redline: Option<String>,
    /// The address of its redline as a Word document with tracked changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    /// What its Word document does not carry, and what differs beside the words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub word_warnings: Vec<String>,
    /// Why there is no Word document of it, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_word: Option<String>,
    /// The address of a copy of its new version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clean: Option<String>,
    /// Its old version.
    pub old: Option<VersionRecord>,
    /// Its new version.
    pub new: Option<VersionRecord>,
    /// Counts of its clauses.
    pub counts: Counts,
    /// Its clauses with the same words that use a definition which changed in another document.
    pub affected_by_other_documents: u64,
    /// Its clauses to which something happened, in reading order; headers and footers last.
    pub clauses: Vec<ClauseRecord>,
}

impl DocumentRecord {
    /// "Section H", else its name.
    pub(crate) fn short(&self) -> String {
        match &self.part {
            Some(part) => format!("{} {}", part.kind.name(), part.letter),
            None => self.name.clone(),
        }
    }

    /// Whether its text differs in any way.
    pub(crate) fn is_affected_text(&self) -> bool {
        matches!(self.result, Result::Changed | Result::New | Result::Withdrawn)
    }
}

/// What part of its code a document is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartRecord {
    /// What it is.
    pub kind: PartKind,
    /// Its letters or number.
    pub letter: String,
}

/// One version of a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VersionRecord {
    /// Its path from the top of its folder.
    pub path: String,
    /// Its version, as `release.toml`, the document or its file's name tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// How many words it has.
    pub words: u64,
    /// How many clauses it has.
    pub clauses: u64,
    /// What its reader noticed.
    pub warnings: Vec<String>,
    /// Files beside it that hold the same words in another format.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub also: Vec<String>,
}

/// A clause of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// The document's id.
    pub document: String,
    /// The clause as it is cited: "Section H, H7.3".
    pub clause: String,
    /// The address of the clause on the document's redline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A clause that left one document and came to another.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MoveRecord {
    /// Where it was.
    pub from: Place,
    /// Where it is.
    pub to: Place,
    /// Whether its words are the same.
    pub same_words: bool,
}

/// A definition that changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DefinitionRecord {
    /// Its term.
    pub term: String,
    /// What became of it: `amended`, `inserted`, `deleted`, `renamed`, `moved`.
    pub kind: &'static str,
    /// The definition.
    pub definition: Place,
    /// How many clauses of the new version use the term.
    pub used_in_clauses: u64,
    /// How many documents they are in.
    pub used_in_documents: u64,
    /// The clauses, document by document, its own first.
    pub uses: Vec<Place>,
}

/// Something to be known about a reference.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReferenceRecord {
    /// What became of it: `follows`; or, to be checked, `retargeted` (the words now mean another
    /// clause), `dangling` (what they meant is gone), `missing` (new, and names what is not there).
    pub kind: &'static str,
    /// The clause that refers.
    pub at: Place,
    /// Whether it refers to another document.
    pub between_documents: bool,
    /// Its words in the old version, where they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Its words.
    pub words: String,
    /// What it meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Place>,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Place>,
    /// Of a reference to be checked, where what it meant is now; absent where that is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant_now: Option<Place>,
}

impl ReferenceRecord {
    /// Whether someone has to look at it.
    pub(crate) fn is_to_check(&self) -> bool {
        self.kind != "follows"
    }
}

/// The JSON Schema (2020-12) of a record.
pub fn schema() -> String {
    pretty(&schemars::schema_for!(Record))
}

pub(crate) fn pretty(schema: &schemars::Schema) -> String {
    // A schema is plain JSON already and serialises as it is.
    let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
    text.push('\n');
    text
}
