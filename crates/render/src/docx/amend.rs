//! Paragraphs that both versions have: what they share is written once, the rest as deleted or
//! inserted.

use std::collections::HashMap;

use super::ahead::Merged;
use super::atoms::{Atom, AtomKind};
use super::comments::around;
use super::emit::{Emit, Place};
use super::lists;
use super::marks::Fate;
use super::paragraph::{Amended, Mark, amended, new_properties, old_properties};
use super::reading::Block;
use super::sequence::Item;

impl Emit<'_> {
    /// Paragraphs with text in common, merged unless they are the same.
    pub(super) fn both(
        &mut self,
        (olds, news): (&[Block], &[Block]),
        merged: Option<&Merged>,
        (from, to): (usize, usize),
        place: &mut Place,
    ) {
        let paragraph = |block: &Block| match *block {
            Block::Paragraph(id) => Some(id),
            Block::Table(_) => None,
        };
        let tree = self.versions.new.tree(to);
        let pair = match (olds, news) {
            ([Block::Paragraph(old)], [Block::Paragraph(new)]) => Some((*old, *new)),
            _ => None,
        };
        if let Some((_, new)) = pair {
            place.at = tree.outer(self.versions.new.paragraphs[new].node).1;
        }
        let Some(Merged { old: old_atoms, new: new_atoms, items }) = merged else {
            return pair.map_or((), |pair| self.same(pair, true, (from, to)));
        };
        let shares = items.iter().any(|item| match *item {
            Item::Keep(index, _) => {
                new_atoms.get(index).is_some_and(|atom| atom.kind != AtomKind::Mark)
            }
            Item::Old(_) | Item::New(_) => false,
        });
        if let Some((old, new)) = pair
            && items.iter().all(|item| matches!(item, Item::Keep(..)))
            && !self.versions.is_formatted(&self.versions.new.paragraphs[new])
        {
            return self.same((old, new), shares, (from, to));
        }
        let tables = self.tables_behind(olds, (from, to));
        let table = |paragraph: usize| tables.get(&paragraph).cloned().unwrap_or_default();
        let mut rest: &[Item] = items;
        let last_old = olds.iter().rev().find_map(paragraph);
        // What is said of any of the old ones is said at the first.
        let mut commented: Vec<usize> = olds.iter().filter_map(paragraph).collect();
        for block in news {
            let Block::Paragraph(id) = *block else {
                self.new_block(*block, (from, to), place);
                continue;
            };
            let is_mark = |item: &Item| match *item {
                Item::Keep(index, _) | Item::New(index) => new_atoms
                    .get(index)
                    .is_some_and(|a: &Atom| a.kind == AtomKind::Mark && a.paragraph as usize == id),
                Item::Old(_) => false,
            };
            let end = rest.iter().position(is_mark).unwrap_or(rest.len());
            let kept = matches!(rest.get(end), Some(Item::Keep(..)));
            let (own, after) = rest.split_at(end);
            rest = after.get(1..).unwrap_or_default();
            let mark = match last_old.filter(|_| kept) {
                Some(last) => {
                    // One that only has its place at the end from the other is set as it was.
                    let is_own = olds.len() == 1 && news.len() == 1 && shares;
                    Mark::Kept(self.former(last, id, is_own, (from, to)))
                }
                None => Mark::New(Fate::Inserted),
            };
            let node = self.versions.new.paragraphs[id].node;
            let (begin, end_of_comments) = self.anchors(&std::mem::take(&mut commented), id, to);
            let formatting = self.versions.track_formatting.then_some(self.versions.alignment);
            let (mut desk, edits) = self.desk(from, to);
            let copy = |start, end, out: &mut String| edits.apply(tree.xml(), start, end, out);
            let paragraph = Amended {
                node,
                old: old_atoms,
                new: new_atoms,
                items: own,
                mark,
                copy: &copy,
                tables: &table,
                formatting,
                before: begin,
                after: end_of_comments,
            };
            let xml = amended(&mut desk, &paragraph, (Fate::Inserted, Fate::Deleted));
            let (start, end) = tree.outer(node);
            self.edits[to].replace(start, end, xml);
            place.at = end;
        }
    }

    /// Old tables among paragraphs, by the paragraph that they stand behind.
    fn tables_behind(&mut self, olds: &[Block], parts: (usize, usize)) -> HashMap<usize, String> {
        let mut tables: HashMap<usize, String> = HashMap::new();
        let mut last = None;
        for block in olds {
            match *block {
                Block::Paragraph(id) => last = Some(id),
                Block::Table(id) => {
                    let xml = self.old_table(id, parts);
                    if let Some(last) = last {
                        tables.entry(last).or_default().push_str(&xml);
                    }
                }
            }
        }
        tables
    }

    /// What stands before and behind the content of a paragraph of the new version, for the comments
    /// on it and on these of the old version.
    fn anchors(&self, olds: &[usize], new: usize, part: usize) -> (String, String) {
        let Some(comments) = self.comments else { return Default::default() };
        let of_olds = olds.iter().filter_map(|old| comments.old.get(old));
        let ids: Vec<u64> = of_olds.chain(comments.new.get(&new)).flatten().copied().collect();
        around(self.versions.new.tree(part).word_prefix(), &ids)
    }

    /// A paragraph of which no word changes: only what it is set as may be tracked.
    fn same(&mut self, (old, new): (usize, usize), is_own: bool, (from, to): (usize, usize)) {
        let tree = self.versions.new.tree(to);
        let node = self.versions.new.paragraphs[new].node;
        let former = self.former(old, new, is_own, (from, to));
        let (before, after) = self.anchors(&[old], new, to);
        if former.is_none() && before.is_empty() {
            return;
        }
        let (mut desk, edits) = self.desk(from, to);
        let properties = new_properties(&mut desk, node, &Mark::Kept(former));
        let (start, end) = tree.inner(node);
        let at = tree.child(node, "pPr").map_or(start, |id| tree.outer(id).1);
        let mut xml = format!("{}{properties}{before}", tree.open_tag(node));
        edits.apply(tree.xml(), at, end, &mut xml);
        xml.push_str(&after);
        xml.push_str(&tree.close_tag(node));
        let (start, end) = tree.outer(node);
        self.edits[to].replace(start, end, xml);
    }

    /// The properties that a paragraph had, where the file has to say so: others, and they are
    /// tracked, or number it otherwise, or they were another's whose mark this is now.
    fn former(
        &mut self,
        old: usize,
        new: usize,
        is_own: bool,
        (from, to): (usize, usize),
    ) -> Option<String> {
        let was = self.versions.old.paragraphs[old].setting;
        let is = self.versions.new.paragraphs[new].setting;
        let renumbers = lists::differ(was, is, &self.resources);
        if !renumbers && is_own && !self.versions.track_formatting {
            return None;
        }
        let (old_node, new_node) =
            (self.versions.old.paragraphs[old].node, self.versions.new.paragraphs[new].node);
        let tree = self.versions.new.tree(to);
        let (mut desk, _) = self.desk(from, to);
        let had = old_properties(&mut desk, old_node, None);
        let prefix = desk.prefix;
        let had = had
            .strip_prefix(&format!("<{prefix}pPr>"))
            .and_then(|rest| rest.strip_suffix(&format!("</{prefix}pPr>")))
            .unwrap_or_default()
            .to_owned();
        let has: String = tree
            .child(new_node, "pPr")
            .into_iter()
            .flat_map(|id| tree.children(id))
            .filter(|&id| !matches!(tree.word(id), "rPr" | "sectPr"))
            .map(|id| {
                let (start, end) = tree.outer(id);
                tree.slice(start, end)
            })
            .collect();
        (renumbers || had != has).then_some(had)
    }
}
