//! Which references point elsewhere now.

use super::super::code::Word;
use super::{Reference, Version};

/// The references that stand in both versions of a clause and point at another clause, or at
/// none, in the new one.
pub(super) fn elsewhere(
    old: &Version<'_>,
    new: &Version<'_>,
    pairs: &[(usize, usize)],
) -> Vec<Reference> {
    let of_pair = |(x, y): &(usize, usize)| {
        let changed = new.references(*y).enumerate().filter_map(|(nth, now)| {
            let was = old.references(*x).find(|was| was.site == now.site)?;
            let shown = |version: &Version<'_>, reference: &super::super::code::Reference| {
                version.names.shown(version.code, &Word::Reference(reference.clone()))
            };
            let target = new.target(now);
            let same = target.map(|at| new.entries[at].id) == Some(was.target);
            (!same).then(|| Reference {
                old: *x,
                new: *y,
                nth,
                silent: shown(old, was) == shown(new, now),
                dangling: target.is_none(),
            })
        });
        changed.collect::<Vec<_>>()
    };
    pairs.iter().flat_map(of_pair).collect()
}
