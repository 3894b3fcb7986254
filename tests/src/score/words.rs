//! How readable the edits of amended clauses are.

use keeling_diff::{Change, Op, OpKind, Redline, Region, Status};
use keeling_model::{Document, OBJECT};

use super::share;

/// The most words between two edits that a reader does not see as kept.
const ISLAND: usize = 2;

/// How many words, runs and islands the edits of amended clauses have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Words struck or added.
    pub marked: usize,
    /// The fewest words that had to be.
    pub fewest: usize,
    /// Clauses whose text, tables aside, is amended.
    pub clauses: usize,
    /// Runs of struck and added words in them.
    pub runs: usize,
    /// Stretches of one or two words that are kept between two runs.
    pub islands: usize,
}

impl Words {
    pub(super) fn new(redline: &Redline, old: &Document, new: &Document) -> Self {
        let mut words = Self::default();
        let amended = redline.changes.iter().filter(|change| change.status == Status::Amended);
        for change in amended {
            words.measure(change, old, new);
        }
        words
    }

    /// Words marked for each that had to be.
    pub fn churn(&self) -> f64 {
        share(self.marked, self.fewest)
    }

    /// Runs for each amended clause.
    pub fn fragments(&self) -> f64 {
        share(self.runs, self.clauses)
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.marked += other.marked;
        self.fewest += other.fewest;
        self.clauses += other.clauses;
        self.runs += other.runs;
        self.islands += other.islands;
    }

    fn measure(&mut self, change: &Change, old: &Document, new: &Document) {
        let (Some(a), Some(b)) = (change.old, change.new) else { return };
        let fewest = distance(&tokens(old.own_text(a)), &tokens(new.own_text(b)));
        let count = |op: &Op| tokens(old.slice(op.old)).len() + tokens(new.slice(op.new)).len();
        let marked = change.ops.iter().filter(|op| op.kind != OpKind::Equal).map(count);
        self.marked += marked.sum::<usize>();
        self.fewest += fewest;
        let before = self.runs;
        for region in &change.regions {
            if let Region::Text { ops } = region {
                let ops = change.ops.get(ops.start as usize..ops.end as usize);
                self.runs_of(ops.unwrap_or_default(), old);
            }
        }
        self.clauses += usize::from(self.runs > before);
    }

    fn runs_of(&mut self, ops: &[Op], old: &Document) {
        for (at, op) in ops.iter().enumerate() {
            let edit = |at: Option<usize>| {
                at.and_then(|at| ops.get(at)).is_some_and(|op| op.kind != OpKind::Equal)
            };
            let after_edit = edit(at.checked_sub(1));
            if op.kind != OpKind::Equal {
                self.runs += usize::from(!after_edit);
            } else if after_edit && edit(Some(at + 1)) {
                let n = tokens(old.slice(op.old)).len();
                self.islands += usize::from((1..=ISLAND).contains(&n));
            }
        }
    }
}

/// The words of a text; each mark that ends one, a note's marker too, is apart. A citation is one:
/// `3.2(a)`.
fn tokens(text: &str) -> Vec<&str> {
    let parts = |word| {
        let bare = str::trim_end_matches(word, ['.', ',', ';', ':', OBJECT]);
        let (bare, end) = word.split_at(bare.len());
        std::iter::once(bare).chain(end.split_inclusive(|_| true)).filter(|part| !part.is_empty())
    };
    text.split_whitespace().flat_map(parts).collect()
}

/// The fewest tokens that have to be deleted and inserted (E. W. Myers, "An O(ND) difference
/// algorithm and its variations", 1986).
fn distance(old: &[&str], new: &[&str]) -> usize {
    let most = old.len() + new.len();
    // How far each diagonal has come in `old`, by the diagonal's number and `most`.
    let mut reach = vec![0_usize; 2 * most + 2];
    for edits in 0..=most {
        for diagonal in (most - edits..=most + edits).step_by(2) {
            let down = diagonal == most - edits
                || diagonal != most + edits && reach[diagonal - 1] < reach[diagonal + 1];
            let mut x = if down { reach[diagonal + 1] } else { reach[diagonal - 1] + 1 };
            // The diagonal's number is most + x - y.
            let mut y = (x + most).saturating_sub(diagonal);
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            reach[diagonal] = x;
            if x >= old.len() && y >= new.len() {
                return edits;
            }
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::{distance, tokens};

    #[test]
    fn the_distance_is_the_fewest_edits() {
        let of = |old: &str, new: &str| distance(&tokens(old), &tokens(new));
        assert_eq!(of("", ""), 0);
        assert_eq!(of("a b c", "a b c"), 0);
        assert_eq!(of("a b c", "a c d"), 2);
        assert_eq!(of("pay in 30 days.", "pay within 45 days."), 4);
        assert_eq!(of("", "a b"), 2);
        assert_eq!(of("under Clause 3.2(a)(i).", "under Clause 3.3(a)(i)."), 2);
    }
}
