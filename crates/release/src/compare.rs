//! Comparing: pairs of documents in, their redlines out, on all threads.

use keeling_diff::{Redline, diff};
use keeling_model::Document;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::pairing::{Found, Pair, PairedBy};
use crate::part::{Part, stem};
use crate::reading::{Read, Unread};

/// A document of the code as it was compared.
#[derive(Debug)]
pub(crate) struct Compared<'a> {
    /// Its name in addresses: `section-h`.
    pub(crate) id: String,
    pub(crate) part: Option<&'a Part>,
    pub(crate) old: Option<&'a Read>,
    pub(crate) new: Option<&'a Read>,
    /// The versions that cannot be read; where there are any nothing was compared.
    pub(crate) unread: Vec<(Side, &'a Unread)>,
    pub(crate) by: Option<PairedBy>,
    pub(crate) redline: Redline,
    /// Stands for a version that there is not.
    nothing: Document,
}

/// One of the two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Old,
    New,
}

impl Compared<'_> {
    pub(crate) fn document(&self, side: Side) -> &Document {
        let read = if side == Side::Old { self.old } else { self.new };
        read.map_or(&self.nothing, |read| &read.document)
    }

    pub(crate) fn old_document(&self) -> &Document {
        self.document(Side::Old)
    }

    pub(crate) fn new_document(&self) -> &Document {
        self.document(Side::New)
    }

    pub(crate) fn is_compared(&self) -> bool {
        self.unread.is_empty()
    }

    /// The path of the new version, else of the old one, read or not.
    pub(crate) fn path(&self) -> &str {
        let read = self.new.or(self.old).map(|read| read.path.as_str());
        read.or(self.unread.first().map(|(_, unread)| unread.path.as_str())).unwrap_or_default()
    }

    /// What it calls itself: its title, else its file's name.
    pub(crate) fn title(&self) -> String {
        let title = |read: Option<&Read>| {
            let title = read?.document.meta().title.as_deref()?;
            let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
            (!line.is_empty()).then_some(line)
        };
        title(self.new).or_else(|| title(self.old)).unwrap_or_else(|| stem(self.path()).to_owned())
    }
}

/// Makes the redline of each pair. `done` is called after each.
pub(crate) fn compare<'a>(
    pairs: &[Pair<'a>],
    options: &keeling_diff::Options,
    done: &(dyn Fn() + Sync),
) -> Vec<Compared<'a>> {
    let ids = ids(pairs);
    let numbered: Vec<_> = pairs.iter().zip(ids).collect();
    numbered
        .into_par_iter()
        .with_max_len(1)
        .map(|(pair, id)| {
            let compared = one(pair, id, options);
            done();
            compared
        })
        .collect()
}

fn one<'a>(pair: &Pair<'a>, id: String, options: &keeling_diff::Options) -> Compared<'a> {
    let read = |found: Option<Found<'a>>| match found {
        Some(Found::Read(read)) => Some(read),
        _ => None,
    };
    let unread = |side, found: Option<Found<'a>>| match found {
        Some(Found::Unread(unread)) => Some((side, unread)),
        _ => None,
    };
    let mut compared = Compared {
        id,
        part: pair.new.and_then(Found::part).or(pair.old.and_then(Found::part)),
        old: read(pair.old),
        new: read(pair.new),
        unread: unread(Side::Old, pair.old)
            .into_iter()
            .chain(unread(Side::New, pair.new))
            .collect(),
        by: pair.by,
        redline: Redline::default(),
        nothing: Document::default(),
    };
    if compared.is_compared() {
        compared.redline = diff(compared.old_document(), compared.new_document(), options);
    }
    compared
}

/// Names for addresses: the part of the code, else the file's name, made safe; none twice, also
/// where capital letters do not count.
fn ids(pairs: &[Pair<'_>]) -> Vec<String> {
    let mut taken: FxHashMap<String, u32> = FxHashMap::default();
    let mut ids = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let found = pair.new.or(pair.old);
        let part = found.and_then(Found::part).map(|part| slug(&part.to_string()));
        let name = part.unwrap_or_else(|| slug(stem(found.map_or("", Found::path))));
        let mut id = name.clone();
        while taken.contains_key(&id) {
            let count = taken.entry(name.clone()).or_insert(1);
            *count += 1;
            id = format!("{name}~{count}");
        }
        taken.insert(id.clone(), 1);
        ids.push(id);
    }
    ids
}

/// Letters and digits in lower case, whatever else stands between them as one dash; not too long
/// for any file system.
fn slug(name: &str) -> String {
    const LONGEST: usize = 100;
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if slug.len() + c.len_utf8() > LONGEST {
            break;
        }
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "document".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn an_address_is_safe_and_short() {
        assert_eq!(slug("Section H – Déjà vu (v2)"), "section-h-déjà-vu-v2");
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug("…"), "document");
        assert!(slug(&"ü".repeat(500)).len() <= 100);
    }
}
