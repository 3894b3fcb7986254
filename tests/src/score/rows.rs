//! Which rows of a table moved: the rows of both versions in, those off the longest sequence out.
//!
//! ```text
//! old  A B C D     new  A D C B     A and one of B, C, D stay; which one, nothing tells
//! ```
//!
//! Among equally long sequences the one is meant that keeps most rows where the redline keeps
//! them: of two rows that changed places a redline may call either moved. It gains nothing else by
//! that, as a shorter sequence is never meant. Quadratic in the rows, where any is out of order.

use std::collections::BTreeSet;

use crate::generate::TwinRow;

/// Which of the rows, which are in old order, moved. `kept` are the rows that the redline pairs.
pub(super) fn moved(rows: &[TwinRow], kept: &BTreeSet<[usize; 2]>) -> Vec<bool> {
    if rows.windows(2).all(|pair| pair[0].new < pair[1].new) {
        return vec![false; rows.len()];
    }
    // One row more outweighs all rows that are kept by the redline.
    let weight = |row: &TwinRow| rows.len() + 1 + usize::from(kept.contains(&[row.old, row.new]));
    // The weight of the best sequence that ends with each row, and the row before it in that.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(rows.len());
    for row in rows {
        let before = (0..best.len()).filter(|at| rows[*at].new < row.new);
        let before = before.max_by_key(|at| best[*at].0);
        best.push((before.map_or(0, |at| best[at].0) + weight(row), before));
    }
    let mut moved = vec![true; rows.len()];
    let mut next = (0..rows.len()).max_by_key(|at| best[*at].0);
    while let Some(at) = next {
        moved[at] = false;
        next = best[at].1;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::{BTreeSet, TwinRow, moved};

    /// Which rows moved, the new place of each old row and those that the redline keeps given.
    fn moves(new: &[usize], kept: &[usize]) -> Vec<usize> {
        let row = |(old, new): (usize, &usize)| TwinRow { old, new: *new, ..TwinRow::default() };
        let rows: Vec<_> = new.iter().enumerate().map(row).collect();
        let kept: BTreeSet<_> = kept.iter().map(|old| [*old, new[*old]]).collect();
        let moved = moved(&rows, &kept);
        (0..rows.len()).filter(|at| moved[*at]).collect()
    }

    #[test]
    fn a_row_that_left_its_neighbours_moved_whatever_is_said() {
        assert_eq!(moves(&[0, 1, 2], &[]), [0_usize; 0]);
        assert_eq!(moves(&[3, 0, 1, 2], &[]), [0]);
        assert_eq!(moves(&[3, 0, 1, 2], &[0]), [0]);
    }

    #[test]
    fn of_two_rows_that_changed_places_either_may_be_said_to_have_moved() {
        assert_eq!(moves(&[0, 2, 1, 3], &[0, 1, 3]), [2]);
        assert_eq!(moves(&[0, 2, 1, 3], &[0, 2, 3]), [1]);
    }
}
