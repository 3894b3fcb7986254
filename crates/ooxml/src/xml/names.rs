//! The names of elements, each once: a name as it stands in; its place in a list, and what it means,
//! out.

use std::collections::HashMap;

use super::namespace::{Namespace, Scope};
use crate::TrackedChanges;

/// A name of elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// As it stands, with its prefix.
    pub(super) raw: Box<str>,
    /// Without the prefix.
    local: Box<str>,
    pub(super) namespace: Namespace,
    pub(super) counted: Counted,
}

/// What is counted or looked at of elements that are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    Nothing,
    /// Paragraphs (ECMA-376 part 1 §17.3.1.22).
    Paragraph,
    /// Table cells (§17.4.65).
    Cell,
    /// Tracked changes (§17.13.5).
    Tracked,
    /// Sections (§17.6).
    Section,
    /// What means something to what stands outside of it: the characters of fields (§17.16.18) and
    /// references to notes (§17.11).
    Outside,
}

impl Name {
    fn new(raw: &str, scope: &Scope) -> Self {
        let colon = memchr::memchr(b':', raw.as_bytes());
        let local = raw.get(colon.map_or(0, |colon| colon + 1)..).unwrap_or_default().into();
        let prefix = colon.and_then(|colon| raw.get(..colon)).unwrap_or_default();
        let namespace = scope.resolve(prefix);
        let mut name = Self { raw: raw.into(), local, namespace, counted: Counted::Nothing };
        let mut tracked = TrackedChanges::default();
        name.counted = match name.word() {
            "p" => Counted::Paragraph,
            "tc" => Counted::Cell,
            "sectPr" => Counted::Section,
            "fldChar" | "footnoteReference" | "endnoteReference" => Counted::Outside,
            word => {
                tracked.count(word);
                let is_tracked = tracked != TrackedChanges::default();
                if is_tracked { Counted::Tracked } else { Counted::Nothing }
            }
        };
        name
    }

    /// Without the prefix.
    #[inline]
    pub(super) fn local(&self) -> &str {
        &self.local
    }

    /// Without the prefix where it is of `WordprocessingML`, else nothing.
    #[inline]
    pub(super) fn word(&self) -> &str {
        if self.namespace == Namespace::Word { self.local() } else { "" }
    }
}

/// How many names are guessed before they are looked up.
const GUESSES: usize = 64;

/// The names while a part is read.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) list: Vec<Name>,
    /// Names by how they look: a part has few, and each many times, so most are guessed right.
    guesses: Vec<u16>,
    /// What each means as long as no prefix gets another meaning.
    ids: HashMap<Box<str>, u16>,
    /// What all that were met mean.
    all: HashMap<(Box<str>, Namespace), u16>,
}

impl Names {
    /// Those of a part that was read, at their places.
    pub(super) fn like(list: &[Name]) -> Self {
        let all = list.iter().zip(0..).map(|(name, id)| ((name.raw.clone(), name.namespace), id));
        Self { list: list.to_vec(), all: all.collect(), ..Self::default() }
    }

    /// The place of a name in the list; `None` where there are too many.
    pub(super) fn id(&mut self, raw: &str, scope: &Scope) -> Option<u16> {
        let look = look(raw);
        if let Some(&id) = self.guesses.get(look)
            && self.list.get(usize::from(id)).is_some_and(|name| *name.raw == *raw)
        {
            return Some(id);
        }
        let id = match self.ids.get(raw) {
            Some(&id) => id,
            None => self.add(raw, scope)?,
        };
        self.guesses.resize(GUESSES, u16::MAX);
        if let Some(guess) = self.guesses.get_mut(look) {
            *guess = id;
        }
        Some(id)
    }

    /// A name that was not met since prefixes got their meanings.
    fn add(&mut self, raw: &str, scope: &Scope) -> Option<u16> {
        let name = Name::new(raw, scope);
        let key = (name.raw.clone(), name.namespace);
        let known = self.all.get(&key).copied();
        let id =
            known.or_else(|| u16::try_from(self.list.len()).ok().filter(|&id| id < u16::MAX))?;
        if known.is_none() {
            self.list.push(name);
            self.all.insert(key, id);
        }
        self.ids.insert(raw.into(), id);
        Some(id)
    }

    /// Forgets what names mean, as prefixes have got other meanings.
    pub(super) fn forget(&mut self) {
        self.ids.clear();
        self.guesses.clear();
    }
}

/// How a name looks: few of a part look alike.
fn look(raw: &str) -> usize {
    let bytes = raw.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    (bytes.len() * 5 + byte(2) * 3 + byte(bytes.len() / 2) * 7 + byte(bytes.len().wrapping_sub(1)))
        % GUESSES
}
