//! Properties that stand many times in a part: the element in, what it was read as before out.
//!
//! A part has hundreds of paragraphs and cells to each way in which they are set.

use keeling_ooxml::xml::Reader;
use rustc_hash::FxHashMap;

use crate::Error;

/// How many elements are kept of each kind: documents in which each is set otherwise gain nothing.
const MOST: usize = 1 << 10;

/// What elements of one kind were read as, by how they stand.
#[derive(Debug)]
pub(super) struct Repeated<T> {
    known: FxHashMap<Box<str>, T>,
}

impl<T> Default for Repeated<T> {
    fn default() -> Self {
        Self { known: FxHashMap::default() }
    }
}

impl<T: Copy> Repeated<T> {
    /// Reads the element that the cursor is in, to its end, unless it has been read.
    pub(super) fn read(
        &mut self,
        reader: &mut Reader<'_>,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if let Some(known) = reader.skip_known(|element| self.known.get(element).copied())? {
            return Ok(known);
        }
        let element = reader.repeated();
        let value = read(reader)?;
        if let Some(element) = element
            && self.known.len() < MOST
        {
            self.known.insert(element.into(), value);
        }
        Ok(value)
    }
}
