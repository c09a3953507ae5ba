//! Greys and hatching that can be told apart on a photocopy.

use super::Point;
use crate::units::Length;

/// What a line of figures, or a part of a whole, is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Nearly black.
    Dark,
    /// White.
    White,
    /// Lines that rise to the right.
    Rising,
    /// Light grey.
    Light,
    /// Lines across.
    Across,
    /// Grey.
    Middle,
    /// Lines that fall to the right.
    Falling,
    /// Lines that rise and lines that fall.
    Crossed,
}

/// From line to line of hatching.
const STEP: Length = Length::tenths_of_mm(14);

impl Pattern {
    /// All patterns: neighbours differ most.
    pub const ALL: [Pattern; 8] = [
        Pattern::Dark,
        Pattern::White,
        Pattern::Rising,
        Pattern::Light,
        Pattern::Across,
        Pattern::Middle,
        Pattern::Falling,
        Pattern::Crossed,
    ];

    /// The pattern of a line or part, from 0.
    pub const fn of(index: usize) -> Self {
        Self::ALL[index % Self::ALL.len()]
    }

    /// The ground: from 0 for black to 255 for white.
    pub const fn grey(self) -> u8 {
        match self {
            Pattern::Dark => 64,
            Pattern::Middle => 136,
            Pattern::Light => 208,
            _ => 255,
        }
    }

    /// The lines on the ground of a shape without dents.
    pub(super) fn hatching(self, shape: &[Point]) -> Vec<(Point, Point)> {
        let rising = || hatched(shape, 1, 1);
        let falling = || hatched(shape, -1, 1);
        match self {
            Pattern::Dark | Pattern::White | Pattern::Light | Pattern::Middle => Vec::new(),
            Pattern::Rising => rising(),
            Pattern::Falling => falling(),
            Pattern::Across => hatched(shape, 0, 1),
            Pattern::Crossed => rising().into_iter().chain(falling()).collect(),
        }
    }
}

/// The parts inside a shape of the lines `a * x + b * y = n * STEP`: counted from the corner of the chart, so that neighbours match.
fn hatched(shape: &[Point], a: i64, b: i64) -> Vec<(Point, Point)> {
    // Slanted lines are as far apart as lines across.
    let step = if a == 0 { STEP.to_emu() } else { STEP.to_emu() * 7 / 5 };
    let height = |point: &Point| a * point.0.to_emu() + b * point.1.to_emu();
    let heights = || shape.iter().map(height);
    let (Some(low), Some(high)) = (heights().min(), heights().max()) else { return Vec::new() };
    let first = low.div_euclid(step) + 1;
    let last = (high - 1).div_euclid(step);
    (first..=last).filter_map(|line| crossing(shape, line * step, height)).collect()
}

/// Where a line enters and leaves a shape.
fn crossing(shape: &[Point], at: i64, height: impl Fn(&Point) -> i64) -> Option<(Point, Point)> {
    let mut crossed = Vec::new();
    for (index, from) in shape.iter().enumerate() {
        let to = &shape[(index + 1) % shape.len()];
        let (low, high) = (height(from), height(to));
        if (low < at) != (high < at) {
            let along = |from: Length, to: Length| from + (to - from).scale(at - low, high - low);
            crossed.push((along(from.0, to.0), along(from.1, to.1)));
        }
    }
    match crossed.as_slice() {
        [one, other] => Some((*one, *other)),
        _ => None,
    }
}
