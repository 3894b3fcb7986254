//! Properties of a side: those that stay, or those of before.

use std::fmt::Write as _;

use keeling_ooxml::xml::NodeId;

use super::super::options::TrackedView;
use super::Side;

/// Properties of a cell that stand before whether it is merged (§17.4.70).
const BEFORE_MERGE: [&str; 4] = ["cnfStyle", "tcW", "gridSpan", "hMerge"];

impl Side<'_> {
    /// Writes properties. Where those of before come back, an element within holds them that has
    /// neither what a paragraph's mark is set as, nor sections, nor headers and footers.
    pub(super) fn properties(&mut self, id: NodeId) {
        let tree = self.tree;
        let name = tree.word(id);
        if self.is_plain(id) {
            return self.element(id);
        }
        let held = self.apart(|side| match side.change(id) {
            None if name == "tcPr" => side.cell(id, id),
            None => side.present(id),
            Some(change) => {
                let own = |names: &'static [&str]| {
                    tree.children(id).filter(move |&child| names.contains(&tree.word(child)))
                };
                own(&["headerReference", "footerReference"]).for_each(|id| side.element(id));
                match tree.child(change, name) {
                    Some(former) if name == "tcPr" => side.cell(id, former),
                    Some(former) => side.content(former),
                    None => {}
                }
                if name == "pPr" {
                    own(&["rPr", "sectPr"]).for_each(|id| side.properties(id));
                }
            }
        });
        // A row's properties must not be none at all (§17.4.82).
        if name != "trPr" || !held.trim().is_empty() {
            self.out.push_str(tree.tag(id));
            self.out.push_str(&held);
            self.out.push_str(&tree.close_tag(id));
        }
    }

    /// The tracked change of properties, where those of before are written.
    fn change(&self, id: NodeId) -> Option<NodeId> {
        let tree = self.tree;
        let name = tree.word(id);
        let is_change = |&child: &NodeId| tree.word(child).strip_suffix("Change") == Some(name);
        tree.children(id).find(is_change).filter(|_| self.view == TrackedView::Reject)
    }

    /// Writes properties that stay: all but a number that is inserted, where it goes (§17.13.5.19).
    fn present(&mut self, id: NodeId) {
        let tree = self.tree;
        let goes = |id| {
            tree.word(id) == "numPr"
                && self.view == TrackedView::Reject
                && tree.child(id, "ins").is_some()
        };
        let Some(number) = tree.children(id).find(|&id| goes(id)) else {
            return self.content(id);
        };
        for child in tree.children(id).filter(|&child| child != number) {
            self.child(child);
        }
    }

    /// Writes the properties of a cell, which are these but for a tracked merging of it with the
    /// one above (§17.13.5.3).
    fn cell(&mut self, id: NodeId, properties: NodeId) {
        let tree = self.tree;
        let Some(merge) = tree.child(id, "cellMerge") else { return self.content(properties) };
        let attribute = match self.view {
            TrackedView::Accept => "vMerge",
            TrackedView::Reject => "vMergeOrig",
        };
        let is_before = |&id: &NodeId| BEFORE_MERGE.contains(&tree.word(id));
        let children = || tree.children(properties).filter(|&id| tree.word(id) != "vMerge");
        children().filter(is_before).for_each(|id| self.child(id));
        let word = tree.word_name();
        let prefix = tree.word_prefix();
        match tree.attr(merge, attribute).as_deref() {
            Some("rest") => {
                let _ = write!(self.out, "<{prefix}vMerge {word}:val=\"restart\"/>");
            }
            Some("cont") => {
                let _ = write!(self.out, "<{prefix}vMerge/>");
            }
            _ => {}
        }
        children().filter(|id| !is_before(id)).for_each(|id| self.child(id));
    }
}
