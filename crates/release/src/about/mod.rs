//! What is known of a release beside its documents: the text of `release.toml` in, [`About`] out.
//!
//! Everything is optional: folders alone give a useful site. See `docs/release.md`.

mod date;
mod read;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use date::Date;
pub use read::{AboutError, read};

use crate::part::{Part, PartKind};

/// What is known of a release beside its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Keeling release.toml")]
pub struct About {
    /// The code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// The release that puts the proposed text into effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
    /// What the proposed text is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// The modifications that propose it.
    pub modifications: Vec<Modification>,
    /// The documents, as far as something is to be said of them.
    pub documents: Vec<DocumentAbout>,
}

/// A code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Its name: "Example Energy Code".
    pub name: String,
    /// Who administers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub administrator: Option<String>,
    /// Where to ask: an electronic mail address, a web address, or words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// A release of a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Its version: "62.0".
    pub version: String,
    /// When it comes, or came, into effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<Date>,
}

/// The version that the proposed text is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Its version: "61.0".
    pub version: String,
}

/// A proposal that amends documents of a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Modification {
    /// What it is cited by: "MP200".
    pub id: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How it is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<Path>,
    /// Who proposes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposer: Option<String>,
    /// How far it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The consultation on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consultation: Option<Consultation>,
}

/// How a modification is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Path {
    /// The authority leads it.
    AuthorityLed,
    /// The authority determines it.
    AuthorityDetermined,
    /// The parties to the code decide it themselves.
    SelfGovernance,
    /// It only mends what is plainly wrong.
    FastTrack,
}

impl Path {
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::AuthorityLed => "authority-led",
            Self::AuthorityDetermined => "authority determined",
            Self::SelfGovernance => "self-governance",
            Self::FastTrack => "fast-track",
        }
    }
}

/// How far a modification is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Its text is being drafted.
    Draft,
    /// Its text is out for comments.
    Consultation,
    /// Its text is before those who decide.
    Decision,
    /// It is approved.
    Approved,
}

impl Stage {
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Consultation => "consultation",
            Self::Decision => "awaiting decision",
            Self::Approved => "approved",
        }
    }
}

/// A consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consultation {
    /// The last day for responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<Date>,
    /// Where to respond: an electronic mail address, a web address, or words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub respond: Option<String>,
}

/// A document, as far as something is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentAbout {
    /// What part of the code it is.
    pub part: PartKind,
    /// Its letters or number: "AG".
    pub letter: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its version before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Its version now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The id of the modification that amends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modification: Option<String>,
}

impl About {
    /// How far the whole is: as far as what lags most.
    pub(crate) fn stage(&self) -> Option<Stage> {
        self.modifications.iter().filter_map(|modification| modification.stage).min()
    }

    /// What is said of a part of the code.
    pub(crate) fn of_part(&self, part: &Part) -> Option<&DocumentAbout> {
        let is = |document: &&DocumentAbout| {
            document.part == part.kind && document.letter.eq_ignore_ascii_case(&part.letter)
        };
        self.documents.iter().find(is)
    }

    /// The ids of the modifications that a document is amended by: the one that is said, else all
    /// where there is but one.
    pub(crate) fn modification_of(&self, part: Option<&Part>) -> Option<&str> {
        let said = part.and_then(|part| self.of_part(part)?.modification.as_deref());
        said.or(match self.modifications.as_slice() {
            [only] => Some(&only.id),
            _ => None,
        })
    }
}
