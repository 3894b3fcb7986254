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
use rustc_hash::FxHashMap;

use crate::View;

/// Names that the HTML page uses for itself.
const TAKEN: [&str; 6] =
    ["redline", "contents", "legend", "footer", "only-changed", "headers-and-footers"];
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
        let mut names = Names::default();
        for name in TAKEN {
            names.unique(name.to_owned());
        }
        let new = name_all(view.new.document, "", &mut names);
        let old = name_all(view.old.document, "old-", &mut names);
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
    name_all(document, "", &mut Names::default())
}

fn name_all(document: &Document, prefix: &str, names: &mut Names) -> Vec<Box<str>> {
    let clauses = document.clauses().iter();
    clauses.map(|clause| names.unique(name(document, clause, prefix))).collect()
}

/// Names given so far, with how often each was asked for.
#[derive(Debug, Default)]
struct Names(FxHashMap<String, u32>);

impl Names {
    fn unique(&mut self, name: String) -> Box<str> {
        let count = self.0.entry(name.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => name.into(),
            n => format!("{name}~{n}").into(),
        }
    }
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
        let names = name_all(&document, "", &mut Names::default());
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
