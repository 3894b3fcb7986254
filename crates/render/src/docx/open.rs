//! Opens a version: its package in, its parts read in reading order out.

use keeling_ooxml::xml::{NodeId, Tree};
use std::sync::Arc;

use keeling_ooxml::Definitions;

use super::Error;
use super::options::TrackedView;
use super::package::Source;
use super::reading::{Note, Part, Reading};
use super::setting::Settings;
use super::sides::{Dropped, side};
use super::walk::Walk;

/// The pages that a header or footer is for: section, whether a footer, kind of page.
pub(super) type Pages = (usize, bool, u8);

/// A version that has been read.
#[derive(Debug, Default)]
pub(super) struct Version {
    pub(super) reading: Reading,
    /// The container of the body.
    pub(super) body: usize,
    /// The parts of footnotes and of endnotes.
    pub(super) note_parts: [Option<usize>; 2],
    pub(super) note_ids: [Vec<String>; 2],
    /// The headers and footers: section, whether a footer, pages; part and container of each.
    pub(super) margins: Vec<(Pages, usize)>,
    /// Which side of the tracked changes that its parts hold it is.
    view: TrackedView,
    /// Whether a part held any, so that it is another one without them.
    pub(super) settled: Vec<bool>,
}

/// Reads a side of a version.
pub(super) fn open(source: &mut Source<'_>, view: TrackedView) -> Result<Version, Error> {
    let mut version = Version { view, ..Version::default() };
    let mut dropped = Dropped::default();
    let main = source.main.clone();
    let main = version.part(source, &main, &mut dropped)?.unwrap_or_default();
    for (index, kind) in ["footnotes", "endnotes"].into_iter().enumerate() {
        if let Some(part) = source.related(kind)? {
            let part = version.part(source, &part, &mut dropped.clone())?;
            version.note_parts[index] = part;
            if let Some(part) = part {
                let tree = &version.reading.parts[part].tree;
                version.note_ids[index] = notes(tree).filter_map(|id| note_id(tree, id)).collect();
            }
        }
    }
    let margins = version.margin_parts(source, main)?;
    version.walk(main, margins, &*source.definitions()?);
    Ok(version)
}

impl Version {
    /// Reads a part, without the notes that are dropped; returns its place.
    fn part(
        &mut self,
        source: &mut Source<'_>,
        name: &str,
        dropped: &mut Dropped,
    ) -> Result<Option<usize>, Error> {
        let Some(tree) = source.tree(name)? else { return Ok(None) };
        let settled = side(name, tree, self.view, dropped);
        let (tree, settled) = settled.map_err(|cause| source.failed(cause))?;
        self.settled.push(settled);
        self.reading.parts.push(Part { name: name.to_owned(), tree });
        Ok(Some(self.reading.parts.len() - 1))
    }

    /// Reads the parts of headers and footers, in the order in which they are read.
    fn margin_parts(
        &mut self,
        source: &mut Source<'_>,
        main: usize,
    ) -> Result<Vec<(Pages, usize)>, Error> {
        let tree = &self.reading.parts[main].tree;
        let mut named: Vec<(Pages, String)> = Vec::new();
        let sections = tree.all_named(|name| name == "sectPr");
        for (section, node) in sections.enumerate() {
            let mut references: Vec<(Pages, String)> = Vec::new();
            for child in tree.children(node) {
                let name = tree.word(child);
                if !matches!(name, "headerReference" | "footerReference") {
                    continue;
                }
                let pages = match tree.attr(child, "type").as_deref() {
                    Some("first") => 1,
                    Some("even") => 2,
                    _ => 0,
                };
                let key = (section, name == "footerReference", pages);
                references.extend(tree.attr(child, "id").map(|id| (key, id.into_owned())));
            }
            references.sort_by_key(|reference| reference.0);
            named.extend(references);
        }
        let main = source.main.clone();
        let links = source.relationships(&main)?.to_vec();
        let mut margins: Vec<(Pages, usize)> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for (key, id) in named {
            let link = links.iter().find(|link| link.id == id && !link.external);
            let Some(link) = link.filter(|link| !seen.contains(&link.target)) else { continue };
            seen.push(link.target.clone());
            let part = self.part(source, &link.target, &mut Dropped::default())?;
            margins.extend(part.map(|part| (key, part)));
        }
        Ok(margins)
    }

    /// Walks all parts in reading order.
    fn walk(&mut self, main: usize, margins: Vec<(Pages, usize)>, definitions: &Definitions) {
        let Self { reading, note_ids, .. } = self;
        let count = |name| reading.parts.iter().map(|part| part.tree.count(name)).sum();
        let (paragraphs, cells): (usize, usize) = (count("p"), count("tc"));
        reading.paragraphs.reserve_exact(paragraphs);
        reading.order.reserve_exact(paragraphs);
        reading.containers.reserve_exact(cells + 1);
        let trees: Vec<_> = reading.parts.iter().map(|part| Arc::clone(&part.tree)).collect();
        let mut walk = Walk {
            reading,
            trees: &trees,
            settings: Settings::new(definitions),
            note_ids,
            part: main,
            body: true,
            margin: false,
            unread: false,
            found: Vec::new(),
        };
        let root = Tree::root();
        let body = trees[main].child(root, "body").unwrap_or(root);
        self.body = walk.container(body);
        walk.body = false;
        for (index, part) in self.note_parts.into_iter().enumerate() {
            let Some(part) = part else { continue };
            walk.part = part;
            for node in notes(&trees[part]) {
                let id = note_id(&trees[part], node).unwrap_or_default();
                let container = walk.container(node);
                walk.reading.notes.push(Note { endnote: index == 1, id, container });
            }
        }
        walk.margin = true;
        for (key, part) in margins {
            walk.part = part;
            let container = walk.container(root);
            self.margins.push((key, container));
        }
    }
}

/// The notes of a part; separators are none.
fn notes(tree: &Tree) -> impl Iterator<Item = NodeId> + '_ {
    tree.children(Tree::root()).filter(|&id| is_note(tree, id))
}

/// Whether an element of a part of notes is one: nothing refers to what separates notes from the
/// text (ECMA-376 part 1 §17.18.33).
pub(super) fn is_note(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.word(id), "footnote" | "endnote")
        && !matches!(
            tree.attr(id, "type").as_deref(),
            Some("separator" | "continuationSeparator" | "continuationNotice")
        )
}

/// The id of a note.
pub(super) fn note_id(tree: &Tree, id: NodeId) -> Option<String> {
    tree.attr(id, "id").map(|id| id.trim().to_owned())
}
