//! What brought-over XML refers to: styles, lists, notes, relationships, and the prefixes of names.
//!
//! Each is asked for by its name in the old package and answered with its name in the new one. What
//! the new package has not is brought over under a name that is free there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use keeling_ooxml::xml::{NodeId, Tree};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Error;
use super::carry::{Carried, Carrier};
use super::error::Warning;
use super::package::{Relationship, Source};

/// The transitional spelling of the namespaces of strict packages.
const STRICT: [(&str, &str); 5] = [
    (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/math",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "http://purl.oclc.org/ooxml/drawingml/main",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
];

/// What is known of both packages, and what is brought over.
#[derive(Debug)]
pub(super) struct Resources {
    pub(super) old: Catalogue,
    pub(super) new: Catalogue,
    pub(super) styles: HashMap<String, Option<String>>,
    /// Styles that come, as XML.
    pub(super) new_styles: String,
    pub(super) lists: HashMap<String, Option<String>>,
    pub(super) abstract_lists: HashMap<String, String>,
    /// Lists and instances that come, as XML.
    pub(super) new_abstract_lists: String,
    pub(super) new_lists: String,
    pub(super) next_list: i64,
    pub(super) next_abstract_list: i64,
    /// What old notes are in the new package.
    pub(super) notes: HashMap<(bool, String), String>,
    pub(super) next_note: [i64; 2],
    /// Whether footnotes, and whether endnotes come.
    pub(super) has_new_notes: [bool; 2],
    /// Prefixes and namespaces of the parts of the new package.
    pub(super) prefixes: FxHashMap<String, Vec<(String, String)>>,
    /// The prefixes that their roots have to declare as well.
    pub(super) declarations: BTreeMap<String, Vec<(String, String)>>,
    /// Relationships of the parts of both packages.
    pub(super) old_links: HashMap<String, Vec<Relationship>>,
    pub(super) new_links: HashMap<String, Vec<Relationship>>,
    /// Relationships that come, by part.
    pub(super) added_links: BTreeMap<String, Vec<Relationship>>,
    /// Parts that come: their names in the old package and in the new one.
    pub(super) brought: BTreeMap<String, String>,
    pub(super) taken: BTreeSet<String>,
    /// The names of bookmarks, without regard to case.
    pub(super) bookmarks: FxHashSet<String>,
    pub(super) next_drawing: u32,
    pub(super) carried: Carried,
    pub(super) warnings: Vec<Warning>,
}

/// The styles and lists of a package.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    pub(super) styles: Option<(String, Arc<Tree>)>,
    pub(super) lists: Option<(String, Arc<Tree>)>,
}

impl Catalogue {
    /// Reads those of a package.
    pub(super) fn read(source: &mut Source<'_>) -> Result<Self, Error> {
        let mut read = |kind: &str| -> Result<Option<(String, Arc<Tree>)>, Error> {
            let Some(part) = source.related(kind)? else { return Ok(None) };
            Ok(source.tree(&part)?.map(|tree| (part, tree)))
        };
        Ok(Self { styles: read("styles")?, lists: read("numbering")? })
    }

    fn style(&self, fits: impl Fn(&Tree, NodeId) -> bool) -> Option<NodeId> {
        let (_, tree) = self.styles.as_ref()?;
        tree.children(Tree::root()).find(|&id| tree.word(id) == "style" && fits(tree, id))
    }
}

impl Resources {
    /// What is known of two packages; `note_ids` are the ids of notes of the new one.
    pub(super) fn new(old: Catalogue, new: Catalogue, note_ids: &[Vec<String>; 2]) -> Self {
        let most = |name: &str, attribute: &str| -> i64 {
            let Some((_, tree)) = &new.lists else { return 0 };
            let ids = tree.children(Tree::root()).filter(|&id| tree.word(id) == name);
            ids.filter_map(|id| tree.attr(id, attribute)?.trim().parse().ok()).max().unwrap_or(0)
        };
        let (next_list, next_abstract_list) =
            (most("num", "numId") + 1, most("abstractNum", "abstractNumId") + 1);
        let next = |ids: &Vec<String>| {
            ids.iter().filter_map(|id| id.parse::<i64>().ok()).max().unwrap_or(0).max(0) + 1
        };
        let next_note = [next(&note_ids[0]), next(&note_ids[1])];
        Self {
            old,
            new,
            styles: HashMap::new(),
            new_styles: String::new(),
            lists: HashMap::new(),
            abstract_lists: HashMap::new(),
            new_abstract_lists: String::new(),
            new_lists: String::new(),
            next_list,
            next_abstract_list,
            notes: HashMap::new(),
            next_note,
            has_new_notes: [false; 2],
            prefixes: FxHashMap::default(),
            declarations: BTreeMap::new(),
            old_links: HashMap::new(),
            new_links: HashMap::new(),
            added_links: BTreeMap::new(),
            brought: BTreeMap::new(),
            taken: BTreeSet::new(),
            bookmarks: FxHashSet::default(),
            next_drawing: 1_000_000,
            carried: Carried::default(),
            warnings: Vec::new(),
        }
    }

    /// Makes the prefixes and relationships of a part of the new package known.
    pub(super) fn know_new(&mut self, part: &str, tree: &Tree, links: &[Relationship]) {
        let root = tree.attributes(Tree::root());
        let declared = root.filter_map(|(name, value)| {
            let prefix = name.strip_prefix("xmlns")?.trim_start_matches(':');
            Some((prefix.to_owned(), value.to_owned()))
        });
        self.prefixes.insert(part.to_owned(), declared.collect());
        // A link to a part that is not there must not lead to one that is brought over.
        for link in links.iter().filter(|link| !link.external) {
            self.take(&link.target);
        }
        self.new_links.insert(part.to_owned(), links.to_vec());
    }

    /// Makes the bookmarks of a part of the new package known.
    pub(super) fn know_bookmarks(&mut self, tree: &Tree) {
        let starts = tree.all_named(|name| name == "bookmarkStart");
        let names = starts.filter_map(|start| tree.attr(start, "name"));
        self.bookmarks.extend(names.map(|name| name.to_lowercase()));
    }

    /// Takes a name for a bookmark that comes, unless there is one of this name.
    pub(super) fn take_bookmark(&mut self, name: &str) -> bool {
        self.bookmarks.insert(name.to_lowercase())
    }

    /// Makes the relationships of a part of the old package known.
    pub(super) fn know_old(&mut self, part: &str, links: &[Relationship]) {
        self.old_links.insert(part.to_owned(), links.to_vec());
    }

    /// Names of parts that are not free.
    pub(super) fn take(&mut self, part: &str) {
        self.taken.insert(part.to_ascii_lowercase());
    }

    /// Whether the root of a part declares a namespace.
    pub(super) fn declares(&self, part: &str, uri: &str) -> bool {
        self.prefixes.get(part).is_some_and(|known| known.iter().any(|(_, u)| is_same(u, uri)))
    }

    /// Whether this is a prefix of a namespace in a part of the new package.
    pub(super) fn has_prefix(&self, part: &str, prefix: &str, uri: &str) -> bool {
        let declared = self.prefixes.get(part).map_or(&[][..], Vec::as_slice);
        declared.iter().any(|(known, of)| known == prefix && of == uri)
    }

    /// The prefix of a namespace in a part of the new package.
    pub(super) fn prefix(&mut self, part: &str, wanted: &str, uri: &str) -> String {
        let declared = self.prefixes.get(part).map_or(&[][..], Vec::as_slice);
        if let Some((prefix, _)) = declared.iter().find(|(_, u)| is_same(u, uri)) {
            return prefix.clone();
        }
        // What was brought over might now be so otherwise.
        self.carried = Carried::default();
        let known = self.prefixes.entry(part.to_owned()).or_default();
        let is_free = |known: &[(String, String)], prefix: &str| {
            !prefix.is_empty() && known.iter().all(|(p, _)| p != prefix)
        };
        let mut prefix = wanted.to_owned();
        let mut count = 0;
        while !is_free(known, &prefix) {
            count += 1;
            prefix = format!("old{count}");
        }
        known.push((prefix.clone(), uri.to_owned()));
        let declaration = (prefix.clone(), uri.to_owned());
        self.declarations.entry(part.to_owned()).or_default().push(declaration);
        prefix
    }

    /// A fresh id for a drawing.
    pub(super) fn drawing_id(&mut self) -> u32 {
        self.next_drawing += 1;
        self.next_drawing
    }

    /// The id of a note that is brought over.
    pub(super) fn note(&mut self, endnote: bool, id: &str) -> String {
        let next = &mut self.next_note[usize::from(endnote)];
        let has_new = &mut self.has_new_notes[usize::from(endnote)];
        let known = self.notes.entry((endnote, id.trim().to_owned()));
        known
            .or_insert_with(|| {
                *has_new = true;
                *next += 1;
                (*next - 1).to_string()
            })
            .clone()
    }

    /// The style of the new package that stands for one of the old package; `None` where the old
    /// one has no such style.
    pub(super) fn style(&mut self, id: &str) -> Option<String> {
        if let Some(known) = self.styles.get(id) {
            return known.clone();
        }
        let found = self.find_style(id);
        if found.is_some() || self.old.styles.is_none() {
            self.styles.insert(id.to_owned(), found.clone());
            return found;
        }
        self.bring_style(id)
    }

    fn find_style(&self, id: &str) -> Option<String> {
        let (_, tree) = self.old.styles.as_ref()?;
        let node =
            self.old.style(|tree, node| tree.attr(node, "styleId").as_deref() == Some(id))?;
        let wanted = (name_of(tree, node), kind_of(tree, node));
        let (_, new) = self.new.styles.as_ref()?;
        let same = |tree: &Tree, node| (name_of(tree, node), kind_of(tree, node)) == wanted;
        let by_id = |tree: &Tree, node| tree.attr(node, "styleId").as_deref() == Some(id);
        let found = self
            .new
            .style(|tree, node| by_id(tree, node) && same(tree, node))
            .or_else(|| self.new.style(same))?;
        new.attr(found, "styleId").map(std::borrow::Cow::into_owned)
    }

    fn bring_style(&mut self, id: &str) -> Option<String> {
        let (from, tree) = self.old.styles.clone()?;
        let (to, _) = self.new.styles.clone()?;
        let node = self.old.style(|tree, node| tree.attr(node, "styleId").as_deref() == Some(id));
        let Some(node) = node else {
            self.styles.insert(id.to_owned(), None);
            return None;
        };
        let mut fresh = id.to_owned();
        while self.new.style(|t, n| t.attr(n, "styleId").as_deref() == Some(&fresh)).is_some() {
            fresh.push_str("Old");
        }
        self.styles.insert(id.to_owned(), Some(fresh.clone()));
        let mut xml = String::new();
        let mut carrier = Carrier { tree: &tree, from: &from, to: &to, resources: self };
        carrier.style(node, &fresh, &mut xml);
        self.new_styles.push_str(&xml);
        Some(fresh)
    }

    /// Says that a list instance of the old package is one of the new package.
    pub(super) fn pair_lists(&mut self, old: &str, new: &str) {
        self.lists.insert(old.to_owned(), Some(new.to_owned()));
    }

    /// The list instance that one of the old package is, where that is known.
    pub(super) fn known_list(&self, id: &str) -> Option<&str> {
        self.lists.get(id)?.as_deref()
    }

    /// The name of the part of the old package's lists.
    pub(super) fn old_lists_part(&self) -> Option<String> {
        self.old.lists.as_ref().map(|(part, _)| part.clone())
    }

    /// The list instance of the new package that stands for one of the old package; `None` where
    /// the old one has no such instance.
    pub(super) fn list(&mut self, id: &str) -> Option<String> {
        if id == "0" {
            return None;
        }
        if let Some(known) = self.lists.get(id) {
            return known.clone();
        }
        let brought = self.bring_list(id);
        self.lists.insert(id.to_owned(), brought.clone());
        brought
    }

    fn bring_list(&mut self, id: &str) -> Option<String> {
        let (from, tree) = self.old.lists.clone()?;
        let to = self.new.lists.as_ref().map_or_else(|| from.clone(), |(part, _)| part.clone());
        let find = |name: &str, attribute: &str, id: &str| {
            tree.children(Tree::root()).find(|&node| {
                tree.word(node) == name && tree.attr(node, attribute).as_deref() == Some(id)
            })
        };
        let num = find("num", "numId", id)?;
        let base = tree.child(num, "abstractNumId").and_then(|node| tree.val(node))?.into_owned();
        let definition = find("abstractNum", "abstractNumId", &base)?;
        let fresh_base = if let Some(known) = self.abstract_lists.get(&base) {
            known.clone()
        } else {
            let fresh = self.next_abstract_list.to_string();
            self.next_abstract_list += 1;
            self.abstract_lists.insert(base, fresh.clone());
            let mut xml = String::new();
            let mut carrier = Carrier { tree: &tree, from: &from, to: &to, resources: self };
            carrier.list(definition, "abstractNumId", &fresh, &mut xml);
            self.new_abstract_lists.push_str(&xml);
            fresh
        };
        let fresh = self.next_list.to_string();
        self.next_list += 1;
        let mut xml = String::new();
        let mut carrier = Carrier { tree: &tree, from: &from, to: &to, resources: self };
        carrier.instance(num, &fresh, &fresh_base, &mut xml);
        self.new_lists.push_str(&xml);
        Some(fresh)
    }
}

fn name_of(tree: &Tree, style: NodeId) -> String {
    let name = tree.child(style, "name").and_then(|name| tree.val(name));
    name.unwrap_or_default().to_lowercase()
}

fn kind_of(tree: &Tree, style: NodeId) -> String {
    tree.attr(style, "type").unwrap_or_default().into_owned()
}

/// Whether two namespaces mean the same.
fn is_same(one: &str, other: &str) -> bool {
    let is_strict = |uri: &str| uri.starts_with("http://purl.oclc.org/");
    one == other || (is_strict(one) || is_strict(other)) && transitional(one) == transitional(other)
}

fn transitional(uri: &str) -> &str {
    STRICT.iter().find(|(strict, _)| *strict == uri).map_or(uri, |(_, usual)| usual)
}
