//! What walks over the parts of a document find, beside their pieces.

use std::collections::HashMap;

use keeling_model::{Object, UrlId};

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
    /// How many footnotes and endnotes have a number.
    pub(super) numbered_notes: [u32; 2],
    pub(super) tally: Tally,
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
