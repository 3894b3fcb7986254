//! Walking, filtering and counting what a redline says.

use keeling_model::Document;

use crate::redline::{Change, ChangeId, Op, OpKind, Place, Redline, Side, Status};

/// A kind of change. One change may be of several: moved, renumbered and amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// Only in the new version.
    Inserted,
    /// Only in the old version.
    Deleted,
    /// Amended in substance.
    Amended,
    /// Amended only in references that follow.
    Consequential,
    /// Moved.
    Moved,
    /// Under another citation.
    Renumbered,
}

impl Change {
    /// Whether it is a change of this kind.
    pub fn is(&self, kind: ChangeKind) -> bool {
        match kind {
            ChangeKind::Inserted => self.status == Status::Inserted,
            ChangeKind::Deleted => self.status == Status::Deleted,
            ChangeKind::Amended => self.status == Status::Amended && !self.consequential,
            ChangeKind::Consequential => self.consequential,
            ChangeKind::Moved => self.moved,
            ChangeKind::Renumbered => self.renumbered,
        }
    }

    /// The hunks of an amended clause: each run of adjacent edits that are not equal.
    pub fn hunks(&self) -> impl Iterator<Item = &[Op]> {
        let runs = self.ops.chunk_by(|a, b| (a.kind == OpKind::Equal) == (b.kind == OpKind::Equal));
        runs.filter(|run| run.iter().all(|op| op.kind != OpKind::Equal))
    }
}

/// # Walking it
///
/// The fields are there for whoever wants them; these are the ways that most take.
///
/// ```
/// use keeling_diff::{ChangeKind, Options, Side, diff};
/// use keeling_model::{Builder, ClauseKind, Document, Label, Role};
///
/// fn document(clauses: &[(&str, &str)]) -> Document {
///     let mut builder = Builder::new();
///     for (label, text) in clauses {
///         builder.open(ClauseKind::Clause, Some(Label::typed(*label)));
///         builder.paragraph(Role::Body, text, []);
///         builder.close();
///     }
///     builder.finish()
/// }
///
/// let old = document(&[("1", "Each User shall pay within 30 days."), ("2", "No stipulation.")]);
/// let new = document(&[("1", "Each User shall pay within 45 days.")]);
/// let redline = diff(&old, &new, &Options::default());
///
/// // Filter and count.
/// assert_eq!(redline.changed().count(), 2);
/// assert_eq!(redline.of_kind(ChangeKind::Deleted).count(), 1);
///
/// // Find a clause, and read its edits.
/// let change = redline.cited("1", &old, &new).next();
/// let words: Vec<&str> = change
///     .iter()
///     .flat_map(|change| change.hunks().flatten())
///     .map(|op| op.text(&old, &new))
///     .collect();
/// assert_eq!(words, ["30", "45"]);
///
/// // Read both versions in one sequence.
/// let sides: Vec<Side> = redline.walk().map(|(place, _)| place.side).collect();
/// assert_eq!(sides, [Side::Both, Side::Old]);
/// ```
impl Redline {
    /// The change with this id; `None` where it is another redline's.
    pub fn change(&self, id: ChangeId) -> Option<&Change> {
        self.changes.get(id.index())
    }

    /// Whether nothing differs.
    pub fn is_unchanged(&self) -> bool {
        self.changed().next().is_none()
    }

    /// The changes about which anything differs (see [`Change::is_changed`]), in reading order.
    pub fn changed(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.is_changed())
    }

    /// The changes of a kind, in reading order.
    pub fn of_kind(&self, kind: ChangeKind) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.is(kind))
    }

    /// The changes of the clauses that are cited so in either version, in reading order: after a
    /// renumbering these may be two clauses.
    ///
    /// A clause without a number of its own has the citation of the one above it and is not found.
    pub fn cited<'r>(
        &'r self,
        citation: &'r str,
        old: &'r Document,
        new: &'r Document,
    ) -> impl Iterator<Item = &'r Change> {
        self.changes.iter().filter(move |change| {
            let clauses = [change.old_clause(old), change.new_clause(new)];
            clauses
                .into_iter()
                .flatten()
                .any(|clause| clause.is_cited() && clause.citation == citation)
        })
    }

    /// The two versions woven into one sequence: each place with the change that stands there.
    ///
    /// Without the places of [`Side::New`] it is the old document's clauses in reading order,
    /// without those of [`Side::Old`] the new one's.
    pub fn walk(&self) -> impl Iterator<Item = (Place, &Change)> {
        self.places.iter().filter_map(|place| Some((*place, self.change(place.change)?)))
    }
}

impl Side {
    /// Whether the version of a side has what is on this one: [`Side::Both`] has the others.
    pub fn has(self, side: Side) -> bool {
        self == Side::Both || self == side
    }
}

impl Op {
    /// The text that it keeps (as the new version has it), deletes or inserts.
    pub fn text<'d>(&self, old: &'d Document, new: &'d Document) -> &'d str {
        match self.kind {
            OpKind::Delete => old.slice(self.old),
            OpKind::Equal | OpKind::Insert => new.slice(self.new),
        }
    }
}
