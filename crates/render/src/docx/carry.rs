//! Brings XML over from the old package: an element there in, one that the new part can hold out.
//!
//! Names get the prefixes of the new part; styles, lists, notes and relationships the ids that they
//! have in the new package. What belongs to a place of the old document alone is left out:
//! bookmarks, anchors of comments, sections, marks of revision.

use std::borrow::Cow;
use std::fmt::Write as _;

use keeling_ooxml::xml::{NodeId, Tree, value};
use rustc_hash::FxHashMap;

use super::escape::escaped;
use super::resources::Resources;

/// The most elements that are kept, and how long the longest is.
const MOST: usize = 1 << 12;
const LONGEST: usize = 1 << 10;

/// Elements of one part as they were brought over to another, by their XML: most runs are set as
/// many others are.
#[derive(Debug, Default)]
pub(super) struct Carried {
    from: String,
    to: String,
    known: FxHashMap<Box<str>, Box<str>>,
}

/// Brings over elements of one part for another.
#[derive(Debug)]
pub(super) struct Carrier<'a> {
    pub(super) tree: &'a Tree,
    /// The names of the parts.
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    pub(super) resources: &'a mut Resources,
}

impl Carrier<'_> {
    /// Writes an element with all that it holds.
    pub(super) fn element(&mut self, id: NodeId, out: &mut String) {
        self.write(id, &mut Vec::new(), out);
    }

    /// The same, where it may stand many times, as one that says how something is set.
    pub(super) fn repeated(&mut self, id: NodeId, out: &mut String) {
        let (start, end) = self.tree.outer(id);
        let held = self.tree.slice(start, end);
        if held.len() > LONGEST {
            return self.element(id, out);
        }
        let carried = &mut self.resources.carried;
        if carried.from != self.from || carried.to != self.to {
            let (from, to) = (self.from.to_owned(), self.to.to_owned());
            *carried = Carried { from, to, known: FxHashMap::default() };
        }
        if let Some(known) = carried.known.get(held) {
            return out.push_str(known);
        }
        let at = out.len();
        let before = (self.resources.next_drawing, self.resources.warnings.len());
        self.element(id, out);
        let after = (self.resources.next_drawing, self.resources.warnings.len());
        let carried = &mut self.resources.carried;
        let is_of_these = carried.from == self.from && carried.to == self.to;
        if before == after && is_of_these && carried.known.len() < MOST {
            let written = out.get(at..).unwrap_or_default();
            carried.known.insert(held.into(), written.into());
        }
    }

    /// Writes the start tag of an element.
    pub(super) fn open_tag(&mut self, id: NodeId, out: &mut String) {
        let name = self.name(self.tree.name(id), &[]);
        out.push('<');
        out.push_str(&name);
        self.attributes(id, &[], out);
        out.push('>');
    }

    /// Writes a style under a new id.
    pub(super) fn style(&mut self, id: NodeId, fresh: &str, out: &mut String) {
        self.definition(id, &[("styleId", fresh)], &["default"], &mut |_, _, _| false, out);
    }

    /// Writes a list under a new id.
    pub(super) fn list(&mut self, id: NodeId, attribute: &str, fresh: &str, out: &mut String) {
        self.definition(id, &[(attribute, fresh)], &[], &mut |_, _, _| false, out);
    }

    /// Writes a list instance under a new id.
    pub(super) fn instance(&mut self, id: NodeId, fresh: &str, list: &str, out: &mut String) {
        let mut base = |carrier: &mut Self, child: NodeId, out: &mut String| {
            let is_base = carrier.tree.word(child) == "abstractNumId";
            if is_base {
                let name = carrier.name(carrier.tree.name(child), &[]);
                let val = carrier.value_name();
                let _ = write!(out, "<{name} {val}=\"{list}\"/>");
            }
            is_base
        };
        self.definition(id, &[("numId", fresh)], &[], &mut base, out);
    }

    /// Writes a definition with some attributes changed and some left out.
    fn definition(
        &mut self,
        id: NodeId,
        changed: &[(&str, &str)],
        left_out: &[&str],
        own: &mut dyn FnMut(&mut Self, NodeId, &mut String) -> bool,
        out: &mut String,
    ) {
        let tree = self.tree;
        let name = self.name(tree.name(id), &[]);
        out.push('<');
        out.push_str(&name);
        for (attribute, raw) in tree.attributes(id) {
            let (prefix, bare) = attribute.split_once(':').unwrap_or(("", attribute));
            let is_word = tree.uri(prefix) == tree.uri(tree.word_name());
            if !is_word || left_out.contains(&bare) || bare.starts_with("rsid") {
                continue;
            }
            let value = changed.iter().find(|(known, _)| *known == bare);
            let value = value.map_or_else(|| raw.to_owned(), |(_, value)| escaped(value));
            let attribute = self.name(attribute, &[]);
            let _ = write!(out, " {attribute}=\"{}\"", value.replace('"', "&quot;"));
        }
        out.push('>');
        for child in tree.children(id) {
            if !own(self, child, out) {
                self.element(child, out);
            }
        }
        out.push_str("</");
        out.push_str(&name);
        out.push('>');
    }

    /// The name of the attribute that most properties have.
    fn value_name(&mut self) -> String {
        let name = format!("{}:val", self.tree.word_name());
        self.name(&name, &[]).into_owned()
    }

    fn write(&mut self, id: NodeId, local: &mut Vec<String>, out: &mut String) {
        let tree = self.tree;
        let in_list = self.from.ends_with("numbering.xml") && tree.word(id) == "pStyle";
        if is_left_out(tree.word(id)) || in_list || self.is_foreign(id, local) {
            return;
        }
        let depth = local.len();
        for (name, _) in tree.attributes(id) {
            local.extend(name.strip_prefix("xmlns:").map(str::to_owned));
        }
        let name = self.name(tree.name(id), local);
        out.push('<');
        out.push_str(&name);
        self.attributes(id, local, out);
        if tree.tag(id).ends_with("/>") {
            out.push_str("/>");
        } else {
            out.push('>');
            let (mut at, end) = tree.inner(id);
            for child in tree.children(id) {
                let (start, after) = tree.outer(child);
                out.push_str(tree.slice(at, start));
                self.write(child, local, out);
                at = after;
            }
            out.push_str(tree.slice(at, end));
            out.push_str("</");
            out.push_str(&name);
            out.push('>');
        }
        local.truncate(depth);
    }

    /// The attributes of an element.
    fn attributes(&mut self, id: NodeId, local: &[String], out: &mut String) {
        let tree = self.tree;
        let element = tree.word(id);
        let is_word = !element.is_empty();
        for (name, raw) in tree.attributes(id) {
            let (prefix, bare) = name.split_once(':').unwrap_or(("", name));
            if is_word && (bare.starts_with("rsid") || matches!(bare, "paraId" | "textId")) {
                continue;
            }
            let uri = tree.uri(prefix);
            let is_plain = prefix.is_empty() || matches!(prefix, "xmlns" | "xml");
            let is_declared = local.iter().any(|l| l == prefix);
            if !is_plain && !is_declared && !is_core(uri) && !self.resources.declares(self.to, uri)
            {
                continue;
            }
            let value: Cow<'_, str> = if uri.ends_with("/relationships") && !is_plain {
                let id = value(raw);
                let found = self.resources.relationship(self.from, &id, self.to);
                escaped(&found).into()
            } else if is_word && matches!(bare, "val" | "id") {
                match self.mapped(element, &value(raw)) {
                    Some(value) => escaped(&value).into(),
                    None => raw.into(),
                }
            } else if bare == "id" && prefix.is_empty() && matches!(tree.local(id), "docPr") {
                self.resources.drawing_id().to_string().into()
            } else {
                raw.into()
            };
            out.push(' ');
            out.push_str(&self.name(name, local));
            out.push_str("=\"");
            if value.contains('"') {
                out.push_str(&value.replace('"', "&quot;"));
            } else {
                out.push_str(&value);
            }
            out.push('"');
        }
    }

    /// What an id of the old package is in the new one.
    fn mapped(&mut self, element: &str, id: &str) -> Option<String> {
        match element {
            "pStyle" | "rStyle" | "tblStyle" | "basedOn" | "next" | "link" | "numStyleLink" => {
                self.resources.style(id)
            }
            "numId" => self.resources.list(id),
            "footnoteReference" => Some(self.resources.note(false, id)),
            "endnoteReference" => Some(self.resources.note(true, id)),
            _ => None,
        }
    }

    /// A name with the prefix that its namespace has in the new part.
    fn name<'n>(&mut self, name: &'n str, local: &[String]) -> Cow<'n, str> {
        let (prefix, bare) = name.split_once(':').unwrap_or(("", name));
        if matches!(prefix, "xml" | "xmlns") || local.iter().any(|l| l == prefix) {
            return name.into();
        }
        let uri = self.tree.uri(prefix);
        if uri.is_empty() || self.resources.has_prefix(self.to, prefix, uri) {
            return name.into();
        }
        match &*self.resources.prefix(self.to, prefix, uri) {
            "" => bare.into(),
            same if same == prefix => name.into(),
            other => format!("{other}:{bare}").into(),
        }
    }

    /// Whether an element is of a vocabulary that the new part does not know and that says only how
    /// something is set.
    fn is_foreign(&self, id: NodeId, local: &[String]) -> bool {
        let name = self.tree.name(id);
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let uri = self.tree.uri(prefix);
        uri.contains("/office/word/20")
            && uri.ends_with("/wordml")
            && !local.iter().any(|l| l == prefix)
            && !self.resources.declares(self.to, uri)
    }
}

/// Whether an element belongs to a place of the old document alone.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "bookmarkStart"
            | "bookmarkEnd"
            | "commentRangeStart"
            | "commentRangeEnd"
            | "commentReference"
            | "proofErr"
            | "permStart"
            | "permEnd"
            | "sectPr"
            | "lastRenderedPageBreak"
            | "nsid"
            | "tmpl"
            | "styleLink"
            | "lvlPicBulletId"
    )
}

/// Whether every program that reads the format knows a namespace.
fn is_core(uri: &str) -> bool {
    uri.starts_with("http://schemas.openxmlformats.org/")
        || uri.starts_with("http://purl.oclc.org/ooxml/")
        || uri.starts_with("urn:schemas-microsoft-com:")
}
