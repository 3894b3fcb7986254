//! Copies of text boxes for programs that do not know the newer kind of them.
//!
//! ```text
//! AlternateContent ─┬─ Choice ─► text box, which is read and patched ─┐
//!                   └─ Fallback ─► its copy ◄─────────────────────────┘ the same changes
//! ```
//!
//! Of alternate content the choice is read (ECMA-376 part 3 §9.3). Where the fallback holds the same
//! text box, what became of the one is written into the other, with ids of their own.

use std::collections::BTreeMap;

use keeling_ooxml::xml::{NodeId, Tree};

use super::emit::Emit;
use super::error::WarningKind;
use super::walk::chosen;

/// The text boxes of a part that have a copy, and the copy where it says the same.
pub(super) type Copies = BTreeMap<NodeId, Option<NodeId>>;

/// Finds the copies of a part.
pub(super) fn copies(tree: &Tree) -> Copies {
    let mut copies = Copies::new();
    if tree.count("txbxContent") == 0 {
        return copies;
    }
    for node in (0..tree.len()).filter(|&id| tree.local(id) == "AlternateContent") {
        let Some(choice) = chosen(tree, node) else { continue };
        let others = tree.children(node).filter(|&other| tree.local(other) == "Fallback");
        let Some(fallback) = others.filter(|&other| other != choice).last() else { continue };
        let (boxes, others) = (boxes(tree, choice), boxes(tree, fallback));
        let is_paired = boxes.len() == others.len();
        for (index, &own) in boxes.iter().enumerate().filter(|_| !others.is_empty()) {
            let copy = others.get(index).copied().filter(|_| is_paired);
            copies.insert(own, copy.filter(|&copy| held(tree, own) == held(tree, copy)));
        }
    }
    copies
}

/// The text boxes in an element, but for those in others.
fn boxes(tree: &Tree, node: NodeId) -> Vec<NodeId> {
    let mut boxes = Vec::new();
    let mut next = node + 1;
    while next < tree.after(node) {
        let is_box = tree.word(next) == "txbxContent";
        boxes.extend(is_box.then_some(next));
        next = if is_box { tree.after(next) } else { next + 1 };
    }
    boxes
}

fn held(tree: &Tree, node: NodeId) -> &str {
    let (start, end) = tree.inner(node);
    tree.slice(start, end)
}

impl Emit<'_> {
    /// Writes into the copy of a container what became of it, where it is a text box that has one.
    pub(super) fn copy(&mut self, container: usize) {
        let container = &self.versions.new.containers[container];
        let (node, part) = (container.node, container.part);
        let Some(&copy) = self.copies[part].get(&node) else { return };
        let tree = self.versions.new.tree(part);
        let (start, end) = tree.outer(node);
        let mut patched = String::new();
        self.edits[part].apply(tree.xml(), start, end, &mut patched);
        if patched == tree.slice(start, end) {
            return;
        }
        let inner = patched
            .strip_prefix(tree.tag(node))
            .and_then(|patched| patched.strip_suffix(&tree.close_tag(node)));
        // Ranges have ends that are known by their ids alone.
        let has_ranges =
            |xml: &str| xml.contains("RangeStart ") || xml.contains("commentReference ");
        match (copy, inner.filter(|inner| !has_ranges(inner))) {
            (Some(copy), Some(inner)) => {
                let xml = self.marks.again(tree.word_prefix(), inner);
                let (start, end) = tree.inner(copy);
                self.edits[part].replace(start, end, xml);
            }
            _ => self.warn(WarningKind::CopyNotTracked, part),
        }
    }
}
