//! What became of each clause's own words and number.

use std::collections::HashMap;

use super::super::code::{Format, Word};
use super::{Fate, Version};

/// What became of each clause: the old version's in its order, then those inserted.
pub(super) fn fates(old: &Version<'_>, new: &Version<'_>, pairs: &[(usize, usize)]) -> Vec<Fate> {
    let twins: HashMap<usize, usize> = pairs.iter().copied().collect();
    let kept = (0..old.entries.len()).map(|at| match twins.get(&at) {
        Some(twin) => pair(old, new, (at, *twin)),
        None => Fate { old: Some(at), ..Fate::default() },
    });
    let is_new = |at: &usize| !old.places.contains_key(&new.entries[*at].id);
    let inserted = (0..new.entries.len()).filter(is_new);
    kept.chain(inserted.map(|at| Fate { new: Some(at), ..Fate::default() })).collect()
}

fn pair(old: &Version<'_>, new: &Version<'_>, (x, y): (usize, usize)) -> Fate {
    let (a, b) = (&old.entries[x], &new.entries[y]);
    let same = a.own_text() == b.own_text();
    let follows = atoms(old, x) == atoms(new, y) && table(old, x) == table(new, y);
    Fate {
        old: Some(x),
        new: Some(y),
        amended: !same && !follows,
        consequential: !same && follows,
        moved: false,
        renumbered: a.citation != b.citation,
        formatted: same && set(old, x) != set(new, y),
    }
}

/// A word of a clause, with references by what they point at.
#[derive(Debug, PartialEq, Eq)]
enum Atom {
    Text(String),
    /// The id of the target.
    Reference(Option<u32>),
    Note(u32),
}

fn atoms(version: &Version<'_>, at: usize) -> Vec<Atom> {
    let entry = &version.entries[at];
    let term = entry.clause().and_then(|clause| clause.term.clone());
    let words = entry.words().iter().flat_map(|word| match word {
        Word::Reference(reference) => {
            let target = version.target(reference).map(|at| version.entries[at].id);
            vec![Atom::Reference(target)]
        }
        Word::Note(id) => vec![Atom::Note(*id)],
        word => {
            let shown = version.names.shown(version.code, word);
            shown.split(' ').map(|word| Atom::Text(word.to_owned())).collect()
        }
    });
    term.map(Atom::Text).into_iter().chain(words).collect()
}

/// The table of a clause as it is shown.
fn table<'a>(version: &Version<'a>, at: usize) -> Option<Vec<Vec<&'a str>>> {
    let table = version.entries[at].clause()?.table.as_ref()?;
    Some(table.lines().collect())
}

/// How the heading and the words of a clause are set.
fn set(version: &Version<'_>, at: usize) -> (usize, Vec<Option<Format>>) {
    let entry = &version.entries[at];
    let format = |word: &Word| match word {
        Word::Marked(format, _) => Some(*format),
        _ => None,
    };
    let lowered = entry.clause().map_or(0, |clause| clause.lowered);
    (lowered, entry.words().iter().map(format).collect())
}
