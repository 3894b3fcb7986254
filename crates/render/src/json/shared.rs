//! Shapes that redlines and outlines share.

use keeling_model::{Diagnostic, Severity};
use schemars::JsonSchema;
use serde::Serialize;

/// Something that the reader of a document left out, read loosely, or thinks wrong.
#[derive(Serialize, JsonSchema)]
pub(super) struct Warning<'a> {
    /// `warning` where something is not in the result or may be wrong in it, else `note`.
    severity: &'static str,
    /// What kind of thing it is, stable for programs.
    code: &'static str,
    /// Where; empty where it is the whole document.
    place: &'a str,
    /// What, for people.
    message: &'a str,
}

/// The remarks of a reader.
pub(super) fn warnings(diagnostics: &[Diagnostic]) -> Vec<Warning<'_>> {
    diagnostics.iter().map(warning).collect()
}

fn warning(diagnostic: &Diagnostic) -> Warning<'_> {
    let severity = match diagnostic.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
    };
    Warning {
        severity,
        code: diagnostic.code.name(),
        place: &diagnostic.place,
        message: &diagnostic.message,
    }
}
