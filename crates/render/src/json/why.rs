//! The shapes of why: causes of numbers, changed definitions.

use keeling_diff::{self as diff, ChangeId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::ids::Ids;
use crate::{View, why};

/// What gave a clause its new citation.
#[derive(Serialize, JsonSchema)]
#[allow(clippy::struct_field_names)] // The contract's name.
pub(super) struct Cause<'a> {
    /// `inserted`, `deleted` or `moved`: so was a clause before or above it. `parent`: the clause
    /// that it is cited with was renumbered. `itself`, `promoted`, `demoted`: it was itself moved.
    /// `renamed`: its term was. `style`: it counts the same and is written otherwise.
    cause: &'static str,
    /// The id of the clause that was inserted, deleted, moved or renumbered.
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'a str>,
    /// How many further clauses were inserted, deleted or moved between that and the clause.
    #[serde(skip_serializing_if = "is_zero")]
    #[schemars(default)]
    others: u32,
}

/// How a definition changed.
#[derive(Serialize, JsonSchema)]
pub(super) struct Definition<'a> {
    /// `amended` (it or a clause below it, in substance), `inserted`, `deleted` or `renamed`.
    change: &'static str,
    /// The term that it defines; of a deleted one, that it defined.
    term: &'a str,
    /// Of a renamed definition, the ids of the clauses that still use its old term, which nothing
    /// defines any more; in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    stale: Vec<&'a str>,
}

/// Makes these shapes from a view.
pub(super) struct Why<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) ids: &'a Ids,
}

impl<'a> Why<'a> {
    pub(super) fn ids(&self, changes: &[ChangeId]) -> Vec<&'a str> {
        changes.iter().map(|id| self.ids.of_change_id(self.view, *id)).collect()
    }

    pub(super) fn cause(&self, cause: diff::Cause) -> Option<Cause<'a>> {
        Some(Cause {
            cause: why::cause_name(cause.kind)?,
            clause: cause.kind.clause().map(|id| self.ids.of_change_id(self.view, id)),
            others: cause.others,
        })
    }

    pub(super) fn definition(&self, impact: &diff::Impact) -> Option<Definition<'a>> {
        Some(Definition {
            change: why::impact_name(impact.kind)?,
            term: why::term(self.view, impact.definition),
            stale: self.ids(&impact.stale),
        })
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
