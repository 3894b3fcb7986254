//! What walks over the parts of a document find, beside their pieces.

use std::collections::{HashMap, HashSet};

use keeling_model::{Object, UrlId};
use keeling_ooxml::xml::Element;

use super::notes::Numbered;
use super::tally::Tally;
use crate::flow::Note;

/// What walks over the parts of a document find, beside their pieces.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) urls: Urls,
    pub(super) objects: Vec<Object>,
    pub(super) notes: Vec<Note>,
    /// Where the note of an id stands in `notes`; whether it is an endnote, and its id.
    pub(super) note_ids: HashMap<(bool, i64), u32>,
    /// The notes that have a number, in the order of their first markers.
    pub(super) numbered_notes: Vec<Numbered>,
    /// The notes that a marker refers to.
    pub(super) shown_notes: HashSet<u32>,
    /// The notes that a marker refers to on the other side of a tracked change.
    pub(super) left_out_notes: HashSet<u32>,
    pub(super) tally: Tally,
}

impl Output {
    /// The note that a `w:footnoteReference` or `w:endnoteReference` refers to.
    pub(super) fn note(&self, endnote: bool, element: &Element<'_>) -> Option<u32> {
        let id = element.word_attr("id")?.trim().parse().ok()?;
        self.note_ids.get(&(endnote, id)).copied()
    }
}

/// Addresses, each kept once.
#[derive(Debug, Default)]
pub(super) struct Urls {
    list: Vec<String>,
    ids: HashMap<String, UrlId>,
}

impl Urls {
    /// The addresses, by id.
    pub(super) fn into_list(self) -> Vec<String> {
        self.list
    }

    /// The id of an address.
    pub(super) fn id(&mut self, url: String) -> UrlId {
        if let Some(&id) = self.ids.get(&url) {
            return id;
        }
        let id = UrlId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(url.clone());
        self.ids.insert(url, id);
        id
    }
}
