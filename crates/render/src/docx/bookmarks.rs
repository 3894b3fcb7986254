//! Bookmarks of deleted paragraphs: a paragraph of the old version in; the tags that begin and end
//! its bookmarks, with ids of their own, out.
//!
//! References lead to bookmarks (ECMA-376 part 1 §17.13.6.2), and once all changes are rejected the
//! old ones have to find theirs. A name is given once in a document: one that the new version has
//! stays where it is there.

use keeling_ooxml::xml::{NodeId, Tree};
use rustc_hash::FxHashMap;

use super::error::{Warning, WarningKind};
use super::escape::escaped;
use super::runs::Desk;

/// The bookmark that Word keeps of where someone last wrote.
const LAST_WRITTEN: &str = "_GoBack";

impl Desk<'_> {
    /// The tags of the bookmarks of a paragraph of the old version, in order, with the places where
    /// they stand.
    pub(super) fn bookmarks(&mut self, paragraph: NodeId) -> Vec<(NodeId, String)> {
        let tree = self.old;
        let mut ends = Vec::new();
        find(tree, paragraph, &mut ends);
        let (starts, ends): (Vec<_>, Vec<_>) =
            ends.into_iter().partition(|&node| tree.word(node) == "bookmarkStart");
        let ends: FxHashMap<_, _> =
            ends.into_iter().map(|end| (tree.attr(end, "id"), end)).collect();
        let mut tags = Vec::new();
        for start in starts {
            let name = tree.attr(start, "name").unwrap_or_default();
            let is_own = !name.is_empty() && name != LAST_WRITTEN;
            if !is_own || !self.resources.take_bookmark(&name) {
                continue;
            }
            let end = ends.get(&tree.attr(start, "id")).copied();
            let Some(end) = end.filter(|&end| end > start) else {
                let warning = Warning::new(WarningKind::BookmarkNotCarried, self.to);
                self.resources.warnings.push(warning);
                continue;
            };
            let (prefix, id, name) = (self.prefix, self.marks.id(), escaped(&name));
            let start_tag =
                format!("<{prefix}bookmarkStart {prefix}id=\"{id}\" {prefix}name=\"{name}\"/>");
            tags.push((start, start_tag));
            tags.push((end, format!("<{prefix}bookmarkEnd {prefix}id=\"{id}\"/>")));
        }
        tags.sort_by_key(|tag| tag.0);
        tags
    }
}

/// Finds what begins and ends bookmarks beside the runs of a paragraph.
fn find(tree: &Tree, node: NodeId, ends: &mut Vec<NodeId>) {
    for child in tree.children(node) {
        match tree.word(child) {
            "bookmarkStart" | "bookmarkEnd" => ends.push(child),
            "" | "r" | "pPr" | "sdtPr" | "sdtEndPr" => {}
            _ => find(tree, child, ends),
        }
    }
}
