//! Pictures and embedded objects: what stands for them in the text, and what tells them apart.

use std::collections::HashMap;
use std::hash::Hasher;

use keeling_model::Object;
use keeling_ooxml::xml::{Element, Namespace};
use keeling_ooxml::{ErrorKind, Package, Relationship, Relationships, digest};
use rustc_hash::FxHasher;

use crate::Error;

/// A drawing, a VML picture or an embedded object that is being read.
#[derive(Debug)]
pub(super) struct OpenObject {
    kind: Kind,
    alt: String,
    /// The relationships that it names, in order.
    ids: Vec<String>,
    /// Whether it holds a text box, whose text is read.
    pub(super) has_text: bool,
}

/// The element that an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `w:drawing` (ECMA-376 part 1 §17.3.3.9).
    Drawing,
    /// `w:pict` (ECMA-376 part 4 §9.2.2.2).
    Vml,
    /// `w:object` (ECMA-376 part 1 §17.3.3.19).
    Embedded,
}

impl OpenObject {
    /// An object that begins.
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, alt: String::new(), ids: Vec::new(), has_text: false }
    }

    /// Whether it is an embedded object, which may have text that is not read.
    pub(super) fn is_embedded(&self) -> bool {
        self.kind == Kind::Embedded
    }

    /// Takes in an element within it.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match (element.namespace(), element.local()) {
            (Namespace::WordDrawing, "docPr") => {
                self.name(element.plain_attr("descr").as_deref());
                self.name(element.plain_attr("title").as_deref());
            }
            (Namespace::Vml, "shape" | "rect" | "group") => {
                self.name(element.plain_attr("alt").as_deref());
            }
            (Namespace::Vml, "imagedata") => {
                self.name(element.attr(Namespace::Office, "title").as_deref());
                self.ids.extend(element.relationship_ids());
            }
            // A link on a picture is not what the picture shows.
            (_, "hlinkClick" | "hlinkHover") => {}
            _ => self.ids.extend(element.relationship_ids()),
        }
    }

    /// What stands for it in the text, with its digest still to be found. Nothing does for a frame
    /// around a text box, nor for lines and shapes of VML.
    pub(super) fn finish(self) -> Option<(String, Vec<String>)> {
        let is_shown = match self.kind {
            Kind::Drawing => !self.ids.is_empty() || !self.has_text,
            Kind::Vml => !self.ids.is_empty(),
            Kind::Embedded => true,
        };
        is_shown.then_some((self.alt, self.ids))
    }

    fn name(&mut self, alt: Option<&str>) {
        if let Some(alt) = alt.map(str::trim)
            && self.alt.is_empty()
        {
            alt.clone_into(&mut self.alt);
        }
    }
}

/// The parts that pictures are kept in.
#[derive(Debug)]
pub(super) struct Media<'b> {
    package: Package<'b>,
    /// Digests of the parts that were asked for; many places can show one picture.
    digests: HashMap<String, u64>,
}

impl<'b> Media<'b> {
    /// The media of a package.
    pub(super) fn new(package: Package<'b>) -> Self {
        Self { package, digests: HashMap::new() }
    }

    /// The package that the media are in.
    pub(super) fn package(&mut self) -> &mut Package<'b> {
        &mut self.package
    }

    /// The picture that these relationships of a part make up.
    pub(super) fn picture(
        &mut self,
        alt: String,
        ids: &[String],
        relationships: &Relationships,
    ) -> Result<Object, Error> {
        let mut hasher = FxHasher::default();
        if ids.is_empty() {
            hasher.write(alt.as_bytes());
        }
        for relationship in ids.iter().filter_map(|id| relationships.get(id)) {
            hasher.write_u64(self.digest(relationship)?);
        }
        Ok(Object::Picture { alt, digest: hasher.finish() })
    }

    /// The digest of a part's bytes, of the address where it is another file, and of nothing where
    /// the package has no such part that can be read: it shows nothing, whatever it is called.
    fn digest(&mut self, relationship: &Relationship) -> Result<u64, Error> {
        let target = &relationship.target;
        if let Some(&digest) = self.digests.get(target) {
            return Ok(digest);
        }
        let digest = if relationship.external {
            digest(target.as_bytes())
        } else {
            match self.package.digest(target) {
                Err(error) if error.kind() == ErrorKind::Limit => return Err(error.into()),
                // A picture that does not inflate is no reason not to read the words around it.
                found => found.ok().flatten().unwrap_or_else(|| digest(b"")),
            }
        };
        self.digests.insert(target.clone(), digest);
        Ok(digest)
    }
}
