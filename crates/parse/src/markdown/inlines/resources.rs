//! What marks point into: addresses, objects, notes.

use std::collections::HashMap;

use keeling_model::{Object, ObjectId, UrlId};

use crate::markdown::anchors::percent_decoded;
use crate::markdown::notes::Notes;
use crate::options::Pictures;

/// The tables of a flow that marks point into.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Resources {
    /// Addresses of links.
    pub(in crate::markdown) urls: Vec<String>,
    /// Pictures.
    pub(in crate::markdown) objects: Vec<Object>,
    /// Footnotes.
    pub(in crate::markdown) notes: Notes,
    /// How pictures are seen.
    pub(in crate::markdown) pictures: Option<Pictures>,
    /// The digests of the pictures that were asked for, by address.
    digests: HashMap<String, u64>,
}

impl Resources {
    pub(super) fn url(&mut self, address: String) -> UrlId {
        let id = UrlId(super::offset(self.urls.len()));
        self.urls.push(address);
        id
    }

    /// What tells a picture from others: the digest of its bytes where they are seen, else that of
    /// its address.
    pub(super) fn digest(&mut self, address: &str) -> u64 {
        let Some(pictures) = &self.pictures else { return digest(address.as_bytes()) };
        if let Some(&known) = self.digests.get(address) {
            return known;
        }
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let bytes = percent_decoded(path).and_then(|path| pictures.bytes(&path));
        let found = digest(bytes.as_deref().unwrap_or(address.as_bytes()));
        self.digests.insert(address.to_owned(), found);
        found
    }

    pub(super) fn object(&mut self, object: Object) -> ObjectId {
        let id = ObjectId(super::offset(self.objects.len()));
        self.objects.push(object);
        id
    }
}

/// A digest (FNV-1a, 64 bits): the same in every run and on every machine.
fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
