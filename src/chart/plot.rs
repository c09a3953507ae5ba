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
/// Words measured at once and set in a line differ by less.
const ROUNDING: Length = Length::pt(1);
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

    /// Of how many labels one is told.
    const fn step(self) -> usize {
        match self {
            Labelling::Tiers(_) => 1,
            Labelling::Every(count) => count,
        }
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
        // Lines for the unit, and one for the figure above the highest column.
        let units = chart.unit.as_ref().map_or(0, |unit| canvas.line_count(unit, chart.width));
        let above = line * (units + 1) + GAP;
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

    /// Left edge and width of a label: in the middle of its place, but not beyond the chart.
    fn label_place(
        &self,
        chart: &ArrangedChart<'_>,
        (index, label): (usize, &Paragraph<'_>),
        canvas: &ChartCanvas<'_>,
    ) -> (Length, Length) {
        let width = self.reach(chart).min(canvas.extent(label).1 + ROUNDING);
        let x = self.middle(chart, index) - width / 2;
        (x.max(Length::ZERO).min(chart.width - width), width)
    }

    /// From the middle of a label to that of the next on its line.
    fn reach(&self, chart: &ArrangedChart<'_>) -> Length {
        self.slot(chart) * self.labelling.reach() as i64
    }

    /// Whether the labels that are told have room.
    pub(super) fn labels_fit(&self, chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> bool {
        // On several tiers each label has one line.
        let most = if self.labelling == Labelling::Tiers(1) { MOST_LINES } else { 1 };
        let reach = self.reach(chart);
        let mut told = chart.labels.iter().enumerate().step_by(self.labelling.step());
        told.all(|(index, label)| {
            let (x, width) = self.label_place(chart, (index, label), canvas);
            // One that was moved from the edge is nearer to its neighbour.
            let middle = self.middle(chart, index);
            let far = (x + width - middle).max(middle - x);
            canvas.extent(label).0 <= reach
                && far * 2 <= reach + ROUNDING
                && canvas.line_count(label, width) <= most
        })
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
            let area = Area { x: Length::ZERO, y: Length::ZERO, width: chart.width, height: self.area.y };
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
        let line = canvas.line_height();
        let step = self.labelling.step();
        let tiers = self.labelling.reach() / step;
        let labels: Vec<(usize, &Paragraph<'_>)> = chart.labels.iter().enumerate().step_by(step).collect();
        for (index, label) in labels {
            let (x, width) = self.label_place(chart, (index, label), canvas);
            let tier = if tiers > 1 { (index % tiers) as i64 } else { 0 };
            let y = self.area.y + self.area.height + GAP + line * tier;
            canvas.words(label, Area { x, y, width, height: line * MOST_LINES }, Justification::Centre);
        }
    }
}
