//! Curves on a scale, each with a mark of its own.

use rust_decimal::Decimal;

use super::Point;
use super::canvas::{ChartCanvas, LINE, THICK};
use super::circle::on_circle;
use super::plot::{Labelling, Plot};
use super::scale::Scale;
use crate::arrangement::{ArrangedChart, Justification};
use crate::units::{Area, Length};

/// Half the width of a mark.
const MARK: Length = Length::tenths_of_mm(9);

/// The plot; where labels have no room, every so many of them are told.
fn plot(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Plot {
    let count = chart.labels.len().max(1);
    let new = |labelling| Plot::new(chart, Scale::of(chart.chart, false), labelling, canvas);
    let all = std::iter::once(Labelling::Tiers(1)).chain((2..count).map(Labelling::Every));
    let mut plots = all.map(|labelling| (labelling, new(labelling)));
    let fitting = plots.find(|(_, plot)| plot.labels_fit(chart, canvas));
    fitting.map_or_else(|| new(Labelling::Every(count)), |(_, plot)| plot)
}

pub(super) fn least_height(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Length {
    plot(chart, canvas).least_height(chart)
}

pub(super) fn draw(chart: &ArrangedChart<'_>, canvas: &mut ChartCanvas<'_>) {
    let plot = plot(chart, canvas);
    plot.draw(chart, canvas);
    let bottom = plot.area.y + plot.area.height;
    canvas.line(vec![(plot.area.x, bottom), (plot.area.x + plot.area.width, bottom)], LINE);
    // Below the curve: their white ground does not cut it.
    figures(chart, &plot, canvas);
    for (number, line) in chart.chart.lines.iter().enumerate() {
        // A curve ends where a figure is missing, and begins again behind it.
        let mut run: Vec<Point> = Vec::new();
        for (index, value) in line.values.iter().enumerate() {
            match value {
                Some(value) => run.push((plot.middle(chart, index), plot.down(*value))),
                None => curve(std::mem::take(&mut run), number, canvas),
            }
        }
        curve(run, number, canvas);
    }
}

fn curve(points: Vec<Point>, number: usize, canvas: &mut ChartCanvas<'_>) {
    if points.len() > 1 {
        canvas.line(points.clone(), THICK);
    }
    points.into_iter().for_each(|point| mark(number, point, canvas));
}

pub(super) fn with_figures(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> bool {
    figures_fit(chart, &plot(chart, canvas), canvas)
}

/// Whether the curve is alone, and its figures have room above its points.
fn figures_fit(chart: &ArrangedChart<'_>, plot: &Plot, canvas: &ChartCanvas<'_>) -> bool {
    let [line] = chart.chart.lines.as_slice() else { return false };
    let slot = plot.slot(chart);
    line.values.iter().flatten().all(|value| canvas.width(&chart.chart.shown(*value)) <= slot)
}

/// Figures above the points of a lone curve, where all have room.
fn figures(chart: &ArrangedChart<'_>, plot: &Plot, canvas: &mut ChartCanvas<'_>) {
    let Some(line) = chart.chart.lines.first().filter(|_| figures_fit(chart, plot, canvas)) else { return };
    let slot = plot.slot(chart);
    for (index, value) in line.values.iter().enumerate() {
        let Some(value) = value else { continue };
        let shown = chart.chart.shown(*value);
        let (height, point) = (canvas.line_height(), plot.down(*value));
        let has_room = point + MARK + height <= plot.area.y + plot.area.height;
        let stands_below = has_room && is_valley(&line.values, index);
        let y = if stands_below { point + MARK } else { point - height - MARK };
        let area = Area { x: plot.middle(chart, index) - slot / 2, y, width: slot, height };
        canvas.figure_on_grid(&shown, area, Justification::Centre);
    }
}

/// Whether a figure lies between two higher ones: the curve stands above it.
fn is_valley(values: &[Option<Decimal>], index: usize) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| values.get(index)).copied().flatten();
    let is_below =
        |other: Option<Decimal>| other.is_some_and(|other| at(Some(index)).is_some_and(|own| own < other));
    is_below(at(index.checked_sub(1))) && is_below(at(Some(index + 1)))
}

/// The mark of a curve: a shape, filled or hollow.
pub(super) fn mark(number: usize, (x, y): Point, canvas: &mut ChartCanvas<'_>) {
    let points: Vec<Point> = match number % 3 {
        0 => (0..24).map(|step| on_circle((x, y), MARK, f64::from(step) / 24.0)).collect(),
        1 => vec![(x - MARK, y - MARK), (x + MARK, y - MARK), (x + MARK, y + MARK), (x - MARK, y + MARK)],
        _ => vec![(x, y - MARK), (x + MARK, y + MARK), (x - MARK, y + MARK)],
    };
    let grey = if number < 3 { 0 } else { 255 };
    canvas.shape(points, Some(grey), Some(LINE));
}
