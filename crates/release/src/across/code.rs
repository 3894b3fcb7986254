//! A code as one text: the parts of both versions, their citations, and where each clause of the
//! old version is in the new one, in whichever document.

use keeling_model::{ClauseId, ClauseKind, Document};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::moves::Move;
use super::scan::{Found, Path};
use crate::compare::{Compared, Side};
use crate::part::PartKind;

/// Both versions of a code.
#[derive(Debug)]
pub(crate) struct Both<'d> {
    pub(crate) parts: Parts,
    old: Vec<Part<'d>>,
    new: Vec<Part<'d>>,
    /// Where the clauses that moved to another document are now.
    moved: FxHashMap<(usize, ClauseId), (usize, ClauseId)>,
    /// For each document, the new clause of each old one.
    kept: Vec<Vec<Option<ClauseId>>>,
}

/// Which document is which part of the code, in either version.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    by_name: FxHashMap<(PartKind, String), usize>,
    /// By the letters that clauses are numbered with: the H of H7.4.
    by_letters: FxHashMap<String, usize>,
}

/// One version of a part.
#[derive(Debug)]
struct Part<'d> {
    document: Option<&'d Document>,
    name: String,
    letters: String,
    by_citation: FxHashMap<&'d str, ClauseId>,
}

/// What a reference to another document means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    /// A clause of a document.
    Clause(usize, ClauseId),
    /// A document as a whole.
    Document(usize),
    /// Nothing: the document has no such clause, or the version no such document.
    Missing(usize),
}

impl Parts {
    fn new(documents: &[Compared<'_>]) -> Self {
        let mut parts = Self::default();
        for (place, compared) in documents.iter().enumerate() {
            let Some(part) = compared.part else { continue };
            parts.by_name.entry((part.kind, part.letter.clone())).or_insert(place);
        }
        for kind in PartKind::ALL {
            for (place, compared) in documents.iter().enumerate() {
                let Some(part) = compared.part.filter(|part| part.kind == kind) else { continue };
                if part.letter.bytes().all(|byte| byte.is_ascii_uppercase()) {
                    parts.by_letters.entry(part.letter.clone()).or_insert(place);
                }
            }
        }
        parts
    }

    /// Parts at the places in this order.
    #[cfg(test)]
    pub(crate) fn of(all: &[(PartKind, &str)]) -> Self {
        let mut parts = Self::default();
        for (place, (kind, letter)) in all.iter().enumerate() {
            parts.by_name.insert((*kind, (*letter).to_owned()), place);
            parts.by_letters.insert((*letter).to_owned(), place);
        }
        parts
    }

    /// Whether there is more than one, so that one can refer to another.
    pub(crate) fn are_several(&self) -> bool {
        self.by_name.len() > 1
    }

    pub(crate) fn named(&self, kind: PartKind, letter: &str) -> Option<usize> {
        self.by_name.get(&(kind, letter.to_owned())).copied()
    }

    pub(crate) fn lettered(&self, letters: &str) -> Option<usize> {
        self.by_letters.get(letters).copied()
    }
}

impl<'d> Both<'d> {
    pub(crate) fn new(documents: &'d [Compared<'_>], moves: &[Move]) -> Self {
        let parts = Parts::new(documents);
        let side = |side: Side| -> Vec<Part<'d>> {
            if !parts.are_several() {
                return Vec::new();
            }
            let one = |compared| Part::new(compared, side);
            documents.par_iter().with_max_len(1).map(one).collect()
        };
        let clause = |at: super::At, side: Side| {
            let change = documents.get(at.document)?.redline.changes.get(at.change.index())?;
            let id = if side == Side::Old { change.old } else { change.new };
            Some((at.document, id?))
        };
        let pairs = moves
            .iter()
            .filter_map(|one| Some((clause(one.from, Side::Old)?, clause(one.to, Side::New)?)))
            .collect();
        let kept = documents.iter().map(kept).collect();
        Self { old: side(Side::Old), new: side(Side::New), moved: pairs, kept, parts }
    }

    /// What a reference that was found in one version means there.
    pub(crate) fn resolve(&self, side: Side, found: &Found) -> Target {
        let parts = if side == Side::Old { &self.old } else { &self.new };
        let Some(part) = parts.get(found.document) else { return Target::Missing(found.document) };
        match (part.document, found.path.is_whole()) {
            (None, _) => Target::Missing(found.document),
            (Some(_), true) => Target::Document(found.document),
            (Some(document), false) => match part.find(document, &found.path) {
                Some(id) => Target::Clause(found.document, id),
                None => Target::Missing(found.document),
            },
        }
    }

    /// What an old target is in the new version.
    pub(crate) fn now(&self, target: Target) -> Target {
        match target {
            Target::Clause(document, id) => match self.clause_now(document, id) {
                Some((document, id)) => Target::Clause(document, id),
                None => Target::Missing(document),
            },
            Target::Document(document)
                if self.new.get(document).is_none_or(|part| part.document.is_none()) =>
            {
                Target::Missing(document)
            }
            other => other,
        }
    }

    /// Where an old clause is in the new version.
    pub(crate) fn clause_now(&self, document: usize, id: ClauseId) -> Option<(usize, ClauseId)> {
        let kept = self.kept.get(document).and_then(|kept| kept.get(id.index()).copied().flatten());
        kept.map(|id| (document, id)).or_else(|| self.moved.get(&(document, id)).copied())
    }

    /// How many bytes the heading of a target takes where it follows in brackets: "H3.8
    /// (Eligibility for Services)".
    pub(crate) fn heading_behind(&self, side: Side, target: Target, rest: &str) -> usize {
        let parts = if side == Side::Old { &self.old } else { &self.new };
        let heading = match target {
            Target::Clause(document, id) => {
                parts.get(document).and_then(|part| part.document?.heading(id)).map(str::trim)
            }
            Target::Document(document) => parts.get(document).and_then(Part::own_heading),
            Target::Missing(_) => None,
        };
        let (Some(heading), Some(inner)) = (heading, rest.strip_prefix(" (")) else { return 0 };
        let same = |words: &str| words.to_lowercase() == heading.to_lowercase();
        let closed = inner.get(heading.len()..).is_some_and(|tail| tail.starts_with(')'));
        if closed && inner.get(..heading.len()).is_some_and(same) { heading.len() + 3 } else { 0 }
    }
}

fn kept(compared: &Compared<'_>) -> Vec<Option<ClauseId>> {
    let mut kept = vec![None; compared.old_document().clauses().len()];
    for change in &compared.redline.changes {
        if let (Some(old), Some(new)) = (change.old, change.new)
            && let Some(slot) = kept.get_mut(old.index())
        {
            *slot = Some(new);
        }
    }
    kept
}

impl<'d> Part<'d> {
    fn new(compared: &'d Compared<'_>, side: Side) -> Self {
        let read = if side == Side::Old { compared.old } else { compared.new };
        let document = read.map(|read| &read.document);
        let mut by_citation = FxHashMap::default();
        for clause in document.into_iter().flat_map(Document::body) {
            if clause.label.is_some() {
                by_citation.entry(clause.citation.as_str()).or_insert(clause.id);
            }
        }
        let (name, letters) =
            compared.part.map_or_else(Default::default, |p| (p.to_string(), p.letter.clone()));
        Self { document, name, letters, by_citation }
    }

    /// What the part is called behind its letters: "APPENDIX AG: INCIDENT MANAGEMENT POLICY".
    fn own_heading(&self) -> Option<&'d str> {
        let document = self.document?;
        let first = document.body().first()?;
        let heading = document.heading(first.id).or(document.meta().title.as_deref())?;
        Some(heading.split_once(':').map_or(heading, |(_, rest)| rest).trim())
    }

    fn find(&self, document: &Document, path: &Path) -> Option<ClauseId> {
        let Self { name, letters, .. } = self;
        let main = &path.main;
        let bases = match &path.within {
            Some(within) if main.is_empty() => vec![within.clone()],
            Some(within) => vec![format!("{within}, paragraph {main}")],
            None => {
                vec![format!("{name}, paragraph {main}"), main.clone(), format!("{letters}{main}")]
            }
        };
        bases.iter().find_map(|base| self.descend(document, base, &path.brackets))
    }

    /// The item of a clause with these brackets; the clause itself where it has no items, since
    /// its list then stands in its words.
    fn descend(&self, document: &Document, base: &str, brackets: &str) -> Option<ClauseId> {
        let holder = *self.by_citation.get(base)?;
        if brackets.is_empty() {
            return Some(holder);
        }
        if let Some(item) = self.by_citation.get(format!("{base}{brackets}").as_str()) {
            return Some(*item);
        }
        let first = document.clauses().get(document.clause(holder).subtree())?.get(1);
        let has_items = first.is_some_and(|first| first.kind == ClauseKind::Paragraph);
        (!has_items).then_some(holder)
    }
}
