//! What holds between documents, as the record has it: places by number in, citations and
//! addresses out.

use keeling_diff::{Change, ChangeId, ImpactKind, ReferenceKind};
use keeling_model::{ClauseId, MarkKind};
use keeling_render::Ids;
use rustc_hash::FxHashMap;

use super::{DefinitionRecord, MoveRecord, Place, ReferenceRecord};
use crate::across::code::Target;
use crate::across::references::{Kind, Noted};
use crate::across::{Across, At, definitions};
use crate::compare::{Compared, Side};
use crate::site::address::encoded;

/// Where places are looked up.
pub(crate) struct Places<'p, 'd> {
    pub(crate) documents: &'p [Compared<'d>],
    pub(crate) ids: &'p [Ids],
    new: Vec<FxHashMap<ClauseId, ChangeId>>,
    old: Vec<FxHashMap<ClauseId, ChangeId>>,
}

impl<'p, 'd> Places<'p, 'd> {
    pub(crate) fn new(documents: &'p [Compared<'d>], ids: &'p [Ids]) -> Self {
        let of = |side| {
            let redlines = documents.iter().map(|compared| &compared.redline);
            redlines.map(|redline| definitions::of_side(redline, side)).collect()
        };
        Self { documents, ids, new: of(Side::New), old: of(Side::Old) }
    }

    pub(crate) fn change(&self, at: At) -> Option<&'p Change> {
        self.documents.get(at.document)?.redline.changes.get(at.change.index())
    }

    /// The change of a clause of one version.
    pub(crate) fn at(&self, side: Side, document: usize, clause: ClauseId) -> Option<At> {
        let sides = if side == Side::Old { &self.old } else { &self.new };
        let change = *sides.get(document)?.get(&clause)?;
        Some(At { document, change })
    }

    /// A clause as it is cited in one version, else in the other.
    pub(crate) fn citation(&self, at: At, side: Side) -> String {
        let Some((compared, change)) = self.documents.get(at.document).zip(self.change(at)) else {
            return String::new();
        };
        let old = change.old_clause(compared.old_document());
        let new = change.new_clause(compared.new_document());
        let (clause, document) = match (side, old, new) {
            (Side::Old, Some(old), _) | (Side::New, Some(old), None) => {
                (old, compared.old_document())
            }
            (_, _, Some(new)) => (new, compared.new_document()),
            _ => return String::new(),
        };
        let name = compared.part.map_or_else(|| compared.title(), ToString::to_string);
        let citation = match &clause.citation {
            citation if citation.is_empty() => {
                document.heading(clause.id).map(super::clause::one_line).unwrap_or_default()
            }
            citation => citation.clone(),
        };
        let is_full = compared.part.is_some() && citation.starts_with(&name);
        match citation.as_str() {
            "" => name,
            _ if is_full => citation,
            _ => format!("{name}, {citation}"),
        }
    }

    /// The address of a clause from the top of the site.
    pub(crate) fn address(&self, at: At) -> Option<String> {
        let compared = self.documents.get(at.document).filter(|one| one.is_compared())?;
        let anchor = self.ids.get(at.document)?.of_change(self.change(at)?);
        Some(format!("redline/{}.html#{}", encoded(&compared.id), encoded(anchor)))
    }

    pub(crate) fn place(&self, at: At, side: Side) -> Place {
        Place {
            document: self.documents.get(at.document).map_or(String::new(), |c| c.id.clone()),
            clause: self.citation(at, side),
            address: self.address(at),
        }
    }

    /// The address of what a reference means in one version, on the side of that version.
    pub(crate) fn target_address(&self, target: Target, side: Side) -> Option<String> {
        let (document, anchor) = match target {
            Target::Clause(document, id) => {
                let ids = self.ids.get(document)?;
                let sides = match side {
                    Side::Old => keeling_diff::Side::Old,
                    Side::New => keeling_diff::Side::New,
                };
                // The old name stands on the page only where the old place does.
                let at = self.at(side, document, id)?;
                let change = self.change(at)?;
                let stays = change.new.is_some() && !change.moved;
                let own = ids.of(sides, id);
                let anchor = if side == Side::Old && stays { ids.of_change(change) } else { own };
                (document, format!("#{}", encoded(anchor)))
            }
            Target::Document(document) => (document, String::new()),
            Target::Missing(_) => return None,
        };
        let compared = self.documents.get(document).filter(|one| one.is_compared())?;
        Some(format!("redline/{}.html{anchor}", encoded(&compared.id)))
    }

    /// The place of what a reference means in one version; `None` where it means nothing.
    pub(crate) fn target(&self, target: Target, side: Side) -> Option<Place> {
        match target {
            Target::Clause(document, id) => Some(self.place(self.at(side, document, id)?, side)),
            Target::Document(document) => {
                let compared = self.documents.get(document)?;
                let part = compared.part.map_or_else(|| compared.title(), ToString::to_string);
                let address = format!("redline/{}.html", encoded(&compared.id));
                Some(Place {
                    document: compared.id.clone(),
                    clause: part,
                    address: compared.is_compared().then_some(address),
                })
            }
            Target::Missing(_) => None,
        }
    }
}

pub(super) fn moves(places: &Places<'_, '_>, across: &Across) -> Vec<MoveRecord> {
    let told = across.moves.iter();
    told.map(|moved| MoveRecord {
        from: places.place(moved.from, Side::Old),
        to: places.place(moved.to, Side::New),
        same_words: moved.same_words,
    })
    .collect()
}

pub(super) fn definitions(places: &Places<'_, '_>, across: &Across) -> Vec<DefinitionRecord> {
    across.definitions.iter().filter_map(|one| definition(places, one)).collect()
}

fn definition(places: &Places<'_, '_>, one: &definitions::Changed) -> Option<DefinitionRecord> {
    let compared = places.documents.get(one.at.document)?;
    // Where the whole document is new or withdrawn, only what reaches others tells something.
    if (compared.old.is_none() || compared.new.is_none()) && one.elsewhere.is_empty() {
        return None;
    }
    let own = one.own.iter().map(|change| At { document: one.at.document, change: *change });
    let elsewhere = one.elsewhere.iter().flat_map(|(document, changes)| {
        changes.iter().map(|change| At { document: *document, change: *change })
    });
    let uses: Vec<Place> = own.chain(elsewhere).map(|at| places.place(at, Side::New)).collect();
    let n_documents = usize::from(!one.own.is_empty()) + one.elsewhere.len();
    Some(DefinitionRecord {
        term: one.term.clone(),
        kind: match one.kind {
            _ if one.moved => "moved",
            ImpactKind::Inserted => "inserted",
            ImpactKind::Deleted => "deleted",
            ImpactKind::Renamed => "renamed",
            _ => "amended",
        },
        definition: places.place(one.at, Side::New),
        used_in_clauses: number(uses.len()),
        used_in_documents: number(n_documents),
        uses,
    })
}

/// References between documents, then those within documents that are to be checked.
pub(super) fn references(places: &Places<'_, '_>, across: &Across) -> Vec<ReferenceRecord> {
    let mut all: Vec<(At, ReferenceRecord)> =
        across.references.noted.iter().map(|noted| (noted.at, between(places, noted))).collect();
    for (document, compared) in places.documents.iter().enumerate() {
        for (change, at) in compared.redline.changes.iter().zip(0..) {
            let at = At { document, change: ChangeId(at) };
            let noted = change.references.iter();
            all.extend(noted.filter_map(|noted| Some((at, own(places, at, noted)?))));
        }
    }
    all.sort_by_key(|(at, record)| (!record.is_to_check(), *at));
    all.into_iter().map(|(_, record)| record).collect()
}

fn between(places: &Places<'_, '_>, noted: &Noted) -> ReferenceRecord {
    ReferenceRecord {
        kind: match noted.kind {
            Kind::Follows => "follows",
            Kind::Retargeted => "retargeted",
            Kind::Dangling => "dangling",
            Kind::Missing => "missing",
        },
        at: places.place(noted.at, Side::New),
        between_documents: true,
        was: noted.was.clone(),
        words: noted.words.clone(),
        from: noted.from.and_then(|target| places.target(target, Side::Old)),
        to: places.target(noted.to, Side::New),
        meant_now: noted
            .now
            .filter(|_| noted.kind != Kind::Follows)
            .and_then(|target| places.target(target, Side::New)),
    }
}

fn own(
    places: &Places<'_, '_>,
    at: At,
    noted: &keeling_diff::ReferenceNote,
) -> Option<ReferenceRecord> {
    let within = |change| At { document: at.document, change };
    let (kind, from, to) = match noted.kind {
        ReferenceKind::Follows { .. } => return None,
        ReferenceKind::Retargeted { from, to } => ("retargeted", from, Some(to)),
        ReferenceKind::Dangling { from } => ("dangling", from, None),
    };
    let compared = places.documents.get(at.document)?;
    Some(ReferenceRecord {
        kind,
        at: places.place(at, Side::New),
        between_documents: false,
        was: None,
        words: compared.new_document().slice(noted.span).to_owned(),
        from: Some(places.place(within(from), Side::Old)),
        to: to.map(|to| places.place(within(to), Side::New)),
        meant_now: places
            .change(within(from))
            .filter(|change| change.new.is_some())
            .map(|_| places.place(within(from), Side::New)),
    })
}

/// How many references the new versions have, within documents and between them.
pub(super) fn checked(documents: &[Compared<'_>], across: &Across) -> u64 {
    let is_reference = |mark: &&keeling_model::Mark| matches!(mark.kind, MarkKind::Reference(_));
    let own: usize = documents
        .iter()
        .map(|compared| compared.new_document().marks().iter().filter(is_reference).count())
        .sum();
    number(own + across.references.checked)
}

pub(super) fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
