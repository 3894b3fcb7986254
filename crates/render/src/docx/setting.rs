//! How a paragraph is set, as far as it says what the paragraph is: its properties in; the list that
//! numbers it, and whether it is a heading or an entry of a table of contents, out.

use keeling_ooxml::xml::{NodeId, Tree};
use keeling_ooxml::{Definitions, StyleRole};
use rustc_hash::FxHashMap;

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// The list instance that numbers it, and the level.
    pub(super) list: Option<(i64, u8)>,
    pub(super) is_heading: bool,
    /// Whether its style is one of tables of contents.
    pub(super) is_contents: bool,
}

/// How the paragraphs of a version are set. Most have the very properties of others in their part,
/// and those are read once.
#[derive(Debug)]
pub(super) struct Settings<'a> {
    definitions: &'a Definitions,
    known: FxHashMap<(usize, &'a str), Setting>,
}

impl<'a> Settings<'a> {
    pub(super) fn new(definitions: &'a Definitions) -> Self {
        Self { definitions, known: FxHashMap::default() }
    }

    /// How a paragraph of a part is set.
    pub(super) fn of(&mut self, part: usize, tree: &'a Tree, paragraph: NodeId) -> Setting {
        let properties = tree.child(paragraph, "pPr");
        let (start, end) = properties.map_or((0, 0), |properties| tree.outer(properties));
        let held = (part, tree.slice(start, end));
        let definitions = self.definitions;
        *self.known.entry(held).or_insert_with(|| read(tree, properties, definitions))
    }
}

/// Reads the properties of a paragraph: it is numbered as it says itself, else as its style does.
fn read(tree: &Tree, properties: Option<NodeId>, definitions: &Definitions) -> Setting {
    let Definitions { styles, numbering, .. } = definitions;
    let child = |name| properties.and_then(|properties| tree.child(properties, name));
    let named = child("pStyle").and_then(|style| tree.val(style));
    let named = named.and_then(|id| styles.paragraph(&id));
    let style = named.or(styles.default_paragraph()).and_then(|id| styles.get(id));
    let own = child("numPr");
    let value = |name: &str| {
        let node = own.and_then(|own| tree.child(own, name))?;
        tree.val(node)?.trim().parse::<i64>().ok()
    };
    let styled = style.and_then(|style| style.numbering.as_ref());
    let num = value("numId").or(styled.map(|styled| styled.num)).filter(|&num| num != 0);
    let level = || {
        let level = value("ilvl").map(|level| u8::try_from(level.clamp(0, 8)).unwrap_or(8));
        level.or_else(|| styled.map(|styled| numbering.level_of(styled))).unwrap_or(0)
    };
    Setting {
        list: num.map(|num| (num, level())),
        is_heading: style.is_some_and(|style| matches!(style.role, StyleRole::Heading(_))),
        is_contents: named.is_some() && style.is_some_and(|style| style.is_contents),
    }
}
