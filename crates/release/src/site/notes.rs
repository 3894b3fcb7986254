//! Notes beside clauses about what other documents have to do with them, and links from the words
//! that refer to those.

use keeling_diff::{ChangeId, ImpactKind};
use keeling_render::html::{Elsewhere, Note, Piece};

use crate::across::references::{Cross, Kind, Noted};
use crate::across::{Across, At, definitions, moves};
use crate::compare::{Compared, Side};
use crate::record::{Place, Places, is_same};

/// The most uses of a definition in one other document that are linked; the rest are counted.
const MOST: usize = 12;

type Notes = Vec<(ChangeId, Note)>;

/// The notes of each document, in the order in which a clause shows them.
pub(crate) fn of(
    documents: &[Compared<'_>],
    places: &Places<'_, '_>,
    across: &Across,
) -> Vec<Notes> {
    let mut notes: Vec<Notes> = documents.iter().map(|_| Vec::new()).collect();
    let mut push = |at: At, note: Note| {
        if let Some(notes) = notes.get_mut(at.document) {
            notes.push((at.change, note));
        }
    };
    for moved in &across.moves {
        moves(places, moved, &mut push);
    }
    for noted in &across.references.noted {
        push(noted.at, reference(places, noted));
    }
    for one in &across.definitions {
        uses(documents, places, one, &mut push);
    }
    notes
}

/// The words of each document, old and new, that refer to others, with where they lead.
pub(crate) fn links(
    documents: &[Compared<'_>],
    places: &Places<'_, '_>,
    across: &Across,
) -> Vec<[Vec<Elsewhere>; 2]> {
    let of = |all: &[Vec<Cross>], place: usize, side: Side| -> Vec<Elsewhere> {
        let own = all.get(place).map_or(&[][..], Vec::as_slice);
        let one = |cross: &Cross| {
            let address = places.target_address(cross.target, side)?;
            let address = address.strip_prefix("redline/")?.to_owned();
            Some(Elsewhere { span: cross.span, address })
        };
        own.iter().filter_map(one).collect()
    };
    let references = &across.references;
    (0..documents.len())
        .map(|at| [of(&references.old, at, Side::Old), of(&references.new, at, Side::New)])
        .collect()
}

fn moves(places: &Places<'_, '_>, moved: &moves::Move, push: &mut impl FnMut(At, Note)) {
    let words = if moved.same_words { "" } else { ", with other words" };
    let note = |before: &str, place: Place| Note {
        check: false,
        affected: false,
        pieces: vec![text(before), link(place), text(&format!("{words}."))],
    };
    push(moved.from, note("Moved to another document: ", places.place(moved.to, Side::New)));
    push(moved.to, note("Moved from another document: ", places.place(moved.from, Side::Old)));
}

fn reference(places: &Places<'_, '_>, noted: &Noted) -> Note {
    let from = noted.from.and_then(|target| places.target(target, Side::Old));
    let to = places.target(noted.to, Side::New);
    let now = noted.now.and_then(|target| places.target(target, Side::New));
    let was = from.as_ref().map_or_else(|| noted.words.clone(), |place| place.clause.clone());
    let (check, pieces) = match (noted.kind, to) {
        (Kind::Follows, Some(to)) if was != to.clause => (
            false,
            vec![
                text(&format!("Reference follows another document: {was} became ")),
                link(to),
                text("."),
            ],
        ),
        (Kind::Follows, Some(to)) => (
            false,
            vec![
                text("Reference follows another document, to the new heading of "),
                link(to),
                text("."),
            ],
        ),
        (Kind::Retargeted, Some(to)) => (
            true,
            vec![
                text("“"),
                text(&noted.words),
                text("” named another clause before; in the proposed text it names "),
                link(to),
                text("; what was meant is "),
                now.map_or_else(|| text("deleted"), link),
                text("."),
            ],
        ),
        (Kind::Missing, _) => (
            true,
            vec![text(&format!(
                "“{}” is new, and the proposed text of the code has no such clause.",
                noted.words
            ))],
        ),
        _ => (
            true,
            vec![
                text("refers to "),
                from.map_or_else(|| text(&was), link),
                text(", which the proposed text of the code no longer has."),
            ],
        ),
    };
    Note { check, affected: false, pieces }
}

fn uses(
    documents: &[Compared<'_>],
    places: &Places<'_, '_>,
    one: &definitions::Changed,
    push: &mut impl FnMut(At, Note),
) {
    if one.elsewhere.is_empty() {
        return;
    }
    let n_uses: usize = one.elsewhere.iter().map(|(_, uses)| uses.len()).sum();
    let mut pieces =
        vec![text(&format!("Used in {} of other documents: ", super::words::clauses(n_uses)))];
    for (n, (document, uses)) in one.elsewhere.iter().enumerate() {
        if n > 0 {
            pieces.push(text("; "));
        }
        for (n, change) in uses.iter().take(MOST).enumerate() {
            if n > 0 {
                pieces.push(text(", "));
            }
            pieces.push(link(places.place(At { document: *document, change: *change }, Side::New)));
        }
        if uses.len() > MOST {
            pieces.push(text(&format!(" and {} more there", uses.len() - MOST)));
        }
    }
    pieces.push(text("."));
    push(one.at, Note { check: false, affected: false, pieces });
    let definition = places.place(one.at, Side::New);
    let happened = match one.kind {
        ImpactKind::Inserted => "is new",
        ImpactKind::Deleted => "is deleted",
        ImpactKind::Renamed => "defines another term now",
        _ => "changes",
    };
    for (document, uses) in &one.elsewhere {
        for change in uses {
            let at = At { document: *document, change: *change };
            if is_same(documents, at) {
                let pieces = vec![
                    text(&format!("Affected: the definition of “{}” ", one.term)),
                    text(&format!("{happened}, see ")),
                    link(definition.clone()),
                    text("."),
                ];
                push(at, Note { check: false, affected: true, pieces });
            }
        }
    }
}

fn text(text: &str) -> Piece {
    Piece::Text(text.to_owned())
}

/// A link to a place, from a page in the folder of redlines.
fn link(place: Place) -> Piece {
    match place.address.as_deref().and_then(|address| address.strip_prefix("redline/")) {
        Some(address) => Piece::Link { address: address.to_owned(), text: place.clause },
        None => Piece::Text(place.clause),
    }
}
