//! Relationships of a part: what it points at in, ids and the part of relationships out
//! (ECMA-376 part 2 §6.5).

use std::collections::HashMap;
use std::fmt::Write as _;

use super::xml::Xml;

/// The kinds of relationship of the transitional form.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The kinds that packages themselves have.
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The relationships of a part.
#[derive(Debug, Default)]
pub(super) struct Links {
    list: Vec<(String, String, bool)>,
    /// Ids of addresses, which may be used many times.
    by_url: HashMap<String, usize>,
}

impl Links {
    /// The id of the link to an address; `None` where there is no address.
    pub(super) fn id(&mut self, url: &str) -> Option<String> {
        if url.trim().is_empty() {
            return None;
        }
        let known = self.by_url.get(url).copied();
        let index = known.unwrap_or_else(|| {
            let index = self.add(&format!("{KINDS}/hyperlink"), &encoded(url), true);
            self.by_url.insert(url.to_owned(), index);
            index
        });
        Some(id(index))
    }

    /// Adds a relationship to another part; returns its id.
    pub(super) fn part(&mut self, kind: &str, target: &str) -> String {
        id(self.add(&format!("{KINDS}/{kind}"), target, false))
    }

    /// Adds the relationship to the core properties.
    pub(super) fn core_properties(&mut self, target: &str) {
        self.add(&format!("{PACKAGE}/metadata/core-properties"), target, false);
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The part of relationships.
    pub(super) fn write(&self) -> String {
        let mut xml = Xml::part("Relationships", &[("xmlns", PACKAGE)]);
        for (index, (kind, target, external)) in self.list.iter().enumerate() {
            let id = id(index);
            let mut attributes = vec![("Id", id.as_str()), ("Type", kind), ("Target", target)];
            if *external {
                attributes.push(("TargetMode", "External"));
            }
            xml.empty("Relationship", &attributes);
        }
        xml.finish("Relationships")
    }

    fn add(&mut self, kind: &str, target: &str, external: bool) -> usize {
        self.list.push((kind.to_owned(), target.to_owned(), external));
        self.list.len() - 1
    }
}

/// An address with the characters encoded that no address may have (RFC 3986, appendix A): Word
/// takes a package with others for damaged.
fn encoded(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for c in url.trim().chars() {
        match c {
            ' '
            | '"'
            | '<'
            | '>'
            | '\\'
            | '^'
            | '`'
            | '{'
            | '|'
            | '}'
            | '\0'..='\u{1F}'
            | '\u{7F}' => {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{:02X}", u32::from(c));
            }
            c => encoded.push(c),
        }
    }
    encoded
}

fn id(index: usize) -> String {
    format!("rId{}", index + 1)
}
