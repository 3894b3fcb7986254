//! What marks point into: addresses, objects, notes.

use keeling_model::{Object, ObjectId, UrlId};

use crate::markdown::notes::Notes;

/// The tables of a flow that marks point into.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Resources {
    /// Addresses of links.
    pub(in crate::markdown) urls: Vec<String>,
    /// Pictures.
    pub(in crate::markdown) objects: Vec<Object>,
    /// Footnotes.
    pub(in crate::markdown) notes: Notes,
}

impl Resources {
    pub(super) fn url(&mut self, address: String) -> UrlId {
        let id = UrlId(super::offset(self.urls.len()));
        self.urls.push(address);
        id
    }

    pub(super) fn object(&mut self, object: Object) -> ObjectId {
        let id = ObjectId(super::offset(self.objects.len()));
        self.objects.push(object);
        id
    }
}

/// A digest of a picture's address (FNV-1a, 64 bits): the same in every run and on every machine.
pub(super) fn digest(address: &str) -> u64 {
    address.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
