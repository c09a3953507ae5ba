//! Bars that lie below one another, for long names: the names at the left, the figures at their ends.

use rust_decimal::Decimal;

use super::canvas::{ChartCanvas, LINE};
use super::legend;
use super::scale::Scale;
use super::{Pattern, gap};
use crate::arrangement::{ArrangedChart, ChartBars, Justification};
use crate::units::{Area, Length};

const BAR: Length = Length::tenths_of_mm(45);
const GAP: Length = Length::mm(2);
/// Of the width, what names take at most, in hundredths.
const NAMES: i64 = 42;

/// The width of the names.
fn names_width(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Length {
    let widest = chart.labels.iter().map(|label| canvas.extent(label).1 + Length::pt(1)).max();
    widest.unwrap_or_default().min(chart.width.scale(NAMES, 100))
}

/// The height of a row: of its name, or of its bars.
fn row_height(chart: &ArrangedChart<'_>, index: usize, names: Length, canvas: &ChartCanvas<'_>) -> Length {
    let name = canvas.line_height() * canvas.line_count(&chart.labels[index], names);
    name.max(BAR * chart.chart.lines.len() as i64) + GAP
}

/// The height of the unit above.
fn above(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Length {
    chart
        .unit
        .as_ref()
        .map_or(Length::ZERO, |unit| canvas.line_height() * canvas.line_count(unit, chart.width) + GAP)
}

pub(super) fn least_height(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Length {
    let names = names_width(chart, canvas);
    let rows: Length = (0..chart.labels.len()).map(|index| row_height(chart, index, names, canvas)).sum();
    above(chart, canvas) + rows + legend::height(chart, canvas)
}

/// Figures always stand at the ends of bars.
pub(super) fn bars(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> ChartBars {
    let plot = chart.height - above(chart, canvas) - legend::height(chart, canvas);
    let room = plot / chart.labels.len().max(1) as i64;
    ChartBars { with_figures: true, gap: gap(room, BAR, chart.chart.lines.len()) }
}

pub(super) fn draw(chart: &ArrangedChart<'_>, canvas: &mut ChartCanvas<'_>) {
    let line = canvas.line_height();
    if let Some(unit) = &chart.unit {
        let area = Area { x: Length::ZERO, y: Length::ZERO, width: chart.width, height: line };
        canvas.words(unit, area, Justification::Left);
    }
    let names = names_width(chart, canvas);
    let values = || chart.chart.lines.iter().flat_map(|line| line.values.iter().flatten());
    let figure = values().map(|value| canvas.width(&chart.chart.shown(*value))).max().unwrap_or_default();
    let scale = Scale::of(chart.chart, true);
    // Figures stand right of bars, and left of those that go below zero.
    let is_negative = values().any(Decimal::is_sign_negative);
    let side = figure + GAP;
    let left = names + GAP + if is_negative { side } else { Length::ZERO };
    let length = chart.width - left - side;
    let zero = left + scale.place(Decimal::ZERO, length);
    let top = above(chart, canvas);
    let spare = (chart.height - least_height(chart, canvas)) / (chart.labels.len().max(1) as i64);
    let mut y = top;
    for (index, label) in chart.labels.iter().enumerate() {
        let height = row_height(chart, index, names, canvas) + spare;
        let words = line * canvas.line_count(label, names);
        let area = Area { x: Length::ZERO, y: y + (height - words) / 2, width: names, height: words };
        canvas.words(label, area, Justification::Right);
        let lines = chart.chart.lines.len() as i64;
        for (number, of_line) in chart.chart.lines.iter().enumerate() {
            let Some(value) = of_line.values[index] else { continue };
            let end = left + scale.place(value, length);
            let bar = y + (height - BAR * lines) / 2 + BAR * number as i64;
            let area = Area { x: zero.min(end), y: bar, width: zero.max(end) - zero.min(end), height: BAR };
            canvas.rectangle(area, Pattern::of(number));
            let (x, justification) = match value.is_sign_negative() {
                true => (end - side, Justification::Right),
                false => (end + GAP / 2, Justification::Left),
            };
            let words = Area { x, y: bar + (BAR - line) / 2, width: side - GAP / 2, height: line };
            canvas.figure(&chart.chart.shown(value), words, justification);
        }
        y += height;
    }
    canvas.line(vec![(zero, top), (zero, y)], LINE);
    legend::draw(chart, y, canvas);
}
