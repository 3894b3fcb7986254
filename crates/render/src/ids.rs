//! Names for deep links: each clause of both versions has one, stable while its citation is.
//!
//! ```text
//! H3.2(a)                    H3.2(a)
//! Schedule 2, paragraph 4.1  Schedule-2-paragraph-4.1
//! A1.1 "Supplier"            A1.1-Supplier
//! an unnumbered heading      introduction
//! text below H3.2            H3.2~text
//! the second H3.2            H3.2~2
//! the old version's H3.2     old-H3.2
//! Footnote 1                 Footnote-1
//! ```
//!
//! One set of names for both versions, so none is given twice on a page. `~` occurs in no name
//! but where it is put here, so a number after it never meets a name that was there before.

use keeling_diff::{Change, ChangeId, Side};
use keeling_model::{Clause, ClauseId, Document};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::View;

/// Names that the HTML page uses for itself.
const TAKEN: [&str; 7] =
    ["redline", "contents", "changes", "legend", "footer", "only-changed", "headers-and-footers"];
/// What the names of its controls begin with.
const CONTROL: &str = "ui-";
/// Longest part of a name that is taken from a citation or a heading, in characters.
const LONGEST: usize = 80;

/// The names of all clauses of both versions.
#[derive(Debug)]
pub struct Ids {
    old: Vec<Box<str>>,
    new: Vec<Box<str>>,
}

impl Ids {
    /// Names all clauses.
    pub fn new(view: &View<'_>) -> Self {
        let (new, old) =
            rayon::join(|| names(view.new.document, ""), || names(view.old.document, "old-"));
        let [new, old] = unique(&TAKEN, [new, old]);
        Self { old, new }
    }

    /// The name of a clause of the old ([`Side::Old`]) or the new version.
    pub fn of(&self, side: Side, clause: ClauseId) -> &str {
        let ids = if side == Side::Old { &self.old } else { &self.new };
        ids.get(clause.index()).map_or("", |id| id)
    }

    /// The name of a change: that of its new clause, else of its old one.
    pub fn of_change(&self, change: &Change) -> &str {
        match (change.new, change.old) {
            (Some(new), _) => self.of(Side::New, new),
            (None, Some(old)) => self.of(Side::Old, old),
            (None, None) => "",
        }
    }

    /// The name of a change of the view's redline.
    pub fn of_change_id(&self, view: &View<'_>, id: ChangeId) -> &str {
        view.redline.changes.get(id.index()).map_or("", |change| self.of_change(change))
    }
}

/// The names of the clauses of one document that stands alone.
#[cfg(feature = "json")]
pub(crate) fn of_document(document: &Document) -> Vec<Box<str>> {
    let [names] = unique(&[], [names(document, "")]);
    names
}

/// The names that the clauses of a document would have if each were the only one.
fn names(document: &Document, prefix: &str) -> Vec<Box<str>> {
    let clauses = document.clauses().par_iter();
    clauses.map(|clause| name(document, clause, prefix).into()).collect()
}

/// Numbers the names that were there before, in these lists or among those that are taken.
fn unique<const N: usize>(taken: &[&str], lists: [Vec<Box<str>>; N]) -> [Vec<Box<str>>; N] {
    let n_names = lists.iter().map(Vec::len).sum();
    let mut counts: FxHashMap<&str, u32> = taken.iter().map(|name| (*name, 1)).collect();
    counts.reserve(n_names);
    let mut nth = Vec::with_capacity(n_names);
    for name in lists.iter().flatten() {
        let count = counts.entry(name).or_insert(0);
        *count += 1;
        nth.push(*count);
    }
    let mut nth = nth.into_iter();
    lists.map(|names| {
        let numbered = names.into_iter().zip(nth.by_ref()).map(|(name, nth)| match nth {
            1 => name,
            nth => format!("{name}~{nth}").into(),
        });
        numbered.collect()
    })
}

/// The name that a clause would have if it were the only one.
fn name(document: &Document, clause: &Clause, prefix: &str) -> String {
    let mut name = prefix.to_owned();
    let start = name.len();
    if clause.is_cited() {
        push_safe(&mut name, &clause.citation);
    } else if let Some(heading) = document.heading(clause.id) {
        push_safe(&mut name, &heading.to_lowercase());
    }
    if name.len() == start {
        push_safe(&mut name, &clause.citation);
        name.push_str("~text");
    }
    if name.starts_with(CONTROL) {
        name.push('~');
    }
    name
}

/// Appends letters, digits, dots, dashes and brackets; whatever else stands between them becomes
/// one dash.
fn push_safe(name: &mut String, text: &str) {
    let start = name.len();
    let mut parted = false;
    for c in text.chars().take(LONGEST) {
        if c.is_alphanumeric() || matches!(c, '.' | '(' | ')' | '_' | '-') {
            if parted && name.len() > start {
                name.push('-');
            }
            parted = false;
            name.push(c);
        } else {
            parted = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keeling_model::{Builder, ClauseKind, Label, Role};

    fn names(build: impl FnOnce(&mut Builder)) -> Vec<String> {
        let mut builder = Builder::new();
        build(&mut builder);
        let document = builder.finish();
        let [names] = unique(&[], [super::names(&document, "")]);
        names.into_iter().map(String::from).collect()
    }

    #[test]
    fn a_citation_is_kept_as_far_as_an_address_can_hold_it() {
        let names = names(|b| {
            b.open(ClauseKind::Clause, Some(Label::typed("H3.2")));
            b.open(ClauseKind::Paragraph, Some(Label::typed("(a)")));
            b.close();
            b.open_definition("Smart Meter");
            b.close();
            b.close();
            b.open(ClauseKind::Section, Some(Label::typed("§ 14a")));
        });
        assert_eq!(names, ["H3.2", "H3.2(a)", "H3.2-Smart-Meter", "14a"]);
    }

    #[test]
    fn doubles_and_clauses_without_a_number_have_names_too() {
        let names = names(|b| {
            b.open(ClauseKind::Heading, None);
            b.paragraph(Role::Heading(1), "About  this Code!", []);
            b.close();
            for _ in 0..2 {
                b.open(ClauseKind::Clause, Some(Label::typed("1.")));
                b.close();
            }
            b.open(ClauseKind::Text, None);
            b.close();
            b.open(ClauseKind::Footnote, Some(Label::generated("1")));
        });
        assert_eq!(
            names,
            ["about-this-Code".to_lowercase().as_str(), "1", "1~2", "~text", "Footnote-1"]
        );
    }
}
