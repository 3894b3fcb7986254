//! Parts that brought-over XML refers to: pictures, objects, links out of the package.
//!
//! A relationship of the old package is asked for by its id and answered with the id that it has in
//! the new one; the part that it leads to comes with those that it refers to itself.

use std::collections::{BTreeMap, BTreeSet};

use keeling_ooxml::{digest, relationships_part};

use super::Error;
use super::error::{Warning, WarningKind};
use super::escape::escaped;
use super::package::{Relationship, Source};
use super::patched::Content;
use super::resources::Resources;

/// The deepest chain of parts that refer to each other which is brought over.
const MOST_CHAIN: usize = 8;

/// Parts by name, and the media types of some.
type Brought = (BTreeMap<String, Content>, Vec<(String, String)>);

impl Resources {
    /// The relationship of a part of the new package that leads where one of a part of the old
    /// package does.
    pub(super) fn relationship(&mut self, from: &str, id: &str, to: &str) -> String {
        let link = self.old_links.get(from).and_then(|links| links.iter().find(|l| l.id == id));
        let Some(mut link) = link.cloned() else {
            self.warnings.push(Warning::new(WarningKind::PartNotCarried, from));
            return id.to_owned();
        };
        if !link.external {
            link.target = self.part(&link.target);
        }
        let added = self.added_links.entry(to.to_owned()).or_default();
        let known = self.new_links.get(to).map_or(&[][..], Vec::as_slice);
        let same = |l: &&Relationship| {
            l.kind == link.kind && l.target == link.target && l.external == link.external
        };
        if let Some(found) = known.iter().chain(added.iter()).find(same) {
            return found.id.clone();
        }
        let is_free = |id: &str| known.iter().chain(added.iter()).all(|l| l.id != id);
        let mut count = added.len();
        let fresh = loop {
            count += 1;
            let id = format!("rIdOld{count}");
            if is_free(&id) {
                break id;
            }
        };
        added.push(Relationship { id: fresh.clone(), ..link });
        fresh
    }

    /// The name in the new package of a part that is brought over.
    fn part(&mut self, name: &str) -> String {
        if let Some(known) = self.brought.get(name) {
            return known.clone();
        }
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let mut fresh = name.to_owned();
        let mut count = 0;
        while self.taken.contains(&fresh.to_ascii_lowercase()) {
            count += 1;
            fresh = format!("{stem}-old{count}.{extension}");
        }
        self.taken.insert(fresh.to_ascii_lowercase());
        self.brought.insert(name.to_owned(), fresh.clone());
        fresh
    }

    /// The parts that come, with those that they refer to, and their media types, by name.
    pub(super) fn bring_parts(
        &mut self,
        old: &mut Source<'_>,
        new: &mut Source<'_>,
    ) -> Result<Brought, Error> {
        let mut parts = BTreeMap::new();
        let mut types = Vec::new();
        let mut twins = Vec::new();
        let mut done: BTreeSet<String> = BTreeSet::new();
        for _ in 0..MOST_CHAIN {
            let open: Vec<(String, String)> = self
                .brought
                .iter()
                .filter(|(name, _)| !done.contains(*name))
                .map(|(name, fresh)| (name.clone(), fresh.clone()))
                .collect();
            if open.is_empty() {
                break;
            }
            for (name, fresh) in open {
                done.insert(name.clone());
                let Some((entry, bytes)) = old.entry(&name).zip(old.bytes(&name)) else {
                    self.warnings.push(Warning::new(WarningKind::PartNotCarried, name));
                    continue;
                };
                let links = old.relationships(&name)?.to_vec();
                let links_nowhere = links.is_empty();
                if !links_nowhere {
                    let links = links.into_iter().map(|link| {
                        let inside = !link.external;
                        let target = if inside { self.part(&link.target) } else { link.target };
                        Relationship { target, ..link }
                    });
                    let xml = relationships_xml(&links.collect::<Vec<_>>());
                    parts.insert(relationships_part(&fresh), Content::Text(xml.into()));
                }
                let may_be_twins =
                    name != fresh && links_nowhere && old.checksum(&name) == new.checksum(&name);
                if may_be_twins && new.bytes(&name).as_ref() == Some(&bytes) {
                    twins.push((name, fresh));
                    continue;
                }
                types.extend(old.media_type(&name).map(|media| (fresh.clone(), media)));
                parts.insert(fresh, Content::Copied(entry, digest(&bytes)));
            }
        }
        self.drop_twins(&twins);
        Ok((parts, types))
    }

    /// Points at the parts that the new package has under their old names.
    fn drop_twins(&mut self, twins: &[(String, String)]) {
        for link in self.added_links.values_mut().flatten().filter(|link| !link.external) {
            if let Some((name, _)) = twins.iter().find(|(_, fresh)| *fresh == link.target) {
                link.target.clone_from(name);
            }
        }
    }
}

/// Relationships as the text of a part.
pub(super) fn relationships_xml(links: &[Relationship]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    );
    for link in links {
        xml.push_str(&relationship_xml(link));
    }
    xml.push_str("</Relationships>");
    xml
}

/// A relationship as an element without a prefix.
pub(super) fn relationship_xml(link: &Relationship) -> String {
    let (id, kind) = (escaped(&link.id), escaped(&link.kind));
    if link.external {
        let target = escaped(&link.target);
        return format!(
            "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\" TargetMode=\"External\"/>"
        );
    }
    let target = escaped(&link.target);
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>")
}
