//! The start of an element: its name and attributes, with their namespaces resolved.

use std::borrow::Cow;

use super::attributes::{Attributes, value};
use super::names::Name;
use super::namespace::{Namespace, Scope};
use super::tree::{NodeId, Tree};

/// The start of an element.
#[derive(Debug)]
pub struct Element<'r> {
    tree: &'r Tree,
    id: NodeId,
    name: Option<&'r Name>,
    scope: &'r Scope,
}

impl<'r> Element<'r> {
    /// The element of this node, with what prefixes mean in it.
    #[inline]
    pub(super) fn new(tree: &'r Tree, id: NodeId, scope: &'r Scope) -> Self {
        Self { tree, id, name: tree.named(id), scope }
    }

    /// The namespace of its name.
    #[inline]
    pub fn namespace(&self) -> Namespace {
        self.name.map_or(Namespace::None, |name| name.namespace)
    }

    /// Its name without the prefix.
    #[inline]
    pub fn local(&self) -> &'r str {
        self.name.map_or("", Name::local)
    }

    /// Its name without the prefix where it is an element of `WordprocessingML`, else nothing.
    #[inline]
    pub fn word(&self) -> &'r str {
        self.name.map_or("", Name::word)
    }

    /// Whether this is its name.
    pub fn is(&self, namespace: Namespace, local: &str) -> bool {
        self.namespace() == namespace && self.local() == local
    }

    pub(super) fn attributes(&self) -> Attributes<'r> {
        self.tree.attributes(self.id)
    }

    /// The value of an attribute.
    pub fn attr(&self, namespace: Namespace, local: &str) -> Option<Cow<'r, str>> {
        let fits = |name: &str| {
            name.strip_suffix(local).is_some_and(|prefix| match prefix.strip_suffix(':') {
                Some(prefix) => self.scope.resolve(prefix) == namespace,
                None => prefix.is_empty() && namespace == Namespace::None,
            })
        };
        self.attributes().find(|(name, _)| fits(name)).map(|(_, raw)| value(raw))
    }

    /// The value of an attribute of `WordprocessingML`.
    pub fn word_attr(&self, local: &str) -> Option<Cow<'r, str>> {
        self.attr(Namespace::Word, local)
    }

    /// The value of an attribute without a prefix.
    pub fn plain_attr(&self, local: &str) -> Option<Cow<'r, str>> {
        self.attr(Namespace::None, local)
    }

    /// The value of `w:val`, which most properties have.
    pub fn val(&self) -> Option<Cow<'r, str>> {
        self.word_attr("val")
    }

    /// The values of all attributes that name relationships (`r:id`, `r:embed`, `r:link`...).
    pub fn relationship_ids(&self) -> Vec<String> {
        let names_one = |name: &str| {
            let prefix = name.split_once(':').map(|(prefix, _)| prefix);
            prefix.is_some_and(|prefix| self.scope.resolve(prefix) == Namespace::Relationship)
        };
        let named = self.attributes().filter(|(name, _)| names_one(name));
        named.map(|(_, raw)| value(raw).into_owned()).collect()
    }
}
