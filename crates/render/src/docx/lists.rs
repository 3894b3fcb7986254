//! Lists: which list instance of the old package is which of the new one, and whether a paragraph
//! is numbered otherwise than it was, or a heading in one version only.

use std::collections::{BTreeMap, BTreeSet};

use keeling_ooxml::xml::{NodeId, Tree};
use keeling_ooxml::{Definitions, Style, StyleRole};
use rustc_hash::FxHashMap;

use super::plan::{Plan, Step};
use super::reading::{Block, Paragraph, Reading};
use super::resources::Resources;

/// How a paragraph is numbered, and whether it is a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Said {
    /// Its list instance and level.
    list: Option<(i64, u8)>,
    is_heading: bool,
}

/// How all paragraphs of both versions are numbered.
#[derive(Debug, Default)]
pub(super) struct Lists {
    old: Vec<Said>,
    new: Vec<Said>,
}

impl Lists {
    /// Those of two versions.
    pub(super) fn of(
        (old, olds): (&Reading, &Definitions),
        (new, news): (&Reading, &Definitions),
    ) -> Self {
        let (old, new) = rayon::join(|| said(old, olds), || said(new, news));
        Self { old, new }
    }

    /// Pairs the list instances that paired paragraphs are in, those that are paired most first.
    pub(super) fn pair(&self, plans: &[Plan], old: &Reading, new: &Reading, into: &mut Resources) {
        let mut votes: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        for plan in plans {
            let (olds, news) = (old.blocks(plan.old), new.blocks(plan.new));
            for step in &plan.steps {
                let Step::Both(one, other) = step else { continue };
                let pair = (olds.get(one.start), news.get(other.start));
                if let (Some(&Block::Paragraph(one)), Some(&Block::Paragraph(other))) = pair
                    && let (Some((one, _)), Some((other, _))) =
                        (self.old[one].list, self.new[other].list)
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
        let (Some(one), Some(other)) = (self.old.get(old), self.new.get(new)) else {
            return true;
        };
        if one.is_heading != other.is_heading {
            return true;
        }
        match (one.list, other.list) {
            (None, None) => false,
            (Some((one, level)), Some((other, depth))) => {
                level != depth
                    || resources.known_list(&one.to_string()) != Some(other.to_string().as_str())
            }
            _ => true,
        }
    }
}

/// How the paragraphs of a version are numbered. Most have the very properties of others in their
/// part, and those are read once.
fn said(reading: &Reading, tables: &Definitions) -> Vec<Said> {
    let mut known: FxHashMap<(usize, &str), Said> = FxHashMap::default();
    let said = |paragraph: &Paragraph| {
        let tree = reading.tree(paragraph.part);
        let properties = tree.child(paragraph.node, "pPr");
        let (start, end) = properties.map_or((0, 0), |properties| tree.outer(properties));
        let held = (paragraph.part, tree.slice(start, end));
        *known.entry(held).or_insert_with(|| read(tree, properties, tables))
    };
    reading.paragraphs.iter().map(said).collect()
}

/// Reads the properties of a paragraph: it is numbered as it says itself, else as its style does.
fn read(tree: &Tree, properties: Option<NodeId>, tables: &Definitions) -> Said {
    let style = style(tree, properties, tables);
    let own = properties.and_then(|properties| tree.child(properties, "numPr"));
    let value = |name: &str| {
        let node = own.and_then(|own| tree.child(own, name))?;
        tree.val(node)?.trim().parse::<i64>().ok()
    };
    let styled = style.and_then(|style| style.numbering.as_ref());
    let num = value("numId").or(styled.map(|styled| styled.num)).filter(|&num| num != 0);
    let level = || {
        let level = value("ilvl").map(|level| u8::try_from(level.clamp(0, 8)).unwrap_or(8));
        level.or_else(|| styled.map(|styled| tables.numbering.level_of(styled))).unwrap_or(0)
    };
    Said {
        list: num.map(|num| (num, level())),
        is_heading: style.is_some_and(|style| matches!(style.role, StyleRole::Heading(_))),
    }
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
