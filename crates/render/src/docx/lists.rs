//! Lists: which list instance of the old package is which of the new one, and whether a paragraph
//! is numbered otherwise than it was, or a heading in one version only.

use std::collections::{BTreeMap, BTreeSet};

use keeling_ooxml::xml::{NodeId, Tree};
use keeling_ooxml::{Definitions, Style, StyleRole};

use super::plan::{Plan, Step};
use super::reading::{Block, Paragraph, Reading};
use super::resources::Resources;

/// The list instances and levels of all paragraphs of both versions.
#[derive(Debug, Default)]
pub(super) struct Lists {
    old: Vec<Option<(i64, u8)>>,
    new: Vec<Option<(i64, u8)>>,
    /// Whether each paragraph is a heading.
    old_headings: Vec<bool>,
    new_headings: Vec<bool>,
}

impl Lists {
    /// Those of two versions.
    pub(super) fn of(
        (old, olds): (&Reading, &Definitions),
        (new, news): (&Reading, &Definitions),
    ) -> Self {
        let of = |reading, tables| (numbers(reading, tables), headings(reading, tables));
        let ((old, old_headings), (new, new_headings)) =
            rayon::join(|| of(old, olds), || of(new, news));
        Self { old, new, old_headings, new_headings }
    }

    /// Pairs the list instances that paired paragraphs are in, those that are paired most first.
    pub(super) fn pair(&self, plans: &[Plan], old: &Reading, new: &Reading, into: &mut Resources) {
        let mut votes: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        for plan in plans {
            let olds = &old.containers[plan.old].blocks;
            let news = &new.containers[plan.new].blocks;
            for step in &plan.steps {
                let Step::Both(one, other) = step else { continue };
                let pair = (olds.get(one.start), news.get(other.start));
                if let (Some(&Block::Paragraph(one)), Some(&Block::Paragraph(other))) = pair
                    && let (Some((one, _)), Some((other, _))) = (self.old[one], self.new[other])
                {
                    *votes.entry((one, other)).or_default() += 1;
                }
            }
        }
        let mut votes: Vec<((i64, i64), usize)> = votes.into_iter().collect();
        votes.sort_by_key(|&(pair, count)| (std::cmp::Reverse(count), pair));
        let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
        for ((one, other), _) in votes {
            if !olds.contains(&one) && !news.contains(&other) {
                olds.insert(one);
                news.insert(other);
                into.pair_lists(&one.to_string(), &other.to_string());
            }
        }
    }

    /// Whether a paragraph of the new version is numbered otherwise than it was, or a heading in one
    /// of the versions only: readers take the numbers in headings and in text differently.
    pub(super) fn differ(&self, old: usize, new: usize, resources: &Resources) -> bool {
        if self.old_headings.get(old) != self.new_headings.get(new) {
            return true;
        }
        let of = |list: &[Option<(i64, u8)>], at: usize| list.get(at).copied().flatten();
        match (of(&self.old, old), of(&self.new, new)) {
            (None, None) => false,
            (Some((one, level)), Some((other, depth))) => {
                level != depth
                    || resources.known_list(&one.to_string()) != Some(other.to_string().as_str())
            }
            _ => true,
        }
    }
}

fn numbers(reading: &Reading, tables: &Definitions) -> Vec<Option<(i64, u8)>> {
    (0..reading.paragraphs.len()).map(|id| number(reading, tables, id)).collect()
}

fn headings(reading: &Reading, tables: &Definitions) -> Vec<bool> {
    let is_heading = |paragraph: &Paragraph| {
        let tree = reading.tree(paragraph.part);
        let style = style(tree, tree.child(paragraph.node, "pPr"), tables);
        style.is_some_and(|style| matches!(style.role, StyleRole::Heading(_)))
    };
    reading.paragraphs.iter().map(is_heading).collect()
}

/// The style of the paragraph with these properties.
fn style<'t>(
    tree: &Tree,
    properties: Option<NodeId>,
    tables: &'t Definitions,
) -> Option<&'t Style> {
    properties
        .and_then(|properties| tree.child(properties, "pStyle"))
        .and_then(|style| tree.val(style))
        .and_then(|id| tables.styles.paragraph(&id))
        .or(tables.styles.default_paragraph())
        .and_then(|id| tables.styles.get(id))
}

/// The list instance and level of a paragraph: as it says itself, else as its style does.
fn number(reading: &Reading, tables: &Definitions, id: usize) -> Option<(i64, u8)> {
    let paragraph = reading.paragraphs.get(id)?;
    let tree = reading.tree(paragraph.part);
    let properties = tree.child(paragraph.node, "pPr");
    let style = style(tree, properties, tables);
    let own = properties.and_then(|properties| tree.child(properties, "numPr"));
    let value = |name: &str| {
        let node = own.and_then(|own| tree.child(own, name))?;
        tree.val(node)?.trim().parse::<i64>().ok()
    };
    let styled = style.and_then(|style| style.numbering.as_ref());
    let num = value("numId").or(styled.map(|styled| styled.num)).filter(|&num| num != 0)?;
    let level = value("ilvl").map(|level| u8::try_from(level.clamp(0, 8)).unwrap_or(8));
    let level = level.or_else(|| styled.map(|styled| tables.numbering.level_of(styled)));
    Some((num, level.unwrap_or(0)))
}
