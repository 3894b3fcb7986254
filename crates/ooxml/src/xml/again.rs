//! Elements that stood in a text that was read: a place in a new text in; the nodes of the element
//! there, if it was read before to the letter, out.
//!
//! ```text
//! read   <w:p>…</w:p><w:p>one</w:p>     <w:p>…</w:p>
//!        └────same───┘        │         └────same───┘
//! new    <w:p>…</w:p><w:p>on other</w:p><w:p>…</w:p>
//!        copied      read               copied
//! ```
//!
//! Where the element begins it is known where it ends, and nothing in it has to be looked at again,
//! as long as what prefixes mean is declared within it or at the root, and the root is the same.

use std::ops::Range;

use super::tree::{NodeId, Tree};

/// A stretch of a text that stands in another, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Same {
    /// Where it stands.
    pub at: u32,
    /// Where it stands in the other.
    pub of: u32,
    /// How many bytes it has.
    pub len: u32,
}

/// A tree that was read, and what of its text stands in a new one, too.
#[derive(Debug)]
pub(super) struct Again<'a> {
    pub(super) tree: &'a Tree,
    same: &'a [Same],
    /// The first node that the new text has not come to.
    next: NodeId,
    /// The place of the next node that declares namespaces among all that do.
    declaring: usize,
    /// Where the last element ends that declares namespaces, the root aside.
    declared_to: u32,
    /// Whether the new text has the start tag of the root.
    has_root: bool,
}

/// Nodes that were read.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) nodes: Range<NodeId>,
    /// Where they begin and end.
    pub(super) text: Range<usize>,
}

impl<'a> Again<'a> {
    /// A tree, and the stretches of its text in a new one, in the order of both. What is no such
    /// stretch is not used.
    pub(super) fn new(tree: &'a Tree, same: &'a [Same]) -> Self {
        let same = if tree.failure.is_none() { same } else { &[] };
        Self { tree, same, next: 0, declaring: 0, declared_to: 0, has_root: false }
    }

    /// The nodes of the element that begins here in the new text, if it was read before; `is_first`
    /// says that none begins before it. Places must come in order.
    pub(super) fn find(&mut self, new: &[u8], at: usize, is_first: bool) -> Option<Known> {
        while self.same.first().is_some_and(|same| (same.at as usize + same.len as usize) <= at) {
            self.same = self.same.get(1..).unwrap_or_default();
        }
        let same = self.same.first()?;
        let from = same.of as usize + at.checked_sub(same.at as usize)?;
        let stretch_end = same.of as usize + same.len as usize;
        self.pass(from);
        if !self.tree.begins(self.next, from) {
            return None;
        }
        if self.next == Tree::root() {
            self.has_root = is_first && self.is_same(new, at, from..self.tree.tag_end(0).0);
            return None;
        }
        let text = from..self.tree.outer(self.next).1 as usize;
        // What goes on behind the stretch is hardly the same, and need not be compared.
        let is_whole = text.end <= stretch_end && self.is_same(new, at, text.clone());
        if !self.has_root || !is_whole || from < self.declared_to as usize {
            return None;
        }
        let nodes = self.next..self.tree.after(self.next);
        self.next = nodes.end;
        Some(Known { nodes, text })
    }

    /// Comes to a place of the text that was read.
    fn pass(&mut self, from: usize) {
        while self.next < self.tree.len() && (self.tree.outer(self.next).0 as usize) < from {
            self.next += 1;
        }
        while let Some(&node) = self.tree.declaring.get(self.declaring)
            && node < self.next
        {
            if node != Tree::root() {
                self.declared_to = self.declared_to.max(self.tree.outer(node).1);
            }
            self.declaring += 1;
        }
    }

    /// The nodes among these that declare namespaces.
    pub(super) fn declaring(&self, nodes: &Range<NodeId>) -> &'a [NodeId] {
        let all = self.tree.declaring.as_slice();
        let place = |node: NodeId| all.partition_point(|&declaring| declaring < node);
        all.get(place(nodes.start)..place(nodes.end)).unwrap_or_default()
    }

    /// Whether the new text has here what stands there.
    fn is_same(&self, new: &[u8], at: usize, of: Range<usize>) -> bool {
        let here = new.get(at..at + of.len());
        here.is_some() && here == self.tree.xml().as_bytes().get(of)
    }
}
