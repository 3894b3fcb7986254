//! How deep clauses lie, as the page shows it: the level of a heading, the indentation of the rest.
//!
//! The page is a flat list of clauses from two trees; depth is what tells the reader the tree. A
//! clause that stands in both versions has the depth of the new one, and what was deleted below
//! it starts from that.
//!
//! ```text
//! 3 Supply            heading of level 2
//! 3.2  The Supplier   flush with the heading
//!   (a) each Service  an item, set in
//! 3.2  closing words  aligned with the text that they belong to
//! ```

use keeling_diff::Side;
use keeling_model::{Clause, ClauseId, Document};

use crate::View;
use crate::view::Entry;

/// Deepest level of headings that HTML has.
const DEEPEST_HEADING: u8 = 6;
/// Deepest indentation.
const DEEPEST_INDENT: u8 = 6;

/// How deep the clauses of both versions lie, as the page shows it.
pub(super) struct Outline {
    old: Shape,
    new: Shape,
}

/// The levels of one version's clauses.
struct Shape {
    clauses: Vec<Depth>,
    first_note: usize,
}

#[derive(Clone, Copy, Default)]
struct Depth {
    /// The level of its heading, from 2.
    heading: u8,
    /// How far it is set in, in steps.
    indent: u8,
}

impl Outline {
    pub(super) fn new(view: &View<'_>) -> Self {
        let new = Shape::new(view.new.document);
        let old = Shape::beside(view, &new);
        Self { old, new }
    }

    fn shape(&self, entry: &Entry<'_>) -> &Shape {
        if entry.side == Side::Old { &self.old } else { &self.new }
    }

    fn depth(&self, entry: &Entry<'_>) -> Depth {
        self.shape(entry).get(entry.clause.id)
    }

    /// The level of a clause's heading: one below that of the nearest clause around it that has one.
    pub(super) fn level(&self, entry: &Entry<'_>) -> u8 {
        self.depth(entry).heading.min(DEEPEST_HEADING)
    }

    /// How many steps a clause is set in.
    pub(super) fn indent(&self, entry: &Entry<'_>) -> u8 {
        self.depth(entry).indent.min(DEEPEST_INDENT)
    }

    /// Whether a clause is a footnote or an endnote, or belongs to one.
    pub(super) fn is_in_notes(&self, entry: &Entry<'_>) -> bool {
        entry.clause.id.index() >= self.shape(entry).first_note
    }
}

impl Shape {
    /// The shape of a document as it stands alone.
    fn new(document: &Document) -> Self {
        let mut shape = Self::of(document);
        for clause in document.clauses() {
            // Parents come first.
            let parent = clause.parent.map(|id| shape.below(document, id));
            shape.push(clause, parent);
        }
        shape
    }

    /// The shape of the old version as it stands among the new one: a clause that stays where it
    /// is has the depth that it has there, and what lies below it starts from that.
    fn beside(view: &View<'_>, new: &Self) -> Self {
        let document = view.old.document;
        let mut partners = vec![None; document.clauses().len()];
        for place in view.redline.places.iter().filter(|place| place.side == Side::Both) {
            let Some(entry) = view.entry(place.change, place.side) else { continue };
            let slot = entry.old.and_then(|clause| partners.get_mut(clause.id.index()));
            if let (Some(slot), Some(clause)) = (slot, entry.new) {
                *slot = Some(clause.id);
            }
        }
        let partner = |id: ClauseId| partners.get(id.index()).copied().flatten();
        let mut shape = Self::of(document);
        for clause in document.clauses() {
            if let Some(id) = partner(clause.id) {
                shape.clauses.push(new.get(id));
                continue;
            }
            let parent = clause.parent.map(|id| match partner(id) {
                Some(partner) => new.below(view.new.document, partner),
                None => shape.below(document, id),
            });
            shape.push(clause, parent);
        }
        shape
    }

    fn of(document: &Document) -> Self {
        let clauses = Vec::with_capacity(document.clauses().len());
        Self { clauses, first_note: document.body().len() }
    }

    fn get(&self, id: ClauseId) -> Depth {
        self.clauses.get(id.index()).copied().unwrap_or_default()
    }

    /// What a clause adds to the depth of those below it. Clauses below a heading are set flush
    /// with it, items of a clause are set in.
    fn below(&self, document: &Document, id: ClauseId) -> Below {
        let headed = document.heading(id).is_some();
        let labelled = document.clauses().get(id.index()).is_some_and(|it| it.label.is_some());
        let depth = self.get(id);
        let heading = depth.heading.saturating_add(u8::from(headed));
        Below { depth: Depth { heading, ..depth }, items: !headed && labelled }
    }

    /// Adds a clause. Text without a number aligns with the text that it belongs to.
    fn push(&mut self, clause: &Clause, parent: Option<Below>) {
        let top = Below { depth: Depth { heading: 2, indent: 0 }, items: false };
        let Below { mut depth, items } = parent.unwrap_or(top);
        let item = items && clause.label.is_some();
        depth.indent = depth.indent.saturating_add(u8::from(item));
        self.clauses.push(depth);
    }
}

/// The depth of what stands below a clause.
#[derive(Clone, Copy)]
struct Below {
    /// That of text.
    depth: Depth,
    /// Whether clauses with a number are set in by a step.
    items: bool,
}
