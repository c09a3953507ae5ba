//! The frame that columns and curves stand in: the scale at the left with its grid, labels below, a legend below these.

use super::canvas::{ChartCanvas, GRID, LINE};
use super::legend;
use super::scale::Scale;
use crate::arrangement::{ArrangedChart, Justification, Paragraph};
use crate::units::{Area, Length};

/// Between a figure of the scale and the axis, and around labels.
pub(super) const GAP: Length = Length::mm(1);
/// The least height of what is drawn.
const LEAST: Length = Length::mm(25);
/// A label below its place has at most so many lines.
pub(super) const MOST_LINES: i64 = 3;

pub(super) struct Plot {
    pub scale: Scale,
    /// Where it is drawn.
    pub area: Area,
    /// Lines of the highest label.
    label_lines: i64,
    labelling: Labelling,
}

/// How labels stand below their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Labelling {
    /// All of them, in turn on so many lines, at least 1.
    Tiers(usize),
    /// Every so many of them, on one line.
    Every(usize),
}

impl Labelling {
    /// How many places a label reaches over.
    const fn reach(self) -> usize {
        match self {
            Labelling::Tiers(count) | Labelling::Every(count) => count,
        }
    }

    /// Whether the labels fit so.
    pub(super) fn fits(self, chart: &ArrangedChart<'_>, slot: Length, canvas: &ChartCanvas<'_>) -> bool {
        let (room, step) = match self {
            Labelling::Tiers(count) => (slot * count as i64, 1),
            Labelling::Every(count) => (slot * count as i64, count),
        };
        // On several tiers each label has one line.
        let most = if self == Labelling::Tiers(1) { MOST_LINES } else { 1 };
        let mut told = chart.labels.iter().step_by(step);
        told.all(|label| canvas.extent(label).0 <= room && canvas.line_count(label, room) <= most)
    }
}

impl Plot {
    /// A plot as wide and high as its chart.
    pub(super) fn new(
        chart: &ArrangedChart<'_>,
        scale: Scale,
        labelling: Labelling,
        canvas: &ChartCanvas<'_>,
    ) -> Self {
        let figures = scale.figures();
        let left = figures.iter().map(|(_, shown)| canvas.width(shown)).max().unwrap_or_default() + GAP * 2;
        let line = canvas.line_height();
        let width = chart.width - left;
        let slot = width / (chart.labels.len().max(1) as i64);
        let label_lines = match labelling {
            Labelling::Tiers(1) => {
                chart.labels.iter().map(|label| canvas.line_count(label, slot)).max().unwrap_or(1)
            }
            Labelling::Tiers(count) => count as i64,
            Labelling::Every(_) => 1,
        };
        let below = line * label_lines + GAP * 2 + legend::height(chart, canvas);
        // A line for the unit, or for the figure above the highest column.
        let above = if chart.unit.is_some() { line * 2 } else { line } + GAP;
        let area = Area { x: left, y: above, width, height: chart.height - above - below };
        Plot { scale, area, label_lines, labelling }
    }

    /// The least height of its chart.
    pub(super) fn least_height(&self, chart: &ArrangedChart<'_>) -> Length {
        chart.height - self.area.height + LEAST
    }

    /// The width that one label has.
    pub(super) fn slot(&self, chart: &ArrangedChart<'_>) -> Length {
        self.area.width / (chart.labels.len().max(1) as i64)
    }

    /// The middle of the place of a label, from 0.
    pub(super) fn middle(&self, chart: &ArrangedChart<'_>, index: usize) -> Length {
        let count = chart.labels.len().max(1) as i64;
        self.area.x + self.area.width.scale(2 * index as i64 + 1, 2 * count)
    }

    /// How far down a figure stands.
    pub(super) fn down(&self, value: rust_decimal::Decimal) -> Length {
        self.area.y + self.area.height - self.scale.place(value, self.area.height)
    }

    /// Scale, grid, labels, unit and legend.
    pub(super) fn draw(&self, chart: &ArrangedChart<'_>, canvas: &mut ChartCanvas<'_>) {
        let (left, right) = (self.area.x, self.area.x + self.area.width);
        let line = canvas.line_height();
        if let Some(unit) = &chart.unit {
            let area = Area { x: Length::ZERO, y: Length::ZERO, width: chart.width, height: line };
            canvas.words(unit, area, Justification::Left);
        }
        for (value, shown) in self.scale.figures() {
            let y = self.down(value);
            canvas.line(vec![(left, y), (right, y)], GRID);
            let area = Area { x: Length::ZERO, y: y - line / 2, width: left - GAP, height: line };
            canvas.figure(&shown, area, Justification::Right);
        }
        canvas.line(vec![(left, self.area.y), (left, self.area.y + self.area.height)], LINE);
        self.labels(chart, canvas);
        let below = self.area.y + self.area.height + GAP * 2 + line * self.label_lines;
        legend::draw(chart, below, canvas);
    }

    fn labels(&self, chart: &ArrangedChart<'_>, canvas: &mut ChartCanvas<'_>) {
        let (slot, line) = (self.slot(chart), canvas.line_height());
        let (step, tiers) = match self.labelling {
            Labelling::Tiers(count) => (1, count),
            Labelling::Every(count) => (count, 1),
        };
        let labels: Vec<(usize, &Paragraph<'_>)> = chart.labels.iter().enumerate().step_by(step).collect();
        for (index, label) in labels {
            let width = slot * self.labelling.reach() as i64;
            // In the middle of its place, but not beyond the chart.
            let x = (self.middle(chart, index) - width / 2).max(Length::ZERO).min(chart.width - width);
            let tier = if tiers > 1 { (index % tiers) as i64 } else { 0 };
            let y = self.area.y + self.area.height + GAP + line * tier;
            canvas.words(label, Area { x, y, width, height: line * MOST_LINES }, Justification::Centre);
        }
    }
}
