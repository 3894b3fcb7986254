//! `[Content_Types].xml`: what each part of a package is (ECMA-376 part 2 §6.2.3).

use std::collections::HashMap;

use crate::Error;
use crate::xml::{Namespace, Reader, Tree};

/// The media types of a package's parts.
#[derive(Clone, Debug, Default)]
pub struct ContentTypes {
    by_extension: HashMap<String, String>,
    by_part: HashMap<String, String>,
    /// The overrides in the order of the file, to search by type with the same answer every time.
    overrides: Vec<(String, String)>,
}

impl ContentTypes {
    /// Reads the part.
    ///
    /// # Errors
    ///
    /// Where it is not well-formed or nests too deeply.
    pub fn read(part: &Tree) -> Result<Self, Error> {
        let mut types = Self::default();
        let mut reader = Reader::new(part);
        reader.child()?;
        while let Some(entry) = reader.child()? {
            if let (Namespace::ContentTypes, Some(media)) =
                (entry.namespace(), entry.plain_attr("ContentType"))
            {
                types.add(
                    entry.plain_attr("Extension").as_deref(),
                    entry.plain_attr("PartName").as_deref(),
                    &media,
                );
            }
            reader.skip()?;
        }
        Ok(types)
    }

    /// The media type of a part.
    pub fn of(&self, part: &str) -> Option<&str> {
        let part = part.trim_start_matches('/').to_ascii_lowercase();
        let by_extension = || {
            let (_, extension) = part.rsplit_once('.')?;
            self.by_extension.get(extension)
        };
        self.by_part.get(&part).or_else(by_extension).map(String::as_str)
    }

    /// The first part whose media type, stated for the part itself, fits.
    pub fn find(&self, mut fits: impl FnMut(&str) -> bool) -> Option<&str> {
        self.overrides.iter().find(|(_, media)| fits(media)).map(|(part, _)| part.as_str())
    }

    fn add(&mut self, extension: Option<&str>, part: Option<&str>, media: &str) {
        if let Some(extension) = extension {
            self.by_extension.insert(extension.to_ascii_lowercase(), media.to_owned());
        }
        if let Some(part) = part {
            let part = part.trim_start_matches('/');
            self.overrides.push((part.to_owned(), media.to_owned()));
            self.by_part.insert(part.to_ascii_lowercase(), media.to_owned());
        }
    }
}
