//! What changed between two texts: which lines or paragraphs belong together, and which words differ. The only module that
//! knows `similar`.

pub mod words;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What became of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is in both.
    Same,
    /// It is in the old one only.
    Deleted,
    /// It is in the new one only.
    Inserted,
}

/// A piece of the old sequence, of the new one, or of both, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Place in the old sequence, from 0; `None` when the piece was inserted.
    pub old: Option<usize>,
    /// Place in the new sequence, from 0; `None` when the piece was deleted.
    pub new: Option<usize>,
}

/// The shortest way from one sequence to another: equal pieces are paired, others are deleted or inserted.
pub fn steps<T: Ord + std::hash::Hash>(old: &[T], new: &[T]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if op.tag() == DiffTag::Equal {
            let pairs = op.old_range().zip(op.new_range());
            steps.extend(pairs.map(|(old, new)| Step { old: Some(old), new: Some(new) }));
        } else {
            steps.extend(op.old_range().map(|old| Step { old: Some(old), new: None }));
            steps.extend(op.new_range().map(|new| Step { old: None, new: Some(new) }));
        }
    }
    steps
}

/// As [`steps`], but pieces that were changed and are still alike are paired, too. `alike` is 0 for pieces that have nothing to
/// do with each other and 1 for equal ones.
pub fn aligned<T: Ord + std::hash::Hash>(
    old: &[T],
    new: &[T],
    alike: impl Fn(usize, usize) -> f64,
) -> Vec<Step> {
    let mut result = Vec::new();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for step in steps(old, new) {
        match step {
            Step { old: Some(old), new: None } => gone.push(old),
            Step { old: None, new: Some(new) } => come.push(new),
            both => {
                result.extend(pair(&gone, &come, &alike));
                gone.clear();
                come.clear();
                result.push(both);
            }
        }
    }
    result.extend(pair(&gone, &come, &alike));
    result
}

/// Pieces less alike than this are two different ones.
const ALIKE: f64 = 0.4;
/// More pieces than this are paired by their places: the table below grows with their product.
const MOST: usize = 300;

/// Pairs deleted pieces with inserted ones, in order, so that as much as possible is alike.
fn pair(gone: &[usize], come: &[usize], alike: &impl Fn(usize, usize) -> f64) -> Vec<Step> {
    let (rows, columns) = (gone.len(), come.len());
    let alone = || {
        let old = gone.iter().map(|old| Step { old: Some(*old), new: None });
        old.chain(come.iter().map(|new| Step { old: None, new: Some(*new) })).collect::<Vec<_>>()
    };
    if rows == 0 || columns == 0 {
        return alone();
    }
    if rows > MOST || columns > MOST {
        let paired = gone.iter().zip(come).map(|(old, new)| Step { old: Some(*old), new: Some(*new) });
        let rest = gone.iter().skip(columns).map(|old| Step { old: Some(*old), new: None });
        let more = come.iter().skip(rows).map(|new| Step { old: None, new: Some(*new) });
        return paired.chain(rest).chain(more).collect();
    }
    let worth = |row: usize, column: usize| {
        let alike = alike(gone[row], come[column]);
        if alike < ALIKE { 0.0 } else { alike }
    };
    // The best sum from each place to the end.
    let mut best = vec![vec![0.0f64; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let together = worth(row, column);
            let together = if together > 0.0 { together + best[row + 1][column + 1] } else { 0.0 };
            best[row][column] = together.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut steps = Vec::new();
    while row < rows || column < columns {
        let together = row < rows && column < columns && worth(row, column) > 0.0 && {
            (worth(row, column) + best[row + 1][column + 1] - best[row][column]).abs() < 1e-9
        };
        if together {
            steps.push(Step { old: Some(gone[row]), new: Some(come[column]) });
            (row, column) = (row + 1, column + 1);
        } else if row < rows && (column == columns || best[row + 1][column] >= best[row][column + 1]) {
            steps.push(Step { old: Some(gone[row]), new: None });
            row += 1;
        } else {
            steps.push(Step { old: None, new: Some(come[column]) });
            column += 1;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(old: &[&str], new: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
        let alike = |a: usize, b: usize| words::likeness(old[a], new[b]);
        aligned(old, new, alike).into_iter().map(|step| (step.old, step.new)).collect()
    }

    #[test]
    fn changed_pieces_are_paired_and_others_stand_alone() {
        let old = ["a b c d", "kết quả đạt 95%", "hết"];
        let new = ["kết quả đạt 97%", "một đoạn mới hẳn", "hết"];
        assert_eq!(
            shape(&old, &new),
            [(Some(0), None), (Some(1), Some(0)), (None, Some(1)), (Some(2), Some(2))]
        );
        assert_eq!(shape(&[], &["x"]), [(None, Some(0))]);
    }
}
