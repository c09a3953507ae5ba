//! What changed between two texts: which lines or paragraphs belong together, and which words differ. The only module that
//! knows `similar`.

pub mod words;

use std::collections::BTreeMap;
use std::hash::Hash;

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

/// Pairs of pieces that are compared one with the other; of longer sequences only those between pieces that stand once in each.
const MOST_PAIRS: usize = 4_000_000;

/// The shortest way from one sequence to another, or a short one when both are long: equal pieces are paired, others are deleted or
/// inserted.
pub fn steps<T: Ord + Hash>(old: &[T], new: &[T]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    between(old, new, (0, 0), &mut steps);
    steps
}

/// Adds the steps of two parts that begin at these places.
fn between<T: Ord + Hash>(old: &[T], new: &[T], from: (usize, usize), steps: &mut Vec<Step>) {
    if old.len().saturating_mul(new.len()) <= MOST_PAIRS {
        return shortest(old, new, from, steps);
    }
    // What stands once in both, in the same order, is the same; the parts between are looked at by themselves.
    let anchors = anchors(old, new);
    if anchors.is_empty() {
        replaced(old.len(), new.len(), from, steps);
        return;
    }
    let mut done = (0, 0);
    for (at_old, at_new) in anchors {
        let gap = (&old[done.0..at_old], &new[done.1..at_new]);
        between(gap.0, gap.1, (from.0 + done.0, from.1 + done.1), steps);
        steps.push(Step { old: Some(from.0 + at_old), new: Some(from.1 + at_new) });
        done = (at_old + 1, at_new + 1);
    }
    between(&old[done.0..], &new[done.1..], (from.0 + done.0, from.1 + done.1), steps);
}

fn shortest<T: Ord + Hash>(old: &[T], new: &[T], from: (usize, usize), steps: &mut Vec<Step>) {
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (gone, come) = (op.old_range(), op.new_range());
        if op.tag() == DiffTag::Equal {
            let pairs = gone.zip(come);
            steps.extend(pairs.map(|(old, new)| Step { old: Some(from.0 + old), new: Some(from.1 + new) }));
        } else {
            replaced(gone.len(), come.len(), (from.0 + gone.start, from.1 + come.start), steps);
        }
    }
}

fn replaced(gone: usize, come: usize, from: (usize, usize), steps: &mut Vec<Step>) {
    steps.extend((from.0..from.0 + gone).map(|old| Step { old: Some(old), new: None }));
    steps.extend((from.1..from.1 + come).map(|new| Step { old: None, new: Some(new) }));
}

/// Where the pieces of a sequence stand that are in it once.
fn once<T: Ord>(sequence: &[T]) -> BTreeMap<&T, Option<usize>> {
    let mut places: BTreeMap<&T, Option<usize>> = BTreeMap::new();
    // A second one makes it none.
    for (at, piece) in sequence.iter().enumerate() {
        places.entry(piece).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// Places of pieces that stand once in each sequence: the longest series that is in order in both.
fn anchors<T: Ord + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let (in_old, in_new) = (once(old), once(new));
    let mut pairs: Vec<(usize, usize)> =
        in_old.into_iter().filter_map(|(piece, at)| Some((at?, (*in_new.get(piece)?)?))).collect();
    pairs.sort_unstable();
    // The last pair of the best series of each length, and what stands before each pair in its series.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, at_new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *at_new);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut series: Vec<(usize, usize)> = std::iter::successors(ends.last().copied(), |index| before[*index])
        .map(|index| pairs[index])
        .collect();
    series.reverse();
    series
}

/// As [`steps`], but pieces that were changed and are still alike are paired, too. `alike` is 0 for pieces that have nothing to
/// do with each other and 1 for equal ones.
pub fn aligned<T: Ord + Hash>(old: &[T], new: &[T], alike: impl Fn(usize, usize) -> f64) -> Vec<Step> {
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
    fn long_sequences_are_compared_between_what_stands_once() {
        let old: Vec<usize> = (0..6_000).collect();
        let mut new = old.clone();
        // Every third piece is another, a part is taken out, and one repeats itself.
        new.iter_mut().step_by(3).for_each(|piece| *piece += 100_000);
        new.drain(1_000..1_100);
        new.extend([7, 7, 7]);
        let steps = steps(&old, &new);
        let kept = |step: &&Step| step.old.is_some() && step.new.is_some();
        assert!(
            steps.iter().filter(kept).all(|step| old[step.old.unwrap_or(0)] == new[step.new.unwrap_or(0)])
        );
        assert_eq!(steps.iter().filter(kept).count(), 4_000 - 67);
        let places = |of: fn(&Step) -> Option<usize>| steps.iter().filter_map(of).collect::<Vec<_>>();
        assert_eq!(places(|step| step.old), (0..old.len()).collect::<Vec<_>>());
        assert_eq!(places(|step| step.new), (0..new.len()).collect::<Vec<_>>());
        // Nothing stands once.
        let (a, b) = ([1, 2].repeat(2_000), [2, 1].repeat(2_000));
        assert_eq!(super::steps(&a, &b).len(), 8_000);
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
