//! Relationships: which part refers to which, and by what name (ECMA-376 part 2 §6.5).

use std::collections::HashMap;

use crate::Error;
use crate::xml::{Namespace, Reader, Tree};

/// A reference from one part to another part or to an address outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// The name that the referring part uses.
    pub id: String,
    /// The last segment of its type, the same in transitional and strict packages: `styles`,
    /// `hyperlink`, `officeDocument`.
    pub kind: String,
    /// The name of the part without a leading slash, or the address as written.
    pub target: String,
    /// Whether the target is an address outside the package.
    pub external: bool,
}

/// The relationships of one part, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Relationships {
    list: Vec<Relationship>,
    by_id: HashMap<String, usize>,
}

impl Relationships {
    /// Reads the relationships of `source` (empty for the package itself) from their part.
    ///
    /// # Errors
    ///
    /// Where it is not well-formed or nests too deeply.
    pub fn read(source: &str, part: &Tree) -> Result<Self, Error> {
        let mut relationships = Self::default();
        let mut reader = Reader::new(part);
        reader.child()?;
        while let Some(entry) = reader.child()? {
            if entry.namespace() == Namespace::PackageRelationships
                && let Some(target) = entry.plain_attr("Target")
            {
                let external = entry.plain_attr("TargetMode").as_deref() == Some("External");
                let kind = entry.plain_attr("Type").unwrap_or_default();
                relationships.add(Relationship {
                    id: entry.plain_attr("Id").unwrap_or_default().into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: if external {
                        target.into_owned()
                    } else {
                        resolve_target(source, &target)
                    },
                    external,
                });
            }
            reader.skip()?;
        }
        Ok(relationships)
    }

    /// The relationship with this id.
    pub fn get(&self, id: &str) -> Option<&Relationship> {
        self.by_id.get(id).and_then(|&index| self.list.get(index))
    }

    /// The parts within the package of this kind, see [`Relationship::kind`].
    pub fn parts<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.list
            .iter()
            .filter(move |relationship| !relationship.external && relationship.kind == kind)
            .map(|relationship| relationship.target.as_str())
    }

    /// All of them, in the order of the file.
    pub fn all(&self) -> &[Relationship] {
        &self.list
    }

    fn add(&mut self, relationship: Relationship) {
        self.by_id.entry(relationship.id.clone()).or_insert(self.list.len());
        self.list.push(relationship);
    }
}

/// The name of the part that holds the relationships of `source` (empty for the package itself):
/// `word/document.xml` has `word/_rels/document.xml.rels`.
pub fn relationships_part(source: &str) -> String {
    match source.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{source}.rels"),
    }
}

/// A target as a part name: relative to the folder of the part that refers to it, without dots.
pub fn resolve_target(source: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default();
    let folder = source.rsplit_once('/').map(|(folder, _)| folder);
    let mut segments: Vec<&str> = folder
        .filter(|_| !target.starts_with('/'))
        .map_or_else(Vec::new, |f| f.split('/').collect());
    for segment in target.split(['/', '\\']) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            name => segments.push(name),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn targets_are_relative_to_the_folder_of_the_part_that_refers_to_them() {
        assert_eq!(resolve_target("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve_target("word/document.xml", "../media/a.png"), "media/a.png");
        assert_eq!(resolve_target("word/document.xml", "/word/a.xml"), "word/a.xml");
        assert_eq!(resolve_target("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolve_target("word/document.xml", "../../../a.xml"), "a.xml");
    }

    #[test]
    fn a_part_keeps_its_relationships_in_a_folder_beside_it() {
        assert_eq!(relationships_part(""), "_rels/.rels");
        assert_eq!(relationships_part("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(relationships_part("document.xml"), "_rels/document.xml.rels");
    }

    #[test]
    fn the_kind_is_the_same_in_transitional_and_strict_packages() {
        let xml = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="styles.xml"/>
            <Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/" TargetMode="External"/>
        </Relationships>"#;
        let part = Tree::read("document.xml.rels", xml.to_owned(), &Limits::default());
        let read = Relationships::read("word/document.xml", &part).unwrap();
        assert_eq!(read.parts("styles").collect::<Vec<_>>(), ["word/styles.xml"]);
        assert!(read.get("b").unwrap().external);
        assert_eq!(read.get("b").unwrap().target, "https://example.org/");
        assert!(read.get("c").is_none());
    }
}
