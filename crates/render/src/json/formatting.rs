//! The shape of changes of formatting, and of what the comparison was asked for.

use keeling_diff as diff;
use keeling_diff::Side;
use keeling_model::Document;
use schemars::JsonSchema;
use serde::Serialize;

use crate::View;

/// A stretch of words that both versions have and set differently.
#[derive(Serialize, JsonSchema)]
pub(super) struct FormattingChange<'a> {
    /// The words as the new version has them.
    text: &'a str,
    /// Where they begin in the new version's `text`, counted in Unicode code points.
    start: usize,
    /// What the new version has that the old one has not.
    added: Vec<Format<'a>>,
    /// What the old version has that the new one has not.
    removed: Vec<Format<'a>>,
}

/// How words are set.
#[derive(Serialize, JsonSchema)]
struct Format<'a> {
    /// `bold`, `italic`, `underline`, `strike`, `superscript`, `subscript`, `code`, `link` or
    /// `heading`.
    kind: &'static str,
    /// Where a link leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<&'a str>,
    /// The level of a heading, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
}

/// What the comparison was asked for, where it was not the usual.
#[derive(Serialize, JsonSchema)]
pub(super) struct Compared {
    /// How finely words are marked: `word` or `character`.
    granularity: &'static str,
    /// What counts as equal although it differs: `case`, `whitespace`, `punctuation`, `quotes`,
    /// `formatting`.
    ignored: Vec<&'static str>,
}

/// The changes of formatting of a clause, in order.
pub(super) fn formatting<'a>(
    view: &View<'a>,
    change: &'a diff::Change,
) -> Vec<FormattingChange<'a>> {
    let (old, new) = (view.document(Side::Old), view.document(Side::New));
    let clause = change.new.and_then(|id| new.clauses().get(id.index()));
    let (mut at, mut start) = (clause.map_or(0, |clause| clause.text.start), 0);
    change
        .formatting
        .iter()
        .map(|one| {
            start += new.slice(keeling_model::Span::new(at, one.new.start)).chars().count();
            at = one.new.start.max(at);
            FormattingChange {
                text: new.slice(one.new),
                start,
                added: one.added.iter().map(|one| format(*one, new)).collect(),
                removed: one.removed.iter().map(|one| format(*one, old)).collect(),
            }
        })
        .collect()
}

fn format(format: diff::Format, document: &Document) -> Format<'_> {
    let (href, level) = match format {
        diff::Format::Link(url) => (Some(document.url(url)), None),
        diff::Format::Heading(level) => (None, Some(level)),
        _ => (None, None),
    };
    Format { kind: format.name(), href, level }
}

/// What a redline was asked for; `None` where it was the usual.
pub(super) fn compared(redline: &diff::Redline) -> Option<Compared> {
    let usual = redline.granularity == diff::Granularity::Word && redline.ignored.is_nothing();
    (!usual).then(|| Compared {
        granularity: redline.granularity.name(),
        ignored: redline.ignored.names().collect(),
    })
}
