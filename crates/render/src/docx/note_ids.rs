//! The ids of notes: once notes come, they ascend in the order in which the text refers to them.
//!
//! An id alone ties a reference to its note (ECMA-376 part 1 §17.11.7, §17.11.14). But LibreOffice
//! takes the note with the least id for that of the first reference, and so on, and word processors
//! write ids in this order. So a note that comes before others needs an id before theirs.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use keeling_ooxml::xml::{NodeId, Tree};

use super::edits::Edits;
use super::notes;
use super::open::{Version, is_note, note_id};
use super::patched::Content;
use super::reading::Reading;

/// The parts of footnotes and of endnotes, where notes come there.
pub(super) type NoteParts = [Option<String>; 2];

/// The parts of the new package whose ids change: none where anything but the body refers to notes,
/// which no word processor lets it.
pub(super) fn changing((old, new): (&Version, &Version), has_new: [bool; 2]) -> NoteParts {
    let is_in_body = |version: &Version| {
        let Reading { references, paragraphs, containers, .. } = &version.reading;
        let body = containers[version.body].part;
        references.iter().all(|reference| paragraphs[reference.paragraph].part == body)
    };
    let may = is_in_body(old) && is_in_body(new);
    [0, 1].map(|kind| {
        let part = new.note_parts[kind].filter(|_| may && has_new[kind])?;
        Some(new.reading.parts[part].name.clone())
    })
}

/// Puts the ids of the notes of these parts in order, also where the main part refers to them.
pub(super) fn ascend(parts: &mut BTreeMap<String, Content>, main: &str, notes: &NoteParts) {
    if notes.iter().all(Option::is_none) {
        return;
    }
    let Some(text) = take(parts, main) else { return };
    let mut edits = Edits::default();
    for (endnotes, name) in [false, true].into_iter().zip(notes) {
        let Some(name) = name else { continue };
        let Some(tree) = take(parts, name) else { continue };
        let references = references(&text, endnotes);
        let fresh = fresh(&tree, &references);
        let mut own = Edits::default();
        for (node, id) in notes_of(&tree).filter(|&(node, _)| is_note(&tree, node)) {
            replace(&tree, node, fresh.get(&id), &mut own);
        }
        for (node, id) in references {
            replace(&text, node, fresh.get(&id), &mut edits);
        }
        parts.insert(name.clone(), Content::Patched(Arc::new(tree), Arc::new(own)));
    }
    parts.insert(main.to_owned(), Content::Patched(Arc::new(text), Arc::new(edits)));
}

/// Takes a part that changes or comes, as it then is.
fn take(parts: &mut BTreeMap<String, Content>, name: &str) -> Option<Tree> {
    let is_copied = matches!(parts.get(name)?, Content::Copied(..));
    if is_copied { None } else { parts.remove(name)?.into_tree(name) }
}

/// What refers to notes, in order: the elements and the ids.
fn references(tree: &Tree, endnotes: bool) -> Vec<(NodeId, String)> {
    let elements = tree.all_named(|name| name.ends_with("noteReference"));
    let ids = elements.filter_map(|node| Some((node, notes::note_id(tree, node)?)));
    let own = ids.filter(|&(_, (endnote, _))| endnote == endnotes);
    own.map(|(node, (_, id))| (node, id.trim().to_owned())).collect()
}

/// The notes of a part and what separates them from the text: the elements and the ids.
fn notes_of(tree: &Tree) -> impl Iterator<Item = (NodeId, String)> {
    let notes = tree.children(Tree::root());
    notes.filter_map(|node| Some((node, note_id(tree, node)?)))
}

/// The ids that become others: those that are referred to come first.
fn fresh(tree: &Tree, references: &[(NodeId, String)]) -> HashMap<String, String> {
    let (notes, separators): (Vec<_>, Vec<_>) =
        notes_of(tree).partition(|&(node, _)| is_note(tree, node));
    let mut fresh: HashMap<String, String> =
        separators.into_iter().map(|(_, id)| (id.clone(), id)).collect();
    let taken: HashSet<i64> = fresh.keys().filter_map(|id| id.parse().ok()).collect();
    let mut free = (1_i64..).filter(|id| !taken.contains(id));
    for (_, id) in references.iter().chain(&notes) {
        if !fresh.contains_key(id) {
            fresh.extend(free.next().map(|free| (id.clone(), free.to_string())));
        }
    }
    fresh
}

fn replace(tree: &Tree, node: NodeId, id: Option<&String>, edits: &mut Edits) {
    if let (Some((start, end)), Some(id)) = (tree.attr_place(node, "id"), id)
        && tree.slice(start, end) != id
    {
        edits.replace(start, end, id.clone());
    }
}
