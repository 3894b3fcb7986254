//! Where documents come from and where the site goes: two traits, so that this crate opens no file.

use std::error::Error;
use std::io::{self, Write};
use std::sync::Arc;

/// Gives the bytes of a picture by the name that a document has for it.
pub type Pictures = Arc<dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync>;

/// A document of one of the two versions of the code.
pub trait Input: Send + Sync {
    /// Its path from the top of its folder, parted by `/`.
    fn path(&self) -> &str;

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, with the reason in plain words. The other documents are compared
    /// all the same.
    fn read(&self) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>>;

    /// How the pictures beside it are seen; by default they are not.
    fn pictures(&self) -> Option<Pictures> {
        None
    }
}

/// The folder that a site is written into.
pub trait Site: Sync {
    /// Writes a file at this path, parted by `/`, with the folders above it.
    ///
    /// # Errors
    ///
    /// Those of the folder, and of what writes.
    fn write(
        &self,
        path: &str,
        content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()>;
}
