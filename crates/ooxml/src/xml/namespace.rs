//! Namespaces, told apart by what they mean.

use super::attributes::Attributes;

/// The namespaces that readers of word-processing documents act upon. The transitional and the
/// strict spelling of a namespace (ECMA-376 part 1 §8, Annex A) are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Namespace {
    /// No namespace: an attribute without a prefix.
    None,
    /// `WordprocessingML`, usually `w:`.
    Word,
    /// Extensions of `WordprocessingML` of 2010, usually `w14:`.
    Word2010,
    /// Attributes that name relationships, usually `r:`.
    Relationship,
    /// Office mathematics, usually `m:`.
    Math,
    /// Drawings in a word-processing document, usually `wp:`.
    WordDrawing,
    /// `DrawingML`, usually `a:`.
    Drawing,
    /// Alternate content (ECMA-376 part 3), usually `mc:`.
    Compatibility,
    /// VML, usually `v:`.
    Vml,
    /// The Office extensions of VML, usually `o:`.
    Office,
    /// Parts of relationships.
    PackageRelationships,
    /// `[Content_Types].xml`.
    ContentTypes,
    /// The core properties of a package, usually `cp:`.
    CoreProperties,
    /// Dublin Core, usually `dc:`.
    DublinCore,
    /// Any other.
    Other,
}

impl Namespace {
    pub(super) fn of(uri: &str) -> Self {
        match uri {
            "" => Self::None,
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.microsoft.com/office/word/2010/wordml" => Self::Word2010,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Self::Relationship,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::WordDrawing,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "urn:schemas-microsoft-com:office:office" => Self::Office,
            "http://schemas.openxmlformats.org/package/2006/relationships" => {
                Self::PackageRelationships
            }
            "http://schemas.openxmlformats.org/package/2006/content-types" => Self::ContentTypes,
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties" => {
                Self::CoreProperties
            }
            "http://purl.org/dc/elements/1.1/" => Self::DublinCore,
            _ => Self::Other,
        }
    }
}

/// The bindings of prefixes that are in force, innermost last.
#[derive(Debug, Default)]
pub(super) struct Scope {
    bindings: Vec<Binding>,
    /// Where the binding of the prefix stands that most elements have, as long as it is in force.
    usual: Option<usize>,
}

#[derive(Debug)]
struct Binding {
    prefix: Box<str>,
    namespace: Namespace,
    depth: usize,
}

impl Scope {
    /// The most bindings in force at once. Word writes about thirty; a look-up walks over them.
    pub(super) const MOST: usize = 512;

    /// What the prefix of an element or of an attribute means.
    pub(super) fn resolve(&self, prefix: &str) -> Namespace {
        if let Some(usual) = self.usual.and_then(|index| self.bindings.get(index))
            && *usual.prefix == *prefix
        {
            return usual.namespace;
        }
        let found = self.bindings.iter().rev().find(|binding| *binding.prefix == *prefix);
        match found {
            Some(binding) => binding.namespace,
            None if prefix.is_empty() => Namespace::None,
            None => Namespace::Other,
        }
    }

    /// Takes in the bindings that an element at this depth declares. Tells whether they were too
    /// many.
    pub(super) fn enter(&mut self, attributes: Attributes<'_>, depth: usize) -> bool {
        for (name, value) in attributes {
            let Some(prefix) = declared(name) else { continue };
            if self.bindings.len() >= Self::MOST {
                return true;
            }
            let namespace = Namespace::of(value);
            self.bindings.push(Binding { prefix: prefix.into(), namespace, depth });
        }
        self.find_usual();
        false
    }

    /// Whether all bindings in force are those of the root.
    pub(super) fn is_of_root(&self) -> bool {
        self.bindings.last().is_none_or(|binding| binding.depth <= 1)
    }

    /// Drops the bindings of the element that ends at this depth. Tells whether there were any.
    #[inline]
    pub(super) fn leave(&mut self, depth: usize) -> bool {
        let is_declaring = self.bindings.last().is_some_and(|binding| binding.depth >= depth);
        if is_declaring {
            self.drop_from(depth);
        }
        is_declaring
    }

    fn drop_from(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|binding| binding.depth >= depth) {
            self.bindings.pop();
        }
        self.find_usual();
    }

    /// The usual prefix is the innermost that means `WordprocessingML`, unless it has been bound
    /// again since.
    fn find_usual(&mut self) {
        let word = |binding: &Binding| binding.namespace == Namespace::Word;
        let Some(index) = self.bindings.iter().rposition(word) else {
            self.usual = None;
            return;
        };
        let shadowed = self.bindings.get(index).is_none_or(|usual| {
            self.bindings.iter().skip(index + 1).any(|later| later.prefix == usual.prefix)
        });
        self.usual = (!shadowed).then_some(index);
    }
}

/// The prefix that an attribute of this name binds.
pub(super) fn declared(name: &str) -> Option<&str> {
    match name.strip_prefix("xmlns")? {
        "" => Some(""),
        prefix => prefix.strip_prefix(':'),
    }
}
