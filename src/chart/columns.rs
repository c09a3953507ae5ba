//! Columns on a scale, side by side when there are several lines of figures.

use rust_decimal::Decimal;

use super::canvas::{ChartCanvas, LINE};
use super::plot::{Labelling, Plot};
use super::scale::Scale;
use super::{ChartMisfit, Pattern, gap};
use crate::arrangement::{ArrangedChart, ChartBars, Justification};
use crate::units::{Area, Length};

/// Of its place, what the columns of a label take, in hundredths.
const SHARE: i64 = 70;
/// A column is no wider.
const WIDEST: Length = Length::mm(18);

/// Labels stand on at most so many tiers.
const MOST_TIERS: usize = 3;

/// The plot, its labels on as few tiers as they need; `None` when they do not fit.
fn plot(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Option<Plot> {
    let plots = (1..=MOST_TIERS).map(|count| {
        let labelling = Labelling::Tiers(count);
        (labelling, Plot::new(chart, Scale::of(chart.chart, true), labelling, canvas))
    });
    let mut fitting = plots.filter(|(_, plot)| plot.labels_fit(chart, canvas));
    fitting.next().map(|(_, plot)| plot)
}

pub(super) fn least_height(
    chart: &ArrangedChart<'_>,
    canvas: &ChartCanvas<'_>,
) -> Result<Length, ChartMisfit> {
    plot(chart, canvas).map(|plot| plot.least_height(chart)).ok_or(ChartMisfit::Labels)
}

pub(super) fn draw(chart: &ArrangedChart<'_>, canvas: &mut ChartCanvas<'_>) {
    let Some(plot) = plot(chart, canvas) else { return };
    plot.draw(chart, canvas);
    let lines = chart.chart.lines.len() as i64;
    let width = column_width(chart, &plot);
    let with_figures = figures_fit(chart, &plot, width, canvas);
    for index in 0..chart.labels.len() {
        let left = plot.middle(chart, index) - width * lines / 2;
        for (number, line) in chart.chart.lines.iter().enumerate() {
            let Some(value) = line.values[index] else { continue };
            let x = left + width * number as i64;
            column(&plot, (x, width), value, Pattern::of(number), canvas);
            if with_figures {
                figure(chart, &plot, (x, width), value, canvas);
            }
        }
    }
    let zero = plot.down(Decimal::ZERO);
    canvas.line(vec![(plot.area.x, zero), (plot.area.x + plot.area.width, zero)], LINE);
}

fn column_width(chart: &ArrangedChart<'_>, plot: &Plot) -> Length {
    let lines = chart.chart.lines.len().max(1) as i64;
    (plot.slot(chart).scale(SHARE, 100) / lines).min(WIDEST)
}

pub(super) fn bars(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> ChartBars {
    let Some(plot) = plot(chart, canvas) else { return ChartBars::default() };
    let width = column_width(chart, &plot);
    ChartBars {
        with_figures: figures_fit(chart, &plot, width, canvas),
        gap: gap(plot.slot(chart), width, chart.chart.lines.len()),
    }
}

fn column(
    plot: &Plot,
    (x, width): (Length, Length),
    value: Decimal,
    pattern: Pattern,
    canvas: &mut ChartCanvas<'_>,
) {
    let (zero, end) = (plot.down(Decimal::ZERO), plot.down(value));
    let area = Area { x, y: zero.min(end), width, height: zero.max(end) - zero.min(end) };
    canvas.rectangle(area, pattern);
}

/// Above its column, or below one that hangs.
fn figure(
    chart: &ArrangedChart<'_>,
    plot: &Plot,
    (x, width): (Length, Length),
    value: Decimal,
    canvas: &mut ChartCanvas<'_>,
) {
    let line = canvas.line_height();
    let end = plot.down(value);
    let y = if value.is_sign_negative() { end } else { end - line };
    let area = Area { x, y, width, height: line };
    canvas.figure_on_grid(&chart.chart.shown(value), area, Justification::Centre);
}

/// Whether all figures have room above their columns: else the scale tells them.
fn figures_fit(chart: &ArrangedChart<'_>, plot: &Plot, width: Length, canvas: &ChartCanvas<'_>) -> bool {
    let room = if chart.chart.lines.len() == 1 { plot.slot(chart) } else { width };
    let values = chart.chart.lines.iter().flat_map(|line| line.values.iter().flatten());
    values.map(|value| canvas.width(&chart.chart.shown(*value))).all(|width| width <= room)
}
